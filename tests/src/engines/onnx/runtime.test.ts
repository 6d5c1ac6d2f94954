/** Where ONNX Runtime, or a device, is not there, something else serves, and one line says so. */
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';

let said: MockInstance<typeof console.warn>;

// Each test loads the framework anew, so that what is loaded or said once is loaded or said again.
beforeEach(() => {
  vi.resetModules();
  said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.doUnmock('onnxruntime-node');
  said.mockRestore();
});

describe('the engine onnx', () => {
  it('computes on the processor where a device is not there', async () => {
    const { compile, tensor, use } = await import('tslate');
    use('onnx', { providers: ['cuda'], threads: 1 });
    const f = compile((x) => x.mul(2));
    for (const values of [[1], [1, 2]]) {
      expect((await f(tensor(values, [values.length]))).toArray()).toEqual(values.map((x) => 2 * x));
    }
    expect(said.mock.calls).toEqual([[expect.stringMatching(/^ONNX Runtime cannot use cuda here and computes on the processor: /)]]); // prettier-ignore
  });

  it('leaves everything to simd where there is no binary for the platform', async () => {
    vi.doMock('onnxruntime-node', () => {
      throw new Error('no binary');
    });
    const { compile, dense, sequential, tensor, use } = await import('tslate');
    use('onnx');
    expect((await compile((x) => x.add(1))(tensor([1, 2]))).toArray()).toEqual([2, 3]);
    const model = sequential([1], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    const x = tensor([[1], [2]]);
    const { loss } = await model.fit(x, x.mul(3), { epochs: 5, progress: false });
    expect(loss[4]).toBeLessThan(loss[0]);
    expect(said.mock.calls).toEqual([
      ['ONNX Runtime does not run on this platform: trainings are compiled for the engine simd, which is slower.'],
    ]);
  });

  it('is not even loaded by a small training', async () => {
    const loaded = vi.fn();
    vi.doMock('onnxruntime-node', () => {
      loaded();
      throw new Error('not wanted');
    });
    const { dense, sequential, tensor, use } = await import('tslate');
    use('auto');
    const model = sequential([1], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    const x = tensor([[1], [2]]);
    await model.fit(x, x, { epochs: 20, progress: false });
    expect(loaded).not.toHaveBeenCalled();
  });
});
