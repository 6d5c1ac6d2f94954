/** What `layer` makes of its parts: names, fixed values, inner layers, further inputs, and the watch on outputs. */
import { describe, expect, it } from 'vitest';
import {
  applyLayer,
  dense,
  dropout,
  fixed,
  layer,
  Model,
  ones,
  conv2d,
  sequential,
  seed,
  type Tensor,
  tensor,
  zeros,
} from 'tslate';
import type { Layer } from '../../../src/layers/layer.ts';
import type { SameShape } from '../../../src/layers/layer-types.ts';
import { sharedRng } from '../../../src/random/rng.ts';
import type { Parameter } from '../../../src/tensor/parameter.ts';
import { messageOf } from '../values.ts';

/** y = x·W + count, where `count` is how many training calls there were. */
const counting = () =>
  layer<SameShape, { W: Parameter; count: Parameter }>({
    kind: 'counting',
    config: {},
    shape: (input) => input,
    parameters: ([width]) => ({ W: ones([width]), count: fixed(zeros([1])) }),
    call(x, { W, count }, { training = false }) {
      const y = x.mul(W).add(count);
      if (training) count.assign(tensor(count.data, [1]).add(1));
      return y;
    },
  });

/** y = x + second(first(x)). */
const around = (first: Layer, second: Layer) =>
  layer<SameShape>({
    kind: 'around',
    config: {},
    inner: { first, second },
    shape: (input, build) => build('second', build('first', input)),
    call: (x, _, context) => x.add(applyLayer(second, applyLayer(first, x, context), context)),
  });

const sum = () =>
  layer<SameShape>({
    kind: 'sum',
    config: {},
    shape: (input) => input,
    call: (x, _, __, others) => others.reduce((total: typeof x, other) => total.add(other), x),
  });

describe('a fixed value of a layer', () => {
  it('is stored with the model and not trained', () => {
    const model = sequential([2], counting(), dense(1));
    expect([...model.weights().keys()]).toEqual(['counting1/W', 'counting1/count', 'dense1/W', 'dense1/b']);
    expect(model.parameters().map(({ name }) => name)).toEqual(['counting1/W', 'dense1/W', 'dense1/b']);
    expect(model.summary()).toMatch(/5 parameters, and 1 numbers that no gradient changes$/);
  });

  it('gets no gradient, and is what the layer last assigned', () => {
    const own = counting();
    own
      .call(ones([1, 2]), { training: true })
      .sum()
      .backward();
    expect(own.parameters['W'].grad?.toArray()).toEqual([1, 1]);
    expect(own.parameters['count'].grad).toBeUndefined();
    expect(own.call(ones([1, 2])).toArray()).toEqual([[2, 2]]);
  });
});

describe('layers inside a layer', () => {
  it('are built by it, and their parameters are its own, by path', () => {
    const own = around(dense(4), dense(3));
    expect(own.build([3])).toEqual([3]);
    expect(Object.keys(own.parameters)).toEqual(['first/W', 'first/b', 'second/W', 'second/b']);
    expect(own.parameters['second/W'].shape).toEqual([4, 3]);
  });

  it('have the name of their place in the model, also in messages', () => {
    const model = sequential([3], around(dense(4), dense(3)));
    expect([...model.weights()].map(([path, { name }]) => path === name)).toEqual([true, true, true, true]);
    expect(model.weights().has('around1/first/W')).toBe(true);
    expect(messageOf(() => around(dense(4), dense(3)).build([2, 2, 2]))).toContain('first: dense: expects one vector');
  });

  it('are penalised with it', () => {
    const own = around(
      dense(2, { l2: 1, initializer: (shape) => ones(shape) }),
      dense(2, { initializer: (shape) => ones(shape) }),
    );
    expect(own.penalty()).toBeUndefined();
    own.build([2]);
    expect(own.penalty()?.item()).toBe(4);
  });

  it('stand in the summary below the layer they are in', () => {
    expect(sequential([3], around(dense(4), dense(3))).summary()).toMatch(
      /around1 .* 31\n {2}first {3,}dense .* 16\n {2}second/,
    );
  });
});

describe('further inputs of a layer', () => {
  it('come after the first', () => {
    const [a, b] = [ones([1, 2]), tensor([[3, 4]])];
    expect(sum().call(a, {}, b, b).toArray()).toEqual([[7, 9]]);
  });
});

describe('watching', () => {
  it('tells the inputs too, and gives a copy where a layer gives back its input, so that values can be told apart', () => {
    const model = sequential([3], dropout(0.5), dense(2));
    const seen: { output: unknown; inputs: readonly unknown[] }[] = [];
    const x = ones([2, 3]);
    const y = model.call(x, { watch: (_, output, inputs) => seen.push({ output, inputs }) });
    expect(seen.map(({ inputs }) => inputs)).toEqual([[x], [seen[0].output]]);
    expect(seen[0].output).not.toBe(x);
    expect(String(seen[0].output)).toBe(String(x));
    expect(seen[1].output).toBe(y);
  });

  it('sees every output, those of inner layers first', () => {
    const model = sequential([3], around(dense(4), dense(3)), dense(1));
    const seen: string[] = [];
    model.call(ones([2, 3]), { watch: ({ name }, { shape }) => seen.push(`${name} ${shape.join('×')}`) });
    expect(seen).toEqual(['around1/first 2×4', 'around1/second 2×3', 'around1 2×3', 'dense1 2×1']);
  });
});

describe('names of layers', () => {
  it('are those of the fields in a model of one’s own', () => {
    class Own extends Model<[3], [2]> {
      readonly hidden = dense(4);
      readonly head = dense(2);
      call(x: Tensor<readonly [number, 3]>) {
        return this.head.call(this.hidden.call(x));
      }
    }
    const model = new Own();
    model.call(ones([1, 3]));
    expect([...model.weights().values()].map(({ name }) => name)).toEqual(['hidden/W', 'hidden/b', 'head/W', 'head/b']);
  });
});

describe('a second shape of samples', () => {
  it('takes nothing from the shared generator', () => {
    const after = (...shapes: readonly (readonly number[])[]): number => {
      seed(1);
      const own = conv2d(2, 3);
      for (const shape of shapes) own.build(shape);
      return sharedRng().next();
    };
    expect(after([8, 8, 3], [9, 7, 3])).toBe(after([8, 8, 3]));
  });
});
