/** Takes smaller steps when the training does not get better any more. */
import { ArgumentError } from '../errors.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Callback } from './callback.ts';
import { checkPatience, type MonitorOptions, monitored } from './monitor.ts';

/** When the learning rate is lowered, and by how much. */
export interface ReduceOnPlateauOptions extends MonitorOptions {
  /** What remains of the learning rate, 0.1 by default. */
  readonly factor?: number;
  /** Epochs in a row without improvement after which the rate is lowered, 10 by default. */
  readonly patience?: number;
  /** By how much a value must be better than the best to count, 1e-4 by default. */
  readonly minDelta?: number;
  /** Rest after a change, 0 by default; counted as in Keras: the last epoch of the rest counts again. */
  readonly cooldown?: number;
  /** The rate is not lowered below this, 0 by default. */
  readonly minRate?: number;
}

/**
 * Multiplies the learning rate by `factor` after `patience` epochs in a row in which `monitor` was not better than ever
 * before. It works through the optimiser's `rateFactor`, and so on top of any schedule. The rate stays lowered after
 * the training; the history has it as `learningRate`. The rule and its defaults are those of Keras' ReduceLROnPlateau.
 * @throws ArgumentError unless 0 < factor < 1; in the first epoch, when there is no number of that name
 */
export function reduceOnPlateau(options: ReduceOnPlateauOptions = {}): Callback {
  const { factor = 0.1, patience = 10, minDelta = 1e-4, cooldown = 0, minRate = 0 } = options;
  const { read, better, worst } = monitored('reduceOnPlateau', options);
  checkPatience('reduceOnPlateau', patience, minDelta);
  if (!(factor > 0 && factor < 1)) {
    const expected = 'a factor with 0 < factor < 1';
    throw new ArgumentError({ what: 'reduceOnPlateau', expected, received: String(factor) });
  }
  let optimizer: Optimizer | undefined;
  let best = worst;
  let [waited, resting] = [0, 0];
  return {
    name: 'reduceOnPlateau',
    onTrainBegin(training) {
      optimizer = training.optimizer;
      [best, waited, resting] = [worst, 0, 0];
    },
    report: () => ({ ...(optimizer !== undefined && { learningRate: optimizer.learningRate }) }),
    onEpochEnd(_, logs) {
      const value = read(logs);
      if (resting > 0) resting--;
      if (better(value, best, minDelta)) {
        [best, waited] = [value, 0];
      } else if (resting === 0 && ++waited >= patience && optimizer !== undefined) {
        const rate = optimizer.learningRate;
        if (rate > minRate) optimizer.rateFactor *= Math.max(factor, minRate / rate);
        [waited, resting] = [0, cooldown];
      }
    },
    memory: () => ({ numbers: { best, waited, resting } }),
    recall: ({ numbers }) => {
      [best, waited, resting] = [numbers['best'], numbers['waited'], numbers['resting']];
    },
  };
}
