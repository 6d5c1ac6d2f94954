/** Feature maps: what a layer inside a model makes of samples. */
import { ArgumentError, lookUp } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import type { SamplesFit } from '../training/fit-types.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { checkBatch } from './score.ts';
import { layersOf, watch, type Watched } from './watch.ts';

/**
 * The output of one layer of a model for samples x: [samples, height, width, channels] of a convolution.
 *
 *     imageGrid(featureMaps(model, x.slice([0], [1]), 'conv2d1'))
 *
 * imageGrid draws one image for each channel. Of a layer that the model uses several times it is the last output.
 * @param layer a layer of the model, or its name as in `summary()`; a layer inside another by its path, 'block1/conv2d1'
 * @throws ArgumentError for a name that there is not, or a layer that did not compute, ShapeError for no samples
 */
export function featureMaps<I extends Shape, O extends Shape, X extends Shape>(
  model: Watched<I, O>,
  x: Tensor<X> & SamplesFit<X, I>,
  layer: Layer | string,
): Tensor<Shape> {
  checkBatch('featureMaps', x);
  const names = layersOf(model);
  const wanted = typeof layer === 'string' ? lookUp(byName(names), layer, 'featureMaps: layer') : layer;
  let output: AnyTensor | undefined;
  watch(model, x, (seen, y) => {
    if (seen === wanted) output = y;
  });
  if (output !== undefined) return output.cast('float32');
  throw new ArgumentError(
    names.has(wanted)
      ? {
          what: 'featureMaps',
          expected: `${names.get(wanted)} to tell its output`,
          received: 'nothing',
          hint: 'hand the context on where the model calls its layers: layer.call(x, context)',
        }
      : { what: 'featureMaps', expected: 'a layer of this model', received: `another ${wanted.kind}` },
  );
}

function byName(names: ReadonlyMap<Layer, string>): Readonly<Record<string, Layer>> {
  return Object.fromEntries(Array.from(names, ([layer, name]) => [name, layer]));
}
