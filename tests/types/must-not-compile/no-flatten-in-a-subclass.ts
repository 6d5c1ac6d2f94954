// dense: expects one vector per sample, got 28×28×1; put flatten() before it
import { dense, Model, type Tensor } from 'tslate';

export class Wrong extends Model<[28, 28, 1], [10]> {
  readonly dense1 = dense(10);
  call(x: Tensor<readonly [number, 28, 28, 1]>) {
    return this.dense1.call(x);
  }
}
