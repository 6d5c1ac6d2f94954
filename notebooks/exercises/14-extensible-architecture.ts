/** Exercises and quiz of chapter 14. */
import { field, layer, layerKind, layerKinds, modelFromConfig } from 'tslate';
import type { AnyTensor, Model, Parameter, Rng, ShapeFunction } from 'tslate';
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch14-block
// BEGIN SOLUTION
// stub: const blockParameters: number | undefined = undefined;
const blockParameters = 4 * (32 * 32 + 32) + (32 * 128 + 128) + (128 * 32 + 32) + 2 * (32 + 32);
// END SOLUTION
// #endregion

// #region ch14-half
// en: after how many steps half of the memory c is left, when the forget gate is f at each
// zh: 遗忘门每一步都是 f 时，经过多少步，记忆 c 只剩一半
function halfLife(forgetGate: number): number {
  // BEGIN SOLUTION
  return Math.log(0.5) / Math.log(forgetGate);
  // END SOLUTION
}
// #endregion

// #region ch14-task
interface TaskPlan {
  model: string;
  input: number[];
  layers: { kind: string; [setting: string]: string | number }[];
}
// en: the same plan for another task: other inputs, and another number of classes
// zh: 同一个方案用于另一个任务：换输入，也换类别数
function forTask(old: TaskPlan, input: number[], classes: number): TaskPlan {
  // BEGIN SOLUTION
  const last = old.layers.length - 1;
  const changed = old.layers.map((entry, i) => (i === last ? { ...entry, units: classes } : entry));
  return { ...old, input, layers: changed };
  // END SOLUTION
}
// #endregion

// #region ch14-gated
// en: registers y = (xW + b) ⊙ σ(xV + c) under the name `kind`, with the setting `units`
// zh: 把 y = (xW + b) ⊙ σ(xV + c) 以 kind 为名登记，设置是 units
function registerGated(kind: string): void {
  // BEGIN SOLUTION
  layerKind(kind, { units: field.wholeNumber(1) }, ({ units }) =>
    layer<ShapeFunction, { W: Parameter; b: Parameter; V: Parameter; c: Parameter }>({
      kind,
      config: { units },
      shape: () => [units],
      parameters: ([inputs], random) => ({
        W: random.normal([inputs, units], { std: 1 / Math.sqrt(inputs) }),
        b: random.normal([units], { std: 0 }),
        V: random.normal([inputs, units], { std: 1 / Math.sqrt(inputs) }),
        c: random.normal([units], { std: 0 }),
      }),
      call: (x, { W, b, V, c }) => x.matmul(W).add(b).mul(x.matmul(V).add(c).sigmoid()),
    }),
  );
  // END SOLUTION
}
// #endregion

// #region ch14-twin
// en: a second model with the same structure and the same weights, which can then go its own way
// zh: 结构相同、权重相同的第二个模型，此后可以各走各的路
function twinOf(original: Model): Model {
  // BEGIN SOLUTION
  const twin = modelFromConfig(JSON.parse(JSON.stringify(original)));
  const weights = original.weights();
  for (const [path, p] of twin.weights()) p.assign(weights.get(path) ?? p);
  return twin;
  // END SOLUTION
}
// #endregion

// #region ch14-attend
// en: what one place takes over: its query q, the keys and the values of all places, row by row
// zh: 一个位置取得的结果：它的查询 q，以及所有位置的键和值（各占一行）
function attend(q: number[], keys: number[][], values: number[][]): number[] {
  // BEGIN SOLUTION
  const scores = keys.map((k) => k.reduce((sum, kj, j) => sum + kj * q[j], 0) / Math.sqrt(q.length));
  const e = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = e.reduce((sum, ei) => sum + ei);
  return values[0].map((_, j) => e.reduce((sum, ei, i) => sum + (ei / total) * values[i][j], 0));
  // END SOLUTION
}
// #endregion

// #region ch14-phi
// en: the φ at which the work is `times` that of the base
// zh: 使计算量达到基础网络 times 倍的 φ
function phiFor(times: number, alpha: number, beta: number, gamma: number): number {
  // BEGIN SOLUTION
  return Math.log(times) / Math.log(alpha * beta ** 2 * gamma ** 2);
  // END SOLUTION
}
// #endregion

type Gated = Readonly<Record<'W' | 'b' | 'V' | 'c', Parameter>>;

/** Registers a layer that is wrong in one way. */
const gatedBy =
  (
    call: (x: AnyTensor, p: Gated) => AnyTensor,
    config: (units: number) => Record<string, number> = (units) => ({ units }),
  ) =>
  (kind: string): void => {
    layerKind(kind, { units: field.wholeNumber(1) }, ({ units }) =>
      layer<ShapeFunction, Gated>({
        kind,
        config: config(units),
        shape: () => [units],
        parameters: ([inputs], random) => ({
          ...{ W: random.normal([inputs, units]), b: random.normal([units]) },
          ...{ V: random.normal([inputs, units]), c: random.normal([units]) },
        }),
        call,
      }),
    );
  };
const linear = (x: AnyTensor, W: Parameter, b: Parameter): AnyTensor => x.matmul(W).add(b);

const hintsOfGated = {
  missing: {
    en: 'The name is not in the registry: call `layerKind(kind, …)`.',
    zh: '注册表里没有这个名字：请调用 `layerKind(kind, …)`。',
  },
  values: {
    en: 'Two products: one is what passes, the other, through σ, decides how much of it passes.',
    zh: '两个乘积：一个是要通过的内容，另一个经过 σ，决定放行多少。',
  },
  config: {
    en: 'The layer’s `config` has to hold the setting, or the plan cannot be written down again.',
    zh: '层的 `config` 里必须有这个设置，否则无法把方案再写出来。',
  },
  field: {
    en: 'Say what `units` may be: `field.wholeNumber(1)`.',
    zh: '说明 `units` 可以取什么值：`field.wholeNumber(1)`。',
  },
} as const;

/** How many names were registered for checks; each has to be a new one. */
let registered = 0;

/** What is wrong with the layer that `register` enters, or nothing. */
function judgeGated(register: (kind: string) => void, random: Rng) {
  const kind = `gated-${++registered}`;
  register(kind);
  if (!layerKinds().includes(kind)) {
    return { expected: kind, received: 'nothing in the registry', hint: hintsOfGated.missing };
  }
  const model = modelFromConfig({ model: 'sequential', input: [3], layers: [{ kind, units: 2 }] });
  const weights = [...model.weights()];
  const values = new Map(weights.map(([path, p]) => [path.split('/').at(-1), random.normal(p.shape)]));
  for (const [path, p] of weights) p.assign(values.get(path.split('/').at(-1)) ?? p);
  const [W, b, V, c] = ['W', 'b', 'V', 'c'].map((name) => values.get(name));
  if (W === undefined || b === undefined || V === undefined || c === undefined || weights.length > 4) {
    return { expected: 'parameters W, b, V, c', received: [...values.keys()].join(', ') };
  }
  const x = random.normal([2, 3]);
  const right = String(x.matmul(W).add(b).mul(x.matmul(V).add(c).sigmoid()));
  const received = String(model.call(x));
  if (received !== right) return { expected: right, received, hint: hintsOfGated.values };
  const written = JSON.stringify(model.toJSON()['layers']);
  const expected = JSON.stringify([{ kind, units: 2 }]);
  if (written !== expected) return { expected, received: written, hint: hintsOfGated.config };
  try {
    modelFromConfig({ model: 'sequential', input: [3], layers: [{ kind, units: 0 }] });
  } catch {
    return undefined;
  }
  return { expected: 'an error for units: 0', received: 'none', hint: hintsOfGated.field };
}

/** What is wrong with the second model that `twin` makes of a first one, or nothing. */
function judgeTwin(twin: (original: Model) => Model, random: Rng) {
  const original = modelFromConfig({
    model: 'sequential',
    input: [3],
    layers: [
      { kind: 'dense', units: 4, activation: 'tanh' },
      { kind: 'residual', layers: [{ kind: 'dense', units: 4 }] },
      { kind: 'dense', units: 2 },
    ],
  });
  const x = random.normal([2, 3]);
  const before = String(original.call(x));
  const made = twin(original);
  const received = String(made.call(x));
  if (received !== before) {
    return {
      expected: before,
      received,
      hint: {
        en: 'The plan holds the structure, not the weights. Copy these, too: `weights()` gives them by path.',
        zh: '方案里只有结构，没有权重。权重也要复制：`weights()` 按路径给出它们。',
      },
    };
  }
  for (const p of original.parameters()) p.assign(random.normal(p.shape));
  const after = String(made.call(x));
  if (after === before) return undefined;
  return {
    expected: `${before}, whatever becomes of the original`,
    received: after,
    hint: {
      en: 'Both share their weights: train one of them, and the other changes. Build a second model from the plan.',
      zh: '两者共用同一套权重：训练其中一个，另一个也会变。请由方案搭建第二个模型。',
    },
  };
}

const inner = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, ai, i) => sum + ai * b[i], 0);
const shares = (scores: readonly number[]): number[] => {
  const e = scores.map(Math.exp);
  return e.map((ei) => ei / e.reduce((sum, ek) => sum + ek));
};
const meanBy = (weights: readonly number[], values: readonly (readonly number[])[]): number[] =>
  values[0].map((_, j) =>
    inner(
      weights,
      values.map((row) => row[j]),
    ),
  );

export const exercise = exercises(import.meta.url, {
  'ch14-block': checked({
    translated: 'e6f32210',
    title: { en: 'Count a transformer block', zh: '数一数 Transformer 块' },
    level: 1,
    task: {
      en: prose`
        A transformer block of width 32 has: attention with four matrices 32×32 ($W_q, W_k, W_v, W_o$), each with a bias; two dense
        layers, 32 → 128 → 32; and two normalisations, each with a factor and a shift for every column. How many parameters are
        there, whatever the number of heads?`,
      zh: prose`
        一个宽度为 32 的 Transformer 块包括：带有四个 32×32 矩阵（$W_q, W_k, W_v, W_o$）的注意力，每个矩阵各有一个偏置；
        两个全连接层，32 → 128 → 32；两次归一化，每一列各有一个倍数和一个平移量。无论有几个头，一共有多少个参数？`,
    },
    hints: [
      {
        en: 'Count the three parts one by one: attention, dense layers, normalisations.',
        zh: '三个部分分开数：注意力、全连接层、归一化。',
      },
      {
        en: prose`A dense layer from $n$ to $m$ has $nm + m$ parameters. Each of the four matrices of attention is one, too.`,
        zh: prose`从 $n$ 到 $m$ 的全连接层有 $nm + m$ 个参数。注意力的四个矩阵也各算一个。`,
      },
      {
        en: '`4 * (32 * 32 + 32)`, then both dense layers, then `2 * (32 + 32)`.',
        zh: '`4 * (32 * 32 + 32)`，再加两个全连接层，再加 `2 * (32 + 32)`。',
      },
    ],
    solution: { blockParameters },
    wrong: [
      {
        answer: 4 * (32 * 32 + 32),
        hint: {
          en: 'That is attention alone. The two dense layers have twice as many.',
          zh: '这只是注意力。两个全连接层大约是它的两倍。',
        },
      },
      {
        answer: 4 * (32 * 32 + 32) + (32 * 128 + 128) + (128 * 32 + 32),
        hint: { en: 'The two normalisations are missing.', zh: '漏了两次归一化。' },
      },
      {
        answer: 4 * 32 * 32 + 32 * 128 + 128 * 32 + 2 * (32 + 32),
        hint: { en: 'The biases are missing.', zh: '漏了偏置。' },
      },
    ],
  }),

  'ch14-half': checked({
    translated: '1881110d',
    title: { en: 'How long a gate keeps', zh: '门能保留多久' },
    level: 1,
    task: {
      en: prose`
        While nothing is written, each step of an LSTM multiplies its memory by the forget gate: $c_t = f\,c_{t-1}$. After how many
        steps is half of it left, for a constant $f$ between 0 and 1? (The framework starts the bias of this gate at 1, so that
        $f \approx \sigma(1) \approx 0.73$. Try it.)`,
      zh: prose`
        没有新内容写入时，LSTM 每走一步都给记忆乘上遗忘门：$c_t = f\,c_{t-1}$。设 $f$ 是 0 与 1 之间的常数，多少步之后只剩一半？
        （框架让这个门的偏置从 1 开始，于是 $f \approx \sigma(1) \approx 0.73$。代进去试试。）`,
    },
    hints: [
      { en: prose`What is left after $n$ steps?`, zh: prose`$n$ 步之后还剩多少？` },
      {
        en: prose`$f^n = \tfrac12$. Take the logarithm of both sides.`,
        zh: prose`$f^n = \tfrac12$，两边取对数。`,
      },
      {
        en: prose`$n = \ln 0.5 / \ln f$; both logarithms are negative.`,
        zh: prose`$n = \ln 0.5 / \ln f$，两个对数都是负的。`,
      },
    ],
    solution: { halfLife },
    cases: () => [[0.5], [0.9], [0.731], [0.99]],
    wrong: [
      {
        answer: (f) => 0.5 / f,
        hint: {
          en: 'The steps multiply, they do not subtract: f to the power of n.',
          zh: '每一步是相乘，不是相减：f 的 n 次方。',
        },
      },
      {
        answer: (f) => 0.5 / (1 - f),
        hint: {
          en: 'That would hold if each step took away the same amount. It takes away the same share of what is left.',
          zh: '只有每步减去同样多时才是这样。实际上每步减去的是剩余部分的同一比例。',
        },
      },
      {
        answer: (f) => Math.log(f) / Math.log(0.5),
        hint: { en: 'Upside down: the unknown is the exponent of f.', zh: '分子分母颠倒了：未知数是 f 的指数。' },
      },
    ],
  }),

  'ch14-task': checked({
    translated: '6d805c11',
    title: { en: 'The same plan for another task', zh: '同一个方案，另一个任务' },
    level: 2,
    task: {
      en: prose`
        Write a function that adapts a plan to another task: other inputs, and another number of classes in its last layer. All
        other layers stay as they are.`,
      zh: prose`写一个函数，让方案适应另一个任务：换成别的输入，最后一层换成别的类别数，其他各层保持不变。`,
    },
    hints: [
      { en: 'Which two places of a plan depend on the task?', zh: '方案里哪两处取决于任务？' },
      {
        en: '`{ ...old, input, layers }` takes over everything else of the plan; the same works for a layer.',
        zh: '`{ ...old, input, layers }` 会保留方案的其他内容；对一层也可以这样写。',
      },
      {
        en: '`old.layers.map((entry, i) => (i === last ? { ...entry, units: classes } : entry))`',
        zh: '`old.layers.map((entry, i) => (i === last ? { ...entry, units: classes } : entry))`',
      },
    ],
    solution: { forTask },
    cases: () => {
      const dense = (units: number, activation: string) => ({ kind: 'dense', units, activation });
      const old = {
        model: 'sequential',
        input: [784],
        layers: [dense(64, 'relu'), dense(32, 'relu'), dense(10, 'softmax')],
      };
      return [
        [old, [1024], 26],
        [{ ...old, layers: [{ kind: 'flatten' }, dense(10, 'softmax')] }, [14, 14, 1], 3],
      ];
    },
    wrong: [
      {
        answer: (old, input, classes) => ({
          ...old,
          input,
          layers: old.layers.map((entry) => (entry.kind === 'dense' ? { ...entry, units: classes } : entry)),
        }),
        hint: {
          en: 'Only the last layer depends on the number of classes. You have changed every dense layer.',
          zh: '只有最后一层取决于类别数，你把每个全连接层都改了。',
        },
      },
      {
        answer: (old, _, classes) => forTask(old, old.input, classes),
        hint: { en: 'The input is still the old one.', zh: '输入还是原来的。' },
      },
      {
        answer: (old, input, classes) => ({
          ...old,
          input,
          layers: [...old.layers, { kind: 'dense', units: classes, activation: 'softmax' }],
        }),
        hint: {
          en: 'You add a layer behind the old softmax. Change the last one instead.',
          zh: '你在原来的 softmax 后面又加了一层。应当修改最后一层。',
        },
      },
    ],
  }),

  'ch14-gated': checked({
    translated: '0b9db1eb',
    title: { en: 'Add your own module', zh: '加入自己的模块' },
    level: 2,
    task: {
      en: prose`
        A *gated linear unit* (Dauphin et al., 2017) computes $y = (xW + b) \odot \sigma(xV + c)$: the second factor decides how
        much of the first passes. Register it with \`layerKind\` under the name \`kind\`, with one setting, \`units\`, and
        parameters called W, b, V and c. (The check registers it under several names; afterwards call
        \`registerGated('gated')\` yourself and use it in a plan.)`,
      zh: prose`
        **门控线性单元**（Dauphin 等人，2017）计算 $y = (xW + b) \odot \sigma(xV + c)$：第二个因子决定第一个因子放行多少。
        请用 \`layerKind\` 以 \`kind\` 为名登记它，设置只有一个：\`units\`；参数命名为 W、b、V、c。
        （检查时会用几个不同的名字登记；之后你可以自己调用 \`registerGated('gated')\`，并在方案里使用它。）`,
    },
    hints: [
      {
        en: 'Start from the cell with `maxout`: the parts are the same, only parameters and function differ.',
        zh: '从 `maxout` 那个单元格出发：组成部分相同，只是参数和函数不同。',
      },
      {
        en: '`shape: () => [units]`; W and V have the shape `[inputs, units]`, b and c the shape `[units]`; `config: { units }`.',
        zh: '`shape: () => [units]`；W 和 V 的形状是 `[inputs, units]`，b 和 c 的形状是 `[units]`；`config: { units }`。',
      },
      {
        en: '`call: (x, { W, b, V, c }) => x.matmul(W).add(b).mul(x.matmul(V).add(c).sigmoid())`',
        zh: '`call: (x, { W, b, V, c }) => x.matmul(W).add(b).mul(x.matmul(V).add(c).sigmoid())`',
      },
    ],
    solution: { registerGated },
    check: judgeGated,
    wrong: [
      { answer: () => undefined, hint: hintsOfGated.missing },
      { answer: gatedBy((x, { W, b, V, c }) => linear(x, W, b).mul(linear(x, V, c))), hint: hintsOfGated.values },
      {
        answer: gatedBy((x, { W, b, V, c }) =>
          linear(x, W, b)
            .sigmoid()
            .mul(linear(x, V, c)),
        ),
        hint: hintsOfGated.values,
      },
      {
        answer: gatedBy(
          (x, { W, b, V, c }) => linear(x, W, b).mul(linear(x, V, c).sigmoid()),
          () => ({}),
        ),
        hint: hintsOfGated.config,
      },
    ],
  }),

  'ch14-twin': checked({
    translated: '50910f5d',
    title: { en: 'There and back again', zh: '写出去，再读回来' },
    level: 2,
    task: {
      en: prose`
        Make a second model out of a first one by way of its plan as text, \`JSON.stringify(original)\`, so that it gives the same outputs,
        bit for bit. Later training of one must not change the other.`,
      zh: prose`
        以方案的文本 \`JSON.stringify(original)\` 为中介，由一个模型造出第二个，使两者的输出一位不差。此后训练其中一个，不得影响另一个。`,
    },
    hints: [
      {
        en: '`modelFromConfig(JSON.parse(…))` gives the structure. What do its weights look like?',
        zh: '`modelFromConfig(JSON.parse(…))` 给出结构。它的权重是什么样的？',
      },
      {
        en: '`weights()` of both models are maps from the same paths to parameters; `p.assign(values)` takes values over.',
        zh: '两个模型的 `weights()` 都是从同样的路径到参数的映射；`p.assign(values)` 用来接收数值。',
      },
      {
        en: '`for (const [path, p] of twin.weights()) p.assign(weights.get(path) ?? p);`',
        zh: '`for (const [path, p] of twin.weights()) p.assign(weights.get(path) ?? p);`',
      },
    ],
    solution: { twinOf },
    check: judgeTwin,
    wrong: [
      {
        answer: (original) => modelFromConfig(JSON.parse(JSON.stringify(original))),
        hint: {
          en: 'The plan holds the structure, not the weights. Copy these, too: `weights()` gives them by path.',
          zh: '方案里只有结构，没有权重。权重也要复制：`weights()` 按路径给出它们。',
        },
      },
      {
        answer: (original) => original,
        hint: {
          en: 'Both share their weights: train one of them, and the other changes. Build a second model from the plan.',
          zh: '两者共用同一套权重：训练其中一个，另一个也会变。请由方案搭建第二个模型。',
        },
      },
    ],
  }),

  'ch14-attend': checked({
    translated: '0affc649',
    title: { en: 'One place asks', zh: '一个位置提问' },
    level: 2,
    task: {
      en: prose`
        Write (eq:attention) for a single place, with numbers and loops: its query \`q\`, the keys and the values of all places, row by
        row. What does the place take over?`,
      zh: prose`
        只用数和循环，对一个位置写出 (eq:attention)：给定它的查询 \`q\`，以及所有位置的键和值（各占一行），它取得的结果是什么？`,
    },
    hints: [
      {
        en: 'Three steps: agreement with each key, weights, weighted mean of the values.',
        zh: '分三步：与每个键的契合程度，权重，值的加权平均。',
      },
      {
        en: prose`The agreement is the inner product divided by $\sqrt{d}$; softmax makes weights that add up to 1.`,
        zh: prose`契合程度是内积除以 $\sqrt{d}$；softmax 得到和为 1 的权重。`,
      },
      {
        en: 'Column j of the result is the sum of `weight[i] * values[i][j]` over all places i.',
        zh: '结果的第 j 列，是 `weight[i] * values[i][j]` 对所有位置 i 求和。',
      },
    ],
    solution: { attend },
    cases: (random) => [
      [
        [4, 0, 0, 0],
        [
          [1, 0, 0, 0],
          [0, 1, 0, 0],
        ],
        [
          [10, 0],
          [0, 10],
        ],
      ],
      [random.normal([4]).toArray(), random.normal([5, 4]).toArray(), random.normal([5, 3]).toArray()],
    ],
    wrong: [
      {
        answer: (q, keys, values) => meanBy(shares(keys.map((k) => inner(q, k))), values),
        hint: {
          en: prose`Nearly: divide by $\sqrt{d}$ before softmax.`,
          zh: prose`差一点：softmax 之前要除以 $\sqrt{d}$。`,
        },
      },
      {
        answer: (q, keys, values) => meanBy(shares(keys.map((k) => inner(q, k) / q.length)), values),
        hint: {
          en: prose`You divide by $d$; the *standard deviation* of the product is $\sqrt{d}$.`,
          zh: prose`你除的是 $d$，而内积的**标准差**是 $\sqrt{d}$。`,
        },
      },
      {
        answer: (q, keys, values) =>
          meanBy(
            keys.map((k) => inner(q, k) / Math.sqrt(q.length)),
            values,
          ),
        hint: { en: 'Without softmax the weights do not add up to 1.', zh: '没有 softmax，权重之和就不是 1。' },
      },
    ],
  }),

  'ch14-phi': checked({
    translated: 'db48e965',
    title: { en: 'A network for a budget', zh: '按预算选网络' },
    level: 2,
    task: {
      en: prose`
        You can afford \`times\` times the work of the base network. Solve for the $\varphi$ of (eq:compound) at which depth, width and
        resolution, scaled by $\alpha^\varphi$, $\beta^\varphi$ and $\gamma^\varphi$, need exactly that.`,
      zh: prose`
        你负担得起基础网络 \`times\` 倍的计算量。深度、宽度和分辨率分别乘以 $\alpha^\varphi$、$\beta^\varphi$ 和 $\gamma^\varphi$（见 (eq:compound)），
        求恰好用完这个预算的 $\varphi$。`,
    },
    hints: [
      {
        en: 'How does the work of a convolution depend on depth, width and resolution?',
        zh: '卷积的计算量怎样取决于深度、宽度和分辨率？',
      },
      {
        en: prose`$(\alpha \beta^2 \gamma^2)^\varphi = \text{times}$`,
        zh: prose`$(\alpha \beta^2 \gamma^2)^\varphi = \text{倍数}$`,
      },
      {
        en: prose`$\varphi$ is the logarithm of \`times\` divided by that of $\alpha \beta^2 \gamma^2$.`,
        zh: prose`$\varphi$ 等于 \`times\` 的对数除以 $\alpha \beta^2 \gamma^2$ 的对数。`,
      },
    ],
    solution: { phiFor },
    cases: () => [
      [2, 1.2, 1.1, 1.15],
      [10, 1.2, 1.1, 1.15],
      [0.5, 1.3, 1.2, 1.1],
    ],
    wrong: [
      {
        answer: (times) => Math.log2(times),
        hint: {
          en: prose`That takes $\alpha \beta^2 \gamma^2$ for exactly 2. It is only near 2; use the three numbers.`,
          zh: prose`这样等于把 $\alpha \beta^2 \gamma^2$ 当成了 2。它只是接近 2，请用那三个数来算。`,
        },
      },
      {
        answer: (times, alpha, beta, gamma) => Math.log(times) / Math.log(alpha * beta * gamma),
        hint: {
          en: 'Twice the width means twice the inputs and twice the outputs of each layer; resolution counts in both directions.',
          zh: '宽度加倍，每层的输入和输出都加倍；分辨率在两个方向上都要算。',
        },
      },
      {
        answer: (times, alpha, beta, gamma) => times / (alpha * beta ** 2 * gamma ** 2),
        hint: { en: prose`$\varphi$ is an exponent: take logarithms.`, zh: prose`$\varphi$ 是指数：要取对数。` },
      },
    ],
  }),

  'ch14-properties': open({
    translated: '28bace90',
    title: { en: 'Marks for five programs', zh: '给五个程序打分' },
    level: 3,
    task: {
      en: prose`
        Judge the five programs of the articles *as they are printed* (chapters 08, 09, 13, 10 and 11), not our plans of them, by
        the four properties. Give 0, 1 or 2 points for each, and one sentence that says what you have counted or tried. Which program would you build on?`,
      zh: prose`
        按四种品质评判文章里**原样的**五个程序（第 08、09、13、10、11 章），而不是我们为它们写的方案。每种品质给 0、1 或 2 分，
        并用一句话说明你数了什么、试了什么。你会在哪一个程序的基础上继续做？`,
    },
    hints: [
      {
        en: 'Scalable: how many lines change for 26 classes? Flexible: how many for another activation?',
        zh: '可拓展：换成 26 个类别要改几行？灵活：换一个激活函数要改几行？',
      },
      {
        en: 'Reproducible: does the program set a seed, and say what data it uses and how they are scaled?',
        zh: '可重复：程序设定种子了吗？说明用什么数据、怎样缩放了吗？',
      },
      {
        en: 'Composable: can its hidden part be put behind another input without copying lines?',
        zh: '可组合：不复制代码，能不能把它的隐藏部分接到别的输入后面？',
      },
    ],
    model: {
      en: prose`
        One possible answer; what counts are the reasons.

        | program | scalable | flexible | reproducible | composable |
        | --- | --- | --- | --- | --- |
        | article 1 | 1: sizes are variables, but layers are written out | 1: one word a layer, in the formulas | 0: no seed, data and scaling unsaid | 0: one graph of global variables |
        | article 2 | 1: edits inside the list of layers | 2: one word | 0: no seed, scaling unsaid | 1: the list can be cut and joined |
        | article 3 | 1: as article 2, with an input shape | 2: one word | 0: as article 2 | 1: as article 2 |
        | article 4 | 0: sizes stand in the constructor | 1: one word, but in a class | 0: it is never even trained | 1: the class can be used as a part |
        | article 5 | 2: input and output sizes are names | 2: one word | 0: no seed, no data | 1: as article 2 |

        Nobody sets a seed: with the same data, two runs give different numbers. The program of article 5 is the best to build on, because it alone
        has given its sizes names. Note that the one praised as extensible, that of article 4, gets the fewest points of those in Keras.`,
      zh: prose`
        下面是一种可能的答案，要紧的是理由。

        | 程序 | 可拓展 | 灵活 | 可重复 | 可组合 |
        | --- | --- | --- | --- | --- |
        | 第一篇 | 1：尺寸是变量，但每一层都要写出来 | 1：每层改一个词，在公式里 | 0：没有种子，没说数据和缩放 | 0：由全局变量连成的一张图 |
        | 第二篇 | 1：在层的列表里改 | 2：改一个词 | 0：没有种子，没说缩放 | 1：列表可以拆开、拼接 |
        | 第三篇 | 1：同第二篇，还要改输入形状 | 2：改一个词 | 0：同第二篇 | 1：同第二篇 |
        | 第四篇 | 0：尺寸写在构造函数里 | 1：改一个词，但在类里面 | 0：根本没有训练过 | 1：这个类可以当作一个部分 |
        | 第五篇 | 2：输入和输出的尺寸都有名字 | 2：改一个词 | 0：没有种子，也没有数据 | 1：同第二篇 |

        没有一个程序设定种子：数据相同，两次运行的数也不同。最值得继续做下去的是第五篇的程序，因为只有它给尺寸起了名字。
        请注意，被称赞“拓展性得到了很好的体现”的第四篇的程序，在用 Keras 写的几个里得分最低。`,
    },
  }),

  'ch14-frontier': open({
    translated: 'd05809cf',
    title: { en: 'Move the frontier', zh: '推进前沿' },
    level: 3,
    task: {
      en: prose`
        Write plans of your own into \`zoo\` and find one that lies above the frontier: more accurate than all networks with no more
        parameters. Then train yours and its nearest rival with three other seeds. Is the difference larger than that between seeds?`,
      zh: prose`
        在 \`zoo\` 里写下你自己的方案，找出一个位于前沿之上的：比所有参数不多于它的网络都更准确。
        然后把它和最接近的对手各用另外三个种子训练一遍。两者的差别比种子之间的差别大吗？`,
    },
    hints: [
      {
        en: 'Where are the parameters of the residual CNN? A residual block may stand behind fewer, narrower layers, too.',
        zh: '残差 CNN 的参数都在哪里？残差块也可以放在更少、更窄的层后面。',
      },
      {
        en: '`separableConv2d` needs far fewer parameters than `conv2d`; `globalAveragePool2d` in place of `flatten` makes the last layer small.',
        zh: '`separableConv2d` 的参数远少于 `conv2d`；把 `flatten` 换成 `globalAveragePool2d`，最后一层就小了。',
      },
      {
        en: 'Compare means over the seeds, and look at the largest and the smallest of each.',
        zh: '比较各种子的平均值，再看各自的最大值和最小值。',
      },
    ],
    model: {
      en: prose`
        Three that we tried, each with three seeds. \`[same(8), pool, same(16), pool, residualOf(16), flat, last]\` has 7,338 parameters
        and reads 93 to 94 % rightly: fewer parameters than the residual CNN and no worse, so the frontier moves. With
        \`separableConv2d\` in the place of the second convolution of the small CNN, 1,746 parameters reach 87 to 90 %: that is about the RNN of the zoo, and
        the seeds differ more than the two networks do. With \`globalAveragePool2d\` and a third convolution it is 83 to 86 %: few parameters, but five epochs are
        too few for them.`,
      zh: prose`
        我们试过三个，每个用三个种子。\`[same(8), pool, same(16), pool, residualOf(16), flat, last]\` 有 7338 个参数，读对 93 % 到 94 %：
        参数比残差 CNN 少，成绩不比它差，前沿因此前进了一步。把小 CNN 的第二个卷积层换成 \`separableConv2d\`，1746 个参数达到 87 % 到 90 %：
        与 RNN 差不多，而且种子之间的差别比两个网络之间的还大。改用 \`globalAveragePool2d\`，再加第三个卷积层，是 83 % 到 86 %：
        参数很少，但对它来说五轮太少了。`,
    },
  }),
});

export const quiz = quizOf('ch14-quiz', {
  translated: 'fd2afbd8',
  questions: [
    {
      question: {
        en: 'A plain network of 20 layers learns its training data worse than one of 4, with healthy gradients. What is that called?',
        zh: '一个 20 层的普通网络，梯度正常，在训练数据上却不如 4 层的网络。这叫什么？',
      },
      choices: [
        {
          text: { en: 'Overfitting', zh: '过拟合' },
          why: {
            en: 'An overfitted network is good on its training data; this one is bad on them.',
            zh: '过拟合的网络在训练数据上很好，而这个在训练数据上就差。',
          },
        },
        {
          text: { en: 'Vanishing gradients', zh: '梯度消失' },
          why: { en: 'The gradients are healthy, it says.', zh: '题目说了，梯度正常。' },
        },
        {
          right: true,
          text: { en: 'Degradation', zh: '退化' },
          why: {
            en: 'It is what residual connections were invented for.',
            zh: '残差连接正是为它而发明的。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A new kind of layer is to be usable in plans. What has to change?',
        zh: '要让方案里能用一种新的层，需要改什么？',
      },
      choices: [
        {
          right: true,
          text: { en: 'One entry is added to the registry.', zh: '注册表里增加一项。' },
          why: {
            en: 'Whoever reads plans looks names up there and knows no layer by name.',
            zh: '读方案的程序只在那里查名字，自己并不认识任何一种层。',
          },
        },
        {
          text: { en: 'The function that reads plans gets one more case.', zh: '读方案的函数增加一个分支。' },
          why: {
            en: 'That is how programs without a registry grow, one case for each layer.',
            zh: '没有注册表的程序才会这样越长越大，每种层一个分支。',
          },
        },
        {
          text: { en: 'All plans are written anew.', zh: '所有方案都要重写。' },
          why: { en: 'Plans that do not use it stay as they are.', zh: '不用它的方案保持原样。' },
        },
      ],
    },
    {
      question: {
        en: 'What do the attention weights of a trained head depend on?',
        zh: '训练好的一个头，它的注意力权重取决于什么？',
      },
      choices: [
        {
          text: { en: 'Only on what it has learned', zh: '只取决于它学到的东西' },
          why: {
            en: 'That is a dense layer: the same weights for every input.',
            zh: '那是全连接层：对每个输入都是同样的权重。',
          },
        },
        {
          right: true,
          text: { en: 'On the matrices and on the sequence that is read', zh: '取决于那些矩阵，也取决于正在读的序列' },
          why: {
            en: 'The matrices are learned; queries and keys are computed from the sequence.',
            zh: '矩阵是学来的，查询和键则由序列算出。',
          },
        },
        {
          text: { en: 'On the length of the sequence alone', zh: '只取决于序列的长度' },
          why: {
            en: 'That holds before training at most, when they are all about alike.',
            zh: '至多在训练之前如此，那时所有权重都差不多。',
          },
        },
      ],
    },
    {
      question: {
        en: 'With compound scaling, φ goes from 2 to 3. What happens to the work for one image?',
        zh: '复合缩放中，φ 从 2 变成 3。处理一幅图像的计算量会怎样？',
      },
      choices: [
        {
          text: { en: 'It grows by half.', zh: '增加一半。' },
          why: {
            en: 'φ is an exponent, not a factor: 3/2 does not matter.',
            zh: 'φ 是指数，不是倍数：3/2 没有意义。',
          },
        },
        {
          text: { en: 'It becomes eight times as much.', zh: '变成八倍。' },
          why: {
            en: 'That is about what φ = 3 needs, compared with φ = 0.',
            zh: '与 φ = 0 相比，φ = 3 需要的大约是八倍。',
          },
        },
        {
          right: true,
          text: { en: 'It about doubles.', zh: '大约翻一番。' },
          why: {
            en: prose`Each step of 1 multiplies by $\alpha \beta^2 \gamma^2 \approx 2$.`,
            zh: prose`φ 每增加 1，就乘上 $\alpha \beta^2 \gamma^2 \approx 2$。`,
          },
        },
      ],
    },
    {
      question: {
        en: 'A colleague says: “It is text, so we take a transformer.” What is the best answer?',
        zh: '同事说：“这是文本，所以用 Transformer。”最好的回答是什么？',
      },
      choices: [
        {
          text: { en: 'Right, that is what transformers are for.', zh: '对，Transformer 就是干这个的。' },
          why: {
            en: 'Perhaps; but the kind of data alone does not decide it.',
            zh: '也许对，但不能只凭数据的种类来决定。',
          },
        },
        {
          right: true,
          text: {
            en: 'Let us train a small one beside the simplest network that could do, and compare.',
            zh: '先训练一个小的，与最简单、可能就够用的网络比一比。',
          },
          why: {
            en: 'With plans that is a loop over data, and it costs an afternoon at most.',
            zh: '有了方案，这只是一个遍历数据的循环，最多花一个下午。',
          },
        },
        {
          text: { en: 'No, recurrent networks are for sequences.', zh: '不，序列要用循环网络。' },
          why: {
            en: 'They read sequences, too; which is better depends on distances, data and time.',
            zh: '它们也能读序列；哪个更好，要看距离、数据和时间。',
          },
        },
      ],
    },
  ],
});
