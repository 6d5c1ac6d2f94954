// Type 'readonly [number, 2]' is not assignable to type 'readonly [number, 3]'
import { batches, dense, sequential, zeros } from 'tslate';

const model = sequential([3], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
await model.fitBatches(batches(zeros([5, 2]), zeros([5, 1]), { size: 2 }));
