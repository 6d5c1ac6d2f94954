/** The loss of a model around its weights: along two directions of the space of weights, so that it can be drawn. */
import { checkWholeNumber } from '../checks.ts';
import { generatorOf, type Seed } from '../data/seed.ts';
import { text } from '../display/language.ts';
import { ArgumentError } from '../errors.ts';
import type { LossFunction } from '../losses/loss.ts';
import { lossFunction, type LossName } from '../losses/losses.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { Landscape } from '../plot/landscape-source.ts';
import { checkRange, type Range, spaced } from '../plot/scalar-field.ts';
import type { Rng } from '../random/rng.ts';
import { tensor } from '../tensor/create.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { breathe } from '../training/breathe.ts';
import { checkInputs } from '../training/fit-data.ts';
import type { AnyTrainable } from '../training/trainable.ts';

/** Which part of the plane is computed, and how finely. */
export interface LandscapeOfOptions {
  /** How far to go along the first direction, −1 … 1 by default; at 1 each filter has moved by its own length. */
  readonly x?: Range;
  /** How far to go along the second. */
  readonly y?: Range;
  /** Points in each direction, 25 by default; each costs a pass over the samples. An odd number has the model in the middle. */
  readonly points?: number;
  /** Where the directions are drawn from, the shared generator by default. */
  readonly seed?: Seed;
}

/**
 * L(α, β) = loss(θ + α·δ + β·η): the mean loss over samples x with labels y on a plane through the weights θ of a model, along
 * two random directions δ and η. Every filter of a direction, the weights into one unit, is given the length of the model's own,
 * δᵢ ← δᵢ / ‖δᵢ‖ · ‖θᵢ‖, so that flat and sharp look alike whatever the scale of the weights; biases and the like stay.
 *
 *     lossLandscape(await landscapeOf(model, x, y, 'sparseCategoricalCrossentropy', { seed: 0 }))
 *
 * The model has its weights again at the end.
 * @param model a model with one input, compiled or not
 * @param loss by its name, or a function of labels and predictions
 * @throws ArgumentError for a model without weights, ShapeError where samples, labels and model do not fit
 * Source: Li et al., “Visualizing the Loss Landscape of Neural Nets” (2018).
 */
export async function landscapeOf(
  model: AnyTrainable | { readonly model: AnyTrainable },
  x: AnyTensor,
  y: AnyTensor,
  loss: LossName | LossFunction,
  options: LandscapeOfOptions = {},
): Promise<Landscape> {
  const { x: along = [-1, 1], y: across = [-1, 1], points = 25, seed } = options;
  const network = 'model' in model ? model.model : model;
  checkRange('landscapeOf', 'x', along);
  checkRange('landscapeOf', 'y', across);
  checkWholeNumber('landscapeOf', 'points', points, 2);
  checkInputs('landscapeOf', network, [x]);
  const parameters = network.parameters();
  if (parameters.length === 0) {
    throw new ArgumentError({
      what: 'landscapeOf',
      expected: 'a model with weights',
      received: 'one that has none yet',
      hint: 'train it, or call it on samples',
    });
  }
  const lossOf = lossFunction(loss);
  const random = generatorOf(seed);
  const [first, second] = [directionOf(parameters, random), directionOf(parameters, random)];
  const start = parameters.map((p) => p.detach());
  const [xs, ys] = [spaced(along, points), spaced(across, points)];
  const values: number[][] = [];
  try {
    for (const b of ys) {
      const row: number[] = [];
      for (const a of xs) {
        row.push(
          withoutGradients(() => {
            parameters.forEach((p, i) => p.assign(start[i].add(first[i].mul(a)).add(second[i].mul(b))));
            return lossOf(y, network.run([x], { training: false })[0]).mean().data[0];
          }),
        );
        await breathe();
      }
      values.push(row);
    }
  } finally {
    parameters.forEach((p, i) => p.assign(start[i]));
  }
  const direction = (n: number) => text({ en: `direction ${n}`, zh: `方向 ${n}` });
  return { xs, ys, values, xLabel: direction(1), yLabel: direction(2) };
}

/** A normal direction whose filters are as long as those of the parameters; nothing for parameters that have no filters. */
function directionOf(parameters: readonly AnyParameter[], random: Rng): readonly AnyTensor[] {
  return parameters.map((p) => {
    const drawn = random.normal(p.shape).data;
    const units = p.rank < 2 ? 0 : p.shape[p.rank - 1];
    const lengths = (data: ArrayLike<number>): Float64Array => {
      const squares = new Float64Array(units);
      for (let i = 0; i < data.length; i++) squares[i % units] += data[i] * data[i];
      return squares.map(Math.sqrt);
    };
    const [own, given] = [lengths(p.data), lengths(drawn)];
    const scaled = Float32Array.from(drawn, (value, i) =>
      units === 0 ? 0 : (value * own[i % units]) / given[i % units],
    );
    return tensor(scaled, p.shape).cast(p.dtype);
  });
}
