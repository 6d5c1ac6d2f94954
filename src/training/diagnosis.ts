/** Why a loss is not a number any more: where NaN or ∞ came in, and what to do about it. */
import { ArgumentError, TrainingError } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import { norm } from '../optimizers/clip.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { Rng } from '../random/rng.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { stridesOf } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { Batch } from './batch.ts';
import type { Parts } from './parts.ts';

/** Where a training is, both counted from 1. */
export interface Place {
  readonly epoch: number;
  readonly step: number;
}

/** A loss this much larger than the least one is a sign that the gradients explode, if they are this long, too. */
const LEAP = 1000;
/** Losses below this are as good as 0. */
const SMALL = 1e-3;
/** Beyond this no weight is after a training that goes well. */
const LARGE = 1e4;

/** Looks at the losses; measures the gradients only where the loss leaps, so that it costs nothing in between. */
export class ExplosionWatch {
  #least = Infinity;
  #last: { readonly norm: number; readonly place: Place } | undefined;

  see(loss: number, place: Place, parameters: readonly AnyParameter[]): void {
    if (loss > LEAP * this.#least) this.#last = { norm: norm(parameters.flatMap(({ grad }) => grad ?? [])), place };
    this.#least = Math.min(this.#least, Math.max(Math.abs(loss), SMALL));
  }

  /** What has exploded: the gradients when the loss leapt, or else the weights. */
  hint(parameters: readonly AnyParameter[], learningRate: number): string {
    const large = parameters.find(({ data }) => data.some((value: number) => Math.abs(value) > LARGE));
    const advice = `take a smaller learning rate than ${learningRate}, or clip the gradients with clipNorm`;
    if (this.#last !== undefined && this.#last.norm > LEAP) {
      const { norm: length, place } = this.#last;
      return `the gradients exploded, their norm was ${length.toPrecision(2)} in epoch ${place.epoch}, step ${place.step}: ${advice}`;
    }
    if (large !== undefined) return `the weights ${large.name} have grown too large: ${advice}`;
    return 'look for a logarithm or a root of 0, a division by 0, samples that are not scaled';
  }
}

export interface Failure {
  readonly parts: Parts;
  readonly batch: Batch;
  readonly place: Place;
  readonly watch: ExplosionWatch;
  /** The generator, in the state before the step: the same units drop out again. */
  readonly rng: Rng;
  /** The loss that is not finite. */
  readonly loss: number;
}

/** The error for a loss that is not finite; runs the batch again to find the layer. The data may be at fault themselves. */
export function lossError({ parts, batch, place, watch, rng, loss }: Failure): Error {
  const bad = badData(`fit, epoch ${place.epoch}, step ${place.step}`, batch);
  if (bad !== undefined) return bad;
  return new TrainingError(place, {
    expected: 'a finite loss',
    received: `${shown(loss)}, first in ${originOf(parts, batch, rng)}`,
    hint: watch.hint(parts.model.parameters(), parts.optimizer.learningRate),
  });
}

/** Where the first number came up that is not finite. */
function originOf({ model }: Parts, batch: Batch, rng: Rng): string {
  const spoilt = model.parameters().find((p) => firstBroken(p) !== -1);
  if (spoilt !== undefined) return `the weights ${spoilt.name}, since the step before`;
  let first: Layer | undefined;
  const watch = (layer: Layer, output: AnyTensor): void => {
    if (first === undefined && firstBroken(output) !== -1) first = layer;
  };
  const outputs = withoutGradients(() => model.run(batch.x, { training: true, rng, watch }));
  if (first !== undefined) return `the output of ${first.name}`;
  if (outputs.some((output) => firstBroken(output) !== -1)) return 'what the model does outside its layers';
  const penalty = withoutGradients(() => model.penalty());
  if (penalty !== undefined && firstBroken(penalty) !== -1) return 'the penalty on the weights';
  return 'the loss itself, as all outputs are finite';
}

/**
 * The error for a gradient that is not finite though the loss is; none where all is well. One row of each is looked at:
 * a slope of an output that is NaN makes all rows NaN, but for tables, where it shows in the next loss.
 */
export function gradientError(parameters: readonly AnyParameter[], loss: number, place: Place): Error | undefined {
  for (const { grad, name } of parameters) {
    if (grad === undefined) continue;
    const broken = firstBroken(grad, grad.shape.at(-1) ?? 1);
    if (broken === -1) continue;
    return new TrainingError(place, {
      expected: 'finite gradients',
      received: `${shown(grad.data[broken])} in the gradient of ${name}, with a loss of ${loss}`,
      hint: 'look for a root, a power or a logarithm at 0, where its slope is infinite',
    });
  }
}

/** The error for samples or labels that are not finite; none where all are. */
export function badData(what: string, { x, y, indices }: Batch): Error | undefined {
  const named = (kind: string, one: string, tensors: readonly AnyTensor[]) =>
    tensors.map((tensor, i) => ({ tensor, kind, of: tensors.length === 1 ? '' : ` (${one} ${i + 1})` }));
  for (const { tensor, kind, of } of [...named('samples', 'input', x), ...named('labels', 'output', y)]) {
    const at = firstBroken(tensor);
    if (at === -1) continue;
    const [width = 1, ...inner] = stridesOf(tensor.shape);
    const row = Math.floor(at / width);
    const sample = indices === undefined ? `sample ${row} of the batch` : `sample ${indices[row]}`;
    const axes = inner.map((stride, axis) => Math.floor(at / stride) % tensor.shape[axis + 1]);
    return new ArgumentError({
      what,
      expected: `finite ${kind}`,
      received: `${shown(tensor.data[at])} in ${sample}${of}${axes.length > 0 ? ` at [${axes.join(', ')}]` : ''}`,
      hint: 'fill in what is missing, or leave the sample out',
    });
  }
}

/** The position of the first element that is NaN or infinite, among the first `count`; −1 where there is none. */
function firstBroken({ data }: AnyTensor, count = data.length): number {
  for (let i = 0; i < count && i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}

function shown(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
}
