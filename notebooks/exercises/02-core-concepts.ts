/** Exercises and quiz of chapter 02. */
import { type Tensor, tensor } from 'tslate';
import { checked, exercises, open, prose, quizOf, type Fault } from 'tslate/course';

// #region ch02-butnot
interface Settings {
  w1: number;
  w2: number;
  b: number;
}
// BEGIN SOLUTION
// stub: const butNot: Settings | undefined = undefined;
const butNot: Settings = { w1: 1, w2: -1, b: -0.5 };
// END SOLUTION
// #endregion

// #region ch02-letters
// en: write each as a sum of layers, such as 784 * 10 + 10 + …
// zh: 每个都写成各层之和，例如 784 * 10 + 10 + …
// BEGIN SOLUTION
// stub: const letterCounts: number[] | undefined = undefined;
const letterCounts = [
  784 * 10 + 10 + 10 * 26 + 26,
  784 * 64 + 64 + 64 * 64 + 64 + 64 * 26 + 26,
  784 * 128 + 128 + 128 * 64 + 64 + 64 * 26 + 26,
  784 * 64 + 64 + 64 * 32 + 32 + 32 * 26 + 26,
  3 * 3 * 1 * 32 + 32 + 3 * 3 * 32 * 64 + 64 + 1600 * 26 + 26,
];
// END SOLUTION
// #endregion

// #region ch02-xor
// en: h[j] = max(hidden[j][0] · x₁ + hidden[j][1] · x₂, 0)   and   y = out[0] · h[0] + out[1] · h[1]
// zh: h[j] = max(hidden[j][0] · x₁ + hidden[j][1] · x₂, 0)   以及   y = out[0] · h[0] + out[1] · h[1]
interface Wiring {
  hidden: number[][];
  out: number[];
}
// BEGIN SOLUTION
// stub: const withoutBias: Wiring | undefined = undefined;
const withoutBias: Wiring = {
  hidden: [
    [1, -1],
    [-1, 1],
  ],
  out: [1, 1],
};
// END SOLUTION
// #endregion

// #region ch02-collapse
// en: rows are samples: y = (x·W1 + b1)·W2 + b2 shall be y = x·W + b for every x
// zh: 每行一个样本：对任何 x，y = (x·W1 + b1)·W2 + b2 都应等于 y = x·W + b
function collapse(
  V1: Tensor<readonly [number, number]>,
  c1: Tensor<readonly [1, number]>,
  V2: Tensor<readonly [number, number]>,
  c2: Tensor<readonly [1, number]>,
): { W: Tensor; b: Tensor } {
  // BEGIN SOLUTION
  return { W: V1.matmul(V2), b: c1.matmul(V2).add(c2) };
  // END SOLUTION
}
// #endregion

// #region ch02-widest
function widest(inputs: number, outputs: number, budget: number): number {
  // BEGIN SOLUTION
  return Math.floor((budget - outputs) / (inputs + 1 + outputs));
  // END SOLUTION
}
// #endregion

const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

/** The first input for which an answer is not the wanted one. */
function fault(
  wanted: readonly number[],
  answer: (x: readonly number[]) => number,
  hint: Fault['hint'],
): Fault | undefined {
  const at = inputs.findIndex((x, i) => !(Math.abs(answer(x) - wanted[i]) < 1e-6));
  if (at < 0) return undefined;
  const name = `(${inputs[at].join(', ')})`;
  return {
    expected: `${name} → ${wanted[at]}`,
    received: `${name} → ${answer(inputs[at])}`,
    ...(hint !== undefined && { hint }),
  };
}

const firing =
  ({ w1, w2, b }: Settings) =>
  ([x1, x2]: readonly number[]): number =>
    w1 * x1 + w2 * x2 + b > 0 ? 1 : 0;
const wiredOutput =
  ({ hidden, out }: Wiring) =>
  ([x1, x2]: readonly number[]): number =>
    hidden.reduce((sum, [w1, w2], j) => sum + out[j] * Math.max(w1 * x1 + w2 * x2, 0), 0);

const butNotHints = {
  low: {
    en: 'It says 1 although both inputs are 0. Then the sum is the bias alone: it must not be positive.',
    zh: '两个输入都是 0，它也给出 1。这时的和就只是偏置，所以偏置不能是正数。',
  },
  both: {
    en: 'It says 1 although both inputs are 1. The second input has to count **against** the first.',
    zh: '两个输入都是 1，它也给出 1。第二个输入应当**抵消**第一个。',
  },
  swapped: {
    en: 'It says 1 for the second input alone: the inputs have changed places.',
    zh: '只有第二个输入为 1 时它给出 1：两个输入弄反了。',
  },
  high: {
    en: 'It says 0 for the first input alone. Then the sum is the first weight plus the bias: the bar is too high.',
    zh: '只有第一个输入为 1 时它给出 0。这时的和是第一个权重加偏置：门槛太高了。',
  },
} as const;

const xorHints = {
  twins: {
    en: 'Both hidden neurons have the same weights, so both give the same number. Without a bias to tell them apart, they are one neuron.',
    zh: '两个隐藏神经元的权重相同，给出的数也就相同。没有偏置来区分，它们其实只是一个神经元。',
  },
  together: {
    en: 'Each input alone is right, but together they add up. Each hidden neuron has to be switched off by the **other** input.',
    zh: '单独一个输入是对的，两个一起就累加了。每个隐藏神经元都要能被**另一个**输入关掉。',
  },
  sign: {
    en: 'One of the two cases “exactly one is 1” comes out as −1. Look at the sign with which its hidden neuron enters $y$.',
    zh: '“恰好一个为 1”的两种情形里，有一种得到 −1。看看它的隐藏神经元以什么符号进入 $y$。',
  },
} as const;

export const exercise = exercises(import.meta.url, {
  'ch02-butnot': checked({
    translated: 'fdfe3ddf',
    title: { en: 'The first, but not the second', zh: '要第一个，不要第二个' },
    level: 1,
    task: {
      en: prose`
        Choose two weights and a bias so that a neuron with the step function says 1 for $(x_1, x_2) = (1, 0)$ and 0 for the
        other three inputs. Many answers are right.`,
      zh: prose`
        选两个权重和一个偏置，使一个用阶跃函数的神经元对 $(x_1, x_2) = (1, 0)$ 给出 1，对其余三种输入给出 0。
        正确答案有很多。`,
    },
    hints: [
      {
        en: 'Which of the inputs should raise the sum, and which should lower it?',
        zh: '哪个输入应当使和变大，哪个应当使它变小？',
      },
      {
        en: 'Write down the four sums: $b$, $w_2 + b$, $w_1 + b$, $w_1 + w_2 + b$. Only the third may be positive.',
        zh: '写出四个和：$b$、$w_2 + b$、$w_1 + b$、$w_1 + w_2 + b$。只有第三个可以是正数。',
      },
      {
        en: 'Try $w_1 = 1$ and $w_2 = -1$. Which biases are left?',
        zh: '试试 $w_1 = 1$、$w_2 = -1$。偏置还剩哪些可选？',
      },
    ],
    solution: { butNot },
    check: (answer) => {
      const says = firing(answer);
      const [none, second, first, both] = inputs.map(says);
      const hint =
        none === 1
          ? butNotHints.low
          : second === 1
            ? butNotHints.swapped
            : first === 0
              ? butNotHints.high
              : both === 1
                ? butNotHints.both
                : undefined;
      return fault([0, 0, 1, 0], says, hint);
    },
    wrong: [
      { answer: { w1: 1, w2: -1, b: 0.5 }, hint: butNotHints.low },
      { answer: { w1: 1, w2: 0, b: -0.5 }, hint: butNotHints.both },
      { answer: { w1: -1, w2: 1, b: -0.5 }, hint: butNotHints.swapped },
      { answer: { w1: 1, w2: 1, b: -1.5 }, hint: butNotHints.high },
    ],
  }),

  'ch02-letters': checked({
    translated: '38b91fa4',
    title: { en: 'Twenty-six letters', zh: '二十六个字母' },
    level: 1,
    task: {
      en: prose`
        The five programs shall read the letters a to z instead of ten digits, from images of the same size; the third shall
        choose among all 26, too. Nothing else changes. How many parameters does each have? Give five numbers, in the order
        of the table. (In the fifth, \`flatten\` hands $5 \cdot 5 \cdot 64 = 1600$ numbers to the output layer.)`,
      zh: prose`
        让五个程序改读字母 a 到 z，而不是十个数字；图像大小不变，第三个程序也要在 26 个字母中选择，其余一概不变。
        每个程序各有多少个参数？按表中的顺序给出五个数。
        （第五个程序中，\`flatten\` 交给输出层 $5 \cdot 5 \cdot 64 = 1600$ 个数。）`,
    },
    hints: [
      { en: 'Only one layer of each program changes.', zh: '每个程序只有一层发生变化。' },
      {
        en: prose`The output layer has $n \cdot 26 + 26$ parameters. What is $n$ in each program?`,
        zh: prose`输出层有 $n \cdot 26 + 26$ 个参数。各个程序的 $n$ 是多少？`,
      },
      {
        en: 'It is 10, 64, 64, 32 and 1600. Replace the old output layers.',
        zh: '是 10、64、64、32 和 1600。把原来的输出层换掉。',
      },
    ],
    solution: { letterCounts },
    wrong: [
      {
        answer: [8110, 56064, 110400, 53152, 60416],
        hint: { en: 'Each of the 26 outputs has a bias, too.', zh: '26 个输出各自还有一个偏置。' },
      },
      {
        answer: [8136, 56090, 108801, 53178, 60442],
        hint: {
          en: 'The third program decides between two with a single output. For 26 letters it needs 26.',
          zh: '第三个程序只用一个输出在两者之间作决定。要认 26 个字母，就需要 26 个输出。',
        },
      },
      {
        answer: [8136, 56090, 110426, 53178, 20506],
        hint: {
          en: 'In the fifth, the output layer sees each of the 1600 numbers, not one for each of the 64 filters.',
          zh: '第五个程序的输出层看到的是全部 1600 个数，而不是 64 个滤波器各一个。',
        },
      },
    ],
  }),

  'ch02-xor': checked({
    translated: 'c1c76330',
    title: { en: 'XOR without a bias', zh: '不用偏置的异或' },
    level: 2,
    task: {
      en: prose`
        Wire another network for XOR: two hidden neurons with ReLU and one output that takes its sum as it is, but **without
        any bias**. The output has to be 0 or 1, just as wanted.`,
      zh: prose`
        为异或另搭一个网络：两个使用 ReLU 的隐藏神经元，一个原样给出和的输出，但**不用任何偏置**。输出必须恰好是 0 或 1。`,
    },
    hints: [
      {
        en: 'XOR is “the first, but not the second” or “the second, but not the first”.',
        zh: '异或就是“要第一个，不要第二个”或者“要第二个，不要第一个”。',
      },
      {
        en: prose`What does $\max(x_1 - x_2, 0)$ give for each of the four inputs?`,
        zh: prose`对四种输入，$\max(x_1 - x_2, 0)$ 各给出什么？`,
      },
      {
        en: prose`Take $h_1 = \max(x_1 - x_2, 0)$ and its mirror image, and let the output add them up.`,
        zh: prose`取 $h_1 = \max(x_1 - x_2, 0)$ 和它的镜像，让输出把两者相加。`,
      },
    ],
    solution: { withoutBias },
    check: (answer) => {
      const gives = wiredOutput(answer);
      const [, second, first, both] = inputs.map(gives);
      const hint =
        String(answer.hidden[0]) === String(answer.hidden[1])
          ? xorHints.twins
          : first === 1 && second === 1 && both !== 0
            ? xorHints.together
            : first === -1 || second === -1
              ? xorHints.sign
              : undefined;
      return fault([0, 1, 1, 0], gives, hint);
    },
    wrong: [
      {
        answer: {
          hidden: [
            [1, 1],
            [1, 1],
          ],
          out: [1, -2],
        },
        hint: xorHints.twins,
      },
      {
        answer: {
          hidden: [
            [1, 0],
            [0, 1],
          ],
          out: [1, 1],
        },
        hint: xorHints.together,
      },
      {
        answer: {
          hidden: [
            [1, -1],
            [-1, 1],
          ],
          out: [1, -1],
        },
        hint: xorHints.sign,
      },
    ],
  }),

  'ch02-collapse': checked({
    translated: '9801c73c',
    title: { en: 'Two layers in one', zh: '两层并作一层' },
    level: 2,
    task: {
      en: prose`
        Two layers without activation functions compute $(x V_1 + c_1) V_2 + c_2$, one sample a row. Give the one layer
        $x W + b$ that does the same for every $x$. (\`matmul\` multiplies matrices; the biases come as matrices of one row.)`,
      zh: prose`
        没有激活函数的两层计算的是 $(x V_1 + c_1) V_2 + c_2$，每行一个样本。给出一个对任何 $x$ 都等价的单层 $x W + b$。
        （\`matmul\` 做矩阵乘法；两个偏置以只有一行的矩阵给出。）`,
    },
    hints: [
      { en: 'Multiply out.', zh: '把括号乘开。' },
      {
        en: '$x V_1 V_2 + c_1 V_2 + c_2$: which part is multiplied with $x$, and which is not?',
        zh: '$x V_1 V_2 + c_1 V_2 + c_2$：哪一部分与 $x$ 相乘，哪一部分不与它相乘？',
      },
      { en: '`V1.matmul(V2)` is $W$. The rest is $b$.', zh: '`V1.matmul(V2)` 就是 $W$，其余的是 $b$。' },
    ],
    solution: { collapse },
    cases: (random) => [
      [random.normal([3, 4]), random.normal([1, 4]), random.normal([4, 2]), random.normal([1, 2])],
      [tensor([[1, -1]]), tensor([[2, 3]]), random.normal([2, 3]), random.normal([1, 3])],
    ],
    wrong: [
      {
        answer: (V1, _, V2, c2) => ({ W: V1.matmul(V2), b: c2 }),
        hint: {
          en: 'The first bias has gone. It passes through the second layer as well.',
          zh: '第一个偏置不见了。它也要经过第二层。',
        },
      },
      {
        answer: (V1, c1, V2) => ({ W: V1.matmul(V2), b: c1.matmul(V2) }),
        hint: { en: 'The second bias has gone.', zh: '第二个偏置不见了。' },
      },
    ],
  }),

  'ch02-widest': checked({
    translated: '8fec0b54',
    title: { en: 'As wide as the budget allows', zh: '预算之内尽量宽' },
    level: 2,
    task: {
      en: prose`
        A network with one hidden layer may have at most \`budget\` parameters. How many hidden neurons can it have at most,
        for given numbers of inputs and outputs?`,
      zh: prose`
        一个只有一个隐藏层的网络，参数最多 \`budget\` 个。给定输入和输出的个数，隐藏神经元最多可以有几个？`,
    },
    hints: [
      {
        en: 'What does one more hidden neuron cost? Count the connections to it and from it.',
        zh: '多一个隐藏神经元要花多少参数？数一数通向它和从它出发的连接。',
      },
      {
        en: 'A neuron costs `inputs + 1 + outputs`. Which parameters are there without any hidden neuron?',
        zh: '一个神经元要花 `inputs + 1 + outputs`。一个隐藏神经元也没有时，还有哪些参数？',
      },
      {
        en: 'Take the biases of the outputs from the budget, divide, and round down with `Math.floor`.',
        zh: '从预算里减去输出的偏置，再除，最后用 `Math.floor` 向下取整。',
      },
    ],
    solution: { widest },
    cases: () => [
      [784, 10, 50_000],
      [784, 10, 7960],
      [784, 10, 7959],
      [5, 3, 100],
    ],
    wrong: [
      {
        answer: (inputCount, outputCount, budget) => Math.floor((budget - outputCount) / (inputCount + outputCount)),
        hint: { en: 'Each hidden neuron has a bias of its own.', zh: '每个隐藏神经元还有自己的偏置。' },
      },
      {
        answer: (inputCount, outputCount, budget) => Math.floor(budget / (inputCount + 1 + outputCount)),
        hint: { en: 'The outputs have biases, too, however wide the layer is.', zh: '无论隐藏层多宽，输出还有偏置。' },
      },
      {
        answer: (inputCount, outputCount, budget) => (budget - outputCount) / (inputCount + 1 + outputCount),
        hint: { en: 'There is no half neuron: round down.', zh: '没有半个神经元：要向下取整。' },
      },
    ],
  }),

  'ch02-linear': open({
    translated: 'b4e3d402',
    title: { en: 'Why not without activation functions?', zh: '为什么不能没有激活函数？' },
    level: 3,
    task: {
      en: prose`
        Somebody proposes a network of a hundred dense layers without any activation function: “depth makes it powerful”.
        Use exercise 4 to say what this network can do. Can it compute XOR? Then ask which functions $f$ would help: is
        $f(z) = 2z + 1$ enough? $f(z) = z^2$? A ReLU in only one of the hundred layers? Try them on XOR.`,
      zh: prose`
        有人提议用一百个全连接层、不要任何激活函数来组成网络：“深度使它强大”。用练习 4 的结果说明这个网络能做什么。
        它能算异或吗？再想一想，怎样的函数 $f$ 才有用：$f(z) = 2z + 1$ 够吗？$f(z) = z^2$ 呢？
        一百层里只有一层用 ReLU 呢？在异或上试一试。`,
    },
    hints: [
      { en: 'Two layers become one. What do a hundred become?', zh: '两层变成一层。一百层会变成什么？' },
      {
        en: 'Write $2z + 1$ as a layer with one weight and one bias of its own.',
        zh: '把 $2z + 1$ 看作又一层：它自己有一个权重和一个偏置。',
      },
      {
        en: 'For $z^2$ look at $(x_1 - x_2)^2$ for the four inputs.',
        zh: '对 $z^2$，看看四种输入的 $(x_1 - x_2)^2$。',
      },
    ],
    model: {
      en: prose`
        Two layers without activation are one layer, so three are, and a hundred: the network draws a straight line (in more
        dimensions a flat plane) like a single neuron, and cannot do XOR, however many parameters it has. $f(z) = 2z + 1$ is
        itself such a layer and changes nothing. Anything that is **not** of the form $\alpha z + \beta$ helps: with $z^2$ one
        neuron is enough, since $(x_1 - x_2)^2$ *is* XOR. And one ReLU layer anywhere before the output is enough for XOR,
        if no layer is narrower than two neurons: what stands before and after it collapses into two layers, and a network with
        one hidden layer does it. But a hundred layers with one
        bend are then no more powerful than two.`,
      zh: prose`
        没有激活函数的两层等于一层，三层也是，一百层也是：这个网络像单个神经元一样，只能画出一条直线（维数更高时是一个平面），
        参数再多也算不出异或。$f(z) = 2z + 1$ 本身就是这样的一层，什么也没改变。凡是**不**具有 $\alpha z + \beta$ 形式的函数都有用：
        用 $z^2$，一个神经元就够了，因为 $(x_1 - x_2)^2$ 就**是**异或。只在输出层之前的任意一层用 ReLU，对异或也够了，只要各层至少有两个神经元：它前后的各层分别合并，
        剩下的正是有一个隐藏层的网络。但只有一处弯折的一百层，也就不比两层更强。`,
    },
  }),
});

export const quiz = quizOf('ch02-quiz', {
  translated: '37aaf38c',
  questions: [
    {
      question: { en: 'Where does a weight belong?', zh: '权重属于哪里？' },
      choices: [
        {
          text: { en: 'To a node', zh: '节点' },
          why: {
            en: 'That is the bias. Many weights arrive at one node.',
            zh: '属于节点的是偏置。通到一个节点的权重有许多个。',
          },
        },
        {
          right: true,
          text: { en: 'To a connection between two nodes', zh: '两个节点之间的连接' },
          why: { en: 'Which is why there are so many of them.', zh: '所以它才有那么多个。' },
        },
        {
          text: { en: 'To a layer', zh: '层' },
          why: {
            en: 'A layer keeps its weights in one table, but each of them belongs to one connection.',
            zh: '一层的权重存放在一张表里，但每个权重属于一条连接。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A dense layer has 100 inputs and 20 neurons. How many parameters?',
        zh: '一个全连接层有 100 个输入、20 个神经元。有多少个参数？',
      },
      choices: [
        { text: { en: '2000', zh: '2000' }, why: { en: 'Those are the weights.', zh: '这只是权重。' } },
        { text: { en: '2100', zh: '2100' }, why: { en: 'The inputs have no biases.', zh: '输入没有偏置。' } },
        {
          right: true,
          text: { en: '2020', zh: '2020' },
          why: { en: '100 · 20 weights and 20 biases.', zh: '100 · 20 个权重和 20 个偏置。' },
        },
      ],
    },
    {
      question: { en: 'Why can a single neuron not compute XOR?', zh: '为什么单个神经元算不出异或？' },
      choices: [
        {
          right: true,
          text: {
            en: 'It draws one straight line, and XOR needs two borders.',
            zh: '它只画一条直线，而异或需要两条分界线。',
          },
          why: {
            en: 'The four inequalities contradict each other, whatever the weights are.',
            zh: '无论权重取什么，那四个不等式都互相矛盾。',
          },
        },
        {
          text: { en: 'It has too few inputs.', zh: '它的输入太少。' },
          why: { en: 'It sees all there is.', zh: '该看的它都看到了。' },
        },
        {
          text: { en: 'It has not been trained.', zh: '它没有经过训练。' },
          why: { en: 'No training finds weights that do not exist.', zh: '不存在的权重，怎么训练也找不到。' },
        },
      ],
    },
    {
      question: {
        en: 'Why does the step function not serve for learning?',
        zh: '阶跃函数为什么不能用于学习？',
      },
      choices: [
        {
          text: { en: 'It is too slow to compute.', zh: '它算得太慢。' },
          why: { en: 'Nothing is faster.', zh: '没有比它更快的了。' },
        },
        {
          text: { en: 'It gives only two values.', zh: '它只有两个值。' },
          why: {
            en: 'That alone would be no harm: what matters is how it gets from one to the other.',
            zh: '这本身无妨：要紧的是它怎样从一个值到另一个值。',
          },
        },
        {
          right: true,
          text: {
            en: 'It is flat, so it does not say in which direction a weight should go.',
            zh: '它是平的，看不出权重该往哪个方向走。',
          },
          why: { en: 'Its slope is 0 everywhere but at the jump.', zh: '除了跳变处，斜率处处为 0。' },
        },
      ],
    },
    {
      question: {
        en: 'A function that builds and trains a model is used in ten projects and gives other numbers in each run. What is it?',
        zh: '一个搭建并训练模型的函数用在十个项目里，每次运行给出的数都不同。它是：',
      },
      choices: [
        {
          text: { en: 'Reproducible', zh: '可重复的' },
          why: { en: 'Then it would give the same numbers again.', zh: '那样的话，它应当再给出同样的数。' },
        },
        {
          right: true,
          text: { en: 'Reusable, but not reproducible', zh: '可复用，但不可重复' },
          why: { en: 'A seed is missing.', zh: '缺的是一个种子。' },
        },
        {
          text: { en: 'Neither', zh: '两者都不是' },
          why: { en: 'Ten projects use it.', zh: '有十个项目在用它。' },
        },
      ],
    },
  ],
});
