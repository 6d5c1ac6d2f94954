/** LeNet-5: the convolutional network that read cheques. */
import { averagePool2d } from '../layers/average-pool2d.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dense } from '../layers/dense.ts';
import { flatten } from '../layers/flatten.ts';
import { Sequential } from '../models/sequential.ts';

/**
 * LeNet-5 for images of `input` = [height, width, channels], at least 12 pixels wide and high:
 * two convolutions with pooling, then three dense layers; 61,706 weights for [28, 28, 1] and 10 classes.
 *
 *     const model = leNet([28, 28, 1], 10).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
 *
 * The last layer is softmax where the paper has distances to drawn digits, and every filter sees every channel.
 *
 * @param input the shape of one image
 * @param classes how many classes there are
 * @throws ShapeError for images that are too small
 * Source: LeCun et al., “Gradient-based learning applied to document recognition”, Proc. IEEE 86 (1998).
 */
export function leNet<const I extends readonly [number, number, number], const K extends number>(
  input: I,
  classes: K,
): Sequential<I, readonly [K]> {
  return new Sequential<I, readonly [K]>(input, [
    conv2d(6, 5, { activation: 'tanh', padding: 'same' }),
    averagePool2d(2),
    conv2d(16, 5, { activation: 'tanh' }),
    averagePool2d(2),
    flatten(),
    dense(120, { activation: 'tanh' }),
    dense(84, { activation: 'tanh' }),
    dense(classes, { activation: 'softmax' }),
  ]);
}
