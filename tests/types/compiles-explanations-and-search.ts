/** What must compile: the shapes of explanations, and the settings of a search. Nothing here is run. */
import {
  choice,
  conv2d,
  dense,
  flatten,
  logUniform,
  mnist,
  occlusion,
  randomSearch,
  saliency,
  sequential,
} from 'tslate';

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const check = <_ extends true>(): void => undefined;

const { flat, oneHot, xTest } = await mnist.load();

// Explanations have the shape of what they explain.
const cnn = sequential([28, 28, 1], conv2d(8, 3), flatten(), dense(10, { activation: 'softmax' }));
const map = saliency(cnn, xTest, { target: 3 });
check<Same<typeof map, typeof xTest>>();
const covered = occlusion(cnn.compile({ optimizer: 'adam', loss: 'mse' }), xTest, { size: [3, 5], stride: 2 });
check<Same<typeof covered.shape, readonly [number, number, number]>>();
const coveredVectors = occlusion(sequential([784], dense(10)), flat.xTest, { size: 1 });
check<Same<typeof coveredVectors.shape, readonly [number, number]>>();

// A search hands over settings of the types that its space has.
const search = randomSearch({
  learningRate: logUniform(1e-4, 1e-1),
  units: choice([32, 64]),
  activation: choice(['relu', 'tanh']),
});
await search.run(async ({ learningRate, units, activation }) => {
  check<Same<[typeof learningRate, typeof units, typeof activation], [number, number, 'relu' | 'tanh']>>();
  const model = sequential([784], dense(units, { activation }), dense(10)).compile({ optimizer: 'adam', loss: 'mse' });
  return (await model.evaluate(flat.xTest, oneHot.yTest)).loss;
});
check<Same<typeof search.best.settings.activation, 'relu' | 'tanh'>>();
