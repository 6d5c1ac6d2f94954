/** Whether the signal lives: mean and spread of what each layer gives, and how many of its units never answer. */
import { interrupted } from '../training/breathe.ts';
import type { SamplesFit } from '../training/fit-types.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { checkBatch } from './score.ts';
import { layersOf, watch, type Watched } from './watch.ts';

/** What a layer gave for many samples, in three numbers. */
export interface ActivationStatistics {
  /** The layer's name, as in `summary()`. */
  readonly layer: string;
  /** The mean of all its outputs. */
  readonly mean: number;
  /** Their standard deviation. */
  readonly std: number;
  /** The share of its units that give 0 for every sample; a unit is a position of the last axis, of images a channel. */
  readonly dead: number;
}

/** Samples at a time. */
const BATCH = 256;

/**
 * One record for each layer, in the order in which they compute; layers inside a layer come before it.
 *
 *     table(activationStatistics(model, x))
 *
 * A standard deviation that shrinks or grows from layer to layer says that the initial weights do not fit; dead units
 * (Lu et al., “Dying ReLU and initialization”, 2019) get no gradient and do not learn any more.
 * @param x samples; what a layer gives for all of them counts
 * @throws ShapeError for no samples
 */
export function activationStatistics<I extends Shape, O extends Shape, X extends Shape>(
  model: Watched<I, O>,
  x: Tensor<X> & SamplesFit<X, I>,
): readonly ActivationStatistics[] {
  checkBatch('activationStatistics', x);
  const names = layersOf(model);
  const tallies: Tally[] = [];
  for (let start = 0; start < x.shape[0]; start += BATCH) {
    interrupted();
    let place = 0;
    watch(model, x.slice([start], [Math.min(start + BATCH, x.shape[0])]), (layer, output) => {
      const tally = (tallies[place] ??= new Tally(names.get(layer) ?? layer.name, output.shape[output.rank - 1]));
      tally.add(output);
      place++;
    });
  }
  return tallies.map((tally) => tally.result());
}

/** What is counted of one layer, batch by batch. */
class Tally {
  readonly #layer: string;
  readonly #alive: boolean[];
  #count = 0;
  #sum = 0;
  #squares = 0;

  constructor(layer: string, units: number) {
    this.#layer = layer;
    this.#alive = new Array<boolean>(units).fill(false);
  }

  add({ data }: AnyTensor): void {
    this.#count += data.length;
    const units = this.#alive.length;
    data.forEach((value, i) => {
      this.#sum += value;
      this.#squares += value * value;
      if (value !== 0) this.#alive[i % units] = true;
    });
  }

  result(): ActivationStatistics {
    const mean = this.#sum / this.#count;
    const variance = Math.max(0, this.#squares / this.#count - mean * mean);
    const dead = this.#alive.filter((alive) => !alive).length / this.#alive.length;
    return { layer: this.#layer, mean, std: Math.sqrt(variance), dead };
  }
}
