// ---
// title:
//   en: "Project 4: the generic classifier 64-32-softmax, and when to stop"
//   zh: 项目四：通用分类器 64-32-softmax，以及何时停止
// objectives:
//   en:
//     - Write the article’s classifier as a function of two sizes, and account for its parameters for any of them
//     - Train one and the same code on images, points and flowers, and compare it with Keras
//     - Turn classes into one-hot rows and back
//     - Show when the binary and the categorical cross-entropy agree, and what happens where they do not
//     - Compare five stopping rules on one curve, by what they cost and what they bring
//     - Turn the temperature of a softmax, and say what it changes and what it does not
//   zh:
//     - 把原文的分类器写成两个大小的函数，并对任意大小说清参数从何而来
//     - 用同一份代码训练图像、点和花，并与 Keras 比较
//     - 把类别变成独热行，再变回来
//     - 说明二元交叉熵与多类交叉熵何时一致，不一致时会怎样
//     - 在同一条曲线上比较五种停止准则：各要花多少，各换来什么
//     - 调节 softmax 的温度，并说出它改变了什么、没有改变什么
// time: { teach: 50, exercise: 45 }
// ---

// %% [markdown] id="title" lang="en"
// # 11 · Project 4: the generic classifier, and when to stop
//
// The program of article 5 leaves open what it is for: where the sizes of its input and its output should be, there
// stand `input_dim` and `output_dim`. It is a classifier for anything. In this chapter it reads digits, tells apart points
// of the plane, and sorts flowers; not a line of it changes.
//
// Then two loose ends of that article are taken up again. The loss in its text is not the loss of its program. And its text
// trains “until the loss reaches a certain threshold”, while its program trains for ten epochs. A threshold of what?
// Ten epochs of what? You will measure both, and three other rules.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 5, section “Project practice”, the formula of the loss in its section on
// mathematical models, and step 4 of its algorithm.

// %% [markdown] id="title" lang="zh" src="442a83fd"
// # 11 · 项目四：通用分类器，以及何时停止
//
// 第五篇文章的程序没有限定用途：本该写输入和输出大小的地方，写的是 `input_dim` 和 `output_dim`。它是一个什么都能分的分类器。
// 在这一章里，它要识别数字，区分平面上的点，还要给花分类，而程序一行也不改。
//
// 然后，我们再来看那篇文章里两处没有收好的线头。它正文里的损失，不是程序里的损失；它的正文说训练到“损失函数达到一定的阈值”为止，
// 程序却训练十轮。什么的阈值？看了什么的十轮？你将亲手测量这两条规则，外加另外三条。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第五篇文章的“项目实践”一节，“数学模型和公式”一节里的损失公式，以及算法的第 4 步。

// %% id="start" tags=["language"]
import { calibrationCurve, categoricalCrossentropy, dense, earlyStopping, grad, iris, mnist, moons, rng } from 'tslate';
import { seed, sequential, split, stopAt, tensor, zeros } from 'tslate';
import { bars, byProfile, frames, imageGrid, lines, results, scatter, setLanguage, table, text } from 'tslate';
import type { Callback, Sequential, Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/11-generic-classifier';
setLanguage('en');

// %% [markdown] id="program-text" lang="en"
// ## The program
//
// In Python, as the article prints it (without its imports and comments):
//
// ```python
// model = Sequential([
//     Dense(64, activation='relu', input_shape=(input_dim,)),
//     Dense(32, activation='relu'),
//     Dense(output_dim, activation='softmax')
// ])
// model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
// model.fit(X_train, y_train, epochs=10, batch_size=32)
// loss, accuracy = model.evaluate(X_test, y_test)
// print(f"Loss: {loss}, Accuracy: {accuracy}")
// ```
//
// As printed it stops at its first statement, because six names have no value: `input_dim`, `output_dim` and the four sets of data.
// What they have to be can be read off the rest. An input is a vector of `input_dim` numbers. The loss
// `categorical_crossentropy` wants each label as a one-hot vector of `output_dim` numbers; the article does not say so.
//
// | Keras                                       | here                                               |
// | ------------------------------------------- | -------------------------------------------------- |
// | `input_dim`, `output_dim`                   | the fields of a typed object                       |
// | `'categorical_crossentropy'`                | `'categoricalCrossentropy'`                        |
// | `fit(X, y, epochs=10, batch_size=32)`       | `await model.fit(x, y, { epochs: 10, batchSize: 32 })` |
// | `evaluate(X_test, y_test)`                  | `await model.evaluate(xTest, yTest)`               |
//
// In TypeScript such a program is a function. Its two type parameters `D` and `K` are sizes, so the compiler knows the shape of
// the model’s inputs and outputs for every use of it: hover over `digitReader`.

// %% [markdown] id="program-text" lang="zh" src="67c4e966"
// ## 程序
//
// 原文的 Python 程序（省略了导入语句和注释）：
//
// ```python
// model = Sequential([
//     Dense(64, activation='relu', input_shape=(input_dim,)),
//     Dense(32, activation='relu'),
//     Dense(output_dim, activation='softmax')
// ])
// model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
// model.fit(X_train, y_train, epochs=10, batch_size=32)
// loss, accuracy = model.evaluate(X_test, y_test)
// print(f"Loss: {loss}, Accuracy: {accuracy}")
// ```
//
// 原样运行，第一条语句就停了，因为有六个名字没有值：`input_dim`、`output_dim` 和四份数据。它们应当是什么，可以从其余部分读出来。
// 一个输入是由 `input_dim` 个数组成的向量。损失 `categorical_crossentropy` 要求每个标签是由 `output_dim` 个数组成的独热向量，
// 这一点原文没有说。
//
// | Keras                                       | 这里                                               |
// | ------------------------------------------- | -------------------------------------------------- |
// | `input_dim`、`output_dim`                   | 一个有类型的对象的两个字段                         |
// | `'categorical_crossentropy'`                | `'categoricalCrossentropy'`                        |
// | `fit(X, y, epochs=10, batch_size=32)`       | `await model.fit(x, y, { epochs: 10, batchSize: 32 })` |
// | `evaluate(X_test, y_test)`                  | `await model.evaluate(xTest, yTest)`               |
//
// 在 TypeScript 里，这样的程序就是一个函数。它的两个类型参数 `D` 和 `K` 是大小，所以每次使用时，编译器都知道模型输入和输出的形状：
// 把鼠标停在 `digitReader` 上看看。

// %% id="program" tags=["check:exact", "framework"]
interface Sizes<D extends number, K extends number> {
  inputDim: D; // en: how many numbers describe a sample // zh: 一个样本用几个数描述
  outputDim: K; // en: how many classes there are // zh: 有几个类别
}

// en: the first line says what comes out for which sizes, the rest is the program
// zh: 第一行说明什么样的大小得到什么样的模型，其余就是程序
function network<D extends number, K extends number>(sizes: Sizes<D, K>): Sequential<[D], [K]>;
function network({ inputDim, outputDim }: Sizes<number, number>) {
  return sequential([inputDim],
    dense(64, { activation: 'relu' }),
    dense(32, { activation: 'relu' }),
    dense(outputDim, { activation: 'softmax' }),
  );
}
const classifier = <D extends number, K extends number>(sizes: Sizes<D, K>) =>
  network(sizes).compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });

seed(11);
const digitReader = classifier({ inputDim: 784, outputDim: 10 });
console.log(digitReader.summary());

// %% [markdown] id="refused-text" lang="en"
// What does such a type buy? Labels that do not fit are refused before anything runs. Below, nine columns meet ten classes, and
// class numbers meet a loss that wants one-hot rows. Each `@ts-expect-error` says that the line after it must be wrong. Delete
// one of them and run the cell: the error says what was expected, and what to use instead.

// %% [markdown] id="refused-text" lang="zh" src="56393fd9"
// 这样的类型有什么好处？对不上的标签，不等运行就会被拒绝。下面，九列标签遇上了十个类别，类别编号遇上了要求独热行的损失。
// 每个 `@ts-expect-error` 都声明：下一行必定是错的。删掉其中一个，再运行这个单元格：错误信息会说明应该是什么，以及可以改用什么。

// %% id="refused" tags=["check:exact"]
const refused = [
  // @ts-expect-error
  () => digitReader.fit(zeros([32, 784]), zeros([32, 9])),
  // @ts-expect-error
  () => digitReader.fit(zeros([32, 784]), zeros([32], 'int32')),
];
refused.length

// %% [markdown] id="count-text" lang="en"
// Two sizes are free, and the rest is fixed. So the number of parameters is a formula in $d$, the input’s size, and $k$, the
// number of classes:
//
// $$P(d, k) = (64 d + 64) + (64 \cdot 32 + 32) + (32 k + k) = 64 d + 33 k + 2144$$ (eq:generic-count)
//
// Each input brings 64 weights, each class 32 weights and a bias; 2144 are there in any case. Compute it for digits
// ($d = 784$, $k = 10$), for points of the plane in two classes, and for flowers of three kinds that are described by four
// numbers, before you run the cell.

// %% [markdown] id="count-text" lang="zh" src="a027bab7"
// 可变的是两个大小，其余都是固定的。所以参数个数是一个关于 $d$（输入的大小）和 $k$（类别的个数）的公式：
//
// $$P(d, k) = (64 d + 64) + (64 \cdot 32 + 32) + (32 k + k) = 64 d + 33 k + 2144$$ (eq:generic-count)
//
// 每个输入带来 64 个权重，每个类别带来 32 个权重和一个偏置；另有 2144 个无论如何都在。运行之前，先自己算一算：数字
// （$d = 784$，$k = 10$），平面上分两类的点，以及用四个数描述、共三种的花。

// %% id="count" tags=["check:exact", "eq:generic-count"]
const parametersOf = (d: number, k: number) => 64 * d + 33 * k + 2144;
const counted = (d: number, k: number) =>
  network({ inputDim: d, outputDim: k }).parameters().reduce((sum, { size }) => sum + size, 0);
for (const [d, k] of [[784, 10], [2, 2], [4, 3]]) console.log(d, k, parametersOf(d, k), counted(d, k));

// %% [markdown] id="digits-text" lang="en"
// ## On digits, with exactly its constants
//
// First the program as it is: Adam, ten epochs, batches of 32. The data are those of chapter 09: MNIST, pixels from 0 to 1.
// `oneHot(10)` makes rows of ten numbers of the class numbers.
//
// > **Predict before you run.** Chapter 09 had 64 and 64 hidden units, this network has 64 and 32. By how much will the test
// > accuracy suffer?

// %% [markdown] id="digits-text" lang="zh" src="238f2ff1"
// ## 识别数字，常数原封不动
//
// 先运行程序本身：Adam，十轮，每批 32 个样本。数据与第 09 章相同：MNIST，像素取 0 到 1。`oneHot(10)` 把类别编号变成十个数的行。
//
// > **先预测，再运行。** 第 09 章的隐藏单元是 64 和 64 个，这个网络是 64 和 32 个。测试准确率会因此低多少？

// %% id="digits" tags=["check:band=accuracy:0.967..0.98", "check:band@tiny=accuracy:0.75..0.98", "check:band@synthetic digits=accuracy:0.85..1", "check:band@tiny@synthetic digits=accuracy:0.6..1"]
const size = byProfile({
  tiny: { train: 3_000, epochs: 2, few: 300, most: 15 },
  standard: { train: 60_000, epochs: 10, few: 1_000, most: 60 },
  full: { train: 60_000, epochs: 10, few: 1_000, most: 60 },
});
const data = await mnist.load({ train: size.train });
const [x, y] = [data.flat.xTrain, data.yTrain.oneHot(10)];
const [xTest, yTest] = [data.flat.xTest, data.yTest.oneHot(10)];

const started = performance.now();
await digitReader.fit(x, y, { epochs: size.epochs, batchSize: 32 });
const seconds = (performance.now() - started) / 1000;
const { loss, accuracy } = await digitReader.evaluate(xTest, yTest);
console.log(`Loss: ${loss}, Accuracy: ${accuracy}`);
results({ accuracy, parameters: counted(784, 10), seconds, dataset: data.source })

// %% [markdown] id="keras-text" lang="en"
// The line with `Loss` is the article’s own `print`. `seconds` is what the training took on the machine that made this page; yours
// will tell its own time. Compare the accuracy with that of chapter 09: half as many units in the second layer cost next to nothing.
//
// And in Keras? The program was trained three times there and three times here, each time from another start. These six took a
// while, so only their results stand below; the run that you have just seen is the fourth of ours.

// %% [markdown] id="keras-text" lang="zh" src="8983b582"
// `Loss` 那一行就是原文自己的 `print`。`seconds` 是训练在生成本页的机器上所用的时间，你的机器会给出它自己的。
// 与第 09 章的准确率比一比：第二层少了一半单元，几乎没有什么损失。
//
// 在 Keras 里呢？这个程序在 Keras 里训练了三次，在这里也训练了三次，每次的起点都不同。这六次训练颇费时间，所以下面只列出结果；
// 你刚才看到的那一次，是我们的第四次。

// %% id="keras" tags=["check:band=difference:-0.5..0.5", "check:band@tiny=difference:-50..50", "check:band@synthetic digits=difference:-50..50", "check:band@tiny@synthetic digits=difference:-50..50"]
// en: three starts each on MNIST; ours were measured by tests/bench, Keras 3.12 by tests/oracle
// zh: 在 MNIST 上各有三个起点；我们的由 tests/bench 测得，Keras 3.12 的由 tests/oracle 测得
const before = [0.973, 0.9764, 0.9718];
const keras = [0.9747, 0.9727, 0.9716];
const ours = [accuracy, ...before];
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
const spread = (values: readonly number[]) => 100 * (Math.max(...values) - Math.min(...values));
results({
  ours: mean(ours),
  keras: mean(keras),
  difference: 100 * (mean(ours) - mean(keras)),
  oursSpread: spread(ours),
  kerasSpread: spread(keras),
})

// %% [markdown] id="keras-result" lang="en"
// On average {{keras.ours|percent}} here and {{keras.keras|percent}} in Keras: {{keras.difference|2}} points apart, while runs of the same
// program differ by {{keras.oursSpread|2}} points here and by {{keras.kerasSpread|2}} there.
//
// ## The same code on points and flowers
//
// Now the promise of the free sizes. The second data set is the two half moons of chapter 03. The third is a table, the most
// famous one of statistics: 150 iris flowers of three species, each described by length and width of its sepals and petals
// in centimetres. Edgar Anderson measured them, Ronald Fisher published the table in 1936, and `iris()` has it built in.

// %% [markdown] id="keras-result" lang="zh" src="31b521f8"
// 平均起来，这里是 {{keras.ours|percent}}，Keras 是 {{keras.keras|percent}}，相差 {{keras.difference|2}} 个百分点；而同一个程序的几次运行之间，
// 这里差 {{keras.oursSpread|2}} 个百分点，Keras 差 {{keras.kerasSpread|2}} 个百分点。
//
// ## 同一份代码，用于点和花
//
// 现在来兑现“大小可变”的承诺。第二份数据是第 03 章的两个半月。第三份是一张表，统计学里最有名的那张：三种鸢尾花共 150 朵，
// 每朵用萼片和花瓣的长与宽（单位是厘米）来描述。数据由 Edgar Anderson 测量，Ronald Fisher 于 1936 年发表，`iris()` 里就有。

// %% id="flowers" tags=["check:plot"]
const flowers = iris();
const species = flowers.classes;
scatter(flowers.x.slice([0, 2]), {
  classes: flowers.y,
  classNames: species,
  title: text({ en: '150 irises', zh: '150 朵鸢尾花' }),
  xLabel: text({ en: 'petal length (cm)', zh: '花瓣长（厘米）' }),
  yLabel: text({ en: 'petal width (cm)', zh: '花瓣宽（厘米）' }),
  height: 220,
})

// %% [markdown] id="tasks-text" lang="en"
// A task is a name, two sizes and three sets of samples: to learn from, to validate with, and to test on. `partsOf` sets
// aside a third of the points and of the flowers for the test, and a quarter of the rest for validation, so that every class
// keeps its share (`stratify`). `learned` is the program; it knows nothing of digits, points or flowers.

// %% [markdown] id="tasks-text" lang="zh" src="da19bab8"
// 一个任务由一个名字、两个大小和三份样本组成：一份用来学，一份用来验证，一份用来测试。`partsOf` 从点和花里留出三分之一作测试，
// 再从其余的里面留出四分之一作验证，并让每个类别都保持原来的比例（`stratify`）。`learned` 就是那个程序；它对数字、点和花一无所知。

// %% id="tasks"
interface Samples {
  x: Tensor<readonly [number, number]>;
  y: Tensor<readonly [number], 'int32'>;
}
interface Task {
  name: string;
  sizes: Sizes<number, number>;
  train: Samples;
  validation: Samples;
  test: Samples;
}

function partsOf(samples: Samples) {
  const shuffle = rng(11);
  const all = split(samples.x, samples.y, { validation: 1 / 3, shuffle, stratify: true });
  const { train, validation } = split(all.train.x, all.train.y, { validation: 1 / 4, shuffle, stratify: true });
  return { train, validation, test: all.validation };
}

const points = moons({ samples: 600, noise: 0.2, seed: 11 });
const plane: Task = {
  name: text({ en: 'points', zh: '点' }),
  sizes: { inputDim: 2, outputDim: 2 },
  ...partsOf(points),
};
const garden: Task = {
  name: text({ en: 'flowers', zh: '花' }),
  sizes: { inputDim: 4, outputDim: 3 },
  ...partsOf(flowers),
};

// %% id="learned"
interface Plan {
  epochs: number;
  callbacks?: Callback[];
  start?: number;
}

async function learned({ sizes, train, validation, test }: Task, { epochs, callbacks = [], start = 11 }: Plan) {
  seed(start);
  const model = classifier(sizes);
  const rows = (labels: Samples['y']) => labels.oneHot(sizes.outputDim);
  const history = await model.fit(train.x, rows(train.y), {
    epochs,
    batchSize: 32,
    validationData: [validation.x, rows(validation.y)],
    callbacks,
    progress: false,
  });
  const measured = await model.evaluate(test.x, rows(test.y));
  const steps = Math.ceil(train.x.shape[0] / 32) * history.loss.length;
  return { model, history, steps, epochs: history.loss.length, ...measured };
}

// %% [markdown] id="ten-predict" lang="en"
// > **Predict before you run.** Ten epochs made a good reader of digits. What will ten epochs make of the same network on the
// > points, and what on the flowers, which are much easier? Guessing gets one half and one third right.

// %% [markdown] id="ten-predict" lang="zh" src="64c9eb28"
// > **先预测，再运行。** 十轮训练出了一个不错的数字识别器。同样的网络、同样的十轮，用在点上会怎样？用在容易得多的花上呢？
// > 瞎猜分别能对二分之一和三分之一。

// %% id="ten" tags=["experiment", "check:band=tenFlowers:0.45..0.9", "check:band=tenPoints:0.7..0.95", "check:band=tenFlowersLoss:0.5..1.1"]
// en: three starts each: one run can be luck
// zh: 各从三个起点出发：只运行一次，也许是碰巧
async function fromEachStart(task: Task, plan: Plan) {
  const runs = [];
  for (const start of [11, 12, 13]) runs.push(await learned(task, { ...plan, start }));
  const accuracies = runs.map((run) => run.accuracy);
  return { runs, accuracies, accuracy: mean(accuracies), loss: mean(runs.map((run) => run.loss)), steps: runs[0].steps };
}
const [tenPoints, tenFlowers] = [await fromEachStart(plane, { epochs: 10 }), await fromEachStart(garden, { epochs: 10 })];
const stepsOnDigits = Math.ceil(x.shape[0] / 32) * size.epochs;
results({
  stepsOnDigits,
  stepsOnFlowers: tenFlowers.steps,
  tenPoints: tenPoints.accuracy,
  tenFlowers: tenFlowers.accuracy,
  tenFlowersLoss: tenFlowers.loss,
})

// %% id="ten-table"
const nameOfDigits = text({ en: 'digits', zh: '数字' });
const inTable = (name: string, samples: number, steps: number, accuracies: readonly number[]) => ({
  [text({ en: 'task', zh: '任务' })]: name,
  [text({ en: 'training samples', zh: '训练样本' })]: samples,
  [text({ en: 'steps', zh: '步数' })]: steps,
  [text({ en: 'test accuracy (%)', zh: '测试准确率（%）' })]: 100 * mean(accuracies),
  [text({ en: 'lowest', zh: '最低' })]: 100 * Math.min(...accuracies),
  [text({ en: 'highest', zh: '最高' })]: 100 * Math.max(...accuracies),
});
table([
  inTable(nameOfDigits, x.shape[0], stepsOnDigits, ours),
  inTable(plane.name, plane.train.x.shape[0], tenPoints.steps, tenPoints.accuracies),
  inTable(garden.name, garden.train.x.shape[0], tenFlowers.steps, tenFlowers.accuracies),
])

// %% [markdown] id="patient-text" lang="en"
// The easiest task comes off worst, and which start it had decides a good deal. It is not the network’s fault, nor the data’s: ten epochs
// are {{ten.stepsOnDigits}} steps for the digits and {{ten.stepsOnFlowers}} for the flowers. With those, the loss on the flowers has
// come down to {{ten.tenFlowersLoss|2}}; knowing nothing about three classes costs $\ln 3 \approx 1.10$. An epoch says how often the
// samples have been seen. What moves the weights is steps. So `epochs=10` is no property of the program; it belongs to the data.
//
// Now without that number. Early stopping (chapter 03) watches the validation loss, waits, and hands back the weights of the best
// epoch; 2000 epochs are only the upper limit.

// %% [markdown] id="patient-text" lang="zh" src="e5121535"
// 最容易的任务，成绩反而最差，而且起点不同，结果相差很大。这不怪网络，也不怪数据：同样是十轮，数字走了 {{ten.stepsOnDigits}} 步，
// 花只走了 {{ten.stepsOnFlowers}} 步。走完这些步，花上的损失只降到 {{ten.tenFlowersLoss|2}}；而对三个类别一无所知的代价是 $\ln 3 \approx 1.10$。
// 轮次说的是样本被看过几遍，推动权重的却是步子。所以 `epochs=10` 并不是程序的属性，它属于数据。
//
// 现在把这个数去掉。早停（第 03 章）盯着验证损失，耐心等待，最后交回最好那一轮的权重；2000 轮只是上限。

// %% id="patient" tags=["check:band=patientFlowers:0.92..1", "check:band=patientPoints:0.93..1"]
const untilCalm: Plan = { epochs: 2000, callbacks: [earlyStopping({ patience: 20, restoreBest: true })] };
const [patientPoints, patientFlowers] = [await fromEachStart(plane, untilCalm), await fromEachStart(garden, untilCalm)];
const epochsOf = ({ runs }: typeof patientPoints) => Math.round(mean(runs.map(({ epochs }) => epochs)));
results({
  patientPoints: patientPoints.accuracy,
  epochsOfPoints: epochsOf(patientPoints),
  patientFlowers: patientFlowers.accuracy,
  epochsOfFlowers: epochsOf(patientFlowers),
})

// %% id="patient-bars" tags=["check:plot"]
const tenEpochs = text({ en: 'ten epochs', zh: '十轮' });
const withPatience = text({ en: 'patience 20', zh: '耐心 20' });
bars({
  [nameOfDigits]: { [tenEpochs]: 100 * mean(ours) },
  [plane.name]: { [tenEpochs]: 100 * tenPoints.accuracy, [withPatience]: 100 * patientPoints.accuracy },
  [garden.name]: { [tenEpochs]: 100 * tenFlowers.accuracy, [withPatience]: 100 * patientFlowers.accuracy },
}, { title: text({ en: 'One program, three tasks: test accuracy (%)', zh: '一个程序，三个任务：测试准确率（%）' }), width: 320 })

// %% [markdown] id="codec-text" lang="en"
// After {{patient.epochsOfPoints}} and {{patient.epochsOfFlowers}} epochs on average the same code is right for {{patient.patientPoints|percent}} of the
// points and for {{patient.patientFlowers|percent}} of the flowers. That is what the free sizes are worth: one program, three tasks,
// and no number in it that fits only one of them.
//
// ## Classes into rows, and back
//
// Between a word such as “virginica” and the network stand two translations, a *codec*. A class $c$ of $k$ becomes a row with a 1 in the
// place $c$. A row of answers becomes the place of its largest number:
//
// $$e(c)_j = [j = c] \qquad\qquad c(\hat y) = \operatorname{argmax}_j \, \hat y_j$$ (eq:one-hot)
//
// Here $[\ldots]$ is 1 where it is true, else 0. The second undoes the first: $c(e(c)) = c$. Why not feed the network the class
// number itself? Because numbers have an order. Whoever answers 1 between 0 and 2 would be half right about both, but
// versicolor is not halfway from setosa to virginica.

// %% [markdown] id="codec-text" lang="zh" src="02054b42"
// 平均经过 {{patient.epochsOfPoints}} 轮和 {{patient.epochsOfFlowers}} 轮，同一份代码答对了 {{patient.patientPoints|percent}} 的点和
// {{patient.patientFlowers|percent}} 的花。这就是“大小可变”的价值：一个程序，三个任务，里面没有哪个数只适合其中之一。
//
// ## 从类别到行，再回来
//
// 在“virginica”这样的词和网络之间，有来回两次翻译，即一个**编解码器**。$k$ 个类别中的类别 $c$ 变成一行，位置 $c$ 上为 1；
// 一行回答则变成其中最大值的位置：
//
// $$e(c)_j = [j = c] \qquad\qquad c(\hat y) = \operatorname{argmax}_j \, \hat y_j$$ (eq:one-hot)
//
// 其中 $[\ldots]$ 在括号内成立时为 1，否则为 0。第二个式子正好撤销第一个：$c(e(c)) = c$。为什么不把类别编号直接交给网络？
// 因为数有大小之分。在 0 和 2 之间回答 1，就好像对两边都对了一半；可 versicolor 并不在 setosa 和 virginica 的半路上。

// %% id="codec" tags=["check:exact", "scratch", "eq:one-hot"]
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const oneHot = (c: number, k: number) => upTo(k).map((j) => (j === c ? 1 : 0));

function classOf(row: ArrayLike<number>): number {
  let best = 0;
  for (let j = 1; j < row.length; j++) if (row[j] > row[best]) best = j;
  return best;
}

for (const [c, word] of species.entries()) console.log(word, c, oneHot(c, 3), species[classOf(oneHot(c, 3))]);
const byHand = tensor([2, 0, 1].map((c) => oneHot(c, 3)));
const byFramework = tensor(Int32Array.of(2, 0, 1), [3]).oneHot(3);
console.log(text({ en: 'same rows:   ', zh: '行相同：  ' }), String(byHand.toArray()) === String(byFramework.toArray()));
console.log(text({ en: 'same classes:', zh: '变回类别：' }), String(byFramework.argmax().toArray()));

// %% [markdown] id="two-text" lang="en"
// ## Two losses for one program
//
// > **Erratum E24.** The formula of article 5, its missing bracket (E23, chapter 05) put back, is the binary cross-entropy, for one probability $\hat y$ of “yes”. Its program
// > ends in softmax and is compiled with the categorical one, for $k$ probabilities. Chapter 05 showed that they agree for two
// > classes if one logit is 0, and disagree for three. Here is the whole relation, and what it means for training.
//
// Let $z_0$ and $z_1$ be the logits of two classes, and $y$ be 1 for the second class, else 0. Softmax depends on nothing but
// their difference, $\hat y_1 = \sigma(z_1 - z_0)$, and therefore
//
// $$-\sum_{j=0}^{1} e(y)_j \ln \hat y_j = -\big[\, y \ln \sigma(z_1 - z_0) + (1 - y) \ln (1 - \sigma(z_1 - z_0)) \,\big]$$ (eq:two-classes)
//
// On the left the categorical cross-entropy of the pair, on the right the binary one of the difference. First by loops, then with the
// framework.

// %% [markdown] id="two-text" lang="zh" src="9756474b"
// ## 一个程序，两种损失
//
// > **原文勘误 E24。** 第五篇文章给出的公式，补上漏掉的括号（E23，第 05 章）之后是二元交叉熵，针对的是“是”的一个概率 $\hat y$；它的程序却以 softmax 结尾，
// > 用多类交叉熵编译，针对的是 $k$ 个概率。第 05 章已经说明：两个类别、其中一个 logit 为 0 时两者一致，三个类别时不一致。
// > 这里给出完整的关系，以及它对训练意味着什么。
//
// 设 $z_0$ 和 $z_1$ 是两个类别的 logits，样本属于第二类时 $y$ 为 1，否则为 0。softmax 只取决于两者之差，$\hat y_1 = \sigma(z_1 - z_0)$，于是
//
// $$-\sum_{j=0}^{1} e(y)_j \ln \hat y_j = -\big[\, y \ln \sigma(z_1 - z_0) + (1 - y) \ln (1 - \sigma(z_1 - z_0)) \,\big]$$ (eq:two-classes)
//
// 左边是这一对的多类交叉熵，右边是差的二元交叉熵。先用循环计算，再用框架。

// %% id="two" tags=["check:num", "scratch", "E24", "eq:two-classes"]
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const binary = (label: number, p: number) => -(label * Math.log(p) + (1 - label) * Math.log(1 - p));

function softmaxOf(z: readonly number[], T = 1): number[] {
  const powers = z.map((value) => Math.exp((value - Math.max(...z)) / T));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
const categorical = (label: number, p: readonly number[]) => -Math.log(p[label]);

for (const [z0, z1, label] of [[0, 2, 1], [1.5, -0.5, 0], [1.5, -0.5, 1], [-3, -2, 1]]) {
  const pair = categoricalCrossentropy({ fromLogits: true })(tensor([oneHot(label, 2)]), tensor([[z0, z1]])).item();
  console.log(categorical(label, softmaxOf([z0, z1])), binary(label, sigmoid(z1 - z0)), pair);
}

// %% [markdown] id="twice-text" lang="en"
// Three ways, one number. Is a network with two outputs and softmax then the same as one with a single output and a sigmoid?
//
// > **Predict before you run.** The losses are equal for the same difference $z_1 - z_0$. Will a step of gradient descent change that
// > difference by the same amount, too?

// %% [markdown] id="twice-text" lang="zh" src="028b676f"
// 三种算法，同一个数。那么，两个输出加 softmax 的网络，与一个输出加 sigmoid 的网络，是一回事吗？
//
// > **先预测，再运行。** 差 $z_1 - z_0$ 相同时，损失相同。梯度下降走一步，这个差的变化也会相同吗？

// %% id="twice" tags=["check:num", "E24"]
const label = tensor([[0, 1]]);
const [byPair] = grad((z: Tensor<readonly [1, 2]>) => z.logSoftmax().mul(label).sum().neg())(tensor([[0, 2]]));
const [byOne] = grad((z: Tensor<readonly [1]>) => z.logSigmoid().sum().neg())(tensor([2]));
const [down, up] = byPair.data;
console.log(text({ en: 'gradient by z0, z1:   ', zh: '对 z0、z1 的梯度：      ' }), down, up);
const [alone] = byOne.data;
console.log(text({ en: 'gradient by z:        ', zh: '对 z 的梯度：           ' }), alone);
console.log(text({ en: 'change of z1 − z0 / z:', zh: 'z1 − z0 与 z 的变化之比：' }), (up - down) / alone);

// %% [markdown] id="ten-classes-text" lang="en"
// Twice as much: both logits of the pair move, in opposite directions. Same loss, same answers, but not the same steps; with plain
// gradient descent, two outputs learn as if the learning rate were doubled there.
//
// Now for ten classes. What if the program were compiled with the formula of the text? Then each output is a question of its
// own (“is it a 3?”), and the loss of a sample is the mean of ten binary cross-entropies. That runs without complaint. We train both on {{few.images}} images from the same start, and test on {{few.test}}.
//
// > **Predict before you run.** Before training, each class gets a probability of about $\tfrac{1}{10}$. What does each of the two
// > formulas charge for that?

// %% [markdown] id="ten-classes-text" lang="zh" src="45da0f76"
// 是两倍：这一对里的两个 logits 都在动，方向相反。损失相同，答案相同，步子却不同；用最朴素的梯度下降时，
// 两个输出学起来，就像那里的学习率加倍了一样。
//
// 再来看十个类别。如果程序用正文里的公式来编译，会怎样？那样每个输出都是一个单独的问题（“是不是 3？”），
// 一个样本的损失就是十个二元交叉熵的平均。这样也能运行，不会有任何抱怨。我们用 {{few.images}} 幅图像、从同样的起点把两者各训练一次，再用 {{few.test}} 幅来测试。
//
// > **先预测，再运行。** 训练之前，每个类别得到的概率大约是 $\tfrac{1}{10}$。两个公式各自对此收多少“费”？

// %% id="few"
const { train: first, validation: rest } = split(data.flat.xTrain, data.yTrain, { validation: x.shape[0] - size.few });
const [some, judges] = byProfile({ tiny: [300, 300], standard: [2_000, 5_000], full: [2_000, 5_000] }).map((n) => upTo(Math.min(n, data.yTest.size)));
const held = { x: rest.x.rows(some), y: rest.y.rows(some) };
const judged = { x: data.flat.xTest.rows(judges), y: data.yTest.rows(judges) };
const reading: Task = {
  name: nameOfDigits,
  sizes: { inputDim: 784, outputDim: 10 },
  train: first,
  validation: held,
  test: judged,
};
results({ images: first.x.shape[0], validation: some.length, test: judges.length, epochs: size.epochs, most: size.most })

// %% id="ten-classes" tags=["experiment", "E24", "check:band=before:2.1..2.7", "check:band=beforeBinary:0.29..0.4"]
async function compiledWith(lossName: 'categoricalCrossentropy' | 'binaryCrossentropy') {
  seed(11);
  const model = network({ inputDim: 784, outputDim: 10 })
    .compile({ optimizer: 'adam', loss: lossName, metrics: ['accuracy'] });
  const labels = first.y.oneHot(10);
  const before = (await model.evaluate(first.x, labels)).loss;
  const options = { epochs: size.epochs, batchSize: 32, progress: false };
  const { loss: curve } = await model.fit(first.x, labels, options);
  const right = (await model.evaluate(judged.x, judged.y.oneHot(10))).accuracy;
  return { before, after: curve[curve.length - 1], accuracy: right };
}
const categoricalRun = await compiledWith('categoricalCrossentropy');
const binaryRun = await compiledWith('binaryCrossentropy');
results({
  before: categoricalRun.before,
  beforeBinary: binaryRun.before,
  after: categoricalRun.after,
  afterBinary: binaryRun.after,
  right: categoricalRun.accuracy,
  rightBinary: binaryRun.accuracy,
})

// %% [markdown] id="ten-classes-result" lang="en"
// The categorical formula charges $\ln 10 \approx 2.30$ for knowing nothing; it was {{ten-classes.before|2}}. The binary one charges
// $\tfrac{1}{10} (\ln 10 + 9 \ln \tfrac{10}{9}) \approx 0.33$; it was {{ten-classes.beforeBinary|2}}. It is not better for that, it
// counts otherwise: nine easy questions dilute the one that matters. After {{few.epochs}} epochs one has come to {{ten-classes.after|2}}, the other to
// {{ten-classes.afterBinary|3}}; on test images they are right for {{ten-classes.right|percent}} and
// {{ten-classes.rightBinary|percent}}.
//
// So a loss of 0.33 can be the beginning of a training or, by the other formula, its end. Keep that in mind for what comes now.

// %% [markdown] id="ten-classes-result" lang="zh" src="d68af93d"
// 多类公式对“一无所知”收 $\ln 10 \approx 2.30$，测得 {{ten-classes.before|2}}。二元公式收
// $\tfrac{1}{10} (\ln 10 + 9 \ln \tfrac{10}{9}) \approx 0.33$，测得 {{ten-classes.beforeBinary|2}}。它并不因此更好，只是算法不同：
// 九个容易的问题稀释了真正要紧的那一个。{{few.epochs}} 轮之后，前者到了 {{ten-classes.after|2}}，后者到了 {{ten-classes.afterBinary|3}}；
// 测试图像上，它们分别答对 {{ten-classes.right|percent}} 和 {{ten-classes.rightBinary|percent}}。
//
// 所以，损失 0.33 可以是一次训练的开头，换一个公式，也可以是它的结尾。记住这一点，马上就要用到。

// %% [markdown] id="concept" lang="en" tags=["concept"]
// ## When to stop
//
// > **Erratum E26.** Article 5 trains “until the loss reaches a certain threshold”. It names neither the loss nor the threshold, and its
// > program does something else: it trains for ten epochs, whatever the loss. Chapter 03 showed on points what a
// > threshold misses. Here it stands beside four other rules, on one and the same training.
//
// A [[stopping rule]] says after which epoch a training ends, and whose weights it hands over. It sees only what has been so far. Let
// $L_t$ be the training loss of epoch $t$ (the mean over its batches, as `fit` reports it), $V_t$ the validation loss after it, and $\nabla L_t$ the gradient of the loss of all training
// samples there. Five rules:
//
// 1. **A fixed number of epochs**, as in the program: $t = 10$.
// 2. **A threshold**, as in the text: the first epoch with a training loss below $\tau$.
//
// $$t_\tau = \min \{\, t : L_t < \tau \,\}$$ (eq:stop-threshold)
//
// 3. **A [[plateau]]**: the first epoch in which the training loss falls by less than $\varepsilon$, $L_{t-1} - L_t < \varepsilon$.
// 4. **A flat place**: the first epoch after which the gradient is shorter than $g$, $\lVert \nabla L_t \rVert < g$. In textbooks on
//    optimisation this is the usual one, since at a minimum the gradient is 0.
// 5. **Patience**: the first epoch that lies $p$ epochs behind the best one so far, $b_t$. It hands over the weights of that best epoch.
//
// $$t_p = \min \{\, t : t - b_t \ge p \,\} \qquad\qquad b_t = \operatorname{argmin}_{s \le t} V_s$$ (eq:stop-patience)
//
// The first looks at nothing, the next three at training samples. Only the fifth looks at samples that were not trained on.

// %% [markdown] id="concept" lang="zh" src="1eff4c08"
// ## 何时停止
//
// > **原文勘误 E26。** 第五篇文章训练到“损失函数达到一定的阈值”为止。它既没有说是哪个损失，也没有说阈值是多少；它的程序做的又是另一回事：
// > 不管损失多大，训练十轮。第 03 章已经在点上说明了阈值的缺陷。这里，我们把它和另外四条规则放在一起，用在同一次训练上。
//
// [[停止准则]]规定训练在哪一轮之后结束，以及交出哪一轮的权重。它只看得到已经发生的事。设 $L_t$ 是第 $t$ 轮的训练损失（各批次的平均，即 `fit` 报告的数），
// $V_t$ 是这一轮之后的验证损失，$\nabla L_t$ 是此时全部训练样本上的损失的梯度。五条规则：
//
// 1. **固定轮数**，即程序的做法：$t = 10$。
// 2. **阈值**，即正文的说法：训练损失低于 $\tau$ 的第一轮。
//
// $$t_\tau = \min \{\, t : L_t < \tau \,\}$$ (eq:stop-threshold)
//
// 3. [[平台期]]：训练损失降低不到 $\varepsilon$ 的第一轮，$L_{t-1} - L_t < \varepsilon$。
// 4. **平坦处**：走完之后梯度的长度小于 $g$ 的第一轮，$\lVert \nabla L_t \rVert < g$。最优化的教科书里常用这一条，因为在极小值处梯度为 0。
// 5. **耐心**：比迄今最好的一轮 $b_t$ 晚了 $p$ 轮的第一轮。它交出的是最好那一轮的权重。
//
// $$t_p = \min \{\, t : t - b_t \ge p \,\} \qquad\qquad b_t = \operatorname{argmin}_{s \le t} V_s$$ (eq:stop-patience)
//
// 第一条什么也不看，接下来三条只看训练样本。只有第五条看没有训练过的样本。

// %% [markdown] id="diary-text" lang="en"
// We train the classifier on those {{few.images}} images far too long, {{few.most}} epochs, and keep a diary. A *callback* is called after
// each epoch. It writes down how long the gradient is, and how the network does on the test images. No rule gets to see the latter; they
// are there to judge the rules. The validation loss comes from {{few.validation}} other images.

// %% [markdown] id="diary-text" lang="zh" src="e5732fa5"
// 我们用那 {{few.images}} 幅图像把分类器训练得太久太久，一共 {{few.most}} 轮，并且记日记。每轮之后都会调用一个**回调**，它记下梯度有多长，
// 以及网络在测试图像上的表现。后者只用来评判各条规则，任何规则都看不到它。验证损失来自另外 {{few.validation}} 幅图像。

// %% id="diary"
async function keepDiary(start: number) {
  seed(start);
  const model = classifier({ inputDim: 784, outputDim: 10 });
  const [parameters, labels] = [model.model.parameters(), first.y.oneHot(10)];

  function gradientLength(): number {
    categoricalCrossentropy()(labels, model.model.call(first.x)).mean().backward();
    const squares = parameters.map((p) => p.grad?.square().sum().item() ?? 0);
    for (const p of parameters) p.grad = undefined; // en: the next step makes its own // zh: 下一步会自己算
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
  }

  const [gradient, testLoss, testAccuracy]: number[][] = [[], [], []];
  const write: Callback = {
    async onEpochEnd() {
      gradient.push(gradientLength());
      const measured = await model.evaluate(judged.x, judged.y.oneHot(10));
      testLoss.push(measured.loss);
      testAccuracy.push(measured.accuracy);
    },
  };
  const validationData = [held.x, held.y.oneHot(10)] as const;
  const options = { epochs: size.most, batchSize: 32, validationData, callbacks: [write], progress: false };
  const { loss: training, valLoss: validation = [], valAccuracy = [] } = await model.fit(first.x, labels, options);
  return { model, training, validation, valAccuracy, gradient, testLoss, testAccuracy };
}
const diary = await keepDiary(11);
results({ epochs: size.most, lastTraining: diary.training[size.most - 1], lastValidation: diary.validation[size.most - 1] })

// %% [markdown] id="rules-text" lang="en"
// Each rule is a few lines. It goes through a list of numbers, one for each epoch, and gives two epochs: where it stops, if at all,
// and whose weights it hands over.

// %% [markdown] id="rules-text" lang="zh" src="1298904f"
// 每条规则只有几行。它顺着一列数往下看，每轮一个数，最后给出两个轮次：在哪一轮停下（如果停得下来），以及交出哪一轮的权重。

// %% id="rules" tags=["scratch", "eq:stop-threshold", "eq:stop-patience"]
interface Stop {
  stop: number | undefined; // en: never, where it is undefined // zh: undefined 表示从不停止
  weights: number;
}

function when(numbers: readonly number[], holds: (epoch: number) => boolean): Stop {
  const stop = upTo(numbers.length).map((i) => i + 1).find(holds);
  return { stop, weights: stop ?? numbers.length };
}

const fixed = (L: readonly number[], epochs: number) => when(L, (t) => t === epochs);
const threshold = (L: readonly number[], tau: number) => when(L, (t) => L[t - 1] < tau);
const plateau = (L: readonly number[], epsilon: number) => when(L, (t) => L[t - 2] - L[t - 1] < epsilon);
const flatPlace = (gradients: readonly number[], g: number) => when(gradients, (t) => gradients[t - 1] < g);

function patience(V: readonly number[], p: number): Stop {
  let best = 1;
  for (let t = 2; t <= V.length; t++) {
    if (V[t - 1] < V[best - 1]) best = t;
    else if (t - best >= p) return { stop: t, weights: best };
  }
  return { stop: undefined, weights: best };
}

// %% [markdown] id="rules-predict" lang="en"
// > **Predict before you run.** Ten epochs; a threshold of 0.1; a fall of less than 0.002; a gradient shorter than 0.05; a
// > patience of 5. Which of them stops first, and which hands over the network with the smallest loss on test images?

// %% [markdown] id="rules-predict" lang="zh" src="9d97019e"
// > **先预测，再运行。** 十轮；阈值 0.1；降低不到 0.002；梯度短于 0.05；耐心 5。哪一条最先停？哪一条交出的网络在测试图像上损失最小？

// %% id="compared" tags=["experiment", "E26"]
const rules = [
  { name: text({ en: 'ten epochs', zh: '十轮' }), ...fixed(diary.training, 10) },
  { name: text({ en: 'threshold 0.1', zh: '阈值 0.1' }), ...threshold(diary.training, 0.1) },
  { name: text({ en: 'fall < 0.002', zh: '降低 < 0.002' }), ...plateau(diary.training, 0.002) },
  { name: text({ en: 'gradient < 0.05', zh: '梯度 < 0.05' }), ...flatPlace(diary.gradient, 0.05) },
  { name: text({ en: 'patience 5', zh: '耐心 5' }), ...patience(diary.validation, 5) },
];
const never = text({ en: 'never', zh: '从不' });
table(rules.map(({ name, stop, weights }, i) => ({
  [text({ en: 'rule', zh: '规则' })]: `(${i + 1}) ${name}`,
  [text({ en: 'stops after', zh: '停于轮次' })]: stop ?? never,
  [text({ en: 'weights of', zh: '所用权重' })]: weights,
  [text({ en: 'training loss', zh: '训练损失' })]: diary.training[weights - 1],
  [text({ en: 'test loss', zh: '测试损失' })]: diary.testLoss[weights - 1],
  [text({ en: 'test accuracy (%)', zh: '测试准确率（%）' })]: 100 * diary.testAccuracy[weights - 1],
})))

// %% id="compared-results" tags=["check:band=best:7..20", "check:band=rises:1.15..", "check:band@tiny=best:1..15", "check:band@tiny=rises:0.9..", "check:band@synthetic digits=best:1..40", "check:band@synthetic digits=rises:0.9..", "check:band@tiny@synthetic digits=best:1..15", "check:band@tiny@synthetic digits=rises:0.9.."]
const [, byTau, byFall, byGradient, byTime] = rules;
const testLossOf = ({ weights }: Stop) => diary.testLoss[weights - 1];
const shares = rules.map(({ weights }) => 100 * diary.testAccuracy[weights - 1]);
const best = patience(diary.validation, size.most).weights;
results({
  best,
  rises: diary.validation[size.most - 1] / diary.validation[best - 1],
  thresholdLoss: testLossOf(byTau),
  fallLoss: testLossOf(byFall),
  gradientLoss: testLossOf(byGradient),
  patienceLoss: testLossOf(byTime),
  patienceStop: byTime.stop ?? size.most,
  points: Math.max(...shares) - Math.min(...shares),
})

// %% id="compared-plot" tags=["check:plot"]
// en: from the third epoch on; what comes before is too steep for the rest to be seen
// zh: 从第三轮画起；前面太陡，会使后面看不清
lines({
  [text({ en: 'training', zh: '训练' })]: diary.training.slice(2),
  [text({ en: 'validation', zh: '验证' })]: diary.validation.slice(2),
}, {
  title: text({ en: 'Where the five rules stop', zh: '五条规则各停在哪里' }),
  yLabel: text({ en: 'loss', zh: '损失' }),
  start: 3,
  markers: rules.map(({ stop }, i) => ({ x: stop ?? size.most, label: String(i + 1) })),
  width: 540,
  height: 220,
})

// %% id="gradient-plot" tags=["check:plot"]
lines({ [text({ en: 'length of the gradient', zh: '梯度的长度' })]: diary.gradient }, {
  title: text({ en: 'How flat is it?', zh: '有多平？' }),
  logY: true,
  height: 160,
})

// %% [markdown] id="compared-result" lang="en"
// Patience waits until epoch {{compared-results.patienceStop}} and hands over epoch {{compared-results.best}}, where the validation loss is lowest;
// its test loss is {{compared-results.patienceLoss|3}}. The threshold of 0.1 does no worse, {{compared-results.thresholdLoss|3}}. But why 0.1? Because
// we had seen the curve when we wrote it down. The two rules that look for calm stop later, with {{compared-results.fallLoss|3}} and
// {{compared-results.gradientLoss|3}}: the training loss and its gradient go on towards 0 as the network learns its images by heart, and nothing
// in them tells when the validation loss has turned. After the last epoch it stands at {{compared-results.rises|2}} times its lowest value.
//
// By the test *accuracy* the five lie within {{compared-results.points|1}} points of each other, and in another order. We shall come back to that.

// %% [markdown] id="compared-result" lang="zh" src="bcd487b4"
// 耐心规则等到第 {{compared-results.patienceStop}} 轮，交出第 {{compared-results.best}} 轮的权重，那里的验证损失最低；它的测试损失是
// {{compared-results.patienceLoss|3}}。阈值 0.1 也不逊色，{{compared-results.thresholdLoss|3}}。可为什么是 0.1？因为我们写下它的时候，已经看过曲线了。
// 两条寻找“平静”的规则停得更晚，得到 {{compared-results.fallLoss|3}} 和 {{compared-results.gradientLoss|3}}：网络把训练图像背下来的时候，
// 训练损失和它的梯度会一直趋于 0，从中看不出验证损失何时已经掉头。最后一轮之后，验证损失是它最低时的 {{compared-results.rises|2}} 倍。
//
// 如果看测试**准确率**，五条规则相差不到 {{compared-results.points|1}} 个百分点，而且次序也不同。这一点我们待会儿再谈。

// %% [markdown] id="same-text" lang="en"
// ## The same with the framework
//
// `stopAt` is rule 2, `earlyStopping` rule 5. They stop a training that is still running, so they save the epochs that the
// diary has wasted. From the same seed they must end where our rules say, and the network of `earlyStopping` must have
// exactly the test loss that the diary has for its best epoch.

// %% [markdown] id="same-text" lang="zh" src="134a5815"
// ## 用框架再写一遍
//
// `stopAt` 是规则二，`earlyStopping` 是规则五。它们停下的是正在进行的训练，所以日记里浪费掉的那些轮次，它们都省下了。
// 从同样的种子出发，它们必须停在我们的规则所说的地方；`earlyStopping` 得到的网络，测试损失必须恰好等于日记里最好那一轮的记录。

// %% id="same" tags=["framework", "check:exact"]
const byThreshold = await learned(reading, { epochs: size.most, callbacks: [stopAt({ monitor: 'loss', threshold: 0.1 })] });
const byPatience = await learned(reading, {
  epochs: size.most,
  callbacks: [earlyStopping({ patience: 5, restoreBest: true })],
});
const [, atThreshold, , , atPatience] = rules;
console.log(text({ en: 'stopAt stops there, too:       ', zh: 'stopAt 也停在那里：       ' }), byThreshold.epochs === (atThreshold.stop ?? size.most));
console.log(text({ en: 'earlyStopping stops there, too:', zh: 'earlyStopping 也停在那里：' }), byPatience.epochs === (atPatience.stop ?? size.most));
const ofBest = diary.testLoss[atPatience.weights - 1];
console.log(text({ en: 'with the weights of the best:  ', zh: '权重也是最好那一轮的：    ' }), Math.abs(byPatience.loss - ofBest) < 1e-5);

// %% [markdown] id="slider-text" lang="en"
// How much patience? The slider shows for the same training where each patience stops (■) and whose weights it hands over (★).

// %% [markdown] id="slider-text" lang="zh" src="5101f3fa"
// 要多少耐心？拖动滑块，看看对同一次训练，各种耐心停在哪里（■），交出的又是哪一轮的权重（★）。

// %% id="slider" tags=["check:plot", "slider"]
const patiences = [1, 2, 3, 5, 10, 20];
const marked = (p: number) => {
  const { stop, weights } = patience(diary.validation, p);
  return lines({ [text({ en: 'validation loss', zh: '验证损失' })]: diary.validation.slice(2, 40) }, {
    start: 3,
    markers: [{ x: weights, label: '★' }, { x: stop ?? size.most, label: '■' }],
    width: 520,
    height: 160,
  });
};
await frames(patiences.map(marked), {
  label: text({ en: 'patience', zh: '耐心' }),
  values: patiences,
  title: text({ en: 'Patience on one curve', zh: '同一条曲线上的耐心' }),
})

// %% [markdown] id="of-what-text" lang="en"
// ## A threshold of what?
//
// One more attempt to save the article’s rule: perhaps there is *one* good threshold, and one only has to know it. The classifier
// learns all three tasks, long; and the digits a second time, with the binary formula of the text.
//
// > **Predict before you run.** Look at the figure of the flowers once more. In which of the four trainings does a threshold of 0.4
// > come far too early, and where is 0.05 never reached?

// %% [markdown] id="of-what-text" lang="zh" src="5862d107"
// ## 什么的阈值？
//
// 再试一次，看能不能救回原文的规则：也许存在**一个**好的阈值，只要知道它就行。让分类器把三个任务都学得久一些；
// 数字再学一遍，这一次用正文里的二元公式。
//
// > **先预测，再运行。** 再看一眼花的那幅图。在这四次训练里，阈值 0.4 在哪里停得太早？0.05 在哪里永远达不到？

// %% id="of-what"
const long = byProfile({ tiny: 200, standard: 400, full: 400 });
const [longPoints, longFlowers] = [await learned(plane, { epochs: long }), await learned(garden, { epochs: long })];
seed(11);
const withFormula = network({ inputDim: 784, outputDim: 10 })
  .compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
const formulaHistory = await withFormula.fit(first.x, first.y.oneHot(10), {
  epochs: size.most,
  batchSize: 32,
  validationData: [held.x, held.y.oneHot(10)],
  progress: false,
});
const trainings = [
  { name: plane.name, training: longPoints.history.loss, validation: longPoints.history.valLoss ?? [] },
  { name: garden.name, training: longFlowers.history.loss, validation: longFlowers.history.valLoss ?? [] },
  { name: nameOfDigits, training: diary.training, validation: diary.validation },
  {
    name: text({ en: 'digits, binary formula', zh: '数字，二元公式' }),
    training: formulaHistory.loss,
    validation: formulaHistory.valLoss ?? [],
  },
];

// %% id="of-what-table" tags=["experiment", "E26"]
const rightThreshold = ({ training, validation }: (typeof trainings)[number]) =>
  training[patience(validation, validation.length).weights - 1];
table(trainings.map((run) => {
  const at = (tau: number) => threshold(run.training, tau).stop ?? never;
  return {
    [text({ en: 'training', zh: '训练' })]: run.name,
    [text({ en: 'epochs', zh: '轮数' })]: run.training.length,
    [text({ en: 'below 0.4 in', zh: '低于 0.4 的轮次' })]: at(0.4),
    [text({ en: 'below 0.1 in', zh: '低于 0.1 的轮次' })]: at(0.1),
    [text({ en: 'below 0.05 in', zh: '低于 0.05 的轮次' })]: at(0.05),
    [text({ en: 'best epoch', zh: '最好的轮次' })]: patience(run.validation, run.validation.length).weights,
    [text({ en: 'training loss there', zh: '那时的训练损失' })]: rightThreshold(run),
  };
}))

// %% id="of-what-results"
const [ofPoints, ofFlowers, ofDigits, ofFormula] = trainings.map(rightThreshold);
results({ ofPoints, ofFlowers, ofDigits, ofFormula })

// %% [markdown] id="of-what-result" lang="en"
// The last column is what the threshold should have been: the training loss of the epoch in which the validation loss was lowest. It is
// {{ofPoints|3}} for the points, {{ofFlowers|3}} for the flowers and {{ofDigits|3}} for the digits. Write the loss by the other formula, and
// for the very same digits it is {{ofFormula|3}}; a threshold of 0.4 stops that training in its first epoch. And on the flowers, whose
// versicolor and virginica overlap in the figure above, 0.05 does not come within reach in all those epochs.
//
// So the right threshold depends on the data and on the loss, and it is known only when the training is over. A rule needs a number that
// can be chosen before. A patience is such a number: how many epochs you are willing to waste.

// %% [markdown] id="of-what-result" lang="zh" src="86ef7cfc"
// 最后一列就是阈值本来该取的值：验证损失最低那一轮的训练损失。对点是 {{ofPoints|3}}，对花是 {{ofFlowers|3}}，对数字是 {{ofDigits|3}}。
// 换一个公式来写损失，对完全相同的数字就成了 {{ofFormula|3}}；阈值 0.4 会让那次训练在第一轮就停下。而在花上，
// versicolor 和 virginica 在前面的图里有重叠，那么多轮下来也没有到达过 0.05。
//
// 所以，合适的阈值取决于数据和损失，而且要等训练结束才知道。一条规则需要的是事先就能选定的数。耐心就是这样的数：你愿意浪费多少轮。

// %% [markdown] id="temperature-text" lang="en"
// ## How sure? The temperature of a softmax
//
// The diary holds a riddle. The validation loss rises for dozens of epochs, and all that time the accuracy hardly changes. On the test images it is the same:

// %% [markdown] id="temperature-text" lang="zh" src="ed97b9f0"
// ## 有多大把握？softmax 的温度
//
// 日记里有一个谜：验证损失一连几十轮都在上升，而准确率这段时间里几乎没变。测试图像上也是如此：

// %% id="riddle"
const ends = [best, size.most].map((epoch) => ({
  [text({ en: 'after epoch', zh: '轮次' })]: epoch,
  [text({ en: 'test loss', zh: '测试损失' })]: diary.testLoss[epoch - 1],
  [text({ en: 'test accuracy (%)', zh: '测试准确率（%）' })]: 100 * diary.testAccuracy[epoch - 1],
}));
table(ends)

// %% [markdown] id="temperature-formula" lang="en"
// The loss asks how sure the network was, the accuracy does not. To see that apart, divide all logits by a number $T > 0$, the
// [[temperature]], before softmax:
//
// $$\hat y_j(T) = \frac{e^{z_j / T}}{\sum_k e^{z_k / T}}$$ (eq:temperature)
//
// At $T = 1$ this is the usual softmax. The name comes from physics, where the same formula says how molecules spread over
// energies: the hotter, the more evenly. The network has given us probabilities, not logits; but $\ln \hat y_j = z_j - \ln \sum_k e^{z_k}$
// differs from $z_j$ by the same number for all classes, and softmax does not mind that. So $\operatorname{softmax}(\ln \hat y / T)$ is what we want.
//
// > **Predict before you run.** What becomes of the ten probabilities as $T$ goes to 0, and what as $T$ grows? Can the largest change?

// %% [markdown] id="temperature-formula" lang="zh" src="4628d898"
// 损失在意网络有多大把握，准确率不在意。要把这一点分开来看，就在 softmax 之前把所有 logits 都除以一个数 $T > 0$，它叫[[温度]]：
//
// $$\hat y_j(T) = \frac{e^{z_j / T}}{\sum_k e^{z_k / T}}$$ (eq:temperature)
//
// $T = 1$ 时就是平常的 softmax。名字来自物理学，那里用同样的公式说明分子在各个能量上如何分布：越热，分布得越均匀。
// 网络给我们的是概率，不是 logits；不过 $\ln \hat y_j = z_j - \ln \sum_k e^{z_k}$ 与 $z_j$ 相差的那个数对所有类别都一样，而 softmax 并不在乎。
// 所以 $\operatorname{softmax}(\ln \hat y / T)$ 就是我们要的。
//
// > **先预测，再运行。** $T$ 趋于 0 时，这十个概率会变成什么样？$T$ 变大时呢？最大的那个会换人吗？

// %% id="heat" tags=["check:num", "eq:temperature"]
const heated = (p: Tensor<readonly [number, number]>, T: number) => p.clip(1e-30, 1).log().div(T).softmax();
const example = [2, 1, -1];
for (const T of [0.1, 1, 10]) {
  const probabilities = heated(tensor([softmaxOf(example)]), T);
  console.log(T, softmaxOf(example, T), Array.from(probabilities.data));
}

// %% [markdown] id="unsure-text" lang="en"
// The two agree (the second is float32). Now a real answer: the validation image for which the network that was trained too long gives its
// favourite a probability nearest to 0.6, and what the temperature makes of its ten probabilities.

// %% [markdown] id="unsure-text" lang="zh" src="c8181707"
// 两者一致（后一个是 float32）。再来看一个真实的回答：取那个训练过久的网络，找出它对自己最看好的数字给出的概率最接近 0.6 的那幅验证图像，
// 看看温度会使它的十个概率怎样变化。

// %% id="unsure" tags=["check:plot"]
const answers = await diary.model.predict(held.x);
const favourite = answers.max(-1).data;
const [unsure] = upTo(favourite.length).sort((a, b) => Math.abs(favourite[a] - 0.6) - Math.abs(favourite[b] - 0.6));
imageGrid(rest.x.rows([unsure]), {
  captions: [text({ en: `truth: ${rest.y.data[unsure]}`, zh: `真值：${rest.y.data[unsure]}` })],
  title: text({ en: 'An image the network is not sure of', zh: '网络没有把握的一幅图像' }),
  size: 110,
})

// %% id="temperatures" tags=["check:plot", "slider"]
const temperatures = [0.2, 0.5, 1, 2, 5, 20];
const percentAt = (T: number) => Array.from(heated(answers.rows([unsure]), T).data, (p) => Number((100 * p).toFixed(1)));
const probabilitiesAt = (T: number) =>
  bars(Object.fromEntries(percentAt(T).map((percent, digit) => [digit, percent])), {
    nameLabel: text({ en: 'digit', zh: '数字' }),
    valueLabel: text({ en: 'probability (%)', zh: '概率（%）' }),
    width: 280,
  });
await frames(temperatures.map(probabilitiesAt), {
  label: text({ en: 'temperature', zh: '温度' }),
  values: temperatures,
  title: text({ en: 'One answer at six temperatures', zh: '同一个回答，六种温度' }),
})

// %% [markdown] id="cooled-text" lang="en"
// Cold, the favourite takes everything; hot, all ten come to one tenth. Their order never changes, and so no answer does.
//
// Then let us look for the best temperature of the network that was trained too long: by the loss on the validation images, since the test
// images decide nothing. This is called *temperature scaling* (Guo et al., 2017).

// %% [markdown] id="cooled-text" lang="zh" src="d1595051"
// 温度低，最看好的那个独占一切；温度高，十个都趋于十分之一。它们的次序从不改变，所以答案也不会变。
//
// 那就为这个训练过久的网络找一个最好的温度：以验证图像上的损失为准，因为测试图像不决定任何事。这叫作**温度缩放**（Guo 等人，2017）。

// %% id="scaling" tags=["check:plot", "experiment"]
const grid = upTo(25).map((i) => 10 ** ((i - 6) / 18));
const lossAt = (p: Tensor<readonly [number, number]>, labels: Samples['y'], T: number) =>
  categoricalCrossentropy()(labels.oneHot(10), heated(p, T)).mean().item();
const overTemperature = (p: Tensor<readonly [number, number]>) => grid.map((T) => ({ x: T, y: lossAt(p, held.y, T) }));
const lowest = (points: { x: number; y: number }[]) => [...points].sort((a, b) => a.y - b.y)[0].x;
const curve = overTemperature(answers);
const bestTemperature = lowest(curve);
lines({ [text({ en: 'validation loss', zh: '验证损失' })]: curve }, {
  title: text({ en: 'The loss of a network at different temperatures', zh: '同一个网络在不同温度下的损失' }),
  xLabel: text({ en: 'temperature', zh: '温度' }),
  logX: true,
  markers: [{ x: bestTemperature, label: text({ en: 'best', zh: '最好' }) }],
  height: 200,
})

// %% id="scaled" tags=["check:band=bestTemperature:1.3..3", "check:band=moved:0..1e-6", "check:band=gain:0.02..", "check:band@tiny=bestTemperature:0.4..4", "check:band@tiny=moved:0..1e-6", "check:band@tiny=gain:-1..1", "check:band@synthetic digits=bestTemperature:0.4..4", "check:band@synthetic digits=moved:0..1e-6", "check:band@synthetic digits=gain:-1..1", "check:band@tiny@synthetic digits=bestTemperature:0.4..4", "check:band@tiny@synthetic digits=moved:0..1e-6", "check:band@tiny@synthetic digits=gain:-1..1"]
const measuredAt = (p: Tensor<readonly [number, number]>, T: number) => ({
  loss: lossAt(p, judged.y, T),
  accuracy: heated(p, T).argmax().equal(judged.y).cast('float32').mean().item(),
  ece: calibrationCurve(judged.y, heated(p, T)).ece,
});
const [lateAnswers, earlyAnswers] = [await diary.model.predict(judged.x), await byPatience.model.predict(judged.x)];
const earlyTemperature = lowest(overTemperature(await byPatience.model.predict(held.x)));
const [late, lateScaled] = [measuredAt(lateAnswers, 1), measuredAt(lateAnswers, bestTemperature)];
const [early, earlyScaled] = [measuredAt(earlyAnswers, 1), measuredAt(earlyAnswers, earlyTemperature)];
results({
  bestTemperature,
  gain: late.loss - lateScaled.loss,
  moved: Math.abs(late.accuracy - lateScaled.accuracy),
  ahead: 100 * (late.accuracy - early.accuracy),
  stopByAccuracy: patience(diary.valAccuracy.map((share) => -share), 5).stop ?? size.most,
})

// %% id="scaled-table"
const inWords = (name: string, T: number, measured: typeof late) => ({
  [text({ en: 'network', zh: '网络' })]: name,
  [text({ en: 'temperature', zh: '温度' })]: T,
  [text({ en: 'test loss', zh: '测试损失' })]: measured.loss,
  [text({ en: 'test accuracy (%)', zh: '测试准确率（%）' })]: 100 * measured.accuracy,
  [text({ en: 'calibration error', zh: '校准误差' })]: measured.ece,
});
const [namedEarly, namedLate] = [text({ en: 'with patience', zh: '有耐心' }), text({ en: 'far too long', zh: '训练过久' })];
table([
  inWords(namedEarly, 1, early),
  inWords(namedEarly, earlyTemperature, earlyScaled),
  inWords(namedLate, 1, late),
  inWords(namedLate, bestTemperature, lateScaled),
])

// %% [markdown] id="scaled-result" lang="en"
// That is the answer to the riddle. The answers of the network that was trained too long are no worse: its accuracy is
// {{scaled.ahead|1}} points above that of the other. It is only surer than it has a right to be, of its mistakes, too, and the loss
// charges for those. A temperature of {{scaled.bestTemperature|1}} takes {{scaled.gain|3}} off the test loss, and the expected
// calibration error (chapter 09) goes down with it. No answer has changed. In the network with patience there was little to repair: its
// best temperature is near 1, and with it the calibration error even becomes a little larger.
//
// Does that make early stopping superfluous? It saved most of the epochs. And a temperature cannot repair wrong answers: where overfitting
// costs accuracy as well (chapter 15), only stopping, more data or a tamer network help. But it shows once more that one has to say *what*
// a rule watches. With the same patience, but watching the validation accuracy, this training would have stopped after epoch
// {{scaled.stopByAccuracy}} instead of {{compared-results.patienceStop}}.

// %% [markdown] id="scaled-result" lang="zh" src="ca4516aa"
// 谜底就在这里。训练过久的网络，答案并没有变差：它的准确率比另一个高 {{scaled.ahead|1}} 个百分点。它只是过于自信，对错误的答案也一样自信，
// 而损失正是要为此付费。温度取 {{scaled.bestTemperature|1}}，测试损失就降低了 {{scaled.gain|3}}，期望校准误差（第 09 章）也随之变小。
// 没有一个答案改变。有耐心的那个网络本来就没有多少可修的：它最好的温度接近 1，用上之后，校准误差甚至还略有增加。
//
// 那么早停就多余了吗？它省下了大部分的轮次。而且温度修不好错误的答案：如果过拟合连准确率也赔了进去（第 15 章），
// 那就只有停下来、增加数据或者约束网络才有用。但这又一次说明：一条规则**盯着什么**，必须说清楚。耐心相同，如果改为盯着验证准确率，
// 这次训练会停在第 {{scaled.stopByAccuracy}} 轮，而不是第 {{compared-results.patienceStop}} 轮。

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it. The last two are experiments; nobody checks
// them but you.

// %% [markdown] id="exercises" lang="zh" src="8a61ae81"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个。最后两道是实验题，只有你自己来判断。

// %% exercise="ch11-count"

// %% exercise="ch11-codec"

// %% exercise="ch11-pair"

// %% exercise="ch11-patience"

// %% exercise="ch11-plateau"

// %% exercise="ch11-temperature"

// %% exercise="ch11-fourth"

// %% exercise="ch11-price"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch11-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - A generic program is a function of what varies: two sizes here. $P(d, k) = 64 d + 33 k + 2144$.
// - Sizes in the type let the compiler refuse labels that do not fit.
// - Ten epochs are a number of passes, not of steps. The same number is plenty for one data set and next to nothing for another.
// - One-hot rows have no order among classes. The answer is the place of the largest number.
// - For two classes the binary and the categorical cross-entropy are the same loss, with steps of different length. For more they are two
//   losses, and their values cannot be compared.
// - The right threshold of the training loss depends on the loss and on the data. Patience on the validation loss does not need to know them.
// - The temperature changes how sure a softmax is, and never which class it answers.
//
// ## Questions
//
// **A threshold of what?** The article does not say. Of the training loss: then it knows nothing of overfitting. Of the validation
// loss: then somebody has to know beforehand how good the network can become. If there is a requirement from outside (“at least 95 %
// right”), a threshold of the validation *accuracy* makes sense; `stopAt` takes any measure. Then still set a largest number of epochs.
//
// **How many epochs?** As many as the validation loss asks for. Seventy-five flowers have to be seen hundreds of times, sixty thousand images
// ten times, because what counts is steps. Set a generous limit and let patience decide.
//
// **Why 64 and 32?** The article gives no reason, and there is none beyond habit: powers of two, narrower towards the output. Chapter 14
// compares architectures, chapter 15 shows how to search.
//
// **What are the main parts of a deep-learning model?** (Article 5 asks this.) Here they can all be seen: an input of $d$ numbers, two
// hidden layers, an output layer with one unit for each class; chapter 02 has them one by one.
//
// **Should every network get a temperature?** Only where its probabilities are used for something; the answers stay the same. And choose it by
// validation samples, like everything else.

// %% [markdown] id="summary" lang="zh" src="eb179b17"
// ## 要点
//
// - 通用的程序，就是以会变的东西为参数的函数：这里是两个大小。$P(d, k) = 64 d + 33 k + 2144$。
// - 把大小写进类型，编译器就能拒绝对不上的标签。
// - 十轮说的是看几遍，不是走几步。同样的轮数，对一份数据绰绰有余，对另一份等于没有。
// - 独热行不给类别排大小。回答就是最大值的位置。
// - 两个类别时，二元与多类交叉熵是同一个损失，步子的长度却不同；类别更多时是两种损失，数值不能互相比较。
// - 训练损失的阈值该取多少，取决于损失和数据。盯着验证损失的耐心规则用不着知道这些。
// - 温度改变 softmax 有多大把握，从不改变它回答哪个类别。
//
// ## 常见问题
//
// **什么的阈值？** 原文没有说。如果是训练损失，它对过拟合一无所知；如果是验证损失，就得有人事先知道网络能好到什么程度。
// 如果有来自外部的要求（“至少答对 95 %”），给验证**准确率**定一个阈值是有道理的；`stopAt` 可以盯任何一个指标。即便如此，也要设一个最大轮数。
//
// **训练多少轮？** 验证损失要多少就多少。七十五朵花要看几百遍，六万幅图像看十遍就够了，因为要紧的是步数。设一个宽裕的上限，让耐心来决定。
//
// **为什么是 64 和 32？** 原文没有给出理由，除了习惯也没有别的理由：2 的幂，越靠近输出越窄。第 14 章会比较各种架构，第 15 章会讲怎样搜索。
//
// **深度学习模型的主要组成部分是什么？**（第五篇文章的问题。）在这里全都看得到：$d$ 个数的输入，两个隐藏层，每个类别一个单元的输出层；
// 第 02 章逐一讲过。
//
// **每个网络都该调温度吗？** 只有当概率要拿来用的时候才需要；答案反正不变。而且要像其他一切那样，根据验证样本来选。
