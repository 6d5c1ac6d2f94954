/** What one run of the benchmark finds out, as it is kept in results/engines.json. */

export type What = 'step' | 'first step' | 'predict' | 'matmul' | 'conv';

/** One figure of one contestant. */
export interface Figure {
  readonly what: What;
  /** The program, or the sizes of the product. */
  readonly of: string;
  readonly batch: number;
  readonly threads: number;
  readonly contestant: string;
  /** Milliseconds, the median of the rounds; null where it cannot do this. */
  readonly ms: number | null;
  readonly rounds?: readonly number[];
  /** How it was measured where that is not as usual, or why it was not. */
  readonly note?: string;
  /** The mean loss of the first 20 steps. */
  readonly loss?: number;
}

export interface Results {
  readonly date: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly images: { readonly source: string; readonly train: number; readonly test: number };
  /** Versions, and milliseconds from the start of the process until its libraries are loaded, by contestant. */
  readonly contestants: Readonly<Record<string, { readonly version: string; readonly loading: number }>>;
  /** Who could not be measured, and why. */
  readonly missing: Readonly<Record<string, string>>;
  readonly figures: readonly Figure[];
}

/** Floating-point operations: two for each multiplication with its addition. */
export const flops = {
  matmul: (m: number, k: number, n: number): number => 2 * m * k * n,
  /** A 3×3 convolution of square images, which loses a pixel at each side. */
  conv: (batch: number, side: number, channels: number, filters: number): number =>
    flops.matmul(batch * (side - 2) ** 2, 9 * channels, filters),
  /** A training step of the CNN: forward, and the same again for either gradient; none for the images themselves. */
  cnnStep: (batch: number): number =>
    2 * flops.conv(batch, 28, 1, 32) + 3 * flops.conv(batch, 13, 32, 64) + 3 * flops.matmul(batch, 1600, 10),
};
