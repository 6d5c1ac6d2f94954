/** Exercises and quiz of chapter 10. */
import { applyLayer, type Context, dense, dropout, Model, type Rng, type Tensor, text } from 'tslate';
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch10-count
// BEGIN SOLUTION
// stub: const smaller: number | undefined = undefined;
const smaller = 20 * 100 + 100 + (100 * 50 + 50) + (50 * 1 + 1);
// END SOLUTION
// #endregion

// #region ch10-border
// en: the logit z with σ(z) = t
// zh: 使 σ(z) = t 的 logit z
function borderOf(t: number): number {
  // BEGIN SOLUTION
  return Math.log(t / (1 - t));
  // END SOLUTION
}
// #endregion

// #region ch10-dropout
// en: draw() gives a new random number from [0, 1) with each call; a value is dropped where it is below rate
// zh: 每次调用 draw() 得到一个 [0, 1) 中的新随机数；小于 rate 时丢掉这个值
function dropAtRandom(values: readonly number[], rate: number, training: boolean, draw: () => number): number[] {
  // BEGIN SOLUTION
  if (!training) return [...values];
  return values.map((value) => (draw() < rate ? 0 : value / (1 - rate)));
  // END SOLUTION
}
// #endregion

// #region ch10-context
// en: a model whose hidden layer has a shortcut around it
// zh: 一个隐藏层旁边带捷径的模型
function shortcut(): Model<[8], [1]> {
  // BEGIN SOLUTION
  class Shortcut extends Model<[8], [1]> {
    readonly hidden = dense(8, { activation: 'relu' });
    readonly noise = dropout(0.5);
    readonly last = dense(1, { activation: 'sigmoid' });

    call(inputs: Tensor<readonly [number, 8]>, context?: Context) {
      const h = this.hidden.call(inputs, context).add(inputs);
      return this.last.call(this.noise.call(h, context), context);
    }
  }
  return new Shortcut();
  // END SOLUTION
}
// #endregion

// #region ch10-cost
// en: the one of the thresholds at which the mistakes cost least; the first of them, where several do
// zh: 这些阈值中使错误的代价最小的一个；有几个时取第一个
function cheapestOf(
  thresholds: readonly number[],
  truth: readonly number[],
  probabilities: readonly number[],
  costs: { miss: number; alarm: number },
): number {
  // BEGIN SOLUTION
  const found = thresholds.map((t) => {
    const missed = truth.filter((label, i) => label === 1 && probabilities[i] < t).length;
    const alarms = truth.filter((label, i) => label === 0 && probabilities[i] >= t).length;
    return costs.miss * missed + costs.alarm * alarms;
  });
  return thresholds[found.indexOf(Math.min(...found))];
  // END SOLUTION
}
// #endregion

// #region ch10-recall
// en: the highest threshold that still finds at least the share `wanted` of the positives
// zh: 仍能找到至少 `wanted` 这么多比例正例的最高阈值
function thresholdFor(wanted: number, truth: readonly number[], scores: readonly number[]): number {
  // BEGIN SOLUTION
  const positives = scores.filter((_, i) => truth[i] === 1).sort((a, b) => b - a);
  const needed = Math.ceil(wanted * positives.length - 1e-9); // en: 0.07 * 100 is 7.000000000000001 // zh: 0.07 * 100 算得 7.000000000000001
  return positives[needed - 1];
  // END SOLUTION
}
// #endregion

/** Twelve labels and probabilities at which every wrong rule errs in its own way. */
const truth = [0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1];
const probabilities = [0.05, 0.15, 0.25, 0.35, 0.55, 0.65, 0.2, 0.8, 0.4, 0.6, 0.75, 0.95];
const thresholds = [0.1, 0.3, 0.5, 0.7, 0.9];

/** The same numbers from 0 to 1 in turn, again and again. */
const drawing =
  (random: Rng): (() => number) =>
  () =>
    random.next();

const contextHints = {
  deaf: {
    en: 'In training, nothing is dropped: nobody has told the dropout. Pass the context on to it.',
    zh: '训练时什么也没有丢掉：没有人告诉随机失活。把上下文传给它。',
  },
  always: {
    en: 'Two calls in use give two different answers: units are dropped there, too. Pass on the context that came, not one of your own.',
    zh: '使用时调用两次，得到两个不同的回答：这时也丢掉了单元。要传的是收到的上下文，而不是自己造一个。',
  },
  straight: {
    en: 'That is a plain chain of layers. Add the inputs to what the hidden layer gives.',
    zh: '这只是各层首尾相接。要把输入加到隐藏层的输出上。',
  },
  fields: {
    en: 'The model has to hold three layers in its fields: two dense ones and a dropout.',
    zh: '模型的字段里应当有三个层：两个全连接层和一个随机失活。',
  },
};

/** Wrong models of the same layers: how each computes from the inputs. */
class Variant extends Model<[8], [1]> {
  readonly hidden = dense(8, { activation: 'relu' });
  readonly noise = dropout(0.5);
  readonly last = dense(1, { activation: 'sigmoid' });
  readonly #rule: (inputs: Rows, parts: Variant, context?: Context) => Tensor<readonly [number, 1]>;

  constructor(rule: (inputs: Rows, parts: Variant, context?: Context) => Tensor<readonly [number, 1]>) {
    super();
    this.#rule = rule;
  }
  call(inputs: Rows, context?: Context) {
    return this.#rule(inputs, this, context);
  }
}
type Rows = Tensor<readonly [number, 8]>;

class Single extends Model<[8], [1]> {
  readonly last = dense(1, { activation: 'sigmoid' });
  call(inputs: Rows, context?: Context) {
    return this.last.call(inputs, context);
  }
}

const straight = (inputs: Rows, { hidden, noise, last }: Variant, context?: Context) =>
  last.call(noise.call(hidden.call(inputs, context), context), context);
const around = (inputs: Rows, { hidden, noise, last }: Variant, context?: Context) =>
  last.call(noise.call(hidden.call(inputs, context).add(inputs), context), context);

const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  Array.from(a).every((value, i) => Math.abs(value - b[i]) < 1e-6);

export const exercise = exercises(import.meta.url, {
  'ch10-count': checked({
    translated: 'c3c2f943',
    title: { en: 'The same for a table', zh: '换成一张表格' },
    level: 1,
    task: {
      en: prose`
        A network 100-50-1 written like the article’s reads the rows of a table with 20 columns. How many parameters does it have? Write the
        sum, not the result.`,
      zh: prose`
        一个像原文那样写的 100-50-1 网络，读取一张 20 列表格的各行。它有多少个参数？请写出算式而不是结果。`,
    },
    hints: [
      {
        en: 'Three layers. What goes into each, and what comes out?',
        zh: '一共三层。每层进去多少，出来多少？',
      },
      {
        en: prose`A layer from $n$ to $m$ units has $nm$ weights and $m$ biases.`,
        zh: prose`从 $n$ 到 $m$ 个单元的层有 $nm$ 个权重和 $m$ 个偏置。`,
      },
      {
        en: '20 · 100 + 100 for the first, 100 · 50 + 50 for the second; now the last, which has one unit.',
        zh: '第一层是 20 · 100 + 100，第二层是 100 · 50 + 50；再加上只有一个单元的最后一层。',
      },
    ],
    solution: { smaller },
    wrong: [
      {
        answer: 20 * 100 + 100 * 50 + 50,
        hint: {
          en: 'These are the weights. Each of the 100 + 50 + 1 units has a bias, too.',
          zh: '这些是权重。100 + 50 + 1 个单元还各有一个偏置。',
        },
      },
      {
        answer: 20 * 100 + 100 + (100 * 50 + 50) + (50 * 2 + 2),
        hint: {
          en: 'Two answers, yes and no, but a single output: its unit gives the probability of one of them.',
          zh: '回答有“是”与“否”两种，输出却只有一个：这个单元给出其中一种的概率。',
        },
      },
      {
        answer: 128 * 20 + 8449,
        hint: {
          en: 'That is the article’s network for 20 inputs. This one has 100 and 50 units.',
          zh: '这是原文的网络用于 20 个输入的情形。这里的网络是 100 个和 50 个单元。',
        },
      },
    ],
  }),

  'ch10-border': checked({
    translated: 'a234f050',
    title: { en: 'The border among the logits', zh: 'logits 中的界线' },
    level: 1,
    task: {
      en: prose`
        A model ends with the logit $z$. With which number must $z$ be compared, so that the answer is the same as for the threshold $t$ of
        the probability $\sigma(z)$?`,
      zh: prose`
        模型以 logit $z$ 结尾。$z$ 要与哪个数比较，才与用阈值 $t$ 比较概率 $\sigma(z)$ 的回答相同？`,
    },
    hints: [
      { en: prose`Which logit has the probability $\tfrac12$?`, zh: prose`哪个 logit 的概率是 $\tfrac12$？` },
      {
        en: prose`Solve $t = 1 / (1 + e^{-z})$ for $z$.`,
        zh: prose`从 $t = 1 / (1 + e^{-z})$ 解出 $z$。`,
      },
      {
        en: prose`$e^{-z} = (1 - t) / t$. Now take the logarithm, and mind the sign.`,
        zh: prose`$e^{-z} = (1 - t) / t$。再取对数，注意符号。`,
      },
    ],
    solution: { borderOf },
    cases: () => [[0.5], [0.1], [0.9], [0.62]],
    wrong: [
      {
        answer: (t) => t - 0.5,
        hint: {
          en: prose`Right for $t = \tfrac12$ only. The sigmoid is a curve, not a straight line.`,
          zh: prose`只对 $t = \tfrac12$ 正确。sigmoid 是曲线，不是直线。`,
        },
      },
      {
        answer: (t) => 1 / (1 + Math.exp(-t)),
        hint: {
          en: 'You have applied the sigmoid to t. Its inverse is wanted: t is the probability already.',
          zh: '你对 t 做了 sigmoid。要的是它的反函数：t 已经是概率了。',
        },
      },
      {
        answer: (t) => Math.log((1 - t) / t),
        hint: {
          en: 'The sign: a high threshold needs a large logit.',
          zh: '符号反了：阈值高，logit 就要大。',
        },
      },
    ],
  }),

  'ch10-dropout': checked({
    translated: '4c16b057',
    title: { en: 'Dropout that honours `training`', zh: '听从 `training` 的随机失活' },
    level: 2,
    task: {
      en: prose`
        Write dropout for a list of values. In training each value is dropped, that is, set to 0, with probability \`rate\`: where
        \`draw()\` gives less than \`rate\`. The others are divided by $1 - \text{rate}$. In use, all values stay as they are. Draw once for
        each value, from the first to the last.`,
      zh: prose`
        对一列数值写出随机失活。训练时，每个值以概率 \`rate\` 被丢掉，即置为 0：\`draw()\` 小于 \`rate\` 时就丢。
        其余的除以 $1 - \text{rate}$。使用时，所有的值保持不变。从第一个到最后一个，每个值抽一次随机数。`,
    },
    hints: [
      { en: 'Two cases. The one in use is the shorter one.', zh: '分两种情形。使用时的那种更短。' },
      {
        en: '`values.map(…)` with one `draw()` in it draws once for each value.',
        zh: '`values.map(…)` 里放一个 `draw()`，就是每个值抽一次。',
      },
      {
        en: 'In training: `draw() < rate ? 0 : value / (1 - rate)`.',
        zh: '训练时：`draw() < rate ? 0 : value / (1 - rate)`。',
      },
    ],
    solution: { dropAtRandom },
    cases: (random) => {
      const values = Array.from(random.normal([12]).data);
      return [
        [values, 0.5, true, drawing(random)],
        [values, 0.2, true, drawing(random)],
        [values, 0.2, false, drawing(random)],
      ];
    },
    wrong: [
      {
        answer: (values, rate, _, draw) => dropAtRandom(values, rate, true, draw),
        hint: {
          en: 'You drop in use, too. Look at `training` first.',
          zh: '你在使用时也丢了。先看 `training`。',
        },
      },
      {
        answer: (values, rate, training, draw) =>
          training ? values.map((value) => (draw() < rate ? 0 : value)) : [...values],
        hint: {
          en: prose`Without the division by $1 - \text{rate}$ the sums in training are smaller than those in use.`,
          zh: prose`不除以 $1 - \text{rate}$，训练时的和就比使用时的小。`,
        },
      },
      {
        answer: (values, rate, training, draw) =>
          training ? values.map((value) => (draw() < rate ? 0 : value)) : values.map((value) => value * (1 - rate)),
        hint: {
          en: 'That works too (the first papers did it so), but here values in use stay as they are, and training pays the price.',
          zh: '这样也行（最早的论文就是这样做的），但这里要求使用时的值保持不变，由训练时来调整。',
        },
      },
      {
        answer: (values, rate, training, draw) =>
          training ? values.map((value) => (draw() < rate ? 0 : value / rate)) : [...values],
        hint: {
          en: prose`You divide by $\text{rate}$, the share that is dropped. Divide by the share that stays.`,
          zh: prose`你除的是 $\text{rate}$，即丢掉的比例。应当除以留下的比例。`,
        },
      },
    ],
  }),

  'ch10-context': checked({
    translated: '8646965d',
    title: { en: 'A model that no list can be', zh: '列表写不出来的模型' },
    level: 2,
    task: {
      en: prose`
        Write a class for rows of 8 numbers and return one of its models. Its layers: \`dense(8)\` with ReLU, \`dropout(0.5)\`, \`dense(1)\` with
        sigmoid. The first layer reads the inputs; **the inputs are added to what it gives** (both have 8 numbers); the sum goes through dropout to
        the last layer. Dropout has to act in training and nowhere else.`,
      zh: prose`
        为 8 个数一行的样本写一个类，并返回它的一个模型。它的层：带 ReLU 的 \`dense(8)\`、\`dropout(0.5)\`、带 sigmoid 的 \`dense(1)\`。
        第一层读取输入；**把输入加到它的输出上**（两者都是 8 个数）；和经过随机失活，再到最后一层。随机失活只在训练时起作用。`,
    },
    hints: [
      {
        en: 'Copy `WithDropout` from above, with `Model<[8], [1]>` and `Tensor<readonly [number, 8]>`.',
        zh: '把上面的 `WithDropout` 抄过来，换成 `Model<[8], [1]>` 和 `Tensor<readonly [number, 8]>`。',
      },
      {
        en: 'Tensors are added with `.add(…)`: `this.hidden.call(inputs, context).add(inputs)`.',
        zh: '张量相加用 `.add(…)`：`this.hidden.call(inputs, context).add(inputs)`。',
      },
      {
        en: 'Hand `context` to each of the three layers (dropout is the one that needs it), and end with `return new Shortcut();`.',
        zh: '把 `context` 交给三个层（真正需要它的是随机失活），最后写 `return new Shortcut();`。',
      },
    ],
    solution: { shortcut },
    check(answer, random) {
      const network = answer();
      const samples = random.normal([6, 8]);
      const used = network.call(samples).data;
      const again = network.call(samples).data;
      const learning = network.call(samples, { training: true }).data;
      const [first, last, ...more] = network.layers().filter(({ layer }) => layer.kind === 'dense');
      if (last === undefined || more.length > 0) {
        const received = network
          .layers()
          .map(({ layer }) => layer.kind)
          .join(', ');
        return { expected: 'dense, dropout, dense', received, hint: contextHints.fields };
      }
      const hidden = applyLayer(first.layer, samples, {});
      const wanted = applyLayer(last.layer, hidden.add(samples), {}).data;
      const few = (values: ArrayLike<number>) =>
        Array.from(values, (value) => value.toFixed(3))
          .slice(0, 3)
          .join(', ');
      const told = { expected: few(wanted), received: few(used) };
      if (!same(used, again)) return { ...told, hint: contextHints.always };
      if (same(used, applyLayer(last.layer, hidden, {}).data)) return { ...told, hint: contextHints.straight };
      if (!same(used, wanted)) return told;
      if (!same(learning, used)) return undefined;
      return {
        expected: text({ en: 'other answers in training than in use', zh: '训练时与使用时的回答不同' }),
        received: text({ en: 'the same', zh: '相同' }),
        hint: contextHints.deaf,
      };
    },
    wrong: [
      { answer: () => new Variant(straight), hint: contextHints.straight },
      { answer: () => new Variant((inputs, parts) => around(inputs, parts)), hint: contextHints.deaf },
      {
        answer: () => new Variant((inputs, parts) => around(inputs, parts, { training: true })),
        hint: contextHints.always,
      },
      {
        answer: () => new Single(),
        hint: contextHints.fields,
      },
    ],
  }),

  'ch10-cost': checked({
    translated: 'ae421d1b',
    title: { en: 'The cheapest threshold', zh: '最省的阈值' },
    level: 2,
    task: {
      en: prose`
        A missed positive costs \`costs.miss\`, a false alarm \`costs.alarm\`. Of the given thresholds, which one makes the mistakes on these samples
        cheapest? A sample is called positive where its probability is at least the threshold.`,
      zh: prose`
        漏掉一个正例的代价是 \`costs.miss\`，误报一次的代价是 \`costs.alarm\`。在给定的阈值中，哪一个使这些样本上的错误代价最小？
        概率不小于阈值时，样本判为正类。`,
    },
    hints: [
      {
        en: 'First write what one threshold costs: count misses and false alarms.',
        zh: '先写出一个阈值的代价：数出漏掉的和误报的。',
      },
      {
        en: 'Missed: label 1 and probability below t. False alarm: label 0 and probability at least t.',
        zh: '漏掉的：标签为 1 而概率小于 t。误报的：标签为 0 而概率不小于 t。',
      },
      {
        en: '`const found = thresholds.map((t) => …)`, then `thresholds[found.indexOf(Math.min(...found))]`.',
        zh: '先 `const found = thresholds.map((t) => …)`，再 `thresholds[found.indexOf(Math.min(...found))]`。',
      },
    ],
    solution: { cheapestOf },
    cases: () => [
      [thresholds, truth, probabilities, { miss: 1, alarm: 1 }],
      [thresholds, truth, probabilities, { miss: 10, alarm: 1 }],
      [thresholds, truth, probabilities, { miss: 1, alarm: 10 }],
      [[0.4, 0.8], [1, 0], [0.4, 0.1], { miss: 1, alarm: 1 }],
    ],
    wrong: [
      {
        answer: (list, labels, p, { miss, alarm }) => cheapestOf(list, labels, p, { miss: alarm, alarm: miss }),
        hint: {
          en: 'The two costs are exchanged: a miss is a positive that was not found.',
          zh: '两种代价颠倒了：漏掉是指没有找到的正例。',
        },
      },
      {
        answer: (list, labels, p) => cheapestOf(list, labels, p, { miss: 1, alarm: 1 }),
        hint: {
          en: 'You count mistakes as if each cost the same. Weigh them by their costs.',
          zh: '你把每个错误当成同样的代价来数。要按代价加权。',
        },
      },
      {
        answer: (list, _labels, _p, { miss, alarm }) =>
          list.reduce((best, t) =>
            Math.abs(t - alarm / (alarm + miss)) < Math.abs(best - alarm / (alarm + miss)) ? t : best,
          ),
        hint: {
          en: prose`You have taken the threshold nearest to $t^*$ of the formula. It is right for perfect probabilities; count what these ones cost.`,
          zh: prose`你取的是离公式 $t^*$ 最近的阈值。概率完全可信时它是对的；这里要数一数实际的代价。`,
        },
      },
    ],
  }),

  'ch10-recall': checked({
    translated: '1b202ac4',
    title: { en: 'Miss at most one in twenty', zh: '二十个里最多漏一个' },
    level: 2,
    task: {
      en: prose`
        Often the demand is not a cost but a promise: find at least the share \`wanted\` of the positives, with as few false alarms as
        possible. So give the **highest** threshold at which the recall is still at least \`wanted\` ($0 < \text{wanted} \le 1$). A
        sample is called positive where its score is at least the threshold.`,
      zh: prose`
        常见的要求不是代价，而是保证：至少找到 \`wanted\` 这么多比例的正例，误报尽量少。所以请给出召回率仍不小于 \`wanted\` 的**最高**阈值
        （$0 < \text{wanted} \le 1$）。得分不小于阈值时，样本判为正类。`,
    },
    hints: [
      {
        en: 'Recall only asks about the positives. Leave the others out.',
        zh: '召回率只与正例有关。其余的都可以不看。',
      },
      {
        en: 'Sort the scores of the positives from high to low. How many of them have to be found?',
        zh: '把正例的得分从高到低排好。其中要找到多少个？',
      },
      {
        en: '`Math.ceil(wanted * positives.length)` of them; the score of the last one of these is the threshold.',
        zh: '要找到 `Math.ceil(wanted * positives.length)` 个；其中最后一个的得分就是阈值。',
      },
    ],
    solution: { thresholdFor },
    cases: () => [
      [0.6, truth, probabilities],
      [0.75, truth, probabilities],
      [1, truth, probabilities],
      [0.5, [1, 1, 0, 0, 0, 0], [0.9, 0.2, 0.5, 0.4, 0.3, 0.1]],
    ],
    wrong: [
      {
        answer: (_wanted, labels, scores) => Math.min(...scores.filter((_, i) => labels[i] === 1)),
        hint: {
          en: 'That one finds all positives. Fewer are enough, and a higher threshold raises fewer false alarms.',
          zh: '这样会找到全部正例。其实不需要那么多，阈值更高，误报更少。',
        },
      },
      {
        answer: (wanted, _labels, scores) => [...scores].sort((a, b) => b - a)[Math.ceil(wanted * scores.length) - 1],
        hint: {
          en: 'You take a share of all samples. Recall is a share of the positives.',
          zh: '你取的是全部样本的比例。召回率是正例中的比例。',
        },
      },
      {
        answer: (wanted, labels, scores) => {
          const positives = scores.filter((_, i) => labels[i] === 1).sort((a, b) => b - a);
          return positives[Math.max(0, Math.floor(wanted * positives.length) - 1)];
        },
        hint: {
          en: 'Rounded down, it finds fewer than promised. Round up.',
          zh: '向下取整，找到的就比保证的少。应当向上取整。',
        },
      },
    ],
  }),

  'ch10-question': open({
    translated: '1b71622a',
    title: { en: 'Other questions', zh: '别的问题' },
    level: 2,
    task: {
      en: prose`
        Ask the article’s network something else: “is it a 7?” among the threes and sevens alone, and “is it an 8?” among all digits.
        Train on as many images as \`small\` did. For each, look at the accuracy, the AUC and the average precision. Which question is harder, and by
        which measure?`,
      zh: prose`
        用原文的网络问点别的：只在 3 和 7 当中问“是 7 吗？”，以及在全部数字当中问“是 8 吗？”。训练图像与 \`small\` 一样多。
        对每个问题，看看准确率、AUC 和平均精确率。哪个问题更难，按哪个指标来说？`,
    },
    hints: [
      {
        en: 'Write a function like `even` for each question; it gives labels of shape [samples, 1].',
        zh: '为每个问题写一个像 `even` 那样的函数，给出形状为 [样本数, 1] 的标签。',
      },
      {
        en: '`x.rows(indices)` picks the threes and sevens.',
        zh: '用 `x.rows(indices)` 挑出 3 和 7。',
      },
      {
        en: "Compile with `metrics: ['accuracy', 'auc', 'averagePrecision']`. What would “never an 8” reach?",
        zh: "编译时用 `metrics: ['accuracy', 'auc', 'averagePrecision']`。永远说“不是 8”，能得多少？",
      },
    ],
    model: {
      en: prose`
        Threes and sevens look different, and all three measures come out near 1. The eights are one image in ten, so even “never an 8” has an accuracy of
        about 90 %: compare accuracies only with what guessing achieves. The AUC is high for both, as it does not see how rare eights are; the average
        precision shows that some of the alarms for eights are false.`,
      zh: prose`
        3 和 7 长得不像，三个指标都接近 1。8 只占十分之一，所以永远说“不是 8”也有大约 90 % 的准确率：准确率只能与瞎猜的水平相比。
        两个问题的 AUC 都很高，因为它看不到 8 有多罕见；平均精确率则说明，报出的 8 里有一些并不是。`,
    },
  }),

  'ch10-plan': open({
    translated: 'f2499038',
    title: { en: 'E22: make it scalable', zh: 'E22：让它可拓展' },
    level: 3,
    task: {
      en: prose`
        Extend \`Plan\` and \`Planned\`: the activation of the hidden layers, and \`inputs\`, so that rows of another length are refused
        in a sentence that says what was expected. Let a plan be read from JSON text and checked before anything is built. Show that 10 inputs and 14 inputs
        differ by $4 \cdot 128$ parameters where the first hidden layer has 128 units. Which changes to the task still need
        changes to the class?`,
      zh: prose`
        扩充 \`Plan\` 和 \`Planned\`：加上隐藏层的激活函数，以及 \`inputs\`，使长度不符的样本会被拒绝，并用一句话说明应该是多少。
        让方案可以从 JSON 文本读入，并在搭建之前检查。说明当第一个隐藏层有 128 个单元时，10 个输入与 14 个输入的参数相差 $4 \cdot 128$ 个。
        任务的哪些变化，仍然需要改动这个类？`,
    },
    hints: [
      {
        en: "`activation: 'relu' | 'tanh'` in the plan is handed on to `dense`.",
        zh: "方案里的 `activation: 'relu' | 'tanh'` 直接交给 `dense`。",
      },
      {
        en: 'In `call`, compare `inputs.shape[1]` with what the plan says, and throw an error with both numbers.',
        zh: '在 `call` 里把 `inputs.shape[1]` 与方案比较，不符就抛出一个写明两个数的错误。',
      },
      {
        en: '`JSON.parse` gives anything: check that `hidden` is a list of whole numbers ≥ 1 before you believe it.',
        zh: '`JSON.parse` 什么都可能给出：先检查 `hidden` 是不是由不小于 1 的整数组成的列表，再相信它。',
      },
    ],
    model: {
      en: prose`
        Sizes, number of layers, activation, dropout and number of outputs all come from the plan; a wrong plan fails with a sentence before it costs
        any training. The first layer has $128 d + 128$ parameters, so four inputs more are 512 parameters more. What no plan of this kind can
        say: another *kind* of layer (convolutions for images), another way of joining them (shortcuts), several inputs or outputs. For that the
        plan has to name layers by kind and list what they read from: a registry and a graph, which is where chapter 14 goes. Scalable is no property
        that a model has or lacks; say along which sizes.`,
      zh: prose`
        大小、层数、激活函数、随机失活、输出个数都来自方案；方案有错，在花时间训练之前就会用一句话报错。第一层有 $128 d + 128$ 个参数，
        所以多四个输入就多 512 个参数。这样的方案说不出来的有：另一**种**层（处理图像的卷积），另一种连接方式（捷径），多个输入或输出。
        那样的方案要按种类给出各层的名字，并列出各层从哪里读取：一个注册表加一张图，这正是第 14 章要做的。可拓展不是有或没有的性质，要说明是沿着哪些大小可拓展。`,
    },
  }),
});

export const quiz = quizOf('ch10-quiz', {
  translated: 'a84cfe42',
  questions: [
    {
      question: {
        en: 'Somebody writes `dense(64).call(inputs)` inside `call`, instead of keeping the layer in a field. What happens?',
        zh: '有人在 `call` 里写 `dense(64).call(inputs)`，而不是把这一层放在字段里。会怎样？',
      },
      choices: [
        {
          text: { en: 'The same; it is only a matter of style.', zh: '一样，只是风格问题。' },
          why: {
            en: 'Every call would make a new layer, with new random weights.',
            zh: '每次调用都会造一个新的层，权重重新随机。',
          },
        },
        {
          right: true,
          text: {
            en: 'The layer is made anew in every call, and never trained.',
            zh: '每次调用都造一个新的层，它从不会被训练。',
          },
          why: {
            en: 'The model finds its layers in its fields, and this one is in none.',
            zh: '模型在字段里找自己的层，而这一层不在任何字段里。',
          },
        },
        {
          text: { en: 'An error in `compile`', zh: '`compile` 时报错' },
          why: {
            en: '`compile` knows nothing of it; nobody complains.',
            zh: '`compile` 根本不知道有它，谁也不会报错。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A model that ends with a logit is trained well, and yet its reported accuracy is too low. Why?',
        zh: '一个以 logit 结尾的模型训练得很好，报告的准确率却偏低。为什么？',
      },
      choices: [
        {
          right: true,
          text: {
            en: 'The metric compares the logit with one half instead of 0.',
            zh: '指标拿 logit 与二分之一比较，而不是与 0 比较。',
          },
          why: {
            en: 'A logit of one half is a probability of 0.62.',
            zh: 'logit 为二分之一时，概率是 0.62。',
          },
        },
        {
          text: { en: 'Without a sigmoid it cannot learn.', zh: '没有 sigmoid，它学不会。' },
          why: {
            en: 'The loss contains the sigmoid; both twins had the same loss.',
            zh: '损失里就含有 sigmoid；两个孪生网络的损失相同。',
          },
        },
        {
          text: { en: 'Logits are less exact than probabilities.', zh: 'logits 不如概率精确。' },
          why: {
            en: 'The other way round: probabilities near 1 are rounded to 1.',
            zh: '正好相反：接近 1 的概率会被舍入成 1。',
          },
        },
      ],
    },
    {
      question: {
        en: 'The threshold is raised from 0.5 to 0.9. What is certain?',
        zh: '阈值从 0.5 提高到 0.9。什么是肯定的？',
      },
      choices: [
        {
          text: { en: 'The precision rises.', zh: '精确率上升。' },
          why: {
            en: 'Mostly it does, but not always: the samples that drop out may be just the right ones.',
            zh: '多半如此，但不一定：掉出去的样本也可能恰好都是对的。',
          },
        },
        {
          text: { en: 'The accuracy falls.', zh: '准确率下降。' },
          why: {
            en: 'It may do either; nothing says that one half is best.',
            zh: '升降都有可能；没有什么保证二分之一最好。',
          },
        },
        {
          right: true,
          text: { en: 'The recall does not rise.', zh: '召回率不会上升。' },
          why: {
            en: 'Whoever is found at 0.9 was found at 0.5, too.',
            zh: '在 0.9 能找到的，在 0.5 也找得到。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A detector has an AUC of 0.99, and yet four of its five alarms are false. How can that be?',
        zh: '一个检测器的 AUC 是 0.99，可是它的五次警报里有四次是假的。怎么会这样？',
      },
      choices: [
        {
          text: { en: 'It cannot; something was miscounted.', zh: '不可能，一定是数错了。' },
          why: {
            en: 'It can: the false positive rate divides by the many negatives.',
            zh: '可能：假正率除以的是数量众多的负例。',
          },
        },
        {
          right: true,
          text: {
            en: 'What it looks for is rare.',
            zh: '它要找的东西很罕见。',
          },
          why: {
            en: 'A small share of very many negatives is more than all the positives.',
            zh: '负例非常多，其中一小部分就超过了全部正例。',
          },
        },
        {
          text: { en: 'Its threshold is too high.', zh: '它的阈值太高。' },
          why: {
            en: 'A higher threshold raises fewer alarms.',
            zh: '阈值越高，警报越少。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A false alarm costs four times as much as a miss, and the probabilities can be trusted. From which probability on should the alarm be raised?',
        zh: '误报一次的代价是漏掉一个的四倍，而且概率可信。概率从多少起才应当报警？',
      },
      choices: [
        {
          text: { en: '0.2', zh: '0.2' },
          why: {
            en: 'That would be right if a miss cost four times as much.',
            zh: '如果漏掉一个的代价是四倍，才是这个数。',
          },
        },
        {
          text: { en: '0.25', zh: '0.25' },
          why: {
            en: prose`The share is $c_{FP} / (c_{FP} + c_{FN})$, not the ratio of the two.`,
            zh: prose`要的是 $c_{FP} / (c_{FP} + c_{FN})$ 这个比例，不是两者之比。`,
          },
        },
        {
          text: { en: '0.5', zh: '0.5' },
          why: { en: 'That is for equal costs.', zh: '那是代价相同的情形。' },
        },
        {
          right: true,
          text: { en: '0.8', zh: '0.8' },
          why: {
            en: prose`$4 / (4 + 1)$: one has to be quite sure.`,
            zh: prose`$4 / (4 + 1)$：得相当有把握才行。`,
          },
        },
      ],
    },
  ],
});
