/** The filters of a convolution as images. */
import { ArgumentError } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';

/** From weights to [filters, height, width, channels], for each kind of convolution. */
const arrangements: Readonly<Record<string, (W: AnyTensor) => Tensor>> = {
  /** [height, width, channels, filters] */
  conv2d: (W) => W.detach().transpose([3, 0, 1, 2]).cast('float32'),
  /** [height, width, channels, multiplier]: a filter sees one channel. */
  depthwiseConv2d: (W) => {
    const [height, width, channels, multiplier] = W.shape;
    const byChannel = W.detach().transpose([2, 3, 0, 1]).cast('float32');
    return byChannel.reshape([channels * multiplier, height, width, 1]);
  },
};

/**
 * The weights of a convolution, an image for each filter: [filters, height, width, channels].
 *
 *     imageGrid(filters(conv1))
 *
 * A filter of 1 or 3 channels is drawn as one image, of more channels as one image a channel. The filters of a depthwise
 * convolution see one channel each: [channels · multiplier, height, width, 1]. The units of a dense layer need no
 * function: imageGrid draws its W, with `imageShape`, one image a unit.
 * @param layer a convolution that knows its input: one of a model, or one that has been called
 * @throws ArgumentError for a layer of another kind, or without weights yet
 */
export function filters(layer: Layer): Tensor<readonly [number, number, number, number]> {
  const arrange = Object.hasOwn(arrangements, layer.kind) ? arrangements[layer.kind] : undefined;
  const { W } = layer.parameters;
  if (arrange !== undefined && W !== undefined) {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: weights of a convolution have four axes
    return arrange(W) as Tensor<readonly [number, number, number, number]>;
  }
  throw new ArgumentError(
    arrange === undefined
      ? { what: 'filters', expected: 'a convolution of images', received: `a layer of the kind ${layer.kind}` }
      : {
          what: 'filters',
          expected: 'a layer with weights',
          received: `a ${layer.kind} that has seen no samples yet`,
          hint: 'put it into a model, or call it',
        },
  );
}
