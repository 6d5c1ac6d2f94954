// ---
// title:
//   en: Forward propagation
//   zh: 前向传播
// objectives:
//   en:
//     - Compute the output of a small network by hand, and check it with a dozen lines of code
//     - Say what an activation function is for, and where it saturates
//     - Write a layer as a loop, as a matrix product and for a whole batch, and show that all three agree
//     - Translate the columns of the articles’ formulas into the rows of their programs
//     - Say how wide the first weights may be, and what happens when they are wider
//   zh:
//     - 手算一个小网络的输出，再用十来行代码核对
//     - 说出激活函数有什么用，以及它在哪里饱和
//     - 把一层分别写成循环、矩阵乘法和整个批次的运算，并证明三者一致
//     - 把原文公式里的列换成程序里的行
//     - 说出初始权重可以有多分散，太分散又会怎样
// time: { teach: 50, exercise: 35 }
// ---

// %% [markdown] id="title" lang="en"
// # 4 · Forward propagation
//
// A neural network is a function: numbers go in at one end, numbers come out at the other. What happens in between takes two
// operations, and you know both of them: sums of products, and a bend. This chapter does nothing else. Nothing is learned yet;
// the weights are given, or drawn at random, and we only compute.
//
// That is worth fifty minutes, because everything later stands on it. A loss (chapter 05) judges what comes out here, and
// backpropagation (chapter 07) walks the same way back. And most of the errors that beginners meet, the ones about shapes,
// are made here.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 1, section 4, its first two formulas; article 5, the mathematical model, steps 1
// to 3.

// %% [markdown] id="title" lang="zh" src="4c06525b"
// # 4 · 前向传播
//
// 神经网络是一个函数：一头输入一些数，另一头输出一些数。中间发生的事情只有两种运算，而且你都认识：乘积之和，再加上一个弯折。
// 这一章做的就是这些。还没有什么要学习的：权重或者是给定的，或者是随机抽取的，我们只管计算。
//
// 这值得花上五十分钟，因为后面的一切都建立在它之上。损失（第 05 章）评判的是这里的输出，反向传播（第 07 章）沿同一条路往回走。
// 而且初学者遇到的错误，多半是形状的错误，就出在这一步。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第一篇文章第 4 节的前两个公式；第五篇文章“数学模型”的第 1 至 3 步。

// %% id="start" tags=["language"]
import { dense, initializer, mnist, randomNormal, rng, sequential, split, tensor, withoutGradients, zeros } from 'tslate';
import { byProfile, frames, heatmap, histogram, imageGrid, lines, networkDiagram } from 'tslate';
import { results, setLanguage, table, text } from 'tslate';
import type { Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/04-forward-propagation';
setLanguage('en');

// %% [markdown] id="layer-text" lang="en" tags=["concept"]
// ## A network that you can compute by hand
//
// Two inputs, two hidden units, one output. Each unit does two things. It multiplies every input by a weight, adds the
// products and a bias: the result $z$ is its [[pre-activation]]. Then it sends $z$ through a fixed function that is not a
// straight line, its [[activation function]]; what comes out, $a$, goes on to the next layer. Computing the output in this way,
// from left to right, layer by layer, is [[forward propagation]].
//
// For the whole layer number $l$, whose inputs are the outputs of layer $l - 1$, article 1 writes
//
// $$z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}$$ (eq:affine)
//
// $$a^{(l)} = \sigma\left(z^{(l)}\right)$$ (eq:activation)
//
// Row $i$ of the matrix $W^{(l)}$ holds the weights of unit $i$, one for each input, and $b_i$ is its bias. $a^{(0)}$ is the
// input $x$. The letter $\sigma$ stands for whichever activation function the layer has, element by element. Here the hidden
// layer has ReLU, $\max(z, 0)$, and the output has the *sigmoid*, $1 / (1 + e^{-z})$, which makes any number one between 0
// and 1. The parameters are
//
// $$W^{(1)} = \begin{pmatrix} 1 & -1 \\ -2 & 3 \end{pmatrix} \qquad b^{(1)} = \begin{pmatrix} 0.5 \\ -0.5 \end{pmatrix} \qquad W^{(2)} = \begin{pmatrix} 2 & 1 \end{pmatrix} \qquad b^{(2)} = -2$$
//
// The first formula, with two loops and nothing else:

// %% [markdown] id="layer-text" lang="zh" src="49571ec2"
// ## 一个可以手算的网络
//
// 两个输入，两个隐藏单元，一个输出。每个单元做两件事。先把每个输入乘以一个权重，把这些乘积与一个偏置加起来，得到的 $z$
// 叫作[[预激活值]]。再让 $z$ 经过一个固定的、不是直线的函数，即它的[[激活函数]]；得到的 $a$ 传给下一层。
// 这样从左到右、一层一层地算出输出，就是[[前向传播]]。
//
// 对整个第 $l$ 层来说，它的输入就是第 $l - 1$ 层的输出，第一篇文章写作
//
// $$z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}$$ (eq:affine)
//
// $$a^{(l)} = \sigma\left(z^{(l)}\right)$$ (eq:activation)
//
// 矩阵 $W^{(l)}$ 的第 $i$ 行是单元 $i$ 的各个权重，每个输入一个；$b_i$ 是它的偏置。$a^{(0)}$ 就是输入 $x$。
// 字母 $\sigma$ 代表该层所用的激活函数，逐个元素地作用。这里隐藏层用 ReLU，即 $\max(z, 0)$；输出用 **sigmoid**，
// 即 $1 / (1 + e^{-z})$，它把任何数变成 0 与 1 之间的数。参数是
//
// $$W^{(1)} = \begin{pmatrix} 1 & -1 \\ -2 & 3 \end{pmatrix} \qquad b^{(1)} = \begin{pmatrix} 0.5 \\ -0.5 \end{pmatrix} \qquad W^{(2)} = \begin{pmatrix} 2 & 1 \end{pmatrix} \qquad b^{(2)} = -2$$
//
// 第一个公式，只用两重循环：

// %% id="affine" tags=["check:exact", "scratch", "eq:affine"]
// en: z = W a + b: a row of W and an entry of b for each unit, a column of W for each input
// zh: z = W a + b：W 的每一行、b 的每一项对应一个单元，W 的每一列对应一个输入
function affine(W: number[][], a: number[], b: number[]): number[] {
  const z: number[] = [];
  for (let i = 0; i < W.length; i++) {
    let sum = b[i];
    for (let j = 0; j < a.length; j++) sum += W[i][j] * a[j];
    z.push(sum);
  }
  return z;
}

const W1 = [[1, -1], [-2, 3]];
const b1 = [0.5, -0.5];
affine(W1, [2, 1], b1)

// %% [markdown] id="predict-hand" lang="en"
// > **Predict before you run.** Take pencil and paper. For $x = (2, 1)$ the sums of the hidden units stand above. What comes
// > out of each after ReLU? What is the sum of the output unit, and is the output above or below one half?

// %% [markdown] id="predict-hand" lang="zh" src="d9c1c897"
// > **先预测，再运行。** 拿出纸和笔。对于 $x = (2, 1)$，两个隐藏单元的和已经在上面了。经过 ReLU 之后各是多少？
// > 输出单元的和是多少？最后的输出在二分之一之上还是之下？

// %% id="forward" tags=["check:num", "eq:activation"]
const relu = (z: number[]): number[] => z.map((value) => Math.max(value, 0));
const sigmoid = (z: number[]): number[] => z.map((value) => 1 / (1 + Math.exp(-value)));
const W2 = [[2, 1]];
const b2 = [-2];

function forward(x: number[]) {
  const z1 = affine(W1, x, b1);
  const a1 = relu(z1);
  const z2 = affine(W2, a1, b2);
  const a2 = sigmoid(z2);
  return { z1, a1, z2, a2 };
}

forward([2, 1])

// %% [markdown] id="diagram-text" lang="en"
// The second unit is silent: its sum is negative, ReLU makes it 0, and for this input it might as well not be there. For
// other inputs it speaks. The next figure shows it: the same network as a picture, with the activation of every unit in its
// circle. Solid lines are positive weights, dashed ones negative; the thicker, the larger. Biases are not drawn.
//
// Move the slider: $x_1$ goes from 0 to 2 while $x_2$ stays 1. Watch which of the hidden units passes something on. (The
// model is built from two layers of the framework, `dense`, which get the weights from above. They are transposed on the way
// in; the section on rows and columns says why.)

// %% [markdown] id="diagram-text" lang="zh" src="cda1ee31"
// 第二个单元沉默了：它的和是负的，ReLU 把它变成 0，对这个输入来说，有没有它都一样。换一个输入，它就会开口。
// 下一幅图可以看到这一点：还是这个网络，画成图形，每个圆圈里是该单元的激活值。实线是正的权重，虚线是负的；
// 线越粗，权重越大。偏置没有画出来。
//
// 移动滑块：$x_1$ 从 0 变到 2，$x_2$ 保持为 1。看看两个隐藏单元里，是哪一个在往后传递信号。
// （这个模型由框架的两个 `dense` 层组成，权重就是上面那些，放进去时做了转置，原因在“行还是列”一节里说明。）

// %% id="diagram" tags=["check:plot", "slider"]
const smallModel = sequential([2],
  dense(2, { activation: 'relu' }),
  dense(1, { activation: 'sigmoid' }),
);
const given = [tensor(W1).transpose(), tensor(b1), tensor(W2).transpose(), tensor(b2)];
smallModel.parameters().forEach((parameter, k) => parameter.assign(given[k]));

const firstInputs = [0, 0.5, 1, 1.5, 2];
const labels = { inputLabels: ['x₁', 'x₂'], outputLabels: ['ŷ'] };
await frames(firstInputs.map((x1) => networkDiagram(smallModel, { sample: [x1, 1], ...labels })), {
  label: 'x₁',
  values: firstInputs,
  title: text({ en: 'Two inputs, two hidden units, one output', zh: '两个输入、两个隐藏单元、一个输出' }),
})

// %% [markdown] id="valley-text" lang="en"
// Plotted against $x_1$, the sum $z^{(2)}$ is made of three straight pieces. At each corner one of the two hidden units starts
// or stops to speak. That is all that a network with ReLU can do, and it is a lot: with enough corners, straight pieces come as
// close to a curve as you like.

// %% [markdown] id="valley-text" lang="zh" src="513b9658"
// 把和 $z^{(2)}$ 随 $x_1$ 的变化画出来，它由三段直线组成。在每个拐角，两个隐藏单元中有一个开始说话，或者不再说话。
// 使用 ReLU 的网络能做的就是这些，但这已经很多了：拐角足够多时，折线可以任意逼近一条曲线。

// %% id="valley" tags=["check:plot"]
const along = Array.from({ length: 17 }, (_, i) => -1 + i / 4);
lines({ 'z₂': along.map((x1) => ({ x: x1, y: forward([x1, 1]).z2[0] })) }, {
  title: text({ en: 'The sum of the output unit, with x₂ = 1', zh: 'x₂ = 1 时输出单元的和' }),
  xLabel: 'x₁',
  width: 330,
  height: 150,
})

// %% [markdown] id="collapse-text" lang="en"
// ## Why the bend is needed
//
// Suppose the hidden layer had no activation function. Put its formula into that of the output:
//
// $$W^{(2)}\left(W^{(1)} x + b^{(1)}\right) + b^{(2)} = \underbrace{W^{(2)} W^{(1)}}_{W} x + \underbrace{W^{(2)} b^{(1)} + b^{(2)}}_{b}$$
//
// That is one layer again, with another matrix and another bias. A hundred layers without a bend are still one layer, only
// slower. The next cell computes $W$ and $b$ once, and compares.

// %% [markdown] id="collapse-text" lang="zh" src="3dcded5c"
// ## 为什么需要弯折
//
// 假如隐藏层没有激活函数。把它的公式代入输出的公式：
//
// $$W^{(2)}\left(W^{(1)} x + b^{(1)}\right) + b^{(2)} = \underbrace{W^{(2)} W^{(1)}}_{W} x + \underbrace{W^{(2)} b^{(1)} + b^{(2)}}_{b}$$
//
// 这又成了一层，只是换了矩阵和偏置。没有弯折，一百层也还是一层，只不过更慢。下一个单元格把 $W$ 和 $b$ 算一次，再作比较。

// %% id="collapse" tags=["check:num", "experiment"]
const product = (A: number[][], B: number[][]): number[][] =>
  A.map((row) => B[0].map((_, j) => row.reduce((sum, value, k) => sum + value * B[k][j], 0)));
const W = product(W2, W1);
const b = affine(W2, b1, b2);

const inputs = [[2, 1], [0, 1], [-1, 2], [3, -1]];
table(inputs.map((x) => ({
  x: x.join(', '),
  [text({ en: 'two layers, no bend', zh: '两层，没有弯折' })]: affine(W2, affine(W1, x, b1), b2)[0],
  [text({ en: 'one layer', zh: '一层' })]: affine(W, x, b)[0],
  [text({ en: 'two layers with ReLU', zh: '两层，有 ReLU' })]: forward(x).z2[0],
})))

// %% [markdown] id="functions-text" lang="en"
// ## Three bends
//
// The articles name three activation functions. Their derivatives, which chapter 07 will need, can be written with the values
// themselves:
//
// $$\operatorname{ReLU}(z) = \max(z, 0) \qquad \sigma(z) = \frac{1}{1 + e^{-z}} \qquad \tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}$$
//
// $$\operatorname{ReLU}'(z) = \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases} \qquad \sigma'(z) = \sigma(z)\,(1 - \sigma(z)) \qquad \tanh' z = 1 - \tanh^2 z$$
//
// At $z = 0$ ReLU has a corner and no derivative; programs take 0 there. From here on $\sigma$ means the sigmoid, as it does in
// most texts.
//
// > **Predict before you run.** Where is the slope of the sigmoid largest, and how large is it there? Where are the three slopes
// > so small that next to nothing would come through?

// %% [markdown] id="functions-text" lang="zh" src="6c99ad7d"
// ## 三种弯折
//
// 原文提到了三种激活函数。它们的导数可以用函数值本身写出来，第 07 章会用到：
//
// $$\operatorname{ReLU}(z) = \max(z, 0) \qquad \sigma(z) = \frac{1}{1 + e^{-z}} \qquad \tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}$$
//
// $$\operatorname{ReLU}'(z) = \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases} \qquad \sigma'(z) = \sigma(z)\,(1 - \sigma(z)) \qquad \tanh' z = 1 - \tanh^2 z$$
//
// 在 $z = 0$ 处，ReLU 有一个拐角，没有导数；程序在那里取 0。从这里起，$\sigma$ 专指 sigmoid，多数文献也是如此。
//
// > **先预测，再运行。** sigmoid 的斜率在哪里最大，有多大？三个函数的斜率各在哪里小到几乎什么都传不过去？

// %% id="functions" tags=["check:plot"]
const zs = Array.from({ length: 33 }, (_, i) => (i - 16) / 4);
const curve = (f: (z: number) => number) => zs.map((z) => ({ x: z, y: f(z) }));
const sigma = (z: number): number => 1 / (1 + Math.exp(-z));
const corner = [-4, 0, 4].map((z) => ({ x: z, y: Math.max(z, 0) }));
lines({ sigmoid: curve(sigma), tanh: curve(Math.tanh), ReLU: corner }, {
  title: text({ en: 'Activation functions', zh: '激活函数' }),
  xLabel: 'z',
  yLabel: 'a',
  width: 380,
  height: 220,
})

// %% id="slopes-plot" tags=["check:plot"]
const slope = {
  sigmoid: (z: number) => sigma(z) * (1 - sigma(z)),
  tanh: (z: number) => 1 - Math.tanh(z) ** 2,
};
const step = [[-4, 0], [0, 0], [0, 1], [4, 1]].map(([x, y]) => ({ x, y }));
lines({ sigmoid: curve(slope.sigmoid), tanh: curve(slope.tanh), ReLU: step }, {
  title: text({ en: 'Their slopes', zh: '它们的斜率' }),
  xLabel: 'z',
  yLabel: text({ en: 'slope', zh: '斜率' }),
  width: 380,
  height: 150,
})

// %% [markdown] id="saturation-text" lang="en"
// The sigmoid and tanh are flat on both sides: a unit whose sum lies out there is in [[saturation]]. A change of its inputs
// hardly changes its output, so its weights learn next to nothing. ReLU is flat on one side only, but there entirely.
//
// Formulas for derivatives are easily wrong. So nudge $z$ a little to both sides, and see whether the rise fits the formula;
// and look at the slopes far from 0:

// %% [markdown] id="saturation-text" lang="zh" src="564542cd"
// sigmoid 和 tanh 在两侧都是平的：一个单元的和落到那里，就处于[[饱和]]状态。输入怎么变，输出都几乎不变，
// 所以它的权重几乎学不到东西。ReLU 只有一侧是平的，不过那一侧是彻底的平。
//
// 导数公式很容易写错。所以把 $z$ 向两边各挪一点，看看升降是否与公式相符；再看看离 0 较远处的斜率：

// %% id="saturation" tags=["check:num=1e-3"]
// en: (f(z + h) − f(z − h)) / 2h, without any formula for the derivative
// zh: (f(z + h) − f(z − h)) / 2h，不用任何导数公式
const nudged = (f: (z: number) => number, z: number, h = 1e-4): number =>
  (f(z + h) - f(z - h)) / (2 * h);
table([0, 1, 2, 5, 10].map((z) => ({
  z,
  "σ′": slope.sigmoid(z),
  [text({ en: 'σ′ by nudging', zh: '挪动得到的 σ′' })]: nudged(sigma, z),
  "tanh′": slope.tanh(z),
  [text({ en: 'tanh′ by nudging', zh: '挪动得到的 tanh′' })]: nudged(Math.tanh, z),
})))

// %% [markdown] id="rows-text" lang="en"
// ## Rows or columns
//
// So far one sample went through at a time. Programs take many at once, a batch, and for that they stack the samples as the
// **rows** of a matrix $X$. Transpose (eq:affine), using $(AB)^\top = B^\top A^\top$, and each sample has its own row:
//
// $$Z = X W^\top + \mathbf{1} b^\top$$ (eq:forward-rows)
//
// $\mathbf{1}$ is a column of ones, which puts $b$ into every row. To save the transposing in every step, programs keep
// $W^\top$ from the start, and call it $W$. Keep this box at hand:
//
// |                        | formulas of the articles     | programs, and ours from now on |
// | ---------------------- | ---------------------------- | ------------------------------ |
// | a sample is            | a column                     | a row                          |
// | a layer computes       | $W a + b$                    | $X W + b$                      |
// | $W$ has the shape      | [outputs, inputs]            | [inputs, outputs]              |
// | the weights of unit $i$ | row $i$                     | column $i$                     |
// | a batch has the shape  | [inputs, samples]            | [samples, inputs]              |
//
// > **Erratum E5.** Article 1 writes $W^{(l)} a^{(l-1)}$ in its formulas and `tf.matmul(X, W1)` in its program, and calls both
// > matrices $W$. They are transposes of each other: $W_{\text{program}} = W_{\text{formula}}^\top$. Who carries one over into
// > the other as it stands gets an error, and is lucky. Where a layer has as many inputs as units, as the 10 → 10 layer of
// > that program, there is no error: only another network.
//
// Our hidden layer is 2 → 2, so it can show the unlucky case. Same input, same numbers in $W$, read in both ways:

// %% [markdown] id="rows-text" lang="zh" src="41251662"
// ## 行还是列
//
// 到目前为止，每次只有一个样本通过网络。程序一次处理许多个样本，也就是一个批次，为此把样本一行一行地叠成矩阵 $X$ 的**行**。
// 利用 $(AB)^\top = B^\top A^\top$ 对 (eq:affine) 转置，每个样本就有了自己的一行：
//
// $$Z = X W^\top + \mathbf{1} b^\top$$ (eq:forward-rows)
//
// $\mathbf{1}$ 是全为 1 的列，它把 $b$ 放进每一行。为了不必每一步都转置，程序从一开始就保存 $W^\top$，并且把它叫作 $W$。
// 下面这张表请放在手边：
//
// |                  | 原文的公式     | 程序，以及从现在起的我们 |
// | ---------------- | -------------- | ------------------------ |
// | 一个样本是       | 一列           | 一行                     |
// | 一层计算         | $W a + b$      | $X W + b$                |
// | $W$ 的形状       | [输出, 输入]   | [输入, 输出]             |
// | 单元 $i$ 的权重  | 第 $i$ 行      | 第 $i$ 列                |
// | 一个批次的形状   | [输入, 样本]   | [样本, 输入]             |
//
// > **原文勘误 E5。** 第一篇文章在公式里写 $W^{(l)} a^{(l-1)}$，在程序里写 `tf.matmul(X, W1)`，两个矩阵都叫 $W$。
// > 它们其实互为转置：$W_{\text{program}} = W_{\text{formula}}^\top$。把其中一个原样搬到另一个里去，如果报错，那是运气好。
// > 当一层的输入和单元一样多时（那个程序里 10 → 10 的层正是如此），不会报错，只会变成另一个网络。
//
// 我们的隐藏层是 2 → 2，正好可以演示运气不好的情形。同样的输入，同样的 $W$，用两种方式来读：

// %% id="two-readings" tags=["check:num", "E5"]
const row = tensor([[2, 1]]);
const byFormula = tensor(affine(W1, [2, 1], b1), [1, 2]);
const transposed = row.matmul(tensor(W1).transpose()).add(tensor(b1));
const asItStands = row.matmul(tensor(W1)).add(tensor(b1));

// en: the rest of the network, the same in all three cases
// zh: 网络的其余部分，三种情形完全相同
const outputOf = (z: Tensor<readonly [1, number]>): number =>
  z.relu().matmul(tensor(W2).transpose()).add(tensor(b2)).sigmoid().data[0];

const readings = {
  [text({ en: 'formula: W a + b', zh: '公式：W a + b' })]: byFormula,
  [text({ en: 'program, transposed: x Wᵀ + b', zh: '程序，转置之后：x Wᵀ + b' })]: transposed,
  [text({ en: 'program, as it stands: x W + b', zh: '程序，原样照搬：x W + b' })]: asItStands,
};
table(Object.entries(readings).map(([name, z]) => ({
  [text({ en: 'reading', zh: '读法' })]: name,
  'z₁': Array.from(z.data).join(', '),
  [text({ en: 'output', zh: '输出' })]: outputOf(z),
})))

// %% [markdown] id="rows-result" lang="en"
// One forgotten transpose, and the network says no where it said yes. Nothing complains. For 784 inputs and 10 units it
// does, and this is how it reads. (`: Tensor` hides the shapes from the compiler. Take it away in both places, and the compiler
// complains before the cell even runs.)

// %% [markdown] id="rows-result" lang="zh" src="b5a3003e"
// 只忘了一次转置，网络就从“是”变成了“否”，而且没有任何抱怨。换成 784 个输入和 10 个单元，就会报错，错误信息是这样的。
// （`: Tensor` 使编译器看不到形状。去掉这两处标注，不等单元格运行，编译器就会指出错误。）

// %% id="shape-error" tags=["check:exact"]
const asInTheFormula: Tensor = zeros([10, 784]);
const oneImage: Tensor = zeros([1, 784]);
try {
  oneImage.matmul(asInTheFormula);
} catch (error) {
  console.log(String(error));
}

// %% [markdown] id="batch-text" lang="en"
// ## A batch at once
//
// In $X W + b$ the product has a row for each sample, while $b$ is a single row. Adding them is no slip: the framework repeats
// $b$ for every sample, as the column of ones did in (eq:forward-rows). This is [[broadcasting]]. Shapes are compared from their last
// axis on; two lengths fit if they are equal, or if one of them is 1 or missing, and what is short is repeated.

// %% [markdown] id="batch-text" lang="zh" src="3741c19e"
// ## 一次处理一个批次
//
// 在 $X W + b$ 里，乘积的每一行对应一个样本，而 $b$ 只有一行。把它们相加并不是笔误：框架会为每个样本重复一遍 $b$，
// 就像 (eq:forward-rows) 里那列 1 所做的一样。这叫作[[广播]]。形状从最后一个轴开始比较；两个长度相等，或者其中一个是 1 或不存在，
// 就算相符，短的那个会被重复。

// %% id="broadcast" tags=["check:exact"]
const sums = tensor([[1, 2], [3, 4], [5, 6]]);
console.log('[3, 2] + [2]   ', sums.add(tensor([10, 20])).toArray());
console.log('[3, 2] + [3, 1]', sums.add(tensor([[10], [20], [30]])).toArray());

// %% [markdown] id="three-text" lang="en"
// Now the same layer in three ways, for four samples: the loops, one sample after the other; the articles’ columns; and rows.
// The columns need $b$ as a column, too, so that it is repeated in the other direction.

// %% [markdown] id="three-text" lang="zh" src="6d207952"
// 现在用三种方式计算同一层、四个样本：循环，一个样本接一个样本；原文的列；以及行。用列时，$b$ 也得是一列，
// 这样才会沿另一个方向重复。

// %% id="three-ways" tags=["check:num"]
const X = tensor(inputs);
const loops = tensor(inputs.map((x) => affine(W1, x, b1)));
const columns = tensor(W1).matmul(X.transpose()).add(tensor(b1).reshape([2, 1])).transpose();
const rows = X.matmul(tensor(W1).transpose()).add(tensor(b1));
const apart = (a: Tensor, c: Tensor): number => a.sub(c).abs().max().item();
table([{
  [text({ en: 'shape', zh: '形状' })]: rows.shape.join(', '),
  [text({ en: 'loops and columns apart by', zh: '循环与列之差' })]: apart(loops, columns),
  [text({ en: 'loops and rows apart by', zh: '循环与行之差' })]: apart(loops, rows),
}])

// %% [markdown] id="digits-text" lang="en"
// ## Real inputs: an image is a row
//
// Article 5 describes a network with one hidden layer in three steps. The first: “the input $X$ passes through the input layer,
// giving $X'$”. Nothing is computed there. An input layer only puts the numbers in order: an image of 28×28 pixels becomes
// one row of 784, line after line,
//
// $$x = \operatorname{flatten}(X) \qquad x_{28 r + s} = X_{r s} \qquad r, s = 0, \ldots, 27$$ (eq:input)
//
// Here are ten images of MNIST, one for each digit. We set some aside for validation, as in chapter 03, and look at these.

// %% [markdown] id="digits-text" lang="zh" src="02de75d6"
// ## 真实的输入：一幅图像就是一行
//
// 第五篇文章用三步描述了一个有一个隐藏层的网络。第一步是：“输入数据 $X$ 经过输入层，得到 $X'$”。那里其实什么都不计算。
// 输入层只是把数排好：28×28 像素的图像逐行展开，变成由 784 个数组成的一行，
//
// $$x = \operatorname{flatten}(X) \qquad x_{28 r + s} = X_{r s} \qquad r, s = 0, \ldots, 27$$ (eq:input)
//
// 下面是 MNIST 的十幅图像，每个数字一幅。和第 03 章一样，我们留出一部分图像用于验证，看的就是这些。

// %% id="digits" tags=["check:plot"]
const size = byProfile({
  tiny: { train: 3_000, epochs: 3 },
  standard: { train: 12_000, epochs: 5 },
  full: { train: 60_000, epochs: 5 },
});
const data = await mnist.load({ train: size.train });
const { train, validation } = split(data.flat.xTrain, data.yTrain, { validation: 1 / 6 });
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const tenImages = validation.x.rows(upTo(10).map((digit) => validation.y.data.indexOf(digit)));
imageGrid(tenImages, {
  columns: 10,
  captions: upTo(10),
  size: 56,
  title: text({ en: 'One of each digit', zh: '每个数字一幅' }),
})

// %% id="flatten" tags=["check:exact", "eq:input"]
// en: how many of the 784 numbers are not where the formula says
// zh: 784 个数里，有多少个不在公式所说的位置
const image = tenImages.reshape([10, 28, 28]).at(3).toArray();
const flat = tenImages.at(3).toArray();
let misplaced = 0;
for (let r = 0; r < 28; r++) {
  for (let s = 0; s < 28; s++) if (flat[28 * r + s] !== image[r][s]) misplaced++;
}
misplaced

// %% [markdown] id="names-text" lang="en"
// Steps 2 and 3 are the hidden layer and the output layer. In the article’s letters they read $H = f(W \cdot X' + b)$ and
// $Y = g(W' \cdot H + c)$; we write, for one sample as a row,
//
// $$h = f(x W_1 + b_1)$$ (eq:hidden)
//
// $$\hat y = g(h W_2 + b_2)$$ (eq:output)
//
// These are (eq:affine) and (eq:activation) for $l = 1$ and $l = 2$, with rows. $f$ is ReLU here. $g$ is *softmax*, which turns
// ten numbers into ten probabilities: all positive, with the sum 1, the largest where the number was largest. Chapter 05 says
// why it is just this one.

// %% [markdown] id="names-text" lang="zh" src="d394a446"
// 第 2、3 步是隐藏层和输出层。原文写作 $H = f(W \cdot X' + b)$ 和 $Y = g(W' \cdot H + c)$；
// 我们对一个样本（一行）写作
//
// $$h = f(x W_1 + b_1)$$ (eq:hidden)
//
// $$\hat y = g(h W_2 + b_2)$$ (eq:output)
//
// 这就是 $l = 1$ 和 $l = 2$ 时的 (eq:affine) 与 (eq:activation)，只是按行来写。这里 $f$ 是 ReLU，$g$ 是 **softmax**，
// 它把十个数变成十个概率：都是正数，和为 1，原来最大的数对应最大的概率。为什么偏偏用它，第 05 章会说明。

// %% id="network" tags=["check:exact", "eq:hidden", "eq:output"]
const he = initializer('heNormal');
const random = rng(4);
const own = { W1: he([784, 10], random), b1: zeros([10]), W2: he([10, 10], random), b2: zeros([10]) };

// en: the hidden layer, and the probabilities of the ten digits, for a batch of images
// zh: 对一个批次的图像，算出隐藏层与十个数字的概率
function classify({ W1, b1, W2, b2 }: typeof own, x: Tensor<readonly [number, 784]>) {
  const h = x.matmul(W1).add(b1).relu();
  const yHat = h.matmul(W2).add(b2).softmax();
  return { h, yHat };
}

const { h, yHat } = classify(own, tenImages);
console.log('x', tenImages.shape, ' h', h.shape, ' ŷ', yHat.shape);

// %% [markdown] id="letters-text" lang="en"
// > **Erratum E27.** Article 5 writes $Y$ for the prediction in step 3. In step 4, the loss, the prediction is called
// > $\hat y$, and $y$ is the truth. Whoever puts the $Y$ of step 3 into the loss compares the prediction with itself. And the
// > stroke means something else each time: $X'$ is $X$ in another order, $W'$ is a second matrix, $f'$ would be a derivative.
// > Here $\hat y$ is always the prediction and $y$ the truth, layers are counted $W_1, W_2$, and a stroke is a derivative.
//
// What it costs to take the letters at their word shows in numbers. The loss of step 4, for one prediction $\hat y$, is
// $-(y \ln \hat y + (1 - y) \ln (1 - \hat y))$ (its bracket is missing in the article, which chapter 05 deals with). The next cell computes
// it for the output of our first network, once for each truth, and once with the prediction in place of $y$:

// %% [markdown] id="letters-text" lang="zh" src="49773439"
// > **原文勘误 E27。** 第五篇文章在第 3 步用 $Y$ 表示预测值。到了第 4 步的损失，预测值叫作 $\hat y$，而 $y$ 是真值。
// > 谁把第 3 步的 $Y$ 代入损失，就是拿预测值和它自己比较。撇号的含义也每次都不同：$X'$ 是换了排列的 $X$，$W'$ 是另一个矩阵，
// > 而 $f'$ 本该是导数。在本课程里，$\hat y$ 总是预测值，$y$ 总是真值，各层依次编号为 $W_1, W_2$，撇号只表示导数。
//
// 照字面来读这些字母会付出什么代价，看数字就知道。对一个预测值 $\hat y$，第 4 步的损失是
// $-(y \ln \hat y + (1 - y) \ln (1 - \hat y))$（原文漏了括号，第 05 章会讲）。下一个单元格对我们第一个网络的输出计算它：
// 真值的两种情形各算一次，再用预测值顶替 $y$ 算一次：

// %% id="letters" tags=["check:num", "E27"]
const lossOf = (y: number, prediction: number): number =>
  -(y * Math.log(prediction) + (1 - y) * Math.log(1 - prediction));
const [prediction] = forward([2, 1]).a2;
table([1, 0].map((truth) => ({
  [text({ en: 'truth y', zh: '真值 y' })]: truth,
  [text({ en: 'prediction ŷ', zh: '预测值 ŷ' })]: prediction,
  [text({ en: 'loss', zh: '损失' })]: lossOf(truth, prediction),
  [text({ en: 'loss, if Y is the prediction', zh: '损失，若 Y 是预测值' })]: lossOf(prediction, prediction),
})))

// %% [markdown] id="framework-text" lang="en"
// The last column is the same in both rows: a loss that never looks at the truth. Nothing could be learned from it.
//
// ## The same with the framework
//
// `dense(units, { activation })` is one layer: $f(X W + b)$. It knows the number of its inputs from the layer before, and
// draws its own weights. To compare, we give it ours. Three ways again, for the ten images: the loops from the beginning
// of this chapter, `classify`, and the model.

// %% [markdown] id="framework-text" lang="zh" src="bf22a61a"
// 最后一列的两行完全一样：这个损失根本不看真值，从它身上什么也学不到。
//
// ## 用框架再写一遍
//
// `dense(units, { activation })` 就是一层：$f(X W + b)$。输入的个数它从前一层得知，权重由它自己抽取。为了比较，
// 我们把自己的权重交给它。还是三种方式，这次是十幅图像：本章开头的循环、`classify`，以及模型。

// %% id="framework" tags=["framework", "check:band=loopsApart:..1e-5", "check:band=modelApart:..1e-6"]
const digitModel = sequential([784],
  dense(10, { activation: 'relu' }),
  dense(10, { activation: 'softmax' }),
);
const ours = [own.W1, own.b1, own.W2, own.b2];
digitModel.parameters().forEach((parameter, k) => parameter.assign(ours[k]));
const before = withoutGradients(() => digitModel.call(tenImages));

// en: the loops know columns, so they get the transposed matrices
// zh: 循环用的是列，所以交给它转置之后的矩阵
const [V1, V2] = [own.W1.transpose().toArray(), own.W2.transpose().toArray()];
const noBias = Array.from(own.b1.data);
const byLoops = tenImages.toArray().map((x) => affine(V2, relu(affine(V1, x, noBias)), noBias));
results({
  loopsApart: apart(tensor(byLoops).softmax(), yHat),
  modelApart: apart(before, yHat),
})

// %% [markdown] id="summary-text" lang="en"
// Nothing is left but the rounding of float32, and a model in the framework is no more than what you have written by hand.
// It can say what it is made of, too. Check its counts against the shapes in the box above:

// %% [markdown] id="summary-text" lang="zh" src="fd356c4d"
// 剩下的只有 float32 的舍入误差：框架里的模型，和你亲手写的没有任何不同。它还能说出自己由什么组成。
// 请用上面那张表里的形状核对一下参数的个数：

// %% id="model-summary"
digitModel

// %% [markdown] id="spread-text" lang="en"
// ## How wide may the first weights be?
//
// Before training, weights are drawn at random. From how wide a distribution? A unit’s sum is $z = \sum_j x_j w_j$, with a bias
// of 0. If the weights are drawn independently, with mean 0 and standard deviation $s$, the variances add up, each times
// $x_j^2$:
//
// $$\operatorname{Var}(z) = s^2 \sum_j x_j^2 \qquad\Rightarrow\qquad \operatorname{std}(z) = s\,\lVert x \rVert$$ (eq:spread)
//
// So what counts is the length of the input, and that grows with the number of inputs. Two thousand units with weights
// from $N(0, 1)$ look at one image, the 3 above:

// %% [markdown] id="spread-text" lang="zh" src="4d567437"
// ## 初始权重可以有多分散？
//
// 训练之前，权重是随机抽取的。从多宽的分布里抽？一个单元的和是 $z = \sum_j x_j w_j$，偏置取 0。如果各个权重独立抽取，
// 均值为 0，标准差为 $s$，那么方差相加，每一项乘以 $x_j^2$：
//
// $$\operatorname{Var}(z) = s^2 \sum_j x_j^2 \qquad\Rightarrow\qquad \operatorname{std}(z) = s\,\lVert x \rVert$$ (eq:spread)
//
// 所以关键在于输入的长度，而它随输入的个数增大。让两千个权重取自 $N(0, 1)$ 的单元去看同一幅图像，即上面的那个 3：

// %% id="spread" tags=["check:band=ratio:0.95..1.05", "experiment"]
const three = tenImages.rows([3]);
const measured = three.matmul(rng(5).normal([784, 2000])).std().item();
const predicted = three.norm().item();
results({ predicted, measured, ratio: measured / predicted })

// %% [markdown] id="histogram-text" lang="en"
// Predicted {{spread.predicted|2}}, measured {{spread.measured|2}}. Article 1 draws all weights from $N(0, 1)$ (erratum E7, for
// which chapter 08 pays). He et al. (2015) take the variance $2 / n$ for $n$ inputs: for ReLU, which lets about half of the signal
// through, that keeps the size of the activations from layer to layer. Here are the sums of ten units for five hundred images,
// with both:

// %% [markdown] id="histogram-text" lang="zh" src="fa2dc500"
// 预计 {{spread.predicted|2}}，测得 {{spread.measured|2}}。第一篇文章的权重全都取自 $N(0, 1)$（勘误 E7，第 08 章会看到它的代价）。
// He 等人（2015）对 $n$ 个输入取方差 $2 / n$：ReLU 大约只放行一半的信号，这样的方差恰好使激活值逐层传递而大小不变。
// 下面是十个单元对五百幅图像的和，两种初始化放在一起：

// %% id="sums-histogram" tags=["check:plot"]
const manyImages = train.x.rows(upTo(500));
const sumsFrom = (start: 'normal' | 'heNormal') =>
  manyImages.matmul(initializer(start)([784, 10], rng(6)));
histogram({ 'N(0, 1)': sumsFrom('normal'), 'N(0, 2/784)': sumsFrom('heNormal') }, {
  title: text({ en: 'Pre-activations of the first layer', zh: '第一层的预激活值' }),
  xLabel: 'z',
  bins: 30,
  width: 380,
  height: 180,
})

// %% [markdown] id="saturated-text" lang="en"
// What does that do to a layer with the sigmoid? Here are its activations for three standard deviations $s$ of the weights. For
// a small $s$ all of them stand near one half, and the units all but ignore their inputs. For a large $s$ they crowd at 0 and 1:
// the layer is saturated.

// %% [markdown] id="saturated-text" lang="zh" src="eb3b839c"
// 这对使用 sigmoid 的层意味着什么？下面是权重取三种标准差 $s$ 时它的激活值。$s$ 很小时，所有激活值都停在二分之一附近，
// 单元几乎不理会自己的输入；$s$ 很大时，它们挤在 0 和 1 两端：这一层饱和了。

// %% id="saturation-shares" tags=["check:plot"]
const sigmoidsFor = (std: number) =>
  manyImages.matmul(randomNormal({ std })([784, 10], rng(6))).sigmoid();

// en: the shares of the values that lie in each tenth from 0 to 1
// zh: 把 0 到 1 分成十份，各份里的值所占的比例
function shares(values: Tensor) {
  const counts = upTo(10).map(() => 0);
  for (const value of values.data) counts[Math.min(Math.floor(10 * value), 9)]++;
  return counts.map((count, i) => ({ x: i / 10 + 0.05, y: count / values.size }));
}

lines(Object.fromEntries([0.01, 0.1, 1].map((s) => [`s = ${s}`, shares(sigmoidsFor(s))])), {
  title: text({ en: 'Activations of a sigmoid layer', zh: 'sigmoid 层的激活值' }),
  xLabel: 'a',
  yLabel: text({ en: 'share', zh: '占比' }),
  width: 380,
  height: 180,
})

// %% id="saturated" tags=["check:band=wide:0.3..0.9", "check:band=narrow:..0.01"]
// en: the share of units whose slope is below a tenth of the largest, 0.25
// zh: 斜率不到最大值 0.25 的十分之一的单元所占的比例
const saturated = (a: Tensor): number =>
  a.mul(a.neg().add(1)).less(0.025).cast('float32').mean().item();
results({ wide: saturated(sigmoidsFor(1)), narrow: saturated(sigmoidsFor(Math.sqrt(2 / 784))) })

// %% [markdown] id="depth-text" lang="en"
// With weights from $N(0, 1)$, {{saturated.wide|percent0}} of the activations are saturated before training has begun, with
// He’s variance {{saturated.narrow|percent0}}.
//
// One layer is harmless. In a deep network every layer multiplies the size of the signal once more. The last experiment
// sends the images through six layers of 100 ReLU units and measures the standard deviation of the activations behind each.
//
// > **Predict before you run.** Four starts: $N(0, 1)$; the standard deviation 0.01; Glorot’s, whose variance
// > $2 / (n_{\text{in}} + n_{\text{out}})$ is made for tanh; and He’s. Which lines rise, which fall, and how many powers of ten lie
// > between them after six layers?

// %% [markdown] id="depth-text" lang="zh" src="79166920"
// 权重取自 $N(0, 1)$ 时，还没开始训练，就有 {{saturated.wide|percent0}} 的激活值饱和了；采用 He 的方差时是
// {{saturated.narrow|percent0}}。
//
// 只有一层时还无大碍。在深的网络里，每一层都会把信号的大小再乘一次。最后一个实验让图像依次通过六个各有 100 个
// ReLU 单元的层，并测量每层之后激活值的标准差。
//
// > **先预测，再运行。** 四种初始化：$N(0, 1)$；标准差 0.01；Glorot 的，方差 $2 / (n_{\text{in}} + n_{\text{out}})$ 是为 tanh 设计的；
// > 以及 He 的。哪些线上升，哪些线下降？六层之后，它们之间相差多少个数量级？

// %% id="signals"
const starts = {
  'N(0, 1)': initializer('normal'),
  He: he,
  Glorot: initializer('glorotNormal'),
  'N(0, 0.01²)': randomNormal({ std: 0.01 }),
};
// en: the standard deviation of the activations behind each of six layers
// zh: 六层之中每一层之后激活值的标准差
function sizesByLayer(start: typeof he): number[] {
  const weights = rng(7);
  let a: Tensor<readonly [number, number]> = manyImages;
  return upTo(6).map(() => {
    a = a.matmul(start([a.shape[1], 100], weights)).relu();
    return a.std().item();
  });
}
const signals = Object.fromEntries(Object.entries(starts).map(([name, start]) => [name, sizesByLayer(start)]));
const last = Object.values(signals).map((sizes) => sizes.at(-1) ?? NaN);
results({ powers: Math.log10(Math.max(...last) / Math.min(...last)) })

// %% id="depth" tags=["check:plot"]
lines(signals, {
  title: text({ en: 'Size of the signal, layer by layer', zh: '信号的大小，逐层变化' }),
  xLabel: text({ en: 'layer', zh: '层' }),
  yLabel: text({ en: 'standard deviation of a', zh: 'a 的标准差' }),
  logY: true,
  width: 330,
  height: 180,
})

// %% [markdown] id="training-text" lang="en"
// The axis is logarithmic: equal distances are equal factors. Only He’s line stays level. The others run away from 1 on one
// side or the other, further with each layer, and with them the gradients of chapter 07: after six layers
// {{signals.powers|0}} powers of ten lie between the largest signal and the smallest.
//
// ## The same computation, other weights
//
// Forward propagation does not care whether the weights are any good. Our digit network was never trained, and still
// it answers; it was asked above. Now we borrow from the chapters to come: `fit` changes the weights, step by step, so that the
// answers come closer to the labels (how, is the subject of chapters 05 to 07). Then we ask the very same model again.
//
// > **Predict before you run.** How many digits in a hundred does a network read that has never seen one?

// %% [markdown] id="training-text" lang="zh" src="7306d7d5"
// 纵轴是对数刻度：同样的距离表示同样的倍数。只有 He 的那条线是平的。其余的都在向这一侧或那一侧偏离 1，
// 层数越多偏得越远，第 07 章的梯度也会跟着它们一起跑偏：六层之后，最大与最小的信号相差 {{signals.powers|0}} 个数量级。
//
// ## 同样的计算，另一组权重
//
// 前向传播并不在乎权重好不好。我们的数字网络从未训练过，照样给出回答，上面已经问过它了。现在先向后面的章节借用一下：
// `fit` 会一步步改变权重，使回答越来越接近标签（怎么做到的，是第 05 至 07 章的内容）。然后我们拿同样的问题再问这个模型。
//
// > **先预测，再运行。** 一个从没见过数字的网络，一百个数字能认对几个？

// %% id="training" tags=["check:band=untrained:0..0.3", "check:band=accuracy:0.85..0.95", "check:band@tiny=accuracy:0.4..0.95", "check:band@synthetic digits=accuracy:0.7..1", "check:band@tiny@synthetic digits=accuracy:0.3..1"]
const classifier = digitModel.compile({
  optimizer: 'adam',
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});
const first = await classifier.evaluate(validation.x, validation.y);
await classifier.fit(train.x, train.y, { epochs: size.epochs, progress: false });
const { accuracy } = await classifier.evaluate(validation.x, validation.y);
results({ untrained: first.accuracy, surest: before.max().item(), accuracy, dataset: data.source })

// %% [markdown] id="answers-text" lang="en"
// Untrained it reads {{training.untrained|percent0}} of the validation images, trained {{training.accuracy|percent0}}.
//
// The ten images again: each row is an image, each column an answer; the darker, the more probable it is to the network. Before
// training the surest answer of all had the probability {{training.surest|2}}. Now the diagonal is dark; where a row is
// darkest elsewhere, the network misreads that image.

// %% [markdown] id="answers-text" lang="zh" src="d8635629"
// 训练之前，它认对了 {{training.untrained|percent0}} 的验证图像，训练之后是 {{training.accuracy|percent0}}。
//
// 还是那十幅图像：每一行是一幅图像，每一列是一种回答；颜色越深，网络认为它的概率越大。训练之前，最有把握的一个回答，
// 概率也只有 {{training.surest|2}}。现在对角线是深色的；如果某一行最深的格子不在对角线上，那幅图像网络就认错了。

// %% id="answers" tags=["check:plot"]
const after = withoutGradients(() => digitModel.call(tenImages));
heatmap(after, {
  labels: upTo(10),
  values: false,
  width: 220,
  height: 220,
  title: text({ en: 'Probabilities after training', zh: '训练之后的概率' }),
  xLabel: text({ en: 'answer', zh: '回答' }),
  yLabel: text({ en: 'image', zh: '图像' }),
})

// %% [markdown] id="hidden-text" lang="en"
// And this is what the ten hidden units pass on to the output, after training: the whole image in ten numbers. We take the
// learned weights out of the model and put them into our own `classify`, which does not care where weights come from. A unit
// that is white for an image gives 0 there, as ReLU does with negative sums.

// %% [markdown] id="hidden-text" lang="zh" src="95e2eb00"
// 训练之后，十个隐藏单元传给输出层的就是下面这些：整幅图像浓缩成十个数。我们把学到的权重从模型里取出来，
// 交给我们自己的 `classify`，它并不在意权重从何而来。对某幅图像显示为白色的单元输出 0，
// ReLU 对负的和就是这样处理的。

// %% id="hidden" tags=["check:plot"]
const numbers = digitModel.parameters().map((parameter) => Array.from(parameter.data));
const learned: typeof own = {
  W1: tensor(numbers[0], [784, 10]),
  b1: tensor(numbers[1], [10]),
  W2: tensor(numbers[2], [10, 10]),
  b2: tensor(numbers[3], [10]),
};
heatmap(classify(learned, tenImages).h, {
  rowLabels: upTo(10),
  columnLabels: upTo(10).map((unit) => unit + 1),
  values: false,
  width: 220,
  height: 220,
  title: text({ en: 'Activations of the hidden layer', zh: '隐藏层的激活值' }),
  xLabel: text({ en: 'hidden unit', zh: '隐藏单元' }),
  yLabel: text({ en: 'image', zh: '图像' }),
})

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it: it says whether the answer is right, and if
// not, what was expected. The last one is an experiment; nobody checks it but you.

// %% [markdown] id="exercises" lang="zh" src="d42dba63"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个：它会告诉你答案对不对；如果不对，还会说明应该得到什么。
// 最后一道是实验题，只有你自己来判断。

// %% exercise="ch04-by-hand"

// %% exercise="ch04-bias"

// %% exercise="ch04-columns"

// %% exercise="ch04-activations"

// %% exercise="ch04-slopes"

// %% exercise="ch04-layers"

// %% exercise="ch04-start"

// %% exercise="ch04-time"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch04-quiz"

// %% [markdown] id="end" lang="en"
// ## Key points
//
// - A layer is a sum of products plus a bias, then a bend: $z = W a + b$, $a = \sigma(z)$.
// - Without the bend, any number of layers is one layer.
// - Formulas write samples as columns, programs as rows; the matrices are transposes of each other. A square matrix read
//   the wrong way gives no error, only another network.
// - A batch is a matrix with a row for each sample; the bias is broadcast over the rows.
// - Sigmoid and tanh saturate on both sides. ReLU is exactly 0 on one.
// - The spread of a sum is that of the weights times the length of the input. More inputs want smaller weights.
// - $\hat y$ is the prediction, $y$ the truth. A loss needs both.
//
// ## Questions
//
// **Why must the activation function not be a straight line?** Because straight lines put into each other are a straight line:
// the network could draw nothing that a single layer could not.
//
// **Why does my shape fail?** Read the two shapes in the message, and look at the inner lengths: in
// [samples, inputs] · [inputs, outputs] the two *inputs* have to be the same number. If they are swapped, you have a matrix from a
// formula; transpose it. If one is 28 and the other 784, an image was not flattened.
//
// **Does the input layer count as a layer?** It computes nothing and has no parameters. A network “with one hidden layer” has two
// layers that compute.
//
// **Which activation function should I take?** For hidden layers ReLU, unless you know better. For the output it follows from the
// loss: chapter 05.
//
// **Why is the untrained network not simply wrong everywhere?** It knows nothing, and so it is not wrong on purpose either. It
// reads {{training.untrained|percent0}} of the validation images, about what guessing would get.

// %% [markdown] id="end" lang="zh" src="c0b8cfb3"
// ## 要点
//
// - 一层就是乘积之和加偏置，再加一个弯折：$z = W a + b$，$a = \sigma(z)$。
// - 没有弯折，多少层都等于一层。
// - 公式把样本写成列，程序把样本写成行；两者的矩阵互为转置。方阵读反了不会报错，只会变成另一个网络。
// - 一个批次是一个矩阵，每个样本一行；偏置广播到每一行。
// - sigmoid 和 tanh 在两侧饱和，ReLU 在一侧恰好为 0。
// - 和的标准差等于权重的标准差乘以输入的长度。输入越多，权重就要越小。
// - $\hat y$ 是预测值，$y$ 是真值。损失两者都需要。
//
// ## 常见问题
//
// **激活函数为什么不能是直线？** 因为直线套直线还是直线：单独一层画不出来的，这样的网络也画不出来。
//
// **为什么我的形状不对？** 读一读错误信息里的两个形状，看中间的两个长度：在 [样本, 输入] · [输入, 输出] 里，两个“输入”
// 必须是同一个数。如果两者对调了，说明你用的是公式里的矩阵，转置即可。如果一个是 28，另一个是 784，那就是图像没有展平。
//
// **输入层算一层吗？** 它什么都不计算，也没有参数。“有一个隐藏层”的网络有两个进行计算的层。
//
// **应该选哪种激活函数？** 隐藏层用 ReLU，除非你有更好的理由。输出层的激活函数由损失决定，见第 05 章。
//
// **没有训练过的网络为什么不是全都答错？** 它什么都不知道，所以也不会故意答错。验证图像它认对了
// {{training.untrained|percent0}}，和瞎猜差不多。
