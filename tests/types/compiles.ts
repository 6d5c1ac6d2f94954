/** What must compile: the programs of the articles, and what the compiler reads off them. Nothing here is run. */
import {
  activation,
  averagePool1d,
  averagePool2d,
  batches,
  bidirectional,
  block,
  characterLstm,
  characters,
  concatenate,
  type Context,
  conv1d,
  conv2d,
  dense,
  depthwiseConv2d,
  efficientNet,
  embedding,
  flatten,
  functional,
  generate,
  globalAveragePool2d,
  globalMaxPool2d,
  gpt,
  gru,
  input,
  layerNormalization,
  lstm,
  maxPool1d,
  maxPool2d,
  mnist,
  mobileBlock,
  Model,
  parameter,
  positionalEmbedding,
  reshape,
  residual,
  rng,
  separableConv2d,
  sequential,
  type Sequential,
  sgd,
  simpleRnn,
  squeezeExcite,
  type Tensor,
  tensor,
  topKAccuracy,
  transformerBlock,
  upSampling2d,
  zeros,
} from 'tslate';

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const check = <_ extends true>(): void => undefined;

const data = await mnist.load();

// Article 000: the network written out, gradient descent by hand.
const { normal } = rng(0);
const W1 = parameter(normal([784, 10]));
const b1 = parameter(normal([10]));
const W2 = parameter(normal([10, 10]));
const b2 = parameter(normal([10]));
const descent = sgd({ learningRate: 0.01 });
const costs: number[] = [];
for (let epoch = 0; epoch < 10; epoch++) {
  let cost = 0;
  for (const [x, y] of batches(data.flat.xTrain, data.oneHot.yTrain, { size: 100 })) {
    const a1 = x.matmul(W1).add(b1).relu();
    check<Same<typeof a1.shape, readonly [number, 10]>>();
    const prediction = a1.matmul(W2).add(b2).softmax();
    const loss = y.mul(prediction.log()).sum().neg();
    loss.backward();
    descent.step([W1, b1, W2, b2]);
    cost += loss.item();
  }
  costs.push(cost);
}

// Article 001: layers one after the other.
const mlp = sequential(
  [784],
  dense(64, { activation: 'relu' }),
  dense(64, { activation: 'relu' }),
  dense(10, { activation: 'softmax' }),
).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const history = await mlp.fit(data.flat.xTrain, data.yTrain, { epochs: 10, validationSplit: 0.1 });
check<Same<typeof history.accuracy, readonly number[]>>();
const { loss, accuracy } = await mlp.evaluate(data.flat.xTest, data.yTest);
check<Same<[typeof loss, typeof accuracy], [number, number]>>();
const wide = await sequential([784], dense(10))
  .compile({ optimizer: 'sgd', loss: 'mse', metrics: ['f1', topKAccuracy(3)] })
  .evaluate(data.flat.xTest, data.oneHot.yTest);
check<Same<keyof typeof wide, 'loss' | 'f1' | 'top3Accuracy'>>();
const outputs = await mlp.predict(data.flat.xTest);
check<Same<typeof outputs, Tensor<readonly [number, 10]>>>();

// Images need flatten() before dense: 28×28×1 becomes 784.
const images = sequential([28, 28, 1], flatten(), dense(10, { activation: 'softmax' }));
await images.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' }).fit(data.xTrain, data.oneHot.yTrain);

// Article 002: convolutions and pooling; the compiler counts windows.
const first = sequential([28, 28, 1], conv2d(32, 3, { activation: 'relu' }));
check<Same<typeof first, Sequential<readonly [28, 28, 1], readonly [26, 26, 32]>>>();
const second = sequential([28, 28, 1], conv2d(32, 3), maxPool2d(2));
check<Same<typeof second, Sequential<readonly [28, 28, 1], readonly [13, 13, 32]>>>();
const third = sequential([13, 13, 32], conv2d(64, 3));
check<Same<typeof third, Sequential<readonly [13, 13, 32], readonly [11, 11, 64]>>>();
const fourth = sequential([11, 11, 64], maxPool2d(2), flatten());
check<Same<typeof fourth, Sequential<readonly [11, 11, 64], readonly [1600]>>>();
const cnn = sequential(
  [28, 28, 1],
  conv2d(32, 3, { activation: 'relu' }),
  maxPool2d(2),
  conv2d(64, 3, { activation: 'relu' }),
  maxPool2d(2),
  flatten(),
  dense(10, { activation: 'softmax' }),
);
check<Same<typeof cnn, Sequential<readonly [28, 28, 1], readonly [10]>>>();
await cnn
  .compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
  .fit(data.xTrain, data.yTrain, { epochs: 5, validationSplit: 0.1 });

// Strides, dilation and padding; windows that are not square; channels that are counted; sizes that are not known.
const strided = sequential(
  [28, 30, 3],
  conv2d(8, [3, 5], { stride: 2, padding: 'same' }),
  conv2d(4, 3, { dilation: 2 }),
);
check<Same<typeof strided, Sequential<readonly [28, 30, 3], readonly [10, 11, 4]>>>();
const depthwise = sequential([9, 9, 6], depthwiseConv2d(3, { multiplier: 2 }), averagePool2d(3, { stride: 1 }));
check<Same<typeof depthwise, Sequential<readonly [9, 9, 6], readonly [5, 5, 12]>>>();
const separable = sequential([9, 8, 6], separableConv2d(4, 3, { stride: 2, multiplier: 2 }), upSampling2d([2, 3]));
check<Same<typeof separable, Sequential<readonly [9, 8, 6], readonly [8, 9, 4]>>>();
const shortened = sequential(
  [20, 3],
  conv1d(8, 3, { dilation: 2 }),
  maxPool1d(3),
  averagePool1d(2, { padding: 'same' }),
);
check<Same<typeof shortened, Sequential<readonly [20, 3], readonly [3, 8]>>>();
const pooledToVectors = sequential([9, 9, 6], globalAveragePool2d(), dense(2));
check<Same<typeof pooledToVectors, Sequential<readonly [9, 9, 6], readonly [2]>>>();
const side: number = Number('32');
const free = sequential([side, side, 3], conv2d(8), maxPool2d(), globalMaxPool2d());
check<Same<typeof free, Sequential<readonly [number, number, 3], readonly [8]>>>();
// Lengths from 1000 on are let through.
const large = sequential([1024, 512, 1], conv2d(2, 3));
check<Same<typeof large, Sequential<readonly [1024, 512, 1], readonly [number, 510, 2]>>>();

// Dense acts on vectors, and at every time of a sequence.
const sequences = sequential([20, 8], dense(4), layerNormalization(), flatten(), dense(2));
check<Same<typeof sequences, Sequential<readonly [20, 8], readonly [2]>>>();

// Recurrent layers give their last output, or those of all steps; blocks and residuals give what their layers give.
const readers = sequential([20, 8], gru(16, { returnSequences: true }), lstm(32, { returnSequences: true }));
check<Same<typeof readers, Sequential<readonly [20, 8], readonly [20, 32]>>>();
const lastOutput = sequential([20, 8], simpleRnn(16));
check<Same<typeof lastOutput, Sequential<readonly [20, 8], readonly [16]>>>();
const bothWays = sequential([28, 28, 1], reshape([28, 28]), bidirectional(lstm(16)));
check<Same<typeof bothWays, Sequential<readonly [28, 28, 1], readonly [32]>>>();
const transformer = sequential([20], embedding(100, 32), positionalEmbedding(20), transformerBlock(4), dense(100));
check<Same<typeof transformer, Sequential<readonly [20], readonly [20, 100]>>>();
const shortcut = conv2d(32, 1, { stride: 2 });
const residuals = sequential(
  [8, 8, 16],
  residual([conv2d(16, 3, { padding: 'same' }), activation('relu')]),
  residual([block([conv2d(32, 3, { stride: 2, padding: 'same' }), squeezeExcite(4)])], { shortcut }),
);
check<Same<typeof residuals, Sequential<readonly [8, 8, 16], readonly [4, 4, 32]>>>();
const branches = input([8, 8, 3]);
const joined = branches.to(conv2d(5, 3, { padding: 'same' })).to(concatenate(), branches);
check<Same<typeof joined.shape, readonly [8, 8, number]>>();

// Architectures know their shapes; a language model and its text fit each other.
const textModel = gpt(65, { length: 32 });
check<Same<typeof textModel, Sequential<readonly [32], readonly [32, 65]>>>();
const pieces = characters('to be or not to be').windows(8);
await characterLstm(7, { length: 8 })
  .compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })
  .fit(pieces.x, pieces.y);
check<Same<ReturnType<typeof generate>, number[]>>();
generate(textModel, [1, 2, 3], { count: 10, temperature: 0.8 });
const mobile = sequential([9, 9, 8], mobileBlock(8, 12, { stride: 2 }), mobileBlock(12, 12, { kernelSize: 5 }));
check<Same<typeof mobile, Sequential<readonly [9, 9, 8], readonly [5, 5, 12]>>>();
const scaled = efficientNet({ classes: 5, phi: -1 });
check<Same<typeof scaled, Sequential<readonly [number, number, number], readonly [5]>>>();

// Article 003: a model of one's own.
class MyModel extends Model<[20], [1]> {
  readonly dense1 = dense(128, { activation: 'relu' });
  readonly dense2 = dense(64, { activation: 'relu' });
  readonly dense3 = dense(1, { activation: 'sigmoid' });
  call(x: Tensor<readonly [number, 20]>, context?: Context) {
    const hidden = this.dense2.call(this.dense1.call(x, context), context);
    check<Same<typeof hidden, Tensor<readonly [number, 64]>>>();
    return this.dense3.call(hidden, context);
  }
}
const mine = new MyModel().compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await mine.fit(zeros([100, 20]), zeros([100, 1]));

// Article 004: sizes known only at run time.
const inputs: number = Number('30');
const classes: number = Number('3');
const any = sequential([inputs], dense(64, { activation: 'relu' }), dense(classes, { activation: 'softmax' })).compile({
  optimizer: 'adam',
  loss: 'categoricalCrossentropy',
  metrics: ['accuracy'],
});
await any.fit(zeros([100, inputs]), zeros([100, classes]), { epochs: 10, batchSize: 32 });

// Numbers written out have their shape, and fit a model of two inputs; numbers read from elsewhere are let through.
const xor = sequential([2], dense(4, { activation: 'tanh' }), dense(1, { activation: 'sigmoid' })).compile({
  optimizer: 'adam',
  loss: 'binaryCrossentropy',
});
const table = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]); // prettier-ignore
check<Same<typeof table.shape, readonly [4, 2]>>();
await xor.fit(table, tensor([[0], [1], [1], [0]]));
const rows: number[][] = JSON.parse('[[0, 1]]');
await xor.fit(tensor(rows), tensor([[1]]));
declare const unknown: Tensor;
await xor.evaluate(unknown, unknown);

// Outputs of a model, and of labels.
check<Same<ReturnType<typeof images.call>['shape'], readonly [number, 10]>>();
const encoded = data.yTrain.oneHot(10);
check<Same<typeof encoded.shape, readonly [number, 10]>>();

// A graph of layers knows the shapes of its inputs and outputs.
const picture = input([28, 28, 1]);
const features = picture.to(conv2d(8, 3)).to(maxPool2d(2)).to(flatten());
const classify = functional(picture, features.to(dense(10)));
check<Same<ReturnType<typeof classify.call>['shape'], readonly [number, 10]>>();
const [scores, angle] = functional([picture], [features.to(dense(10)), features.to(dense(1))]).call([
  zeros([4, 28, 28, 1]),
]);
check<Same<typeof scores.shape, readonly [number, 10]>>();
check<Same<typeof angle.shape, readonly [number, 1]>>();
