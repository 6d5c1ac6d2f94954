/** Exercises and quiz of chapter 04. */
import { rng, type Tensor } from 'tslate';
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch04-by-hand
// en: [first hidden activation, second hidden activation, sum of the output unit]
// zh: [第一个隐藏单元的激活值, 第二个隐藏单元的激活值, 输出单元的和]
// BEGIN SOLUTION
// stub: const byHand: number[] | undefined = undefined;
const byHand = [0, -2 * 1 + 3 * 2 - 0.5, 2 * 0 + 1 * 3.5 - 2];
// END SOLUTION
// #endregion

// #region ch04-bias
// en: Z has a row for each sample, b an entry for each unit
// zh: Z 的每一行是一个样本，b 的每一项对应一个单元
function addBias(Z: number[][], b: number[]): number[][] {
  // BEGIN SOLUTION
  return Z.map((row) => row.map((z, j) => z + b[j]));
  // END SOLUTION
}
// #endregion

// #region ch04-columns
type Matrix = Tensor<readonly [number, number]>;

// en: X has a row for each sample; W comes from a formula and has a row for each unit
// zh: X 的每一行是一个样本；W 取自公式，每一行是一个单元
function layerFromFormula(X: Matrix, W: Matrix, b: Tensor<readonly [number]>): Matrix {
  // BEGIN SOLUTION
  return X.matmul(W.transpose()).add(b);
  // END SOLUTION
}
// #endregion

// #region ch04-activations
function activations(z: number): { relu: number; sigmoid: number; tanh: number } {
  // BEGIN SOLUTION
  const small = Math.exp(-Math.abs(z)); // en: between 0 and 1, whatever z is // zh: 无论 z 是多少，都在 0 与 1 之间
  return {
    relu: Math.max(z, 0),
    sigmoid: z >= 0 ? 1 / (1 + small) : small / (1 + small),
    tanh: (Math.sign(z) * (1 - small ** 2)) / (1 + small ** 2),
  };
  // END SOLUTION
}
// #endregion

// #region ch04-slopes
function slopes(z: number): { relu: number; sigmoid: number; tanh: number } {
  // BEGIN SOLUTION
  const value = 1 / (1 + Math.exp(-z));
  return { relu: z > 0 ? 1 : 0, sigmoid: value * (1 - value), tanh: 1 - Math.tanh(z) ** 2 };
  // END SOLUTION
}
// #endregion

// #region ch04-layers
type Pair = { readonly W: Tensor<readonly [number, number]>; readonly b: Tensor<readonly [number]> };

// en: rows, so that a layer is X W + b; ReLU behind every layer but the last
// zh: 按行来写，一层是 X W + b；除最后一层外，每层之后都有 ReLU
function forwardThrough(
  layers: readonly Pair[],
  X: Tensor<readonly [number, number]>,
): Tensor<readonly [number, number]> {
  // BEGIN SOLUTION
  let a = X;
  layers.forEach(({ W, b }, l) => {
    const z = a.matmul(W).add(b);
    a = l < layers.length - 1 ? z.relu() : z;
  });
  return a;
  // END SOLUTION
}
// #endregion

// #region ch04-start
// en: the standard deviation of the weights with which the sum z = Σ xⱼ wⱼ has standard deviation 1
// zh: 使和 z = Σ xⱼ wⱼ 的标准差为 1 的权重标准差
function weightDeviation(x: number[]): number {
  // BEGIN SOLUTION
  return 1 / Math.sqrt(x.reduce((sum, value) => sum + value ** 2, 0));
  // END SOLUTION
}
// #endregion

const naiveTanh = (z: number): number => (Math.exp(z) - Math.exp(-z)) / (Math.exp(z) + Math.exp(-z));
const stableSigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export const exercise = exercises(import.meta.url, {
  'ch04-by-hand': checked({
    translated: '283dfe2d',
    title: { en: 'Another input, by hand', zh: '换一个输入，再手算一次' },
    level: 1,
    task: {
      en: prose`
        For the first network of this chapter and the input $x = (1, 2)$, compute both activations of the hidden layer and the
        sum $z^{(2)}$ of the output unit, before the sigmoid. Write them as a list of three numbers, or of three sums.`,
      zh: prose`
        对本章的第一个网络和输入 $x = (1, 2)$，算出隐藏层的两个激活值，以及输出单元经过 sigmoid 之前的和 $z^{(2)}$。
        写成由三个数（或三个算式）组成的列表。`,
    },
    hints: [
      {
        en: prose`A row of $W^{(1)}$ belongs to a unit: the first one computes $1 \cdot x_1 - 1 \cdot x_2 + 0.5$.`,
        zh: prose`$W^{(1)}$ 的一行属于一个单元：第一个单元计算 $1 \cdot x_1 - 1 \cdot x_2 + 0.5$。`,
      },
      {
        en: prose`The sums are $-0.5$ and $3.5$. What does ReLU make of them?`,
        zh: prose`两个和是 $-0.5$ 和 $3.5$。经过 ReLU 变成多少？`,
      },
      {
        en: prose`The output unit computes $2 a_1 + 1 a_2 - 2$ with $a_1 = 0$ and $a_2 = 3.5$.`,
        zh: prose`输出单元计算 $2 a_1 + 1 a_2 - 2$，其中 $a_1 = 0$，$a_2 = 3.5$。`,
      },
    ],
    solution: { byHand },
    wrong: [
      {
        answer: [-0.5, 3.5, 0.5],
        hint: {
          en: 'These are the sums without ReLU. A negative sum becomes 0 before it is passed on.',
          zh: '这是没有经过 ReLU 的和。负的和要先变成 0，再往后传。',
        },
      },
      {
        answer: [0, 4, 4],
        hint: { en: 'The biases are missing, in both layers.', zh: '两层的偏置都漏掉了。' },
      },
      {
        answer: [0, 4.5, 2.5],
        hint: {
          en: prose`You have read $W^{(1)}$ by columns. In the formula a **row** belongs to a unit.`,
          zh: prose`你是按列读 $W^{(1)}$ 的。在公式里，一个单元对应的是一**行**。`,
        },
      },
    ],
  }),

  'ch04-bias': checked({
    translated: '8011bdfd',
    title: { en: 'Broadcast a bias', zh: '广播偏置' },
    level: 1,
    task: {
      en: 'Do by hand what broadcasting does: add the bias `b` to every row of `Z`. Use arrays only.',
      zh: '亲手做一遍广播所做的事：把偏置 `b` 加到 `Z` 的每一行上。只用数组。',
    },
    hints: [
      {
        en: 'How long is `b`: as long as a row, or as long as a column?',
        zh: '`b` 有多长：和一行一样长，还是和一列一样长？',
      },
      {
        en: 'The number in row `i` and column `j` is the sum of unit `j` for sample `i`. Which bias belongs to it?',
        zh: '第 `i` 行第 `j` 列的数，是单元 `j` 对样本 `i` 的和。哪个偏置属于它？',
      },
      {
        en: '`Z.map((row) => row.map((z, j) => …))` goes through all of them.',
        zh: '`Z.map((row) => row.map((z, j) => …))` 会走遍每一个数。',
      },
    ],
    solution: { addBias },
    cases: () => [
      [
        [
          [1, 2],
          [3, 4],
        ],
        [10, 20],
      ],
      [
        [
          [0, 0, 0],
          [1, 1, 1],
          [5, 6, 7],
        ],
        [-1, 0, 2],
      ],
    ],
    wrong: [
      {
        answer: (Z, b) => Z.map((row, i) => row.map((z) => z + b[i])),
        hint: {
          en: 'You have given each **sample** a bias. It belongs to the units, which are the columns.',
          zh: '你给每个**样本**加了一个偏置。偏置属于单元，也就是各列。',
        },
      },
      {
        answer: (Z, b) => Z.map((row) => row.map((z) => z + b.reduce((sum, value) => sum + value, 0))),
        hint: {
          en: 'Every number has got all biases. It should get that of its own unit.',
          zh: '每个数都加上了所有的偏置。它只应加上自己那个单元的。',
        },
      },
      {
        answer: (Z, b) => Z.map((row, i) => (i === 0 ? row.map((z, j) => z + b[j]) : row)),
        hint: {
          en: 'Only the first sample has a bias now. It is repeated for all of them.',
          zh: '现在只有第一个样本加了偏置。每个样本都要重复一遍。',
        },
      },
    ],
  }),

  'ch04-columns': checked({
    translated: '7923900b',
    title: { en: 'From the formula to the program', zh: '从公式到程序' },
    level: 2,
    task: {
      en: prose`
        Somebody gives you \`W\` and \`b\` as they stand in $z = W a + b$. Your samples are the rows of \`X\`. Compute the sums for
        the whole batch, a row for each sample, without a loop.`,
      zh: prose`
        有人给了你 \`W\` 和 \`b\`，就像它们在 $z = W a + b$ 里那样。你的样本是 \`X\` 的各行。不用循环，
        算出整个批次的和，每个样本一行。`,
    },
    hints: [
      {
        en: 'Write the shapes under the names: samples × inputs, units × inputs, units.',
        zh: '把形状写在名字下面：样本 × 输入，单元 × 输入，单元。',
      },
      {
        en: 'In a product the inner lengths have to be the same *thing*, not only the same number.',
        zh: '在乘积里，中间的两个长度必须是同一种**东西**，而不只是同一个数。',
      },
      { en: '`W.transpose()` has the shape inputs × units.', zh: '`W.transpose()` 的形状是“输入 × 单元”。' },
    ],
    solution: { layerFromFormula },
    cases: (random) => [
      [random.normal([3, 3]), random.normal([3, 3]), random.normal([3])],
      [random.normal([3, 3]), random.normal([3, 3]), random.normal([3])],
    ],
    wrong: [
      {
        answer: (X, W, b) => X.matmul(W).add(b),
        hint: {
          en: 'That runs only because this `W` is square. A row of `W` belongs to a unit, so it has to be transposed.',
          zh: '只因为这里的 `W` 是方阵，它才跑得通。`W` 的一行属于一个单元，所以要转置。',
        },
      },
      {
        answer: (X, W, b) => W.matmul(X.transpose()).add(b),
        hint: {
          en: 'This has a column for each sample, and the bias was added along the wrong axis.',
          zh: '这样每个样本成了一列，而且偏置加错了方向。',
        },
      },
      {
        answer: (X, W, b) => W.matmul(X.transpose()).add(b.reshape([-1, 1])),
        hint: {
          en: 'The numbers are right, but they stand in columns. A row for each sample was asked for.',
          zh: '数都对，但它们是按列排的。题目要求每个样本一行。',
        },
      },
      {
        answer: (X, W) => X.matmul(W.transpose()),
        hint: { en: 'And the bias?', zh: '偏置呢？' },
      },
    ],
  }),

  'ch04-activations': checked({
    translated: '21a453c6',
    title: { en: 'Three activation functions that never fail', zh: '三个从不出错的激活函数' },
    level: 2,
    task: {
      en: prose`
        Compute ReLU, sigmoid and tanh of a number, from \`Math.exp\` and the four basic operations, without \`Math.tanh\`. They
        have to be right for $z = 1000$ and $z = -1000$, too.`,
      zh: prose`
        用 \`Math.exp\` 和加减乘除算出一个数的 ReLU、sigmoid 和 tanh，不要用 \`Math.tanh\`。$z = 1000$ 和 $z = -1000$
        时也要正确。`,
    },
    hints: [
      {
        en: prose`What is \`Math.exp(1000)\`, and what is \`Infinity / Infinity\`?`,
        zh: prose`\`Math.exp(1000)\` 是多少？\`Infinity / Infinity\` 呢？`,
      },
      {
        en: prose`$e^{-|z|}$ never overflows. Divide numerator and denominator by the larger of the two powers.`,
        zh: prose`$e^{-|z|}$ 永远不会溢出。把分子分母同除以两个幂中较大的那个。`,
      },
      {
        en: prose`With $e = e^{-|z|}$: sigmoid is $1/(1 + e)$ for $z \ge 0$ and $e/(1 + e)$ below; tanh is $\pm(1 - e^2)/(1 + e^2)$, with the sign of $z$.`,
        zh: prose`令 $e = e^{-|z|}$：$z \ge 0$ 时 sigmoid 是 $1/(1 + e)$，否则是 $e/(1 + e)$；tanh 是 $\pm(1 - e^2)/(1 + e^2)$，符号与 $z$ 相同。`,
      },
    ],
    solution: { activations },
    cases: (random) => [[0], [1], [-2], [4 * random.next() - 2], [1000], [-1000]],
    wrong: [
      {
        answer: (z) => ({ relu: Math.max(z, 0), sigmoid: Math.exp(z) / (1 + Math.exp(z)), tanh: naiveTanh(z) }),
        hint: {
          en: prose`Right on paper. But $e^{1000}$ is $\infty$ for a computer, and $\infty / \infty$ is not a number. This hits sigmoid and tanh.`,
          zh: prose`纸面上没错。但对计算机来说 $e^{1000}$ 就是 $\infty$，而 $\infty / \infty$ 不是一个数。sigmoid 和 tanh 都中招了。`,
        },
      },
      {
        answer: (z) => ({ relu: Math.max(z, 0), sigmoid: stableSigmoid(z), tanh: naiveTanh(z) }),
        hint: {
          en: prose`The sigmoid is fine, but tanh divides $\infty$ by $\infty$ for large $|z|$.`,
          zh: prose`sigmoid 没问题，但 $|z|$ 很大时，tanh 是用 $\infty$ 除以 $\infty$。`,
        },
      },
      {
        answer: (z) => ({ relu: Math.max(z, 0), sigmoid: stableSigmoid(z), tanh: stableSigmoid(2 * z) }),
        hint: {
          en: prose`Nearly: $\tanh z = 2\,\sigma(2z) - 1$. Yours goes from 0 to 1, not from −1 to 1.`,
          zh: prose`差一点：$\tanh z = 2\,\sigma(2z) - 1$。你的函数是从 0 到 1，而不是从 −1 到 1。`,
        },
      },
      {
        answer: (z) => ({ relu: Math.abs(z), sigmoid: stableSigmoid(z), tanh: Math.tanh(z) }),
        hint: {
          en: 'ReLU makes negative numbers 0; it does not turn their sign round.',
          zh: 'ReLU 把负数变成 0，而不是变号。',
        },
      },
    ],
  }),

  'ch04-slopes': checked({
    translated: '3d059db9',
    title: { en: 'And their slopes', zh: '以及它们的斜率' },
    level: 2,
    task: {
      en: prose`
        Compute the derivatives of ReLU, sigmoid and tanh at \`z\`. At $z = 0$ ReLU shall have the slope 0. \`Math.tanh\` is
        allowed now.`,
      zh: prose`
        算出 ReLU、sigmoid 和 tanh 在 \`z\` 处的导数。规定 ReLU 在 $z = 0$ 处的斜率为 0。现在可以用 \`Math.tanh\` 了。`,
    },
    hints: [
      {
        en: 'Each of the three can be written with the value of the function.',
        zh: '三个导数都可以用函数值本身写出来。',
      },
      {
        en: prose`$\sigma' = \sigma (1 - \sigma)$, where $\sigma$ stands for $\sigma(z)$, not for $z$.`,
        zh: prose`$\sigma' = \sigma (1 - \sigma)$，其中 $\sigma$ 指的是 $\sigma(z)$，而不是 $z$。`,
      },
      {
        en: prose`$\tanh' z = 1 - \tanh^2 z$; ReLU has the slope \`z > 0 ? 1 : 0\`.`,
        zh: prose`$\tanh' z = 1 - \tanh^2 z$；ReLU 的斜率是 \`z > 0 ? 1 : 0\`。`,
      },
    ],
    solution: { slopes },
    cases: (random) => [[0], [1], [-2], [4 * random.next() - 2], [1000], [-1000]],
    wrong: [
      {
        answer: (z) => ({ relu: z > 0 ? 1 : 0, sigmoid: z * (1 - z), tanh: 1 - z ** 2 }),
        hint: {
          en: prose`You have put $z$ where the value of the function belongs: $\sigma(z)(1 - \sigma(z))$, $1 - \tanh^2 z$.`,
          zh: prose`应当代入函数值的地方，你代入了 $z$：是 $\sigma(z)(1 - \sigma(z))$ 和 $1 - \tanh^2 z$。`,
        },
      },
      {
        answer: (z) => ({
          relu: Math.max(z, 0),
          sigmoid: stableSigmoid(z) * (1 - stableSigmoid(z)),
          tanh: 1 - Math.tanh(z) ** 2,
        }),
        hint: {
          en: 'For ReLU you have given the value, not the slope: a straight line through 0 with slope 1 stays at slope 1.',
          zh: '对 ReLU 你给出的是函数值，不是斜率：斜率为 1 的直线，斜率处处是 1。',
        },
      },
      {
        answer: (z) => ({
          relu: z > 0 ? 1 : 0,
          sigmoid: stableSigmoid(z) * (1 - stableSigmoid(z)),
          tanh: Math.tanh(z) * (1 - Math.tanh(z)),
        }),
        hint: {
          en: prose`The rule $f (1 - f)$ is that of the sigmoid. For tanh it is $1 - f^2$.`,
          zh: prose`$f (1 - f)$ 是 sigmoid 的规则。tanh 的是 $1 - f^2$。`,
        },
      },
      {
        answer: (z) => ({
          relu: z >= 0 ? 1 : 0,
          sigmoid: stableSigmoid(z) * (1 - stableSigmoid(z)),
          tanh: 1 - Math.tanh(z) ** 2,
        }),
        hint: {
          en: prose`Only the corner differs: at $z = 0$ the slope of ReLU shall be 0, as frameworks have it.`,
          zh: prose`只差在拐角：规定 ReLU 在 $z = 0$ 处的斜率为 0，框架也是这样做的。`,
        },
      },
    ],
  }),

  'ch04-layers': checked({
    translated: '3c6ad476',
    title: { en: 'Any number of layers', zh: '任意多层' },
    level: 2,
    task: {
      en: prose`
        Write forward propagation for a network of any depth: \`layers\` holds \`{ W, b }\` for each layer, in the convention of
        programs. ReLU follows every layer but the last, whose sums come out as they are.`,
      zh: prose`
        为任意深度的网络写出前向传播：\`layers\` 依次存放每一层的 \`{ W, b }\`，采用程序的约定。除最后一层外，每层之后都有 ReLU；
        最后一层的和原样输出。`,
    },
    hints: [
      {
        en: 'Keep one variable that is the input of the layer to come. What is it at the beginning?',
        zh: '用一个变量保存下一层的输入。它一开始是什么？',
      },
      {
        en: '`a.matmul(W).add(b)` is a layer; put the result back into `a`.',
        zh: '`a.matmul(W).add(b)` 就是一层；把结果再放回 `a`。',
      },
      {
        en: '`layers.forEach(({ W, b }, l) => …)` tells which layer it is; the last one is `layers.length - 1`.',
        zh: '`layers.forEach(({ W, b }, l) => …)` 能告诉你这是第几层；最后一层是 `layers.length - 1`。',
      },
    ],
    solution: { forwardThrough },
    cases: (random) => [
      [threeLayers(random.split()), random.normal([4, 3])],
      [threeLayers(random.split()).slice(0, 2), random.normal([2, 3])],
    ],
    wrong: [
      {
        answer: (layers, X) => layers.reduce((a, { W, b }) => a.matmul(W).add(b).relu(), X),
        hint: {
          en: 'You have put ReLU behind the last layer, too. Then no output can be negative.',
          zh: '你在最后一层之后也加了 ReLU。那样输出就不可能为负了。',
        },
      },
      {
        answer: (layers, X) => layers.reduce((a, { W, b }) => a.matmul(W).add(b), X),
        hint: {
          en: 'Without ReLU between them all the layers are one layer.',
          zh: '中间没有 ReLU，所有的层就等于一层。',
        },
      },
      {
        answer: (layers, X) => layers.reduce((a, { W }, l) => (l === 0 ? a : a.relu()).matmul(W), X),
        hint: { en: 'The biases are missing.', zh: '偏置漏掉了。' },
      },
    ],
  }),

  'ch04-start': checked({
    translated: 'f3acd0a2',
    title: { en: 'How wide for this input?', zh: '对这个输入，该多分散？' },
    level: 2,
    task: {
      en: prose`
        The weights of a unit are drawn independently with mean 0 and standard deviation $s$; its bias is 0. Which $s$ gives its
        sum for the input \`x\` the standard deviation 1?`,
      zh: prose`
        一个单元的权重独立抽取，均值为 0，标准差为 $s$；偏置为 0。$s$ 取多少，才能使它对输入 \`x\` 的和的标准差为 1？`,
    },
    hints: [
      {
        en: prose`The chapter says what $\operatorname{std}(z)$ is for a given $s$.`,
        zh: prose`本章给出了 $s$ 已知时的 $\operatorname{std}(z)$。`,
      },
      {
        en: prose`$s \lVert x \rVert = 1$, and $\lVert x \rVert$ is the length of $x$.`,
        zh: prose`$s \lVert x \rVert = 1$，其中 $\lVert x \rVert$ 是 $x$ 的长度。`,
      },
      { en: prose`$\lVert x \rVert = \sqrt{\sum_j x_j^2}$.`, zh: prose`$\lVert x \rVert = \sqrt{\sum_j x_j^2}$。` },
    ],
    solution: { weightDeviation },
    cases: () => [[[3, 4]], [[1, 1, 1, 1]], [Array.from(rng(4).uniform([50]).data)]],
    wrong: [
      {
        answer: (x) => 1 / x.reduce((sum, value) => sum + value ** 2, 0),
        hint: {
          en: 'That is the variance. The standard deviation is its root.',
          zh: '这是方差。标准差是它的平方根。',
        },
      },
      {
        answer: (x) => 1 / Math.sqrt(x.length),
        hint: {
          en: prose`That would be right if every $x_j$ were about 1 in size. Here the numbers themselves count.`,
          zh: prose`只有当每个 $x_j$ 的大小都约为 1 时，这才对。这里要用到这些数本身。`,
        },
      },
      {
        answer: (x) => 1 / x.reduce((sum, value) => sum + value, 0),
        hint: {
          en: 'Variances add up, and with squares: products of a number and a weight have the variance of the weight times the square of the number.',
          zh: '相加的是方差，而且带着平方：一个数与权重之积的方差，等于权重的方差乘以这个数的平方。',
        },
      },
    ],
  }),

  'ch04-time': open({
    translated: 'a5e88196',
    title: { en: 'What the matrix is good for', zh: '矩阵的好处' },
    level: 3,
    task: {
      en: prose`
        The loops and the matrix product compute the same numbers. Measure how long each takes for a thousand images and the layer
        784 → 10, and then for 784 → 200, with \`performance.now()\`. What does it gain to hand over a whole batch rather than one
        image at a time?`,
      zh: prose`
        循环与矩阵乘法算出的数是一样的。用 \`performance.now()\` 测一测：一千幅图像、784 → 10 的层，各要多久？784 → 200 呢？
        一次交出整个批次，与一次一幅图像相比，好处有多大？`,
    },
    hints: [
      {
        en: 'Take the time before and after, and run everything once beforehand: the first run is slower, because it is still being compiled.',
        zh: '在前后各记一次时间，并且事先都跑一遍：第一次要慢一些，因为代码还在编译。',
      },
      {
        en: '`train.x.rows(upTo(1000))` has the images; `.toArray()` gives them to the loops. Convert before you measure.',
        zh: '`train.x.rows(upTo(1000))` 是图像；`.toArray()` 把它们变成循环能用的数组。转换要在计时之前做。',
      },
      {
        en: 'Three times: `affine` for each image; `matmul` for each image as a [1, 784] row; one `matmul` for all of them.',
        zh: '测三次：对每幅图像用 `affine`；对每幅图像（一个 [1, 784] 的行）用 `matmul`；对全部图像用一次 `matmul`。',
      },
    ],
    model: {
      en: prose`
        The times depend on your machine. For 784 → 200 you should find the loops last and one product for the whole batch far
        ahead. All three do the same multiplications; but the product keeps its numbers in flat arrays of float32, and with a
        whole batch it uses every weight that it has fetched from memory for many images, and is called once instead of a thousand
        times. For 784 → 10 there is less to gain, because there is less to do.`,
      zh: prose`
        时间取决于你的机器。对 784 → 200，你应当看到循环最慢，而对整个批次做一次乘法遥遥领先。三者的乘法次数是一样的；
        但矩阵乘法把数放在 float32 的扁平数组里，而对整个批次来说，从内存中取出的每个权重可供许多幅图像使用，
        而且只调用一次，而不是一千次。对 784 → 10，要做的事少，好处也就小一些。`,
    },
  }),
});

/** Weights for 3 → 5 → 4 → 2. */
function threeLayers(random: ReturnType<typeof rng>) {
  const sizes = [3, 5, 4, 2];
  return sizes.slice(1).map((units, l) => ({ W: random.normal([sizes[l], units]), b: random.normal([units]) }));
}

export const quiz = quizOf('ch04-quiz', {
  translated: '2e5e8db0',
  questions: [
    {
      question: {
        en: 'A network has five layers and no activation functions. What can it compute?',
        zh: '一个网络有五层，没有激活函数。它能计算什么？',
      },
      choices: [
        {
          text: { en: 'Anything, if the layers are wide enough', zh: '只要层足够宽，什么都能算' },
          why: {
            en: 'Width does not help: a sum of straight lines is straight.',
            zh: '宽度帮不上忙：直线之和还是直线。',
          },
        },
        {
          right: true,
          text: { en: 'Only what a single layer can', zh: '只有单独一层能算的东西' },
          why: {
            en: 'The five matrices multiply into one, and the biases into one.',
            zh: '五个矩阵乘成一个，偏置也合成一个。',
          },
        },
        {
          text: { en: 'Nothing: it has no output', zh: '什么都不能：它没有输出' },
          why: { en: 'It has one, a matrix times the input plus a bias.', zh: '它有输出：矩阵乘以输入，再加偏置。' },
        },
      ],
    },
    {
      question: {
        en: 'A layer goes from 784 inputs to 10 units. Which shape has W in a formula W a + b, and which in a program?',
        zh: '一层从 784 个输入到 10 个单元。W 在公式 W a + b 里是什么形状，在程序里呢？',
      },
      choices: [
        {
          right: true,
          text: { en: '[10, 784] in the formula, [784, 10] in the program', zh: '公式里 [10, 784]，程序里 [784, 10]' },
          why: { en: 'They are transposes of each other.', zh: '它们互为转置。' },
        },
        {
          text: { en: '[784, 10] in the formula, [10, 784] in the program', zh: '公式里 [784, 10]，程序里 [10, 784]' },
          why: {
            en: 'W a with a column of 784 needs 784 columns in W.',
            zh: 'a 是 784 个数的列，所以 W a 要求 W 有 784 列。',
          },
        },
        {
          text: { en: '[10, 784] in both', zh: '两者都是 [10, 784]' },
          why: {
            en: 'In a program samples are rows, so the 784 has to stand first.',
            zh: '程序里样本是行，所以 784 要在前面。',
          },
        },
        {
          text: { en: '[784, 784], then cut to 10', zh: '[784, 784]，再截成 10' },
          why: { en: 'Nothing is cut: each unit has 784 weights.', zh: '没有截断：每个单元有 784 个权重。' },
        },
      ],
    },
    {
      question: {
        en: 'The sums of a batch have the shape [32, 10], the bias has [10]. What does adding them do?',
        zh: '一个批次的和的形状是 [32, 10]，偏置是 [10]。相加会怎样？',
      },
      choices: [
        {
          text: { en: 'An error: the shapes differ', zh: '报错：形状不同' },
          why: {
            en: 'They are compared from the last axis on: 10 and 10 fit.',
            zh: '从最后一个轴开始比较：10 与 10 相符。',
          },
        },
        {
          text: { en: 'It adds the bias to the first sample only', zh: '只给第一个样本加上偏置' },
          why: {
            en: 'Then 31 samples would pass through another network.',
            zh: '那样另外 31 个样本就通过了另一个网络。',
          },
        },
        {
          right: true,
          text: { en: 'It adds the same ten numbers to each of the 32 rows', zh: '给 32 行都加上同样的十个数' },
          why: {
            en: 'The missing axis counts as 1 and is repeated: broadcasting.',
            zh: '缺少的轴当作 1，然后重复：这就是广播。',
          },
        },
      ],
    },
    {
      question: { en: 'When is a sigmoid unit saturated?', zh: '一个 sigmoid 单元什么时候是饱和的？' },
      choices: [
        {
          text: { en: 'When its sum is close to 0', zh: '当它的和接近 0 时' },
          why: { en: 'There its slope is largest, one quarter.', zh: '那里的斜率最大，是四分之一。' },
        },
        {
          right: true,
          text: { en: 'When its sum is far from 0 on either side', zh: '当它的和离 0 很远时，无论在哪一侧' },
          why: {
            en: 'There the curve is flat, and hardly any gradient passes.',
            zh: '那里曲线是平的，梯度几乎传不过去。',
          },
        },
        {
          text: { en: 'Only when its sum is large and negative', zh: '只有当它的和是很大的负数时' },
          why: { en: 'That is ReLU. The sigmoid is flat on both sides.', zh: '那是 ReLU。sigmoid 两侧都是平的。' },
        },
      ],
    },
    {
      question: {
        en: 'Why should weights start smaller when a unit has more inputs?',
        zh: '单元的输入越多，权重的初始值为什么应当越小？',
      },
      choices: [
        {
          text: { en: 'To save memory', zh: '为了节省内存' },
          why: { en: 'A small number takes as many bytes as a large one.', zh: '小的数和大的数占用的字节一样多。' },
        },
        {
          text: { en: 'So that the network starts with the right answers', zh: '为了让网络一开始就答对' },
          why: { en: 'No random start knows the answers.', zh: '随机的开始不可能知道答案。' },
        },
        {
          right: true,
          text: { en: 'So that its sum keeps about the same spread', zh: '为了让它的和保持差不多的分散程度' },
          why: {
            en: prose`$\operatorname{std}(z) = s \lVert x \rVert$, and $\lVert x \rVert$ grows with the number of inputs.`,
            zh: prose`$\operatorname{std}(z) = s \lVert x \rVert$，而 $\lVert x \rVert$ 随输入的个数增大。`,
          },
        },
      ],
    },
  ],
});
