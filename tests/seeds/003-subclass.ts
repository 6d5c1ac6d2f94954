/** The program of article 003: a model of one's own with layers 128-64-1, for vectors of any length d. */
import { type Context, dense, Model, type Tensor } from 'tslate';

/** The article has neither data nor `fit`: here it tells even digits from odd ones, in as many epochs as article 001. */
export const EPOCHS = 10;

class MyModel extends Model<[number], [1]> {
  readonly dense1 = dense(128, { activation: 'relu' });
  readonly dense2 = dense(64, { activation: 'relu' });
  readonly dense3 = dense(1, { activation: 'sigmoid' });

  call(x: Tensor<readonly [number, number]>, context?: Context) {
    return this.dense3.call(this.dense2.call(this.dense1.call(x, context), context), context);
  }
}

export const subclass = () =>
  new MyModel().compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
