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
import type { Parts } from './step.ts';

/** Where a training is, both counted from 1. */
export interface Place {
  readonly epoch: number;
  readonly step: number;
}

/** A loss this much larger than the least one is a sign that the gradients explode. */
const LEAP = 1000;
/** Beyond this no weight is after a training that goes well. */
const LARGE = 1e4;

/** Looks at the losses; measures the gradients only where the loss leaps, so that it costs nothing in between. */
export class ExplosionWatch {
  #least = Infinity;
  #worst: { readonly norm: number; readonly place: Place } | undefined;

  see(loss: number, place: Place, parameters: readonly AnyParameter[]): void {
    if (loss > LEAP * this.#least) this.#worst = { norm: norm(parameters.flatMap(({ grad }) => grad ?? [])), place };
    this.#least = Math.min(this.#least, Math.abs(loss));
  }

  /** What has exploded: the gradients when the loss leapt, or else the weights. */
  hint(parameters: readonly AnyParameter[], learningRate: number): string {
    const large = parameters.find(({ data }) => data.some((value: number) => Math.abs(value) > LARGE));
    const advice = `take a smaller learning rate than ${learningRate}, or clip the gradients with clipNorm`;
    if (this.#worst !== undefined) {
      const { norm: length, place } = this.#worst;
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
  const { model, optimizer } = parts;
  const parameters = model.parameters();
  const spoilt = parameters.find((p) => firstBroken(p) !== -1);
  let first: Layer | undefined;
  const outputs = withoutGradients(() =>
    model.run(batch.x, {
      training: true,
      rng,
      watch: (layer, output) => {
        if (first === undefined && firstBroken(output) !== -1) first = layer;
      },
    }),
  );
  const penalty = withoutGradients(() => model.penalty());
  const origin =
    spoilt !== undefined
      ? `the weights ${spoilt.name}, since the step before`
      : first !== undefined
        ? `the output of ${first.name}`
        : outputs.some((output) => firstBroken(output) !== -1)
          ? 'what the model does outside its layers'
          : penalty !== undefined && firstBroken(penalty) !== -1
            ? 'the penalty on the weights'
            : 'the loss itself, as all outputs are finite';
  return new TrainingError(place, {
    expected: 'a finite loss',
    received: `${shown(loss)}, first in ${origin}`,
    hint: watch.hint(parameters, optimizer.learningRate),
  });
}

/**
 * The error for a gradient that is not finite though the loss is; none where all is well. One row of each is looked at:
 * what is NaN in a sum over samples is so in every row.
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

/** The error for samples, labels or sample weights that are not finite; none where all are. */
export function badData(what: string, { x, y, weights, indices }: Batch): Error | undefined {
  const find = (kind: string, tensors: readonly AnyTensor[], one: string): Error | undefined => {
    for (const [i, tensor] of tensors.entries()) {
      const at = firstBroken(tensor);
      if (at === -1) continue;
      const [width = 1, ...inner] = stridesOf(tensor.shape);
      const row = Math.floor(at / width);
      const which = indices === undefined ? `${row} of the batch` : String(indices[row]);
      const place = inner.map((stride, axis) => Math.floor(at / stride) % tensor.shape[axis + 1]);
      const of = tensors.length === 1 ? '' : ` (${one} ${i + 1})`;
      return new ArgumentError({
        what,
        expected: `finite ${kind}`,
        received: `${shown(tensor.data[at])} in sample ${which}${of}${place.length > 0 ? ` at [${place.join(', ')}]` : ''}`,
        hint: 'fill in what is missing, or leave the sample out',
      });
    }
  };
  return (
    find('samples', x, 'input') ?? find('labels', y, 'output') ?? find('sample weights', weights ? [weights] : [], '')
  );
}

/** The position of the first element that is NaN or infinite, among the first `count`; −1 where there is none. */
function firstBroken({ data }: AnyTensor, count = data.length): number {
  for (let i = 0; i < count && i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}

function shown(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
}
