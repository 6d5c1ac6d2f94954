// ---
// title: { en: Gradient descent and optimisers, zh: 梯度下降与优化器 }
// objectives:
//   en:
//     - Write gradient descent in three lines, and say which way it goes and why
//     - Predict from the curvature of a loss which learning rates creep, which zigzag and which diverge
//     - Write momentum and Adam from their formulas, and check them against the framework
//     - Explain what a batch, a mean and a shrinking learning rate do to the noise of the steps
//     - Find a learning rate for a network that reads digits
//   zh:
//     - 用三行代码写出梯度下降，并说清它往哪个方向走、为什么
//     - 根据损失的曲率预测哪些学习率太慢、哪些会来回折返、哪些会发散
//     - 由公式写出动量法和 Adam，并与框架核对
//     - 解释批次、求平均和不断缩小的学习率如何影响每一步的噪声
//     - 为一个识别数字的网络找到合适的学习率
// time: { teach: 60, exercise: 40 }
// ---

// %% [markdown] id="title" lang="en"
// # 6 · Gradient descent and optimisers
//
// The loss of chapter 05 is one number that says how wrong a network is. Training means to change the parameters until that
// number is small. This chapter is about how to change them: in which direction, how far, and on how many examples at a time.
// How the gradient of a network is computed is the subject of chapter 07; here we take gradients from a formula for two
// numbers at most, and from the framework for more.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 2, section 4; article 3, sections 4.2, 4.4 and 9.3; article 4,
// “optimisation algorithms”; and the word `adam`, which stands unexplained in four of the five programs.

// %% [markdown] id="title" lang="zh" src="412e3b88"
// # 6 · 梯度下降与优化器
//
// 第 05 章的损失是一个数，它说明网络错了多少。训练就是不断改变参数，直到这个数足够小。本章要讲的就是怎样改：
// 朝哪个方向、走多远、每次用多少个样本。网络的梯度如何计算，是第 07 章的内容；在这里，至多两个数的梯度由公式给出，
// 更多的则交给框架。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第二篇文章的第 4 节；第三篇文章的 4.2、4.4、9.3 节；第四篇文章的“优化算法”；
// 还有 `adam` 这个词，它出现在五个程序中的四个里，却从未得到解释。

// %% id="start" tags=["language"]
import { adam, cosineDecay, dense, exponentialDecay, grad, learningRateRange, mnist, parameter } from 'tslate';
import { rmsprop, rng, seed, sequential, sgd, split, stepDecay, tensor, warmup } from 'tslate';
import { byProfile, frames, lines, lossLandscape, results, setLanguage, table, text } from 'tslate';
import type { Optimizer } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/06-optimisers';
setLanguage('en');

// %% [markdown] id="concept" lang="en" tags=["concept"]
// ## The idea: downhill in the fog
//
// You stand on a hillside in thick fog and want to get to the valley. You cannot see it, but you can feel with your feet how
// the ground slopes where you stand. So you take a step in the direction in which it falls most steeply, feel again, and go on.
//
// The place is the parameters $\theta$, the height is the loss $L(\theta)$. For one parameter the slope is the derivative
// $L'(\theta)$. For several it is the [[gradient]] $\nabla L$: the vector of the derivatives by each parameter. It points to
// where the loss *rises* fastest, so we go the other way. That is [[gradient descent]]:
//
// $$\theta_{t+1} = \theta_t - \alpha \, \nabla L(\theta_t)$$ (eq:gd)
//
// $t$ counts the steps. The [[learning rate]] $\alpha > 0$ says how far to go for a given slope; you choose it.

// %% [markdown] id="concept" lang="zh" src="03aa5d54"
// ## 思路：雾中下山
//
// 你站在大雾弥漫的山坡上，想下到谷底。你看不见山谷，但能用脚感觉到脚下的地面朝哪边倾斜。于是你朝着下降最陡的方向迈一步，
// 再感觉一次，如此继续。
//
// 所在的位置就是参数 $\theta$，高度就是损失 $L(\theta)$。只有一个参数时，坡度就是导数 $L'(\theta)$；
// 有多个参数时，它是[[梯度]]$\nabla L$，即对每个参数的导数组成的向量。梯度指向损失**上升**最快的方向，所以我们朝反方向走。
// 这就是[[梯度下降]]：
//
// $$\theta_{t+1} = \theta_t - \alpha \, \nabla L(\theta_t)$$ (eq:gd)
//
// $t$ 是步数。[[学习率]]$\alpha > 0$ 决定在给定的坡度上走多远，由你来选。

// %% [markdown] id="line-text" lang="en"
// ## One parameter
//
// Four points that lie nearly on a straight line through the origin. The model is $\hat y = w x$ with a single parameter $w$,
// the loss is the mean squared error of chapter 05, and its slope follows from the chain rule:
//
// $$L(w) = \frac{1}{N} \sum_{i=1}^{N} (w x_i - y_i)^2 \qquad\qquad L'(w) = \frac{1}{N} \sum_{i=1}^{N} 2 \, (w x_i - y_i) \, x_i$$
//
// The figure shows the loss, and the straight line that touches it at $w = 0$: its slope is $L'(0)$.

// %% [markdown] id="line-text" lang="zh" src="a4212cc7"
// ## 一个参数
//
// 有四个点，几乎在一条过原点的直线上。模型是 $\hat y = w x$，只有一个参数 $w$；损失是第 05 章的均方误差，它的斜率由链式法则得到：
//
// $$L(w) = \frac{1}{N} \sum_{i=1}^{N} (w x_i - y_i)^2 \qquad\qquad L'(w) = \frac{1}{N} \sum_{i=1}^{N} 2 \, (w x_i - y_i) \, x_i$$
//
// 图中画出了损失，以及在 $w = 0$ 处与它相切的直线，这条直线的斜率就是 $L'(0)$。

// %% id="line" tags=["check:plot"]
const xs = [-1, 0, 1, 2];
const ys = [-2.2, 0.1, 1.9, 4.1];
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const lossAt = (w: number): number => mean(xs.map((x, i) => (w * x - ys[i]) ** 2));
const slopeAt = (w: number): number => mean(xs.map((x, i) => 2 * (w * x - ys[i]) * x));

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const small = { width: 380, height: 180 };
const places = upTo(16).map((i) => Number((-0.5 + 0.34 * i).toFixed(2)));
const tangent = (w: number): number => lossAt(0) + slopeAt(0) * w;
lines({
  [text({ en: 'loss L(w)', zh: '损失 L(w)' })]: places.map((x) => ({ x, y: lossAt(x) })),
  [text({ en: 'tangent at w = 0', zh: 'w = 0 处的切线' })]: [-0.3, 1].map((x) => ({ x, y: tangent(x) })),
}, {
  ...small,
  xLabel: 'w',
  yLabel: text({ en: 'loss', zh: '损失' }),
  title: text({ en: 'A loss with one parameter', zh: '只有一个参数的损失' }),
})

// %% [markdown] id="direction-text" lang="en"
// Which way is down? At $w = 0$ the slope is {{direction.slope|2}}: negative, so the loss falls to the right.
//
// > **Predict before you run.** The next cell takes one step of the same length with the gradient, and one against it. Which
// > of the two makes the loss smaller?
//
// > **Erratum E13.** Article 2 prints the right formula, with its minus sign, and then says in words that one goes
// > “along the direction of the gradient” (沿着梯度方向). It is the opposite direction: along the gradient the loss grows.

// %% [markdown] id="direction-text" lang="zh" src="8eddbac7"
// 哪边是下坡？在 $w = 0$ 处斜率是 {{direction.slope|2}}：它是负的，所以损失向右下降。
//
// > **先预测，再运行。** 下一个单元格分别顺着梯度和逆着梯度各走一步，步长相同。哪一步会让损失变小？
//
// > **原文勘误 E13。** 第二篇文章印出的公式是对的，带着负号，文字却说“沿着梯度方向进行更新”。
// > 方向恰好相反，应当**逆着**梯度走：顺着梯度，损失只会变大。

// %% id="direction" tags=["check:num", "E13", "experiment"]
const along = 0 + 0.1 * slopeAt(0);
const against = 0 - 0.1 * slopeAt(0);
console.log(text({ en: 'start           ', zh: '起点    ' }), 0, lossAt(0).toFixed(4));
console.log(text({ en: 'along gradient  ', zh: '顺着梯度' }), along.toFixed(2), lossAt(along).toFixed(4));
console.log(text({ en: 'against gradient', zh: '逆着梯度' }), against.toFixed(2), lossAt(against).toFixed(4));
results({ slope: slopeAt(0) })

// %% [markdown] id="equation-text" lang="en"
// > **Erratum E15.** Article 3 writes the rule as $\theta = \theta - \alpha \nabla L(\theta)$, without $t$. Read as an equation,
// > which is what `=` means in mathematics, it says $\alpha \nabla L(\theta) = 0$: that we have arrived already. What is meant is an
// > assignment, the new value computed from the old one. It is written with step numbers, as in (eq:gd), or with an arrow:
// >
// > $$\theta \leftarrow \theta - \alpha \, \nabla L(\theta)$$
//
// TypeScript has two signs for the two meanings. `===` asks whether both sides are equal, `=` makes them so:

// %% [markdown] id="equation-text" lang="zh" src="85698ad9"
// > **原文勘误 E15。** 第三篇文章把更新规则写成 $\theta = \theta - \alpha \nabla L(\theta)$，没有 $t$。在数学里 `=` 表示相等，
// > 那么这个式子说的就是 $\alpha \nabla L(\theta) = 0$，也就是早已到达终点。它想表达的其实是赋值：由旧值算出新值。
// > 应当像 (eq:gd) 那样写出步数，或者用箭头：
// >
// > $$\theta \leftarrow \theta - \alpha \, \nabla L(\theta)$$
//
// TypeScript 用两个不同的符号表示这两种意思：`===` 问两边是否相等，`=` 则让左边变成右边的值：

// %% id="equation" tags=["check:exact", "E15"]
let w = 0;
console.log('w === w − α L′(w):', w === w - 0.1 * slopeAt(w));
w = w - 0.1 * slopeAt(w);
console.log('w = w − α L′(w):  ', w.toFixed(3));
w = 2.05; // en: the lowest place // zh: 最低处
console.log('w === w − α L′(w):', w === w - 0.1 * slopeAt(w));

// %% [markdown] id="scratch-text" lang="en"
// ## From scratch, and with the framework
//
// Gradient descent is a loop with one line in it:

// %% [markdown] id="scratch-text" lang="zh" src="27107f9d"
// ## 从零开始，再用框架
//
// 梯度下降就是一个循环，循环体只有一行：

// %% id="scratch" tags=["check:num", "scratch", "eq:gd"]
function descend(rate: number, steps: number): number[] {
  const path = [0];
  for (let t = 0; t < steps; t++) path.push(path[t] - rate * slopeAt(path[t]));
  return path;
}
descend(0.1, 8).map((place) => Number(place.toFixed(4)))

// %% [markdown] id="framework-text" lang="en"
// In the framework, a number that training may change is a `parameter`. `loss.backward()` puts the gradient of the loss into it
// (chapter 07 shows how), and an [[optimiser]] makes a step of it: it is the rule that turns gradients into new parameters. Plain
// gradient descent is called `sgd` there; what the s stands for comes further down. The numbers here have 64 bits, as in
// TypeScript, so that we can compare to the last digit.

// %% [markdown] id="framework-text" lang="zh" src="002c11b5"
// 在框架里，训练可以改变的数叫作 `parameter`（参数）。`loss.backward()` 把损失的梯度放进去（怎么做到的，见第 07 章），
// 然后由[[优化器]]走出一步：优化器就是把梯度变成新参数的规则。普通的梯度下降在框架里叫作 `sgd`，其中的 s 是什么意思，
// 后面会讲。这里的数和 TypeScript 一样是 64 位的，这样可以一直比较到最后几位。

// %% id="framework" tags=["check:exact", "framework"]
const slope = parameter(tensor(Float64Array.of(0), []));
const [inputs, targets] = [tensor(Float64Array.from(xs), [4]), tensor(Float64Array.from(ys), [4])];
const descent = sgd({ learningRate: 0.1 });
for (let t = 0; t < 50; t++) {
  inputs.mul(slope).sub(targets).square().mean().backward();
  descent.step([slope]);
}
console.log(text({ en: 'from scratch', zh: '从零写的' }), descend(0.1, 50)[50].toFixed(12));
console.log(text({ en: 'framework   ', zh: '框架    ' }), slope.item().toFixed(12));

// %% [markdown] id="rate-text" lang="en"
// ## How long a step?
//
// Our loss is a parabola. Its slope grows evenly with the distance from the lowest place $w^*$: $L'(w) = \lambda (w - w^*)$. The
// number $\lambda = L''(w)$ is the **curvature**; here it is $\frac{2}{N} \sum_i x_i^2 = 3$. Put into (eq:gd):
//
// $$w_{t+1} - w^* = (1 - \alpha \lambda)\,(w_t - w^*)$$ (eq:contraction)
//
// Every step multiplies the distance to the goal by the same factor $1 - \alpha\lambda$, and everything depends on it:
//
// | $\alpha\lambda$    | factor         | what happens                                  |
// | ------------------ | -------------- | --------------------------------------------- |
// | near 0             | just below 1   | the distance shrinks slowly                   |
// | 1                  | 0              | one step, and we are there                    |
// | between 1 and 2    | negative       | every step goes too far, yet comes closer     |
// | above 2            | below −1       | every step goes too far, and further each time |
//
// So gradient descent is stable for $0 < \alpha < 2/\lambda$.
//
// > **Predict before you run.** With $\lambda = 3$, what will the rates 0.02, 0.1, 0.6 and 0.7 do?

// %% [markdown] id="rate-text" lang="zh" src="faa4c9d5"
// ## 一步走多远？
//
// 我们的损失是一条抛物线。它的斜率与到最低处 $w^*$ 的距离成正比：$L'(w) = \lambda (w - w^*)$。
// 其中 $\lambda = L''(w)$ 叫作**曲率**，在这里等于 $\frac{2}{N} \sum_i x_i^2 = 3$。代入 (eq:gd)：
//
// $$w_{t+1} - w^* = (1 - \alpha \lambda)\,(w_t - w^*)$$ (eq:contraction)
//
// 每走一步，到终点的距离都乘以同一个因子 $1 - \alpha\lambda$，一切都取决于它：
//
// | $\alpha\lambda$    | 因子           | 会怎样                       |
// | ------------------ | -------------- | ---------------------------- |
// | 接近 0             | 略小于 1       | 距离缩小得很慢               |
// | 1                  | 0              | 一步到位                     |
// | 1 到 2 之间        | 负数           | 每步都走过头，但越来越近     |
// | 大于 2             | 小于 −1        | 每步都走过头，而且越走越远   |
//
// 所以，当 $0 < \alpha < 2/\lambda$ 时梯度下降是稳定的。
//
// > **先预测，再运行。** $\lambda = 3$ 时，学习率 0.02、0.1、0.6 和 0.7 各会怎样？

// %% id="rates" tags=["check:num", "experiment"]
const column = (t: number) => text({ en: `w after ${t}`, zh: `${t} 步后的 w` });
table([0.02, 0.1, 0.6, 0.7].map((rate) => {
  const path = descend(rate, 20);
  const chosen = [0, 1, 2, 5, 10, 20].map((t) => [column(t), path[t]]);
  return { α: rate, [text({ en: 'factor', zh: '因子' })]: 1 - 3 * rate, ...Object.fromEntries(chosen) };
}))

// %% [markdown] id="ravine-text" lang="en"
// ## Two parameters: the ravine
//
// With two parameters there are two curvatures, and they may differ. The loss
//
// $$L(\theta) = \tfrac{1}{2} \left( \theta_1^2 + 20 \, \theta_2^2 \right) \qquad\qquad \nabla L(\theta) = \left( \theta_1,\; 20 \, \theta_2 \right)$$
//
// is a long, narrow ravine: curvature 1 along it, 20 across. The steep walls allow only $\alpha < 2/20$, and with such a rate the
// way along the floor is slow. Before we trust our formula for the gradient, we compare it with the framework: `grad(f)` gives the
// function that computes $\nabla f$.

// %% [markdown] id="ravine-text" lang="zh" src="e23a8db4"
// ## 两个参数：峡谷
//
// 有两个参数就有两个曲率，它们可以不同。损失
//
// $$L(\theta) = \tfrac{1}{2} \left( \theta_1^2 + 20 \, \theta_2^2 \right) \qquad\qquad \nabla L(\theta) = \left( \theta_1,\; 20 \, \theta_2 \right)$$
//
// 是一条狭长的峡谷：沿着谷底的曲率是 1，横跨峡谷的曲率是 20。陡峭的谷壁只允许 $\alpha < 2/20$，而用这样的学习率，
// 沿谷底走就很慢。手写的梯度公式在使用之前，先与框架核对一下：
// `grad(f)` 给出计算 $\nabla f$ 的函数。

// %% id="ravine" tags=["check:exact"]
type Place = readonly number[];
const ravine = (x: number, y: number): number => (x ** 2 + 20 * y ** 2) / 2;
const ravineGradient = ([x, y]: Place): Place => [x, 20 * y];

const curvatures = tensor(Float64Array.of(1, 20), [2]);
const gradientOfRavine = grad((at: typeof curvatures) => at.square().mul(curvatures).sum().div(2));
const [framework] = gradientOfRavine(tensor(Float64Array.of(-9, 2), [2]));
console.log(ravineGradient([-9, 2]), framework.toArray());

// %% [markdown] id="walk-text" lang="en"
// From here on, an optimiser is a function: from the gradient $g$ and the number $t$ of the step to what is added to the
// parameters. `walk` applies one again and again, and keeps all places.

// %% [markdown] id="walk-text" lang="zh" src="74264e5d"
// 从这里起，优化器就是一个函数：输入梯度 $g$ 和第几步 $t$，输出要加到参数上的量。`walk` 反复应用它，并记下经过的所有位置。

// %% id="walk"
type Rule = (g: Place, t: number) => Place;

function walk(rule: Rule, steps: number, gradient = ravineGradient, start: Place = [-9, 2]): Place[] {
  const path = [start];
  for (let t = 1; t <= steps; t++) {
    const place = path[t - 1];
    const move = rule(gradient(place), t);
    path.push(place.map((value, i) => value + move[i]));
  }
  return path;
}

const plain = (rate: number): Rule => (g) => g.map((gi) => -rate * gi);

// %% [markdown] id="slider-text" lang="en"
// Fifteen steps of gradient descent (GD) with each of six learning rates. Move the slider: where does it creep, where does it begin to zigzag, and at which
// rate does it leave the ravine? At exactly 2/20 = 0.1 it goes to and fro for ever.

// %% [markdown] id="slider-text" lang="zh" src="15dfaed0"
// 用梯度下降（GD）走十五步，学习率有六种。移动滑块看看：在哪里走得太慢，从哪里开始来回折返，学习率到多大时会冲出峡谷？
// 恰好等于 2/20 = 0.1 时，它会永远来回往复。

// %% id="slider" tags=["check:plot", "slider"]
const axes = { x: [-10, 10], y: [-3, 3], xLabel: 'θ₁', yLabel: 'θ₂' } as const;
const area = { ...axes, levels: [10, 40, 100], width: 360, height: 150 };
const rates = upTo(6).map((i) => (2 * i + 2) / 100);
await frames(rates.map((rate) => lossLandscape(ravine, { ...area, paths: { GD: walk(plain(rate), 15) } })), {
  label: text({ en: 'learning rate', zh: '学习率' }),
  values: rates,
  title: text({ en: 'Gradient descent in a ravine', zh: '峡谷里的梯度下降' }),
})

// %% [markdown] id="momentum-text" lang="en"
// ## Momentum: keep some of the last step
//
// Across the ravine the steps go to and fro, along it they all point the same way. If every step keeps a part of the one before,
// the to and fro cancels, and what points the same way adds up. That is [[momentum]]; $v$ is the step, and starts at 0:
//
// $$v_t = \beta \, v_{t-1} - \alpha \, \nabla L(\theta_{t-1}) \qquad\qquad \theta_t = \theta_{t-1} + v_t$$ (eq:momentum)
//
// $\beta$, from 0 to below 1, is the part that is kept. If the gradient is always the same $g$, the steps grow to
// $v = -\frac{\alpha}{1 - \beta} \, g$: with $\beta = 0.9$ to ten times the length. The next cell lets the gradient be 1:

// %% [markdown] id="momentum-text" lang="zh" src="facbe769"
// ## 动量：保留一部分上一步
//
// 横跨峡谷的方向上，各步来来回回；沿着峡谷的方向上，各步都指向同一边。如果每一步都保留上一步的一部分，来回的部分就互相抵消，
// 方向一致的部分则不断累加。这就是[[动量]]；$v$ 是迈出的一步，从 0 开始：
//
// $$v_t = \beta \, v_{t-1} - \alpha \, \nabla L(\theta_{t-1}) \qquad\qquad \theta_t = \theta_{t-1} + v_t$$ (eq:momentum)
//
// $\beta$ 是保留的比例，从 0 到不足 1。如果梯度始终是同一个 $g$，步子会逐渐增大到 $v = -\frac{\alpha}{1 - \beta} \, g$：
// $\beta = 0.9$ 时，就是原来的十倍。下一个单元格让梯度恒为 1：

// %% id="momentum" tags=["check:num", "eq:momentum"]
function momentum(rate: number, beta: number): Rule {
  let v: Place = [0, 0];
  return (g) => (v = v.map((vi, i) => beta * vi - rate * g[i]));
}
const steady = momentum(0.01, 0.9);
const velocities = upTo(100).map(() => steady([1, 1], 0)[0]);
[1, 2, 3, 10, 100].map((t) => Number(velocities[t - 1].toFixed(5)))

// %% [markdown] id="betas-text" lang="en"
// And in the ravine? Thirty steps with $\alpha = 0.03$, and more and more momentum.
//
// > **Predict before you run.** Is more always better?

// %% [markdown] id="betas-text" lang="zh" src="508ecb53"
// 在峡谷里又如何？取 $\alpha = 0.03$ 走三十步，动量越来越大。
//
// > **先预测，再运行。** 动量总是越大越好吗？

// %% id="betas" tags=["check:num", "experiment"]
table([0, 0.5, 0.7, 0.8, 0.9, 0.97].map((beta) => {
  const [x, y] = walk(momentum(0.03, beta), 30)[30];
  const name = text({ en: 'loss after 30 steps', zh: '30 步之后的损失' });
  return { β: beta, 'θ₁': x, 'θ₂': y, [name]: ravine(x, y) };
}))

// %% [markdown] id="betas-after" lang="en"
// Without momentum the way along the floor is slow; with too much of it, the walker swings past the goal again and again, like
// a ball in a bowl.

// %% [markdown] id="betas-after" lang="zh" src="d0af983e"
// 没有动量，沿谷底走得慢；动量太大，就会像碗里的小球一样，一次又一次荡过终点。

// %% [markdown] id="adam-text" lang="en"
// ## Adam: a rate of its own for every parameter
//
// Adam (Kingma and Ba, 2015) remembers two things about each parameter: a running mean $m$ of its gradient $g$, and a running mean
// $v$ of its square. All operations are meant for each parameter by itself:
//
// $$m_t = \beta_1 m_{t-1} + (1 - \beta_1) \, g_t$$ (eq:adam-m)
//
// $$v_t = \beta_2 v_{t-1} + (1 - \beta_2) \, g_t^2$$ (eq:adam-v)
//
// Both start at 0, so at first they are too small. If all gradients were equal to $g$, then $m_t = (1 - \beta_1^t) \, g$. Dividing
// by that factor undoes it. That is the **bias correction**:
//
// $$\hat m_t = \frac{m_t}{1 - \beta_1^t} \qquad\qquad \hat v_t = \frac{v_t}{1 - \beta_2^t}$$ (eq:adam-correction)
//
// $$\theta_t = \theta_{t-1} - \alpha \, \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}$$ (eq:adam)
//
// $\sqrt{\hat v}$ is about the size that the gradient has had lately. The quotient is a number without unit: near ±1 where the
// gradients agree, near 0 where they contradict each other. So $\alpha$ is about the length of a step, whatever the size of the
// gradient. The usual values are $\beta_1 = 0.9$, $\beta_2 = 0.999$, $\alpha = 0.001$; $\varepsilon$ is tiny and keeps us from
// dividing by 0.

// %% [markdown] id="adam-text" lang="zh" src="a09127be"
// ## Adam：每个参数各有各的学习率
//
// Adam（Kingma 和 Ba，2015）为每个参数记住两样东西：梯度 $g$ 的滑动平均 $m$，以及梯度平方的滑动平均 $v$。
// 下面的运算都是对每个参数分别进行的：
//
// $$m_t = \beta_1 m_{t-1} + (1 - \beta_1) \, g_t$$ (eq:adam-m)
//
// $$v_t = \beta_2 v_{t-1} + (1 - \beta_2) \, g_t^2$$ (eq:adam-v)
//
// 两者都从 0 开始，所以起初偏小。如果所有梯度都等于 $g$，那么 $m_t = (1 - \beta_1^t) \, g$。除以这个因子就能还原，
// 这叫**偏差修正**：
//
// $$\hat m_t = \frac{m_t}{1 - \beta_1^t} \qquad\qquad \hat v_t = \frac{v_t}{1 - \beta_2^t}$$ (eq:adam-correction)
//
// $$\theta_t = \theta_{t-1} - \alpha \, \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}$$ (eq:adam)
//
// $\sqrt{\hat v}$ 大致就是梯度近来的大小。两者之商没有单位：各步梯度方向一致时接近 ±1，互相矛盾时接近 0。
// 因此无论梯度多大，$\alpha$ 大致就是一步的长度。通常取 $\beta_1 = 0.9$、$\beta_2 = 0.999$、$\alpha = 0.001$；
// $\varepsilon$ 是个极小的数，防止除以 0。

// %% id="adam" tags=["eq:adam", "eq:adam-m", "eq:adam-v"]
function adamRule(rate: number, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = {}): Rule {
  let [m, v]: Place[] = [[0, 0], [0, 0]];
  return (g, t) => {
    m = m.map((mi, i) => beta1 * mi + (1 - beta1) * g[i]);
    v = v.map((vi, i) => beta2 * vi + (1 - beta2) * g[i] ** 2);
    const corrected = v.map((vi) => vi / (1 - beta2 ** t));
    return m.map((mi, i) => (-rate * (mi / (1 - beta1 ** t))) / (Math.sqrt(corrected[i]) + epsilon));
  };
}

// %% [markdown] id="first-step-text" lang="en"
// > **Predict before you run.** The first gradient is 1000 for one parameter and 0.001 for the other; $\alpha = 0.1$. How far does
// > Adam move each of them in its first step?

// %% [markdown] id="first-step-text" lang="zh" src="572c3759"
// > **先预测，再运行。** 第一个梯度，对一个参数是 1000，对另一个是 0.001；$\alpha = 0.1$。Adam 的第一步会让它们各移动多远？

// %% id="first-step" tags=["check:num=1e-3"]
adamRule(0.1)([1000, 0.001], 1).map((move) => Number(move.toFixed(4)))

// %% [markdown] id="bias-text" lang="en"
// Both the same: $\hat m_1 / \sqrt{\hat v_1} = g / |g|$. What if the correction were left out? For a constant gradient of 1 the
// quotient should be 1 from the first step on. Without the correction it is $(1 - \beta_1^t) / \sqrt{1 - \beta_2^t}$, since $v$
// takes much longer to forget its 0 than $m$:

// %% [markdown] id="bias-text" lang="zh" src="553875d4"
// 两者一样：$\hat m_1 / \sqrt{\hat v_1} = g / |g|$。要是不做修正呢？梯度恒为 1 时，这个商本该从第一步起就是 1。
// 不做修正，它就是 $(1 - \beta_1^t) / \sqrt{1 - \beta_2^t}$，因为 $v$ 忘掉起点 0 所需的时间比 $m$ 长得多：

// %% id="bias" tags=["check:num", "experiment"]
const uncorrected = (t: number): number => (1 - 0.9 ** t) / Math.sqrt(1 - 0.999 ** t);
table([1, 2, 12, 100, 1000, 10_000].map((t) => ({
  [text({ en: 'step', zh: '步数' })]: t,
  [text({ en: 'length without correction, in units of α', zh: '不修正时的步长（以 α 为单位）' })]: uncorrected(t),
})))

// %% [markdown] id="compare-text" lang="en"
// Without it, the first steps are several times too long, and it takes thousands of steps until that is over.
//
// Do our three rules agree with the framework? The framework uses the order of operations of the paper’s section 2, in which
// $\varepsilon$ is added before the correction of $v$. With $\varepsilon = 0$ that is the same formula; with the usual
// $\varepsilon = 10^{-7}$ the two differ by next to nothing.

// %% [markdown] id="compare-text" lang="zh" src="c38752f5"
// 没有它，最初几步的长度是应有的好几倍，要过几千步才恢复正常。
//
// 我们的三条规则与框架一致吗？框架采用论文第 2 节末尾的运算顺序，在修正 $v$ 之前就加上 $\varepsilon$。
// $\varepsilon = 0$ 时，两者是同一个公式；取通常的 $\varepsilon = 10^{-7}$ 时，两者几乎没有差别。

// %% id="compare" tags=["check:exact", "framework"]
function walkWith(optimizer: Optimizer, steps: number): Place[] {
  const place = parameter(tensor(Float64Array.of(-9, 2), [2]));
  const path: Place[] = [Array.from(place.data)];
  for (let t = 1; t <= steps; t++) {
    place.square().mul(curvatures).sum().div(2).backward();
    optimizer.step([place]);
    path.push(Array.from(place.data));
  }
  return path;
}
const apart = (here: readonly Place[], there: readonly Place[]): number =>
  Math.max(...here.flatMap((place, t) => place.map((value, i) => Math.abs(value - there[t][i]))));

const agree = (name: string, rule: Rule, optimizer: Optimizer, within: number) =>
  console.log(name.padEnd(16), apart(walk(rule, 100), walkWith(optimizer, 100)) < within, `(${within})`);
agree('GD', plain(0.09), sgd({ learningRate: 0.09 }), 1e-12);
agree('momentum', momentum(0.04, 0.7), sgd({ learningRate: 0.04, momentum: 0.7 }), 1e-12);
agree('Adam, ε = 0', adamRule(0.5, { epsilon: 0 }), adam({ learningRate: 0.5, epsilon: 0 }), 1e-12);
agree('Adam, ε = 1e-7', adamRule(0.5), adam({ learningRate: 0.5 }), 1e-4);

// %% [markdown] id="three-text" lang="en"
// All three in the ravine, 20 steps each:

// %% [markdown] id="three-text" lang="zh" src="7b105be9"
// 三者在峡谷里各走 20 步：

// %% id="three" tags=["check:plot", "experiment"]
const three = {
  GD: walk(plain(0.09), 20),
  [text({ en: 'momentum', zh: '动量' })]: walk(momentum(0.04, 0.7), 20),
  Adam: walk(adamRule(0.5), 20),
};
const heading = text({ en: 'Three optimisers, one ravine', zh: '三种优化器，同一条峡谷' });
lossLandscape(ravine, { ...area, paths: three, title: heading })

// %% [markdown] id="scale-text" lang="en"
// In this ravine momentum wins: we know both curvatures, and could choose $\alpha$ and $\beta$ to suit. Adam’s strength is another:
// it hardly needs to know. Multiply the loss by 1000, as if it were measured in millimetres instead of metres, and keep the
// learning rates:
//
// > **Predict before you run.** All gradients become 1000 times as large. What happens to plain gradient descent, and what to Adam?

// %% [markdown] id="scale-text" lang="zh" src="40b01bc0"
// 在这条峡谷里动量法获胜：两个曲率我们都知道，可以选取合适的 $\alpha$ 和 $\beta$。Adam 的长处在别处：它几乎用不着知道这些。
// 把损失乘以 1000，好比把单位从米换成毫米，学习率保持不变：
//
// > **先预测，再运行。** 所有梯度都变成 1000 倍。普通的梯度下降会怎样？Adam 又会怎样？

// %% id="scale" tags=["check:num", "experiment"]
const thousandfold = (place: Place): Place => ravineGradient(place).map((gi) => 1000 * gi);
const show = (place: Place): string => place.map((value) => value.toPrecision(4)).join(', ');
const scaled = (name: string, rule: () => Rule) => ({
  [text({ en: 'optimiser', zh: '优化器' })]: name,
  [text({ en: 'after 10 steps', zh: '10 步之后' })]: show(walk(rule(), 10)[10]),
  [text({ en: 'the same, loss × 1000', zh: '同上，损失 × 1000' })]: show(walk(rule(), 10, thousandfold)[10]),
});
table([scaled('GD', () => plain(0.09)), scaled('Adam', () => adamRule(0.5))])

// %% [markdown] id="saddle-text" lang="en"
// ## Where the gradient is 0
//
// Erratum E15 said: read as an equation, the rule holds where the gradient is 0. That need not be a minimum. The surface
// $L = \theta_1^2 - \theta_2^2 + 0.4 \, \theta_2^4$ has a [[saddle point]] at $(0, 0)$: lowest along one axis, highest along the other. A start
// almost exactly on the ridge shows what that does to a walker. The last column is the size of the gradient after 20 steps.

// %% [markdown] id="saddle-text" lang="zh" src="5f80987b"
// ## 梯度为 0 的地方
//
// 勘误 E15 说过：把更新规则当作等式来读，它在梯度为 0 的地方成立。可那里不一定是最小值。曲面
// $L = \theta_1^2 - \theta_2^2 + 0.4 \, \theta_2^4$ 在 $(0, 0)$ 处有一个[[鞍点]]：沿一个轴看最低，沿另一个轴看最高。
// 从几乎正好在山脊上的一点出发，就能看出它对下山者有什么影响。最后一列是 20 步之后梯度的大小。

// %% id="saddle" tags=["check:num", "experiment"]
const saddle = (x: number, y: number): number => x ** 2 - y ** 2 + 0.4 * y ** 4;
const saddleGradient = ([x, y]: Place): Place => [2 * x, -2 * y + 1.6 * y ** 3];
const fromRidge = (name: string, rule: Rule) => {
  const [x, y] = walk(rule, 20, saddleGradient, [1.5, 0.001])[20];
  const size = Math.hypot(...saddleGradient([x, y]));
  return {
    [text({ en: 'optimiser', zh: '优化器' })]: name,
    'θ₁': x,
    'θ₂': y,
    [text({ en: 'loss', zh: '损失' })]: saddle(x, y),
    '|∇L|': size,
  };
};
table([fromRidge('GD', plain(0.1)), fromRidge('Adam', adamRule(0.1))])

// %% [markdown] id="batch-text" lang="en"
// Gradient descent has come down to the saddle and lingers there, where the slope is next to nothing; Adam, which
// divides by the size of the slope, has left it behind.
//
// ## Batches: the gradient of a mean
//
// A loss is a mean over $N$ examples, so its gradient is the mean of the gradients of the single losses $\ell_i$:
//
// $$\nabla L(\theta) = \frac{1}{N} \sum_{i=1}^{N} \nabla \ell_i(\theta)$$ (eq:batch-grad)
//
// Article 2 prints this without $\frac{1}{N}$, though its loss has it, and calls it “the backpropagation algorithm”. The
// sum is $N$ times too long (chapter 05, erratum E4), and the formula is the sum rule of derivatives; backpropagation is
// how each $\nabla \ell_i$ is computed (chapter 07).
//
// For the experiments that follow, a thousand noisy points near a line:

// %% [markdown] id="batch-text" lang="zh" src="581b2655"
// 梯度下降走到鞍点，就在那里徘徊，因为坡度几乎为零；Adam 要除以坡度的大小，早已把鞍点抛在身后。
//
// ## 批次：平均的梯度
//
// 损失是对 $N$ 个样本的平均，所以它的梯度就是各个样本的损失 $\ell_i$ 的梯度的平均：
//
// $$\nabla L(\theta) = \frac{1}{N} \sum_{i=1}^{N} \nabla \ell_i(\theta)$$ (eq:batch-grad)
//
// 第二篇文章印出的式子没有 $\frac{1}{N}$，尽管它的损失里有，还把它称为“反向传播算法”。这样求和，结果是应有的 $N$ 倍
// （见第 05 章的勘误 E4）；而且这个式子只是导数的加法法则，反向传播讲的是每个 $\nabla \ell_i$ 如何计算（第 07 章）。
//
// 后面的实验要用到一条直线附近的一千个带噪声的点：

// %% id="batch" tags=["check:num", "eq:batch-grad"]
const random = rng(6);
const count = 1000;
const X = Array.from(random.normal([count]).data);
const Y = Array.from(random.normal([count], { std: 0.5 }).data, (noise, i) => 2 * X[i] + noise);
// en: the gradient of one example's loss
// zh: 单个样本的损失的梯度
const gradientOf = (i: number, at: number): number => 2 * (at * X[i] - Y[i]) * X[i];

const one = parameter(tensor(1));
tensor(X).mul(one).sub(tensor(Y)).square().mean().backward();
const ours = upTo(count).map((i) => gradientOf(i, 1));
console.log(text({ en: 'mean of 1000 gradients', zh: '1000 个梯度的平均' }), mean(ours).toFixed(4));
console.log(text({ en: 'framework             ', zh: '框架            ' }), one.grad?.item().toFixed(4));
console.log(text({ en: 'sum, as printed       ', zh: '原文的求和      ' }), (count * mean(ours)).toFixed(1));

// %% [markdown] id="sgd-text" lang="en"
// To go through all $N$ examples for a single step is expensive. **Stochastic gradient descent** (SGD) estimates the gradient from
// a few examples $\mathcal{B}_t$ that are drawn at random for each step, a batch of $B$:
//
// $$\theta_{t+1} = \theta_t - \alpha \, \frac{1}{B} \sum_{i \in \mathcal{B}_t} \nabla \ell_i(\theta_t)$$ (eq:sgd)
//
// The estimate is right on average, but noisy. How noisy? The mean of $B$ independent numbers varies by $1/\sqrt{B}$ of what a
// single one does. We draw 2,000 batches of each size and measure.
//
// > **Predict before you run.** By which factor does the noise fall when a batch is made 100 times as large?

// %% [markdown] id="sgd-text" lang="zh" src="45902db4"
// 为了走一步就把 $N$ 个样本全过一遍，代价太高。**随机梯度下降**（SGD）每一步随机抽取少量样本 $\mathcal{B}_t$，
// 即一个大小为 $B$ 的批次，用它来估计梯度：
//
// $$\theta_{t+1} = \theta_t - \alpha \, \frac{1}{B} \sum_{i \in \mathcal{B}_t} \nabla \ell_i(\theta_t)$$ (eq:sgd)
//
// 平均来说，这个估计是对的，但带有噪声。噪声有多大？$B$ 个独立的数取平均，波动是单个数的 $1/\sqrt{B}$。
// 我们对每种大小各抽 2000 个批次，测一测。
//
// > **先预测，再运行。** 批次扩大到 100 倍，噪声会降到几分之一？

// %% id="noise" tags=["check:num", "eq:sgd", "experiment"]
const pick = (size: number): number[] => upTo(size).map(() => Math.floor(random.next() * count));
const batchGradient = (size: number, at: number): number => mean(pick(size).map((i) => gradientOf(i, at)));
function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
const spreadOf = (size: number): number => deviation(upTo(2000).map(() => batchGradient(size, 1)));

table([1, 4, 25, 100].map((batch) => ({
  [text({ en: 'batch size', zh: '批次大小' })]: batch,
  [text({ en: 'noise measured', zh: '测得的噪声' })]: spreadOf(batch),
  'σ / √B': deviation(ours) / Math.sqrt(batch),
})))

// %% [markdown] id="decay-text" lang="en"
// A tenth of the noise costs a hundred times the work: that is why batches are small.
//
// ## A learning rate that shrinks
//
// With noise there is no arriving. At a constant rate the parameter keeps trembling around the goal, the more the larger the
// rate. Large steps first, small ones later: that is [[learning rate decay]]. For example, the rate shrinks by the factor $r$ in
// every $n$ steps, a little in each:
//
// $$\alpha_t = \alpha_0 \, r^{(t-1)/n}$$ (eq:lr-decay)
//
// In the framework this is `exponentialDecay`; a schedule is a function from the number of the step, counted from 1, to the rate, and
// stands in the place of the rate: `sgd({ learningRate: exponentialDecay({ … }) })`. Here are four such functions.

// %% [markdown] id="decay-text" lang="zh" src="5b620647"
// 噪声降到十分之一，要付出一百倍的计算：所以批次都不大。
//
// ## 越来越小的学习率
//
// 有噪声，就永远到不了终点。学习率不变时，参数会一直在终点周围抖动，学习率越大，抖得越厉害。先迈大步，再迈小步，
// 这就是[[学习率衰减]]。例如，让学习率每 $n$ 步缩小到原来的 $r$ 倍，平摊到每一步：
//
// $$\alpha_t = \alpha_0 \, r^{(t-1)/n}$$ (eq:lr-decay)
//
// 在框架里，这就是 `exponentialDecay`。学习率的变化方案是一个函数：输入第几步（从 1 数起），输出学习率；
// 它写在学习率的位置上：`sgd({ learningRate: exponentialDecay({ … }) })`。下面是四个这样的函数。

// %% id="schedules" tags=["check:num", "eq:lr-decay"]
const decayed = (t: number): number => 0.2 * 0.5 ** ((t - 1) / 250); // en: the formula // zh: 公式
const schedules = {
  exponentialDecay: exponentialDecay({ initial: 0.2, factor: 0.5, steps: 250 }),
  stepDecay: stepDecay({ initial: 0.2, factor: 0.5, steps: 250 }),
  cosineDecay: cosineDecay({ initial: 0.2, steps: 2000 }),
  'warmup + cosineDecay': warmup(200, cosineDecay({ initial: 0.2, steps: 1800 })),
};
const same = [1, 100, 2000].every((t) => decayed(t) === schedules.exponentialDecay(t));
console.log(text({ en: 'formula = framework:', zh: '公式 = 框架：' }), same);
table([1, 101, 251, 1001, 2000].map((t) => {
  const ratesAt = Object.entries(schedules).map(([name, rateAt]) => [name, Number(rateAt(t).toFixed(4))]);
  return { [text({ en: 'step', zh: '步数' })]: t, ...Object.fromEntries(ratesAt) };
}))

// %% [markdown] id="tremble-text" lang="en"
// Now SGD on our thousand points, with batches of 4, from $w = 0$. The goal is the $w$ with the least loss on all points. Each value
// in the figure is the mean distance from it over 200 steps.
//
// > **Predict before you run.** Three runs: a constant 0.2, a constant 0.005, and 0.2 that decays. Which is first near the goal,
// > and which is nearest in the end?

// %% [markdown] id="tremble-text" lang="zh" src="3bfab661"
// 现在对这一千个点做 SGD，批次大小为 4，从 $w = 0$ 出发。终点是使全部点上的损失最小的 $w$。
// 图中的每个值，是 200 步之内到终点的平均距离。
//
// > **先预测，再运行。** 三次运行：恒为 0.2、恒为 0.005，以及从 0.2 开始衰减。哪一次最先接近终点，哪一次最后离终点最近？

// %% id="tremble" tags=["check:plot", "experiment"]
const goal = mean(X.map((x, i) => x * Y[i])) / mean(X.map((x) => x * x));

function distances(rateAt: (t: number) => number) {
  let [place, sum] = [0, 0];
  const means: { x: number; y: number }[] = [];
  for (let t = 1; t <= 2000; t++) {
    place -= rateAt(t) * batchGradient(4, place);
    sum += Math.abs(place - goal);
    if (t % 200 === 0) {
      means.push({ x: t, y: sum / 200 });
      sum = 0;
    }
  }
  return means;
}

const constant = text({ en: 'constant', zh: '恒为' });
lines({
  [`${constant} 0.2`]: distances(() => 0.2),
  [`${constant} 0.005`]: distances(() => 0.005),
  [text({ en: '0.2, decaying', zh: '0.2，衰减' })]: distances(decayed),
}, {
  ...small,
  logY: true,
  xLabel: text({ en: 'step', zh: '步数' }),
  yLabel: text({ en: 'distance from the goal', zh: '到终点的距离' }),
  title: text({ en: 'SGD with three learning rates', zh: '三种学习率的 SGD' }),
})

// %% [markdown] id="digits-text" lang="en"
// The large rate is near the goal at once, and goes on trembling. The small one takes its time. The one that decays is as quick
// as the first, and in the end at least as close as the second.
//
// ## A network, and how to choose its learning rate
//
// Now digits (MNIST, see chapter 08). The network has 784 inputs, 32 hidden units with ReLU and 10 outputs with softmax; nobody
// knows its curvatures. But one can try: train for a while with a rate that grows from step to step, and watch the loss. As long
// as the rate is too small, nothing happens; then the loss falls; then it explodes. That is the **learning rate range test**
// (Smith, 2017). A useful rate lies where the loss falls most steeply, well before it explodes. The network itself is given
// back unchanged.

// %% [markdown] id="digits-text" lang="zh" src="58153bce"
// 大的学习率立刻就到了终点附近，却一直抖个不停；小的学习率走得很慢；衰减的学习率起步和前者一样快，最后至少和后者一样近。
//
// ## 一个网络，以及怎样选择它的学习率
//
// 现在来看数字（MNIST，见第 08 章）。网络有 784 个输入、32 个使用 ReLU 的隐藏单元和 10 个使用 softmax 的输出，
// 没有人知道它的曲率。不过可以试：让学习率逐步增大，训练一小段，同时观察损失。学习率太小时，什么也不发生；
// 接着损失下降；最后损失爆炸。这叫作**学习率范围测试**（Smith，2017）。合适的学习率在损失下降最陡的地方，
// 离爆炸还有一段距离。测试结束后，网络恢复原样。

// %% id="digits" tags=["check:plot"]
const size = byProfile({
  tiny: { images: 2_400, epochs: 2, steps: 40 },
  standard: { images: 12_000, epochs: 5, steps: 60 },
  full: { images: 60_000, epochs: 10, steps: 100 },
});
const data = await mnist.load({ train: size.images });
const { train, validation } = split(data.flat.xTrain, data.yTrain, { validation: 1 / 6 });

function network(optimizer: Optimizer) {
  seed(6); // en: the same start for all // zh: 初始参数都相同
  return sequential([784], dense(32, { activation: 'relu' }), dense(10, { activation: 'softmax' })).compile({
    optimizer,
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
}

const range = await learningRateRange(network(sgd()), train.x, train.y, {
  from: 1e-3,
  steps: size.steps,
  batchSize: 100,
  seed: 1,
  progress: false,
});
range.figure

// %% [markdown] id="runs-text" lang="en"
// Is the suggestion any good? We train with it, and with rates far below and far above.

// %% [markdown] id="runs-text" lang="zh" src="26ef869a"
// 这个建议可靠吗？我们用它来训练，再用小得多和大得多的学习率各训练一次。

// %% id="runs" tags=["check:band=wildAccuracy:..0.5", "check:band=valAccuracy:0.91..0.96", "check:band@tiny=valAccuracy:0.6..0.95", "check:band@synthetic digits=valAccuracy:0.8..0.95", "check:band@tiny@synthetic digits=valAccuracy:0.2..0.95", "experiment"]
const validationData = [validation.x, validation.y] as const;
const last = (values: readonly number[] | undefined): number => values?.[values.length - 1] ?? NaN;
async function fitWith(optimizer: Optimizer) {
  const options = { epochs: size.epochs, batchSize: 100, validationData, progress: false };
  return network(optimizer).fit(train.x, train.y, options);
}

const suggested = Number(range.suggestion.toPrecision(2));
const [low, high] = [suggested / 30, 10 * suggested].map((rate) => Number(rate.toPrecision(2)));
const slow = await fitWith(sgd({ learningRate: low }));
const good = await fitWith(sgd({ learningRate: suggested }));
const wild = await fitWith(sgd({ learningRate: high }));
results({
  suggestion: suggested,
  slowLoss: last(slow.loss),
  slowAccuracy: last(slow.valAccuracy),
  wildLoss: last(wild.loss),
  wildAccuracy: last(wild.valAccuracy),
  loss: last(good.loss),
  valAccuracy: last(good.valAccuracy),
})

// %% [markdown] id="optimisers-text" lang="en"
// The network has {{runs.slowAccuracy|percent}} of the validation images right with a thirtieth of the suggested rate,
// {{runs.valAccuracy|percent}} with the suggestion ({{runs.suggestion}}), and {{runs.wildAccuracy|percent}} with ten times as much.
//
// Last, four optimisers on the same network. RMSProp (Tieleman and Hinton, 2012) is in between: it divides by $\sqrt{v}$ like Adam,
// but has no running mean $m$ and no correction. Momentum gets a tenth of the suggested rate, because $\beta = 0.9$ makes steps ten
// times as long; RMSProp and Adam get 0.003.

// %% [markdown] id="optimisers-text" lang="zh" src="5bd2951b"
// 对验证图像，网络的准确率是：取建议值的三十分之一时 {{runs.slowAccuracy|percent}}，取建议值（{{runs.suggestion}}）时
// {{runs.valAccuracy|percent}}，取它的十倍时 {{runs.wildAccuracy|percent}}。
//
// 最后，让四种优化器训练同一个网络。RMSProp（Tieleman 和 Hinton，2012）介于中间：它像 Adam 一样除以 $\sqrt{v}$，
// 但没有滑动平均 $m$，也不做修正。动量法取建议学习率的十分之一，因为 $\beta = 0.9$ 会让步子变成十倍长；
// RMSProp 和 Adam 取 0.003。

// %% id="optimisers" tags=["check:band=worstAccuracy:0.91..0.96", "check:band@tiny=worstAccuracy:0.6..0.95", "check:band@synthetic digits=worstAccuracy:0.8..0.95", "check:band@tiny@synthetic digits=worstAccuracy:0.2..0.95", "experiment"]
const runs = {
  SGD: good,
  [text({ en: 'momentum', zh: '动量' })]: await fitWith(sgd({ learningRate: suggested / 10, momentum: 0.9 })),
  RMSProp: await fitWith(rmsprop({ learningRate: 0.003 })),
  Adam: await fitWith(adam({ learningRate: 0.003 })),
};
const accuracies = Object.values(runs).map(({ valAccuracy }) => last(valAccuracy));
results({ worstAccuracy: Math.min(...accuracies), bestAccuracy: Math.max(...accuracies), dataset: data.source })

// %% id="optimiser-curves" tags=["check:plot"]
lines(Object.fromEntries(Object.entries(runs).map(([name, { loss }]) => [name, loss])), {
  ...small,
  yLabel: text({ en: 'loss', zh: '损失' }),
  title: text({ en: 'One network, four optimisers', zh: '同一个网络，四种优化器' }),
})

// %% [markdown] id="end-text" lang="en"
// Of the validation images the worst of the four has {{optimisers.worstAccuracy|percent}} right, the best
// {{optimisers.bestAccuracy|percent}}: with a rate that suits them, all four learn to read digits. Ten times the right rate, on the
// other hand, ruined everything. So look for the rate first, and for the optimiser second.

// %% [markdown] id="end-text" lang="zh" src="e31b1667"
// 四者之中，最差的是 {{optimisers.worstAccuracy|percent}}，最好的是 {{optimisers.bestAccuracy|percent}}：
// 只要学习率合适，四种优化器都能学会识别数字。相比之下，学习率一旦大到十倍，就前功尽弃。所以，先找学习率，再挑优化器。

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it. The last two are experiments; nobody
// checks them but you.

// %% [markdown] id="exercises" lang="zh" src="511f2074"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个。最后两道是实验题，只有你自己来判断。

// %% exercise="ch06-down"

// %% exercise="ch06-limit"

// %% exercise="ch06-mean"

// %% exercise="ch06-adam"

// %% exercise="ch06-nesterov"

// %% exercise="ch06-steps"

// %% exercise="ch06-race"

// %% exercise="ch06-batch-size"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch06-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - Go against the gradient: $\theta \leftarrow \theta - \alpha \nabla L(\theta)$. The arrow is an assignment, not an equation.
// - On a bowl with curvature $\lambda$ every step multiplies the distance by $1 - \alpha\lambda$. The steepest direction sets the limit
//   $2/\lambda_{\max}$, the flattest one the time that it takes.
// - Momentum adds up what stays the same and cancels what goes to and fro; with $\beta$ a steady step is $1/(1-\beta)$ times as long.
// - Adam divides a mean of the gradient by its size: the step is about $\alpha$, whatever the scale of the loss. It needs the bias
//   correction at the start.
// - The gradient of a mean is the mean of the gradients. A batch estimates it, with a noise of $\sigma/\sqrt{B}$; a learning rate that
//   shrinks makes the noise shrink with it.
// - Try rates before you train. The rate matters more than the optimiser.
//
// ## Questions
//
// **How do I choose the learning rate?** Article 3 calls it a matter of experience, and names grid search and decay.
// Those are two things: a search *chooses* a rate, decay *changes* it during training (chapter 15). Do a range test, take
// the rate where the loss falls most steeply, and also try a third and three times of it on validation data. For Adam, 0.001 is
// the usual start.
//
// **What if the rate is too large, or too small?** Too large: the loss jumps, stays high, or becomes NaN. Too small: it falls,
// smoothly and slowly, and is still falling when you stop.
//
// **Which optimiser shall I take?** For a first try, Adam: it asks least of you. SGD with momentum is as good when its rate
// has been chosen with care. Compare on validation data, each with a rate of its own.
//
// **Why does the loss of a batch jump up and down?** Each batch is another sample. Look at means over many batches, as
// the loss of an epoch is one.
//
// **Does gradient descent find the lowest minimum?** It promises nothing of the kind: it stops where the gradient is 0,
// which may even be a saddle.

// %% [markdown] id="summary" lang="zh" src="0e3e0cc0"
// ## 要点
//
// - 逆着梯度走：$\theta \leftarrow \theta - \alpha \nabla L(\theta)$。箭头表示赋值，不是等式。
// - 在曲率为 $\lambda$ 的碗里，每一步都使距离乘以 $1 - \alpha\lambda$。最陡的方向决定学习率的上限 $2/\lambda_{\max}$，
//   最平的方向决定需要多少时间。
// - 动量累加方向一致的部分，抵消来回摆动的部分；系数为 $\beta$ 时，稳定的一步是原来的 $1/(1-\beta)$ 倍。
// - Adam 用梯度的平均除以梯度的大小：无论损失的尺度如何，一步大致就是 $\alpha$。开头的几步离不开偏差修正。
// - 平均的梯度等于梯度的平均。一个批次只是对它的估计，噪声为 $\sigma/\sqrt{B}$；学习率缩小，噪声也随之缩小。
// - 训练之前先试学习率。学习率比优化器更要紧。
//
// ## 常见问题
//
// **如何选择学习率？** 第三篇文章说这是经验问题，并提到网格搜索和学习率衰减。这是两回事：搜索是**选定**一个学习率，
// 衰减是在训练中**改变**它（第 15 章）。先做一次范围测试，取损失下降最陡处的学习率，再用验证数据比较它的三分之一和三倍。
// 对 Adam，通常从 0.001 开始。
//
// **学习率太大或太小会怎样？** 太大：损失忽上忽下、居高不下，甚至变成 NaN。太小：损失平稳而缓慢地下降，到你停下时还在下降。
//
// **该用哪种优化器？** 第一次尝试用 Adam：它对你的要求最少。只要学习率选得仔细，带动量的 SGD 同样好。
// 请在验证数据上比较，每种优化器各用自己的学习率。
//
// **为什么一个批次的损失忽上忽下？** 每个批次都是另一份抽样。应当看许多批次的平均，一轮的损失就是这样的平均。
//
// **梯度下降能找到最低的极小值吗？** 它可没有这样的保证：它停在梯度为 0 的地方，那甚至可能是个鞍点。
