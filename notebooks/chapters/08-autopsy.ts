// ---
// title:
//   en: "Project 1: autopsy of a program that never learned"
//   zh: 项目一：解剖一个从未学会的程序
// objectives:
//   en:
//     - Read a training program in the style of 2017 line by line, and write it in TypeScript
//     - Find out why its cost is NaN from the first epoch on
//     - Repair it in five steps, and measure what each one does
//     - See what a hidden layer of ten units has learned
//   zh:
//     - 逐行读懂一个 2017 年风格的训练程序，并用 TypeScript 重写
//     - 查明它的代价为什么从第一轮起就是 NaN
//     - 分五步修好它，并测出每一步的效果
//     - 看看只有十个单元的隐藏层学到了什么
// time: { teach: 60, exercise: 45 }
// ---

// %% [markdown] id="title" lang="en"
// # 8 · Project 1: autopsy of a program that never learned
//
// Article 1 ends with a complete program: a network with one hidden layer that is to read handwritten digits.
// It is written for TensorFlow 1. Its `tf.placeholder` and `tf.Session` are gone from TensorFlow 2, so as printed it does
// not even start any more. Here it is again in TypeScript, with exactly its constants.
//
// It starts, but it does not work. It does not even work badly: its cost is not a number. That makes it the best lesson of
// the whole series, because its mistakes are mistakes that people still make. In this chapter you run the program, watch
// it die, find the cause of death, and repair it in five steps, each of which is measured.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 1, section “Project practice”.

// %% [markdown] id="title" lang="zh" src="bf35098b"
// # 8 · 项目一：解剖一个从未学会的程序
//
// 第一篇文章的末尾给出了一个完整的程序：用只有一个隐藏层的网络识别手写数字。它是为 TensorFlow 1 写的，
// 而 `tf.placeholder` 和 `tf.Session` 在 TensorFlow 2 里已经不在了，所以原样的程序如今连启动都做不到。
// 这里我们用 TypeScript 把它重写一遍，所有常数原封不动。
//
// 它启动了，却不管用。甚至谈不上“效果差”：它的代价根本不是一个数。正因如此，它成了整个系列里最好的一课，
// 因为它犯的这些错误，今天依然有人在犯。在这一章里，你将运行它，看着它死去，查明死因，再分五步把它救活，
// 每一步都用测量说话。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第一篇文章的“项目实践”一节。

// %% id="start" tags=["language"]
import { batches, dense, mnist, parameter, rng, seed, sequential, sgd, split, tensor, withoutGradients, zeros } from 'tslate';
import { bars, byProfile, frames, histogram, imageGrid, initializer, lines, progress, results, setLanguage, table, text } from 'tslate';
import type { Parameter, Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/08-autopsy';
setLanguage('en');

// %% [markdown] id="data-text" lang="en"
// ## The data
//
// MNIST: grey images of 28×28 pixels, each a handwritten digit, labelled with the digit that was meant. The program sees
// every image as a row vector $x$ of $28 \cdot 28 = 784$ numbers from 0 (paper) to 1 (ink), and every label as a *one-hot*
// vector $y$ of ten numbers: a 1 in the place of the digit, 0 elsewhere.
//
// The article uses `X_train` and `Y_train` without saying where they come from or how they are scaled, and it never looks
// at any other image. We set some of the training images aside at once. They are used for **validation**: to compare our
// repairs. The test images stay untouched until the very end.

// %% [markdown] id="data-text" lang="zh" src="f2b6aabe"
// ## 数据
//
// MNIST：28×28 像素的手写数字灰度图像，每幅都标注了它本来要写的数字。程序把每幅图像看作一个行向量 $x$，
// 由 $28 \cdot 28 = 784$ 个从 0（纸）到 1（墨）的数组成；把每个标签看作一个由十个数组成的**独热**向量 $y$：
// 在该数字的位置上为 1，其余为 0。
//
// 原文直接使用 `X_train` 和 `Y_train`，没有交代它们从何而来、取值范围是多少，也从不看别的图像。
// 我们一开始就从训练图像里留出一部分，用于**验证**，也就是比较各次修复的效果。测试图像不到最后一刻绝不去碰。

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
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
imageGrid(train.x.rows(upTo(20)), {
  captions: Array.from(train.y.data.subarray(0, 20)),
  title: text({ en: 'The first twenty images', zh: '前二十幅图像' }),
  size: 70,
})

// %% [markdown] id="program-text" lang="en"
// ## The program, as printed
//
// The network has 784 inputs, one hidden layer of 10 units with ReLU, and 10 outputs with softmax. An image is a row here,
// as in the program (the article’s formulas write columns, $W a + b$, which is the same transposed):
//
// $$
// \begin{aligned}
// z_1 &= x W_1 + b_1 & a_1 &= \max(z_1, 0) \\
// z_2 &= a_1 W_2 + b_2 & \hat y_j &= \frac{e^{z_{2,j}}}{\sum_k e^{z_{2,k}}}
// \end{aligned}
// $$
//
// The numbers $z_2$, before softmax, are called *logits*. The cost is the cross-entropy, summed over the $B = 100$ images
// of a batch, and gradient descent with $\alpha = 0.01$ makes it smaller; $\theta$ stands for each of $W_1, b_1, W_2, b_2$:
//
// $$L = -\sum_{i=1}^{B} \sum_{j=0}^{9} y_{ij} \ln \hat y_{ij} \qquad\qquad \theta \leftarrow \theta - \alpha \frac{\partial L}{\partial \theta}$$
//
// The lines that matter, in Python:
//
// ```python
// W1 = tf.Variable(tf.random_normal([n_input, n_hidden]))
// b1 = tf.Variable(tf.random_normal([n_hidden]))
// z1 = tf.add(tf.matmul(X, W1), b1)
// a1 = tf.nn.relu(z1)
//
// W2 = tf.Variable(tf.random_normal([n_hidden, n_output]))
// b2 = tf.Variable(tf.random_normal([n_output]))
// z2 = tf.add(tf.matmul(a1, W2), b2)
// Y_pred = tf.nn.softmax(z2)
//
// loss = -tf.reduce_sum(Y * tf.log(Y_pred))
// optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.01).minimize(loss)
// ```
//
// In TypeScript the same words read:
//
// | TensorFlow 1                              | here                                       |
// | ----------------------------------------- | ------------------------------------------ |
// | `tf.placeholder(…)`                       | an argument of a function                  |
// | `tf.Variable(tf.random_normal(shape))`    | `parameter(random.normal(shape))`          |
// | `tf.add(tf.matmul(X, W1), b1)`            | `x.matmul(W1).add(b1)`                     |
// | `tf.reduce_sum(t)`                        | `t.sum()`                                  |
// | `sess.run([optimizer, loss], …)`          | `loss.backward()`, then `descent.step(…)`  |
//
// The next cell is the same network in TypeScript. Hover over `z2`: the compiler knows its shape. Count the parameters
// yourself before you run it.

// %% [markdown] id="program-text" lang="zh" src="ab3a486c"
// ## 原样的程序
//
// 网络有 784 个输入，一个由 10 个单元组成、使用 ReLU 的隐藏层，以及 10 个使用 softmax 的输出。
// 这里与程序一致，一行就是一幅图像（原文的公式按列写作 $W a + b$，两者互为转置）：
//
// $$
// \begin{aligned}
// z_1 &= x W_1 + b_1 & a_1 &= \max(z_1, 0) \\
// z_2 &= a_1 W_2 + b_2 & \hat y_j &= \frac{e^{z_{2,j}}}{\sum_k e^{z_{2,k}}}
// \end{aligned}
// $$
//
// softmax 之前的 $z_2$ 称为 **logits**。代价是交叉熵，对一个批次的 $B = 100$ 幅图像求和；梯度下降以 $\alpha = 0.01$ 使它变小，
// 其中 $\theta$ 依次代表 $W_1, b_1, W_2, b_2$：
//
// $$L = -\sum_{i=1}^{B} \sum_{j=0}^{9} y_{ij} \ln \hat y_{ij} \qquad\qquad \theta \leftarrow \theta - \alpha \frac{\partial L}{\partial \theta}$$
//
// 关键的几行 Python：
//
// ```python
// W1 = tf.Variable(tf.random_normal([n_input, n_hidden]))
// b1 = tf.Variable(tf.random_normal([n_hidden]))
// z1 = tf.add(tf.matmul(X, W1), b1)
// a1 = tf.nn.relu(z1)
//
// W2 = tf.Variable(tf.random_normal([n_hidden, n_output]))
// b2 = tf.Variable(tf.random_normal([n_output]))
// z2 = tf.add(tf.matmul(a1, W2), b2)
// Y_pred = tf.nn.softmax(z2)
//
// loss = -tf.reduce_sum(Y * tf.log(Y_pred))
// optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.01).minimize(loss)
// ```
//
// 对应到 TypeScript：
//
// | TensorFlow 1                              | 这里                                       |
// | ----------------------------------------- | ------------------------------------------ |
// | `tf.placeholder(…)`                       | 函数的参数                                 |
// | `tf.Variable(tf.random_normal(shape))`    | `parameter(random.normal(shape))`          |
// | `tf.add(tf.matmul(X, W1), b1)`            | `x.matmul(W1).add(b1)`                     |
// | `tf.reduce_sum(t)`                        | `t.sum()`                                  |
// | `sess.run([optimizer, loss], …)`          | 先 `loss.backward()`，再 `descent.step(…)` |
//
// 下一个单元格就是这个网络的 TypeScript 版本。把鼠标停在 `z2` 上：编译器知道它的形状。运行之前，先自己数一数一共有多少个参数。

// %% id="network" tags=["check:exact", "scratch"]
type Start = 'normal' | 'heNormal';

interface Network {
  W1: Parameter<readonly [784, 10]>;
  b1: Parameter<readonly [10]>;
  W2: Parameter<readonly [10, 10]>;
  b2: Parameter<readonly [10]>;
}

// en: random parameters; 'normal' is what the article does: N(0, 1) for weights and biases
// zh: 随机参数；'normal' 是原文的做法：权重和偏置都取自 N(0, 1)
function network(start: Start, first = 8): Network {
  const random = rng(first);
  const weights = initializer(start);
  const bias = () => (start === 'normal' ? random.normal([10]) : zeros([10]));
  return {
    W1: parameter(weights([784, 10], random)),
    b1: parameter(bias()),
    W2: parameter(weights([10, 10], random)),
    b2: parameter(bias()),
  };
}

// en: forward propagation, from the images to the logits z2
// zh: 前向传播：从图像到 logits z2
function forward({ W1, b1, W2, b2 }: Network, x: Tensor<readonly [number, 784]>) {
  const z1 = x.matmul(W1).add(b1);
  const a1 = z1.relu();
  const z2 = a1.matmul(W2).add(b2);
  return { z1, a1, z2 };
}

const parameterCount = Object.values(network('normal')).reduce((sum, p) => sum + p.size, 0);
parameterCount

// %% [markdown] id="loop-text" lang="en"
// Now the training loop. It has a switch for every repair to come, so that each of the six runs of this chapter differs
// from the one before in exactly one switch. The article’s settings come first.

// %% [markdown] id="loop-text" lang="zh" src="a070efaf"
// 接着是训练循环。后面的每一处修复都对应一个开关，本章的六次运行，每一次与前一次都只差一个开关。先看原文的设置。

// %% id="loop"
interface Settings {
  stable: boolean; // en: ln ŷ straight from the logits // zh: 直接从 logits 求 ln ŷ
  start: Start; // en: how the parameters start // zh: 参数如何初始化
  mean: boolean; // en: the mean over the batch, not the sum // zh: 对批次取平均，而不是求和
  shuffle: boolean; // en: a new order in every epoch // zh: 每轮换一个顺序
  learningRate: number;
}

const printed: Settings = { stable: false, start: 'normal', mean: false, shuffle: false, learningRate: 0.01 };

interface Run {
  name: string;
  settings: Settings;
  network: Network;
  cost: number[]; // en: per image, one number for each epoch // zh: 每幅图像的代价，每轮一个数
  accuracy: number; // en: on the validation images // zh: 在验证图像上
}

// en: the cost of a batch: the sum over its images, and what gradient descent makes smaller
// zh: 一个批次的代价：对各图像之和，以及梯度下降要减小的量
function costOf(net: Network, x: Tensor<readonly [number, 784]>, labels: Tensor<readonly [number], 'int32'>, settings: Settings) {
  const { z2 } = forward(net, x);
  const logProbabilities = settings.stable ? z2.logSoftmax() : z2.softmax().log();
  const total = labels.oneHot(10).mul(logProbabilities).sum().neg();
  return { total, loss: settings.mean ? total.div(x.shape[0]) : total };
}

function accuracyOf(net: Network, x: Tensor<readonly [number, 784]>, y: Tensor<readonly [number], 'int32'>): number {
  return withoutGradients(() => forward(net, x).z2.argmax().equal(y).cast('float32').mean().item());
}

async function run(name: string, settings: Settings, images = train, first = 8): Promise<Run> {
  const net = network(settings.start, first);
  const descent = sgd({ learningRate: settings.learningRate });
  const order = settings.shuffle ? { size: 100, shuffle: rng(1) } : { size: 100 };
  const bar = progress({ total: size.epochs, label: name });
  const cost: number[] = [];
  for (let epoch = 0; epoch < size.epochs; epoch++) {
    let sum = 0;
    for (const [x, labels] of batches(images.x, images.y, order)) {
      const { total, loss } = costOf(net, x, labels, settings);
      loss.backward();
      descent.step(Object.values(net));
      sum += total.item();
    }
    cost.push(sum / sizes.train);
    bar.update(epoch + 1, { cost: sum / sizes.train });
    await new Promise((resolve) => setTimeout(resolve)); // en: let the bar be drawn // zh: 让进度条得以绘制
  }
  bar.end();
  return { name, settings, network: net, cost, accuracy: accuracyOf(net, validation.x, validation.y) };
}

// %% [markdown] id="predict-0" lang="en"
// > **Predict before you run.** There are ten classes, so blind guessing gets about one image in ten right. A network that
// > gives every digit the same probability pays $-\ln \tfrac{1}{10} \approx 2.30$ for each image. Where will the program
// > stand after the first epoch, and where after the last?

// %% [markdown] id="predict-0" lang="zh" src="e749cbe8"
// > **先预测，再运行。** 一共十个类别，闭着眼睛猜，大约十幅里能对一幅。一个给每个数字同样概率的网络，
// > 每幅图像的代价是 $-\ln \tfrac{1}{10} \approx 2.30$。第一轮之后，这个程序会到哪里？最后一轮之后呢？

// %% id="run-printed" tags=["check:band=epochsWithNaN:1.."]
const asPrinted = await run(text({ en: 'as printed', zh: '原样' }), printed);
asPrinted.cost.forEach((cost, epoch) => {
  console.log('Epoch:', String(epoch + 1).padStart(4, '0'), 'cost=', cost.toFixed(9));
});
console.log('Optimization Finished!');
results({ epochsWithNaN: asPrinted.cost.filter(Number.isNaN).length, valAccuracy: asPrinted.accuracy })

// %% [markdown] id="cause-text" lang="en" tags=["concept"]
// ## Cause of death
//
// NaN, “not a number”, from the very first epoch. NaN spreads: what is computed from it is NaN, and so are the gradients;
// one step of gradient descent carries it into the parameters, and no later step can bring those back.
//
// And yet the program has an accuracy. Look at what it answers, and at how many labels happen to be just that.

// %% [markdown] id="cause-text" lang="zh" src="ce741e35"
// ## 死因
//
// NaN，即“不是数”（not a number），从第一轮就出现了。NaN 会蔓延：由它算出的结果是 NaN，梯度也是 NaN；
// 梯度下降只要走一步，就把它带进了参数，以后再走多少步也救不回来。
//
// 可它居然还有准确率。看看它回答的是什么，再看看标签里恰好有多少就是这个答案。

// %% id="answers"
const answers = withoutGradients(() => forward(asPrinted.network, validation.x).z2.argmax());
const notNumbers = Object.values(asPrinted.network).flatMap((p) => Array.from(p.data).filter(Number.isNaN)).length;
table([{
  [text({ en: 'different answers', zh: '出现过的答案' })]: [...new Set(answers.data)].join(', '),
  [text({ en: 'share of labels 0', zh: '标签 0 所占比例' })]: validation.y.equal(0).cast('float32').mean().item(),
  [text({ en: 'parameters that are NaN', zh: '变成 NaN 的参数' })]: `${notNumbers} / ${parameterCount}`,
}])

// %% [markdown] id="spread-text" lang="en"
// Where does the first NaN come from? Look at the logits $z_2$ before any training. A hidden unit adds up 784 products of
// a pixel and a number from $N(0, 1)$, and a bias. For an image $x$ this sum has the standard deviation
// $\sqrt{\lVert x \rVert^2 + 1}$, many times that of a single weight. After ReLU, the second layer adds up ten of them, again
// with weights from $N(0, 1)$, and the numbers grow once more.
//
// The table puts the article’s start beside the one of He et al., which repair 2 will use. Its last column counts, of a
// thousand images, those for which softmax gives some digit the probability 0: not nearly, but exactly.

// %% [markdown] id="spread-text" lang="zh" src="67ba2a52"
// 第一个 NaN 从何而来？看看训练开始之前的 logits $z_2$。每个隐藏单元把 784 个“像素乘以取自 $N(0, 1)$ 的数”加起来，
// 再加上一个偏置。对图像 $x$ 来说，这个和的标准差是 $\sqrt{\lVert x \rVert^2 + 1}$，是单个权重的许多倍。
// 经过 ReLU 之后，第二层又用取自 $N(0, 1)$ 的权重把十个这样的数加起来，数值再次变大。
//
// 下表把原文的初始化与 He 等人的初始化放在一起，后者就是修复二要用的。最后一列统计的是：一千幅图像里，
// 有多少幅会让 softmax 给某个数字的概率为 0——不是接近 0，而是恰好等于 0。

// %% id="spread" tags=["E7", "experiment"]
const sample = train.x.rows(upTo(1000));
const spread = (values: Tensor): number => {
  const centred = values.sub(values.mean());
  return Math.sqrt(centred.square().mean().item());
};
const spreads = (['normal', 'heNormal'] as const).map((start) => {
  const net = network(start);
  const { z1, z2 } = forward(net, sample);
  const withZero = z2.softmax().equal(0).cast('float32').max(-1).sum().item();
  return {
    [text({ en: 'start', zh: '初始化' })]: start,
    [text({ en: 'standard deviation of z1', zh: 'z1 的标准差' })]: spread(z1),
    [text({ en: 'standard deviation of z2', zh: 'z2 的标准差' })]: spread(z2),
    [text({ en: 'largest |z2|', zh: '最大的 |z2|' })]: z2.abs().max().item(),
    [text({ en: 'images with a probability of 0', zh: '出现概率 0 的图像' })]: withZero,
  };
});
table(spreads)

// %% [markdown] id="widths-text" lang="en"
// The slider below goes from narrow to wide: the ten logits of these thousand images, when the weights start with the
// standard deviation that the slider says (biases with the same). What counts is how far a logit lies below the largest one
// of its image, $z_{2,j} - \max_k z_{2,k}$. The rightmost frame is the article’s start.
//
// > **Predict before you run.** The weights of both layers become twice as wide. How many times as wide do the logits become?

// %% [markdown] id="widths-text" lang="zh" src="06a4f76f"
// 下面的滑块从窄到宽：权重以滑块所示的标准差初始化（偏置也一样）时，这一千幅图像的十个 logits 如何分布。
// 要紧的是一个 logit 比同一幅图像里最大的那个低多少，即 $z_{2,j} - \max_k z_{2,k}$。最右边的一帧就是原文的初始化。
//
// > **先预测，再运行。** 两层的权重都变成两倍宽，logits 会变成几倍宽？

// %% id="widths" tags=["check:plot", "slider"]
const gaps = (width: number) => {
  const { W1, b1, W2, b2 } = network('normal');
  const a1 = sample.matmul(W1.mul(width)).add(b1.mul(width)).relu();
  const z2 = a1.matmul(W2.mul(width)).add(b2.mul(width));
  return z2.sub(z2.max(-1).expandDims(-1)).reshape([-1]);
};
const widths = [0.25, 0.35, 0.5, 0.7, 1];
const xLabel = text({ en: 'distance to the largest logit', zh: '与最大 logit 的距离' });
await frames(widths.map((width) => histogram(gaps(width), { bins: 40, xLabel })), {
  label: text({ en: 'standard deviation', zh: '标准差' }),
  values: widths,
  title: text({ en: 'Logits before training', zh: '训练之前的 logits' }),
})

// %% id="widths-answer"
const [half, whole] = [spread(gaps(0.5)), spread(gaps(1))];
results({ half, whole, ratio: whole / half })

// %% [markdown] id="log-zero-text" lang="en"
// {{ratio|1}} times as wide: each layer passes on the widening of the one before, and adds its own. (The biases of the second
// layer widen only once, so it is not exactly four.)
//
// And how can a probability be exactly 0? A positive number below about $7 \cdot 10^{-46}$ becomes 0 in float32, and $e^{-104}$ already does. So a
// digit whose logit lies 104 or more below the largest one gets the probability 0. Then $\ln 0 = -\infty$, the formula
// multiplies it by the 0 of the one-hot label, and $0 \cdot (-\infty)$ is NaN. A single image of this kind spoils the sum
// over its whole batch. The last line below shows that it can be avoided (its $-0$ is just 0 times a negative number):

// %% [markdown] id="log-zero-text" lang="zh" src="2afd2c86"
// 变成了 {{ratio|1}} 倍：每一层都把前一层的放大传下去，再加上自己的。（第二层的偏置只放大了一次，所以不是正好四倍。）
//
// 概率又怎么会恰好是 0？在 float32 里，小于约 $7 \cdot 10^{-46}$ 的正数会变成 0，而 $e^{-104}$ 已经如此。
// 所以，一个数字的 logit 只要比最大的那个低 104 以上，它的概率就是 0。于是 $\ln 0 = -\infty$，公式又把它乘以独热标签里的 0，
// 而 $0 \cdot (-\infty)$ 等于 NaN。只要有一幅这样的图像，整个批次的和就毁了。下面的最后一行说明这是可以避免的
// （其中的 $-0$ 不过是 0 乘以一个负数）：

// %% id="log-zero" tags=["check:exact", "E6"]
const logits = tensor([[0, 120]]);
const asInTheArticle = tensor([[0, 1]]).mul(logits.softmax().log());
const exact = tensor([[0, 1]]).mul(logits.logSoftmax());
console.log('softmax      ', logits.softmax().toArray());
console.log('y · ln(ŷ)    ', asInTheArticle.toArray());
console.log('y · (z − lse)', exact.toArray());

// %% [markdown] id="repair-1-text" lang="en"
// ## Repair 1: never take the logarithm of a softmax
//
// The logarithm of a softmax can be written without a softmax. For logits $z$, with $m = \max_k z_k$,
//
// $$\ln \hat y_j = z_j - \ln \sum_k e^{z_k} = z_j - m - \ln \sum_k e^{z_k - m}$$
//
// The logarithm of the sum of exponentials is known as *log-sum-exp* (`lse` above). On the right no exponent is positive, so
// nothing overflows; one of the ten terms is $e^0 = 1$, so the sum lies between 1 and 10 and its logarithm is finite. This is
// `logSoftmax()`.
//
// > **Erratum E6.** The article computes $\ln(\operatorname{softmax}(z))$ in two steps. On paper that is the same; in float32 it
// > is not.

// %% [markdown] id="repair-1-text" lang="zh" src="09b30349"
// ## 修复一：永远不要对 softmax 取对数
//
// softmax 的对数可以不经过 softmax 写出来。对 logits $z$，令 $m = \max_k z_k$，则
//
// $$\ln \hat y_j = z_j - \ln \sum_k e^{z_k} = z_j - m - \ln \sum_k e^{z_k - m}$$
//
// 指数之和的对数叫作 **log-sum-exp**（即上面的 `lse`）。最右边的式子里没有正的指数，所以不会溢出；
// 十项之中有一项是 $e^0 = 1$，所以和在 1 到 10 之间，它的对数是有限的。这就是 `logSoftmax()`。
//
// > **原文勘误 E6。** 原文分两步计算 $\ln(\operatorname{softmax}(z))$。在纸面上两者相同，在 float32 里却不同。

// %% id="run-stable" tags=["check:band=valAccuracy:0.45..0.9", "check:band@tiny=valAccuracy:0.2..0.9", "check:band@synthetic digits=valAccuracy:0.35..0.9", "check:band@tiny@synthetic digits=valAccuracy:0.2..0.9"]
const repair1: Settings = { ...printed, stable: true };
const stable = await run(text({ en: '1 stable', zh: '1 数值稳定' }), repair1);
results({ cost: stable.cost[stable.cost.length - 1], valAccuracy: stable.accuracy })

// %% [markdown] id="repair-2-text" lang="en"
// It lives, and it learns. The next suspect is the start: for 784 inputs, weights from $N(0, 1)$ are far too wide.
//
// ## Repair 2: start with the right spread
//
// He et al. (2015) choose the variance for ReLU so that signals keep their size from layer to layer; biases start at 0:
//
// $$W \sim N\left(0, \tfrac{2}{n_{\text{in}}}\right) \qquad b = 0$$
//
// > **Erratum E7.** The article draws every weight and every bias from $N(0, 1)$, no matter how many inputs a unit has. The more
// > inputs, the smaller the variance of the weights has to be.
//
// > **Predict before you run.** In the table above, this start gives logits of a sensible size. Will the accuracy rise?

// %% [markdown] id="repair-2-text" lang="zh" src="be99642e"
// 它活过来了，而且在学习。下一个嫌疑是初始化：对 784 个输入来说，取自 $N(0, 1)$ 的权重太分散了。
//
// ## 修复二：从合适的方差开始
//
// 针对 ReLU，He 等人（2015）这样选取方差，使信号逐层传递而大小不变；偏置从 0 开始：
//
// $$W \sim N\left(0, \tfrac{2}{n_{\text{in}}}\right) \qquad b = 0$$
//
// > **原文勘误 E7。** 无论一个单元有多少个输入，原文的权重和偏置一律取自 $N(0, 1)$。输入越多，权重的方差就应当越小。
//
// > **先预测，再运行。** 从上面的表格看，这样初始化之后 logits 的大小已经合理。准确率会上升吗？

// %% id="run-he" tags=["check:band=valAccuracy:0.05..0.5", "check:band@tiny=valAccuracy:0.05..0.9", "check:band@synthetic digits=valAccuracy:0.05..0.6", "check:band@tiny@synthetic digits=valAccuracy:0.05..0.9"]
const repair2: Settings = { ...repair1, start: 'heNormal' };
const he = await run(text({ en: '2 + He start', zh: '2 + He 初始化' }), repair2);
results({ cost: he.cost[he.cost.length - 1], valAccuracy: he.accuracy })

// %% [markdown] id="dead-text" lang="en"
// Worse! A right repair has uncovered another mistake. The cost is a **sum** over 100 images, so its gradient is 100 times
// the mean one, and $\alpha = 0.01$ on the sum is $\alpha = 1$ on the mean. The wide start had softened that: beside weights
// of about 1 a long step is less of an upheaval than beside weights of about $\sqrt{2/784} \approx 0.05$.
//
// Such a step can throw a unit to where $z_1 < 0$ for every image. There ReLU gives 0 and so does its derivative, no gradient
// comes through, and the unit never returns: it is a [[dead unit]]. The table shows how far the very first step moves $W_1$, as a share
// of its size $\lVert W_1 \rVert$, and how many of the ten units give 0 for every validation image, after that one step and
// after training.

// %% [markdown] id="dead-text" lang="zh" src="87208e2d"
// 更糟了！一次正确的修复揭开了另一个错误。代价是对 100 幅图像求的**和**，所以它的梯度是平均代价的 100 倍，
// 对和取 $\alpha = 0.01$，就等于对平均取 $\alpha = 1$。原先分散的初始化缓和了这一点：权重在 1 左右时，
// 迈一大步还不算伤筋动骨；权重只有 $\sqrt{2/784} \approx 0.05$ 左右时，同样的一步就是天翻地覆。
//
// 这样的一步可能把一个单元甩到对所有图像都有 $z_1 < 0$ 的地方。在那里，ReLU 的输出是 0，导数也是 0，梯度传不过来，
// 单元再也回不来：它成了[[死亡单元]]。下表列出第一步使 $W_1$ 移动了多远（占其大小 $\lVert W_1 \rVert$ 的比例），
// 以及走完这一步和训练结束时，十个单元中各有多少个对所有验证图像都输出 0。

// %% id="dead"
// en: how many hidden units give 0 for every validation image
// zh: 有多少个隐藏单元对所有验证图像都输出 0
const deadUnits = (net: Network): number => {
  const highest = withoutGradients(() => forward(net, validation.x).a1.max(0));
  return Array.from(highest.data).filter((value) => !(value > 0)).length;
};
const norm = (values: Tensor): number => withoutGradients(() => Math.sqrt(values.square().sum().item()));

function firstStep(settings: Settings) {
  const before = network(settings.start);
  const after = network(settings.start); // en: the same numbers, as the seed is the same // zh: 种子相同，数值也相同
  costOf(after, train.x.rows(upTo(100)), train.y.rows(upTo(100)), settings).loss.backward();
  sgd({ learningRate: settings.learningRate }).step(Object.values(after));
  return { share: norm(after.W1.sub(before.W1)) / norm(before.W1), dead: deadUnits(after) };
}

table([stable, he].map((trained) => ({
  [text({ en: 'run', zh: '运行' })]: trained.name,
  [text({ en: 'first step, share of W1', zh: '第一步占 W1 的比例' })]: firstStep(trained.settings).share,
  [text({ en: 'dead after one step', zh: '一步之后死亡' })]: firstStep(trained.settings).dead,
  [text({ en: 'dead after training', zh: '训练之后死亡' })]: deadUnits(trained.network),
})))

// %% [markdown] id="repair-3-text" lang="en"
// ## Repair 3: the mean, not the sum
//
// $$L = -\frac{1}{B} \sum_{i=1}^{B} \sum_{j=0}^{9} y_{ij} \ln \hat y_{ij}$$
//
// Now a step does not grow with the batch, and costs can be compared, whatever the size of the batch.
//
// > **Erratum E8.** The article sums over the batch (`tf.reduce_sum`): at the same $\alpha$, a step is 100 times as long as with
// > the mean. And its `avg_cost` is the mean of these batch *sums*, 100 times the cost per image. All our runs show the cost
// > per image.
//
// > **Predict before you run.** The start is the same, and so is the order of the images. How many units will die this time?

// %% [markdown] id="repair-3-text" lang="zh" src="a8aab0bb"
// ## 修复三：取平均，不求和
//
// $$L = -\frac{1}{B} \sum_{i=1}^{B} \sum_{j=0}^{9} y_{ij} \ln \hat y_{ij}$$
//
// 这样，步长不再随批次变大；无论批次多大，代价都可以互相比较。
//
// > **原文勘误 E8。** 原文对批次求和（`tf.reduce_sum`）：$\alpha$ 相同时，步长是取平均时的 100 倍。而它的 `avg_cost`
// > 是各批次之**和**的平均，是每幅图像代价的 100 倍。我们的各次运行显示的都是每幅图像的代价。
//
// > **先预测，再运行。** 初始参数相同，图像的顺序也相同。这一次会死掉几个单元？

// %% id="run-mean" tags=["check:band=valAccuracy:0.86..0.95", "check:band@tiny=valAccuracy:0.2..0.97", "check:band@synthetic digits=valAccuracy:0.7..0.92", "check:band@tiny@synthetic digits=valAccuracy:0.2..0.97", "E8"]
const repair3: Settings = { ...repair2, mean: true };
const mean = await run(text({ en: '3 + mean', zh: '3 + 平均' }), repair3);
console.log(text({ en: 'dead units:', zh: '死亡单元：' }), deadUnits(mean.network));
results({ cost: mean.cost[mean.cost.length - 1], valAccuracy: mean.accuracy })

// %% [markdown] id="repair-4-text" lang="en"
// ## Repair 4: shuffle, and look at images that were not trained on
//
// The article goes through the images in the order of the file, the same in all ten epochs. That is harmless only as long as
// the file happens to be well mixed.
//
// > **Erratum E9.** The article’s own list of steps asks for *validation*, but its program neither shuffles nor looks at a single
// > image that it was not trained on. All our accuracies so far were measured on validation images.
//
// > **Predict before you run.** Two runs with all repairs so far. The first shuffles the images in every epoch. The second, as
// > a warning, sorts them: first all zeros, last all nines. Where will each of them end?

// %% [markdown] id="repair-4-text" lang="zh" src="1b6e9ccb"
// ## 修复四：打乱顺序，并看看没有训练过的图像
//
// 原文按文件里的顺序训练，十轮的顺序完全一样。只有当文件碰巧已经充分混合时，这样做才没有害处。
//
// > **原文勘误 E9。** 原文列出的步骤里有**验证**这一步，程序却既不打乱顺序，也没有看过任何一幅没有训练过的图像。
// > 到目前为止，我们的准确率都是在验证图像上测得的。
//
// > **先预测，再运行。** 下面两次运行都包含至此的全部修复。第一次在每一轮都打乱图像；第二次作为反例，按数字排序：
// > 先是所有的 0，最后是所有的 9。两次各会到达哪里？

// %% id="run-shuffle" tags=["check:band=valAccuracy:0.86..0.95", "check:band@tiny=valAccuracy:0.2..0.97", "check:band@synthetic digits=valAccuracy:0.7..0.92", "check:band@tiny@synthetic digits=valAccuracy:0.2..0.97"]
const repair4: Settings = { ...repair3, shuffle: true };
const shuffled = await run(text({ en: '4 + shuffle', zh: '4 + 打乱' }), repair4);
results({ cost: shuffled.cost[shuffled.cost.length - 1], valAccuracy: shuffled.accuracy })

// %% id="run-sorted" tags=["E9", "experiment"]
const byDigit = Array.from(train.y.data.keys()).sort((a, b) => train.y.data[a] - train.y.data[b]);
const inOrder = { x: train.x.rows(byDigit), y: train.y.rows(byDigit) };
const sorted = await run(text({ en: '3, sorted by digit', zh: '3，按数字排序' }), repair3, inOrder);
table([mean, shuffled, sorted].map(({ name, cost, accuracy }) => ({
  [text({ en: 'run', zh: '运行' })]: name,
  [text({ en: 'cost in training', zh: '训练代价' })]: cost[cost.length - 1],
  [text({ en: 'validation accuracy (%)', zh: '验证准确率（%）' })]: 100 * accuracy,
})))

// %% [markdown] id="repair-5-text" lang="en"
// The file of MNIST is mixed already, so shuffling changes next to nothing. Sorted, the same program fails, and its cost
// does not tell: it is even lower than that of the other two, since in a long row of equal digits the answer is always the
// one that was right a moment ago. Only the validation images show what that is worth. So shuffle always, and validate.
//
// ## Repair 5: choose the learning rate
//
// $\alpha = 0.01$ stood beside a sum. For the mean it is cautious: the curves below show that the cost is still falling when
// the program stops.
//
// > **Predict before you run.** What will ten times the rate do: speed up learning, or kill units again? (Chapter 06 shows
// > how to look for a good rate.)

// %% [markdown] id="repair-5-text" lang="zh" src="ef56a2a0"
// MNIST 的文件本来就是混合好的，所以打乱与否几乎没有差别。一旦按数字排序，同一个程序就失败了，而且从代价上看不出来：
// 它的代价甚至比另外两次还低，因为在一长串相同的数字里，只要重复刚才的正确答案就行。只有验证图像才能揭示它的真实水平。
// 所以，每次都要打乱，也都要验证。
//
// ## 修复五：选择学习率
//
// $\alpha = 0.01$ 原本是和求和配在一起的。对平均来说它过于谨慎：从后面的曲线可以看到，程序停下时代价还在下降。
//
// > **先预测，再运行。** 把学习率放大十倍会怎样：学得更快，还是又有单元死去？（第 06 章会讲怎样寻找合适的学习率。）

// %% id="run-rate" tags=["check:band=valAccuracy:0.9..0.96", "check:band@tiny=valAccuracy:0.4..0.97", "check:band@synthetic digits=valAccuracy:0.8..0.94", "check:band@tiny@synthetic digits=valAccuracy:0.4..0.97"]
const repair5: Settings = { ...repair4, learningRate: 0.1 };
const repaired = await run(text({ en: '5 + rate 0.1', zh: '5 + 学习率 0.1' }), repair5);
console.log(text({ en: 'dead units:', zh: '死亡单元：' }), deadUnits(repaired.network));
results({ cost: repaired.cost[repaired.cost.length - 1], valAccuracy: repaired.accuracy })

// %% [markdown] id="compare-text" lang="en"
// ## All six runs
//
// One line for each run; the cross marks where the printed program died. The cost axis is logarithmic: equal distances are
// equal factors. The lines of runs 3 and 4 all but coincide.

// %% [markdown] id="compare-text" lang="zh" src="0b47f274"
// ## 六次运行
//
// 每次运行一条线；叉号标出原程序死去的地方。代价轴是对数刻度：同样的距离表示同样的倍数。运行 3 和运行 4 的两条线几乎重合。

// %% id="curves" tags=["check:plot"]
const runs = [asPrinted, stable, he, mean, shuffled, repaired];
lines(Object.fromEntries(runs.map(({ name, cost }) => [name, cost])), {
  title: text({ en: 'Cost per image', zh: '每幅图像的代价' }),
  yLabel: text({ en: 'cost', zh: '代价' }),
  logY: true,
})

// %% [markdown] id="seeds-text" lang="en"
// One run can be luck. So all six once more, with two other seeds for the first weights: what is true of a setting should
// hold for each of them.

// %% [markdown] id="seeds-text" lang="zh" src="14f5ae6c"
// 只运行一次，也许是碰巧。所以换两个种子来初始化权重，六次运行各重复两遍：一种设置的规律，换了种子也应当成立。

// %% id="seeds" tags=["check:band=outside:0..0", "check:band@tiny=outside:0..18", "check:band@synthetic digits=outside:0..18", "check:band@tiny@synthetic digits=outside:0..18"]
const seeds = byProfile({ tiny: [8, 9], standard: [8, 9, 10], full: [8, 9, 10] });
const bands = [[0.09, 0.11], [0.6, 0.85], [0.05, 0.4], [0.89, 0.92], [0.89, 0.92], [0.92, 0.945]];
const accuracies: number[][] = [];
for (const { name, settings, accuracy } of runs) {
  const again: number[] = [];
  for (const first of seeds.slice(1)) again.push((await run(`${name} (${first})`, settings, train, first)).accuracy);
  accuracies.push([accuracy, ...again]);
}
const outside = accuracies.flatMap((found, i) => found.filter((value) => value < bands[i][0] || value > bands[i][1]));
const of = (i: number) => ({ least: Math.min(...accuracies[i]), most: Math.max(...accuracies[i]) });
results({ leastStable: of(1).least, mostStable: of(1).most, least: of(5).least, most: of(5).most, outside: outside.length })

// %% id="accuracies" tags=["check:plot"]
const seedName = (k: number) => text({ en: `seed ${seeds[k]}`, zh: `种子 ${seeds[k]}` });
const barsOf = (values: number[]) => Object.fromEntries(values.map((value, k) => [seedName(k), 100 * value]));
bars(Object.fromEntries(runs.map(({ name }, i) => [name, barsOf(accuracies[i])])), {
  title: text({ en: 'Accuracy on validation images (%)', zh: '验证图像上的准确率（%）' }),
})

// %% [markdown] id="seeds-result" lang="en"
// After the first repair, luck decides a good deal: from {{leastStable|percent}} to {{mostStable|percent}}. After the last it
// decides next to nothing: from {{least|percent}} to {{most|percent}}.

// %% [markdown] id="seeds-result" lang="zh" src="45ac9033"
// 第一处修复之后，运气还起着不小的作用：从 {{leastStable|percent}} 到 {{mostStable|percent}}。最后一处修复之后，它几乎不起作用了：
// 从 {{least|percent}} 到 {{most|percent}}。

// %% [markdown] id="weights-text" lang="en"
// ## What ten units have learned
//
// Every hidden unit has one weight for each pixel, so its weights are an image too: orange where ink raises the unit’s sum,
// blue where ink lowers it. First the weights that the last four runs started with: nothing but noise. Then those at the end
// of the last run. Compare the corners: no image has ink there, so these weights are still the same (they look paler, because
// the colours now cover a wider range).

// %% [markdown] id="weights-text" lang="zh" src="d2dcc975"
// ## 十个单元学到了什么
//
// 每个隐藏单元对每个像素都有一个权重，所以它的权重也是一幅图像：橙色处的墨迹使该单元的和变大，蓝色处的墨迹使它变小。
// 先看后四次运行共同的初始权重：只是一片噪声；再看最后一次运行结束时的权重。比较一下四角：没有哪幅图像在那里有墨迹，
// 所以那里的权重丝毫未变（颜色显得浅，是因为色标的范围变宽了）。

// %% id="weights-start" tags=["check:plot"]
const captions = upTo(10).map((unit) => unit + 1);
const asImages = { imageShape: [28, 28], colors: 'diverging', columns: 5, captions } as const;
imageGrid(network('heNormal').W1, {
  ...asImages,
  size: 84,
  title: text({ en: 'First-layer weights before training', zh: '训练之前的第一层权重' }),
})

// %% id="weights" tags=["check:plot"]
imageGrid(repaired.network.W1, {
  ...asImages,
  size: 112,
  title: text({ en: 'First-layer weights after training', zh: '训练之后的第一层权重' }),
})

// %% [markdown] id="framework-text" lang="en"
// ## The same with the framework
//
// Nearly all that we repaired by hand is what a framework does without being asked: the loss is computed from the logits and
// averaged, biases start at 0, batches are shuffled. We choose the start for ReLU and the learning rate, and hand over the
// validation images. Only now, at the end, do we turn to the test images. They decide nothing any more; they tell how well
// the model reads what played no part in making it.

// %% [markdown] id="framework-text" lang="zh" src="42889f28"
// ## 用框架再写一遍
//
// 我们亲手做的修复，框架几乎都会自动完成：损失从 logits 算起并取平均，偏置从 0 开始，批次会打乱。
// 我们只需选定适合 ReLU 的初始化和学习率，再交给它验证图像。直到现在，到了最后，我们才去看测试图像。
// 它们不再决定任何事情，只是告诉我们：对于从未参与构建模型的图像，它读得有多好。

// %% id="framework" tags=["check:band=accuracy:0.9..0.96", "check:band@tiny=accuracy:0.4..0.97", "check:band@synthetic digits=accuracy:0.8..0.94", "check:band@tiny@synthetic digits=accuracy:0.4..0.97", "framework"]
seed(8);
const model = sequential([784],
  dense(10, { activation: 'relu', initializer: 'heNormal' }),
  dense(10, { activation: 'softmax' }),
).compile({ optimizer: sgd({ learningRate: 0.1 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const validationData = [validation.x, validation.y] as const;
const history = await model.fit(train.x, train.y, { epochs: size.epochs, batchSize: 100, validationData });
const { accuracy } = await model.evaluate(data.flat.xTest, data.yTest);
results({ accuracy, dataset: data.source })

// %% id="history" tags=["check:plot"]
const title = text({ en: 'Loss per image', zh: '每幅图像的损失' });
lines({ loss: history.loss, valLoss: history.valLoss ?? [] }, { title })

// %% id="mistakes" tags=["check:plot"]
// en: the test images that the model reads wrongly with the greatest confidence
// zh: 模型最自信却读错的测试图像
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

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it: it says whether the answer is right,
// and if not, what was expected. Two exercises are experiments; nobody checks them but you.

// %% [markdown] id="exercises" lang="zh" src="6c6e1cd4"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个：它会告诉你答案对不对；如果不对，还会说明应该得到什么。
// 有两道是实验题，只有你自己来判断。

// %% exercise="ch08-count"

// %% exercise="ch08-lse"

// %% exercise="ch08-rate"

// %% exercise="ch08-dead"

// %% exercise="ch08-undo"

// %% exercise="ch08-width"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch08-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - $\ln(\operatorname{softmax}(z))$ in two steps can take the logarithm of 0. Compute it from the logits.
// - The variance of the first weights has to fit the number of inputs.
// - State whether a loss is a sum or a mean; the learning rate depends on it.
// - Too long a step can kill ReLU units for good.
// - One repair can make things worse, because it uncovers the next mistake. Change one thing at a time, and measure.
// - Shuffle. Judge a model on images it was not trained on, and keep the test images for the end.
//
// ## Questions
//
// **Why did the program work for its author?** We do not know that it did: the article shows no output.
//
// **Why does the dead program still have an accuracy?** Every logit is NaN, no comparison with NaN is true, so no logit
// beats the first one and the answer is always 0. About one image in ten is a 0.
//
// **Are ten hidden units enough?** They are few (exercise 6). The network of the next chapter has two hidden layers of 64.

// %% [markdown] id="summary" lang="zh" src="ee32f7c2"
// ## 要点
//
// - 分两步计算 $\ln(\operatorname{softmax}(z))$，可能会对 0 取对数。应当从 logits 直接计算。
// - 初始权重的方差必须与输入的个数相称。
// - 损失是求和还是取平均，要说清楚；学习率取决于它。
// - 步子太大，可能使 ReLU 单元永久死亡。
// - 一次修复可能让情况变糟，因为它揭开了下一个错误。每次只改一处，并且测量。
// - 打乱顺序。用没有训练过的图像评判模型，把测试图像留到最后。
//
// ## 常见问题
//
// **这个程序在作者那里为什么能用？** 我们并不知道它能用：原文没有给出任何输出。
//
// **死去的程序怎么还有准确率？** 每个 logit 都是 NaN，而与 NaN 的任何大小比较都不成立，所以没有哪个 logit 能胜过第一个，
// 答案总是 0。大约十分之一的图像正好是 0。
//
// **十个隐藏单元够吗？** 太少了（见练习 6）。下一章的网络有两个隐藏层，各 64 个单元。
