/** Exercises and quiz of chapter 11. */
import type { Callback } from 'tslate';
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch11-count
// en: `hidden` are the widths of the hidden layers, such as [64, 32]
// zh: `hidden` 是各隐藏层的宽度，例如 [64, 32]
function parametersFor(inputDim: number, hidden: readonly number[], outputDim: number): number {
  // BEGIN SOLUTION
  const widths = [inputDim, ...hidden, outputDim];
  return widths.slice(1).reduce((sum, width, i) => sum + widths[i] * width + width, 0);
  // END SOLUTION
}
// #endregion

// #region ch11-codec
interface Codec {
  encode(word: string): number[]; // en: a word, to its one-hot row // zh: 词 → 独热行
  decode(row: readonly number[]): string; // en: a row, one-hot or of probabilities, to its word // zh: 独热行或概率行 → 词
}

function codecOf(classes: readonly string[]): Codec {
  // BEGIN SOLUTION
  return {
    encode: (word) => classes.map((name) => (name === word ? 1 : 0)),
    decode: (row) => classes[row.indexOf(Math.max(...row))],
  };
  // stub: return { encode: () => todo(), decode: () => todo() };
  // END SOLUTION
}
// #endregion

// #region ch11-pair
// en: the cross-entropy of softmax(z0, z1) for a sample of class `label`, 0 or 1
// zh: 对类别为 `label`（0 或 1）的样本，softmax(z0, z1) 的交叉熵
function pairLoss(z0: number, z1: number, label: number): number {
  // BEGIN SOLUTION
  const z = z1 - z0;
  const p = 1 / (1 + Math.exp(-z));
  return -(label * Math.log(p) + (1 - label) * Math.log(1 - p));
  // END SOLUTION
}
// #endregion

// #region ch11-patience
// en: stops after `patience` epochs in a row that did not bring `valLoss` more than `minDelta` below the best
// zh: 如果接连 `patience` 轮，`valLoss` 都没有比最好成绩再低 `minDelta` 以上，就停
function patient(patience: number, minDelta: number): Callback {
  let best = Infinity;
  let waited = 0;
  return {
    onEpochEnd(_epoch, { valLoss }) {
      // BEGIN SOLUTION
      if (best - valLoss > minDelta) {
        [best, waited] = [valLoss, 0];
        return undefined;
      }
      waited++;
      return waited >= patience ? 'stop' : undefined;
      // stub: return todo();
      // END SOLUTION
    },
  };
}
// #endregion

// #region ch11-plateau
// en: the first epoch, from 1, in which the last `width` losses are on average not more than `tolerance` below the `width` before; or 0
// zh: 最近 `width` 个损失的平均，与再往前 `width` 个的平均相比，降低得不超过 `tolerance` 的第一轮（从 1 数起）；没有就是 0
function plateauAt(losses: readonly number[], width: number, tolerance: number): number {
  // BEGIN SOLUTION
  const mean = (end: number) => losses.slice(end - width, end).reduce((sum, loss) => sum + loss, 0) / width;
  for (let epoch = 2 * width; epoch <= losses.length; epoch++) {
    if (mean(epoch - width) - mean(epoch) <= tolerance) return epoch;
  }
  return 0;
  // END SOLUTION
}
// #endregion

// #region ch11-temperature
// en: must not overflow, however large the logits
// zh: logits 再大也不能溢出
function atTemperature(z: readonly number[], T: number): number[] {
  // BEGIN SOLUTION
  const largest = Math.max(...z);
  const powers = z.map((value) => Math.exp((value - largest) / T));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
  // END SOLUTION
}
// #endregion

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const shares = (powers: readonly number[]): number[] => powers.map((power) => power / sumOf(powers));
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** The loss of a pair by its probability of class 1. */
const binaryLoss = (p: number, label: number): number => -(label * Math.log(p) + (1 - label) * Math.log(1 - p));

const codecHints = {
  ones: {
    en: '`decode` looks for a 1. What a network gives are probabilities, such as 0.2, 0.7, 0.1: take the place of the largest.',
    zh: '`decode` 找的是 1。而网络给出的是概率，例如 0.2、0.7、0.1：应当取最大值的位置。',
  },
  numbers: {
    en: '`encode` has to give a row with one number for each class, not the number of the class.',
    zh: '`encode` 应当给出一行数，每个类别一个，而不是类别编号。',
  },
  shifted: {
    en: 'The first word stands in place 0, not in place 1.',
    zh: '第一个词在位置 0，不在位置 1。',
  },
};

/** Validation losses, with the patience and the margin that they are watched with. */
const courses: readonly (readonly [losses: readonly number[], patience: number, minDelta: number])[] = [
  [[0.9, 0.5, 0.6, 0.55, 0.4, 0.45, 0.5, 0.3, 0.35, 0.4, 0.45, 0.2], 3, 0],
  [[0.9, 0.7, 0.8, 0.75, 0.72, 0.6], 3, 0],
  [[0.9, 0.899, 0.898, 0.897, 0.896, 0.895], 3, 0.01],
  [[0.9, 0.896, 0.892, 0.888, 0.884, 0.88, 0.876], 3, 0.01],
  [[0.9, 0.8, 0.7, 0.6], 2, 0],
];

/** After which epoch a callback stops each of the courses; 0 where it does not. */
const stopsOf = async (make: typeof patient): Promise<number[]> => {
  const stops: number[] = [];
  for (const [losses, patience, minDelta] of courses) {
    const callback = make(patience, minDelta);
    let stop = 0;
    for (const [epoch, valLoss] of losses.entries()) {
      const answer = await callback.onEpochEnd?.(epoch, { loss: 0, valLoss });
      if (answer !== 'stop') continue;
      stop = epoch + 1;
      break;
    }
    stops.push(stop);
  }
  return stops;
};

/** A callback that keeps three numbers and says after each loss how they go on, and whether that is the end. */
interface Kept {
  readonly best: number;
  readonly last: number;
  readonly waited: number;
}
const keeping =
  (step: (kept: Kept, valLoss: number, minDelta: number) => Kept): typeof patient =>
  (patience, minDelta) => {
    let kept: Kept = { best: Infinity, last: Infinity, waited: 0 };
    return {
      onEpochEnd(_epoch, { valLoss }) {
        kept = { ...step(kept, valLoss, minDelta), last: valLoss };
        return kept.waited > 0 && kept.waited >= patience ? 'stop' : undefined;
      },
    };
  };

const impatient = [
  {
    answer: keeping(({ best, waited, ...kept }, valLoss, minDelta) =>
      best - valLoss > minDelta ? { ...kept, best: valLoss, waited } : { ...kept, best, waited: waited + 1 },
    ),
    hint: {
      en: 'You count all epochs without a new best. Only those *in a row* count: a new best sets `waited` back to 0.',
      zh: '你把所有没有刷新成绩的轮次都算上了。只算**接连**的：一旦刷新，`waited` 要回到 0。',
    },
  },
  {
    answer: keeping(({ last, waited, ...kept }, valLoss, minDelta) =>
      last - valLoss > minDelta ? { ...kept, last, waited: 0 } : { ...kept, last, waited: waited + 1 },
    ),
    hint: {
      en: 'You compare with the epoch before. Compare with the best of all.',
      zh: '你是和前一轮比。应当和最好的那一轮比。',
    },
  },
  {
    answer: keeping(({ best, waited, ...kept }, valLoss) =>
      valLoss < best ? { ...kept, best: valLoss, waited: 0 } : { ...kept, best, waited: waited + 1 },
    ),
    hint: {
      en: 'Where is `minDelta`? A loss that is better by less than that does not count as better.',
      zh: '`minDelta` 到哪里去了？进步不超过它，就不算进步。',
    },
  },
  {
    answer: keeping(({ best, waited, ...kept }, valLoss, minDelta) => ({
      ...kept,
      best: Math.min(best, valLoss),
      waited: best - valLoss > minDelta ? 0 : waited + 1,
    })),
    hint: {
      en: 'You lower `best` with every small gain, so many small gains never add up to one that counts. Lower it only where you set `waited` back to 0.',
      zh: '哪怕只进步一点，你也把 `best` 降下来，于是许多小进步永远凑不成一次算数的进步。只有在 `waited` 回到 0 时才应当更新它。',
    },
  },
];

export const exercise = exercises(import.meta.url, {
  'ch11-count': checked({
    translated: '06c1764a',
    title: { en: 'Any sizes at all', zh: '任意的大小' },
    level: 1,
    task: {
      en: prose`
        (eq:generic-count) leaves the input and the output free. Free the hidden layers as well: how many parameters has a
        classifier with any list of hidden widths, an empty one included?`,
      zh: prose`
        (eq:generic-count) 里可变的是输入和输出。现在让隐藏层也可变：隐藏层的宽度是任意一个列表（也可以是空的），分类器一共有多少个参数？`,
    },
    hints: [
      {
        en: 'Put all widths into one list, from the input to the output. What stands between two neighbours?',
        zh: '把从输入到输出的所有宽度放进一个列表。相邻两个之间是什么？',
      },
      {
        en: prose`Between $n$ and $m$ units there are $nm$ weights, and the $m$ units behind them have a bias each.`,
        zh: prose`$n$ 个单元与 $m$ 个单元之间有 $nm$ 个权重，后面的 $m$ 个单元各有一个偏置。`,
      },
      {
        en: '`const widths = [inputDim, ...hidden, outputDim];`, then add up `widths[i - 1] * widths[i] + widths[i]` from i = 1.',
        zh: '`const widths = [inputDim, ...hidden, outputDim];`，然后从 i = 1 起把 `widths[i - 1] * widths[i] + widths[i]` 加起来。',
      },
    ],
    solution: { parametersFor },
    cases: () => [
      [784, [64, 32], 10],
      [2, [64, 32], 2],
      [4, [], 3],
      [5, [7, 6, 8], 2],
    ],
    wrong: [
      {
        answer: (inputDim, hidden, outputDim) => {
          const widths = [inputDim, ...hidden, outputDim];
          return widths.slice(1).reduce((sum, width, i) => sum + widths[i] * width, 0);
        },
        hint: { en: 'These are the weights. Where are the biases?', zh: '这些是权重。偏置呢？' },
      },
      {
        answer: (inputDim, hidden, outputDim) => {
          const widths = [inputDim, ...hidden, outputDim];
          return widths.slice(1).reduce((sum, width, i) => sum + widths[i] * width + width, inputDim);
        },
        hint: {
          en: 'You have given the inputs a bias. They are no units: nothing is computed there.',
          zh: '你给输入也配了偏置。输入不是单元：那里什么也不计算。',
        },
      },
      {
        answer: (inputDim, _hidden, outputDim) => 64 * inputDim + 33 * outputDim + 2144,
        hint: {
          en: 'That is right for the widths 64 and 32 only. `hidden` may hold others, or none.',
          zh: '这只对宽度 64 和 32 成立。`hidden` 里可以是别的宽度，也可以是空的。',
        },
      },
    ],
  }),

  'ch11-codec': checked({
    translated: '631e30e5',
    title: { en: 'From words to rows, and back', zh: '从词到行，再回来' },
    level: 1,
    task: {
      en: prose`
        Write both directions of (eq:one-hot) for classes that are words. \`encode('virginica')\` gives the one-hot row; \`decode\`
        gives the word of a row, and a row may also hold the probabilities that a network has answered.`,
      zh: prose`
        类别是词的时候，写出 (eq:one-hot) 的两个方向。\`encode('virginica')\` 给出独热行；\`decode\` 给出一行所对应的词，
        这一行也可能是网络回答的概率。`,
    },
    hints: [
      { en: 'A row has one number for each word of `classes`.', zh: '`classes` 里的每个词，在一行里占一个数。' },
      {
        en: 'To encode: go through `classes` and write 1 where the word is the one asked for, else 0.',
        zh: '编码：逐个看 `classes`，是要找的词就写 1，否则写 0。',
      },
      {
        en: '`classes.map((name) => (name === word ? 1 : 0))`; and `row.indexOf(Math.max(...row))` is the place of the largest number.',
        zh: '`classes.map((name) => (name === word ? 1 : 0))`；而 `row.indexOf(Math.max(...row))` 就是最大值的位置。',
      },
    ],
    solution: { codecOf },
    check: (answer) => {
      const classes = ['setosa', 'versicolor', 'virginica'];
      const { encode, decode } = answer(classes);
      const rows = classes.map((word) => encode(word));
      const words = [...classes.map((_, at) => classes.map((__, j) => (j === at ? 1 : 0))), [0.2, 0.7, 0.1]].map(
        decode,
      );
      const expected = [
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        [...classes, 'versicolor'],
      ].map((part) => JSON.stringify(part));
      const received = [rows, words].map((part) => JSON.stringify(part));
      const at = expected.findIndex((part, i) => part !== received[i]);
      if (at === -1) return undefined;
      const hint =
        at === 0
          ? rows.some((row) => row.length !== classes.length)
            ? codecHints.numbers
            : codecHints.shifted
          : codecHints.ones;
      return { expected: expected[at], received: received[at], hint };
    },
    wrong: [
      {
        answer: (classes) => ({ ...codecOf(classes), decode: (row) => classes[row.indexOf(1)] }),
        hint: codecHints.ones,
      },
      {
        answer: (classes) => ({ ...codecOf(classes), encode: (word) => [classes.indexOf(word)] }),
        hint: codecHints.numbers,
      },
      {
        answer: (classes) => ({
          ...codecOf(classes),
          encode: (word) => classes.map((_, j) => (j === classes.indexOf(word) + 1 ? 1 : 0)),
        }),
        hint: codecHints.shifted,
      },
    ],
  }),

  'ch11-pair': checked({
    translated: 'da144916',
    title: { en: 'Two classes with one sigmoid', zh: '两个类别，一个 sigmoid' },
    level: 1,
    task: {
      en: prose`
        Compute the categorical cross-entropy of two logits without any softmax: by (eq:two-classes) one sigmoid and the binary
        cross-entropy are enough.`,
      zh: prose`
        不用 softmax，算出两个 logits 的多类交叉熵：根据 (eq:two-classes)，一个 sigmoid 加二元交叉熵就够了。`,
    },
    hints: [
      {
        en: 'Add the same number to both logits: softmax does not change. So what alone does it depend on?',
        zh: '给两个 logits 加上同一个数，softmax 不变。那么它只取决于什么？',
      },
      {
        en: prose`$\hat y_1 = \sigma(z_1 - z_0)$ is the probability of class 1.`,
        zh: prose`$\hat y_1 = \sigma(z_1 - z_0)$ 就是类别 1 的概率。`,
      },
      {
        en: '`const p = 1 / (1 + Math.exp(z0 - z1));`, and then the binary cross-entropy of `label` and `p`, with its bracket.',
        zh: '`const p = 1 / (1 + Math.exp(z0 - z1));`，然后是 `label` 和 `p` 的二元交叉熵，别忘了括号。',
      },
    ],
    solution: { pairLoss },
    cases: () => [
      [0, 2, 1],
      [0, 2, 0],
      [1.5, -0.5, 1],
      [1.5, -0.5, 0],
      [-3, -3, 1],
    ],
    wrong: [
      {
        answer: (_z0, z1, label) => binaryLoss(sigmoid(z1), label),
        hint: {
          en: 'You take the sigmoid of the second logit alone. That is right only where the first one is 0.',
          zh: '你只对第二个 logit 取了 sigmoid。只有第一个为 0 时才对。',
        },
      },
      {
        answer: (z0, z1, label) => binaryLoss(sigmoid(z0 - z1), label),
        hint: {
          en: 'The difference is the wrong way round: this is the probability of class 0.',
          zh: '差的方向反了：这是类别 0 的概率。',
        },
      },
      {
        answer: (z0, z1, label) => {
          const p = sigmoid(z1 - z0);
          return -label * Math.log(p) + (1 - label) * Math.log(1 - p);
        },
        hint: {
          en: 'That is the formula as article 5 prints it, without the bracket: for class 0 the loss is negative.',
          zh: '这是第五篇文章印出来的式子，少了括号：对类别 0，损失成了负数。',
        },
      },
    ],
  }),

  'ch11-patience': checked({
    translated: 'c9a97948',
    title: { en: 'Early stopping with patience', zh: '带耐心的早停' },
    level: 2,
    task: {
      en: prose`
        Write your own early stopping, as a callback that \`fit\` can use. After each epoch it is told the \`valLoss\`. Only a gain of
        more than \`minDelta\` over the best so far counts. It returns \`'stop'\` after \`patience\` epochs in a row without one.
        (Try it: \`callbacks: [patient(5, 0)]\`.)`,
      zh: prose`
        自己写一个早停，做成 \`fit\` 能用的回调。每轮之后它会得知 \`valLoss\`。比最好成绩再低 \`minDelta\` 以上才算进步。
        接连 \`patience\` 轮没有进步，就返回 \`'stop'\`。（试一试：\`callbacks: [patient(5, 0)]\`。）`,
    },
    hints: [
      {
        en: 'There are two cases: a gain that counts, and everything else. What happens to `best` and `waited` in each?',
        zh: '有两种情形：算数的进步，以及其他。在每种情形里，`best` 和 `waited` 各怎么变？',
      },
      {
        en: 'After a gain, `best` is the new loss and `waited` is 0. Otherwise `waited` grows by 1, and `best` stays.',
        zh: '有进步时，`best` 换成新的损失，`waited` 归 0。否则 `waited` 加 1，`best` 不变。',
      },
      {
        en: "The gain counts if `best - valLoss > minDelta`. Otherwise: `waited++`, and `return waited >= patience ? 'stop' : undefined`.",
        zh: "`best - valLoss > minDelta` 时进步才算数。否则 `waited++`，然后 `return waited >= patience ? 'stop' : undefined`。",
      },
    ],
    solution: { patient },
    check: async (answer) => {
      const [expected, received] = [await stopsOf(patient), await stopsOf(answer)];
      const at = expected.findIndex((stop, i) => stop !== received[i]);
      if (at === -1) return undefined;
      const kinds = await Promise.all(impatient.map((one) => stopsOf(one.answer)));
      const kind = kinds.findIndex((stops) => String(stops) === String(received));
      const [losses, patience, minDelta] = courses[at];
      const given = `valLoss ${losses.join(', ')}; patience ${patience}, minDelta ${minDelta}`;
      return {
        expected: `${expected[at]} (${given})`,
        received: String(received[at]),
        ...(kind >= 0 && { hint: impatient[kind].hint }),
      };
    },
    wrong: impatient,
  }),

  'ch11-plateau': checked({
    translated: '01079a7f',
    title: { en: 'A calmer plateau', zh: '更稳的平台期' },
    level: 2,
    task: {
      en: prose`
        The rule (3) of this chapter compares two neighbouring epochs, and a chance hit stops it. Write a calmer one: it compares the mean of
        the last \`width\` losses with the mean of the \`width\` losses before them.`,
      zh: prose`
        本章的规则 (3) 比较相邻的两轮，碰巧一次差不多就停了。请写一个更稳的：拿最近 \`width\` 个损失的平均，与再往前 \`width\` 个的平均相比。`,
    },
    hints: [
      {
        en: 'How many losses must there be before the rule can say anything?',
        zh: '至少要有多少个损失，这条规则才说得上话？',
      },
      {
        en: 'After epoch t the last ones are `losses.slice(t - width, t)`, those before `losses.slice(t - 2 * width, t - width)`.',
        zh: '第 t 轮之后，最近的是 `losses.slice(t - width, t)`，再往前的是 `losses.slice(t - 2 * width, t - width)`。',
      },
      {
        en: 'Go from `epoch = 2 * width` to `losses.length` and return the first at which the earlier mean minus the later one is at most `tolerance`.',
        zh: '让 `epoch` 从 `2 * width` 走到 `losses.length`，返回第一个“前面的平均减后面的平均不超过 `tolerance`”的轮次。',
      },
    ],
    solution: { plateauAt },
    cases: () => [
      [[1, 0.8, 0.6, 0.59, 0.4, 0.3, 0.29, 0.28, 0.28], 2, 0.05],
      [[1, 0.7, 0.9, 0.5, 0.6, 0.3, 0.3, 0.3], 2, 0.01],
      [[1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4], 2, 0.1],
      [[1, 0.5, 0.4, 0.4, 0.2], 1, 0.01],
      [[0.5, 0.6, 0.7, 0.8], 2, 0.1],
    ],
    wrong: [
      {
        answer: (losses, width, tolerance) => {
          for (let epoch = width + 1; epoch <= losses.length; epoch++) {
            if (losses[epoch - width - 1] - losses[epoch - 1] <= tolerance) return epoch;
          }
          return 0;
        },
        hint: {
          en: 'You compare two single losses, `width` epochs apart. Chance is in each of them: take means.',
          zh: '你比较的是相隔 `width` 轮的两个损失。单个损失里都有偶然：要取平均。',
        },
      },
      {
        answer: (losses, width, tolerance) => {
          const mean = (end: number) => sumOf(losses.slice(end - width, end)) / width;
          for (let epoch = 2 * width; epoch <= losses.length; epoch++) {
            if (Math.abs(mean(epoch - width) - mean(epoch)) <= tolerance) return epoch;
          }
          return 0;
        },
        hint: {
          en: 'A loss that rises by much is not better either. Do not take the absolute value: only a fall counts as progress.',
          zh: '损失大幅上升也不是进步。不要取绝对值：下降才算进步。',
        },
      },
      {
        answer: (losses, width, tolerance) => {
          const mean = (end: number) => sumOf(losses.slice(end - width, end)) / width;
          for (let epoch = 2 * width; epoch <= losses.length; epoch++) {
            if (mean(epoch - width) - mean(epoch) <= tolerance) return epoch - 1;
          }
          return 0;
        },
        hint: { en: 'Epochs count from 1, list entries from 0.', zh: '轮次从 1 数起，列表从 0 数起。' },
      },
    ],
  }),

  'ch11-temperature': checked({
    translated: '2e80ac63',
    title: { en: 'Softmax at a temperature', zh: '带温度的 softmax' },
    level: 2,
    task: {
      en: prose`
        Write (eq:temperature) for one sample: the probabilities at the temperature \`T\`, from its logits. Logits of a thousand
        must not overflow.`,
      zh: prose`
        对一个样本写出 (eq:temperature)：由它的 logits 得到温度为 \`T\` 时的概率。logits 大到一千也不能溢出。`,
    },
    hints: [
      {
        en: 'Softmax of what? Each logit is divided by T first.',
        zh: '对什么取 softmax？先把每个 logit 除以 T。',
      },
      {
        en: prose`$e^{1000}$ is too large for any number here. Subtract the largest logit from all of them first (chapter 05).`,
        zh: prose`$e^{1000}$ 大得装不下。先从每个 logit 里减去最大的那个（第 05 章）。`,
      },
      {
        en: '`Math.exp((value - largest) / T)` for every logit, then divide each by their sum.',
        zh: '对每个 logit 算 `Math.exp((value - largest) / T)`，再各自除以总和。',
      },
    ],
    solution: { atTemperature },
    cases: () => [
      [[2, 1, -1], 1],
      [[2, 1, -1], 4],
      [[0.5, 0.2], 0.1],
      [[1000, 999, 0], 1],
    ],
    wrong: [
      {
        answer: (z, T) => atTemperature(z, 1 / T),
        hint: {
          en: 'You multiply by T. A high temperature has to make the answers more alike, not less.',
          zh: '你乘上了 T。温度高，应当使各个答案更接近，而不是更悬殊。',
        },
      },
      {
        answer: (z, T) => shares(z.map((value) => Math.exp(value / T))),
        hint: {
          en: prose`Right for small logits. $e^{1000}$ overflows, and ∞/∞ is NaN: subtract the largest logit first.`,
          zh: prose`logits 不大时是对的。$e^{1000}$ 会溢出，∞/∞ 就是 NaN：先减去最大的 logit。`,
        },
      },
      {
        answer: (z, T) => {
          const largest = Math.max(...z);
          return shares(z.map((value) => Math.exp(value - largest) / T));
        },
        hint: {
          en: 'You divide the powers by T, not the exponents. That cancels, and T does nothing.',
          zh: '你除的是幂，不是指数。这样一约分，T 就不起作用了。',
        },
      },
    ],
  }),

  'ch11-fourth': open({
    translated: '7369979b',
    title: { en: 'A fourth data set', zh: '第四份数据' },
    level: 2,
    task: {
      en: prose`
        Import \`spirals\` and train the classifier on \`spirals({ samples: 600, classes: 3, noise: 0.02, seed: 11 })\`, three arms that wind
        around each other. What do you have to change in the code of this chapter? What accuracy do ten epochs bring, and what does patience?`,
      zh: prose`
        导入 \`spirals\`，用 \`spirals({ samples: 600, classes: 3, noise: 0.02, seed: 11 })\` 训练这个分类器：三条互相缠绕的旋臂。
        本章的代码需要改哪里？十轮能得到多少准确率？有耐心又能得到多少？`,
    },
    hints: [
      {
        en: 'A task is a name, two sizes, and three sets of samples. `partsOf` makes the three sets.',
        zh: '一个任务就是一个名字、两个大小和三份样本。`partsOf` 可以分出这三份。',
      },
      {
        en: '`{ name: "spirals", sizes: { inputDim: 2, outputDim: 3 }, ...partsOf(…) }`; then `learned` with `{ epochs: 10 }`, and once more with `untilCalm`.',
        zh: '`{ name: "spirals", sizes: { inputDim: 2, outputDim: 3 }, ...partsOf(…) }`；然后用 `{ epochs: 10 }` 调用 `learned`，再用 `untilCalm` 调用一次。',
      },
      {
        en: 'Import `decisionBoundary` as well: `decisionBoundary(model, x, y)` draws the regions after each of the two trainings.',
        zh: '再导入 `decisionBoundary`：两次训练之后，各用 `decisionBoundary(model, x, y)` 画出区域。',
      },
    ],
    model: {
      en: prose`
        Nothing but the task. From the starts 11, 12 and 13 we got 42, 46 and 46 % right after ten epochs, hardly more than guessing one of
        three, and 99.5 % with patience, after about 470 epochs. The formula says how many parameters there are: $64 \cdot 2 + 33 \cdot 3 + 2144 = 2371$.`,
      zh: prose`
        除了任务，什么都不用改。从起点 11、12 和 13 出发，我们在十轮之后答对了 42 %、46 % 和 46 %，比三选一瞎猜好不了多少；
        有耐心时，大约 470 轮之后是 99.5 %。参数有多少，公式会告诉你：$64 \cdot 2 + 33 \cdot 3 + 2144 = 2371$。`,
    },
  }),

  'ch11-price': open({
    translated: 'c00deb29',
    title: { en: 'What patience costs', zh: '耐心的代价' },
    level: 3,
    task: {
      en: prose`
        The slider shows one training. Take three seeds instead of one, and for each a patience of 1, 2, 5 and 10. How many epochs does each
        patience cost on average, and which test loss does it buy? Which one would you choose if an epoch cost a second, and which if it
        cost an hour?`,
      zh: prose`
        滑块展示的只是一次训练。请换成三个种子，每个种子试耐心 1、2、5 和 10。每种耐心平均要花多少轮，换来多大的测试损失？
        如果一轮要一秒，你选哪个？如果一轮要一小时呢？`,
    },
    hints: [
      {
        en: 'One long training for each seed is enough: every patience can be read off its record.',
        zh: '每个种子训练一次、训练得够久就行：每种耐心都可以从它的记录里读出来。',
      },
      {
        en: '`keepDiary(12)` is a training with another seed; `patience(its.validation, p)` gives the epoch of the stop and that of the weights.',
        zh: '`keepDiary(12)` 就是换一个种子的训练；对它的 `validation` 调用 `patience(…, p)`，就得到停止的轮次和所用权重的轮次。',
      },
      {
        en: 'Then a table with a row for each patience: the mean of `stop`, and the mean of the test loss at `weights`.',
        zh: '然后列一张表，每种耐心一行：`stop` 的平均，以及 `weights` 那一轮测试损失的平均。',
      },
    ],
    model: {
      en: prose`
        With the seeds 11, 12 and 13 and real MNIST, we found: a patience of 1 costs about 10 epochs and is caught by the first chance hit; its test loss is
        about 5 % higher than that of a patience of 5. A patience of 2 costs about 13 epochs and loses less than 1 %. A patience of 5 costs
        about 17 epochs, one of 10 five more, and both hand over the very same weights. At a second an epoch nobody
        counts: take 10. At an hour, 2 is a bargain. And either way, chance decides between neighbours: three seeds say no more than that.`,
      zh: prose`
        用种子 11、12 和 13 以及真正的 MNIST，我们得到：耐心 1 大约要 10 轮，碰巧一次没进步就停，测试损失比耐心 5 高大约 5 %。
        耐心 2 大约要 13 轮，损失只高不到 1 %。耐心 5 大约要 17 轮，耐心 10 再多 5 轮，而两者交出的是完全相同的权重。
        一轮一秒，谁会计较？取 10。一轮一小时，2 就很划算。无论哪种，相邻的选择之间由运气决定：三个种子能说明的也就这么多。`,
    },
  }),
});

export const quiz = quizOf('ch11-quiz', {
  translated: '3a49ef4f',
  questions: [
    {
      question: {
        en: 'The number of classes of the generic classifier goes from 10 to 20. How many parameters more is that?',
        zh: '通用分类器的类别数从 10 变成 20。参数多了多少个？',
      },
      choices: [
        {
          text: { en: 'Twice as many as before', zh: '变成原来的两倍' },
          why: { en: 'Only the last layer knows how many classes there are.', zh: '只有最后一层与类别数有关。' },
        },
        {
          right: true,
          text: { en: '330', zh: '330' },
          why: {
            en: 'Each class is one unit with 32 weights and a bias: 10 · 33.',
            zh: '每个类别是一个单元，有 32 个权重和一个偏置：10 · 33。',
          },
        },
        {
          text: { en: '640', zh: '640' },
          why: {
            en: 'A unit of the last layer is connected with the 32 units before it, not with the 64.',
            zh: '最后一层的单元连着前面的 32 个单元，不是 64 个。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A colleague’s ten-class network has a loss of 0.33, yours one of 2.30. Neither has been trained. What is going on?',
        zh: '同事的十类网络损失是 0.33，你的是 2.30。两个都还没训练。怎么回事？',
      },
      choices: [
        {
          text: { en: 'Your weights have started badly.', zh: '你的权重初始化得不好。' },
          why: { en: '2.30 is ln 10, what knowing nothing costs.', zh: '2.30 就是 ln 10，正是一无所知的代价。' },
        },
        {
          text: { en: 'The colleague has been lucky.', zh: '同事运气好。' },
          why: { en: 'No start makes 2.30 into 0.33.', zh: '再好的初始化也不会把 2.30 变成 0.33。' },
        },
        {
          right: true,
          text: {
            en: 'The colleague asks ten yes-or-no questions and takes the mean.',
            zh: '同事把它当成十个“是或否”的问题，再取平均。',
          },
          why: {
            en: 'That is the binary cross-entropy of the same answers.',
            zh: '同样的回答，用二元交叉熵算出来就是这样。',
          },
        },
      ],
    },
    {
      question: {
        en: 'The same classifier learns from 60,000 images and from 75 flowers, ten epochs each. Why do the flowers come off so badly?',
        zh: '同一个分类器，用 60000 幅图像和 75 朵花各训练十轮。花为什么学得那么差？',
      },
      choices: [
        {
          text: { en: 'Flowers are harder to tell apart than digits.', zh: '花比数字难分辨。' },
          why: { en: 'With more steps the same network learns them.', zh: '多走些步子，同一个网络就学会了。' },
        },
        {
          text: {
            en: 'The network is too large for 75 flowers, so it overfits.',
            zh: '网络对 75 朵花来说太大，过拟合了。',
          },
          why: { en: 'It has not even learned the training flowers.', zh: '它连训练用的花都还没学会。' },
        },
        {
          right: true,
          text: { en: 'Ten epochs of 75 flowers are only 30 steps.', zh: '75 朵花的十轮，一共只有 30 步。' },
          why: {
            en: 'What counts is the number of steps: 3 for each epoch, against 1,875.',
            zh: '要紧的是步数：每轮 3 步，而图像是 1875 步。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A training shall stop when the training loss falls below 0.05. Which data may keep it running for ever?',
        zh: '规定训练损失低于 0.05 就停。在什么样的数据上，它可能永远不停？',
      },
      choices: [
        {
          right: true,
          text: { en: 'Classes that overlap', zh: '互相重叠的类别' },
          why: {
            en: 'Where no network can be sure, the loss cannot go to 0, unless the points are learned by heart.',
            zh: '谁也没把握的地方，损失不可能趋于 0，除非把那些点背下来。',
          },
        },
        {
          text: { en: 'Very few samples', zh: '样本很少' },
          why: { en: 'Few samples are quickly learned by heart.', zh: '样本少，很快就能背下来。' },
        },
        {
          text: { en: 'Many classes', zh: '类别很多' },
          why: {
            en: 'The loss begins higher there, but it can fall as far.',
            zh: '那样损失的起点更高，但同样可以降得很低。',
          },
        },
      ],
    },
    {
      question: {
        en: 'Softmax is given the temperature 5 instead of 1 after training. What happens to the accuracy?',
        zh: '训练之后，把 softmax 的温度从 1 改成 5。准确率会怎样？',
      },
      choices: [
        {
          text: { en: 'It falls: the network is less sure.', zh: '下降：网络没那么有把握了。' },
          why: {
            en: 'Less sure, but of the same answer. Accuracy does not ask how sure.',
            zh: '把握小了，答案却没变。准确率不问把握有多大。',
          },
        },
        {
          right: true,
          text: { en: 'Nothing: the largest logit stays the largest.', zh: '不变：最大的 logit 仍然最大。' },
          why: {
            en: 'Dividing all logits by 5 keeps their order. The loss changes, the answers do not.',
            zh: '所有 logits 都除以 5，次序不变。损失会变，答案不变。',
          },
        },
        {
          text: { en: 'It rises: overconfidence is cured.', zh: '上升：过度自信被治好了。' },
          why: {
            en: 'The loss can fall by it, but no answer changes.',
            zh: '损失可能因此下降，但没有一个答案会变。',
          },
        },
      ],
    },
  ],
});
