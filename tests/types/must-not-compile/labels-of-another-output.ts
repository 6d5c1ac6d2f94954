// Type 'Tensor<readonly [5], "float32">' is not assignable to type 'Tensor<readonly [number, 1], LabelType>'
import { dense, functional, input, zeros } from 'tslate';

const x = input([3]);
const model = functional([x], [x.to(dense(1))]).compile({ optimizer: 'sgd', loss: ['mse'] });
await model.fit([zeros([5, 3])], [zeros([5])]);
