/** Every architecture can be written as plain data and built again from it. */
import { describe, expect, it } from 'vitest';
import {
  characterLstm,
  characterRnn,
  efficientNet,
  gpt,
  leNet,
  modelFromConfig,
  resNet,
  transformerClassifier,
} from 'tslate';

const stages = [{ expansion: 2, kernelSize: 3, stride: 2, filters: 8, repeats: 2 }];

describe.each(
  [
    leNet([14, 14, 1], 3),
    resNet([8, 8, 3], 4, { depth: 8, width: 4 }),
    efficientNet({ classes: 3, input: [16, 16, 3], stem: 8, head: 16, stages }),
    characterRnn(5, { length: 6, units: 7, layers: 2, cell: 'gru' }),
    characterLstm(5, { length: 6, units: 7 }),
    gpt(5, { length: 6, width: 8, heads: 2, dropout: 0.1 }),
    transformerClassifier(5, 2, { length: 6, width: 8, heads: 2 }),
  ].map(
    (model) =>
      [
        model
          .layers()
          .map(({ name }) => name)
          .join(' → '),
        model,
      ] as const,
  ),
)('%s', (_, model) => {
  it('is the same after a way through JSON', () => {
    const again = modelFromConfig(JSON.parse(JSON.stringify(model)));
    expect(again.summary()).toBe(model.summary());
    expect(JSON.stringify(again)).toBe(JSON.stringify(model));
  });
});
