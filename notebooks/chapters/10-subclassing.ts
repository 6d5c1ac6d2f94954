// ---
// title:
//   en: "Project 3: a model written as a class, and where to draw the line"
//   zh: 项目三：把模型写成类，以及界线画在哪里
// objectives:
//   en:
//     - Write a model as a class of your own, and say what its `call` is told
//     - Give the article’s network 128-64-1 what it lacks, data and training, and compare it with Keras
//     - Show what the `training` flag switches, and what happens when it is not passed on
//     - Turn probabilities into answers with a threshold, and choose that threshold by what mistakes cost
//     - Draw and read ROC and precision-recall curves, and tell when they disagree
//     - Replace fixed sizes by a plan, so that one class serves many tasks
//   zh:
//     - 把模型写成自己的类，并说清它的 `call` 会被告知什么
//     - 给原文的 128-64-1 网络补上它缺的数据和训练，并与 Keras 比较
//     - 用实验说明 `training` 标志控制什么，不往下传又会怎样
//     - 用阈值把概率变成回答，并按错误的代价来选阈值
//     - 画出并读懂 ROC 曲线和精确率–召回率曲线，知道两者何时不一致
//     - 用方案代替写死的大小，让一个类胜任多种任务
// time: { teach: 60, exercise: 50 }
// ---

// %% [markdown] id="title" lang="en"
// # 10 · Project 3: a model written as a class, and where to draw the line
//
// The program of article 4 is the first that does not list its layers but writes a *class*: its layers are fields, and a
// method says how one follows the other. Its last layer has a single unit with a sigmoid. Such a network answers yes or no.
//
// To be exact, this one answers nothing: the program builds the model, compiles it, and ends. There are no data and no training. So
// we give it a question (is this digit even?) and train it. Then we ask two things that the article leaves out. What
// is a class good for that a list of layers is not? And when the network says “0.3”, is that a yes or a no?
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 4, section “Project practice: code examples and detailed explanation”.

// %% [markdown] id="title" lang="zh" src="27dc1aad"
// # 10 · 项目三：把模型写成类，以及界线画在哪里
//
// 第四篇文章的程序第一次没有罗列各层，而是写了一个**类**：层是它的字段，一个方法说明各层怎样前后相接。
// 最后一层只有一个用 sigmoid 的单元。这样的网络回答的是“是”或“否”。
//
// 准确地说，它什么也没有回答：程序搭好模型、编译，就结束了，没有数据，也没有训练。所以我们先给它一个问题（这个数字是偶数吗？），再训练它。
// 接着问原文没有问的两件事：类有什么用，是罗列各层做不到的？网络说“0.3”的时候，算“是”还是算“否”？
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第四篇文章的“项目实践：代码实例和详细解释说明”一节。

// %% id="start" tags=["language"]
import { auc, averagePrecision, binaryCrossentropy, dense, dropout, grad, livePlot, mnist, Model, moons, ones } from 'tslate';
import { precisionRecallCurve, rng, rocCurve, seed, sequential, split, tensor, zeros } from 'tslate';
import { byProfile, confusionPlot, frames, histogram, imageGrid, lines } from 'tslate';
import { mostWrong, precisionRecallPlot, results, rocPlot, setLanguage, table, text } from 'tslate';
import type { Context, DType, Layer, Metric, Tensor } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/10-subclassing';
setLanguage('en');

// %% [markdown] id="program-text" lang="en" tags=["concept"]
// ## The program
//
// In Python, as the article prints it (without its first line, `import tensorflow as tf`):
//
// ```python
// class MyModel(tf.keras.Model):
//     def __init__(self):
//         super(MyModel, self).__init__()
//         self.dense1 = tf.keras.layers.Dense(128, activation='relu')
//         self.dense2 = tf.keras.layers.Dense(64, activation='relu')
//         self.dense3 = tf.keras.layers.Dense(1, activation='sigmoid')
//
//     def call(self, inputs, training=None, mask=None):
//         x = self.dense1(inputs)
//         x = self.dense2(x)
//         return self.dense3(x)
//
// model = MyModel()
// model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
// ```
//
// This way of writing a model is called [[subclassing]]: `MyModel` is a subclass of `Model`, from which it has `compile`, `fit`,
// `evaluate` and the rest. It adds two things of its own.
//
// - **Fields** hold the layers. `Model` looks through the fields, finds the layers and their parameters, and so knows what to train.
// - **`call`** computes the output from the input. It is ordinary code: it may use a layer twice, add the input to what a layer
//   gives, or decide by an `if`. `sequential` can do none of that.
//
// | Keras                                           | here                                                         |
// | ----------------------------------------------- | ------------------------------------------------------------ |
// | `class MyModel(tf.keras.Model)`                 | `class MyModel extends Model<[number], [1]>`                 |
// | `self.dense1 = Dense(128, activation='relu')`   | `readonly dense1 = dense(128, { activation: 'relu' })`       |
// | `def call(self, inputs, training=None, …)`      | `call(x, context?)`, with `context.training`                 |
// | `self.dense1(inputs)`                           | `this.dense1.call(x, context)`                               |
//
// `Model<[number], [1]>` is for the compiler: a sample is a row of any length, the output a single number.
//
// > **Predict before you run.** The program ends after `compile`. How many parameters does the model have at that moment?

// %% [markdown] id="program-text" lang="zh" src="5d1ae4df"
// ## 程序
//
// 原文的 Python 程序（省略了第一行 `import tensorflow as tf`）：
//
// ```python
// class MyModel(tf.keras.Model):
//     def __init__(self):
//         super(MyModel, self).__init__()
//         self.dense1 = tf.keras.layers.Dense(128, activation='relu')
//         self.dense2 = tf.keras.layers.Dense(64, activation='relu')
//         self.dense3 = tf.keras.layers.Dense(1, activation='sigmoid')
//
//     def call(self, inputs, training=None, mask=None):
//         x = self.dense1(inputs)
//         x = self.dense2(x)
//         return self.dense3(x)
//
// model = MyModel()
// model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
// ```
//
// 这种写法叫作[[子类化]]：`MyModel` 是 `Model` 的子类，`compile`、`fit`、`evaluate` 等等都从它那里来。自己只添两样东西。
//
// - **字段**存放各层。`Model` 会翻看这些字段，找到各层和它们的参数，于是知道要训练什么。
// - **`call`** 由输入算出输出。它就是普通的代码：可以把一个层用两次，可以把输入加到某层的输出上，也可以用 `if` 来分情况。
//   这些 `sequential` 都做不到。
//
// | Keras                                           | 这里                                                         |
// | ----------------------------------------------- | ------------------------------------------------------------ |
// | `class MyModel(tf.keras.Model)`                 | `class MyModel extends Model<[number], [1]>`                 |
// | `self.dense1 = Dense(128, activation='relu')`   | `readonly dense1 = dense(128, { activation: 'relu' })`       |
// | `def call(self, inputs, training=None, …)`      | `call(x, context?)`，其中有 `context.training`               |
// | `self.dense1(inputs)`                           | `this.dense1.call(x, context)`                               |
//
// `Model<[number], [1]>` 是写给编译器看的：一个样本是任意长度的一行数，输出是一个数。
//
// > **先预测，再运行。** 程序到 `compile` 就结束了。那一刻，模型有多少个参数？

// %% id="program" tags=["check:exact"]
class MyModel extends Model<[number], [1]> {
  readonly dense1 = dense(128, { activation: 'relu' });
  readonly dense2 = dense(64, { activation: 'relu' });
  readonly dense3 = dense(1, { activation: 'sigmoid' });

  call(inputs: Tensor<readonly [number, number]>, context?: Context) {
    const h1 = this.dense1.call(inputs, context);
    const h2 = this.dense2.call(h1, context);
    return this.dense3.call(h2, context);
  }
}

const article = (network = new MyModel()) =>
  network.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });

const model = new MyModel();
const program = article(model);
console.log(model.summary());

// %% [markdown] id="count-text" lang="en"
// None. A dense layer cannot know the size of its weights before it knows how many inputs it gets, and the program never says.
// (Keras waits in the same way.) The first batch tells: if its samples have $d$ numbers, the parameters are
//
// $$(128\,d + 128) + (128 \cdot 64 + 64) + (64 \cdot 1 + 1) = 128\,d + 8449$$ (eq:subclass-size)
//
// So $d$ is the only size that this program leaves open. We come back to that at the end.

// %% [markdown] id="count-text" lang="zh" src="a53e87c1"
// 一个也没有。全连接层要先知道有多少个输入，才能知道权重的大小，而程序从没有说过。（Keras 也是这样等着。）
// 第一个批次会告诉它：如果样本由 $d$ 个数组成，参数的个数就是
//
// $$(128\,d + 128) + (128 \cdot 64 + 64) + (64 \cdot 1 + 1) = 128\,d + 8449$$ (eq:subclass-size)
//
// 所以 $d$ 是这个程序唯一没有定死的大小。这一点最后还会谈到。

// %% id="count" tags=["check:exact", "eq:subclass-size"]
seed(10);
model.call(zeros([1, 784])); // en: one empty image, so that the layers learn what they get // zh: 一幅空白图像，好让各层知道输入有多大
console.log(model.summary());
console.log('128·784 + 8449 =', 128 * 784 + 8449);

// %% [markdown] id="data-text" lang="en"
// ## A question for it
//
// The article has no data, so we choose: is the digit in the image *even*? The label is 1 for 0, 2, 4, 6, 8 and 0 for the others. This
// is [[binary classification]]; the class with label 1, here the even digits, is called *positive*, the other one *negative*.
//
// The question is harder than it looks. Nothing about the shape of a digit says that it is even: a 3 and an 8 resemble each
// other and have different answers, a 2 and a 6 do not and have the same.

// %% [markdown] id="data-text" lang="zh" src="cc82ddf3"
// ## 给它一个问题
//
// 原文没有数据，于是由我们来选：图像里的数字是**偶数**吗？0、2、4、6、8 的标签是 1，其余是 0。这叫[[二元分类]]；
// 标签为 1 的类别（这里是偶数）称为**正类**，另一个称为**负类**。
//
// 这个问题比看上去要难。数字的形状里没有哪一点说明它是偶数：3 和 8 长得像，答案却不同；2 和 6 长得不像，答案却相同。

// %% id="data" tags=["check:plot"]
const size = byProfile({
  tiny: { train: 3_000, epochs: 2, few: 1_500 },
  standard: { train: 60_000, epochs: 10, few: 5_000 },
  full: { train: 60_000, epochs: 10, few: 5_000 },
});
const data = await mnist.load({ train: size.train });
const even = (digits: Tensor<readonly [number], 'int32'>) =>
  tensor(Float32Array.from(digits.data, (digit) => 1 - (digit % 2)), [digits.size, 1]);

const [x, y] = [data.flat.xTrain, even(data.yTrain)];
const [xTest, yTest] = [data.flat.xTest, even(data.yTest)];
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
imageGrid(x.rows(upTo(12)), {
  captions: Array.from(y.data.subarray(0, 12)),
  title: text({ en: 'Twelve images and their labels: 1 is even', zh: '十二幅图像和它们的标签：1 表示偶数' }),
  columns: 12,
  size: 56,
})

// %% [markdown] id="scratch-text" lang="en"
// ## The same by hand
//
// What `call` does, in loops: three times $f(xW + b)$, for one image. The parameters are those of `model`, before any
// training. The last number goes through the sigmoid $\sigma(z) = 1/(1 + e^{-z})$ and is read as the probability $\hat y$ that the
// digit is even; the loss of the image is its binary cross-entropy (eq:bce).

// %% [markdown] id="scratch-text" lang="zh" src="e6b6b4db"
// ## 亲手算一遍
//
// 用循环写出 `call` 所做的事：对一幅图像，三次计算 $f(xW + b)$。参数取自还没有训练的 `model`。最后一个数经过 sigmoid
// $\sigma(z) = 1/(1 + e^{-z})$，当作这个数字是偶数的概率 $\hat y$；这幅图像的损失就是它的二元交叉熵 (eq:bce)。

// %% id="scratch" tags=["scratch"]
const relu = (z: number) => Math.max(z, 0);
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

function denseOf(inputs: ArrayLike<number>, { W, b }: Layer['parameters'], f: (z: number) => number): number[] {
  return Array.from(b.data, (bias, j) => {
    let z = bias;
    for (let i = 0; i < inputs.length; i++) z += inputs[i] * W.data[i * b.size + j];
    return f(z);
  });
}
function probabilityOf(image: ArrayLike<number>): number {
  const h1 = denseOf(image, model.dense1.parameters, relu);
  const h2 = denseOf(h1, model.dense2.parameters, relu);
  return denseOf(h2, model.dense3.parameters, sigmoid)[0];
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const bce = (label: number, p: number) => -(label * Math.log(p) + (1 - label) * Math.log(1 - p));

// %% id="compared" tags=["framework", "check:exact"]
const first100 = upTo(100);
const byHand = first100.map((i) => probabilityOf(x.rows([i]).data));
const byModel = model.call(x.rows(first100)).data;
const lossByHand = mean(byHand.map((p, i) => bce(y.data[i], p)));
const untrained = await program.evaluate(x.rows(first100), y.rows(first100));
console.log(text({ en: 'same probabilities:', zh: '概率相同：' }), byHand.every((p, i) => Math.abs(p - byModel[i]) < 1e-6));
console.log(text({ en: 'same loss:         ', zh: '损失相同：' }), Math.abs(lossByHand - untrained.loss) < 1e-6);

// %% [markdown] id="fit-text" lang="en"
// ## Training it
//
// The article names no number of epochs; we take ten, as in article 2, and Keras’ batches of 32. Who answers “even” to
// everything is right about half of the time.
//
// > **Predict before you run.** The network of chapter 09 had to choose among ten digits, this one chooses between two
// > answers. Will it be right more often?

// %% [markdown] id="fit-text" lang="zh" src="ec9df811"
// ## 训练它
//
// 原文没有说训练几轮；我们取十轮，与第二篇文章相同，批次大小用 Keras 默认的 32。对什么都回答“偶数”的人，大约有一半的时候是对的。
//
// > **先预测，再运行。** 第 09 章的网络要在十个数字里选，这一个只在两个回答里选。它答对的会更多吗？

// %% id="fit" tags=["check:plot"]
const start = performance.now();
const history = await program.fit(x, y, { epochs: size.epochs, callbacks: [livePlot()] });
const seconds = (performance.now() - start) / 1000;
results({ images: x.shape[0], firstAccuracy: history.accuracy[0], lastAccuracy: history.accuracy[size.epochs - 1] })

// %% id="evaluate" tags=["check:band=accuracy:0.982..0.991", "check:band@tiny=accuracy:0.75..0.99", "check:band@synthetic digits=accuracy:0.85..1", "check:band@tiny@synthetic digits=accuracy:0.6..1"]
const { loss, accuracy } = await program.evaluate(xTest, yTest);
const parameters = model.parameters().reduce((sum, { size: numbers }) => sum + numbers, 0);
results({ loss, accuracy, parameters, seconds, dataset: data.source })

// %% [markdown] id="keras-text" lang="en"
// Is that as good as it should be? As in chapter 09 we trained the same program in Keras, with the same images, from three
// starts. Three more trainings of ours had been measured before; together with the one above they are four.

// %% [markdown] id="keras-text" lang="zh" src="f41791e7"
// 这个成绩够好吗？与第 09 章一样，我们在 Keras 里用同样的图像、三个不同的起点，训练了同一个程序。我们自己的另外三次训练是以前测得的，
// 加上刚才这一次，一共四次。

// %% id="keras" tags=["check:band=difference:-0.3..0.3", "check:band@tiny=difference:-50..50", "check:band@synthetic digits=difference:-50..50", "check:band@tiny@synthetic digits=difference:-50..50"]
const keras = [0.9869, 0.9875, 0.9864]; // en: Keras 3.12, measured by tests/oracle // zh: Keras 3.12，由 tests/oracle 测得
const before = [0.9894, 0.989, 0.9876]; // en: this framework, measured by tests/bench // zh: 本框架，由 tests/bench 测得
const ours = [accuracy, ...before];
const spread = (values: readonly number[]) => 100 * (Math.max(...values) - Math.min(...values));
const difference = 100 * (mean(ours) - mean(keras));
results({ ours: mean(ours), keras: mean(keras), difference, oursSpread: spread(ours), kerasSpread: spread(keras) })

// %% [markdown] id="keras-result" lang="en"
// On average {{ours|percent}} here and {{keras|percent}} in Keras, a difference of {{difference|2}} points, while our four runs
// alone lie {{oursSpread|2}} points apart. By their results the two cannot be told apart.
//
// It is right more often than the network of chapter 09, and no wonder: who takes a 4 for a 6 has still answered “even”. Here are
// the mistakes of which the network trained above was surest.

// %% [markdown] id="keras-result" lang="zh" src="dd1c63cb"
// 平均来说，这里是 {{ours|percent}}，Keras 是 {{keras|percent}}，差值为 {{difference|2}} 个百分点；而单是我们的四次运行之间，就差了 {{oursSpread|2}} 个百分点。
// 单看结果，分不出谁是谁。
//
// 它答对的比第 09 章的网络多，这并不奇怪：把 4 看成 6，回答的照样是“偶数”。下面是上面训练的网络最有把握的那些错误。

// %% id="worst" tags=["check:plot"]
const isEven = await program.predict(xTest);
const worst = mostWrong(isEven, yTest, 14);
const words = [text({ en: 'odd', zh: '奇' }), text({ en: 'even', zh: '偶' })];
imageGrid(xTest.rows(worst.map(({ index }) => index)), {
  captions: worst.map(({ index, predicted }) => `${data.yTest.data[index]} → ${words[predicted]}`),
  title: text({ en: 'Digit → answer of the network', zh: '数字 → 网络的回答' }),
  columns: 7,
  size: 56,
})

// %% [markdown] id="training-text" lang="en"
// ## What `call` is told: `training`
//
// `call` has two more arguments in the article, `training` and `mask`, and uses neither. What are they for?
//
// Some layers do one thing while they learn and another when they are used. *Dropout* is the best known: in training it sets
// each number to 0 with probability $r$ and divides the others by $1 - r$; in use it passes them all on. (Chapter 15 shows
// what that is good for.) So somebody has to tell it. `fit` calls the model with `training: true`, `evaluate` and `predict`
// with `false`. Here this is part of the `context`, which `call` gets and **passes on** to each of its layers.
//
// The first class below does so, the second one forgets it. For the same image, each is called twice in training
// and twice in use.
//
// > **Predict before you run.** Which of the two answers to one image will be the same, and which will differ?

// %% [markdown] id="training-text" lang="zh" src="adea1789"
// ## `call` 会被告知什么：`training`
//
// 原文的 `call` 还有两个参数 `training` 和 `mask`，却都没有用。它们是做什么的？
//
// 有些层在学习时是一种做法，在使用时是另一种。最有名的是**随机失活**（dropout）：训练时，它以概率 $r$ 把每个数置为 0，并把其余的除以 $1 - r$；
// 使用时，它让所有的数原样通过。（它有什么好处，见第 15 章。）所以总得有人告诉它。`fit` 调用模型时给出 `training: true`，
// `evaluate` 和 `predict` 则给出 `false`。在这里它是 `context`（上下文）的一部分，`call` 拿到它，再**往下传**给每一层。
//
// 下面的第一个类照做了，第二个忘了。对同一幅图像，每个类在训练时调用两次，在使用时也调用两次。
//
// > **先预测，再运行。** 对同一幅图像的两次回答，哪些会相同，哪些会不同？

// %% id="dropout"
class WithDropout extends Model<[number], [1]> {
  readonly dense1 = dense(128, { activation: 'relu' });
  readonly dropout1 = dropout(0.5);
  readonly dense2 = dense(1, { activation: 'sigmoid' });

  call(inputs: Tensor<readonly [number, number]>, context?: Context) {
    const h = this.dropout1.call(this.dense1.call(inputs, context), context);
    return this.dense2.call(h, context);
  }
}
class Forgetful extends WithDropout {
  override call(inputs: Tensor<readonly [number, number]>) {
    return super.call(inputs); // en: the context is not passed on // zh: 没有把上下文往下传
  }
}

// %% id="training" tags=["experiment", "check:band=passedOn:0.001..1", "check:band=inUse:0..0", "check:band=forgotten:0..0"]
seed(10);
const twice = (network: WithDropout, training: boolean) => {
  const answer = () => network.call(xTest.rows([0]), { training }).data[0];
  return [answer(), answer()];
};
const [telling, forgetful] = [new WithDropout(), new Forgetful()];
const passed = twice(telling, true);
const used = twice(telling, false);
const forgot = twice(forgetful, true);
const apart = ([a, b]: number[]) => Math.abs(a - b);
console.log(text({ en: 'passed on, training: ', zh: '往下传，训练：' }), ...passed);
console.log(text({ en: 'passed on, in use:   ', zh: '往下传，使用：' }), ...used);
console.log(text({ en: 'forgotten, training: ', zh: '忘了传，训练：' }), ...forgot);
results({ passedOn: apart(passed), inUse: apart(used), forgotten: apart(forgot) })

// %% [markdown] id="training-result" lang="en"
// In training the answer changes from call to call, since other units are left out each time; in use it does not. And the class that
// does not pass the context on has no dropout at all, without any message. It is the quietest mistake that one can make
// with a class of one’s own. (Keras passes `training` on to inner layers by itself.)
//
// The article’s class ignores `training` and loses nothing by it, as none of its layers listens. The division by $1 - r$
// keeps the mean, so that the next layer gets sums of the same size in training and in use:

// %% [markdown] id="training-result" lang="zh" src="fe22be50"
// 训练时，每次调用的回答都不同，因为每次去掉的单元不一样；使用时则不变。没有把上下文往下传的那个类，等于根本没有随机失活，
// 而且没有任何提示。自己写类，这是最不声不响的一种错误。（Keras 会自动把 `training` 传给里面的层。）
//
// 原文的类没有理会 `training`，也没有损失什么，因为它的层都不听这个。除以 $1 - r$ 使平均值保持不变，
// 这样在训练时和使用时，下一层得到的和大小相当：

// %% id="inverted" tags=["check:num"]
seed(10);
const dropped = dropout(0.2).call(ones([1, 100_000]), { training: true });
console.log(text({ en: 'values:', zh: '取值：' }), [...new Set(dropped.data)].sort().map((value) => Number(value.toFixed(4))));
console.log(text({ en: 'mean:', zh: '平均：' }), dropped.mean().item());

// %% [markdown] id="mask-text" lang="en"
// `mask` is for samples of different lengths, such as sentences. A batch is one tensor, so shorter ones are filled up with zeros;
// the [[mask]] says which places are real. Whoever takes a mean over the words must count those alone. Digits all have 784
// numbers, so this chapter needs none.

// %% [markdown] id="mask-text" lang="zh" src="ce89181f"
// `mask` 用于长短不一的样本，例如句子。一个批次是一个张量，所以较短的要用 0 补齐；[[掩码]]说明哪些位置是真的。
// 对词求平均的时候，只能数这些位置。数字图像都有 784 个数，所以这一章用不着它。

// %% id="mask" tags=["check:exact"]
const sentences = tensor([[3, 5, 7, 0, 0], [1, 2, 3, 4, 5]]);
const real = tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]); // en: the mask // zh: 掩码
console.log(text({ en: 'mean of all five:    ', zh: '五个数的平均：  ' }), sentences.mean(1).toArray());
console.log(text({ en: 'mean of what is real:', zh: '真实部分的平均：' }), sentences.mul(real).sum(1).div(real.sum(1)).toArray());

// %% [markdown] id="logits-text" lang="en"
// ## The sigmoid may stand outside
//
// The article’s last layer applies the sigmoid, and the loss takes the logarithm of what comes out. Chapter 05 has shown
// the other way, (eq:bce-logits): let the model end with the logit $z$ and tell the loss so, `fromLogits: true`. Why does one
// bother? Take an odd digit ($y = 0$) for which the network is badly wrong, with a large $z$. In float32, $\sigma(z)$ soon is
// exactly 1, and $-\ln(1 - \hat y)$ infinite. Clipping $\hat y$ to at most $1 - 10^{-7}$ makes it finite, but a clipped
// number does not move, so its gradient is 0: just where the network is most wrong, it learns nothing.

// %% [markdown] id="logits-text" lang="zh" src="ad7ce77b"
// ## sigmoid 可以放在外面
//
// 原文的最后一层做 sigmoid，损失再对结果取对数。第 05 章讲过另一种办法 (eq:bce-logits)：让模型以 logit $z$ 结尾，并用 `fromLogits: true` 告诉损失。
// 何必这样呢？设想一个奇数（$y = 0$），网络错得厉害，$z$ 很大。在 float32 里，$\sigma(z)$ 很快就恰好等于 1，
// $-\ln(1 - \hat y)$ 就成了无穷大。把 $\hat y$ 截到不超过 $1 - 10^{-7}$，损失是有限了，可是被截断的数不会再动，它的梯度是 0：
// 恰恰在错得最厉害的地方，网络什么也学不到。

// %% id="logits" tags=["check:num"]
type One = Tensor<readonly [1, 1]>;
const odd = zeros([1, 1]); // en: the label of an odd digit // zh: 奇数的标签
const naive = (z: One) => z.sigmoid().neg().add(1).log().neg().mean();
const clipped = (z: One) => z.sigmoid().clip(1e-7, 1 - 1e-7).neg().add(1).log().neg().mean();
const fromLogit = (z: One) => binaryCrossentropy({ fromLogits: true })(odd, z).mean();
const slope = (f: (z: One) => Tensor<readonly [], DType>, z: One) => grad(f)(z)[0].data[0];
table([2, 10, 20, 50].map((value) => {
  const z = tensor([[value]]);
  return {
    z: value,
    [text({ en: 'two steps', zh: '分两步' })]: naive(z).item(),
    [text({ en: 'clipped', zh: '截断' })]: clipped(z).item(),
    [text({ en: 'from the logit', zh: '从 logit 算' })]: fromLogit(z).item(),
    [text({ en: 'gradient, clipped', zh: '截断的梯度' })]: slope(clipped, z),
    [text({ en: 'gradient, from the logit', zh: '从 logit 算的梯度' })]: slope(fromLogit, z),
  };
}))

// %% [markdown] id="twins-text" lang="en"
// So which do we choose for training? In this framework the loss remembers the logits that the last sigmoid was given, and starts from
// them by itself; the article’s way is safe. The next cell trains two twins: the article’s class, and one that ends with the logit,
// from the same first weights, for one epoch. It uses {{few}} images only: the article’s network, trained on all of them, errs so seldom that
// there would be little to see in the rest of this chapter. Another sixth of the training images is set aside for validation; the test
// images wait.
//
// > **Predict before you run.** Both twins report their accuracy. It counts an answer as “even” where the output exceeds $\tfrac12$.
// > Their losses will be the same. Will their accuracies be?

// %% [markdown] id="twins-text" lang="zh" src="78909a96"
// 那么训练时选哪一种？在这个框架里，损失记得最后那个 sigmoid 是由哪些 logits 算出来的，会自动从它们算起，所以原文的写法是安全的。
// 下一个单元格训练一对孪生的网络：原文的类，和一个以 logit 结尾的类，初始权重相同，先训练一轮。只用 {{few}} 幅图像：用全部图像训练的话，
// 原文的网络很少出错，这一章余下的部分就没有什么可看的了。训练图像中另有六分之一留作验证；测试图像先不动。
//
// > **先预测，再运行。** 两个网络都报告准确率：输出大于 $\tfrac12$ 就算回答“偶数”。它们的损失会相同。准确率呢？

// %% id="twins" tags=["experiment", "check:band=lossApart:0..0.001", "check:band=reported:0.5..1", "check:band=atZero:0.5..1"]
class WithLogit extends Model<[number], [1]> {
  readonly dense1 = dense(128, { activation: 'relu' });
  readonly dense2 = dense(64, { activation: 'relu' });
  readonly dense3 = dense(1); // en: no sigmoid // zh: 没有 sigmoid

  call(inputs: Tensor<readonly [number, number]>, context?: Context) {
    return this.dense3.call(this.dense2.call(this.dense1.call(inputs, context), context), context);
  }
}
const { train, validation } = split(x, y, { validation: 1 / 6 });
const few = { x: train.x.rows(upTo(size.few)), y: train.y.rows(upTo(size.few)) };

const small = article();
const twin = new WithLogit().compile({ optimizer: 'adam', loss: binaryCrossentropy({ fromLogits: true }), metrics: ['accuracy'] });
for (const one of [small, twin]) {
  seed(10);
  await one.fit(few.x, few.y, { epochs: 1 });
}
const judged = await small.evaluate(validation.x, validation.y);
const reported = await twin.evaluate(validation.x, validation.y);
const early = await twin.predict(validation.x);
const atZero = early.greater(0).equal(validation.y.greater(0)).cast('float32').mean().item();
results({ few: size.few, smallAccuracy: judged.accuracy, lossApart: Math.abs(judged.loss - reported.loss), reported: reported.accuracy, atZero })

// %% [markdown] id="twins-result" lang="en"
// After one epoch the losses agree, but the twin with logits reports {{reported|percent}} instead of {{smallAccuracy|percent}}. Nothing is
// wrong with the twin; it is the metric. $\hat y > \tfrac12$ means $z > 0$, while $z > \tfrac12$ asks for a probability above 0.62. Compared with
// 0, the logits are right in {{atZero|percent}}, just like the other twin’s probabilities. So where the border lies is part of the answer. Let us look at it.
//
// ## A probability is no answer yet
//
// The twins go on, up to as many epochs as before. How do the probabilities spread then? Those of the odd validation images should stand at the
// left end, those of the even ones at the right end.

// %% [markdown] id="twins-result" lang="zh" src="5a5ea38e"
// 一轮之后，损失一致，可是以 logit 结尾的那个报告的是 {{reported|percent}}，而不是 {{smallAccuracy|percent}}。错的不是它，而是指标。$\hat y > \tfrac12$ 就是 $z > 0$，
// 而 $z > \tfrac12$ 要求概率大于 0.62。改为与 0 比较，logits 答对了 {{atZero|percent}}，与另一个网络的概率一样。可见界线画在哪里，也是回答的一部分。来看看这条界线。
//
// ## 概率还不是回答
//
// 这一对网络继续训练，轮数与前面相同。那时概率怎样分布？奇数的验证图像应当在左端，偶数的应当在右端。

// %% id="probabilities" tags=["check:plot"]
for (const one of [small, twin]) {
  seed(11);
  await one.fit(few.x, few.y, { epochs: size.epochs - 1, progress: false });
}
const p = await small.predict(validation.x);
const labels = Array.from(validation.y.data);
const ofLabel = (label: number) => Array.from(p.data).filter((_, i) => labels[i] === label);
const [oddName, evenName] = [text({ en: 'odd digits', zh: '奇数' }), text({ en: 'even digits', zh: '偶数' })];
histogram({ [oddName]: ofLabel(0), [evenName]: ofLabel(1) }, {
  title: text({ en: 'Probability of “even”, validation images', zh: '“偶数”的概率，验证图像' }),
  xLabel: text({ en: 'probability', zh: '概率' }),
  bins: 20,
  share: true,
})

// %% id="logit-histogram" tags=["check:plot"]
const logits = await twin.predict(validation.x);
const logitsOf = (label: number) => Array.from(logits.data).filter((_, i) => labels[i] === label);
histogram({ [oddName]: logitsOf(0), [evenName]: logitsOf(1) }, {
  title: text({ en: 'The same as logits', zh: '同样的结果，用 logits 表示' }),
  xLabel: 'z',
  share: true,
})

// %% [markdown] id="threshold-text" lang="en"
// Nearly all stand at the ends. The logits show more: two hills that overlap. Wherever a border is drawn, some images will be
// on the wrong side. To draw it is to choose a [[threshold]] $t$ and to answer
//
// $$\hat c = \begin{cases} 1 & \text{if } \hat y \ge t \\ 0 & \text{otherwise} \end{cases} \qquad\text{where}\qquad \sigma(z) \ge t \iff z \ge \ln \frac{t}{1 - t}$$ (eq:decision)
//
// The article’s `metrics=['accuracy']` takes $t = \tfrac12$ without saying so. That is one choice among many, and none of
// training’s business: the loss knows no threshold. Each $t$ makes four counts of the images: $TP$ and $FN$ of the even ones (found, missed), $FP$ and
// $TN$ of the odd ones (false alarm, rightly passed over).
//
// > **Predict before you run.** Move the slider to the right. Which two of the four counts will grow?

// %% [markdown] id="threshold-text" lang="zh" src="cd3ed896"
// 几乎全都在两端。从 logits 能看到更多：两座相互重叠的山。无论界线画在哪里，总有一些图像落在错误的一边。画这条界线，就是选一个[[阈值]]$t$，然后这样回答：
//
// $$\hat c = \begin{cases} 1 & \text{若 } \hat y \ge t \\ 0 & \text{否则} \end{cases} \qquad\text{其中}\qquad \sigma(z) \ge t \iff z \ge \ln \frac{t}{1 - t}$$ (eq:decision)
//
// 原文的 `metrics=['accuracy']` 取 $t = \tfrac12$，却没有说出来。这只是许多选择中的一个，而且与训练无关：损失并不知道什么阈值。
// 每个 $t$ 都把图像分成四份来计数：偶数的 $TP$ 和 $FN$（找到的、漏掉的），奇数的 $FP$ 和 $TN$（误报的、正确放过的）。
//
// > **先预测，再运行。** 把滑块往右移，四个数里哪两个会变大？

// %% id="counts" tags=["eq:decision", "check:exact"]
function countsAt(t: number, truth: ArrayLike<number>, scores: ArrayLike<number>) {
  const counts = { TP: 0, FN: 0, FP: 0, TN: 0 };
  for (let i = 0; i < truth.length; i++) {
    const answer = scores[i] >= t ? 1 : 0;
    if (truth[i] === 1) counts[answer === 1 ? 'TP' : 'FN']++;
    else counts[answer === 1 ? 'FP' : 'TN']++;
  }
  return counts;
}
const logitOf = (t: number) => Math.log(t / (1 - t));
const some = [0.1, 0.5, 0.9].map((t) => ({ t, z: Number(logitOf(t).toFixed(3)) }));
console.log(some.map(({ t, z }) => `t = ${t}: z = ${z}`).join('\n'));
console.log(countsAt(0.5, [1, 1, 1, 0, 0], [0.9, 0.5, 0.2, 0.6, 0.1]));

// %% id="slider" tags=["check:plot", "slider"]
const steps = [0.001, 0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999];
await frames(steps.map((t) => {
  const { TP, FN, FP, TN } = countsAt(t, labels, p.data);
  return confusionPlot([[TN, FP], [FN, TP]], { classes: words, width: 260, height: 260 });
}), {
  label: text({ en: 'threshold', zh: '阈值' }),
  values: steps,
  title: text({ en: 'Odd or even', zh: '奇数还是偶数' }),
})

// %% [markdown] id="roc-text" lang="en"
// ## All thresholds at once
//
// To the right, $FN$ and $TN$ grow: more is missed, and more is rightly passed over. No threshold is best at both. One can ask how much
// of the one is paid for the other:
//
// $$\text{true positive rate} = \frac{TP}{TP + FN} \qquad\qquad \text{false positive rate} = \frac{FP}{FP + TN}$$ (eq:rates)
//
// The first is the recall of chapter 09: the share of the even images that are found. The second is the share of the odd ones that raise a false
// alarm. Let $t$ fall from 1 to 0 and draw one over the other: this is the [[ROC curve]]. It begins at $(0, 0)$, where nothing is
// called even, and ends at $(1, 1)$, where everything is. Who guesses stays on the diagonal.
//
// The area under the curve, [[AUC]], sums it up, and it has a meaning of its own: take one even and one odd image at random. How
// probable is it that the even one has the higher score? With $P$ positive and $N$ negative images and scores $s$,
//
// $$\text{AUC} = \frac{1}{P N} \sum_{i\,\in\,\text{positive}} \; \sum_{j\,\in\,\text{negative}} \Bigl( [s_i > s_j] + \tfrac12 [s_i = s_j] \Bigr)$$ (eq:auc)
//
// First from scratch: sort by score, and go down from the highest, one image after the other.

// %% [markdown] id="roc-text" lang="zh" src="d10a7347"
// ## 所有阈值一起看
//
// 往右移，$FN$ 和 $TN$ 变大：漏掉的多了，正确放过的也多了。没有哪个阈值能两头都最好。可以问的是，要用多少这个去换那个：
//
// $$\text{真正率} = \frac{TP}{TP + FN} \qquad\qquad \text{假正率} = \frac{FP}{FP + TN}$$ (eq:rates)
//
// 前者就是第 09 章的召回率：偶数图像中找到的比例。后者是奇数图像中被误报的比例。让 $t$ 从 1 降到 0，把前者对后者画出来，就是 [[ROC 曲线]]。
// 它从 $(0, 0)$ 出发，那里没有一幅判为偶数；到 $(1, 1)$ 结束，那里全都判为偶数。闭着眼睛猜的人，停留在对角线上。
//
// [[曲线下面积]]把它概括成一个数，而且这个数自有含义：随机取一幅偶数图像和一幅奇数图像，偶数的那幅得分更高的概率是多少？
// 设有 $P$ 幅正类图像、$N$ 幅负类图像，得分为 $s$，则
//
// $$\text{AUC} = \frac{1}{P N} \sum_{i\,\in\,\text{正类}} \; \sum_{j\,\in\,\text{负类}} \Bigl( [s_i > s_j] + \tfrac12 [s_i = s_j] \Bigr)$$ (eq:auc)
//
// 先从零写起：按得分排序，从最高的开始，一幅一幅往下走。

// %% id="roc-scratch" tags=["scratch", "eq:rates"]
function rocOf(truth: readonly number[], scores: ArrayLike<number>) {
  const order = upTo(truth.length).sort((a, b) => scores[b] - scores[a]);
  const positives = truth.filter((label) => label === 1).length;
  const negatives = truth.length - positives;
  const curve = [{ falsePositiveRate: 0, truePositiveRate: 0 }];
  let [hits, alarms] = [0, 0];
  order.forEach((i, place) => {
    if (truth[i] === 1) hits++;
    else alarms++;
    const next = order[place + 1];
    if (next !== undefined && scores[next] === scores[i]) return; // en: equal scores fall together // zh: 得分相同的一起越过
    curve.push({ falsePositiveRate: alarms / negatives, truePositiveRate: hits / positives });
  });
  return curve;
}

// %% id="auc-scratch" tags=["scratch", "eq:auc"]
function aucOf(truth: readonly number[], scores: ArrayLike<number>): number {
  const scoresOf = (label: number) => truth.flatMap((one, i) => (one === label ? [scores[i]] : []));
  const [positive, negative] = [scoresOf(1), scoresOf(0)];
  let won = 0;
  for (const a of positive) {
    for (const b of negative) won += a > b ? 1 : a === b ? 0.5 : 0;
  }
  return won / (positive.length * negative.length);
}

// %% [markdown] id="roc-compare-text" lang="en"
// The framework has `rocCurve` and the metric `auc`. And as a curve alone says little, there is a second one to compare with: a
// single neuron, 784 weights, a bias and a sigmoid, trained on the same images. Sums of pixels are all that it can see.

// %% [markdown] id="roc-compare-text" lang="zh" src="5c762d56"
// 框架里有 `rocCurve` 和指标 `auc`。单独一条曲线说明不了多少，所以再画一条作比较：单个神经元，784 个权重、一个偏置、一个 sigmoid，
// 用同样的图像训练。它能看到的，不过是像素的加权和。

// %% id="roc-compared" tags=["framework", "check:exact"]
const curve = rocCurve(validation.y, p);
const scratch = rocOf(labels, p.data);
const valueOf = <State>(metric: Metric<State>, scores: Tensor) =>
  metric.result(metric.update(metric.start, validation.y, scores));
const fits = scratch.every((point, i) => Math.abs(point.truePositiveRate - curve.truePositiveRate[i]) < 1e-12);
console.log(text({ en: 'same curve:', zh: '曲线相同：' }), fits && scratch.length === curve.thresholds.length);
console.log(text({ en: 'same area: ', zh: '面积相同：' }), Math.abs(aucOf(labels, p.data) - valueOf(auc, p)) < 1e-9);

// %% id="neuron" tags=["check:band=aucSmall:0.97..1", "check:band=aucNeuron:0.9..0.98", "check:band@tiny=aucSmall:0.8..1", "check:band@tiny=aucNeuron:0.6..1", "check:band@synthetic digits=aucSmall:0.85..1", "check:band@synthetic digits=aucNeuron:0.6..1", "check:band@tiny@synthetic digits=aucSmall:0.6..1", "check:band@tiny@synthetic digits=aucNeuron:0.5..1"]
seed(10);
const neuron = sequential([784], dense(1, { activation: 'sigmoid' }))
  .compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy', 'auc'] });
await neuron.fit(few.x, few.y, { epochs: size.epochs });
const alone = await neuron.evaluate(validation.x, validation.y);
const pNeuron = await neuron.predict(validation.x);

// en: the share of the even digits that are found where one odd digit in a hundred may raise a false alarm
// zh: 允许一百个奇数误报一个时，能找到多大比例的偶数
const foundBy = (scores: Tensor) => {
  const { falsePositiveRate, truePositiveRate } = rocCurve(validation.y, scores);
  return truePositiveRate[falsePositiveRate.findLastIndex((rate) => rate <= 0.01)];
};
results({ aucSmall: valueOf(auc, p), aucNeuron: alone.auc, found: foundBy(p), foundNeuron: foundBy(pNeuron) })

// %% id="roc" tags=["check:plot"]
const [ourName, neuronName] = [text({ en: '128-64-1', zh: '128-64-1' }), text({ en: 'one neuron', zh: '单个神经元' })];
rocPlot({ [ourName]: curve, [neuronName]: rocCurve(validation.y, pNeuron) }, {
  threshold: 0.5,
  title: text({ en: 'Is it even?', zh: '是偶数吗？' }),
  width: 280,
  height: 280,
})

// %% [markdown] id="rare-text" lang="en"
// The neuron is far from guessing, with an area of {{aucNeuron|3}}; the network has {{aucSmall|3}}. That sounds like a small
// difference. Look at the left end of the curves: where one odd digit in a hundred may raise a false alarm, the network finds
// {{found|percent0}} of the even digits, the neuron {{foundNeuron|percent0}}.
//
// ## When what is sought is rare
//
// Each rate of a ROC curve divides by the number of one class alone. So the curve does not know how frequent the classes are. For those who have
// to act on the answers that may be the main thing: of a hundred alarms, how many are real? That is the precision of chapter 09. Drawn
// over recall for all thresholds it gives the [[precision-recall curve]]; the area under its steps is the *average
// precision*.
//
// In the next cell even digits become rare: all odd images stay, but only every fiftieth even one. The network is the same, and so
// are its answers to each image.
//
// > **Predict before you run.** Which of the two areas changes, and by how much?

// %% [markdown] id="rare-text" lang="zh" src="bbd295e9"
// 那个神经元远比瞎猜强，面积有 {{aucNeuron|3}}；网络的面积是 {{aucSmall|3}}。听起来差别不大。看看曲线的左端：只允许一百个奇数误报一个时，
// 网络能找到 {{found|percent0}} 的偶数，那个神经元只能找到 {{foundNeuron|percent0}}。
//
// ## 要找的东西很罕见时
//
// ROC 曲线的两个比率，各自只除以一个类别的数目。所以这条曲线并不知道两个类别各有多常见。可是对要根据回答采取行动的人来说，这也许才是最要紧的：
// 一百次警报里，有多少次是真的？这就是第 09 章的精确率。对所有阈值，把它随召回率画出来，就是[[精确率–召回率曲线]]；
// 它的阶梯之下的面积叫作**平均精确率**。
//
// 下一个单元格让偶数变得罕见：奇数图像全部保留，偶数图像每五十幅只留一幅。网络是同一个，它对每幅图像的回答也不变。
//
// > **先预测，再运行。** 两个面积哪一个会变，变多少？

// %% id="rare" tags=["check:band=aucMoved:0..0.03", "check:band=apRare:0.2..0.95", "check:band@tiny=aucMoved:0..0.3", "check:band@tiny=apRare:0.02..1", "check:band@synthetic digits=aucMoved:0..0.2", "check:band@synthetic digits=apRare:0.02..1", "check:band@tiny@synthetic digits=aucMoved:0..0.4", "check:band@tiny@synthetic digits=apRare:0.01..1"]
const [odds, evens] = [0, 1].map((label) => upTo(labels.length).filter((i) => labels[i] === label));
const kept = [...odds, ...evens.filter((_, k) => k % 50 === 0)];
const [yRare, pRare] = [validation.y.rows(kept), p.rows(kept)];
const areaOf = <State>(metric: Metric<State>) => metric.result(metric.update(metric.start, yRare, pRare));
results({
  aucAll: valueOf(auc, p),
  aucRare: areaOf(auc),
  aucMoved: Math.abs(valueOf(auc, p) - areaOf(auc)),
  apAll: valueOf(averagePrecision, p),
  apRare: areaOf(averagePrecision),
})

// %% id="rare-curves" tags=["check:plot"]
precisionRecallPlot({
  [text({ en: 'half are even', zh: '一半是偶数' })]: precisionRecallCurve(validation.y, p),
  [text({ en: 'few are even', zh: '偶数很少' })]: precisionRecallCurve(yRare, pRare),
}, { title: text({ en: 'The same network, even digits frequent and rare', zh: '同一个网络，偶数常见与罕见' }), width: 280, height: 280 })

// %% [markdown] id="rare-result" lang="en"
// The area under the ROC curve hardly moves, from {{aucAll|3}} to {{aucRare|3}}. The average precision falls from {{apAll|3}}
// to {{apRare|3}}: there are as many false alarms as before, and hardly anything left to be found. So where positives are rare, look at
// precision and recall. (The dashed line, what guessing achieves, belongs to the first curve; for the second it lies at the share of its even
// digits, far below.)

// %% [markdown] id="rare-result" lang="zh" src="28131d00"
// ROC 曲线下的面积几乎没动，从 {{aucAll|3}} 到 {{aucRare|3}}。平均精确率却从 {{apAll|3}} 跌到 {{apRare|3}}：误报和以前一样多，
// 可找的却所剩无几。所以正类很罕见时，要看精确率和召回率。（虚线是瞎猜的水平，它属于第一条曲线；第二条的应当在偶数所占的比例处，低得多。）

// %% [markdown] id="cost-text" lang="en"
// ## What does a mistake cost?
//
// Which threshold, then? That depends on something no network knows: what its mistakes cost. Say a missed even digit costs
// $c_{FN}$ and a false alarm costs $c_{FP}$. For an image with the probability $\hat y$, the answer “even” is wrong with
// probability $1 - \hat y$ and the answer “odd” with probability $\hat y$. So on average “even” is the cheaper answer where
//
// $$(1 - \hat y)\, c_{FP} \le \hat y\, c_{FN} \qquad\iff\qquad \hat y \ge t^* = \frac{c_{FP}}{c_{FP} + c_{FN}}$$ (eq:best-threshold)
//
// If both cost the same, $t^* = \tfrac12$. The formula trusts the probabilities (it needs a network that is well *calibrated*,
// chapter 09). One can also count: try many thresholds on the validation images and take the cheapest.
//
// > **Predict before you run.** A miss costs ten times as much as a false alarm. Is $t^*$ above or below one half?

// %% [markdown] id="cost-text" lang="zh" src="55884966"
// ## 一个错误值多少？
//
// 那么，究竟用哪个阈值？这取决于一件任何网络都不知道的事：它的错误代价有多大。设漏掉一个偶数的代价是 $c_{FN}$，误报一次的代价是 $c_{FP}$。
// 对概率为 $\hat y$ 的图像，回答“偶数”出错的概率是 $1 - \hat y$，回答“奇数”出错的概率是 $\hat y$。所以平均来说，在下式成立时，回答“偶数”更省：
//
// $$(1 - \hat y)\, c_{FP} \le \hat y\, c_{FN} \qquad\iff\qquad \hat y \ge t^* = \frac{c_{FP}}{c_{FP} + c_{FN}}$$ (eq:best-threshold)
//
// 两者代价相同时，$t^* = \tfrac12$。这个公式相信那些概率（它要求网络**校准**良好，见第 09 章）。
// 也可以直接数：在验证图像上试许多阈值，取代价最小的那个。
//
// > **先预测，再运行。** 漏掉一个的代价是误报一次的十倍。$t^*$ 在二分之一之上，还是之下？

// %% id="costs" tags=["eq:best-threshold", "experiment"]
interface Costs { miss: number; alarm: number }
const formulaThreshold = ({ miss, alarm }: Costs) => alarm / (alarm + miss);

// en: what the mistakes at threshold t cost, per 1000 images
// zh: 阈值为 t 时错误的代价，以每 1000 幅图像计
function costAt(t: number, { miss, alarm }: Costs, truth: readonly number[], scores: ArrayLike<number>): number {
  const { FN, FP } = countsAt(t, truth, scores);
  return 1000 * (miss * FN + alarm * FP) / truth.length;
}
const candidates = upTo(41).map((i) => sigmoid(-8 + i / 2.5)); // en: even steps of the logit // zh: logit 每步相等
const cheapest = (costs: Costs) => {
  const found = candidates.map((t) => costAt(t, costs, labels, p.data));
  return candidates[found.indexOf(Math.min(...found))];
};
const dearMiss: Costs = { miss: 10, alarm: 1 };
results({ half: formulaThreshold({ miss: 1, alarm: 1 }), byFormula: formulaThreshold(dearMiss), byCounting: cheapest(dearMiss) })

// %% id="cost-curves" tags=["check:plot"]
const cases: readonly (readonly [string, Costs])[] = [
  [text({ en: 'both cost 1', zh: '代价都是 1' }), { miss: 1, alarm: 1 }],
  [text({ en: 'a miss costs 10', zh: '漏掉的代价是 10' }), dearMiss],
  [text({ en: 'a false alarm costs 10', zh: '误报的代价是 10' }), { miss: 1, alarm: 10 }],
];
const costCurve = (costs: Costs) => candidates.map((t) => ({ x: Number(logitOf(t).toFixed(1)), y: costAt(t, costs, labels, p.data) }));
lines(Object.fromEntries(cases.map(([name, costs]) => [name, costCurve(costs)])), {
  title: text({ en: 'Cost of the mistakes in 1000 validation images', zh: '1000 幅验证图像中错误的代价' }),
  xLabel: text({ en: 'threshold, as a logit', zh: '阈值，以 logit 表示' }),
  yLabel: text({ en: 'cost', zh: '代价' }),
})

// %% [markdown] id="cost-test-text" lang="en"
// With dear misses the best place moves to the left, to lower thresholds: in doubt, raise the alarm. The formula says
// {{byFormula|3}}, counting says {{byCounting|3}}. Which is right? Nobody should ask the validation images, from which the second number was
// chosen. This is what the test images are for; here they are looked at for the first time by this network.

// %% [markdown] id="cost-test-text" lang="zh" src="7c0aa50e"
// 漏掉的代价高时，最好的位置移到了左边，即更低的阈值：拿不准就报警。公式说的是 {{byFormula|3}}，数出来的是 {{byCounting|3}}。哪个对？
// 这不该去问验证图像，因为第二个数正是照着它们选出来的。测试图像就是为此准备的；这个网络到现在才第一次看到它们。

// %% id="cost-test"
const [pTest, truthTest] = [(await small.predict(xTest)).data, Array.from(yTest.data)];
const rules = [
  { rule: text({ en: 'one half', zh: '二分之一' }), t: 0.5 },
  { rule: text({ en: 'formula', zh: '公式' }), t: formulaThreshold(dearMiss) },
  { rule: text({ en: 'counted', zh: '数出来的' }), t: cheapest(dearMiss) },
];
const testCosts = rules.map(({ t }) => costAt(t, dearMiss, truthTest, pTest));
table(rules.map(({ rule, t }, i) => {
  const { TP, FN, FP, TN } = countsAt(t, truthTest, pTest);
  return {
    [text({ en: 'rule', zh: '规则' })]: rule,
    [text({ en: 'threshold', zh: '阈值' })]: t,
    [text({ en: 'missed', zh: '漏掉' })]: FN,
    [text({ en: 'false alarms', zh: '误报' })]: FP,
    [text({ en: 'accuracy (%)', zh: '准确率（%）' })]: 100 * (TP + TN) / truthTest.length,
    [text({ en: 'cost per 1000', zh: '每千幅的代价' })]: testCosts[i],
  };
}))

// %% id="cost-test-numbers" tags=["check:band=saved:0..", "check:band@tiny=saved:-50..", "check:band@synthetic digits=saved:-50..", "check:band@tiny@synthetic digits=saved:-100.."]
results({ costHalf: testCosts[0], costFormula: testCosts[1], costCounted: testCosts[2], saved: testCosts[0] - testCosts[2] })

// %% [markdown] id="cost-result" lang="en"
// In 1000 test images the mistakes at one half cost {{costHalf|1}}, at the formula’s threshold {{costFormula|1}}, at the
// counted one {{costCounted|1}}. Both save much, although both make **more** mistakes than one half does and have a lower accuracy: what counts is
// which mistakes. And counting beats the formula here, with a far lower threshold. The formula believed the probabilities, but this network, which
// knows its training images by heart, is far too sure of itself: look at the logits once more. Some odd digits stand at 10 and beyond, with a probability of “even” next to 1.

// %% [markdown] id="cost-result" lang="zh" src="8fceb0db"
// 在 1000 幅测试图像中，阈值取二分之一时错误的代价是 {{costHalf|1}}，取公式的阈值时是 {{costFormula|1}}，取数出来的阈值时是 {{costCounted|1}}。
// 两者都省了很多，尽管它们犯的错误都比二分之一**更多**，准确率也更低：要紧的是犯哪一种错误。在这里，数出来的又胜过公式，阈值低得多。
// 公式相信了那些概率，可是这个网络已经把训练图像背了下来，对自己过于自信：再看一眼 logits 的直方图，有些奇数竟在 10 以上，“偶数”的概率近乎 1。

// %% [markdown] id="scalable-text" lang="en"
// ## Is it scalable?
//
// Below its program the article writes: “The scalability and flexibility of the model are well demonstrated.”
//
// > **Erratum E22.** They are not. The sizes 128, 64 and 1 stand in the code, and so does the number of layers: another task
// > needs another class. And nothing is demonstrated, as the program has neither data nor `fit`. What makes a model scalable is
// > that its sizes come from *outside*: chapter 02 has called this a plan.
//
// Four tasks for the class as printed: rows of 10 numbers, rows of 14, ten classes in place of yes and no, and a hidden
// layer more.
//
// > **Predict before you run.** Which of the first three will it do?

// %% [markdown] id="scalable-text" lang="zh" src="92c2b3ff"
// ## 它可拓展吗？
//
// 原文在程序下面写道：“模型的拓展性和灵活性得到了很好的体现。”
//
// > **原文勘误 E22。** 并没有。128、64 和 1 这几个大小写死在代码里，层数也是：换一个任务，就要换一个类。而且什么也没有得到体现，
// > 因为程序既没有数据，也没有 `fit`。模型之所以可拓展，是因为它的大小来自**外面**：第 02 章把它叫作方案。
//
// 给原样的类四个任务：10 个数一行的样本，14 个数一行的样本，不是是与否而是十个类别，再多一个隐藏层。
//
// > **先预测，再运行。** 前三个里，哪些它做得到？

// %% id="rigid" tags=["E22"]
async function attempt(task: string, fit: () => Promise<unknown>): Promise<void> {
  try {
    await fit();
    console.log(`${task}: ${text({ en: 'fits', zh: '能训练' })}`);
  } catch (error) {
    console.log(`${task}: ${error instanceof Error ? error.message : error}`);
  }
}
const random = rng(10);
const yesNo = random.bernoulli([32, 1], 0.5);
const classes = tensor(upTo(32).map((i) => i % 10), [32], 'int32');
const briefly = { epochs: 1, progress: false };
const manyClasses = () => new MyModel().compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });

await attempt(text({ en: '10 inputs ', zh: '10 个输入' }), () => article().fit(random.normal([32, 10]), yesNo, briefly));
await attempt(text({ en: '14 inputs ', zh: '14 个输入' }), () => article().fit(random.normal([32, 14]), yesNo, briefly));
await attempt(text({ en: '10 classes', zh: '10 个类别' }), () => manyClasses().fit(random.normal([32, 10]), classes, briefly));

// %% [markdown] id="builder-text" lang="en"
// The inputs may be as many as they like: that is the only size that the program does not fix, and it does so by not mentioning it. Ten
// classes do not fit, and for a third hidden layer there is nothing that one could set: `call` would have to be written anew.
//
// Now a class that takes a plan. Its layers are made from a list, and `call` is a loop over it. With the
// article’s sizes it is the article’s network, to the last bit.

// %% [markdown] id="builder-text" lang="zh" src="3e7156e2"
// 输入有多少都行：这是程序唯一没有写死的大小，靠的是压根没有提到它。十个类别就不行了；至于第三个隐藏层，根本没有地方可以设置：`call` 得重写一遍。
//
// 下面是一个接收方案的类。它的层由一个列表生成，`call` 就是对这个列表的循环。取原文的大小，它就是原文的网络，一位不差。

// %% id="builder" tags=["E22", "check:exact"]
interface Plan {
  readonly hidden: readonly number[];
  readonly outputs: number;
  readonly dropout?: number;
}
class Planned extends Model<[number], [number]> {
  readonly hidden;
  readonly noise;
  readonly last;

  constructor({ hidden, outputs, dropout: rate = 0 }: Plan) {
    super();
    this.hidden = hidden.map((units) => dense(units, { activation: 'relu' }));
    this.noise = dropout(rate);
    this.last = dense(outputs, { activation: outputs === 1 ? 'sigmoid' : 'softmax' });
  }
  call(inputs: Tensor<readonly [number, number]>, context?: Context) {
    let h = inputs;
    for (const layer of this.hidden) h = this.noise.call(layer.call(h, context), context);
    return this.last.call(h, context);
  }
}
const answersOf = (network: MyModel | Planned) => {
  seed(10);
  return network.call(x.rows(first100)).data;
};
const same = answersOf(new Planned({ hidden: [128, 64], outputs: 1 }));
console.log(text({ en: 'same as MyModel:', zh: '与 MyModel 相同：' }), answersOf(new MyModel()).every((value, i) => value === same[i]));

// %% [markdown] id="tasks-text" lang="en"
// Three tasks, three plans, one class: the question of this chapter, the ten digits of chapter 09, and the two moons of chapter
// 03, whose points have two numbers. The plan is data: it can be read from a file, compared, searched for (chapter 15), and
// it can be checked before anything is built.

// %% [markdown] id="tasks-text" lang="zh" src="3700970b"
// 三个任务，三个方案，一个类：这一章的问题，第 09 章的十个数字，以及第 03 章的两弯半月，它们的点由两个数组成。
// 方案是数据：可以从文件里读出来，可以比较，可以搜索（见第 15 章），还可以在动手搭建之前先检查。

// %% id="tasks" tags=["E22", "experiment", "check:band=evenPlanned:0.93..1", "check:band=digitsPlanned:0.9..1", "check:band=moonsPlanned:0.85..1", "check:band@tiny=evenPlanned:0.6..1", "check:band@tiny=digitsPlanned:0.3..1", "check:band@tiny=moonsPlanned:0.6..1", "check:band@synthetic digits=evenPlanned:0.7..1", "check:band@synthetic digits=digitsPlanned:0.5..1", "check:band@synthetic digits=moonsPlanned:0.85..1", "check:band@tiny@synthetic digits=evenPlanned:0.5..1", "check:band@tiny@synthetic digits=digitsPlanned:0.2..1", "check:band@tiny@synthetic digits=moonsPlanned:0.6..1"]
const build = (plan: Plan) =>
  new Planned(plan).compile({
    optimizer: 'adam',
    loss: plan.outputs === 1 ? 'binaryCrossentropy' : 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
async function trained(plan: Plan, samples: Tensor<readonly [number, number]>, answers: Tensor<readonly [number, number]>, epochs: number) {
  seed(10);
  const planned = build(plan);
  const parts = split(samples, answers, { validation: 0.2 });
  await planned.fit(parts.train.x, parts.train.y, { epochs, progress: false });
  const { accuracy: reached } = await planned.evaluate(parts.validation.x, parts.validation.y);
  return { planned, reached };
}
const points = moons({ samples: 500, noise: 0.15, seed: 3 });
const plans: Record<'even' | 'digits' | 'moons', Plan> = {
  even: { hidden: [128, 64], outputs: 1 },
  digits: { hidden: [64, 64], outputs: 10, dropout: 0.1 },
  moons: { hidden: [16, 16, 16], outputs: 1 },
};
const evenRun = await trained(plans.even, few.x, few.y, size.epochs);
const digitRun = await trained(plans.digits, few.x, data.oneHot.yTrain.rows(upTo(size.few)), size.epochs);
const moonRun = await trained(plans.moons, points.x, points.y.cast('float32').expandDims(-1), 40);
results({ evenPlanned: evenRun.reached, digitsPlanned: digitRun.reached, moonsPlanned: moonRun.reached })

// %% id="plans"
const runs = [evenRun, digitRun, moonRun];
table(Object.values(plans).map((plan, i) => ({
  [text({ en: 'plan', zh: '方案' })]: JSON.stringify(plan),
  [text({ en: 'parameters', zh: '参数' })]: runs[i].planned.model.parameters().reduce((sum, { size: numbers }) => sum + numbers, 0),
  [text({ en: 'accuracy (%)', zh: '准确率（%）' })]: 100 * runs[i].reached,
})))

// %% [markdown] id="price-text" lang="en"
// A class has its price, too. `call` is code, and code cannot be written to a file like a list of layers. A `sequential` model
// becomes JSON and comes back from it; a subclass does not. Its weights can be saved (chapter 09), its code stays code, and its plan,
// if it has one, is what belongs beside the weights.

// %% [markdown] id="price-text" lang="zh" src="2d125f3a"
// 类也有代价。`call` 是代码，而代码不像一串层那样能写进文件。`sequential` 模型可以变成 JSON，也可以从 JSON 读回来；子类不行。
// 它的权重可以保存（见第 09 章），代码仍然是代码；如果有方案，那么该和权重放在一起的，就是方案。

// %% id="price" tags=["check:exact"]
const chain = sequential([784], dense(128, { activation: 'relu' }), dense(1, { activation: 'sigmoid' }));
console.log(JSON.stringify(chain).slice(0, 100), '…');
await attempt(text({ en: 'MyModel as JSON', zh: 'MyModel 写成 JSON' }), async () => JSON.stringify(model));
console.log(text({ en: 'its plan:', zh: '它的方案：' }), JSON.stringify(plans.even));

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it. The last two are experiments; nobody checks
// them but you.

// %% [markdown] id="exercises" lang="zh" src="8a61ae81"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个。最后两道是实验题，只有你自己来判断。

// %% exercise="ch10-count"

// %% exercise="ch10-border"

// %% exercise="ch10-dropout"

// %% exercise="ch10-context"

// %% exercise="ch10-cost"

// %% exercise="ch10-recall"

// %% exercise="ch10-question"

// %% exercise="ch10-plan"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch10-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - A subclass holds its layers in fields and says in `call` how they are joined. `Model` does the rest.
// - Pass the context on to every layer, or dropout and its kind never know that they are in training.
// - Compute the binary cross-entropy from the logit. A metric that compares with $\tfrac12$ wants probabilities.
// - A probability becomes an answer by a threshold. One half is a choice; choose by what mistakes cost, on validation images.
// - ROC curves do not see how frequent the classes are; precision and recall do.
// - A model is scalable when its sizes come from outside. Sizes in the code are another program for each task.
//
// ## Questions
//
// **Sequential, functional or subclass?** Sequential where layers follow each other: shortest, checked, and it can be saved
// as JSON. Functional (`functional`, chapter 14) where the layers form a graph, with branches and shortcuts: still data, still checked. Subclass
// where the computation is not a fixed graph, or where you need code of your own. Take the first that is enough.
//
// **What is `mask`?** For samples of different lengths, which places are real and which are filled up. The article’s program
// has none and does nothing with it.
//
// **Why one output and not two?** Two classes with softmax give the same probabilities as one logit with the sigmoid (E24, chapter
// 05). One output is half the weights in the last layer, and the threshold is at hand.
//
// **How do I make sure that an architecture is scalable?** (The third question of article 4.) Sizes in a plan, parts that know
// their own shapes, and a test that builds two sizes. Chapter 14 goes on from here; it also takes up the first question,
// which architecture to choose. The second, how to optimise a model, is the subject of chapter 15.

// %% [markdown] id="summary" lang="zh" src="e7cc2ae9"
// ## 要点
//
// - 子类把层放在字段里，在 `call` 里说明它们怎样相连。其余的由 `Model` 来做。
// - 要把上下文传给每一层，否则随机失活之类的层永远不知道自己正在训练。
// - 二元交叉熵要从 logit 算起。与 $\tfrac12$ 比较的指标，要的是概率。
// - 概率要靠阈值才成为回答。二分之一只是一种选择；应当按错误的代价，在验证图像上选。
// - ROC 曲线看不到两个类别各有多常见；精确率和召回率看得到。
// - 大小来自外面的模型才是可拓展的。把大小写在代码里，每个任务都要另写一个程序。
//
// ## 常见问题
//
// **顺序式、函数式还是子类？** 各层一个接一个，就用顺序式：最短，会检查，还能存成 JSON。各层连成一张图，有分支、有捷径，就用函数式（`functional`，见第 14 章）：
// 它仍是数据，仍会检查。计算过程不是一张固定的图，或者需要自己的代码，才用子类。从前往后，够用就好。
//
// **`mask` 是什么？** 样本长短不一时，用来说明哪些位置是真的，哪些是补上去的。原文的程序里没有，也没有用到它。
//
// **为什么是一个输出而不是两个？** 两个类别用 softmax，与一个 logit 用 sigmoid，给出的概率是一样的（E24，见第 05 章）。
// 一个输出，最后一层的权重少一半，阈值也现成。
//
// **如何保证模型的可拓展性？**（第四篇文章的第 3 个问题。）大小放进方案，各部分自己知道形状，再加一个用两种大小来搭建的测试。
// 第 14 章会接着讲，也会谈到第 1 个问题，如何选择架构。第 2 个问题，如何优化模型，是第 15 章的内容。
