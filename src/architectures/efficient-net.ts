/** EfficientNet: a network that grows in depth, width and resolution together. */
import { conv2d } from '../layers/conv2d.ts';
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { globalAveragePool2d } from '../layers/global-average-pool2d.ts';
import { Sequential } from '../models/sequential.ts';
import { mobileBlock, type MobileBlockOptions, normalized } from './mobile-block.ts';

/** Blocks that follow each other; the first of them has the stride, all others have stride 1. */
export interface MobileStage extends Required<MobileBlockOptions> {
  /** Channels that they give. */
  readonly filters: number;
  /** How many there are. */
  readonly repeats: number;
}

/** How much larger a network is than its base. */
export interface CompoundScale {
  /** So many times as many blocks. */
  readonly depth: number;
  /** So many times as many channels. */
  readonly width: number;
  /** So many times as high and as wide images. */
  readonly resolution: number;
}

/**
 * Depth αᵠ, width βᵠ and resolution γᵠ for φ times a doubling of the work, as α·β²·γ² ≈ 2.
 *
 * @param phi φ, 0 for the base; it may be negative or a fraction
 * @returns factors, for α = 1.2, β = 1.1, γ = 1.15, which the paper found by search
 * Source: Tan and Le, “EfficientNet: rethinking model scaling for convolutional neural networks”, ICML 2019, section 3.3.
 */
export function compoundScaling(phi: number): CompoundScale {
  return { depth: 1.2 ** phi, width: 1.1 ** phi, resolution: 1.15 ** phi };
}

/** What an EfficientNet is scaled from, and by how much. */
export interface EfficientNetOptions<K extends number = number> {
  /** φ, 0 by default: the base. */
  readonly phi?: number;
  /** How many classes there are, 1000 by default. */
  readonly classes?: K;
  /** The shape of one image of the base, [224, 224, 3] by default. */
  readonly input?: readonly [height: number, width: number, channels: number];
  /** Channels after the first convolution of the base, 32 by default. */
  readonly stem?: number;
  /** Channels after the last convolution of the base, 1280 by default. */
  readonly head?: number;
  /** The stages of the base, those of EfficientNet-B0 by default. */
  readonly stages?: readonly MobileStage[];
  /** Share of the last vector that is dropped in training, 0.2 by default. */
  readonly dropout?: number;
}

/** Table 1 of the paper. */
const b0 = [
  { expansion: 1, kernelSize: 3, stride: 1, filters: 16, repeats: 1 },
  { expansion: 6, kernelSize: 3, stride: 2, filters: 24, repeats: 2 },
  { expansion: 6, kernelSize: 5, stride: 2, filters: 40, repeats: 2 },
  { expansion: 6, kernelSize: 3, stride: 2, filters: 80, repeats: 3 },
  { expansion: 6, kernelSize: 5, stride: 1, filters: 112, repeats: 3 },
  { expansion: 6, kernelSize: 5, stride: 2, filters: 192, repeats: 4 },
  { expansion: 6, kernelSize: 3, stride: 1, filters: 320, repeats: 1 },
] as const satisfies readonly MobileStage[];

/**
 * EfficientNet with compound scaling: the base, αᵠ times as deep, βᵠ times as wide, for images γᵠ times as large.
 *
 *     const b0 = efficientNet();                          // 5,288,548 weights, as in Keras
 *     const b2 = efficientNet({ phi: 1 });                // images of 258×258
 *
 * @param options `phi`, `classes`, `input`, and what the base consists of: `stem`, `stages`, `head`, `dropout`
 * Source: Tan and Le, “EfficientNet: rethinking model scaling for convolutional neural networks”, ICML 2019.
 */
export function efficientNet<const K extends number = 1000>(
  options?: EfficientNetOptions<K>,
): Sequential<readonly [number, number, number], readonly [K]>;
export function efficientNet(
  options: EfficientNetOptions = {},
): Sequential<readonly [number, number, number], readonly [number]> {
  const { phi = 0, classes = 1000, input = [224, 224, 3], stem = 32, head = 1280, stages = b0 } = options;
  const scale = compoundScaling(phi);
  const wide = (filters: number): number => inEights(filters * scale.width);
  const [height, width, channels] = input;
  let inputs = wide(stem);
  const blocks = stages.flatMap(({ filters, repeats, stride, ...rest }) =>
    Array.from({ length: Math.ceil(repeats * scale.depth) }, (_, i) => {
      const made = mobileBlock(inputs, wide(filters), { ...rest, stride: i === 0 ? stride : 1 });
      inputs = wide(filters);
      return made;
    }),
  );
  return new Sequential<readonly [number, number, number], readonly [number]>(
    [Math.round(height * scale.resolution), Math.round(width * scale.resolution), channels],
    [
      ...normalized(conv2d(wide(stem), 3, { stride: 2, padding: 'same', useBias: false }), 'swish'),
      ...blocks,
      ...normalized(conv2d(wide(head), 1, { useBias: false }), 'swish'),
      globalAveragePool2d(),
      dropout(options.dropout ?? 0.2),
      dense(classes, { activation: 'softmax' }),
    ],
  );
}

/** The nearest multiple of 8, which is no more than a tenth below. */
function inEights(filters: number): number {
  const rounded = Math.max(8, Math.floor((filters + 4) / 8) * 8);
  return rounded < 0.9 * filters ? rounded + 8 : rounded;
}
