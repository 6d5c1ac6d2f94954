/** The operations for which there are kernels, besides the elementwise ones. */
import { convolutions } from './convolutions.ts';
import type { Lowering } from './lowering.ts';
import { pooling } from './pooling.ts';
import { products } from './products.ts';
import { reductions } from './reductions.ts';

export const lowerings: Readonly<Record<string, Lowering>> = {
  ...products,
  ...reductions,
  ...convolutions,
  ...pooling,
};
