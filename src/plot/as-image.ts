/** Tensors seen as images: a method of tensors. */
import { method } from '../ops/define.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Figure } from './figure.ts';
import { imageGrid, type ImageGridOptions } from './image-grid.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /**
     * The elements as brightness: a figure of one image, [h, w], [h, w, 1 or 3] or a flat square [h·w], or of several,
     * [n, h, w] or [n, h, w, channels]. `imageGrid` draws others, such as rows that are images.
     * @throws ShapeError when no image has this shape
     */
    asImage(options?: ImageGridOptions): Figure;
  }
}

method('asImage', function (options: ImageGridOptions = {}): Figure {
  const last = this.shape[this.rank - 1];
  const isOne = this.rank < 3 || (this.rank === 3 && (last === 1 || last === 3));
  return imageGrid(isOne ? [this] : this, options);
});
