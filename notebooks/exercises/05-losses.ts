/** Exercises and quiz of chapter 05. */
import { type Tensor, tensor } from 'tslate';
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

type Loss = 'meanSquaredError' | 'binaryCrossentropy' | 'categoricalCrossentropy' | 'sparseCategoricalCrossentropy';

// #region ch05-which
// en: price: of a house. digit: which of ten, labelled 0 … 9. spam: or not. tags: all that are in a photo.
// zh: price：房价。digit：十个数字中的哪一个，标签为 0 … 9。spam：是不是垃圾邮件。tags：一张照片里出现的所有东西。
// BEGIN SOLUTION
// stub: const choice: Record<'price' | 'digit' | 'spam' | 'tags', string> | undefined = undefined;
const choice: Record<'price' | 'digit' | 'spam' | 'tags', string> = {
  price: 'meanSquaredError',
  digit: 'sparseCategoricalCrossentropy',
  spam: 'binaryCrossentropy',
  tags: 'binaryCrossentropy',
};
// END SOLUTION
// #endregion

const instead = (changes: Partial<Record<'price' | 'digit' | 'spam' | 'tags', Loss>>) => ({ ...choice, ...changes });

// #region ch05-sparse
// en: `answers` has one row of probabilities for each sample, `classes` the number of its true class
// zh: `answers` 每个样本一行概率，`classes` 是它真实类别的编号
function sparseCrossEntropy(classes: readonly number[], answers: readonly (readonly number[])[]): number {
  // BEGIN SOLUTION
  return classes.reduce((sum, c, i) => sum - Math.log(answers[i][c]), 0) / classes.length;
  // END SOLUTION
}
// #endregion

// #region ch05-bce
// en: labels 0 or 1, and the probabilities of 1
// zh: 标签为 0 或 1，以及是 1 的概率
function repairedBce(labels: readonly number[], p: readonly number[]): number {
  // BEGIN SOLUTION
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    sum -= labels[i] * Math.log(p[i]) + (1 - labels[i]) * Math.log(1 - p[i]);
  }
  return sum / labels.length;
  // END SOLUTION
}
// #endregion

// #region ch05-log-softmax
function rowsOfLogSoftmax(z: Tensor<readonly [number, number]>): Tensor<readonly [number, number]> {
  // BEGIN SOLUTION
  const shifted = z.sub(z.max(1, { keepDims: true }));
  return shifted.sub(shifted.exp().sum(1, { keepDims: true }).log());
  // END SOLUTION
}
// #endregion

// #region ch05-batches
// en: `losses` has the mean loss of each batch, `sizes` how many samples it had
// zh: `losses` 是每个批次的平均损失，`sizes` 是该批次的样本个数
function lossOfEpoch(losses: readonly number[], sizes: readonly number[]): number {
  // BEGIN SOLUTION
  const total = losses.reduce((sum, loss, i) => sum + loss * sizes[i], 0);
  return total / sizes.reduce((sum, size) => sum + size, 0);
  // END SOLUTION
}
// #endregion

// #region ch05-gradient
// en: logits and one-hot labels, one row for each sample
// zh: logits 和独热标签，每个样本一行
function gradientByLogits(
  z: Tensor<readonly [number, number]>,
  labels: Tensor<readonly [number, number]>,
): Tensor<readonly [number, number]> {
  // BEGIN SOLUTION
  return z.softmax().sub(labels).div(z.shape[0]);
  // END SOLUTION
}
// #endregion

export const exercise = exercises(import.meta.url, {
  'ch05-which': checked({
    translated: '9d0cda63',
    title: { en: 'Which loss?', zh: '用哪种损失？' },
    level: 1,
    task: {
      en: prose`
        Four networks: one says the **price** of a house, one which **digit** an image shows (the labels are the numbers 0
        to 9), one whether a mail is **spam**, and one which of a hundred **tags** belong to a photo (as many as you like, or
        none). Write down the name of a loss for each:
        \`{ price: '…', digit: '…', spam: '…', tags: '…' }\`.`,
      zh: prose`
        有四个网络：一个说出房子的价格（**price**），一个认出图像上是哪个数字（**digit**，标签是 0 到 9 的编号），
        一个判断邮件是不是垃圾邮件（**spam**），一个从一百个标签中选出适合某张照片的那些（**tags**，几个都可以，也可以一个没有）。
        为每个网络写出一种损失的名字：\`{ price: '…', digit: '…', spam: '…', tags: '…' }\`。`,
    },
    hints: [
      {
        en: 'First: quantity or class? Then: can several classes be true at the same time?',
        zh: '先问：是数量还是类别？再问：几个类别能不能同时成立？',
      },
      {
        en: 'A photo may show a dog and a beach. So each tag is a question of its own, to be answered with yes or no.',
        zh: '一张照片里可以既有狗又有海滩。所以每个标签都是一个单独的问题，回答“是”或“否”。',
      },
      {
        en: 'The two categorical losses differ in their labels only: one-hot vectors, or class numbers (“sparse”).',
        zh: '两种多类损失只是标签不同：独热向量，或者类别编号（“sparse”）。',
      },
    ],
    solution: { choice },
    wrong: [
      {
        answer: instead({ tags: 'categoricalCrossentropy' }),
        hint: {
          en: 'With softmax the probabilities of all tags add up to 1: a dog would make the beach less probable. Ask for each tag on its own.',
          zh: '用 softmax 时，所有标签的概率之和为 1：有了狗，海滩就变得不那么可能。应当对每个标签单独发问。',
        },
      },
      {
        answer: instead({ digit: 'categoricalCrossentropy' }),
        hint: {
          en: 'The right loss, but this name wants one-hot labels. Here they are class numbers.',
          zh: '损失选对了，但这个名字要求独热标签。这里的标签是类别编号。',
        },
      },
      {
        answer: instead({ digit: 'meanSquaredError' }),
        hint: {
          en: 'Digits are classes here, not quantities: a 3 read as 9 is no worse than a 3 read as 4.',
          zh: '数字在这里是类别，不是数量：把 3 认成 9，并不比认成 4 更糟。',
        },
      },
    ],
  }),

  'ch05-sparse': checked({
    translated: '4d19de1f',
    title: { en: 'Cross-entropy with class numbers', zh: '用类别编号求交叉熵' },
    level: 1,
    task: {
      en: prose`
        Of the inner sum of (eq:ce) one term is left. Write the mean cross-entropy for labels that are class numbers, without
        making one-hot vectors.`,
      zh: prose`
        (eq:ce) 里层的和只剩一项。请为类别编号形式的标签写出平均交叉熵，不要先做成独热向量。`,
    },
    hints: [
      { en: 'Which entry of a row is the probability of the truth?', zh: '一行里哪一个是真值的概率？' },
      { en: '`answers[i][classes[i]]`; take its logarithm.', zh: '`answers[i][classes[i]]`；取它的对数。' },
      {
        en: 'Add up `-Math.log(answers[i][classes[i]])` over all i, and divide by the number of samples.',
        zh: '对所有 i 把 `-Math.log(answers[i][classes[i]])` 加起来，再除以样本的个数。',
      },
    ],
    solution: { sparseCrossEntropy },
    cases: () => [
      [
        [2, 0],
        [
          [0.2, 0.3, 0.5],
          [0.6, 0.3, 0.1],
        ],
      ],
      [
        [1, 1, 0],
        [
          [0.1, 0.9],
          [0.8, 0.2],
          [0.5, 0.5],
        ],
      ],
    ],
    wrong: [
      {
        answer: (classes, answers) => classes.reduce((sum, c, i) => sum - Math.log(answers[i][c]), 0),
        hint: {
          en: prose`That is the sum over the samples. Where is $\frac{1}{N}$?`,
          zh: prose`这是对样本求的和。$\frac{1}{N}$ 到哪里去了？`,
        },
      },
      {
        answer: (classes, answers) => classes.reduce((sum, c, i) => sum + Math.log(answers[i][c]), 0) / classes.length,
        hint: {
          en: 'The logarithm of a probability is negative. A loss is not: there is a minus sign in front.',
          zh: '概率的对数是负的，损失却不是：前面要有一个负号。',
        },
      },
      {
        answer: (classes, answers) => classes.reduce((sum, c, i) => sum - Math.log2(answers[i][c]), 0) / classes.length,
        hint: {
          en: '`Math.log2` counts in bits. The formula has the natural logarithm, `Math.log`.',
          zh: '`Math.log2` 以比特计。公式里是自然对数，即 `Math.log`。',
        },
      },
    ],
  }),

  'ch05-bce': checked({
    translated: 'd99925b6',
    title: { en: 'Repair the article’s formula', zh: '修好文章里的公式' },
    level: 2,
    task: {
      en: prose`
        Article 5 prints $-\sum_i y_i \log \hat y_i + (1 - y_i) \log (1 - \hat y_i)$. Written in code, that is
        \`sum += -labels[i] * Math.log(p[i]) + (1 - labels[i]) * Math.log(1 - p[i])\`. Write the binary cross-entropy as it
        should be, a mean over the samples.`,
      zh: prose`
        第五篇文章写的是 $-\sum_i y_i \log \hat y_i + (1 - y_i) \log (1 - \hat y_i)$。照写成代码就是
        \`sum += -labels[i] * Math.log(p[i]) + (1 - labels[i]) * Math.log(1 - p[i])\`。
        请写出正确的二元交叉熵，并对样本取平均。`,
    },
    hints: [
      {
        en: 'What does the printed line give for the label 0 and the answer 0.9? Is that a loss?',
        zh: '标签为 0、回答为 0.9 时，原来那一行给出什么？这像一个损失吗？',
      },
      {
        en: 'The minus sign has to reach the second term as well; and the sum becomes a mean.',
        zh: '负号也要管到第二项；和还要变成平均。',
      },
      {
        en: '`sum -= labels[i] * Math.log(p[i]) + (1 - labels[i]) * Math.log(1 - p[i])`, then divide.',
        zh: '`sum -= labels[i] * Math.log(p[i]) + (1 - labels[i]) * Math.log(1 - p[i])`，最后再除。',
      },
    ],
    solution: { repairedBce },
    cases: (random) => [
      [
        [1, 0],
        [0.9, 0.2],
      ],
      [[0, 0, 1], Array.from(random.uniform([3], { low: 0.05, high: 0.95 }).data)],
    ],
    wrong: [
      {
        answer: (labels, p) =>
          labels.reduce((sum, y, i) => sum - y * Math.log(p[i]) + (1 - y) * Math.log(1 - p[i]), 0) / labels.length,
        hint: {
          en: 'The bracket is still missing: for the label 0 your loss is negative, and lowest where the answer is worst.',
          zh: '括号还是没有：标签为 0 时，你的损失是负的，而且答得最差时最低。',
        },
      },
      {
        answer: (labels, p) => labels.reduce((sum, y, i) => sum - y * Math.log(p[i]) - (1 - y) * Math.log(1 - p[i]), 0),
        hint: {
          en: prose`The bracket is there. Now the mean: divide by the number of samples.`,
          zh: prose`括号有了。现在取平均：除以样本的个数。`,
        },
      },
      {
        answer: (labels, p) => labels.reduce((sum, y, i) => sum - y * Math.log(p[i]), 0) / labels.length,
        hint: {
          en: 'Samples with the label 0 cost nothing now. A network could answer 1 to everything.',
          zh: '这样标签为 0 的样本就不花任何代价了，网络尽可以对一切都回答 1。',
        },
      },
    ],
  }),

  'ch05-log-softmax': checked({
    translated: '57e1f2c7',
    title: { en: 'Log-softmax of many rows', zh: '多行的 log-softmax' },
    level: 2,
    task: {
      en: prose`
        Write $\ln \operatorname{softmax}(z)$ for every row of a tensor, by the log-sum-exp (eq:lse), without the methods
        \`softmax\`, \`logSoftmax\` and \`logSumExp\`. It has to be right for rows of $1000$ and of $-1000$ as well.
        \`z.max(1, { keepDims: true })\` is the largest number of each row, as a column.`,
      zh: prose`
        用 log-sum-exp (eq:lse) 为张量的每一行写出 $\ln \operatorname{softmax}(z)$，不用 \`softmax\`、\`logSoftmax\`
        和 \`logSumExp\` 这些方法。对于 $1000$ 和 $-1000$ 左右的行也要正确。
        \`z.max(1, { keepDims: true })\` 给出每一行的最大值，排成一列。`,
    },
    hints: [
      {
        en: 'Subtract something from each row first. Softmax depends on differences only, so the result stays the same.',
        zh: '先从每一行减去点什么。softmax 只取决于差值，所以结果不变。',
      },
      {
        en: 'Subtract the row’s largest number; what remains is at most 0.',
        zh: '减去该行的最大值，剩下的都不大于 0。',
      },
      {
        en: 'With `shifted` the rows so moved: `shifted` minus the logarithm of the row’s sum of `shifted.exp()`.',
        zh: '把移动过的行记作 `shifted`：用 `shifted` 减去每行 `shifted.exp()` 之和的对数。',
      },
    ],
    solution: { rowsOfLogSoftmax },
    cases: (random) => [
      [random.normal([3, 4])],
      [
        tensor([
          [1000, 1001],
          [1000, 1000],
        ]),
      ],
      [
        tensor([
          [1000, 999],
          [-1000, -1001],
        ]),
      ],
    ],
    wrong: [
      {
        answer: (z) => z.sub(z.exp().sum(1, { keepDims: true }).log()),
        hint: {
          en: prose`Right on paper. But $e^{1000}$ is infinite in float32.`,
          zh: prose`在纸面上没错。但 $e^{1000}$ 在 float32 里是无穷大。`,
        },
      },
      {
        answer: (z) => {
          const shifted = z.sub(z.max());
          return shifted.sub(shifted.exp().sum(1, { keepDims: true }).log());
        },
        hint: {
          en: prose`You subtract the largest number of all rows. In the row of $-1000$ every exponential is then 0, and so is their sum.`,
          zh: prose`你减去的是所有行的最大值。这样，在 $-1000$ 那一行里，每个幂都成了 0，它们的和也是 0。`,
        },
      },
      {
        answer: (z) => {
          const shifted = z.sub(z.max(1, { keepDims: true }));
          return z.sub(shifted.exp().sum(1, { keepDims: true }).log());
        },
        hint: {
          en: prose`Your log-sum-exp lacks the $m$ in front. Subtract from the shifted rows, or add $m$ to it.`,
          zh: prose`你的 log-sum-exp 少了前面的 $m$。要么从移动过的行里减，要么给它加上 $m$。`,
        },
      },
    ],
  }),

  'ch05-batches': checked({
    translated: 'c959e44b',
    title: { en: 'The mean of means', zh: '平均的平均' },
    level: 2,
    task: {
      en: prose`
        A training set of 250 images in batches of 100 has a last batch of 50. Given the mean loss of each batch and its size,
        give the mean loss per sample of the whole set.`,
      zh: prose`
        250 幅图像按 100 幅一批训练，最后一批只有 50 幅。已知每个批次的平均损失和大小，求整个训练集上每个样本的平均损失。`,
    },
    hints: [
      {
        en: 'What would the answer be if one batch had a thousand samples and the other a single one?',
        zh: '如果一个批次有一千个样本，另一个只有一个，答案应当是多少？',
      },
      { en: 'Go back from means to sums: mean times size.', zh: '从平均退回到和：平均乘以个数。' },
      {
        en: 'Add up `losses[i] * sizes[i]`, and divide by the sum of the sizes.',
        zh: '把 `losses[i] * sizes[i]` 加起来，再除以各批次大小之和。',
      },
    ],
    solution: { lossOfEpoch },
    cases: () => [
      [
        [0.5, 0.7, 0.1],
        [100, 100, 50],
      ],
      [
        [2, 1],
        [32, 8],
      ],
    ],
    wrong: [
      {
        answer: (losses) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
        hint: {
          en: 'That is the mean of the means: a sample of the small batch counts for more than one of a large batch.',
          zh: '这是平均的平均：小批次里的一个样本，分量比大批次里的更重。',
        },
      },
      {
        answer: (losses, sizes) => losses.reduce((sum, loss, i) => sum + loss * sizes[i], 0),
        hint: {
          en: 'That is the sum over all samples. Divide by how many there are.',
          zh: '这是所有样本的和。还要除以样本的总数。',
        },
      },
      {
        answer: (losses, sizes) => losses.reduce((sum, loss, i) => sum + loss * sizes[i], 0) / losses.length,
        hint: {
          en: 'You divided by the number of batches. It has to be the number of samples.',
          zh: '你除以了批次的个数，应当除以样本的个数。',
        },
      },
    ],
  }),

  'ch05-gradient': checked({
    translated: '4d4f7348',
    title: { en: 'What goes back', zh: '传回去的是什么' },
    level: 2,
    task: {
      en: prose`
        Write the gradient of the mean cross-entropy by the logits, (eq:softmax-gradient), for a whole batch. Here you may use
        \`softmax()\`. Backpropagation (chapter 07) starts from this gradient.`,
      zh: prose`
        为整个批次写出平均交叉熵对 logits 的梯度，即 (eq:softmax-gradient)。这里可以使用 \`softmax()\`。反向传播（第 07 章）就从这个梯度出发。`,
    },
    hints: [
      {
        en: 'What the network says, minus what it should have said.',
        zh: '网络所说的，减去它本该说的。',
      },
      { en: 'The loss is a mean over samples. How many are there?', zh: '损失是对样本的平均。一共有多少个样本？' },
      { en: '`z.shape[0]` is the number of rows.', zh: '`z.shape[0]` 就是行数。' },
    ],
    solution: { gradientByLogits },
    cases: (random) => [
      [
        random.normal([2, 3]),
        tensor([
          [1, 0, 0],
          [0, 0, 1],
        ]),
      ],
      [
        random.normal([4, 2]),
        tensor([
          [1, 0],
          [0, 1],
          [0, 1],
          [1, 0],
        ]),
      ],
    ],
    wrong: [
      {
        answer: (z, labels) => z.softmax().sub(labels),
        hint: {
          en: prose`That is the gradient of the **sum** over the samples. The mean has $\frac{1}{N}$ in front.`,
          zh: prose`这是对样本求**和**的梯度。取平均时前面还有 $\frac{1}{N}$。`,
        },
      },
      {
        answer: (z, labels) => labels.sub(z.softmax()).div(z.shape[0]),
        hint: {
          en: prose`The sign is the other way round: this points downhill. The gradient is $\hat y - y$.`,
          zh: prose`符号反了：这是下坡的方向。梯度是 $\hat y - y$。`,
        },
      },
      {
        answer: (z, labels) => z.softmax().sub(labels).div(z.size),
        hint: {
          en: 'You divided by the number of all elements. The classes are added up, only the samples are averaged.',
          zh: '你除以了所有元素的个数。类别是相加的，只有样本才取平均。',
        },
      },
      {
        answer: (z, labels) => z.sub(labels).div(z.shape[0]),
        hint: {
          en: prose`Those are the logits. $\hat y$ is their softmax.`,
          zh: prose`那是 logits。$\hat y$ 是它们的 softmax。`,
        },
      },
    ],
  }),

  'ch05-smoothing': open({
    translated: 'b2e9dd8a',
    title: { en: 'Labels that are not quite sure', zh: '不那么肯定的标签' },
    level: 3,
    task: {
      en: prose`
        A one-hot label asks for a probability of exactly 1, which no finite logits give. *Label smoothing* asks for less:
        $y \leftarrow (1 - \varepsilon)\, y + \varepsilon / k$. For three classes, the truth being the first, let the logits be
        $(s, 0, 0)$ and draw the loss by $s$ from 0 to 10, with $\varepsilon = 0$ and $\varepsilon = 0.1$:
        \`categoricalCrossentropy({ fromLogits: true, labelSmoothing: 0.1 })\`. Where does each have its minimum, and what does
        that mean for the weights in training?`,
      zh: prose`
        独热标签要求概率恰好为 1，而有限的 logits 给不出 1。**标签平滑**的要求低一些：
        $y \leftarrow (1 - \varepsilon)\, y + \varepsilon / k$。设有三个类别，真值是第一个，logits 为 $(s, 0, 0)$。
        分别取 $\varepsilon = 0$ 和 $\varepsilon = 0.1$，画出 $s$ 从 0 到 10 时的损失：
        \`categoricalCrossentropy({ fromLogits: true, labelSmoothing: 0.1 })\`。两条曲线的最小值各在哪里？这对训练中的权重意味着什么？`,
    },
    hints: [
      {
        en: 'Make a list of values of s, compute the loss for `tensor([[s, 0, 0]])` and `tensor([[1, 0, 0]])` for each, and hand both lists to `lines`.',
        zh: '列出 s 的各个取值，对每个值用 `tensor([[s, 0, 0]])` 和 `tensor([[1, 0, 0]])` 算出损失，再把两个列表交给 `lines`。',
      },
      {
        en: prose`At the minimum the gradient is 0: softmax gives just the smoothed label.`,
        zh: prose`在最小值处梯度为 0：softmax 给出的正好是平滑后的标签。`,
      },
      {
        en: prose`So $e^s / (e^s + 2) = 1 - \varepsilon + \varepsilon / 3$. Solve it for $s$.`,
        zh: prose`所以 $e^s / (e^s + 2) = 1 - \varepsilon + \varepsilon / 3$。由此解出 $s$。`,
      },
    ],
    model: {
      en: prose`
        Without smoothing the loss falls for ever: it has no minimum, and training makes the logits, and with them the weights,
        larger and larger. With $\varepsilon = 0.1$ the softmax of the truth should be $1 - 0.1 + 0.1/3 \approx 0.933$, so that
        $s = \ln \frac{2 \cdot 0.9333}{0.0667} \approx 3.33$. Beyond it the loss rises again: being too sure is punished, and the
        logits stay moderate. The least loss is not 0 any more, so losses with and without smoothing must not be compared.`,
      zh: prose`
        不平滑时，损失永远下降：它没有最小值，训练会使 logits 以及权重越来越大。取 $\varepsilon = 0.1$ 时，真值的 softmax 应为
        $1 - 0.1 + 0.1/3 \approx 0.933$，于是 $s = \ln \frac{2 \cdot 0.9333}{0.0667} \approx 3.33$。超过它，损失又会上升：
        过分肯定会受罚，logits 因此保持适中。最小的损失不再是 0，所以平滑与不平滑的损失不能互相比较。`,
    },
  }),
});

export const quiz = quizOf('ch05-quiz', {
  translated: '66c8d8c6',
  questions: [
    {
      question: {
        en: 'A network for ten classes has a cross-entropy of 2.3 per image. What has it learned?',
        zh: '一个十分类网络，每幅图像的交叉熵是 2.3。它学到了什么？',
      },
      choices: [
        {
          text: { en: 'It gets 23 images in 100 wrong.', zh: '100 幅图像里它会认错 23 幅。' },
          why: {
            en: 'A cross-entropy is no share; it may be larger than 1.',
            zh: '交叉熵不是比例，它可以大于 1。',
          },
        },
        {
          right: true,
          text: {
            en: 'Nothing: it might as well give each class one tenth.',
            zh: '什么也没学到：相当于给每个类别十分之一。',
          },
          why: {
            en: prose`$\ln 10 \approx 2.30$ is the loss of “no idea”.`,
            zh: prose`$\ln 10 \approx 2.30$ 就是“不知道”的损失。`,
          },
        },
        {
          text: { en: 'It cannot be said without the labels.', zh: '没有标签就说不清。' },
          why: {
            en: 'Giving every class one tenth costs this much, whatever the labels.',
            zh: '给每个类别十分之一，不论标签是什么，代价都是这么多。',
          },
        },
      ],
    },
    {
      question: {
        en: 'The binary cross-entropy of a program falls below 0. What do you do?',
        zh: '某个程序的二元交叉熵降到了 0 以下。你怎么办？',
      },
      choices: [
        {
          text: { en: 'Train on: it is getting better.', zh: '继续训练：它正在变好。' },
          why: {
            en: 'It is not. The run without the bracket had the steepest curve and answered 7 to everything.',
            zh: '并没有。没有括号的那次运行曲线最陡，却对一切都回答 7。',
          },
        },
        {
          text: { en: 'Lower the learning rate.', zh: '调低学习率。' },
          why: { en: 'Then it falls more slowly.', zh: '那只会降得慢一些。' },
        },
        {
          right: true,
          text: { en: 'Look for the mistake in the loss, or in the labels.', zh: '到损失或者标签里去找错误。' },
          why: {
            en: 'Minus the logarithm of a probability is never negative.',
            zh: '概率的对数的相反数永远不会是负的。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A loss is changed from the mean over 100 samples to their sum. Which learning rate makes the same steps?',
        zh: '把损失从 100 个样本的平均改成它们的和。要走出同样的步子，学习率应当怎样改？',
      },
      choices: [
        {
          right: true,
          text: { en: 'A hundredth of the old one', zh: '原来的百分之一' },
          why: {
            en: 'The gradient has become 100 times as long.',
            zh: '梯度变成了原来的 100 倍。',
          },
        },
        {
          text: { en: 'A hundred times the old one', zh: '原来的一百倍' },
          why: { en: 'Then each step would be 10,000 times as long.', zh: '那样每一步都会变成原来的一万倍。' },
        },
        {
          text: { en: 'The same: the minimum is in the same place.', zh: '不变：最小值的位置没有变。' },
          why: {
            en: 'The place is the same, but the steps towards it are longer; with six copies they flew off.',
            zh: '位置确实没变，但朝它走的步子变长了；复制到六份时，它就飞了出去。',
          },
        },
      ],
    },
    {
      question: {
        en: 'Why does one compute the logarithm of a softmax from the logits?',
        zh: 'softmax 的对数为什么要从 logits 算起？',
      },
      choices: [
        {
          text: { en: 'Because it is a better approximation of the formula', zh: '因为它对公式近似得更好' },
          why: {
            en: 'It is no approximation: on paper both are equal.',
            zh: '它不是近似：在纸面上两者相等。',
          },
        },
        {
          right: true,
          text: {
            en: 'Because exponentials overflow or become 0, and no logarithm brings them back',
            zh: '因为 e 的幂会溢出或变成 0，再取对数也回不来',
          },
          why: {
            en: 'With the largest logit taken out of the sum, neither can happen.',
            zh: '把最大的 logit 从和里提出来，两种情况都不会发生。',
          },
        },
        {
          text: { en: 'Because softmax has no derivative', zh: '因为 softmax 没有导数' },
          why: { en: 'It has one everywhere.', zh: '它处处都有导数。' },
        },
      ],
    },
    {
      question: { en: 'What is “log loss”?', zh: '“log loss”（对数损失）是什么？' },
      choices: [
        {
          text: { en: 'The exponential loss', zh: '指数损失' },
          why: {
            en: prose`So article 2 has it. That is $e^{-m}$, the loss of AdaBoost.`,
            zh: prose`第二篇文章是这么写的。那是 $e^{-m}$，AdaBoost 的损失。`,
          },
        },
        {
          text: { en: 'The logarithm of the mean squared error', zh: '均方误差的对数' },
          why: { en: 'Nobody calls it so.', zh: '没有人这样叫它。' },
        },
        {
          text: { en: 'A loss for quantities that grow exponentially', zh: '用于指数增长的数量的损失' },
          why: { en: 'It is for classes.', zh: '它用于类别。' },
        },
        {
          right: true,
          text: { en: 'The cross-entropy', zh: '交叉熵' },
          why: {
            en: prose`With the margin $m$ it reads $\ln(1 + e^{-m})$.`,
            zh: prose`用间隔 $m$ 写就是 $\ln(1 + e^{-m})$。`,
          },
        },
      ],
    },
  ],
});
