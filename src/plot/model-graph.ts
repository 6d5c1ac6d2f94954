/** A drawing of a model: its layers, what each gives, and how they hang together. */
import { text } from '../display/language.ts';
import { ArgumentError } from '../errors.ts';
import { Network } from '../models/network.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { listBoxes } from './diagram-alt.ts';
import { cut } from './diagram-cut.ts';
import { drawDiagram } from './draw-diagram.ts';
import type { Figure, FigureOptions } from './figure.ts';
import { ModelSketch, parametersText } from './model-sketch.ts';
import { type Call, traceModel } from './model-trace.ts';

/** How a model is drawn. */
export interface ModelGraphOptions extends FigureOptions {
  /** The shape of one sample, or of one of each input, for a model of one's own that does not fix it. */
  readonly input?: Shape | readonly Shape[];
  /** The most boxes that are drawn, 40 by default: layers with layers inside are closed first, then the middle is left out. */
  readonly limit?: number;
}

/**
 * Draws a model: a box for each layer with the shape of one sample of its output and its number of parameters, a frame
 * around the layers inside a layer, a round sign for what is computed between layers (+ where branches meet again).
 *
 *     modelGraph(cnn)
 *     modelGraph(new MyModel(), { input: [20] })
 *
 * The model is called once on symbols, so that the drawing shows what it really does. Layers that have not seen samples yet
 * get their weights by it. A layer that is used at several places has a box at each, and its parameters at the first.
 * @param model any model, compiled or not
 * @throws ArgumentError for a model that does not fix its input's shape, where none is given
 */
export function modelGraph(model: Network | { readonly model: unknown }, options: ModelGraphOptions = {}): Figure {
  const network = model instanceof Network ? model : model.model;
  if (!(network instanceof Network)) {
    throw new ArgumentError({ what: 'modelGraph', expected: 'a model', received: String(network) });
  }
  const { limit = 40, title } = options;
  const { inputs, outputs, calls, uses } = traceModel(network, shapesOf(network, options.input));
  const sketch = new ModelSketch(network.layers(), depthFor(calls, limit), uses);
  const [input, output] = [text({ en: 'input', zh: '输入' }), text({ en: 'output', zh: '输出' })];
  inputs.forEach((tensor, i) => sketch.input(tensor, inputs.length === 1 ? input : `${input} ${i + 1}`));
  for (const call of calls) sketch.call(call);
  outputs.forEach((tensor, i) => sketch.output(tensor, outputs.length === 1 ? undefined : `${output} ${i + 1}`));
  const parameters = [...network.weights().values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const { boxes, frames, arrows } = sketch;
  const diagram = cut({ boxes, frames, arrows, ...(title !== undefined && { title }) }, limit);
  const alt = options.alt ?? `${headOf(sketch.layers, parameters, title)}\n${listBoxes(diagram)}`;
  return drawDiagram({ ...diagram, alt });
}

function shapesOf(network: Network, given: ModelGraphOptions['input']): readonly Shape[] {
  const known = network.inputShapes;
  if (known !== undefined) return known;
  if (given === undefined) {
    throw new ArgumentError({
      what: 'modelGraph',
      expected: 'a model that fixes the shape of its input',
      received: `${network.constructor.name}, which takes what comes`,
      hint: 'say what one sample is: modelGraph(model, { input: [28, 28, 1] })',
    });
  }
  return isShape(given) ? [given] : given;
}

function isShape(given: Shape | readonly Shape[]): given is Shape {
  return given.every((length) => typeof length === 'number');
}

/** How many frames may lie in each other, so that no more boxes are drawn than the limit if that is possible. */
function depthFor(calls: readonly Call[], limit: number): number {
  const boxes = (list: readonly Call[], depth: number): number =>
    list.reduce((sum, { parts }) => sum + (depth > 0 && parts.length > 0 ? boxes(parts, depth - 1) : 1), 0);
  let depth = 8;
  while (depth > 0 && boxes(calls, depth) > limit) depth--;
  return depth;
}

function headOf(layers: number, parameters: number, title: string | undefined): string {
  const name = title === undefined ? '' : text({ en: ` “${title}”`, zh: `“${title}”` });
  return text({
    en: `Model graph${name}: ${layers} layer${layers === 1 ? '' : 's'}, ${parametersText(parameters)}.`,
    zh: `模型结构图${name}：${layers} 层，${parametersText(parameters)}。`,
  });
}
