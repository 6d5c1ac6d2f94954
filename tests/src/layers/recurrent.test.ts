/** simpleRnn, lstm and gru against Keras, and what they have in common. */
import { describe, expect, it } from 'vitest';
import {
  type AnyTensor,
  applyLayer,
  gru,
  lstm,
  type RecurrentOptions,
  rng,
  sequential,
  sgd,
  simpleRnn,
  stack,
  tensor,
  zeros,
} from 'tslate';
import type { Layer } from '../../../src/layers/layer.ts';
import { reference } from '../../oracle/reference.ts';
import { expectClose, messageOf } from '../values.ts';
import { expectAnswers } from './expect-reference.ts';

const makers: Readonly<Record<string, (units: number, options?: RecurrentOptions) => Layer>> = { simpleRnn, lstm, gru };
const kinds = Object.keys(makers);
const run = (layer: Layer, x: AnyTensor): AnyTensor => applyLayer(layer, x, {});
const given = ['x', 'W', 'U', 'b', 'bRecurrent'];

describe.each(kinds.flatMap((kind) => [[kind, 'last'] as const, [kind, 'sequences'] as const]))(
  '%s, %s',
  (kind, mode) => {
    const make = () => makers[kind](2, { returnSequences: mode === 'sequences' });
    const at = (name: string) => (given.includes(name) ? reference('recurrent', kind, name) : reference('recurrent', kind, mode, name)); // prettier-ignore

    it('agrees with Keras to 1e-5, in value and in all gradients', () => {
      expectAnswers(make(), at);
    });

    it('takes the same three steps of training as Keras', async () => {
      const layer = make();
      const model = sequential([5, 4], layer);
      for (const [name, p] of Object.entries(layer.parameters)) p.assign(at(name));
      const compiled = model.compile({ optimizer: sgd({ learningRate: 0.5 }), loss: 'mse' });
      for (let step = 0; step < 3; step++) {
        const { loss } = await compiled.fit(at('x'), at('target'), { batchSize: 3, progress: false });
        const after = (name: string) => reference('recurrent', kind, mode, 'steps', step, name);
        expect(Math.abs(loss[0] - after('loss').data[0])).toBeLessThan(1e-5);
        for (const [name, p] of Object.entries(layer.parameters)) expectClose(p, after(name), 1e-5, name);
      }
    });
  },
);

describe.each(kinds)('%s', (kind) => {
  const make = makers[kind];

  it('gives the last of its outputs, or all of them', () => {
    const [all, last] = [make(3, { returnSequences: true }), make(3)];
    expect([all.build([6, 2]), last.build([6, 2])]).toEqual([[6, 3], [3]]);
    for (const [name, p] of Object.entries(last.parameters)) p.assign(all.parameters[name].cast('float32'));
    const x = rng(1).normal([4, 6, 2]);
    expectClose(run(all, x).slice([0, 5], [4, 6]).reshape([4, 3]), run(last, x));
  });

  it('sees no later step', () => {
    const layer = make(3, { returnSequences: true });
    const [x, other] = [rng(2).normal([1, 6, 2]), rng(3).normal([1, 6, 2])];
    const mixed = tensor([...x.data.slice(0, 8), ...other.data.slice(8)], [1, 6, 2]);
    const first = (y: typeof x): unknown => run(layer, y).slice([0, 0], [1, 4]).toArray();
    expect(first(mixed)).toEqual(first(x));
    expect(run(layer, mixed).toArray()).not.toEqual(run(layer, x).toArray());
  });

  it('reads backwards as it reads the reversed sequence forwards', () => {
    const [there, back] = [make(3, { returnSequences: true }), make(3, { returnSequences: true, backwards: true })];
    for (const layer of [there, back]) layer.build([5, 2]);
    for (const [name, p] of Object.entries(back.parameters)) p.assign(there.parameters[name].cast('float32'));
    const x = rng(4).normal([2, 5, 2]);
    const reversed = (y: AnyTensor): AnyTensor => stack(y.split(5, 1).toReversed(), 1).reshape(y.shape);
    const expected = reversed(run(there, reversed(x)));
    expectClose(run(back, x), expected);
  });

  it('needs no bias', () => {
    const layer = make(2, { useBias: false });
    expect(layer.build([3, 4])).toEqual([2]);
    expect(Object.keys(layer.parameters)).toEqual(['W', 'U']);
    expect(run(layer, zeros([1, 3, 4])).toArray()).toEqual([[0, 0]]);
  });

  it('wants sequences, with the sentences of the compiler', () => {
    expect(messageOf(() => make(8).build([28, 28, 1]))).toBe(
      `${kind}: expects a sequence of vectors per sample, time×features, got 28×28×1; put reshape() before it.`,
    );
    expect(messageOf(() => make(8).build([40]))).toBe(
      `${kind}: expects a sequence of vectors per sample, time×features, got 40; put embedding() before it for whole numbers, or reshape().`,
    );
    expect(messageOf(() => make(8).build([0, 4]))).toBe(`${kind}: expects at least one step of time, got 0×4.`);
    expect(messageOf(() => make(0))).toBe(`${kind}: expected units: a whole number ≥ 1, received 0.`);
  });
});

describe('how recurrent layers start', () => {
  it('is orthogonal for U', () => {
    const layer = simpleRnn(5);
    layer.build([2, 3]);
    const U = layer.parameters['U'].cast('float32').reshape([5, 5]);
    const product = U.transpose().matmul(U).data;
    product.forEach((value, i) => expect(value).toBeCloseTo(i % 6 === 0 ? 1 : 0, 5));
  });

  it('is 1 for the forget gates of an LSTM, and 0 for all other biases', () => {
    const layers = [simpleRnn(2), lstm(2), gru(2)];
    for (const layer of layers) layer.build([3, 1]);
    expect(layers.map(({ parameters }) => parameters['b'].toArray())).toEqual([
      [0, 0],
      [0, 0, 1, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ]);
  });

  it('has the numbers of weights that Keras has: 4 (f + u + 1) u for an LSTM, 3 (f + u + 2) u for a GRU', () => {
    expect(sequential([7, 5], lstm(6)).summary()).toContain(`${4 * (5 + 6 + 1) * 6} parameters`);
    expect(sequential([7, 5], gru(6)).summary()).toContain(`${3 * (5 + 6 + 2) * 6} parameters`);
    expect(sequential([7, 5], simpleRnn(6)).summary()).toContain(`${(5 + 6 + 1) * 6} parameters`);
  });
});
