/** A model with one input and one output, however it is written, and the way to training. */
import type { Context } from '../layers/layer.ts';
import type { LossFunction } from '../losses/loss.ts';
import type { LossName } from '../losses/losses.ts';
import type { MetricChoice } from '../metrics/metrics.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { Compiled, type CompileOptions } from '../training/compiled.ts';
import { Network } from './network.ts';
import type { Trainable } from '../training/trainable.ts';

/**
 * A function with parameters, from samples of shape I to outputs of shape O.
 *
 *     class MyModel extends Model<[20], [1]> {
 *       readonly dense1 = dense(128, { activation: 'relu' });
 *       readonly dense2 = dense(1, { activation: 'sigmoid' });
 *       call(x: Tensor<readonly [number, 20]>, context?: Context) {
 *         return this.dense2.call(this.dense1.call(x, context), context);
 *       }
 *     }
 */
export abstract class Model<I extends Shape = Shape, O extends Shape = Shape>
  extends Network
  implements Trainable<I, O>
{
  /** The outputs for a batch x. */
  abstract call(x: Tensor<readonly [number, ...I]>, context?: Context): Tensor<readonly [number, ...O]>;

  override run([x]: readonly AnyTensor[], context?: Context): readonly AnyTensor[] {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: models take any tensor at run time, and their layers check its shape
    return [this.call(x as unknown as Tensor<readonly [number, ...I]>, context)];
  }

  /** The shape of one sample, where the model fixes it. */
  get inputShape(): Shape | undefined {
    return this.inputShapes?.[0];
  }

  /**
   * Chooses how to train: what to minimise, by which rule, and what to report.
   * @throws ArgumentError for a name that does not exist
   */
  compile<const L extends LossName | LossFunction, const M extends readonly MetricChoice[] = []>(
    options: CompileOptions<L, M>,
  ): Compiled<I, O, L, M> {
    return new Compiled(this, options);
  }
}
