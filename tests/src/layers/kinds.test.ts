/** Every kind of layer can be written as plain data and built again from it. */
import { describe, expect, it } from 'vitest';
import { layerFromConfig, layerKinds, layerToConfig } from '../../../src/layers/layer-kind.ts';
import { messageOf } from '../values.ts';
import { oneOfEach } from './one-of-each.ts';

const layers = oneOfEach.map(([layer]) => layer);

describe('kinds of layers', () => {
  it.each(layers.map((layer) => [layer.kind, layer] as const))(
    '%s is the same after a way through JSON',
    (_, layer) => {
      const again = layerFromConfig(JSON.parse(JSON.stringify(layerToConfig(layer))), 'layer');
      expect(layerToConfig(again)).toEqual(layerToConfig(layer));
    },
  );

  it('are all in this list', () => {
    expect(layers.map(({ kind }) => kind).sort()).toEqual([...layerKinds()].sort());
  });

  it('name the field that is wrong', () => {
    const from = (config: unknown): string => messageOf(() => Reflect.apply(layerFromConfig, undefined, [config, 'layers[1]'])); // prettier-ignore
    expect(from({ kind: 'dense', units: 0 })).toBe('layers[1] (dense).units: expected a whole number ≥ 1, received 0.');
    expect(from({ kind: 'dense', units: 2, activation: 'rleu' })).toContain("did you mean 'relu'?");
    expect(from({ kind: 'dropout', rate: 1 })).toBe(
      'layers[1] (dropout): dropout: expected a rate with 0 ≤ rate < 1, received 1.',
    );
  });
});
