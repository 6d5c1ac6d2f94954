/** Exercises and quiz of chapter 03. */
import { parameter, type Rng, type Tensor, tensor, text, zeros } from 'tslate';
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch03-order
// en: the five steps of the loop, in order: 'backward', 'forward', 'loss', 'next batch', 'update'
// zh: 循环里的五步，按顺序写出：'backward'、'forward'、'loss'、'next batch'、'update'
// BEGIN SOLUTION
// stub: const stepsInOrder: readonly string[] | undefined = undefined;
const stepsInOrder = ['next batch', 'forward', 'loss', 'backward', 'update'];
// END SOLUTION
// #endregion

// #region ch03-steps
// en: how many updates a training makes
// zh: 一次训练共做多少次更新
function updates(examples: number, batchSize: number, epochs: number): number {
  // BEGIN SOLUTION
  return Math.ceil(examples / batchSize) * epochs;
  // END SOLUTION
}
// #endregion

// #region ch03-loop
interface Pair {
  readonly x: number;
  readonly y: number;
}

// en: gives the w for which w · x comes close to y
// zh: 给出使 w · x 接近 y 的 w
function fitSlope(examples: readonly Pair[], rate: number, epochs: number): number {
  let w = 0;
  // BEGIN SOLUTION
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const slopes = examples.map(({ x, y }) => 2 * (w * x - y) * x);
    w -= (rate * slopes.reduce((sum, slope) => sum + slope, 0)) / examples.length;
  }
  // stub: todo();
  // END SOLUTION
  return w;
}
// #endregion

// #region ch03-leak
// en: how many points of the test set are in the training set, too
// zh: 测试集里有多少个点也出现在训练集里
function leaks(training: Tensor<readonly [number, 2]>, testing: Tensor<readonly [number, 2]>): number {
  // BEGIN SOLUTION
  const seen = new Set(training.toArray().map((row) => row.join()));
  return testing.toArray().filter((row) => seen.has(row.join())).length;
  // END SOLUTION
}
// #endregion

// #region ch03-symmetry
// en: W has a row for each input and a column for each unit
// zh: W 每行对应一个输入，每列对应一个单元
function startLayer(inputs: number, outputs: number, generator: Rng): { W: Tensor; b: Tensor } {
  // BEGIN SOLUTION
  return { W: generator.normal([inputs, outputs]), b: zeros([outputs]) };
  // END SOLUTION
}
// #endregion

// #region ch03-patience
// en: epochs count from 1; without a stop, `stop` is the last epoch
// zh: 轮次从 1 数起；如果一直没有停，`stop` 就是最后一轮
function stopWithPatience(losses: readonly number[], patience: number): { stop: number; best: number } {
  // BEGIN SOLUTION
  let best = 1;
  for (let epoch = 2; epoch <= losses.length; epoch++) {
    if (losses[epoch - 1] < losses[best - 1]) best = epoch;
    else if (epoch - best >= patience) return { stop: epoch, best };
  }
  return { stop: losses.length, best };
  // END SOLUTION
}
// #endregion

/** Gradient descent on one example after the other, or with another sign, size or number of steps. */
function otherFit(
  examples: readonly Pair[],
  { rate, epochs, oneByOne = false }: { readonly rate: number; readonly epochs: number; readonly oneByOne?: boolean },
): number {
  let w = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    if (oneByOne) for (const { x, y } of examples) w -= rate * 2 * (w * x - y) * x;
    else w -= (rate * examples.reduce((sum, { x, y }) => sum + 2 * (w * x - y) * x, 0)) / examples.length;
  }
  return w;
}

const startHints = {
  shape: {
    en: 'A weight belongs to a connection, so `W` has the shape [inputs, outputs]; a bias belongs to a unit, so `b` has the shape [outputs].',
    zh: '权重属于连接，所以 `W` 的形状是 [inputs, outputs]；偏置属于单元，所以 `b` 的形状是 [outputs]。',
  },
  alike: {
    en: 'Two units start alike, and will stay alike: draw every weight of `W` anew.',
    zh: '有两个单元的初始值相同，以后也会一直相同：`W` 的每个权重都要重新抽取。',
  },
};

export const exercise = exercises(import.meta.url, {
  'ch03-order': checked<readonly string[]>({
    translated: '62364379',
    title: { en: 'In order', zh: '排个序' },
    level: 1,
    task: {
      en: 'Put the five steps of the loop in order.',
      zh: '把循环里的五步按顺序排好。',
    },
    hints: [
      { en: 'What does each step need that another one has made?', zh: '每一步需要哪一步的结果？' },
      {
        en: 'The update needs the slopes, the slopes need the loss, the loss needs the outputs.',
        zh: '更新需要斜率，斜率需要损失，损失需要输出。',
      },
      {
        en: 'It begins with `next batch`, `forward`.',
        zh: '开头是 `next batch`、`forward`。',
      },
    ],
    solution: { stepsInOrder },
    wrong: [
      {
        answer: ['forward', 'loss', 'backward', 'update', 'next batch'],
        hint: {
          en: 'What does the very first forward pass compute its outputs for? There must be a batch before it.',
          zh: '第一次前向计算是为谁算输出的？在它之前必须先有一个批次。',
        },
      },
      {
        answer: ['next batch', 'forward', 'backward', 'loss', 'update'],
        hint: {
          en: 'The slopes are those of the loss: it has to be there before you go back from it.',
          zh: '斜率是损失的斜率：先有损失，才能从它往回走。',
        },
      },
      {
        answer: ['next batch', 'forward', 'loss', 'update', 'backward'],
        hint: {
          en: 'The update goes against the slopes. Where does it take them from?',
          zh: '更新要逆着斜率走。它从哪里得到斜率？',
        },
      },
    ],
  }),

  'ch03-steps': checked({
    translated: 'c341ee6c',
    title: { en: 'How many updates?', zh: '更新多少次？' },
    level: 1,
    task: {
      en: 'How many updates does a training make in all? The last batch of an epoch may be smaller than the others; it makes a step, too.',
      zh: '一次训练总共做多少次更新？一轮的最后一个批次可能比别的小，它也要走一步。',
    },
    hints: [
      { en: 'Count the batches of one epoch first.', zh: '先数一轮里有多少个批次。' },
      { en: 'Ten examples in batches of four: 4, 4 and 2.', zh: '十个样本，每批四个：4、4、2。' },
      { en: '`Math.ceil` rounds up.', zh: '`Math.ceil` 是向上取整。' },
    ],
    solution: { updates },
    cases: () => [
      [200, 20, 100],
      [10, 4, 3],
      [60_000, 128, 5],
    ],
    wrong: [
      {
        answer: (examples, batchSize, epochs) => Math.floor(examples / batchSize) * epochs,
        hint: {
          en: 'You have left out the small batch at the end of each epoch.',
          zh: '你漏掉了每轮末尾的那个小批次。',
        },
      },
      {
        answer: (examples, batchSize, epochs) => (examples / batchSize) * epochs,
        hint: {
          en: 'A fraction of a step cannot be taken: the small batch at the end makes a whole one.',
          zh: '步子没有几分之几：末尾的小批次也算完整的一步。',
        },
      },
      {
        answer: (examples, batchSize, epochs) => Math.ceil((examples * epochs) / batchSize),
        hint: {
          en: 'Batches do not reach into the next epoch: round up in each epoch, not once at the end.',
          zh: '批次不会跨到下一轮：应当每轮各自向上取整，而不是最后取一次。',
        },
      },
      {
        answer: (_examples, _batchSize, epochs) => epochs,
        hint: {
          en: 'That would be one step per epoch. Each *batch* makes a step.',
          zh: '那是每轮走一步。其实每个**批次**都走一步。',
        },
      },
    ],
  }),

  'ch03-loop': checked({
    translated: '8d20afd0',
    title: { en: 'Your own loop', zh: '自己写循环' },
    level: 2,
    task: {
      en: prose`
        The smallest model there is: one parameter, output $w x$, loss $(w x - y)^2$, averaged over all examples. The slope
        of the loss of one example is $2 (w x - y) x$. Start at $w = 0$ and make one step per epoch, with all examples as the batch.`,
      zh: prose`
        世上最小的模型：一个参数，输出 $w x$，损失 $(w x - y)^2$，对所有样本取平均。单个样本的损失的斜率是
        $2 (w x - y) x$。从 $w = 0$ 开始，每轮走一步，以全部样本为批次。`,
    },
    hints: [
      {
        en: 'Forward and loss are already in the formula of the slope. What is left?',
        zh: '前向和损失已经包含在斜率的公式里了。还剩什么？',
      },
      {
        en: 'In every epoch: the slope of each example at the present `w`, their mean, one update.',
        zh: '每一轮：在当前的 `w` 处求每个样本的斜率，取平均，更新一次。',
      },
      {
        en: '`w -= rate * mean`, after all slopes have been computed.',
        zh: '等所有斜率都算好之后，`w -= rate * mean`。',
      },
    ],
    solution: { fitSlope },
    cases: () => [
      [[{ x: 1, y: 2 }], 0.1, 1],
      [
        [
          { x: 1, y: 2 },
          { x: 2, y: 5 },
          { x: -1, y: -1 },
        ],
        0.1,
        3,
      ],
    ],
    wrong: [
      {
        answer: (examples, rate, epochs) => otherFit(examples, { rate: -rate, epochs }),
        hint: {
          en: 'You go uphill. The step goes *against* the slope.',
          zh: '你在往上坡走。更新要**逆着**斜率。',
        },
      },
      {
        answer: (examples, rate, epochs) => otherFit(examples, { rate: rate * examples.length, epochs }),
        hint: {
          en: 'The loss is a mean, and so is its slope: divide the sum by the number of examples.',
          zh: '损失是平均，它的斜率也是平均：要把和除以样本的个数。',
        },
      },
      {
        answer: (examples, rate) => otherFit(examples, { rate, epochs: 1 }),
        hint: { en: 'That is a single step. Repeat it in every epoch.', zh: '这只走了一步。每一轮都要重复。' },
      },
      {
        answer: (examples, rate, epochs) => otherFit(examples, { rate, epochs, oneByOne: true }),
        hint: {
          en: 'You update after each example. All slopes of a batch are taken at the same place; then comes one update.',
          zh: '你在每个样本之后都更新了。一个批次的斜率要在同一个位置上求，然后只更新一次。',
        },
      },
      {
        answer: (examples, rate, epochs) => otherFit(examples, { rate: rate / 2, epochs }),
        hint: { en: 'Where is the 2 of the slope?', zh: '斜率里的 2 到哪里去了？' },
      },
    ],
  }),

  'ch03-leak': checked({
    translated: '8e4e9d47',
    title: { en: 'Leak detector', zh: '泄漏探测器' },
    level: 2,
    task: {
      en: prose`
        A test set that shares points with the training set flatters the model: data have *leaked*. Count the points of the
        test set that occur in the training set, too. Points are the same when both coordinates are.`,
      zh: prose`
        如果测试集与训练集有相同的点，模型就会显得比实际好：数据**泄漏**了。数一数测试集里有多少个点也出现在训练集里。
        两个坐标都相同，才算同一个点。`,
    },
    hints: [
      {
        en: '`toArray()` makes lists of rows; a row becomes something that can be compared by `row.join()`.',
        zh: '`toArray()` 得到由行组成的列表；用 `row.join()` 把一行变成可以比较的东西。',
      },
      {
        en: 'Put all training points into a `Set`; it answers quickly whether it has one.',
        zh: '把训练集的点都放进一个 `Set`；有没有某个点，一问便知。',
      },
      {
        en: '`testing.toArray().filter((row) => seen.has(row.join())).length`',
        zh: '`testing.toArray().filter((row) => seen.has(row.join())).length`',
      },
    ],
    solution: { leaks },
    cases: (random) => {
      const fresh = random.normal([6, 2]);
      return [
        [fresh, random.normal([4, 2])],
        [fresh, fresh],
        [
          tensor([
            [1, 2],
            [3, 4],
            [3, 4],
            [5, 6],
          ]),
          tensor([
            [3, 4],
            [1, 7],
            [5, 6],
            [6, 5],
            [1, 8],
            [2, 1],
            [4, 3],
          ]),
        ],
      ];
    },
    wrong: [
      {
        answer: (training, testing) => {
          const seen = new Set(training.toArray().map(([first]) => first));
          return testing.toArray().filter(([first]) => seen.has(first)).length;
        },
        hint: {
          en: 'You compare the first coordinates only: (1, 2) and (1, 7) are different points.',
          zh: '你只比较了第一个坐标：(1, 2) 和 (1, 7) 是不同的点。',
        },
      },
      {
        answer: (training, testing) => {
          const there = training.toArray().map((row) => row.join());
          return testing.toArray().reduce((sum, row) => sum + there.filter((one) => one === row.join()).length, 0);
        },
        hint: {
          en: 'You count matches. A test point that occurs twice in the training set is still one test point.',
          zh: '你数的是成对的次数。一个测试点即使在训练集里出现两次，也还是一个测试点。',
        },
      },
      {
        answer: (training, testing) => {
          const there = training.toArray().map((row) => row.join());
          return testing.toArray().filter((row, i) => there[i] === row.join()).length;
        },
        hint: {
          en: 'You compare row with row at the same place. A leaked point may stand anywhere.',
          zh: '你比较的是同一位置上的行。泄漏的点可能在任何位置。',
        },
      },
      {
        answer: (training, testing) => {
          const seen = new Set(training.toArray().flat());
          return testing.toArray().filter((row) => row.every((value) => seen.has(value))).length;
        },
        hint: {
          en: 'Both numbers occur somewhere in the training set, but not as one point, in this order.',
          zh: '这两个数在训练集里都出现过，但不是作为同一个点、按这个顺序出现的。',
        },
      },
    ],
  }),

  'ch03-symmetry': checked({
    translated: 'd6908b70',
    title: { en: 'A start that breaks the symmetry', zh: '打破对称的初始化' },
    level: 2,
    task: {
      en: prose`
        Make the weights and biases that a layer of \`outputs\` units with \`inputs\` inputs starts with, so that no two units are
        alike. Draw from \`generator\`, for example \`generator.normal([2, 3])\`.`,
      zh: prose`
        一层有 \`outputs\` 个单元、\`inputs\` 个输入，给出它的初始权重和偏置，使得没有两个单元是一样的。
        随机数从 \`generator\` 中抽取，例如 \`generator.normal([2, 3])\`。`,
    },
    hints: [
      {
        en: 'How many connections are there, and how many units?',
        zh: '有多少条连接？多少个单元？',
      },
      {
        en: 'Only `W` has to be random. `b` is one number per unit, and may be 0.',
        zh: '只有 `W` 需要随机。`b` 每个单元一个数，可以是 0。',
      },
      {
        en: '`{ W: generator.normal([inputs, outputs]), b: zeros([outputs]) }`',
        zh: '`{ W: generator.normal([inputs, outputs]), b: zeros([outputs]) }`',
      },
    ],
    solution: { startLayer },
    check(answer, random) {
      const { W, b } = answer(3, 5, random);
      const shapes = { expected: 'W [3, 5], b [5]', received: `W [${W.shape.join(', ')}], b [${b.shape.join(', ')}]` };
      if (shapes.expected !== shapes.received) return { ...shapes, hint: startHints.shape };
      const units = new Set(Array.from({ length: 5 }, (_, j) => [0, 1, 2].map((i) => W.data[5 * i + j]).join()));
      if (units.size === 5) return undefined;
      const expected = text({ en: '5 different columns', zh: '5 个不同的列' });
      return { expected, received: String(units.size), hint: startHints.alike };
    },
    wrong: [
      {
        answer: (inputs, outputs) => ({ W: parameter(zeros([inputs, outputs])), b: zeros([outputs]) }),
        hint: startHints.alike,
      },
      {
        answer: (inputs, outputs, generator) => ({
          W: generator.normal([inputs, outputs]),
          b: generator.normal([inputs, outputs]),
        }),
        hint: startHints.shape,
      },
    ],
  }),

  'ch03-patience': checked({
    translated: '975ad55f',
    title: { en: 'Early stopping', zh: '早停' },
    level: 2,
    task: {
      en: prose`
        Given the validation loss after each epoch: after which epoch does the training stop if it waits \`patience\` epochs in a
        row for a new best, and which epoch was the best by then?`,
      zh: prose`
        已知每轮之后的验证损失。如果接连 \`patience\` 轮没有刷新最好成绩就停，训练会在哪一轮之后停止？到那时最好的是哪一轮？`,
    },
    hints: [
      {
        en: 'Go through the losses in order, and remember the epoch of the best so far.',
        zh: '按顺序看这些损失，记住到目前为止最好的那一轮。',
      },
      {
        en: 'How long have you waited? The present epoch minus the best one.',
        zh: '已经等了多久？当前的轮次减去最好的轮次。',
      },
      {
        en: 'If the loss is below the best: a new best. Otherwise, if `epoch - best >= patience`: stop.',
        zh: '如果损失低于最好成绩：刷新。否则，如果 `epoch - best >= patience`：停。',
      },
    ],
    solution: { stopWithPatience },
    cases: () => [
      [[0.9, 0.5, 0.6, 0.55, 0.7, 0.4], 3],
      [[0.9, 0.5, 0.6, 0.4, 0.45, 0.5, 0.3, 0.4, 0.5, 0.6], 3],
      [[0.9, 0.5, 0.6, 0.7, 0.8, 0.4], 2],
      [[0.9, 0.8, 0.7], 2],
    ],
    wrong: [
      {
        answer: (losses, patience) => {
          let [best, waited] = [1, 0];
          for (let epoch = 2; epoch <= losses.length; epoch++) {
            if (losses[epoch - 1] < losses[best - 1]) best = epoch;
            else if (++waited >= patience) return { stop: epoch, best };
          }
          return { stop: losses.length, best };
        },
        hint: {
          en: 'You count all epochs without a new best. Only those *in a row* count: a new best starts the count again.',
          zh: '你把所有没有刷新成绩的轮次都算上了。只算**接连**的：一旦刷新，就从头数起。',
        },
      },
      {
        answer: (losses, patience) => {
          let [best, waited] = [1, 0];
          for (let epoch = 2; epoch <= losses.length; epoch++) {
            if (losses[epoch - 1] < losses[best - 1]) best = epoch;
            waited = losses[epoch - 1] < losses[epoch - 2] ? 0 : waited + 1;
            if (waited >= patience) return { stop: epoch, best };
          }
          return { stop: losses.length, best };
        },
        hint: {
          en: 'You compare with the epoch before. Compare with the best of all.',
          zh: '你是和前一轮比。应当和最好的那一轮比。',
        },
      },
      {
        answer: (losses) => ({ stop: losses.length, best: losses.indexOf(Math.min(...losses)) + 1 }),
        hint: {
          en: 'That looks into the future: when training stops, the later losses are not there yet.',
          zh: '这是预知未来：训练停下时，后面的损失还不存在。',
        },
      },
      {
        answer: (losses, patience) => {
          let best = 0;
          for (let epoch = 1; epoch < losses.length; epoch++) {
            if (losses[epoch] < losses[best]) best = epoch;
            else if (epoch - best >= patience) return { stop: epoch, best };
          }
          return { stop: losses.length - 1, best };
        },
        hint: { en: 'Epochs count from 1, list entries from 0.', zh: '轮次从 1 数起，列表从 0 数起。' },
      },
    ],
  }),

  'ch03-threshold': open({
    translated: '04d4a082',
    title: { en: 'A threshold for everything?', zh: '有没有通用的阈值？' },
    level: 3,
    task: {
      en: prose`
        Is there a threshold of the training loss that is good for every data set? Train \`wideModel()\` on moons with a noise of
        0.1, 0.3 and 0.5. For each, note the training loss at the epoch where the validation loss is smallest: that would have
        been the right threshold.`,
      zh: prose`
        有没有对任何数据都合适的训练损失阈值？在噪声为 0.1、0.3 和 0.5 的半月上训练 \`wideModel()\`。
        对每一种，记下验证损失最小那一轮的训练损失：那才是正确的阈值。`,
    },
    hints: [
      {
        en: 'Make a function of the noise from the cell of `tooLong`; each call to `wideModel()` starts a new network.',
        zh: '把 `tooLong` 那个单元格写成噪声的函数；每次调用 `wideModel()` 都会得到一个新的网络。',
      },
      {
        en: 'The best epoch is the place of `Math.min(...history.valLoss)` in the list.',
        zh: '最好的那一轮，就是 `Math.min(...history.valLoss)` 在列表里的位置。',
      },
      {
        en: 'Compare the three thresholds, and ask what each would do to the other two trainings.',
        zh: '比较这三个阈值，再想想每一个用在另外两次训练上会怎样。',
      },
    ],
    model: {
      en: prose`
        The more noise, the larger the loss that even the best network cannot avoid, and the larger the right threshold. A
        threshold made for little noise stops the noisy training when it has long overfitted, or never; one made for much
        noise stops the other training long before its best epoch. The right number is known only afterwards, from the
        validation loss; so watch that at once.`,
      zh: prose`
        噪声越大，连最好的网络也避免不了的损失就越大，正确的阈值也就越大。为小噪声定的阈值，会让噪声大的训练在早已过拟合之后才停，
        或者永远不停；为大噪声定的阈值，会让另一次训练远远没到最好的一轮就停。正确的数只有事后才能从验证损失得知，
        那么不如一开始就看验证损失。`,
    },
  }),
});

export const quiz = quizOf('ch03-quiz', {
  translated: '21520040',
  questions: [
    {
      question: { en: 'What is the validation set for?', zh: '验证集是用来做什么的？' },
      choices: [
        {
          text: { en: 'To learn parameters from, when the training set is small', zh: '训练集太小时，用来学习参数' },
          why: {
            en: 'Then it could not tell any more what the network does with examples that it has not learned from.',
            zh: '那样它就说明不了网络面对没学过的样本时表现如何了。',
          },
        },
        {
          right: true,
          text: { en: 'To make decisions: which model, when to stop', zh: '用来做决定：选哪个模型，何时停止' },
          why: {
            en: 'And because it decides, it must not judge in the end; that is the work of the test set.',
            zh: '正因为它做决定，就不能由它作最后的评判；那是测试集的事。',
          },
        },
        {
          text: { en: 'To report the final result', zh: '用来报告最终结果' },
          why: {
            en: 'The result that was chosen by it is too good on it. The test set reports.',
            zh: '由它挑选出来的结果，在它上面总会显得过好。最终报告要用测试集。',
          },
        },
      ],
    },
    {
      question: {
        en: '1,000 examples, batches of 100, 5 epochs: how many updates?',
        zh: '1000 个样本，每批 100 个，5 轮：更新多少次？',
      },
      choices: [
        {
          right: true,
          text: { en: '50', zh: '50 次' },
          why: { en: 'Ten batches an epoch, one update each.', zh: '每轮十个批次，每个批次更新一次。' },
        },
        {
          text: { en: '5', zh: '5 次' },
          why: { en: 'Each batch makes a step, not each epoch.', zh: '每个批次走一步，而不是每轮走一步。' },
        },
        {
          text: { en: '5,000', zh: '5000 次' },
          why: { en: 'That would be a step for each example.', zh: '那是每个样本走一步。' },
        },
      ],
    },
    {
      question: { en: 'All weights start at 0.5. What happens?', zh: '所有权重都从 0.5 开始，会怎样？' },
      choices: [
        {
          text: { en: 'Nothing moves, because all slopes are 0.', zh: '什么都不动，因为斜率全是 0。' },
          why: {
            en: 'That is what weights of 0 do. With 0.5 the network learns, but not much.',
            zh: '权重为 0 才会这样。取 0.5 时网络会学，只是学得不多。',
          },
        },
        {
          text: { en: 'The loss becomes NaN.', zh: '损失变成 NaN。' },
          why: { en: 'All numbers stay ordinary.', zh: '所有的数都很正常。' },
        },
        {
          right: true,
          text: { en: 'All units of a hidden layer stay alike.', zh: '同一隐藏层的单元始终一样。' },
          why: {
            en: 'They compute the same, get the same slopes and make the same steps.',
            zh: '它们算出的结果相同，得到的斜率相同，走出的步子也相同。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A layer has 20 inputs and 10 units. How many biases?',
        zh: '一层有 20 个输入、10 个单元，有多少个偏置？',
      },
      choices: [
        {
          text: { en: '200', zh: '200 个' },
          why: { en: 'These are the connections; each has a weight.', zh: '这是连接的条数；每条连接有一个权重。' },
        },
        {
          right: true,
          text: { en: '10', zh: '10 个' },
          why: {
            en: 'A bias belongs to a unit: it is added once to all that comes in.',
            zh: '偏置属于单元：所有输入加起来之后，只加一次。',
          },
        },
        {
          text: { en: '30', zh: '30 个' },
          why: {
            en: 'Inputs only hand on what they are given; they have no bias.',
            zh: '输入只是把收到的值传下去，没有偏置。',
          },
        },
      ],
    },
    {
      question: {
        en: 'The training loss falls, the validation loss has been rising for 30 epochs. What now?',
        zh: '训练损失在降，验证损失却已经升了 30 轮。怎么办？',
      },
      choices: [
        {
          text: { en: 'Go on until the training loss reaches its threshold.', zh: '继续，直到训练损失达到阈值。' },
          why: {
            en: 'The network is learning its examples by heart; going on makes it worse.',
            zh: '网络正在死记样本，继续下去只会更糟。',
          },
        },
        {
          text: { en: 'Stop, and use the weights as they are.', zh: '停止，就用现在的权重。' },
          why: { en: 'Those of 30 epochs ago were better.', zh: '30 轮之前的权重更好。' },
        },
        {
          right: true,
          text: { en: 'Stop, and go back to the weights of the best epoch.', zh: '停止，并换回最好那一轮的权重。' },
          why: { en: 'This is early stopping.', zh: '这就是早停。' },
        },
      ],
    },
  ],
});
