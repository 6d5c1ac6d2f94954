import { describe, expect, it } from 'vitest';
import { checkGradients, tensor } from 'tslate';

describe('checkGradients', () => {
  const x = tensor(Float64Array.of(0.5, -1, 2), [3]);

  it('finds right gradients right', () => {
    const { error, analytical, numerical } = checkGradients((t) => t.square().sum(), [x]);
    expect(error).toBeLessThan(1e-9);
    expect(analytical[0].toArray()).toEqual([1, -2, 4]);
    numerical[0].data.forEach((value, i) => expect(value).toBeCloseTo([1, -2, 4][i], 8));
  });

  it('finds wrong gradients wrong', () => {
    // The values of x², the gradient of x³/x with x held: x.
    expect(checkGradients((t) => t.mul(t.detach()).sum(), [x]).error).toBeGreaterThan(0.4);
  });

  it('does not let NaN pass for small', () => {
    expect(checkGradients((t) => t.log().sum(), [x]).error).toBe(Infinity);
  });
});
