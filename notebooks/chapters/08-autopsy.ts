// ---
// title:
//   en: "Project 1: autopsy of a program that never learned"
//   zh: 项目一：解剖一个从未学会的程序
// objectives:
//   en:
//     - Read a training program of 2017 line by line, and write it in TypeScript
//     - Find out why its cost is NaN from the first epoch on
//     - Repair it in five steps, and measure what each step is worth
//     - See what a hidden layer of ten units has learned
//   zh:
//     - 逐行读懂一个 2017 年的训练程序，并用 TypeScript 重写
//     - 查明它的代价为什么从第一轮起就是 NaN
//     - 分五步修好它，并测出每一步的价值
//     - 看看只有十个单元的隐藏层学到了什么
// time: { teach: 60, exercise: 45 }
// ---

// %% [markdown] id="title" lang="en"
// # 8 · Project 1: autopsy of a program that never learned
//
// The first article ends with a complete program: a network with one hidden layer that is to read handwritten digits.
// It was written for TensorFlow 1, whose `placeholder` and `Session` are long gone, so hardly anybody can still run it.
// We can: here it is in TypeScript, with exactly its constants.
//
// It does not work. It does not even work badly: its cost is not a number. That makes it the best lesson of the whole
// series, because every one of its mistakes is one that people still make. In this chapter you run the program, watch it
// die, find the cause of death, and repair it in five steps, each of which is measured.
//
// **You will**
//
// - read the program line by line and write it in TypeScript,
// - find out why its cost is NaN from the first epoch on,
// - repair it in five steps and measure what each one is worth,
// - look at what ten hidden units have learned.
//
// **Where we are in the articles:** article 1, section “Project practice”.

// %% [markdown] id="title" lang="zh" src="5dc5caf9"
// # 8 · 项目一：解剖一个从未学会的程序
//
// 第一篇文章的末尾给出了一个完整的程序：用只有一个隐藏层的网络识别手写数字。它是为 TensorFlow 1 写的，
// 而 `placeholder` 和 `Session` 早已不复存在，如今几乎没有人还能运行它。我们可以：下面就是它的 TypeScript 版本，
// 所有常数一字不改。
//
// 它不能用。它甚至谈不上“效果差”：它的代价根本不是一个数。正因如此，它是整个系列里最好的一课，
// 因为它犯的每一个错误，今天的人们依然在犯。这一章里你将运行它，看着它死去，找出死因，再分五步把它救活，
// 每一步都有测量。
//
// **你将会**
//
// - 逐行读懂这个程序，并用 TypeScript 写出来；
// - 查明它的代价为什么从第一轮起就是 NaN；
// - 分五步修好它，并测出每一步的价值；
// - 看看十个隐藏单元学到了什么。
//
// **在原文中的位置：** 第一篇文章的“项目实践”一节。

// %% id="start" tags=["language"]
import { batches, dense, mnist, parameter, rng, seed, sequential, sgd, split, tensor, withoutGradients, zeros } from 'tslate';
import { bars, byProfile, imageGrid, initializer, lines, progress, results, setLanguage, table, text } from 'tslate';
import type { Parameter, Tensor } from 'tslate';
setLanguage('en');

// %% [markdown] id="data-text" lang="en"
// ## The data
//
// MNIST: grey images of 28×28 pixels, written by hand, with the digit that was meant. The program sees every image as a
// vector $x$ of $28 \cdot 28 = 784$ numbers between 0 and 1, and every label as a *one-hot* vector $y$ of ten numbers: a
// 1 at the digit, 0 elsewhere.
//
// The article trains on `X_train` and never looks at anything else. We set some of the training images aside at once.
// They are used for **validation**: to compare our repairs. The test images stay untouched until the very end.

// %% [markdown] id="data-text" lang="zh" src="dc970a0b"
// ## 数据
//
// MNIST：28×28 像素的手写灰度图像，每幅都标着它本来要写的数字。程序把每幅图像看作一个向量 $x$，
// 由 $28 \cdot 28 = 784$ 个 0 到 1 之间的数组成；把每个标签看作一个由十个数组成的**独热**向量 $y$：
// 在该数字处为 1，其余为 0。
//
// 原文只在 `X_train` 上训练，别的什么都不看。我们先从训练图像里留出一部分，用来**验证**，也就是比较各次修复的效果。
// 测试图像在最后一刻之前谁也不碰。

// %% id="data"
const size = byProfile({
  tiny: { train: 6_000, epochs: 3 },
  standard: { train: 60_000, epochs: 10 },
  full: { train: 60_000, epochs: 10 },
});
const data = await mnist.load({ train: size.train });
const { train, validation } = split(data.flat.xTrain, data.yTrain, { validation: 1 / 6 });
const sizes = { train: train.x.shape[0], validation: validation.x.shape[0], test: data.xTest.shape[0] };
table([{
  [text({ en: 'data', zh: '数据' })]: data.source,
  [text({ en: 'train', zh: '训练' })]: sizes.train,
  [text({ en: 'validation', zh: '验证' })]: sizes.validation,
  [text({ en: 'test', zh: '测试' })]: sizes.test,
}])

// %% id="digits" tags=["check:plot"]
const first = Array.from({ length: 20 }, (_, i) => i);
imageGrid(train.x.rows(first), {
  captions: Array.from(train.y.data.subarray(0, 20)),
  title: text({ en: 'The first twenty images', zh: '前二十幅图像' }),
  size: 70,
})

// %% [markdown] id="program-text" lang="en"
// ## The program, as printed
//
// The network has 784 inputs, one hidden layer of 10 units with ReLU, and 10 outputs with softmax. In rows, as programs
// write it:
//
// $$
// \begin{aligned}
// z_1 &= x W_1 + b_1 & a_1 &= \max(z_1, 0) \\
// z_2 &= a_1 W_2 + b_2 & \hat y_j &= \frac{e^{z_{2,j}}}{\sum_k e^{z_{2,k}}}
// \end{aligned}
// $$
//
// Its cost is the cross-entropy, summed over the $B = 100$ images of a batch, and gradient descent with $\alpha = 0.01$
// makes it smaller:
//
// $$L = -\sum_{i=1}^{B} \sum_{j=1}^{10} y_{ij} \ln \hat y_{ij} \qquad\qquad \theta \leftarrow \theta - \alpha \frac{\partial L}{\partial \theta}$$
//
// The lines that matter, in the Python of 2017:
//
// ```python
// W1 = tf.Variable(tf.random_normal([n_input, n_hidden]))
// b1 = tf.Variable(tf.random_normal([n_hidden]))
// a1 = tf.nn.relu(tf.add(tf.matmul(X, W1), b1))
// Y_pred = tf.nn.softmax(tf.add(tf.matmul(a1, W2), b2))
// loss = -tf.reduce_sum(Y * tf.log(Y_pred))
// optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.01).minimize(loss)
// ```
//
// The next cell is the same network in TypeScript. Hover over `z2`: the compiler knows its shape. Count the parameters
// yourself before you run it.

// %% [markdown] id="program-text" lang="zh" src="89ed0e3f"
// ## 原样的程序
//
// 网络有 784 个输入，一个由 10 个单元组成、使用 ReLU 的隐藏层，以及 10 个使用 softmax 的输出。按程序里“一行一个样本”的写法：
//
// $$
// \begin{aligned}
// z_1 &= x W_1 + b_1 & a_1 &= \max(z_1, 0) \\
// z_2 &= a_1 W_2 + b_2 & \hat y_j &= \frac{e^{z_{2,j}}}{\sum_k e^{z_{2,k}}}
// \end{aligned}
// $$
//
// 代价是交叉熵，对一个批次的 $B = 100$ 幅图像求和；梯度下降以 $\alpha = 0.01$ 使它变小：
//
// $$L = -\sum_{i=1}^{B} \sum_{j=1}^{10} y_{ij} \ln \hat y_{ij} \qquad\qquad \theta \leftarrow \theta - \alpha \frac{\partial L}{\partial \theta}$$
//
// 关键的几行，用 2017 年的 Python 写成：
//
// ```python
// W1 = tf.Variable(tf.random_normal([n_input, n_hidden]))
// b1 = tf.Variable(tf.random_normal([n_hidden]))
// a1 = tf.nn.relu(tf.add(tf.matmul(X, W1), b1))
// Y_pred = tf.nn.softmax(tf.add(tf.matmul(a1, W2), b2))
// loss = -tf.reduce_sum(Y * tf.log(Y_pred))
// optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.01).minimize(loss)
// ```
//
// 下一个单元格是同一个网络的 TypeScript 版本。把鼠标停在 `z2` 上：编译器知道它的形状。运行之前，先自己数一数有多少个参数。

// %% id="network" tags=["check:exact"]
type Start = 'normal' | 'heNormal';

interface Network {
  W1: Parameter<readonly [784, 10]>;
  b1: Parameter<readonly [10]>;
  W2: Parameter<readonly [10, 10]>;
  b2: Parameter<readonly [10]>;
}

// en: random parameters; 'normal' is what the article does: N(0, 1) for weights and biases
// zh: 随机参数；'normal' 是原文的做法：权重和偏置都取自 N(0, 1)
function network(start: Start): Network {
  const random = rng(8);
  const weights = initializer(start);
  const bias = () => (start === 'normal' ? random.normal([10]) : zeros([10]));
  return {
    W1: parameter(weights([784, 10], random)),
    b1: parameter(bias()),
    W2: parameter(weights([10, 10], random)),
    b2: parameter(bias()),
  };
}

// en: the hidden layer's output and the logits
// zh: 隐藏层的输出与 logits
function forward({ W1, b1, W2, b2 }: Network, x: Tensor<readonly [number, 784]>) {
  const a1 = x.matmul(W1).add(b1).relu();
  const z2 = a1.matmul(W2).add(b2);
  return { a1, z2 };
}

const parameterCount = Object.values(network('normal')).reduce((sum, p) => sum + p.size, 0);
parameterCount

// %% [markdown] id="loop-text" lang="en"
// Now the training loop. It has a switch for every repair to come, so that the six runs of this chapter differ in exactly
// one thing at a time. The article’s settings come first.

// %% [markdown] id="loop-text" lang="zh" src="6b3a8491"
// 接着是训练循环。每一处将要做的修复都对应一个开关，这样本章的六次运行每次只差一处。先看原文的设置。

// %% id="loop"
interface Settings {
  stable: boolean; // en: ln ŷ straight from the logits // zh: 直接从 logits 求 ln ŷ
  start: Start; // en: how the parameters start // zh: 参数从哪里开始
  mean: boolean; // en: the mean over the batch, not the sum // zh: 对批次取平均，而不是求和
  shuffle: boolean; // en: a new order in every epoch // zh: 每轮换一个顺序
  learningRate: number;
}

const printed: Settings = { stable: false, start: 'normal', mean: false, shuffle: false, learningRate: 0.01 };

interface Run {
  network: Network;
  cost: number[]; // en: per image, one number an epoch // zh: 每幅图像的代价，每轮一个数
  accuracy: number; // en: on the validation images // zh: 在验证图像上
}

function logProbabilities(z2: Tensor<readonly [number, 10]>, stable: boolean) {
  if (stable) return z2.logSoftmax();
  const exponentials = z2.exp();
  return exponentials.div(exponentials.sum(-1, { keepDims: true })).log();
}

function accuracyOf(net: Network, x: Tensor<readonly [number, 784]>, y: Tensor<readonly [number], 'int32'>): number {
  return withoutGradients(() => forward(net, x).z2.argmax().equal(y).cast('float32').mean().item());
}

async function run(name: string, settings: Settings): Promise<Run> {
  const net = network(settings.start);
  const descent = sgd({ learningRate: settings.learningRate });
  const order = settings.shuffle ? { size: 100, shuffle: rng(1) } : { size: 100 };
  const bar = progress({ total: size.epochs, label: name });
  const cost: number[] = [];
  for (let epoch = 0; epoch < size.epochs; epoch++) {
    let sum = 0;
    for (const [x, labels] of batches(train.x, train.y, order)) {
      const y = labels.oneHot(10);
      const total = y.mul(logProbabilities(forward(net, x).z2, settings.stable)).sum().neg();
      const loss = settings.mean ? total.div(x.shape[0]) : total;
      loss.backward();
      descent.step(Object.values(net));
      sum += total.item();
    }
    cost.push(sum / sizes.train);
    bar.update(epoch + 1, { cost: sum / sizes.train });
    await new Promise((resolve) => setTimeout(resolve)); // en: let the bar be drawn // zh: 让进度条得以绘制
  }
  bar.end();
  return { network: net, cost, accuracy: accuracyOf(net, validation.x, validation.y) };
}

// %% [markdown] id="predict-0" lang="en"
// > **Predict before you run.** Ten classes, random guessing gives 10 %. What cost per image does random guessing have?
// > ($-\ln \tfrac{1}{10} \approx 2.30$.) Where will the program be after the last epoch?

// %% [markdown] id="predict-0" lang="zh" src="faf6af54"
// > **先预测，再运行。** 十个类别，瞎猜的准确率是 10 %。瞎猜时每幅图像的代价是多少？
// > （$-\ln \tfrac{1}{10} \approx 2.30$。）最后一轮之后，这个程序会到哪里？

// %% id="run-printed" tags=["check:band=epochsWithNaN:1.."]
const asPrinted = await run(text({ en: 'as printed', zh: '原样' }), printed);
asPrinted.cost.forEach((cost, epoch) => {
  console.log('Epoch:', String(epoch + 1).padStart(4, '0'), 'cost=', cost.toFixed(9));
});
console.log('Optimization Finished!');
results({ epochsWithNaN: asPrinted.cost.filter(Number.isNaN).length, valAccuracy: asPrinted.accuracy })

// %% [markdown] id="cause-text" lang="en"
// ## Cause of death
//
// NaN, “not a number”, from the very first epoch. Once a parameter is NaN, everything computed from it is NaN: the network
// answers 0 for every image, and is right for the share of zeros among them.
//
// Where does it come from? Look at the logits $z_2$ before any training. Each hidden unit adds up 784 products of a pixel
// and a number from $N(0, 1)$, so its spread is $\sqrt{\sum x_i^2}$, many times that of a single weight; the second layer
// adds up ten of those. The table puts the article's start beside the one of He et al., which repair 2 will use.

// %% [markdown] id="cause-text" lang="zh" src="89af2733"
// ## 死因
//
// NaN，即“不是数”，从第一轮就出现了。参数一旦变成 NaN，由它算出的一切都是 NaN：网络对每幅图像都回答 0，
// 于是只在恰好是 0 的那部分图像上答对。
//
// 它从哪里来？看看训练开始之前的 logits $z_2$。每个隐藏单元把 784 个“像素乘以取自 $N(0, 1)$ 的数”加起来，
// 所以它的离散程度是 $\sqrt{\sum x_i^2}$，是单个权重的许多倍；第二层再把十个这样的数加起来。
// 表中把原文的起点与 He 等人的起点并排放在一起，后者就是修复二要用的。

// %% id="spread"
const sample = train.x.rows(Array.from({ length: 1000 }, (_, i) => i));
const spread = (values: Tensor): number => {
  const centred = values.sub(values.mean());
  return Math.sqrt(centred.square().mean().item());
};
const spreads = (['normal', 'heNormal'] as const).map((start) => {
  const net = network(start);
  const z1 = sample.matmul(net.W1).add(net.b1);
  const { z2 } = forward(net, sample);
  return {
    [text({ en: 'start', zh: '起点' })]: start,
    [text({ en: 'spread of z1', zh: 'z1 的离散程度' })]: spread(z1),
    [text({ en: 'spread of z2', zh: 'z2 的离散程度' })]: spread(z2),
    [text({ en: 'largest |z2|', zh: '最大的 |z2|' })]: z2.abs().max().item(),
  };
});
table(spreads)

// %% [markdown] id="log-zero-text" lang="en"
// Logits that are tens apart make softmax answer with an exact 0: $e^{-104}$ is smaller than the smallest float32. Then
// $\ln 0 = -\infty$, and the formula multiplies it by the 0 of the one-hot label:

// %% [markdown] id="log-zero-text" lang="zh" src="1f3f179e"
// 当 logits 之间相差几十时，softmax 会给出恰好为 0 的答案：$e^{-104}$ 比最小的 float32 还小。于是
// $\ln 0 = -\infty$，而公式又把它乘以独热标签里的 0：

// %% id="log-zero" tags=["check:exact"]
const logits = tensor([[0, 120]]);
const asInTheArticle = tensor([[0, 1]]).mul(logits.softmax().log());
const exact = tensor([[0, 1]]).mul(logits.logSoftmax());
console.log('softmax      ', logits.softmax().toArray());
console.log('y · ln(ŷ)    ', asInTheArticle.toArray());
console.log('y · (z − lse)', exact.toArray());

// %% [markdown] id="repair-1-text" lang="en"
// ## Repair 1: never take the logarithm of a softmax
//
// The logarithm of a softmax can be written without a softmax. With $m = \max_k z_k$,
//
// $$\ln \hat y_j = z_j - \ln \sum_k e^{z_k} = z_j - m - \ln \sum_k e^{z_k - m}$$
//
// No exponent is positive, so nothing overflows; the sum is at least 1, so its logarithm is finite. This is `logSoftmax()`.
//
// > **Erratum.** The article computes $\ln(\operatorname{softmax}(z))$ in two steps. As a formula that is right, in
// > float32 it is not.

// %% [markdown] id="repair-1-text" lang="zh" src="90202fcf"
// ## 修复一：永远不要对 softmax 取对数
//
// softmax 的对数可以不经过 softmax 写出来。令 $m = \max_k z_k$，则
//
// $$\ln \hat y_j = z_j - \ln \sum_k e^{z_k} = z_j - m - \ln \sum_k e^{z_k - m}$$
//
// 没有任何指数是正的，所以不会溢出；和至少为 1，所以它的对数是有限的。这就是 `logSoftmax()`。
//
// > **原文勘误。** 原文分两步计算 $\ln(\operatorname{softmax}(z))$。作为公式它是对的，在 float32 里却不对。

// %% id="run-stable" tags=["check:band=valAccuracy:0.45..0.9", "check:band@tiny=valAccuracy:0.2..0.9", "check:band@synthetic digits=valAccuracy:0.35..0.9", "check:band@tiny@synthetic digits=valAccuracy:0.2..0.9"]
const repair1: Settings = { ...printed, stable: true };
const stable = await run(text({ en: '1 stable', zh: '1 数值稳定' }), repair1);
results({ cost: stable.cost[stable.cost.length - 1], valAccuracy: stable.accuracy })

// %% [markdown] id="repair-2-text" lang="en"
// It lives, and it learns something. The next suspect is the start: weights from $N(0, 1)$ are far too wide for 784 inputs.
//
// ## Repair 2: start with the right spread
//
// For ReLU, He et al. (2015) choose the variance so that signals keep their size from layer to layer; biases start at 0:
//
// $$W \sim N\left(0, \tfrac{2}{n_{\text{in}}}\right) \qquad b = 0$$
//
// > **Predict before you run.** The table above shows logits of a sensible size. Will the accuracy rise?

// %% [markdown] id="repair-2-text" lang="zh" src="c41d20b0"
// 它活过来了，而且学到了一点东西。下一个嫌疑是起点：对 784 个输入来说，取自 $N(0, 1)$ 的权重太宽了。
//
// ## 修复二：从合适的离散程度开始
//
// 对 ReLU，He 等人（2015）这样选取方差，使信号逐层保持大小；偏置从 0 开始：
//
// $$W \sim N\left(0, \tfrac{2}{n_{\text{in}}}\right) \qquad b = 0$$
//
// > **先预测，再运行。** 上面的表格显示 logits 的大小已经合理。准确率会上升吗？

// %% id="run-he" tags=["check:band=valAccuracy:0.05..0.5", "check:band@tiny=valAccuracy:0.05..0.9", "check:band@synthetic digits=valAccuracy:0.05..0.6", "check:band@tiny@synthetic digits=valAccuracy:0.05..0.9"]
const repair2: Settings = { ...repair1, start: 'heNormal' };
const he = await run(text({ en: '2 + He start', zh: '2 + He 初始化' }), repair2);
results({ cost: he.cost[he.cost.length - 1], valAccuracy: he.accuracy })

// %% [markdown] id="dead-text" lang="en"
// Worse! A right repair has uncovered another mistake, which the wide start had hidden: among large logits a step hardly
// matters. Now it does, and the steps are far too long: the cost is a **sum** over 100 images, so its gradient is 100 times
// the mean one, and $\alpha = 0.01$ on the sum is $\alpha = 1$ on the mean.
//
// Such a step throws units to where ReLU gives 0 for every image. There its derivative is 0 too, no gradient comes through,
// and the unit never returns: it is *dead*. Count them.

// %% [markdown] id="dead-text" lang="zh" src="af1d5980"
// 更糟了！一次正确的修复揭开了另一个错误，原先很宽的起点把它掩盖了：当 logits 很大时，走一步几乎无关紧要。
// 现在就要紧了，而步子实在太大：代价是对 100 幅图像的**和**，所以它的梯度是平均梯度的 100 倍，
// 对和取 $\alpha = 0.01$，就等于对平均取 $\alpha = 1$。
//
// 这样的一步会把单元甩到对每幅图像 ReLU 都给出 0 的地方。那里的导数也是 0，梯度传不过来，单元再也回不来：它**死**了。数一数。

// %% id="dead"
const deadUnits = ({ network: net }: Run): number => {
  const highest = withoutGradients(() => forward(net, validation.x).a1.max(0));
  return Array.from(highest.data).filter((value) => !(value > 0)).length;
};
table([
  { name: text({ en: '1 stable', zh: '1 数值稳定' }), outcome: stable },
  { name: text({ en: '2 + He start', zh: '2 + He 初始化' }), outcome: he },
].map(({ name, outcome }) => ({
  [text({ en: 'run', zh: '运行' })]: name,
  [text({ en: 'dead units of 10', zh: '10 个单元中死去的' })]: deadUnits(outcome),
})))

// %% [markdown] id="repair-3-text" lang="en"
// ## Repair 3: the mean, not the sum
//
// $$L = -\frac{1}{B} \sum_{i=1}^{B} \sum_{j=1}^{10} y_{ij} \ln \hat y_{ij}$$
//
// Now the length of a step does not depend on the size of the batch, and a cost can be compared with another.
//
// > **Erratum.** The article’s `avg_cost` is the mean of batch *sums*: 100 times the cost per image.

// %% [markdown] id="repair-3-text" lang="zh" src="25424367"
// ## 修复三：取平均，不求和
//
// $$L = -\frac{1}{B} \sum_{i=1}^{B} \sum_{j=1}^{10} y_{ij} \ln \hat y_{ij}$$
//
// 这样，步长不再取决于批次的大小，不同的代价也可以互相比较。
//
// > **原文勘误。** 原文的 `avg_cost` 是各批次之**和**的平均，是每幅图像代价的 100 倍。

// %% id="run-mean" tags=["check:band=valAccuracy:0.86..0.95", "check:band@tiny=valAccuracy:0.2..0.97", "check:band@synthetic digits=valAccuracy:0.7..0.92", "check:band@tiny@synthetic digits=valAccuracy:0.2..0.97"]
const repair3: Settings = { ...repair2, mean: true };
const mean = await run(text({ en: '3 + mean', zh: '3 + 平均' }), repair3);
results({ cost: mean.cost[mean.cost.length - 1], valAccuracy: mean.accuracy })

// %% [markdown] id="repair-4-text" lang="en"
// ## Repair 4: shuffle, and look at images that were not trained on
//
// The article goes through the images in the order of the file, ten times the same. Here that does little harm, because
// MNIST happens to be mixed already; sorted by digit it would be a disaster. The article also says, in its own section on
// training, that a model is to be *validated*, and then never does. We have done so from the start.

// %% [markdown] id="repair-4-text" lang="zh" src="ce3dd1d8"
// ## 修复四：打乱顺序，并看看没有训练过的图像
//
// 原文按文件里的顺序逐幅训练，十轮都一样。在这里害处不大，因为 MNIST 碰巧已经混合好了；要是按数字排了序，那就是一场灾难。
// 原文在讲训练的那一节还说模型要经过**验证**，随后却从没做过。我们从一开始就在做。

// %% id="run-shuffle" tags=["check:band=valAccuracy:0.86..0.95", "check:band@tiny=valAccuracy:0.2..0.97", "check:band@synthetic digits=valAccuracy:0.7..0.92", "check:band@tiny@synthetic digits=valAccuracy:0.2..0.97"]
const repair4: Settings = { ...repair3, shuffle: true };
const shuffled = await run(text({ en: '4 + shuffle', zh: '4 + 打乱' }), repair4);
results({ cost: shuffled.cost[shuffled.cost.length - 1], valAccuracy: shuffled.accuracy })

// %% [markdown] id="repair-5-text" lang="en"
// ## Repair 5: choose the learning rate
//
// $\alpha = 0.01$ was chosen for the sum. For the mean it is careful: the cost still falls when the program stops. Ten times
// as much is still safe (chapter 06 shows how to find out).

// %% [markdown] id="repair-5-text" lang="zh" src="185e9349"
// ## 修复五：选择学习率
//
// $\alpha = 0.01$ 是为求和选的。对平均来说它过于谨慎：程序停下时代价还在下降。放大十倍仍然安全（第 06 章会讲怎样找到它）。

// %% id="run-rate" tags=["check:band=valAccuracy:0.9..0.96", "check:band@tiny=valAccuracy:0.4..0.97", "check:band@synthetic digits=valAccuracy:0.8..0.94", "check:band@tiny@synthetic digits=valAccuracy:0.4..0.97"]
const repair5: Settings = { ...repair4, learningRate: 0.1 };
const repaired = await run(text({ en: '5 + rate 0.1', zh: '5 + 学习率 0.1' }), repair5);
results({ cost: repaired.cost[repaired.cost.length - 1], valAccuracy: repaired.accuracy })

// %% [markdown] id="compare-text" lang="en"
// ## All six runs
//
// One line a run; the cross marks where the printed program died. Note the scale: each step up is a factor.

// %% [markdown] id="compare-text" lang="zh" src="8e5ce600"
// ## 六次运行
//
// 每次运行一条线；叉号标出原程序死去的地方。注意刻度：每上一格是一个倍数。

// %% id="curves" tags=["check:plot"]
const runs: Record<string, Run> = {
  [text({ en: 'as printed', zh: '原样' })]: asPrinted,
  [text({ en: '1 stable', zh: '1 数值稳定' })]: stable,
  [text({ en: '2 + He start', zh: '2 + He 初始化' })]: he,
  [text({ en: '3 + mean', zh: '3 + 平均' })]: mean,
  [text({ en: '4 + shuffle', zh: '4 + 打乱' })]: shuffled,
  [text({ en: '5 + rate 0.1', zh: '5 + 学习率 0.1' })]: repaired,
};
lines(Object.fromEntries(Object.entries(runs).map(([name, { cost }]) => [name, cost])), {
  title: text({ en: 'Cost per image', zh: '每幅图像的代价' }),
  yLabel: text({ en: 'cost', zh: '代价' }),
  logY: true,
})

// %% id="accuracies" tags=["check:plot"]
bars(Object.fromEntries(Object.entries(runs).map(([name, { accuracy }]) => [name, 100 * accuracy])), {
  title: text({ en: 'Accuracy on validation images (%)', zh: '验证图像上的准确率（%）' }),
})

// %% [markdown] id="weights-text" lang="en"
// ## What ten units have learned
//
// Every hidden unit has one weight a pixel, so its weights are an image too: bright orange where ink speaks for the unit,
// blue where it speaks against it. Before training they are noise, and in the program that died there is nothing left
// to see.

// %% [markdown] id="weights-text" lang="zh" src="abcedaac"
// ## 十个单元学到了什么
//
// 每个隐藏单元对每个像素都有一个权重，所以它的权重也是一幅图像：橙色处有墨迹时支持该单元，蓝色处则反对。
// 训练之前它们只是噪声，而在那个死去的程序里，已经什么都看不到了。

// %% id="weights" tags=["check:plot"]
imageGrid(repaired.network.W1, {
  imageShape: [28, 28],
  colors: 'diverging',
  columns: 5,
  size: 112,
  captions: Array.from({ length: 10 }, (_, i) => i + 1),
  title: text({ en: 'First-layer weights after training', zh: '训练之后的第一层权重' }),
})

// %% [markdown] id="framework-text" lang="en"
// ## The same in eight lines
//
// Everything that we repaired by hand is what a framework does without being asked: the loss starts from the logits, it is
// a mean, weights start with the right spread, batches are shuffled, and the answer is checked on images that were kept
// aside. Only now, at the end, the test images are looked at, once.

// %% [markdown] id="framework-text" lang="zh" src="b9f7c8e3"
// ## 同样的事，八行代码
//
// 我们亲手修好的一切，正是框架不用吩咐就会做的：损失从 logits 算起，取平均，权重从合适的离散程度开始，批次会打乱，
// 答案在留出的图像上检验。直到现在，到了最后，我们才看一次测试图像。

// %% id="framework" tags=["check:band=accuracy:0.9..0.96", "check:band@tiny=accuracy:0.4..0.97", "check:band@synthetic digits=accuracy:0.8..0.94", "check:band@tiny@synthetic digits=accuracy:0.4..0.97"]
seed(8);
const model = sequential([784],
  dense(10, { activation: 'relu', initializer: 'heNormal' }),
  dense(10, { activation: 'softmax' }),
).compile({ optimizer: sgd({ learningRate: 0.1 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const history = await model.fit(train.x, train.y, {
  epochs: size.epochs,
  batchSize: 100,
  validationData: [validation.x, validation.y],
});
const { accuracy } = await model.evaluate(data.flat.xTest, data.yTest);
results({ accuracy, dataset: data.source })

// %% id="history" tags=["check:plot"]
lines({ loss: history.loss, valLoss: history.valLoss ?? [] }, {
  title: text({ en: 'Loss per image', zh: '每幅图像的损失' }),
})

// %% id="mistakes" tags=["check:plot"]
// en: the test images that the model reads wrongly with the greatest confidence
// zh: 模型最自信地读错的测试图像
const probabilities = await model.predict(data.flat.xTest);
const guesses = probabilities.argmax();
const confidence = probabilities.max(-1);
const wrong = Array.from(guesses.data.keys())
  .filter((i) => guesses.data[i] !== data.yTest.data[i])
  .sort((a, b) => confidence.data[b] - confidence.data[a])
  .slice(0, 20);
imageGrid(data.flat.xTest.rows(wrong), {
  captions: wrong.map((i) => `${data.yTest.data[i]} → ${guesses.data[i]}`),
  title: text({ en: 'Truth → answer of the model', zh: '真值 → 模型的回答' }),
  size: 70,
})

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - $\ln(\operatorname{softmax}(z))$ in two steps takes the logarithm of 0. Compute it from the logits.
// - The spread of the first weights has to fit the number of inputs.
// - State whether a loss is a sum or a mean; the learning rate depends on it.
// - One repair can make things worse, because it uncovers the next mistake. Change one thing at a time, and measure.
// - Judge a model on images it was not trained on, and look at the test images once.
//
// ## Questions
//
// **Why did the program work for its author?** We do not know that it did: the article shows no output.
//
// **Why does the dead program still have an accuracy?** Every output is NaN, no output is larger than the first, so the
// answer is always 0, and about one image in ten is a 0.
//
// **Are ten hidden units enough?** They are few. Try 64 in the last model: that is the network of the next chapter.

// %% [markdown] id="summary" lang="zh" src="0dcb2e5c"
// ## 要点
//
// - 分两步计算 $\ln(\operatorname{softmax}(z))$ 会对 0 取对数。应当从 logits 直接计算。
// - 初始权重的离散程度必须与输入的个数相称。
// - 损失是和还是平均，要说清楚；学习率取决于它。
// - 一次修复可能让情况变糟，因为它揭开了下一个错误。每次只改一处，并且测量。
// - 在没有训练过的图像上评判模型，测试图像只看一次。
//
// ## 常见问题
//
// **这个程序在作者那里为什么能用？** 我们并不知道它能用：原文没有给出任何输出。
//
// **死去的程序怎么还有准确率？** 每个输出都是 NaN，没有哪个输出比第一个更大，于是答案总是 0，而大约十分之一的图像正是 0。
//
// **十个隐藏单元够吗？** 太少了。在最后的模型里换成 64 试试：那就是下一章的网络。
