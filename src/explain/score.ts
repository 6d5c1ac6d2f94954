/** What is explained: the score that a model gives each sample for one class, and its gradient by the sample. */
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { grad } from '../autodiff/grad.ts';
import type { Context } from '../layers/layer.ts';
import { interrupted } from '../training/breathe.ts';
import { withoutGradients } from '../ops/apply.ts';
import { logitsOf } from '../ops/logits.ts';
import { tensor } from '../tensor/create.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';

/** A function from batches to outputs: any model, whatever it is made of. */
export interface Callable<I extends Shape, O extends Shape> {
  call(x: Tensor<readonly [number, ...I]>, context?: Context): Tensor<readonly [number, ...O]>;
}

/** A model, compiled or not. */
export type Explained<I extends Shape, O extends Shape> = Callable<I, O> | { readonly model: Callable<I, O> };

/** Which score is explained. */
export interface ScoreOptions {
  /** The class whose score is explained, one for all samples or one for each; by default the one the model predicts. */
  readonly target?: number | ArrayLike<number> | Tensor<readonly [number], 'int32'>;
  /** The score before softmax or sigmoid where the model ends in one (`logit`), or the model's output as it is. */
  readonly score?: 'logit' | 'output';
}

/** The scores of the samples, and of others like them, for the classes that were chosen. */
export interface ClassScore<X extends Shape> {
  /** One class a sample. */
  readonly targets: readonly number[];
  /** The score of each sample of x, [samples], for `targets`. */
  of(x: AnyTensor, targets: readonly number[]): AnyTensor;
  /**
   * The gradient of every sample's score, the mean of those at `steps` points in the shape of the samples.
   * @throws ArgumentError unless steps is a whole number ≥ 1
   */
  gradient(steps: number, point: (k: number) => Tensor<X>): Tensor<X>;
}

/** The model's own part: from a batch to outputs [samples, classes]. */
export function callOf<I extends Shape, O extends Shape>(
  explained: Explained<I, O>,
): (x: AnyTensor, context?: Context) => AnyTensor {
  const model = 'model' in explained ? explained.model : explained;
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: models check the shape of what they are called with
  return (x, context = {}) => model.call(x as unknown as Tensor<readonly [number, ...I]>, context);
}

/** @throws ShapeError unless x holds at least one sample */
export function checkBatch(what: string, x: AnyTensor): void {
  if (x.rank > 0 && x.shape[0] > 0) return;
  throw new ShapeError({
    what,
    expected: 'a batch of at least one sample',
    received: x.rank === 0 ? 'a scalar' : `the shape ${showShape(x.shape)}`,
  });
}

/**
 * Chooses the classes whose scores are explained at x.
 * @throws ShapeError for an empty batch or outputs that are not one vector a sample, ArgumentError for a class that is none
 */
export function scoreOf<I extends Shape, O extends Shape, X extends Shape>(
  what: string,
  model: Explained<I, O>,
  x: Tensor<X>,
  { target, score = 'logit' }: ScoreOptions,
): ClassScore<X> {
  checkBatch(what, x);
  const call = callOf(model);
  const outputs = (batch: AnyTensor): AnyTensor => {
    const y = call(batch);
    if (y.rank > 2) {
      throw new ShapeError({
        what,
        expected: 'a model that gives one vector of scores a sample',
        received: `outputs of shape ${showShape(y.shape.slice(1))}`,
      });
    }
    const scores = score === 'logit' ? (logitsOf('softmax', y) ?? logitsOf('sigmoid', y) ?? y) : y;
    return scores.rank === 1 ? scores.reshape([scores.size, 1]) : scores;
  };
  const of: ClassScore<X>['of'] = (batch, classes) => {
    const scores = outputs(batch);
    return scores.takeAlong(tensor(Int32Array.from(classes), [classes.length, 1]), 1).reshape([classes.length]);
  };
  const targets = targetsOf(
    what,
    withoutGradients(() => outputs(x)),
    target,
  );
  return {
    targets,
    of,
    gradient(steps, point) {
      checkWholeNumber(what, 'steps', steps);
      const slope = grad((z: Tensor) => of(z, targets).sum().reshape([]).cast('float32'));
      const sum = new Float64Array(x.size);
      for (let k = 0; k < steps; k++) {
        interrupted();
        const [dx] = slope(point(k));
        dx.data.forEach((value, i) => (sum[i] += value / steps));
      }
      return tensor(Float32Array.from(sum), x.shape);
    },
  };
}

function targetsOf(what: string, outputs: AnyTensor, target: ScoreOptions['target']): readonly number[] {
  const [count, classes] = outputs.shape;
  const given = target instanceof Tensor ? target.data : target;
  const chosen =
    given === undefined
      ? Array.from(outputs.argmax().data)
      : typeof given === 'number'
        ? new Array<number>(count).fill(given)
        : Array.from(given);
  if (chosen.length !== count) {
    throw new ShapeError({
      what,
      expected: `one target for each of ${count} samples`,
      received: String(chosen.length),
    });
  }
  const wrong = chosen.find((label) => !Number.isInteger(label) || label < 0 || label >= classes);
  if (wrong === undefined) return chosen;
  throw new ArgumentError({
    what: `${what}: target`,
    expected:
      classes === 1 ? '0, as there is one output' : `classes from 0 to ${classes - 1}, as there are ${classes} outputs`,
    received: String(wrong),
  });
}
