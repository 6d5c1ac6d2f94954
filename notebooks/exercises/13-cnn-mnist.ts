/** Exercises and quiz of chapter 13. */
import { checked, exercises, open, prose, quizOf } from 'tslate/course';

// #region ch13-count
// BEGIN SOLUTION
// stub: const withoutPooling: number | undefined = undefined;
const withoutPooling = (3 * 3 * 1 + 1) * 32 + (3 * 3 * 32 + 1) * 64 + (24 * 24 * 64 + 1) * 10;
// END SOLUTION
// #endregion

// #region ch13-shapes
// en: 'conv' is 3×3 without padding, 'pool' is 2×2; gives the side of the image after each layer
// zh: 'conv' 是不填充的 3×3 卷积，'pool' 是 2×2 池化；给出每一层之后图像的边长
function sides(side: number, layers: readonly string[]): number[] {
  // BEGIN SOLUTION
  return layers.map((kind) => (side = kind === 'conv' ? side - 2 : Math.floor(side / 2)));
  // END SOLUTION
}
// #endregion

// #region ch13-move
// en: the image moved down and to the right by whole pixels; what comes in is 0, what goes out is lost
// zh: 把图像向下、向右移动整数个像素；移进来的是 0，移出去的就没有了
function moved(image: readonly (readonly number[])[], down: number, right: number): number[][] {
  // BEGIN SOLUTION
  return image.map((line, row) => line.map((_, column) => image[row - down]?.[column - right] ?? 0));
  // END SOLUTION
}
// #endregion

// #region ch13-compare
// en: how many images both networks misread, only the first, only the second
// zh: 两个网络都读错的有多少幅，只有第一个读错的、只有第二个读错的各有多少幅
function whoErrs(labels: readonly number[], first: readonly number[], second: readonly number[]) {
  // BEGIN SOLUTION
  const errs = labels.map((label, i) => [first[i] !== label, second[i] !== label] as const);
  const countOf = (a: boolean, b: boolean) => errs.filter(([one, two]) => one === a && two === b).length;
  return { both: countOf(true, true), onlyFirst: countOf(true, false), onlySecond: countOf(false, true) };
  // END SOLUTION
}
// #endregion

// #region ch13-occlusion
// en: for every place of a k×k patch of 0: how far `score` falls when the patch covers the image there
// zh: 对 k×k 的全 0 补丁的每个位置：盖住那里时，`score` 下降多少
function occlusionMap(score: (image: number[][]) => number, image: number[][], k: number): number[][] {
  // BEGIN SOLUTION
  const whole = score(image);
  const places = (length: number) => Array.from({ length: length - k + 1 }, (_, i) => i);
  const inside = (i: number, start: number) => i >= start && i < start + k;
  const cover = (top: number, left: number) =>
    image.map((line, i) => line.map((value, j) => (inside(i, top) && inside(j, left) ? 0 : value)));
  return places(image.length).map((top) => places(image[0].length).map((left) => whole - score(cover(top, left))));
  // END SOLUTION
}
// #endregion

type Score = (image: number[][]) => number;
type Pixels = readonly (readonly number[])[];

/** Every place of the patch, its cells by row and column. */
const coveredBy =
  (value: (covered: number, whole: number) => number) =>
  (score: Score, image: number[][], k: number): number[][] =>
    Array.from({ length: image.length - k + 1 }, (_, top) =>
      Array.from({ length: image[0].length - k + 1 }, (__, left) => {
        const copy = image.map((line) => [...line]);
        for (let i = top; i < top + k; i++) copy[i].fill(0, left, left + k);
        return value(score(copy), score(image));
      }),
    );

/** A score that weighs each pixel, so that places can be told apart. */
const weighted: Score = (image) =>
  image.reduce((sum, line, i) => sum + line.reduce((s, value, j) => s + value * (1 + i * line.length + j), 0), 0);

const randomImage = (draw: { readonly data: ArrayLike<number> }, rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => draw.data[i * columns + j]));

const at = (image: Pixels, row: number, column: number): number => image[row]?.[column] ?? 0;

export const exercise = exercises(import.meta.url, {
  'ch13-count': checked({
    translated: 'd3bf7eeb',
    title: { en: 'Without pooling', zh: '去掉池化' },
    level: 1,
    task: {
      en: prose`
        Take both pooling layers out of the article’s network and leave everything else. How many parameters does it have now?
        Write the sum, not the result. (Guess first: more, or fewer? Pooling itself has none.)`,
      zh: prose`
        去掉原文网络里的两个池化层，其余不变。现在一共有多少个参数？请写出算式而不是结果。
        （先猜猜看：变多还是变少？池化层自己可没有参数。）`,
    },
    hints: [
      {
        en: 'The filters do not change. But how large are the maps that reach the last layer?',
        zh: '滤波器没有变。可是到达最后一层的特征图有多大？',
      },
      { en: 'Without pooling the sides are 28 → 26 → 24.', zh: '不池化时，边长依次是 28 → 26 → 24。' },
      {
        en: '(3·3·1 + 1)·32 + (3·3·32 + 1)·64 for the convolutions; the last layer reads 24·24·64 numbers.',
        zh: '两个卷积层是 (3·3·1 + 1)·32 + (3·3·32 + 1)·64；最后一层读入 24·24·64 个数。',
      },
    ],
    solution: { withoutPooling },
    wrong: [
      {
        answer: 34_826,
        hint: {
          en: 'Pooling has no parameters, that is true. But it decides how many numbers the last layer gets.',
          zh: '池化确实没有参数，但它决定了最后一层收到多少个数。',
        },
      },
      {
        answer: (3 * 3 * 1 + 1) * 32 + (3 * 3 * 32 + 1) * 64 + (26 * 26 * 64 + 1) * 10,
        hint: {
          en: 'The second convolution, too, takes a pixel off each side.',
          zh: '第二次卷积同样会在四周各去掉一个像素。',
        },
      },
      {
        answer: 3 * 3 * 32 + 3 * 3 * 32 * 64 + 24 * 24 * 64 * 10,
        hint: {
          en: 'These are the weights. Each filter and each output has a bias, too.',
          zh: '这些是权重。每个滤波器、每个输出还各有一个偏置。',
        },
      },
    ],
  }),

  'ch13-shapes': checked({
    translated: '98bd4cf7',
    title: { en: 'How large is what is left?', zh: '还剩多大？' },
    level: 2,
    task: {
      en: prose`
        Write the function that gives the side of a square image after each layer: a 3×3 convolution without padding, or a
        2×2 pooling that drops what is left over. For 28 and the article’s layers it gives \`[26, 13, 11, 5]\`.`,
      zh: prose`
        写一个函数，给出正方形图像经过每一层之后的边长：不填充的 3×3 卷积，或者舍去余数的 2×2 池化。
        对 28 和原文的各层，它应给出 \`[26, 13, 11, 5]\`。`,
    },
    hints: [
      { en: 'Go through the layers and keep the side so far.', zh: '逐层走下去，记住目前的边长。' },
      { en: 'A window of 3 has n − 2 places among n pixels.', zh: '宽为 3 的窗口在 n 个像素里有 n − 2 个位置。' },
      {
        en: '`Math.floor(side / 2)` for pooling: of 11 pixels, 5 pairs are full.',
        zh: '池化用 `Math.floor(side / 2)`：11 个像素里只有 5 对是完整的。',
      },
    ],
    solution: { sides },
    cases: () => [
      [28, ['conv', 'pool', 'conv', 'pool']],
      [28, ['conv', 'conv', 'pool', 'conv', 'conv', 'pool', 'conv']],
      [9, ['pool', 'conv']],
    ],
    wrong: [
      {
        answer: (side, layers) => layers.map((kind) => (side = kind === 'conv' ? side - 3 : Math.floor(side / 2))),
        hint: {
          en: 'A window of 3 fits into 3 pixels once: 3 becomes 1, not 0.',
          zh: '宽为 3 的窗口放进 3 个像素，恰好放得下一次：3 变成 1，不是 0。',
        },
      },
      {
        answer: (side, layers) => layers.map((kind) => (side = kind === 'conv' ? side - 2 : Math.ceil(side / 2))),
        hint: {
          en: 'Pooling drops the odd pixel, it does not make a window of its own from it.',
          zh: '多出的那个像素被舍去，池化不会单独为它开一个窗口。',
        },
      },
      {
        answer: (side, layers) => layers.map((kind) => (kind === 'conv' ? side - 2 : Math.floor(side / 2))),
        hint: {
          en: 'Each layer works on what the one before it has left, not on the first image.',
          zh: '每一层处理的是上一层留下的结果，不是最初的图像。',
        },
      },
    ],
  }),

  'ch13-move': checked({
    translated: '9e89492c',
    title: { en: 'Move an image', zh: '移动一幅图像' },
    level: 2,
    task: {
      en: prose`
        Move an image, given as rows of pixels, by \`down\` and \`right\` whole pixels (either may be negative). Paper, 0, comes in
        from outside, and what is moved out is lost.`,
      zh: prose`
        把一幅图像（由一行行像素给出）向下移动 \`down\` 个、向右移动 \`right\` 个像素（都可以是负数）。从外面移进来的是白纸，即 0；移出去的就没有了。`,
    },
    hints: [
      {
        en: 'Ask of each pixel of the new image: where does it come from?',
        zh: '对新图像的每个像素问一句：它从哪里来？',
      },
      {
        en: 'What is at row 5 after moving down by 2 was at row 3.',
        zh: '向下移动 2 之后在第 5 行的，原来在第 3 行。',
      },
      {
        en: '`image[row - down]?.[column - right] ?? 0`: where there is no such pixel, it is 0.',
        zh: '`image[row - down]?.[column - right] ?? 0`：没有这个像素时就是 0。',
      },
    ],
    solution: { moved },
    cases: (random) => {
      const image = randomImage(random.uniform([20]), 4, 5);
      return [
        [image, 1, 0],
        [image, 0, 2],
        [image, -1, 3],
        [image, 2, -1],
        [image, 0, 0],
      ];
    },
    wrong: [
      {
        answer: (image, down, right) => image.map((line, i) => line.map((_, j) => at(image, i + down, j + right))),
        hint: {
          en: 'The image moves the other way. A pixel comes from `row - down`.',
          zh: '方向反了。一个像素来自 `row - down`。',
        },
      },
      {
        answer: (image, down, right) => image.map((line, i) => line.map((_, j) => at(image, i - right, j - down))),
        hint: { en: 'Down counts rows, right counts columns.', zh: '向下数的是行，向右数的是列。' },
      },
      {
        answer: (image, down, right) =>
          image.map((line, i) =>
            line.map((_, j) =>
              at(image, (i - down + 2 * image.length) % image.length, (j - right + 2 * line.length) % line.length),
            ),
          ),
        hint: {
          en: 'What leaves on one side comes in on the other. Paper should come in instead.',
          zh: '从一边出去的又从另一边进来了。进来的应当是白纸。',
        },
      },
    ],
  }),

  'ch13-compare': checked({
    translated: 'ae3bf3a7',
    title: { en: 'Who is wrong where?', zh: '谁错在哪里？' },
    level: 2,
    task: {
      en: prose`
        Two networks answered the same images. Count the images that both misread, those that only the first misreads, and those that only
        the second misreads. (Two accuracies alone do not say whether one network could help the other; these counts do.)`,
      zh: prose`
        两个网络回答了同样的图像。数一数两个都读错的有多少幅，只有第一个读错的、只有第二个读错的各有多少幅。
        （单凭两个准确率，看不出一个网络能不能帮上另一个；这三个数可以。）`,
    },
    hints: [
      {
        en: 'For each image there are two questions, each with yes or no.',
        zh: '对每幅图像有两个问题，各自回答是或否。',
      },
      {
        en: 'A network errs where its answer is not the label, whatever the other one says.',
        zh: '网络的回答不等于标签就是错，与另一个网络怎么说无关。',
      },
      {
        en: '`onlyFirst` counts the i with first[i] !== labels[i] and second[i] === labels[i].',
        zh: '`onlyFirst` 数的是满足 first[i] !== labels[i] 且 second[i] === labels[i] 的 i。',
      },
    ],
    solution: { whoErrs },
    cases: (random) => {
      const draw = (): number[] => Array.from(random.uniform([60]).data, (u) => Math.min(2, Math.floor(3 * u)));
      return [
        [
          [1, 2, 0, 1, 1, 2],
          [1, 0, 1, 1, 2, 0],
          [1, 2, 1, 0, 0, 0],
        ],
        [draw(), draw(), draw()],
      ];
    },
    wrong: [
      {
        answer: (labels, first, second) => {
          const { both, onlyFirst, onlySecond } = whoErrs(labels, first, second);
          return { both, onlyFirst: onlyFirst + both, onlySecond: onlySecond + both };
        },
        hint: {
          en: 'You count all mistakes of each. “Only” leaves out those that both make.',
          zh: '你数的是各自的全部错误。“只有”要去掉两者都错的。',
        },
      },
      {
        answer: (labels, first, second) => ({
          both: labels.filter((label, i) => first[i] !== label && first[i] === second[i]).length,
          onlyFirst: whoErrs(labels, first, second).onlyFirst,
          onlySecond: whoErrs(labels, first, second).onlySecond,
        }),
        hint: {
          en: 'Both are wrong also where they give different wrong answers.',
          zh: '两个网络给出不同的错误答案时，也是两者都错。',
        },
      },
      {
        answer: (labels, first, second) => {
          const { both, onlyFirst, onlySecond } = whoErrs(labels, first, second);
          return { both, onlyFirst: onlySecond, onlySecond: onlyFirst };
        },
        hint: { en: 'First and second are exchanged.', zh: '第一个和第二个颠倒了。' },
      },
    ],
  }),

  'ch13-occlusion': checked({
    translated: 'e1bc75b3',
    title: { en: 'Occlusion from scratch', zh: '从零写遮挡' },
    level: 2,
    task: {
      en: prose`
        Write occlusion for any score: lay a patch of $k \times k$ zeros on every place of the image where it fits, and give how far the score
        falls there. The image itself must not be changed.`,
      zh: prose`
        对任意的得分函数写出遮挡图：把 $k \times k$ 的全 0 补丁放到图像上放得下的每一个位置，给出得分在那里下降了多少。不得改动图像本身。`,
    },
    hints: [
      {
        en: 'How many places has a window of k among n pixels? That many rows and columns has the map.',
        zh: '宽为 k 的窗口在 n 个像素里有几个位置？图就有那么多行和列。',
      },
      {
        en: 'Make a covered copy for each place, and ask `score` of it.',
        zh: '对每个位置做一份盖住的副本，再求它的 `score`。',
      },
      {
        en: '`score(image) - score(copy)` at each of the (n − k + 1)² places.',
        zh: '在 (n − k + 1)² 个位置上，各求 `score(image) - score(copy)`。',
      },
    ],
    solution: { occlusionMap },
    cases: (random) => [
      [weighted, randomImage(random.uniform([30], { low: 0.1 }), 5, 6), 2],
      [weighted, randomImage(random.uniform([16], { low: 0.1 }), 4, 4), 3],
    ],
    wrong: [
      {
        answer: coveredBy((covered) => covered),
        hint: {
          en: 'That is the score with the patch. Wanted is how far it falls: subtract it from the score of the whole image.',
          zh: '这是盖住之后的得分。要的是下降了多少：用整幅图像的得分减去它。',
        },
      },
      {
        answer: coveredBy((covered, whole) => covered - whole),
        hint: {
          en: 'The sign is reversed: a fall should be positive.',
          zh: '符号反了：得分下降时应为正数。',
        },
      },
      {
        answer: (score, image, k) => {
          const full = occlusionMap(score, image, k);
          return full.slice(0, -1).map((line) => line.slice(0, -1));
        },
        hint: {
          en: 'The last place is missing: in n pixels there are n − k + 1 places, not n − k.',
          zh: '漏了最后一个位置：n 个像素里有 n − k + 1 个位置，不是 n − k 个。',
        },
      },
    ],
  }),

  'ch13-shift': open({
    translated: '27417df5',
    title: { en: 'Turned instead of moved', zh: '不移动，而是旋转' },
    level: 2,
    task: {
      en: prose`
        Test the three networks on digits that are turned, from −40 to 40 degrees in steps of 10 (\`warpImages(xSome, { rotate })\`),
        and draw three lines. Guess first: is a convolution of any help against turning? Which digits fail first?`,
      zh: prose`
        用旋转过的数字检验三个网络：从 −40 度到 40 度，每隔 10 度一次（\`warpImages(xSome, { rotate })\`），画出三条线。
        先猜猜看：卷积对旋转有帮助吗？哪些数字最先读错？`,
    },
    hints: [
      {
        en: '`underShifts` shows how: warp, evaluate, collect points.',
        zh: '照着 `underShifts` 的样子做：变换，评估，收集各点。',
      },
      {
        en: 'The dense network wants `images.reshape([-1, 784])`.',
        zh: '全连接网络要的是 `images.reshape([-1, 784])`。',
      },
      {
        en: 'A confusion matrix at 40 degrees tells which digits fail, and what they are taken for.',
        zh: '在 40 度时做一个混淆矩阵，就知道哪些数字读错了、被认成了什么。',
      },
    ],
    model: {
      en: prose`
        All three fall on both sides, but much later than under shifts: people write at different slants, so MNIST itself holds turned
        digits. A convolution shares its weights between places, not between angles; it has no built-in help here, and the advantage of
        the convolutional networks is mostly what they know of strokes. The small network, which was shown turns of up to ten degrees, holds
        longest. 0 and 8 care little; 4, 7 and 9 soon look like something else.`,
      zh: prose`
        三个网络在两侧都会下降，但比移动时晚得多：人们写字的倾斜程度各不相同，所以 MNIST 里本来就有歪的数字。卷积在不同位置之间共享权重，
        在不同角度之间却不共享，它的构造在这里帮不上忙；卷积网络的优势，主要在于它对笔画的了解。见过至多十度旋转的小网络坚持得最久。
        0 和 8 不大在乎；4、7、9 很快就像别的数字了。`,
    },
  }),

  'ch13-pooling': open({
    translated: 'f02b28bb',
    title: { en: 'Remove the pooling', zh: '去掉池化' },
    level: 2,
    task: {
      en: prose`
        Train the network of exercise 1, without pooling, for two epochs on 10,000 images, and the article’s network beside it. Compare
        the time, the training accuracy, the test accuracy, and what is left when the digits move by two pixels.`,
      zh: prose`
        把练习 1 里去掉池化的网络用 10000 幅图像训练两轮，再训练原文的网络作对照。比较时间、训练准确率、测试准确率，
        以及数字移动两个像素之后还剩多少。`,
    },
    hints: [
      {
        en: 'Take `xTrain.rows(upTo(10_000))` and the labels likewise; set the seed before each model.',
        zh: '用 `xTrain.rows(upTo(10_000))`，标签同样处理；每个模型之前都设定种子。',
      },
      {
        en: 'Alternatively let the convolutions do the work: `conv2d(32, 3, { stride: 2, activation: "relu" })`.',
        zh: '也可以让卷积自己来缩小：`conv2d(32, 3, { stride: 2, activation: "relu" })`。',
      },
      {
        en: 'The second convolution has 24×24 places now instead of 11×11: how many times the work is that?',
        zh: '第二次卷积现在有 24×24 个位置，而不是 11×11 个：计算量是几倍？',
      },
    ],
    model: {
      en: prose`
        It takes about four times as long, since the second convolution has $24^2/11^2 \approx 4.8$ times as many places, and has eleven
        times the parameters. It learns its training images faster, and after two epochs it may even read test images better. But
        when the digits move it loses more, although it started higher: pooling forgives a pixel, and a weight for each place does
        not. Convolutions with a step of 2 are the fastest of the three, and forgive the least.`,
      zh: prose`
        时间大约是四倍，因为第二次卷积的位置是原来的 $24^2/11^2 \approx 4.8$ 倍；参数则是十一倍。它学训练图像更快，两轮之后读测试图像甚至可能更好。
        可是数字一移动，尽管起点更高，它掉得却更多：池化容得下一个像素的偏差，而每个位置一个权重容不下。步幅为 2 的卷积是三者中最快的，也最不宽容。`,
    },
  }),

  'ch13-budget': open({
    translated: 'ededf58c',
    title: { en: 'Onto the leaderboard: 99 % with 5,000 parameters', zh: '上榜：用 5000 个参数达到 99 %' },
    level: 3,
    task: {
      en: prose`
        Build a network with at most 5,000 parameters that reads at least 99 % of the test images. Choose on validation images,
        look at the test images once, and write yourself onto the leaderboard:

        \`\`\`ts
        leaderboard.push({ network: 'mine', parameters: sizeOf(mine), accuracy: …, seconds: … });
        ranked(leaderboard)
        \`\`\``,
      zh: prose`
        造一个参数不超过 5000 个、至少读对 99 % 测试图像的网络。用验证图像做选择，测试图像只看一次，然后把自己写上排行榜：

        \`\`\`ts
        leaderboard.push({ network: 'mine', parameters: sizeOf(mine), accuracy: …, seconds: … });
        ranked(leaderboard)
        \`\`\``,
    },
    hints: [
      {
        en: 'Where do the parameters of the small network sit? Print `small.summary()` and begin with the largest layer.',
        zh: '小网络的参数在哪里？打印 `small.summary()`，从最大的那层入手。',
      },
      {
        en: 'A convolution from c to c channels has 9c² weights: 16 channels cost 2,304, 8 channels 576.',
        zh: '从 c 个通道到 c 个通道的卷积有 9c² 个权重：16 个通道要 2304 个，8 个通道只要 576 个。',
      },
      {
        en: '`separableConv2d` first filters each channel by itself, then mixes them: 9c + c² weights instead of 9c².',
        zh: '`separableConv2d` 先对每个通道单独滤波，再混合各通道：只有 9c + c² 个权重，而不是 9c² 个。',
      },
    ],
    model: {
      en: prose`
        One way: units of 6 and 10 filters, pooling, 10 and 12, pooling, 16, then the global mean and the dense layer,
        4,580 parameters. Few filters learn slowly but do not overfit, so give them more epochs and move the images less: with
        so little room, every variation has to be paid for with accuracy on the images that stand straight.`,
      zh: prose`
        一种做法：依次用 6、10 个滤波器的单元，池化，10、12，池化，16，再接全局平均和全连接层，共 4580 个参数。
        滤波器少，学得慢，但不会过拟合，所以多训练几轮，图像少移动一些：容量这么小，每多一种变化，都要拿端正图像上的准确率来换。`,
    },
  }),
});

export const quiz = quizOf('ch13-quiz', {
  translated: 'd82e5ac8',
  questions: [
    {
      question: {
        en: 'The images become 56×56 instead of 28×28. Which layers of the article’s network get more parameters?',
        zh: '图像从 28×28 变成 56×56。原文网络的哪些层参数会变多？',
      },
      choices: [
        {
          text: { en: 'All of them', zh: '全部' },
          why: { en: 'A filter does not know how large the image is.', zh: '滤波器不知道图像有多大。' },
        },
        {
          right: true,
          text: { en: 'Only the dense one', zh: '只有全连接层' },
          why: {
            en: 'It has a weight for each place of each map; the convolutions use the same weights at more places.',
            zh: '它对每幅特征图的每个位置各有一个权重；卷积层只是把同样的权重用在更多的位置上。',
          },
        },
        {
          text: { en: 'Only the convolutions', zh: '只有卷积层' },
          why: { en: 'They do more work, with the same weights.', zh: '它们计算更多，权重却不变。' },
        },
      ],
    },
    {
      question: {
        en: 'What does one filter of the second convolution look at?',
        zh: '第二个卷积层里的一个滤波器看的是什么？',
      },
      choices: [
        {
          right: true,
          text: { en: '3×3 places of all 32 maps', zh: '全部 32 幅特征图上的 3×3 个位置' },
          why: { en: 'So it has 3·3·32 weights and a bias.', zh: '所以它有 3·3·32 个权重和一个偏置。' },
        },
        {
          text: { en: '3×3 places of one map', zh: '一幅特征图上的 3×3 个位置' },
          why: {
            en: 'That would be a depthwise convolution, with nine weights a filter.',
            zh: '那是逐通道卷积，每个滤波器只有九个权重。',
          },
        },
        {
          text: { en: '3×3 pixels of the image', zh: '图像上的 3×3 个像素' },
          why: {
            en: 'The first convolution does. This one sees what that one has found.',
            zh: '那是第一个卷积层。这一个看的是前一个找到的东西。',
          },
        },
      ],
    },
    {
      question: {
        en: 'The saliency map is bright at a pixel. What follows?',
        zh: '显著图在某个像素处很亮，这说明什么？',
      },
      choices: [
        {
          text: { en: 'There is ink.', zh: '那里有墨迹。' },
          why: {
            en: 'Not necessarily: paper, too, can be where a change would count.',
            zh: '不一定：空白处的改变也可能很要紧。',
          },
        },
        {
          text: { en: 'Without it the answer would be another.', zh: '没有它，答案就会变。' },
          why: {
            en: 'A gradient tells of small changes only. Occlusion tries it out.',
            zh: '梯度只说明微小的变化。要知道去掉会怎样，得用遮挡来试。',
          },
        },
        {
          right: true,
          text: { en: 'A small change there changes the score much.', zh: '那里稍有变化，得分就变化很大。' },
          why: { en: 'It is the size of a derivative.', zh: '它是导数的绝对值。' },
        },
      ],
    },
    {
      question: {
        en: 'Why does the article’s network lose accuracy when digits move, although convolutions move along?',
        zh: '卷积会跟着图像移动，可是数字一移动，原文的网络为什么还是会掉准确率？',
      },
      choices: [
        {
          text: { en: 'Because of pooling', zh: '因为池化' },
          why: { en: 'Pooling rather helps: it forgives a pixel.', zh: '池化反倒有帮助：它容得下一个像素的偏差。' },
        },
        {
          right: true,
          text: { en: 'Because of the last layer', zh: '因为最后一层' },
          why: {
            en: 'Its weights belong to places; a global mean has none.',
            zh: '它的权重是按位置分的；全局平均没有这样的权重。',
          },
        },
        {
          text: { en: 'Because of ReLU', zh: '因为 ReLU' },
          why: { en: 'It works on each number by itself, wherever it stands.', zh: '它对每个数单独作用，与位置无关。' },
        },
      ],
    },
    {
      question: {
        en: 'The training accuracy is lower than the validation accuracy. What is wrong?',
        zh: '训练准确率低于验证准确率，哪里出错了？',
      },
      choices: [
        {
          text: { en: 'Validation images are among the training images.', zh: '验证图像混进了训练图像。' },
          why: {
            en: 'Then they would be about equal, and there are simpler reasons.',
            zh: '那样两者会差不多；而且还有更简单的原因。',
          },
        },
        {
          text: { en: 'The network overfits.', zh: '网络过拟合了。' },
          why: { en: 'That is the other way round.', zh: '那正好相反。' },
        },
        {
          right: true,
          text: { en: 'Nothing, if the training images are varied', zh: '如果训练图像做了变化，就没有错' },
          why: {
            en: 'Moved and turned images are harder; and the training accuracy is averaged over the epoch.',
            zh: '移动、旋转过的图像更难认；何况训练准确率是对整轮取平均的。',
          },
        },
      ],
    },
  ],
});
