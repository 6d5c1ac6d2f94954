/** What must compile: ways to train, and what the compiler knows of what they report. Nothing here is run. */
import {
  augment,
  batches,
  checkpoint,
  conv2d,
  dense,
  flatten,
  functional,
  huber,
  input,
  mnist,
  onClassNumbers,
  prefetch,
  rng,
  sequential,
  sparseCategoricalCrossentropy,
  type Tensor,
  topKAccuracy,
  zeros,
} from 'tslate';

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const check = <_ extends true>(): void => undefined;

const data = await mnist.load();
const cnn = sequential([28, 28, 1], conv2d(8, 3), flatten(), dense(10, { activation: 'softmax' })).compile({
  optimizer: 'adam',
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});

// A loss that is a function tells as well as a name what its labels are; so does one of one's own that says so.
const sparse = { optimizer: 'adam', loss: sparseCategoricalCrossentropy({ fromLogits: true }) } as const;
await sequential([784], dense(10))
  .compile(sparse)
  .fit(zeros([8, 784]), zeros([8], 'int32'));
const own = onClassNumbers((y, prediction) => prediction.takeAlong(y.cast('int32').reshape([-1, 1]), -1).neg());
await sequential([784], dense(10))
  .compile({ optimizer: 'adam', loss: own })
  .fit(zeros([8, 784]), zeros([8], 'int32'));
await sequential([784], dense(1))
  .compile({ optimizer: 'sgd', loss: huber() })
  .fit(zeros([8, 784]), zeros([8, 1]));

// What samples and classes count; samples varied; validation with weights of its own; a run resumed.
const history = await cnn.fit(data.xTrain, data.yTrain, {
  classWeight: { 0: 2 },
  sampleWeight: zeros([60000]),
  augment: augment({ shift: 2 }),
  validationData: [data.xTest, data.yTest, zeros([10000])],
  callbacks: [checkpoint({ path: 'run.safetensors' })],
  resume: 'run.safetensors',
});
check<Same<typeof history.valAccuracy, readonly number[] | undefined>>();

// Batches as they come.
const source = batches(data.xTrain, data.yTrain, { size: 32, shuffle: rng(0), augment: augment({ rotate: 10 }) });
await cnn.fitBatches(prefetch(source), { stepsPerEpoch: 100 });
await cnn.fitBatches([[data.xTest, data.yTest, zeros([10000])]]);

// Several inputs and outputs, which are named with their losses.
const [image, age] = [input([28, 28, 1]), input([1])];
const features = image.to(flatten()).to(dense(16));
const model = functional([image, age], [features.to(dense(10, { activation: 'softmax' })), age.to(dense(1))]);
const named = model.compile({
  optimizer: 'adam',
  loss: { digit: 'sparseCategoricalCrossentropy', size: 'mse' },
  lossWeights: { size: 0.1 },
  metrics: { digit: ['accuracy', topKAccuracy(3)] },
});
const x = [data.xTrain, zeros([60000, 1])] as const;
const several = await named.fit(x, { digit: data.yTrain, size: zeros([60000, 1]) }, { validationSplit: 0.1 });
check<Same<typeof several.digitLoss, readonly number[]>>();
check<Same<typeof several.digitTop3Accuracy, readonly number[]>>();
check<Same<typeof several.valSizeLoss, readonly number[] | undefined>>();
const listed = model.compile({ optimizer: 'sgd', loss: ['sparseCategoricalCrossentropy', 'mse'] });
const { loss, output2Loss } = await listed.evaluate(x, [data.yTrain, zeros([60000, 1])]);
check<Same<[typeof loss, typeof output2Loss], [number, number]>>();
const [digits, sizes] = await named.predict(x);
check<Same<typeof digits, Tensor<readonly [number, 10]>>>();
check<Same<typeof sizes, Tensor<readonly [number, 1]>>>();
