/** What all pooling layers share: a window that moves over each channel, and one number for each of its places. */
import { optional, pair } from '../config/field.ts';
import { placesOf, checkPadding, imageOf, pairOf, type Windows, windowsOn } from '../tensor/windows.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { Channels, NoImage, Padding, Pair, Windowed } from '../tensor/window-types.ts';
import { layer, type Layer } from './layer.ts';
import type { ShapeFunction } from './layer-types.ts';
import { windowFields } from './image-window.ts';

/** How pooling moves its windows. */
export interface Pool2dOptions<S extends Pair = Pair, P extends Padding = Padding> {
  /** Steps from window to window, the size of the window by default; one number, or [vertical, horizontal]. */
  readonly stride?: S;
  /** 'valid' (default): windows inside the image; 'same': windows may reach beyond it, where nothing counts. */
  readonly padding?: P;
}

/** The same in a configuration. */
export const poolFields = { size: optional(pair), ...windowFields };

/** The shape of what a window of size K, moving in steps of S, gives. */
export interface PoolShape<
  Kind extends string,
  K extends Pair,
  S extends Pair,
  P extends Padding,
> extends ShapeFunction {
  readonly out: Windowed<Kind, this['in'], Channels<this['in']>, K, S, 1, P>;
}

/** One number for each channel. */
export interface GlobalPoolShape<Kind extends string> extends ShapeFunction {
  readonly out: this['in'] extends readonly [number, number, infer C extends number]
    ? readonly [C]
    : this['in'] extends readonly number[]
      ? number extends this['in']['length']
        ? readonly number[]
        : NoImage<Kind, this['in']>
      : never;
}

/** The layer that computes `pool` with a window of that size. */
export function pool2d(
  kind: string,
  size: Pair,
  { stride = size, padding = 'valid' }: Pool2dOptions,
  pool: (x: AnyTensor, windows: Windows) => AnyTensor,
): Layer {
  const window = { size: pairOf(kind, 'size', size), stride: pairOf(kind, 'stride', stride), padding };
  checkPadding(kind, padding);
  return layer<ShapeFunction>({
    kind,
    config: { size, stride, padding },
    shape: (input) => [...placesOf(input, windowsOn(kind, input, window)), input[2]],
    call: (x) => pool(x, windowsOn(kind, x.shape.slice(1), window)),
  });
}

/** The layer that computes `pool` over the whole image: [batch, height, width, channels] → [batch, channels]. */
export function globalPool2d<Kind extends string>(
  kind: Kind,
  pool: (x: AnyTensor) => AnyTensor,
): Layer<GlobalPoolShape<Kind>> {
  return layer<GlobalPoolShape<Kind>>({
    kind,
    config: {},
    shape: (input) => [imageOf(kind, input)[2]],
    call: pool,
  });
}
