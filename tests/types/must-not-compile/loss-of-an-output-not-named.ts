// Property 'sizeLoss' does not exist on type 'Record<"loss" | "digitLoss", number>'
import { dense, functional, input, zeros } from 'tslate';

const x = input([3]);
const model = functional([x], [x.to(dense(1))]).compile({ optimizer: 'sgd', loss: { digit: 'mse' } });
export const { sizeLoss } = await model.evaluate([zeros([5, 3])], { digit: zeros([5, 1]) });
