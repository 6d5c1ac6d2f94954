/** Exercises and quiz of chapter 09. */
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch09-count
// BEGIN SOLUTION
// stub: const wider: number | undefined = undefined;
const wider = 784 * 128 + 128 + (128 * 64 + 64) + (64 * 10 + 10);
// END SOLUTION
// #endregion

// #region ch09-steps
// en: how many steps Adam makes in all
// zh: Adam 一共走多少步
function stepsOf(images: number, batchSize: number, epochs: number): number {
  // BEGIN SOLUTION
  return Math.ceil(images / batchSize) * epochs; // en: the last batch may be small // zh: 最后一批可能不满
  // END SOLUTION
}
// #endregion

// #region ch09-confusion
// en: row: the true class, column: the answer
// zh: 行：真实类别，列：回答
function confusionOf(labels: readonly number[], answers: readonly number[], classes: number): number[][] {
  // BEGIN SOLUTION
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  labels.forEach((label, i) => counts[label][answers[i]]++);
  return counts;
  // END SOLUTION
}
// #endregion

// #region ch09-scores
// en: precision, recall and F1 of class k; 0 where nothing is to be divided by
// zh: 类别 k 的精确率、召回率和 F1；分母为 0 时取 0
function scoresOfClass(C: readonly number[][], k: number): { precision: number; recall: number; f1: number } {
  // BEGIN SOLUTION
  const TP = C[k][k];
  const FP = C.reduce((sum, row) => sum + row[k], 0) - TP;
  const FN = C[k].reduce((sum, count) => sum + count, 0) - TP;
  const part = (of: number, all: number) => (all === 0 ? 0 : of / all);
  return { precision: part(TP, TP + FP), recall: part(TP, TP + FN), f1: part(2 * TP, 2 * TP + FP + FN) };
  // END SOLUTION
}
// #endregion

// #region ch09-macro
// en: the mean of the classes' recalls; every class has samples
// zh: 各类别召回率的平均；每个类别都有样本
function macroRecall(C: readonly number[][]): number {
  // BEGIN SOLUTION
  const recalls = C.map((row, k) => row[k] / row.reduce((sum, count) => sum + count, 0));
  return recalls.reduce((sum, value) => sum + value, 0) / recalls.length;
  // END SOLUTION
}
// #endregion

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** What an answer for `ch09-scores` gets wrong is in how it divides. */
const scoresBy =
  (divide: (of: number, all: number) => number) =>
  (C: readonly number[][], k: number): { precision: number; recall: number; f1: number } => {
    const found = C[k][k];
    const [called, there] = [total(C.map((row) => row[k])), total(C[k])];
    return { precision: divide(found, called), recall: divide(found, there), f1: divide(2 * found, called + there) };
  };
const safely = (of: number, all: number): number => (all === 0 ? 0 : of / all);

export const exercise = exercises(import.meta.url, {
  'ch09-count': checked({
    translated: 'd26ad318',
    title: { en: 'A wider first layer', zh: '加宽第一层' },
    level: 1,
    task: {
      en: prose`
        Give the first hidden layer 128 units instead of 64; the second keeps its 64. How many parameters does the network
        784-128-64-10 have? Write the sum, not the result.`,
      zh: prose`
        把第一个隐藏层从 64 个单元改成 128 个，第二个仍是 64 个。784-128-64-10 网络一共有多少个参数？请写出算式而不是结果。`,
    },
    hints: [
      {
        en: 'Two of the three layers change: the one that has become wider, and the one that reads from it.',
        zh: '三层里有两层会变：变宽的那层，以及从它读取输入的那层。',
      },
      {
        en: prose`A layer from $n$ to $m$ units has $nm$ weights and $m$ biases.`,
        zh: prose`从 $n$ 到 $m$ 个单元的层有 $nm$ 个权重和 $m$ 个偏置。`,
      },
      {
        en: '784 · 128 + 128 for the first layer, 128 · 64 + 64 for the second; now the third.',
        zh: '第一层是 784 · 128 + 128，第二层是 128 · 64 + 64；再加上第三层。',
      },
    ],
    solution: { wider },
    wrong: [
      {
        answer: 784 * 128 + 128 + (64 * 64 + 64) + (64 * 10 + 10),
        hint: {
          en: 'You have widened the first layer only. The second reads from it and needs 128 weights for each unit now.',
          zh: '你只加宽了第一层。第二层从它读取输入，现在每个单元需要 128 个权重。',
        },
      },
      {
        answer: 784 * 128 + 128 * 64 + 64 * 10,
        hint: {
          en: 'These are the weights. Each of the 128 + 64 + 10 units has a bias, too.',
          zh: '这些是权重。128 + 64 + 10 个单元还各有一个偏置。',
        },
      },
      {
        answer: 2 * 55_050,
        hint: {
          en: 'Only the first layer doubles exactly. Go through the layers one by one.',
          zh: '恰好翻倍的只有第一层。请一层一层地算。',
        },
      },
    ],
  }),

  'ch09-steps': checked({
    translated: '54ce7293',
    title: { en: 'How many steps?', zh: '一共走多少步？' },
    level: 1,
    task: {
      en: prose`
        \`fit\` makes one step for each batch. How many steps does it make in all, for any number of images, batch size and number
        of epochs? If the images do not fill the last batch, it is smaller, but it is a batch.`,
      zh: prose`
        \`fit\` 每个批次走一步。对任意的图像数、批次大小和轮数，它一共走多少步？如果图像填不满最后一个批次，这个批次会小一些，但仍算一个批次。`,
    },
    hints: [
      { en: 'How many batches has one epoch?', zh: '一轮有多少个批次？' },
      {
        en: '10 images in batches of 4 are batches of 4, 4 and 2.',
        zh: '10 幅图像，每批 4 幅，三个批次分别是 4、4、2。',
      },
      { en: '`Math.ceil` rounds up. Then times the epochs.', zh: '`Math.ceil` 向上取整，然后乘以轮数。' },
    ],
    solution: { stepsOf },
    cases: () => [
      [60_000, 32, 10],
      [10, 4, 3],
      [3, 32, 2],
    ],
    wrong: [
      {
        answer: (images, batchSize, epochs) => Math.floor(images / batchSize) * epochs,
        hint: {
          en: 'You have left out the last, smaller batch. For 3 images you would make no step at all.',
          zh: '你漏掉了最后那个不满的批次。照你的算法，3 幅图像一步也不走。',
        },
      },
      {
        answer: (images, batchSize, epochs) => Math.ceil((images * epochs) / batchSize),
        hint: {
          en: 'Every epoch has a last batch of its own: round up first, then multiply.',
          zh: '每一轮都有自己的最后一个批次：先取整，再相乘。',
        },
      },
      {
        answer: (images, batchSize) => Math.ceil(images / batchSize),
        hint: { en: 'That is one epoch.', zh: '这只是一轮。' },
      },
    ],
  }),

  'ch09-confusion': checked({
    translated: '1a20ecc3',
    title: { en: 'Count the confusions', zh: '数一数混淆了多少' },
    level: 2,
    task: {
      en: prose`
        Make the confusion matrix from two lists, the labels and the answers: row = true class, column = answer. Classes that do
        not occur get their row and column all the same.`,
      zh: prose`
        由标签和回答两个列表做出混淆矩阵：行是真实类别，列是回答。没有出现的类别也要有自己的行和列。`,
    },
    hints: [
      { en: 'Begin with a square of zeros, one row for each class.', zh: '先做一个全是 0 的方阵，每个类别一行。' },
      {
        en: 'Each sample adds 1 in a single place. Which row, which column?',
        zh: '每个样本只在一个位置上加 1。哪一行，哪一列？',
      },
      { en: '`counts[labels[i]][answers[i]]++` for every i.', zh: '对每个 i：`counts[labels[i]][answers[i]]++`。' },
    ],
    solution: { confusionOf },
    cases: (random) => {
      const draw = (): number[] => Array.from(random.uniform([40]).data, (u) => Math.min(3, Math.floor(4 * u)));
      return [
        [[0, 0, 1], [0, 1, 1], 2],
        [draw(), draw(), 4],
        [[0, 1], [1, 1], 3],
      ];
    },
    wrong: [
      {
        answer: (labels, answers, classes) => confusionOf(answers, labels, classes),
        hint: {
          en: 'Rows and columns are exchanged: the true class chooses the row.',
          zh: '行和列颠倒了：行由真实类别决定。',
        },
      },
      {
        answer: (labels, answers) => confusionOf(labels, answers, Math.max(...labels, ...answers) + 1),
        hint: {
          en: 'A class that does not occur is missing. The third argument says how many there are.',
          zh: '少了没有出现的类别。一共有几类，由第三个参数给出。',
        },
      },
      {
        answer: (labels, answers, classes) =>
          confusionOf(labels, answers, classes).map((row) => row.map((count) => count / labels.length)),
        hint: { en: 'Counts are wanted, not shares.', zh: '要的是个数，不是比例。' },
      },
    ],
  }),

  'ch09-scores': checked({
    translated: '7e079266',
    title: { en: 'Precision, recall and F1', zh: '精确率、召回率和 F1' },
    level: 2,
    task: {
      en: prose`
        Compute precision, recall and F1 of class $k$ from the confusion matrix \`C\` (rows: truth, columns: answers), with
        $TP$, $FP$ and $FN$. A class that never occurs and is never the answer gets 0 for all three.`,
      zh: prose`
        由混淆矩阵 \`C\`（行是真值，列是回答），用 $TP$、$FP$、$FN$ 算出类别 $k$ 的精确率、召回率和 F1。
        从未出现、也从未被回答的类别，三项都记为 0。`,
    },
    hints: [
      {
        en: prose`$TP$ stands on the diagonal. Where are the samples that were called $k$, and where those that are $k$?`,
        zh: prose`$TP$ 在对角线上。判为 $k$ 的样本在哪里？本来是 $k$ 的又在哪里？`,
      },
      {
        en: prose`The column $k$ adds up to $TP + FP$, the row $k$ to $TP + FN$.`,
        zh: prose`第 $k$ 列之和是 $TP + FP$，第 $k$ 行之和是 $TP + FN$。`,
      },
      {
        en: prose`$F_1 = 2\,TP / (2\,TP + FP + FN)$. Look at each denominator before you divide: if it is 0, the result is 0.`,
        zh: prose`$F_1 = 2\,TP / (2\,TP + FP + FN)$。除之前先看分母：如果是 0，结果就取 0。`,
      },
    ],
    solution: { scoresOfClass },
    cases: () => {
      const C = [
        [3, 1, 0, 0],
        [1, 2, 0, 0],
        [0, 2, 5, 0],
        [0, 0, 0, 0],
      ];
      return [
        [C, 0],
        [C, 1],
        [C, 2],
        [C, 3],
      ];
    },
    wrong: [
      {
        answer: (C, k) => {
          const { precision, recall, f1 } = scoresOfClass(C, k);
          return { precision: recall, recall: precision, f1 };
        },
        hint: {
          en: 'Precision and recall are exchanged: precision divides by the column (all that was called k), recall by the row.',
          zh: '精确率和召回率颠倒了：精确率除以列之和（所有判为 k 的），召回率除以行之和。',
        },
      },
      {
        answer: scoresBy((of, all) => of / all),
        hint: {
          en: prose`Right, but for the class that does not occur you divide 0 by 0, which is NaN.`,
          zh: prose`公式没错，但对没有出现的类别，你算的是 0 除以 0，得到 NaN。`,
        },
      },
      {
        answer: (C, k) => {
          const { precision, recall } = scoresBy(safely)(C, k);
          return { precision, recall, f1: (precision + recall) / 2 };
        },
        hint: {
          en: 'F1 is the harmonic mean, not the arithmetic one: it stays near the smaller of the two.',
          zh: 'F1 是调和平均，不是算术平均：它靠近较小的那个。',
        },
      },
    ],
  }),

  'ch09-macro': checked({
    translated: '81096897',
    title: { en: 'Every class weighs the same', zh: '每个类别同样重要' },
    level: 2,
    task: {
      en: prose`
        A classifier saw 90 samples of class 0 and 10 of class 1 and always answered 0. Its accuracy is 0.9. Write the macro recall,
        the mean of the classes’ recalls, which does not let it get away with that.`,
      zh: prose`
        一个分类器见到 90 个 0 类样本和 10 个 1 类样本，一律回答 0。它的准确率是 0.9。请写出宏平均召回率，即各类别召回率的平均：
        这个指标不会让它蒙混过关。`,
    },
    hints: [
      { en: 'What is the recall of class 0 there, and that of class 1?', zh: '这里 0 类的召回率是多少？1 类的呢？' },
      {
        en: 'First divide each diagonal entry by the sum of its row, then take the mean.',
        zh: '先把每个对角元除以所在行之和，再求平均。',
      },
      {
        en: 'For the example it is (1 + 0) / 2. `C.map((row, k) => row[k] / …)` gives the recalls.',
        zh: '对上面的例子，结果是 (1 + 0) / 2。用 `C.map((row, k) => row[k] / …)` 得到各个召回率。',
      },
    ],
    solution: { macroRecall },
    cases: () => [
      [
        [
          [90, 0],
          [10, 0],
        ],
      ],
      [
        [
          [8, 1, 1],
          [2, 30, 8],
          [0, 1, 4],
        ],
      ],
    ],
    wrong: [
      {
        answer: (C) => total(C.map((row, k) => row[k])) / total(C.map(total)),
        hint: {
          en: 'That is the accuracy: each sample weighs the same, so class 0 outweighs class 1 nine to one.',
          zh: '这是准确率：每个样本同样重要，于是 0 类与 1 类的分量成了九比一。',
        },
      },
      {
        answer: (C) => total(C.map((row, k) => safely(row[k], total(C.map((each) => each[k]))))) / C.length,
        hint: {
          en: 'You divide by the columns: that is the macro precision. Recall divides by the row.',
          zh: '你除的是列之和：那是宏平均精确率。召回率要除以行之和。',
        },
      },
      {
        answer: (C) => total(C.map((row, k) => row[k] / total(row))),
        hint: {
          en: 'That is the sum of the recalls. Divide it by the number of classes.',
          zh: '这是召回率之和，还要除以类别数。',
        },
      },
    ],
  }),

  'ch09-width': open({
    translated: '692489a1',
    title: { en: 'How wide is wide enough?', zh: '多宽才够？' },
    level: 2,
    task: {
      en: prose`
        Replace both 64 by 16, 32, 128 and 256, and train on \`train\` with \`validation\` as in the experiment on scale. Compare the
        number of parameters, the accuracy in training and that on validation images. Guess before you run: which gap grows?`,
      zh: prose`
        把两个 64 都换成 16、32、128 和 256，像取值范围的实验那样用 \`train\` 训练、用 \`validation\` 验证。
        比较参数个数、训练准确率和验证准确率。运行之前先猜：哪个差距会变大？`,
    },
    hints: [
      {
        en: 'Write a function that takes the width and returns the model; set the seed before each.',
        zh: '写一个函数，输入宽度、返回模型；每次之前都设定种子。',
      },
      {
        en: "`trainingCurves({ '16': …, '32': … })` draws all runs into one figure.",
        zh: "`trainingCurves({ '16': …, '32': … })` 可以把各次运行画进一幅图。",
      },
      {
        en: 'Look at the last value of `accuracy` and of `valAccuracy`, and at their difference.',
        zh: '看 `accuracy` 和 `valAccuracy` 的最后一个值，以及它们的差。',
      },
    ],
    model: {
      en: prose`
        From 16 to 64 both accuracies rise. Beyond that, training goes on rising towards 1, the validation images gain little, and
        the gap between the two grows: the network has room to remember each image. The parameters grow much faster than the
        width, so each further step costs more and buys less (chapter 15).`,
      zh: prose`
        从 16 到 64，两个准确率都上升。再往上，训练准确率继续升向 1，验证图像却没什么起色，两者的差距越来越大：
        网络有了足够的余地，可以把每幅图像都记住。参数个数比宽度增长得快得多，所以每加宽一次，花得更多，得到的更少（见第 15 章）。`,
    },
  }),

  'ch09-rare': open({
    translated: '12471d8e',
    title: { en: 'Lower the bar', zh: '降低门槛' },
    level: 3,
    task: {
      en: prose`
        Instead of asking whether 8 has the highest probability, call an image an eight when the probability of 8 is at least
        $t$. Find recall and precision for several $t$, once with all test images and once with all but every twentieth eight
        left out. Which $t$ would you take if missing an eight cost ten times as much as a false alarm?`,
      zh: prose`
        不再看 8 的概率是不是最大，而是只要 8 的概率不小于 $t$，就把图像判为 8。对几个不同的 $t$ 求召回率和精确率：一次用全部测试图像，
        一次只保留每二十个 8 中的一个。如果漏掉一个 8 的代价是一次误报的十倍，你会选哪个 $t$？`,
    },
    hints: [
      {
        en: 'The ninth column of `probabilities` is the probability of 8: `probabilities.data[10 * i + 8]`.',
        zh: '`probabilities` 的第九列是 8 的概率：`probabilities.data[10 * i + 8]`。',
      },
      {
        en: 'Count TP, FP and FN for each t with a loop; the total cost is 10 · FN + FP.',
        zh: '对每个 t 用循环数出 TP、FP 和 FN；总代价是 10 · FN + FP。',
      },
      {
        en: '`precisionRecallPlot` draws all thresholds at once (chapter 10).',
        zh: '`precisionRecallPlot` 可以一次画出所有门槛（见第 10 章）。',
      },
    ],
    model: {
      en: prose`
        A smaller $t$ finds more eights and raises more false alarms: recall rises, precision falls. When eights are rare, recall
        stays about what it was for each $t$, and precision falls. With such costs the best $t$ lies well below one half: calling an
        image an eight pays as soon as $10p > 1 - p$, so about from $p = 1/11$ on, if the probabilities are well calibrated.`,
      zh: prose`
        $t$ 越小，找到的 8 越多，误报也越多：召回率上升，精确率下降。8 变得罕见时，每个 $t$ 的召回率大致不变，精确率则下降。
        按这样的代价，最好的 $t$ 远低于一半：只要 $10p > 1 - p$，判为 8 就划算，所以在校准良好时，大约从 $p = 1/11$ 开始。`,
    },
  }),
});

export const quiz = quizOf('ch09-quiz', {
  translated: '7bd61c07',
  questions: [
    {
      question: {
        en: 'Two programs were run once each: one reads 97.2 % of the test images rightly, the other 97.6 %. Which is better?',
        zh: '两个程序各运行了一次：一个读对 97.2 % 的测试图像，另一个读对 97.6 %。哪个更好？',
      },
      choices: [
        {
          text: { en: 'The second, by 0.4 points', zh: '第二个，高 0.4 个百分点' },
          why: {
            en: 'The same program with another seed can differ by as much, as you have seen.',
            zh: '你已经看到，同一个程序换个种子，差别也可能有这么大。',
          },
        },
        {
          right: true,
          text: { en: 'Nobody can say yet.', zh: '现在还说不准。' },
          why: {
            en: 'It takes several runs of each to tell a difference from luck.',
            zh: '各运行几次，才能分清是差别还是运气。',
          },
        },
        {
          text: { en: 'The one with the lower training loss', zh: '训练损失较低的那个' },
          why: {
            en: 'It may just know its training images better by heart.',
            zh: '它也许只是把训练图像背得更熟。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A filter for spam must never swallow a real letter. Which measure of the class “spam” matters most?',
        zh: '垃圾邮件过滤器绝不能误伤正常邮件。对“垃圾邮件”这个类别来说，哪个指标最要紧？',
      },
      choices: [
        {
          right: true,
          text: { en: 'Precision', zh: '精确率' },
          why: {
            en: 'What is called spam has to be spam.',
            zh: '判为垃圾邮件的，必须真是垃圾邮件。',
          },
        },
        {
          text: { en: 'Recall', zh: '召回率' },
          why: {
            en: 'That counts how much of the spam is found; a spam that slips through does less harm here.',
            zh: '它衡量垃圾邮件找到了多少；在这里，漏过一封垃圾邮件的害处较小。',
          },
        },
        {
          text: { en: 'Accuracy', zh: '准确率' },
          why: { en: 'It weighs both kinds of error the same.', zh: '它把两种错误看得同样重。' },
        },
      ],
    },
    {
      question: {
        en: 'Row 4, column 9 of the confusion matrix holds 12. What does that mean?',
        zh: '混淆矩阵第 4 行第 9 列（从 0 数起）是 12。这是什么意思？',
      },
      choices: [
        {
          text: { en: '12 nines were taken for a four.', zh: '有 12 个 9 被认成了 4。' },
          why: { en: 'That stands in row 9, column 4.', zh: '那在第 9 行第 4 列。' },
        },
        {
          text: { en: 'Fours and nines were confused 12 times in all.', zh: '4 和 9 互相混淆一共 12 次。' },
          why: { en: 'Each direction has its own place.', zh: '两个方向各有各的位置。' },
        },
        {
          right: true,
          text: { en: '12 fours were taken for a nine.', zh: '有 12 个 4 被认成了 9。' },
          why: { en: 'The row is the truth, the column the answer.', zh: '行是真值，列是回答。' },
        },
      ],
    },
    {
      question: {
        en: 'With pixels from 0 to 255 the untrained network has a very large loss. Why?',
        zh: '像素取 0 到 255 时，未经训练的网络损失很大。为什么？',
      },
      choices: [
        {
          text: { en: 'Its answers are wrong more often.', zh: '它答错得更多。' },
          why: {
            en: 'They are the same: a common factor does not change which logit is the largest.',
            zh: '答案是一样的：乘上同一个倍数，不会改变哪个 logit 最大。',
          },
        },
        {
          right: true,
          text: {
            en: 'Its logits are 255 times as large, so it is sure of wrong answers.',
            zh: '它的 logits 变成了 255 倍，所以对错误答案十分自信。',
          },
          why: {
            en: prose`The loss is $-\ln p$ of the truth, and that $p$ is next to nothing.`,
            zh: prose`损失是真实类别的 $-\ln p$，而这个 $p$ 近乎于零。`,
          },
        },
        {
          text: { en: 'Adam has made too long a step.', zh: 'Adam 迈的步子太大。' },
          why: { en: 'It has not made any step yet.', zh: '它还一步都没走。' },
        },
      ],
    },
    {
      question: {
        en: 'One image in a hundred is an eight. A program has an accuracy of 99 % in finding them. What do you know?',
        zh: '每一百幅图像里有一幅是 8。一个程序找 8 的准确率是 99 %。由此可知什么？',
      },
      choices: [
        {
          text: { en: 'It finds nearly all eights.', zh: '它能找到几乎所有的 8。' },
          why: { en: 'That would be its recall; it may be 0.', zh: '那是召回率，而它可能是 0。' },
        },
        {
          text: { en: 'What it calls an eight is one, 99 times in 100.', zh: '它判为 8 的，一百个里有 99 个真是 8。' },
          why: { en: 'That would be its precision.', zh: '那是精确率。' },
        },
        {
          right: true,
          text: {
            en: 'Next to nothing: always saying “no” does as well.',
            zh: '几乎什么也不知道：永远说“否”也能做到。',
          },
          why: {
            en: 'It would be right for the 99 others and never find an eight.',
            zh: '它对其余 99 幅都答对，却从未找到一个 8。',
          },
        },
      ],
    },
  ],
});
