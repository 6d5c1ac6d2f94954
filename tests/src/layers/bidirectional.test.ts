import { describe, expect, it } from 'vitest';
import { applyLayer, bidirectional, concat, dense, gru, lstm, rng, sequential } from 'tslate';
import { expectClose, messageOf } from '../values.ts';

describe('bidirectional', () => {
  it('puts the outputs of both directions side by side', () => {
    const layer = bidirectional(lstm(3, { returnSequences: true }));
    const x = rng(1).normal([2, 5, 4]);
    const y = layer.call(x);
    const { forward, backward } = layer.inner;
    const part = (inner: typeof forward) => applyLayer(inner, x, {});
    expectClose(y, concat([part(forward), part(backward)], -1));
    expect(y.shape).toEqual([2, 5, 6]);
    expect(backward.config).toEqual({ ...forward.config, backwards: true });
  });

  it('reads from both ends without sequences, too, each with weights of its own', () => {
    const model = sequential([7, 2], bidirectional(gru(3)), dense(1));
    expect([...model.weights().keys()].slice(0, 8)).toEqual(
      ['forward', 'backward'].flatMap((way) =>
        ['W', 'U', 'b', 'bRecurrent'].map((name) => `bidirectional1/${way}/${name}`),
      ),
    );
    expect(model.call(rng(2).normal([4, 7, 2])).shape).toEqual([4, 1]);
  });

  it('wants a layer with a direction', () => {
    expect(messageOf(() => bidirectional(dense(3)))).toBe(
      'bidirectional: expected a recurrent layer that reads forwards, received dense.',
    );
    expect(messageOf(() => bidirectional(lstm(3, { backwards: true })))).toContain('received lstm with backwards');
  });
});
