import { describe, expect, it } from 'vitest';
import { squeezeExcite } from 'tslate';
import { messageOf } from '../values.ts';
import { expectReference } from './expect-reference.ts';

describe('squeezeExcite', () => {
  it('agrees with PyTorch to 1e-5 in value and gradients', () => {
    expectReference(squeezeExcite(2), 'squeeze_excite', 0);
  });

  it('keeps at least one number in between', () => {
    expectReference(squeezeExcite(16, { activation: 'swish' }), 'squeeze_excite', 1);
  });

  it('has 2c²/ratio weights and c/ratio + c biases', () => {
    const layer = squeezeExcite(4);
    expect(layer.build([7, 7, 32])).toEqual([7, 7, 32]);
    const count = Object.values(layer.parameters).reduce((sum, { size }) => sum + size, 0);
    expect(count).toBe((2 * 32 * 32) / 4 + 32 / 4 + 32);
  });

  it('wants images, and a ratio from 1 on', () => {
    expect(messageOf(() => squeezeExcite().build([32]))).toContain('squeezeExcite: expects height×width×channels');
    expect(messageOf(() => squeezeExcite(0.5))).toBe('squeezeExcite: expected a ratio ≥ 1, received 0.5.');
  });
});
