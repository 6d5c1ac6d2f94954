/** Exercises and quiz of chapter 07. */
import { type Tensor } from 'tslate';
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch07-paths
// en: dL/dx for u = 2x, q = x², L = u q
// zh: u = 2x，q = x²，L = u q 时的 dL/dx
function slopeOfPaths(x: number): number {
  const u = 2 * x;
  const q = x * x;
  // BEGIN SOLUTION
  const [du, dq] = [q, u];
  return 2 * du + 2 * x * dq;
  // END SOLUTION
}
// #endregion

// #region ch07-tanh
// en: the derivative of tanh, from its value a = tanh z alone
// zh: 只用值 a = tanh z 求 tanh 的导数
function tanhSlope(a: number): number {
  // BEGIN SOLUTION
  return 1 - a * a;
  // END SOLUTION
}
// #endregion

// #region ch07-delta
// en: rows are samples; Delta2 belongs to the next layer, whose weights are W2; the hidden layer is relu(Z1)
// zh: 每行一个样本；Delta2 属于后一层，其权重为 W2；隐藏层是 relu(Z1)
function hiddenDelta(Delta2: Tensor, W2: Tensor, Z1: Tensor): Tensor {
  // BEGIN SOLUTION
  return Delta2.matmul(W2.transpose()).mul(Z1.greater(0).cast('float32'));
  // END SOLUTION
}
// #endregion

// #region ch07-repair
// en: one sample; delta is a column [m, 1], a is a column [n, 1], W is [m, n]
// zh: 一个样本；delta 是列 [m, 1]，a 是列 [n, 1]，W 是 [m, n]
function layerGradients(delta: Tensor, a: Tensor, W: Tensor, lambda: number): { dW: Tensor; db: Tensor } {
  // BEGIN SOLUTION
  return { dW: delta.matmul(a.transpose()).add(W.mul(lambda)), db: delta };
  // END SOLUTION
}
// #endregion

// #region ch07-batch
// en: A is [N, n], the inputs of the layer; Delta is [N, m] and already holds the factor 1/N
// zh: A 是 [N, n]，即这一层的输入；Delta 是 [N, m]，已经含有因子 1/N
function batchGradients(A: Tensor, Delta: Tensor): { dW: Tensor; db: Tensor } {
  // BEGIN SOLUTION
  return { dW: A.transpose().matmul(Delta), db: Delta.sum(0) };
  // END SOLUTION
}
// #endregion

// #region ch07-check
// en: the gradient of f at the point, by finite differences up and down; the point stays as it is
// zh: 用上下都走的有限差分求 f 在该点的梯度；不要改动该点
function numericalGradient(
  f: (point: readonly number[]) => number,
  point: readonly number[],
  epsilon: number,
): number[] {
  // BEGIN SOLUTION
  return point.map((_, i) => {
    const at = (by: number) => f(point.map((value, j) => (j === i ? value + by : value)));
    return (at(epsilon) - at(-epsilon)) / (2 * epsilon);
  });
  // END SOLUTION
}
// #endregion

/** x³ + 2 y: its forward differences are visibly wrong. */
const cubic = ([x, y]: readonly number[]): number => x ** 3 + 2 * y;

/** x y z, whose derivatives mix all coordinates. */
const product = ([x, y, z]: readonly number[]): number => x * y * z;

export const exercise = exercises(import.meta.url, {
  'ch07-paths': checked({
    translated: 'edc3773b',
    title: { en: 'Two ways on', zh: '两条去路' },
    level: 1,
    task: {
      en: prose`
        $x$ goes into $u = 2x$ and into $q = x^2$, and then $L = u\,q$. Write $dL/dx$ with the chain rule, from the values $u$ and
        $q$: first $du$ and $dq$, then both ways back to $x$.`,
      zh: prose`
        $x$ 既进入 $u = 2x$，又进入 $q = x^2$，然后 $L = u\,q$。用链式法则由 $u$ 和 $q$ 的值写出 $dL/dx$：
        先求 $du$ 和 $dq$，再沿两条路回到 $x$。`,
    },
    hints: [
      {
        en: 'In a product, the gradient of a factor is the other factor.',
        zh: '在乘积里，一个因子的梯度是另一个因子。',
      },
      {
        en: prose`So $du = q$ and $dq = u$. What are $\partial u/\partial x$ and $\partial q/\partial x$?`,
        zh: prose`所以 $du = q$，$dq = u$。$\partial u/\partial x$ 和 $\partial q/\partial x$ 各是多少？`,
      },
      { en: prose`$dL/dx = 2\,du + 2x\,dq$.`, zh: prose`$dL/dx = 2\,du + 2x\,dq$。` },
    ],
    solution: { slopeOfPaths },
    cases: () => [[1], [2], [-0.5], [3]],
    wrong: [
      {
        answer: (x) => 2 * x * x,
        hint: {
          en: prose`That is the way through $u$. $x$ goes into $q$, too.`,
          zh: prose`这是经过 $u$ 的那条路。$x$ 还进入了 $q$。`,
        },
      },
      {
        answer: (x) => 4 * x * x,
        hint: {
          en: prose`That is the way through $q$. $x$ goes into $u$, too.`,
          zh: prose`这是经过 $q$ 的那条路。$x$ 还进入了 $u$。`,
        },
      },
      {
        answer: (x) => 4 * x,
        hint: {
          en: prose`You have multiplied the two derivatives, $2 \cdot 2x$. Ways on are added up, each with its own gradient.`,
          zh: prose`你把两个导数乘在了一起：$2 \cdot 2x$。各条去路应当相加，每条乘上自己的梯度。`,
        },
      },
    ],
  }),

  'ch07-tanh': checked({
    translated: '7936b0f6',
    title: { en: 'The slope of tanh', zh: 'tanh 的斜率' },
    level: 1,
    task: {
      en: prose`
        Our programs keep $a = \tanh z$ and forget $z$. Write $\sigma'(z)$ from $a$ alone. (Derive it:
        $\tanh z = \frac{\sinh z}{\cosh z}$, $\sinh' = \cosh$, $\cosh' = \sinh$.)`,
      zh: prose`
        我们的程序留着 $a = \tanh z$，不记 $z$。只用 $a$ 写出 $\sigma'(z)$。（推导时可用：
        $\tanh z = \frac{\sinh z}{\cosh z}$，$\sinh' = \cosh$，$\cosh' = \sinh$。）`,
    },
    hints: [
      {
        en: prose`The rule for quotients: $\left(\frac{f}{g}\right)' = \frac{f' g - f g'}{g^2}$.`,
        zh: prose`商的求导法则：$\left(\frac{f}{g}\right)' = \frac{f' g - f g'}{g^2}$。`,
      },
      {
        en: prose`It gives $\frac{\cosh^2 z - \sinh^2 z}{\cosh^2 z}$. Divide both terms.`,
        zh: prose`得到 $\frac{\cosh^2 z - \sinh^2 z}{\cosh^2 z}$。把两项分别除开。`,
      },
      { en: prose`$1 - \tanh^2 z$, and $\tanh z$ is $a$.`, zh: prose`$1 - \tanh^2 z$，而 $\tanh z$ 就是 $a$。` },
    ],
    solution: { tanhSlope },
    cases: () => [[0], [0.5], [-0.9], [0.99]],
    wrong: [
      {
        answer: (a) => a * (1 - a),
        hint: { en: 'That is the sigmoid.', zh: '那是 sigmoid 的导数。' },
      },
      {
        answer: (a) => 1 - Math.tanh(a) ** 2,
        hint: {
          en: prose`$a$ is $\tanh z$ already; you have applied tanh twice.`,
          zh: prose`$a$ 已经是 $\tanh z$ 了，你把 tanh 用了两次。`,
        },
      },
      {
        answer: (a) => 1 - a,
        hint: { en: 'Nearly: look at the square.', zh: '差一点：注意平方。' },
      },
    ],
  }),

  'ch07-delta': checked({
    translated: '7a9c6741',
    title: { en: 'The error of the hidden layer', zh: '隐藏层的误差' },
    level: 2,
    task: {
      en: prose`
        Write $\Delta^{(1)} = (\Delta^{(2)} {W^{(2)}}^\top) \odot \sigma'(Z^{(1)})$ for a hidden layer with ReLU. Rows are samples.
        You will need \`matmul\`, \`transpose\`, \`mul\`, and \`Z1.greater(0).cast('float32')\`, which is 1 where \`Z1\` is
        positive and 0 elsewhere.`,
      zh: prose`
        对使用 ReLU 的隐藏层写出 $\Delta^{(1)} = (\Delta^{(2)} {W^{(2)}}^\top) \odot \sigma'(Z^{(1)})$。每行一个样本。
        会用到 \`matmul\`、\`transpose\`、\`mul\`，以及 \`Z1.greater(0).cast('float32')\`：它在 \`Z1\` 为正处是 1，其余为 0。`,
    },
    hints: [
      {
        en: prose`What shape must the result have? That of $Z^{(1)}$.`,
        zh: prose`结果应当是什么形状？与 $Z^{(1)}$ 相同。`,
      },
      {
        en: '`Delta2.matmul(W2.transpose())` has that shape. What of the activation?',
        zh: '`Delta2.matmul(W2.transpose())` 就是这个形状。激活函数呢？',
      },
      {
        en: 'Multiply element by element with the slope of ReLU, `Z1.greater(0).cast(…)`.',
        zh: '再与 ReLU 的斜率 `Z1.greater(0).cast(…)` 逐元素相乘。',
      },
    ],
    solution: { hiddenDelta },
    cases: (random) => [
      [random.normal([4, 3]), random.normal([5, 3]), random.normal([4, 5])],
      [random.normal([2, 3]), random.normal([3, 3]), random.normal([2, 3])],
    ],
    wrong: [
      {
        answer: (Delta2, W2) => Delta2.matmul(W2.transpose()),
        hint: {
          en: prose`Where is $\sigma'$? Where a unit was switched off ($z \le 0$), no gradient comes through.`,
          zh: prose`$\sigma'$ 到哪里去了？单元关闭（$z \le 0$）的地方，梯度过不去。`,
        },
      },
      {
        answer: (Delta2, W2, Z1) => Delta2.matmul(W2).mul(Z1.greater(0).cast('float32')),
        hint: {
          en: prose`Without the transpose the shapes fit for square weights only, and even there it is wrong: each hidden unit has to
            add up over the units it goes *into*.`,
          zh: prose`不转置，只有方阵形状才对得上，而且结果也是错的：每个隐藏单元要对它所**进入**的各单元求和。`,
        },
      },
      {
        answer: (Delta2, W2, Z1) => Delta2.matmul(W2.transpose()).mul(Z1.relu()),
        hint: {
          en: 'You have multiplied with ReLU itself instead of its derivative.',
          zh: '你乘的是 ReLU 本身，而不是它的导数。',
        },
      },
    ],
  }),

  'ch07-repair': checked({
    translated: 'abeb2e0d',
    title: { en: 'Repair the article', zh: '修正原文' },
    level: 2,
    task: {
      en: prose`
        The article prints $\frac{\partial L}{\partial W} = \delta \cdot a$ and $\frac{\partial L}{\partial b} = \delta$ for an
        L2-regularised loss. Write what it should say, for $J = L + \frac{\lambda}{2} \lVert W \rVert^2$ and one sample in columns.`,
      zh: prose`
        原文为 L2 正则化损失函数写的是 $\frac{\partial L}{\partial W} = \delta \cdot a$ 和 $\frac{\partial L}{\partial b} = \delta$。
        请对 $J = L + \frac{\lambda}{2} \lVert W \rVert^2$ 和按列存放的一个样本，写出它本来应有的样子。`,
    },
    hints: [
      {
        en: prose`$dW$ has the shape of $W$, $[m, n]$. Which product of $[m, 1]$ and $[n, 1]$ gives that?`,
        zh: prose`$dW$ 的形状与 $W$ 相同，为 $[m, n]$。$[m, 1]$ 与 $[n, 1]$ 的哪种乘积是这个形状？`,
      },
      {
        en: '`delta.matmul(a.transpose())`. Then the term of the penalty is missing.',
        zh: '`delta.matmul(a.transpose())`。然后还缺惩罚项带来的一项。',
      },
      {
        en: prose`Add $\lambda W$ to the weights only; the bias stays $\delta$.`,
        zh: prose`只给权重加上 $\lambda W$；偏置仍是 $\delta$。`,
      },
    ],
    solution: { layerGradients },
    cases: (random) => [
      [random.normal([3, 1]), random.normal([3, 1]), random.normal([3, 3]), 0.1],
      [random.normal([2, 1]), random.normal([4, 1]), random.normal([2, 4]), 0.5],
    ],
    wrong: [
      {
        answer: (delta, a) => ({ dW: delta.mul(a), db: delta }),
        hint: {
          en: 'That is the article’s formula, element by element. It has not even the shape of W.',
          zh: '这是按逐元素来读的原文公式。它连 W 的形状都没有。',
        },
      },
      {
        answer: (delta, a) => ({ dW: delta.matmul(a.transpose()), db: delta }),
        hint: {
          en: prose`Right for $L$. But $J$ has a penalty, too: what is the derivative of $\frac{\lambda}{2} W_{ij}^2$?`,
          zh: prose`对 $L$ 是对的。可 $J$ 还有惩罚项：$\frac{\lambda}{2} W_{ij}^2$ 的导数是什么？`,
        },
      },
      {
        answer: (delta, a, W, lambda) => ({ dW: delta.matmul(a.transpose()).add(W.mul(2 * lambda)), db: delta }),
        hint: {
          en: prose`The factor $\frac12$ in $J$ cancels that 2.`,
          zh: prose`$J$ 里的系数 $\frac12$ 会与这个 2 抵消。`,
        },
      },
      {
        answer: (delta, a, W, lambda) => ({ dW: a.matmul(delta.transpose()).add(W.mul(lambda)), db: delta }),
        hint: {
          en: prose`The other way round: $a \delta^\top$ has a row for each input, $W$ has one for each output.`,
          zh: prose`反了：$a \delta^\top$ 每个输入一行，而 $W$ 是每个输出一行。`,
        },
      },
    ],
  }),

  'ch07-batch': checked({
    translated: '018fa7c8',
    title: { en: 'Rows of a batch', zh: '批次的各行' },
    level: 2,
    task: {
      en: prose`
        Now for a batch of $N$ samples in rows, without a penalty: give $dW$, of shape $[n, m]$, and $db$, of shape $[m]$. The factor $\frac1N$
        of the mean is in \`Delta\` already.`,
      zh: prose`
        现在是按行存放的 $N$ 个样本组成的批次，没有惩罚项：给出形状为 $[n, m]$ 的 $dW$ 和形状为 $[m]$ 的 $db$。
        平均带来的因子 $\frac1N$ 已经在 \`Delta\` 里了。`,
    },
    hints: [
      {
        en: prose`$dW$ is the sum of the outer products of all samples. Which matrix product adds up over the rows?`,
        zh: prose`$dW$ 是所有样本的外积之和。哪种矩阵乘积会把各行加起来？`,
      },
      {
        en: prose`$A^\top \Delta$. The bias is used once in every row.`,
        zh: prose`$A^\top \Delta$。偏置在每一行里各用了一次。`,
      },
      { en: '`Delta.sum(0)` adds up the rows.', zh: '`Delta.sum(0)` 把各行加起来。' },
    ],
    solution: { batchGradients },
    cases: (random) => [
      [random.normal([4, 3]), random.normal([4, 2])],
      [random.normal([3, 3]), random.normal([3, 3])],
    ],
    wrong: [
      {
        answer: (A, Delta) => ({ dW: A.transpose().matmul(Delta), db: Delta }),
        hint: {
          en: prose`That is the article’s $\delta$, right for a single sample. \`db\` needs the shape of the bias: add up the rows.`,
          zh: prose`这是原文的 $\delta$，只对单个样本成立。\`db\` 应当与偏置形状相同：把各行加起来。`,
        },
      },
      {
        answer: (A, Delta) => ({ dW: A.transpose().matmul(Delta), db: Delta.mean(0) }),
        hint: {
          en: prose`\`mean\` divides by $N$, but $\frac1N$ is in \`Delta\` already.`,
          zh: prose`\`mean\` 又除了一次 $N$，而 \`Delta\` 里已经有 $\frac1N$ 了。`,
        },
      },
      {
        answer: (A, Delta) => ({ dW: A.transpose().matmul(Delta).div(A.shape[0]), db: Delta.sum(0).div(A.shape[0]) }),
        hint: {
          en: prose`$\frac1N$ must come in once; you have brought it in a second time.`,
          zh: prose`$\frac1N$ 只能出现一次，你让它出现了两次。`,
        },
      },
      {
        answer: (A, Delta) => ({ dW: Delta.transpose().matmul(A), db: Delta.sum(0) }),
        hint: {
          en: prose`That is the transpose: right for weights in the article’s columns. In a program with rows $W$ is $[n, m]$.`,
          zh: prose`这是转置后的结果，适合原文按列的写法。按行的程序里 $W$ 是 $[n, m]$。`,
        },
      },
    ],
  }),

  'ch07-check': checked({
    translated: '6323fb3a',
    title: { en: 'A gradient check of your own', zh: '自己写一个梯度检验' },
    level: 2,
    tolerance: 1e-6,
    task: {
      en: prose`
        Write the finite differences of (eq:difference) for a function of several numbers: one number for each coordinate of the point.
        For $f(x, y) = x^2 y$ at $(2, 3)$ it should give about $[12, 4]$.`,
      zh: prose`
        对一个多元函数写出 (eq:difference) 的有限差分：该点的每个坐标对应一个数。
        对 $f(x, y) = x^2 y$，在 $(2, 3)$ 处应当得到大约 $[12, 4]$。`,
    },
    hints: [
      {
        en: 'For each coordinate: make a copy of the point in which only this one is different.',
        zh: '对每个坐标：复制一份该点，只改这一个坐标。',
      },
      {
        en: '`point.map((value, j) => (j === i ? value + by : value))` is such a copy.',
        zh: '`point.map((value, j) => (j === i ? value + by : value))` 就是这样一份。',
      },
      {
        en: prose`Call $f$ with \`by\` equal to $\varepsilon$ and to $-\varepsilon$; divide the difference by $2\varepsilon$.`,
        zh: prose`分别取 \`by\` 为 $\varepsilon$ 和 $-\varepsilon$ 调用 $f$，把差除以 $2\varepsilon$。`,
      },
    ],
    solution: { numericalGradient },
    cases: () => [
      [cubic, [1, 2], 0.01],
      [product, [1, 2, 3], 0.01],
    ],
    wrong: [
      {
        answer: (f, point, epsilon) =>
          point.map((_, i) => (f(point.map((value, j) => (j === i ? value + epsilon : value))) - f(point)) / epsilon),
        hint: {
          en: 'You went forwards only. Up and down is far more exact for the same ε.',
          zh: '你只往前走了。同样的 ε，上下都走要精确得多。',
        },
      },
      {
        answer: (f, point, epsilon) =>
          point.map((_, i) => {
            const at = (by: number) => f(point.map((value, j) => (j === i ? value + by : value)));
            return (at(epsilon) - at(-epsilon)) / epsilon;
          }),
        hint: {
          en: prose`Twice the gradient: from $-\varepsilon$ to $+\varepsilon$ it is $2\varepsilon$.`,
          zh: prose`是梯度的两倍：从 $-\varepsilon$ 到 $+\varepsilon$ 一共是 $2\varepsilon$。`,
        },
      },
      {
        answer: (f, point, epsilon) =>
          point.map(
            () => (f(point.map((value) => value + epsilon)) - f(point.map((value) => value - epsilon))) / (2 * epsilon),
          ),
        hint: {
          en: 'You have moved all coordinates at once. A partial derivative moves one.',
          zh: '你一次移动了所有坐标。偏导数每次只动一个。',
        },
      },
    ],
  }),

  'ch07-vanishing': open({
    translated: 'c5246784',
    title: { en: 'Rescue the sigmoid', zh: '救救 sigmoid' },
    level: 3,
    task: {
      en: prose`
        For the sigmoid, no factor up to 2 saved the gradient. Try larger ones, for example
        \`lines({ 'factor 4': gradientNorms('sigmoid', 4), 'factor 8': gradientNorms('sigmoid', 8) }, { logY: true })\`. Is there
        a factor at which it survives? Explain what you see by the two factors in (eq:delta-rec).`,
      zh: prose`
        对 sigmoid 来说，2 以内的因子都救不了梯度。试试更大的，例如
        \`lines({ '因子 4': gradientNorms('sigmoid', 4), '因子 8': gradientNorms('sigmoid', 8) }, { logY: true })\`。
        有没有哪个因子能让梯度活下来？请用 (eq:delta-rec) 中的两个因子解释你看到的现象。`,
    },
    hints: [
      {
        en: prose`$\sigma'$ is at most $\frac14$, and only at $z = 0$. By what must $W^\top$ multiply to make up for it?`,
        zh: prose`$\sigma'$ 至多是 $\frac14$，而且只在 $z = 0$ 处。$W^\top$ 要乘上多少才能补回来？`,
      },
      {
        en: prose`Weights of $4/\sqrt n$ would do at $z = 0$. But how large is $z$ with such weights?`,
        zh: prose`在 $z = 0$ 处，$4/\sqrt n$ 的权重正好。可是用这样的权重，$z$ 会有多大？`,
      },
      {
        en: 'Compare the slopes of the lines: factor per layer, for 1, 2, 4, 8 and 16.',
        zh: '比较各条线的斜率，即每层的因子：取 1、2、4、8、16。',
      },
    ],
    model: {
      en: prose`
        At about 8 the line is nearly flat; at 4 the gradient still vanishes, at 16 it explodes. If all $z$ were near 0, where
        $\sigma' = \frac14$, a factor of 4 would be enough. But larger weights make larger $z$, there $\sigma'$ is smaller than
        $\frac14$, and $W^\top$ has to make up for more. And alive is not yet healthy: such $z$ lie in the flat ends of the sigmoid. Tanh and
        ReLU have slope 1 where signals usually are, and need no such balancing act.`,
      zh: prose`
        因子约为 8 时，线几乎是平的；取 4，梯度仍会消失；取 16，则会爆炸。假如所有的 $z$ 都在 0 附近，那里 $\sigma' = \frac14$，
        因子 4 就够了。可是权重一大，$z$ 也大，那里的 $\sigma'$ 小于 $\frac14$，$W^\top$ 就得补回更多。而且活着还不等于健康：
        这样的 $z$ 都落在 sigmoid 两端平坦的地方。tanh 和 ReLU 在信号通常所在之处斜率为 1，用不着这样走钢丝。`,
    },
  }),
});

export const quiz = quizOf('ch07-quiz', {
  translated: '9be264e7',
  questions: [
    {
      question: { en: 'What does backpropagation compute?', zh: '反向传播计算的是什么？' },
      choices: [
        {
          text: { en: 'New weights', zh: '新的权重' },
          why: { en: 'That is the optimiser’s work.', zh: '那是优化器的事。' },
        },
        {
          right: true,
          text: { en: 'The gradient of the loss for every parameter', zh: '损失对每个参数的梯度' },
          why: { en: 'All of them in one walk back.', zh: '往回走一遍就全部得到。' },
        },
        {
          text: { en: 'The loss', zh: '损失' },
          why: { en: 'The way there does that.', zh: '那是去程算出来的。' },
        },
      ],
    },
    {
      question: {
        en: prose`In a layer 784 → 10, $\delta$ is a column of 10 and $a$ a column of 784. What is the gradient of $W$?`,
        zh: prose`在 784 → 10 的层里，$\delta$ 是 10 个数的列，$a$ 是 784 个数的列。$W$ 的梯度是什么？`,
      },
      choices: [
        {
          text: { en: 'δ · a, one number', zh: 'δ · a，一个数' },
          why: { en: 'Columns of different lengths have no scalar product.', zh: '长度不同的列没有点积。' },
        },
        {
          text: { en: 'a δᵀ, 784 × 10', zh: 'a δᵀ，784 × 10' },
          why: {
            en: 'W is 10 × 784 when samples are columns.',
            zh: '样本按列存放时，W 是 10 × 784。',
          },
        },
        {
          right: true,
          text: { en: 'δ aᵀ, 10 × 784', zh: 'δ aᵀ，10 × 784' },
          why: { en: 'Each error with each input: the shape of W.', zh: '每个误差乘每个输入：正是 W 的形状。' },
        },
      ],
    },
    {
      question: {
        en: prose`Where does the transpose in $\delta^{(l)} = ({W^{(l+1)}}^\top \delta^{(l+1)}) \odot \sigma'(z^{(l)})$ come from?`,
        zh: prose`$\delta^{(l)} = ({W^{(l+1)}}^\top \delta^{(l+1)}) \odot \sigma'(z^{(l)})$ 里的转置从何而来？`,
      },
      choices: [
        {
          right: true,
          text: {
            en: 'A unit adds up over all the units that it goes into.',
            zh: '一个单元要对它所进入的所有单元求和。',
          },
          why: { en: 'So the sum runs along a column of W.', zh: '所以求和沿着 W 的一列进行。' },
        },
        {
          text: { en: 'It makes the shapes fit and has no other meaning.', zh: '只是为了凑形状，没有别的含义。' },
          why: {
            en: 'In a square layer both shapes fit, and without the transpose the gradient is wrong.',
            zh: '在方阵的层里，转置与否，形状都对得上，可是不转置，梯度就是错的。',
          },
        },
        {
          text: { en: 'Gradients go against the slope.', zh: '梯度逆着坡走。' },
          why: { en: 'The sign has nothing to do with it.', zh: '这与正负号无关。' },
        },
      ],
    },
    {
      question: {
        en: 'A gradient check with ε = 10⁻¹² in float64 finds a relative error of 10⁻⁴. What does it say?',
        zh: '在 float64 下用 ε = 10⁻¹² 做梯度检验，相对误差为 10⁻⁴。这说明什么？',
      },
      choices: [
        {
          text: { en: 'The gradient is wrong.', zh: '梯度算错了。' },
          why: {
            en: 'Not necessarily: with such an ε a right one looks the same.',
            zh: '不一定：ε 这样小，正确的梯度看起来也是这样。',
          },
        },
        {
          text: { en: 'ε is too large.', zh: 'ε 太大了。' },
          why: { en: 'On the contrary.', zh: '恰恰相反。' },
        },
        {
          right: true,
          text: { en: 'Little: ε is so small that rounding prevails.', zh: '说明不了什么：ε 太小，舍入误差占了上风。' },
          why: { en: 'Take about 10⁻⁵ and look again.', zh: '取 10⁻⁵ 左右再看。' },
        },
      ],
    },
    {
      question: {
        en: 'A deep network of sigmoids hardly learns in its first layers. Why?',
        zh: '由 sigmoid 组成的深层网络，前几层几乎学不到东西。为什么？',
      },
      choices: [
        {
          text: { en: 'Its first layers have too few weights.', zh: '前几层的权重太少。' },
          why: { en: 'They have as many as the others.', zh: '它们的权重与别的层一样多。' },
        },
        {
          right: true,
          text: { en: 'On the way back, every layer multiplies by at most ¼.', zh: '回程每过一层，至多乘 ¼。' },
          why: {
            en: 'Unless the weights make up for it, little is left after many layers.',
            zh: '除非权重能补回来，否则经过许多层就所剩无几。',
          },
        },
        {
          text: { en: 'Backpropagation reaches only the last layers.', zh: '反向传播只到得了最后几层。' },
          why: { en: 'It reaches all; the numbers are just tiny.', zh: '每层都到得了，只是数值太小。' },
        },
      ],
    },
  ],
});
