/** Global average pooling: from sequences to one vector per sample. */
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';
import { checkSequence, type OnSequence } from './sequence.ts';

/** [time, features] → [features]. */
export interface GlobalPool1dShape extends ShapeFunction {
  readonly out: OnSequence<
    'globalAveragePool1d',
    this['in'],
    this['in'] extends readonly [number, infer F extends number] ? readonly [F] : never
  >;
}

/**
 * The mean of each feature over all steps: y[f] = Σₜ x[t, f] / time.
 *
 *     x: [batch, time, features]   y: [batch, features]
 *
 * @throws ShapeError when a sample is no sequence of vectors
 */
export function globalAveragePool1d(): Layer<GlobalPool1dShape> {
  return layer<GlobalPool1dShape>({
    kind: 'globalAveragePool1d',
    config: {},
    shape(input) {
      checkSequence('globalAveragePool1d', input);
      return input.slice(1);
    },
    call: (x) => x.mean(1),
  });
}

layerKind('globalAveragePool1d', {}, globalAveragePool1d);
