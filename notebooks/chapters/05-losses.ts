// ---
// title:
//   en: Loss functions
//   zh: 损失函数
// objectives:
//   en:
//     - Write mean squared error and cross-entropy from scratch, and find the framework’s numbers
//     - Say whether a loss is a sum or a mean, and what that does to training
//     - Compute the logarithm of a softmax without overflow
//     - Derive the gradient of softmax with cross-entropy, ŷ − y
//     - Repair a binary cross-entropy that has lost its bracket
//     - Choose the loss that fits an output
//   zh:
//     - 从零写出均方误差和交叉熵，并与框架的数值对上
//     - 说清一个损失是求和还是取平均，以及这对训练有何影响
//     - 计算 softmax 的对数而不溢出
//     - 推导 softmax 加交叉熵的梯度 ŷ − y
//     - 修好一个丢了括号的二元交叉熵
//     - 为输出选择合适的损失
// time: { teach: 60, exercise: 40 }
// ---

// %% [markdown] id="title" lang="en"
// # 5 · Loss functions
//
// Forward propagation ends with numbers: the outputs of the network. Are they any good? Training needs an answer that is a
// single number, and one that changes a little when a weight changes a little. This number is the loss.
//
// The articles show three losses. One of their formulas lacks a bracket, and you will see what this does to a program:
// its loss falls faster than any you have ever seen, and it learns nothing at all.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 2, section 4 “Mathematical models and formulas”; the cost in the program of
// article 1, section “Project practice”; step 4 of the “Mathematical models” of article 5.

// %% [markdown] id="title" lang="zh" src="479cc5aa"
// # 5 · 损失函数
//
// 前向传播的终点是一组数，也就是网络的输出。它们好不好？训练要的回答是一个数，而且权重稍有变化时，它也要稍有变化。
// 这个数就是损失。
//
// 几篇文章一共给出了三种损失，其中一个公式少了一对括号。你将看到这会把程序变成什么样：它的损失降得比你见过的任何损失都快，
// 却什么也没有学到。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第二篇文章第 4 节“数学模型和公式详细讲解举例说明”；第一篇文章“项目实践”一节程序里的代价；
// 第五篇文章“数学模型和公式”一节的第 4 步。

// %% id="start" tags=["language"]
import { binaryCrossentropy, categoricalCrossentropy, exponential, meanSquaredError } from 'tslate';
import { blobs, concat, grad, mnist, parameter, sgd, sparseCategoricalCrossentropy, split, tensor } from 'tslate';
import { decisionBoundary, frames, histogram, lines, lossLandscape, withoutGradients, zeros } from 'tslate';
import { byProfile, results, setLanguage, table, text, type Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/05-losses';
setLanguage('en');

// %% [markdown] id="concept-text" lang="en" tags=["concept"]
// ## What a loss is
//
// A [[loss]] says how wrong an output is: 0, or nearly 0, where it is as good as can be, and the larger the worse. Each
// sample (one image, one house, one e-mail) has a loss of its own, and the loss of many samples is the **mean** of theirs.
// Training does nothing but make this one number smaller. So whatever the loss overlooks, the network will not learn, and
// whatever mistake there is in the loss, the network will make the most of it.
//
// Why not simply count the mistakes? Because a count does not change when a weight changes a little. It gives no hint in
// which direction to go. A loss has to be a slope, not a staircase; the figure near the end of this chapter shows both.
//
// What a good loss is depends on what the output means. There are two cases: **quantities**, such as a price, and
// **classes**, such as a digit.
//
// Throughout this chapter $y$ is the truth, the label, and $\hat y$ (“y hat”) what the network answers. $N$ is the number
// of samples, and the index $i$ counts them.

// %% [markdown] id="concept-text" lang="zh" src="90ab3d9a" tags=["concept"]
// ## 什么是损失
//
// [[损失]]衡量一个输出错了多少：好到不能再好时为 0 或接近 0，越差越大。每个样本（一幅图像、一套房子、一封邮件）都有自己的损失，
// 许多样本的损失则是它们的**平均**。训练所做的，无非是让这一个数变小。所以，损失看不见的东西，网络学不会；
// 损失里若有错误，网络也会把它利用到极致。
//
// 为什么不干脆数一数错了几个？因为权重稍有变化时，错误的个数并不变，于是看不出该往哪个方向走。损失必须是斜坡，不能是台阶；
// 本章快结束时的一幅图会把两者画在一起。
//
// 什么样的损失才算好，取决于输出的含义。这里有两种情况：**数量**，例如价格；**类别**，例如数字几。
//
// 本章里，$y$ 始终是真值，即标签；$\hat y$（读作“y hat”）是网络的回答。$N$ 是样本的个数，下标 $i$ 给样本编号。

// %% [markdown] id="mse-text" lang="en"
// ## Quantities: the mean squared error
//
// Where the output is a quantity, the difference $y - \hat y$ says how far off it is. Differences of opposite signs must not
// cancel, so they are squared; a difference of 2 then counts four times as much as one of 1. The mean of these squares is
// the [[mean squared error]] (MSE), as article 2 has it:
//
// $$L = \frac{1}{N} \sum_{i=1}^{N} (y_i - \hat y_i)^2$$ (eq:mse)
//
// The sign $\sum_{i=1}^{N}$ is a loop: add up what follows it for $i = 1, 2, \dots, N$.

// %% [markdown] id="mse-text" lang="zh" src="762ee503"
// ## 数量：均方误差
//
// 输出是数量时，差 $y - \hat y$ 说明偏离了多少。正负差值不能互相抵消，所以要取平方；这样一来，差 2 的分量就是差 1 的四倍。
// 这些平方的平均就是[[均方误差]]（简称 MSE），第二篇文章里写的正是它：
//
// $$L = \frac{1}{N} \sum_{i=1}^{N} (y_i - \hat y_i)^2$$ (eq:mse)
//
// 记号 $\sum_{i=1}^{N}$ 就是一个循环：对 $i = 1, 2, \dots, N$，把它后面的式子加起来。

// %% id="mse" tags=["check:num", "scratch", "eq:mse"]
function squaredErrorOf(y: readonly number[], prediction: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (y[i] - prediction[i]) ** 2;
  return sum / y.length;
}

const truths = [3, -1, 2, 0.5];
const answers = [2.5, 0, 2, 2];
squaredErrorOf(truths, answers)

// %% [markdown] id="mse-framework-text" lang="en"
// The framework’s `meanSquaredError(y, ŷ)` gives one loss for each sample; their mean is ours. A sample may have several
// outputs. The article does not say what the square of a vector is; the convention here, as in Keras, is the mean over the
// $d$ outputs of a sample as well:
//
// $$L = \frac{1}{N d} \sum_{i=1}^{N} \sum_{j=1}^{d} (y_{ij} - \hat y_{ij})^2$$
//
// So the same eight numbers, written as four samples of two outputs or as two of four, have the same loss.

// %% [markdown] id="mse-framework-text" lang="zh" src="da8e9573"
// 框架的 `meanSquaredError(y, ŷ)` 给出每个样本的损失，它们的平均就是我们算出的数。一个样本可以有好几个输出。
// 文章没有说向量的平方是什么；这里的约定与 Keras 一致：对每个样本的 $d$ 个输出也取平均：
//
// $$L = \frac{1}{N d} \sum_{i=1}^{N} \sum_{j=1}^{d} (y_{ij} - \hat y_{ij})^2$$
//
// 所以同样的八个数，不论写成四个样本、各两个输出，还是写成两个样本、各四个输出，损失都一样。

// %% id="mse-framework" tags=["check:num", "framework"]
const perSample = meanSquaredError(tensor(truths, [4, 1]), tensor(answers, [4, 1]));
console.log(perSample.toArray(), perSample.mean().item());

const eight = [1, 2, 3, 4, 5, 6, 7, 8];
for (const shape of [[4, 2], [2, 4]] as const) {
  const loss = meanSquaredError(tensor(eight, shape), zeros(shape));
  console.log(shape, loss.toArray(), loss.mean().item());
}

// %% [markdown] id="mean-text" lang="en"
// ## A sum or a mean?
//
// Training moves every parameter against its slope: $w \leftarrow w - \alpha \frac{\partial L}{\partial w}$, where the
// *partial derivative* $\frac{\partial L}{\partial w}$ says how fast $L$ grows when $w$ grows and all else stays, and
// $\alpha$ is a small number, the learning rate (chapter 06 is about nothing else). If $L$ is a mean, so is its slope:
//
// $$\frac{\partial L}{\partial w} = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial L_i}{\partial w}$$
//
// Take a straight line, $\hat y = w x + b$, and four points. By the chain rule the loss of one point has the slope
// $2 (w x_i + b - y_i) x_i$. The next cell measures the slope of the whole loss, by moving $w$ a little to both sides, and
// compares.
//
// > **Erratum E4.** Article 2 defines its loss with $\frac{1}{N}$, then gives its gradient as
// > $\sum_i \frac{\partial L(y_i, \hat y_i)}{\partial \theta}$, without it. Article 1 writes its gradients for one sample, and
// > its program adds up a batch. Each is possible; together they contradict each other. This course states $\frac{1}{N}$
// > once, in the loss, and it then stands in every gradient.

// %% [markdown] id="mean-text" lang="zh" src="5eee78a8"
// ## 求和还是取平均？
//
// 训练就是让每个参数逆着自己的斜率移动：$w \leftarrow w - \alpha \frac{\partial L}{\partial w}$。其中**偏导数**
// $\frac{\partial L}{\partial w}$ 说的是：只有 $w$ 变大、其余不动时，$L$ 变大得有多快；$\alpha$ 是一个小的数，即学习率（第 06 章专讲它）。
// 如果 $L$ 是平均，它的斜率也是平均：
//
// $$\frac{\partial L}{\partial w} = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial L_i}{\partial w}$$
//
// 取一条直线 $\hat y = w x + b$ 和四个点。由链式法则，一个点的损失的斜率是 $2 (w x_i + b - y_i) x_i$。
// 下一个单元格把 $w$ 向两边各挪一点，测出整个损失的斜率，再作比较。
//
// > **原文勘误 E4。** 第二篇文章定义损失时带有 $\frac{1}{N}$，给出梯度时却写成
// > $\sum_i \frac{\partial L(y_i, \hat y_i)}{\partial \theta}$，丢掉了它。第一篇文章的梯度是对一个样本写的，程序却对一个批次求和。
// > 单看哪一种都可以，放在一起就自相矛盾。本课程只在损失里写一次 $\frac{1}{N}$，它也就自然出现在每一个梯度里。

// %% id="mean" tags=["check:num", "E4"]
const xs = [-1, -0.5, 0.5, 1];
const ys = [-1.6, -0.4, 1.4, 2.6];
const lineLoss = (w: number, b: number) => squaredErrorOf(ys, xs.map((x) => w * x + b));
const slopes = (w: number, b: number) => xs.map((x, i) => 2 * (w * x + b - ys[i]) * x);
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

table([{
  [text({ en: 'measured', zh: '测得' })]: (lineLoss(-1 + 1e-4, -1) - lineLoss(-1 - 1e-4, -1)) / 2e-4,
  [text({ en: 'mean of the slopes', zh: '斜率的平均' })]: sumOf(slopes(-1, -1)) / 4,
  [text({ en: 'as printed: their sum', zh: '原文：斜率的和' })]: sumOf(slopes(-1, -1)),
}])

// %% [markdown] id="copies-text" lang="en"
// The printed gradient is four times too long, and with a million points it would be a million times too long. Does that
// matter? A gradient that is too long is a learning rate that is too large. So let us copy the four points: each of them
// once, twice, … six times. Copies tell nothing new, and the best line stays what it is. Both ways go 12 steps at the same
// rate $\alpha = 0.05$, one with the slope of the mean, the other with that of the sum.
//
// > **Predict before you run.** How does the path of the mean change from one copy to six? And that of the sum?

// %% [markdown] id="copies-text" lang="zh" src="3f817f0a"
// 原文的梯度是应有的四倍；若有一百万个点，就是一百万倍。这要紧吗？梯度太长，就等于学习率太大。我们不妨把这四个点复制几份：
// 每个点出现一次、两次……直到六次。复制品并不带来新的信息，最好的直线还是那一条。两种做法都以同样的学习率 $\alpha = 0.05$ 走 12 步，
// 一种用平均的斜率，另一种用和的斜率。
//
// > **先预测，再运行。** 从一份到六份，用平均时的路径会怎样变化？用求和时呢？

// %% id="copies" tags=["check:plot", "slider", "experiment", "E4"]
type Place = readonly [number, number];

function walk(rate: number): Place[] {
  const path: Place[] = [[-1, -1.5]];
  for (let step = 0; step < 12; step++) {
    const [w, b] = path[step];
    const errors = xs.map((x, i) => w * x + b - ys[i]);
    const slopeOfB = sumOf(errors.map((error) => 2 * error)) / 4;
    path.push([w - rate * sumOf(slopes(w, b)) / 4, b - rate * slopeOfB]);
  }
  return path;
}

// en: the mean over copies is the mean over the originals; the sum is as many times as large as there are points
// zh: 复制之后，平均还是原来的平均；和则是平均的若干倍，倍数等于点的个数
const copies = [1, 2, 3, 4, 5, 6];
const [meanPath, sumPath] = [text({ en: 'mean', zh: '平均' }), text({ en: 'sum', zh: '求和' })];
const landscapes = copies.map((times) => lossLandscape(lineLoss, {
  x: [-2, 5], y: [-3, 4], xLabel: 'w', yLabel: 'b', levels: [4, 14], width: 220, height: 190,
  paths: { [meanPath]: walk(0.05), [sumPath]: walk(0.05 * 4 * times) },
}));
await frames(landscapes, { values: copies, label: text({ en: 'copies', zh: '份数' }) })

// %% [markdown] id="copies-after" lang="en"
// The mean takes the same path every time. The sum depends on how many points there are: with few it is even quicker, as its
// step is longer; with five copies it jumps to and fro for ever; with six it flies off. So a rate that was found for one
// batch is wrong for another. With the mean, $\alpha$ keeps its meaning.

// %% [markdown] id="copies-after" lang="zh" src="39e6dcc7"
// 取平均时，每次的路径都相同。求和时，路径取决于有多少个点：点少时，因为步子长，它反而更快；五份时，它来回跳个不停；六份时，
// 它飞了出去。所以为一种批次找到的学习率，换一种批次就不对了。取平均，$\alpha$ 的含义才保持不变。

// %% [markdown] id="softmax-text" lang="en"
// ## Classes: softmax
//
// Classes are no quantities. If a 3 is to be read, then the answer 9 is no worse than the answer 4. So a network with $k$
// classes gives $k$ numbers $z_1, \dots, z_k$, one for each class, the [[logits]]: the larger, the more it speaks for the class.
// [[softmax]] makes probabilities of them, which are positive and add up to 1:
//
// $$\hat y_j = \frac{e^{z_j}}{\sum_{c=1}^{k} e^{z_c}}$$ (eq:softmax)
//
// The label has the same form: a [[one-hot vector]], with a 1 in the place of the true class and 0 elsewhere. It is the
// answer of a network that knows the truth and is sure of it.

// %% [markdown] id="softmax-text" lang="zh" src="d16ca8ee"
// ## 类别：softmax
//
// 类别不是数量。如果要认的是 3，那么答 9 并不比答 4 更差。所以，有 $k$ 个类别的网络给出 $k$ 个数 $z_1, \dots, z_k$，每个类别一个，
// 称为 [[logits]]：哪个数越大，就越支持哪个类别。[[softmax]] 把它们变成概率，即全为正、总和为 1 的数：
//
// $$\hat y_j = \frac{e^{z_j}}{\sum_{c=1}^{k} e^{z_c}}$$ (eq:softmax)
//
// 标签也写成同样的形式：[[独热向量]]，在真实类别的位置上为 1，其余为 0。一个知道真相而且确信无疑的网络，给出的正是这样的回答。

// %% id="softmax" tags=["check:num", "eq:softmax"]
function softmaxOf(z: readonly number[]): number[] {
  const powers = z.map((value) => Math.exp(value));
  const total = sumOf(powers);
  return powers.map((power) => power / total);
}

console.log(softmaxOf([2, 1, 0.1]));
console.log(softmaxOf([102, 101, 100.1])); // en: only differences count // zh: 只有差值起作用
console.log(tensor([2, 1, 0.1]).softmax().toArray());

// %% [markdown] id="ce-text" lang="en"
// ## The cross-entropy
//
// How wrong is such an answer? Look at the probability that it gives to the true class. The [[cross-entropy]] is minus its
// logarithm, averaged over the samples:
//
// $$L = -\frac{1}{N} \sum_{i=1}^{N} \sum_{j=1}^{k} y_{ij} \ln \hat y_{ij}$$ (eq:ce)
//
// $\ln$ is the natural logarithm, the inverse of $e^x$: `Math.log`. As $y_{ij}$ is 1 for the true class and 0 for all others,
// only one term of the inner sum is left, $-\ln \hat y_{i,\text{truth}}$. The program of article 1 uses the same formula
// without $\frac{1}{N}$.

// %% [markdown] id="ce-text" lang="zh" src="cdc63d16"
// ## 交叉熵
//
// 这样的回答错了多少？看它给真实类别的概率。[[交叉熵]]就是这个概率的对数的相反数，再对样本取平均：
//
// $$L = -\frac{1}{N} \sum_{i=1}^{N} \sum_{j=1}^{k} y_{ij} \ln \hat y_{ij}$$ (eq:ce)
//
// $\ln$ 是自然对数，即 $e^x$ 的反函数，写成代码是 `Math.log`。由于 $y_{ij}$ 在真实类别处为 1、在其他类别处为 0，里层的和只剩一项：
// $-\ln \hat y_{i,\text{真值}}$。第一篇文章的程序用的是同一个公式，只是没有 $\frac{1}{N}$。

// %% id="ce" tags=["check:num", "eq:ce"]
function crossEntropyOf(Y: readonly number[][], P: readonly number[][]): number {
  let sum = 0;
  for (let i = 0; i < Y.length; i++) {
    for (let j = 0; j < Y[i].length; j++) sum -= Y[i][j] * Math.log(P[i][j]);
  }
  return sum / Y.length;
}

// en: three samples, three classes; the true classes are 0, 2 and 1
// zh: 三个样本，三个类别；真实类别依次是 0、2、1
const logits = [[2, 1, 0.1], [0, 0, 3], [1, 1, 1]];
const oneHot = [[1, 0, 0], [0, 0, 1], [0, 1, 0]];
const probabilities = logits.map(softmaxOf);
console.log(probabilities.map(([...p], i) => -Math.log(p[oneHot[i].indexOf(1)])));
crossEntropyOf(oneHot, probabilities)

// %% [markdown] id="ce-framework-text" lang="en"
// The third sample has three equal logits. Its answer is “no idea”, and the loss of no idea is $\ln k$: with $k = 3$ classes
// $\ln 3 \approx 1.10$, with ten digits $\ln 10 \approx 2.30$. That is the yardstick for every cross-entropy you will ever see.
//
// In the framework the loss goes by two names. `categoricalCrossentropy` takes one-hot labels,
// `sparseCategoricalCrossentropy` the numbers of the classes; the loss is the same. Both can be given the logits themselves.

// %% [markdown] id="ce-framework-text" lang="zh" src="7ade4f73"
// 第三个样本的三个 logits 相等。它的回答是“不知道”，而“不知道”的损失是 $\ln k$：$k = 3$ 个类别时是 $\ln 3 \approx 1.10$，
// 十个数字时是 $\ln 10 \approx 2.30$。以后见到任何交叉熵，都可以拿这个数当尺子。
//
// 在框架里，这个损失有两个名字：`categoricalCrossentropy` 接受独热标签，`sparseCategoricalCrossentropy` 接受类别的编号，
// 损失是同一个。两者都可以直接接受 logits。

// %% id="ce-framework" tags=["check:num"]
const [Z, Y] = [tensor(logits), tensor(oneHot)];
const classNumbers = tensor(Int32Array.of(0, 2, 1), [3]);
console.log(categoricalCrossentropy()(Y, Z.softmax()).mean().item());
console.log(categoricalCrossentropy({ fromLogits: true })(Y, Z).mean().item());
console.log(sparseCategoricalCrossentropy({ fromLogits: true })(classNumbers, Z).mean().item());

// %% [markdown] id="charge-text" lang="en"
// Why a logarithm, and not the square again? Both charge nothing where the truth gets the probability 1. The difference is
// what they charge for being wrong.
//
// > **Predict before you run.** A network gives the truth a probability of one in ten, in a hundred, in a thousand. What does
// > $(1 - p)^2$ charge, and what does $-\ln p$?

// %% [markdown] id="charge-text" lang="zh" src="ab115d48"
// 为什么用对数，而不再用平方？真值得到概率 1 时，两者都不收费。差别在于错了收多少。
//
// > **先预测，再运行。** 网络给真值的概率是十分之一、百分之一、千分之一时，$(1 - p)^2$ 各收多少？$-\ln p$ 呢？

// %% id="charge" tags=["check:plot"]
const chances = Array.from({ length: 16 }, (_, i) => 10 ** (-i / 3));
lines({
  [text({ en: 'cross-entropy −ln p', zh: '交叉熵 −ln p' })]: chances.map((p) => ({ x: p, y: -Math.log(p) })),
  [text({ en: 'squared error (1 − p)²', zh: '平方误差 (1 − p)²' })]: chances.map((p) => ({ x: p, y: (1 - p) ** 2 })),
}, {
  title: text({ en: 'The price of a wrong answer', zh: '答错的代价' }),
  xLabel: text({ en: 'probability p given to the truth', zh: '给真值的概率 p' }),
  yLabel: text({ en: 'loss', zh: '损失' }),
  logX: true,
  width: 320,
  height: 180,
})

// %% [markdown] id="lse-text" lang="en"
// The square charges 1 at most: one in a thousand or one in a million, it does not care, and where a loss does not change
// there is nothing to learn from. The logarithm charges $\ln 10 \approx 2.30$ more for each further zero.
//
// ## The same without overflow
//
// On paper we are done. On a computer, numbers end: somewhere the powers of $e$ become infinite, and on the other side they
// become 0. JavaScript computes with 64 bits a number; a tensor has 32 unless told otherwise (*float32*), and its numbers
// end much sooner.

// %% [markdown] id="lse-text" lang="zh" src="6ec3508f"
// 平方最多收 1：千分之一也好，百万分之一也好，它都不在乎；而损失不变的地方，也就无从学起。对数则每多一个零，就多收
// $\ln 10 \approx 2.30$。
//
// ## 同样的公式，不溢出的算法
//
// 在纸面上，到这里就完成了。在计算机上，数是有尽头的：$e$ 的幂到了某处就变成无穷大，在另一头则变成 0。
// JavaScript 用 64 位表示一个数；张量若不另外说明，则是 32 位（**float32**），尽头来得早得多。

// %% id="overflow" tags=["check:exact"]
console.log([709, 710, -745, -746].map((z) => Math.exp(z)));
console.log(tensor([88, 89, -103, -104]).exp().toArray());

// %% [markdown] id="lse-formula" lang="en"
// So a logit of 89 is too much, and one that lies 104 below the others has the probability 0, whose logarithm is $-\infty$. Both
// can be avoided, since the logarithm of a softmax does not need the softmax:
//
// $$\ln \hat y_j = z_j - \ln \sum_{c=1}^{k} e^{z_c}$$
//
// The second term is called [[log-sum-exp]]. With $m$ the largest of the logits, $e^m$ can be taken out of the sum:
//
// $$\ln \sum_{c=1}^{k} e^{z_c} = m + \ln \sum_{c=1}^{k} e^{z_c - m}$$ (eq:lse)
//
// On the right no exponent is positive, so nothing overflows; and the largest term is $e^0 = 1$, so the logarithm is never
// that of 0.
//
// > **Predict before you run.** The logits $2, 1, 0$ times 1, 100, 400 and 1000; the truth is the class in the middle. In
// > which rows will the two ways still agree?

// %% [markdown] id="lse-formula" lang="zh" src="8555b3f4"
// 可见 logit 到 89 就太大了；比其他 logit 低 104 的，概率则是 0，而 0 的对数是 $-\infty$。两种情况都可以避免，
// 因为求 softmax 的对数并不需要 softmax：
//
// $$\ln \hat y_j = z_j - \ln \sum_{c=1}^{k} e^{z_c}$$
//
// 第二项叫作 [[log-sum-exp]]。记 $m$ 为最大的 logit，就可以把 $e^m$ 从和里提出来：
//
// $$\ln \sum_{c=1}^{k} e^{z_c} = m + \ln \sum_{c=1}^{k} e^{z_c - m}$$ (eq:lse)
//
// 右边没有正的指数，所以不会溢出；最大的一项是 $e^0 = 1$，所以也永远不会对 0 取对数。
//
// > **先预测，再运行。** 把 logits $2, 1, 0$ 分别乘以 1、100、400、1000，真值是中间那一类。哪几行里两种算法仍然一致？

// %% id="lse" tags=["check:num", "eq:lse"]
function lse(z: readonly number[]): number {
  const m = Math.max(...z);
  return m + Math.log(sumOf(z.map((value) => Math.exp(value - m))));
}

const middle = tensor(Int32Array.of(1), [1]);
table([1, 100, 400, 1000].map((factor) => {
  const z = [2 * factor, factor, 0];
  const framework = sparseCategoricalCrossentropy()(middle, tensor([z]).softmax()).mean().item();
  return {
    [text({ en: 'factor', zh: '倍数' })]: factor,
    '−ln(softmax)': -Math.log(softmaxOf(z)[1]),
    'lse − z': lse(z) - z[1],
    [text({ en: 'framework', zh: '框架' })]: framework,
  };
}))

// %% [markdown] id="gradient-text" lang="en"
// In two steps it breaks twice: at 400 the sum overflows, so that the probability is 0 and the loss $\infty$; at 1000 the
// division $\infty / \infty$ gives NaN, “not a number”. The true loss there is 1000. That is bad, but it is a number, and its
// gradient leads out of there. (The framework was given probabilities here and is right all the same: it remembers from which
// logits its own softmax made them.)
//
// ## The most beautiful gradient of the course
//
// With the log-sum-exp the loss of one sample, whose true class is $t$, reads $L = \ln \sum_c e^{z_c} - z_t$. How does it
// change with one logit $z_j$? The derivative of the first term is, by the chain rule, $e^{z_j} / \sum_c e^{z_c}$. That is
// softmax again, $\hat y_j$. The second term contributes $-1$ if $j$ is the true class, and 0 otherwise; that is $-y_j$.
// So, with the mean over $N$ samples,
//
// $$\frac{\partial L}{\partial z_{ij}} = \frac{\hat y_{ij} - y_{ij}}{N}$$ (eq:softmax-gradient)
//
// What the network says minus what it should have said: no exponential, no logarithm is left. `grad(f)` is the framework’s
// derivative: a function that gives the slope of `f` for each element of its argument.

// %% [markdown] id="gradient-text" lang="zh" src="970e8c46"
// 分两步算，坏了两次：400 倍时和已经溢出，概率成了 0，损失成了 $\infty$；1000 倍时，$\infty / \infty$ 得出 NaN，即“不是数”。
// 那里真正的损失是 1000。这固然糟糕，但它毕竟是一个数，它的梯度能把我们带出来。（这里交给框架的是概率，它照样算对了：
// 它记得自己的 softmax 是由哪些 logits 得出这些概率的。）
//
// ## 本课程最漂亮的梯度
//
// 有了 log-sum-exp，真实类别为 $t$ 的一个样本，其损失写作 $L = \ln \sum_c e^{z_c} - z_t$。某个 logit $z_j$ 变化时，它怎样变化？
// 由链式法则，第一项的导数是 $e^{z_j} / \sum_c e^{z_c}$，这又是 softmax，即 $\hat y_j$。第二项当 $j$ 是真实类别时贡献 $-1$，否则为 0，
// 也就是 $-y_j$。于是，对 $N$ 个样本取平均，
//
// $$\frac{\partial L}{\partial z_{ij}} = \frac{\hat y_{ij} - y_{ij}}{N}$$ (eq:softmax-gradient)
//
// 网络所说的，减去它本该说的：指数和对数都不见了。`grad(f)` 是框架的求导：它给出一个函数，这个函数算出 `f` 对自变量每个元素的斜率。

// %% id="gradient" tags=["check:num"]
const byFormula = Z.softmax().sub(Y).div(3);
const [byFramework] = grad((z: typeof Z) => categoricalCrossentropy({ fromLogits: true })(Y, z).mean())(Z);
console.log(byFormula.toArray());
console.log(byFramework.toArray());

// en: and measured, for the first logit of the first sample
// zh: 再实际测一测第一个样本的第一个 logit
const moved = (by: number) => crossEntropyOf(oneHot, [[2 + by, 1, 0.1], [0, 0, 3], [1, 1, 1]].map(softmaxOf));
(moved(1e-5) - moved(-1e-5)) / 2e-5

// %% [markdown] id="bce-text" lang="en"
// ## Two classes: the binary cross-entropy
//
// For yes or no, one output is enough: $\hat y$, the probability of yes. The label $y$ is 1 for yes and 0 for no. The
// probability given to the truth is $\hat y$ where $y = 1$, and $1 - \hat y$ where $y = 0$. One formula for both:
//
// $$L = -\frac{1}{N} \sum_{i=1}^{N} \Bigl[\, y_i \ln \hat y_i + (1 - y_i) \ln (1 - \hat y_i) \Bigr]$$ (eq:bce)
//
// Of the two terms in the bracket one is always 0. The probability comes from one logit and the sigmoid,
// $\hat y = \sigma(z) = 1 / (1 + e^{-z})$, and again the logarithm can be computed from the logit directly:
//
// $$L = \frac{1}{N} \sum_{i=1}^{N} \Bigl[ \ln (1 + e^{z_i}) - y_i z_i \Bigr]$$ (eq:bce-logits)
//
// It agrees with (eq:bce) in both cases: for $y = 0$, $-\ln(1 - \sigma(z)) = \ln(1 + e^z)$; for $y = 1$,
// $-\ln \sigma(z) = \ln(1 + e^{-z}) = \ln(1 + e^z) - z$. And $\ln(1 + e^z)$ is the log-sum-exp of $0$ and $z$; its name is
// *softplus*.

// %% [markdown] id="bce-text" lang="zh" src="16c57bac"
// ## 两个类别：二元交叉熵
//
// 回答“是”或“否”，一个输出就够了：$\hat y$，即“是”的概率。标签 $y$ 对“是”为 1，对“否”为 0。真值得到的概率，$y = 1$ 时是 $\hat y$，
// $y = 0$ 时是 $1 - \hat y$。一个公式写下两种情况：
//
// $$L = -\frac{1}{N} \sum_{i=1}^{N} \Bigl[\, y_i \ln \hat y_i + (1 - y_i) \ln (1 - \hat y_i) \Bigr]$$ (eq:bce)
//
// 括号里的两项总有一项为 0。概率由一个 logit 经 sigmoid 得到，$\hat y = \sigma(z) = 1 / (1 + e^{-z})$；同样，对数可以直接从 logit 算出：
//
// $$L = \frac{1}{N} \sum_{i=1}^{N} \Bigl[ \ln (1 + e^{z_i}) - y_i z_i \Bigr]$$ (eq:bce-logits)
//
// 它与 (eq:bce) 是一致的：$y = 0$ 时，$-\ln(1 - \sigma(z)) = \ln(1 + e^z)$；$y = 1$ 时，
// $-\ln \sigma(z) = \ln(1 + e^{-z}) = \ln(1 + e^z) - z$。而 $\ln(1 + e^z)$ 正是 $0$ 和 $z$ 的 log-sum-exp，它的名字叫 **softplus**。

// %% id="bce" tags=["check:num", "eq:bce", "eq:bce-logits"]
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const softplus = (z: number) => lse([0, z]);

const bceOf = (y: readonly number[], p: readonly number[]) =>
  -sumOf(y.map((yi, i) => yi * Math.log(p[i]) + (1 - yi) * Math.log(1 - p[i]))) / y.length;
const bceFromLogits = (y: readonly number[], z: readonly number[]) =>
  sumOf(y.map((yi, i) => softplus(z[i]) - yi * z[i])) / y.length;

const spam = [1, 0, 1, 0];
for (const z of [[2, -3, 0.5, 1], [2, -3, 0.5, 800]]) {
  const framework = binaryCrossentropy({ fromLogits: true })(tensor(spam, [4, 1]), tensor(z, [4, 1])).mean().item();
  console.log(bceOf(spam, z.map(sigmoid)), bceFromLogits(spam, z), framework);
}

// %% [markdown] id="bracket-text" lang="en"
// In the second line one logit is 800 and the truth is no. There the first form takes $\ln 0$ and multiplies: infinity. The
// form with logits charges 800 for this sample, and the mean of four is about 200.
//
// ## The missing bracket
//
// > **Erratum E23.** Article 5 prints
// > $L = -\sum_{i}^{n} y_{i} \log(\hat{y}_{i}) + (1 - y_{i}) \log(1 - \hat{y}_{i})$. The bracket is missing, so the minus sign
// > belongs to the first term only; the sum has no start ($i = 1$), and it is no mean.
//
// Take four e-mails that are no spam, $y = 0$, and let the answer get worse and worse.

// %% [markdown] id="bracket-text" lang="zh" src="a5d67a51"
// 第二行里有一个 logit 是 800，而真值是“否”。在那里，第一种写法取了 $\ln 0$，得到无穷大。从 logit 算起的写法对这个样本收 800，
// 四个样本平均约为 200。
//
// ## 丢失的括号
//
// > **原文勘误 E23。** 第五篇文章写的是
// > $L = -\sum_{i}^{n} y_{i} \log(\hat{y}_{i}) + (1 - y_{i}) \log(1 - \hat{y}_{i})$。括号丢了，负号就只管第一项；
// > 求和没有写起点（$i = 1$），也没有取平均。
//
// 取四封不是垃圾邮件的信，$y = 0$，让回答一个比一个差。

// %% id="bracket" tags=["check:num", "E23"]
const asPrinted = (y: number, p: number) => -y * Math.log(p) + (1 - y) * Math.log(1 - p);
table([0.1, 0.5, 0.9, 0.999].map((p) => ({
  [text({ en: 'truth y', zh: '真值 y' })]: 0,
  [text({ en: 'answer ŷ', zh: '回答 ŷ' })]: p,
  [text({ en: 'with the bracket', zh: '有括号' })]: bceOf([0], [p]),
  [text({ en: 'as printed', zh: '原文' })]: asPrinted(0, p),
})))

// %% [markdown] id="train-text" lang="en"
// Without the bracket a wrong answer is rewarded, and the more wrong, the more. What does training make of it? We let one unit
// tell a 7 ($y = 1$) from a 3 ($y = 0$), with the images of MNIST: 784 weights, a bias, a sigmoid. This is called *logistic
// regression*. Both runs start from 0 and take as many steps at the same rate; only the bracket differs. To be fair to the printed form we
// take its mean as well, and compute its logarithms from the logits, so that it never meets $\ln 0$.
//
// > **Predict before you run.** Where will each of the two losses go, and how many images will each of them get right?

// %% [markdown] id="train-text" lang="zh" src="dedc348e"
// 没有括号，答错反而受奖，错得越离谱奖得越多。训练会怎样利用它？我们用 MNIST 的图像，让一个单元区分 7（$y = 1$）和 3（$y = 0$）：
// 784 个权重、一个偏置、一个 sigmoid，这叫作**逻辑回归**。两次运行都从 0 开始，步数和学习率也一样，只差那对括号。
// 为了公平，对原文的写法我们同样取平均，并从 logit 算对数，使它不会遇到 $\ln 0$。
//
// > **先预测，再运行。** 两个损失各会走向哪里？各能认对多少图像？

// %% id="digits"
const digits = await mnist.load({ train: byProfile({ tiny: 2_000, standard: 10_000, full: 60_000 }) });
const chosen = Array.from(digits.yTrain.data.keys()).filter((i) => [3, 7].includes(digits.yTrain.data[i]));
const { train, validation } = split(digits.flat.xTrain.rows(chosen), digits.yTrain.rows(chosen), { validation: 0.2 });
table([{
  [text({ en: 'data', zh: '数据' })]: digits.source,
  [text({ en: 'train', zh: '训练' })]: train.x.shape[0],
  [text({ en: 'validation', zh: '验证' })]: validation.x.shape[0],
}])

// %% id="train" tags=["E23", "experiment", "check:band=valAccuracy:0.9..1", "check:band=printedAccuracy:0.4..0.6", "check:band=printedLoss:..-20"]
type Column = Tensor<readonly [number, 1]>;
const isSeven = (labels: Tensor<readonly [number], 'int32'>): Column =>
  labels.equal(7).cast('float32').reshape([labels.shape[0], 1]);

// en: the two terms of the bracket, y ln ŷ and (1 − y) ln(1 − ŷ), from the logits: ln(1 − σ(z)) = ln σ(−z)
// zh: 括号里的两项 y ln ŷ 和 (1 − y) ln(1 − ŷ)，从 logit 算起：ln(1 − σ(z)) = ln σ(−z)
const forYes = (y: Column, z: Column) => y.mul(z.logSigmoid());
const forNo = (y: Column, z: Column) => y.neg().add(1).mul(z.neg().logSigmoid());
const withBracket = (y: Column, z: Column) => forYes(y, z).add(forNo(y, z)).neg();
const withoutBracket = (y: Column, z: Column) => forYes(y, z).neg().add(forNo(y, z));

function logisticRegression(lossOf: typeof withBracket) {
  const [w, b] = [parameter(zeros([784, 1])), parameter(zeros([1]))];
  const descent = sgd({ learningRate: 0.1 });
  const loss: number[] = [];
  for (let step = 0; step < 40; step++) {
    const mean = lossOf(isSeven(train.y), train.x.matmul(w).add(b)).mean();
    mean.backward();
    descent.step([w, b]);
    loss.push(mean.item());
  }
  const p = withoutGradients(() => validation.x.matmul(w).add(b).sigmoid());
  const accuracy = p.greater(0.5).cast('float32').equal(isSeven(validation.y)).cast('float32').mean().item();
  return { loss, p, accuracy };
}

const [right, wrong] = [logisticRegression(withBracket), logisticRegression(withoutBracket)];
results({
  valAccuracy: right.accuracy, valLoss: right.loss[39],
  printedAccuracy: wrong.accuracy, printedLoss: wrong.loss[39], printedMean: wrong.p.mean().item(),
})

// %% id="train-curves" tags=["check:plot"]
lines({
  [text({ en: 'with the bracket', zh: '有括号' })]: right.loss,
  [text({ en: 'as printed', zh: '原文' })]: wrong.loss,
}, {
  title: text({ en: 'Two losses in training', zh: '训练中的两个损失' }),
  xLabel: text({ en: 'step', zh: '步' }),
  yLabel: text({ en: 'loss', zh: '损失' }),
  width: 320,
  height: 180,
})

// %% [markdown] id="train-after" lang="en"
// The right loss falls to {{train.valLoss|2}} and gets {{train.valAccuracy|percent}} of the validation images right. The
// printed one falls to {{train.printedLoss|1}} and would go on for ever, as it has no least value. Who looks at the curve alone
// sees a triumph. But it gets {{train.printedAccuracy|percent}} right, and its mean probability is {{train.printedMean|3}}: it
// answers “7” to everything. For a 7 it still pays to answer 7, and for a 3 it pays now, too. A cross-entropy below 0 is
// always a mistake, in the program or in the labels.
//
// The histogram shows what both answer to the validation images.

// %% [markdown] id="train-after" lang="zh" src="f0f31531"
// 正确的损失降到 {{train.valLoss|2}}，验证图像认对了 {{train.valAccuracy|percent}}。原文的损失降到 {{train.printedLoss|1}}，而且会一直降下去，
// 因为它没有最小值。只看曲线的人会以为大获全胜。可它只认对了 {{train.printedAccuracy|percent}}，平均概率是 {{train.printedMean|3}}：
// 不论什么图像，它都回答“7”。对 7 来说，答 7 仍然划算；对 3 来说，如今答 7 也划算了。交叉熵小于 0，一定是哪里错了：
// 不是程序，就是标签。
//
// 下面的直方图显示两者对验证图像的回答。

// %% id="answers" tags=["check:plot"]
histogram({
  [text({ en: 'with the bracket', zh: '有括号' })]: right.p,
  [text({ en: 'as printed', zh: '原文' })]: wrong.p,
}, {
  title: text({ en: 'Answers to images of 3 and 7', zh: '对 3 和 7 的图像的回答' }),
  xLabel: text({ en: 'probability of 7', zh: '是 7 的概率' }),
  bins: 20,
  width: 320,
  height: 150,
})

// %% [markdown] id="which-text" lang="en"
// ## Binary or categorical?
//
// > **Erratum E24.** Article 5 explains the binary cross-entropy (eq:bce), but the program below it ends in softmax and
// > is compiled with `categorical_crossentropy`, which is (eq:ce). For more than two classes these are two different losses.
//
// For two classes they are the same. Softmax of the logits $0$ and $z$ is $\frac{1}{1 + e^z}$ and $\frac{e^z}{1 + e^z}$: the
// second is $\sigma(z)$. So the cross-entropy of two classes with the logits $(0, z)$ is the binary cross-entropy of $z$. The
// cell computes both, and then what happens with three classes if each of the three probabilities is taken for a question of
// its own.

// %% [markdown] id="which-text" lang="zh" src="7f83afa1"
// ## 二元还是多类？
//
// > **原文勘误 E24。** 第五篇文章讲解的是二元交叉熵 (eq:bce)，而它下面的程序以 softmax 结尾，编译时用的是
// > `categorical_crossentropy`，也就是 (eq:ce)。类别多于两个时，这是两种不同的损失。
//
// 只有两个类别时，两者相同。logits $0$ 和 $z$ 的 softmax 是 $\frac{1}{1 + e^z}$ 和 $\frac{e^z}{1 + e^z}$，后者就是 $\sigma(z)$。
// 所以 logits 为 $(0, z)$ 的两类交叉熵，就是 $z$ 的二元交叉熵。下面的单元格先把两者都算出来，再看三个类别时，
// 如果把三个概率各当作一个单独的问题，会得到什么。

// %% id="which" tags=["check:num", "E24"]
const single = tensor([[2], [-3], [0.5], [1]]);
const pairs = tensor([[0, 2], [0, -3], [0, 0.5], [0, 1]]);
const [yes, asPairs] = [tensor([[1], [0], [1], [0]]), tensor([[0, 1], [1, 0], [0, 1], [1, 0]])];
console.log(binaryCrossentropy()(yes, single.sigmoid()).mean().item());
console.log(categoricalCrossentropy()(asPairs, pairs.softmax()).mean().item());

const three = { probabilities: Z.softmax().detach(), labels: Y }; // en: those from above // zh: 前面的三个样本
console.log(binaryCrossentropy()(three.labels, three.probabilities).mean().item());
console.log(categoricalCrossentropy()(three.labels, three.probabilities).mean().item());

// %% [markdown] id="choose-text" lang="en"
// The first two numbers agree, the last two do not. Which loss is right is decided by what the labels can be:
//
// | the output is                       | last activation | loss                              | labels               |
// | ----------------------------------- | --------------- | --------------------------------- | -------------------- |
// | a quantity                          | none            | `'meanSquaredError'`              | numbers              |
// | yes or no                           | sigmoid         | `'binaryCrossentropy'`            | 0 or 1               |
// | several yes or no at the same time  | sigmoid         | `'binaryCrossentropy'`            | a 0 or 1 for each    |
// | exactly one of $k$ classes          | softmax         | `'categoricalCrossentropy'`       | one-hot vectors      |
// | the same                            | softmax         | `'sparseCategoricalCrossentropy'` | class numbers        |
//
// The name is what a model is given when it is compiled: `compile({ loss: 'binaryCrossentropy', … })`. It takes the mean
// over the samples by itself.
//
// ## Losses by margin
//
// Article 2 names a third loss. To compare it with the others, write the two classes as $y = -1$ and $y = +1$, and let the
// network give one number $f$, whose sign is its answer. Then $m = y f$ is the [[margin]]: positive if the answer is right, and
// the larger the surer. With $f = z$, the binary cross-entropy (eq:bce-logits) becomes $\ln(1 + e^{-m})$. That is what
// is called *log loss*. The *exponential loss* is another one:
//
// $$L = \frac{1}{N} \sum_{i=1}^{N} e^{-y_i f_i}$$ (eq:exp-loss)
//
// > **Erratum E12.** Article 2 lists the cross-entropy and then, as a third loss, “exponential loss (Log Loss)”. Log loss
// > is another name for the cross-entropy. The exponential loss is that of AdaBoost, and something else.
//
// > **Predict before you run.** Which of the two minds a grossly wrong answer more: at $m = -2$, say?

// %% [markdown] id="choose-text" lang="zh" src="ab8e0e86"
// 前两个数一致，后两个不一致。该用哪种损失，由标签可能取什么值决定：
//
// | 输出是                  | 最后的激活 | 损失                              | 标签               |
// | ----------------------- | ---------- | --------------------------------- | ------------------ |
// | 一个数量                | 无         | `'meanSquaredError'`              | 数                 |
// | 是或否                  | sigmoid    | `'binaryCrossentropy'`            | 0 或 1             |
// | 同时回答几个“是或否”    | sigmoid    | `'binaryCrossentropy'`            | 每个问题一个 0 或 1 |
// | $k$ 个类别中恰好一个    | softmax    | `'categoricalCrossentropy'`       | 独热向量           |
// | 同上                    | softmax    | `'sparseCategoricalCrossentropy'` | 类别编号           |
//
// 编译模型时写的就是这个名字：`compile({ loss: 'binaryCrossentropy', … })`。对样本取平均由它自己完成。
//
// ## 按间隔比较损失
//
// 第二篇文章还提到第三种损失。为了与其他损失比较，把两个类别记作 $y = -1$ 和 $y = +1$，让网络给出一个数 $f$，以它的符号作为回答。
// 于是 $m = y f$ 就是[[间隔]]：回答正确时为正，越大就越有把握。取 $f = z$，二元交叉熵 (eq:bce-logits) 就成了 $\ln(1 + e^{-m})$，
// 这就是所谓的**对数损失**（log loss）。**指数损失**则是另一种：
//
// $$L = \frac{1}{N} \sum_{i=1}^{N} e^{-y_i f_i}$$ (eq:exp-loss)
//
// > **原文勘误 E12。** 第二篇文章先列出交叉熵，又把“指数损失（Log Loss）”列为第三种。log loss（对数损失）是交叉熵的别名；
// > 指数损失是 AdaBoost 所用的损失，是另一回事。
//
// > **先预测，再运行。** 对于错得离谱的回答，例如 $m = -2$，两者之中哪一个更在意？

// %% id="margins" tags=["check:plot", "E12", "eq:exp-loss"]
const margins = Array.from({ length: 21 }, (_, i) => -2 + i / 4);
const staircase = [{ x: -2, y: 1 }, { x: 0, y: 1 }, { x: 0, y: 0 }, { x: 3, y: 0 }];
const over = (lossAt: (m: number) => number) => margins.map((m) => ({ x: m, y: lossAt(m) }));
lines({
  [text({ en: 'exponential loss', zh: '指数损失' })]: over((m) => Math.exp(-m)),
  [text({ en: 'log loss = cross-entropy', zh: '对数损失 = 交叉熵' })]: over((m) => Math.log(1 + Math.exp(-m))),
  [text({ en: 'squared error of the sigmoid', zh: 'sigmoid 的平方误差' })]: over((m) => (1 - sigmoid(m)) ** 2),
  [text({ en: 'a mistake or none', zh: '错或不错' })]: staircase,
}, {
  title: text({ en: 'Four losses by margin', zh: '四种损失与间隔' }),
  xLabel: text({ en: 'margin m = y·f', zh: '间隔 m = y·f' }),
  yLabel: text({ en: 'loss', zh: '损失' }),
  width: 320,
  height: 180,
})

// %% [markdown] id="outlier-text" lang="en"
// Left of 0 the answer is wrong. There the log loss rises like a straight line, the exponential loss like $e^{-m}$. The count
// of mistakes is the staircase from the beginning of the chapter: flat on both sides, so no weight would ever be moved. And the
// squared error behind a sigmoid levels off on the left: the worse the answer, the weaker the pull. The table puts numbers to
// that, the slopes by $m$.

// %% [markdown] id="outlier-text" lang="zh" src="c548eac9"
// 0 的左边是答错的情况。在那里，对数损失像直线一样上升，指数损失则像 $e^{-m}$ 一样上升。错误的个数就是本章开头说的台阶：
// 两边都是平的，所以哪个权重也不会被推动。而 sigmoid 之后的平方误差在左边趋于平坦：答得越差，拉力越弱。
// 下表用对 $m$ 的斜率给出具体的数。

// %% id="slopes" tags=["check:num", "E12"]
const slopeAt = (loss: (m: number) => number, m: number) => (loss(m + 1e-5) - loss(m - 1e-5)) / 2e-5;
table([2, 0, -2, -5, -10].map((m) => ({
  [text({ en: 'margin', zh: '间隔' })]: m,
  [text({ en: 'exponential loss', zh: '指数损失' })]: Number(slopeAt((t) => Math.exp(-t), m).toPrecision(4)),
  [text({ en: 'log loss', zh: '对数损失' })]: Number(slopeAt((t) => softplus(-t), m).toPrecision(4)),
  [text({ en: 'squared error', zh: '平方误差' })]: Number(slopeAt((t) => (1 - sigmoid(t)) ** 2, m).toPrecision(4)),
})))

// %% [markdown] id="pull-text" lang="en"
// The slope of the log loss never exceeds 1, however wrong the answer. That of the exponential loss knows no bounds, so a
// single wrong label can outvote all others. We try it: two clouds of 20 points each, and one point far out on the right that has
// been given the label of the left. Both losses train the same straight boundary.

// %% [markdown] id="pull-text" lang="zh" src="96d42920"
// 不论答得多错，对数损失的斜率都不超过 1；指数损失的斜率却没有上限，所以一个错误的标签就可能压倒其余所有样本。
// 我们来试一试：两团点各 20 个，另有一个点远在右边，却标成了左边的类别。两种损失训练的都是同样的直线边界。

// %% id="outlier" tags=["check:num", "experiment", "E12"]
const clouds = blobs({ samples: 40, centers: [[-1.5, 0], [1.5, 0]], noise: 0.5, seed: 5 });
const points = concat([clouds.x, tensor([[6, 0]])]);
const side = concat([clouds.y.cast('float32'), tensor([0])]).reshape([41, 1]);

function boundary(loss: ReturnType<typeof binaryCrossentropy>) {
  const [w, b] = [parameter(zeros([2, 1])), parameter(zeros([1]))];
  const descent = sgd({ learningRate: 0.02 });
  for (let step = 0; step < 500; step++) {
    loss(side, points.matmul(w).add(b)).mean().backward();
    descent.step([w, b]);
  }
  return (x: Tensor<readonly [number, 2]>) => withoutGradients(() => x.matmul(w).add(b).sigmoid());
}

const byLogLoss = boundary(binaryCrossentropy({ fromLogits: true }));
const byExponential = boundary(exponential);
const [logLoss, expLoss] = [text({ en: 'log loss', zh: '对数损失' }), text({ en: 'exponential loss', zh: '指数损失' })];
table([logLoss, expLoss].map((name) => {
  const p = name === logLoss ? byLogLoss(points) : byExponential(points);
  const given = p.mul(side).add(p.neg().add(1).mul(side.neg().add(1)));
  return {
    [text({ en: 'trained with', zh: '训练所用' })]: name,
    [text({ en: 'mistakes among 41', zh: '41 个点中答错' })]: given.less(0.5).cast('float32').sum().item(),
    [text({ en: 'mean probability given to the label', zh: '给标签的平均概率' })]: given.mean().item(),
  };
}))

// %% id="boundary" tags=["check:plot"]
const plane = { x: [-3.5, 6.5], y: [-3, 3], width: 220, height: 130 } as const;
const drawn = (answer: typeof byLogLoss) => decisionBoundary(answer, points, side.reshape([41]), plane);
await frames({
  [logLoss]: drawn(byLogLoss),
  [expLoss]: drawn(byExponential),
}, { label: text({ en: 'trained with', zh: '训练所用' }) })

// %% [markdown] id="boundary-after" lang="en"
// The log loss gives up the one wrong label, and gets all the others right. The exponential loss cannot give it up: it tilts the
// boundary towards it, gets points wrong that the log loss has right, and is less sure of its answers. Where labels may be wrong, and
// they always may be, the cross-entropy is the safer choice.

// %% [markdown] id="boundary-after" lang="zh" src="1f62507c"
// 对数损失放弃了那个错误的标签，其余全部答对。指数损失却放不下：它使边界向那个点倾斜，把对数损失答对的一些点也丢了，回答起来也更没有把握。
// 标签总有可能是错的，所以交叉熵是更稳妥的选择。

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it: it says whether the answer is right,
// and if not, what was expected. The last one is an experiment; nobody checks it but you.

// %% [markdown] id="exercises" lang="zh" src="d8799435"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个：它会告诉你答案对不对；如果不对，还会说明应该得到什么。
// 最后一道是实验题，只有你自己来判断。

// %% exercise="ch05-which"

// %% exercise="ch05-sparse"

// %% exercise="ch05-bce"

// %% exercise="ch05-log-softmax"

// %% exercise="ch05-batches"

// %% exercise="ch05-gradient"

// %% exercise="ch05-smoothing"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch05-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - A loss is one number, small where the outputs are good, that changes smoothly with every weight.
// - For quantities the mean squared error; for classes the cross-entropy, minus the logarithm of the probability that the truth
//   was given.
// - Say once that the loss is a mean, and $\frac{1}{N}$ stands in every gradient. Then the learning rate does not depend on the
//   number of samples.
// - Compute logarithms of softmax and sigmoid from the logits.
// - The gradient of softmax with cross-entropy is $(\hat y - y) / N$.
// - The binary cross-entropy needs its bracket. Without it a wrong answer is rewarded.
// - Log loss is the cross-entropy; the exponential loss is another one, which a single wrong label can carry away.
//
// ## Questions
//
// **Which loss for which output?** See the table above. If the labels exclude each other, softmax and the categorical
// cross-entropy; if several can be true together, a sigmoid for each and the binary one.
//
// **Why is my loss NaN?** Mostly a logarithm of 0, or an $e^z$ that overflowed, as in the table of the log-sum-exp. Compute
// from the logits: `fromLogits: true`, or softmax as the activation of the last layer, from which the framework takes the
// logits itself. Chapter 08 shows a program that dies of it.
//
// **Is a loss of 0.5 good?** Compare it with “no idea”: $\ln k$ for $k$ classes. $e^{-0.5} \approx 0.61$ is the probability
// that the truth gets, in the geometric mean.
//
// **Why is the loss not the accuracy?** The accuracy counts, so it is flat nearly everywhere, and there is no slope to follow.
// Train with the loss, report the accuracy.

// %% [markdown] id="summary" lang="zh" src="edd570c4"
// ## 要点
//
// - 损失是一个数：输出好时它小，并且随每个权重平滑地变化。
// - 数量用均方误差；类别用交叉熵，即真值所得概率的对数的相反数。
// - 把“损失取平均”说清一次，每个梯度里就都有 $\frac{1}{N}$，学习率也就不再取决于样本的个数。
// - softmax 和 sigmoid 的对数，要从 logits 算起。
// - softmax 加交叉熵的梯度是 $(\hat y - y) / N$。
// - 二元交叉熵少不了那对括号。没有它，答错反而受奖。
// - 对数损失就是交叉熵；指数损失是另一种，一个错误的标签就能把它带偏。
//
// ## 常见问题
//
// **什么输出用什么损失？** 见上面的表。标签互相排斥时，用 softmax 和多类交叉熵；可以同时成立时，每个问题一个 sigmoid，用二元交叉熵。
//
// **我的损失为什么是 NaN？** 多半是对 0 取了对数，或者 $e^z$ 溢出了，就像 log-sum-exp 那张表里一样。要从 logits 算起：
// 用 `fromLogits: true`，或者让最后一层的激活是 softmax，框架会自己取出它的 logits。第 08 章有一个因此而死的程序。
//
// **损失 0.5 算好吗？** 跟“不知道”比：$k$ 个类别时是 $\ln k$。$e^{-0.5} \approx 0.61$ 就是真值所得概率的几何平均。
//
// **为什么不直接拿准确率当损失？** 准确率是计数，几乎处处是平的，没有斜率可循。用损失来训练，用准确率来汇报。
