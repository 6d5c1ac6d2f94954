// ---
// title:
//   en: "Project 2: two hidden layers in the style of Keras, and how to judge them"
//   zh: 项目二：Keras 风格的两层隐藏网络，以及如何评判它
// objectives:
//   en:
//     - Write the article’s network 784-64-64-10 with its constants, and account for each of its 55,050 parameters
//     - Train it, and compare it fairly with the same program in Keras
//     - Show what the scale of the pixels does to training
//     - Compute accuracy, precision, recall and F1 from a confusion matrix, by hand and with the framework
//     - See where a classifier errs, how sure it is when it does, and when accuracy misleads
//     - Save a trained network and get it back to the last bit
//   zh:
//     - 按原文的常数写出 784-64-64-10 网络，并说清 55050 个参数从何而来
//     - 训练它，并与 Keras 里的同一个程序做公平的比较
//     - 用实验说明像素的取值范围如何影响训练
//     - 由混淆矩阵算出准确率、精确率、召回率和 F1，先手算，再用框架
//     - 看清分类器错在哪里、错的时候有多自信，以及准确率何时会误导人
//     - 保存训练好的网络，再一位不差地读回来
// time: { teach: 60, exercise: 45 }
// ---

// %% [markdown] id="title" lang="en"
// # 9 · Project 2: two hidden layers, and how to judge them
//
// The project of article 2 is a program of eleven lines in Keras. Unlike that of chapter 08 it works as printed, once it is
// given data: two hidden layers of 64 units, the optimiser Adam, ten passes over the images.
//
// But it ends with a single number, the accuracy, and there the article leaves it. What does such a number tell, and what
// does it hide? The second half of this chapter opens the trained network up: which digits it takes for which, how many of
// each it misses, how sure it is when it is wrong.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 2, section 5 “Project practice”, and section 3, step 4 “Model evaluation”;
// article 1, section 8, question 2, “How to evaluate a model”.

// %% [markdown] id="title" lang="zh" src="344806d0"
// # 9 · 项目二：两层隐藏网络，以及如何评判它
//
// 第二篇文章的项目是一个十一行的 Keras 程序。与第 08 章的那个不同，只要给它数据，它照原样就能工作：
// 两个各 64 个单元的隐藏层，优化器用 Adam，把图像过十遍。
//
// 不过它最后只给出一个数，也就是准确率，文章也就说到这里。这样一个数说明了什么，又掩盖了什么？本章的后半部分把训练好的网络拆开来看：
// 哪个数字被认成了哪个，每个数字漏掉了多少，出错的时候它又有多自信。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第二篇文章第 5 节“项目实践”，以及第 3 节第 4 步“模型评估”；第一篇文章第 8 节的第 2 个问题“如何评估模型性能？”。

// %% id="start" tags=["language"]
import { calibrationCurve, categoricalCrossentropy, confusionMatrix, dense, livePlot, loadWeights, mnist, mostWrong } from 'tslate';
import { saveWeights, seed, sequential, sparseCategoricalCrossentropy, split, tensor } from 'tslate';
import { bars, byProfile, calibrationPlot, confusionPlot, frames, imageGrid } from 'tslate';
import { results, setLanguage, table, text, trainingCurves } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/09-keras-mlp';
setLanguage('en');

// %% [markdown] id="program-text" lang="en"
// ## The program
//
// In Python, as the article prints it:
//
// ```python
// model = tf.keras.Sequential([
//     tf.keras.layers.Dense(64, activation='relu', input_shape=(784,)),
//     tf.keras.layers.Dense(64, activation='relu'),
//     tf.keras.layers.Dense(10, activation='softmax')
// ])
// model.compile(optimizer='adam',
//               loss='sparse_categorical_crossentropy',
//               metrics=['accuracy'])
// model.fit(x_train, y_train, epochs=10)
// loss, accuracy = model.evaluate(x_test, y_test)
// ```
//
// (The first line, `import tensorflow as tf`, is left out.) Each word has its counterpart here:
//
// | Keras                                      | here                                       |
// | ------------------------------------------ | ------------------------------------------ |
// | `Sequential([…])`, `input_shape=(784,)`    | `sequential([784], …)`                     |
// | `Dense(64, activation='relu')`             | `dense(64, { activation: 'relu' })`        |
// | `'sparse_categorical_crossentropy'`        | `'sparseCategoricalCrossentropy'`          |
// | `model.fit(x_train, y_train, epochs=10)`   | `await model.fit(x, y, { epochs: 10 })`    |
// | `model.evaluate(x_test, y_test)`           | `await model.evaluate(x, y)`               |
//
// What the article leaves open, Keras fills in: 32 images a batch, shuffled in every epoch; weights within Glorot’s limits,
// biases 0; a learning rate of 0.001 for Adam (chapter 06). These are the defaults here, too.
//
// How many parameters does it have? A dense layer from $n$ to $m$ units has $n \cdot m$ weights and $m$ biases. Add them up
// before you run the cell.

// %% [markdown] id="program-text" lang="zh" src="96f10c49"
// ## 程序
//
// 原文的 Python 程序：
//
// ```python
// model = tf.keras.Sequential([
//     tf.keras.layers.Dense(64, activation='relu', input_shape=(784,)),
//     tf.keras.layers.Dense(64, activation='relu'),
//     tf.keras.layers.Dense(10, activation='softmax')
// ])
// model.compile(optimizer='adam',
//               loss='sparse_categorical_crossentropy',
//               metrics=['accuracy'])
// model.fit(x_train, y_train, epochs=10)
// loss, accuracy = model.evaluate(x_test, y_test)
// ```
//
// （省略了第一行 `import tensorflow as tf`。）逐一对应到这里：
//
// | Keras                                      | 这里                                       |
// | ------------------------------------------ | ------------------------------------------ |
// | `Sequential([…])`、`input_shape=(784,)`    | `sequential([784], …)`                     |
// | `Dense(64, activation='relu')`             | `dense(64, { activation: 'relu' })`        |
// | `'sparse_categorical_crossentropy'`        | `'sparseCategoricalCrossentropy'`          |
// | `model.fit(x_train, y_train, epochs=10)`   | `await model.fit(x, y, { epochs: 10 })`    |
// | `model.evaluate(x_test, y_test)`           | `await model.evaluate(x, y)`               |
//
// 原文没有写明的，Keras 都有默认值：每批 32 幅图像，每轮重新打乱；权重按 Glorot 的范围初始化，偏置为 0；
// Adam 的学习率是 0.001（见第 06 章）。这里的默认值与它相同。
//
// 一共有多少个参数？从 $n$ 个单元到 $m$ 个单元的全连接层有 $n \cdot m$ 个权重和 $m$ 个偏置。先自己加一加，再运行下面的单元格。

// %% id="program" tags=["check:exact", "framework"]
const network = () =>
  sequential([784],
    dense(64, { activation: 'relu' }),
    dense(64, { activation: 'relu' }),
    dense(10, { activation: 'softmax' }),
  );
const mlp = (model = network()) =>
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });

seed(9);
const model = network();
const program = mlp(model);
console.log(program.summary());
const counted = (784 * 64 + 64) + (64 * 64 + 64) + (64 * 10 + 10);
counted

// %% [markdown] id="data-text" lang="en"
// Nine parameters in ten belong to the first layer: that is the price of an image without any notion of
// neighbouring pixels. (Chapter 12 does better.)
//
// Now the data. The article trains on all of them, and so do we: nothing in its program is chosen by looking at results,
// so there is nothing to validate. The test images are looked at a single time, after training.
//
// > **Predict before you run.** The network of chapter 08, repaired, had ten hidden units and ended a little above 90 %.
// > This one has two layers of 64 and Adam. Where will it stand after the first epoch, and where after the last?

// %% [markdown] id="data-text" lang="zh" src="de665bf3"
// 十个参数里有九个属于第一层：既然网络对“相邻的像素”一无所知，这就是代价。（第 12 章会有更好的办法。）
//
// 接下来是数据。原文用全部训练图像训练，我们也一样：程序里没有哪个设置是看着结果选出来的，所以没有什么需要验证。
// 测试图像只在训练结束之后看一次。
//
// > **先预测，再运行。** 第 08 章修好的网络有十个隐藏单元，最后略高于 90 %。这一个有两层，各 64 个单元，还用了 Adam。
// > 第一轮之后它会到哪里？最后一轮之后呢？

// %% id="fit" tags=["check:plot"]
const size = byProfile({
  tiny: { train: 3_000, epochs: 2 },
  standard: { train: 60_000, epochs: 10 },
  full: { train: 60_000, epochs: 10 },
});
const data = await mnist.load({ train: size.train });
const [x, y] = [data.flat.xTrain, data.yTrain];
const [xTest, yTest] = [data.flat.xTest, data.yTest];
const history = await program.fit(x, y, { epochs: size.epochs, callbacks: [livePlot()] });
results({
  images: x.shape[0],
  firstAccuracy: history.accuracy[0],
  lastAccuracy: history.accuracy[size.epochs - 1],
})

// %% id="evaluate" tags=["check:band=accuracy:0.967..0.98", "check:band@tiny=accuracy:0.8..0.98", "check:band@synthetic digits=accuracy:0.85..1", "check:band@tiny@synthetic digits=accuracy:0.6..1"]
const { loss, accuracy } = await program.evaluate(xTest, yTest);
results({ loss, accuracy, dataset: data.source })

// %% [markdown] id="keras-text" lang="en"
// During training the accuracy rose from {{firstAccuracy|percent}} in the first epoch to {{lastAccuracy|percent}} in the last.
// On images that it had never seen it is {{evaluate.accuracy|percent}}. The difference is what the network knows by heart
// (chapter 15).
//
// ## The same program in Keras
//
// Is that as good as it should be? We trained the article’s program in Keras on the same images, three times, from three
// different starts, and do the same here. A comparison of one run with one run would say little: look at how far the three
// lie apart.

// %% [markdown] id="keras-text" lang="zh" src="07e0a0cb"
// 训练过程中，准确率从第一轮的 {{firstAccuracy|percent}} 升到最后一轮的 {{lastAccuracy|percent}}。
// 在从未见过的图像上则是 {{evaluate.accuracy|percent}}。两者之差，就是网络死记硬背下来的部分（见第 15 章）。
//
// ## Keras 里的同一个程序
//
// 这个成绩够好吗？我们在 Keras 里用同样的图像、三个不同的起点，把原文的程序训练了三次；这里也照做三次。
// 拿一次运行与一次运行相比说明不了什么：看看三次之间相差多少就知道了。

// %% id="keras" tags=["check:band=difference:-0.3..0.3", "check:band@tiny=difference:-50..50", "check:band@synthetic digits=difference:-50..50", "check:band@tiny@synthetic digits=difference:-50..50"]
const keras = [0.9775, 0.9758, 0.9727]; // en: Keras 3.12, measured by tests/oracle // zh: Keras 3.12，由 tests/oracle 测得
const ours = [accuracy];
for (const start of [10, 11]) {
  seed(start);
  const again = mlp();
  await again.fit(x, y, { epochs: size.epochs });
  ours.push((await again.evaluate(xTest, yTest)).accuracy);
}
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
const spread = (values: readonly number[]) => 100 * (Math.max(...values) - Math.min(...values));
const difference = 100 * (mean(ours) - mean(keras));
results({
  ours: mean(ours),
  keras: mean(keras),
  difference,
  oursSpread: spread(ours),
  kerasSpread: spread(keras),
})

// %% [markdown] id="keras-result" lang="en"
// The means are {{ours|percent}} here and {{keras|percent}} in Keras, a difference of {{difference|2}} points, while the runs
// differ among themselves by {{oursSpread|2}} points here and by {{kerasSpread|2}} there. By their results the two cannot be
// told apart.

// %% [markdown] id="keras-result" lang="zh" src="6b851a0e"
// 平均值在这里是 {{ours|percent}}，在 Keras 里是 {{keras|percent}}，差值为 {{difference|2}} 个百分点；而各自的三次运行之间，
// 这里差了 {{oursSpread|2}} 个百分点，Keras 差了 {{kerasSpread|2}} 个百分点。单看结果，分不出谁是谁。

// %% [markdown] id="scale-text" lang="en"
// ## What the article does not say about its pixels
//
// The images of MNIST come as whole numbers from 0 to 255; that is what `keras.datasets.mnist.load_data()` returns. `mnist.load()`
// here divides by 255 (unless told `normalize: false`). Does it matter? If the numbers are 255 times as large, the first weights could simply become 255 times
// as small.
//
// > **Erratum E28.** The article passes `x_train` to `fit` and does not say how its pixels are scaled (nor that images of 28×28
// > have to become rows of 784 numbers). Divide by 255: the program’s constants suit numbers from 0 to 1.
//
// > **Predict before you run.** Two trainings that differ in nothing but the scale. The biases start at 0, and ReLU passes
// > factors through: $\max(255z, 0) = 255 \max(z, 0)$. So what will the logits be for pixels up to 255? And the loss, before any
// > training?

// %% [markdown] id="scale-text" lang="zh" src="fb964d5d"
// ## 关于像素，原文没说的事
//
// MNIST 的图像本来是 0 到 255 的整数，`keras.datasets.mnist.load_data()` 返回的就是这样。这里的 `mnist.load()` 会除以 255（除非写明 `normalize: false`）。
// 这要紧吗？数值变成 255 倍，第一层的权重变成 1/255 不就行了？
//
// > **原文勘误 E28。** 原文把 `x_train` 直接交给 `fit`，没有说明像素的取值范围（也没有说 28×28 的图像要先展平成 784 个数的行）。
// > 应当除以 255：这个程序的各个常数适合 0 到 1 之间的数。
//
// > **先预测，再运行。** 两次训练只有取值范围不同。偏置从 0 开始，而 ReLU 会让倍数原样通过：$\max(255z, 0) = 255 \max(z, 0)$。
// > 那么像素大到 255 时，logits 会是多少？训练之前的损失又会是多少？

// %% id="scale" tags=["E28", "experiment", "check:band=scaled:0.93..0.96", "check:band=raw:0.8..0.945", "check:band@tiny=scaled:0.5..1", "check:band@tiny=raw:0.3..1", "check:band@synthetic digits=scaled:0.5..1", "check:band@synthetic digits=raw:0.3..1", "check:band@tiny@synthetic digits=scaled:0.4..1", "check:band@tiny@synthetic digits=raw:0.2..1"]
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const few = upTo(byProfile({ tiny: 1_000, standard: 10_000, full: 10_000 }));
const { train, validation } = split(x.rows(few), y.rows(few), { validation: 0.2 });

async function trainedOn(factor: number) {
  seed(9); // en: the same first weights, the same order of images // zh: 初始权重相同，图像的顺序也相同
  const fresh = mlp();
  const before = await fresh.evaluate(train.x.mul(factor), train.y);
  const validationData = [validation.x.mul(factor), validation.y] as const;
  const options = { epochs: size.epochs, validationData };
  const curves = await fresh.fit(train.x.mul(factor), train.y, options);
  return { before: before.loss, curves, accuracy: curves.valAccuracy?.at(-1) ?? NaN };
}
const [scaled, raw] = [await trainedOn(1), await trainedOn(255)];
results({
  lossBefore: scaled.before,
  lossBeforeRaw: raw.before,
  scaled: scaled.accuracy,
  raw: raw.accuracy,
})

// %% id="scale-curves" tags=["check:plot"]
trainingCurves({ '0 … 1': scaled.curves, '0 … 255': raw.curves }, {
  title: text({ en: 'Pixels from 0 to 1, and from 0 to 255', zh: '像素取值 0 到 1，与 0 到 255' }),
  measures: ['loss'],
  logLoss: true,
})

// %% [markdown] id="scale-result" lang="en"
// Before training, a network that knows nothing should pay about $\ln 10 \approx 2.3$ for each image; with pixels up to 255 it
// pays {{lossBeforeRaw|1}} instead of {{lossBefore|2}}: its logits are 255 times as large, so it is absurdly sure of its
// guesses. And it stays worse: {{raw|percent}} on the validation images, against {{scaled|percent}}.
//
// Why does training not simply mend the scale? Adam moves each weight by about its learning rate in a step, however large the
// gradient (chapter 06). Beside inputs 255 times as large, the same step of a weight shifts the sums 255 times as far. So
// the network never settles: its validation loss stays far above the other.

// %% [markdown] id="scale-result" lang="zh" src="e6c08ea5"
// 训练之前，一个一无所知的网络，每幅图像的损失应当在 $\ln 10 \approx 2.3$ 左右；像素大到 255 时却是 {{lossBeforeRaw|1}}，
// 而不是 {{lossBefore|2}}：它的 logits 是另一个的 255 倍，对自己的瞎猜自信得离谱。训练之后它也仍然更差：
// 验证图像上是 {{raw|percent}}，另一个是 {{scaled|percent}}。
//
// 训练为什么不能自己把尺度纠正过来？无论梯度多大，Adam 每一步使每个权重移动的距离都大约等于学习率（见第 06 章）。
// 输入是 255 倍，权重同样走一步，加权和就会移动 255 倍那么远。
// 所以网络始终安定不下来：它的验证损失一直远高于另一个。

// %% [markdown] id="concept" lang="en" tags=["concept"]
// ## One number is not enough
//
// [[accuracy|Accuracy]] is the share of images whose digit is read rightly. It does not say *which* digits are misread, nor as what. All
// of that stands in a table with one row for each true digit and one column for each answer: the [[confusion matrix]] $C$.
// $C_{jk}$ counts the images of a $j$ that were taken for a $k$. What is right stands on the diagonal.
//
// $$\text{accuracy} = \frac{1}{N} \sum_{i=1}^{N} [\hat y_i = y_i] = \frac{\sum_k C_{kk}}{\sum_j \sum_k C_{jk}}$$ (eq:accuracy)
//
// Here $\hat y_i$ is the answer for image $i$, the class with the highest probability, and $[\ldots]$ is 1 where it is true,
// else 0. For a single class $k$ there are two questions, and they are asked by different people.
//
// - [[precision|Precision]]: of all that was **called** $k$, how much is $k$? One reads down the column. Whoever acts on the answer asks this.
// - [[recall|Recall]]: of all that **is** $k$, how much was found? One reads along the row. Whoever must not miss any asks this.
//
// $$\text{precision}_k = \frac{C_{kk}}{\sum_j C_{jk}} = \frac{TP}{TP + FP}$$ (eq:precision)
//
// $$\text{recall}_k = \frac{C_{kk}}{\sum_j C_{kj}} = \frac{TP}{TP + FN}$$ (eq:recall)
//
// $TP$, the true positives, are the $k$ that were found; $FP$, the false positives, were called $k$ and are not; $FN$, the false
// negatives, are $k$ and were missed. Either number alone is cheaply had: call everything $k$, and recall is 1. [[F1]] asks for
// both at once; it is their harmonic mean, which lies near the smaller of the two:
//
// $$F_{1,k} = \frac{2 \cdot \text{precision}_k \cdot \text{recall}_k}{\text{precision}_k + \text{recall}_k} = \frac{2\,TP}{2\,TP + FP + FN}$$ (eq:f1)
//
// The articles name these measures and give no formula.

// %% [markdown] id="concept" lang="zh" src="521147f2"
// ## 一个数不够
//
// [[准确率]]是数字被读对的图像所占的比例。它没有说**哪些**数字读错了，也没有说读成了什么。这些都写在一张表里：
// 每个真实数字一行，每种回答一列，这就是[[混淆矩阵]]$C$。$C_{jk}$ 统计有多少幅 $j$ 的图像被认成了 $k$。对的都在对角线上。
//
// $$\text{准确率} = \frac{1}{N} \sum_{i=1}^{N} [\hat y_i = y_i] = \frac{\sum_k C_{kk}}{\sum_j \sum_k C_{jk}}$$ (eq:accuracy)
//
// 其中 $\hat y_i$ 是对第 $i$ 幅图像的回答，即概率最大的类别；$[\ldots]$ 在括号内成立时为 1，否则为 0。
// 对单个类别 $k$，可以提两个问题，提问的人也各不相同。
//
// - [[精确率]]，原文称“精确度”：所有**判为** $k$ 的，有多少真是 $k$？沿着列往下读。要根据回答采取行动的人会这样问。
// - [[召回率]]：所有**本来是** $k$ 的，找到了多少？沿着行读。一个都不能漏掉的人会这样问。
//
// $$\text{精确率}_k = \frac{C_{kk}}{\sum_j C_{jk}} = \frac{TP}{TP + FP}$$ (eq:precision)
//
// $$\text{召回率}_k = \frac{C_{kk}}{\sum_j C_{kj}} = \frac{TP}{TP + FN}$$ (eq:recall)
//
// $TP$（真正例）是找到了的 $k$；$FP$（假正例）是判为 $k$ 却不是的；$FN$（假负例）是本来是 $k$ 却漏掉的。
// 单独一个数很容易做高：把一切都判为 $k$，召回率就是 1。[[F1 分数]]要求两者兼顾，它是两者的调和平均，总是靠近较小的那个：
//
// $$F_{1,k} = \frac{2 \cdot \text{精确率}_k \cdot \text{召回率}_k}{\text{精确率}_k + \text{召回率}_k} = \frac{2\,TP}{2\,TP + FP + FN}$$ (eq:f1)
//
// 原文提到了这些指标的名字，却没有给出公式。

// %% [markdown] id="by-hand-text" lang="en"
// First ten samples of three classes, few enough to count on your fingers. A class that is never the answer would have the
// precision $0/0$; it counts as 0, as there is nothing to be proud of.

// %% [markdown] id="by-hand-text" lang="zh" src="e326caa7"
// 先看三个类别的十个样本，掰着手指就能数清。从未被回答过的类别，精确率会是 $0/0$；按 0 计，因为没有什么值得夸耀的。

// %% id="by-hand" tags=["check:exact", "scratch", "eq:accuracy", "eq:precision", "eq:recall", "eq:f1"]
type Classes = ArrayLike<number>;

function countConfusions(labels: Classes, answers: Classes, classes: number): number[][] {
  const counts = upTo(classes).map(() => upTo(classes).map(() => 0));
  for (let i = 0; i < labels.length; i++) counts[labels[i]][answers[i]]++;
  return counts;
}
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

function scoresOf(counts: number[][], k: number) {
  const found = counts[k][k];
  const precision = share(found, sum(counts.map((row) => row[k]))); // en: down the column // zh: 沿着列
  const recall = share(found, sum(counts[k])); // en: along the row // zh: 沿着行
  return { precision, recall, f1: share(2 * precision * recall, precision + recall) };
}

const tiny = countConfusions([0, 0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1, 0, 1, 2, 2], 3);
console.log(tiny.map((row) => row.join(' ')).join('\n'));
console.log('accuracy', sum(upTo(3).map((k) => tiny[k][k])) / 10);
for (const k of upTo(3)) console.log(k, scoresOf(tiny, k));

// %% [markdown] id="framework-text" lang="en"
// Now the 10,000 test images, or as many as there are. The framework counts all of that itself, as metrics by name: `precision`,
// `recall` and `f1` are the means over the classes (*macro* averages, in which a rare class weighs as much as a common one).
// The trained model is compiled once more, with more metrics; its weights stay as they are. The cell
// after that compares with our own loops.

// %% [markdown] id="framework-text" lang="zh" src="aeb91760"
// 接下来是全部测试图像。这些数，框架都会算，只要按名字要求：`precision`、`recall` 和 `f1` 给出的是各类别的平均
// （**宏平均**，其中罕见的类别与常见的类别同样重要）。把训练好的模型再编译一次，多要几个指标，权重保持不变。
// 再下一个单元格与我们自己的循环做比较。

// %% id="metrics"
const probabilities = await program.predict(xTest);
const confusion = countConfusions(yTest.data, probabilities.argmax().data, 10);
const byClass = upTo(10).map((digit) => scoresOf(confusion, digit));

const judged = model.compile({
  optimizer: 'adam',
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy', 'precision', 'recall', 'f1'],
});
const measured = await judged.evaluate(xTest, yTest);
results({ precision: measured.precision, recall: measured.recall, f1: measured.f1 })

// %% id="compared" tags=["check:exact"]
const apart = [
  measured.accuracy - sum(upTo(10).map((k) => confusion[k][k])) / yTest.size,
  measured.precision - mean(byClass.map(({ precision }) => precision)),
  measured.recall - mean(byClass.map(({ recall }) => recall)),
  measured.f1 - mean(byClass.map(({ f1 }) => f1)),
];
console.log('all four agree:', apart.every((d) => Math.abs(d) < 1e-6));
const matrix = confusionMatrix(yTest, probabilities).toArray();
console.log('same matrix:', String(confusion) === String(matrix));

// %% id="confusion" tags=["check:plot"]
confusionPlot(confusion, {
  title: text({ en: 'Rows: the digit. Columns: the answer', zh: '行：真实数字；列：回答' }),
  width: 330,
  height: 330,
})

// %% id="pairs"
const pairs = upTo(10).flatMap((digit) => {
  const others = upTo(10).filter((answer) => answer !== digit);
  return others.map((answer) => ({ digit, answer, count: confusion[digit][answer] }));
});
const [first] = pairs.sort((a, b) => b.count - a.count);
const [hardest] = upTo(10).sort((a, b) => byClass[a].f1 - byClass[b].f1);
results({ digit: first.digit, takenFor: first.answer, times: first.count, hardest })

// %% [markdown] id="per-class-text" lang="en"
// The most frequent mistake: a {{digit}} is taken for a {{takenFor}}, {{times}} times. The digit with the lowest F1 is
// {{hardest}}. The bars below do not show precision and recall but what each lacks to be perfect, because bars between 95 and
// 100 percent all look the same: how much of what was called this digit is another one ($1 - \text{precision}$), and how much of
// this digit was missed ($1 - \text{recall}$).

// %% [markdown] id="per-class-text" lang="zh" src="8add4eae"
// 最常见的错误：{{digit}} 被认成 {{takenFor}}，共 {{times}} 次。F1 最低的数字是 {{hardest}}。
// 下面的条形图画的不是精确率和召回率，而是它们离满分还差多少，因为 95 % 到 100 % 之间的条形看起来都一样长：
// 判为这个数字的里面有多少其实是别的（$1 - \text{精确率}$），以及这个数字漏掉了多少（$1 - \text{召回率}$）。

// %% id="per-class" tags=["check:plot"]
const mistaken = text({ en: 'false alarms', zh: '误判' });
const missed = text({ en: 'missed', zh: '漏判' });
bars(Object.fromEntries(byClass.map(({ precision, recall }, digit) => [
  text({ en: `digit ${digit}`, zh: `数字 ${digit}` }),
  { [mistaken]: 100 * (1 - precision), [missed]: 100 * (1 - recall) },
])), { title: text({ en: 'What each digit lacks (%)', zh: '每个数字还差多少（%）' }), width: 300 })

// %% id="per-class-table"
table(byClass.map(({ precision, recall, f1 }, digit) => ({
  [text({ en: 'digit', zh: '数字' })]: digit,
  [text({ en: 'precision', zh: '精确率' })]: precision,
  [text({ en: 'recall', zh: '召回率' })]: recall,
  F1: f1,
})))

// %% [markdown] id="rare-text" lang="en"
// ## When accuracy misleads
//
// In MNIST every digit is about equally frequent. The world is seldom so kind. Suppose the network is to find one thing among
// many, say the eights, and that eights become rarer and rarer. It finds the share $r$ of them (its recall) and takes a share
// $f$ of the others for an eight by mistake; these two do not depend on how many eights there are. But where a share $s$ of
// all images are eights,
//
// $$\text{accuracy} = s\,r + (1 - s)(1 - f) \qquad\qquad \text{precision} = \frac{s\,r}{s\,r + (1 - s) f}$$
//
// Beside it stands a program of one word: it always says “no”.
//
// > **Predict before you run.** One image in a hundred is an eight. What accuracy has the program that always says “no”?
// > And its F1?

// %% [markdown] id="rare-text" lang="zh" src="c674a02d"
// ## 准确率何时会误导人
//
// MNIST 里每个数字出现得差不多一样多。现实很少这样友善。假设网络要在许多东西里找出一种，比如 8，而 8 越来越罕见。
// 它能找到其中的比例 $r$（即召回率），并把其他图像中的比例 $f$ 误认作 8；这两个数与 8 有多少无关。
// 但如果全部图像中 8 占的比例是 $s$，那么
//
// $$\text{准确率} = s\,r + (1 - s)(1 - f) \qquad\qquad \text{精确率} = \frac{s\,r}{s\,r + (1 - s) f}$$
//
// 旁边还有一个只会一个字的程序：它永远说“否”。
//
// > **先预测，再运行。** 每一百幅图像里有一幅是 8。永远说“否”的程序，准确率是多少？F1 又是多少？

// %% id="rare" tags=["check:plot", "slider"]
const r = byClass[8].recall;
const calledEight = sum(confusion.map((row) => row[8]));
const f = (calledEight - confusion[8][8]) / (yTest.size - sum(confusion[8]));

const finder = (s: number, found: number, wrongly: number) => {
  const precision = share(s * found, s * found + (1 - s) * wrongly);
  return {
    [text({ en: 'accuracy', zh: '准确率' })]: s * found + (1 - s) * (1 - wrongly),
    [text({ en: 'precision', zh: '精确率' })]: precision,
    [text({ en: 'recall', zh: '召回率' })]: found,
    F1: share(2 * precision * found, precision + found),
  };
};
const eights = [50, 20, 5, 1, 0.2];
const ourNetwork = text({ en: 'the network', zh: '网络' });
const always = text({ en: 'always “no”', zh: '永远说“否”' });
const both = (s: number) => bars({ [ourNetwork]: finder(s, r, f), [always]: finder(s, 0, 0) });
await frames(eights.map((percent) => both(percent / 100)), {
  label: text({ en: 'eights (%)', zh: '8 的比例（%）' }),
  values: eights,
  title: text({ en: 'Finding eights', zh: '寻找 8' }),
})

// %% id="rare-numbers"
const name = text({ en: 'precision', zh: '精确率' });
const [precisionCommon, precisionRare] = [0.5, 0.002].map((s) => finder(s, r, f)[name]);
results({ recall8: r, falseRate: f, precisionCommon, precisionRare })

// %% [markdown] id="rare-result" lang="en"
// Move the slider from its left end to the right: the accuracy of the program that never finds anything goes to 1, and in the
// end passes that of the network. The network is the same all along, and yet its precision falls from {{precisionCommon|percent}} to {{precisionRare|percent}},
// because its few false alarms come from more and more images. So wherever something is rare, report precision and recall, and
// say how rare.

// %% [markdown] id="rare-result" lang="zh" src="300b18da"
// 把滑块从最左边移到最右边：那个什么也找不到的程序，准确率趋近 1，最后竟超过了网络。网络自始至终是同一个，精确率却从
// {{precisionCommon|percent}} 跌到 {{precisionRare|percent}}，因为别的图像越来越多，少数的误报也就越积越多。
// 所以，凡是要找的东西很罕见，就要报告精确率和召回率，并且说明它有多罕见。

// %% [markdown] id="worst-text" lang="en"
// ## The worst mistakes
//
// Numbers say how often, images say why. These are the test images on which the network is wrong with the highest
// probability for its wrong answer. For some of them you may want to take its side.

// %% [markdown] id="worst-text" lang="zh" src="064b8373"
// ## 最离谱的错误
//
// 数字告诉我们错得多不多，图像告诉我们为什么错。下面这些测试图像，网络答错了，而且对自己的错误答案给出的概率最高。
// 其中有几幅，你也许会站在它那一边。

// %% id="worst" tags=["check:plot"]
const worst = mostWrong(probabilities, yTest, 25);
imageGrid(xTest.rows(worst.map(({ index }) => index)), {
  captions: worst.map(({ label, predicted }) => `${label} → ${predicted}`),
  title: text({ en: 'Truth → answer of the network', zh: '真值 → 网络的回答' }),
  size: 56,
})

// %% [markdown] id="calibration-text" lang="en"
// ## How sure is it, and how right?
//
// Softmax gives a probability with each answer. Does it mean anything? Of the answers given with 80 percent, about 80 in a
// hundred should be right; a network of which that holds is well calibrated. Sort the answers into ten bins by their
// probability and compare, in each, the mean probability with the share that is right: that is its [[calibration]]. The
// difference, averaged over all answers, is the *expected calibration error* (Guo et al., 2017).

// %% [markdown] id="calibration-text" lang="zh" src="7db8af7c"
// ## 它有多自信，又有多正确？
//
// softmax 给每个回答都附上一个概率。这个概率可信吗？以 80 % 的概率给出的回答，一百个里应当对 80 个左右；
// 能做到这一点的网络，[[校准]]就是良好的。把回答按概率分成十组，在每一组里比较平均概率与答对的比例。
// 两者之差对全部回答取平均，就是**期望校准误差**（Guo 等人，2017）。

// %% id="calibration" tags=["check:plot"]
const calibration = calibrationCurve(yTest, probabilities);
const question = text({ en: 'Right as often as it is sure?', zh: '有多自信，就有多正确吗？' });
calibrationPlot(calibration, { title: question })

// %% id="calibration-numbers"
const confidence = Array.from(probabilities.max(-1).data);
const isRight = Array.from(probabilities.argmax().equal(yTest).data);
const mistakes = confidence.filter((_, i) => isRight[i] === 0);
results({
  ece: calibration.ece,
  meanConfidence: mean(confidence),
  confidenceWhenWrong: mean(mistakes),
  mistakes: mistakes.length,
})

// %% [markdown] id="calibration-result" lang="en"
// On average the network is {{meanConfidence|percent}} sure and {{evaluate.accuracy|percent}} right; the expected calibration
// error is {{ece|percent}}. In its {{mistakes}} mistakes it is still {{confidenceWhenWrong|percent}} sure on average. (Do not
// read too much into the points on the left of the figure: the lower panel shows how few images they stand for.) Training
// goes on rewarding certainty long after the answers are right, so networks tend to be surer than they should be.

// %% [markdown] id="calibration-result" lang="zh" src="78136f4e"
// 平均来说，网络的自信程度是 {{meanConfidence|percent}}，答对的比例是 {{evaluate.accuracy|percent}}；期望校准误差是 {{ece|percent}}。
// 在它的 {{mistakes}} 个错误里，平均自信仍有 {{confidenceWhenWrong|percent}}。
// （不必太在意图中左边的几个点：下面的小图说明，它们只代表很少的图像。）答案早已正确之后，训练还在奖励更高的自信，
// 所以网络往往自信过头。

// %% [markdown] id="sparse-text" lang="en"
// ## Class numbers or one-hot?
//
// The article’s loss is called *sparse* categorical cross-entropy. It takes each label as a class number, 0 to 9; the plain
// categorical one takes a one-hot vector. The loss is the same:

// %% [markdown] id="sparse-text" lang="zh" src="e5e7030f"
// ## 类别编号还是独热向量？
//
// 原文的损失叫**稀疏**（sparse）多类交叉熵：标签直接写成类别编号 0 到 9；不带 sparse 的那个则要独热向量。损失是同一个：

// %% id="sparse" tags=["check:num"]
const guesses = tensor([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]);
console.log('class numbers', sparseCategoricalCrossentropy()(tensor([0, 1]), guesses).mean().item());
console.log('one-hot      ', categoricalCrossentropy()(tensor([[1, 0, 0], [0, 1, 0]]), guesses).mean().item());

// %% [markdown] id="save-text" lang="en"
// ## Save it, and get it back
//
// The article’s network is gone when the program ends. `saveWeights` writes the parameters to a file in the *safetensors* format,
// which Python reads as well: a short table of contents, then the bare numbers, four bytes each. A new network of the same
// shape, with other random weights, takes them over.

// %% [markdown] id="save-text" lang="zh" src="9329ab5e"
// ## 保存，再读回来
//
// 原文的网络，程序一结束就没有了。`saveWeights` 把参数写成 **safetensors** 格式的文件，Python 也能读：
// 先是一份简短的目录，然后就是数值本身，每个四字节。一个形状相同、随机权重不同的新网络，可以把它们接过去。

// %% id="save" tags=["check:exact"]
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = join(await mkdtemp(join(tmpdir(), 'tslate-')), 'mlp.safetensors');
await saveWeights(model, file);
const copy = mlp();
const lossBeforeLoading = (await copy.evaluate(xTest, yTest)).loss;
await loadWeights(copy.model, file);
console.log('bytes in the file:', (await stat(file)).size, ' in the numbers:', 4 * counted);
console.log('same loss before loading:', lossBeforeLoading === loss);
console.log('same loss after loading: ', (await copy.evaluate(xTest, yTest)).loss === loss);

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it. The last two are experiments; nobody checks
// them but you.

// %% [markdown] id="exercises" lang="zh" src="8a61ae81"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个。最后两道是实验题，只有你自己来判断。

// %% exercise="ch09-count"

// %% exercise="ch09-steps"

// %% exercise="ch09-confusion"

// %% exercise="ch09-scores"

// %% exercise="ch09-macro"

// %% exercise="ch09-width"

// %% exercise="ch09-rare"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch09-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - A model, a loss, an optimiser, `fit`, `evaluate`: eleven lines. What they leave open, defaults decide; know them.
// - Compare programs by several runs each. One run differs from the next by more than most improvements.
// - Scale the inputs: the usual constants suit numbers of about 1.
// - The confusion matrix says which class is taken for which. Precision reads its columns, recall its rows, F1 wants both.
// - Where something is rare, accuracy says next to nothing.
// - Look at the worst mistakes, and at how sure the model was.
// - Save what you have trained: a saved model gives the same numbers to the last bit.
//
// ## Questions
//
// **How do I judge a model?** (The second question of article 1.) On samples that played no part in making it, by the measure that fits its use:
// accuracy where all classes and all errors weigh the same, precision and recall where they do not. Compare models on
// validation samples, and keep the test samples for the end.
//
// **Class numbers or one-hot labels?** The loss is the same. Class numbers take less memory and are less to write; one-hot
// vectors are needed where a label is not certain, such as “probably a 4, perhaps a 9”.
//
// **Why is my number not exactly that of the text?** On the same machine and engine, the same seed gives the same number.
// Another engine, or another number of threads, adds in another order, and roundings grow into different runs, which differ
// about as much as runs with different seeds.
//
// **Is this a good result?** For a network that sees 784 unrelated numbers it is. Networks that know which pixels are neighbours
// make far fewer mistakes (chapter 13).

// %% [markdown] id="summary" lang="zh" src="0faa1333"
// ## 要点
//
// - 模型、损失、优化器、`fit`、`evaluate`：十一行而已。没有写明的由默认值决定，要知道它们是什么。
// - 比较两个程序，各要运行几次。一次与下一次之间的差别，比大多数改进还大。
// - 缩放输入：常用的常数适合大小在 1 左右的数。
// - 混淆矩阵说明哪个类别被认成了哪个。精确率看列，召回率看行，F1 要求两者兼顾。
// - 要找的东西很罕见时，准确率几乎说明不了什么。
// - 看看最离谱的错误，也看看模型当时有多自信。
// - 训练好的要存下来：存下来的模型，读回来给出的数值一位不差。
//
// ## 常见问题
//
// **如何评估模型性能？**（第一篇文章的第 2 个问题。）用没有参与构建的样本，选与用途相称的指标：各类别、各种错误同样要紧时用准确率，
// 否则用精确率和召回率。在验证样本上比较模型，把测试样本留到最后。
//
// **标签用类别编号还是独热向量？** 损失是同一个。类别编号省内存，写起来也省事；标签本身不确定时（“多半是 4，也可能是 9”）才需要独热那样的向量。
//
// **为什么我的数值和文中的不完全一样？** 在同一台机器、同一个引擎上，同样的种子给出同样的数值。换一个引擎，或者线程数不同，加法的次序就不同，
// 舍入误差会让两次训练逐渐分道扬镳，差别大致相当于换一个种子。
//
// **这个成绩算好吗？** 对一个只看到 784 个互不相干的数的网络来说，算好的。知道哪些像素相邻的网络，错误要少得多（见第 13 章）。
