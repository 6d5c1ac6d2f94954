/** What a batch gives: outputs, losses and, in training, gradients; as a compiled program, or operation by operation. */
import { Programs } from '../graph/programs.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { Rng } from '../random/rng.ts';
import type { DType } from '../tensor/dtype.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Batch } from './batch.ts';
import { lossesOf } from './goals.ts';
import type { Parts } from './parts.ts';

export interface Pass {
  /** The loss that is minimised. */
  readonly loss: number;
  /** One of each output; none where outputs have no names. */
  readonly losses: readonly AnyTensor[];
  /** None where no metric wants them. */
  readonly outputs: readonly AnyTensor[];
  /** Sees to it that the parameters have their gradients. */
  backward(): void;
  /** Puts moving averages, which are assigned to on the way forward, back to what they were. */
  undo(): void;
}

export interface PassOptions {
  /** Source of random numbers in training; without it nothing is trained. */
  readonly rng?: Rng;
  /** How many samples will come, 0 where nobody knows. */
  readonly coming: number;
}

interface Computed {
  readonly loss: Tensor<readonly [], DType>;
  readonly losses: readonly AnyTensor[];
  readonly outputs: readonly AnyTensor[];
}

const nothing = (): void => undefined;

/** The passes of one training, or of one evaluation. */
export class Passes {
  readonly #parts: Parts;
  readonly #rng: Rng | undefined;
  readonly #programs: Programs;
  readonly #weighted: Programs;
  #fixed: readonly AnyParameter[] = [];
  #count = 0;

  constructor(parts: Parts, { rng, coming }: PassOptions) {
    this.#parts = parts;
    this.#rng = rng;
    const what = rng === undefined ? 'evaluate' : 'fit';
    this.#programs = new Programs(what, (...inputs) => this.#compiled(inputs), coming);
    this.#weighted = new Programs(what, (...inputs) => this.#compiled(inputs.slice(0, -1), inputs.at(-1)), coming);
  }

  async run(batch: Batch): Promise<Pass> {
    const { x, y, weights } = batch;
    const ran = await (weights === undefined
      ? this.#programs.run([...x, ...y])
      : this.#weighted.run([...x, ...y, weights]));
    if (ran === undefined)
      return this.#rng === undefined ? withoutGradients(() => this.#eager(batch)) : this.#eager(batch);
    const [loss, ...others] = ran.results;
    const losses = others.slice(0, this.#wantsLosses ? y.length : 0);
    return { loss: loss.data[0], losses, outputs: others.slice(losses.length), backward: nothing, undo: ran.undo };
  }

  /** What a program computes: results that are wanted, and gradients. */
  #compiled(inputs: readonly AnyTensor[], weights?: AnyTensor): readonly AnyTensor[] {
    const labels = inputs.length - this.#parts.goals.length;
    const batch = { x: inputs.slice(0, labels), y: inputs.slice(labels), weights };
    const compute = (): Computed => this.#compute(batch);
    const { loss, losses, outputs } = this.#rng === undefined ? withoutGradients(compute) : compute();
    if (this.#rng !== undefined) loss.backward();
    return [loss, ...(this.#wantsLosses ? losses : []), ...(this.#wantsOutputs ? outputs : [])];
  }

  #eager(batch: Batch): Pass {
    // A batch at a time: what others do in the pauses between them is recorded as ever.
    const undo = this.#rng === undefined ? nothing : this.#remember();
    const { loss, losses, outputs } = this.#compute(batch);
    return { loss: loss.item(), losses, outputs, backward: () => loss.backward(), undo };
  }

  /** Forward, and the loss that is minimised and reported, as in Keras: the outputs' by their weights, with the penalties. */
  #compute(batch: Batch): Computed {
    const { model, goals } = this.#parts;
    const training = this.#rng === undefined ? { training: false } : { training: true, rng: this.#rng };
    const outputs = model.run(batch.x, training);
    const losses = lossesOf(goals, batch, outputs);
    const terms = losses.map((loss, i) => (goals[i].weight === 1 ? loss : loss.mul(goals[i].weight)));
    const penalty = model.penalty();
    const loss = [...terms, ...(penalty === undefined ? [] : [penalty])].reduce((sum, term) => sum.add(term));
    return { loss: loss.reshape([]), losses, outputs };
  }

  /** Remembers the moving averages; gives the way back to them. */
  #remember(): () => void {
    // A model of one's own makes its layers when the first batch comes.
    if (this.#count++ < 2)
      this.#fixed = [...this.#parts.model.weights().values()].filter(({ trainable }) => !trainable);
    const before = this.#fixed.map((p) => [p, new Tensor<Shape, DType>(p.data, p.shape, p.dtype)] as const);
    return () => {
      for (const [p, values] of before) p.assign(values);
    };
  }

  get #wantsLosses(): boolean {
    return this.#parts.goals.some(({ name }) => name !== '');
  }

  get #wantsOutputs(): boolean {
    return this.#parts.goals.some(({ metrics }) => metrics.length > 0);
  }
}
