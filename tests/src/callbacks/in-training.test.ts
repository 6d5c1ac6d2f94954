/** When callbacks are told what. */
import { describe, expect, it } from 'vitest';
import { type Callback, dense, sequential } from 'tslate';
import { rejectionOf } from '../values.ts';
import { quiet, xorX, xorY } from '../training/samples.ts';

describe('fit', () => {
  it('calls back: at the start, after every batch and epoch, at the end; and stops when told', async () => {
    const calls: string[] = [];
    const callback: Callback = {
      onTrainBegin: () => void calls.push('begin'),
      onBatchEnd: (batch, logs) => void calls.push(`batch ${batch} ${Object.keys(logs).join()}`),
      report: () => ({ extra: calls.length }),
      afterEpoch: (epoch, logs) => void calls.push(`after ${epoch} ${Object.keys(logs).join()}`),
      onEpochEnd: async (epoch, logs) => {
        calls.push(`epoch ${epoch} ${Object.keys(logs).join()}`);
        return epoch === 1 ? 'stop' : undefined;
      },
      onTrainEnd: () => void calls.push('end'),
    };
    const model = sequential([2], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    const history = await model.fit(xorX, xorY, { epochs: 9, batchSize: 3, callbacks: [callback], ...quiet });
    expect(history.loss).toHaveLength(2);
    expect(history).toMatchObject({ extra: [3, 7] });
    expect(calls).toEqual([
      'begin',
      ...['batch 1 loss', 'batch 2 loss', 'epoch 0 loss,extra', 'after 0 loss,extra'],
      ...['batch 1 loss', 'batch 2 loss', 'epoch 1 loss,extra', 'after 1 loss,extra'],
      'end',
    ]);
  });

  it('ends with onTrainEnd when a callback throws', async () => {
    const calls: string[] = [];
    const model = sequential([2], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    const callbacks: Callback[] = [
      {
        onBatchEnd() {
          throw new Error('stop at once');
        },
        onTrainEnd: () => void calls.push('end'),
      },
    ];
    expect(await rejectionOf(model.fit(xorX, xorY, { callbacks, ...quiet }))).toBe('stop at once');
    expect(calls).toEqual(['end']);
  });

  it('stops after the batch in which it is told to: the epoch is validated and counts, the weights stay', async () => {
    const model = sequential([2], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    const [weights] = model.model.parameters();
    const batches: number[] = [];
    const atBatch: unknown[] = [];
    const callback: Callback = {
      onBatchEnd(batch) {
        batches.push(batch);
        if (batches.length < 3) return undefined;
        atBatch.push(...weights.data);
        return 'stop';
      },
      onEpochEnd: (_, logs) => void batches.push(-Object.keys(logs).length),
    };
    const history = await model.fit(xorX, xorY, {
      ...{ epochs: 9, batchSize: 1, validationSplit: 0.5, callbacks: [callback], ...quiet },
    });
    expect(batches).toEqual([1, 2, -2, 1, -2]);
    expect(history.loss).toHaveLength(2);
    expect(history.valLoss).toHaveLength(2);
    expect([...weights.data]).toEqual(atBatch);
  });

  it('waits for what callbacks do at the end, and ends them too when the training cannot be resumed', async () => {
    const calls: string[] = [];
    const callback: Callback = {
      onTrainEnd: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        calls.push('end');
      },
    };
    const model = sequential([2], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    await model.fit(xorX, xorY, { callbacks: [callback], ...quiet });
    expect(calls).toEqual(['end']);
    await rejectionOf(model.fit(xorX, xorY, { callbacks: [callback], resume: '/nowhere', ...quiet }));
    expect(calls).toEqual(['end', 'end']);
  });
});
