/** A model's weights in a file: back to the bit, and a clear sentence for a file of another model. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Context, dense, loadWeights, Model, saveWeights, seed, sequential, type Tensor, zeros } from 'tslate';
import { rejectionOf } from '../values.ts';

const folder = mkdtempSync(join(tmpdir(), 'tslate-weights-'));
afterAll(() => rmSync(folder, { recursive: true }));

class Line extends Model<[1], [2]> {
  readonly line = dense(2);
  call(x: Tensor<readonly [number, 1]>, context?: Context) {
    return this.line.call(x, context);
  }
}

const network = (units = 3) => sequential([2], dense(units, { activation: 'relu' }), dense(1));

describe('weights of a model', () => {
  it('come back to the bit in another model of the same layers', async () => {
    const path = join(folder, 'new', 'folder', 'network.safetensors');
    seed(1);
    const [first, second] = [network(), network()];
    expect(second.parameters()[0].toArray()).not.toEqual(first.parameters()[0].toArray());
    await saveWeights(first, path);
    await loadWeights(second, path);
    expect(second.parameters().map((p) => p.toArray())).toEqual(first.parameters().map((p) => p.toArray()));
    // Nothing but the file is left, and it can be written over.
    await saveWeights(second, path);
    expect(readdirSync(join(folder, 'new', 'folder'))).toEqual(['network.safetensors']);
  });

  it('are refused when the file is missing or no safetensors file', async () => {
    const missing = join(folder, 'nothing.safetensors');
    expect(await rejectionOf(loadWeights(network(), missing))).toBe(
      `${missing}: expected a file that can be read, received none; check the path; it was looked for at ${missing}.`,
    );
    expect(await rejectionOf(loadWeights(network(), folder))).toContain('received EISDIR');
    expect(await rejectionOf(saveWeights(network(), folder))).toContain('expected a place that can be written to');
    const text = join(folder, 'text.safetensors');
    writeFileSync(text, 'weights');
    expect(await rejectionOf(loadWeights(network(), text))).toContain(`${text}: expected the 8 bytes of the header`);
  });

  it('are refused when they belong to another model, which stays as it was', async () => {
    const path = join(folder, 'one.safetensors');
    await saveWeights(network(), path);
    const wider = network(4);
    const before = wider.parameters().map((p) => p.toArray());
    expect(await rejectionOf(loadWeights(wider, path))).toBe(
      `${path}: dense1/W: expected the shape 2×4, as the model has it, received 2×3; ` +
        'build the model with the sizes it was stored with.',
    );
    expect(wider.parameters().map((p) => p.toArray())).toEqual(before);
    expect(await rejectionOf(loadWeights(sequential([2], dense(3)), path))).toBe(
      `${path}: expected the weights of the model, 2, received 4, dense2/W, dense2/b not in the model; ` +
        'it was stored from another model.',
    );
    const deep = sequential([2], dense(3), dense(1), dense(1), dense(1), dense(1), dense(1));
    expect(await rejectionOf(loadWeights(deep, path))).toContain(
      'received 4, of which dense3/W, dense3/b, dense4/W, dense4/b and 4 more are missing; it was stored from another',
    );
  });

  it('are refused with the name that comes nearest', async () => {
    const path = join(folder, 'line.safetensors');
    const line = new Line();
    expect(line.call(zeros([1, 1])).shape).toEqual([1, 2]);
    await saveWeights(line, path);
    expect(await rejectionOf(loadWeights(sequential([1], dense(2)), path))).toBe(
      `${path}: expected the weights of the model, 2, received 2, of which dense1/W, dense1/b are missing, ` +
        "line/W, line/b not in the model; is 'dense1/W' there under the name 'line/W'?",
    );
    expect(await rejectionOf(loadWeights(new Line(), path))).toBe(
      `${path}: expected a model that has weights, received one whose layers are not built yet; ` +
        'call the model with one batch of samples first.',
    );
  });
});
