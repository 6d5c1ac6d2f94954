/** Stores a training while it goes on, so that it can be resumed where it was broken off. */
import { checkWholeNumber } from '../checks.ts';
import { writeSafetensors } from '../formats/safetensors.ts';
import type { Callback, Training } from './callback.ts';
import { type MonitorOptions, monitored } from './monitor.ts';

/** When a training is stored, and where. */
export interface CheckpointOptions extends MonitorOptions {
  /** The file; missing folders are made. */
  readonly path: string;
  /** Epochs from one writing to the next, 1 by default. */
  readonly every?: number;
  /** Whether it is written only after epochs in which `monitor` was better than ever before, false by default. */
  readonly saveBest?: boolean;
}

/**
 * Writes weights, the optimiser's state, random generators, history and the memory of the callbacks to a safetensors file
 * after an epoch. The file is replaced as a whole: if the machine stops meanwhile, the last one is still there.
 *
 *     await model.fit(x, y, { epochs: 20, callbacks: [checkpoint({ path: 'run.safetensors' })] });
 *     await model.fit(x, y, { epochs: 20, callbacks: [checkpoint({ path: 'run.safetensors' })], resume: 'run.safetensors' });
 *
 * The second line, with the model built anew, gives the numbers of the first to the bit, wherever that was broken off.
 * `loadWeights` reads the weights alone.
 * @throws ArgumentError unless `every` is a whole number ≥ 1; with `saveBest`, when an epoch has no such number
 */
export function checkpoint(options: CheckpointOptions): Callback {
  const { path, every = 1, saveBest = false } = options;
  const { read, better, worst } = monitored('checkpoint', options);
  checkWholeNumber('checkpoint', 'every', every);
  let training: Training | undefined;
  let best = worst;
  return {
    name: 'checkpoint',
    onTrainBegin(begun) {
      [training, best] = [begun, worst];
    },
    async afterEpoch(epoch, logs) {
      if ((epoch + 1) % every !== 0 || training === undefined) return;
      if (saveBest) {
        const value = read(logs);
        if (!better(value, best)) return;
        best = value;
      }
      const { tensors, metadata } = training.snapshot();
      const { writeBytes } = await import('../formats/files.ts');
      await writeBytes(path, writeSafetensors(tensors, metadata));
    },
    memory: () => ({ numbers: { best } }),
    recall: ({ numbers }) => void (best = numbers['best']),
  };
}
