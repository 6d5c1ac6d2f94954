/** A drawing of a network neuron by neuron, its weights as lines. */
import { joined, text } from '../display/language.ts';
import { written } from '../display/names.ts';
import { ArgumentError } from '../errors.ts';
import { Network } from '../models/network.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { checkWholeNumber } from '../checks.ts';
import { figureOf, type Figure, type FigureOptions } from './figure.ts';
import { columnsOfModel, columnsOfSizes, type NetworkColumn } from './network-columns.ts';
import { drawnNeurons, paintNetwork } from './network-picture.ts';
import { svgDocument } from './svg-document.ts';
import { wordsMarkup } from './words.ts';

/** How a network is drawn. */
export interface NetworkDiagramOptions extends FigureOptions {
  /** Names of the inputs, in order. */
  readonly inputLabels?: readonly string[];
  /** Names of the outputs, in order. */
  readonly outputLabels?: readonly string[];
  /** One sample: each neuron shows what the model makes of it. */
  readonly sample?: AnyTensor | ArrayLike<number>;
  /** The most neurons that are drawn of a layer, 8 by default: the first and the last ones of larger layers. */
  readonly limit?: number;
}

/**
 * Draws a network of dense layers: a circle for each neuron, a line for each weight, thicker where it is larger in size, solid
 * where it is positive and dashed where it is negative. Biases are not drawn.
 *
 *     networkDiagram([2, 4, 1])
 *     networkDiagram(model, { sample: [1, 0], inputLabels: ['x₁', 'x₂'] })
 *
 * @param network a model whose layers are dense (dropout, flatten and activations may stand between), or sizes of layers alone
 * @throws ArgumentError for a model of other layers or without weights yet, ShapeError for a sample that does not fit
 */
export function networkDiagram(
  network: readonly number[] | Network | { readonly model: unknown },
  options: NetworkDiagramOptions = {},
): Figure {
  const { inputLabels = [], outputLabels = [], limit = 8, title } = options;
  checkWholeNumber('networkDiagram', 'limit', limit, 2);
  const columns = columnsOf(network, options.sample);
  checkLabels('inputLabels', inputLabels, columns[0]);
  checkLabels('outputLabels', outputLabels, columns[columns.length - 1]);
  const note = elision(columns, limit);
  const alt = options.alt ?? describe(columns, { ...options, ...(note !== undefined && { note }) });
  const toSVG = async () => {
    const picture = paintNetwork(columns, { title, note, inputLabels, outputLabels, limit });
    return svgDocument({ ...picture, alt, title }, picture.shapes + wordsMarkup(picture.texts));
  };
  return figureOf({ alt, toSVG });
}

function columnsOf(
  network: readonly number[] | Network | { readonly model: unknown },
  sample: NetworkDiagramOptions['sample'],
): readonly NetworkColumn[] {
  if (isSizes(network)) {
    if (sample === undefined) return columnsOfSizes(network);
    const received = 'sizes of layers, which compute nothing';
    throw new ArgumentError({ what: 'networkDiagram: sample', expected: 'a model', received });
  }
  const model = network instanceof Network ? network : network.model;
  if (model instanceof Network) return columnsOfModel(model, sample);
  throw new ArgumentError({ what: 'networkDiagram', expected: 'a model or sizes of layers', received: String(model) });
}

function isSizes(network: readonly number[] | Network | { readonly model: unknown }): network is readonly number[] {
  return Array.isArray(network);
}

function checkLabels(name: string, labels: readonly string[], { size }: NetworkColumn): void {
  if (labels.length === 0 || labels.length === size) return;
  throw new ArgumentError({
    what: `networkDiagram: ${name}`,
    expected: `${size}, one for each neuron`,
    received: written(labels.length),
  });
}

function elision(columns: readonly NetworkColumn[], limit: number): string | undefined {
  const large = columns.filter(({ size }) => size > limit);
  if (large.length === 0) return undefined;
  const list = large.map(({ name, size }) =>
    text({ en: `${name}: ${limit} of ${size} neurons`, zh: `${name}：${size} 个神经元中的 ${limit} 个` }),
  );
  return text({ en: `drawn of ${joined(list)}`, zh: `只画出${joined(list)}` });
}

function describe(
  columns: readonly NetworkColumn[],
  { title, note, limit = 8 }: NetworkDiagramOptions & { readonly note?: string },
): string {
  const named = title === undefined ? '' : `“${title}”`;
  const list = columns.map(({ name, size, activation }) => {
    const after = activation === undefined ? '' : text({ en: ` (${activation})`, zh: `（${activation}）` });
    return text({ en: `${name} ${size}${after}`, zh: `${name} ${size}${after}` });
  });
  const head = text({
    en: `Network${named && ` ${named}`}, neurons by layer: ${list.join(' → ')}.`,
    zh: `神经网络图${named}，各层神经元：${list.join(' → ')}。`,
  });
  const outputs = columns[columns.length - 1].values;
  const shown = outputs && drawnNeurons(outputs.length, limit).map((i) => written(outputs[i]));
  const result = shown
    ? [
        text({
          en: `For the sample the outputs are ${shown.join(', ')}.`,
          zh: `对这个样本，输出为 ${shown.join('、')}。`,
        }),
      ]
    : [];
  const remark = note === undefined ? [] : [text({ en: `${note}.`, zh: `${note}。` })];
  return [head, ...weightsIn(columns), ...result, ...remark].join(text({ en: ' ', zh: '' }));
}

/** How many weights there are, between which values, and the largest one by its ends. */
function weightsIn(columns: readonly NetworkColumn[]): readonly string[] {
  const all = columns.slice(1).flatMap(({ size, weights, name }, c) =>
    Array.from(weights?.data ?? [], (value, i) => ({
      value,
      from: Math.floor(i / size) + 1,
      to: (i % size) + 1,
      name,
      before: columns[c].name,
    })),
  );
  const finite = all.filter(({ value }) => Number.isFinite(value));
  if (finite.length === 0) return [];
  const top = finite.reduce((most, each) => (Math.abs(each.value) > Math.abs(most.value) ? each : most));
  const negative = finite.filter(({ value }) => value < 0).length;
  const lost = all.length - finite.length;
  const holes =
    lost === 0 ? '' : text({ en: ` ${lost} are not finite and not drawn.`, zh: `${lost} 个不是有限数，未画出。` });
  return [
    text({
      en: `${all.length} weights, ${negative} of them negative; the largest in size is ${written(top.value)}, from ${top.before} ${top.from} to ${top.name} ${top.to}.${holes}`,
      zh: `共 ${all.length} 个权重，其中 ${negative} 个为负；绝对值最大的是 ${written(top.value)}，从${top.before} ${top.from} 到 ${top.name} ${top.to}。${holes}`,
    }),
  ];
}
