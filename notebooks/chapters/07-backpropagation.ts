// ---
// title: { en: Backpropagation, zh: 反向传播 }
// objectives:
//   en:
//     - Follow the chain rule through a computation of eight operations, there and back
//     - Derive four equations that give every gradient of a network of dense layers, and write them in a few lines
//     - Check gradients with finite differences, and choose the step ε
//     - Repair what the articles print about backpropagation, and say what it is not
//     - See gradients vanish in a deep network, and see what keeps them alive
//   zh:
//     - 让链式法则在一个由八个运算组成的计算里走一个来回
//     - 推导四个公式，由它们得到全连接网络的所有梯度，并用几行代码写出来
//     - 用有限差分检验梯度，并选好步长 ε
//     - 修正原文关于反向传播的内容，并说清楚它不是什么
//     - 观察梯度在深层网络里怎样消失，又靠什么保住
// time: { teach: 75, exercise: 60 }
// ---

// %% [markdown] id="title" lang="en"
// # 7 · Backpropagation
//
// Training needs the gradient of the loss: for every weight and every bias, how much the loss changes when this one number
// changes a little. One could try it out, number by number. For a small network that reads digits this means thousands of runs
// for a single step. Backpropagation gets all these numbers at once: it walks through the network forwards, remembers what it
// met, and walks back.
//
// Article 1 prints two formulas for it. One of them is wrong, a third, which connects the layers, is missing, and two
// other articles take the whole thing for an optimiser. In this chapter you derive the formulas yourself, program them, and
// hold every one of them against the definition of the derivative.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 1, section 4 (the second pair of formulas); article 2, sections 2 and 4; article 3,
// section 4.2.

// %% [markdown] id="title" lang="zh" src="b377e659"
// # 7 · 反向传播
//
// 训练需要损失的梯度：对每个权重、每个偏置，当这一个数稍微变动时，损失会变多少。当然可以一个数一个数地去试，
// 可是哪怕一个识别数字的小网络，走一步也要试上成千上万次。反向传播一次就得到所有这些数：
// 它先向前走过整个网络，记住途中的结果，然后往回走一遍。
//
// 第一篇文章为它给出了两个公式。其中一个是错的，把各层连接起来的第三个公式没有写，另外两篇文章则把它当成了优化器。
// 在这一章里，你将亲手推导这些公式，把它们写成程序，并逐个与导数的定义对照。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第一篇文章第 4 节（第二组公式）；第二篇文章第 2 节和第 4 节；第三篇文章 4.2 节。

// %% id="start" tags=["language"]
import { adam, batches, categoricalCrossentropy, checkGradients, dense, mnist, parameter } from 'tslate';
import { rng, seed, sequential, sgd, split, tensor, withoutGradients, zeros } from 'tslate';
import { byProfile, computationGraph, frames, histogram, imageGrid, lines } from 'tslate';
import { results, setLanguage, show, table, text } from 'tslate';
import type { Parameter, Shape, Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/07-backpropagation';
setLanguage('en');

// %% [markdown] id="chain-text" lang="en" tags=["concept"]
// ## There and back
//
// Begin with a network that is as small as a network can be: one input $x = 2$, one hidden unit with tanh, one output
// $\hat y$, which should be $y = 0.5$:
//
// $$\hat y = v \tanh(w x + b) + c \qquad\qquad L = \tfrac12 (\hat y - y)^2$$
//
// Four parameters, $w$, $b$, $v$ and $c$, and eight operations, one a line below. (The factor $\tfrac12$ is there to cancel
// the 2 of the square later.)

// %% [markdown] id="chain-text" lang="zh" src="f569caf8" tags=["concept"]
// ## 一去一回
//
// 从小得不能再小的网络开始：一个输入 $x = 2$，一个使用 tanh 的隐藏单元，一个输出 $\hat y$，它本应等于 $y = 0.5$：
//
// $$\hat y = v \tanh(w x + b) + c \qquad\qquad L = \tfrac12 (\hat y - y)^2$$
//
// 一共四个参数 $w$、$b$、$v$、$c$，八个运算，下面一行一个。（系数 $\tfrac12$ 是为了以后与平方产生的 2 抵消。）

// %% id="there" tags=["check:num"]
interface Small {
  readonly w: number;
  readonly b: number;
  readonly v: number;
  readonly c: number;
}
const first: Small = { w: 0.5, b: -0.2, v: 1.5, c: 0.1 };
const [input, target] = [2, 0.5];

function there({ w, b, v, c }: Small) {
  const p = w * input;
  const z = p + b;
  const a = Math.tanh(z);
  const q = v * a;
  const yHat = q + c;
  const e = yHat - target;
  const s = e * e;
  const L = 0.5 * s;
  return { p, z, a, q, yHat, e, s, L };
}
const onTheWay = there(first);
onTheWay

// %% [markdown] id="chain-rule" lang="en"
// Now the other way. Write $dp$ for $\partial L / \partial p$, and so on: how $L$ changes with that one number. At the end of
// the computation this is easy: $dL = 1$. And if we know it behind an operation, we know it in front of it, because each
// operation is so simple that its own derivative stands in every table: for $s = e^2$ it is $2e$, so $de = 2e \cdot ds$. This is
// the [[chain rule]]. In general a number $x$ may go into several results $u_1, u_2, \dots$; then every way on counts, and they
// are added up:
//
// $$\frac{\partial L}{\partial x} = \sum_i \frac{\partial L}{\partial u_i} \, \frac{\partial u_i}{\partial x}$$ (eq:chain)
//
// Applied from the last operation to the first, it is called [[backpropagation]]. Each line of the next cell belongs to one
// line of the cell above, in reverse order. Note what it needs: $a$, $e$ and $v$, numbers that were met on the way there. That
// is why they have to be kept.
//
// > **Predict before you run.** Here $\hat y$ is too large. To make $L$ smaller, in which direction does each of $w$, $b$, $v$
// > and $c$ have to go? And which of the four moves $L$ most?

// %% [markdown] id="chain-rule" lang="zh" src="0ab17f5b"
// 现在往回走。把 $\partial L / \partial p$ 简写为 $dp$，其余类推：它表示 $L$ 随这一个数怎样变化。在计算的末端这很容易：$dL = 1$。
// 而只要知道了一个运算之后的值，就能知道它之前的值，因为每个运算都很简单，它自己的导数在任何一张导数表里都能查到：
// 对 $s = e^2$ 来说是 $2e$，所以 $de = 2e \cdot ds$。这就是[[链式法则]]。一般地，一个数 $x$ 可能进入好几个结果 $u_1, u_2, \dots$；
// 这时每条去路都要算，再加起来：
//
// $$\frac{\partial L}{\partial x} = \sum_i \frac{\partial L}{\partial u_i} \, \frac{\partial u_i}{\partial x}$$ (eq:chain)
//
// 从最后一个运算用到第一个，就叫作[[反向传播]]。下一个单元格的每一行对应上面单元格的一行，次序相反。
// 注意它用到了什么：$a$、$e$ 和 $v$，都是去的时候遇到的数。所以这些数必须留着。
//
// > **先预测，再运行。** 这里 $\hat y$ 偏大。要使 $L$ 变小，$w$、$b$、$v$、$c$ 各应往哪个方向走？四个之中，哪一个对 $L$ 的影响最大？

// %% id="back" tags=["check:num", "scratch", "eq:chain"]
function back({ v }: Small, { a, e }: ReturnType<typeof there>): Small {
  const dL = 1;
  const ds = 0.5 * dL; // L = s / 2
  const de = 2 * e * ds; // s = e²
  const dyHat = de; // e = ŷ − y
  const [dq, dc] = [dyHat, dyHat]; // ŷ = q + c
  const [dv, da] = [a * dq, v * dq]; // q = v a
  const dz = (1 - a * a) * da; // a = tanh z
  const [dp, db] = [dz, dz]; // z = p + b
  const dw = input * dp; // p = w x
  return { w: dw, b: db, v: dv, c: dc };
}
const slopes = back(first, onTheWay);
slopes

// %% [markdown] id="nudge-text" lang="en"
// All four gradients are positive, so all four parameters have to become smaller; and $w$ has the largest, since what reaches $z$ is
// multiplied by the input 2 once more. Is it true, though? A derivative is what
// comes of a small change. So change one parameter by a little $\varepsilon$, first up, then down, and see what $L$ does:
//
// $$\frac{\partial L}{\partial \theta} \approx \frac{L(\theta + \varepsilon) - L(\theta - \varepsilon)}{2 \varepsilon}$$ (eq:difference)
//
// Such quotients are called [[finite difference|finite differences]]. They know nothing of the chain rule, and so they are a
// fair judge of whoever claims to have applied it.

// %% [markdown] id="nudge-text" lang="zh" src="fd6b085c"
// 四个梯度都是正的，所以四个参数都应当变小；其中 $w$ 的最大，因为传到 $z$ 的梯度还要再乘上输入 2。可是，真的如此吗？导数说的就是微小变动的后果。
// 那就把一个参数变动一点点 $\varepsilon$，先往上，再往下，看看 $L$ 怎样变化：
//
// $$\frac{\partial L}{\partial \theta} \approx \frac{L(\theta + \varepsilon) - L(\theta - \varepsilon)}{2 \varepsilon}$$ (eq:difference)
//
// 这样的商叫作[[有限差分]]。它对链式法则一无所知，因此，谁声称用对了链式法则，它就是公正的裁判。

// %% id="nudge" tags=["check:num"]
const nudged = (name: keyof Small, by: number): number =>
  there({ ...first, [name]: first[name] + by }).L;
const difference = (name: keyof Small, epsilon: number): number =>
  (nudged(name, epsilon) - nudged(name, -epsilon)) / (2 * epsilon);
const names = ['w', 'b', 'v', 'c'] as const;
table(names.map((name) => ({
  [text({ en: 'parameter', zh: '参数' })]: name,
  [text({ en: 'backpropagation', zh: '反向传播' })]: slopes[name],
  [text({ en: 'finite difference', zh: '有限差分' })]: difference(name, 1e-4),
})))

// %% [markdown] id="graph-text" lang="en"
// They agree. The framework keeps the same books. `parameter(…)` is a number (or a tensor) for which gradients are wanted; what is
// computed from it remembers how, and that memory can be drawn. Such a picture is a [[computation graph]]. Read the values from top to
// bottom and the gradients from bottom to top. At every box with two arrows going in, the gradient parts: a sum hands it on
// as it is, a product multiplies it by *the other* factor. (In the formula of a box, $a$ and $b$ are what goes into this box,
// whatever its name.)

// %% [markdown] id="graph-text" lang="zh" src="14b3f99b"
// 两者一致。框架记的是同一本账。`parameter(…)` 是一个需要求梯度的数（或张量）；由它算出来的东西都记得自己是怎么来的，
// 这份记忆可以画出来，这样的图叫作[[计算图]]。值要从上往下读，梯度要从下往上读。在每个有两个箭头进入的框，梯度分成两路：
// 加法把它原样传下去，乘法则给它乘上**另一个**因子。（框里公式中的 $a$ 和 $b$ 指进入该框的量，与它们自己叫什么无关。）

// %% id="graph" tags=["check:plot"]
const scalar = (value: number, name: string) => parameter(tensor(value), name);
const fresh = () => ({
  w: scalar(first.w, 'w'),
  b: scalar(first.b, 'b'),
  v: scalar(first.v, 'v'),
  c: scalar(first.c, 'c'),
});
type Four = ReturnType<typeof fresh>;
const four = fresh();

function smallLoss({ w, b, v, c }: Four) {
  const a = w.mul(input).add(b).tanh();
  const yHat = v.mul(a).add(c);
  return yHat.sub(target).square().mul(0.5);
}
computationGraph(smallLoss(four), {
  values: true,
  title: text({ en: 'Eight operations, there and back', zh: '八个运算，一去一回' }),
})

// %% [markdown] id="tape-text" lang="en"
// ## A machine for the way back
//
// Nobody writes the way back by hand for every new formula. It is enough to do it once for each *operation*. In the next cell a
// number knows its value, its gradient, and how to hand a gradient on. All numbers are kept on a tape in the order in which they
// were made; the way back is the tape, backwards. That is automatic differentiation, the heart of every framework, and it fits
// in a cell.
//
// The `+=` is the sum in (eq:chain): a number that was used twice gets a gradient from both uses. The test is
// $x^2 + 3x$ at $x = 2$, where the derivative is $2x + 3 = 7$; then the eight operations from above.

// %% [markdown] id="tape-text" lang="zh" src="f8514e6e"
// ## 会自己往回走的机器
//
// 谁也不会为每个新公式手写一遍回程。只要为每种**运算**写一次就够了。在下一个单元格里，一个数知道自己的值、自己的梯度，
// 以及怎样把梯度传下去。所有的数按产生的顺序记在一条带子上；回程就是把带子倒着走一遍。
// 这就是自动微分，一切框架的心脏，一个单元格就装得下。
//
// 其中的 `+=` 就是 (eq:chain) 里的求和：一个数用了两次，就从两处得到梯度。先用 $x^2 + 3x$ 在 $x = 2$ 处检验，
// 那里的导数是 $2x + 3 = 7$；然后是上面的八个运算。

// %% id="tape" tags=["check:num"]
interface Taped {
  readonly value: number;
  gradient: number;
  readonly handOn: (gradient: number) => void;
}
const tape: Taped[] = [];
function taped(value: number, handOn: Taped['handOn'] = () => undefined): Taped {
  const made = { value, gradient: 0, handOn };
  tape.push(made);
  return made;
}
const plus = (a: Taped, b: Taped) => taped(a.value + b.value, (g) => { a.gradient += g; b.gradient += g; });
const times = (a: Taped, b: Taped) =>
  taped(a.value * b.value, (g) => { a.gradient += b.value * g; b.gradient += a.value * g; });
const tanh = (a: Taped) => {
  const y = Math.tanh(a.value);
  return taped(y, (g) => { a.gradient += (1 - y * y) * g; });
};
function backward(result: Taped): void {
  result.gradient = 1;
  for (const made of tape.toReversed()) made.handOn(made.gradient);
}

const twice = taped(2);
backward(plus(times(twice, twice), times(taped(3), twice)));
twice.gradient

// %% id="tape-small" tags=["check:num"]
const [w, b, v, c] = names.map((name) => taped(first[name]));
const error = plus(plus(times(v, tanh(plus(times(w, taped(input)), b))), c), taped(-target));
backward(times(taped(0.5), times(error, error)));
console.log(w.gradient, b.gradient, v.gradient, c.gradient);

// %% [markdown] id="layers-text" lang="en"
// ## From numbers to layers
//
// A network of dense layers has far too many numbers for one name each. As in article 1, layer $l$ computes, for one
// sample, from a column of inputs $a^{(l-1)}$ (with $a^{(0)} = x$)
//
// $$z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)} \qquad\qquad a^{(l)} = \sigma(z^{(l)})$$
//
// In components, $z_i = \sum_j W_{ij} a_j + b_i$. The one quantity that everything else follows from is the gradient with
// respect to $z^{(l)}$. It has a name of its own, the **error** of the layer: $\delta^{(l)} = \partial L / \partial z^{(l)}$, a
// column with one number for each unit. Four equations, each one an application of (eq:chain):
//
// **1. The output layer.** With softmax and cross-entropy (chapter 05), $L = -\sum_k y_k \ln \hat y_k$, where
// $\ln \hat y_k = z_k - \ln \sum_m e^{z_m}$. The derivative of this with respect to $z_i$ is $1 - \hat y_i$ for $k = i$ and $-\hat y_i$
// for all other $k$. Since the $y_k$ add up to 1, the sum over $k$ comes to $\hat y_i - y_i$: answer minus truth.
//
// $$\delta^{(L)} = \hat y - y$$ (eq:delta-out)
//
// **2. From layer to layer.** The unit $j$ of layer $l$ goes into *every* unit $i$ of layer $l + 1$, with the weight
// $W_{ij}$. So there are many ways on, and their sum is $\sum_i W_{ij} \delta_i$. It runs over the *rows* of $W$, and that is what
// the transpose says. Then comes the way through the activation, for each unit by itself ($\odot$: element by element):
//
// $$\delta^{(l)} = \left( {W^{(l+1)}}^{\top} \delta^{(l+1)} \right) \odot \sigma'(z^{(l)})$$ (eq:delta-rec)
//
// **3. The weights.** $W_{ij}$ appears in one place only, $z_i$, where it stands beside $a_j$. So its gradient is
// $\delta_i a_j$: each error with each input, which makes a matrix of the shape of $W$. It is called the [[outer product]]:
//
// $$\frac{\partial L}{\partial W^{(l)}} = \delta^{(l)} \, {a^{(l-1)}}^{\top}$$ (eq:dW)
//
// **4. The biases.** $b_i$ is added to $z_i$, and a sum hands the gradient on as it is:
//
// $$\frac{\partial L}{\partial b^{(l)}} = \delta^{(l)}$$ (eq:db)

// %% [markdown] id="layers-text" lang="zh" src="885e6c72"
// ## 从数到层
//
// 全连接网络里的数太多，没法一个个起名字。与第一篇文章一样，对一个样本，第 $l$ 层由一列输入 $a^{(l-1)}$（其中 $a^{(0)} = x$）算出
//
// $$z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)} \qquad\qquad a^{(l)} = \sigma(z^{(l)})$$
//
// 写成分量就是 $z_i = \sum_j W_{ij} a_j + b_i$。有一个量，其余的一切都由它得出，那就是对 $z^{(l)}$ 的梯度。它有自己的名字，
// 叫作这一层的**误差**：$\delta^{(l)} = \partial L / \partial z^{(l)}$，是一个列向量，每个单元一个数。一共四个公式，每个都是 (eq:chain) 的一次应用：
//
// **1. 输出层。** 对 softmax 加交叉熵（第 05 章），$L = -\sum_k y_k \ln \hat y_k$，其中 $\ln \hat y_k = z_k - \ln \sum_m e^{z_m}$。
// 它对 $z_i$ 的导数，在 $k = i$ 时是 $1 - \hat y_i$，对其余的 $k$ 是 $-\hat y_i$。各个 $y_k$ 之和为 1，所以对 $k$ 求和得到
// $\hat y_i - y_i$，也就是回答减去真值：
//
// $$\delta^{(L)} = \hat y - y$$ (eq:delta-out)
//
// **2. 从一层到另一层。** 第 $l$ 层的单元 $j$ 以权重 $W_{ij}$ 进入第 $l + 1$ 层的**每个**单元 $i$。所以去路有很多条，
// 它们的和是 $\sum_i W_{ij} \delta_i$。求和跑遍 $W$ 的**各行**，这正是转置的含义。然后每个单元各自穿过激活函数（$\odot$ 表示逐元素相乘）：
//
// $$\delta^{(l)} = \left( {W^{(l+1)}}^{\top} \delta^{(l+1)} \right) \odot \sigma'(z^{(l)})$$ (eq:delta-rec)
//
// **3. 权重。** $W_{ij}$ 只出现在一个地方，即 $z_i$，在那里它与 $a_j$ 相乘。所以它的梯度是 $\delta_i a_j$：每个误差乘每个输入，
// 排成一个与 $W$ 形状相同的矩阵，叫作[[外积]]：
//
// $$\frac{\partial L}{\partial W^{(l)}} = \delta^{(l)} \, {a^{(l-1)}}^{\top}$$ (eq:dW)
//
// **4. 偏置。** $b_i$ 加在 $z_i$ 上，而加法把梯度原样传下去：
//
// $$\frac{\partial L}{\partial b^{(l)}} = \delta^{(l)}$$ (eq:db)

// %% [markdown] id="loops-text" lang="en"
// In code, with nothing but lists of numbers: first a network and the way there. The hidden layers use tanh, whose derivative is
// $\sigma'(z) = 1 - \tanh^2 z = 1 - a^2$, so that $a$ is all we have to keep.

// %% [markdown] id="loops-text" lang="zh" src="0183f3e2"
// 写成代码，只用由数组成的列表：先是网络和去程。隐藏层使用 tanh，它的导数是 $\sigma'(z) = 1 - \tanh^2 z = 1 - a^2$，所以只需留着 $a$。

// %% id="loops"
type Column = number[];
type Matrix = number[][];
interface LoopLayer {
  readonly W: Matrix;
  readonly b: Column;
}
const random = rng(7);
const loopLayer = (inputs: number, outputs: number): LoopLayer => ({
  W: Array.from({ length: outputs }, () => Array.from(random.normal([inputs]).data)),
  b: Array.from(random.normal([outputs]).data),
});
const multiply = (W: Matrix, a: Column): Column =>
  W.map((row) => row.reduce((sum, weight, j) => sum + weight * a[j], 0));

function activations(layers: readonly LoopLayer[], x: Column): Column[] {
  const all = [x];
  for (const [l, { W, b }] of layers.entries()) {
    const z = multiply(W, all[l]).map((sum, i) => sum + b[i]);
    const exponentials = z.map((value) => Math.exp(value - Math.max(...z)));
    const total = exponentials.reduce((sum, value) => sum + value, 0);
    all.push(l < layers.length - 1 ? z.map(Math.tanh) : exponentials.map((value) => value / total));
  }
  return all;
}

// %% [markdown] id="loops-back-text" lang="en"
// And the way back: the four equations, by their numbers. The step from layer to layer is a function of its own, because we are going
// to tamper with it.

// %% [markdown] id="loops-back-text" lang="zh" src="46d85882"
// 然后是回程：四个公式，按编号标出。从一层到另一层的那一步单独写成一个函数，因为我们马上要在它身上动手脚。

// %% id="loops-back" tags=["scratch", "eq:delta-out", "eq:delta-rec", "eq:dW", "eq:db"]
const transpose = (W: Matrix): Matrix => W[0].map((_, j) => W.map((row) => row[j]));
const outer = (delta: Column, a: Column): Matrix => delta.map((d) => a.map((value) => d * value));

type Step = (W: Matrix, delta: Column, a: Column) => Column;
const recursion: Step = (W, delta, a) =>
  multiply(transpose(W), delta).map((sum, j) => sum * (1 - a[j] * a[j]));

function loopGradients(layers: readonly LoopLayer[], x: Column, y: Column, step = recursion) {
  const a = activations(layers, x);
  let delta = a[layers.length].map((answer, k) => answer - y[k]); // 1
  const gradients: LoopLayer[] = [];
  for (let l = layers.length - 1; l >= 0; l--) {
    gradients.unshift({ W: outer(delta, a[l]), b: delta }); // 3, 4
    if (l > 0) delta = step(layers[l].W, delta, a[l]); // 2
  }
  return gradients;
}

// %% [markdown] id="check-text" lang="en"
// ## The gradient check
//
// Does it compute the truth? The finite differences of (eq:difference) decide. For every weight and every bias the loss is
// computed twice, with this one number a little larger and a little smaller. Then the two lists of gradients, $g$ and $h$, are
// compared by one number, the relative error $\lVert g - h \rVert / (\lVert g \rVert + \lVert h \rVert)$: 0 is perfect, 1 is nonsense. All
// together it is known as a [[gradient check]].

// %% [markdown] id="check-text" lang="zh" src="152d3bc1"
// ## 梯度检验
//
// 它算得对吗？由 (eq:difference) 的有限差分来裁决。对每个权重、每个偏置，让这一个数略大一点、略小一点，各算一次损失。
// 然后用一个数来比较两列梯度 $g$ 和 $h$，即相对误差 $\lVert g - h \rVert / (\lVert g \rVert + \lVert h \rVert)$：0 是完全一致，1 是毫不相干。
// 这一整套做法叫作[[梯度检验]]。

// %% id="check" tags=["check:band=relativeError:..1e-8"]
const lossOf = (layers: readonly LoopLayer[], x: Column, y: Column): number =>
  -Math.log(activations(layers, x)[layers.length][y.indexOf(1)]);

function differences(layers: readonly LoopLayer[], cost: () => number, epsilon = 1e-5) {
  const slopesOf = (numbers: number[]): number[] =>
    numbers.map((value, i) => {
      const at = (nearby: number): number => { numbers[i] = nearby; return cost(); };
      const slope = (at(value + epsilon) - at(value - epsilon)) / (2 * epsilon);
      numbers[i] = value; // en: put it back // zh: 恢复原值
      return slope;
    });
  return layers.map(({ W, b }) => ({ W: W.map(slopesOf), b: slopesOf(b) }));
}
const flat = ({ W, b }: LoopLayer): number[] => [...W.flat(), ...b];
const length = (list: readonly number[]): number => Math.hypot(...list);
const apart = (g: readonly number[], h: readonly number[]): number =>
  length(g.map((value, i) => value - h[i])) / (length(g) + length(h));

const net = [loopLayer(2, 3), loopLayer(3, 2)];
const [sampleX, sampleY] = [[0.8, -0.4], [0, 1]];
const numeric = differences(net, () => lossOf(net, sampleX, sampleY));
const ownGradients = loopGradients(net, sampleX, sampleY);
results({ relativeError: apart(ownGradients.flatMap(flat), numeric.flatMap(flat)) })

// %% [markdown] id="e3-text" lang="en"
// ## First repairs
//
// > **Erratum E3.** Article 1 starts its formulas with $\partial L / \partial z^{(l)}$ and never says where to get it. It
// > is the *recursion* (eq:delta-rec), with (eq:delta-out) to start from, that makes backpropagation: without it the two formulas
// > cannot be used in any layer but the last.
//
// What if one guesses it? The network below has four layers, all three units wide, so that nothing is saved by a shape that
// does not fit. Its gradients are computed with the recursion, then with three forms that forget something.
//
// > **Predict before you run.** Which layers will be wrong, and is one of the three guesses at least nearly right?

// %% [markdown] id="e3-text" lang="zh" src="fe936387"
// ## 先修两处
//
// > **原文勘误 E3。** 第一篇文章的公式从 $\partial L / \partial z^{(l)}$ 出发，却始终没有说它从哪里来。反向传播之所以成立，
// > 靠的正是**递推**公式 (eq:delta-rec)，以及它的起点 (eq:delta-out)：没有它们，那两个公式除了最后一层，哪一层都用不上。
//
// 要是靠猜呢？下面的网络有四层，每层三个单元，所以不会因为形状对不上而露馅。先用递推公式计算梯度，再用三种各漏掉一点东西的写法。
//
// > **先预测，再运行。** 哪些层会算错？三种猜法里，有没有哪一种至少接近正确？

// %% id="e3" tags=["E3", "experiment"]
const deep = Array.from({ length: 4 }, () => loopLayer(3, 3));
const [deepX, deepY] = [[0.5, -0.3, 0.9], [0, 0, 1]];
const guesses: Readonly<Record<string, Step>> = {
  [text({ en: 'as derived', zh: '按推导' })]: recursion,
  [text({ en: 'without σ′', zh: '没有 σ′' })]: (W, delta) => multiply(transpose(W), delta),
  [text({ en: 'W instead of Wᵀ', zh: '用 W 代替 Wᵀ' })]: (W, delta, a) =>
    recursion(transpose(W), delta, a),
  [text({ en: 'δ as it is', zh: 'δ 原样传递' })]: (_, delta) => delta,
};
const truth = differences(deep, () => lossOf(deep, deepX, deepY));
const errorsByLayer = Object.entries(guesses).map(([name, step]) => {
  const found = loopGradients(deep, deepX, deepY, step);
  const errors = found.map((gradient, l) => apart(flat(gradient), flat(truth[l])));
  return { name, errors };
});
const byLayer = (errors: readonly number[]) =>
  Object.fromEntries(errors.map((value, l) =>
    [text({ en: `layer ${l + 1}`, zh: `第 ${l + 1} 层` }), value.toExponential(1)]));
table(errorsByLayer.map(({ name, errors }) => ({
  [text({ en: 'recursion', zh: '递推' })]: name,
  ...byLayer(errors),
})))

// %% id="e3-results" tags=["check:band=derived:..1e-8", "check:band=bestGuess:0.05.."]
results({
  derived: Math.max(...errorsByLayer[0].errors),
  bestGuess: Math.min(...errorsByLayer.slice(1).map(({ errors }) => Math.max(...errors))),
})

// %% [markdown] id="e1-text" lang="en"
// The last layer is right in all four rows: it needs no recursion. Any guess spoils all layers in front of it.
//
// > **Erratum E1.** For the weights, article 1 prints
// > $\frac{\partial L}{\partial W^{(l)}} = \frac{\partial L}{\partial z^{(l)}} \cdot a^{(l-1)}$. Whichever product the dot is
// > meant to be, it does not give a matrix of the shape of $W$, unless the second factor is transposed: (eq:dW).
//
// This mistake is more dangerous than it looks. Usually a wrong shape is an error at once. But the article’s network has 784
// inputs, 10 hidden units and 10 outputs; in its second layer $\delta$ and $a$ are both columns of ten numbers. We now read
// the dot in every usual way and try each on both layers of that network, with one image of a digit.

// %% [markdown] id="e1-text" lang="zh" src="45f783ea"
// 四行的最后一层都是对的：它用不着递推。而只要是猜的，前面各层就全错了。
//
// > **原文勘误 E1。** 对于权重，第一篇文章写的是
// > $\frac{\partial L}{\partial W^{(l)}} = \frac{\partial L}{\partial z^{(l)}} \cdot a^{(l-1)}$。
// > 无论那个点表示哪种乘法，只要第二个因子没有转置，就得不到与 $W$ 形状相同的矩阵：应为 (eq:dW)。
//
// 这个错误比看上去更危险。一般来说，形状不对马上就会报错。可是原文的网络有 784 个输入、10 个隐藏单元、10 个输出，
// 在第二层里，$\delta$ 和 $a$ 都是由十个数组成的列。下面我们把那个点按各种常见的意思来读，用一幅数字图像，在这个网络的两层上都试一遍。

// %% id="data"
const size = byProfile({
  tiny: { train: 600, epochs: 2, depth: 12 },
  standard: { train: 6_000, epochs: 5, depth: 16 },
  full: { train: 60_000, epochs: 5, depth: 16 },
});
const data = await mnist.load({ train: size.train });
const { train, validation } = split(data.flat.xTrain, data.yTrain, { validation: 1 / 6 });
const truthOf = (labels: Tensor<readonly [number], 'int32'>) => labels.oneHot(10);
const x = train.x.rows([0]).transpose(); // en: one image as a column // zh: 一幅图像，作为一列
const y = truthOf(train.y.rows([0])).transpose();
console.log(x.shape, y.shape, data.source);

// %% id="article-network"
const draw = rng(1);
const W1 = parameter(draw.normal([10, 784], { std: 0.05 }), 'W1');
const W2 = parameter(draw.normal([10, 10], { std: 0.5 }), 'W2');
const z1 = W1.matmul(x);
const a1 = z1.relu();
const z2 = W2.matmul(a1).transpose(); // en: a row, for softmax // zh: 转成行，供 softmax 使用
const yHat = z2.softmax().transpose();
// en: fills W1.grad and W2.grad
// zh: 填好 W1.grad 和 W2.grad
y.transpose().mul(z2.logSoftmax()).sum().neg().backward();

const delta2 = yHat.sub(y).detach();
const slope1 = z1.greater(0).cast('float32'); // en: σ′ of ReLU // zh: ReLU 的 σ′
const delta1 = W2.transpose().matmul(delta2).mul(slope1).detach();
console.log(delta1.shape, delta2.shape);

// %% [markdown] id="e1-predict" lang="en"
// `backward()` is the framework’s backpropagation, which we use as the judge here; `detach()` takes the numbers without their
// memory. The table shows what shape each reading gives, or the error. In the last column, the result is taken for the gradient of
// $W^{(2)}$ and stretched to its shape where that is possible, as a subtraction would do.
//
// > **Predict before you run.** How many of the readings will stop with an error in the second layer, and how many will not?

// %% [markdown] id="e1-predict" lang="zh" src="7da214e2"
// `backward()` 是框架的反向传播，这里请它来当裁判；`detach()` 只取数值，不带记忆。表中列出每种读法得到的形状，或者报错。
// 最后一列把结果当作 $W^{(2)}$ 的梯度，能拉伸到它的形状就拉伸（做减法时就会这样），再计算相对误差。
//
// > **先预测，再运行。** 在第二层里，有几种读法会报错停下，几种不会？

// %% id="e1" tags=["E1", "experiment"]
type Reading = (delta: Tensor, a: Tensor) => Tensor;
const readings: Readonly<Record<string, Reading>> = {
  [text({ en: 'matrix product δ a', zh: '矩阵乘积 δ a' })]: (delta, a) => delta.matmul(a),
  [text({ en: 'element by element δ ⊙ a', zh: '逐元素相乘 δ ⊙ a' })]: (delta, a) => delta.mul(a),
  [text({ en: 'scalar product δᵀ a', zh: '点积 δᵀ a' })]: (delta, a) => delta.transpose().matmul(a),
  [text({ en: 'outer product δ aᵀ', zh: '外积 δ aᵀ' })]: (delta, a) => delta.matmul(a.transpose()),
};
const tried = (make: () => Tensor): Tensor | string => {
  try { return make(); } catch (error) { return error instanceof Error ? error.name : '?'; }
};
const shapeOf = (result: Tensor | string): string =>
  typeof result === 'string' ? result : result.shape.join(' × ');
const wanted: Tensor = W2.grad ?? zeros([10, 10]);
const stretched = (result: Tensor) => Array.from(result.add(zeros([10, 10])).data);
const wrongBy = (result: Tensor | string): number | string =>
  typeof result === 'string' ? '—' : apart(stretched(result), stretched(wanted));

table(Object.entries(readings).map(([name, read]) => {
  const [layer1, layer2] = [tried(() => read(delta1, x)), tried(() => read(delta2, a1.detach()))];
  return {
    [text({ en: 'the dot read as', zh: '点的读法' })]: name,
    [text({ en: 'layer 784 → 10', zh: '784 → 10 的层' })]: shapeOf(layer1),
    [text({ en: 'layer 10 → 10', zh: '10 → 10 的层' })]: shapeOf(layer2),
    [text({ en: 'relative error', zh: '相对误差' })]: wrongBy(layer2),
  };
}))

// %% [markdown] id="outer-text" lang="en"
// Two of the readings run in the second layer without a word, and compute nonsense; `W2.sub(…)` would accept both. Shapes are a
// good watchdog, but they bark only at strangers. A gradient check looks at the numbers.
//
// The outer product can be seen, too. Take a network of one layer, 784 → 10, that knows nothing yet: all its weights are 0, so it gives every digit
// the probability $\tfrac{1}{10}$. Its gradient for one image has ten rows, and each of them *is the image*, times one number
// $\delta_k$. In nine of the rows this number is $\tfrac{1}{10}$; in that of the right digit it is $\tfrac{1}{10} - 1$. The step
// goes against the gradient: where there is ink, the weights of the right digit go up (blue below: a negative gradient), and
// all others go down a little.

// %% [markdown] id="outer-text" lang="zh" src="28e7c6ae"
// 有两种读法在第二层里一声不响地跑通了，算出来的却毫无意义；`W2.sub(…)` 对它们照单全收。形状是条好看门狗，可它只对生人叫。
// 梯度检验看的则是数值。
//
// 外积也是看得见的。取一个只有一层 784 → 10、还一无所知的网络：权重全为 0，于是它给每个数字的概率都是 $\tfrac{1}{10}$。
// 对一幅图像，它的梯度有十行，每一行**就是这幅图像**，乘上一个数 $\delta_k$。其中九行的这个数是 $\tfrac{1}{10}$，
// 正确数字的那一行则是 $\tfrac{1}{10} - 1$。更新是逆着梯度走的：在有墨迹的地方，正确数字的权重上升（下图蓝色，梯度为负），
// 其余的都下降一点点。

// %% id="outer" tags=["check:plot"]
const ignorant = zeros([1, 10]).softmax().transpose().sub(y); // en: δ for z = 0 // zh: z = 0 时的 δ
const digits = Array.from({ length: 10 }, (_, digit) => digit);
imageGrid(ignorant.matmul(x.transpose()).transpose(), {
  imageShape: [28, 28],
  colors: 'diverging',
  columns: 5,
  size: 84,
  captions: digits,
  title: text({ en: 'δ aᵀ: one image, ten gradients', zh: 'δ aᵀ：一幅图像，十个梯度' }),
})

// %% [markdown] id="batch-text" lang="en"
// ## A whole batch
//
// Programs keep a sample in a *row*, so that a batch of $N$ samples is a matrix $A$ with $N$ rows, and $Z = A W + b$ (chapter 04).
// Everything is transposed then; the four equations become
//
// $$
// \begin{aligned}
// \Delta^{(L)} &= \tfrac{1}{N} (\hat Y - Y) & \Delta^{(l)} &= \left( \Delta^{(l+1)} {W^{(l+1)}}^{\top} \right) \odot \sigma'(Z^{(l)}) \\
// \frac{\partial L}{\partial W^{(l)}} &= {A^{(l-1)}}^{\top} \Delta^{(l)} & \frac{\partial L}{\partial b^{(l)}} &= \sum_{n=1}^{N} \Delta^{(l)}_n
// \end{aligned}
// $$ (eq:rows)
//
// The loss is the *mean* over the batch, and its $\tfrac1N$ comes in exactly once, at the start, in $\Delta^{(L)}$. The product
// $A^\top \Delta$ adds up the outer products of all samples by itself. The bias is used once for each sample, so its gradient is
// a sum over the rows. (The article’s $\partial L/\partial b = \partial L/\partial z$ is right for one sample only.) With
// tensors it is no longer than with loops:

// %% [markdown] id="batch-text" lang="zh" src="9a5173b5"
// ## 整个批次
//
// 程序里一个样本占一**行**，所以由 $N$ 个样本组成的批次是一个有 $N$ 行的矩阵 $A$，而 $Z = A W + b$（第 04 章）。
// 这时一切都转置了，四个公式变成
//
// $$
// \begin{aligned}
// \Delta^{(L)} &= \tfrac{1}{N} (\hat Y - Y) & \Delta^{(l)} &= \left( \Delta^{(l+1)} {W^{(l+1)}}^{\top} \right) \odot \sigma'(Z^{(l)}) \\
// \frac{\partial L}{\partial W^{(l)}} &= {A^{(l-1)}}^{\top} \Delta^{(l)} & \frac{\partial L}{\partial b^{(l)}} &= \sum_{n=1}^{N} \Delta^{(l)}_n
// \end{aligned}
// $$ (eq:rows)
//
// 损失是对批次的**平均**，其中的 $\tfrac1N$ 只在开头的 $\Delta^{(L)}$ 里出现一次。乘积 $A^\top \Delta$ 自动把所有样本的外积加了起来。
// 偏置对每个样本各用一次，所以它的梯度是对各行求和。（原文的 $\partial L/\partial b = \partial L/\partial z$ 只对单个样本成立。）
// 用张量来写，并不比用循环更长：

// %% id="backprop" tags=["scratch", "eq:dW", "eq:db"]
interface Weights {
  readonly W: Tensor;
  readonly b: Tensor;
}

function forward(layers: readonly Weights[], X: Tensor) {
  const A = [X];
  for (const { W, b } of layers.slice(0, -1)) A.push(A[A.length - 1].matmul(W).add(b).tanh());
  const { W, b } = layers[layers.length - 1];
  return { A, Z: A[A.length - 1].matmul(W).add(b) }; // en: Z: the logits // zh: Z 是 logits
}

function backprop(layers: readonly Weights[], X: Tensor, Y: Tensor): Weights[] {
  const { A, Z } = forward(layers, X);
  let Delta = Z.softmax().sub(Y).div(X.shape[0]);
  const gradients: Weights[] = [];
  for (let l = layers.length - 1; l >= 0; l--) {
    gradients.unshift({ W: A[l].transpose().matmul(Delta), b: Delta.sum(0) });
    if (l > 0) Delta = Delta.matmul(layers[l].W.transpose()).mul(A[l].square().neg().add(1));
  }
  return gradients;
}

// %% [markdown] id="framework-text" lang="en"
// ## The same with the framework
//
// The framework needs the way there only. `parameter` marks what gradients are wanted for, `backward()` walks back along the
// remembered operations, and the gradients lie in `.grad`. Here are both, for a network 784 → 32 → 10 and a batch of 50 digits:

// %% [markdown] id="framework-text" lang="zh" src="7966c149"
// ## 用框架再写一遍
//
// 框架只需要去程。`parameter` 标明要对什么求梯度，`backward()` 沿着记住的运算往回走，梯度就放在 `.grad` 里。
// 下面对一个 784 → 32 → 10 的网络和 50 幅数字图像组成的批次，把两种做法放在一起：

// %% id="framework" tags=["framework", "check:band=largestDifference:..1e-6"]
const initial: readonly Weights[] = [
  { W: draw.normal([784, 32], { std: Math.sqrt(1 / 784) }), b: zeros([32]) },
  { W: draw.normal([32, 10], { std: Math.sqrt(1 / 32) }), b: zeros([10]) },
];
const fifty = Array.from({ length: 50 }, (_, i) => i);
const [batchX, batchY] = [train.x.rows(fifty), truthOf(train.y.rows(fifty))];

const learned = initial.map(({ W, b }) => ({ W: parameter(W), b: parameter(b) }));
batchY.mul(forward(learned, batchX).Z.logSoftmax()).sum(-1).mean().neg().backward();

const byHand = backprop(initial, batchX, batchY);
const gap = (mine: Tensor, theirs: Tensor | undefined): number =>
  theirs ? mine.sub(theirs).abs().max().item() : NaN;
const gaps = learned.flatMap(({ W, b }, l) => [gap(byHand[l].W, W.grad), gap(byHand[l].b, b.grad)]);
const count = initial.reduce((sum, { W, b }) => sum + W.size + b.size, 0);
results({
  largestDifference: Math.max(...gaps),
  parameters: count,
  runsForDifferences: 2 * count,
})

// %% [markdown] id="framework-check-text" lang="en"
// The largest of all differences is {{framework.largestDifference}}, which is the rounding of float32. For its
// {{framework.parameters}} parameters, finite differences would have to go through the network {{framework.runsForDifferences}}
// times; we went there once and back once. That is why networks are trained with backpropagation, and why finite differences serve as a
// check on small networks only.
//
// The check is built in as well. `checkGradients(f, inputs)` takes a function of float64 tensors and compares
// what the framework derives with finite differences, element by element:

// %% [markdown] id="framework-check-text" lang="zh" src="5be8342d"
// 所有差别之中最大的是 {{framework.largestDifference}}，这是 float32 的舍入误差。对它的 {{framework.parameters}} 个参数，
// 用有限差分要在网络里走 {{framework.runsForDifferences}} 遍，而我们只去了一趟、回了一趟。
// 所以，训练网络用的是反向传播，有限差分只用来在小网络上做检验。
//
// 检验也是现成的。`checkGradients(f, inputs)` 接受一个以 float64 张量为自变量的函数，把框架求出的导数与有限差分逐个元素地比较：

// %% id="framework-check" tags=["framework", "check:band=checkError:..1e-8"]
type Float64 = Tensor<Shape, 'float64'>;
const precise = (shape: Shape): Float64 => draw.normal(shape).cast('float64');
const two = precise([5, 2]);
const oneOfThree = tensor([0, 2, 1, 1, 0], [5], 'int32').oneHot(3).cast('float64');
const cost = (V1: Float64, c1: Float64, V2: Float64, c2: Float64) => {
  const logits = two.matmul(V1).add(c1).tanh().matmul(V2).add(c2);
  return oneOfThree.mul(logits.logSoftmax()).sum().div(-5);
};
const where = [precise([2, 4]), precise([4]), precise([4, 3]), precise([3])];
results({ checkError: checkGradients(cost, where).error })

// %% [markdown] id="epsilon-text" lang="en"
// ## How small is small?
//
// A derivative is the limit $\varepsilon \to 0$, so the smaller $\varepsilon$, the better? Two things are at odds here. The quotient of
// differences is not the slope of the curve but that of a chord; this error shrinks with $\varepsilon$, or with
// $\varepsilon^2$ where we go both up and down. But the two losses become more and more alike, and what is left of their
// difference is rounding. A number of type float32 has about 7 digits, of float64 (all numbers of JavaScript) about 16.
//
// The next cell takes the derivative with respect to $w$ in our smallest network and changes $\varepsilon$ from $10^{-1}$ down to
// $10^{-12}$: forwards only, $(L(w + \varepsilon) - L(w)) / \varepsilon$, then up and down, both in float64, and up and down in
// float32.
//
// > **Predict before you run.** Sketch the three curves: relative error upwards, $\varepsilon$ to the right, both scales
// > logarithmic. Where is the lowest point of each?

// %% [markdown] id="epsilon-text" lang="zh" src="e91e374c"
// ## 多小才算小？
//
// 导数是 $\varepsilon \to 0$ 的极限，那么 $\varepsilon$ 越小越好吗？这里有两件事互相矛盾。差商不是曲线的斜率，而是弦的斜率；
// 这个误差随 $\varepsilon$ 减小，如果上下都走，则随 $\varepsilon^2$ 减小。可是两个损失也越来越接近，它们的差里最后只剩下舍入误差。
// float32 的数大约有 7 位有效数字，float64（JavaScript 的数都是）大约有 16 位。
//
// 下一个单元格在我们最小的网络里对 $w$ 求导，让 $\varepsilon$ 从 $10^{-1}$ 一直降到 $10^{-12}$：先是只往前走，
// $(L(w + \varepsilon) - L(w)) / \varepsilon$，再是上下都走，都用 float64；最后用 float32 上下都走。
//
// > **先预测，再运行。** 画一画这三条曲线的草图：纵轴是相对误差，横轴是 $\varepsilon$，都用对数刻度。每条曲线的最低点在哪里？

// %% id="epsilon" tags=["check:plot"]
const exponents = Array.from({ length: 23 }, (_, i) => -1 - i / 2); // ε = 10⁻¹ … 10⁻¹²
const inFloat32 = (by: number): number => {
  const shifted = parameter(tensor(first.w + by), 'w');
  return withoutGradients(() => smallLoss({ ...four, w: shifted }).item());
};
const relative = (found: number): number => Math.abs(found / slopes.w - 1);
const methods = {
  [text({ en: 'forwards', zh: '只往前' })]: (h: number) => (nudged('w', h) - nudged('w', 0)) / h,
  [text({ en: 'up and down', zh: '上下都走' })]: (h: number) => difference('w', h),
  [text({ en: 'up and down, float32', zh: '上下都走，float32' })]: (h: number) =>
    (inFloat32(h) - inFloat32(-h)) / (2 * h),
};
const points = Object.entries(methods).map(([name, slope]) => {
  const found = exponents.map((exponent) => ({ x: exponent, y: relative(slope(10 ** exponent)) }));
  return { name, found: found.filter((point) => point.y > 0) };
});
lines(Object.fromEntries(points.map(({ name, found }) => [name, found])), {
  title: text({ en: 'Error of finite differences', zh: '有限差分的误差' }),
  xLabel: 'log₁₀ ε',
  yLabel: text({ en: 'relative error', zh: '相对误差' }),
  logY: true,
  width: 400,
  height: 240,
})

// %% id="epsilon-best" tags=["check:band=upDownBest:1e-7..1e-3", "check:band=float32Best:1e-4..1"]
const best = points.map(({ found }) => found.reduce((low, point) => (point.y < low.y ? point : low)));
const [forwardsBest, upDownBest, float32Best] = best.map((point) => 10 ** point.x);
const [forwardsError, upDownError, float32Error] = best.map((point) => point.y);
results({ forwardsBest, forwardsError, upDownBest, upDownError, float32Best, float32Error })

// %% [markdown] id="e11-text" lang="en"
// A valley each: too long a chord on the right, rounding on the left. Up and down beats forwards by a wide margin
// (at its best {{epsilon-best.upDownError}} against {{epsilon-best.forwardsError}}). In float32 even the luckiest point
// stays at {{epsilon-best.float32Error}}. So check gradients in float64, up and down, with $\varepsilon$ about $10^{-5}$:
// a little to the right of the bottom, where the curve is still smooth.
//
// ## What backpropagation is not
//
// > **Erratum E11.** Article 2 calls backpropagation “an optimisation algorithm that adjusts the weights” (section 2);
// > in its section 4 it is, rightly, a method of computing gradients, but the formula there says only that the gradient of a sum is
// > the sum of the gradients. In article 3, “the core of backpropagation is gradient descent”. It is the other way round:
// > backpropagation computes gradients and changes nothing. What to do with them is up to the optimiser (chapter 06).
//
// If that is so, each must work without the other. We take the four parameters of the smallest network through one step:
// gradients from backpropagation or from finite differences, the step by gradient descent or by Adam.

// %% [markdown] id="e11-text" lang="zh" src="044004a3"
// 每条曲线都是一个山谷：右边是弦太长，左边是舍入误差。上下都走远胜于只往前走（最好时分别为 {{epsilon-best.upDownError}}
// 和 {{epsilon-best.forwardsError}}）。用 float32 的话，运气最好的点也只到 {{epsilon-best.float32Error}}。
// 所以，检验梯度要用 float64，上下都走，$\varepsilon$ 取 $10^{-5}$ 左右：在谷底稍稍偏右、曲线还平滑的地方。
//
// ## 反向传播不是什么
//
// > **原文勘误 E11。** 第二篇文章第 2 节说反向传播是“一种优化算法，用于调整神经网络的权重值”；到了第 4 节，又正确地说它是
// > 一种计算梯度的方法，可是那里的公式说的只是：和的梯度等于梯度之和。第三篇文章则说“反向传播算法的核心是梯度下降法”。
// > 其实正相反：反向传播只计算梯度，什么也不改变。拿梯度做什么，是优化器的事（第 06 章）。
//
// 如果真是这样，两者应当可以各自单独使用。我们让最小的那个网络的四个参数走一步：
// 梯度来自反向传播或有限差分，步子由梯度下降或 Adam 来迈。

// %% id="e11" tags=["E11", "experiment", "check:num"]
const optimisers = {
  [text({ en: 'gradient descent', zh: '梯度下降' })]: () => sgd({ learningRate: 0.1 }),
  Adam: () => adam({ learningRate: 0.1 }),
};
const fillers: Readonly<Record<string, (now: Four) => void>> = {
  [text({ en: 'backpropagation', zh: '反向传播' })]: (now) => smallLoss(now).backward(),
  [text({ en: 'finite differences', zh: '有限差分' })]: (now) => {
    for (const name of names) now[name].grad = tensor(difference(name, 1e-4));
  },
};
table(Object.entries(fillers).flatMap(([source, fill]) =>
  Object.entries(optimisers).map(([rule, make]) => {
    const now = fresh();
    fill(now);
    const [gradient, before] = [now.b.grad?.item() ?? NaN, now.b.item()];
    make().step(Object.values(now));
    return {
      [text({ en: 'gradient from', zh: '梯度来自' })]: source,
      '∂L/∂b': gradient,
      [text({ en: 'b when the gradient is known', zh: '求出梯度时的 b' })]: before,
      [text({ en: 'optimiser', zh: '优化器' })]: rule,
      [text({ en: 'b after the step', zh: '走一步之后的 b' })]: now.b.item(),
    };
  }),
))

// %% [markdown] id="l2-text" lang="en"
// The two ways to get the gradient give the same step; the two optimisers make different steps of the same gradient. And while
// the gradient is being computed, $b$ does not move.
//
// ## The announced L2 term
//
// Large weights make a function that bends sharply. So one often adds a penalty to the loss, with a factor $\lambda$ that says how
// much it counts; chapter 15 shows what it is good for:
//
// $$J = L + \frac{\lambda}{2} \sum_l \lVert W^{(l)} \rVert^2$$
//
// $\lVert W \rVert^2$ is the sum of the squares of all weights, so its derivative with respect to $W_{ij}$ is $2 W_{ij}$, and the
// gradient gets one more term:
//
// $$\frac{\partial J}{\partial W^{(l)}} = \delta^{(l)} \, {a^{(l-1)}}^{\top} + \lambda W^{(l)}$$ (eq:dW-l2)
//
// Biases are left out of it. Each step of gradient descent now also multiplies every weight by $1 - \alpha\lambda$, which is why it is
// called *weight decay*.
//
// > **Erratum E2.** Article 1 announces the gradients “for an L2-regularised loss”, but its formula has no $\lambda W$. It
// > also calls them *update formulas*; the update is what the optimiser does with them.
//
// Finite differences of $J$ tell which formula has it right (a relative error for each layer’s weights, $\lambda = 0.1$):

// %% [markdown] id="l2-text" lang="zh" src="d1745f22"
// 两种办法得到的梯度走出同样的一步；两个优化器则用同样的梯度走出不同的步子。而在计算梯度的时候，$b$ 纹丝不动。
//
// ## 说好的 L2 项
//
// 权重一大，函数的弯折就急。所以人们常常给损失加上一项惩罚，用系数 $\lambda$ 表示它的分量；它有什么用处，第 15 章再讲：
//
// $$J = L + \frac{\lambda}{2} \sum_l \lVert W^{(l)} \rVert^2$$
//
// $\lVert W \rVert^2$ 是所有权重的平方和，对 $W_{ij}$ 的导数是 $2 W_{ij}$，所以梯度多出一项：
//
// $$\frac{\partial J}{\partial W^{(l)}} = \delta^{(l)} \, {a^{(l-1)}}^{\top} + \lambda W^{(l)}$$ (eq:dW-l2)
//
// 偏置不受惩罚。梯度下降的每一步现在还会把每个权重乘以 $1 - \alpha\lambda$，所以它又叫**权重衰减**。
//
// > **原文勘误 E2。** 第一篇文章说要给出“L2 正则化损失函数”的梯度，公式里却没有 $\lambda W$。它还把梯度叫作**更新公式**；
// > 而更新是优化器拿梯度去做的事。
//
// 对 $J$ 做有限差分，就知道哪个公式是对的（$\lambda = 0.1$，列出每层权重的相对误差）：

// %% id="l2" tags=["E2", "eq:dW-l2", "experiment"]
const lambda = 0.1;
const squares = (W: Matrix): number => length(W.flat()) ** 2;
const penalty = () => (lambda / 2) * net.reduce((sum, { W }) => sum + squares(W), 0);
const withPenalty = differences(net, () => lossOf(net, sampleX, sampleY) + penalty());
const printed = loopGradients(net, sampleX, sampleY).map(({ W }) => W);
const repaired = printed.map((dW, l) =>
  dW.map((row, i) => row.map((value, j) => value + lambda * net[l].W[i][j])));
const wrongIn = (gradients: readonly Matrix[]) =>
  byLayer(gradients.map((dW, l) => apart(dW.flat(), withPenalty[l].W.flat())));
table([
  { [text({ en: 'formula', zh: '公式' })]: 'δ aᵀ', ...wrongIn(printed) },
  { [text({ en: 'formula', zh: '公式' })]: 'δ aᵀ + λW', ...wrongIn(repaired) },
])

// %% [markdown] id="train-text" lang="en"
// ## Training with our own gradients
//
// Now train a network with nothing but `backprop`: 784 → 32 → 10, batches of 50 in a fixed order, gradient descent with
// $\alpha = 0.2$. And the same with the framework, from the same first weights. One trap is worth knowing: the option `l2` of a layer
// means $\lambda \lVert W \rVert^2$, as in Keras, without the $\tfrac12$. So our $\lambda$ is $\lambda / 2$ there.

// %% [markdown] id="train-text" lang="zh" src="6afc5c9e"
// ## 用我们自己的梯度训练
//
// 现在只用 `backprop` 来训练一个网络：784 → 32 → 10，批次大小 50，顺序固定，梯度下降取 $\alpha = 0.2$。
// 再用框架从同样的初始权重出发做一遍。有个陷阱值得知道：层的选项 `l2` 与 Keras 一样，指的是 $\lambda \lVert W \rVert^2$，
// 没有 $\tfrac12$。所以我们的 $\lambda$ 相当于它的 $\lambda / 2$。

// %% id="train"
const trainY = truthOf(train.y);
function descend(decay: number, rate = 0.2): readonly Weights[] {
  let layers = initial;
  for (let epoch = 0; epoch < size.epochs; epoch++) {
    for (const [X, Y] of batches(train.x, trainY, { size: 50 })) {
      const gradients = backprop(layers, X, Y);
      layers = layers.map(({ W, b }, l) => ({
        W: W.sub(gradients[l].W.add(W.mul(decay)).mul(rate)), // δ aᵀ + λW
        b: b.sub(gradients[l].b.mul(rate)),
      }));
    }
  }
  return layers;
}
const accuracyOf = (layers: readonly Weights[]): number =>
  forward(layers, validation.x).Z.argmax().equal(validation.y).cast('float32').mean().item();

const ours = descend(0.001);
results({ handAccuracy: accuracyOf(ours) })

// %% id="train-framework" tags=["framework", "check:band=handAndFramework:..1e-3", "check:band=accuracy:0.85..0.98", "check:band@tiny=accuracy:0.3..0.98", "check:band@synthetic digits=accuracy:0.6..0.99", "check:band@tiny@synthetic digits=accuracy:0.2..0.99"]
seed(7);
const l2 = 0.001 / 2;
const model = sequential([784],
  dense(32, { activation: 'tanh', l2 }),
  dense(10, { activation: 'softmax', l2 }),
).compile({
  optimizer: sgd({ learningRate: 0.2 }),
  loss: categoricalCrossentropy(),
  metrics: ['accuracy'],
});
const starts = initial.flatMap(({ W, b }) => [W, b]);
model.model.parameters().forEach((each, i) => each.assign(starts[i]));
await model.fit(train.x, trainY, { epochs: size.epochs, batchSize: 50, shuffle: false });
const { accuracy } = await model.evaluate(validation.x, truthOf(validation.y));
const [theirW1] = model.model.parameters();
const handAndFramework = gap(ours[0].W, theirW1.cast('float32'));
results({ handAndFramework, accuracy, dataset: data.source })

// %% [markdown] id="decay-text" lang="en"
// After all these steps the largest difference in $W^{(1)}$ is {{train-framework.handAndFramework}}; both networks read
// {{train-framework.accuracy|percent}} of the validation images. Nothing in the framework is magic.
//
// Back to $\lambda$. Move the slider and watch the weights of the first layer after training, beside those of a training without
// penalty: the larger $\lambda$, the more of them are drawn to 0.

// %% [markdown] id="decay-text" lang="zh" src="4bb70101"
// 走完所有这些步之后，$W^{(1)}$ 里最大的差别是 {{train-framework.handAndFramework}}；验证图像上，两个网络的准确率都是
// {{train-framework.accuracy|percent}}。框架里没有任何魔法。
//
// 再说 $\lambda$。移动滑块，把训练之后第一层的权重与没有惩罚时的相比：$\lambda$ 越大，就有越多的权重被拉向 0。

// %% id="decay" tags=["check:plot", "slider", "E2"]
const decays = [0, 0.001, 0.003, 0.01, 0.03];
const decayed = decays.map((decay) => ({ decay, layers: descend(decay) }));
const xLabel = text({ en: 'weight of the first layer', zh: '第一层的权重' });
const without = text({ en: 'without penalty', zh: '没有惩罚' });
const withDecay = text({ en: 'with λ', zh: '有 λ' });
await frames(
  decayed.slice(2).map(({ layers }) =>
    histogram(
      { [without]: decayed[0].layers[0].W, [withDecay]: layers[0].W },
      { bins: 50, width: 340, height: 200, xLabel },
    ),
  ),
  {
    label: 'λ',
    values: decays.slice(2),
    title: text({ en: 'Weights after training', zh: '训练之后的权重' }),
  },
)

// %% id="decay-table" tags=["check:band=shrunk:..0.6", "check:band@tiny=shrunk:..0.95"]
const norm = (W: Tensor): number => Math.sqrt(W.square().sum().item());
const sizes = decayed.map(({ layers }) => norm(layers[0].W));
show(table(decayed.map(({ decay, layers }, i) => ({
  λ: decay,
  '‖W⁽¹⁾‖': sizes[i],
  [text({ en: 'validation accuracy (%)', zh: '验证准确率（%）' })]: 100 * accuracyOf(layers),
}))));
results({ shrunk: sizes[decays.length - 1] / sizes[0] })

// %% [markdown] id="vanish-text" lang="en"
// ## Deep networks: gradients that vanish
//
// Equation (eq:delta-rec) multiplies once for each layer, by $W^\top$ and by $\sigma'$. What is multiplied often either dies out or
// explodes. The derivative of the sigmoid is at most $\tfrac14$, that of tanh at most 1, that of ReLU 0 or 1. So let an error walk back
// through a deep network of 64 units a layer and measure $\lVert \partial L / \partial W^{(l)} \rVert$ in each.
// The weights start with a spread that is usual for each activation: $1/\sqrt{n}$ for sigmoid and tanh, $\sqrt{2/n}$ for
// ReLU, where $n$ is the number of inputs.
//
// > **Predict before you run.** On a logarithmic scale, what is the shape of each of the three curves? By what factor does the
// > first layer learn more slowly than the last one?

// %% [markdown] id="vanish-text" lang="zh" src="876e64c4"
// ## 深层网络：消失的梯度
//
// 公式 (eq:delta-rec) 每过一层就乘一次，乘 $W^\top$，再乘 $\sigma'$。反复相乘的东西，要么渐渐消亡，要么爆炸。
// sigmoid 的导数至多是 $\tfrac14$，tanh 的至多是 1，ReLU 的不是 0 就是 1。让误差往回穿过一个每层 64 个单元的深层网络，
// 在每一层测量 $\lVert \partial L / \partial W^{(l)} \rVert$。权重的初始分散程度取各激活函数的常用值：
// sigmoid 和 tanh 取 $1/\sqrt{n}$，ReLU 取 $\sqrt{2/n}$，其中 $n$ 是输入的个数。
//
// > **先预测，再运行。** 在对数刻度上，三条曲线各是什么形状？第一层学得比最后一层慢多少倍？

// %% id="gradient-norms"
const activationOf = {
  sigmoid: (z: Tensor) => z.sigmoid(),
  tanh: (z: Tensor) => z.tanh(),
  ReLU: (z: Tensor) => z.relu(),
};
type Name = keyof typeof activationOf;

function gradientNorms(name: Name, factor = 1): number[] {
  const numbers = rng(5);
  const gain = factor * (name === 'ReLU' ? Math.SQRT2 : 1);
  const matrix = (inputs: number, outputs: number): Parameter<Shape> =>
    parameter(numbers.normal([inputs, outputs], { std: gain / Math.sqrt(inputs) }));
  const Ws = Array.from({ length: size.depth }, (_, l) =>
    matrix(l === 0 ? 784 : 64, l === size.depth - 1 ? 10 : 64));
  let A: Tensor = batchX;
  for (const W of Ws.slice(0, -1)) A = activationOf[name](A.matmul(W));
  const logits = A.matmul(Ws[size.depth - 1]);
  batchY.mul(logits.logSoftmax()).sum(-1).mean().neg().backward();
  return Ws.map(({ grad }) => (grad ? norm(grad) : NaN));
}

// %% id="vanish" tags=["check:plot", "experiment"]
const norms = {
  sigmoid: gradientNorms('sigmoid'),
  tanh: gradientNorms('tanh'),
  ReLU: gradientNorms('ReLU'),
};
lines(norms, {
  title: text({ en: 'Gradient of each layer’s weights', zh: '各层权重的梯度' }),
  xLabel: text({ en: 'layer', zh: '层' }),
  yLabel: '‖∂L/∂W‖',
  logY: true,
  width: 400,
  height: 220,
})

// %% id="vanish-results" tags=["check:band=sigmoidFactor:..1e-5", "check:band=reluFactor:0.01..100"]
const firstToLast = (list: readonly number[]): number => list[0] / list[list.length - 1];
results({
  sigmoidFactor: firstToLast(norms.sigmoid),
  tanhFactor: firstToLast(norms.tanh),
  reluFactor: firstToLast(norms.ReLU),
})

// %% [markdown] id="vanish-start-text" lang="en"
// A straight line on a logarithmic scale is a constant factor per layer. With the sigmoid the gradient of the first layer is
// {{vanish-results.sigmoidFactor}} times that of the last: a [[vanishing gradient]]. While the last layers learn, the first ones
// stand still. Tanh and ReLU with a fitting start keep about the same size in all layers: there the factors are
// {{vanish-results.tanhFactor|1}} and {{vanish-results.reluFactor|1}}.
//
// How much of that is due to the start? The table multiplies all weights of the start by a factor and shows the gradient of the
// first and of the last layer.

// %% [markdown] id="vanish-start-text" lang="zh" src="7a61d227"
// 对数刻度上的直线，意味着每层乘一个固定的因子。用 sigmoid 时，第一层的梯度是最后一层的 {{vanish-results.sigmoidFactor}} 倍：
// 这就是[[梯度消失]]。后面几层在学习，前面几层却原地不动。tanh 和 ReLU 配上合适的初始化，各层的梯度则大小相近：
// 相应的倍数是 {{vanish-results.tanhFactor|1}} 和 {{vanish-results.reluFactor|1}}。
//
// 其中有多少要归功于初始化？下表给所有初始权重乘上一个因子，列出第一层和最后一层的梯度。

// %% id="vanish-start" tags=["experiment"]
const ends = (list: readonly number[]): string =>
  [list[0], list[list.length - 1]].map((value) => value.toExponential(1)).join(' → ');
table((['sigmoid', 'tanh', 'ReLU'] as const).map((name) => ({
  [text({ en: 'first → last layer', zh: '第一层 → 最后一层' })]: name,
  ...Object.fromEntries([0.5, 1, 2].map((factor) =>
    [text({ en: `factor ${factor}`, zh: `因子 ${factor}` }), ends(gradientNorms(name, factor))])),
})))

// %% [markdown] id="exercises" lang="en"
// With weights of half the size, the gradients of ReLU and tanh are tiny at *both* ends: on the way there the signal dies out, so that the last
// layers get nothing to work with, and on the way back the error does, so that the first ones are told nothing. With too large a
// start those of ReLU explode, at both ends alike. Tanh is milder there, since its flat ends ($\sigma'$ near 0) hold against the weights.
// For the sigmoid none of these factors is enough.
//
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it: it says whether the answer is right,
// and if not, what was expected. The last one is an experiment; nobody checks it but you.

// %% [markdown] id="exercises" lang="zh" src="370bb21d"
// 初始权重减半时，ReLU 和 tanh 的梯度在**两端**都微乎其微：去程中信号渐渐消失，后面几层没有东西可用；
// 回程中误差渐渐消失，前面几层什么也得不到。初始权重太大时，ReLU 的梯度爆炸，两端都一样。tanh 要温和些，
// 因为它两端平坦（$\sigma'$ 接近 0），抵住了权重。对 sigmoid 来说，这几个因子都不够。
//
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个：它会告诉你答案对不对；如果不对，还会说明应该得到什么。
// 最后一道是实验题，只有你自己来判断。

// %% exercise="ch07-paths"

// %% exercise="ch07-tanh"

// %% exercise="ch07-delta"

// %% exercise="ch07-repair"

// %% exercise="ch07-batch"

// %% exercise="ch07-check"

// %% exercise="ch07-vanishing"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch07-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - Backpropagation is the chain rule, applied from the loss back to the input. Numbers met on the way there are kept for the
//   way back.
// - Everything follows from the error $\delta = \partial L / \partial z$: it starts as $\hat y - y$, passes through $W^\top$ and
//   $\sigma'$ from layer to layer, and gives $\delta a^\top$ for the weights and $\delta$ for the biases.
// - For a batch in rows: $A^\top \Delta$, and the sum of the rows of $\Delta$; $\tfrac1N$ enters once.
// - A right shape is no proof. Check gradients with finite differences, in float64.
// - Backpropagation computes gradients; an optimiser uses them.
// - L2 adds $\lambda W$ to the gradient of the weights.
// - Through many layers, gradients are multiplied many times. Activation and start decide whether they survive.
//
// ## Questions
//
// **Is backpropagation the same as gradient descent?** No. Neither needs the other, as the table of E11 shows; together they train networks.
//
// **Why are there transposes?** Forwards, unit $i$ adds up over its inputs $j$. Backwards, input $j$ adds up over the units $i$
// that it goes into. The same table of weights, read by columns instead of by rows.
//
// **Which ε should I take?** About $10^{-5}$ in float64, up and down. If the relative error is not small there, look for the
// mistake in the formula, not in ε.
//
// **ReLU has no derivative at 0. Does it matter?** Not in practice: frameworks take 0 there. A gradient check, however, fails if it
// steps across the kink. Move the point a little and check again.
//
// **Why does training need so much more memory than using a network?** Because all activations of the way there are kept for the way back.

// %% [markdown] id="summary" lang="zh" src="0f34c04d"
// ## 要点
//
// - 反向传播就是从损失到输入、倒着使用链式法则。去程遇到的数要留给回程用。
// - 一切都来自误差 $\delta = \partial L / \partial z$：它的起点是 $\hat y - y$，逐层穿过 $W^\top$ 和 $\sigma'$，
//   由它得到权重的梯度 $\delta a^\top$ 和偏置的梯度 $\delta$。
// - 批次按行存放时：权重是 $A^\top \Delta$，偏置是 $\Delta$ 各行之和；$\tfrac1N$ 只出现一次。
// - 形状对了不等于算对了。要在 float64 下用有限差分检验梯度。
// - 反向传播计算梯度，优化器使用梯度。
// - L2 给权重的梯度加上 $\lambda W$。
// - 穿过许多层，梯度就要乘许多次。它能不能保住，取决于激活函数和初始化。
//
// ## 常见问题
//
// **反向传播就是梯度下降吗？** 不是。E11 的表格说明两者互不依赖；合在一起才能训练网络。
//
// **为什么会有转置？** 去程中，单元 $i$ 对它的各个输入 $j$ 求和；回程中，输入 $j$ 对它所进入的各个单元 $i$ 求和。
// 同一张权重表，一次按行读，一次按列读。
//
// **ε 取多少？** float64 下取 $10^{-5}$ 左右，上下都走。如果这样相对误差还不小，就该去公式里找错，而不是去调 ε。
//
// **ReLU 在 0 处没有导数，要紧吗？** 实际上不要紧：框架在那里取 0。不过，如果有限差分恰好跨过折点，梯度检验就会失败。
// 把点挪开一点，再检验一次即可。
//
// **为什么训练比使用网络要多占那么多内存？** 因为去程的所有激活值都要留到回程。
