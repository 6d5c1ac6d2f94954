/** multiHeadAttention, feedForward and transformerBlock against PyTorch, and what attention sees. */
import { describe, expect, it } from 'vitest';
import {
  type AnyTensor,
  applyLayer,
  featureMaps,
  feedForward,
  multiHeadAttention,
  type MultiHeadAttentionOptions,
  rng,
  sequential,
  tensor,
  transformerBlock,
  zeros,
} from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { expectClose, messageOf } from '../values.ts';
import { expectAnswers, expectReference } from './expect-reference.ts';

/** In the order of the oracle. */
const cases: readonly (readonly [heads: number, options: MultiHeadAttentionOptions, others: readonly string[]])[] = [
  [2, {}, []],
  [3, { causal: true }, []],
  [2, { keySize: 4 }, []],
  [1, {}, ['memory']],
];

describe('multiHeadAttention', () => {
  describe.each(cases.map((entry, i) => [i, ...entry] as const))(
    'case %i: %i heads, %j, %j',
    (i, heads, options, others) => {
      const at = (name: string) => reference('attention', 'cases', i, name);

      it('agrees with PyTorch to 1e-5, in value and in all gradients', () => {
        expectAnswers(multiHeadAttention(heads, options), at, { others });
      });

      it('shows the same attention weights as Keras', () => {
        const layer = multiHeadAttention(heads, options);
        const memory = others.map(at);
        layer.build([4, 6], { others: memory.map(({ shape }) => shape.slice(1)) });
        for (const [name, p] of Object.entries(layer.parameters)) p.assign(at(name));
        const seen: AnyTensor[] = [];
        const watch = (part: { readonly kind: string }, y: AnyTensor): void => {
          if (part.kind === 'activation') seen.push(y);
        };
        applyLayer(layer, at('x'), { watch }, ...memory);
        expectClose(seen[0], at('weights'), 1e-5);
      });
    },
  );

  it('gives its weights to featureMaps: each row adds up to 1', () => {
    const model = sequential([5, 4], multiHeadAttention(2));
    const weights = featureMaps(model, rng(1).normal([3, 5, 4]), 'multiHeadAttention1/attention');
    expect(weights.shape).toEqual([3, 2, 5, 5]);
    expectClose(weights.sum(-1), tensor(new Float32Array(30).fill(1), [3, 2, 5]), 1e-6);
  });

  it('sees no later step when it is causal', () => {
    const layer = multiHeadAttention(2, { causal: true });
    const [x, other] = [rng(2).normal([1, 6, 4]), rng(3).normal([1, 6, 4])];
    const mixed = tensor([...x.data.slice(0, 12), ...other.data.slice(12)], [1, 6, 4]);
    const first = (y: typeof x): unknown => layer.call(y).slice([0, 0], [1, 3]).toArray();
    expect(first(mixed)).toEqual(first(x));
  });

  it('does not know where a step stands', () => {
    const layer = multiHeadAttention(2);
    const x = rng(4).normal([1, 3, 4]);
    const turned = tensor([...x.data.slice(4), ...x.data.slice(0, 4)], [1, 3, 4]);
    const y = layer.call(x).data;
    expectClose(layer.call(turned), tensor([...y.slice(4), ...y.slice(0, 4)], [1, 3, 4]), 1e-6);
  });

  it('drops attention weights in training only', () => {
    const layer = multiHeadAttention(1, { dropout: 0.5 });
    const x = rng(5).normal([1, 8, 4]);
    expect(layer.call(x).toArray()).toEqual(layer.call(x).toArray());
    expect(layer.call(x, { training: true }).toArray()).not.toEqual(layer.call(x).toArray());
  });

  it('says what it wants', () => {
    expect(messageOf(() => multiHeadAttention(2).build([64]))).toBe(
      'multiHeadAttention: expects a sequence of vectors per sample, time×features, got 64; put embedding() before it for whole numbers, or reshape().',
    );
    expect(messageOf(() => multiHeadAttention(3).build([5, 4]))).toBe(
      'multiHeadAttention: expected features that 3 heads divide, received 4 in 5×4; give a keySize, or other heads.',
    );
    expect(messageOf(() => multiHeadAttention(0))).toBe(
      'multiHeadAttention: expected heads: a whole number ≥ 1, received 0.',
    );
    const [x, memory] = [zeros([1, 3, 4]), zeros([1, 4])];
    expect(messageOf(() => applyLayer(multiHeadAttention(2), x, {}, memory))).toBe(
      'multiHeadAttention: expected one memory of shape steps×features, received 4.',
    );
    expect(messageOf(() => applyLayer(multiHeadAttention(2, { causal: true }), x, {}, x))).toContain('no memory');
  });
});

describe('feedForward', () => {
  it('agrees with PyTorch to 1e-5, in value and in all gradients', () => {
    expectReference(feedForward({ hidden: 5 }), 'attention', 'feedForward');
  });

  it('has four times the width in between by default', () => {
    const layer = feedForward();
    expect(layer.build([7, 8])).toEqual([7, 8]);
    expect(layer.parameters['W1'].shape).toEqual([8, 32]);
    expect(messageOf(() => feedForward({ hidden: 0 }))).toBe(
      'feedForward: expected hidden: a whole number ≥ 1, received 0.',
    );
  });
});

describe('transformerBlock', () => {
  const { before, after } = {
    before: { norms: ['residual1/layerNormalization1', 'residual2/layerNormalization1'] },
    after: { norms: ['layerNormalization1', 'layerNormalization2'] },
  };

  it.each([['before', before] as const, ['after', after] as const])(
    'agrees with PyTorch’s TransformerEncoderLayer to 1e-5 with the normalisation %s',
    (normalize, { norms }) => {
      // residual1/multiHeadAttention1/Wq is Wq for the oracle, and the normalisations are numbered.
      const at = (path: string) => {
        const d = /^d[^/]*\//.test(path) ? 'd' : '';
        const place = path.slice(d.length, path.lastIndexOf('/'));
        const norm = norms.indexOf(place);
        const name = path.slice(path.lastIndexOf('/') + 1);
        return reference('attention', normalize, `${d}${name}${norm === -1 ? '' : norm + 1}`);
      };
      expectAnswers(transformerBlock(2, { hidden: 8, normalize }), at);
    },
  );

  it('has 12 d² + 13 d weights for vectors of length d', () => {
    const d = 8;
    const layer = transformerBlock(4);
    expect(layer.build([5, d])).toEqual([5, d]);
    const count = Object.values(layer.parameters).reduce((sum, { size }) => sum + size, 0);
    expect(count).toBe(12 * d * d + 13 * d);
  });

  it('sees no later step when it is causal', () => {
    const layer = transformerBlock(2, { causal: true });
    const x = rng(6).normal([1, 4, 4]);
    const changed = tensor([...x.data.slice(0, 12), 9, 9, 9, 9], [1, 4, 4]);
    const first = (y: typeof x): unknown => layer.call(y).slice([0, 0], [1, 3]).toArray();
    expect(first(changed)).toEqual(first(x));
  });

  it('wants an order there is', () => {
    const make: (...settings: never[]) => unknown = transformerBlock;
    expect(messageOf(() => Reflect.apply(make, undefined, [2, { normalize: 'befor' }]))).toContain(
      "did you mean 'before'?",
    );
  });
});
