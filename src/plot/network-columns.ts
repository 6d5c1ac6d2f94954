/** Reads a network of dense layers as columns of neurons and the weights between them. */
import { text } from '../display/language.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { watch } from '../explain/watch.ts';
import type { Layer } from '../layers/layer.ts';
import { type Network } from '../models/network.ts';
import { Model } from '../models/model.ts';
import { tensor } from '../tensor/create.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** A layer as it is drawn. */
export interface NetworkColumn {
  readonly name: string;
  readonly size: number;
  /** What follows the sum, such as relu. */
  readonly activation?: string;
  /** What a sample makes of each neuron. */
  readonly values?: ArrayLike<number>;
  /** The weights from the column before, [its size, this size]; none where only sizes are known. */
  readonly weights?: { readonly data: ArrayLike<number> };
}

/** Layers that change neither how many neurons there are nor how they are joined. */
const between: ReadonlySet<string> = new Set(['dropout', 'flatten', 'gaussianNoise', 'activation', 'reshape']);

/** Columns of given sizes; @throws ArgumentError for fewer than two, or sizes that are no whole numbers ≥ 1 */
export function columnsOfSizes(sizes: readonly number[]): readonly NetworkColumn[] {
  if (sizes.length < 2 || !sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new ArgumentError({
      what: 'networkDiagram',
      expected: 'at least two sizes of layers, whole numbers ≥ 1',
      received: `[${sizes.join(', ')}]`,
    });
  }
  const last = sizes.length - 1;
  return sizes.map((size, i) => {
    const hidden = text({ en: last === 2 ? 'hidden' : `hidden ${i}`, zh: last === 2 ? '隐藏层' : `隐藏层 ${i}` });
    return { size, name: i === 0 ? inputName() : i === last ? text({ en: 'output', zh: '输出' }) : hidden };
  });
}

/** Columns of a model of dense layers one after the other, with what it makes of a sample where one is given. */
export function columnsOfModel(
  model: Network,
  sample: AnyTensor | ArrayLike<number> | undefined,
): readonly NetworkColumn[] {
  const layers = model.layers();
  const other = layers.find(({ layer }) => layer.kind !== 'dense' && !between.has(layer.kind));
  if (other !== undefined) throw notDense(`the layer ${other.name}, a ${other.layer.kind}`);
  const dense = layers.filter(({ layer }) => layer.kind === 'dense');
  if (dense.length === 0) throw notDense('a model without any');
  const values = sample === undefined ? undefined : valuesOf(model, sample);
  const weights = dense.map(({ name, layer }) => {
    const { W } = layer.parameters;
    if (W !== undefined) return W;
    throw new ArgumentError({
      what: 'networkDiagram',
      expected: `${name} to have weights`,
      received: 'none yet',
      hint: 'train the model, or call it on samples',
    });
  });
  weights.forEach((W, i) => {
    if (i > 0 && W.shape[0] !== weights[i - 1].shape[1])
      throw notDense(`${dense[i].name}, which does not follow on ${dense[i - 1].name}`);
  });
  const input = { name: inputName(), size: weights[0].shape[0], ...(values && { values: values.input }) };
  return [
    input,
    ...dense.map(({ name, layer }, i): NetworkColumn => {
      const activation = activationAfter(
        layers.map((entry) => entry.layer),
        layer,
      );
      const own = values?.of(layer);
      return {
        name,
        size: weights[i].shape[1],
        weights: weights[i],
        ...(activation !== undefined && { activation }),
        ...(own && { values: own }),
      };
    }),
  ];
}

function inputName(): string {
  return text({ en: 'input', zh: '输入' });
}

function notDense(received: string): ArgumentError {
  return new ArgumentError({
    what: 'networkDiagram',
    expected: 'dense layers one after the other',
    received,
    hint: 'modelGraph draws models of all kinds',
  });
}

/** The activation of a dense layer, its own or that of a layer behind it. */
function activationAfter(layers: readonly Layer[], dense: Layer): string | undefined {
  const following = layers.slice(layers.indexOf(dense) + 1);
  const end = following.findIndex(({ kind }) => kind === 'dense');
  const own = [dense, ...following.slice(0, end < 0 ? following.length : end)].map(
    ({ config }) => config['activation'],
  );
  const names = own.filter((name): name is string => typeof name === 'string' && name !== 'linear');
  return names[0];
}

/** What each column has for one sample: a dense layer's is what the next one takes. */
function valuesOf(model: Network, sample: AnyTensor | ArrayLike<number>) {
  const data = 'shape' in sample ? sample.data : sample;
  const shape = model.inputShapes?.[0] ?? [data.length];
  if (sizeOf(shape) !== data.length) {
    throw new ShapeError({
      what: 'networkDiagram: sample',
      expected: `${sizeOf(shape)} numbers`,
      received: String(data.length),
    });
  }
  if (!(model instanceof Model)) throw notDense('a model of several inputs or outputs');
  const outputs = new Map<Layer, ArrayLike<number>>();
  let last: Layer | undefined;
  watch(model, tensor(Float32Array.from(data), [1, ...shape]), (layer, output) => {
    if (layer.kind === 'dense') last = layer;
    if (last !== undefined) outputs.set(last, output.data);
  });
  return { input: data, of: (layer: Layer) => outputs.get(layer) };
}
