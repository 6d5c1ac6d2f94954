import { describe, expect, it } from 'vitest';
import { adam, parameter, sgd, tensor } from 'tslate';
import { messageOf } from '../values.ts';

describe('clipping', () => {
  it('by norm shortens all gradients together, and keeps their direction', () => {
    const [a, b] = [parameter(tensor([0])), parameter(tensor([0, 0]))];
    [a.grad, b.grad] = [tensor([3]), tensor([0, 4])];
    sgd({ learningRate: 1, clipNorm: 1 }).step([a, b]);
    expect(a.data[0]).toBeCloseTo(-0.6, 6);
    expect(b.data[1]).toBeCloseTo(-0.8, 6);
  });

  it('leaves gradients alone that are short enough', () => {
    const p = parameter(tensor([0, 0]));
    p.grad = tensor([3, 4]);
    sgd({ learningRate: 1, clipNorm: 5 }).step([p], { overwriteGradients: true });
    expect(p.toArray()).toEqual([-3, -4]);
  });

  it('by value cuts every element', () => {
    const p = parameter(tensor([0, 0, 0]));
    p.grad = tensor([-7, 0.25, 9]);
    sgd({ learningRate: 1, clipValue: 0.5 }).step([p]);
    expect(p.toArray()).toEqual([0.5, -0.25, -0.5]);
  });

  it('wants one limit above 0', () => {
    expect(messageOf(() => adam({ clipNorm: 0 }))).toBe('adam: expected a clipNorm > 0, received 0.');
    expect(messageOf(() => adam({ clipValue: NaN }))).toBe('adam: expected a clipValue > 0, received NaN.');
    expect(messageOf(() => sgd({ clipNorm: 1, clipValue: 1 }))).toBe(
      'sgd: expected clipNorm or clipValue, received both; leave one out.',
    );
  });
});

it('the factor on the learning rate counts from the next step on', () => {
  const p = parameter(tensor([0]));
  const descent = sgd({ learningRate: 1 });
  for (const factor of [1, 0.5, 0.25]) {
    descent.rateFactor = factor;
    p.grad = tensor([1]);
    descent.step([p]);
  }
  expect([p.data[0], descent.learningRate]).toEqual([-1.75, 0.25]);
  expect(messageOf(() => (descent.rateFactor = NaN))).toBe('sgd: expected a rateFactor ≥ 0, received NaN.');
});
