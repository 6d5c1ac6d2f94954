/** A test of the tests: gradients with a mistake in them, each of which the comparison with differences must find. */
import { describe, expect, it } from 'vitest';
import { checkGradients, primitives } from 'tslate';
import { type Attributes, type GradientRule, gradientRule, type Primitive } from '../../../src/tensor/primitive.ts';
import { checksOf, smoothInputs } from './gradient-checks.ts';

type Rule = GradientRule<Attributes>['rule'];

function named(name: string): Primitive {
  const primitive = primitives.get(name);
  if (primitive === undefined) throw new Error(`There is no primitive ${name}.`);
  return primitive;
}

/** A copy of the primitive with another rule for one input. */
function mutant(primitive: Primitive, input: number, change: (right: Rule) => Rule): Primitive {
  const { gradient } = primitive;
  const rule = gradientRule(primitive, input);
  if (rule === null) throw new Error(`${primitive.name} has no gradient by input ${input}.`);
  const wrong = change(rule);
  if (typeof gradient !== 'function') return { ...primitive, gradient: gradient.with(input, wrong) };
  return { ...primitive, gradient: (dy, application, i) => (i === input ? wrong(dy, application) : gradient(dy, application, i)) }; // prettier-ignore
}

/** The largest error over all checks of the primitive; a rule that fails is found, too. */
function errorOf(primitive: Primitive): number {
  return Math.max(
    ...checksOf(primitive).map(({ f, at }) => {
      try {
        return checkGradients(f, at).error;
      } catch {
        return Infinity;
      }
    }),
  );
}

const smooth = [...primitives.values()].flatMap((primitive) =>
  [...new Set(primitive.samples.flatMap((sample) => smoothInputs(primitive, sample)))].map((input) => ({
    name: primitive.name,
    input,
  })),
);

describe('the gradient check finds', () => {
  it.each(smooth)('a wrong sign in $name, input $input', ({ name, input }) => {
    const wrong = mutant(named(name), input, (right) => (dy, application) => right(dy, application).neg());
    expect(errorOf(named(name))).toBeLessThan(1e-6);
    expect(errorOf(wrong)).toBeGreaterThan(1e-3);
  });

  /** Primitives whose gradient is dy times something that is not 1. */
  const factors = ['abs', 'square', 'sqrt', 'exp', 'log', 'log1p', 'sin', 'cos', 'relu', 'gate', 'sigmoid', 'tanh', 'softplus', 'erf', 'mul', 'div', 'pow', 'maximum', 'minimum']; // prettier-ignore
  it.each(factors)('a factor that %s lacks', (name) => {
    expect(errorOf(mutant(named(name), 0, () => (dy) => dy))).toBeGreaterThan(1e-3);
  });

  it.each(['mul', 'div', 'pow', 'maximum', 'minimum', 'matmul'])('operands of %s in the wrong order', (name) => {
    for (const input of [0, 1]) {
      const wrong = mutant(named(name), input, (right) => (dy, { inputs: [a, b], ...rest }) => right(dy, { ...rest, inputs: [b, a] })); // prettier-ignore
      expect(errorOf(wrong), `input ${input}`).toBeGreaterThan(1e-3);
    }
  });

  /** Slips of the pen, one for each kind of rule. */
  const slips: readonly (readonly [name: string, slip: string, input: number, rule: Rule])[] = [
    ['tanh', '1 + y² for 1 − y²', 0, (dy, { output: y }) => dy.mul(y.square().add(1))],
    ['sigmoid', 'y for y·(1 − y)', 0, (dy, { output: y }) => dy.mul(y)],
    ['softplus', 'sigmoid −x for sigmoid x', 0, (dy, { inputs: [x] }) => dy.mul(x.neg().sigmoid())],
    ['log1p', '1/x for 1/(1 + x)', 0, (dy, { inputs: [x] }) => dy.div(x)],
    ['sqrt', '1/y for 1/(2y)', 0, (dy, { output: y }) => dy.div(y)],
    [
      'erf',
      'e^−x for e^−x²',
      0,
      (dy, { inputs: [x] }) =>
        dy.mul(
          x
            .neg()
            .exp()
            .mul(2 / Math.sqrt(Math.PI)),
        ),
    ],
    ['div', 'y/a for −y/b', 1, (dy, { inputs: [a], output: y }) => dy.mul(y).div(a).neg()],
    ['pow', 'b·aᵇ for b·aᵇ⁻¹', 0, (dy, { inputs: [, b], output: y }) => dy.mul(b).mul(y)],
    ['where', 'everything let through', 1, (dy) => dy],
    ['matmul', 'B not transposed', 0, (dy, { inputs: [, b] }) => dy.matmul(b)],
    ['sum', 'the mean’s gradient', 0, (dy, { inputs: [x], output: y }) => dy.broadcastTo(x.shape).mul(y.size / x.size)],
    ['max', 'all share', 0, (dy, { inputs: [x], output: y }) => dy.broadcastTo(x.shape).mul(y.size / x.size)],
    ['cumsum', 'summed forwards', 0, (dy, { attributes }) => dy.cumsum(Number(attributes['axis']))],
    ['transpose', 'the order not inverted', 0, (dy, { inputs: [x] }) => dy.reshape(x.shape)],
    ['slice', 'zeros on the wrong side', 0, (dy, { inputs: [x] }) => dy.pad(dy.shape.map(() => 0), x.shape.map((n, k) => n - dy.shape[k]))], // prettier-ignore
    ['pad', 'the first elements for those behind the margin', 0, (dy, { inputs: [x] }) => dy.slice([], x.shape)],
    ['concat', 'the first part for every input', 1, (dy, { inputs: [, x] }) => dy.slice([], x.shape)],
    ['gather', 'no gradient at all', 0, (_, { inputs: [x] }) => x.mul(0)],
    ['unfold', 'every pixel counted once', 0, (_, { inputs: [x] }) => x.mul(0).add(1)],
  ];
  it.each(slips)('in %s: %s', (name, _, input, rule) => {
    expect(errorOf(mutant(named(name), input, () => rule))).toBeGreaterThan(1e-3);
  });
});
