// ---
// title:
//   en: The algorithm, step by step
//   zh: 算法步骤
// objectives:
//   en:
//     - Name the steps of a training, in order, and find each in the articles’ lists
//     - Split data into training, validation and test set, and say what each is for
//     - Write the training loop in twelve lines
//     - Tell why weights start at random, and biases need not
//     - Choose when to stop, and say what is wrong with a threshold of the loss
//   zh:
//     - 按顺序说出训练的各个步骤，并在原文的清单里找到它们
//     - 把数据分成训练集、验证集和测试集，并说明各自的用途
//     - 用十二行写出训练循环
//     - 说明权重为什么要随机初始化，而偏置不必
//     - 选择何时停止，并说明用损失阈值来停止错在哪里
// time: { teach: 45, exercise: 30 }
// ---

// %% [markdown] id="title" lang="en"
// # 3 · The algorithm, step by step
//
// How does a network learn? Each of the five articles answers with a list of steps, and no two lists agree. One begins with
// the data, another with random weights; one ends with an evaluation, another with a threshold. In this chapter we lay the
// lists side by side, make one pipeline of them, and run it: first a single step with nothing but arrays, then the whole
// training in twelve lines, then the same with the framework.
//
// Three of the articles’ steps are wrong in a way that costs something: the bias of every connection, the batch that is
// never changed, and the threshold at which to stop. We try out what they lead to.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** the sections called “Core algorithm: principle and steps” of articles 1, 2, 4 and 5, and
// the example of image classification in article 3. (The steps of article 3’s own section build an architecture; they belong to
// chapter 14.)

// %% [markdown] id="title" lang="zh" src="25402e3d"
// # 3 · 算法步骤
//
// 网络是怎样学习的？五篇文章各用一份步骤清单来回答，却没有两份相同。有的从数据讲起，有的从随机权重讲起；
// 有的以评估收尾，有的以一个阈值收尾。这一章里，我们把这些清单并排放好，合成一条流程，再让它运行起来：
// 先只用数组走一步，再用十二行完成整个训练，最后用框架重做一遍。
//
// 原文有三处步骤写错了，而且后果不小：给每条连接都配一个偏置，永远不换批次，还有作为停止条件的阈值。
// 我们动手试一试，看看它们会带来什么。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第一、二、四、五篇文章的“核心算法原理具体操作步骤”一节，以及第三篇文章里图像分类的例子。
// （第三篇文章同名一节里的步骤讲的是如何搭建架构，放在第 14 章。）

// %% id="start" tags=["language"]
import { full, moons, parameter, rng, seed, split, tensor, withoutGradients, zeros } from 'tslate';
import { adam, batches, binaryCrossentropy, dense, earlyStopping, sequential, sgd } from 'tslate';
import { decisionBoundary, frames, lines, networkDiagram, results, scatter } from 'tslate';
import { setLanguage, table, text } from 'tslate';
import type { Chart, Parameter, Rng, Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/03-algorithm';
setLanguage('en');

// %% [markdown] id="lists" lang="en" tags=["concept"]
// ## Five lists, one pipeline
//
// The left column is our pipeline. The numbers are those of the articles’ own lists; “–” means that the list does not speak of
// it.
//
// |                      | step                                | art. 1  | art. 2 | art. 3, example | art. 4 | art. 5   |
// | -------------------- | ----------------------------------- | ------- | ------ | --------------- | ------ | -------- |
// | before the loop      | **1** prepare and split the data    | 1       | 1      | 1               | –      | –        |
// |                      | **2** choose model, loss, optimiser | 2, 3, 4 | 2      | –               | 1, 2   | –        |
// |                      | **3** start the parameters          | –       | –      | –               | –      | 1        |
// | in the loop          | **4** take the next batch           | –       | –      | –               | –      | –        |
// |                      | **5** forward: compute the outputs  | 5       | 3      | 2, 3            | 3      | 2        |
// |                      | **6** loss: how wrong are they?     | 5       | 3      | 4               | 3      | 3        |
// |                      | **7** backward: compute the slopes  | 5       | 3      | 5               | 3      | 3        |
// |                      | **8** update the parameters         | 5       | 3      | 5               | 3      | 3        |
// | after each epoch     | **9** validate; stop?               | 5       | –      | 6               | 4      | 4        |
// | at the very end      | **10** test, once                   | –       | 4      | –               | 3      | –        |
//
// Steps 5 to 8 are the heart, and all agree on them, though articles 1, 2 and 4 only say “train”. What surrounds the heart is where they
// differ. Only article 5 says how the parameters start. Only article 1 asks for validation data. Article 3 stops at “the
// expected level”, article 5 at a threshold. And nobody takes the *next* batch.

// %% [markdown] id="lists" lang="zh" src="0a500576"
// ## 五份清单，一条流程
//
// 左边是我们的流程。数字是原文清单里的编号；“–”表示那份清单没有提到这一步。
//
// |                      | 步骤                                | 第一篇  | 第二篇 | 第三篇的例子    | 第四篇 | 第五篇   |
// | -------------------- | ----------------------------------- | ------- | ------ | --------------- | ------ | -------- |
// | 循环之前             | **1** 准备并划分数据                | 1       | 1      | 1               | –      | –        |
// |                      | **2** 选定模型、损失和优化器        | 2、3、4 | 2      | –               | 1、2   | –        |
// |                      | **3** 初始化参数                    | –       | –      | –               | –      | 1        |
// | 循环之中             | **4** 取下一个批次                  | –       | –      | –               | –      | –        |
// |                      | **5** 前向：算出输出                | 5       | 3      | 2、3            | 3      | 2        |
// |                      | **6** 损失：错了多少？              | 5       | 3      | 4               | 3      | 3        |
// |                      | **7** 反向：算出斜率                | 5       | 3      | 5               | 3      | 3        |
// |                      | **8** 更新参数                      | 5       | 3      | 5               | 3      | 3        |
// | 每轮之后             | **9** 验证；要停吗？                | 5       | –      | 6               | 4      | 4        |
// | 最后                 | **10** 测试，只做一次               | –       | 4      | –               | 3      | –        |
//
// 第 5 到第 8 步是核心，各篇在这里是一致的，虽然第一、二、四篇文章只用一个“训练”带过。分歧在核心之外：
// 只有第五篇文章说了参数怎样初始化；只有第一篇文章要求验证数据；第三篇文章在“达到预期的水平”时停，第五篇文章在损失达到阈值时停。
// 而取**下一个**批次这一步，谁也没有写。

// %% [markdown] id="data-text" lang="en"
// ## Step 1: the data, in three parts
//
// Our data are two half moons in the plane that grip each other. An example is a point $x = (x_1, x_2)$ and its class
// $y$: 0 for the upper moon, 1 for the lower one. Noise has moved each point a little.
//
// We part the examples at once, before anything else is done with them:
//
// - from the [[training set]] the parameters are learned;
// - the [[validation set]] is for decisions: which of two models, and when to stop;
// - the [[test set]] is looked at once, when everything is decided.
//
// Why three? A student who has seen the questions of an exam can learn the answers by heart, so the exam must have new
// questions: that is why we do not judge with the training set. And who takes an exam twenty times and shows the best
// result has been lucky at least once: that is why the set that decides is not the set that judges.
//
// All that is *learned* from data, be it only the mean by which the inputs are scaled, is learned from the training set.

// %% [markdown] id="data-text" lang="zh" src="68deded8"
// ## 第 1 步：数据分三份
//
// 我们的数据是平面上两个互相咬合的半月。一个样本就是一个点 $x = (x_1, x_2)$ 和它的类别
// $y$：上面的半月为 0，下面的为 1。噪声使每个点都稍稍偏离了原位。
//
// 在做任何别的事情之前，先把样本分开：
//
// - [[训练集]]用来学习参数；
// - [[验证集]]用来做决定：两个模型选哪一个，什么时候停；
// - [[测试集]]只看一次，在一切都决定之后。
//
// 为什么要三份？事先看过考题的学生可以把答案背下来，所以考试要出新题：这就是不能用训练集来评判的原因。
// 而一个人考了二十次，只拿出最好的成绩，总有一次是运气好：这就是做决定的那一份不能同时用来评判的原因。
//
// 凡是从数据里**学来**的东西，哪怕只是缩放输入所用的平均值，都只能从训练集里学。

// %% id="data"
interface Examples {
  readonly x: Tensor<readonly [number, 2]>; // en: one point a row // zh: 每行一个点
  readonly y: Tensor<readonly [number], 'int32'>; // en: its class, 0 or 1 // zh: 它的类别，0 或 1
}

const points = moons({ samples: 500, noise: 0.15, seed: 3 });
const { train, validation: rest } = split(points.x, points.y, { validation: 400, shuffle: rng(1) });
const { train: validation, validation: test } = split(rest.x, rest.y, { validation: 200 });
table([{
  [text({ en: 'training', zh: '训练' })]: train.x.shape[0],
  [text({ en: 'validation', zh: '验证' })]: validation.x.shape[0],
  [text({ en: 'test', zh: '测试' })]: test.x.shape[0],
}])

// %% id="moons" tags=["check:plot"]
const classNames = [text({ en: 'upper', zh: '上' }), text({ en: 'lower', zh: '下' })];
scatter(train.x, {
  classes: train.y,
  classNames,
  title: text({ en: 'The training set', zh: '训练集' }),
  width: 300,
  height: 220,
})

// %% [markdown] id="model-text" lang="en"
// ## Steps 2 and 3: a model, and where it starts
//
// No straight line separates the moons, so we need a hidden layer (chapter 02). Ours has 8 units with tanh; the output is one
// unit with the sigmoid, which makes of any number $z$ a probability, $1 / (1 + e^{-z})$: that of class 1. The picture
// shows it with the weights that it starts with: solid lines are positive, dashed ones negative, thick ones large.
//
// That makes $2 \cdot 8 + 8 + 8 \cdot 1 + 1 = 33$ parameters. Together they are called $\theta$ (theta). The weights start at random, the biases at 0;
// why, we shall see below.

// %% [markdown] id="model-text" lang="zh" src="1e282a5b"
// ## 第 2、3 步：模型，以及从哪里开始
//
// 没有一条直线能把两个半月分开，所以需要一个隐藏层（第 02 章）。我们的隐藏层有 8 个使用 tanh 的单元；输出是一个使用
// sigmoid 的单元，它把任何数 $z$ 变成一个概率 $1 / (1 + e^{-z})$，即属于类别 1 的概率。
// 图中是它和它的初始权重：实线为正，虚线为负，线越粗，权重的绝对值越大。
//
// 一共有 $2 \cdot 8 + 8 + 8 \cdot 1 + 1 = 33$ 个参数，合起来记作 $\theta$（theta）。权重随机初始化，偏置从 0 开始；原因见后文。

// %% id="start-numbers" tags=["scratch", "check:exact"]
// en: 33 numbers: the weights of the first layer, its biases, the weights of the second layer, its bias
// zh: 33 个数：第一层的权重、偏置，第二层的权重、偏置
const drawn = rng(3);
const theta = [...drawn.normal([16]).data, ...zeros([8]).data, ...drawn.normal([8]).data, 0];

// en: the probability that x belongs to class 1
// zh: x 属于类别 1 的概率
function guess(parameters: readonly number[], x: readonly number[]): number {
  let z = parameters[32];
  for (let j = 0; j < 8; j++) {
    const a = Math.tanh(x[0] * parameters[j] + x[1] * parameters[8 + j] + parameters[16 + j]);
    z += a * parameters[24 + j];
  }
  return 1 / (1 + Math.exp(-z));
}

theta.length

// %% id="diagram" tags=["check:plot"]
const sketch = sequential([2], dense(8, { activation: 'tanh' }), dense(1, { activation: 'sigmoid' }));
const [sketchW1, , sketchW2] = sketch.parameters();
sketchW1.assign(tensor(theta.slice(0, 16), [2, 8]));
sketchW2.assign(tensor(theta.slice(24, 32), [8, 1]));
networkDiagram(sketch, {
  inputLabels: ['x₁', 'x₂'],
  outputLabels: [text({ en: 'lower?', zh: '下？' })],
  title: text({ en: 'The network, before training', zh: '训练之前的网络' }),
})

// %% [markdown] id="step-text" lang="en"
// ## Steps 4 to 8: a single step
//
// A [[batch]] is the handful of examples that one step is computed from; ours has $B = 10$. For them the network computes
// its outputs (forward). Then it is told how wrong it was: the loss of an example is $-\ln p$, where $p$ is the probability that
// the network gave to the right class, and the loss $L$ of a batch is the mean. Certain and right costs nothing; certain and
// wrong costs a lot. Chapter 05 is about losses.
//
// Now we want to know of each parameter $\theta_k$ whether more of it makes the loss larger or smaller, and by how much. Nudge it by a
// little $\varepsilon$ to both sides, and look:
//
// $$\frac{\partial L}{\partial \theta_k} \approx \frac{L(\theta_k + \varepsilon) - L(\theta_k - \varepsilon)}{2 \varepsilon}$$ (eq:nudge)
//
// These 33 slopes together are called the gradient. A step goes downhill, against them. With the learning rate $\alpha$, the loss $\ell$ of one
// example, and the network’s output $f(x_i; \theta)$:
//
// $$\theta_k \leftarrow \theta_k - \alpha \frac{\partial L}{\partial \theta_k} \qquad\qquad L = \frac{1}{B} \sum_{i=1}^{B} \ell\bigl(y_i, f(x_i; \theta)\bigr)$$ (eq:one-step)
//
// The arrow says “becomes”. All 33 are updated together, from slopes taken at the same place.

// %% [markdown] id="step-text" lang="zh" src="c0bdb507"
// ## 第 4 到第 8 步：走一步
//
// 一个[[批次]]，就是用来计算一步更新的那一小把样本；我们取 $B = 10$ 个。网络先为它们算出输出（前向），再得知自己错了多少：
// 一个样本的损失是 $-\ln p$，其中 $p$ 是网络给正确类别的概率；批次的损失 $L$ 是它们的平均。
// 肯定而且对了，不花代价；肯定却错了，代价很大。第 05 章专门讲损失。
//
// 现在要对每个参数 $\theta_k$ 弄清楚：它变大一点，损失是变大还是变小，变多少？把它向两边各拨动一点点 $\varepsilon$，看看结果：
//
// $$\frac{\partial L}{\partial \theta_k} \approx \frac{L(\theta_k + \varepsilon) - L(\theta_k - \varepsilon)}{2 \varepsilon}$$ (eq:nudge)
//
// 这 33 个斜率合起来叫作梯度。一步更新就是逆着它往下坡走。记学习率为 $\alpha$，单个样本的损失为 $\ell$，网络的输出为 $f(x_i; \theta)$：
//
// $$\theta_k \leftarrow \theta_k - \alpha \frac{\partial L}{\partial \theta_k} \qquad\qquad L = \frac{1}{B} \sum_{i=1}^{B} \ell\bigl(y_i, f(x_i; \theta)\bigr)$$ (eq:one-step)
//
// 箭头读作“变为”。33 个参数一起更新，所用的斜率都是在同一个位置上求得的。

// %% id="loss-by-hand"
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const firstBatch = [train.x.rows(upTo(10)), train.y.rows(upTo(10))] as const;
const batch = firstBatch[0].toArray().map((x, i) => ({ x, y: firstBatch[1].data[i] }));

// en: the mean of −ln p, where p is the probability of the right class
// zh: −ln p 的平均，p 是给正确类别的概率
function lossAt(parameters: readonly number[]): number {
  const losses = batch.map(({ x, y }) => {
    const p = guess(parameters, x);
    return -Math.log(y === 1 ? p : 1 - p);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

// en: how the loss changes with each parameter: nudge one, leave the others alone
// zh: 损失随各个参数怎样变化：拨动一个，其余不动
function slopesAt(parameters: readonly number[]): number[] {
  const nudged = (k: number, by: number) => lossAt(parameters.with(k, parameters[k] + by));
  return parameters.map((_, k) => (nudged(k, 1e-4) - nudged(k, -1e-4)) / 2e-4);
}

// %% [markdown] id="stepper-text" lang="en"
// The next cell takes one step and pauses after each of its stages. A function with a star, `function*`, is a *generator*:
// it runs up to the next `yield`, hands over what stands there, and waits to be asked for more.
//
// > **Predict before you run.** The network has not learned anything yet. What loss would a network have that gives both
// > classes the same probability? And will one step make the loss of ours smaller?

// %% [markdown] id="stepper-text" lang="zh" src="43000e5c"
// 下面的单元格走一步，每个阶段之后都停一停。带星号的函数 `function*` 叫作**生成器**：它运行到下一个 `yield`，
// 交出那里的值，然后等着别人再来要。
//
// > **先预测，再运行。** 网络还什么都没学。如果一个网络给两个类别同样的概率，它的损失是多少？
// > 我们的网络走一步之后，损失会变小吗？

// %% id="stepper" tags=["check:num=1e-3"]
function* oneStep(parameters: readonly number[], rate: number) {
  yield { stage: text({ en: 'start: θ', zh: '初始：θ' }), numbers: parameters };
  const guesses = batch.map(({ x }) => guess(parameters, x));
  yield { stage: text({ en: 'forward: ŷ', zh: '前向：ŷ' }), numbers: guesses };
  yield { stage: text({ en: 'loss: L', zh: '损失：L' }), numbers: [lossAt(parameters)] };
  const slopes = slopesAt(parameters);
  yield { stage: text({ en: 'backward: ∂L/∂θ', zh: '反向：∂L/∂θ' }), numbers: slopes };
  const moved = parameters.map((value, k) => value - rate * slopes[k]);
  yield { stage: text({ en: 'update: θ', zh: '更新：θ' }), numbers: moved };
  yield { stage: text({ en: 'loss after it: L', zh: '更新后的损失：L' }), numbers: [lossAt(moved)] };
}

const stages = [...oneStep(theta, 0.5)];
table(stages.map(({ stage, numbers }) => ({
  [text({ en: 'stage', zh: '阶段' })]: stage,
  [text({ en: 'how many numbers', zh: '几个数' })]: numbers.length,
  [text({ en: 'the first three', zh: '前三个' })]: numbers.slice(0, 3).map((value) => value.toFixed(3)).join(', '),
})))

// %% id="stepper-loss"
const equalShares = Math.log(2);
const [before, after] = [stages[2].numbers[0], stages[5].numbers[0]];
results({ equalShares, before, after })

// %% [markdown] id="stepper-after" lang="en"
// Two classes of equal probability cost $\ln 2$ = {{stepper-loss.equalShares|3}} an example. On these 10 points the random network does better,
// {{stepper-loss.before|3}}, but that is luck: on all 100 training points it will turn out worse, {{loop-results.lossAtStart|3}}. It is not undecided; it
// has opinions that nobody taught it. One step took the loss on the 10 points to {{stepper-loss.after|3}}.
//
// To pause yourself, write `const mine = oneStep(theta, 0.5)` in one cell and `mine.next().value` in another, and run the
// second again and again.
//
// ## Tensors, and gradients that need no nudging
//
// Nudging is honest but slow: 33 parameters took 66 passes over the batch, and a network of a million would take two million, for
// a single step. *Backpropagation* finds all slopes in one pass back through the computation. Chapter 07 derives it; here `loss.backward()`
// does it. The same network, in tensors (`logits` gives $z$, before the sigmoid: from it the loss is computed without
// overflow):

// %% [markdown] id="stepper-after" lang="zh" src="8bd6253a"
// 两个类别概率相同时，每个样本的损失是 $\ln 2$ = {{stepper-loss.equalShares|3}}。在这 10 个点上，随机的网络更好，是 {{stepper-loss.before|3}}，
// 但这只是运气：下面会看到，在全部 100 个训练点上它更差，是 {{loop-results.lossAtStart|3}}。它不是拿不定主意，
// 而是有一套没人教过它的主张。走一步之后，这 10 个点上的损失变成了 {{stepper-loss.after|3}}。
//
// 想自己一步一停地走，就在一个单元格里写 `const mine = oneStep(theta, 0.5)`，在另一个里写 `mine.next().value`，反复运行后者。
//
// ## 张量，以及不必拨动的梯度
//
// 拨动的办法老实，但是慢：33 个参数要把批次算 66 遍；一百万个参数的网络，走一步就要算两百万遍。
// **反向传播**沿着计算往回走一遍，就能求出全部斜率。第 07 章会推导它，这里由 `loss.backward()` 来做。
// 下面用张量写出同一个网络（`logits` 给出 sigmoid 之前的 $z$，由它计算损失不会溢出）：

// %% id="tensors"
interface Net {
  W1: Parameter<readonly [2, 8]>;
  b1: Parameter<readonly [8]>;
  W2: Parameter<readonly [8, 1]>;
  b2: Parameter<readonly [1]>;
}

function network(random: Rng): Net {
  const W1 = parameter(random.normal([2, 8]));
  const W2 = parameter(random.normal([8, 1]));
  return { W1, b1: parameter(zeros([8])), W2, b2: parameter(zeros([1])) };
}

function logits(net: Net, x: Tensor<readonly [number, 2]>) {
  return x.matmul(net.W1).add(net.b1).tanh().matmul(net.W2).add(net.b2);
}

const column = (y: Tensor<readonly [number], 'int32'>) => y.reshape([y.shape[0], 1]);
const crossEntropy = binaryCrossentropy({ fromLogits: true });

function lossOf(net: Net, x: Tensor<readonly [number, 2]>, y: Tensor<readonly [number], 'int32'>) {
  return crossEntropy(column(y), logits(net, x)).mean();
}

// %% id="agree" tags=["check:band=largestDifference:..1e-5"]
const twin = network(rng(3)); // en: the same 33 numbers as theta // zh: 与 theta 相同的 33 个数
lossOf(twin, ...firstBatch).backward();
const gradients = Object.values(twin).flatMap((p) => Array.from(p.grad?.data ?? [], Number));
const largestDifference = Math.max(...slopesAt(theta).map((slope, k) => Math.abs(slope - gradients[k])));
results({ slopes: gradients.length, largestDifference })

// %% [markdown] id="loop-text" lang="en"
// ## The loop, in twelve lines
//
// An [[epoch]] is one pass over all training examples: here 100 examples in batches of 10, so ten steps. Before each epoch the examples
// are shuffled, so that the batches differ from epoch to epoch. `note` keeps a diary: the loss on the training and on the
// validation set, and now and then a picture of what the network thinks of every place in the plane.
// (Within `withoutGradients` nothing is kept for backpropagation: there we only look. And `step` moves the parameters, then drops
// the gradients, so that the next batch begins with none.)

// %% [markdown] id="loop-text" lang="zh" src="7e0ac4a7"
// ## 十二行的循环
//
// 一个[[轮次]]，就是把全部训练样本过一遍：这里是 100 个样本，每批 10 个，共十步。每轮之前先打乱样本，所以各轮的批次都不一样。
// `note` 负责记日记：训练集和验证集上的损失，并时不时拍一张照片，记下网络对平面上每个位置的看法。
// （`withoutGradients` 里的计算只是看一看，不为反向传播保留任何东西；`step` 更新参数之后会清掉梯度，下一个批次从头算起。）

// %% id="diary"
function measure(net: Net, { x, y }: Examples) {
  return withoutGradients(() => {
    const answers = logits(net, x).greater(0).cast('int32');
    const accuracy = answers.equal(column(y)).cast('float32').mean().item();
    return { loss: lossOf(net, x, y).item(), accuracy };
  });
}

function photograph(net: Net): Chart {
  const probability = (x: Tensor<readonly [number, 2]>) => logits(net, x).sigmoid();
  return decisionBoundary(probability, train.x, train.y, { classNames, width: 300, height: 240 });
}

const photographed = [0, 15, 30, 45, 60];
const trainingLoss: number[] = [];
const validationLoss: number[] = [];
const photographs: Chart[] = [];
function note(epoch: number, net: Net): void {
  trainingLoss[epoch] = measure(net, train).loss;
  validationLoss[epoch] = measure(net, validation).loss;
  const place = photographed.indexOf(epoch);
  if (place >= 0) photographs[place] = photograph(net);
}

// %% id="loop"
const random = rng(3);
const net = network(random);
const descent = sgd({ learningRate: 0.5 });
note(0, net);
for (let epoch = 1; epoch <= 60; epoch++) {
  for (const [x, y] of batches(train.x, train.y, { size: 10, shuffle: random })) {
    const loss = lossOf(net, x, y); // en: forward propagation, and the loss // zh: 前向传播，以及损失
    loss.backward(); // en: the gradients // zh: 梯度
    descent.step(Object.values(net)); // en: the update // zh: 更新
  }
  note(epoch, net);
}

// %% id="loop-results" tags=["check:band=valAccuracy:0.93..1", "check:band=valLoss:0..0.2"]
const { accuracy: valAccuracy, loss: valLoss } = measure(net, validation);
results({ steps: descent.steps, lossAtStart: trainingLoss[0], valLoss, valAccuracy })

// %% id="curves" tags=["check:plot"]
const curves = {
  [text({ en: 'training', zh: '训练' })]: trainingLoss,
  [text({ en: 'validation', zh: '验证' })]: validationLoss,
};
lines(curves, {
  start: 0,
  title: text({ en: 'Loss after each epoch', zh: '每轮之后的损失' }),
  height: 220,
  yLabel: text({ en: 'loss', zh: '损失' }),
})

// %% [markdown] id="photo-text" lang="en"
// About half of the loss is gone after the first epoch. Then the curve lies nearly flat for a while, and yet something goes on. Move the
// slider: the boundary begins where chance has put it, turns, and bends into an S. Points on the wrong side have a dark outline.

// %% [markdown] id="photo-text" lang="zh" src="3ee36354"
// 第一轮之后，损失就去掉了大约一半。接着曲线有一段几乎是平的，可是事情仍在发生。拖动滑块看看：
// 分界线从偶然的位置开始，先转向，再弯成 S 形。落在错误一侧的点带有深色的轮廓。

// %% id="photographs" tags=["check:plot", "slider"]
await frames(photographs, {
  label: text({ en: 'epoch', zh: '轮次' }),
  values: photographed,
  title: text({ en: 'The boundary', zh: '分界线' }),
})

// %% [markdown] id="framework-text" lang="en"
// ## The same with the framework
//
// `compile` is step 2: model, loss and optimiser. `fit`, or `fitBatches` for batches of our own, is the loop. To compare, we
// give it the weights that our network started with and the same generator for the order of the batches. Then we let both judge the
// test set: how far do their probabilities differ at most?
//
// Nothing is left to decide about this network, so this is also the moment for step 10.

// %% [markdown] id="framework-text" lang="zh" src="4d30bf04"
// ## 用框架再写一遍
//
// `compile` 就是第 2 步：模型、损失和优化器。`fit` 就是那个循环；自己提供批次时用 `fitBatches`。为了比较，
// 我们给它同样的初始权重，也用同样的随机数生成器来决定批次的顺序。然后让两者都来判断测试集：它们给出的概率最多相差多少？
//
// 关于这个网络，已经没有什么需要决定的了，所以现在也正是第 10 步的时候。

// %% id="framework" tags=["framework", "check:band=difference:..1e-3", "check:band=accuracy:0.9..1"]
const again = rng(3);
const started = Object.values(network(again));
const model = sequential([2], dense(8, { activation: 'tanh' }), dense(1, { activation: 'sigmoid' }));
model.parameters().forEach((p, i) => p.assign(started[i]));
const compiled = model.compile({
  optimizer: sgd({ learningRate: 0.5 }),
  loss: 'binaryCrossentropy',
  metrics: ['accuracy'],
});
const inTurn = batches(train.x, column(train.y), { size: 10, shuffle: again });
await compiled.fitBatches(inTurn, { epochs: 60, progress: false });

const ours = withoutGradients(() => logits(net, test.x).sigmoid());
const difference = (await compiled.predict(test.x)).sub(ours).abs().max().item();
const { accuracy } = await compiled.evaluate(test.x, column(test.y));
results({ difference, accuracy, dataset: 'moons' })

// %% [markdown] id="start-text" lang="en"
// ## Step 3 again: why at random?
//
// > **Erratum E25.** Article 5 begins: “assign a random weight and bias to every connection”. Weights belong to connections, but a bias
// > belongs to a unit: it is added once to the sum of all that comes in. Our network has 24 connections and 9 biases.
// > With a bias on every connection, a unit would still only get their sum: more numbers, and nothing won. And only the weights have to be
// > random; biases may start at 0.
//
// Why do weights have to be random? Suppose that all of them are equal. Then all hidden units compute the same, get the same
// slopes, and make the same step. They stay equal for ever: eight units, and one opinion. Randomness is not there because
// nobody knows better; it is there to make the units *different*.
//
// > **Predict before you run.** Four starts, trained alike: all weights 0; all weights 0.5; random weights with biases 0;
// > random weights and random biases. How many different hidden units will each have in the end?

// %% [markdown] id="start-text" lang="zh" src="fb74b41d"
// ## 再看第 3 步：为什么要随机？
//
// > **原文勘误 E25。** 第五篇文章的第一步是“为每个连接分配一个随机的权重和偏置”。权重属于连接，偏置却属于单元：所有输入加起来之后，
// > 偏置只加一次。我们的网络有 24 条连接，9 个偏置。
// > 即使给每条连接都配一个偏置，单元得到的也只是它们的和：数多了，却没有任何好处。而且需要随机的只有权重，偏置可以从 0 开始。
//
// 权重为什么要随机？假设它们全都相等，那么所有隐藏单元算出的结果相同，得到的斜率相同，走出的一步也相同。
// 它们会永远相等：八个单元，一个主张。随机并不是因为没人知道该取什么，而是为了让各个单元**不一样**。
//
// > **先预测，再运行。** 四种初始化，训练方法相同：权重全为 0；权重全为 0.5；权重随机、偏置为 0；权重和偏置都随机。
// > 训练结束时，各有几个不同的隐藏单元？

// %% id="training"
// en: trains for 60 epochs and gives the validation loss after each; `next` makes the batches of an epoch
// zh: 训练 60 轮，给出每轮之后的验证损失；`next` 给出一轮的各个批次
type Batch = readonly [Tensor<readonly [number, 2]>, Tensor<readonly [number], 'int32'>];
function trainedFrom(start: Net, next: () => Iterable<Batch>): number[] {
  const steps = sgd({ learningRate: 0.5 });
  const losses = [measure(start, validation).loss];
  for (let epoch = 1; epoch <= 60; epoch++) {
    for (const [x, y] of next()) {
      lossOf(start, x, y).backward();
      steps.step(Object.values(start));
    }
    losses.push(measure(start, validation).loss);
  }
  return losses;
}

function shuffledBatches(): () => Iterable<Batch> {
  const order = rng(4);
  return () => batches(train.x, train.y, { size: 10, shuffle: order });
}

// %% id="starts"
const allEqual = (value: number): Net => ({
  W1: parameter(full([2, 8], value)),
  b1: parameter(zeros([8])),
  W2: parameter(full([8, 1], value)),
  b2: parameter(zeros([1])),
});
const randomBiases = network(rng(5));
randomBiases.b1.assign(rng(6).normal([8]));
randomBiases.b2.assign(rng(7).normal([1]));

const starts = [
  { name: text({ en: 'all weights 0', zh: '权重全为 0' }), net: allEqual(0) },
  { name: text({ en: 'all weights 0.5', zh: '权重全为 0.5' }), net: allEqual(0.5) },
  { name: text({ en: 'random, biases 0', zh: '权重随机，偏置为 0' }), net: network(rng(5)) },
  { name: text({ en: 'random, biases too', zh: '权重和偏置都随机' }), net: randomBiases },
];

const numbersOf = (net: Net): number[] => Object.values(net).flatMap((p) => Array.from(p.data, Number));

// en: units whose weights and bias agree to four decimals count once
// zh: 权重和偏置的前四位小数都相同的单元只算一个
function differentUnits({ W1, b1, W2 }: Net): number {
  const numbers = (j: number) => [W1.data[j], W1.data[8 + j], b1.data[j], W2.data[j]];
  const unit = (j: number) => numbers(j).map((value) => value.toFixed(4)).join();
  return new Set(upTo(8).map(unit)).size;
}

// %% id="symmetry" tags=["experiment", "E25", "check:band=unitsAllEqual:1..1", "check:band=unitsRandom:8..8", "check:band=movedFromZero:1..1", "check:band=accuracyRandom:0.93..1", "check:band=accuracyAllEqual:0.8..0.94"]
const outcomes = starts.map((start) => {
  const first = numbersOf(start.net);
  trainedFrom(start.net, shuffledBatches());
  const moved = numbersOf(start.net).filter((value, k) => value !== first[k]).length;
  return { name: start.name, moved, units: differentUnits(start.net), ...measure(start.net, validation) };
});
const [zeroOutcome, equalOutcome, randomOutcome] = outcomes;
results({
  movedFromZero: zeroOutcome.moved,
  unitsAllEqual: equalOutcome.units,
  unitsRandom: randomOutcome.units,
  accuracyAllEqual: equalOutcome.accuracy,
  accuracyRandom: randomOutcome.accuracy,
})

// %% id="starts-table"
table(outcomes.map((outcome) => ({
  [text({ en: 'start', zh: '初始化' })]: outcome.name,
  [text({ en: 'parameters that moved', zh: '变动过的参数' })]: outcome.moved,
  [text({ en: 'different hidden units', zh: '不同的隐藏单元' })]: outcome.units,
  [text({ en: 'validation loss', zh: '验证损失' })]: outcome.loss,
  [text({ en: 'validation accuracy (%)', zh: '验证准确率（%）' })]: 100 * outcome.accuracy,
})))

// %% [markdown] id="start-after" lang="en"
// With all weights 0 it is worst: no slope reaches the first layer, because the second multiplies it by 0, and none reaches the
// second, because the first hands it nothing but zeros. Only one of the 33 parameters moves: the bias of the output. With all weights 0.5 the network learns what a single hidden unit can
// learn, and stays at {{symmetry.accuracyAllEqual|percent0}} where different units reach {{symmetry.accuracyRandom|percent0}}. Whether biases start at 0 or at random makes little difference.
//
// ## Step 4: the next batch
//
// > **Erratum E16.** Article 3 lists: 1 input data, 2 features, 3 prediction, 4 loss, 5 backward and update, “6 repeat steps 2 to
// > 5 until the performance reaches the expected level”. Step 1 is not repeated, so it is the *same* batch again and again. And of which data is the performance
// > meant?
//
// > **Predict before you run.** A network that sees the same 10 points 600 times, and one that sees the next 10 each time. What becomes
// > of the loss on those 10 points, and what of the loss on the validation set?

// %% [markdown] id="start-after" lang="zh" src="51bebd2e"
// 权重全为 0 时最糟：斜率到不了第一层，因为第二层把它乘上了 0；也到不了第二层，因为第一层交给它的只有 0。
// 33 个参数里动得了的只有一个：输出的偏置。权重全为 0.5 时，网络学到的就是单个隐藏单元能学到的东西，
// 停在 {{symmetry.accuracyAllEqual|percent0}}，而各不相同的单元能达到 {{symmetry.accuracyRandom|percent0}}。
// 偏置从 0 开始还是随机开始，差别不大。
//
// ## 第 4 步：下一个批次
//
// > **原文勘误 E16。** 第三篇文章的清单是：1 输入数据，2 特征提取，3 分类预测，4 损失计算，5 反向传播并更新，“6 重复步骤2-5：重复上述步骤，直到模型性能达到预期的水平”。
// > 第 1 步不在重复之列，于是一遍又一遍用的都是**同一个**批次。而且，“性能”指的是在哪些数据上的性能？
//
// > **先预测，再运行。** 一个网络把同样的 10 个点看 600 遍，另一个每次看接下来的 10 个点。那 10 个点上的损失会怎样？
// > 验证集上的损失又会怎样？

// %% id="same-batch" tags=["experiment", "E16", "check:band=lossSame:0.5..", "check:band=lossNext:0..0.2", "check:band=lossOnTheBatch:0..0.02"]
const [fresh, stale] = [network(rng(3)), network(rng(3))];
const withNext = trainedFrom(fresh, shuffledBatches());
const withSame = trainedFrom(stale, () => upTo(10).map(() => firstBatch));
const lossOnTheBatch = lossOf(stale, ...firstBatch).item();
results({ lossNext: withNext[60], lossSame: withSame[60], lossOnTheBatch })

// %% id="same-plot" tags=["check:plot"]
const compared = {
  [text({ en: 'the next batch', zh: '下一个批次' })]: withNext,
  [text({ en: 'the same batch', zh: '同一个批次' })]: withSame,
};
lines(compared, {
  start: 0,
  title: text({ en: 'Loss on the validation set', zh: '验证集上的损失' }),
  height: 220,
  yLabel: text({ en: 'loss', zh: '损失' }),
})

// %% [markdown] id="same-after" lang="en"
// On its own 10 points the second network is nearly perfect: its loss there is {{same-batch.lossOnTheBatch|4}}. It has reached any “expected
// level”, and it has learned them by heart. On the validation set its loss *rises*, to {{same-batch.lossSame|3}} against
// {{same-batch.lossNext|3}}. So repeat from step 4, with the next batch; and measure the performance on the validation set.
//
// ## Step 9: when to stop?
//
// That a loss falls in training and rises elsewhere is called *overfitting* (chapter 15). It happens not only with a batch
// that is repeated: a large network and few examples are enough. Here are 60 points with more noise, and a network with two hidden layers of 32 units, trained far too long. The loss on 400 validation
// points tells what happens.

// %% [markdown] id="same-after" lang="zh" src="b067505b"
// 在它自己的 10 个点上，第二个网络几乎完美：那里的损失是 {{same-batch.lossOnTheBatch|4}}。任何“预期的水平”它都达到了，
// 办法是背下来。而在验证集上，它的损失却在**上升**，最后是 {{same-batch.lossSame|3}}，另一个则是
// {{same-batch.lossNext|3}}。所以，应当从第 4 步开始重复，取下一个批次；性能要在验证集上衡量。
//
// ## 第 9 步：何时停止？
//
// 训练时损失下降，在别处却上升，这叫**过拟合**（第 15 章）。并非反复使用一个批次才会如此：网络大、样本少，就足以造成。
// 这里有 60 个噪声更大的点，和一个有两个隐藏层、各 32 个单元的网络，训练得太久太久。400 个验证点上的损失会告诉我们发生了什么。

// %% id="too-long"
const noisy = moons({ samples: 460, noise: 0.3, seed: 5 });
const { train: few, validation: many } = split(noisy.x, column(noisy.y), { validation: 400, shuffle: rng(2) });
const judges = [many.x, many.y] as const;

function wideModel() {
  seed(1);
  const hidden = () => dense(32, { activation: 'relu' });
  return sequential([2], hidden(), hidden(), dense(1, { activation: 'sigmoid' })).compile({
    optimizer: adam({ learningRate: 0.01 }),
    loss: 'binaryCrossentropy',
    metrics: ['accuracy'],
  });
}

const tooLong = await wideModel().fit(few.x, few.y, {
  epochs: 240,
  batchSize: 20,
  validationData: judges,
  progress: false,
});
const noisyLoss = tooLong.valLoss ?? [];

// %% [markdown] id="threshold-text" lang="en"
// > **Erratum E26.** Article 5 trains “until the loss reaches a certain threshold”. It does not say which loss nor which threshold, and a threshold of the
// > training loss knows nothing of overfitting. Too high, it stops before the network has learned; too low, after the network has
// > learned by heart, or never.
//
// For five thresholds, the table says when the training loss first falls below each, and what the validation loss is there.

// %% [markdown] id="threshold-text" lang="zh" src="f802b2c8"
// > **原文勘误 E26。** 第五篇文章说训练要进行到“损失函数达到一定的阈值”为止。它没有说是哪个损失，也没有说是多大的阈值；
// > 而训练损失的阈值对过拟合一无所知。定得太高，网络还没学会就停了；定得太低，网络已经背下来才停，或者永远不停。
//
// 下表对五个阈值分别问：训练损失什么时候第一次低于它，那时的验证损失是多少。

// %% id="thresholds" tags=["experiment", "E26", "check:band=neverReached:1..2"]
const reached = (threshold: number): number => tooLong.loss.findIndex((loss) => loss < threshold) + 1;
const thresholds = [0.4, 0.2, 0.1, 0.05, 0.01];
results({ neverReached: thresholds.filter((threshold) => reached(threshold) === 0).length })

// %% id="thresholds-table"
const never = text({ en: 'never', zh: '从未' });
table(thresholds.map((threshold) => ({
  [text({ en: 'threshold', zh: '阈值' })]: threshold,
  [text({ en: 'first below it in epoch', zh: '首次低于它的轮次' })]: reached(threshold) || never,
  [text({ en: 'validation loss there', zh: '那时的验证损失' })]: noisyLoss[reached(threshold) - 1] ?? '–',
})))

// %% [markdown] id="rules-text" lang="en"
// One of these thresholds does quite well; but which one, only the right column tells, and with it in hand nobody needs a
// threshold. What does know of overfitting is the validation loss. [[early stopping|Early stopping]] watches it: when it has not been better than ever for, say, 20 epochs in a row
// (the *patience*), training ends, and the network gets the weights of its best epoch back. A largest number of epochs is set in any case, so that the
// training ends at all.
//
// > **Predict before you run.** Four rules for the same training: a threshold of 0.05; stop when the training loss changes by less than 0.001 from one
// > epoch to the next; all 240 epochs; patience. Which one ends with the smallest validation loss, and which one is the first to
// > stop?

// %% [markdown] id="rules-text" lang="zh" src="b2589784"
// 其中有一个阈值相当不错；可是哪一个，只有看了右边那一列才知道，而有了那一列，谁还需要阈值？
// 了解过拟合的是验证损失。[[早停]]就盯着它：如果它连续若干轮（比如 20 轮，这个数叫**耐心**，patience）没有刷新最好成绩，训练就结束，
// 网络换回最好那一轮的权重。无论如何还要设一个最大轮数，这样训练总会结束。
//
// > **先预测，再运行。** 对同一次训练用四种规则：阈值 0.05；训练损失相邻两轮的变化小于 0.001 就停；跑满 240 轮；耐心。
// > 哪一种停下时验证损失最小？哪一种最先停？

// %% id="patience" tags=["check:band=best:15..90"]
const stopped = await wideModel().fit(few.x, few.y, {
  epochs: 240,
  batchSize: 20,
  validationData: judges,
  callbacks: [earlyStopping({ patience: 20, restoreBest: true })],
  progress: false,
});
const stoppedLoss = stopped.valLoss ?? [];
const best = stoppedLoss.indexOf(Math.min(...stoppedLoss)) + 1;
results({ stoppedAfter: stoppedLoss.length, best })

// %% id="rules" tags=["check:band=lossOfPatience:0.2..0.37", "check:band=lossOfAllEpochs:0.5.."]
const calm = tooLong.loss.findIndex((loss, i) => i > 0 && Math.abs(loss - tooLong.loss[i - 1]) < 0.001) + 1;
const rules = [
  { name: text({ en: 'threshold 0.05', zh: '阈值 0.05' }), stop: reached(0.05), weightsOf: reached(0.05) },
  { name: text({ en: 'change < 0.001', zh: '变化 < 0.001' }), stop: calm, weightsOf: calm },
  { name: text({ en: '240 epochs', zh: '240 轮' }), stop: 240, weightsOf: 240 },
  { name: text({ en: 'patience 20', zh: '耐心 20' }), stop: stoppedLoss.length, weightsOf: best },
];
results({ lossOfPatience: noisyLoss[best - 1], lossOfAllEpochs: noisyLoss[239] })

// %% id="rules-table"
table(rules.map((rule, i) => ({
  [text({ en: 'rule', zh: '规则' })]: `(${i + 1}) ${rule.name}`,
  [text({ en: 'stops after epoch', zh: '停于轮次' })]: rule.stop,
  [text({ en: 'weights of epoch', zh: '所用权重的轮次' })]: rule.weightsOf,
  [text({ en: 'training loss', zh: '训练损失' })]: tooLong.loss[rule.weightsOf - 1],
  [text({ en: 'validation loss', zh: '验证损失' })]: noisyLoss[rule.weightsOf - 1],
})))

// %% id="rules-plot" tags=["check:plot"]
// en: every fourth epoch will do for a picture
// zh: 画图时每四轮取一个点就够了
const everyFourth = (losses: readonly number[]) =>
  losses.map((y, i) => ({ x: i + 1, y })).filter(({ x }) => x % 4 === 0);
const thinned = {
  [text({ en: 'training', zh: '训练' })]: everyFourth(tooLong.loss),
  [text({ en: 'validation', zh: '验证' })]: everyFourth(noisyLoss),
};
lines(thinned, {
  title: text({ en: 'Trained far too long', zh: '训练得太久' }),
  yLabel: text({ en: 'loss', zh: '损失' }),
  markers: rules.map((rule, i) => ({ x: rule.weightsOf, label: `(${i + 1})` })),
  height: 240,
})

// %% [markdown] id="rules-after" lang="en"
// In the picture each rule’s number stands at the epoch whose weights it hands over. Patience waits 20 epochs longer than it needs, and pays with nothing but time: the weights that it returns are those of epoch
// {{patience.best}}, with a validation loss of {{rules.lossOfPatience|3}}. All 240 epochs end at {{rules.lossOfAllEpochs|3}}, although the training loss kept falling.
// The rule of small changes stops wherever two epochs happen to be alike.
//
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it: it says whether the answer is right,
// and if not, what was expected. The last exercise is an experiment; nobody checks it but you.

// %% [markdown] id="rules-after" lang="zh" src="3576ecca"
// 图中每条规则的编号，标在它最后采用的权重所在的轮次。耐心规则比需要的多等了 20 轮，付出的只是时间：它换回的是第 {{patience.best}} 轮的权重，验证损失为
// {{rules.lossOfPatience|3}}。跑满 240 轮则以 {{rules.lossOfAllEpochs|3}} 收场，尽管训练损失一直在降。
// “变化很小就停”的规则，只要碰巧有两轮差不多，就在那里停下。
//
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个：它会告诉你答案对不对；如果不对，还会说明应该得到什么。
// 最后一道是实验题，只有你自己来判断。

// %% exercise="ch03-order"

// %% exercise="ch03-steps"

// %% exercise="ch03-loop"

// %% exercise="ch03-leak"

// %% exercise="ch03-symmetry"

// %% exercise="ch03-patience"

// %% exercise="ch03-threshold"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch03-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - Before the loop: split the data; choose model, loss and optimiser; start the weights at random.
// - In the loop: next batch, forward, loss, backward, update. After each epoch: validate, and decide whether to stop. At the very
//   end: test, once.
// - What decides must not judge: hence three sets.
// - Random weights make units different. A bias belongs to a unit, and may start at 0.
// - A loss on examples that were trained on says nothing about others. Stop by the validation loss, with patience, and keep the best weights.
//
// ## Questions
//
// **What steps does the training of a deep-learning model consist of?** (Article 5 asks this, and answers: initialise, forward, backward, “training”.) Those of the
// table above. Its “training” is the repetition, and it leaves out the data, the validation and the test.
//
// **How many epochs are enough?** Nobody knows in advance. Set a generous maximum and let early stopping decide.
//
// **How large should a batch be?** From 16 to 256 is common. A small batch makes many cheap and noisy steps, a large one few and exact ones. Chapter 06 compares them.
//
// **May I train on the validation set in the end, too?** Yes, once everything is decided; but then nothing is left that could tell when to
// stop, so take over the number of epochs.
//
// **My loss is falling. Is all well?** Which loss? Look at the one on the validation set.

// %% [markdown] id="summary" lang="zh" src="6d3bd47d"
// ## 要点
//
// - 循环之前：划分数据；选定模型、损失和优化器；权重随机初始化。
// - 循环之中：取下一个批次，前向，损失，反向，更新。每轮之后：验证，并决定是否停止。最后：测试，只做一次。
// - 做决定的数据不能用来评判，所以要有三份。
// - 随机的权重使各个单元不一样。偏置属于单元，可以从 0 开始。
// - 训练过的样本上的损失，说明不了别的样本。根据验证损失停止，留出耐心，并保留最好的权重。
//
// ## 常见问题
//
// **深度学习模型的训练过程主要包括哪些步骤？**（第五篇文章提了这个问题，回答是：初始化、前向传播、反向传播和“训练”。）就是本章开头那张表里的步骤。
// 它所说的“训练”只是重复，而数据、验证和测试都被漏掉了。
//
// **训练多少轮才够？** 事先谁也不知道。设一个宽裕的最大轮数，让早停来决定。
//
// **批次该多大？** 常见的是 16 到 256。批次小，步子多而便宜，但有噪声；批次大，步子少而准确。第 06 章会比较它们。
//
// **最后可以把验证集也拿来训练吗？** 可以，前提是一切都已决定；不过那样就没有什么能告诉你何时该停了，所以要沿用之前的轮数。
//
// **我的损失在下降，是不是一切都好？** 哪个损失？看看验证集上的那个。
