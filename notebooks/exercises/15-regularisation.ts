/** Exercises and quiz of chapter 15. */
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch15-diagnose
// BEGIN SOLUTION
// stub: const diagnoses: string[] | undefined = undefined;
const diagnoses = ['under', 'over', 'good', 'under'];
// END SOLUTION
// #endregion

// #region ch15-fade
// en: what is left of the weight `w` after `n` steps in which the gradient of L is 0
// zh: 若 L 的梯度一直为 0，走 `n` 步之后权重 `w` 还剩多少
function faded(w: number, alpha: number, lambda: number, n: number): number {
  // BEGIN SOLUTION
  return w * (1 - alpha * lambda) ** n;
  // END SOLUTION
}
// #endregion

// #region ch15-dropout
// en: `a`: activations; `m`: 1 where one stays, else 0; `dy`: ∂L/∂y. Gives [y, ∂L/∂a]
// zh: `a`：激活值；`m`：保留处为 1，否则为 0；`dy`：∂L/∂y。给出 [y, ∂L/∂a]
function dropForthAndBack(a: readonly number[], m: readonly number[], p: number, dy: readonly number[]): number[][] {
  // BEGIN SOLUTION
  const scale = m.map((kept) => kept / (1 - p));
  return [a.map((value, i) => scale[i] * value), dy.map((value, i) => scale[i] * value)];
  // END SOLUTION
}
// #endregion

// #region ch15-table
// en: `predictions`: a row for each draw, a column for each place; `f`: the true values there. Gives [bias², variance]
// zh: `predictions`：每次抽样一行，每个位置一列；`f`：各位置的真实值。给出 [偏差², 方差]
function biasAndVariance(predictions: readonly (readonly number[])[], f: readonly number[]): number[] {
  // BEGIN SOLUTION
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centre = f.map((_, x) => average(predictions.map((row) => row[x])));
  const bias = average(centre.map((value, x) => (value - f[x]) ** 2));
  const variance = average(predictions.map((row) => average(row.map((value, x) => (value - centre[x]) ** 2))));
  return [bias, variance];
  // END SOLUTION
}
// #endregion

// #region ch15-warm
// en: the rate of step `t`, counted from 1: `warm` steps up, then `n` steps down
// zh: 第 `t` 步（从 1 数起）的学习率：先用 `warm` 步上升，再用 `n` 步下降
function warmCosine(t: number, initial: number, warm: number, n: number): number {
  // BEGIN SOLUTION
  if (t <= warm) return (initial * t) / warm;
  return (initial / 2) * (1 + Math.cos((Math.PI * Math.min(t - warm - 1, n)) / n));
  // END SOLUTION
}
// #endregion

// #region ch15-trials
// en: how many trials until one is among the best `share`, with that certainty
// zh: 要试多少次，才能以 `certainty` 的把握试到最好的 `share` 之中
function trialsNeeded(share: number, certainty: number): number {
  // BEGIN SOLUTION
  return Math.ceil(Math.log(1 - certainty) / Math.log(1 - share));
  // END SOLUTION
}
// #endregion

const averageOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const centreOf = (rows: readonly (readonly number[])[]): number[] =>
  rows[0].map((_, x) => averageOf(rows.map((row) => row[x])));
const squareOf = (values: readonly number[], from: readonly number[]): number =>
  averageOf(values.map((value, x) => (value - from[x]) ** 2));
const cosineOf = (t: number, initial: number, n: number): number =>
  (initial / 2) * (1 + Math.cos((Math.PI * Math.min(t, n)) / n));

export const exercise = exercises(import.meta.url, {
  'ch15-diagnose': checked({
    translated: '5394428a',
    title: { en: 'Four networks, four diagnoses', zh: '四个网络，四份诊断' },
    level: 1,
    task: {
      en: prose`
        Four networks read digits; people get about 99 % right. Training and validation accuracy are: A 71 % and 70 %,
        B 100 % and 86 %, C 99 % and 98 %, D 10 % and 10 %. Write \`'under'\`, \`'over'\` or \`'good'\` for each of them.`,
      zh: prose`
        四个网络识别数字，人大约能读对 99 %。训练准确率和验证准确率分别是：A 71 % 和 70 %，B 100 % 和 86 %，
        C 99 % 和 98 %，D 10 % 和 10 %。为每个网络写出 \`'under'\`（欠拟合）、\`'over'\`（过拟合）或 \`'good'\`（良好）。`,
    },
    hints: [
      {
        en: 'Two questions for each: is the first number high? Are the two far apart?',
        zh: '对每个网络问两个问题：第一个数高吗？两个数相差大吗？',
      },
      {
        en: 'Low and close together is underfitting, high and far apart overfitting.',
        zh: '都低而且接近，是欠拟合；一高一低、相差很大，是过拟合。',
      },
      {
        en: 'D reads no better than chance, and so on the images that it was trained on.',
        zh: 'D 不比瞎猜强，连训练过的图像也是如此。',
      },
    ],
    solution: { diagnoses },
    wrong: [
      {
        answer: ['good', 'over', 'good', 'good'],
        hint: {
          en: 'A small gap alone is no merit: A and D have not even learned their training images.',
          zh: '差距小本身不算优点：A 和 D 连训练图像都没有学会。',
        },
      },
      {
        answer: ['under', 'over', 'good', 'over'],
        hint: {
          en: 'D has learned nothing by heart, it has learned nothing at all. Its learning rate may be too large.',
          zh: 'D 没有死记硬背，它什么也没学到。也许是学习率太大。',
        },
      },
      {
        answer: ['over', 'under', 'good', 'over'],
        hint: {
          en: 'You have exchanged the words: *over* is what has learned its training images too well.',
          zh: '你把两个词弄反了：训练图像学得太“好”才叫过拟合（over）。',
        },
      },
    ],
  }),

  'ch15-fade': checked({
    translated: '77c9c2ae',
    title: { en: 'A weight that nobody needs', zh: '没人需要的权重' },
    level: 1,
    task: {
      en: prose`
        A pixel in the corner is 0 in all images, so the gradient of $L$ with respect to its weights is 0. With L2, what is
        left of such a weight $w$ after $n$ steps of gradient descent?`,
      zh: prose`
        角上的某个像素在所有图像里都是 0，所以 $L$ 对它的权重的梯度为 0。使用 L2 时，梯度下降走 $n$ 步之后，
        这样的权重 $w$ 还剩多少？`,
    },
    hints: [
      { en: 'What does (eq:shrink) say when ∇L is 0?', zh: '∇L 为 0 时，(eq:shrink) 变成什么？' },
      { en: prose`Each step multiplies by $1 - \alpha\lambda$.`, zh: prose`每一步都乘以 $1 - \alpha\lambda$。` },
      { en: prose`$n$ such factors, one after the other: a power.`, zh: prose`连乘 $n$ 个这样的因子，就是一个幂。` },
    ],
    solution: { faded },
    cases: () => [
      [1, 0.1, 0.5, 10],
      [-2, 0.01, 0.1, 500],
    ],
    wrong: [
      {
        answer: (w, alpha, lambda, n) => w * (1 - alpha * lambda * n),
        hint: {
          en: 'Each step takes its share of what is left, not of what there was at the start.',
          zh: '每一步拿走的是剩余的一份，而不是最初的一份。',
        },
      },
      {
        answer: (w, _, lambda, n) => w * (1 - lambda) ** n,
        hint: { en: 'Where is the learning rate?', zh: '学习率到哪里去了？' },
      },
      {
        answer: (w, alpha, lambda, n) => w * (1 - 2 * alpha * lambda) ** n,
        hint: {
          en: prose`The $\frac12$ in (eq:l2) cancels the 2 of the derivative.`,
          zh: prose`(eq:l2) 里的 $\frac12$ 与求导得到的 2 抵消。`,
        },
      },
    ],
  }),

  'ch15-dropout': checked({
    translated: '1ca27f9e',
    title: { en: 'Inverted dropout, forth and back', zh: '反向随机失活：前向与反向' },
    level: 2,
    task: {
      en: prose`
        Write inverted dropout for one image in loops: from the activations $a$, the drawn $m$ and the rate $p$ to $y$. And the
        way back: from $\partial L / \partial y$ to $\partial L / \partial a$, by the chain rule (chapter 07).`,
      zh: prose`
        用循环为一幅图像写出反向随机失活：由激活值 $a$、抽到的 $m$ 和比率 $p$ 得到 $y$。再写出反方向：
        用链式法则（第 07 章）由 $\partial L / \partial y$ 得到 $\partial L / \partial a$。`,
    },
    hints: [
      {
        en: 'First (eq:dropout). Then: if aᵢ grows by 1, by how much does yᵢ grow?',
        zh: '先写 (eq:dropout)。再想：aᵢ 增加 1，yᵢ 增加多少？',
      },
      {
        en: prose`Each $y_i$ is $a_i$ times the constant $m_i / (1 - p)$. What is the derivative of a constant multiple?`,
        zh: prose`每个 $y_i$ 都是 $a_i$ 乘以常数 $m_i / (1 - p)$。常数倍的导数是什么？`,
      },
      {
        en: prose`The same factor in both directions: $\frac{m_i}{1-p} \, a_i$ and $\frac{m_i}{1-p} \, \frac{\partial L}{\partial y_i}$.`,
        zh: prose`两个方向用同一个因子：$\frac{m_i}{1-p} \, a_i$ 和 $\frac{m_i}{1-p} \, \frac{\partial L}{\partial y_i}$。`,
      },
    ],
    solution: { dropForthAndBack },
    cases: (random) => [
      [[1, 2, -3], [1, 0, 1], 0.4, [0.5, 1, 2]],
      [Array.from(random.normal([6]).data), [0, 1, 1, 0, 1, 1], 0.25, Array.from(random.normal([6]).data)],
    ],
    wrong: [
      {
        answer: (a, m, _, dy) => [a.map((value, i) => m[i] * value), dy.map((value, i) => m[i] * value)],
        hint: {
          en: prose`Without the division by $1-p$ the next layer receives less while training than afterwards.`,
          zh: prose`不除以 $1-p$，下一层在训练时收到的就比训练之后少。`,
        },
      },
      {
        answer: (a, m, p, dy) => [a.map((value, i) => (m[i] * value) / p), dy.map((value, i) => (m[i] * value) / p)],
        hint: {
          en: prose`$p$ is the probability of being **dropped**. What comes through has the probability $1-p$.`,
          zh: prose`$p$ 是被**去掉**的概率，通过的概率是 $1-p$。`,
        },
      },
      {
        answer: (a, m, p, dy) => [a.map((value, i) => (m[i] * value) / (1 - p)), [...dy]],
        hint: {
          en: 'The way back is not free: what was dropped did not contribute, and what stayed was enlarged.',
          zh: '反方向也要乘：被去掉的没有起作用，留下的被放大了。',
        },
      },
      {
        answer: (a, m, p, dy) => [a.map((value, i) => (m[i] * value) / (1 - p)), dy.map((value, i) => m[i] * value)],
        hint: {
          en: 'The gradient has the mask, but not the factor by which the activation was enlarged.',
          zh: '梯度乘了掩码，却漏了激活值放大的那个因子。',
        },
      },
      {
        answer: (a, m, p, dy) => [a.map((value, i) => (m[i] * value) / (1 - p)), dy.map((value) => value / (1 - p))],
        hint: {
          en: 'A unit that was dropped gets no gradient: its output did not depend on it.',
          zh: '被去掉的单元没有梯度：输出与它无关。',
        },
      },
    ],
  }),

  'ch15-table': checked({
    translated: 'c8c8c515',
    title: { en: 'A bias–variance table', zh: '偏差与方差表' },
    level: 2,
    task: {
      en: prose`
        Compute bias² and variance of (eq:bias-variance) in loops, as means over all places. Then make a table of your own, for
        example for polynomials of different degrees instead of different $\lambda$.`,
      zh: prose`
        用循环算出 (eq:bias-variance) 的偏差² 和方差，对所有位置取平均。然后做一张自己的表，
        例如不改变 $\lambda$，而是改变多项式的次数。`,
    },
    hints: [
      {
        en: 'First the mean prediction at each place, over the draws.',
        zh: '先求每个位置上的平均预测，对各次抽样取平均。',
      },
      {
        en: 'Bias: from the mean prediction to the truth. Variance: from each prediction to the mean prediction.',
        zh: '偏差：从平均预测到真实值。方差：从每个预测到平均预测。',
      },
      {
        en: 'Square each difference, then take the mean over places, and for the variance over draws as well.',
        zh: '每个差先平方，再对位置取平均；方差还要对抽样取平均。',
      },
    ],
    solution: { biasAndVariance },
    cases: (random) => [
      [
        [
          [1, 2],
          [3, 2],
        ],
        [1, 5],
      ],
      [random.normal([5, 4]).toArray(), Array.from(random.normal([4]).data)],
    ],
    wrong: [
      {
        answer: (rows, f) => [
          averageOf(rows.map((row) => squareOf(row, f))),
          averageOf(rows.map((row) => squareOf(row, centreOf(rows)))),
        ],
        hint: {
          en: 'Your first number is the whole error, bias² and variance together. Take the mean over the draws **before** squaring.',
          zh: '你的第一个数是全部误差，偏差² 和方差都在里面。应当**先**对抽样取平均，再平方。',
        },
      },
      {
        answer: (rows, f) => [squareOf(centreOf(rows), f), averageOf(rows.map((row) => squareOf(row, f)))],
        hint: {
          en: 'The variance is about the mean prediction, not about the truth.',
          zh: '方差是相对于平均预测的，不是相对于真实值。',
        },
      },
      {
        answer: (rows, f) => [
          (averageOf(centreOf(rows)) - averageOf(f)) ** 2,
          averageOf(rows.map((row) => squareOf(row, centreOf(rows)))),
        ],
        hint: {
          en: 'Too much above at one place and too much below at another must not cancel: square at each place.',
          zh: '一处偏高、另一处偏低，不该互相抵消：要在每个位置上分别平方。',
        },
      },
      {
        answer: (rows, f) => [
          averageOf(centreOf(rows).map((value, x) => Math.abs(value - f[x]))),
          averageOf(rows.map((row) => averageOf(row.map((value, x) => Math.abs(value - centreOf(rows)[x]))))),
        ],
        hint: {
          en: 'Only squares add up to the squared error; absolute values do not.',
          zh: '只有平方才能加成平方误差，绝对值不行。',
        },
      },
    ],
  }),

  'ch15-warm': checked({
    translated: '6b87fcf0',
    title: { en: 'Up, and down along the cosine', zh: '先上升，再沿余弦下降' },
    level: 2,
    task: {
      en: prose`
        Large networks often begin with a *warm-up*: the rate grows evenly to $\alpha_0$ in the first $w$ steps, $\alpha_t = \alpha_0 \, t / w$.
        After that it follows the cosine of (eq:decay), which begins at $\alpha_0$ in step $w + 1$. Write the rate of step $t$. (In the framework:
        \`warmup(w, cosineDecay({ initial, steps: n }))\`.)`,
      zh: prose`
        大的网络常常从**预热**开始：前 $w$ 步里，学习率均匀增大到 $\alpha_0$，即 $\alpha_t = \alpha_0 \, t / w$。此后沿着 (eq:decay) 的余弦下降，
        第 $w + 1$ 步从 $\alpha_0$ 开始。写出第 $t$ 步的学习率。（在框架里：
        \`warmup(w, cosineDecay({ initial, steps: n }))\`。）`,
    },
    hints: [
      { en: 'Two cases: t ≤ warm, and after.', zh: '两种情况：t ≤ warm，以及之后。' },
      {
        en: prose`For the cosine, step $w + 1$ is its first: put $t - w$ in the place of $t$.`,
        zh: prose`对余弦来说，第 $w + 1$ 步是它的第一步：把 $t$ 换成 $t - w$。`,
      },
      {
        en: 'It is `(initial / 2) * (1 + Math.cos(Math.PI * Math.min(t - warm - 1, n) / n))`.',
        zh: '就是 `(initial / 2) * (1 + Math.cos(Math.PI * Math.min(t - warm - 1, n) / n))`。',
      },
    ],
    solution: { warmCosine },
    cases: () => [1, 5, 10, 11, 40, 111, 300].map((t): [number, number, number, number] => [t, 0.2, 10, 100]),
    wrong: [
      {
        answer: (t, initial, warm, n) => (t <= warm ? (initial * t) / warm : cosineOf(t - 1, initial, n)),
        hint: {
          en: 'The cosine has to begin anew after the warm-up: here the rate jumps down.',
          zh: '预热之后，余弦要从头开始：现在学习率会突然掉下去。',
        },
      },
      {
        answer: (t, initial, warm, n) => (t <= warm ? (initial * t) / warm : cosineOf(t - warm, initial, n)),
        hint: {
          en: prose`Off by one: step $w + 1$ should still have the rate $\alpha_0$.`,
          zh: prose`差了一步：第 $w + 1$ 步的学习率应当仍是 $\alpha_0$。`,
        },
      },
      {
        answer: (t, initial, warm, n) => (t <= warm ? (initial * t) / warm : 2 * cosineOf(t - warm - 1, initial, n)),
        hint: {
          en: prose`$1 + \cos$ goes from 2 to 0. Where is the half?`,
          zh: prose`$1 + \cos$ 从 2 降到 0。那个二分之一呢？`,
        },
      },
      {
        answer: (t, initial, warm, n) =>
          t <= warm ? (initial * t) / warm : (initial / 2) * (1 + Math.cos((Math.PI * (t - warm - 1)) / n)),
        hint: {
          en: prose`After $n$ steps the cosine would rise again. What does the minimum in the formula do?`,
          zh: prose`过了 $n$ 步，余弦又会升上去。公式里的 min 是做什么用的？`,
        },
      },
    ],
  }),

  'ch15-trials': checked({
    translated: '77a54e56',
    title: { en: 'How many trials are enough?', zh: '试多少次才够？' },
    level: 2,
    task: {
      en: prose`
        A random search wants to hit one of the best 5 % of all settings, and to be 95 % certain of it. How many trials does it
        need? Write the function for any share and any certainty. It does not ask how many settings there are.`,
      zh: prose`
        随机搜索想以 95 % 的把握试到所有设置中最好的 5 % 之一。它需要试多少次？请对任意的比例和把握写出这个函数。
        它并不问一共有几个设置。`,
    },
    hints: [
      {
        en: 'With which probability does a single trial miss? And n trials, all of them?',
        zh: '一次试验落空的概率是多少？n 次全部落空呢？',
      },
      {
        en: prose`All $n$ miss with the probability $(1 - q)^n$. That should be at most $1 - c$.`,
        zh: prose`$n$ 次全部落空的概率是 $(1 - q)^n$，它应当不超过 $1 - c$。`,
      },
      {
        en: prose`Take logarithms: $n \ge \ln(1 - c) / \ln(1 - q)$, rounded up.`,
        zh: prose`取对数：$n \ge \ln(1 - c) / \ln(1 - q)$，向上取整。`,
      },
    ],
    solution: { trialsNeeded },
    cases: () => [
      [0.05, 0.95],
      [0.1, 0.9],
      [0.01, 0.5],
    ],
    wrong: [
      {
        answer: (share, certainty) => Math.ceil(certainty / share),
        hint: {
          en: 'Chances do not add up: twenty trials of 5 % each are not a certainty.',
          zh: '概率不能这样相加：20 次、每次 5 %，并不等于必中。',
        },
      },
      {
        answer: (share) => Math.ceil(1 / share),
        hint: {
          en: 'After so many trials one hit is expected on average; quite often there is none.',
          zh: '试这么多次，平均能中一次；一次不中的情形也不少见。',
        },
      },
      {
        answer: (share, certainty) => Math.floor(Math.log(1 - certainty) / Math.log(1 - share)),
        hint: { en: 'One trial too few: round up.', zh: '少了一次：应当向上取整。' },
      },
      {
        answer: (share, certainty) => Math.ceil(Math.log(certainty) / Math.log(1 - share)),
        hint: {
          en: prose`$(1 - q)^n$ is the probability of missing: it should fall to $1 - c$, not to $c$.`,
          zh: prose`$(1 - q)^n$ 是落空的概率：它应当降到 $1 - c$，而不是 $c$。`,
        },
      },
    ],
  }),

  'ch15-wild': open({
    translated: 'bd603401',
    title: { en: 'Too much of a good thing', zh: '过犹不及' },
    level: 2,
    task: {
      en: prose`
        How far may an image be changed? Train with \`augment({ rotate: 30 })\`, \`90\` and \`180\`, and compare the validation
        accuracy. Which digits suffer? \`model.predict\` and \`confusionPlot\` (chapter 09) show it.`,
      zh: prose`
        图像最多可以变到什么程度？分别用 \`augment({ rotate: 30 })\`、\`90\` 和 \`180\` 训练，比较验证准确率。哪些数字受害？
        用 \`model.predict\` 和 \`confusionPlot\`（第 09 章）可以看出来。`,
    },
    hints: [
      {
        en: '`network({})` gives a fresh model; `fit(first.x, first.y, { epochs: 40, batchSize: 25, augment: augment({ rotate: 180 }) })` trains it.',
        zh: '`network({})` 给出新的模型；用 `fit(first.x, first.y, { epochs: 40, batchSize: 25, augment: augment({ rotate: 180 }) })` 训练它。',
      },
      {
        en: 'Set the seed before each model, so that only the angle differs.',
        zh: '每个模型之前都设定种子，这样不同的就只有角度。',
      },
      { en: 'What does a 6 become when it is turned by 180 degrees?', zh: '6 转 180 度会变成什么？' },
    ],
    model: {
      en: prose`
        Turning by up to 30 degrees changes little here (what helps most is the shifting), by up to 90 it costs some points,
        by up to 180 more than ten. The network has to spend its units on images that never occur, and a 6 on its head is a 9
        with the wrong label. $T$ has to leave the meaning alone; which changes do that is knowledge about the task, and no
        formula gives it.`,
      zh: prose`
        这里旋转 30 度以内差别不大（最有用的是平移），90 度会损失几个百分点，180 度要损失十个百分点以上。
        网络得把单元花在从不出现的图像上，而倒过来的 6 成了标签错误的 9。$T$ 不能改变图像的含义；
        哪些变换符合这一点，是关于任务的知识，没有公式可以给出。`,
    },
  }),

  'ch15-honest': open({
    translated: '5adc2b35',
    title: { en: 'The price of looking', zh: '偷看的代价' },
    level: 3,
    task: {
      en: prose`
        Somebody trains $K$ networks, measures each on the same $n$ test images, and reports the best number. Suppose that all of them are
        equally good and read 90 % of all images. Simulate the number reported, on average over many repetitions, for $K = 1, 10, 50$ and
        $n = 100, 1000, 10{,}000$. By how much is it too high? Then write down the steps of an honest report for the
        searches of this chapter.`,
      zh: prose`
        有人训练了 $K$ 个网络，每个都在同样的 $n$ 幅测试图像上测一遍，然后报告最好的那个数。假设它们其实一样好，都能读对全部图像的 90 %。
        对 $K = 1, 10, 50$ 和 $n = 100, 1000, 10{,}000$，模拟报告出来的数，重复多次取平均。它虚高了多少？
        然后，为本章的搜索写下一份诚实报告的步骤。`,
    },
    hints: [
      {
        en: 'One network on n images: the share of n draws with `random.next() < 0.9`.',
        zh: '一个网络在 n 幅图像上的成绩：抽 n 次，`random.next() < 0.9` 所占的比例。',
      },
      {
        en: prose`Its standard deviation is $\sqrt{0.9 \cdot 0.1 / n}$. For large $n$ draw from a normal distribution instead: it is faster.`,
        zh: prose`它的标准差是 $\sqrt{0.9 \cdot 0.1 / n}$。$n$ 很大时改从正态分布抽取会快得多。`,
      },
      {
        en: 'For the report: which decisions were taken, by which images, and which images had no part in any of them?',
        zh: '关于报告：做过哪些决定？各凭哪些图像？哪些图像没有参与任何决定？',
      },
    ],
    model: {
      en: prose`
        With $s = \sqrt{0.09/n}$ the best of 10 is about $1.5 \, s$ too high, the best of 50 about $2.2 \, s$: with 100 images that is 5 and 7 points,
        with 10,000 about half a point. A single look, $K = 1$, is right on average. So: (1) set the test images aside before anything
        else; (2) make every choice, the number of epochs and the remedies included, by validation images; (3) fix the one model and write
        its settings down; (4) measure it on the test images once; (5) report that number with $n$, also if it disappoints,
        and say how many trials there were. Who then goes on tuning needs new test images.`,
      zh: prose`
        设 $s = \sqrt{0.09/n}$，10 个里最好的大约虚高 $1.5 \, s$，50 个里最好的大约虚高 $2.2 \, s$：100 幅图像时是 5 个和 7 个百分点，
        10,000 幅时约半个百分点。只看一次（$K = 1$），平均来说是准的。所以：（1）一开始就把测试图像放到一边；
        （2）一切选择都凭验证图像来做，轮数和对策也不例外；（3）定下唯一的模型，写下它的设置；（4）在测试图像上测一次；
        （5）报告这个数和 $n$，哪怕它令人失望，并说明一共试了多少次。此后谁要继续调参，就需要新的测试图像。`,
    },
  }),
});

export const quiz = quizOf('ch15-quiz', {
  translated: '2aeafeed',
  questions: [
    {
      question: {
        en: 'While training goes on, the validation loss rises, but the validation accuracy stays. How can that be?',
        zh: '训练过程中，验证损失在上升，验证准确率却没有变。怎么会这样？',
      },
      choices: [
        {
          text: { en: 'One of the two is computed wrongly.', zh: '其中一个算错了。' },
          why: { en: 'They measure different things.', zh: '它们衡量的不是同一回事。' },
        },
        {
          right: true,
          text: {
            en: 'The mistakes are the same, but the network is surer of them.',
            zh: '错的还是那些，但网络对它们越来越自信。',
          },
          why: {
            en: 'Accuracy counts mistakes; cross-entropy also asks how sure the network was.',
            zh: '准确率只数错了几个；交叉熵还要问网络有多自信。',
          },
        },
        {
          text: { en: 'The network is underfitting.', zh: '网络欠拟合。' },
          why: { en: 'Then the training loss would be high, too.', zh: '那样的话，训练损失也会高。' },
        },
      ],
    },
    {
      question: { en: prose`Why does dropout divide by $1 - p$?`, zh: prose`随机失活为什么要除以 $1 - p$？` },
      choices: [
        {
          right: true,
          text: {
            en: 'So that the next layer receives on average what it will receive later',
            zh: '使下一层平均收到的，与以后收到的一样',
          },
          why: { en: 'The expectation stays the same.', zh: '期望保持不变。' },
        },
        {
          text: { en: 'To make the gradients larger', zh: '为了让梯度更大' },
          why: { en: 'They are scaled, too, but that is not the purpose.', zh: '梯度也会缩放，但目的不在于此。' },
        },
        {
          text: { en: 'So that exactly the share p is dropped', zh: '为了恰好去掉 p 那么多' },
          why: {
            en: 'How many are dropped is drawn, and has nothing to do with it.',
            zh: '去掉多少是抽出来的，与它无关。',
          },
        },
      ],
    },
    {
      question: {
        en: 'Which of these is no sensible augmentation for handwritten digits?',
        zh: '对手写数字来说，下面哪一种数据增强不合理？',
      },
      choices: [
        {
          text: { en: 'A shift by one pixel', zh: '平移一个像素' },
          why: { en: 'The digit stays what it was.', zh: '数字还是那个数字。' },
        },
        {
          text: { en: 'A turn by five degrees', zh: '旋转五度' },
          why: { en: 'People write more slanted than that.', zh: '人写得比这还歪。' },
        },
        {
          right: true,
          text: { en: 'A mirror image', zh: '左右翻转' },
          why: {
            en: 'A mirrored 2 or 7 is no digit. For photographs of cats it would be fine.',
            zh: '翻转的 2 或 7 不是数字。换成猫的照片就没问题。',
          },
        },
      ],
    },
    {
      question: { en: 'What does cosine decay find out about the learning rate?', zh: '余弦衰减能找出怎样的学习率？' },
      choices: [
        {
          text: { en: 'The best constant rate', zh: '最好的恒定学习率' },
          why: { en: 'It compares nothing, so it cannot find a best one.', zh: '它什么也不比较，谈不上找出最好的。' },
        },
        {
          right: true,
          text: {
            en: 'Nothing: it varies a rate that was chosen before.',
            zh: '什么也找不出：它只是改变事先选好的学习率。',
          },
          why: {
            en: 'That is erratum E20: a search selects, a schedule varies.',
            zh: '这就是勘误 E20：搜索是选，衰减是变。',
          },
        },
        {
          text: { en: 'The best rate for each step', zh: '每一步最好的学习率' },
          why: {
            en: 'It does not look at the loss at all, only at the number of the step.',
            zh: '它根本不看损失，只看走到第几步。',
          },
        },
      ],
    },
    {
      question: {
        en: 'You have compared 50 settings by their test accuracy. What is the best of these 50 numbers?',
        zh: '你用测试准确率比较了 50 种设置。这 50 个数里最好的那个意味着什么？',
      },
      choices: [
        {
          text: { en: 'The accuracy to expect on new images', zh: '在新图像上可以期待的准确率' },
          why: { en: 'It is partly luck with these very images.', zh: '其中有一部分是在这批图像上的运气。' },
        },
        {
          text: { en: 'Too low, as the test is difficult', zh: '偏低，因为测试很难' },
          why: { en: 'On average the best of many is too high.', zh: '许多个里最好的，平均来说偏高。' },
        },
        {
          right: true,
          text: { en: 'Too high: the test images took part in the choice.', zh: '偏高：测试图像参与了选择。' },
          why: {
            en: 'They have become validation images, and there is no test set left.',
            zh: '它们已经成了验证图像，测试集就没有了。',
          },
        },
      ],
    },
  ],
});
