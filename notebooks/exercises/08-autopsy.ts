/** Exercises and quiz of chapter 08. */
import { type Tensor, tensor, withoutGradients } from 'tslate';
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch08-count
// BEGIN SOLUTION
// stub: const parametersByHand: number | undefined = undefined;
const parametersByHand = 784 * 20 + 20 + 20 * 10 + 10;
// END SOLUTION
// #endregion

// #region ch08-lse
function logSumExp(z: readonly number[]): number {
  // BEGIN SOLUTION
  const m = Math.max(...z);
  return m + Math.log(z.reduce((sum, value) => sum + Math.exp(value - m), 0));
  // END SOLUTION
}
// #endregion

// #region ch08-rate
// en: gives the rate on the mean that makes the same step as `rate` on the sum
// zh: 给出用于平均的学习率，使它与用于求和的 `rate` 走出同样的一步
function rateOnMean(rate: number, batchSize: number): number {
  // BEGIN SOLUTION
  return rate * batchSize;
  // END SOLUTION
}
// #endregion

// #region ch08-dead
// en: `a` has one row per image and one column per hidden unit: what comes out of ReLU
// zh: `a` 每行对应一幅图像，每列对应一个隐藏单元：即 ReLU 的输出
function countDead(a: Tensor<readonly [number, number]>): number {
  // BEGIN SOLUTION
  const highest = a.max(0); // en: over the images // zh: 对所有图像取最大
  return highest.equal(0).cast('float32').sum().item();
  // END SOLUTION
}
// #endregion

export const exercise = exercises(import.meta.url, {
  'ch08-count': checked({
    translated: 'eb533b4b',
    title: { en: 'Twice as many hidden units', zh: '隐藏单元加倍' },
    level: 1,
    task: {
      en: prose`
        The printed network has 7,960 parameters. Give it 20 hidden units instead of 10. How many parameters does it have
        now? Write the sum, not the result: then you see where each part comes from.`,
      zh: prose`
        原文的网络有 7960 个参数。把隐藏单元从 10 个改成 20 个，现在一共有多少个参数？
        请写出算式而不是结果，这样每一部分从何而来一目了然。`,
    },
    hints: [
      { en: 'Every connection has a weight, every unit a bias.', zh: '每条连接有一个权重，每个单元有一个偏置。' },
      {
        en: 'The hidden layer has 784 · 20 weights. Which other numbers belong to it, and what does the output layer have?',
        zh: '隐藏层有 784 · 20 个权重。属于它的还有哪些数？输出层又有哪些？',
      },
      {
        en: '784 · 20 + 20 for the hidden layer; now the same for 20 → 10.',
        zh: '隐藏层是 784 · 20 + 20；对 20 → 10 照样再算一次。',
      },
    ],
    solution: { parametersByHand },
    wrong: [
      {
        answer: 784 * 20 + 20 * 10,
        hint: {
          en: 'You have counted the weights only. Each of the 20 + 10 units has a bias, too.',
          zh: '你只数了权重。20 + 10 个单元还各有一个偏置。',
        },
      },
      {
        answer: 2 * 7960,
        hint: {
          en: 'Doubling the units does not double everything: the output layer still has 10 biases.',
          zh: '单元加倍，并不是一切都加倍：输出层仍然只有 10 个偏置。',
        },
      },
      {
        answer: 784 * 20 + 20,
        hint: {
          en: 'That is the hidden layer. The output layer has parameters, too.',
          zh: '这只是隐藏层。输出层也有参数。',
        },
      },
    ],
  }),

  'ch08-lse': checked({
    translated: '85d6ba04',
    title: { en: 'Log-sum-exp that does not overflow', zh: '不会溢出的 log-sum-exp' },
    level: 2,
    task: {
      en: prose`
        Write $\ln \sum_k e^{z_k}$ for a list of numbers, so that it is right for logits of $1000$ and of $-1000$ as well.`,
      zh: prose`
        为一列数写出 $\ln \sum_k e^{z_k}$，并且在 logits 为 $1000$ 和 $-1000$ 时也要正确。`,
    },
    hints: [
      {
        en: 'Which of the powers is too large for a number, and which becomes 0?',
        zh: '哪一个幂大得放不下？哪一个会变成 0？',
      },
      {
        en: prose`Take the largest number $m$ out of the sum: $\sum_k e^{z_k} = e^m \sum_k e^{z_k - m}$.`,
        zh: prose`把最大的数 $m$ 从和里提出来：$\sum_k e^{z_k} = e^m \sum_k e^{z_k - m}$。`,
      },
      {
        en: prose`The logarithm of that product is $m + \ln \sum_k e^{z_k - m}$.`,
        zh: prose`这个乘积的对数是 $m + \ln \sum_k e^{z_k - m}$。`,
      },
    ],
    solution: { logSumExp },
    cases: () => [[[0, 0]], [[1, 2, 3]], [[1000, 1000.5]], [[-1000, -1001]]],
    wrong: [
      {
        answer: (z) => Math.log(z.reduce((sum, value) => sum + Math.exp(value), 0)),
        hint: {
          en: prose`Right on paper. But $e^{1000}$ is too large for a number, so the sum is $\infty$.`,
          zh: prose`在纸面上没错。但 $e^{1000}$ 大得放不下，所以和成了 $\infty$。`,
        },
      },
      {
        answer: (z) => Math.log(z.reduce((sum, value) => sum + Math.exp(value - Math.max(...z)), 0)),
        hint: {
          en: prose`You have divided the sum by $e^m$. Its logarithm is too small by $m$: add it again.`,
          zh: prose`你把和除以了 $e^m$，所以它的对数小了 $m$：要把它加回来。`,
        },
      },
      {
        answer: (z) => Math.max(...z),
        hint: {
          en: prose`The largest number alone is a good guess only where the others lie far below it: for $z = (0, 0)$ the answer is $\ln 2$.`,
          zh: prose`只有当其余的数远小于最大的数时，单用最大的数才是好的近似：对 $z = (0, 0)$，答案是 $\ln 2$。`,
        },
      },
    ],
  }),

  'ch08-rate': checked({
    translated: 'e0d057b8',
    title: { en: 'One step, two rates', zh: '同样的一步，两种学习率' },
    level: 1,
    task: {
      en: prose`
        Gradient descent with rate $\alpha$ on the **sum** over a batch makes a certain step. Which rate makes the same step
        on the **mean**?`,
      zh: prose`
        对一个批次的损失之**和**以学习率 $\alpha$ 做梯度下降，会走出某一步。对**平均**来说，要走出同样的一步，学习率应当是多少？`,
    },
    hints: [
      { en: 'How do the two gradients differ?', zh: '两个梯度相差多少？' },
      {
        en: 'The gradient of the mean is that of the sum, divided by the size of the batch.',
        zh: '平均的梯度等于和的梯度除以批次大小。',
      },
      {
        en: 'What is divided by the size of the batch in the gradient has to be multiplied in the rate.',
        zh: '梯度里除掉的批次大小，要在学习率里乘回来。',
      },
    ],
    solution: { rateOnMean },
    cases: () => [
      [0.01, 100],
      [0.5, 32],
    ],
    wrong: [
      {
        answer: (rate, batchSize) => rate / batchSize,
        hint: {
          en: 'The other way round: that is the rate on the sum for a given rate on the mean.',
          zh: '反了：这是已知平均的学习率时，求和所用的学习率。',
        },
      },
      {
        answer: (rate) => rate,
        hint: {
          en: 'Then the step would be shorter by the size of the batch.',
          zh: '那样的话，步长就要除以批次大小，变短了。',
        },
      },
    ],
  }),

  'ch08-dead': checked({
    translated: '9367670e',
    title: { en: 'Count the dead', zh: '数一数死亡的单元' },
    level: 2,
    task: {
      en: prose`
        A unit is dead if it gives 0 for **every** image. Count the dead units, given the activations \`a\` of a batch: one row
        per image, one column per unit.`,
      zh: prose`
        如果一个单元对**所有**图像都输出 0，它就是死亡的。给定一个批次的激活值 \`a\`（每行一幅图像，每列一个单元），
        数一数有多少个死亡单元。`,
    },
    hints: [
      { en: 'Which single number of a column tells that all of it is 0?', zh: '一列里的哪一个数就能说明整列都是 0？' },
      {
        en: 'After ReLU nothing is negative: a column whose maximum is 0 is 0 throughout.',
        zh: 'ReLU 之后没有负数：一列的最大值为 0，则整列为 0。',
      },
      {
        en: '`a.max(0)` takes the maximum over the images; `equal(0)` and `sum()` count.',
        zh: '`a.max(0)` 对图像取最大值；再用 `equal(0)` 和 `sum()` 计数。',
      },
    ],
    solution: { countDead },
    cases: (random) => [
      [
        tensor([
          [0, 1, 0],
          [0, 0, 2],
        ]),
      ],
      [
        random
          .normal([6, 8])
          .relu()
          .mul(tensor([1, 0, 1, 1, 0, 1, 0, 1])),
      ],
    ],
    wrong: [
      {
        answer: (a) => a.equal(0).cast('float32').sum().item(),
        hint: {
          en: 'You have counted zeros, not units: a unit may give 0 for one image and not for another.',
          zh: '你数的是 0 的个数，而不是单元：一个单元可能对这幅图像输出 0，对那幅却不是。',
        },
      },
      {
        answer: (a) => a.min(0).equal(0).cast('float32').sum().item(),
        hint: {
          en: 'These units give 0 for **some** image. Dead are those that give 0 for every image.',
          zh: '这些单元对**某幅**图像输出 0。对所有图像都输出 0 的，才是死亡的。',
        },
      },
      {
        answer: (a) => withoutGradients(() => a.max(1).equal(0).cast('float32').sum().item()),
        hint: {
          en: 'You went along the rows: these are images for which no unit speaks. Go along axis 0.',
          zh: '你是按行取的：得到的是没有任何单元响应的图像。应当沿轴 0 取。',
        },
      },
    ],
  }),

  'ch08-undo': open({
    translated: 'efecaab3',
    title: { en: 'Undo one repair', zh: '撤销一处修复' },
    level: 2,
    task: {
      en: prose`
        Which repair matters most once the others are made? Undo one at a time, for example with
        \`await run('…', { ...repair5, start: 'normal' })\`. Write down your guess for each before you run it.`,
      zh: prose`
        其他修复都做好之后，哪一个最要紧？每次撤销一个，例如 \`await run('…', { ...repair5, start: 'normal' })\`。
        每次运行之前先写下你的猜测。`,
    },
    hints: [
      {
        en: 'There are five switches: `stable`, `start`, `mean`, `shuffle`, `learningRate`.',
        zh: '一共有五个开关：`stable`、`start`、`mean`、`shuffle`、`learningRate`。',
      },
      {
        en: 'Put the settings in a list and run them in a loop; the article’s value of each stands in `printed`.',
        zh: '把各组设置放进一个列表，用循环依次运行；原文的取值都在 `printed` 里。',
      },
      {
        en: 'Compare `accuracy` and the number of dead units; `NaN` in `cost` says the rest.',
        zh: '比较 `accuracy` 和死亡单元的个数；`cost` 里有没有 `NaN` 也说明问题。',
      },
    ],
    model: {
      en: prose`
        Without the mean, a rate of 0.1 is one of 10 on the mean, and units die at once. The article’s start costs about ten
        points of accuracy, its learning rate about two (that is run 4). The stable logarithm is what the run hangs on as soon
        as a logit strays far enough; with a good start that is rare. Undoing the shuffle hardly shows, as the file is mixed
        already.`,
      zh: prose`
        如果不取平均，0.1 的学习率对平均来说就是 10，单元立刻死亡。换回原文的初始化，准确率要低十个百分点左右；
        换回它的学习率，低两个百分点左右（那就是第 4 次运行）。只要有 logit 偏离得够远，整次运行就取决于数值稳定的对数；
        初始化得当时，这种情况很少。不打乱几乎看不出差别，因为文件本来就是混合好的。`,
    },
  }),

  'ch08-width': open({
    translated: '63ec20d3',
    title: { en: 'Why ten hidden units are few', zh: '为什么说十个隐藏单元太少' },
    level: 3,
    task: {
      en: prose`
        Replace the 10 of the hidden layer in the last model by 20 and by 64, and compare the accuracy on validation images
        with that on training images. What do the extra units buy, and where does it end?`,
      zh: prose`
        把最后那个模型隐藏层的 10 换成 20 和 64，比较验证图像与训练图像上的准确率。多出来的单元换来了什么？尽头在哪里？`,
    },
    hints: [
      {
        en: 'Make a function that takes the width and returns both accuracies; `model.evaluate` gives each.',
        zh: '写一个函数，输入宽度，返回两个准确率；`model.evaluate` 可以分别给出。',
      },
      {
        en: 'Set the seed before each model, so that only the width differs.',
        zh: '每个模型之前都设定种子，这样不同的就只有宽度。',
      },
      {
        en: 'Look at the gap between training and validation, not only at the height of either.',
        zh: '不要只看各自的高低，要看训练与验证之间的差距。',
      },
    ],
    model: {
      en: prose`
        Ten units have to share ten classes: each has to serve several digits, and both accuracies stay low together. That is
        underfitting. More units raise both, and a gap opens between them: the network begins to remember its images
        (chapter 15).`,
      zh: prose`
        十个单元要应付十个类别，每个都得兼顾好几种数字，所以两个准确率一起偏低，这就是欠拟合。单元多了，两者都会上升，
        它们之间也会拉开差距：网络开始记住训练图像了（见第 15 章）。`,
    },
  }),
});

export const quiz = quizOf('ch08-quiz', {
  translated: '1782b5df',
  questions: [
    {
      question: {
        en: 'Where does the first NaN of the printed program come from?',
        zh: '原程序的第一个 NaN 从何而来？',
      },
      choices: [
        {
          text: { en: 'The gradient of ReLU at 0 is undefined.', zh: 'ReLU 在 0 处的梯度没有定义。' },
          why: { en: 'Frameworks set it to 0, and nothing happens.', zh: '框架把它定为 0，什么事也没有。' },
        },
        {
          right: true,
          text: { en: '0 times the logarithm of 0', zh: '用 0 去乘 0 的对数' },
          why: {
            en: prose`Softmax gives a probability of exactly 0, $\ln 0 = -\infty$, and $0 \cdot (-\infty)$ is not a number.`,
            zh: prose`softmax 给出了恰好为 0 的概率，$\ln 0 = -\infty$，而 $0 \cdot (-\infty)$ 不是一个数。`,
          },
        },
        {
          text: { en: 'A division by the number of images', zh: '除以图像的个数' },
          why: { en: 'The program does not divide at all: it sums.', zh: '程序里根本没有除法：它只求和。' },
        },
      ],
    },
    {
      question: {
        en: 'Repair 2 started with smaller weights, and the accuracy fell. Why?',
        zh: '修复二把初始权重变小了，准确率却下降了。为什么？',
      },
      choices: [
        {
          right: true,
          text: {
            en: 'The step was far too long, and smaller weights no longer hid it.',
            zh: '步子本来就太大，权重变小之后再也掩盖不住。',
          },
          why: {
            en: 'A rate of 0.01 on the sum over 100 images is a rate of 1 on the mean.',
            zh: '对 100 幅图像之和取 0.01，就等于对平均取 1。',
          },
        },
        {
          text: { en: 'Small weights cannot represent digits.', zh: '小的权重表示不了数字。' },
          why: { en: 'Training makes them as large as they need to be.', zh: '需要多大，训练就会让它们变多大。' },
        },
        {
          text: { en: 'He’s start is wrong for ReLU.', zh: 'He 初始化不适合 ReLU。' },
          why: {
            en: 'It was made for ReLU; the runs after repair 3 show it.',
            zh: '它正是为 ReLU 设计的；修复三之后的运行可以说明。',
          },
        },
      ],
    },
    {
      question: { en: 'Why does a dead unit not come back?', zh: '死亡的单元为什么回不来？' },
      choices: [
        {
          text: { en: 'Its weights are NaN.', zh: '它的权重是 NaN。' },
          why: { en: 'They are ordinary numbers.', zh: '它们是普通的数。' },
        },
        {
          text: { en: 'The optimiser leaves small weights alone.', zh: '优化器不理会小的权重。' },
          why: { en: 'It changes whatever has a gradient, small or large.', zh: '只要有梯度，无论大小它都会更新。' },
        },
        {
          right: true,
          text: { en: 'Its output and its slope are 0 for every image.', zh: '对每幅图像，它的输出和斜率都是 0。' },
          why: {
            en: 'So no gradient reaches its weights, and they stay where they are.',
            zh: '所以没有梯度传到它的权重，权重就停在原处。',
          },
        },
      ],
    },
    {
      question: {
        en: 'Sorted by digit, the training cost was the lowest of all. What is that worth?',
        zh: '按数字排序时，训练代价是最低的。这说明什么？',
      },
      choices: [
        {
          text: { en: 'It is the best of the three runs.', zh: '它是三次运行里最好的。' },
          why: { en: 'Look at its accuracy on validation images.', zh: '看看它在验证图像上的准确率。' },
        },
        {
          right: true,
          text: {
            en: 'Little: the network always answered what was right a moment ago.',
            zh: '没什么：网络总是重复刚才的正确答案。',
          },
          why: {
            en: 'Only images that were not trained on tell what it has learned.',
            zh: '只有没训练过的图像才能说明它学到了什么。',
          },
        },
        {
          text: { en: 'The order of the images never matters.', zh: '图像的顺序从来无关紧要。' },
          why: { en: 'It mattered here: the accuracy collapsed.', zh: '这里就很要紧：准确率崩溃了。' },
        },
      ],
    },
    {
      question: {
        en: 'When may the test images be looked at?',
        zh: '什么时候可以看测试图像？',
      },
      choices: [
        {
          text: { en: 'After each repair, to see whether it helped', zh: '每次修复之后，看看有没有效果' },
          why: { en: 'That is what the validation images are for.', zh: '这正是验证图像的用处。' },
        },
        {
          text: { en: 'Before training, to scale the data', zh: '训练之前，用来缩放数据' },
          why: { en: 'Then they would have played a part in making the model.', zh: '那样它们就参与了模型的构建。' },
        },
        {
          right: true,
          text: { en: 'Once, when nothing is decided any more', zh: '只看一次，在一切都已决定之后' },
          why: {
            en: 'Only then do they tell how the model reads what had no part in making it.',
            zh: '只有这样，才能知道模型面对从未参与构建的图像时表现如何。',
          },
        },
      ],
    },
  ],
});
