// ---
// title: { en: Core concepts, zh: 核心概念 }
// objectives:
//   en:
//     - Compute by hand what a neuron does, and say what its weights and its bias are for
//     - Show that no single neuron computes XOR, and wire a network of three that does
//     - Put weights on connections and biases on neurons, and count the parameters of any network
//     - Recognise ReLU, sigmoid and tanh by their curves and by their slopes
//     - Tell scalability, flexibility, reproducibility, reusability and composability apart, with a measurement for each
//   zh:
//     - 亲手算出一个神经元做了什么，说清楚权重和偏置各有什么用
//     - 证明单个神经元算不出异或，再用三个神经元搭出一个能算的网络
//     - 知道权重在连接上、偏置在神经元上，会数任何网络的参数
//     - 从曲线和斜率认出 ReLU、sigmoid 和 tanh
//     - 分清可拓展性、灵活性、可重复性、可复用性和可组合性，并各用一次测量来说明
// time: { teach: 45, exercise: 25 }
// ---

// %% [markdown] id="title" lang="en"
// # 2 · Core concepts
//
// All five articles begin with concepts, most of them with a list: neurons and layers, weights and biases, activation
// functions; one lists four virtues of a good architecture instead. A list is quickly read and quickly forgotten, so here you
// build these things. First a single neuron. Then, because a single one turns out to be too little, a network of
// three. Nothing learns in this part: you choose every number yourself, and that is the best way to see what each is for.
//
// After that you count the parameters of all five programs of the articles, and turn the virtues into measurements. Two
// sentences of the articles do not survive this.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** section 2 of each, “Core concepts and their connections”. Backpropagation, which the
// articles list here as well, has chapter 07 to itself.

// %% [markdown] id="title" lang="zh" src="1fd5af20"
// # 2 · 核心概念
//
// 五篇文章都从概念讲起，多半是一份清单：神经元和层、权重和偏置、激活函数；其中一篇列出的则是好架构应当具备的四种品质。
// 清单读得快，忘得也快，所以在这里我们改为动手去做。先做一个神经元；一个不够用，再做一个由三个神经元组成的网络。
// 这一部分里没有任何东西在“学习”：每个数都由你自己来定，要看清每个数有什么用，这是最好的办法。
//
// 然后数一数五篇文章里全部五个程序的参数，再把那些品质变成测量。原文有两句话经不起这样的检验。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 每一篇的第 2 节“核心概念与联系”。原文在这里还提到反向传播，我们把它留给第 07 章。

// %% id="start" tags=["language"]
import { adam, block, conv2d, dense, flatten, grad, maxPool2d, sequential, tensor } from 'tslate';
import { bars, decisionBoundary, frames, lines, networkDiagram } from 'tslate';
import { byProfile, results, seed, setLanguage, spirals, table, text, xor } from 'tslate';
import type { AnyParameter, Layer, Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/02-core-concepts';
setLanguage('en');

// %% [markdown] id="neuron-text" lang="en" tags=["concept"]
// ## One neuron
//
// A [[neuron]], also called a *unit*, takes numbers and gives one number. It does so in two steps.
//
// 1. It multiplies each input by a [[weight]], adds everything up, and adds one more number, its [[bias]].
// 2. It passes the sum $z$ through a function $f$, the *activation function*.
//
// $$z = w_1 x_1 + w_2 x_2 + \dots + w_n x_n + b \qquad a = f(z)$$ (eq:neuron)
//
// A weight says how much one input counts, and in which direction: a large positive weight makes $z$ grow with the input, a
// negative one makes it fall, and with weight 0 the input does not matter. The bias says how high the bar is: how much the
// inputs have to bring before $z$ is positive.
//
// The oldest activation function is the *step*: 1 if $z > 0$, else 0. With it a neuron answers yes or no. Two inputs that are
// 0 or 1, both with weight 1, and two biases give two well-known answers: “is one of them 1?” (OR) and “are both 1?” (AND).
// In the cell, `tensor` makes of nested lists a table of numbers that the framework can compute with, and `toArray` makes lists
// of it again; `table` only shows things.

// %% [markdown] id="neuron-text" lang="zh" src="aca63f86" tags=["concept"]
// ## 一个神经元
//
// [[神经元]]也叫“单元”，它接收若干个数，给出一个数，分两步来做。
//
// 1. 把每个输入乘以一个[[权重]]，全部加起来，再加上一个数，即它的[[偏置]]。
// 2. 让这个和 $z$ 通过一个函数 $f$，即**激活函数**。
//
// $$z = w_1 x_1 + w_2 x_2 + \dots + w_n x_n + b \qquad a = f(z)$$ (eq:neuron)
//
// 权重说明一个输入有多重要、朝哪个方向起作用：正的大权重使 $z$ 随输入增大，负的权重使它随输入减小，
// 权重为 0 则这个输入无关紧要。偏置说明门槛有多高：输入要贡献多少，$z$ 才会变成正数。
//
// 最古老的激活函数是**阶跃函数**：$z > 0$ 时为 1，否则为 0。用它，神经元回答“是”或“否”。两个取 0 或 1 的输入，
// 权重都是 1，配上两个不同的偏置，就得到两个熟悉的回答：“至少有一个是 1 吗？”（OR，或）和“两个都是 1 吗？”（AND，与）。
// 下面的单元格里，`tensor` 把嵌套的列表变成框架可以计算的数表，`toArray` 再把它变回列表；`table` 只管显示。

// %% id="neuron" tags=["check:exact", "scratch"]
const step = (z: number): number => (z > 0 ? 1 : 0);

function neuron(x: readonly number[], w: readonly number[], b: number, f: (z: number) => number): number {
  let z = b;
  for (let i = 0; i < x.length; i++) z += w[i] * x[i];
  return f(z);
}

const square = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]); // en: the four inputs, one a row // zh: 四种输入，每行一种
const pairs = square.toArray();
table(pairs.map((x) => ({
  x1: x[0],
  x2: x[1],
  'OR: b = −0.5': neuron(x, [1, 1], -0.5, step),
  'AND: b = −1.5': neuron(x, [1, 1], -1.5, step),
})))

// %% [markdown] id="bias-text" lang="en"
// In the plane of the two inputs, $z = 0$ is a straight line: $x_1 + x_2 + b = 0$. On one side the neuron says 1, on the other
// 0. The weights turn this line; the bias shifts it.
//
// > **Predict before you run.** Both weights are 1. For which of the biases $-2.25, -1.75, \dots, 0.25$ does the neuron compute
// > AND? For which OR? And what does it compute for the others? Then move the slider. (The points show AND: squares are 1.)

// %% [markdown] id="bias-text" lang="zh" src="87466594"
// 在两个输入构成的平面上，$z = 0$ 是一条直线：$x_1 + x_2 + b = 0$。神经元在直线的一侧给出 1，在另一侧给出 0。
// 权重使这条直线转动，偏置使它平移。
//
// > **先预测，再运行。** 两个权重都是 1。偏置取 $-2.25, -1.75, \dots, 0.25$ 中的哪些时，神经元算的是 AND？哪些时是 OR？
// > 其余的时候算的又是什么？然后拖动滑块看一看。（图中的点按 AND 标记：方块为 1。）

// %% id="bias" tags=["check:plot", "slider"]
const tasks = { AND: [0, 0, 0, 1], OR: [0, 1, 1, 1], XOR: [0, 1, 1, 0] };
const plane = { x: [-0.5, 1.5], y: [-0.5, 1.5], width: 180, height: 180, classNames: ['0', '1'] } as const;
const biases = [-2.25, -1.75, -1.25, -0.75, -0.25, 0.25];
// en: the factor 4 only makes the colours clearer; the line stays where it is
// zh: 因子 4 只是让颜色更分明，直线的位置不变
const line = (b: number) => (x: Tensor<readonly [number, 2]>) => x.matmul(tensor([[1], [1]])).add(b).mul(4);
await frames(biases.map((b) => decisionBoundary(line(b), square, tasks.AND, plane)), {
  label: text({ en: 'bias', zh: '偏置' }),
  values: biases,
})

// %% [markdown] id="xor-text" lang="en"
// ## What one neuron cannot do
//
// XOR, “exactly one of them is 1”, looks no harder than OR. Let us look for it by brute force: {{xor-search.tried}} neurons,
// each with another combination of two weights and a bias between −3 and 3. Of the four inputs, how many does the best of them
// get right?
//
// > **Predict before you run.** AND and OR will be found. What about XOR?

// %% [markdown] id="xor-text" lang="zh" src="26160239"
// ## 一个神经元做不到的事
//
// XOR（异或），即“恰好有一个是 1”，看上去并不比 OR 难。我们用蛮力来找：{{xor-search.tried}} 个神经元，
// 两个权重和一个偏置都在 −3 到 3 之间，各不相同。其中最好的一个，能答对四种输入里的几种？
//
// > **先预测，再运行。** AND 和 OR 一定找得到。XOR 呢？

// %% id="xor-search" tags=["check:exact", "experiment"]
const grid = Array.from({ length: 25 }, (_, i) => -3 + i / 4);
function best(wanted: readonly number[]): number {
  let most = 0;
  for (const w1 of grid) for (const w2 of grid) for (const b of grid) {
    const right = pairs.filter((x, i) => neuron(x, [w1, w2], b, step) === wanted[i]).length;
    most = Math.max(most, right);
  }
  return most;
}
results({ tried: grid.length ** 3, AND: best(tasks.AND), OR: best(tasks.OR), XOR: best(tasks.XOR) })

// %% [markdown] id="xor-proof" lang="en"
// {{xor-search.XOR}} of 4, and a finer search would not help. XOR asks four things of the sum:
//
// $$
// \begin{aligned}
// b &\le 0 & w_1 + b &> 0 \\
// w_1 + w_2 + b &\le 0 & w_2 + b &> 0
// \end{aligned}
// $$
//
// Add up each column. The left one says $w_1 + w_2 + 2b \le 0$, the right one $w_1 + w_2 + 2b > 0$. Both cannot be. In the
// picture: no straight line has $(0, 1)$ and $(1, 0)$ on one side, $(0, 0)$ and $(1, 1)$ on the other.
//
// ## Three neurons
//
// Where one line is not enough, use two. Put two neurons side by side that look at the same inputs, and let a third look at
// these two. Neurons that work side by side on the same inputs form a [[layer]]. Here there are two: the [[hidden layer]]
// with $h_1$ and $h_2$, “hidden” because it is neither input nor result, and the output layer with $y$. The hidden neurons use
// $\operatorname{ReLU}(z) = \max(z, 0)$ in place of the step, the output takes its sum as it is:
//
// $$
// \begin{aligned}
// h_1 &= \max(x_1 + x_2, 0) \\
// h_2 &= \max(x_1 + x_2 - 1, 0) \\
// y &= h_1 - 2 h_2
// \end{aligned}
// $$ (eq:xor)
//
// In words: $h_1$ counts the ones, $h_2$ notices when there are two, and then $y$ takes them away again.

// %% [markdown] id="xor-proof" lang="zh" src="3471ecdf"
// 4 种里只对了 {{xor-search.XOR}} 种，找得再细也没有用。XOR 对这个和提出了四个要求：
//
// $$
// \begin{aligned}
// b &\le 0 & w_1 + b &> 0 \\
// w_1 + w_2 + b &\le 0 & w_2 + b &> 0
// \end{aligned}
// $$
//
// 把每一列分别相加：左列说 $w_1 + w_2 + 2b \le 0$，右列说 $w_1 + w_2 + 2b > 0$。两者不可能同时成立。
// 从图上看：没有一条直线能把 $(0, 1)$、$(1, 0)$ 和 $(0, 0)$、$(1, 1)$ 分在两边。
//
// ## 三个神经元
//
// 一条线不够，就用两条。让两个神经元并排看同样的输入，再让第三个去看这两个。并排处理同样输入的神经元组成一[[层]]。
// 这里有两层：一层是由 $h_1$ 和 $h_2$ 组成的[[隐藏层]]，说它“隐藏”，是因为它既不是输入，也不是结果；另一层是给出 $y$ 的输出层。
// 隐藏层的神经元不用阶跃函数，而用 $\operatorname{ReLU}(z) = \max(z, 0)$；输出层的和则原样给出：
//
// $$
// \begin{aligned}
// h_1 &= \max(x_1 + x_2, 0) \\
// h_2 &= \max(x_1 + x_2 - 1, 0) \\
// y &= h_1 - 2 h_2
// \end{aligned}
// $$ (eq:xor)
//
// 用话来说：$h_1$ 数有几个 1，$h_2$ 在两个都是 1 时才有反应，这时 $y$ 又把它们减掉。

// %% id="by-hand" tags=["check:exact", "scratch", "eq:xor"]
const relu = (z: number): number => Math.max(z, 0);
const same = (z: number): number => z;

// en: weights[j][i] sits on the connection from input i to neuron j; biases[j] belongs to neuron j
// zh: weights[j][i] 位于从输入 i 到神经元 j 的连接上；biases[j] 属于神经元 j
interface HandMade {
  weights: number[][];
  biases: number[];
  f: (z: number) => number;
}
const layer = (x: readonly number[], { weights, biases, f }: HandMade): number[] =>
  biases.map((b, j) => neuron(x, weights[j], b, f));

const hidden: HandMade = { weights: [[1, 1], [1, 1]], biases: [0, -1], f: relu };
const output: HandMade = { weights: [[1, -2]], biases: [0], f: same };
table(pairs.map((x) => {
  const h = layer(x, hidden);
  return { x1: x[0], x2: x[1], h1: h[0], h2: h[1], y: layer(h, output)[0] };
}))

// %% [markdown] id="framework-text" lang="en"
// ## The same with the framework
//
// `sequential` puts layers one after the other, and `dense` is a layer of which every neuron sees every input. A new layer
// starts with random weights; `assign` puts ours in their place. The framework keeps weights in a table with a **row for each
// input and a column for each neuron**, our loops the other way round: chapter 04 has more to say about that.
//
// `call` computes all four inputs at once. The last line is the largest difference from the loops.

// %% [markdown] id="framework-text" lang="zh" src="1a09c649"
// ## 用框架再写一遍
//
// `sequential` 把各层依次连接起来，`dense` 是每个神经元都能看到所有输入的一层。新建的层从随机权重开始，
// 用 `assign` 换上我们自己的。框架存放权重的表里，**每行对应一个输入，每列对应一个神经元**，与我们循环里的写法正好相反：
// 第 04 章会细说。
//
// `call` 一次算出全部四种输入。最后一行是与循环结果的最大差别。

// %% id="framework" tags=["check:exact", "framework"]
const wired = sequential([2], dense(2, { activation: 'relu' }), dense(1));
const [W1, b1, W2, b2] = wired.parameters();
W1.assign(tensor([[1, 1], [1, 1]]));
b1.assign(tensor([0, -1]));
W2.assign(tensor([[1], [-2]]));
b2.assign(tensor([0]));

const answers = wired.call(square);
const fromLoops = tensor(pairs.map((x) => layer(layer(x, hidden), output)));
console.log(answers.toArray());
answers.sub(fromLoops).abs().max().item()

// %% [markdown] id="diagram-text" lang="en"
// And this is what it looks like: a circle for each number, a line for each weight, thicker where the weight is larger, dashed
// where it is negative. Move the slider through the four inputs and follow the numbers from left to right.

// %% [markdown] id="diagram-text" lang="zh" src="46e902ce"
// 它看起来是这样的：每个圆圈是一个数，每条线是一个权重，权重越大线越粗，负的权重画成虚线。
// 拖动滑块，依次看四种输入，从左到右跟着数走一遍。

// %% id="diagram" tags=["check:plot", "slider"]
const drawn = pairs.map((x) => networkDiagram(wired, {
  sample: x,
  inputLabels: ['x₁', 'x₂'],
  outputLabels: ['y'],
}));
await frames(drawn, {
  label: text({ en: 'input', zh: '输入' }),
  values: pairs.map((x) => `(${x.join(', ')})`),
})

// %% [markdown] id="fold-text" lang="en"
// How do two layers of straight lines make a region that no straight line bounds? Look at the four points as the output neuron
// sees them: not at $(x_1, x_2)$ but at $(h_1, h_2)$. The hidden layer has put $(0, 1)$ and $(1, 0)$ on the **same** place. It
// has folded the plane, and after that one line is enough.
//
// First the plane of the inputs with the whole network, then the plane of $h$ with the output neuron alone. The border is
// where $y = \tfrac{1}{2}$.

// %% [markdown] id="fold-text" lang="zh" src="070a0c58"
// 两层都是直线，怎么会围出一块不以一条直线为界的区域？请从输出神经元的角度看这四个点：不看 $(x_1, x_2)$，而看 $(h_1, h_2)$。
// 隐藏层把 $(0, 1)$ 和 $(1, 0)$ 放到了**同一个**位置。它把平面折叠了一下，之后只要一条线就够了。
//
// 先看输入平面上的整个网络，再看 $h$ 平面上单独一个输出神经元。分界处 $y = \tfrac{1}{2}$。

// %% id="plane-x" tags=["check:plot"]
decisionBoundary((x) => wired.call(x).sub(0.5).mul(8), square, tasks.XOR, {
  ...plane,
  title: text({ en: 'What the network sees: two borders', zh: '整个网络：两条分界线' }),
})

// %% id="plane-h" tags=["check:plot"]
const folded = pairs.map((x) => layer(x, hidden));
decisionBoundary((h) => h.matmul(tensor([[1], [-2]])).sub(0.5).mul(8), tensor(folded), tasks.XOR, {
  x: [-0.5, 2.5],
  y: [-0.75, 1.75],
  xLabel: 'h₁',
  yLabel: 'h₂',
  classNames: ['0', '1'],
  width: 216,
  height: 180,
  title: text({ en: 'What the output neuron sees: one border', zh: '输出神经元：一条分界线' }),
})

// %% [markdown] id="parameters-text" lang="en"
// ## Where the parameters are
//
// The numbers that we chose above, and that training will choose from the next chapter on, are the [[parameter|parameters]]: all
// weights and all biases. It pays to know exactly where they sit.
//
// > **Erratum E10.** Article 2 says that each node “usually has a weight”, which represents the connections between nodes. It is
// > right about the connections and wrong about the node: a weight belongs to a **connection** between two nodes, and a node “has”
// > weights only in the sense that many connections arrive at it. What does belong to a node is its bias; and the inputs, which compute
// > nothing, have not even that.
//
// This is no quibble. Count, for three networks, the nodes, the connections, and what the framework stores:

// %% [markdown] id="parameters-text" lang="zh" src="8078674b"
// ## 参数在哪里
//
// 上面由我们选定、从下一章起由训练来选定的数，就是[[参数]]：全部权重和全部偏置。它们究竟在哪里，值得弄清楚。
//
// > **原文勘误 E10。** 第二篇文章说，神经网络的“每个节点通常都有一个权重值”，用于表示节点之间的连接关系。说到连接，是对的；说每个节点有一个，却不对：
// > 权重属于两个节点之间的**连接**，说一个节点“有”权重，只能是指有许多权重通到它那里。真正属于节点的是偏置；而输入节点什么也不计算，连偏置都没有。
//
// 这不是咬文嚼字。对三个网络，数一数节点、连接，以及框架存放了什么：

// %% id="nodes" tags=["check:exact", "E10"]
const stored = (parameters: readonly AnyParameter[], rank: number): number =>
  parameters.filter((p) => p.rank === rank).reduce((sum, p) => sum + p.size, 0);

table([[2, 2, 1], [784, 10, 10], [784, 64, 64, 10]].map((sizes) => {
  const layers = sizes.slice(1).map((units) => dense(units));
  const parameters = sequential([sizes[0]], block(layers)).parameters();
  return {
    [text({ en: 'network', zh: '网络' })]: sizes.join('-'),
    [text({ en: 'nodes', zh: '节点' })]: sizes.reduce((sum, n) => sum + n),
    [text({ en: 'connections', zh: '连接' })]: sizes.slice(1).reduce((sum, n, i) => sum + sizes[i] * n, 0),
    [text({ en: 'weights', zh: '权重' })]: stored(parameters, 2),
    [text({ en: 'nodes without the inputs', zh: '除输入外的节点' })]: sizes.slice(1).reduce((sum, n) => sum + n),
    [text({ en: 'biases', zh: '偏置' })]: stored(parameters, 1),
  };
}))

// %% [markdown] id="node-weights-text" lang="en"
// As many weights as connections, as many biases as nodes that compute. And what if each node really had a single weight, by
// which it multiplies whatever it sends on? Then all neurons of the next layer would receive the **same** sum. They could
// differ in how high their bar is, but not in what they look at.
//
// Take the easiest task for two neurons: the first passes on $x_1$, the second $x_2$, which makes 8 answers for the four
// inputs. The search below tries weights on nodes; the line after it needs no search.

// %% [markdown] id="node-weights-text" lang="zh" src="51d0216d"
// 权重与连接一样多，偏置与参与计算的节点一样多。假如每个节点真的只有一个权重，用来乘它送出的一切，会怎样？
// 那么下一层的所有神经元收到的都是**同一个**和。它们的门槛可以有高有低，看的却只能是同一样东西。
//
// 给两个神经元一个最简单的任务：第一个传递 $x_1$，第二个传递 $x_2$；四种输入一共有 8 个回答。下面先搜索“权重在节点上”的网络，
// 后面那一行则用不着搜索。

// %% id="node-weights" tags=["check:exact", "E10", "experiment"]
const coarse = Array.from({ length: 13 }, (_, i) => -3 + i / 2);
const rightOf8 = (h: (x: readonly number[]) => readonly number[]): number =>
  pairs.flatMap((x) => h(x).filter((value, j) => value === x[j])).length;

let onNodes = 0;
for (const w1 of coarse) for (const w2 of coarse) for (const c1 of coarse) for (const c2 of coarse) {
  const right = rightOf8((x) => [c1, c2].map((c) => step(w1 * x[0] + w2 * x[1] + c)));
  onNodes = Math.max(onNodes, right);
}
const passOn: HandMade = { weights: [[1, 0], [0, 1]], biases: [-0.5, -0.5], f: step };
results({ onNodes, onConnections: rightOf8((x) => layer(x, passOn)) })

// %% [markdown] id="count-text" lang="en"
// Even this is too much for weights on nodes: {{node-weights.onNodes}} of 8.
//
// ## Counting
//
// With that, counting is easy. Between $n_{\text{in}}$ inputs and $n_{\text{out}}$ neurons there are
// $n_{\text{in}} \cdot n_{\text{out}}$ connections, and each neuron has a bias:
//
// $$\text{parameters of a dense layer} = n_{\text{in}} \cdot n_{\text{out}} + n_{\text{out}}$$ (eq:count)
//
// One of the articles’ programs has *convolutional* layers, which chapter 12 explains. All we need here: such a layer has
// $c_{\text{out}}$ filters, each filter a weight for every place of a small window of $k \times k$ pixels in all
// $c_{\text{in}}$ channels of its input, and one bias. It uses the same weights everywhere in the image, so the size of the
// image does not appear:
//
// $$\text{parameters of a convolution} = k \cdot k \cdot c_{\text{in}} \cdot c_{\text{out}} + c_{\text{out}}$$ (eq:count-conv)
//
// Here are the five programs, in the order in which this course makes projects of them, with images of $28 \cdot 28 = 784$ pixels
// and ten classes wherever the article leaves the sizes open. We count once by the formulas, and once by building the model and
// asking the framework. (Activation functions have no parameters, so they do not matter here. *Softmax*, which makes
// probabilities of the outputs, is for chapters 04 and 05.)
//
// > **Predict before you run.** The fifth program is the only one with convolutions, and the best reader of digits (chapter 13). Does it have
// > the most parameters? Where do most of the second program’s parameters sit?

// %% [markdown] id="count-text" lang="zh" src="3e39b3fc"
// 就连这样的任务，权重放在节点上也做不到：8 个回答只对了 {{node-weights.onNodes}} 个。
//
// ## 数参数
//
// 明白了这一点，数参数就容易了。$n_{\text{in}}$ 个输入与 $n_{\text{out}}$ 个神经元之间有
// $n_{\text{in}} \cdot n_{\text{out}}$ 条连接，每个神经元还有一个偏置：
//
// $$\text{全连接层的参数个数} = n_{\text{in}} \cdot n_{\text{out}} + n_{\text{out}}$$ (eq:count)
//
// 原文的程序中有一个用到了**卷积**层，第 12 章会讲。这里只需知道：这样的一层有 $c_{\text{out}}$ 个滤波器；
// 每个滤波器对一个 $k \times k$ 像素的小窗口、在输入的全部 $c_{\text{in}}$ 个通道中，每个位置有一个权重，另有一个偏置。
// 它在整幅图像上处处使用同样的权重，所以图像的大小并不出现：
//
// $$\text{卷积层的参数个数} = k \cdot k \cdot c_{\text{in}} \cdot c_{\text{out}} + c_{\text{out}}$$ (eq:count-conv)
//
// 下面是五个程序，按本课程做项目的先后排列；凡是原文没有给出大小的地方，都按 $28 \cdot 28 = 784$ 个像素的图像和十个类别来算。
// 先用公式数一遍，再搭出模型、问框架一遍。（激活函数没有参数，不影响计数；把输出变成概率的 softmax，留到第 04、05 章再讲。）
//
// > **先预测，再运行。** 第五个程序是唯一使用卷积的，读数字也最准（见第 13 章）。它的参数最多吗？
// > 第二个程序的参数大部分在哪里？

// %% id="count" tags=["check:exact", "scratch", "eq:count"]
const countDense = (inputs: number, outputs: number): number => inputs * outputs + outputs;
const countConv = (window: number, channels: number, filters: number): number =>
  window * window * channels * filters + filters;

// en: the parameters of each layer of a chain of dense layers
// zh: 一串全连接层中每一层的参数
const chain = (...sizes: number[]): number[] => sizes.slice(1).map((units, i) => countDense(sizes[i], units));

const counted = [
  chain(784, 10, 10), // en: chapter 08 // zh: 第 08 章
  chain(784, 64, 64, 10), // en: chapter 09 // zh: 第 09 章
  chain(784, 128, 64, 1), // en: chapter 10 // zh: 第 10 章
  chain(784, 64, 32, 10), // en: chapter 11 // zh: 第 11 章
  [countConv(3, 1, 32), countConv(3, 32, 64), countDense(5 * 5 * 64, 10)], // en: chapter 13 // zh: 第 13 章
];
const sumOf = (list: readonly number[]): number => list.reduce((sum, n) => sum + n, 0);
counted.map(sumOf)

// %% id="programs" tags=["check:exact", "framework", "eq:count-conv"]
const on = { activation: 'relu' } as const;
const choose = { activation: 'softmax' } as const;
const programs = [
  sequential([784], dense(10, on), dense(10, choose)),
  sequential([784], dense(64, on), dense(64, on), dense(10, choose)),
  sequential([784], dense(128, on), dense(64, on), dense(1, { activation: 'sigmoid' })),
  sequential([784], dense(64, on), dense(32, on), dense(10, choose)),
  sequential([28, 28, 1],
    conv2d(32, 3, on), maxPool2d(),
    conv2d(64, 3, on), maxPool2d(),
    flatten(), dense(10, choose)),
];
const projectName = (i: number): string => text({ en: `project ${i + 1}`, zh: `项目${'一二三四五'[i]}` });
table(programs.map((model, i) => ({
  [text({ en: 'program', zh: '程序' })]: projectName(i),
  [text({ en: 'by the formulas', zh: '用公式' })]: sumOf(counted[i]),
  [text({ en: 'by the framework', zh: '用框架' })]: sumOf(model.parameters().map((p) => p.size)),
})))

// %% [markdown] id="bars-text" lang="en"
// The convolutional network has fewer parameters than all but the smallest. A model displays itself as a table, layer by
// layer; here is the fifth. Below it, for all five, how many in a hundred parameters sit in the first layer: nearly all of them, wherever
// a dense layer looks straight at 784 pixels.

// %% [markdown] id="bars-text" lang="zh" src="fa88bcdd"
// 除了最小的那个，卷积网络的参数比其他几个都少。模型会把自己逐层显示成一张表；下面是第五个程序。
// 再往下，是五个程序各有百分之几的参数在第一层：只要有一个全连接层直接看 784 个像素，几乎所有参数就都在那里。

// %% id="summary-of-5"
programs[4]

// %% id="bars" tags=["check:plot"]
bars(Object.fromEntries(counted.map((counts, i) => [projectName(i), (100 * counts[0]) / sumOf(counts)])), {
  title: text({ en: 'Parameters in the first layer (%)', zh: '第一层的参数所占比例（%）' }),
  width: 300,
})

// %% [markdown] id="activations-text" lang="en"
// ## Activation functions
//
// The step says yes or no, and nothing about how close a decision was. Worse, it is flat everywhere: a small change of a
// weight changes nothing at all, so nobody can tell from the output in which direction a weight should go. Learning needs
// functions with a *slope*. The articles name three, and here they are with their derivatives:
//
// $$
// \begin{aligned}
// \operatorname{ReLU}(z) &= \max(z, 0) & \operatorname{ReLU}'(z) &= \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases} \\
// \sigma(z) &= \frac{1}{1 + e^{-z}} & \sigma'(z) &= \sigma(z) \, (1 - \sigma(z)) \\
// \tanh(z) &= \frac{e^z - e^{-z}}{e^z + e^{-z}} & \tanh'(z) &= 1 - \tanh^2(z)
// \end{aligned}
// $$ (eq:activations)
//
// $\sigma$ is the *sigmoid*. It gives numbers between 0 and 1, $\tanh$ between −1 and 1, ReLU anything from 0 up. The next cell
// writes the formulas down once more in TypeScript, and compares them with the framework: the values with its operations, the
// derivatives with `grad`, which differentiates a function for us (chapter 07 shows how).
//
// > **Predict before you run.** Which of the three reach a slope of 1? How much of its largest slope has the sigmoid left at $z = 4$?

// %% [markdown] id="activations-text" lang="zh" src="04aaa2a8"
// ## 激活函数
//
// 阶跃函数只说“是”或“否”，不说这个决定有多勉强。更糟的是，它处处都是平的：权重稍稍改变，结果毫无变化，
// 所以没有人能从输出看出权重该往哪个方向走。学习需要有**斜率**的函数。原文提到了三个，连同它们的导数列在这里：
//
// $$
// \begin{aligned}
// \operatorname{ReLU}(z) &= \max(z, 0) & \operatorname{ReLU}'(z) &= \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases} \\
// \sigma(z) &= \frac{1}{1 + e^{-z}} & \sigma'(z) &= \sigma(z) \, (1 - \sigma(z)) \\
// \tanh(z) &= \frac{e^z - e^{-z}}{e^z + e^{-z}} & \tanh'(z) &= 1 - \tanh^2(z)
// \end{aligned}
// $$ (eq:activations)
//
// $\sigma$ 叫作 **sigmoid**。它给出 0 到 1 之间的数，$\tanh$ 给出 −1 到 1 之间的数，ReLU 给出 0 以上的任何数。
// 下一个单元格用 TypeScript 把这些公式再写一遍，并与框架比较：函数值与框架的运算比，导数与 `grad` 比；
// `grad` 会替我们求导（第 07 章讲它怎么做到）。
//
// > **先预测，再运行。** 三个函数中，哪些的斜率能达到 1？到了 $z = 4$，sigmoid 的斜率与它最大时相比还剩下多少？

// %% id="activations" tags=["check:exact", "eq:activations"]
const sigma = (z: number): number => 1 / (1 + Math.exp(-z));
const curves = {
  ReLU: { f: relu, slope: (z: number) => (z > 0 ? 1 : 0), ours: (z: Tensor) => z.relu() },
  sigmoid: { f: sigma, slope: (z: number) => sigma(z) * (1 - sigma(z)), ours: (z: Tensor) => z.sigmoid() },
  tanh: { f: Math.tanh, slope: (z: number) => 1 - Math.tanh(z) ** 2, ours: (z: Tensor) => z.tanh() },
};

const places = Array.from({ length: 81 }, (_, i) => (i - 40.5) / 10); // en: 0 is not among them // zh: 其中没有 0
const farthest = (a: readonly number[], b: Tensor): number => tensor(a).sub(b).abs().max().item();
table(Object.entries(curves).map(([name, { f, slope, ours }]) => {
  const z: Tensor = tensor(places);
  const [slopes] = grad((x: Tensor) => ours(x).sum())(z);
  return {
    f: name,
    [text({ en: 'values agree', zh: '函数值一致' })]: farthest(places.map(f), ours(z)) < 1e-6,
    [text({ en: 'slopes agree', zh: '斜率一致' })]: farthest(places.map(slope), slopes) < 1e-6,
    [text({ en: 'largest slope', zh: '最大的斜率' })]: Math.max(...places.map(slope)).toFixed(2),
    [text({ en: 'slope at z = 4', zh: 'z = 4 处的斜率' })]: slope(4).toFixed(4),
  };
}))

// %% [markdown] id="slope-text" lang="en"
// A derivative is a slope: how much $f$ changes for a little more $z$. The next figure draws each function together with its
// derivative; the slider goes from one function to the next. Look for the places where the curve is steep, and for those where it
// is nearly flat.

// %% [markdown] id="slope-text" lang="zh" src="cc1353b4"
// 导数就是斜率：$z$ 增大一点点，$f$ 会改变多少。下一幅图把每个函数和它的导数画在一起；拖动滑块，依次看三个函数，
// 找一找曲线在哪里陡，在哪里几乎是平的。

// %% id="slopes" tags=["check:plot", "slider"]
const axis = [...Array.from({ length: 25 }, (_, i) => (i - 12) / 3), -0.001, 0.001].sort((a, b) => a - b);
const curve = (f: (z: number) => number) => axis.map((z) => ({ x: z, y: f(z) })).filter(({ y }) => y <= 2);
await frames(Object.fromEntries(Object.entries(curves).map(([name, { f, slope }]) => [
  name,
  lines({ f: curve(f), 'f′': curve(slope) }, { xLabel: 'z', width: 340, height: 220 }),
])), { label: text({ en: 'function', zh: '函数' }) })

// %% [markdown] id="slope-after" lang="en"
// Where a curve is flat, a neuron hardly reacts to its inputs any more, nor, later, to corrections. ReLU does not flatten on
// the right; on the left it is flat altogether. What follows from both is for chapters 04, 07 and 08. That a network needs
// such a bend at all, and what it would be without, is the last exercise.
//
// ## Five properties of an architecture
//
// Article 4 asks four things of an architecture. As it words them, nobody could ever check them (“the key factor by which a
// model can cope with various situations”), and one of the four is two. Here are five, each with a question that a program can answer:
//
// | property | question |
// | --- | --- |
// | [[scalability]] | Does a larger task need other numbers, or another program? |
// | [[flexibility]] | Can one choice be changed without touching the others? |
// | [[composability]] | Do parts fit together in new ways, and do wrong ways fail at once? |
// | [[reusability]] | Does the same part serve another task? |
// | [[reproducibility]] | Does the same program give the same numbers again? |
//
// > **Erratum E21.** Article 4 lists 可重复性, reproducibility, and explains it as “can be used repeatedly in different projects”.
// > That is *re-use*. (Its next sentence, on “consistent performance”, comes nearer.) Neither includes the other: a part can be used everywhere and give other numbers each time, and a program
// > can give the same numbers for ever and be of use nowhere else.
//
// **Scalability and flexibility.** A function that builds a network from a plan answers the first two questions. The plan is data:
// all that is to be decided, and nothing else. The third plan below is for a larger task, the fourth changes a single choice of
// the second; the function stays as it is.

// %% [markdown] id="slope-after" lang="zh" src="bd0e870b"
// 曲线平坦的地方，神经元对输入几乎不再有反应，将来对修正也是如此。ReLU 在右边不会变平，在左边则完全是平的。
// 两者会带来什么后果，留给第 04、07、08 章。网络为什么非有这样的弯折不可，没有它又会怎样，则是最后一道练习。
//
// ## 架构的五种品质
//
// 第四篇文章对架构提出了四点要求。按它的说法，没有人能检验它们（“拓展性是模型能够应对各种不同情境的关键因素”），
// 而且四点中有一点其实是两点。下面列出五种，每一种都配一个程序能够回答的问题：
//
// | 品质 | 问题 |
// | --- | --- |
// | [[可拓展性]] | 任务变大时，要换的是几个数，还是整个程序？ |
// | [[灵活性]] | 能不能只改一处选择，而不动其他的？ |
// | [[可组合性]] | 各部分能不能换个方式拼装？拼错了会不会立刻报错？ |
// | [[可复用性]] | 同一个部分能不能用在另一个任务上？ |
// | [[可重复性]] | 同一个程序再运行一次，得到的数还一样吗？ |
//
// > **原文勘误 E21。** 第四篇文章列出了“可重复性”，却把它解释为“在不同的项目和场景下重复使用”。那是**复用**。（下一句所说的“一致性表现”，倒是近了一些。）
// > 两者谁也不包含谁：一个部分可以到处使用，而每次给出不同的数；一个程序可以永远给出同样的数，却在别处毫无用处。
//
// **可拓展性和灵活性。** 用一个函数按方案搭建网络，就回答了前两个问题。方案只是数据：需要决定的都在里面，别的什么也没有。
// 下面的第三个方案用于更大的任务，第四个只改了第二个的一处选择；函数则原样不动。

// %% id="plan" tags=["check:exact"]
interface Plan {
  inputs: number;
  hidden: number[];
  outputs: number;
  activation: 'relu' | 'tanh' | 'sigmoid';
}
function classifier({ inputs, hidden: units, outputs, activation }: Plan) {
  const layers = units.map((n) => dense(n, { activation }));
  return sequential([inputs], block(layers), dense(outputs, { activation: 'softmax' }));
}

const small: Plan = { inputs: 2, hidden: [8], outputs: 2, activation: 'tanh' };
const digits: Plan = { inputs: 784, hidden: [64, 64], outputs: 10, activation: 'relu' };
const plans: Plan[] = [
  small,
  digits,
  { ...digits, hidden: [512, 256, 128], outputs: 26 }, // en: a larger task // zh: 更大的任务
  { ...digits, activation: 'tanh' }, // en: one choice changed // zh: 只改一处选择
];
table(plans.map((plan) => ({
  [text({ en: 'plan', zh: '方案' })]: [plan.inputs, ...plan.hidden, plan.outputs].join('-'),
  [text({ en: 'activation', zh: '激活函数' })]: plan.activation,
  [text({ en: 'parameters', zh: '参数个数' })]: sumOf(classifier(plan).parameters().map((p) => p.size)),
})))

// %% [markdown] id="compose-text" lang="en"
// **Composability.** Two ways to look at an image and two ways to decide make four models, without a line of glue. The fifth
// row is a wrong combination, a convolution that gets no image: the model is not built, and the message says why. (With sizes
// that the compiler knows, the mistake is underlined before anything runs.)

// %% [markdown] id="compose-text" lang="zh" src="e4df890e"
// **可组合性。** 两种看图像的方式、两种做决定的方式，不用写一行黏合代码就组成四个模型。第五行是错误的组合：
// 卷积层得到的不是图像。模型没有搭成，报错信息说明了原因。（如果大小在编译时就知道，运行之前编辑器就会标出错误。）

// %% id="compose" tags=["check:exact"]
const eyes = {
  [text({ en: 'all pixels', zh: '全部像素' })]: () => flatten(),
  [text({ en: 'convolution', zh: '卷积' })]: () => block([conv2d(8, 3, on), maxPool2d(), flatten()]),
};
const heads = {
  [text({ en: 'one layer', zh: '一层' })]: () => dense(10, choose),
  [text({ en: 'two layers', zh: '两层' })]: () => block([dense(32, on), dense(10, choose)]),
};
const attempt = (shape: number[], ...parts: Layer[]): string => {
  try {
    const count = sumOf(sequential(shape, block(parts)).parameters().map((p) => p.size));
    return text({ en: `${count} parameters`, zh: `${count} 个参数` });
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};
for (const [eye, look] of Object.entries(eyes))
  for (const [head, decide] of Object.entries(heads))
    console.log(`${eye} + ${head} →`, attempt([28, 28, 1], look(), decide()));
console.log('784 →', attempt([784], conv2d(8), flatten()));

// %% [markdown] id="reuse-text" lang="en"
// **Reusability.** One function trains any plan on any set of points. It serves two tasks below: XOR with 200 points, this time
// learnt instead of wired by hand, and three spiral arms. Nothing in it mentions either of them.
//
// What `compile` and `fit` do is the subject of chapters 03 to 07; for now, they are what finds the parameters for us.

// %% [markdown] id="reuse-text" lang="zh" src="992b39c5"
// **可复用性。** 一个函数，可以用任何一组点训练任何方案。下面它服务于两个任务：一个是有 200 个点的 XOR，这次不是手工搭，
// 而是学出来的；另一个是三条螺旋臂。函数里对两者只字未提。
//
// `compile` 和 `fit` 做了什么，是第 03 到 07 章的内容；在这里，只需知道它们替我们找到参数。

// %% id="reuse" tags=["check:band=xorAccuracy:0.9..1", "check:band@tiny=xorAccuracy:0.8..1"]
const epochs = byProfile({ tiny: 30, standard: 60, full: 60 });
async function train(plan: Plan, { x, y }: ReturnType<typeof xor>) {
  const model = classifier(plan).compile({
    optimizer: adam({ learningRate: 0.05 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const { loss } = await model.fit(x, y, { epochs, batchSize: 25, progress: false });
  const { accuracy } = await model.evaluate(x, y);
  const parameters = model.model.parameters().flatMap((p) => Array.from(p.data));
  return { parameters, loss, accuracy };
}

const squares = xor({ samples: 200, seed: 2 });
const arms = spirals({ samples: 200, classes: 3, turns: 0.5, noise: 0.02, seed: 2 });
seed(2);
const onSquares = await train(small, squares);
const onArms = await train({ ...small, hidden: [16, 16], outputs: 3 }, arms);
results({ xorAccuracy: onSquares.accuracy, spiralAccuracy: onArms.accuracy })

// %% [markdown] id="repeat-text" lang="en"
// **Reproducibility.** Training starts from random weights and takes the points in random order. Computers draw such numbers from
// a generator that starts at a *seed*: the same seed, the same numbers. The function `train` leaves the seed to its caller, so
// it can be used with care or without.
//
// > **Predict before you run.** Four trainings of the same plan on the same points: with seed 2, with seed 2 again, with seed 3,
// > and once more without setting one, so that the generator goes on where it stands. Of the {{repeat.parameters}} parameters, how many will differ from those of the
// > first training? Will the differences be small?

// %% [markdown] id="repeat-text" lang="zh" src="721ad36d"
// **可重复性。** 训练从随机权重开始，并按随机顺序取样本。计算机的随机数来自一个从**种子**出发的生成器：种子相同，数就相同。
// 函数 `train` 把种子留给调用者去定，所以既可以小心地用，也可以随便地用。
//
// > **先预测，再运行。** 同样的方案、同样的点，训练四次：种子 2、又一次种子 2、种子 3，最后一次不设种子，
// > 让生成器接着往下走。
// > 在 {{repeat.parameters}} 个参数里，有多少个会与第一次训练不同？差别会很小吗？

// %% id="repeat" tags=["check:band=sameSeed:0..0", "check:band=otherSeed:40..", "check:band=noSeed:40..", "E21", "experiment"]
const trainFrom = (seedOfRun: number) => {
  seed(seedOfRun);
  return train(small, squares);
};
const first = await trainFrom(2);
const again = await trainFrom(2);
const other = await trainFrom(3);
const careless = await train(small, squares);

const differing = (run: { parameters: number[] }): number =>
  run.parameters.filter((value, i) => value !== first.parameters[i]).length;
results({
  parameters: first.parameters.length,
  sameSeed: differing(again),
  otherSeed: differing(other),
  noSeed: differing(careless),
  farthestOff: Math.max(...other.parameters.map((value, i) => Math.abs(value - first.parameters[i]))),
})

// %% [markdown] id="seeds-text" lang="en"
// With the same seed not a single digit differs. With another one, or with none, every parameter does, and some by a lot: up to
// {{repeat.farthestOff|1}}. The function is the same in all four runs, and equally reusable; only the seed decides whether the
// numbers come back.
//
// Other parameters need not mean a worse network. The lines below show the loss of each run, a number that says how wrong the
// network is (chapter 05). The two runs with seed 2 lie on each other; the others get down, too, each its own way. Which is why a claim such as “this model is better” should rest on more than one seed.

// %% [markdown] id="seeds-text" lang="zh" src="512676a3"
// 种子相同，连一位数字都不差。换一个种子，或者不设种子，每个参数都不同，有的差得很多：最多差到 {{repeat.farthestOff|1}}。
// 四次运行用的是同一个函数，可复用性毫无区别；数能不能重现，只取决于种子。
//
// 参数不同，不见得网络就更差。下面的曲线是每次运行的损失，也就是衡量网络错了多少的数（见第 05 章）。
// 种子为 2 的两次运行完全重合，另外两次也降了下去，只是各走各的路。
// 正因如此，“这个模型更好”之类的说法，不应只凭一个种子。

// %% id="losses" tags=["check:plot"]
const everyFourth = (loss: readonly number[]) =>
  loss.map((y, i) => ({ x: i + 1, y })).filter((_, i) => i % 4 === 0);
lines({
  [text({ en: 'seed 2', zh: '种子 2' })]: everyFourth(first.loss),
  [text({ en: 'seed 2 again', zh: '又是种子 2' })]: everyFourth(again.loss),
  [text({ en: 'seed 3', zh: '种子 3' })]: everyFourth(other.loss),
  [text({ en: 'no seed', zh: '不设种子' })]: everyFourth(careless.loss),
}, { yLabel: text({ en: 'loss', zh: '损失' }), width: 360, height: 220 })

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, or of `undefined`, run its cell, then the one below it: it says whether the
// answer is right, and if not, what was expected. The last one is open; nobody checks it but you.

// %% [markdown] id="exercises" lang="zh" src="dcbb8e7c"
// ## 练习
//
// 把 `todo()` 或 `undefined` 换成你的答案，先运行那个单元格，再运行它下面的那个：它会告诉你答案对不对；
// 如果不对，还会说明应该得到什么。最后一题是开放的，只有你自己来判断。

// %% exercise="ch02-butnot"

// %% exercise="ch02-letters"

// %% exercise="ch02-xor"

// %% exercise="ch02-collapse"

// %% exercise="ch02-widest"

// %% exercise="ch02-linear"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch02-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - A neuron adds up weighted inputs and a bias, and applies an activation function.
// - Weights belong to connections, biases to neurons. A dense layer has $n_{\text{in}} \cdot n_{\text{out}} + n_{\text{out}}$
//   parameters.
// - One neuron draws one straight line. A hidden layer folds the plane, so that a line is enough for what comes after it.
// - Learning needs activation functions with a slope; where they are flat, little gets through.
// - Reproducible means: the same numbers again. Reusable means: of use elsewhere. Ask for both, and measure them separately.
//
// ## Questions
//
// **What are the main components of a deep-learning model?** (Article 5 asks this, and answers: an input layer, hidden layers
// and an output layer.) That is its outline. What it is made of are the connections with their weights, the biases and the
// activation functions; the input layer computes nothing. To train it you need a loss and an optimiser too (chapters 05 and 06).
//
// **Does the input layer count as a layer?** Not here. 784-64-64-10 has three layers, because three compute; some books say four.
//
// **Why is the bias not just one more weight?** It can be seen as one, on a connection from an input that is always 1. Counting
// gives the same: $(n_{\text{in}} + 1) \cdot n_{\text{out}}$.
//
// **Do more parameters make a better model?** The fifth program says no. What counts is where they are.

// %% [markdown] id="summary" lang="zh" src="7563eedd"
// ## 要点
//
// - 神经元把加权的输入和偏置相加，再经过激活函数。
// - 权重属于连接，偏置属于神经元。全连接层有 $n_{\text{in}} \cdot n_{\text{out}} + n_{\text{out}}$ 个参数。
// - 一个神经元画出一条直线。隐藏层把平面折叠起来，使后面只需一条直线。
// - 学习需要有斜率的激活函数；在平坦的地方，几乎什么也传不过去。
// - 可重复，是指再得到同样的数；可复用，是指在别处也有用。两者都要，而且要分别测量。
//
// ## 常见问题
//
// **深度学习模型的主要组成部分是什么？**（第五篇文章提出了这个问题，回答是：输入层、隐藏层和输出层。）
// 那是它的轮廓。真正构成它的，是带有权重的连接、偏置和激活函数；输入层什么也不计算。
// 要训练它，还需要损失函数和优化器（第 05 章和第 06 章）。
//
// **输入层算一层吗？** 这里不算。784-64-64-10 有三层，因为参与计算的是三层；有些书会说四层。
//
// **为什么不把偏置当作又一个权重？** 可以这样看：它是一条连接的权重，这条连接来自一个恒为 1 的输入。数出来也一样：
// $(n_{\text{in}} + 1) \cdot n_{\text{out}}$。
//
// **参数越多，模型越好吗？** 第五个程序说明不是。要紧的是参数放在哪里。
