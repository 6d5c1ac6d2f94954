/** Residual connections: layers learn what is to be added to their input. */
import { optional } from '../config/field.ts';
import { ShapeError } from '../errors.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Matches, Shape, Show } from '../tensor/shape-types.ts';
import { inRow } from './block.ts';
import { applyLayer, layer, type Layer } from './layer.ts';
import { layerKind, layers, layerToConfig, oneLayer } from './layer-kind.ts';
import type { ChainResult, ShapeFunction } from './layer-types.ts';

/** The shape after the layers, which has to be that of the way around them. */
export interface ResidualShape<L extends readonly unknown[], S extends readonly unknown[]> extends ShapeFunction {
  readonly out: this['in'] extends infer I extends Shape ? Sum<ChainResult<I, L>, ChainResult<I, S>> : never;
}

/** The shape of f(x) + s(x), or a sentence. */
type Sum<F, S> = F extends Shape
  ? S extends Shape
    ? Matches<F, S> extends true
      ? F
      : `residual: its layers give ${Show<F>}, and the shortcut gives ${Show<S>}; give it a shortcut that fits, for example a convolution with window 1`
    : S
  : F;

/** What leads past the layers of a residual. */
export interface ResidualOptions<S extends Layer = Layer> {
  /** s, the identity by default: a layer that brings x to the shape of f(x), such as conv2d(filters, 1, { stride: 2 }). */
  readonly shortcut?: S;
}

/**
 * y = f(x) + s(x), where f is the layers one after the other, and s leads past them.
 *
 *     residual([conv2d(16, 3, { padding: 'same', activation: 'relu' }), conv2d(16, 3, { padding: 'same' })])
 *
 * Gradients flow back past the layers unchanged, which makes networks of many layers trainable.
 *
 * @param parts the layers of f
 * @param options `shortcut`: s, where f changes the shape
 * @throws ShapeError when f(x) and s(x) have different shapes
 * Source: He, Zhang, Ren and Sun, “Deep residual learning for image recognition”, CVPR 2016.
 */
export function residual<const L extends readonly Layer[]>(parts: L): Layer<ResidualShape<L, []>>;
export function residual<const L extends readonly Layer[], S extends Layer>(
  parts: L,
  options: { readonly shortcut: S },
): Layer<ResidualShape<L, [S]>>;
export function residual(parts: readonly Layer[], options?: ResidualOptions): Layer;
export function residual(parts: readonly Layer[], { shortcut }: ResidualOptions = {}): Layer {
  const row = inRow('residual', parts);
  return layer<ShapeFunction>({
    kind: 'residual',
    config: {
      layers: parts.map(layerToConfig),
      ...(shortcut === undefined ? {} : { shortcut: layerToConfig(shortcut) }),
    },
    inner: { ...row.inner, ...(shortcut === undefined ? {} : { shortcut }) },
    shape(input, build) {
      const output = row.build(input, build);
      const past = shortcut === undefined ? input : build('shortcut', input);
      if (sameShape(output, past)) return output;
      throw new ShapeError(
        `residual: its layers give ${showShape(output)}, and the shortcut gives ${showShape(past)}; give it a shortcut that fits, for example a convolution with window 1.`,
      );
    },
    call: (x, _, context) => row.call(x, context).add(shortcut === undefined ? x : applyLayer(shortcut, x, context)),
  });
}

layerKind('residual', { layers, shortcut: optional(oneLayer) }, (settings) => residual(settings.layers, settings));
