/** Stops the training when it does not get better any more. */
import type { AnyParameter } from '../tensor/parameter.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Callback } from './callback.ts';
import { checkPatience, type MonitorOptions, monitored } from './monitor.ts';

/** How long to wait for an improvement, and what counts as one. */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** Epochs in a row without improvement after which it stops; 0 by default, at the first one. */
  readonly patience?: number;
  /** By how much a value must be better than the best to count, 0 by default. */
  readonly minDelta?: number;
  /** Whether the model gets the weights of its best epoch at the end, false by default. */
  readonly restoreBest?: boolean;
}

/**
 * Ends the training after `patience` epochs in a row in which `monitor` was not better than ever before.
 *
 * With `restoreBest` the model has the weights of its best epoch at the end, also where the epochs ran out or the
 * training was interrupted.
 * @throws ArgumentError for a patience or minDelta without sense; in the first epoch, when there is no such number
 * Source: Prechelt, “Early stopping – but when?”, 1998.
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const { patience = 0, minDelta = 0, restoreBest = false } = options;
  const { read, better, worst } = monitored('earlyStopping', options);
  checkPatience('earlyStopping', patience, minDelta);
  let weights: () => ReadonlyMap<string, AnyParameter> = () => new Map();
  let best = worst;
  let waited = 0;
  let kept: ReadonlyMap<string, AnyTensor> = new Map();
  return {
    name: 'earlyStopping',
    onTrainBegin(training) {
      weights = () => training.weights();
      [best, waited, kept] = [worst, 0, new Map()];
    },
    onEpochEnd(_, logs) {
      const value = read(logs);
      if (better(value, best, minDelta)) {
        [best, waited] = [value, 0];
        if (restoreBest) kept = new Map([...weights()].map(([path, p]) => [path, copyOf(p)]));
        return;
      }
      waited++;
      return waited >= patience ? 'stop' : undefined;
    },
    onTrainEnd() {
      for (const [path, p] of weights()) p.assign(kept.get(path) ?? p);
      kept = new Map();
    },
    memory: () => ({ numbers: { best, waited }, tensors: kept }),
    recall({ numbers, tensors = new Map() }) {
      [best, waited, kept] = [numbers['best'], numbers['waited'], tensors];
    },
  };
}

function copyOf({ data, shape, dtype }: AnyTensor): AnyTensor {
  return new Tensor(data.slice(), shape, dtype);
}
