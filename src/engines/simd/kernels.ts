/** Single operations on the kernels of this engine: programs of one step. */
import type { Input, Step } from '../../graph/graph.ts';
import type { Attributes, Values } from '../../tensor/primitive.ts';
import { sameShape } from '../../tensor/shape.ts';
import { lowerings } from './program/lowerings.ts';
import { Plan } from './program/plan.ts';

/** As many programs are kept for operations that come again. */
const KEPT = 256;

/** A program with the places of its inputs and its result; nothing where the case is left to the plain kernel. */
type Program = { readonly plan: Plan; readonly inputs: readonly Input[]; readonly step: Step } | undefined;

const programs = new Map<string, Program>();

/** Runs the kernels of that operation; false where there are none for these inputs. */
export function runKernel(name: string, inputs: readonly Values[], output: Values, attributes: Attributes): boolean {
  if (!Object.hasOwn(lowerings, name)) return false;
  // An array that is there twice is one input, unless it is seen in two shapes.
  const places = inputs.map(({ data, shape }) =>
    inputs.findIndex((other) => other.data === data && sameShape(other.shape, shape)),
  );
  const signature = inputs.map(({ shape, dtype }, i) => `${dtype} ${shape.join('×')} ${places[i]}`).join();
  const key = `${name} ${signature} ${JSON.stringify(attributes)}`;
  if (!programs.has(key)) {
    programs.set(key, prepared(name, inputs, output, attributes, places));
    const [oldest] = programs.keys();
    if (programs.size > KEPT) programs.delete(oldest);
  }
  const program = programs.get(key);
  if (program === undefined) return false;
  const { plan, step } = program;
  plan.reserve();
  program.inputs.forEach((input, i) => plan.array(input).set(inputs[i].data));
  plan.run();
  output.data.set(plan.array(step));
  return true;
}

function prepared(
  operation: string,
  given: readonly Values[],
  { shape, dtype }: Values,
  attributes: Attributes,
  places: readonly number[],
): Program {
  const all = given.map((input, i): Input => ({
    kind: 'input',
    name: `x${i}`,
    shape: input.shape,
    dtype: input.dtype,
  }));
  const inputs = places.map((place) => all[place]);
  const step: Step = { kind: 'step', name: 'y', shape, dtype, operation, inputs, attributes };
  const plan = new Plan({ inputs: [...new Set(inputs)], constants: [], steps: [step], outputs: [step] });
  return lowerings[operation](step, plan) ? { plan, inputs, step } : undefined;
}
