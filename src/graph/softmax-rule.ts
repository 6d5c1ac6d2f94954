/** The softmax inside the gradient of ln softmax: as it follows from the parts, nine steps; it is one. */
import { isStep, type Value } from './graph.ts';
import type { Rule } from './rule.ts';

/** a/Σe^z · e^z = a · softmax x, where z = x − max x */
export const softmaxRule: Rule = (step, make) => {
  if (step.operation !== 'mul') return undefined;
  const [quotient, powers] = step.inputs;
  if (!isStep(quotient, 'div') || !isStep(powers, 'exp')) return undefined;
  const [a, total] = quotient.inputs;
  const x = shiftedByMaximum(powers.inputs[0]);
  const last = powers.shape.length - 1;
  if (x === undefined || !isStep(total, 'sum') || total.inputs[0] !== powers || total.attributes['axis'] !== last) return undefined; // prettier-ignore
  const softmax = make({ ...powers, operation: 'softmax', inputs: [x], attributes: {} });
  return make({ ...step, inputs: [a, softmax] });
};

/** x, where the value is x − max x along the last axis, as far as the maximum is finite. */
function shiftedByMaximum(z: Value): Value | undefined {
  if (!isStep(z, 'sub')) return undefined;
  const [x, shift] = z.inputs;
  if (!isStep(shift, 'where')) return undefined;
  const [finite, largest] = shift.inputs;
  if (!isStep(finite, 'less') || !isStep(finite.inputs[0], 'abs') || finite.inputs[0].inputs[0] !== largest) return undefined; // prettier-ignore
  const along = isStep(largest, 'max') && largest.attributes['axis'] === x.shape.length - 1;
  return along && largest.inputs[0] === x ? x : undefined;
}
