/** Tensors, operations and random numbers that cannot be. */
import { concat, grad, moons, ones, parameter, range, rng, tensor, zeros } from 'tslate';
import { answers, type Case, some, untyped, x, y } from './cases.ts';

const tensors: readonly Case[] = [
  [
    'rows of two lengths',
    () => tensor([[1, 2], [3]]),
    'tensor: expected rows of the same shape (row 0 is 2), received row 1 of shape 1.',
  ],
  [
    'too few numbers',
    () => tensor([1, 2, 3], some(ones([2, 2])).shape),
    'tensor: expected 4 numbers for the shape 2×2, received 3.',
  ],
  ['words', () => untyped(tensor, [['a', 'b']]), "tensor: expected numbers, or rows of numbers, received 'a'."],
  ['nothing', () => untyped(tensor, []), 'tensor: expected numbers, or rows of numbers, received undefined.'],
  ['a negative length', () => zeros([-2]), 'zeros: expected lengths that are whole numbers ≥ 0, received [-2].'],
  ['a length for a shape', () => untyped(zeros, [3]), 'zeros: expected a list of lengths, such as [3], received 3.'],
  [
    'an unknown type',
    () => untyped(zeros, [[2], 'float']),
    "element type: expected one of …, received 'float'; did you mean 'float32'?",
  ],
  ['steps of 0', () => range(0, 1, 0), 'range: expected a finite number of steps, received from 0 to 1 by 0.'],
  [
    'other values for a parameter',
    () => parameter(x).assign(some(ones([3, 1]))),
    'assign to parameter: expected 2×3, received 3×1.',
  ],
];

const operations: readonly Case[] = [
  [
    'shapes that do not broadcast',
    () => x.add(some(ones([2]))),
    'add: expected shapes that broadcast (aligned at the right, each pair of lengths equal or one of them 1), received 2×3 and 2; lengths 3 and 2 disagree, reshape or expand one side.',
  ],
  [
    'two types',
    () => untyped(x.add, [zeros([3], 'float64')], x),
    "add: expected inputs of one element type, received float32 and float64; cast one of them, for example .cast('float32').",
  ],
  [
    'a list',
    () => untyped(x.add, [[1, 2, 3]], x),
    'add: expected a tensor or a number, received [1,2,3]; make a tensor of it: tensor([…]).',
  ],
  [
    'nothing',
    () => untyped(x.add, [], x),
    'add: expected a tensor or a number, received undefined; check the argument.',
  ],
  [
    'a fraction among whole numbers',
    () => y.add(0.5),
    "add: expected a number that int32 can hold, received 0.5; cast('float32') first.",
  ],
  [
    'whole numbers where logarithms are taken',
    () => y.log(),
    "log: expected float32 or float64, received int32; cast('float32') first.",
  ],
  [
    'inner lengths that differ',
    () => x.matmul(x),
    'matmul: expected inner lengths that agree, m×k · k×n, received 2×3 · 2×3; 3 columns meet 2 rows, transpose or reshape one side.',
  ],
  ['another size', () => x.reshape([4]), 'reshape: expected a shape of 6 elements, as 2×3 has, received 4.'],
  [
    'two lengths left open',
    () => x.reshape([-1, -1]),
    'reshape: expected a shape of 6 elements, as 2×3 has, received -1×-1; only one length can be computed: one −1.',
  ],
  ['an axis that is not there', () => x.sum(2), 'sum: expected an axis from -2 to 1, received 2.'],
  [
    'an axis named twice',
    () => x.transpose([0, 0]),
    'transpose: expected each axis from 0 to 1 once, received [0, 0].',
  ],
  [
    'a negative margin',
    () => x.pad([-1, 0], [0, 0]),
    'pad of 2×3: expected one margin in front of and one behind each axis, whole numbers ≥ 0, received [-1, 0] and [0, 0].',
  ],
  ['bounds in the wrong order', () => x.clip(2, 1), 'clip: expected bounds with low ≤ high, received 2 and 1.'],
  [
    'a row that is not there',
    () => x.rows([5]),
    'rows of a tensor of shape 2×3: expected whole numbers from 0 to 1, received 5.',
  ],
  [
    'a label that is not there',
    () => tensor([0, 3]).oneHot(3),
    'oneHot: expected labels from 0 to 2 for 3 classes, received 3 at position 1; check the labels, or ask for more classes.',
  ],
  [
    'the largest of nothing',
    () => zeros([0]).argmax(),
    'argmax: expected at least one element, received an empty axis (shape 0).',
  ],
  ['no tensors', () => concat([]), 'concat: expected at least one tensor, received none.'],
  [
    'many numbers as one',
    () => x.item(),
    'item: expected a scalar, received a tensor of shape 2×3; reduce it first, or read .data.',
  ],
  [
    'the gradient of many',
    () => untyped(Reflect.get(x, 'backward'), [], parameter(x).mul(2)),
    'backward: expected a scalar loss, received a tensor of shape 2×3; reduce it with .sum() or .mean() first.',
  ],
  [
    'the gradient of a plain number',
    () => untyped(untyped(grad, [() => 6]), [x]),
    'differentiation: expected a function that returns a tensor, received 6; compute with methods of tensors, and leave out .item().',
  ],
];

const random: readonly Case[] = [
  ['half a seed', () => rng(0.5), 'rng: expected a whole number as seed, received 0.5.'],
  ['a word as seed', () => untyped(moons, [{ seed: 'a' }]), "rng: expected a whole number as seed, received 'a'."],
  [
    'bounds in the wrong order',
    () => rng(0).uniform([2], { low: 2, high: 1 }),
    'uniform: expected finite bounds with low ≤ high, received 2 and 1.',
  ],
  [
    'a negative spread',
    () => rng(0).normal([2], { std: -1 }),
    'normal: expected a finite mean and a std ≥ 0, received 0 and -1.',
  ],
  [
    'a probability beyond 1',
    () => rng(0).bernoulli([2], 1.5),
    'bernoulli: expected a probability from 0 to 1, received 1.5.',
  ],
  ['an order of −1 things', () => rng(0).permutation(-1), 'permutation: expected n: a whole number ≥ 0, received -1.'],
];

answers('tensors', tensors);
answers('operations', operations);
answers('random numbers', random);
