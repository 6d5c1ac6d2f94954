import { describe, expect, it } from 'vitest';
import { activation, dense, functional, input, layer, Model, sequential, type Tensor, toOnnx } from 'tslate';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';
import { expectClose, messageOf, RandomTensors } from '../../values.ts';
import { exported } from './models.ts';
import { run, session } from './run.ts';

const forward = (model: Model, x: AnyTensor): AnyTensor => Reflect.apply(model.call, model, [x]);

/** The sum of two values. */
const total = () =>
  layer({ kind: 'total', config: {}, shape: (input) => input, call: (x, _, __, [other]) => x.add(other) });

describe('toOnnx', () => {
  it.each([...exported()])('exports %s, which ONNX Runtime computes for any batch size', async (_, { model, draw }) => {
    const opened = await session(toOnnx(model));
    for (const batch of [1, 7]) {
      const x = draw(batch);
      expectClose((await run(opened, { input: x })).output, forward(model, x), 1e-5);
    }
  });

  it('exports a class of one’s own, whose weights are made by the first batch', async () => {
    class Skip extends Model<[4], [4]> {
      readonly inner = dense(4, { activation: 'relu' });
      call(x: Tensor<readonly [number, 4]>) {
        return x.add(this.inner.call(x));
      }
    }
    const model = new Skip();
    const bytes = toOnnx(model, { inputShape: [4], metadata: { author: 'me' } });
    const x = new RandomTensors(4).tensor([3, 4], 'float32');
    expectClose((await run(await session(bytes), { input: x })).output, forward(model, x), 1e-6);
    // Names are text in the file.
    const text = new TextDecoder('latin1').decode(bytes);
    for (const name of ['inner/W', 'inner/b', 'author', 'tslate']) expect(text).toContain(name);
    expect(messageOf(() => toOnnx(new Skip()))).toBe(
      'toOnnx: expected the shape of one sample, received a model that does not fix it; give it as inputShape.',
    );
  });

  it('exports graphs with several inputs and outputs', async () => {
    const [a, b] = [input([3]), input([4])];
    const h = a.to(dense(5, { activation: 'relu' })).to(total(), b.to(dense(5)));
    const model = functional([a, b], [h.to(dense(2)), h]);
    const random = new RandomTensors(6);
    const batches = [random.tensor([7, 3], 'float32'), random.tensor([7, 4], 'float32')] as const;
    const answers = await run(await session(toOnnx(model)), { input1: batches[0], input2: batches[1] });
    model.run(batches).forEach((output, i) => expectClose(answers[`output${i + 1}`], output, 1e-6));
  });

  it('refuses what differs from batch to batch, unless the batch size is fixed', async () => {
    class Centred extends Model<[3], [3]> {
      call(x: Tensor<readonly [number, 3]>) {
        return x.sub(x.mean(0));
      }
    }
    const model = new Centred();
    expect(messageOf(() => toOnnx(model, { inputShape: [3] }))).toMatch(/depends on the number of samples; give a fixed batchSize\.$/); // prettier-ignore
    const opened = await session(toOnnx(model, { inputShape: [3], batchSize: 2 }));
    const x = new RandomTensors(4).tensor([2, 3], 'float32');
    expectClose((await run(opened, { input: x })).output, forward(model, x), 1e-6);
  });

  it('computes lengths that depend on the batch where they are needed', async () => {
    class Shifted extends Model<[3], [3]> {
      call(x: Tensor<readonly [number, 3]>) {
        const [count] = x.shape;
        // Zeros in front and behind; then the last row of x, for each of its rows.
        const last = x.pad([1, 0], [1, 0]).slice([count], [count + 1]);
        return x.add(last.broadcastTo([count, 3]));
      }
    }
    const model = new Shifted();
    const opened = await session(toOnnx(model, { inputShape: [3] }));
    for (const count of [1, 4]) {
      const x = new RandomTensors(7).tensor([count, 3], 'float32');
      expectClose((await run(opened, { input: x })).output, forward(model, x), 1e-6);
    }
  });

  it('exports what computes nothing, and one value twice', async () => {
    const x = new RandomTensors(8).tensor([2, 3], 'float32');
    const same = await run(await session(toOnnx(sequential([3], activation('linear')))), { input: x });
    expectClose(same.output, x);
    const a = input([3]);
    const y = a.to(activation('tanh'));
    const twice = await run(await session(toOnnx(functional([a], [y, y, a]))), { input: x });
    expectClose(twice.output1, x.tanh(), 1e-6);
    expectClose(twice.output2, x.tanh(), 1e-6);
    expectClose(twice.output3, x);
  });

  it('turns images round once at each end, whatever lies between', () => {
    const cnn = exported().get('a CNN');
    if (cnn === undefined) throw new Error('no CNN');
    const text = new TextDecoder('latin1').decode(toOnnx(cnn.model));
    const count = (operator: string): number => text.split(`"${String.fromCharCode(operator.length)}${operator}`).length - 1; // prettier-ignore
    expect([count('Transpose'), count('Conv'), count('MaxPool'), count('Gemm'), count('Add')]).toEqual([2, 2, 2, 1, 0]);
  });
});
