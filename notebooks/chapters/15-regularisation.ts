// ---
// title: { en: "Overfitting, regularisation and tuning", zh: 过拟合、正则化与调参 }
// objectives:
//   en:
//     - Tell underfitting from overfitting by two curves
//     - Split the error of a method into bias, variance and noise, and say what a penalty does to each
//     - Write L2, inverted dropout and augmentation from their formulas, and measure each of them on its own
//     - Say what a search selects and what a schedule varies, and spend a budget of trainings well
//     - Keep the test set honest, and show what happens when it is not
//   zh:
//     - 根据两条曲线分辨欠拟合与过拟合
//     - 把一种方法的误差分成偏差、方差和噪声，并说清惩罚项对它们各有什么影响
//     - 由公式写出 L2、反向随机失活和数据增强，并逐一测出效果
//     - 说清搜索选的是什么、衰减变的是什么，并把有限的训练次数用在刀刃上
//     - 让测试集保持公正，并演示不公正的后果
// time: { teach: 60, exercise: 60 }
// ---

// %% [markdown] id="title" lang="en"
// # 15 · Overfitting, regularisation and tuning
//
// The network of chapter 09 had 60,000 images to learn from, and it read the images that it had trained on a little better
// than others. That little is the subject of this chapter. We take away nearly all the images, so that it becomes large, and
// switch on, one by one, what the articles name against it.
//
// The second half is about the numbers that no gradient finds: how strong such a remedy should be, and how large the learning
// rate. They have to be chosen by trying, and there are good and bad ways to try.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 3, sections 4.4, 9.2 and 9.3; article 1, section 8, question 3. They name the
// remedies, without formulas and without numbers.

// %% [markdown] id="title" lang="zh" src="686caa0e"
// # 15 · 过拟合、正则化与调参
//
// 第 09 章的网络有 60000 幅图像可学，它读训练过的图像，只比读别的图像略好一点。本章要讲的就是这“略好一点”。
// 我们拿走绝大部分图像，让这个差距变大，再把原文提到的对策一个个打开。
//
// 后半章讲的是梯度找不到的那些数：对策该用多强，学习率该取多大。它们只能靠试，而试也有好办法和坏办法。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第三篇文章的 4.4、9.2、9.3 节；第一篇文章第 8 节的问题 3。原文列出了这些对策的名字，没有公式，也没有数字。

// %% id="start" tags=["language"]
import { adam, adamW, applyLayer, augment, cosineDecay, dense, dropout, earlyStopping, exponentialDecay } from 'tslate';
import { flatten, gridSearch, learningRateRange, logUniform, mnist, randomSearch, rng, seed, sequential } from 'tslate';
import { sgd, split, stepDecay, tensor, uniform, warpImages } from 'tslate';
import { byProfile, frames, heatmap, imageGrid, lines, parallelCoordinates, results } from 'tslate';
import { scatter, setLanguage, table, text } from 'tslate';
import type { Callback, Optimizer, SettingsOf } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/15-regularisation';
setLanguage('en');

// %% [markdown] id="concept" lang="en" tags=["concept"]
// ## Learning by heart
//
// A pupil who has memorised the answers to last year’s paper gets full marks for last year’s paper. What the pupil has learned
// shows in this year’s. A network is in the same position: training makes the loss on the *training* examples small, but what
// we want is a small loss on examples that it has never seen. The difference between the two is the [[generalisation gap]]:
//
// $$\text{gap} = L_{\text{validation}} - L_{\text{training}}$$
//
// | training loss | validation loss | what it is                                                                  |
// | ------------- | --------------- | --------------------------------------------------------------------------- |
// | high          | high            | [[underfitting]]: the model is too simple, or has not been trained enough    |
// | low           | high            | [[overfitting]]: it has learned the examples by heart, chance included      |
// | low           | low             | what we want                                                                |
//
// Whatever makes learning by heart harder, so that the gap gets smaller, is called [[regularisation]].
//
// Article 3 describes overfitting as doing well on the training data and badly on the *test* data. That is what it is. To find
// it out, though, and to act upon it, one takes validation data: whoever acts upon test data has no test data any more. We
// come back to that at the end.

// %% [markdown] id="concept" lang="zh" src="a6bfaecd"
// ## 死记硬背
//
// 把去年的考卷连答案一起背下来的学生，去年的考卷能得满分。他学到了什么，要看今年的考卷。网络也是一样：训练使**训练**样本上的损失变小，
// 而我们想要的，是从未见过的样本上的损失也小。两者之差叫作[[泛化差距]]：
//
// $$\text{差距} = L_{\text{验证}} - L_{\text{训练}}$$
//
// | 训练损失 | 验证损失 | 这是什么                                           |
// | -------- | -------- | -------------------------------------------------- |
// | 高       | 高       | [[欠拟合]]：模型太简单，或者训练得不够             |
// | 低       | 高       | [[过拟合]]：把样本连同偶然的成分一起背了下来       |
// | 低       | 低       | 我们想要的                                         |
//
// 凡是让死记硬背变难、从而缩小差距的手段，都叫[[正则化]]。
//
// 第三篇文章说，过拟合是指模型在训练数据上表现良好，但在**测试**数据上表现较差。它的含义确实如此。不过，要发现它、对付它，
// 应当用验证数据：谁根据测试数据采取了行动，谁手里就不再有测试数据了。这一点，本章末尾还会谈到。

// %% [markdown] id="points-text" lang="en"
// ## Twelve points
//
// First an example that is small enough to see all of it: twelve points of the curve $f(x) = \sin 3x$, measured with an error of
// standard deviation $\sigma = 0.3$. The model is a polynomial of degree 9, so it has ten parameters for twelve points:
//
// $$\hat y = w_0 + w_1 x + w_2 x^2 + \dots + w_9 x^9$$
//
// The loss is the mean squared error, and we add the penalty that chapter 07 announced, with a factor $\lambda \ge 0$ that
// says how much it counts:
//
// $$J(\theta) = L(\theta) + \frac{\lambda}{2} \sum_l \lVert W^{(l)} \rVert^2$$ (eq:l2)
//
// $\lVert W \rVert^2$ is the sum of all squared weights, which is why this is called **L2**. The bias, here $w_0$, is left
// out: it shifts the curve, but does not bend it. Large weights do bend it. Put the points into the rows
// $(1, x_i, x_i^2, \dots)$ of a matrix $X$. Where $J$ is lowest, its gradient is 0, and that is a system of linear equations:
//
// $$\frac{2}{N} X^\top (X w - y) + \lambda \, w = 0 \quad\Longleftrightarrow\quad \Big( \frac{2}{N} X^\top X + \lambda I \Big) w = \frac{2}{N} X^\top y$$
//
// (with a 0 in place of the first 1 of the identity matrix $I$, for the bias). No gradient descent is needed: the next cell
// solves it, by elimination as in school.

// %% [markdown] id="points-text" lang="zh" src="2257e12a"
// ## 十二个点
//
// 先看一个小得能看清全貌的例子：曲线 $f(x) = \sin 3x$ 上的十二个点，测量误差的标准差是 $\sigma = 0.3$。模型是一个 9 次多项式，
// 也就是说，十二个点有十个参数：
//
// $$\hat y = w_0 + w_1 x + w_2 x^2 + \dots + w_9 x^9$$
//
// 损失是均方误差，再加上第 07 章预告过的惩罚项，系数 $\lambda \ge 0$ 表示它的分量：
//
// $$J(\theta) = L(\theta) + \frac{\lambda}{2} \sum_l \lVert W^{(l)} \rVert^2$$ (eq:l2)
//
// $\lVert W \rVert^2$ 是所有权重的平方和，所以这叫 **L2** 正则化。偏置（这里是 $w_0$）不受惩罚：它只让曲线平移，不会让曲线弯曲；
// 让曲线弯曲的是大的权重。把各点写成矩阵 $X$ 的行 $(1, x_i, x_i^2, \dots)$。在 $J$ 最低的地方梯度为 0，这就是一个线性方程组：
//
// $$\frac{2}{N} X^\top (X w - y) + \lambda \, w = 0 \quad\Longleftrightarrow\quad \Big( \frac{2}{N} X^\top X + \lambda I \Big) w = \frac{2}{N} X^\top y$$
//
// （单位矩阵 $I$ 的第一个 1 换成 0，因为偏置不受惩罚。）这里用不着梯度下降：下一个单元格用消元法直接求解，和中学里学的一样。

// %% id="solve"
const upTo = (n: number, from = 0) => Array.from({ length: n }, (_, i) => from + i);
const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

// en: the w for which A w = b
// zh: 使 A w = b 的 w
function solve(A: number[][], b: number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]]);
  upTo(b.length).forEach((c) => {
    const pivot = upTo(b.length - c, c).reduce((best, r) => (Math.abs(rows[r][c]) > Math.abs(rows[best][c]) ? r : best));
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    rows.forEach((row, r) => {
      const factor = row[c] / rows[c][c];
      if (r !== c) row.forEach((_, j) => (row[j] -= factor * rows[c][j]));
    });
  });
  return rows.map((row, i) => row[b.length] / row[i]);
}
solve([[2, 1], [1, 3]], [5, 10])

// %% id="ridge"
const degree = 9;
function fitCurve(xs: number[], ys: number[], lambda: number): number[] {
  const X = xs.map((x) => upTo(degree + 1).map((k) => x ** k));
  const dot = (i: number, values: number[]) => 2 * mean(X.map((row, n) => row[i] * values[n]));
  const penalty = (i: number, j: number) => (i === j && i > 0 ? lambda : 0);
  const A = upTo(degree + 1).map((i) => upTo(degree + 1).map((j) => dot(i, X.map((row) => row[j])) + penalty(i, j)));
  return solve(A, upTo(degree + 1).map((i) => dot(i, ys)));
}
const valueAt = (w: number[], x: number): number => w.reduce((total, value, k) => total + value * x ** k, 0);
const truth = (x: number): number => Math.sin(3 * x);
const sigma = 0.3;
const twelve = upTo(12).map((i) => -1 + (2 * i) / 11);
const measure = (random: ReturnType<typeof rng>): number[] => {
  const noise = random.normal([12], { std: sigma }).data;
  return twelve.map((x, i) => truth(x) + noise[i]);
};
const measured = measure(rng(15));
table([0, 1e-4, 1e-2, 1].map((lambda) => {
  const w = fitCurve(twelve, measured, lambda);
  return {
    λ: lambda,
    [text({ en: 'largest |w|', zh: '最大的 |w|' })]: Math.max(...w.slice(1).map(Math.abs)),
    [text({ en: 'loss L on the twelve points', zh: '十二个点上的损失 L' })]:
      mean(twelve.map((x, i) => (valueAt(w, x) - measured[i]) ** 2)),
  };
}))

// %% [markdown] id="slider-text" lang="en"
// Without the penalty the loss is smallest, and the weights are absurdly large: they cancel each other at the twelve points.
//
// > **Predict before you run.** The slider goes from $\lambda = 0$ to $\lambda = 10$. What will the curve look like at either end,
// > and where between them will it come closest to the true one?

// %% [markdown] id="slider-text" lang="zh" src="b06f914a"
// 没有惩罚时损失最小，权重却大得离谱：它们只是在十二个点上恰好互相抵消。
//
// > **先预测，再运行。** 滑块从 $\lambda = 0$ 到 $\lambda = 10$。两端的曲线各是什么样子？中间哪里最接近真实的曲线？

// %% id="slider" tags=["check:plot", "slider", "experiment"]
const places = upTo(33).map((i) => -1 + i / 16);
const curve = (f: (x: number) => number) => places.map((x) => ({ x, y: Number(f(x).toFixed(3)) }));
const lambdas = [0, 1e-4, 1e-2, 0.1, 10];
const [pointsName, truthName, fitName] = [
  text({ en: 'measured', zh: '测量值' }), text({ en: 'truth', zh: '真实曲线' }), text({ en: 'polynomial', zh: '多项式' }),
];
await frames(lambdas.map((lambda) => {
  const w = fitCurve(twelve, measured, lambda);
  return lines({
    [fitName]: curve((x) => valueAt(w, x)),
    [truthName]: curve(truth),
    [pointsName]: twelve.map((x, i) => ({ x, y: measured[i] })),
  }, { points: [pointsName], xLabel: 'x', yLabel: 'y', width: 230, height: 150 });
}), {
  label: 'λ',
  values: lambdas,
  title: text({ en: 'Ten parameters, twelve points', zh: '十个参数，十二个点' }),
})

// %% [markdown] id="bias-text" lang="en"
// At the left end the curve runs after every point and swings wildly between them; at the right end it is all but a
// straight line that ignores them.
//
// ## Bias and variance
//
// Twelve points are one draw of many. Measure again, and a curve that goes through every point becomes another curve; a
// curve that is nearly flat stays as it was. So there are two ways to be wrong. Let $\hat y$ be the prediction at a place
// $x$, which depends on the draw, $\bar y$ its mean over all draws, and $y = f(x) + \text{noise}$ a new measurement there:
//
// $$\mathbb{E}\big[(\hat y - y)^2\big] = \underbrace{(\bar y - f)^2}_{\text{bias}^2} + \underbrace{\mathbb{E}\big[(\hat y - \bar y)^2\big]}_{\text{variance}} + \underbrace{\sigma^2}_{\text{noise}}$$ (eq:bias-variance)
//
// $\mathbb{E}$ is the mean over all draws and all noise. The [[bias of a method|bias]] is how far the method is off on average
// (this bias has nothing to do with the $b$ of a layer), the [[variance of a method|variance]] how far a single draw is off from
// that average. The noise nobody can predict. We measure: {{biasVariance.draws}} draws for each $\lambda$, means over 33 places.
//
// > **Predict before you run.** With growing $\lambda$, which of the two falls, and which rises?

// %% [markdown] id="bias-text" lang="zh" src="a66c18c1"
// 在左端，曲线追着每个点跑，在点与点之间大起大落；在右端，它几乎成了一条对这些点不理不睬的直线。
//
// ## 偏差与方差
//
// 这十二个点只是许多可能中的一次抽样。重新测量一次，穿过每个点的曲线就变成另一条；近乎平直的曲线则几乎不变。所以，错有两种错法。
// 设 $\hat y$ 是在 $x$ 处的预测，它取决于抽到的样本；$\bar y$ 是它对所有抽样的平均；$y = f(x) + \text{噪声}$ 是那里的一次新测量。那么：
//
// $$\mathbb{E}\big[(\hat y - y)^2\big] = \underbrace{(\bar y - f)^2}_{\text{偏差}^2} + \underbrace{\mathbb{E}\big[(\hat y - \bar y)^2\big]}_{\text{方差}} + \underbrace{\sigma^2}_{\text{噪声}}$$ (eq:bias-variance)
//
// $\mathbb{E}$ 表示对所有抽样和噪声取平均。[[偏差]]说的是这种方法平均起来偏了多少（它与层里的偏置 $b$ 毫无关系，只是英文都叫 bias），
// [[方差]]说的是单次抽样偏离这个平均多远。噪声则谁也预测不了。下面来测：每个 $\lambda$ 抽样 {{biasVariance.draws}} 次，对 33 个位置取平均。
//
// > **先预测，再运行。** $\lambda$ 增大时，这两者哪个下降，哪个上升？

// %% id="biasVariance" tags=["eq:bias-variance", "check:num=1e-3"]
const draws = 200;
const parts = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1].map((lambda) => {
  const random = rng(15); // en: the same draws for every λ // zh: 对每个 λ 都用同样的抽样
  const samples = upTo(draws).map(() => measure(random));
  const fitted = samples.map((ys) => fitCurve(twelve, ys, lambda));
  const predictions = tensor(fitted.map((w) => places.map((x) => valueAt(w, x))));
  const average = predictions.mean(0);
  const bias = average.sub(tensor(places.map(truth))).square().mean().item();
  const variance = predictions.sub(average).square().mean().item();
  const training = mean(samples.map((ys, s) => mean(twelve.map((x, i) => (valueAt(fitted[s], x) - ys[i]) ** 2))));
  return { lambda, bias, variance, training, expected: bias + variance + sigma ** 2 };
});
const best = parts.reduce((a, b) => (b.expected < a.expected ? b : a));
results({ draws, bestLambda: best.lambda, bestError: best.expected, leastError: sigma ** 2 })

// %% id="bias-variance-plot" tags=["check:plot"]
const overLambda = (of: (part: typeof best) => number) => parts.map((part) => ({ x: part.lambda, y: of(part) }));
lines({
  [text({ en: 'error on new points', zh: '新点上的误差' })]: overLambda(({ expected }) => expected),
  [text({ en: 'bias²', zh: '偏差²' })]: overLambda(({ bias }) => bias),
  [text({ en: 'variance', zh: '方差' })]: overLambda(({ variance }) => variance),
  [text({ en: 'error on the twelve points', zh: '十二个点上的误差' })]: overLambda(({ training }) => training),
}, {
  logX: true,
  xLabel: 'λ',
  yLabel: text({ en: 'squared error', zh: '平方误差' }),
  title: text({ en: 'What a penalty trades', zh: '惩罚项的得与失' }),
  width: 300,
  height: 160,
})

// %% [markdown] id="bias-after" lang="en"
// A weak penalty leaves the bias near 0 and pays with variance; a strong one the other way round. The least error,
// {{biasVariance.bestError|2}}, lies between them, here at $\lambda =$ {{biasVariance.bestLambda}}; it cannot fall below the noise,
// $\sigma^2 =$ {{biasVariance.leastError|2}}. And the error on the twelve points themselves tells none of it: it only rises with
// $\lambda$. To choose $\lambda$ by the training error means to choose 0.
//
// ## The step: weight decay
//
// For a network there is no formula for the lowest place, only steps. With the gradient of $J$, which is
// $\nabla L + \lambda W$ (eq:dW-l2), a step of gradient descent is
//
// $$W \leftarrow W - \alpha \, (\nabla L + \lambda W) = (1 - \alpha\lambda) \, W - \alpha \, \nabla L$$ (eq:shrink)
//
// Every weight first loses the share $\alpha\lambda$ of itself: hence the name [[weight decay]]. From scratch, for one layer
// $\hat Y = X W$ with mean squared error, on eight examples:

// %% [markdown] id="bias-after" lang="zh" src="408ecee8"
// 惩罚弱，偏差接近 0，代价是方差；惩罚强则相反。最小的误差是 {{biasVariance.bestError|2}}，在两者之间，
// 这里是 $\lambda =$ {{biasVariance.bestLambda}}；它不可能低于噪声，即 $\sigma^2 =$ {{biasVariance.leastError|2}}。
// 而十二个点本身的误差对此只字不提：它随 $\lambda$ 增大只会上升。按训练误差来选 $\lambda$，选出来的永远是 0。
//
// ## 走一步：权重衰减
//
// 网络的最低处没有公式可用，只能一步步走。$J$ 的梯度是 $\nabla L + \lambda W$ (eq:dW-l2)，所以梯度下降的一步是
//
// $$W \leftarrow W - \alpha \, (\nabla L + \lambda W) = (1 - \alpha\lambda) \, W - \alpha \, \nabla L$$ (eq:shrink)
//
// 每个权重先失去自身的 $\alpha\lambda$，所以叫[[权重衰减]]。下面对一层 $\hat Y = X W$ 和均方误差，用八个样本从零写一遍：

// %% id="l2-step" tags=["scratch", "eq:l2", "check:num"]
type Matrix = number[][];
const [X8, Y8] = [rng(1).normal([8, 3]), rng(2).normal([8, 2])];
const start = rng(3).normal([3, 2]);

// en: ∂L/∂W for the mean over 8 examples and 2 outputs
// zh: 对 8 个样本、2 个输出取平均时的 ∂L/∂W
function slopes(W: Matrix): Matrix {
  const [X, Y] = [X8.toArray(), Y8.toArray()];
  const errors = X.map((x, n) => upTo(2).map((j) => x.reduce((total, xi, i) => total + xi * W[i][j], 0) - Y[n][j]));
  return W.map((row, i) => row.map((_, j) => (2 / 16) * errors.reduce((total, e, n) => total + e[j] * X[n][i], 0)));
}
function l2Step(W: Matrix, alpha: number, lambda: number): Matrix {
  const g = slopes(W);
  return W.map((row, i) => row.map((w, j) => (1 - alpha * lambda) * w - alpha * g[i][j]));
}
const stepped = l2Step(start.toArray().map((row) => [...row]), 0.1, 0.5);
stepped.map((row) => row.map((w) => Number(w.toFixed(4))))

// %% [markdown] id="l2-framework-text" lang="en"
// In the framework, a layer has the option `l2`. As in Keras it means $\lambda \lVert W \rVert^2$ *without* the $\frac12$, so
// our $\lambda$ is $\lambda / 2$ there. (Biases are left out there, too.)
//
// > **Predict before you run.** Adam divides the whole gradient, with the term $\lambda W$ in it, by its size (chapter 06). Is
// > Adam with `l2` still Adam’s plain step, plus the loss of the share $\alpha\lambda$?

// %% [markdown] id="l2-framework-text" lang="zh" src="3191a813"
// 框架的层有选项 `l2`。与 Keras 一样，它指的是 $\lambda \lVert W \rVert^2$，**没有** $\frac12$，所以我们的 $\lambda$ 相当于那里的
// $\lambda / 2$。（框架里偏置也不受惩罚。）
//
// > **先预测，再运行。** Adam 会把整个梯度（其中包括 $\lambda W$ 这一项）除以它的大小（第 06 章）。那么带 `l2` 的 Adam，
// > 是否仍然等于 Adam 普通的一步，再减去权重的 $\alpha\lambda$？

// %% id="l2-framework" tags=["framework", "check:exact"]
async function after(optimizer: Optimizer, l2 = 0) {
  const linear = sequential([3], dense(2, { useBias: false, l2 })).compile({ optimizer, loss: 'meanSquaredError' });
  const [W] = linear.model.parameters();
  W.assign(start);
  await linear.fit(X8, Y8, { batchSize: 8, progress: false });
  return W.cast('float32');
}
const [alpha, lambda] = [0.1, 0.5];
const near = (a: ReturnType<typeof tensor>, b: ReturnType<typeof tensor>) => a.sub(b).abs().max().item() < 1e-6;
const shrunk = (plain: Awaited<ReturnType<typeof after>>) => plain.sub(start.mul(alpha * lambda));

const descended = await after(sgd({ learningRate: alpha }), lambda / 2);
console.log(text({ en: 'from scratch = sgd, l2  ', zh: '从零写起 = sgd, l2   ' }), near(descended, tensor(stepped)));
console.log(text({ en: 'sgd, l2  = sgd, shrunk  ', zh: 'sgd, l2  = sgd, 缩小  ' }), near(descended, shrunk(await after(sgd({ learningRate: alpha })))));
const adamStep = shrunk(await after(adam({ learningRate: alpha })));
console.log(text({ en: 'adam, l2 = adam, shrunk ', zh: 'adam, l2 = adam, 缩小 ' }), near(await after(adam({ learningRate: alpha }), lambda / 2), adamStep));
console.log(text({ en: 'adamW    = adam, shrunk ', zh: 'adamW    = adam, 缩小 ' }), near(await after(adamW({ learningRate: alpha, weightDecay: lambda })), adamStep));

// %% [markdown] id="l2-framework-after" lang="en"
// For gradient descent the penalty and the decay are the same thing. For Adam they are not: what is added to the gradient gets
// divided with it. `adamW` (Loshchilov and Hutter, 2019) therefore lets the weights decay beside Adam’s step.
//
// ## Five hundred digits
//
// Now the digits: 784 → 64 → 64 → 10 as in chapter 09, with Adam, but 500 images instead of 60,000. Chance decides a good deal
// with so few, so everything is measured three times: each time with 500 *other* images and another start. For validation
// we take 1,000 images. Whoever has only 500 for training cannot spare that many; we afford them in order to see the
// effects clearly.
//
// `network` and `run` have a switch for every remedy to come, all of them off by default. `run` trains a network and takes notes after every
// fourth epoch: the loss on the training images, measured like that on the validation images, without any remedy at work,
// and the length $\lVert W \rVert$ of all weights together.

// %% [markdown] id="l2-framework-after" lang="zh" src="267dcb08"
// 对梯度下降来说，惩罚与衰减是同一回事。对 Adam 则不是：加进梯度里的东西，也会一起被除。所以 `adamW`
// （Loshchilov 和 Hutter，2019）让权重在 Adam 的一步之外另行衰减。
//
// ## 五百个数字
//
// 现在来看手写数字：与第 09 章一样是 784 → 64 → 64 → 10，用 Adam，但只有 500 幅图像，而不是 60000 幅。图像这么少，运气的成分就大，
// 所以一切都测三次：每次用**另外** 500 幅图像，也换一个起点。验证用 1000 幅。只有 500 幅训练图像的人，
// 当然拿不出这么多来验证；我们这样做，是为了把效果看清楚。
//
// `network` 和 `run` 为后面的每种对策都留了开关，默认全部关闭。`run` 训练一个网络，每四轮做一次记录：训练图像上的损失
// （与验证图像一样，测量时不启用任何对策），以及全部权重合起来的长度 $\lVert W \rVert$。

// %% id="digits"
const size = byProfile({
  tiny: { images: 100, validation: 200, epochs: 4, rates: 2, points: 2, draws: 2 },
  standard: { images: 500, validation: 1_000, epochs: 32, rates: 4, points: 3, draws: 3 },
  full: { images: 500, validation: 10_000, epochs: 100, rates: 4, points: 4, draws: 3 },
});
const data = await mnist.load({ train: 3 * size.images + size.validation });
const { train: pool, validation } = split(data.xTrain, data.yTrain, { validation: size.validation });
const sampleOf = (draw: number) => {
  const chosen = upTo(size.images, draw * size.images);
  return { x: pool.x.rows(chosen), y: pool.y.rows(chosen) };
};

// %% id="network"
interface Settings {
  lambda?: number; // en: the strength of L2 // zh: L2 的强度
  p?: number; // en: the rate of dropout // zh: 随机失活的比率
  optimizer?: Optimizer;
}
function network({ lambda: strength = 0, p = 0, optimizer = adam({ learningRate: 0.003 }) }: Settings = {}) {
  const hidden = () => dense(64, { activation: 'relu', l2: strength / 2 });
  return sequential([28, 28, 1], flatten(),
    hidden(), dropout(p),
    hidden(), dropout(p),
    dense(10, { activation: 'softmax', l2: strength / 2 }),
  ).compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
}

// en: L and accuracy; `evaluate` counts the penalty in, as Keras does, so it is taken off again
// zh: L 与准确率；`evaluate` 与 Keras 一样把惩罚算在内，所以再减去它
async function measureOn(model: ReturnType<typeof network>, { x, y }: ReturnType<typeof sampleOf>) {
  const { loss, accuracy } = await model.evaluate(x, y);
  return { loss: loss - (model.model.penalty()?.item() ?? 0), accuracy };
}

// %% id="notes"
type Point = { x: number; y: number };
type Model = ReturnType<typeof network>;
type Sample = ReturnType<typeof sampleOf>;

// en: takes notes every fourth epoch: both losses, and the length of all weights
// zh: 每四轮记录一次：两个损失，以及全部权重的长度
function notesOn(model: Model, sample: Sample) {
  const curves: Record<'loss' | 'valLoss' | 'norm', Point[]> = { loss: [], valLoss: [], norm: [] };
  const notes: Callback = {
    async onEpochEnd(epoch) {
      if (epoch % 4 !== 3) return;
      const note = (name: keyof typeof curves, y: number) => curves[name].push({ x: epoch + 1, y });
      note('loss', (await measureOn(model, sample)).loss);
      note('valLoss', (await measureOn(model, validation)).loss);
      const weights = model.model.parameters().filter(({ rank }) => rank === 2);
      note('norm', Math.hypot(...weights.map((W) => W.norm().item())));
    },
  };
  return { curves, notes };
}

// %% id="run"
interface Training extends Settings {
  epochs?: number;
  varied?: boolean; // en: whether the images are varied // zh: 是否变换图像
  patience?: number; // en: stops early // zh: 早停
}
const vary = augment({ shift: 2, rotate: 10, scale: 0.1 }); // en: explained below // zh: 见下文

async function run(training: Training = {}, draw = 0, sample = sampleOf(draw)) {
  const { epochs = size.epochs, varied = false, patience } = training;
  seed(15 + draw);
  const model = network(training);
  const { curves, notes } = notesOn(model, sample);
  const options = { epochs, batchSize: 25, callbacks: [notes], progress: false };
  const stop = patience !== undefined && {
    validationData: [validation.x, validation.y] as const,
    callbacks: [notes, earlyStopping({ patience, restoreBest: true })],
  };
  const { loss } = await model.fit(sample.x, sample.y, { ...options, ...stop, ...(varied && { augment: vary }) });
  const [seen, unseen] = [await measureOn(model, sample), await measureOn(model, validation)];
  return { ...seen, valLoss: unseen.loss, valAccuracy: unseen.accuracy, curves, epochs: loss.length, model };
}
type Run = Awaited<ReturnType<typeof run>>;

async function onAllDraws(training: Training): Promise<Run[]> {
  const runs: Run[] = [];
  for (const draw of upTo(size.draws)) runs.push(await run(training, draw));
  return runs;
}

// %% [markdown] id="plain-text" lang="en"
// First without any remedy.
//
// > **Predict before you run.** 55,050 parameters, 500 images. Where will the accuracy on the training images end, and where on
// > the validation images? And the two losses?

// %% [markdown] id="plain-text" lang="zh" src="0335bdbb"
// 先不用任何对策。
//
// > **先预测，再运行。** 55050 个参数，500 幅图像。训练图像上的准确率最后会到哪里？验证图像上呢？两个损失又会怎样？

// %% id="plain" tags=["experiment", "check:band=valAccuracy:0.83..0.92", "check:band=accuracy:0.99..1", "check:band@tiny=valAccuracy:0.2..1", "check:band@tiny=accuracy:0.2..1", "check:band@synthetic digits=valAccuracy:0.3..1", "check:band@synthetic digits=accuracy:0.5..1", "check:band@tiny@synthetic digits=valAccuracy:0.15..1", "check:band@tiny@synthetic digits=accuracy:0.2..1"]
const plain = await onAllDraws({});
const meanOf = (runs: readonly Run[], name: 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy'): number =>
  mean(runs.map((each) => each[name]));
results({
  accuracy: meanOf(plain, 'accuracy'),
  valAccuracy: meanOf(plain, 'valAccuracy'),
  loss: meanOf(plain, 'loss'),
  valLoss: meanOf(plain, 'valLoss'),
})

// %% id="plain-plot" tags=["check:plot"]
lines({ loss: plain[0].curves.loss, valLoss: plain[0].curves.valLoss }, {
  yLabel: text({ en: 'loss', zh: '损失' }),
  title: text({ en: 'Five hundred images, no remedy', zh: '五百幅图像，没有对策' }),
  width: 320,
  height: 150,
})

// %% [markdown] id="plain-after" lang="en"
// On average {{plain.accuracy|percent}} of the training images are read rightly, and {{plain.valAccuracy|percent}} of the others. The
// training loss has come down to {{plain.loss}}, the validation loss stands at {{plain.valLoss|2}}. And the figure shows that
// the latter has been *rising* for most of the training, while the former kept falling. This is what overfitting looks like.
//
// ## Remedy 1: L2
//
// Four strengths on the first draw, and how long all weights together become:

// %% [markdown] id="plain-after" lang="zh" src="202aab05"
// 训练图像平均读对了 {{plain.accuracy|percent}}，别的图像则是 {{plain.valAccuracy|percent}}。训练损失降到了 {{plain.loss}}，
// 验证损失却是 {{plain.valLoss|2}}。而且从图上看，训练的大部分时间里，训练损失一直在降，验证损失却在**上升**。过拟合就是这个样子。
//
// ## 对策一：L2
//
// 在第一次抽样上试四种强度，并看看全部权重合起来有多长：

// %% id="l2-runs"
const strengths = [0, 0.001, 0.01, 0.1];
const byStrength: Run[] = [];
for (const strength of strengths) byStrength.push(strength === 0 ? plain[0] : await run({ lambda: strength }));
table(byStrength.map(({ loss, valLoss, valAccuracy, curves }, i) => ({
  λ: strengths[i],
  '‖W‖': curves.norm[curves.norm.length - 1].y,
  [text({ en: 'training loss', zh: '训练损失' })]: loss,
  [text({ en: 'validation loss', zh: '验证损失' })]: valLoss,
  [text({ en: 'validation accuracy (%)', zh: '验证准确率（%）' })]: 100 * valAccuracy,
})))

// %% id="norms" tags=["check:plot"]
lines(Object.fromEntries(byStrength.map(({ curves }, i) => [`λ = ${strengths[i]}`, curves.norm])), {
  yLabel: '‖W‖',
  title: text({ en: 'Length of all weights', zh: '全部权重的长度' }),
  width: 320,
  height: 150,
})

// %% [markdown] id="dropout-text" lang="en"
// The stronger the penalty, the shorter the weights. A little of it lowers the validation loss, though on this draw the accuracy gains
// nothing; with $\lambda = 0.1$ not even the training images are learned any more, which is underfitting.
//
// ## Remedy 2: dropout
//
// [[dropout|Dropout]] (Srivastava et al., 2014) leaves out units at random: in each step of the training, each activation $a_i$ is set
// to 0 with the probability $p$, for each image anew. No unit can rely on another one being there, so none can specialise in
// correcting another’s mistakes on a few known images.
//
// Afterwards nothing is left out. But then the next layer would receive more than it has been used to: while training, only the
// share $1 - p$ of the activations came through. So what does come through is enlarged by just that factor:
//
// $$\tilde a_i = \frac{m_i}{1 - p} \, a_i \qquad\qquad m_i = \begin{cases} 1 & \text{with probability } 1 - p \\ 0 & \text{with probability } p \end{cases}$$ (eq:dropout)
//
// With it the *expectation*, the mean over all that may be drawn, is what it would be without dropout:
//
// $$\mathbb{E}[\tilde a_i] = (1 - p) \cdot \frac{1}{1 - p} \, a_i + p \cdot 0 = a_i$$
//
// That is *inverted* dropout. (The paper scales the other way round, by $1 - p$ after the training; then every use of the
// network has to remember it.)

// %% [markdown] id="dropout-text" lang="zh" src="c84377e2"
// 惩罚越强，权重越短。惩罚少许，验证损失就会降低，不过这次抽样上的准确率并没有提高；$\lambda = 0.1$ 时，连训练图像也学不会了，这就是欠拟合。
//
// ## 对策二：随机失活
//
// [[随机失活]]由 Srivastava 等人（2014）提出，它随机去掉一些单元：训练的每一步里，每个激活值 $a_i$ 都以概率 $p$ 被置为 0，对每幅图像重新抽取。
// 于是任何单元都不能指望别的单元一定在场，也就没法专门去纠正别的单元在少数几幅已知图像上的错误。
//
// 训练之后，什么都不去掉。可是这样一来，下一层收到的就比习惯的多了：训练时只有 $1 - p$ 那么多的激活值能通过。
// 所以，通过的那些要按这个比例放大：
//
// $$\tilde a_i = \frac{m_i}{1 - p} \, a_i \qquad\qquad m_i = \begin{cases} 1 & \text{概率为 } 1 - p \\ 0 & \text{概率为 } p \end{cases}$$ (eq:dropout)
//
// 这样，**期望**（对所有可能的抽取求平均）就和没有随机失活时一样：
//
// $$\mathbb{E}[\tilde a_i] = (1 - p) \cdot \frac{1}{1 - p} \, a_i + p \cdot 0 = a_i$$
//
// 这叫**反向**随机失活（inverted dropout）。论文里的缩放是反过来的：训练之后再乘以 $1 - p$；那样的话，每次使用网络都得记着这件事。

// %% id="dropout-scratch" tags=["eq:dropout", "check:num=1e-3"]
const rate = 0.4;
const random = rng(15);
function dropOut(a: readonly number[]): number[] {
  const m = random.bernoulli([a.length], 1 - rate).data;
  return a.map((value, i) => (m[i] * value) / (1 - rate));
}
const activations = [0.5, 1, 2];
const drawn = upTo(20_000).map(() => dropOut(activations));
table(activations.map((a, i) => {
  const centre = mean(drawn.map((each) => each[i]));
  return {
    a,
    [text({ en: 'first draw', zh: '第一次抽取' })]: drawn[0][i],
    [text({ en: 'mean of 20,000', zh: '20,000 次的平均' })]: centre,
    [text({ en: 'the same without 1/(1 − p)', zh: '同上，没有 1/(1 − p)' })]: (1 - rate) * centre,
  };
}))

// %% id="dropout-framework" tags=["check:exact"]
const layer = dropout(rate);
const inTraining = applyLayer(layer, tensor([activations]), { training: true, rng: rng(15) });
const inUse = applyLayer(layer, tensor([activations]), { training: false });
console.log(text({ en: 'framework = first draw:', zh: '框架 = 第一次抽取：' }), near(inTraining, tensor([drawn[0]])));
console.log(text({ en: 'after training:        ', zh: '训练之后：          ' }), inUse.toString());

// %% id="dropout-runs"
const dropped = await onAllDraws({ p: rate });
results({
  dropLoss: meanOf(dropped, 'loss'),
  dropValLoss: meanOf(dropped, 'valLoss'),
  dropValAccuracy: meanOf(dropped, 'valAccuracy'),
})

// %% [markdown] id="augment-text" lang="en"
// ## Remedy 3: more images out of the same ones
//
// A 7 that is shifted by two pixels is still a 7. [[data augmentation|Data augmentation]] puts such knowledge to use: let $T$ be a random
// transformation that leaves the meaning of an image alone. Then the loss is not taken of each image once but as the mean over
// all its variations, with the same label:
//
// $$L_{\text{aug}}(\theta) = \frac{1}{N} \sum_{i=1}^{N} \mathbb{E}_T \big[ \ell \big( f_\theta(T x_i), \, y_i \big) \big]$$ (eq:augment)
//
// Here $f_\theta$ is the network and $\ell$ the loss of a single answer. Nobody computes that mean; each epoch draws one $T$ for each image,
// as each step draws a batch. Our $T$ shifts by up to 2 pixels, turns by up to 10 degrees, and enlarges or shrinks by up
// to a tenth. The simplest of these from scratch, and then one image, unchanged and in nine variations:

// %% [markdown] id="augment-text" lang="zh" src="837b27b0"
// ## 对策三：从同样的图像得到更多图像
//
// 把一个 7 平移两个像素，它还是 7。[[数据增强]]利用的就是这种知识：设 $T$ 是一个不改变图像含义的随机变换。损失不再对每幅图像只算一次，
// 而是对它的所有变体取平均，标签不变：
//
// $$L_{\text{aug}}(\theta) = \frac{1}{N} \sum_{i=1}^{N} \mathbb{E}_T \big[ \ell \big( f_\theta(T x_i), \, y_i \big) \big]$$ (eq:augment)
//
// 其中 $f_\theta$ 是网络，$\ell$ 是单个回答的损失。没有人真去算这个平均；每一轮为每幅图像抽取一个 $T$，正如每一步抽取一个批次。
// 我们的 $T$ 最多平移 2 个像素、旋转 10 度、放大或缩小一成。先把其中最简单的从零写一遍，再看一幅图像的原样和九个变体：

// %% id="shift" tags=["check:exact"]
function shifted(image: readonly (readonly (readonly number[])[])[], down: number, right: number): number[][] {
  return image.map((row, r) => row.map((_, c) => image[r - down]?.[c - right]?.[0] ?? 0));
}
const one = pool.x.rows([0]);
const byHand = shifted(one.toArray()[0], 2, -1);
const framework = warpImages(one, { shift: [2, -1] });
console.log(near(tensor(byHand).reshape([1, 28, 28, 1]), framework));

// %% id="variations" tags=["check:plot"]
const variations = augment({ shift: 2, rotate: 10, scale: 0.1, seed: 15 })(pool.x.rows(upTo(10).map(() => 0)));
imageGrid(tensor([...one.data, ...variations.data.subarray(784)], [10, 28, 28, 1]), {
  columns: 10,
  size: 56,
  title: text({ en: 'One image, and nine of its variations', zh: '一幅图像和它的九个变体' }),
})

// %% id="augment-runs" tags=["eq:augment", "experiment"]
const augmented = await onAllDraws({ varied: true });
const first = sampleOf(0);
// en: the loss of (eq:augment), its mean over T taken from ten variations of each image
// zh: (eq:augment) 的损失，对 T 的平均用每幅图像的十个变体来估计
async function augmentedLoss({ model }: Run): Promise<number> {
  const turn = augment({ shift: 2, rotate: 10, scale: 0.1, seed: 1 });
  const losses: number[] = [];
  for (const _ of upTo(10)) losses.push((await model.evaluate(turn(first.x), first.y)).loss);
  return mean(losses);
}
results({
  plainVaried: await augmentedLoss(plain[0]),
  augmentedVaried: await augmentedLoss(augmented[0]),
  plainLoss: plain[0].loss,
  augmentedValLoss: meanOf(augmented, 'valLoss'),
  augmentedValAccuracy: meanOf(augmented, 'valAccuracy'),
})

// %% [markdown] id="augment-after" lang="en"
// The network without augmentation knows its 500 images only as they stand: its loss on them is {{augment-runs.plainLoss}}, but
// {{augment-runs.plainVaried|2}} as soon as they are shifted and turned a little. For the one that was trained on variations it is
// {{augment-runs.augmentedVaried|2}}.
//
// ## Remedy 4: stop in time
//
// The simplest remedy is to stop before it gets worse: early stopping, as in chapter 03. The validation loss decides. When it
// has reached no new best for 5 epochs in a row, the training ends, and the network gets the weights of its best epoch back.

// %% [markdown] id="augment-after" lang="zh" src="f9c31f4e"
// 没有做过数据增强的网络，只认得那 500 幅图像原来的样子：在它们上面损失是 {{augment-runs.plainLoss}}，只要稍稍平移、旋转一下，
// 就成了 {{augment-runs.plainVaried|2}}。用变体训练过的网络，在变体上的损失是 {{augment-runs.augmentedVaried|2}}。
//
// ## 对策四：及时停下
//
// 最简单的对策，是在变坏之前停下来：这就是第 03 章的早停。由验证损失来决定：如果它连续 5 轮没有刷新最好成绩，训练就结束，
// 网络换回最好那一轮的权重。

// %% id="stop-runs"
const stopped = await onAllDraws({ patience: 5 });
results({
  epochs: stopped.map(({ epochs }) => epochs).join(', '),
  stoppedValLoss: meanOf(stopped, 'valLoss'),
  stoppedValAccuracy: meanOf(stopped, 'valAccuracy'),
})

// %% [markdown] id="together-text" lang="en"
// ## All of them, side by side
//
// Two rows are added. In one, L2, dropout and augmentation work together, with a weaker dropout. In the other there is no remedy at all but three
// times as many images, with the same number of steps.
//
// > **Predict before you run.** Rank the seven by their validation loss. What is best: all three remedies together, or three
// > times the images?

// %% [markdown] id="together-text" lang="zh" src="170cda39"
// ## 放在一起比
//
// 再加两行。一行是 L2、随机失活和数据增强一起上，其中随机失活弱一些。另一行什么对策也没有，只是图像多了两倍，步数相同。
//
// > **先预测，再运行。** 按验证损失给这七种情况排个名。哪个最好：三种对策一起上，还是图像变成三倍？

// %% id="together"
const methods = {
  [text({ en: 'no remedy', zh: '没有对策' })]: plain,
  [text({ en: 'L2, λ = 0.001', zh: 'L2，λ = 0.001' })]: await onAllDraws({ lambda: 0.001 }),
  [text({ en: 'dropout, p = 0.4', zh: '随机失活，p = 0.4' })]: dropped,
  [text({ en: 'augmentation', zh: '数据增强' })]: augmented,
  [text({ en: 'early stopping', zh: '早停' })]: stopped,
  [text({ en: 'all three', zh: '三者一起' })]:
    await onAllDraws({ lambda: 0.001, p: 0.2, varied: true }),
  [text({ en: '3 × the images', zh: '三倍图像' })]:
    [await run({ epochs: Math.round(size.epochs / 3) }, 0, pool)],
};
const range = (runs: readonly Run[]): number =>
  Math.max(...runs.map(({ valAccuracy }) => valAccuracy)) - Math.min(...runs.map(({ valAccuracy }) => valAccuracy));
table(Object.entries(methods).map(([name, runs]) => ({
  [text({ en: 'method', zh: '方法' })]: name,
  [text({ en: 'training loss', zh: '训练损失' })]: meanOf(runs, 'loss'),
  [text({ en: 'validation loss', zh: '验证损失' })]: meanOf(runs, 'valLoss'),
  [text({ en: 'gap', zh: '差距' })]: meanOf(runs, 'valLoss') - meanOf(runs, 'loss'),
  [text({ en: 'validation accuracy (%)', zh: '验证准确率（%）' })]: (100 * meanOf(runs, 'valAccuracy')).toFixed(1),
  [text({ en: 'range over the draws', zh: '各次之间的极差' })]: (100 * range(runs)).toFixed(1),
})))

// %% id="compared" tags=["check:band=augmentGain:0.015..0.08", "check:band=allValLoss:0.2..0.4", "check:band=moreValLoss:0.3..0.5", "check:band@tiny=augmentGain:-1..1", "check:band@tiny=allValLoss:0..9", "check:band@tiny=moreValLoss:0..9", "check:band@synthetic digits=augmentGain:-1..1", "check:band@synthetic digits=allValLoss:0..9", "check:band@synthetic digits=moreValLoss:0..9", "check:band@tiny@synthetic digits=augmentGain:-1..1", "check:band@tiny@synthetic digits=allValLoss:0..9", "check:band@tiny@synthetic digits=moreValLoss:0..9"]
const [without, withL2, withDropout, withAugment, withStop, withAll, withMore] = Object.values(methods);
results({
  augmentGain: meanOf(withAugment, 'valAccuracy') - meanOf(without, 'valAccuracy'),
  l2Gain: meanOf(withL2, 'valAccuracy') - meanOf(without, 'valAccuracy'),
  dropoutGain: meanOf(withDropout, 'valAccuracy') - meanOf(without, 'valAccuracy'),
  stopValLoss: meanOf(withStop, 'valLoss'),
  allValLoss: meanOf(withAll, 'valLoss'),
  moreValLoss: meanOf(withMore, 'valLoss'),
})

// %% id="gaps" tags=["check:plot"]
const gapOf = ({ curves: { loss, valLoss } }: Run): Point[] =>
  valLoss.map(({ x, y }, i) => ({ x, y: y - loss[i].y })).filter(({ x }) => x <= size.epochs);
const shown = Object.entries(methods).slice(0, 4);
lines(Object.fromEntries(shown.map(([name, runs]) => [name, gapOf(runs[0])])), {
  yLabel: text({ en: 'gap', zh: '差距' }),
  title: text({ en: 'Validation loss minus training loss', zh: '验证损失减训练损失' }),
  width: 250,
  height: 140,
})

// %% [markdown] id="rates-text" lang="en"
// Read the table with its last column in mind: what is smaller than the difference from draw to draw cannot be told from
// chance. (The last row is a single training; its range says nothing.) By accuracy, only augmentation, alone or with the others, and more
// images stand out. L2 and early stopping leave the accuracy about where it was, but lower the loss: the network makes as many mistakes,
// and is less sure of them. Dropout alone does nothing good for this small network in 32 epochs. And the three together hardly beat augmentation alone: remedies do not add up. By the loss, augmentation
// even beats three times the images, because it knows something that the images do not say: that a shifted digit is the same digit.
//
// ## Numbers that no gradient finds
//
// λ, $p$, the patience, the number of units, the learning rate: such numbers are the hyperparameters of chapter 12. (Article 1 calls the
// learning rate and the strength of regularisation *model parameters*, 模型参数. Parameters are what training changes, the weights
// and biases; these are set before it.) Training cannot find them: by the training loss, the best λ is 0. They are chosen
// by comparing trainings, on validation data.
//
// > **Erratum E20.** To the question how to choose the learning rate, article 3 (9.3) answers: by “grid search, learning rate
// > decay and other methods” (网格搜索、学习率衰减等方法), as if these were two ways to the same end. A **search selects**: it compares whole trainings, each with
// > a rate of its own, and keeps one. A **schedule varies**: in a single training it changes the rate from step to step, and
// > compares nothing. It does not replace the choice. It begins with some $\alpha_0$, which has to be chosen, and brings further
// > numbers that have to be chosen, too.
//
// First the schedules. With $t$ the number of the step, counted from 1, the three usual ones are
//
// $$\alpha_t = \alpha_0 \, r^{(t-1)/n} \qquad \alpha_t = \alpha_0 \, r^{\lfloor (t-1)/n \rfloor} \qquad \alpha_t = \frac{\alpha_0}{2} \Big( 1 + \cos \pi \, \frac{\min(t-1, n)}{n} \Big)$$ (eq:decay)
//
// The first (chapter 06) shrinks by the factor $r$ in every $n$ steps, a little in each; the second by the same factor, all at once;
// the third follows half a wave of the cosine down to 0, in $n$ steps.

// %% [markdown] id="rates-text" lang="zh" src="1a8bc2d9"
// 读这张表时要看着最后一列：比各次抽样之间的差别还小的，就分不清是效果还是运气。（最后一行只训练了一次，它的极差不说明什么。）
// 从准确率看，突出的只有数据增强（单独用，或者和别的一起用）和更多的图像。
// L2 与早停没怎么改变准确率，却降低了损失：网络犯的错一样多，只是对错误不那么自信了。单独使用随机失活，在
// 32 轮里没有给这个小网络带来什么好处。三者一起也几乎没有胜过单独的数据增强：对策的效果并不相加。
// 从损失看，数据增强甚至胜过三倍的图像，因为它知道一件图像没有说出来的事：平移之后还是同一个数字。
//
// ## 梯度找不到的数
//
// λ、$p$、耐心、单元个数、学习率，这样的数就是第 12 章说过的超参数。（第一篇文章把学习率、正则化的强度叫作“模型参数”。参数是训练会改变的东西，
// 即权重和偏置；而这些数在训练之前就定下了。）训练找不到它们：按训练损失，最好的 λ 就是 0。它们要靠比较多次训练来选，在验证数据上比。
//
// > **原文勘误 E20。** 如何选择学习率？第三篇文章（9.3）回答说，“可以通过网格搜索、学习率衰减等方法来确定”，仿佛这是殊途同归的两条路。
// > **搜索是选**：它比较许多次完整的训练，每次用各自的学习率，最后留下一个。**衰减是变**：它在一次训练之中逐步改变学习率，什么也不比较。
// > 衰减代替不了选择：它从某个 $\alpha_0$ 开始，这个数就得选；它还带来了别的数，也都得选。
//
// 先看衰减的方案。设 $t$ 是从 1 数起的步数，常用的三种是
//
// $$\alpha_t = \alpha_0 \, r^{(t-1)/n} \qquad \alpha_t = \alpha_0 \, r^{\lfloor (t-1)/n \rfloor} \qquad \alpha_t = \frac{\alpha_0}{2} \Big( 1 + \cos \pi \, \frac{\min(t-1, n)}{n} \Big)$$ (eq:decay)
//
// 第一种（见第 06 章）每 $n$ 步缩小到 $r$ 倍，平摊到每一步；第二种缩小同样的倍数，但一次完成；第三种沿着半个余弦波，用 $n$ 步降到 0。

// %% id="schedules" tags=["eq:decay", "check:exact"]
const formulas = (initial: number, n: number) => ({
  exponential: (t: number) => initial * 0.1 ** ((t - 1) / n),
  step: (t: number) => initial * 0.1 ** Math.floor((t - 1) / n),
  cosine: (t: number) => (initial / 2) * (1 + Math.cos((Math.PI * Math.min(t - 1, 2 * n)) / (2 * n))),
});
const built = (initial: number, n: number) => ({
  exponential: exponentialDecay({ initial, factor: 0.1, steps: n }),
  step: stepDecay({ initial, factor: 0.1, steps: n }),
  cosine: cosineDecay({ initial, steps: 2 * n }),
});
const [ours, theirs] = [formulas(0.1, 200), built(0.1, 200)];
const differences = upTo(600, 1).flatMap((t) => [
  ours.exponential(t) - theirs.exponential(t),
  ours.step(t) - theirs.step(t),
  ours.cosine(t) - theirs.cosine(t),
]);
Math.max(...differences.map(Math.abs)) < 1e-12

// %% [markdown] id="range-text" lang="en"
// Which $\alpha_0$? The range test of chapter 06 looks for candidates in one short training: the rate grows from step to step until
// the loss explodes. Here for plain gradient descent on the 500 images of the first draw:

// %% [markdown] id="range-text" lang="zh" src="bce73a29"
// 那么 $\alpha_0$ 取多少？第 06 章的范围测试只用一次很短的训练就能找出候选：学习率一步步增大，直到损失爆炸。
// 这里是普通梯度下降在第一次抽样的 500 幅图像上的结果：

// %% id="range" tags=["check:plot"]
seed(15);
const rateRange = await learningRateRange(network({ optimizer: sgd() }), first.x, first.y, {
  from: 1e-3,
  to: 10,
  steps: 60,
  batchSize: 25,
  seed: 15,
  progress: false,
});
const overRate = rateRange.smoothed.map((y, k) => ({ x: rateRange.learningRates[k], y }));
const candidate = Number(rateRange.suggestion.toPrecision(2));
lines({ loss: overRate.filter(({ y }) => y < 4) }, {
  logX: true,
  xLabel: text({ en: 'learning rate', zh: '学习率' }),
  yLabel: text({ en: 'loss, smoothed', zh: '平滑后的损失' }),
  markers: [{ x: candidate, label: text({ en: `suggested: ${candidate}`, zh: `建议值：${candidate}` }) }],
  title: text({ en: 'Learning-rate range', zh: '学习率范围测试' }),
  width: 300,
  height: 180,
})

// %% [markdown] id="grid-rates-text" lang="en"
// Now both questions at once. Each row is an initial rate, each column a schedule, each cell a whole training with plain gradient
// descent.
//
// > **Predict before you run.** If decay could find the learning rate, all cells of the last three columns would be good,
// > whatever the row. Will they be?

// %% [markdown] id="grid-rates-text" lang="zh" src="0a468524"
// 现在把两个问题放在一起。每行一个初始学习率，每列一种方案，每格都是用普通梯度下降做的一次完整训练。
//
// > **先预测，再运行。** 如果衰减能找到学习率，那么无论哪一行，后三列都应该不错。会是这样吗？

// %% id="select-or-vary" tags=["E20", "experiment", "check:band=ratio:1.5..", "check:band@tiny=ratio:0..", "check:band@synthetic digits=ratio:0..", "check:band@tiny@synthetic digits=ratio:0.."]
const epochs = size.epochs / 2;
const steps = epochs * (size.images / 25);
async function quick(settings: Settings, howLong = epochs): Promise<number> {
  seed(15); // en: the same start for all // zh: 初始参数都相同
  const model = network(settings);
  await model.fit(first.x, first.y, { epochs: howLong, batchSize: 25, progress: false });
  return (await measureOn(model, validation)).loss;
}

const initials = [0.001, 0.01, 0.1, 1].slice(-size.rates);
const reached: number[][] = [];
for (const initial of initials) {
  const row: number[] = [];
  for (const learningRate of [initial, ...Object.values(built(initial, steps / 2))]) {
    row.push(await quick({ optimizer: sgd({ learningRate }) }));
  }
  reached.push(row);
}
const least = (values: readonly number[]): number => Math.min(...values);
const [worstRow, bestCell] = [Math.max(...reached.map(least)), least(reached.flat())];
results({ worstRow, bestCell, ratio: worstRow / bestCell })

// %% id="select-or-vary-plot" tags=["check:plot"]
heatmap(reached, {
  rowLabels: initials,
  columnLabels: [
    text({ en: 'constant', zh: '不变' }), text({ en: 'exponential', zh: '指数' }),
    text({ en: 'in steps', zh: '阶梯' }), text({ en: 'cosine', zh: '余弦' }),
  ],
  yLabel: text({ en: 'initial rate α₀', zh: '初始学习率 α₀' }),
  xLabel: text({ en: 'schedule', zh: '方案' }),
  title: text({ en: 'Validation loss', zh: '验证损失' }),
  width: 240,
  height: 130,
})

// %% [markdown] id="search-text" lang="en"
// The rows differ more than the columns. In the row whose best cell is worst, even that one ends at
// {{select-or-vary.worstRow|2}}; the best of all is {{select-or-vary.bestCell|2}}. From a rate that is far too small, decay only
// leads to smaller ones. From one that is too large it helps, since it passes by better ones. With a good rate it gains little in a training as
// short as this one. It does not find that rate.
//
// ## Grid or random?
//
// With several hyperparameters, [[grid search]] tries all combinations of a few values of each: three values each of three make
// 27 trainings. [[random search|Random search]] draws every setting of every trial anew. Bergstra and Bengio (2012) found it better for the same budget, and
// the reason is simple. Usually only one or two of the settings matter much, and nobody knows beforehand which. Of the one
// that matters, the grid has tried just three values, nine times each; the random search has tried 27 different ones.
//
// Three settings: the learning rate $\alpha$, λ and $p$. The budget: {{searches.trials}} trainings for each of the two, on the same
// images. The first two settings are drawn on a logarithmic scale, as it is their order of magnitude that counts.
//
// > **Predict before you run.** Which of the three settings matters most? What will the grid never find out about it?

// %% [markdown] id="search-text" lang="zh" src="940cccd2"
// 行与行之间的差别，大于列与列之间的。最差的那一行，最好的一格也只到 {{select-or-vary.worstRow|2}}；全表最好的是
// {{select-or-vary.bestCell|2}}。从小得离谱的学习率出发，衰减只会让它更小。从太大的学习率出发，衰减有帮助，因为途中会经过更好的值。
// 学习率得当时，在这么短的训练里，衰减带不来多少好处。它找不到那个得当的值。
//
// ## 网格还是随机？
//
// 超参数有好几个时，[[网格搜索]]为每个取几个值，把所有组合都试一遍：三个超参数各取三个值，就是 27 次训练。[[随机搜索]]则为每次试验重新抽取每个设置。
// Bergstra 和 Bengio（2012）发现，预算相同时随机搜索更好，道理也简单：真正要紧的往往只有一两个设置，而事先谁也不知道是哪个。
// 对要紧的那个，网格只试过三个值，每个值重复了九遍；随机搜索却试了 27 个不同的值。
//
// 要搜索的有三个：学习率 $\alpha$、λ 和 $p$。预算是每种搜索 {{searches.trials}} 次训练，用同样的图像。前两个按对数刻度抽取，因为要紧的是它们的数量级。
//
// > **先预测，再运行。** 三个设置里哪个最要紧？关于它，网格永远发现不了什么？

// %% id="searches"
const space = { rate: logUniform(0.001, 1), lambda: logUniform(1e-5, 0.1), dropout: uniform(0, 0.6) };
async function trial({ rate: learningRate, lambda: strength, dropout: p }: SettingsOf<typeof space>): Promise<number> {
  const reachedLoss = await quick({ optimizer: sgd({ learningRate }), lambda: strength, p }, epochs / 2);
  return reachedLoss < 10 ? reachedLoss : NaN; // en: NaN is a trial that failed // zh: NaN 表示试验失败
}
const byGrid = await gridSearch(space, { points: size.points, progress: false }).run(trial);
const byChance = await randomSearch(space, { trials: size.points ** 3, seed: 15, progress: false }).run(trial);
const different = (values: readonly number[]) => new Set(values).size;
results({
  trials: byGrid.trials.length,
  gridRates: different(byGrid.trials.map(({ settings }) => settings.rate)),
  randomRates: different(byChance.trials.map(({ settings }) => settings.rate)),
  gridLoss: byGrid.best.score,
  randomLoss: byChance.best.score,
})

// %% id="search-plot" tags=["check:plot"]
const both = [...byGrid.trials, ...byChance.trials];
const kinds = both.map((_, i) => (i < byGrid.trials.length ? 0 : 1));
scatter(both.map(({ settings, score }) => ({ x: Math.log10(settings.rate), y: score })), {
  classes: kinds,
  classNames: [text({ en: 'grid', zh: '网格' }), text({ en: 'random', zh: '随机' })],
  xLabel: text({ en: 'log₁₀ of the learning rate', zh: '学习率的对数 log₁₀' }),
  yLabel: text({ en: 'validation loss', zh: '验证损失' }),
  title: text({ en: 'Two searches, one budget', zh: '两种搜索，同样的预算' }),
  width: 300,
  height: 160,
})

// %% id="parallel" tags=["check:plot"]
parallelCoordinates(byChance.trials.toSorted((a, b) => a.score - b.score).slice(0, 12), {
  log: ['rate', 'lambda'],
  scoreLabel: text({ en: 'validation loss', zh: '验证损失' }),
  title: text({ en: 'The best trials of the random search', zh: '随机搜索中最好的几次' }),
  width: 340,
  height: 130,
})

// %% [markdown] id="honest-text" lang="en"
// The grid’s best trial has a validation loss of {{searches.gridLoss|3}}, the best of the random search {{searches.randomLoss|3}}. In
// the first figure the learning rate decides nearly everything, and the grid stands in {{searches.gridRates}} columns: what lies
// between them it will never know. The random search has seen {{searches.randomRates}} rates. (With other seeds it may end better or
// worse: it is random. What it has for sure is the finer view of whatever matters.)
//
// ## Validation or test?
//
// The best of many trials is best for two reasons: because its settings are good, and because it was lucky with these very
// images. The second reason does not last. How much is luck? Let programs compete that know nothing at all: each guesses the
// digits of 200 validation images at random. The best of them is then asked for 200 other images.
//
// > **Predict before you run.** Of a thousand guessers, how many of the 200 images will the best one get right? And how many
// > of the others?

// %% [markdown] id="honest-text" lang="zh" src="530aa4c6"
// 网格搜索最好的一次，验证损失是 {{searches.gridLoss|3}}；随机搜索最好的一次是 {{searches.randomLoss|3}}。从第一幅图看，几乎一切都取决于学习率，
// 而网格只站在 {{searches.gridRates}} 列上：列与列之间有什么，它永远不知道。随机搜索则见过 {{searches.randomRates}} 个学习率。
// （换个种子，它的结果可能更好，也可能更差，毕竟是随机的。可以肯定的是：对于要紧的那个设置，它看得更细。）
//
// ## 验证还是测试？
//
// 许多次试验里的最好成绩，之所以最好有两个原因：它的设置好，以及它在这批图像上运气好。第二个原因靠不住。运气占多大成分？
// 让一群一无所知的程序来比赛：每个都随机猜 200 幅验证图像的数字。然后请其中最好的那个再猜另外 200 幅。
//
// > **先预测，再运行。** 一千个瞎猜者里，最好的那个能猜对 200 幅中的多少？换一批图像呢？

// %% id="luck" tags=["experiment"]
const labels = Array.from(validation.y.data);
const count = Math.min(200, labels.length / 2);
const guesser = rng(15);
const guess = () => Math.floor(10 * guesser.next());
const hits = (from: number): number =>
  mean(labels.slice(from, from + count).map((y) => (guess() === y ? 1 : 0)));
const contest = [1, 10, 100, 1000].map((programs) => {
  const scores = upTo(programs).map(() => ({ here: hits(0), elsewhere: hits(count) }));
  return scores.reduce((a, b) => (b.here > a.here ? b : a));
});
table(contest.map(({ here, elsewhere }, i) => ({
  [text({ en: 'programs', zh: '程序个数' })]: 10 ** i,
  [text({ en: 'the best, where it was chosen (%)', zh: '最好者，在选它的图像上（%）' })]: 100 * here,
  [text({ en: 'the same, elsewhere (%)', zh: '同一个，换一批图像（%）' })]: 100 * elsewhere,
})))

// %% [markdown] id="test-text" lang="en"
// On the images by which it was chosen, the best of a thousand looks clearly better than chance; elsewhere it is what it is.
//
// Whoever chooses by some images cannot judge by them. So there are three sets: the training images for the parameters,
// the validation images for everything that is *chosen* (settings, epochs, remedies), and the test images for one number at
// the end.
//
// Now that end has come. Of the methods compared above, the one with the least validation loss is chosen. Nothing will be chosen
// after that, and we look at the test images for the first and only time.

// %% [markdown] id="test-text" lang="zh" src="4affec00"
// 在选它的图像上，一千个里最好的那个明显比瞎猜强；换一批图像，它就现了原形。
//
// 用哪些图像做了选择，就不能再用它们来评判。所以要有三个集合：训练图像用来学参数，验证图像用来做一切**选择**（设置、轮数、对策），
// 测试图像用来在最后给出一个数。
//
// 现在到了最后。在前面比较过的各种方法里，选出验证损失最小的一种。此后再也不选什么了；
// 我们第一次、也是唯一一次去看测试图像。

// %% id="test" tags=["check:band=accuracy:0.86..0.94", "check:band@tiny=accuracy:0.2..1", "check:band@synthetic digits=accuracy:0.4..1", "check:band@tiny@synthetic digits=accuracy:0.15..1"]
const [chosenMethod, finalists] = Object.entries(methods).reduce((a, b) =>
  (meanOf(b[1], 'valLoss') < meanOf(a[1], 'valLoss') ? b : a));
const verdicts: number[] = [];
for (const { model } of finalists) verdicts.push((await model.evaluate(data.xTest, data.yTest)).accuracy);
results({
  chosenMethod,
  valAccuracy: meanOf(finalists, 'valAccuracy'),
  accuracy: mean(verdicts),
  dataset: data.source,
})

// %% [markdown] id="exercises" lang="en"
// {{test.accuracy|percent}} of the test images ({{test.dataset}}) are read rightly, where the validation images had promised
// {{test.valAccuracy|percent}}. There are three reasons why the validation number may be too high: we have chosen by it; its images stand
// in the same part of the file as those that we trained on, perhaps from the same hands; and chance, for a thousand images measure an
// accuracy to about one point only. (The makers of MNIST saw to it that nobody who wrote a test image wrote one to train on.) Which reason weighs most, we cannot tell without looking again. The number to report is the first.
//
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it. The last two are experiments; nobody
// checks them but you.

// %% [markdown] id="exercises" lang="zh" src="b70e6d6a"
// 测试图像（{{test.dataset}}）读对了 {{test.accuracy|percent}}，而验证图像给出的是 {{test.valAccuracy|percent}}。验证给出的数偏高，
// 有三个可能的原因：我们是凭它做的选择；验证图像与训练图像在文件里紧挨着，也许出自同一些人之手；还有运气，
// 因为一千幅图像量出的准确率，本来就有一个百分点左右的误差。（MNIST 的制作者则保证了：
// 写测试图像的人，没有写过训练图像。）哪个原因最重，不再看一眼就无从知道。应当报告的是前一个数。
//
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个。最后两道是实验题，只有你自己来判断。

// %% exercise="ch15-diagnose"

// %% exercise="ch15-fade"

// %% exercise="ch15-dropout"

// %% exercise="ch15-table"

// %% exercise="ch15-warm"

// %% exercise="ch15-trials"

// %% exercise="ch15-wild"

// %% exercise="ch15-honest"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch15-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - Low training loss and high validation loss: overfitting. Both high: underfitting. The training loss alone tells neither.
// - The error has three parts: bias, variance, noise. A penalty lowers the variance and raises the bias.
// - L2 adds $\lambda W$ to the gradient; each step of gradient descent multiplies $W$ by $1 - \alpha\lambda$. With Adam use `adamW` for that.
// - Inverted dropout sets activations to 0 with probability $p$ and divides the others by $1 - p$, only while training.
// - Augmentation varies the images in ways that do not change their meaning. It helped most here, next to more images.
// - A search selects, a schedule varies. Rates and strengths are searched on a logarithmic scale.
// - Whatever chooses is validation. The test set is for one number, once.
//
// ## Questions
//
// **How do I keep a network from overfitting?** (Article 3, 9.2.) The article names regularisation, augmentation and dropout, and
// all are right (the latter two are regularisation, too). More data, if they can be had, and augmentation, if you know what does not matter: these
// two did most in this chapter. Then L2 and dropout, with strengths chosen by validation; and early stopping in any case, for it costs next to nothing.
//
// **How do I choose the learning rate?** (Article 3, 4.4 and 9.3.) Select a constant or initial rate: a range test for the order of magnitude, a few
// trainings around it, the validation loss to decide. Then try a schedule that lets it fall, with this rate as its $\alpha_0$.
//
// **How do I choose the model?** (Article 3, 4.4.) The kind of network by the kind of data: chapters 12 and 14. Its size as any
// hyperparameter, by validation. If even the training loss stays high, make it larger; if only the validation loss is high, look to
// the remedies first.
//
// **How do I optimise a model?** (Article 1, 8.3.) The article’s advice is to adjust the learning rate and the regularisation, the
// optimiser, and the structure. All of these are hyperparameters. Change one at a time, or search, and keep count of your trials.
//
// **Validation or test?** Validation to decide, as often as you like, knowing that its best number is a little too good. Test to
// report, once. Who has little data splits the training data several times over (*cross-validation*) rather than touch the test set.

// %% [markdown] id="summary" lang="zh" src="5a274d6b"
// ## 要点
//
// - 训练损失低、验证损失高，是过拟合；两者都高，是欠拟合。只看训练损失，哪个也看不出来。
// - 误差有三个部分：偏差、方差、噪声。惩罚降低方差，抬高偏差。
// - L2 给梯度加上 $\lambda W$；梯度下降的每一步都让 $W$ 乘以 $1 - \alpha\lambda$。用 Adam 时，要这样的效果就用 `adamW`。
// - 反向随机失活以概率 $p$ 把激活值置为 0，其余的除以 $1 - p$，只在训练时起作用。
// - 数据增强以不改变含义的方式变换图像。在这里它最有用，其次是更多的图像。
// - 搜索是选，衰减是变。学习率和各种强度，要在对数刻度上搜索。
// - 用来做选择的，就是验证。测试集只用来给出一个数，只用一次。
//
// ## 常见问题
//
// **如何缓解过拟合？**（第三篇文章 9.2 节）原文列举了正则化、数据增强和随机失活（Dropout），都对（后两者其实也属于正则化）。
// 能弄到更多数据，就去弄数据；知道哪些变化无关紧要，就做数据增强：本章里数这两样最有用。然后是 L2 和随机失活，强度靠验证来选；早停则总可以用，反正不花什么代价。
//
// **如何选择学习率？**（第三篇文章 4.4、9.3 节）先选一个恒定的或初始的学习率：用范围测试定出数量级，在它附近训练几次，由验证损失来决定。
// 然后以它为 $\alpha_0$，试试让它下降的方案。
//
// **如何选择模型？**（第三篇文章 4.4 节）网络的种类看数据的种类：见第 12 章和第 14 章。它的大小和别的超参数一样，靠验证来选。
// 如果连训练损失都高，就把它加大；如果只是验证损失高，先考虑各种对策。
//
// **如何优化模型？**（第一篇文章 8.3）原文的建议是调整学习率和正则化、换优化算法、改模型结构。这些都是超参数。
// 每次只改一个，或者做搜索，并且记住自己试了多少次。
//
// **验证还是测试？** 验证用来做决定，次数不限，但要知道它的最好成绩略微偏高。测试用来报告，只有一次。数据少的人，
// 宁可把训练数据反复划分（**交叉验证**），也不要去碰测试集。
