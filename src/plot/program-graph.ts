/** A drawing of a compiled function: what its program computes, from inputs and parameters to results and gradients. */
import { text } from '../display/language.ts';
import { brief } from '../display/names.ts';
import type { Graph, Step, Value } from '../graph/graph.ts';
import { primitives } from '../ops/primitives.ts';
import { showShape } from '../tensor/shape.ts';
import { settingsOf } from './computation-graph.ts';
import { dataFlow } from './data-flow.ts';
import { listBoxes } from './diagram-alt.ts';
import type { DiagramBox } from './diagram.ts';
import { drawDiagram } from './draw-diagram.ts';
import type { Figure, FigureOptions } from './figure.ts';

/** How a program is drawn. */
export interface ProgramGraphOptions extends FigureOptions {
  /** The most boxes that are drawn, 40 by default; of longer programs the middle is left out. */
  readonly limit?: number;
}

/** A graph with what its values are outside of it. */
export interface Program {
  readonly graph: Graph;
  /** Those of its inputs that are parameters. */
  readonly parameters: ReadonlySet<string>;
  /** What each output is; the only result has no name of its own. */
  readonly outputs: readonly string[];
}

/** Draws the steps in their order; views are drawn as what they show, numbers in the operation they go into. */
export function programGraph({ graph, parameters, outputs }: Program, options: ProgramGraphOptions): Figure {
  const { limit = 40, title } = options;
  const { boxes, ids, add, sketch } = dataFlow<Value>();
  const place = (value: Value): void => {
    if (ids.has(value) || isNumber(value)) return;
    const same = value.kind === 'step' && isView(value) ? ids.get(value.inputs[0]) : undefined;
    ids.set(value, same ?? add(boxOf(value, parameters), value.kind === 'step' ? value.inputs : []));
  };
  graph.inputs.filter(({ name }) => !parameters.has(name)).forEach(place);
  for (const step of graph.steps) [...step.inputs, step].forEach(place);
  graph.outputs.forEach((value, i) => {
    place(value);
    add({ kind: 'output', title: outputs[i], lines: [showShape(value.shape)] }, [value]);
  });
  const diagram = sketch(limit, title);
  const operations = boxes.filter(({ kind }) => kind === 'operation').length;
  const head = text({ en: `Program of ${operations} operations.`, zh: `由 ${operations} 个运算组成的程序。` });
  return drawDiagram({ ...diagram, alt: options.alt ?? `${head}\n${listBoxes(diagram)}` });
}

function isNumber(value: Value): boolean {
  return value.kind === 'constant' && value.data.length === 1;
}

/** Whether a step shows its input in another form. */
function isView({ operation }: Step): boolean {
  const primitive = primitives.get(operation);
  return primitive?.kind === 'general' && primitive.view === true;
}

function boxOf(value: Value, parameters: ReadonlySet<string>): Omit<DiagramBox, 'id'> {
  const shape = showShape(value.shape);
  if (value.kind === 'input') {
    return { kind: parameters.has(value.name) ? 'parameter' : 'input', title: value.name, lines: [shape] };
  }
  if (value.kind === 'constant') {
    return { kind: 'constant', title: text({ en: 'constant', zh: '常量' }), lines: [shape] };
  }
  const numbers = value.inputs.flatMap((input) => (input.kind === 'constant' && isNumber(input) ? [brief(input.data[0])] : [])); // prettier-ignore
  const details = [...numbers, ...settingsOf(value.attributes)];
  return {
    kind: 'operation',
    title: value.operation,
    lines: [...(details.length === 0 ? [] : [details.join(', ')]), shape],
  };
}
