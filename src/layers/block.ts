/** Several layers in a row as one layer. */
import { ArgumentError } from '../errors.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { applyLayer, type BuildInner, type Context, layer, type Layer, type LayerConfig } from './layer.ts';
import { layerKind, layers, layerToConfig } from './layer-kind.ts';
import type { ChainResult, ShapeFunction } from './layer-types.ts';
import { innerByKind } from './named-layer.ts';

/** The shape after all layers of the block. */
export interface BlockShape<L extends readonly unknown[]> extends ShapeFunction {
  readonly out: this['in'] extends infer I extends Shape ? ChainResult<I, L> : never;
}

/**
 * The layers one after the other, y = fₙ(… f₂(f₁(x))): a part that models repeat.
 *
 *     const stage = (filters: number) => block([conv2d(filters, 3), batchNormalization(), activation('relu')]);
 *
 * @param parts each takes what the one before it gives
 * @throws ShapeError that names the layer which does not fit
 */
export function block<const L extends readonly Layer[]>(parts: L): Layer<BlockShape<L>> {
  return composed('block', { layers: parts.map(layerToConfig) }, parts);
}

/** A layer of a kind of its own that consists of layers in a row. */
export function composed<F extends ShapeFunction>(
  kind: string,
  config: LayerConfig,
  parts: readonly Layer[],
): Layer<F> {
  const row = inRow(kind, parts);
  return layer<F>({ kind, config, inner: row.inner, shape: row.build, call: (x, _, context) => row.call(x, context) });
}

/** Layers in a row, for a layer that holds them. */
export interface Row {
  readonly inner: Readonly<Record<string, Layer>>;
  build(input: Shape, build: BuildInner): Shape;
  call(x: AnyTensor, context: Context): AnyTensor;
}

/** @throws ArgumentError for no layers */
export function inRow(what: string, parts: readonly Layer[]): Row {
  if (parts.length === 0) throw new ArgumentError({ what, expected: 'at least one layer', received: 'none' });
  const inner = innerByKind(parts);
  return {
    inner,
    build: (input, build) => Object.keys(inner).reduce((shape, name) => build(name, shape), input),
    call: (x, context) => parts.reduce((y, part) => applyLayer(part, y, context), x),
  };
}

layerKind('block', { layers }, (settings) => block(settings.layers));
