/**
 * What gradients of images are as a whole. As they follow from the parts, windows are laid side by side in a matrix that is
 * many times larger than the images; what is computed has names of its own, and cheaper ways.
 */
import { sameShape, sizeOf } from '../tensor/shape.ts';
import { windowsIn } from '../tensor/windows.ts';
import { isStep, type Step, type Value } from './graph.ts';
import type { Make, Rule } from './rule.ts';

export const imageRules: readonly Rule[] = [
  /** What a ReLU lets back of what max pooling gives back: to choose among the maxima is less than among all pixels. */
  (step, make) => {
    const { operation, inputs: [put, x] } = step; // prettier-ignore
    if (operation !== 'gate' || !isStep(put, 'putMaxima') || put.inputs[0] !== x) return undefined;
    const [, v] = put.inputs;
    const maxima = make({ ...put, name: `${put.name}.max`, operation: 'takeMaxima', inputs: [x, x], shape: v.shape });
    const gated = make({ ...step, inputs: [v, maxima], shape: v.shape });
    return make({ ...put, inputs: [x, gated] });
  },

  /** max(relu(z)) = relu(max(z)), of fewer pixels; */
  (step, make) => {
    const { operation, inputs: [x, v] } = step; // prettier-ignore
    if (operation !== 'takeMaxima' || x !== v || !isStep(x, 'relu')) return undefined;
    const [z] = x.inputs;
    const maxima = make({ ...step, name: `${step.name}.max`, inputs: [z, z] });
    return make({ ...x, name: step.name, inputs: [maxima], shape: step.shape });
  },

  /** where it lets something back, the maxima are in the same places. */
  (step, make) => {
    const { operation, inputs: [x, gated] } = step; // prettier-ignore
    if (operation !== 'putMaxima' || !isStep(x, 'relu') || !isStep(gated, 'gate')) return undefined;
    const [z] = x.inputs;
    const [, open] = gated.inputs;
    const pooled = make({ ...step, operation: 'takeMaxima', inputs: [x, x], shape: open.shape });
    return pooled === open ? make({ ...step, inputs: [z, gated] }) : undefined;
  },

  /** ∂L/∂b of a convolution:  Σ over images and places of dy, channel by channel. */
  (step, make) => {
    const { operation, inputs: [rows], attributes } = step; // prettier-ignore
    if (operation !== 'sum' || attributes['axis'] !== 0 || !isRows(rows)) return undefined;
    return make({ ...step, operation: 'sumOfChannels', inputs: rows.inputs, attributes: {} });
  },

  /** Numbers that are the same for all rows are the same for all pixels. */
  (step, make) => {
    const { operation, inputs: [rows], shape } = step; // prettier-ignore
    if (operation !== 'reshape' || shape.length !== 4 || !isStep(rows, 'broadcastTo')) return undefined;
    const [vector] = rows.inputs;
    const channels = shape[3];
    const spread = rows.shape.length === 2 && vector.shape.at(-1) === channels && sizeOf(vector.shape) === channels;
    return spread ? make({ ...step, operation: 'broadcastTo', inputs: [vector], attributes: { shape } }) : undefined;
  },

  /** What max pooling puts back sums to what it got. */
  (step, make) => {
    const [put] = step.inputs;
    if (step.operation !== 'sumOfChannels' || !isStep(put, 'putMaxima')) return undefined;
    return make({ ...step, inputs: [put.inputs[1]] });
  },

  /** ∂L/∂W of a convolution:  (windows of x)ᵀ · dy */
  (step, make) => {
    const { operation, inputs: [windowRows, dyRows], attributes } = step; // prettier-ignore
    if (operation !== 'matmul' || attributes['transposeA'] !== true || attributes['transposeB'] === true) return undefined; // prettier-ignore
    if (!isStep(windowRows, 'reshape') || !isStep(windowRows.inputs[0], 'unfold')) return undefined;
    const unfold = windowRows.inputs[0];
    const dy = imagesOf(dyRows, unfold, make);
    const [count, rows, columns] = unfold.shape;
    if (!sameShape(windowRows.shape, [count * rows * columns, step.shape[0]])) return undefined;
    const whole = [...unfold.shape.slice(3), step.shape[1]];
    const gradient = make({
      ...{ ...step, name: `${step.name}.W`, operation: 'convolveFilterGradient', shape: whole },
      ...{ inputs: [...unfold.inputs, dy], attributes: unfold.attributes },
    });
    return make({ ...step, operation: 'reshape', inputs: [gradient], attributes: { shape: step.shape } });
  },

  /** ∂L/∂x of a convolution:  dy · Wᵀ, each window added back where it came from */
  (step, make) => {
    const { operation, inputs: [columns], attributes } = step; // prettier-ignore
    if (operation !== 'fold' || !isStep(columns, 'reshape') || !isStep(columns.inputs[0], 'matmul')) return undefined;
    const product = columns.inputs[0];
    const [dyRows, matrix] = product.inputs;
    const transposes = product.attributes['transposeA'] !== true && product.attributes['transposeB'] === true;
    if (!transposes || dyRows.shape.length !== 2 || !isStep(matrix, 'reshape')) return undefined;
    const [filters] = matrix.inputs;
    const wanted = [...columns.shape.slice(3), dyRows.shape[1]];
    if (!sameShape(filters.shape, wanted)) return undefined;
    const inputs = [imagesOf(dyRows, columns, make), filters];
    return make({ ...step, operation: 'convolveInputGradient', inputs, attributes: windowsIn(attributes) });
  },
];

/** Whether a matrix has the pixels of images in its rows. */
function isRows(value: Value): value is Step {
  if (!isStep(value, 'reshape')) return false;
  const { shape } = value.inputs[0];
  return shape.length === 4 && sameShape(value.shape, [shape[0] * shape[1] * shape[2], shape[3]]);
}

/** The rows as images again, with the places of these windows. */
function imagesOf(rows: Value, { shape: [count, height, width] }: Value, make: Make): Value {
  const shape = [count, height, width, rows.shape[1]];
  if (isRows(rows) && sameShape(rows.inputs[0].shape, shape)) return rows.inputs[0];
  const { dtype, name } = rows;
  return make({ kind: 'step', name: `${name}.images`, shape, dtype, operation: 'reshape', inputs: [rows], attributes: { shape } }); // prettier-ignore
}
