// ---
// title:
//   en: "Project 5: a convolutional network reads MNIST"
//   zh: 项目五：用卷积神经网络识别 MNIST
// objectives:
//   en:
//     - Rebuild the article’s network with its constants, and account for every shape and each of its 34,826 parameters
//     - Compute its answer to one image with nothing but loops
//     - Train it on all 60,000 images, and compare it fairly with Keras and with the dense network of chapter 09
//     - Look inside, at filters, feature maps, saliency and occlusion
//     - Test what it makes of digits that stand a few pixels to the side
//     - Build a network that has half as many parameters and makes fewer mistakes
//   zh:
//     - 按原文的常数重建网络，说清每一个形状，以及 34826 个参数从何而来
//     - 只用循环，算出它对一幅图像的回答
//     - 用全部 60000 幅图像训练它，并与 Keras、与第 09 章的全连接网络做公平的比较
//     - 看看它的内部：滤波器、特征图、显著图和遮挡图
//     - 检验数字偏移几个像素时，它还认不认得
//     - 造一个参数只有一半、错误却更少的网络
// time: { teach: 75, exercise: 60 }
// ---

// %% [markdown] id="title" lang="en"
// # 13 · Project 5: a convolutional network reads MNIST
//
// Article 3 ends with a program of some twenty lines: two convolutions, each followed by pooling, and ten outputs. After it
// comes a section called “Running results”, and that section has no results. This chapter has them.
//
// Here everything comes together: the convolution of chapter 12, the cross-entropy of chapter 05, Adam from chapter 06,
// backpropagation through all of it. You train the program as printed, look into it, try to confuse it, and in the end build a
// better one that is smaller.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 3, section 5 “Project practice”.

// %% [markdown] id="title" lang="zh" src="d1e19b47"
// # 13 · 项目五：用卷积神经网络识别 MNIST
//
// 第三篇文章以一个二十来行的程序收尾：两次卷积，每次之后接一次池化，最后是十个输出。程序后面有一小节叫“运行结果展示”，
// 里面却没有任何结果。结果都在这一章。
//
// 前面学过的一切在这里汇合：第 12 章的卷积，第 05 章的交叉熵，第 06 章的 Adam，以及贯穿其中的反向传播。你将按原样训练这个程序，
// 打开来看看它的内部，设法把它弄糊涂，最后再造一个更小却更好的。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第三篇文章第 5 节“项目实践”。

// %% id="start" tags=["language"]
import { activation, adam, augment, batchNormalization, block, conv2d, cosineDecay, dense } from 'tslate';
import { flatten, globalAveragePool2d, livePlot, maxPool2d, mnist, seed, sequential, split } from 'tslate';
import { confusionMatrix, featureMaps, filters, mostWrong, occlusion, saliency, warpImages } from 'tslate';
import { bars, byProfile, frames, heatmap, imageGrid, lines, panels } from 'tslate';
import { results, setLanguage, table, text } from 'tslate';
import type { Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/13-cnn-mnist';
setLanguage('en');

// %% [markdown] id="program-text" lang="en"
// ## The program
//
// In Python, as the article prints it (without its comments and the prints at its end):
//
// ```python
// model = tf.keras.models.Sequential([
//   tf.keras.layers.Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)),
//   tf.keras.layers.MaxPooling2D((2, 2)),
//   tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
//   tf.keras.layers.MaxPooling2D((2, 2)),
//   tf.keras.layers.Flatten(),
//   tf.keras.layers.Dense(10, activation='softmax')
// ])
// model.compile(optimizer='adam',
//               loss='sparse_categorical_crossentropy',
//               metrics=['accuracy'])
// model.fit(x_train, y_train, epochs=5)
// loss, accuracy = model.evaluate(x_test, y_test)
// ```
//
// Line for line it can be written here, too. An image is no longer a row of 784 numbers but 28 rows of 28 pixels with one
// channel, the grey level.
//
// A filter of $k \times k$ pixels looks at all channels that come in, so it has $k^2 c_{\text{in}}$ weights and one bias. A layer of
// $c_{\text{out}}$ such filters has
//
// $$P = (k^2 c_{\text{in}} + 1)\, c_{\text{out}}$$ (eq:filter-count)
//
// parameters, whatever the size of the image. Work out both convolutions, the shapes on the way and the last layer before
// you run the cell (without padding, $n$ pixels become $n - k + 1$; pooling halves them and drops what is left over).

// %% [markdown] id="program-text" lang="zh" src="34297240"
// ## 程序
//
// 原文的 Python 程序（省略了注释和末尾的两个 `print`）：
//
// ```python
// model = tf.keras.models.Sequential([
//   tf.keras.layers.Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)),
//   tf.keras.layers.MaxPooling2D((2, 2)),
//   tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
//   tf.keras.layers.MaxPooling2D((2, 2)),
//   tf.keras.layers.Flatten(),
//   tf.keras.layers.Dense(10, activation='softmax')
// ])
// model.compile(optimizer='adam',
//               loss='sparse_categorical_crossentropy',
//               metrics=['accuracy'])
// model.fit(x_train, y_train, epochs=5)
// loss, accuracy = model.evaluate(x_test, y_test)
// ```
//
// 在这里也可以一行对一行地写出来。图像不再是一行 784 个数，而是 28 行、每行 28 个像素，只有灰度这一个通道。
//
// 一个 $k \times k$ 的滤波器要看全部输入通道，所以它有 $k^2 c_{\text{in}}$ 个权重和一个偏置。有 $c_{\text{out}}$ 个滤波器的层，
// 无论图像多大，参数都是
//
// $$P = (k^2 c_{\text{in}} + 1)\, c_{\text{out}}$$ (eq:filter-count)
//
// 个。运行之前，先自己算出两个卷积层的参数、一路上的各个形状，以及最后一层
// （不填充时，$n$ 个像素变成 $n - k + 1$ 个；池化使它减半，除不尽的舍去）。

// %% id="program" tags=["check:exact", "framework"]
seed(13);
const cnn = sequential([28, 28, 1],
  conv2d(32, 3, { activation: 'relu' }),
  maxPool2d(2),
  conv2d(64, 3, { activation: 'relu' }),
  maxPool2d(2),
  flatten(),
  dense(10, { activation: 'softmax' }),
);
const program = cnn.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
console.log(program.summary());
const counted = (3 * 3 * 1 + 1) * 32 + (3 * 3 * 32 + 1) * 64 + (5 * 5 * 64 + 1) * 10;
counted

// %% [markdown] id="layers-text" lang="en"
// ## How many layers is that?
//
// > **Erratum E17.** The article explains its program: two convolutions, two poolings, “one fully connected layer and one output
// > layer”. The program has a single `Dense(10)`, and that is the output layer. There is no other.
//
// `summary()` does not read explanations: it lists what is there. Does it matter? The next cell counts the layers of each kind,
// and then builds the network that the explanation describes, with a small layer of 64 units in the place of the one that
// is not there.

// %% [markdown] id="layers-text" lang="zh" src="07870f4a"
// ## 到底有几层？
//
// > **原文勘误 E17。** 原文这样解读程序：两层卷积层、两层池化层、“一层全连接层和一层输出层”。程序里只有一个 `Dense(10)`，
// > 它就是输出层，此外没有别的全连接层。
//
// `summary()` 不看解读，只列出实际有的东西。这要紧吗？下面的单元格先数一数各类层各有几个，再按解读把网络造出来：
// 在那个并不存在的位置上，放一个只有 64 个单元的小层。

// %% id="layers" tags=["E17", "experiment", "check:exact"]
const kinds = cnn.layers().map(({ layer }) => layer.kind);
for (const kind of new Set(kinds)) console.log(kind.padEnd(10), kinds.filter((each) => each === kind).length);

const described = sequential([28, 28, 1],
  conv2d(32, 3, { activation: 'relu' }),
  maxPool2d(2),
  conv2d(64, 3, { activation: 'relu' }),
  maxPool2d(2),
  flatten(),
  dense(64, { activation: 'relu' }),
  dense(10, { activation: 'softmax' }),
);
const sizeOf = (model: { parameters(): readonly { size: number }[] }) =>
  model.parameters().reduce((sum, { size }) => sum + size, 0);
console.log(text({ en: 'as programmed', zh: '按程序' }), sizeOf(cnn), text({ en: '  as described', zh: '  按解读' }), sizeOf(described));

// %% [markdown] id="concept" lang="en" tags=["concept"]
// One layer more, and the network more than triples: a unit that reads what comes out of `flatten` has 1,600 weights, where a
// filter of the second convolution has 288.
//
// ## What it knows before it has learned anything
//
// The network of chapter 09 had 55,050 parameters and no idea that pixel 29 lies below pixel 1. This one is told two things by
// its very construction. *What belongs together is near*: a filter sees 3×3 pixels, no more. *A stroke is a stroke anywhere*: the
// same filter looks at every place.
//
// Layer by layer it sees further: the receptive field of chapter 12 grows. After the first convolution, a number depends on 3×3 pixels. Pooling joins
// four of those, the second convolution nine of the joined ones, each time over a wider part of the image. If neighbouring
// numbers of a layer lie $j$ pixels apart and each depends on $r \times r$ pixels, a layer with a window of $k$ and a step of $s$ makes
// it
//
// $$r \leftarrow r + (k - 1)\, j \qquad\qquad j \leftarrow j\, s$$
//
// so that what began as 3×3 becomes, at the end, a good part of a digit:

// %% [markdown] id="concept" lang="zh" src="4b0975a9" tags=["concept"]
// 只多一层，网络就变成了三倍多：读取 `flatten` 输出的一个单元有 1600 个权重，而第二次卷积的一个滤波器只有 288 个。
//
// ## 什么都没学，它就已经知道的事
//
// 第 09 章的网络有 55050 个参数，却根本不知道第 29 个像素就在第 1 个像素的下方。这一个，单凭它的构造就知道两件事。
// **相关的东西离得近**：一个滤波器只看 3×3 个像素。**一笔在哪里都是一笔**：同一个滤波器要看遍每一个位置。
//
// 一层一层下去，它看得越来越远，也就是第 12 章所说的感受野越来越大。第一次卷积之后，一个数取决于 3×3 个像素；池化把其中四个并成一个，第二次卷积再把九个并过的合起来，
// 每一步都覆盖图像更大的一块。设一层里相邻两个数相隔 $j$ 个像素，每个数取决于 $r \times r$ 个像素，
// 那么经过一个窗口为 $k$、步幅为 $s$ 的层之后
//
// $$r \leftarrow r + (k - 1)\, j \qquad\qquad j \leftarrow j\, s$$
//
// 于是，起初的 3×3 到最后已是一个数字的一大块：

// %% id="sees" tags=["check:exact"]
let [r, j] = [1, 1];
for (const { name, layer, output = [] } of cnn.layers().slice(0, 4)) {
  const [k, s] = layer.kind === 'conv2d' ? [3, 1] : [2, 2]; // en: window and step // zh: 窗口与步幅
  r += (k - 1) * j;
  j *= s;
  const [gives, sees] = [output.join('×').padEnd(8), `${r}×${r}`];
  console.log(name.padEnd(10), text({ en: `output ${gives}  sees ${sees} pixels`, zh: `输出 ${gives}  看到 ${sees} 个像素` }));
}

// %% [markdown] id="scratch-text" lang="en"
// ## One answer, by hand
//
// A network is not magic, and this one is short enough to show it. Here is its whole answer to one image in loops: convolution with
// ReLU, pooling, and the last layer with softmax. The numbers in `W` lie in a row: filters vary fastest, then
// channels, then columns and rows of the window.

// %% [markdown] id="scratch-text" lang="zh" src="a1dec6c2"
// ## 亲手算一次回答
//
// 网络不是魔术，而这一个短得足以让人看个明白。下面用循环写出它对一幅图像的全部回答：带 ReLU 的卷积、池化，以及带 softmax 的最后一层。
// `W` 里的数排成一行：变化最快的是滤波器，然后依次是通道、窗口的列、窗口的行。

// %% id="scratch" tags=["scratch"]
type Image = number[][][]; // en: [row][column][channel] // zh: [行][列][通道]
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

function convolve(image: Image, W: Tensor, b: Tensor): Image {
  const [k, , channels, count] = W.shape;
  const at = (row: number, column: number, f: number) => {
    let sum = b.data[f];
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++)
        for (let c = 0; c < channels; c++)
          sum += image[row + i][column + j][c] * W.data[((i * k + j) * channels + c) * count + f];
    return Math.max(sum, 0); // ReLU
  };
  const places = upTo(image.length - k + 1);
  return places.map((row) => places.map((column) => upTo(count).map((f) => at(row, column, f))));
}

function pool(image: Image): Image {
  const half = upTo(Math.floor(image.length / 2));
  const window = (row: number, column: number, c: number) =>
    Math.max(...[0, 1].flatMap((i) => [0, 1].map((j) => image[2 * row + i][2 * column + j][c])));
  return half.map((row) => half.map((column) => image[0][0].map((_, c) => window(row, column, c))));
}

function classify(image: Image, W: Tensor, b: Tensor): number[] {
  const a = image.flat(2);
  const weighted = (digit: number) => a.reduce((sum, value, i) => sum + value * W.data[10 * i + digit], b.data[digit]);
  const z = upTo(10).map(weighted);
  const e = z.map((value) => Math.exp(value - Math.max(...z)));
  return e.map((value) => value / e.reduce((sum, each) => sum + each));
}

// %% id="digits"
const size = byProfile({
  tiny: { train: 1_000, test: 300, epochs: 2, mlpEpochs: 3, shifted: 100, smallEpochs: 2 },
  standard: { train: 60_000, test: 10_000, epochs: 5, mlpEpochs: 10, shifted: 2_000, smallEpochs: 5 },
  full: { train: 60_000, test: 10_000, epochs: 5, mlpEpochs: 10, shifted: 10_000, smallEpochs: 8 },
});
const data = await mnist.load({ train: size.train, test: size.test });
const { xTrain, yTrain, xTest, yTest } = data;

// %% id="by-hand" tags=["check:exact"]
const byHand = (image: Image): number[] => {
  const [W1, b1, W2, b2, W3, b3] = cnn.parameters().map((p) => p.cast('float32'));
  return classify(pool(convolve(pool(convolve(image, W1, b1)), W2, b2)), W3, b3);
};
const sample = xTest.rows([0]); // en: a batch of one image // zh: 只有一幅图像的批次
const [one] = sample.toArray();
const byNetwork = cnn.call(sample).data;
console.log(text({ en: 'the same ten probabilities:', zh: '十个概率相同：' }), byHand(one).every((p, digit) => Math.abs(p - byNetwork[digit]) < 1e-6));

// %% [markdown] id="fit-text" lang="en"
// ## Training
//
// Nothing in the article’s program is chosen by looking at results, so, as in chapter 09, there is nothing to validate: it
// trains on all images. What the article leaves open is again Keras’ default, batches of 32.
//
// > **Predict before you run.** The dense network of chapter 09 read about 97 % of the test images rightly after ten epochs, with 55,050
// > parameters. This one has 34,826 and five epochs. Where will it stand after its first epoch? And how much more work is
// > one image for it: the same, ten times, a hundred times? (Count the multiplications: the second convolution has 18,432
// > weights and uses each of them at 11×11 places.)
//
// The figure draws itself while the network learns. The pale line is the running mean after each batch.

// %% [markdown] id="fit-text" lang="zh" src="557cb8c8"
// ## 训练
//
// 原文的程序里没有哪个设置是看着结果选出来的，所以和第 09 章一样，没有什么需要验证：用全部图像训练。原文没有写明的，仍取 Keras 的默认值，
// 即每批 32 幅。
//
// > **先预测，再运行。** 第 09 章的全连接网络有 55050 个参数，十轮之后读对了大约 97 % 的测试图像。这一个有 34826 个参数，只训练五轮。
// > 第一轮之后它会到哪里？处理一幅图像，它的计算量是那一个的几倍：一样，十倍，还是一百倍？
// > （数一数乘法：第二个卷积层有 18432 个权重，每个都要在 11×11 个位置上用一遍。）
//
// 网络一边学，图一边画。浅色的线是每个批次之后的滑动平均。

// %% id="fit" tags=["check:plot"]
const [{ layer: conv1 }] = cnn.layers();
const learned = [filters(conv1)]; // en: its filters before training, then after each epoch // zh: 训练之前的滤波器，然后每轮之后各记一次
const record = { onEpochEnd: () => void learned.push(filters(conv1)) };
const panel = { measures: ['loss', 'accuracy'], width: 260, height: 180 } as const;
const started = performance.now();
const history = await program.fit(xTrain, yTrain, { epochs: size.epochs, callbacks: [livePlot(panel), record] });
const seconds = (performance.now() - started) / 1000;
results({
  images: xTrain.shape[0],
  seconds,
  msPerStep: (1000 * seconds) / (size.epochs * Math.ceil(xTrain.shape[0] / 32)),
  firstAccuracy: history.accuracy[0],
  lastAccuracy: history.accuracy[size.epochs - 1],
})

// %% id="evaluate" tags=["check:band=accuracy:0.988..0.994", "check:band@tiny=accuracy:0.3..1", "check:band@synthetic digits=accuracy:0.9..1", "check:band@tiny@synthetic digits=accuracy:0.3..1"]
const { loss, accuracy } = await program.evaluate(xTest, yTest);
results({ parameters: sizeOf(cnn), accuracy, loss, seconds, dataset: data.source })

// %% id="work" tags=["check:num"]
// en: multiplications for one image: each weight of a filter is used at every place of its map
// zh: 处理一幅图像的乘法次数：滤波器的每个权重，在特征图的每个位置上都要用一遍
const work = {
  cnn: 26 * 26 * (3 * 3 * 1) * 32 + 11 * 11 * (3 * 3 * 32) * 64 + 1600 * 10,
  mlp: 784 * 64 + 64 * 64 + 64 * 10,
};
results({ cnnWork: work.cnn, mlpWork: work.mlp, workRatio: work.cnn / work.mlp })

// %% [markdown] id="keras-text" lang="en"
// After the first epoch the network read {{firstAccuracy|percent}} of its training images rightly, averaged over that epoch; in
// the last it was {{lastAccuracy|percent}}. On the test images, which it had never seen, it is {{evaluate.accuracy|percent}}. The whole
// training took {{fit.seconds|0}} seconds, {{msPerStep|1}} milliseconds for each step of 32 images.
//
// As for the work: {{cnnWork}} multiplications an image, where the dense network of chapter 09 needs {{mlpWork}}. So it is
// {{workRatio|0}} times the work, with fewer parameters. Convolution trades arithmetic for memory.
//
// ## The same program in Keras
//
// As in chapter 09, three runs in Keras, from three different starts. Beside them stand three runs of ours that were made when
// this framework was tested (training six times is not worth your waiting), and the one above.

// %% [markdown] id="keras-text" lang="zh" src="65fa2cdb"
// 第一轮里，网络读对了训练图像的 {{firstAccuracy|percent}}（对整轮取平均），最后一轮是 {{lastAccuracy|percent}}。
// 在从未见过的测试图像上是 {{evaluate.accuracy|percent}}。整个训练用了 {{fit.seconds|0}} 秒，
// 每步 32 幅图像，一步 {{msPerStep|1}} 毫秒。
//
// 至于计算量：一幅图像要做 {{cnnWork}} 次乘法，第 09 章的全连接网络只要 {{mlpWork}} 次。参数更少，计算却是 {{workRatio|0}} 倍。
// 卷积是用计算换存储。
//
// ## Keras 里的同一个程序
//
// 和第 09 章一样，在 Keras 里从三个不同的起点各训练一次。与之并列的，是测试本框架时做过的三次训练（为此再等六次训练不值得），
// 以及上面的这一次。

// %% id="keras" tags=["check:band=difference:-0.3..0.3", "check:band@tiny=difference:-50..50", "check:band@synthetic digits=difference:-50..50", "check:band@tiny@synthetic digits=difference:-50..50"]
const keras = [0.9912, 0.9907, 0.9902]; // en: Keras 3.12, measured by tests/oracle // zh: Keras 3.12，由 tests/oracle 测得
const before = [0.9906, 0.9909, 0.9895]; // en: ours, measured by tests/bench // zh: 本框架，由 tests/bench 测得
const ours = [...before, accuracy];
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
const spread = (values: readonly number[]) => 100 * (Math.max(...values) - Math.min(...values));
results({
  ours: mean(ours),
  keras: mean(keras),
  difference: 100 * (mean(ours) - mean(keras)),
  kerasSpread: spread(keras),
})

// %% [markdown] id="keras-result" lang="en"
// {{ours|percent}} here, {{keras|percent}} in Keras: a difference of {{difference|2}} points, where three runs of the very same
// program differ by {{kerasSpread|2}}. By their results the two cannot be told apart.
//
// ## What the filters look for
//
// A filter of the first layer has nine weights, so it is an image of 3×3 pixels: orange where ink raises its answer, blue
// where ink lowers it. Move the slider from before the training to the end.
//
// > **Predict before you run.** Chapter 12 used filters made by hand, for edges. Nobody told this network about edges. Will you see
// > any among the 32?

// %% [markdown] id="keras-result" lang="zh" src="ed8e1bea"
// 这里是 {{ours|percent}}，Keras 里是 {{keras|percent}}：相差 {{difference|2}} 个百分点，而同一个程序运行三次，彼此之间就差
// {{kerasSpread|2}} 个百分点。单看结果，分不出谁是谁。
//
// ## 滤波器在找什么
//
// 第一层的每个滤波器有九个权重，所以它是一幅 3×3 的图像：橙色处的墨迹使它的回答变大，蓝色处的墨迹使它变小。
// 把滑块从训练之前一直移到最后。
//
// > **先预测，再运行。** 第 12 章的滤波器是手工做的，用来找边缘。没有人告诉过这个网络什么是边缘。32 个里面会有这样的吗？

// %% id="filters" tags=["check:plot", "slider"]
const looks = { columns: 8, size: 24, colors: 'diverging', range: [-0.5, 0.5] } as const;
await frames(learned.map((each) => imageGrid(each, looks)), {
  label: text({ en: 'epoch', zh: '轮次' }),
  values: learned.map((_, epoch) => epoch),
  title: text({ en: 'The 32 filters of the first layer', zh: '第一层的 32 个滤波器' }),
})

// %% [markdown] id="maps-text" lang="en"
// Many keep much of the noise that they started with, and some have become edges: orange on one side, blue on the other, upright,
// level or slanting. What a filter answers over the whole image is its feature map. Below, the first test image goes
// through the network: to the 32 maps of the first convolution (in the order of the filters above), to the 64 maps of the
// second, to ten probabilities.

// %% [markdown] id="maps-text" lang="zh" src="06df38ea"
// 许多滤波器还留着不少初始的噪声，但有一些已经成了边缘：一侧橙、一侧蓝，有竖的、横的，也有斜的。
// 一个滤波器在整幅图像上的回答，就是它的特征图。下面让第一幅测试图像走过整个网络：
// 先是第一次卷积的 32 幅特征图（次序与上面的滤波器相同），再是第二次卷积的 64 幅，最后是十个概率。

// %% id="maps" tags=["check:plot"]
const sureness = (images: typeof sample) =>
  Object.fromEntries(Array.from(cnn.call(images).data, (p, digit) => [`${digit} `, Number(p.toFixed(3))]));
const journey = panels([
  imageGrid(sample, { size: 140, title: '28×28' }),
  imageGrid(featureMaps(cnn, sample, 'conv2d1'), { columns: 8, size: 26, title: '32 × 26×26' }),
  imageGrid(featureMaps(cnn, sample, 'conv2d2'), { columns: 8, size: 22, title: '64 × 11×11' }),
  bars(sureness(sample), { width: 130, height: 200, title: text({ en: 'Probabilities', zh: '概率' }) }),
], { columns: 4 });
journey

// %% [markdown] id="against-text" lang="en"
// The maps of the first layer still look like the digit, seen through tinted glasses: some show all of its ink, some only edges
// on one side. Those of the second combine all 32 at once and have only 11×11 places. What each of them stands for is hard to
// say in words; the last layer does not need words, it needs only that they differ from digit to digit.
//
// ## Which mistakes are gone
//
// Beside it, on the same images, the program of chapter 09, with its ten epochs.

// %% [markdown] id="against-text" lang="zh" src="8b9a6d3d"
// 第一层的特征图看上去还是那个数字，只是像隔着有色眼镜：有的显出全部墨迹，有的只显出某一侧的边缘。
// 第二层的每一幅都综合了前面的 32 幅，只有 11×11 个位置。每一幅代表什么，很难用语言说清；最后一层也不需要语言，
// 只要不同的数字在这些图上各不相同就够了。
//
// ## 哪些错误不见了
//
// 把第 09 章的程序拿来并排比较，图像相同，仍训练十轮。

// %% id="against"
seed(9);
const mlp = sequential([784],
  dense(64, { activation: 'relu' }),
  dense(64, { activation: 'relu' }),
  dense(10, { activation: 'softmax' }),
).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const mlpStarted = performance.now();
await mlp.fit(data.flat.xTrain, yTrain, { epochs: size.mlpEpochs });
const mlpSeconds = (performance.now() - mlpStarted) / 1000;

const answers = { mlp: await mlp.predict(data.flat.xTest), cnn: await program.predict(xTest) };
const errs = (guess: Tensor) => Array.from(guess.argmax().equal(yTest).data, (isRight) => isRight === 0);
const [byMlp, byCnn] = [errs(answers.mlp), errs(answers.cnn)];
const both = byMlp.filter((wrong, i) => wrong && byCnn[i]).length;
const count = (wrong: readonly boolean[]) => wrong.filter(Boolean).length;
const mlpAccuracy = 1 - count(byMlp) / yTest.size;
results({
  mlpAccuracy,
  mlpWrong: count(byMlp),
  cnnWrong: count(byCnn),
  both,
  onlyMlp: count(byMlp) - both,
  onlyCnn: count(byCnn) - both,
})

// %% id="saved" tags=["check:plot"]
const [oftenMlp, oftenCnn] = [answers.mlp, answers.cnn].map((p) => confusionMatrix(yTest, p).toArray());
const saved = upTo(10).map((row) => upTo(10).map((column) =>
  row === column ? 0 : oftenMlp[row][column] - oftenCnn[row][column]));
heatmap(saved, {
  colors: 'diverging',
  xLabel: text({ en: 'taken for', zh: '被认作' }),
  yLabel: text({ en: 'digit', zh: '数字' }),
  title: text({ en: 'Mistakes that the CNN avoids', zh: 'CNN 避免了的错误' }),
  width: 330,
  height: 330,
})

// %% [markdown] id="worst-text" lang="en"
// Of {{mlpWrong}} mistakes {{cnnWrong}} are left. It is not that the new network knows all that the old one knew and more:
// {{onlyCnn}} images are read wrongly by the convolutional network alone, {{onlyMlp}} by the dense one alone, {{both}} by both. In
// the matrix, a positive number says how many mistakes of this kind are gone, a negative one how many are new.
//
// What is left is hard. These are the mistakes that the network is surest of:

// %% [markdown] id="worst-text" lang="zh" src="bfd901aa"
// {{mlpWrong}} 个错误还剩 {{cnnWrong}} 个。并不是旧网络会的新网络全都会：有 {{onlyCnn}} 幅只有卷积网络读错，{{onlyMlp}} 幅只有全连接网络读错，
// {{both}} 幅两者都错。矩阵里的正数表示这一类错误少了几个，负数表示多了几个。
//
// 剩下的都不好认。下面是它最自信的错误：

// %% id="worst" tags=["check:plot"]
const worst = mostWrong(answers.cnn, yTest, 20);
imageGrid(xTest.rows(worst.map(({ index }) => index)), {
  captions: worst.map(({ label, predicted }) => `${label} → ${predicted}`),
  title: text({ en: 'Truth → answer of the network', zh: '真值 → 网络的回答' }),
  size: 56,
})

// %% [markdown] id="why-text" lang="en"
// ## What does it look at?
//
// Two ways to ask a network why. Let $S_c(x)$ be the score it gives the class $c$, its logit, for the image $x$.
//
// The first asks which pixels the score answers to. Backpropagation goes on past the weights, down to the image, and
// gives the [[saliency]] map (Simonyan et al., 2014):
//
// $$M_{ij} = \left| \frac{\partial S_c(x)}{\partial x_{ij}} \right|$$ (eq:saliency)
//
// The second asks what it cannot do without. A patch $p$ of 3×3 pixels is covered with paper, at every second place in turn, and the fall of
// the score is written down at that place: [[occlusion]] (Zeiler and Fergus, 2014):
//
// $$D_p = S_c(x) - S_c(x \text{ without } p)$$ (eq:occlusion)
//
// The first needs a single pass backward, and tells of arbitrarily small changes; the second needs a pass for each place, here
// 14×14 of them, and tells what covering really does.
//
// > **Predict before you run.** Which part of a 7 would you have to cover to make it a 1? And where could *paper* be
// > important, so that covering ink there would even raise the score of the right answer?

// %% [markdown] id="why-text" lang="zh" src="f7960840"
// ## 它在看哪里？
//
// 要问网络“为什么”，有两种问法。设 $S_c(x)$ 是它对图像 $x$ 给类别 $c$ 的得分，即 logit。
//
// 第一种问法：得分对哪些像素有反应？反向传播越过权重，一直传到图像上，就得到[[显著图]]，出自 Simonyan 等人（2014）：
//
// $$M_{ij} = \left| \frac{\partial S_c(x)}{\partial x_{ij}} \right|$$ (eq:saliency)
//
// 第二种问法：缺了什么它就不行？用一块 3×3 的白纸 $p$ 每隔一个位置盖一次，把得分的下降记在那个位置上，这就是[[遮挡]]，出自 Zeiler 和 Fergus（2014）：
//
// $$D_p = S_c(x) - S_c(x \text{ 去掉 } p)$$ (eq:occlusion)
//
// 前者只需反向传播一次，说的是无穷小的变化；后者每个位置都要算一遍，这里是 14×14 遍，说的是盖住之后真正发生的事。
//
// > **先预测，再运行。** 要把一个 7 变成 1，得盖住哪一部分？又有哪里是**空白**要紧的地方，以至于盖住那里的墨迹，正确答案的得分反而上升？

// %% id="why" tags=["check:plot"]
const ten = xTest.rows(upTo(10).map((digit) => yTest.data.indexOf(digit))); // en: the first of each // zh: 每个数字的第一幅
const target = upTo(10);
const slopes = saliency(cnn, ten, { target }).abs();
const covered = occlusion(cnn, ten, { target, size: 3, stride: 2, score: 'logit' });
const uncovered = covered.slice([0, 0, 0], [10, 1, 1]); // en: the patch is in the empty corner // zh: 白纸在空白的角上
const fall = uncovered.sub(covered);
const explained = panels([
  imageGrid(ten, { columns: 10, size: 56, title: text({ en: 'Image', zh: '图像' }) }),
  imageGrid(slopes, { columns: 10, size: 56, range: 'each', title: text({ en: 'Saliency', zh: '显著图' }) }),
  imageGrid(fall, { columns: 10, size: 56, range: 'each', title: text({ en: 'Occlusion', zh: '遮挡' }) }),
], { columns: 1 });
explained

// %% [markdown] id="why-result" lang="en"
// Light is where the score is most easily changed. These maps are speckled, since the slope changes by chance from pixel to
// pixel (`smoothGrad` averages that away). In the lower row orange marks ink that the answer needs, blue a place where covering
// helps. The bar of the 7 is dark orange from its left end on: without it, what is left is nearly a 1. The 3 and the 5 have blue
// places on their left, where ink speaks against the right answer and paper would be better. Neither map is an explanation in the
// sense in which you and I explain: they tell where the network looks, not what it thinks there.
//
// ## A few pixels to the side
//
// The digits of MNIST stand in the middle: somebody centred them, each by its centre of mass. What if the next one does not?
// A convolution does not care, its answer moves along with the image. But the last layer has a weight for each place of each
// map. How far does the network carry?
//
// > **Predict before you run.** All test digits move by one pixel, then by two, up to four. The dense network, the convolutional
// > one: how much of their accuracy is left at four? (A guess at random has 10 %.)

// %% [markdown] id="why-result" lang="zh" src="f59cd384"
// 越亮的地方，得分越容易改变。这些图斑斑点点，因为斜率在相邻像素之间的变化带有偶然性（`smoothGrad` 可以把它平均掉）。
// 最下面一行，橙色表示答案离不开的墨迹，蓝色表示盖住反而有好处的地方。
// 7 的那一横，从左端起就是深橙色：没有它，剩下的就近似一个 1。3 和 5 的左侧有蓝色，那里的墨迹不利于正确答案，换成空白反而更好。
// 这两种图都不是你我之间那种意义上的解释：它们只说网络看的是哪里，没有说它在那里想的是什么。
//
// ## 往旁边挪几个像素
//
// MNIST 的数字都站在正中：有人按重心把每一个都摆正了。要是下一个没有摆正呢？卷积不在乎，图像移动，它的回答就跟着移动。
// 可是最后一层对每幅特征图的每个位置都各有一个权重。这个网络能撑多远？
//
// > **先预测，再运行。** 所有测试数字都移动一个像素，再两个，直到四个。全连接网络和卷积网络，到四个像素时准确率还剩多少？（瞎猜是 10 %。）

// %% id="shifts" tags=["check:plot"]
const some = upTo(size.shifted);
const [xSome, ySome] = [xTest.rows(some), yTest.rows(some)];
type Reader = (images: typeof xSome) => Promise<{ accuracy: number }>;
const steps = [0, 1, 2, 3, 4];

// en: accuracy on digits moved by s pixels, the mean of up, down, left and right
// zh: 数字移动 s 个像素时的准确率，取上、下、左、右的平均
async function underShifts(read: Reader): Promise<{ x: number; y: number }[]> {
  const points: { x: number; y: number }[] = [];
  for (const s of steps) {
    const moves = s === 0 ? [[0, 0]] : [[-s, 0], [s, 0], [0, -s], [0, s]];
    let sum = 0;
    for (const [down, right] of moves) sum += (await read(warpImages(xSome, { shift: [down, right] }))).accuracy;
    points.push({ x: s, y: (100 * sum) / moves.length });
  }
  return points;
}
const shifted = {
  MLP: await underShifts((images) => mlp.evaluate(images.reshape([-1, 784]), ySome)),
  CNN: await underShifts((images) => program.evaluate(images, ySome)),
};
const shiftLook = {
  width: 340, height: 220,
  xLabel: text({ en: 'pixels to the side', zh: '移动的像素数' }),
  yLabel: text({ en: 'accuracy (%)', zh: '准确率（%）' }),
  title: text({ en: 'Digits that stand to the side', zh: '站偏了的数字' }),
};
lines(shifted, shiftLook)

// %% id="shift-numbers"
const at = (points: readonly { y: number }[], s: number) => points[s].y / 100;
results({
  mlp1: at(shifted.MLP, 1), mlp4: at(shifted.MLP, 4),
  cnn1: at(shifted.CNN, 1), cnn2: at(shifted.CNN, 2), cnn4: at(shifted.CNN, 4),
})

// %% [markdown] id="small-text" lang="en"
// At two pixels the convolutional network still reads {{cnn2|percent0}}, at four {{cnn4|percent0}}; the dense one is down to {{mlp4|percent0}}.
// Better by far, and yet nobody would call it robust: a reader who fails when the page is moved by four dots has not understood
// what a digit is.
//
// ## Half the parameters, fewer mistakes
//
// The article promises architectures that adapt. So let us adapt this one, within a budget: **no more than 17,413 parameters**,
// half of those of the article, and **at least {{goalAccuracy|percent}}** on the test images. Four changes:
//
// - *No weights for places.* Nearly half of the parameters, 16,010, sit in the last layer: for each digit, one for each of 5×5 places of 64 maps.
//   [[global average pooling|Global average pooling]] keeps a single number of each map, its mean: what was found, no matter where.
// - *Depth instead of width.* The parameters saved buy two more convolutions, of 8 to 32 filters.
// - *Every channel on its scale.* [[batch normalisation|Batch normalisation]] (Ioffe and Szegedy, 2015) moves each channel to mean 0 and variance 1 over
//   the batch, then lets the network choose a mean $\beta$ and a spread $\gamma$ of its own:
//
// $$y = \gamma\, \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta$$
//
// In use there is no batch to take $\mu$ and $\sigma$ from; running means stand in for them, which the layer has kept while training.
// The summary below counts these apart from the parameters, since no gradient changes them.
//
// - *No image twice.* Before every step, each image of the batch is moved by up to two pixels and turned by up to ten degrees, at random:
//   what does not matter should not be learned by heart (chapter 15).
//
// How many filters, how far to move, how fast to learn: such things are chosen on validation images, of which a tenth of the
// training images is set aside below. The test images are looked at once, after training.

// %% [markdown] id="small-text" lang="zh" src="9a2aa020"
// 移动两个像素时，卷积网络还能读对 {{cnn2|percent0}}，四个像素时是 {{cnn4|percent0}}；全连接网络只剩 {{mlp4|percent0}}。
// 好得多，但谁也不会说它稳健：纸挪动四个点就读不出来的人，还没有明白数字是什么。
//
// ## 参数减半，错误更少
//
// 原文说的是能够随需要调整的架构。那就来调整这一个，并且给出预算：**参数不超过 17413 个**，即原文的一半；测试图像上**至少 {{goalAccuracy|percent}}**。改动有四处：
//
// - **位置不占权重。** 将近一半的参数，16010 个，都在最后一层：对每个数字，64 幅特征图的 5×5 个位置各有一个权重。[[全局平均池化]]让每幅特征图只留下一个数，
//   即它的平均值：只管找到了什么，不管在哪里找到。
// - **加深，不加宽。** 省下的参数用来多做两次卷积，滤波器从 8 个到 32 个。
// - **各个通道用各自的尺度。** [[批量归一化]]由 Ioffe 和 Szegedy（2015）提出，它在每个批次上把每个通道变成均值 0、方差 1，再让网络自己选择均值 $\beta$ 和幅度 $\gamma$：
//
// $$y = \gamma\, \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta$$
//
// 使用时没有批次可以用来算 $\mu$ 和 $\sigma$，就改用这一层在训练中一路记下的滑动平均。下面的汇总把它们单独列出，不算作参数，
// 因为没有梯度去改变它们。
//
// - **每一遍都不重样。** 每一步之前，批次里的每幅图像都随机移动至多两个像素、旋转至多十度：无关紧要的东西，不该死记硬背（见第 15 章）。
//
// 用多少滤波器、移动多远、学得多快，这些要看着验证图像来选，所以下面留出十分之一的训练图像。测试图像只在训练之后看一次。

// %% id="small" tags=["check:exact"]
const unit = <const F extends number, const P extends 'same' | 'valid'>(maps: F, padding: P) =>
  block([conv2d(maps, 3, { padding, useBias: false }), batchNormalization({ momentum: 0.9 }), activation('relu')]);

seed(13);
const small = sequential([28, 28, 1],
  unit(8, 'same'),
  maxPool2d(2),
  unit(16, 'valid'),
  maxPool2d(2),
  unit(32, 'valid'),
  unit(32, 'valid'),
  globalAveragePool2d(),
  dense(10, { activation: 'softmax' }),
);
console.log(small.summary());
const goal = { parameters: sizeOf(cnn) / 2, accuracy: 0.992 };
results({ budget: goal.parameters, goalAccuracy: goal.accuracy })

// %% [markdown] id="small-fit-text" lang="en"
// > **Predict before you run.** The training images are moved and turned, the validation images are not. Which of the two
// > accuracies will be higher?

// %% [markdown] id="small-fit-text" lang="zh" src="823b495a"
// > **先预测，再运行。** 训练图像会移动、会旋转，验证图像不会。哪一个准确率更高？

// %% id="small-fit" tags=["check:plot"]
const { train, validation } = split(xTrain, yTrain, { validation: 0.1 });
const batchSize = 64;
const stepsInAll = size.smallEpochs * Math.ceil(train.x.shape[0] / batchSize);
const smallProgram = small.compile({
  optimizer: adam({ learningRate: cosineDecay({ initial: 0.01, steps: stepsInAll }) }),
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});
const smallStarted = performance.now();
const smallHistory = await smallProgram.fit(train.x, train.y, {
  epochs: size.smallEpochs,
  batchSize,
  validationData: [validation.x, validation.y],
  augment: augment({ shift: 2, rotate: 10, seed: 13 }),
  callbacks: [livePlot(panel)],
});
const smallSeconds = (performance.now() - smallStarted) / 1000;
results({
  trainAccuracy: smallHistory.accuracy[size.smallEpochs - 1],
  valAccuracy: smallHistory.valAccuracy?.at(-1) ?? NaN,
  smallSeconds,
})

// %% id="small-evaluate" tags=["check:band=smallAccuracy:0.992..1", "check:band@tiny=smallAccuracy:0..1", "check:band@synthetic digits=smallAccuracy:0.8..1", "check:band@tiny@synthetic digits=smallAccuracy:0..1"]
const { accuracy: smallAccuracy } = await smallProgram.evaluate(xTest, yTest);
const shiftedSmall = await underShifts((images) => smallProgram.evaluate(images, ySome));
results({
  smallParameters: sizeOf(small),
  smallAccuracy,
  smallWrong: Math.round((1 - smallAccuracy) * yTest.size),
  small4: at(shiftedSmall, 4),
  standardError: 100 * Math.sqrt((smallAccuracy * (1 - smallAccuracy)) / yTest.size),
})

// %% id="leaderboard"
const entry = (network: string, parameters: number, accuracy: number, seconds: number) =>
  ({ network, parameters, accuracy, seconds });
const leaderboard = [
  entry(text({ en: 'chapter 09, dense', zh: '第 09 章，全连接' }), sizeOf(mlp.model), mlpAccuracy, mlpSeconds),
  entry(text({ en: 'article 3, convolutional', zh: '第三篇文章，卷积' }), sizeOf(cnn), accuracy, seconds),
  entry(text({ en: 'small, varied images', zh: '小网络，变化的图像' }), sizeOf(small), smallAccuracy, smallSeconds),
];
const ranked = (entries: typeof leaderboard) => table(
  entries.toSorted((a, b) => b.accuracy - a.accuracy).map(({ network, parameters, accuracy, seconds }) => ({
    [text({ en: 'network', zh: '网络' })]: network,
    [text({ en: 'parameters', zh: '参数' })]: parameters,
    [text({ en: 'test accuracy (%)', zh: '测试准确率（%）' })]: 100 * accuracy,
    [text({ en: 'mistakes', zh: '错误数' })]: Math.round((1 - accuracy) * yTest.size),
    [text({ en: 'training (s)', zh: '训练（秒）' })]: Math.round(seconds),
  })));
ranked(leaderboard)

// %% [markdown] id="small-result" lang="en"
// {{smallParameters}} parameters, {{smallWrong}} mistakes instead of {{cnnWrong}}: {{small-evaluate.smallAccuracy|percent}}. And where digits stand four
// pixels to the side, of which it has seen at most two, it still reads {{small4|percent}}.
//
// (10,000 test images measure an accuracy with a standard error of about {{standardError|2}} points. So {{smallWrong}} mistakes against
// {{cnnWrong}} may be luck in good part. What is left of the accuracy when the digits move is not.)
//
// ## The whole chapter in one picture
//
// An image on its way through the article’s network, then what became of it: the small network learns, the digits move, and
// the hardest of them remain.

// %% [markdown] id="small-result" lang="zh" src="8cd472c1"
// {{smallParameters}} 个参数，错误从 {{cnnWrong}} 个减到 {{smallWrong}} 个：{{small-evaluate.smallAccuracy|percent}}。数字偏移四个像素时（它见过的至多两个），
// 它仍能读对 {{small4|percent}}。
//
// （10000 幅测试图像量出的准确率，标准误差大约是 {{standardError|2}} 个百分点。所以，{{smallWrong}} 个错误对 {{cnnWrong}} 个，
// 可能有不小的运气成分；而数字移动之后还保得住多少准确率，就不是运气了。）
//
// ## 一图看全章
//
// 上面是一幅图像走过原文的网络，下面是这一章的结果：小网络怎样学习，数字移动之后还剩多少，以及哪些数字最难认。

// %% id="picture" tags=["check:plot"]
const names = { MLP: 'MLP', CNN: 'CNN', small: text({ en: 'small CNN', zh: '小 CNN' }) };
const threeShifted = { [names.MLP]: shifted.MLP, [names.CNN]: shifted.CNN, [names.small]: shiftedSmall };
const { accuracy: rising, valAccuracy = [] } = smallHistory;
panels([
  journey,
  panels([
    lines({ accuracy: rising, valAccuracy }, {
      title: text({ en: 'The small network learns', zh: '小网络的学习过程' }), width: 230, height: 180,
    }),
    lines(threeShifted, { ...shiftLook, width: 230, height: 180 }),
    imageGrid(xTest.rows(worst.slice(0, 12).map(({ index }) => index)), {
      captions: worst.slice(0, 12).map(({ label, predicted }) => `${label} → ${predicted}`),
      title: text({ en: 'The hardest digits', zh: '最难认的数字' }), columns: 4, size: 50,
    }),
  ], { columns: 3 }),
], { columns: 1, title: text({ en: 'A convolutional network reads a digit', zh: '卷积网络识别一个数字' }) })

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it. Two are experiments; nobody checks them
// but you.

// %% [markdown] id="exercises" lang="zh" src="3afe3837"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个。有两道是实验题，只有你自己来判断。

// %% exercise="ch13-count"

// %% exercise="ch13-shapes"

// %% exercise="ch13-move"

// %% exercise="ch13-compare"

// %% exercise="ch13-occlusion"

// %% exercise="ch13-shift"

// %% exercise="ch13-pooling"

// %% exercise="ch13-budget"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch13-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - A convolutional layer has $(k^2 c_{\text{in}} + 1)\, c_{\text{out}}$ parameters, whatever the size of the image. A dense
//   layer behind `flatten` pays for every place.
// - Count layers from `summary()`, not from the text beside the program.
// - With fewer parameters than a dense network it makes far fewer mistakes, for many times the arithmetic.
// - Filters are learned: some turn into detectors of edges without having been told.
// - Saliency and occlusion show where a network looks. They do not say what it understands.
// - Good test images flatter: move them, and see what is left.
// - Global pooling, normalisation and varied images beat more parameters.
//
// ## Questions
//
// **It is slow. What can I do?** Most of the time goes into the second convolution. Fewer images or epochs first
// (`TSLATE_PROFILE=tiny` runs the whole chapter in seconds); larger batches need fewer steps an epoch, and then usually a
// larger learning rate. `use('onnx', { threads: 2 })` says how many processor cores one step may use.
//
// **My test loss is higher than my training loss. Is that bad?** A little is normal: the network knows its training images. It
// becomes overfitting when the loss on validation images rises while the training loss still falls (chapter 15).
//
// **And when it is lower?** That is normal, too, for two reasons you have met: the training loss is averaged over the whole
// epoch, while the network was still worse; and images that are moved and turned are harder than those that are not.
//
// **The best networks misread about 20 of the 10,000. How?** They are larger, many are averaged, and they train for many more epochs.
// Nobody gets them all: some test images have labels that people do not agree on; look at the hardest ones above.
//
// **Is this how all vision networks work?** The parts are the same: convolutions, normalisation, ever fewer places with ever more
// channels, a global mean, one dense layer. Chapter 14 adds what makes them deep.

// %% [markdown] id="summary" lang="zh" src="603caa86"
// ## 要点
//
// - 无论图像多大，一个卷积层都有 $(k^2 c_{\text{in}} + 1)\, c_{\text{out}}$ 个参数。`flatten` 之后的全连接层则要为每个位置付出参数。
// - 数层数要看 `summary()`，不要看程序旁边的文字。
// - 它的参数比全连接网络少，错误也少得多，代价是许多倍的计算。
// - 滤波器是学出来的：没有人教，有些自己就变成了边缘检测器。
// - 显著图和遮挡图说明网络看的是哪里，并不说明它懂得什么。
// - 摆得端正的测试图像会抬高成绩：挪一挪，再看还剩多少。
// - 全局池化、归一化和变化的图像，胜过更多的参数。
//
// ## 常见问题
//
// **太慢了，怎么办？** 时间大多花在第二次卷积上。先减少图像或轮数（`TSLATE_PROFILE=tiny` 几秒就能跑完整章）；批次大一些，每轮的步数就少一些，
// 这时学习率通常也要大一些。`use('onnx', { threads: 2 })` 规定一步可以用几个处理器核心。
//
// **测试损失高于训练损失，是坏事吗？** 高一点很正常：训练图像它见过。如果验证图像上的损失上升，训练损失却还在下降，那就是过拟合了（见第 15 章）。
//
// **反过来，低于训练损失呢？** 也正常，原因有两个，你都见过：训练损失是对整轮取平均，而那一轮里网络起初还比较差；
// 移动、旋转过的图像，本来就比没有动过的难认。
//
// **最好的网络，一万幅里只读错二十来幅，怎么做到的？** 网络更大，许多个取平均，训练的轮数也多得多。没有谁能全对：有些测试图像的标签，
// 连人也意见不一，看看上面最难认的那些。
//
// **所有的视觉网络都是这样工作的吗？** 零件是一样的：卷积，归一化，位置越来越少而通道越来越多，一次全局平均，一个全连接层。
// 第 14 章再加上使它们能够变深的东西。
