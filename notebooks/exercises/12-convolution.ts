/** Exercises and quiz of chapter 12. */
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch12-by-hand
// BEGIN SOLUTION
// stub: const byHand: number[][] | undefined = undefined;
const byHand = [
  [0, 1],
  [3, 4],
];
// END SOLUTION
// #endregion

// #region ch12-sizes
// BEGIN SOLUTION
// stub: const fiveSizes: number[] | undefined = undefined;
const fiveSizes = [28, 32, 13, 14, 112];
// END SOLUTION
// #endregion

// #region ch12-same
// en: zeros on both sides together, in one direction
// zh: 一个方向上两边一共补多少个 0
function zerosFor(n: number, K: number, s: number): number {
  // BEGIN SOLUTION
  const wanted = Math.ceil(n / s);
  return Math.max((wanted - 1) * s + K - n, 0);
  // END SOLUTION
}
// #endregion

// #region ch12-turned
function turned(w: number[][]): number[][] {
  // BEGIN SOLUTION
  return w.toReversed().map((row) => row.toReversed());
  // END SOLUTION
}
// #endregion

// #region ch12-pool-backward
// en: x has an even number of rows and of columns; `delta` has one number for each window of 2×2
// zh: x 的行数和列数都是偶数；`delta` 对每个 2×2 的窗口有一个数
function poolBackward(x: number[][], delta: number[][]): number[][] {
  // BEGIN SOLUTION
  const result = x.map((row) => row.map(() => 0));
  delta.forEach((errors, i) => {
    errors.forEach((error, j) => {
      let [u, v] = [2 * i, 2 * j];
      for (const k of [0, 1]) {
        for (const l of [0, 1]) {
          if (x[2 * i + k][2 * j + l] > x[u][v]) [u, v] = [2 * i + k, 2 * j + l];
        }
      }
      result[u][v] += error;
    });
  });
  return result;
  // END SOLUTION
}
// #endregion

// #region ch12-field
function fieldOf(layers: { K: number; s: number }[]): number {
  // BEGIN SOLUTION
  let [width, distance] = [1, 1];
  for (const { K, s } of layers) {
    width += (K - 1) * distance;
    distance *= s;
  }
  return width;
  // END SOLUTION
}
// #endregion

const eachWindow = (x: number[][], give: (value: number, window: number[], u: number, v: number) => number) =>
  x.map((row, u) =>
    row.map((value, v) => {
      const [i, j] = [2 * Math.floor(u / 2), 2 * Math.floor(v / 2)];
      return give(value, [x[i][j], x[i][j + 1], x[i + 1][j], x[i + 1][j + 1]], i / 2, j / 2);
    }),
  );

export const exercise = exercises(import.meta.url, {
  'ch12-by-hand': checked({
    translated: '2b59de1b',
    title: { en: 'A convolution by hand', zh: '手算卷积' },
    level: 1,
    task: {
      en: prose`
        Slide the filter $w$ over the image $x$, without padding, stride 1, no bias, as in (eq:conv2d). On paper, please: it
        is 36 products, most of them with 0.

        $$x = \begin{pmatrix} 1 & 0 & 2 & 1 \\ 0 & 1 & 1 & 0 \\ 2 & 1 & 0 & 1 \\ 1 & 0 & 1 & 2 \end{pmatrix} \qquad w = \begin{pmatrix} 1 & 0 & -1 \\ 2 & 0 & 0 \\ 0 & 1 & 0 \end{pmatrix}$$`,
      zh: prose`
        让滤波器 $w$ 在图像 $x$ 上滑动，不填充，步幅为 1，没有偏置，如 (eq:conv2d)。请在纸上算：一共 36 个乘积，多数是乘 0。

        $$x = \begin{pmatrix} 1 & 0 & 2 & 1 \\ 0 & 1 & 1 & 0 \\ 2 & 1 & 0 & 1 \\ 1 & 0 & 1 & 2 \end{pmatrix} \qquad w = \begin{pmatrix} 1 & 0 & -1 \\ 2 & 0 & 0 \\ 0 & 1 & 0 \end{pmatrix}$$`,
    },
    hints: [
      {
        en: 'How many places has a window of 3 in a row of 4?',
        zh: '宽度为 3 的窗口，在长度为 4 的一行里有几个位置？',
      },
      {
        en: 'Two by two. Only four weights are not 0: the two corners at the top, the one on the left, the one in the middle below.',
        zh: '两行两列。只有四个权重不是 0：上面的两个角、左边一个、下面中间一个。',
      },
      {
        en: prose`The first number is $1 \cdot 1 - 1 \cdot 2 + 2 \cdot 0 + 1 \cdot 1 = 0$.`,
        zh: prose`第一个数是 $1 \cdot 1 - 1 \cdot 2 + 2 \cdot 0 + 1 \cdot 1 = 0$。`,
      },
    ],
    solution: { byHand },
    wrong: [
      {
        answer: [
          [0, 2],
          [1, 5],
        ],
        hint: {
          en: 'You have turned the filter by 180° first. That is the convolution of mathematics; the layer does not turn it.',
          zh: '你先把滤波器转了 180°。那是数学里的卷积；卷积层并不转它。',
        },
      },
      {
        answer: [
          [0, 3],
          [1, 4],
        ],
        hint: {
          en: 'Rows and columns have changed places: the first index of a result counts downwards.',
          zh: '行和列弄反了：结果的第一个下标是往下数的。',
        },
      },
      {
        answer: [
          [4, 3],
          [5, 4],
        ],
        hint: {
          en: 'The weight in the top right corner is −1, not 1.',
          zh: '右上角的权重是 −1，不是 1。',
        },
      },
    ],
  }),

  'ch12-sizes': checked({
    translated: '6dda18c5',
    title: { en: 'Five sizes', zh: '五个大小' },
    level: 1,
    task: {
      en: prose`
        How wide is the output? Work out each line on paper with (eq:outsize), and give the five numbers as a list. The last
        is the first layer of ResNet.

        | image $n$ | window $K$ | stride $s$ | padding $p$ |
        | --------: | ---------: | ---------: | ----------: |
        |        32 |          5 |          1 |           0 |
        |        32 |          3 |          1 |           1 |
        |        28 |          3 |          2 |           0 |
        |        28 |          3 |          2 |           1 |
        |       224 |          7 |          2 |           3 |`,
      zh: prose`
        输出有多宽？请用 (eq:outsize) 在纸上逐行算出，把五个数写成一个列表。最后一行是 ResNet 的第一层。

        | 图像 $n$ | 窗口 $K$ | 步幅 $s$ | 填充 $p$ |
        | -------: | -------: | -------: | -------: |
        |       32 |        5 |        1 |        0 |
        |       32 |        3 |        1 |        1 |
        |       28 |        3 |        2 |        0 |
        |       28 |        3 |        2 |        1 |
        |      224 |        7 |        2 |        3 |`,
    },
    hints: [
      { en: 'Padding is added on both sides.', zh: '填充是两边都加的。' },
      { en: 'Half a step is no step: round down.', zh: '半步不算一步：向下取整。' },
      {
        en: prose`The third line: $\lfloor (28 - 3)/2 \rfloor + 1 = 12 + 1$.`,
        zh: prose`第三行：$\lfloor (28 - 3)/2 \rfloor + 1 = 12 + 1$。`,
      },
    ],
    solution: { fiveSizes },
    wrong: [
      {
        answer: [28, 31, 13, 14, 111],
        hint: {
          en: prose`You have added $p$ once. There is a border on both sides: $n + 2p$.`,
          zh: prose`你只加了一次 $p$。两边都有填充：$n + 2p$。`,
        },
      },
      {
        answer: [27, 31, 12, 13, 111],
        hint: {
          en: 'These are the steps. The first window needs none: one more.',
          zh: '这些是步数。第一个窗口不用走步就在那里了：要再加一。',
        },
      },
      {
        answer: [28, 32, 14, 15, 113],
        hint: {
          en: 'You have rounded up. A window that no longer fits is not looked at: round down.',
          zh: '你是向上取整的。放不下的窗口就不看了：应当向下取整。',
        },
      },
      {
        answer: [28, 32, 13.5, 14.5, 112.5],
        hint: {
          en: 'There is no half a place: round down.',
          zh: '没有半个位置：要向下取整。',
        },
      },
    ],
  }),

  'ch12-same': checked({
    translated: '3487c54c',
    title: { en: 'How many zeros for “same”?', zh: '“same” 要补多少个 0？' },
    level: 2,
    task: {
      en: prose`
        With \`padding: 'same'\` the output has $\lceil n / s \rceil$ places, in Keras and here. How many zeros does that take
        in one direction, on both sides together? (If it is odd, the extra one goes to the end.)`,
      zh: prose`
        使用 \`padding: 'same'\` 时，输出有 $\lceil n / s \rceil$ 个位置，Keras 如此，这里也一样。那么在一个方向上，
        两边一共要补多少个 0？（如果是奇数，多出来的一个补在末尾。）`,
    },
    hints: [
      { en: 'Where does the last of these windows begin?', zh: '这些窗口里的最后一个从哪里开始？' },
      {
        en: prose`$\lceil n/s \rceil - 1$ steps after the first; and it needs $K$ pixels from there.`,
        zh: prose`在第一个之后 $\lceil n/s \rceil - 1$ 步；从那里起它还要 $K$ 个像素。`,
      },
      {
        en: prose`$(\lceil n/s \rceil - 1)\, s + K$ pixels are needed, $n$ are there. And if there are more than enough?`,
        zh: prose`一共需要 $(\lceil n/s \rceil - 1)\, s + K$ 个像素，已有 $n$ 个。要是已经绰绰有余呢？`,
      },
    ],
    solution: { zerosFor },
    cases: () => [
      [28, 3, 1],
      [28, 3, 2],
      [28, 5, 2],
      [7, 2, 3],
      [10, 1, 2],
    ],
    wrong: [
      {
        answer: (_, K) => K - 1,
        hint: {
          en: prose`Right for stride 1. With a longer stride some pixels may be left over, and fewer zeros do.`,
          zh: prose`步幅为 1 时没错。步幅再大，可能本来就有像素剩余，补得可以更少。`,
        },
      },
      {
        answer: (n, K, s) => (Math.ceil(n / s) - 1) * s + K - n,
        hint: {
          en: 'Nearly. A window smaller than its stride can leave pixels over: then the number is negative, and none are needed.',
          zh: '差一点。窗口比步幅小时，可能有像素剩余：这时得到负数，其实一个也不用补。',
        },
      },
      {
        answer: (_, K) => (K - 1) / 2,
        hint: {
          en: 'That is one side only, and only for stride 1.',
          zh: '这只是一边的，而且只对步幅 1 成立。',
        },
      },
      {
        answer: (n, K, s) => Math.max((Math.floor(n / s) - 1) * s + K - n, 0),
        hint: {
          en: 'Round up: with “same” a window that begins inside the image counts, even if it reaches beyond its end.',
          zh: '要向上取整：使用 “same” 时，只要从图像里面开始的窗口都算，哪怕它伸到了末尾之外。',
        },
      },
    ],
  }),

  'ch12-turned': checked({
    translated: '6f98bdd4',
    title: { en: 'The convolution of mathematics', zh: '数学里的卷积' },
    level: 2,
    task: {
      en: prose`
        A book on image processing gives a filter for the convolution of mathematics, $\sum_{k,l} x_{i-k,\,j-l} \, w_{kl}$. Our
        layer computes $\sum_{k,l} x_{i+k,\,j+l} \, w_{kl}$. Write \`turned(w)\`, which turns a filter by 180°, so that the layer
        with the turned filter does what the book means.`,
      zh: prose`
        一本图像处理的书给出一个滤波器，用于数学里的卷积 $\sum_{k,l} x_{i-k,\,j-l} \, w_{kl}$。而我们的层算的是
        $\sum_{k,l} x_{i+k,\,j+l} \, w_{kl}$。请写出 \`turned(w)\`，它把滤波器转 180°，使得层用转过的滤波器算出书里要的结果。`,
    },
    hints: [
      { en: 'Where does the weight in the top left corner go?', zh: '左上角的权重到哪里去了？' },
      { en: 'Both the rows and the columns change their order.', zh: '行和列的顺序都要反过来。' },
      { en: '`list.toReversed()` gives a list in reverse order.', zh: '`list.toReversed()` 给出倒序的列表。' },
    ],
    solution: { turned },
    cases: (random) => [
      [random.normal([3, 3]).toArray()],
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ],
    wrong: [
      {
        answer: (w) => w[0].map((_, l) => w.map((row) => row[l])),
        hint: {
          en: 'That is the transpose: a mirror along the diagonal, not a turn.',
          zh: '那是转置：沿对角线翻转，而不是旋转。',
        },
      },
      {
        answer: (w) => w.toReversed(),
        hint: {
          en: 'The rows are in reverse order, the columns are not yet.',
          zh: '行已经反过来了，列还没有。',
        },
      },
      {
        answer: (w) => w.map((row) => row.toReversed()),
        hint: {
          en: 'The columns are in reverse order, the rows are not yet.',
          zh: '列已经反过来了，行还没有。',
        },
      },
      {
        answer: (w) => w[0].map((_, l) => w.map((row) => row[l]).toReversed()),
        hint: {
          en: 'That is a turn by 90°. Once more.',
          zh: '那只转了 90°。再转一次。',
        },
      },
    ],
  }),

  'ch12-pool-backward': checked({
    translated: 'ad3ae9f7',
    title: { en: 'The way back through max pooling', zh: '最大池化的回程' },
    level: 2,
    task: {
      en: prose`
        Max pooling over windows of 2×2 has given one number for each window, and \`delta\` has come back for each. What is the
        gradient with respect to \`x\`? If the largest number of a window stands in it more than once, the first one counts, row by row, as in
        the framework.`,
      zh: prose`
        对 2×2 的窗口做最大池化，每个窗口得到一个数，又各传回一个 \`delta\`。对 \`x\` 的梯度是什么？
        如果窗口里的最大值不止一个，就算第一个（逐行来数），与框架一样。`,
    },
    hints: [
      {
        en: 'Change one number of a window a little, which is not the largest. What happens to the output?',
        zh: '把窗口里一个不是最大的数稍微变一下，输出会怎样？',
      },
      {
        en: 'Nothing. So three of the four get 0, and the largest gets all of it.',
        zh: '不变。所以四个里有三个得 0，最大的得到全部。',
      },
      {
        en: 'Begin with zeros; for each window, find the place of its first maximum, and write the number of `delta` there.',
        zh: '先全部置 0；对每个窗口，找到第一个最大值的位置，把 `delta` 里的那个数写在那里。',
      },
    ],
    solution: { poolBackward },
    cases: (random) => [
      [random.normal([4, 6]).toArray(), random.normal([2, 3]).toArray()],
      [
        [
          [0, 2, 1, 1],
          [2, 2, 0, 1],
        ],
        [[3, -5]],
      ],
    ],
    wrong: [
      {
        answer: (x, delta) => eachWindow(x, (_value, _window, i, j) => delta[i][j]),
        hint: {
          en: 'You have handed it to all four. Only the largest has gone into the output.',
          zh: '你把它给了全部四个。进入输出的只有最大的那个。',
        },
      },
      {
        answer: (x, delta) => eachWindow(x, (_value, _window, i, j) => delta[i][j] / 4),
        hint: {
          en: 'That is the way back through *average* pooling.',
          zh: '那是**平均**池化的回程。',
        },
      },
      {
        answer: (x, delta) => eachWindow(x, (value, window, i, j) => (value === Math.max(...window) ? delta[i][j] : 0)),
        hint: {
          en: 'Nearly. Where two are equally large, you give it twice: only the first may have it.',
          zh: '差一点。有两个一样大时，你给了两次：只有第一个该得到。',
        },
      },
      {
        answer: (x, delta) =>
          eachWindow(x, (value, window, i, j) => (value === Math.max(...window) ? delta[i][j] * value : 0)),
        hint: {
          en: 'The output *is* the largest number, so its derivative is 1, whatever its value.',
          zh: '输出**就是**那个最大的数，所以导数是 1，与它的值无关。',
        },
      },
    ],
  }),

  'ch12-field': checked({
    translated: '75e457be',
    title: { en: 'Receptive fields', zh: '感受野' },
    level: 2,
    task: {
      en: prose`
        Write (eq:field): for layers with windows \`K\` and strides \`s\`, in order, the width of what a unit behind the last one
        sees.`,
      zh: prose`
        写出 (eq:field)：给定依次各层的窗口 \`K\` 和步幅 \`s\`，求最后一层的一个单元能看到多宽。`,
    },
    hints: [
      {
        en: 'Two numbers go along: the width, and how many pixels lie between neighbours.',
        zh: '有两个数要一路带着：宽度，以及相邻单元相距多少个像素。',
      },
      { en: 'Both begin with 1, as for a pixel itself.', zh: '两个都从 1 开始：像素自己就是这样。' },
      {
        en: 'For each layer: the width grows by (K − 1) times the distance; *then* the distance is multiplied by s.',
        zh: '对每一层：宽度增加 (K − 1) 乘以距离；**然后**距离乘以 s。',
      },
    ],
    solution: { fieldOf },
    cases: () => [
      [
        [
          { K: 3, s: 1 },
          { K: 2, s: 2 },
          { K: 3, s: 1 },
          { K: 2, s: 2 },
        ],
      ],
      [
        [
          { K: 3, s: 1 },
          { K: 3, s: 1 },
        ],
      ],
      [
        [
          { K: 7, s: 2 },
          { K: 3, s: 2 },
          { K: 3, s: 1 },
        ],
      ],
    ],
    wrong: [
      {
        answer: (layers) => layers.reduce((sum, { K }) => sum + K, 0),
        hint: {
          en: 'The windows overlap: a window of K reaches only K − 1 further, and how far depends on the strides in front.',
          zh: '窗口是重叠的：宽度为 K 的窗口只多伸出 K − 1，而伸多远还取决于前面的步幅。',
        },
      },
      {
        answer: (layers) => layers.reduce((sum, { K }) => sum + K - 1, 1),
        hint: {
          en: 'Right as long as all strides are 1. Behind a stride of 2, neighbours lie twice as far apart.',
          zh: '步幅都是 1 时没错。经过步幅 2 之后，相邻单元的距离变成两倍。',
        },
      },
      {
        answer: (layers) =>
          layers.reduce(
            ({ width, distance }, { K, s }) => ({
              width: width + (K - 1) * distance * s,
              distance: distance * s,
            }),
            { width: 1, distance: 1 },
          ).width,
        hint: {
          en: 'A layer’s own stride counts only for the layers behind it: first the width, then the distance.',
          zh: '一层自己的步幅只影响它后面的层：先算宽度，再算距离。',
        },
      },
    ],
  }),

  'ch12-equivariance': open({
    translated: 'b74ad505',
    title: { en: 'What moves along, and what does not?', zh: '什么会跟着移动，什么不会？' },
    level: 3,
    task: {
      en: prose`
        Which layers fulfil $h(Tx) = T h(x)$, and for which movements? The chapter’s \`unlike(h, by, places)\` gives 0 where
        they do; the image moves by \`by\` pixels, what comes out by \`places\`. Try \`conv2d(4, 3)\`, the same with
        \`{ stride: 2 }\` and with \`{ padding: 'same' }\`, \`maxPool2d()\`, and two of them in a row. Make each layer once,
        \`const layer = …\`, and hand over \`(x) => layer.call(x)\`. How far do the maps move for each pixel?`,
      zh: prose`
        哪些层满足 $h(Tx) = T h(x)$，对哪些移动满足？满足时，本章的 \`unlike(h, by, places)\` 给出 0：输入移动 \`by\` 个像素，
        输出移动 \`places\` 个位置。请试试 \`conv2d(4, 3)\`，再加上 \`{ stride: 2 }\` 或 \`{ padding: 'same' }\`，
        然后是 \`maxPool2d()\`，以及连着两个。每个层只造一次：
        \`const layer = …\`，再把 \`(x) => layer.call(x)\` 交给它。图像每移动一个像素，特征图移动多远？`,
    },
    hints: [
      {
        en: 'A layer without stride: the same number of places as pixels.',
        zh: '没有步幅的层：移动多少像素，就移动多少个位置。',
      },
      {
        en: 'With stride 2, try movements of 1 and of 2 pixels, and 0 or 1 places for each.',
        zh: '步幅为 2 时，试试移动 1 个和 2 个像素，各配 0 个或 1 个位置。',
      },
      {
        en: 'Two layers with stride 2 are one with stride 4. Which movements fit?',
        zh: '两个步幅为 2 的层合起来，步幅就是 4。哪些移动合适？',
      },
    ],
    model: {
      en: prose`
        A convolution with stride 1 moves along with every movement, by as many places. With stride 2, and with pooling over 2, only movements by an even number of
        pixels give 0, with half as many places; after two of them it takes multiples of 4. In between, other pixels meet in a window. So the
        equivariance of a network ends with its strides: what is left is what pooling absorbs. \`'same'\` gives 0 here because the rim of the sheet is empty; near a rim with ink, the zeros
        outside do not move along, and the equation fails. A dense layer fulfils it for no movement, unless its weights happen to be those of a convolution.`,
      zh: prose`
        步幅为 1 的卷积对任何移动都跟着移动。步幅为 2 的卷积，以及窗口为 2 的池化，只在移动偶数个像素时给出 0，位置数减半；
        连着两个，就要移动 4 的倍数。其他情况下，落进同一个窗口的是另一些像素。所以网络的等变性到有步幅的地方为止：剩下的，就靠池化来吸收。
        \`'same'\` 在这里给出 0，是因为纸的边缘是空白的；如果边缘附近有墨迹，外面的 0 并不跟着移动，等式就不成立了。
        全连接层对任何移动都不满足，除非它的权重碰巧就是卷积的权重。`,
    },
  }),

  'ch12-shuffled': open({
    translated: '2d56b3cd',
    title: { en: 'Shuffled pixels', zh: '打乱像素' },
    level: 3,
    task: {
      en: prose`
        Put the pixels of all images into another order, the same for all, and train two small networks on the digits as
        they are and on the shuffled ones: one network begins with a dense layer, the other with a convolution. Who notices?

        With \`order = tensor(Int32Array.from(rng(1).permutation(784)), [784])\`, shuffled images are
        \`x.reshape([n, 784]).take(order, 1).reshape([n, 28, 28, 1])\`; some thousand digits come from
        \`mnist.load({ train: 6000, test: 1000 })\`.`,
      zh: prose`
        把所有图像的像素换成另一个顺序，每幅都一样。在原样的和打乱的数字上各训练两个小网络：一个以全连接层开头，一个以卷积层开头。
        谁会察觉？

        令 \`order = tensor(Int32Array.from(rng(1).permutation(784)), [784])\`，打乱的图像就是
        \`x.reshape([n, 784]).take(order, 1).reshape([n, 28, 28, 1])\`；几千个数字可以用
        \`mnist.load({ train: 6000, test: 1000 })\` 加载。`,
    },
    hints: [
      {
        en: 'Say first what you expect of each, and why. What does each network know about neighbours?',
        zh: '先说说你对每个网络的预期和理由：它们各知道多少关于“相邻”的事？',
      },
      {
        en: 'Write a function that takes the images and whether the network begins with a convolution; it sets the seed, compiles, fits and evaluates.',
        zh: '写一个函数，接受图像，以及网络是否以卷积开头；在里面设定种子，然后 compile、fit、evaluate。',
      },
      {
        en: "`flatten(), dense(32, { activation: 'relu' }), dense(10, …)` against `conv2d(16, 3, { activation: 'relu' }), maxPool2d(), flatten(), dense(10, …)`.",
        zh: "`flatten(), dense(32, { activation: 'relu' }), dense(10, …)` 对 `conv2d(16, 3, { activation: 'relu' }), maxPool2d(), flatten(), dense(10, …)`。",
      },
    ],
    model: {
      en: prose`
        With 3 epochs of Adam on 6,000 digits of MNIST and the two networks of the third hint, over three seeds: the dense network reads
        about 89 in a hundred test digits, shuffled or not; it has never known which pixels are neighbours. The convolution reads
        about 92, and shuffled about 88. Its windows then hold pixels from all over the image, and what is worth noticing in
        one place no longer is in others. Its advantage was the assumption, and the assumption is wrong for shuffled images.`,
      zh: prose`
        在 MNIST 的 6000 个数字上用 Adam 训练 3 轮，用第三条提示里的两个网络，取三个种子：全连接网络在一百个测试数字里能读对
        89 个左右，打乱与否都一样，因为它从来不知道哪些像素相邻。卷积网络能读对 92 个左右，打乱之后只有 88 个左右。
        这时它的窗口里是来自图像各处的像素，在一处值得注意的，在别处不再值得注意。它的优势就在于那两条假设，
        而对打乱的图像来说，假设不成立。`,
    },
  }),
});

export const quiz = quizOf('ch12-quiz', {
  translated: '1a9937cf',
  questions: [
    {
      question: {
        en: 'A layer of 16 filters of 5×5 looks at a colour image of 100×100 pixels. How many parameters has it?',
        zh: '一层有 16 个 5×5 的滤波器，输入是 100×100 像素的彩色图像。它有多少个参数？',
      },
      choices: [
        {
          text: { en: '5·5·16 + 16', zh: '5·5·16 + 16' },
          why: {
            en: 'A filter has weights for each channel of its input; a colour image has three.',
            zh: '滤波器对输入的每个通道都有权重；彩色图像有三个通道。',
          },
        },
        {
          text: { en: '100·100·3·16 + 16', zh: '100·100·3·16 + 16' },
          why: {
            en: 'The size of the image does not matter: the weights are the same everywhere.',
            zh: '与图像的大小无关：处处用的是同样的权重。',
          },
        },
        {
          right: true,
          text: { en: '5·5·3·16 + 16', zh: '5·5·3·16 + 16' },
          why: {
            en: '25 places in each of 3 channels, 16 times, and a bias for each filter.',
            zh: '3 个通道各 25 个位置，共 16 份，每个滤波器还有一个偏置。',
          },
        },
      ],
    },
    {
      question: {
        en: 'What is gained by im2col?',
        zh: 'im2col 带来的好处是什么？',
      },
      choices: [
        {
          right: true,
          text: { en: 'A fast matrix product does the work.', zh: '可以用快速的矩阵乘法来完成。' },
          why: {
            en: 'The sums are the same; they are only computed by an operation that has been tuned for decades.',
            zh: '和还是那些和，只是换由一个优化了几十年的运算来算。',
          },
        },
        {
          text: { en: 'Fewer multiplications', zh: '乘法更少' },
          why: { en: 'There are exactly as many.', zh: '乘法一次也没有少。' },
        },
        {
          text: { en: 'Less memory', zh: '内存更省' },
          why: {
            en: 'More: a pixel is copied for every window that it is in.',
            zh: '反而更费：像素在几个窗口里，就要复制几份。',
          },
        },
      ],
    },
    {
      question: {
        en: 'A shared weight is used at 676 places. What is its gradient?',
        zh: '一个共享的权重用在 676 个位置上。它的梯度是什么？',
      },
      choices: [
        {
          text: { en: 'That of the place with the largest error', zh: '误差最大的那个位置的梯度' },
          why: { en: 'That is how max pooling chooses, not sharing.', zh: '那是最大池化的选法，不是共享。' },
        },
        {
          right: true,
          text: { en: 'The sum over all places', zh: '对所有位置求和' },
          why: {
            en: 'By the chain rule, whatever a number is used for is added up.',
            zh: '按照链式法则，一个数用在哪些地方，就把那里的都加起来。',
          },
        },
        {
          text: { en: '676 gradients, one for each place', zh: '676 个梯度，每个位置一个' },
          why: { en: 'It is one number, so it has one gradient.', zh: '它是一个数，所以只有一个梯度。' },
        },
      ],
    },
    {
      question: {
        en: 'A digit is moved by one pixel. What about the feature maps of a convolution with stride 1?',
        zh: '数字移动了一个像素。步幅为 1 的卷积的特征图会怎样？',
      },
      choices: [
        {
          text: { en: 'They stay as they are.', zh: '保持不变。' },
          why: {
            en: 'That would be invariance; only the maximum of a whole map has it.',
            zh: '那是不变性；只有整幅特征图的最大值才有。',
          },
        },
        {
          text: { en: 'Nothing can be said.', zh: '无法预料。' },
          why: { en: 'Of a dense layer, yes.', zh: '对全连接层来说是这样。' },
        },
        {
          right: true,
          text: { en: 'They are moved by one pixel.', zh: '也移动一个像素。' },
          why: {
            en: 'Equivariance: the same weights meet the same pixels, one place further on.',
            zh: '这就是等变性：同样的权重遇到同样的像素，只是往后一个位置。',
          },
        },
      ],
    },
    {
      question: {
        en: 'Which of these does training change?',
        zh: '训练会改变下面的哪一个？',
      },
      choices: [
        {
          right: true,
          text: { en: 'The nine weights of a filter', zh: '滤波器的九个权重' },
          why: {
            en: 'They are parameters: the loss has a gradient for each.',
            zh: '它们是参数：损失对每一个都有梯度。',
          },
        },
        {
          text: { en: 'The size of the pooling window', zh: '池化窗口的大小' },
          why: {
            en: 'A hyperparameter; and a pooling layer has no parameters at all.',
            zh: '那是超参数；池化层则一个参数也没有。',
          },
        },
        {
          text: { en: 'The stride', zh: '步幅' },
          why: { en: 'A hyperparameter: chosen before training.', zh: '那是超参数：训练之前就选定了。' },
        },
      ],
    },
  ],
});
