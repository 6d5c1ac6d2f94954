// Type 'Tensor<readonly [number, 2], "float32">' is not assignable to type 'Tensor<readonly [number, 1], "float32">'
import { dense, Model, type Tensor } from 'tslate';

export class Wrong extends Model<[20], [1]> {
  readonly dense1 = dense(2);
  call(x: Tensor<readonly [number, 20]>) {
    return this.dense1.call(x);
  }
}
