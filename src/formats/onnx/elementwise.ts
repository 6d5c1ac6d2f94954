/** Operations that treat every element by itself. They work in either order of axes, so images stay as they are. */
import type { Length, Step } from '../../graph/graph.ts';
import type { Layout } from './layouts.ts';
import type { Lowering, Lowerings } from './lowering.ts';
import { typeNumber } from './proto.ts';
import { isVector, type OnnxWriter } from './writer.ts';

/** The nodes for operands of those names. */
type Rule = (to: OnnxWriter, operands: readonly string[], step: Step<Length>) => string;

function elementwise(rule: Rule): Lowering {
  return (step, to) => {
    const layout = layoutFor(step, to);
    const name = rule(to, step.inputs.map((input) => to.in(layout, input)), step); // prettier-ignore
    to.set(step, name, layout);
    return undefined;
  };
}

/** The layout in which some operand is there and others fit. */
function layoutFor({ inputs, shape, dtype }: Step<Length>, to: OnnxWriter): Layout {
  const layouts = inputs.map((input) => to.layout(input));
  const floats = [dtype, ...inputs.map((input) => input.dtype)].every((type) => type === 'float32');
  const alike = inputs.every((input) => input.shape.length === 0 || sameLengths(input.shape, shape));
  if (layouts.includes('blocks') && floats && alike) return 'blocks';
  const broadcasts = inputs.every(
    (input) => input.kind === 'constant' || [0, 4].includes(input.shape.length) || isVector(input),
  );
  // Numbers that are the same for a whole channel want its pixels side by side.
  const ordered = layouts.some((layout) => layout === 'first' || layout === 'blocks');
  return ordered && broadcasts && shape.length === 4 ? 'first' : 'last';
}

function sameLengths(a: readonly Length[], b: readonly Length[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** One node of that operator. */
const node = (operator: string): Lowering => elementwise((to, operands) => to.node(operator, operands));

/** A comparison; ONNX has no order of bools, so they are compared as whole numbers. */
const comparison = (operator: string): Lowering =>
  elementwise((to, operands, { inputs }) =>
    to.node(
      operator,
      inputs[0].dtype === 'bool' ? operands.map((x) => to.node('Cast', [x], { to: typeNumber('int32') })) : operands,
    ),
  );

export const elementwiseLowerings: Lowerings = {
  neg: node('Neg'),
  abs: node('Abs'),
  sign: node('Sign'),
  square: elementwise((to, [x]) => to.node('Mul', [x, x])),
  sqrt: node('Sqrt'),
  exp: node('Exp'),
  log: node('Log'),
  // ONNX has no operator for it: small x lose digits here, at most 6e-8 of the result's absolute value.
  log1p: elementwise((to, [x], { dtype }) => to.node('Log', [to.node('Add', [x, to.scalar(1, dtype)])])),
  sin: node('Sin'),
  cos: node('Cos'),
  relu: node('Relu'),
  sigmoid: node('Sigmoid'),
  tanh: node('Tanh'),
  softplus: node('Softplus'),
  add: node('Add'),
  sub: node('Sub'),
  mul: node('Mul'),
  div: node('Div'),
  pow: node('Pow'),
  maximum: node('Max'),
  minimum: node('Min'),
  // Where takes a branch for each element. An infinite a gives NaN behind a closed gate, as it would in any product.
  gate: elementwise((to, [a, b], { dtype }) => {
    const open = to.node('Greater', [b, to.scalar(0, dtype)]);
    return to.node('Mul', [a, to.node('Cast', [open], { to: typeNumber(dtype) })]);
  }),
  equal: node('Equal'),
  less: comparison('Less'),
  lessEqual: comparison('LessOrEqual'),
  greater: comparison('Greater'),
  greaterEqual: comparison('GreaterOrEqual'),
  where: node('Where'),
  cast: elementwise((to, [x], { dtype }) => to.node('Cast', [x], { to: typeNumber(dtype) })),
  erf: node('Erf'),
  gelu: elementwise((to, [x], { attributes: { approximate } }) =>
    to.node('Gelu', [x], { approximate: approximate === true ? 'tanh' : 'none' }),
  ),
  detach: elementwise((_, [x]) => x),
};
