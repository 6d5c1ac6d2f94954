// Property 'accuracy' does not exist on type 'Record<"loss", number>'
import { dense, sequential, zeros } from 'tslate';

const model = sequential([784], dense(10)).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
export const { accuracy } = await model.evaluate(zeros([5, 784]), zeros([5]));
