/** A drawing of a computation: from inputs and parameters through every operation to the result. */
import { text } from '../display/language.ts';
import { brief } from '../display/names.ts';
import { gradients } from '../autodiff/gradients.ts';
import { isList } from '../list.ts';
import { withGradients } from '../ops/apply.ts';
import { primitives } from '../ops/primitives.ts';
import { Parameter } from '../tensor/parameter.ts';
import type { Attributes } from '../tensor/primitive.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { DType } from '../tensor/dtype.ts';
import { dataFlow } from './data-flow.ts';
import { listBoxes } from './diagram-alt.ts';
import { type ComputationStep, isNumber, stepsTo, unchanged } from './computation-steps.ts';
import type { DiagramBox } from './diagram.ts';
import { drawDiagram } from './draw-diagram.ts';
import type { Figure, FigureOptions } from './figure.ts';

/** How a computation is drawn. */
export interface ComputationGraphOptions extends FigureOptions {
  /** What the inputs of a function are called; x, or x1, x2, … where there are several. */
  readonly names?: readonly string[];
  /** Whether operations such as softmax are drawn as the primitives they are composed of, and reshaping too; false by default. */
  readonly primitives?: boolean;
  /**
   * Whether each number that was computed from parameters stands in its box, with the gradient of the result by it; false by
   * default. For results that are one number.
   */
  readonly values?: boolean;
  /** The most boxes that are drawn, 40 by default; of longer computations the middle is left out. */
  readonly limit?: number;
}

/**
 * Draws how a tensor was computed from parameters, or what a function computes from its inputs: a box for each operation
 * with its formula and the shape of its result, hexagons for parameters, round boxes for what comes in and goes out. Numbers
 * are written into the operation they go into.
 *
 *     computationGraph(loss)
 *     computationGraph((x) => x.matmul(W).add(b).softmax(), [x])
 *     computationGraph(loss, { values: true })   // with numbers, forward and back
 *
 * Of a tensor it draws what gradients flow through; all else is not remembered, and appears as a constant. The function `f`
 * is called once, on symbols; of its `inputs` only shapes and types count.
 * @param tensor a result of operations on parameters
 * @throws ArgumentError where the function asks for values
 */
export function computationGraph(tensor: AnyTensor, options?: ComputationGraphOptions): Figure;
export function computationGraph<const T extends readonly AnyTensor[]>(
  f: (...inputs: T) => AnyTensor | readonly AnyTensor[],
  inputs: T,
  options?: ComputationGraphOptions,
): Figure;
export function computationGraph(
  what: AnyTensor | ((...inputs: readonly AnyTensor[]) => AnyTensor | readonly AnyTensor[]),
  second: readonly AnyTensor[] | ComputationGraphOptions = {},
  third: ComputationGraphOptions = {},
): Figure {
  if (typeof what !== 'function') return draw([], [what], isList(second) ? third : second);
  const given = isList(second) ? second : [];
  // Tracked, so that gradients that the function takes are connected with them.
  const symbols = given.map(({ shape, dtype }) => new Tensor<Shape, DType>(undefined, shape, dtype, undefined, true));
  const result = withGradients(() => what(...symbols));
  return draw(symbols, isList(result) ? result : [result], third);
}

function draw(inputs: readonly AnyTensor[], outputs: readonly AnyTensor[], options: ComputationGraphOptions): Figure {
  const { limit = 40, title, names = inputs.map((_, i) => (inputs.length === 1 ? 'x' : `x${i + 1}`)) } = options;
  const detail = options.primitives === true ? 'primitives' : 'composed';
  const { boxes, ids, add, sketch } = dataFlow<AnyTensor>();
  inputs.forEach((input, i) => {
    ids.set(input, add({ kind: 'input', title: names[i] ?? 'x', lines: [showShape(input.shape)] }, []));
  });
  const steps = stepsTo(outputs, inputs, detail);
  const tensors = steps.map(({ tensor }) => tensor);
  const numbers = options.values === true && outputs.length === 1 ? numbersIn(tensors, outputs[0]) : undefined;
  for (const { tensor, step } of steps) {
    const same = step === undefined || detail === 'primitives' ? undefined : ids.get(unchanged(step) ?? tensor);
    ids.set(tensor, same ?? add(boxOf(tensor, step, numbers?.(tensor)), step?.inputs ?? []));
  }
  outputs.forEach((output, i) => {
    const name = text({ en: 'output', zh: '输出' });
    const value = isNumber(output.detach()) ? brief(output.data[0]) : showShape(output.shape);
    add({ kind: 'output', title: outputs.length === 1 ? name : `${name} ${i + 1}`, lines: [value] }, [output]);
  });
  const diagram = sketch(limit, title);
  const alt = options.alt ?? `${headOf(boxes, title)}\n${listBoxes(diagram)}`;
  return drawDiagram({ ...diagram, alt });
}

/** For each single number that gradients flow through: what it is, and how the result changes with it. */
function numbersIn(
  tensors: readonly AnyTensor[],
  output: AnyTensor,
): (tensor: AnyTensor) => readonly string[] | undefined {
  if (output.symbolic || output.size !== 1) return () => undefined;
  const slopes = gradients(output, new Set(tensors));
  return (tensor) => {
    const slope = slopes.get(tensor);
    if (slope?.size !== 1) return undefined;
    const [value, gradient] = [brief(tensor.data[0]), brief(slope.data[0])];
    return [
      text({ en: `value ${value}`, zh: `值 ${value}` }),
      text({ en: `gradient ${gradient}`, zh: `梯度 ${gradient}` }),
    ];
  };
}

function boxOf(
  tensor: AnyTensor,
  step: ComputationStep | undefined,
  numbers: readonly string[] | undefined,
): Omit<DiagramBox, 'id'> {
  const lines = numbers ?? [showShape(tensor.shape)];
  if (step !== undefined) {
    const rule = linesOf(step);
    // With numbers below, the rule is one line: the round boxes hold three.
    return { kind: 'operation', title: step.name, lines: [...(numbers ? [rule.join(', ')] : rule), ...lines] };
  }
  if (tensor instanceof Parameter) return { kind: 'parameter', title: tensor.name, lines };
  return { kind: 'constant', title: text({ en: 'constant', zh: '常量' }), lines };
}

/** The formula, numbers and settings. */
function linesOf({ name, inputs, attributes }: ComputationStep): readonly string[] {
  const letters = inputs.length === 1 ? ['x'] : inputs.length === 2 ? ['a', 'b'] : ['c', 'a', 'b'];
  const numbers = inputs.flatMap((input, i) => (isNumber(input) ? [`${letters[i]} = ${brief(input.data[0])}`] : []));
  const formula = primitives.get(name)?.formula;
  const details = [...numbers, ...settingsOf(attributes)];
  return [...(formula === undefined ? [] : [formula]), ...(details.length === 0 ? [] : [details.join(', ')])];
}

/** Numbers and short lists, but for what the result's shape shows and for lists of nothing but 0 or 1, which change nothing. */
export function settingsOf(attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (name === 'shape' || (name === 'groups' && value === 1)) return [];
    if (typeof value === 'number' || typeof value === 'string') return [`${name} ${value}`];
    if (!Array.isArray(value) || value.length > 4 || value.every((item) => item === 0 || item === 1)) return [];
    return [`${name} ${value.join('×')}`];
  });
}

function headOf(boxes: readonly DiagramBox[], title: string | undefined): string {
  const count = (wanted: DiagramBox['kind']): number => boxes.filter(({ kind }) => kind === wanted).length;
  const [operations, parameters] = [count('operation'), count('parameter')];
  const name = title === undefined ? '' : text({ en: ` “${title}”`, zh: `“${title}”` });
  return text({
    en: `Computation graph${name}: ${operations} operation${operations === 1 ? '' : 's'}, ${parameters} parameter${parameters === 1 ? '' : 's'}.`,
    zh: `计算图${name}：${operations} 个运算，${parameters} 个参数。`,
  });
}
