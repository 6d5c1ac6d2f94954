import { expect, it } from 'vitest';
import { conv2d, maxPool2d, parameter } from 'tslate';
import { coveredRules } from '../../../src/graph/covered-rules.ts';
import { simplify } from '../../../src/graph/simplify.ts';
import { traceStep } from '../../../src/graph/trace-step.ts';
import { applyLayer, type Layer } from '../../../src/layers/layer.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { RandomTensors } from '../values.ts';

/** The shapes of what the named operations give in a step with gradients. */
function shapesOf(
  side: number,
  layers: readonly Layer[],
  ...names: readonly string[]
): Record<string, readonly string[]> {
  const image = parameter(new RandomTensors(1).tensor([2, side, side, 3], 'float32'));
  const step = () => {
    const y = layers.reduce<AnyTensor>((x, layer) => applyLayer(layer, x, { training: true }), image.relu());
    y.square().sum().backward();
    return [];
  };
  const whole = new Set(['convolve']);
  const { steps } = simplify(traceStep(step, [], { whole, wholeBesideGradients: whole }).graph, coveredRules);
  const of = (name: string) => steps.filter(({ operation }) => operation === name).map(({ shape }) => shape.join('×'));
  return Object.fromEntries(names.map((name) => [name, of(name)]));
}

it('computes no pixels that pooling leaves out, and nothing around the zeros that go back to them', () => {
  const layers = [conv2d(4, 3, { activation: 'relu' }), maxPool2d(2)];
  const names = ['convolve', 'putMaxima', 'convolveInputGradient', 'slice', 'pad'];
  // 13 − 3 + 1 = 11 pixels, of which 10 are seen; they see 12 of 13.
  expect(shapesOf(13, layers, ...names)).toEqual({
    convolve: ['2×10×10×4'],
    putMaxima: ['2×10×10×4'],
    convolveInputGradient: ['2×12×12×3'],
    slice: ['2×12×12×3'],
    pad: ['2×13×13×3'],
  });
});

it('leaves alone what is seen as a whole, or has zeros around it', () => {
  const names = ['slice', 'pad'];
  const nothing = { slice: [], pad: [] };
  expect(shapesOf(12, [conv2d(4, 3), maxPool2d(2)], ...names)).toEqual(nothing);
  expect(shapesOf(13, [conv2d(4, 3, { padding: 'same' }), maxPool2d(2)], ...names)).toEqual(nothing);
  expect(shapesOf(13, [conv2d(4, 3), maxPool2d(2, { padding: 'same' })], ...names)).toEqual(nothing);
});
