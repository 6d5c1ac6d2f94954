// ---
// title:
//   en: "Convolution, from the formula to the layer"
//   zh: 卷积：从公式到层
// objectives:
//   en:
//     - Compute a convolution by hand, with loops and as one matrix product, and say why the three agree
//     - Derive the size of every output of a convolutional network, and count its parameters
//     - Derive the gradients of convolution, and check them with finite differences
//     - Show what shared weights bring with them, and what pooling adds
//     - Say how much of the image a unit deep inside a network can see
//   zh:
//     - 分别用手、用循环、用一次矩阵乘法计算卷积，并说出三者为什么一致
//     - 推导卷积网络每个输出的大小，数清它的参数
//     - 推导卷积的梯度，并用有限差分检验
//     - 说明共享权重带来了什么，池化又添了什么
//     - 说出网络深处的一个单元能看到图像的多大一块
// time: { teach: 75, exercise: 50 }
// ---

// %% [markdown] id="title" lang="en"
// # 12 · Convolution, from the formula to the layer
//
// The program of article 3 reads digits with a *convolutional* network. The article has one sentence for what its layers do: they
// “extract features of the image”. There is no formula, and none of the sizes in the program is explained. In this chapter you
// build such a layer from nothing: by hand, with loops, as a matrix product, forwards and backwards, and hold it against the
// layer of the framework. At the end you can derive every number of the article’s network; chapter 13 trains it.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 3, sections 3.2 (modules and their settings), 4.3 (the example of image
// classification) and 5.2 (the program).

// %% [markdown] id="title" lang="zh" src="fb52abd1"
// # 12 · 卷积：从公式到层
//
// 第三篇文章的程序用**卷积**网络识别数字。至于其中的层在做什么，文章只有一句话：它们“提取图像特征”。没有公式，
// 程序里的各种大小也没有一处解释。在这一章里，你将从零造出这样一层：用手算，用循环算，用矩阵乘法算，先向前，再向后，
// 并且处处与框架的层对照。到最后，原文网络里的每一个数你都能推出来；训练它，是第 13 章的事。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第三篇文章 3.2 节（模块及其配置）、4.3 节（图像分类的例子）和 5.2 节（程序）。

// %% id="start" tags=["language"]
import { conv2d, dense, flatten, grad, maxPool2d, mnist, parameter } from 'tslate';
import { rng, seed, sequential, sgd, tensor, withoutGradients, zeros } from 'tslate';
import { byProfile, featureMaps, frames, heatmap, imageGrid, lines } from 'tslate';
import { results, setLanguage, table, text } from 'tslate';
import type { Layer, Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/12-convolution';
setLanguage('en');

// %% [markdown] id="window-text" lang="en" tags=["concept"]
// ## One small window, everywhere
//
// A dense layer has a weight of its own for each of the 784 pixels. It does not know which pixels lie side by side: shuffle the
// pixels of all images in the same way, and it learns just as well (exercise 8). And what it has learned about a stroke in the top left
// corner it has to learn once more for every other place.
//
// A [[convolution]] makes two assumptions about images: what belongs together lies close together, and what is worth noticing in
// one place is worth noticing in all others. So it looks at the image through a small window, of 3×3 pixels, say. For each place
// *of the window* it has a weight, and these nine weights are its [[filter]] (or *kernel*). It multiplies each pixel by its weight,
// adds up the nine products, and writes down the sum; then the window moves on by one pixel, and the same weights are used again.
//
// Below is an image of 5×5 pixels, 0 for paper and 1 for ink: a stroke two pixels wide at the right edge. The filter has
// $-1$ in its left column, $0$ in the middle and $1$ on the right.
//
// > **Predict before you run.** The window fits in three places across and three down, so nine numbers come out. Which?

// %% [markdown] id="window-text" lang="zh" src="2decdecf" tags=["concept"]
// ## 一个小窗口，走遍整幅图像
//
// 全连接层对 784 个像素各有一个权重。它不知道哪些像素相邻：把所有图像的像素按同一种方式打乱，它照样学得一样好（练习 8）。
// 它在左上角学会了认一笔，换一个地方，又得从头学起。
//
// [[卷积]]对图像作了两条假设：相关的东西彼此靠近；在一处值得注意的，在别处也值得注意。所以它透过一个小窗口来看图像，
// 比方说 3×3 个像素。**窗口**里的每个位置有一个权重，这九个权重合起来就是它的[[滤波器]]，也叫**卷积核**。
// 它把每个像素乘上对应的权重，把九个乘积加起来，记下这个和；然后窗口移动一个像素，再用同样的权重算一遍。
//
// 下面是一幅 5×5 像素的图像，0 是纸，1 是墨：右边缘有一笔，两个像素宽。滤波器的左列是 $-1$，中间是 $0$，右列是 $1$。
//
// > **先预测，再运行。** 窗口横着有三个位置，竖着也有三个，所以得到九个数。是哪九个？

// %% id="window" tags=["check:exact", "scratch"]
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

// en: for every place of the window, the sum of the products (images and filters are square here)
// zh: 窗口每到一处，求各乘积之和（这里的图像和滤波器都是正方形）
function slide(x: number[][], w: number[][]): number[][] {
  const places = upTo(x.length - w.length + 1);
  return places.map((i) => places.map((j) => {
    let sum = 0;
    for (const k of w.keys()) for (const l of w.keys()) sum += x[i + k][j + l] * w[k][l];
    return sum;
  }));
}
const stroke = upTo(5).map(() => [0, 0, 0, 1, 1]);
const toTheRight = upTo(3).map(() => [-1, 0, 1]);
slide(stroke, toTheRight)

// %% [markdown] id="kernels-text" lang="en"
// Where all nine pixels are alike, the sum is 0; where ink begins, it is 3. The filter answers one question, the same at every place:
// *does the ink grow from left to right?* Other weights ask other questions. The slider below shows seven of them, each with four digits.
// The first picture of a frame is the filter itself; then comes what it makes of the digits. Orange is positive, blue negative,
// white 0; the strongest colour is the largest number of each picture.

// %% [markdown] id="kernels-text" lang="zh" src="342013a1"
// 九个像素都一样的地方，和是 0；墨迹开始的地方，和是 3。这个滤波器在每个位置问的是同一个问题：**从左到右，墨迹变浓了吗？**
// 换一组权重，就换一个问题。下面的滑块给出七组，每组配四个数字。每一帧的第一幅图是滤波器本身，后面是它对各个数字的回答。
// 橙色为正，蓝色为负，白色为 0；颜色最深处是每幅图里最大的数。

// %% id="data"
const size = byProfile({
  tiny: { images: 20, timed: [1, 2, 4], steps: 300 },
  standard: { images: 100, timed: [1, 2, 4, 8, 16], steps: 3000 },
  full: { images: 200, timed: [1, 2, 4, 8, 16, 32], steps: 3000 },
});
const data = await mnist.load({ train: size.images, test: 1 });
const digits = data.xTrain;
const planes = digits.rows(upTo(4)).reshape([4, 28, 28]).toArray();
console.log(digits.shape, data.source);

// %% id="kernels" tags=["check:plot", "slider"]
const down = [[-1, -1, -1], [0, 0, 0], [1, 1, 1]];
const kernels = {
  [text({ en: 'copy', zh: '照抄' })]: [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
  [text({ en: 'blur', zh: '模糊' })]: upTo(3).map(() => [1 / 9, 1 / 9, 1 / 9]),
  [text({ en: 'sharpen', zh: '锐化' })]: [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
  [text({ en: 'edge, to the right', zh: '边缘，向右' })]: toTheRight,
  [text({ en: 'edge, downwards', zh: '边缘，向下' })]: down,
  [text({ en: 'edge, diagonal', zh: '边缘，斜向' })]: [[-1, -1, 0], [-1, 0, 1], [0, 1, 1]],
  [text({ en: 'outline', zh: '轮廓' })]: [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
};
const enlarged = (w: number[][]) =>
  upTo(26).map((i) => upTo(26).map((j) => w[Math.floor(i / 9)][Math.floor(j / 9)]));
const answersOf = (w: number[][]) =>
  imageGrid([enlarged(w), ...planes.map((plane) => slide(plane, w))], {
    colors: 'diverging', range: 'each', columns: 5, size: 78,
  });
await frames(Object.fromEntries(Object.entries(kernels).map(([name, w]) => [name, answersOf(w)])), {
  label: text({ en: 'filter', zh: '滤波器' }),
  title: text({ en: 'Filter, and its answers', zh: '滤波器和它的回答' }),
})

// %% [markdown] id="outsize-text" lang="en"
// Nobody has to invent such filters for a network: their weights are parameters, and training finds them. We come to that below.
//
// ## How many places?
//
// The answers have 26×26 pixels, the digits 28×28. A window of $K$ pixels can begin at pixel $0$ at the earliest and at pixel $n - K$ at
// the latest; that makes $n - K + 1$ places. Two settings change this. With a [[stride]] of $s$ the window moves on by $s$ pixels
// at a time. With a [[padding]] of $p$ the image gets a border of $p$ zeros on all sides, so it is $n + 2p$ pixels wide. The first
// window takes $K$ of them; every further one needs $s$ more; what is left over at the end is not enough for a window and is not looked at.
// That is what the floor brackets say:
//
// $$o = \left\lfloor \frac{n + 2p - K}{s} \right\rfloor + 1$$ (eq:outsize)
//
// The cell gives the output sizes for an image of 28 pixels, and then holds the formula against counting: for how many of
// several thousand combinations do the two disagree?

// %% [markdown] id="outsize-text" lang="zh" src="ee37f573"
// 这样的滤波器不必由人替网络想出来：权重就是参数，训练会找到它们。后面就会讲到。
//
// ## 有多少个位置？
//
// 数字有 28×28 个像素，回答却只有 26×26 个。$K$ 个像素宽的窗口，最早从第 $0$ 个像素开始，最晚从第 $n - K$ 个像素开始，一共 $n - K + 1$ 个位置。
// 有两项设置会改变它。[[步幅]]为 $s$ 时，窗口每次移动 $s$ 个像素；[[填充]]为 $p$ 时，图像四周各补上 $p$ 圈 0，于是宽度变成 $n + 2p$ 个像素。
// 第一个窗口占去 $K$ 个；以后每个窗口再要 $s$ 个；最后剩下的不够一个窗口，就不看了。取整符号说的正是这一点：
//
// $$o = \left\lfloor \frac{n + 2p - K}{s} \right\rfloor + 1$$ (eq:outsize)
//
// 下面的单元格先给出 28 个像素的图像在几种设置下的输出大小，再拿公式与逐个数数的结果对照：几千种组合里，有多少种两者不一致？

// %% id="outsize" tags=["check:exact", "scratch", "eq:outsize"]
const outputSize = (n: number, K: number, s = 1, p = 0): number =>
  Math.floor((n + 2 * p - K) / s) + 1;

function counted(n: number, K: number, s: number, p: number): number {
  let places = 0;
  for (let begin = -p; begin + K <= n + p; begin += s) places++;
  return places;
}
let [combinations, disagreements] = [0, 0];
for (let n = 3; n <= 40; n++)
  for (let K = 1; K <= Math.min(n, 7); K++)
    for (let s = 1; s <= 4; s++)
      for (let p = 0; p < K; p++) {
        combinations++;
        if (outputSize(n, K, s, p) !== counted(n, K, s, p)) disagreements++;
      }
console.log('K = 3:', outputSize(28, 3), '  s = 2:', outputSize(28, 3, 2), '  p = 1:', outputSize(28, 3, 1, 1));
console.log(combinations, '→', disagreements);

// %% [markdown] id="conv2d-text" lang="en"
// ## Channels and filters: the whole formula
//
// Two things are still missing. A pixel may be more than one number: a colour image has three [[channel|channels]], red, green and blue, and
// what comes out of a convolution has as many channels as there were filters. A filter therefore has a weight for each of the
// $K \times K$ places of the window *in each channel* of its input, and adds up all of these products. And a layer has several filters, each
// with a bias of its own; what one of them writes down is called a [[feature map]]. For place $(i, j)$ and filter $f$:
//
// $$y_{ijf} = b_f + \sum_{k=0}^{K-1} \sum_{l=0}^{K-1} \sum_{c=0}^{C-1} x_{is+k-p,\; js+l-p,\; c} \; W_{klcf}$$ (eq:conv2d)
//
// Pixels of $x$ outside the image count as 0. The letters $i, j$ say *where*, $k, l$ where in the window, $c$ in which channel of
// the input, $f$ in which channel of the output. The sums over $k, l, c$ become three loops, $i, j, f$ the outer ones:

// %% [markdown] id="conv2d-text" lang="zh" src="2b292ac8"
// ## 通道和滤波器：完整的公式
//
// 还缺两样东西。一个像素可能不止一个数：彩色图像有红、绿、蓝三个[[通道]]，而卷积的输出，有多少个滤波器就有多少个通道。
// 所以，窗口 $K \times K$ 个位置里的每一个，**在输入的每个通道**中，滤波器都有一个权重，所有这些乘积要全部加起来。
// 而一层有好几个滤波器，各有一个偏置；其中一个滤波器写下的结果叫作一幅[[特征图]]。对位置 $(i, j)$ 和滤波器 $f$：
//
// $$y_{ijf} = b_f + \sum_{k=0}^{K-1} \sum_{l=0}^{K-1} \sum_{c=0}^{C-1} x_{is+k-p,\; js+l-p,\; c} \; W_{klcf}$$ (eq:conv2d)
//
// $x$ 在图像之外的像素按 0 算。字母 $i, j$ 表示**在哪里**，$k, l$ 表示在窗口里的哪里，$c$ 表示输入的哪个通道，$f$ 表示输出的哪个通道。
// 对 $k, l, c$ 的求和就是里面的三重循环，$i, j, f$ 则是外面的：

// %% id="loops" tags=["scratch", "eq:conv2d", "check:exact"]
type Image = number[][][]; // en: [row][column][channel] // zh: [行][列][通道]

interface Filters {
  W: number[][][][]; // [k][l][c][f]
  b: number[];
}

function pixel(x: Image, u: number, v: number): number[] {
  const inside = u >= 0 && u < x.length && v >= 0 && v < x.length;
  return inside ? x[u][v] : x[0][0].map(() => 0);
}

function convolve(x: Image, { W, b }: Filters, s = 1, p = 0): Image {
  const places = upTo(outputSize(x.length, W.length, s, p));
  return places.map((i) => places.map((j) => b.map((bias, f) => {
    let sum = 0;
    for (let k = 0; k < W.length; k++)
      for (let l = 0; l < W.length; l++) {
        const channels = pixel(x, i * s + k - p, j * s + l - p);
        for (let c = 0; c < channels.length; c++) sum += channels[c] * W[k][l][c][f];
      }
    return bias + sum;
  })));
}
const asImage = (plane: number[][]): Image => plane.map((row) => row.map((value) => [value]));
const edge: Filters = { W: toTheRight.map((row) => row.map((w) => [[w]])), b: [0] };
const [plain, padded] = [convolve(asImage(stroke), edge), convolve(asImage(stroke), edge, 1, 1)];
console.log(plain.map((row) => row.flat()));
console.log(padded.map((row) => row.flat()));

// %% [markdown] id="framework-text" lang="en"
// Without padding the result is the one from above. With a border of zeros it has 5×5 numbers; note the $-3$ on the right: the
// stroke ends there, because what is outside counts as paper.
//
// ## The same with the framework
//
// The layer is called `conv2d(filters, kernelSize)`. Its weights have the same four axes as ours. `padding` has two values: `'valid'`
// (the default) is $p = 0$; `'same'` adds as many zeros as it takes for stride 1 to keep the size, $p = (K - 1)/2$ for an odd $K$.
// Here is the first layer of the article’s network, 32 filters of 3×3, with random weights, for one digit:

// %% [markdown] id="framework-text" lang="zh" src="17d2151c"
// 不填充时，结果与前面一样。补上一圈 0 之后有 5×5 个数；注意右边的 $-3$：笔画到那里就结束了，因为图像之外算作纸。
//
// ## 用框架再写一遍
//
// 这一层叫作 `conv2d(filters, kernelSize)`，它的权重与我们的一样有四个轴。`padding` 有两个取值：`'valid'`（默认）就是 $p = 0$；
// `'same'` 补的 0 恰好使步幅为 1 时大小不变，对奇数 $K$ 就是 $p = (K - 1)/2$。
// 下面是原文网络的第一层，32 个 3×3 的滤波器，权重随机，用在一个数字上：

// %% id="framework" tags=["framework", "check:band=valid:..1e-5", "check:band=same:..1e-5", "check:band=strided:..1e-5"]
const random = rng(12);
const drawn = { W: random.normal([3, 3, 1, 32]), b: random.normal([32]) };
const first: Filters = { W: drawn.W.toArray(), b: drawn.b.toArray() };

function filled<L extends Layer>(layer: L): L {
  layer.build([28, 28, 1]);
  layer.parameters.W.assign(drawn.W);
  layer.parameters.b.assign(drawn.b);
  return layer;
}
const gap = (mine: Image, theirs: Tensor): number =>
  theirs.sub(tensor(mine.flat(2), theirs.shape)).abs().max().item();

const [digit, batchOfOne] = [asImage(planes[0]), digits.rows([0])];
results({
  valid: gap(convolve(digit, first), filled(conv2d(32, 3)).call(batchOfOne)),
  same: gap(convolve(digit, first, 1, 1), filled(conv2d(32, 3, { padding: 'same' })).call(batchOfOne)),
  strided: gap(convolve(digit, first, 2), filled(conv2d(32, 3, { stride: 2 })).call(batchOfOne)),
})

// %% [markdown] id="im2col-text" lang="en"
// The differences are what rounding to float32 leaves (our loops compute in float64).
//
// ## One matrix product
//
// Six loops are slow, and nothing in them is new: for one place and one filter, the sum over $k, l, c$ is the scalar product of
// two lists of $K \cdot K \cdot C$ numbers, the pixels under the window and the weights of the filter. So write the pixels
// under each window into a row of a matrix, one row for each place; and the weights of each filter into a column of another, in
// the same order. Then the whole convolution is *one* product, and what is known about dense layers holds here, too. The
// rearrangement is known as [[im2col]]:
//
// $$Y = X_{\text{col}} \, W_{\text{col}} + b \qquad (X_{\text{col}})_{(i,j),\,(k,l,c)} = x_{is+k-p,\; js+l-p,\; c} \qquad (W_{\text{col}})_{(k,l,c),\,f} = W_{klcf}$$ (eq:im2col)
//
// The picture shows $X_{\text{col}}$ for an image of 4×4 pixels that are numbered from 1 to 16. Four places, nine pixels each. The pixels in the
// middle of the image stand in all four rows: the price of the rearrangement is memory.

// %% [markdown] id="im2col-text" lang="zh" src="e418582f"
// 这些差别就是舍入到 float32 所留下的（我们的循环用 float64 计算）。
//
// ## 一次矩阵乘法
//
// 六重循环很慢，里面却没有什么新东西：对一个位置、一个滤波器来说，对 $k, l, c$ 的求和就是两列数的点积，每列 $K \cdot K \cdot C$ 个，
// 一列是窗口下的像素，一列是滤波器的权重。那就把每个窗口下的像素写成矩阵的一行，每个位置一行；再按同样的顺序，
// 把每个滤波器的权重写成另一个矩阵的一列。这样，整个卷积就成了**一次**乘法，关于全连接层的一切结论在这里也都成立。
// 这种重排叫作 [[im2col]]：
//
// $$Y = X_{\text{col}} \, W_{\text{col}} + b \qquad (X_{\text{col}})_{(i,j),\,(k,l,c)} = x_{is+k-p,\; js+l-p,\; c} \qquad (W_{\text{col}})_{(k,l,c),\,f} = W_{klcf}$$ (eq:im2col)
//
// 下图是一幅 4×4 图像的 $X_{\text{col}}$，像素从 1 到 16 编号。四个位置，每个九个像素。图像中央的像素在四行里都出现：重排的代价是内存。

// %% id="im2col" tags=["check:plot", "scratch", "eq:im2col"]
function im2col(x: Image, K: number, s = 1, p = 0): number[][] {
  const [places, taps] = [upTo(outputSize(x.length, K, s, p)), upTo(K)];
  return places.flatMap((i) => places.map((j) =>
    taps.flatMap((k) => taps.flatMap((l) => pixel(x, i * s + k - p, j * s + l - p)))));
}
const numbered = upTo(4).map((u) => upTo(4).map((v) => [4 * u + v + 1]));
const placeNames = upTo(4).map((place) => `(${Math.floor(place / 2)}, ${place % 2})`);
heatmap(im2col(numbered, 3), {
  rowLabels: placeNames,
  columnLabels: upTo(9).map((tap) => `(${Math.floor(tap / 3)}, ${tap % 3})`),
  xLabel: text({ en: 'place in the window (k, l)', zh: '窗口里的位置 (k, l)' }),
  yLabel: text({ en: 'place (i, j)', zh: '位置 (i, j)' }),
  title: text({ en: 'im2col of a 4×4 image', zh: '4×4 图像的 im2col' }),
  width: 420,
})

// %% [markdown] id="equal-text" lang="en"
// $W_{\text{col}}$ needs no work at all: `W.flat(2)` takes away the first two axes, and what remains has a row for every $(k, l, c)$.
//
// > **Predict before you run.** Loops and matrix product compute the same on paper. For a digit and 32 filters, how many of the
// > 26·26·32 results will differ in their last digit?

// %% [markdown] id="equal-text" lang="zh" src="58af5cf2"
// $W_{\text{col}}$ 完全不用费事：`W.flat(2)` 去掉前两个轴，剩下的恰好是每个 $(k, l, c)$ 一行。
//
// > **先预测，再运行。** 在纸面上，循环和矩阵乘法算的是同一回事。对一个数字和 32 个滤波器，26·26·32 个结果里，
// > 会有多少个在最后一位上不同？

// %% id="equal" tags=["check:exact", "eq:im2col"]
const product = (A: number[][], B: number[][]): number[][] =>
  A.map((row) => B[0].map((_, f) => {
    let sum = 0;
    for (let t = 0; t < row.length; t++) sum += row[t] * B[t][f];
    return sum;
  }));
const [Xcol, Wcol] = [im2col(digit, 3), first.W.flat(2)];
const asProduct = product(Xcol, Wcol).map((row) => row.map((sum, f) => first.b[f] + sum)).flat();
const asLoops = convolve(digit, first).flat(2);
const differing = asLoops.filter((value, i) => value !== asProduct[i]).length;
console.log(`${Xcol.length}×${Xcol[0].length} · ${Wcol.length}×${Wcol[0].length}`);
console.log(differing, '/', asLoops.length);

// %% [markdown] id="time-text" lang="en"
// None: the product adds the same numbers in the same order. So what is gained? Products of matrices are what computers have been
// tuned for, for decades. We time the *second* convolution of the article’s network, 13×13×32 → 11×11×64, on more and more
// images, in four ways: the loops; im2col with our own `product`; im2col on flat arrays of numbers, with the framework’s `matmul`; and its layer. Both scales are logarithmic. (These are times of the machine that this notebook was run on. Yours will differ.)

// %% [markdown] id="time-text" lang="zh" src="39e6f47c"
// 一个也没有：矩阵乘法把同样的数按同样的顺序相加。那么好处在哪里？矩阵乘法是计算机几十年来着力优化的运算。
// 我们来给原文网络的**第二个**卷积层计时，13×13×32 → 11×11×64，图像越来越多，一共四种做法：循环；im2col 加我们自己的 `product`；
// 在平铺的数组上做 im2col，再用框架的 `matmul`；以及框架的层。两个轴都是对数刻度。（这些时间来自运行本笔记的机器，换一台就不同。）

// %% id="flat-columns"
// en: im2col on flat numbers: a row of the window lies in one piece, K·C numbers long
// zh: 在平铺的数组上做 im2col：窗口的一行在内存里是连着的一段，共 K·C 个数
function flatColumns(images: readonly Float32Array[], n: number, C: number, K: number): Float32Array {
  const o = outputSize(n, K);
  const rows = new Float32Array(images.length * o * o * K * K * C);
  let at = 0;
  for (const x of images)
    for (let i = 0; i < o; i++)
      for (let j = 0; j < o; j++)
        for (let k = 0; k < K; k++, at += K * C) {
          const begin = ((i + k) * n + j) * C;
          rows.set(x.subarray(begin, begin + K * C), at);
        }
  return rows;
}

// %% id="ways"
const batch = random.uniform([Math.max(...size.timed), 13, 13, 32]);
const [nested, pieces] = [batch.toArray(), batch.data];
const flatMaps = nested.map((_, i) => pieces.slice(i * 5408, (i + 1) * 5408)); // 13·13·32 = 5408
const W2 = random.normal([3, 3, 32, 64], { std: Math.sqrt(2 / 288) });
const matrix2 = W2.reshape([288, 64]);
const [second, rows2] = [{ W: W2.toArray(), b: upTo(64).map(() => 0) }, matrix2.toArray()];
const layer2 = conv2d(64, 3);
layer2.build([13, 13, 32]);
layer2.parameters.W.assign(W2);

const ways: Record<string, (count: number) => ArrayLike<unknown>> = {
  [text({ en: 'loops', zh: '循环' })]: (count) => nested.slice(0, count).map((x) => convolve(x, second)),
  [text({ en: 'im2col, own product', zh: 'im2col + 自己的乘法' })]: (count) =>
    nested.slice(0, count).map((x) => product(im2col(x, 3), rows2)),
  'im2col + matmul': (count) =>
    tensor(flatColumns(flatMaps.slice(0, count), 13, 32, 3), [count * 121, 288]).matmul(matrix2).data,
  [text({ en: 'layer', zh: '框架的层' })]: (count) => layer2.call(batch.rows(upTo(count))).data,
};

// %% id="time" tags=["check:plot", "experiment"]
// en: processor time in milliseconds, so that other programs do not disturb; the shortest of several runs
// zh: 处理器时间，单位毫秒，这样不受其他程序干扰；取几次运行中最短的
function fastest(run: () => unknown): number {
  let [shortest, total] = [Infinity, 0];
  for (let runs = 0; runs < 3 || (runs < 30 && total < 300); runs++) {
    const begin = process.cpuUsage();
    withoutGradients(run);
    const { user, system } = process.cpuUsage(begin);
    shortest = Math.min(shortest, (user + system) / 1000);
    total += (user + system) / 1000;
  }
  return shortest;
}
const timings = Object.entries(ways).map(([name, run]) => ({
  name, points: size.timed.map((count) => ({ x: count, y: fastest(() => run(count)) })),
}));
lines(Object.fromEntries(timings.map(({ name, points }) => [name, points])), {
  title: text({ en: 'Time for one layer', zh: '一层所用的时间' }),
  xLabel: text({ en: 'images', zh: '图像数' }),
  yLabel: text({ en: 'milliseconds', zh: '毫秒' }),
  logX: true,
  logY: true,
  width: 400,
  height: 240,
})

// %% id="time-results" tags=["check:band=speedup:1.5.."]
const most = Math.max(...size.timed);
const [loopsMs, ownMs, matmulMs, layerMs] = timings.map(({ points }) => points[points.length - 1].y / most);
results({ loopsMs, ownMs, matmulMs, layerMs, speedup: loopsMs / matmulMs })

// %% [markdown] id="pool-text" lang="en"
// On the most images, the loops take {{time-results.loopsMs|2}} ms for each, the rearrangement with our own product
// {{time-results.ownMs|2}} ms. With a fast product it is {{time-results.matmulMs|2}} ms, {{time-results.speedup|0}} times as fast as the loops; the
// layer takes {{time-results.layerMs|2}} ms.
//
// ## Pooling
//
// After a convolution, the article’s network has a layer of another kind. Max [[pooling]] also moves a window over the feature
// maps, but without weights: of the $m \times m$ numbers under it, the largest is kept, in each channel by itself. Usually the
// stride is $m$, so that windows do not overlap:
//
// $$y_{ijc} = \max_{0 \le k,\, l < m} x_{is+k,\; js+l,\; c}$$ (eq:pool)
//
// A feature map says *how strongly* and *where* a filter has found what it looks for. Pooling keeps the strength and blurs the
// place. The same formula (eq:outsize) holds for its output size.

// %% [markdown] id="pool-text" lang="zh" src="f43c75ae"
// 图像最多时，循环处理每幅要 {{time-results.loopsMs|2}} 毫秒，重排之后用我们自己的乘法要 {{time-results.ownMs|2}} 毫秒。
// 换上快速的矩阵乘法，只要 {{time-results.matmulMs|2}} 毫秒，速度是循环的 {{time-results.speedup|0}} 倍；框架的层要 {{time-results.layerMs|2}} 毫秒。
//
// ## 池化
//
// 在卷积之后，原文的网络还有另一种层。最大[[池化]]也让一个窗口在特征图上移动，却没有权重：窗口下的 $m \times m$ 个数里，
// 只留下最大的，每个通道各管各的。步幅通常就取 $m$，这样窗口互不重叠：
//
// $$y_{ijc} = \max_{0 \le k,\, l < m} x_{is+k,\; js+l,\; c}$$ (eq:pool)
//
// 特征图说的是：滤波器要找的东西，在**哪里**找到了，有**多强**。池化留住强弱，模糊位置。输出的大小同样由公式 (eq:outsize) 给出。

// %% id="pool" tags=["check:exact", "scratch", "eq:pool"]
function maxPool(x: Image, m = 2, s = m): Image {
  const [places, taps] = [upTo(outputSize(x.length, m, s)), upTo(m)];
  return places.map((i) => places.map((j) => x[0][0].map((_, c) =>
    Math.max(...taps.flatMap((k) => taps.map((l) => x[i * s + k][j * s + l][c]))))));
}
const readings = [[1, 3, 0, 2], [4, 2, 1, 0], [0, 1, 5, 6], [2, 0, 8, 7]];
maxPool(asImage(readings)).map((row) => row.flat())

// %% [markdown] id="maps-text" lang="en"
// Now a small layer with eight filters that we set by hand: an edge filter, turned by 45° from one to the next, and ReLU behind it, so that each
// speaks up only for ink that grows in *its* direction. `featureMaps(model, x, layer)` gives what a layer inside a model makes of an
// image. Below, the eight maps of the first digit, and then the same after pooling: half as wide, half as high, a quarter of the
// numbers, and still the same drawing.

// %% [markdown] id="maps-text" lang="zh" src="cdda57c3"
// 现在来做一个小小的层，八个滤波器都由我们手工设定：一个边缘滤波器，依次转过 45°，后面接上 ReLU，
// 于是每一个只在墨迹朝**它的**方向变浓时才出声。`featureMaps(model, x, layer)` 给出模型里的某一层对图像算出的结果。
// 下面先是第一个数字的八幅特征图，再是池化之后的：宽和高各减半，数只剩四分之一，画的还是同样的东西。

// %% id="maps" tags=["check:plot"]
const around = [[0, 0], [0, 1], [0, 2], [1, 2], [2, 2], [2, 1], [2, 0], [1, 0]]; // en: clockwise // zh: 顺时针
const strengths = [-1, 0, 1, 2, 1, 0, -1, -2];
const compass = upTo(3).map((k) => upTo(3).map((l) => [upTo(8).map((turn) => {
  const at = around.findIndex(([row, column]) => row === k && column === l);
  return at < 0 ? 0 : strengths[(at - turn + 8) % 8] / 4;
})]));
const compassLayer = conv2d(8, 3, { activation: 'relu' });
const halve = maxPool2d();
const edges = sequential([28, 28, 1], compassLayer, halve);
compassLayer.parameters.W.assign(tensor(compass)); // en: its biases are 0 // zh: 偏置为 0
const arrows = ['→', '↘', '↓', '↙', '←', '↖', '↑', '↗'];
imageGrid(featureMaps(edges, batchOfOne, 'conv2d1'), {
  colors: 'ink', captions: arrows, columns: 8, size: 80,
  title: text({ en: 'Feature maps: eight directions', zh: '特征图：八个方向' }),
})

// %% id="pooled" tags=["check:plot", "framework"]
imageGrid(featureMaps(edges, batchOfOne, 'maxPool2d1'), {
  colors: 'ink', captions: arrows, columns: 8, size: 80,
  title: text({ en: 'The same after max pooling', zh: '最大池化之后' }),
})

// %% id="pool-gap" tags=["framework", "check:band=poolGap:..1e-6"]
const strongest = convolve(digit, { W: compass, b: upTo(8).map(() => 0) })
  .map((row) => row.map((values) => values.map((value) => Math.max(value, 0))));
results({ poolGap: gap(maxPool(strongest), edges.call(batchOfOne)) })

// %% [markdown] id="shift-text" lang="en"
// Our `maxPool` and the layer of the framework differ by {{pool-gap.poolGap}}.
//
// What is the blurring good for? Let us move the digits to the right, one pixel at a time, and ask how much the numbers change
// as seen from different places: $\lVert h(\text{moved}) - h(x) \rVert / \lVert h(x) \rVert$, for the pixels themselves, for the eight feature maps,
// for these after pooling over windows of 2, 4 and 8 pixels, and for the maximum of each map as a whole. (The digits lie in the middle of a larger
// sheet, so that nothing is cut off.)
//
// > **Predict before you run.** Which curve stays at 0? And could a digit be read from those numbers alone?

// %% [markdown] id="shift-text" lang="zh" src="9f311937"
// 我们的 `maxPool` 与框架的层相差 {{pool-gap.poolGap}}。
//
// 模糊位置有什么用？我们把数字一个像素一个像素地向右移，看看从不同的地方看去，数值变了多少：
// $\lVert h(\text{移动后}) - h(x) \rVert / \lVert h(x) \rVert$。先看像素本身，再看八幅特征图，再看它们在 2、4、8 个像素的窗口里池化之后，
// 最后看每幅特征图整幅的最大值。（数字放在一张更大的纸的中央，所以什么也不会被切掉。）
//
// > **先预测，再运行。** 哪条曲线始终是 0？只凭那些数，认得出数字吗？

// %% id="shift" tags=["check:plot", "experiment"]
type Sheets = Tensor<readonly [number, 44, 56, 1]>;
const movedBy = (by: number): Sheets =>
  digits.pad([0, 8, 8 + by, 0], [0, 8, 20 - by, 0]).reshape([digits.shape[0], 44, 56, 1]);
const seen: Record<string, (x: Sheets) => Tensor> = {
  [text({ en: 'pixels', zh: '像素' })]: (x: Sheets) => x,
  [text({ en: 'feature maps', zh: '特征图' })]: (x: Sheets) => compassLayer.call(x),
  [text({ en: 'pooled by 2', zh: '池化 2' })]: (x: Sheets) => halve.call(compassLayer.call(x)),
  [text({ en: 'pooled by 4', zh: '池化 4' })]: (x: Sheets) => maxPool2d(4).call(compassLayer.call(x)),
  [text({ en: 'pooled by 8', zh: '池化 8' })]: (x: Sheets) => maxPool2d(8).call(compassLayer.call(x)),
  [text({ en: 'maximum of each map', zh: '每幅图的最大值' })]: (x: Sheets) => compassLayer.call(x).max([1, 2]),
};
const norm = (h: Tensor): number => h.norm().item();
const changes = Object.entries(seen).map(([name, h]) => {
  const still = h(movedBy(0));
  return { name, values: upTo(9).map((by) => norm(h(movedBy(by)).sub(still)) / norm(still)) };
});
lines(Object.fromEntries(changes.map(({ name, values }) => [name, values])), {
  title: text({ en: 'Change when digits are moved', zh: '数字移动时的变化' }),
  xLabel: text({ en: 'moved by (pixels)', zh: '移动的像素数' }),
  yLabel: text({ en: 'relative change', zh: '相对变化' }),
  start: 0,
  width: 380,
  height: 240,
})

// %% id="shift-results" tags=["check:band=globalChange:..1e-6", "check:band=pooledChange:0.05..0.9"]
results({
  mapsChange: changes[1].values[1], pooledChange: changes[3].values[1], globalChange: changes[5].values[8],
})

// %% [markdown] id="shift-answer" lang="en"
// Moved by one pixel, the feature maps change by {{shift-results.mapsChange|percent0}}, the maps pooled by 4 only by
// {{shift-results.pooledChange|percent0}}: small movements are absorbed in part, large ones are not. The maxima of whole maps do not change
// at all; but they do not know any more where anything is, and a 6 and a 9 are made of the same strokes. The article’s network pools twice by 2
// and leaves the rest to a dense layer.
//
// ## The network of the article, size by size
//
// In article 3 it stands like this, in Python:
//
// ```python
// tf.keras.layers.Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)),
// tf.keras.layers.MaxPooling2D((2, 2)),
// tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
// tf.keras.layers.MaxPooling2D((2, 2)),
// tf.keras.layers.Flatten(),
// tf.keras.layers.Dense(10, activation='softmax')
// ```
//
// Now every size can be derived: the convolutions by (eq:outsize) with $K = 3$ and $s = 1$, the pooling layers with $K = s = 2$. *Flatten* writes
// all numbers into one row, and the dense layer has a weight for each of them and each digit. The parameters follow from
// (eq:count-conv) of chapter 02.
//
// > **Predict before you run.** Do it on paper first: the five sizes, and the three numbers of parameters.

// %% [markdown] id="shift-answer" lang="zh" src="744c23cb"
// 移动一个像素，特征图变化了 {{shift-results.mapsChange|percent0}}，池化 4 之后只变化 {{shift-results.pooledChange|percent0}}：
// 小的移动被吸收掉一部分，大的则不会。整幅图的最大值一点不变；可是它也不再知道任何东西在哪里，而 6 和 9 的笔画是一样的。
// 原文的网络做两次 2 的池化，其余的交给全连接层。
//
// ## 原文的网络，逐个推出大小
//
// 第三篇文章里的 Python 程序是这样的：
//
// ```python
// tf.keras.layers.Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)),
// tf.keras.layers.MaxPooling2D((2, 2)),
// tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
// tf.keras.layers.MaxPooling2D((2, 2)),
// tf.keras.layers.Flatten(),
// tf.keras.layers.Dense(10, activation='softmax')
// ```
//
// 现在每个大小都能推出来了：卷积层用 (eq:outsize)，取 $K = 3$、$s = 1$；池化层取 $K = s = 2$。**展平**（flatten）把所有的数写成一行，
// 全连接层对其中每个数、每个数字各有一个权重。参数的个数由第 02 章的 (eq:count-conv) 得出。
//
// > **先预测，再运行。** 先在纸上算一遍：五个大小，三处参数的个数。

// %% id="sizes" tags=["check:exact", "framework", "eq:outsize"]
const cnn = sequential([28, 28, 1],
  conv2d(32, 3, { activation: 'relu' }), maxPool2d(),
  conv2d(64, 3, { activation: 'relu' }), maxPool2d(),
  flatten(), dense(10, { activation: 'softmax' }),
);
const conv1Size = outputSize(28, 3);
const pool1Size = outputSize(conv1Size, 2, 2);
const conv2Size = outputSize(pool1Size, 3);
const pool2Size = outputSize(conv2Size, 2, 2);
const flatSize = pool2Size * pool2Size * 64;
const derived: [string, number, number][] = [
  [`${conv1Size}×${conv1Size}×32`, 3 * 3 * 1 * 32 + 32, conv1Size ** 2 * 32 * 9],
  [`${pool1Size}×${pool1Size}×32`, 0, 0],
  [`${conv2Size}×${conv2Size}×64`, 3 * 3 * 32 * 64 + 64, conv2Size ** 2 * 64 * 9 * 32],
  [`${pool2Size}×${pool2Size}×64`, 0, 0],
  [`${flatSize}`, 0, 0],
  ['10', flatSize * 10 + 10, flatSize * 10],
];
const countOf = (layer: Layer): number => Object.values(layer.parameters).reduce((sum, p) => sum + p.size, 0);
table(cnn.layers().map(({ name, layer }, i) => ({
  [text({ en: 'layer', zh: '层' })]: name,
  [text({ en: 'derived size', zh: '推出的大小' })]: derived[i][0],
  [text({ en: 'the framework says', zh: '框架的大小' })]: (layer.outputShape ?? []).join('×'),
  [text({ en: 'derived parameters', zh: '推出的参数' })]: derived[i][1],
  [text({ en: 'the framework has', zh: '框架的参数' })]: countOf(layer),
  [text({ en: 'multiplications', zh: '乘法次数' })]: derived[i][2],
})))

// %% id="total" tags=["check:exact"]
derived.reduce((sum, [, parameters]) => sum + parameters, 0)

// %% [markdown] id="e30-text" lang="en"
// Two things to note. The convolutions do nearly all of the multiplications with a good half of the parameters, since each of their
// weights is used at all places; the others stand in the dense layer. And a window of 2 fits five times into 11: the last row and the last
// column are never looked at.
//
// Window sizes, strides, numbers of filters: who chooses them?
//
// > **Erratum E30.** Article 3 says under “configure the *parameters* of the model” (section 3.2): size of the kernel, size of the pooling window,
// > number of units. In its section 4.2 the same words, “parameters of the model”, mean $\theta$, what gradient descent changes.
// > These are two different things. No gradient leads to a window size: it is chosen before training and stays. Such choices are called
// > [[hyperparameter|hyperparameters]]. What they do decide is *how many* parameters there are.
//
// The first table counts the parameters of the network for other windows. The second looks at the article’s network before and after one
// epoch of training.

// %% [markdown] id="e30-text" lang="zh" src="58500a34"
// 有两点值得注意。卷积层只用一半多一点的参数，就做了几乎全部的乘法，因为它的每个权重在所有位置都用到；其余的参数在全连接层里。
// 另外，宽度为 2 的窗口在 11 里只放得下五个：最后一行和最后一列谁也没有看过。
//
// 窗口大小、步幅、滤波器的个数：这些由谁来定？
//
// > **原文勘误 E30。** 第三篇文章 3.2 节在“配置模型**参数**”之下列出：卷积核大小、池化窗口大小、全连接层神经元数量。
// > 而在 4.2 节里，同样是“模型参数”，指的却是 $\theta$，是梯度下降要改变的东西。这是两回事。没有哪个梯度通向窗口的大小：
// > 它在训练之前选定，此后不变。这样的选择叫作[[超参数]]。它们决定的，是参数**有多少个**。
//
// 第一张表数出换用别的窗口时网络的参数。第二张表看看原文的网络训练一轮前后有什么变化。

// %% id="e30" tags=["E30", "experiment", "check:exact"]
const variant = (kernel: number, pool: number) => sequential([28, 28, 1],
  conv2d(32, kernel), maxPool2d(pool), conv2d(64, kernel), maxPool2d(pool), flatten(), dense(10));
table([[3, 2], [5, 2], [3, 3], [5, 3]].map(([kernel, pool]) => {
  const layers = variant(kernel, pool).layers().map(({ layer }) => layer);
  return {
    [text({ en: 'kernel', zh: '卷积核' })]: kernel,
    [text({ en: 'pooling window', zh: '池化窗口' })]: pool,
    [text({ en: 'in the convolutions', zh: '卷积层的参数' })]: countOf(layers[0]) + countOf(layers[2]),
    [text({ en: 'in the pooling layers', zh: '池化层的参数' })]: countOf(layers[1]) + countOf(layers[3]),
    [text({ en: 'in the dense layer', zh: '全连接层的参数' })]: countOf(layers[5]),
  };
}))

// %% id="e30-training" tags=["E30", "experiment"]
seed(12);
const trainable = sequential([28, 28, 1],
  conv2d(32, 3, { activation: 'relu' }), maxPool2d(),
  conv2d(64, 3, { activation: 'relu' }), maxPool2d(),
  flatten(), dense(10, { activation: 'softmax' }),
);
const state = () => [
  ...trainable.layers().flatMap(({ name, layer }) => Object.entries(layer.config)
    .filter(([key, value]) => ['filters', 'kernelSize', 'size', 'units'].includes(key) && typeof value === 'number')
    .map(([key, value]) => ({ name: `${name}, ${key}`, value: String(value) }))),
  ...trainable.parameters().filter(({ name }) => name.endsWith('W')).map((p) => ({
    name: `${p.name} ${text({ en: '(first three)', zh: '（前三个）' })}`,
    value: Array.from(p.data.slice(0, 3), (w) => w.toFixed(5)).join(', '),
  })),
];
const stateBefore = state();
await trainable
  .compile({ optimizer: sgd({ learningRate: 0.1 }), loss: 'sparseCategoricalCrossentropy' })
  .fit(digits, data.yTrain, { epochs: 1, batchSize: 20, progress: false });
const stateAfter = state();
table(stateBefore.map(({ name, value }, i) => ({
  [text({ en: 'number', zh: '数' })]: name,
  [text({ en: 'before training', zh: '训练之前' })]: value,
  [text({ en: 'after training', zh: '训练之后' })]: stateAfter[i].value,
  [text({ en: 'changed', zh: '变了吗' })]: value === stateAfter[i].value ? '—' : '✓',
})))

// %% [markdown] id="sharing-text" lang="en"
// ## What shared weights bring
//
// Is a convolution something altogether different from a dense layer? It adds up inputs times weights, so it must be a dense layer with a
// particular matrix. We find this matrix by showing it images in which a single pixel is 1: what comes out is one row
// of the weight matrix. The picture shows it for 4×4 pixels and a filter with the weights 1 to 9, transposed so that it fits on the
// page: a row for each of the four outputs, a column for each of the sixteen pixels.

// %% [markdown] id="sharing-text" lang="zh" src="3aff6197"
// ## 共享权重带来了什么
//
// 卷积是与全连接层完全不同的东西吗？它也是把输入乘上权重再相加，所以它必定是一个矩阵特殊的全连接层。要找到这个矩阵，
// 只需给它看只有一个像素为 1 的图像：输出的就是权重矩阵的一行。下图是 4×4 个像素、权重为 1 到 9 的滤波器的情形，
// 为了放得下转置了一下：四个输出各占一行，十六个像素各占一列。

// %% id="matrix" tags=["check:plot"]
const oneToNine = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
const onlyPixel = (at: number) => upTo(4).map((u) => upTo(4).map((v) => (4 * u + v === at ? 1 : 0)));
const asDense = upTo(16).map((at) => slide(onlyPixel(at), oneToNine).flat()); // 16×4
heatmap(upTo(4).map((output) => asDense.map((weights) => weights[output])), {
  rowLabels: placeNames,
  columnLabels: upTo(16).map((at) => at + 1),
  xLabel: text({ en: 'pixel', zh: '像素' }),
  yLabel: text({ en: 'output', zh: '输出' }),
  values: true,
  width: 560,
  title: text({ en: 'A convolution as a dense layer', zh: '写成全连接层的卷积' }),
})

// %% id="count" tags=["check:exact"]
const zerosInMatrix = asDense.flat().filter((weight) => weight === 0).length;
const asConvolution = 3 * 3 * 1 * 32 + 32;
const outputs = conv1Size * conv1Size * 32;
const asDenseLayer = 784 * outputs + outputs;
results({ inMatrix: asDense.flat().length, zerosInMatrix, asConvolution, asDenseLayer })

// %% [markdown] id="equivariance-text" lang="en"
// Of {{count.inMatrix}} weights, {{count.zerosInMatrix}} are 0, and the others are the same nine numbers in every row. The zeros say: *look
// only close by*. The repetition is called [[parameter sharing]]. A dense layer from the 784 pixels to the 26·26·32 outputs of the article’s
// first layer would have {{count.asDenseLayer}} parameters; the convolution has {{count.asConvolution}}.
//
// Fewer parameters are not all. Since the weights are the same everywhere, an image that is moved gives the same feature maps, moved.
// This is known as [[equivariance]]: with $T$ for “move by so many pixels”,
//
// $$h(T x) = T \, h(x)$$ (eq:equivariance)
//
// A dense layer has to learn this from examples; a convolution cannot help it. The cell moves all digits and compares the
// maps where both have them, number by number, for 1, 2 and 5 pixels:

// %% [markdown] id="equivariance-text" lang="zh" src="c6474343"
// {{count.inMatrix}} 个权重里有 {{count.zerosInMatrix}} 个是 0，其余的在每一行都是同样的九个数。那些 0 说的是：**只看近处**。
// 那些重复叫作[[参数共享]]。从 784 个像素到原文第一层的 26·26·32 个输出，全连接层会有 {{count.asDenseLayer}} 个参数；
// 卷积层只有 {{count.asConvolution}} 个。
//
// 参数少还不是全部。既然处处的权重都一样，图像移动之后，得到的还是同样的特征图，只是也移动了。这叫作[[等变性]]：
// 用 $T$ 表示“移动若干像素”，则
//
// $$h(T x) = T \, h(x)$$ (eq:equivariance)
//
// 全连接层只能从样本里去学这一点，卷积却天生如此。下面的单元格移动所有数字，移动 1、2、5 个像素，把两边都有的部分逐个数地比较：

// %% id="equivariance" tags=["check:exact", "experiment"]
// en: how far h(Tx) is from T h(x), when T moves images by `by` pixels and maps by `places`
// zh: T 把图像移动 `by` 个像素、把特征图移动 `places` 个位置时，h(Tx) 与 T h(x) 相差多少
function unlike(h: (x: Sheets) => Tensor, by: number, places = by): number {
  const [still, moved] = [h(movedBy(0)), h(movedBy(by))];
  const end = still.shape[2];
  const both = moved.at('all', 'all', [places, end]).sub(still.at('all', 'all', [0, end - places]));
  return both.abs().max().item();
}
const byCompass = (x: Sheets): Tensor => compassLayer.call(x);
[unlike(byCompass, 1), unlike(byCompass, 2), unlike(byCompass, 5)]

// %% [markdown] id="backward-text" lang="en"
// ## The way back
//
// To train, the layer needs the gradients of its weights and biases, and that of its input, for the layer in front of it. As in chapter 07,
// write $\delta_{ijf} = \partial L / \partial y_{ijf}$ for what has arrived from behind. In (eq:conv2d) every product $x \cdot W$ goes
// into exactly one $y$. So the chain rule (eq:chain) goes through the same products once more: each of them hands $\delta$, times the *other*
// factor, to each of its two factors, and whatever a number receives is added up.
//
// $$
// \begin{aligned}
// \frac{\partial L}{\partial W_{klcf}} &= \sum_{i,j} x_{is+k-p,\; js+l-p,\; c} \; \delta_{ijf} \qquad\qquad \frac{\partial L}{\partial b_f} = \sum_{i,j} \delta_{ijf} \\
// \frac{\partial L}{\partial x_{uvc}} &= \sum_{\substack{i,k \\ is+k-p=u}} \; \sum_{\substack{j,l \\ js+l-p=v}} \; \sum_f W_{klcf} \; \delta_{ijf}
// \end{aligned}
// $$ (eq:conv-backward)
//
// A weight is used at all places, so its gradient is a sum over all places; that is the price, or the gift, of sharing. As matrices, this
// is nothing new: with $Y = X_{\text{col}} W_{\text{col}} + b$, the gradient of the weights is $X_{\text{col}}^\top \Delta$, as in
// (eq:rows), places in the role of samples. And $\Delta W_{\text{col}}^\top$ has a number for every copy of every pixel; the
// copies are added up where they came from.
//
// The loops are those of `convolve`; where it had one assignment, there are two:

// %% [markdown] id="backward-text" lang="zh" src="eef97908"
// ## 往回走
//
// 要训练，这一层就需要权重和偏置的梯度，还需要输入的梯度，好交给前面的层。与第 07 章一样，用 $\delta_{ijf} = \partial L / \partial y_{ijf}$
// 表示从后面传来的东西。在 (eq:conv2d) 里，每个乘积 $x \cdot W$ 恰好进入一个 $y$。所以链式法则 (eq:chain) 就是把同样的乘积再走一遍：
// 每个乘积把 $\delta$ 乘上**另一个**因子，分别交给自己的两个因子；一个数收到的全部加起来。
//
// $$
// \begin{aligned}
// \frac{\partial L}{\partial W_{klcf}} &= \sum_{i,j} x_{is+k-p,\; js+l-p,\; c} \; \delta_{ijf} \qquad\qquad \frac{\partial L}{\partial b_f} = \sum_{i,j} \delta_{ijf} \\
// \frac{\partial L}{\partial x_{uvc}} &= \sum_{\substack{i,k \\ is+k-p=u}} \; \sum_{\substack{j,l \\ js+l-p=v}} \; \sum_f W_{klcf} \; \delta_{ijf}
// \end{aligned}
// $$ (eq:conv-backward)
//
// 一个权重在所有位置都用到，所以它的梯度是对所有位置求和；这是共享的代价，也可以说是共享的好处。写成矩阵就没有什么新东西了：
// 由 $Y = X_{\text{col}} W_{\text{col}} + b$，权重的梯度是 $X_{\text{col}}^\top \Delta$，与 (eq:rows) 一样，只不过位置扮演了样本的角色。
// 而 $\Delta W_{\text{col}}^\top$ 对每个像素的每个副本各有一个数；把各个副本的数加回它们原来的地方就行了。
//
// 循环还是 `convolve` 的循环；它那里有一次赋值，这里有两次：

// %% id="backward" tags=["scratch", "eq:conv-backward"]
function backward(x: Image, { W, b }: Filters, delta: Image, s = 1, p = 0) {
  const dx = x.map((row) => row.map((channels) => channels.map(() => 0)));
  const dW = W.map((row) => row.map((tap) => tap.map((each) => each.map(() => 0))));
  const db = b.map(() => 0);
  delta.forEach((row, i) => row.forEach((errors, j) => errors.forEach((error, f) => {
    db[f] += error;
    for (let k = 0; k < W.length; k++)
      for (let l = 0; l < W.length; l++) {
        const [u, v] = [i * s + k - p, j * s + l - p];
        if (u < 0 || u >= x.length || v < 0 || v >= x.length) continue;
        for (let c = 0; c < x[u][v].length; c++) {
          dW[k][l][c][f] += x[u][v][c] * error;
          dx[u][v][c] += W[k][l][c][f] * error;
        }
      }
  })));
  return { dx, dW, db };
}
const small = {
  x: random.normal([6, 6, 2]).toArray(),
  W: random.normal([3, 3, 2, 3]).toArray(),
  b: random.normal([3]).toArray(),
};
// en: L = ½ Σ y², so that δ = y; stride 2, padding 1
// zh: L = ½ Σ y²，于是 δ = y；步幅 2，填充 1
const half = (y: Image): number => y.flat(2).reduce((sum, value) => sum + (value * value) / 2, 0);
const cost = (): number => half(convolve(small.x, small, 2, 1));
const { dx, dW, db } = backward(small.x, small, convolve(small.x, small, 2, 1), 2, 1);

// %% [markdown] id="check-text" lang="en"
// Finite differences decide (chapter 07): every weight, every bias and every pixel, a little up, a little down.

// %% [markdown] id="check-text" lang="zh" src="1d18069c"
// 由有限差分来裁决（第 07 章）：每个权重、每个偏置、每个像素，各往上一点、往下一点。

// %% id="check" tags=["eq:conv-backward", "check:band=weights:..1e-7", "check:band=biases:..1e-7", "check:band=pixels:..1e-7"]
const slopesOf = (lists: number[][], h = 1e-4): number[] =>
  lists.flatMap((list) => list.map((value, i) => {
    const at = (near: number): number => { list[i] = near; return cost(); };
    const slope = (at(value + h) - at(value - h)) / (2 * h);
    list[i] = value; // en: put it back // zh: 恢复原值
    return slope;
  }));
const apart = (g: number[], h: number[]): number =>
  Math.hypot(...g.map((value, i) => value - h[i])) / (Math.hypot(...g) + Math.hypot(...h));
results({
  weights: apart(dW.flat(3), slopesOf(small.W.flat(2))),
  biases: apart(db, slopesOf([small.b])),
  pixels: apart(dx.flat(2), slopesOf(small.x.flat())),
})

// %% [markdown] id="framework-backward-text" lang="en"
// And the framework, for the article’s first layer and a digit, with the same loss $L = \tfrac12 \sum y^2$:

// %% [markdown] id="framework-backward-text" lang="zh" src="ac0f2db2"
// 再看框架：原文的第一层，一个数字，同样的损失 $L = \tfrac12 \sum y^2$：

// %% id="framework-backward" tags=["framework", "check:band=weightGap:..1e-5", "check:band=biasGap:..1e-5", "check:band=pixelGap:..1e-5"]
const layer1 = filled(conv2d(32, 3));
const ink = parameter(batchOfOne);
layer1.call(ink).square().sum().mul(0.5).backward();
const mine = backward(digit, first, convolve(digit, first));
const listed = (gradient: Tensor | undefined): number[] => Array.from(gradient?.data ?? []);
results({
  weightGap: apart(mine.dW.flat(3), listed(layer1.parameters.W.grad?.cast('float32'))),
  biasGap: apart(mine.db, listed(layer1.parameters.b.grad?.cast('float32'))),
  pixelGap: apart(mine.dx.flat(2), listed(ink.grad)),
})

// %% [markdown] id="learn-text" lang="en"
// ## A filter learned from examples
//
// Now that a convolution can be trained, nobody has to set its weights. Somebody has filtered four digits with the edge filter from the beginning
// and tells us only the results. We start with nine zeros and make the mean squared error smaller by gradient descent, with $X_{\text{col}}^\top \Delta$
// for the gradient. The slider shows the nine weights after so many steps.
//
// > **Predict before you run.** The nine true weights are $-1, 0, 1$ in each row. Which of them will be found first: the columns, or that the rows are alike?

// %% [markdown] id="learn-text" lang="zh" src="8fd8e467"
// ## 从样本里学出一个滤波器
//
// 卷积既然可以训练，就不必由人来设定权重了。有人用开头的那个边缘滤波器处理了四个数字，只把结果告诉我们。
// 我们从九个 0 出发，用梯度下降减小均方误差，梯度就用 $X_{\text{col}}^\top \Delta$。滑块给出走了若干步之后的九个权重。
//
// > **先预测，再运行。** 真正的九个权重，每一行都是 $-1, 0, 1$。会先找到哪一点：各列不同，还是各行相同？

// %% id="learn" tags=["check:plot", "slider", "experiment"]
const X = tensor(planes.flatMap((plane) => im2col(asImage(plane), 3)).flat(), [4 * 676, 9]);
const Y = tensor(planes.flatMap((plane) => slide(plane, toTheRight)).flat(), [4 * 676, 1]);
const shown = [0, 1, 3, 10, 30, 100, 300, 1000, 3000].filter((step) => step <= size.steps);
const found: number[][][] = [];
let learned: Tensor<readonly [9, 1]> = zeros([9, 1]);
for (let step = 0; step <= size.steps; step++) {
  if (shown.includes(step)) found.push(learned.reshape([3, 3]).toArray());
  const Delta = X.matmul(learned).sub(Y).mul(2 / Y.size);
  learned = learned.sub(X.transpose().matmul(Delta).mul(0.5));
}
const rounded = (weights: number[][]) => weights.map((row) => row.map((w) => Number(w.toFixed(3))));
const drawing = { width: 170, height: 170, colors: 'diverging' } as const;
await frames(found.map((weights) => heatmap(rounded(weights), drawing)), {
  label: text({ en: 'step', zh: '步数' }),
  values: shown,
  title: text({ en: 'Nine weights', zh: '九个权重' }),
})

// %% id="learn-results" tags=["check:band=farthest:..0.05", "check:band@tiny=farthest:..0.7", "check:band=signsAtTen:6..6"]
const atTen = found[shown.indexOf(10)];
const signsAtTen = atTen.flatMap(([left, , right]) => [left < 0, right > 0]).filter(Boolean).length;
const distance = (weights: number[][]): number =>
  Math.max(...weights.flatMap((row, k) => row.map((w, l) => Math.abs(w - toTheRight[k][l]))));
results({ steps: size.steps, signsAtTen, farthest: distance(found[found.length - 1]) })

// %% [markdown] id="field-text" lang="en"
// The columns come first: after ten steps {{learn-results.signsAtTen}} of the six weights on the left and on the right have the right sign, while the
// rows still differ. After {{learn-results.steps}} steps no weight is farther from the true one than {{learn-results.farthest}}. The gradient has found the filter.
//
// ## How far a unit sees
//
// A unit of the first layer sees 3×3 pixels. A unit of the second convolution sees 3×3 units of the layer before, and each of these saw
// several pixels. The part of the image that a unit can depend on is its [[receptive field]]. Let $r$ be its width, and $q$ the distance, in pixels of
// the image, of two neighbouring units. A window of $K$ units reaches $K - 1$ such distances further than one unit does, and a stride of
// $s$ makes the distances $s$ times as large:
//
// $$r_l = r_{l-1} + (K_l - 1) \, q_{l-1} \qquad q_l = q_{l-1} \, s_l \qquad r_0 = q_0 = 1$$ (eq:field)
//
// The gradient can tell whether it is true: a pixel belongs to the field of a unit if the unit’s gradient with respect to it is not 0. We
// take one unit near the middle of each of the four layers, and add up $|\partial h / \partial x|$ over many images of noise (with a single one, max
// pooling would show only the pixels behind the maximum).
//
// > **Predict before you run.** Fields of which widths come out for conv, pool, conv, pool? And do all pixels in a field count the same?

// %% [markdown] id="field-text" lang="zh" src="c5d05311"
// 先找到的是各列：走了十步，左右两列的六个权重里有 {{learn-results.signsAtTen}} 个符号已经正确，而各行还不一样。
// 走了 {{learn-results.steps}} 步之后，与真值相差最远的权重也只差 {{learn-results.farthest}}。梯度找到了这个滤波器。
//
// ## 一个单元能看多远
//
// 第一层的单元看到 3×3 个像素。第二个卷积层的单元看到前一层的 3×3 个单元，而其中每一个又看到了好几个像素。
// 图像中一个单元可能依赖的那一块，叫作它的[[感受野]]。设它的宽度为 $r$，相邻两个单元在图像里相距 $q$ 个像素。
// $K$ 个单元宽的窗口，比一个单元多伸出 $K - 1$ 个这样的距离；步幅 $s$ 则把距离变成 $s$ 倍：
//
// $$r_l = r_{l-1} + (K_l - 1) \, q_{l-1} \qquad q_l = q_{l-1} \, s_l \qquad r_0 = q_0 = 1$$ (eq:field)
//
// 对不对，梯度可以作证：如果一个单元对某个像素的梯度不为 0，这个像素就属于它的感受野。我们在四层里各取一个靠近中央的单元，
// 对许多幅噪声图像把 $|\partial h / \partial x|$ 加起来（只用一幅的话，最大池化只会让最大值背后的像素显现出来）。
//
// > **先预测，再运行。** 卷积、池化、卷积、池化，感受野的宽度依次是多少？感受野里的像素是不是同样重要？

// %% id="field" tags=["check:exact", "framework"]
const windows = [{ K: 3, s: 1 }, { K: 2, s: 2 }, { K: 3, s: 1 }, { K: 2, s: 2 }];
let [r, q] = [1, 1];
const widths = windows.map(({ K, s }) => {
  r += (K - 1) * q;
  q *= s;
  return r;
});
seed(12);
const [convA, convB] = [conv2d(8, 3, { activation: 'relu' }), conv2d(8, 3, { activation: 'relu' })];
const layerOutputs = (x: Tensor<readonly [number, 28, 28, 1]>) => {
  const a = convA.call(x);
  const b = convB.call(halve.call(a));
  return [a, halve.call(a), b, halve.call(b)];
};
const noise = random.normal([200, 28, 28, 1]);
const fields = windows.map((_, depth) => {
  const [gradient] = grad((x: Tensor<readonly [number, 28, 28, 1]>) => {
    const h: Tensor = layerOutputs(x)[depth];
    const middle = Math.floor(h.shape[1] / 2);
    return h.at('all', middle, middle).sum();
  })(noise);
  return gradient.abs().sum(0).reshape([28, 28]);
});
const seenRows = fields.map((field) => Array.from(field.sum(1).data).filter((sum) => sum > 0).length);
console.log(text({ en: 'by the formula', zh: '按公式' }), widths);
console.log(text({ en: 'by the gradient', zh: '按梯度' }), seenRows);

// %% id="fields" tags=["check:plot"]
imageGrid(fields, {
  colors: 'ink', range: 'each', columns: 4, size: 140,
  captions: ['conv', 'pool', 'conv', 'pool'].map((name, i) => `${name} · ${widths[i]}×${widths[i]}`),
  title: text({ en: 'What one unit sees', zh: '一个单元看到的' }),
})

// %% [markdown] id="exercises" lang="en"
// Not all pixels count the same: those in the middle of a field lead to the unit on many ways, those at its rim on few.
//
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it. The last two are experiments; nobody checks them but you.

// %% [markdown] id="exercises" lang="zh" src="dfc97f4b"
// 像素并不同样重要：感受野中央的像素有许多条路通向那个单元，边缘的只有很少几条。
//
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个。最后两道是实验题，只有你自己来判断。

// %% exercise="ch12-by-hand"

// %% exercise="ch12-sizes"

// %% exercise="ch12-same"

// %% exercise="ch12-turned"

// %% exercise="ch12-pool-backward"

// %% exercise="ch12-field"

// %% exercise="ch12-equivariance"

// %% exercise="ch12-shuffled"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch12-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - A convolution moves a small window over the image and uses the same weights at every place: (eq:conv2d).
// - Its output has $\lfloor (n + 2p - K)/s \rfloor + 1$ places in each direction; so has that of pooling.
// - im2col writes the pixels under each window into a row; then a convolution is one matrix product, and fast.
// - Shared weights mean few parameters, and equivariance: an image that is moved gives feature maps that are moved.
// - Backwards, every product hands $\delta$ times the other factor on, and a shared weight collects from all places.
// - Pooling has no parameters. It absorbs small movements, and loses places.
// - Window sizes, strides and numbers of filters are hyperparameters: no gradient changes them.
//
// ## Questions
//
// **Convolution or correlation?** In mathematics, a convolution turns the filter by 180° before it slides it: $x_{i-k}$ instead of $x_{i+k}$.
// What (eq:conv2d), `conv2d` and Keras compute is called a *cross-correlation* there. For weights that are learned it makes no difference: training
// finds them the right way round. It does for weights from elsewhere (exercise 4).
//
// **Why 26×26?** A window of 3 pixels has $28 - 3 + 1 = 26$ places in a row of 28. The article sets no padding, and the default of Keras, as of `conv2d`, is
// `'valid'`.
//
// **`'valid'` or `'same'`?** With `'valid'`, no output looks at invented zeros, but every layer takes $K - 1$ pixels away, and those at the rim are seen by fewer windows.
// With `'same'`, sizes stay, which makes deep networks easy to plan.
//
// **Why 3×3?** By (eq:field), two layers of 3×3 see as far as one of 5×5, with $2 \cdot 9$ instead of $25$ weights for each pair of channels, and with an activation function between
// them.
//
// **Why the 1 in `(28, 28, 1)`?** A convolution expects channels; a grey image has one. Images without that axis are no images for the layer, and it says so.

// %% [markdown] id="summary" lang="zh" src="cf7f0e1c"
// ## 要点
//
// - 卷积让一个小窗口在图像上移动，在每个位置使用同样的权重：(eq:conv2d)。
// - 它的输出在每个方向上有 $\lfloor (n + 2p - K)/s \rfloor + 1$ 个位置；池化也一样。
// - im2col 把每个窗口下的像素写成一行；这样，卷积就是一次矩阵乘法，而且很快。
// - 共享权重意味着参数很少，也意味着等变性：图像移动，特征图跟着移动。
// - 往回走时，每个乘积把 $\delta$ 乘上另一个因子传下去，共享的权重则从所有位置收集。
// - 池化没有参数。它吸收小的移动，同时也丢掉位置。
// - 窗口大小、步幅、滤波器的个数都是超参数：没有梯度会改变它们。
//
// ## 常见问题
//
// **卷积还是互相关？** 在数学里，卷积先把滤波器转 180° 再滑动：是 $x_{i-k}$，而不是 $x_{i+k}$。(eq:conv2d)、`conv2d` 和 Keras 算的，在那里叫作**互相关**。
// 对学出来的权重来说，两者没有区别：训练自会找到方向正确的权重。而对别处得来的权重，就有区别了（练习 4）。
//
// **为什么是 26×26？** 宽度为 3 个像素的窗口，在一行 28 个像素里有 $28 - 3 + 1 = 26$ 个位置。原文没有设置填充，而 Keras 的默认值与 `conv2d` 一样，是 `'valid'`。
//
// **用 `'valid'` 还是 `'same'`？** 用 `'valid'`，没有哪个输出会看到编造出来的 0，但每一层都要减去 $K - 1$ 个像素，边缘的像素也只被少数窗口看到。
// 用 `'same'`，大小保持不变，深层网络就容易设计。
//
// **为什么用 3×3？** 由 (eq:field)，两层 3×3 看得与一层 5×5 一样远，而每对通道只用 $2 \cdot 9$ 个权重，不是 $25$ 个，中间还多一次激活函数。
//
// **`(28, 28, 1)` 里的 1 是什么？** 卷积需要通道，灰度图像有一个通道。缺了这个轴，在这一层看来就不是图像，它会报错说明。
