/** A recurrent layer that reads a sequence from both ends. */
import { ArgumentError } from '../errors.ts';
import { concat } from '../ops/concat.ts';
import type { Multiply, Shape } from '../tensor/shape-types.ts';
import { applyLayer, layer, type Layer } from './layer.ts';
import { layerFromConfig, layerKind, layerToConfig, oneLayer } from './layer-kind.ts';
import type { Apply, ShapeFunction } from './layer-types.ts';

/** The shape of both directions: twice the last length of what one layer gives. */
export interface BidirectionalShape<F extends ShapeFunction> extends ShapeFunction {
  readonly out: Apply<F, this['in']> extends infer O
    ? O extends readonly [...infer Front extends number[], infer U extends number]
      ? readonly [...Front, Multiply<U, 2>]
      : O
    : never;
}

/**
 * Two layers of one kind, one reading forwards and one backwards, and their outputs side by side: a step then knows what
 * comes after it, too.
 *
 *     sequential([20, 8], bidirectional(lstm(32, { returnSequences: true })))        // [20, 64]
 *
 *     y[t] = [→h[t], ←h[t]]        or [→h[last], ←h[first]] without returnSequences
 *
 * @param forward a recurrent layer; the other is made like it
 * @throws ArgumentError for a layer that has no direction
 * Source: Schuster and Paliwal, “Bidirectional recurrent neural networks”, IEEE Trans. Signal Processing 45 (1997).
 */
export function bidirectional<F extends ShapeFunction>(forward: Layer<F>): Layer<BidirectionalShape<F>> {
  const there: Layer = forward;
  if (there.config['backwards'] !== false) {
    throw new ArgumentError({
      what: 'bidirectional',
      expected: 'a recurrent layer that reads forwards',
      received: there.config['backwards'] === true ? `${there.kind} with backwards` : there.kind,
    });
  }
  const back = layerFromConfig({ ...layerToConfig(there), backwards: true }, 'bidirectional');
  return layer<BidirectionalShape<F>>({
    kind: 'bidirectional',
    config: { layer: layerToConfig(there) },
    inner: { forward: there, backward: back },
    shape(input, build): Shape {
      build('backward', input);
      const output = build('forward', input);
      return output.with(-1, 2 * output[output.length - 1]);
    },
    call: (x, _, context) => concat([applyLayer(there, x, context), applyLayer(back, x, context)], -1),
  });
}

layerKind('bidirectional', { layer: oneLayer }, (settings) => bidirectional(settings.layer));
