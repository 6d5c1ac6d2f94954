/**
 * Graphs on the kernels of this engine: every value has its place in the memory before the first run, so that a run
 * allocates nothing and copies only what comes in and goes out. What has no kernel is computed there in plain loops.
 */
import { ArgumentError } from '../../../errors.ts';
import type { Graph, Step } from '../../../graph/graph.ts';
import { primitives } from '../../../ops/primitives.ts';
import type { TypedArray } from '../../../tensor/dtype.ts';
import type { Compiler, Executable } from '../../executable.ts';
import { loopInto } from '../loops.ts';
import { elementwise } from './elementwise.ts';
import { lowerings } from './lowerings.ts';
import { Plan } from './plan.ts';

export const compiler: Compiler = {
  name: 'simd',
  whole: new Set(['convolve', 'softmax']),
  // Beside gradients, which need its parts, softmax would be computed twice.
  wholeBesideGradients: new Set(['convolve']),
  prepare,
};

async function prepare(graph: Graph): Promise<Executable> {
  const plan = new Plan(graph);
  for (const step of graph.steps) {
    const lowering = Object.hasOwn(lowerings, step.operation) ? lowerings[step.operation] : elementwise;
    if (!lowering(step, plan)) inPlainLoops(step, plan);
    plan.end(step);
  }
  const fill = (array: TypedArray, values: TypedArray): void => {
    if (array !== values) array.set(values);
  };
  return {
    place(input) {
      plan.reserve();
      return plan.array(graph.inputs[input]);
    },
    async run(inputs, outputs) {
      plan.reserve();
      graph.inputs.forEach((input, i) => fill(plan.array(input), inputs[i]));
      for (const constant of graph.constants) fill(plan.array(constant), constant.data);
      plan.run();
      graph.outputs.forEach((output, i) => fill(outputs[i], plan.array(output)));
    },
  };
}

function inPlainLoops(step: Step, plan: Plan): void {
  const primitive = primitives.get(step.operation);
  if (primitive === undefined) {
    throw new ArgumentError({ what: 'simd', expected: 'an operation that it knows', received: step.operation });
  }
  if (primitive.kind === 'general' && primitive.view === true) return plan.view(step, step.inputs[0]);
  plan.result(step);
  plan.script(() => {
    const [inputs, y] = [step.inputs.map((input) => plan.values(input)), plan.values(step)];
    if (primitive.kind === 'elementwise') loopInto(primitive, inputs, y);
    else {
      y.data.fill(0);
      primitive.kernel(inputs, y, step.attributes);
    }
  });
}
