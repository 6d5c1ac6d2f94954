/** Exercises and quiz of chapter 06. */
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch06-down
// en: `theta` and the gradient `g` have one number for each parameter
// zh: `theta` 和梯度 `g` 中，每个参数对应一个数
function stepDown(theta: readonly number[], g: readonly number[], rate: number): number[] {
  // BEGIN SOLUTION
  return theta.map((value, i) => value - rate * g[i]);
  // END SOLUTION
}
// #endregion

// #region ch06-limit
// en: `lambdas`: the curvatures of a bowl along its axes
// zh: `lambdas`：碗沿各轴的曲率
function largestRate(lambdas: readonly number[]): number {
  // BEGIN SOLUTION
  return 2 / Math.max(...lambdas);
  // END SOLUTION
}
// #endregion

// #region ch06-mean
function lineGradient(w0: number, x: readonly number[], y: readonly number[]): number {
  // BEGIN SOLUTION
  return x.reduce((sum, value, i) => sum + 2 * (w0 * value - y[i]) * value, 0) / x.length;
  // END SOLUTION
}
// #endregion

// #region ch06-adam
// en: gives [θ, m, v] after step t (β₁ = 0.9, β₂ = 0.999, ε = 1e-7)
// zh: 给出第 t 步之后的 [θ, m, v]（β₁ = 0.9，β₂ = 0.999，ε = 1e-7）
function adamStep(theta: number, m: number, v: number, g: number, t: number, rate: number): number[] {
  // BEGIN SOLUTION
  const m2 = 0.9 * m + 0.1 * g;
  const v2 = 0.999 * v + 0.001 * g ** 2;
  const [mHat, vHat] = [m2 / (1 - 0.9 ** t), v2 / (1 - 0.999 ** t)];
  return [theta - (rate * mHat) / (Math.sqrt(vHat) + 1e-7), m2, v2];
  // END SOLUTION
}
// #endregion

// #region ch06-nesterov
// en: gives [θ, v] after the step
// zh: 给出这一步之后的 [θ, v]
function nesterovStep(theta: number, v: number, g: number, rate: number, beta: number): number[] {
  // BEGIN SOLUTION
  const next = beta * v - rate * g;
  return [theta + beta * next - rate * g, next];
  // END SOLUTION
}
// #endregion

// #region ch06-steps
// en: `t` counts from 1
// zh: `t` 从 1 数起
function steppedRate(t: number, initial: number, factor: number, n: number): number {
  // BEGIN SOLUTION
  return initial * factor ** Math.floor((t - 1) / n);
  // END SOLUTION
}
// #endregion

/** Adam with one of its parts changed, for the classic mistakes. */
const adamVariant =
  ({ beta1 = 0.9, beta2 = 0.999, corrected = true, power = 2, root = true }) =>
  (theta: number, m: number, v: number, g: number, t: number, rate: number): number[] => {
    const m2 = beta1 * m + (1 - beta1) * g;
    const v2 = beta2 * v + (1 - beta2) * Math.abs(g) ** power;
    const mHat = corrected ? m2 / (1 - beta1 ** t) : m2;
    const vHat = corrected ? v2 / (1 - beta2 ** t) : v2;
    return [theta - (rate * mHat) / ((root ? Math.sqrt(vHat) : vHat) + 1e-7), m2, v2];
  };

export const exercise = exercises(import.meta.url, {
  'ch06-down': checked({
    translated: '6e704595',
    title: { en: 'Which way?', zh: '往哪边走？' },
    level: 1,
    task: {
      en: prose`
        “Along the direction of the gradient”, says the article. Write the step so that the loss falls: it takes the
        parameters $\theta$, the gradient $g$ and the rate $\alpha$, and gives the new parameters.`,
      zh: prose`
        原文说“沿着梯度方向进行更新”。请写出能让损失下降的一步：输入参数 $\theta$、梯度 $g$ 和学习率 $\alpha$，给出新的参数。`,
    },
    hints: [
      { en: 'To which side does the gradient point: up or down?', zh: '梯度指向哪边：上坡还是下坡？' },
      {
        en: 'Every parameter is moved by its own entry of the gradient.',
        zh: '每个参数按梯度中属于它的那个分量移动。',
      },
      {
        en: prose`$\theta_i - \alpha \, g_i$ for each $i$; \`map\` does it.`,
        zh: prose`对每个 $i$ 求 $\theta_i - \alpha \, g_i$，用 \`map\` 即可。`,
      },
    ],
    solution: { stepDown },
    cases: () => [
      [[0, 0], [1, -2], 0.1],
      [[3, -1, 2], [0.5, 4, 0], 0.25],
    ],
    wrong: [
      {
        answer: (theta, g, rate) => theta.map((value, i) => value + rate * g[i]),
        hint: {
          en: 'That goes along the gradient, uphill: erratum E13.',
          zh: '这是顺着梯度走，上坡去了：见勘误 E13。',
        },
      },
      {
        answer: (theta, g) => theta.map((value, i) => value - g[i]),
        hint: { en: 'The direction is right. Where is the learning rate?', zh: '方向对了。学习率到哪里去了？' },
      },
      {
        answer: (theta, g, rate) => theta.map((value, i) => value - rate * Math.sign(g[i])),
        hint: {
          en: 'Every step has the same length now; it should be proportional to the gradient.',
          zh: '现在每一步都一样长；步长应当与梯度成正比。',
        },
      },
    ],
  }),

  'ch06-limit': checked({
    translated: 'c0f613e8',
    title: { en: 'The largest stable rate', zh: '最大的稳定学习率' },
    level: 2,
    task: {
      en: prose`
        A bowl $L = \frac{1}{2} \sum_i \lambda_i \theta_i^2$ has the curvatures $\lambda_i > 0$. Up to which learning rate is
        gradient descent stable in it? Try your answer in the ravine above, too: \`walk(plain(…), 100)\`.`,
      zh: prose`
        碗 $L = \frac{1}{2} \sum_i \lambda_i \theta_i^2$ 的曲率是 $\lambda_i > 0$。梯度下降在学习率不超过多少时是稳定的？
        也可以在上面的峡谷里试试你的答案：\`walk(plain(…), 100)\`。`,
    },
    hints: [
      { en: 'Along each axis it is the story of one parameter.', zh: '沿每个轴看，都是一个参数的情形。' },
      {
        en: prose`Along axis $i$ the factor of a step is $1 - \alpha\lambda_i$. When is its size below 1?`,
        zh: prose`沿第 $i$ 个轴，每一步的因子是 $1 - \alpha\lambda_i$。它的绝对值什么时候小于 1？`,
      },
      {
        en: prose`$\alpha < 2/\lambda_i$ has to hold for **every** $i$. Which of these limits is the lowest?`,
        zh: prose`$\alpha < 2/\lambda_i$ 必须对**每个** $i$ 成立。这些上限里哪个最小？`,
      },
    ],
    solution: { largestRate },
    cases: () => [[[1, 20]], [[3]], [[0.5, 4, 2]]],
    wrong: [
      {
        answer: (lambdas) => 2 / Math.min(...lambdas),
        hint: {
          en: 'That rate suits the flattest direction. In the steepest one it explodes.',
          zh: '这个学习率适合最平的方向，在最陡的方向上却会爆炸。',
        },
      },
      {
        answer: (lambdas) => 1 / Math.max(...lambdas),
        hint: {
          en: 'With that rate the steepest direction is done in one step. Stable are rates up to twice as large.',
          zh: '用这个学习率，最陡的方向一步就到位。稳定的学习率可以再大一倍。',
        },
      },
      {
        answer: (lambdas) => 2 / lambdas.reduce((sum, lambda) => sum + lambda, 0),
        hint: {
          en: 'Each direction is on its own; their curvatures do not add up.',
          zh: '各个方向互不相干，它们的曲率不会相加。',
        },
      },
    ],
  }),

  'ch06-mean': checked({
    translated: 'b073080f',
    title: { en: 'The gradient of a mean', zh: '平均的梯度' },
    level: 2,
    task: {
      en: prose`
        Write the gradient by $w$ of $L = \frac{1}{B} \sum_i (w x_i - y_i)^2$ for a batch of any size $B$. Do not forget what
        article 2 forgets.`,
      zh: prose`
        对任意大小为 $B$ 的批次，写出 $L = \frac{1}{B} \sum_i (w x_i - y_i)^2$ 对 $w$ 的梯度。别忘了第二篇文章忘记的东西。`,
    },
    hints: [
      { en: 'First the derivative of the square of a single example.', zh: '先求单个样本的平方的导数。' },
      {
        en: prose`It is $2 \, (w x_i - y_i) \, x_i$, by the chain rule. Now over the whole batch.`,
        zh: prose`由链式法则，它等于 $2 \, (w x_i - y_i) \, x_i$。再对整个批次来求。`,
      },
      { en: 'Add them up with `reduce`, and divide by `x.length`.', zh: '用 `reduce` 求和，再除以 `x.length`。' },
    ],
    solution: { lineGradient },
    cases: (random) => [
      [1, [1, 2], [3, 1]],
      [0.5, Array.from(random.normal([8]).data), Array.from(random.normal([8]).data)],
    ],
    wrong: [
      {
        answer: (w0, x, y) => x.reduce((sum, value, i) => sum + 2 * (w0 * value - y[i]) * value, 0),
        hint: {
          en: prose`That is the gradient of the **sum**, as the article prints it: $1/B$ is missing, and the step grows with the batch.`,
          zh: prose`这是**求和**的梯度，原文就是这样印的：少了 $1/B$，步长会随批次变大。`,
        },
      },
      {
        answer: (w0, x, y) => x.reduce((sum, value, i) => sum + (w0 * value - y[i]) * value, 0) / x.length,
        hint: { en: 'The 2 of the square is missing.', zh: '少了平方求导得到的 2。' },
      },
      {
        answer: (w0, x, y) => x.reduce((sum, value, i) => sum + 2 * (w0 * value - y[i]), 0) / x.length,
        hint: {
          en: prose`The inner derivative is missing: $w x_i - y_i$ changes by $x_i$ for each unit of $w$.`,
          zh: prose`少了内层的导数：$w$ 每变 1，$w x_i - y_i$ 就变 $x_i$。`,
        },
      },
    ],
  }),

  'ch06-adam': checked({
    translated: '62f9b679',
    title: { en: 'One step of Adam', zh: 'Adam 的一步' },
    level: 2,
    task: {
      en: prose`
        Write step number $t$ of Adam for one parameter: from $\theta$, $m$, $v$ and the gradient $g$ to the new
        $[\theta, m, v]$. Write it from the formulas (eq:adam-m) to (eq:adam), without looking at the program above.`,
      zh: prose`
        为一个参数写出 Adam 的第 $t$ 步：由 $\theta$、$m$、$v$ 和梯度 $g$ 得到新的 $[\theta, m, v]$。
        请对照公式 (eq:adam-m) 到 (eq:adam) 来写，不要看上面的程序。`,
    },
    hints: [
      {
        en: 'First the new m and v. The corrected values serve for this step only; they are not kept.',
        zh: '先算新的 m 和 v。修正后的值只用于这一步，并不保留。',
      },
      {
        en: prose`$m \leftarrow 0.9 \, m + 0.1 \, g$ and $v \leftarrow 0.999 \, v + 0.001 \, g^2$.`,
        zh: prose`$m \leftarrow 0.9 \, m + 0.1 \, g$，$v \leftarrow 0.999 \, v + 0.001 \, g^2$。`,
      },
      {
        en: prose`Divide $m$ by $1 - 0.9^t$ and $v$ by $1 - 0.999^t$; then subtract $\alpha \, \hat m / (\sqrt{\hat v} + \varepsilon)$.`,
        zh: prose`$m$ 除以 $1 - 0.9^t$，$v$ 除以 $1 - 0.999^t$；然后减去 $\alpha \, \hat m / (\sqrt{\hat v} + \varepsilon)$。`,
      },
    ],
    solution: { adamStep },
    cases: () => [
      [1, 0, 0, 4, 1, 0.1],
      [0.5, 0.4, 0.016, -2, 2, 0.01],
      [-3, 0.2, 0.5, 0.7, 40, 0.5],
    ],
    wrong: [
      {
        answer: adamVariant({ corrected: false }),
        hint: {
          en: 'The bias correction is missing: without it, the first steps are several times too long.',
          zh: '少了偏差修正：没有它，最初几步的长度是应有的好几倍。',
        },
      },
      {
        answer: adamVariant({ power: 1 }),
        hint: {
          en: prose`$v$ is the running mean of $g^2$, not of $|g|$.`,
          zh: prose`$v$ 是 $g^2$ 的滑动平均，不是 $|g|$ 的。`,
        },
      },
      {
        answer: adamVariant({ root: false }),
        hint: {
          en: prose`Divide by $\sqrt{\hat v}$, so that the unit of the gradient cancels.`,
          zh: prose`要除以 $\sqrt{\hat v}$，这样梯度的单位才会消去。`,
        },
      },
      {
        answer: adamVariant({ beta1: 0.999, beta2: 0.9 }),
        hint: { en: 'You have mixed up the two β.', zh: '你把两个 β 弄反了。' },
      },
    ],
  }),

  'ch06-nesterov': checked({
    translated: '602765b0',
    title: { en: 'Nesterov’s momentum', zh: 'Nesterov 动量' },
    level: 2,
    task: {
      en: prose`
        Nesterov’s variant looks where the momentum leads. In the form that frameworks use:

        $$v_t = \beta \, v_{t-1} - \alpha \, g \qquad\qquad \theta_t = \theta_{t-1} + \beta \, v_t - \alpha \, g$$

        Write one step. (In the framework: \`sgd({ momentum, nesterov: true })\`.)`,
      zh: prose`
        Nesterov 的变体会先看看动量要带它去哪里。框架采用的形式是：

        $$v_t = \beta \, v_{t-1} - \alpha \, g \qquad\qquad \theta_t = \theta_{t-1} + \beta \, v_t - \alpha \, g$$

        写出一步。（在框架里：\`sgd({ momentum, nesterov: true })\`。）`,
    },
    hints: [
      { en: 'Which v stands in the second formula: the old or the new one?', zh: '第二个公式里的 v 是旧的还是新的？' },
      { en: 'Compute the new v first and give it a name.', zh: '先算出新的 v，给它起个名字。' },
      {
        en: '`const next = beta * v - rate * g;` then `theta + beta * next - rate * g`.',
        zh: '`const next = beta * v - rate * g;`，然后是 `theta + beta * next - rate * g`。',
      },
    ],
    solution: { nesterovStep },
    cases: () => [
      [1, 0.5, 2, 0.1, 0.9],
      [-2, -0.3, 0.8, 0.05, 0.5],
    ],
    wrong: [
      {
        answer: (theta, v, g, rate, beta) => [theta + beta * v - rate * g, beta * v - rate * g],
        hint: {
          en: 'That is ordinary momentum: in the formula for θ stands the **new** v, multiplied by β once more.',
          zh: '这是普通的动量法：θ 的公式里用的是**新的** v，还要再乘一次 β。',
        },
      },
      {
        answer: (theta, v, g, rate, beta) => [theta + beta * (beta * v - rate * g), beta * v - rate * g],
        hint: {
          en: prose`The last term, $-\alpha \, g$, is missing in θ.`,
          zh: prose`θ 少了最后一项 $-\alpha \, g$。`,
        },
      },
    ],
  }),

  'ch06-steps': checked({
    translated: '1b782655',
    title: { en: 'Decay in steps', zh: '阶梯式衰减' },
    level: 1,
    task: {
      en: prose`
        The rate stays at $\alpha_0$ for $n$ steps, then drops to $r \alpha_0$ for $n$ steps, then to $r^2 \alpha_0$, and so on. Write
        the rate of step $t$, with steps counted from 1.`,
      zh: prose`
        学习率先保持 $\alpha_0$ 走 $n$ 步，然后降到 $r \alpha_0$ 走 $n$ 步，再降到 $r^2 \alpha_0$，依此类推。
        写出第 $t$ 步的学习率，步数从 1 数起。`,
    },
    hints: [
      { en: 'How many times has the rate dropped before step t?', zh: '到第 t 步之前，学习率降过几次？' },
      { en: 'Before step t, t − 1 steps have been taken.', zh: '在第 t 步之前，已经走了 t − 1 步。' },
      {
        en: prose`The exponent is $\lfloor (t - 1)/n \rfloor$: \`Math.floor\`.`,
        zh: prose`指数是 $\lfloor (t - 1)/n \rfloor$，用 \`Math.floor\`。`,
      },
    ],
    solution: { steppedRate },
    cases: () => [
      [1, 0.1, 0.5, 10],
      [10, 0.1, 0.5, 10],
      [11, 0.1, 0.5, 10],
      [35, 0.2, 0.1, 10],
    ],
    wrong: [
      {
        answer: (t, initial, factor, n) => initial * factor ** ((t - 1) / n),
        hint: {
          en: 'That shrinks a little in every step: exponential decay. Here the rate stays, then drops.',
          zh: '这样每一步都缩小一点，是指数衰减。这里的学习率先保持不变，再一下子降下来。',
        },
      },
      {
        answer: (t, initial, factor, n) => initial * factor ** Math.floor(t / n),
        hint: {
          en: 'Step n already gets the lower rate: you count steps from 0.',
          zh: '第 n 步就已经降了：你是从 0 数起的。',
        },
      },
      {
        answer: (t, initial, factor, n) => initial * factor * Math.floor((t - 1) / n),
        hint: {
          en: 'Each drop multiplies by the factor again: a power, not a product.',
          zh: '每降一次都要再乘一次 r：是幂，不是积。',
        },
      },
    ],
  }),

  'ch06-race': open({
    translated: '4dd2ddc7',
    title: { en: 'A race over one epoch', zh: '一轮赛跑' },
    level: 3,
    task: {
      en: prose`
        How well can the network of this chapter read after **one** epoch? Choose optimiser, rate, batch size and schedule. Write down
        what you expect of each change before you run it.`,
      zh: prose`
        本章的网络只训练**一轮**，能识别到什么程度？优化器、学习率、批次大小和学习率变化方案都由你选。
        每次改动之前，先写下你的预期。`,
    },
    hints: [
      {
        en: '`network(…).fit(train.x, train.y, { epochs: 1, batchSize, validationData })`; compare `valAccuracy`.',
        zh: '`network(…).fit(train.x, train.y, { epochs: 1, batchSize, validationData })`，比较 `valAccuracy`。',
      },
      {
        en: 'Smaller batches mean more steps in an epoch, and noisier ones.',
        zh: '批次越小，一轮里的步数越多，噪声也越大。',
      },
      {
        en: 'A rate that is large at first and 0 at the end uses both: `cosineDecay({ initial, steps })`.',
        zh: '开头大、末尾为 0 的学习率可以两者兼得：`cosineDecay({ initial, steps })`。',
      },
    ],
    model: {
      en: prose`
        What helps most is more steps: batches of 20 or less instead of 100. Then the rate has to suit the batch, smaller for
        noisier gradients, and a decay to 0 takes the noise out of the last steps. Between SGD with momentum and Adam there is little to
        choose once each has its own rate. Whoever tries many settings on the same validation images should look at the
        test images once, at the end, for an honest number.`,
      zh: prose`
        最有用的是多走几步：把批次从 100 改成 20 以下。学习率要与批次相配，梯度噪声越大，学习率就要越小；
        最后让学习率衰减到 0，可以消去最后几步的噪声。只要各自配上合适的学习率，带动量的 SGD 与 Adam 相差无几。
        如果在同一批验证图像上试过许多设置，最后应当看一次测试图像，才能得到一个诚实的数字。`,
    },
  }),

  'ch06-batch-size': open({
    translated: 'bacf754a',
    title: { en: 'Larger batches, larger rates?', zh: '批次加大，学习率也加大？' },
    level: 3,
    task: {
      en: prose`
        Make the batch 4 times as large and keep the number of epochs. Which rate makes the training run as before: the same,
        twice or 4 times as much? Reason first, then measure with batches of 25, 100 and 400.`,
      zh: prose`
        把批次扩大到 4 倍，轮数不变。学习率取多少，训练才能和原来差不多：不变、2 倍，还是 4 倍？
        先推理，再用 25、100 和 400 的批次来测量。`,
    },
    hints: [
      {
        en: 'With batches 4 times as large, how many steps are there in an epoch?',
        zh: '批次扩大到 4 倍，一轮有多少步？',
      },
      {
        en: 'A quarter of the steps has to go as far in all: so how long must each be?',
        zh: '步数只剩四分之一，却要走同样远，那么每一步要多长？',
      },
      {
        en: 'Where does that end? Remember that a curvature sets a limit that does not depend on the batch.',
        zh: '这样做有没有尽头？别忘了，曲率给出的上限与批次无关。',
      },
    ],
    model: {
      en: prose`
        Four times: a quarter of the steps, each four times as long. This is the *linear scaling rule* (Goyal et al., 2017). It
        holds while the noise is what matters and the rate stays far below $2/\lambda_{\max}$. Beyond that, larger batches no longer save
        steps. Adam’s steps do not grow with the gradient; for it the rule is only a starting point, and between twice and four times
        is worth trying.`,
      zh: prose`
        4 倍：步数是四分之一，每步是四倍长。这就是**线性缩放规则**（Goyal 等人，2017）。当噪声起主要作用、
        学习率远低于 $2/\lambda_{\max}$ 时，它是成立的；超过这个范围，再大的批次也省不了步数。
        Adam 的步长不随梯度变大，对它来说，这条规则只是个起点，2 倍到 4 倍之间都值得一试。`,
    },
  }),
});

export const quiz = quizOf('ch06-quiz', {
  translated: 'f8445ca6',
  questions: [
    {
      question: { en: 'Where does the gradient of the loss point?', zh: '损失的梯度指向哪里？' },
      choices: [
        {
          text: { en: 'To the minimum', zh: '指向最小值' },
          why: { en: 'In the ravine not even its opposite does.', zh: '在峡谷里，连它的反方向都不指向最小值。' },
        },
        {
          text: { en: 'To where the loss falls fastest', zh: '指向损失下降最快的方向' },
          why: { en: 'That is the negative gradient.', zh: '那是负梯度。' },
        },
        {
          right: true,
          text: { en: 'To where the loss rises fastest', zh: '指向损失上升最快的方向' },
          why: { en: 'So the step goes the other way: erratum E13.', zh: '所以要往反方向走：见勘误 E13。' },
        },
      ],
    },
    {
      question: {
        en: prose`A parabola has the curvature $\lambda = 10$. What does $\alpha = 0.15$ do?`,
        zh: prose`一条抛物线的曲率是 $\lambda = 10$。取 $\alpha = 0.15$ 会怎样？`,
      },
      choices: [
        {
          right: true,
          text: {
            en: 'It goes too far each time, and comes closer all the same.',
            zh: '每步都走过头，但仍然越来越近。',
          },
          why: { en: prose`The factor is $1 - 1.5 = -0.5$.`, zh: prose`因子是 $1 - 1.5 = -0.5$。` },
        },
        {
          text: { en: 'It diverges.', zh: '发散。' },
          why: { en: prose`Only beyond $2/\lambda = 0.2$.`, zh: prose`超过 $2/\lambda = 0.2$ 才会发散。` },
        },
        {
          text: { en: 'It arrives in one step.', zh: '一步到位。' },
          why: {
            en: prose`That would take $\alpha = 1/\lambda = 0.1$.`,
            zh: prose`那需要 $\alpha = 1/\lambda = 0.1$。`,
          },
        },
      ],
    },
    {
      question: {
        en: 'How long is the first step of Adam, approximately?',
        zh: 'Adam 的第一步大约有多长？',
      },
      choices: [
        {
          text: { en: 'α times the gradient', zh: 'α 乘以梯度' },
          why: { en: 'That is plain gradient descent.', zh: '那是普通的梯度下降。' },
        },
        {
          right: true,
          text: { en: 'α, whatever the gradient', zh: 'α，与梯度的大小无关' },
          why: {
            en: prose`$\hat m_1 / \sqrt{\hat v_1} = g / |g|$: only the sign is left.`,
            zh: prose`$\hat m_1 / \sqrt{\hat v_1} = g / |g|$：只剩下符号。`,
          },
        },
        {
          text: { en: '(1 − β₁) α, since m starts at 0', zh: '(1 − β₁) α，因为 m 从 0 开始' },
          why: { en: 'The bias correction undoes just that.', zh: '偏差修正消除的正是这一点。' },
        },
      ],
    },
    {
      question: {
        en: 'Batches of 400 instead of 100: what happens to the noise of the gradient?',
        zh: '批次从 100 改成 400，梯度的噪声会怎样？',
      },
      choices: [
        {
          text: { en: 'It stays the same.', zh: '不变。' },
          why: { en: 'A mean of more numbers varies less.', zh: '数越多，平均的波动越小。' },
        },
        {
          text: { en: 'It falls to a quarter.', zh: '降到四分之一。' },
          why: { en: 'That is true of its variance.', zh: '方差才是如此。' },
        },
        {
          right: true,
          text: { en: 'It falls to one half.', zh: '降到二分之一。' },
          why: { en: prose`$1/\sqrt{4}$`, zh: prose`$1/\sqrt{4}$` },
        },
      ],
    },
    {
      question: {
        en: 'The loss falls smoothly, and at the end of the training it is still falling. What do you try first?',
        zh: '损失平稳下降，训练结束时还在下降。你先试什么？',
      },
      choices: [
        {
          right: true,
          text: { en: 'A larger learning rate', zh: '更大的学习率' },
          why: {
            en: 'The rate is cautious: the right one gets there in the same time.',
            zh: '学习率过于谨慎：换成合适的，同样的时间就能到达。',
          },
        },
        {
          text: { en: 'A smaller learning rate', zh: '更小的学习率' },
          why: { en: 'Then it would fall even more slowly.', zh: '那样只会降得更慢。' },
        },
        {
          text: { en: 'Leaving out the bias correction', zh: '去掉偏差修正' },
          why: {
            en: 'It makes the first steps too long and changes nothing later.',
            zh: '这只会让最初的几步过长，对后来没有影响。',
          },
        },
      ],
    },
  ],
});
