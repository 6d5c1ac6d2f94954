/** The table of primitives: every entry is complete, and every gradient agrees with quotients of differences. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkGradients, grad, primitives } from 'tslate';
import { gradientRule } from '../../../src/tensor/primitive.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';
import { RandomTensors } from '../values.ts';
import { checksOf, type Float64, smoothInputs } from './gradient-checks.ts';

describe.each([...primitives.values()])('the primitive $name', (primitive) => {
  it('says what it computes, and has a sample for each of its inputs', () => {
    expect(primitive.formula).toMatch(/^y\S* = /);
    expect(primitive.samples.length, `${primitive.name} has no sample`).toBeGreaterThan(0);
    for (const { shapes } of primitive.samples) {
      if (typeof primitive.gradient !== 'function') expect(shapes).toHaveLength(primitive.gradient.length);
    }
    if (primitive.kind === 'elementwise') expect(primitive.gradient).toHaveLength(primitive.arity);
  });

  it('is checked by every input that has a gradient', () => {
    const inputs = Math.max(...primitive.samples.map(({ shapes }) => shapes.length));
    const wanted = Array.from({ length: inputs }, (_, i) => i).filter((i) => gradientRule(primitive, i) !== null);
    const checked = new Set(primitive.samples.flatMap((sample) => smoothInputs(primitive, sample)));
    expect([...checked].sort()).toEqual(wanted);
  });

  const checks = checksOf(primitive);
  if (checks.length === 0) return;

  it('has the gradient that differences find, to 1e-6', () => {
    for (const { f, at, sample } of checks) {
      expect(checkGradients(f, at).error, JSON.stringify(sample)).toBeLessThan(1e-6);
    }
  });

  it('has a gradient whose own gradient differences find, to 1e-6', () => {
    for (const { f, at, sample } of checks) {
      const random = new RandomTensors(7);
      const directions = at.map((x) => random.tensor(x.shape, 'float64'));
      const slope = (...inputs: Float64[]): Tensor<readonly [], 'float64'> => {
        const gradients = grad(f)(...inputs);
        return gradients.map((g, i) => g.mul(directions[i]).sum()).reduce((sum, term) => sum.add(term));
      };
      expect(checkGradients(slope, at).error, JSON.stringify(sample)).toBeLessThan(1e-6);
    }
  });
});

describe('the table of primitives', () => {
  it('is whole once the public index is loaded: no file of operations is left out', async () => {
    const before = [...primitives.keys()];
    const folder = new URL('../../../src/ops/', import.meta.url);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts')))
      await import(new URL(file, folder).href);
    expect([...primitives.keys()]).toEqual(before);
    expect(before.length).toBeGreaterThan(30);
  });

  it('finds the mistake in a wrong gradient', () => {
    const random = new RandomTensors(1);
    const x = random.tensor([3], 'float64', [0.5, 2]);
    // ln x with its argument held constant: the derivative misses the factor 1/x.
    const wrong = (...[t]: Float64[]): Tensor<readonly [], 'float64'> => t.detach().log().add(t.mul(0)).sum();
    expect(checkGradients(wrong, [x]).error).toBeGreaterThan(0.1);
  });
});
