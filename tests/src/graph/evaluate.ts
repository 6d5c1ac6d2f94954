/** Computes a graph on tensors, step by step: what a trace means. */
import type { Graph, Value } from '../../../src/graph/graph.ts';
import { apply } from '../../../src/ops/apply.ts';
import { primitives } from '../../../src/ops/primitives.ts';
import type { DType } from '../../../src/tensor/dtype.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';

export function evaluate(graph: Graph, inputs: readonly AnyTensor[]): readonly AnyTensor[] {
  const known = new Map<Value, AnyTensor>();
  const of = (value: Value): AnyTensor => {
    const tensor = known.get(value);
    if (tensor === undefined) throw new Error(`${value.name} is used before it is computed.`);
    return tensor;
  };
  graph.inputs.forEach((input, i) => known.set(input, inputs[i]));
  for (const constant of graph.constants) {
    known.set(constant, new Tensor<Shape, DType>(constant.data, constant.shape, constant.dtype));
  }
  for (const step of graph.steps) {
    const primitive = primitives.get(step.operation);
    if (primitive === undefined) throw new Error(`${step.operation} is no primitive.`);
    known.set(step, apply(primitive, step.inputs.map(of), step.attributes));
  }
  return graph.outputs.map(of);
}
