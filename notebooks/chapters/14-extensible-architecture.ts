// ---
// title:
//   en: "Extensible architecture: modules and dynamic configuration"
//   zh: 可拓展架构：模块化与动态配置
// objectives:
//   en:
//     - Build a network from a plan that is data, and read from an error message which layer of the plan is wrong
//     - Register a module of your own, and use it by its name
//     - Show by experiment what residual connections solve, and what they do not
//     - Compute self-attention and recurrent steps by hand, and see what each of them can remember
//     - Scale a network with a single number
//     - Choose an architecture by measuring, not by its name
//   zh:
//     - 用数据写成的方案搭建网络，并从报错信息读出方案里哪一层有错
//     - 注册一个自己的模块，并按名字使用它
//     - 用实验说明残差连接解决了什么，没有解决什么
//     - 亲手计算自注意力和循环网络的一步，看看它们各能记住什么
//     - 只用一个数来放大网络
//     - 凭测量而不是凭名气选择架构
// time: { teach: 75, exercise: 60 }
// ---

// %% [markdown] id="title" lang="en"
// # 14 · Extensible architecture: modules and dynamic configuration
//
// Article 3 names two means that keep an architecture extensible: *modular design* and *dynamic configuration*. Then it
// gives one sentence each to ResNet, the transformer and EfficientNet, and ends with a program in which every number is
// written into the code.
//
// In this chapter both means become programs, and the sentences become experiments. You build networks from data instead
// of code and add a module of your own. Then you train residual, recurrent and attention networks that are small enough
// for a laptop, and see which of the claims hold.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 3, sections 1 to 3 and the first question of section 9; article 4, section
// “Core concepts” and its first and third questions; the second steps of articles 1 and 2, “model definition” and “model
// design”, and the first question of article 1.

// %% [markdown] id="title" lang="zh" src="c5f0c1a3"
// # 14 · 可拓展架构：模块化与动态配置
//
// 要让架构可拓展，第三篇文章给出了两个办法：**模块化设计**和**动态配置**。接着，它给 ResNet、Transformer 和 EfficientNet
// 各写了一句话，最后的程序却把每一个数都写死在代码里。
//
// 这一章把两个办法写成程序，把那几句话变成实验。你将用数据而不是代码来搭建网络，并加入自己的模块；
// 再训练几个小到笔记本电脑就能跑的残差网络、循环网络和注意力网络，看看哪些说法站得住脚。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第三篇文章的第 1 至 3 节，以及第 9 节的第 1 个问题；第四篇文章的“核心概念与联系”一节，
// 以及它的第 1、第 3 个问题；第一篇文章的“模型定义”和第二篇文章的“模型设计”（都是第 2 步），以及第一篇文章的第 1 个问题。

// %% id="start" tags=["language"]
import { adam, averagePool2d, compiledFromConfig, compoundScaling, dense, efficientNet, featureMaps, field } from 'tslate';
import { flatten, generate, gpt, layer, layerKind, layerKinds, lstm, mnist, modelFromConfig } from 'tslate';
import { multiHeadAttention, parameter, residual, rng, seed, sequential, simpleRnn } from 'tslate';
import { byProfile, frames, heatmap, lines, modelGraph, results, scatter, setLanguage, split, table } from 'tslate';
import { applyLayer, sparseCategoricalCrossentropy, tensor, text } from 'tslate';
import type { Json, JsonObject, Layer, Model, Parameter, ShapeFunction } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/14-extensible-architecture';
setLanguage('en');

// %% [markdown] id="concept" lang="en" tags=["concept"]
// ## Modules, plans, and the table between them
//
// A [[module]] is a part that can be understood, tested and exchanged by itself. In a network that is a layer, or
// several that belong together. It knows which shapes it takes, makes its own parameters and computes its outputs. Of
// its neighbours it knows nothing.
//
// A [[configuration]] is the plan of a network as data: which modules, in which order, with which settings. Data can be
// stored, sent, compared, varied by a loop, and checked before anything runs.
//
// A [[registry]] is the table between them: from the name of a kind of module to the function that makes one. Whoever
// reads a plan looks the names up there and nowhere else, so a new module is one more entry, and no other line of the
// program changes.
//
// “Dynamic” then means: data decide what is built when the program starts. It does not mean that the network changes its
// structure while it learns; none of the articles’ programs does.
//
// As a formula: a plan is a list of kinds $k_i$ with settings $s_i$. The registry makes a function of each, and the
// network applies one after the other:
//
// $$f_i = \mathrm{make}_{k_i}(s_i) \qquad\qquad \hat y = f_n(\dots f_2(f_1(x)) \dots)$$

// %% [markdown] id="concept" lang="zh" src="78f06e04"
// ## 模块、方案，以及二者之间的那张表
//
// [[模块]]是可以单独理解、单独测试、单独替换的部分。在网络里，它是一层，或者同属一体的几层。它知道自己接受什么形状，
// 自己创建参数，自己算出输出；对左邻右舍则一无所知。
//
// [[配置]]是用数据写成的网络方案：用哪些模块，按什么次序，各取什么设置。数据可以保存、传送、比较，可以用循环来变换，
// 还可以在运行之前先检查一遍。
//
// [[注册表]]是二者之间的那张表：从模块种类的名字，查到创建这种模块的函数。读方案的程序只在这张表里查名字，
// 所以新增一个模块就是多一行登记，程序的其他部分一行也不用改。
//
// 这样，“动态”的意思就是：程序启动时，由数据决定搭建什么。它并不是说网络一边学习一边改变自己的结构；
// 几篇文章的程序也没有一个是这样的。
//
// 写成公式：方案是一串种类 $k_i$ 及其设置 $s_i$。注册表把每一项变成一个函数，网络依次应用它们：
//
// $$f_i = \mathrm{make}_{k_i}(s_i) \qquad\qquad \hat y = f_n(\dots f_2(f_1(x)) \dots)$$

// %% [markdown] id="scratch-text" lang="en"
// ## From scratch
//
// A registry with two entries and a function that builds: that is all it takes. The parameters come from a function
// `take`, so that we can hand in random numbers, or those of another network. A plan for three inputs and two outputs:

// %% [markdown] id="scratch-text" lang="zh" src="1e717e26"
// ## 从零开始
//
// 一张有两行的注册表，加上一个负责搭建的函数，就够了。参数由函数 `take` 提供，这样既可以给它随机数，
// 也可以给它另一个网络的参数。下面是一个三个输入、两个输出的方案：

// %% id="plan"
interface Entry { kind: string; units?: number; activation?: 'relu' | 'tanh' }
interface Plan { model: 'sequential'; input: number[]; layers: Entry[] }

const plan: Plan = {
  model: 'sequential',
  input: [3],
  layers: [
    { kind: 'dense', units: 4 },
    { kind: 'activation', activation: 'relu' },
    { kind: 'dense', units: 2 },
  ],
};

// %% id="scratch" tags=["scratch"]
type Take = (count: number) => number[];
interface Module { outputs: number; call(x: number[]): number[] }

const functions = { relu: (v: number) => Math.max(v, 0), tanh: Math.tanh };
const registry: Record<string, (settings: Entry, inputs: number, take: Take) => Module> = {
  dense({ units = 1 }, inputs, take) {
    const [W, b] = [take(inputs * units), take(units)];
    const unit = (x: number[], j: number) => x.reduce((sum, xi, i) => sum + xi * W[i * units + j], b[j]);
    return { outputs: units, call: (x) => b.map((_, j) => unit(x, j)) };
  },
  activation({ activation = 'relu' }, inputs) {
    return { outputs: inputs, call: (x) => x.map(functions[activation]) };
  },
};

function build({ input, layers }: Plan, take: Take) {
  let outputs = input[0]; // en: what one module gives, the next one gets // zh: 前一个模块给多少，后一个就收多少
  const modules = layers.map((settings) => {
    const made = registry[settings.kind](settings, outputs, take);
    outputs = made.outputs;
    return made;
  });
  return (x: number[]) => modules.reduce((y, module) => module.call(y), x);
}

// %% [markdown] id="framework-text" lang="en"
// ## With the framework
//
// `modelFromConfig` does the same with all the layers of the framework. It takes an object, such as `JSON.parse`
// returns; here it gets our plan after a detour through a text. Its parameters, handed to our own builder, should give
// the same outputs.

// %% [markdown] id="framework-text" lang="zh" src="4e950599"
// ## 用框架
//
// `modelFromConfig` 做的是同一件事，只是认识框架里的所有层。它接受一个对象，比如 `JSON.parse` 的结果；
// 这里先让我们的方案绕道文本走一遭。把它的参数交给我们自己的搭建函数，两边的输出应当相同。

// %% id="framework" tags=["framework", "check:num"]
seed(14);
const fromPlan = modelFromConfig(JSON.parse(JSON.stringify(plan)));
const numbers = fromPlan.parameters().flatMap((p) => Array.from(p.data));
let used = 0;
const byHand = build(plan, (count) => numbers.slice(used, (used += count)));

const point = [1, -2, 0.5];
console.log(text({ en: 'from scratch   ', zh: '从零写起       ' }), byHand(point));
console.log('modelFromConfig', fromPlan.call(tensor([point])).toArray()[0]);

// %% [markdown] id="programs-text" lang="en"
// ## Five programs, five plans
//
// All five programs of the articles are chains of layers, so each is a short list of data. The last column is what the
// chapter of each program derives by hand. (Article 4 writes its network as a class; chapter 10 shows what that is good
// for. Its first input is left open there; we take 784.)

// %% [markdown] id="programs-text" lang="zh" src="d9c0d21a"
// ## 五个程序，五个方案
//
// 五篇文章的程序都是一层接一层的链，所以每个程序都是一小串数据。最后一列正是讲解各程序的那几章里手工推出的参数个数。
// （第四篇文章把网络写成一个类，这样写有什么用，见第 10 章。它没有说明输入有多大，我们取 784。）

// %% id="programs" tags=["check:exact"]
interface Config { model: 'sequential'; input: number[]; layers: JsonObject[] }
const chain = (input: number[], ...layers: JsonObject[]): Config => ({ model: 'sequential', input, layers });
const D = (units: number, activation: string) => ({ kind: 'dense', units, activation });
const C = (filters: number) => ({ kind: 'conv2d', filters, kernelSize: 3, activation: 'relu' });
const [pool, flat] = [{ kind: 'maxPool2d' }, { kind: 'flatten' }];

const programs = [
  chain([784], D(10, 'relu'), D(10, 'softmax')),
  chain([784], D(64, 'relu'), D(64, 'relu'), D(10, 'softmax')),
  chain([28, 28, 1], C(32), pool, C(64), pool, flat, D(10, 'softmax')),
  chain([784], D(128, 'relu'), D(64, 'relu'), D(1, 'sigmoid')),
  chain([784], D(64, 'relu'), D(32, 'relu'), D(10, 'softmax')),
];
const articles = text({ en: '12345', zh: '一二三四五' });
const articleOf = (i: number) => text({ en: `article ${articles[i]}`, zh: `第${articles[i]}篇` });
const countOf = (model: Pick<Model, 'parameters'>) => model.parameters().reduce((sum, p) => sum + p.size, 0);
const shorthand = ({ layers }: Config) => layers.map(({ kind, units, filters }) => units ?? filters ?? kind).join(' → ');
table(programs.map((program, i) => ({
  [text({ en: 'program', zh: '程序' })]: articleOf(i),
  [text({ en: 'layers', zh: '层' })]: shorthand(program),
  [text({ en: 'parameters', zh: '参数个数' })]: countOf(modelFromConfig(program)),
})))

// %% id="graph" tags=["check:plot"]
modelGraph(modelFromConfig(programs[2]), {
  title: text({ en: 'What the plan of article 3 builds', zh: '第三篇文章的方案搭建出的网络' }),
})

// %% [markdown] id="errors-text" lang="en"
// ## A plan can be wrong
//
// Whoever writes plans makes mistakes, and a mistake is found the sooner, the more exactly the message names the place.
// Each of the following plans has one.
//
// > **Predict before you run.** Which of them can be found by looking at a single layer, and which only by following the
// > shapes from layer to layer?

// %% [markdown] id="errors-text" lang="zh" src="9a9c9fdf"
// ## 方案也会出错
//
// 写方案的人总会出错；报错信息把位置说得越准，错误就找得越快。下面每个方案里都有一处错误。
//
// > **先预测，再运行。** 哪些错误只看一层就能发现？哪些非得把形状一层一层推下去不可？

// %% id="errors" tags=["check:exact"]
const messageOf = (config: unknown): string => {
  try {
    modelFromConfig(config);
    return 'OK';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/('\w+', ){4,}/, '…, ') : '';
  }
};
const faulty = [
  chain([784], { kind: 'dence', units: 64 }, D(10, 'softmax')),
  chain([784], { kind: 'dense', units: 2.5 }, D(10, 'softmax')),
  chain([784], D(64, 'relu'), { kind: 'dense', activation: 'softmax' }),
  chain([784], D(64, 'rellu'), D(10, 'softmax')),
  chain([28, 28, 1], C(32), D(10, 'softmax')),
  chain([784], D(64, 'relu'), { kind: 'residual', layers: [D(64, 'relu'), D(32, 'relu')] }),
];
faulty.forEach((config, i) => { console.log(`${i + 1}. ${messageOf(config)}\n`); });

// %% [markdown] id="module-text" lang="en"
// The first four concern one layer by itself: an unknown kind, a setting that cannot be, one that is missing, a misspelt
// name. They are found while the plan is read, and the message leads there like a path: `layers[1] (dense)` is the
// second layer. The last two concern how layers fit together, and the message names the layer at which it fails. All six
// are found before any number is multiplied. In Keras’ or our own `sequential` the same mistakes are possible; but a
// plan may come from a file, a form or a search program, and then no compiler has seen it.
//
// ## A module of your own
//
// What if a plan asks for a layer that the framework lacks? Take *maxout* (Goodfellow et al., 2013), which needs no
// activation function: each unit computes $p$ weighted sums, and gives the largest.
//
// $$y_j = \max_{k = 1 \dots p} \Big( \sum_i x_i W_{ijk} + b_{jk} \Big)$$
//
// `layer` makes a layer from its parts: its shape rule, its parameters and its function. `layerKind` enters it into the
// registry, with what each setting may be. (A name can be entered only once, so the cell asks first; you may run it
// again.)

// %% [markdown] id="module-text" lang="zh" src="354344bb"
// 前四个错误只涉及一层本身：没有这个种类，设置的值不可能，缺少设置，名字拼错。它们在读方案时就被发现，
// 报错信息像路径一样指向出错的地方：`layers[1] (dense)` 是第二层。后两个错误涉及层与层能否衔接，
// 报错信息会说出是在哪一层接不上。六个错误都在任何一次乘法之前就发现了。
// 用 Keras 或者我们自己的 `sequential` 也会犯同样的错误；不同的是，方案可能来自文件、表单或搜索程序，那样的话，
// 没有哪个编译器替它把过关。
//
// ## 自己的模块
//
// 如果方案要用框架里没有的层，怎么办？以 **maxout**（Goodfellow 等人，2013）为例。它不需要激活函数：
// 每个单元算出 $p$ 个加权和，输出其中最大的一个。
//
// $$y_j = \max_{k = 1 \dots p} \Big( \sum_i x_i W_{ijk} + b_{jk} \Big)$$
//
// `layer` 由各个部分组成一层：形状规则、参数、函数。`layerKind` 把它登记到注册表里，并写明每个设置可以取什么值。
// （一个名字只能登记一次，所以这个单元格会先查一下；你可以放心地重复运行。）

// %% id="module" tags=["check:exact"]
const maxout = (units: number, pieces: number) =>
  layer<ShapeFunction, { W: Parameter; b: Parameter }>({
    kind: 'maxout',
    config: { units, pieces },
    shape: () => [units],
    parameters: ([inputs], random) => ({
      W: random.normal([inputs, pieces * units], { std: 1 / Math.sqrt(inputs) }),
      b: random.normal([pieces * units], { std: 0 }),
    }),
    call: (x, { W, b }) => x.matmul(W).add(b).reshape([x.shape[0], pieces, units]).max(1),
  });

if (!layerKinds().includes('maxout')) {
  const fields = { units: field.wholeNumber(1), pieces: field.wholeNumber(2) };
  layerKind('maxout', fields, ({ units, pieces }) => maxout(units, pieces));
}
const M = (units: number, pieces: number) => ({ kind: 'maxout', units, pieces });
console.log(modelFromConfig(chain([784], M(32, 2), D(10, 'softmax'))).summary());
console.log(messageOf(chain([784], M(32, 1), D(10, 'softmax'))));

// %% [markdown] id="properties-text" lang="en"
// From here on, plans may contain `maxout` like any other kind, and mistakes in it are told in the same way.
//
// ## The four properties, measured
//
// Article 4 asks of an architecture that it be scalable, flexible, reproducible and composable (chapter 02 made
// questions of these words, and found two properties in one of them: E21). For plans the answers are numbers:
//
// - **scalable:** how many values of the plan change for a larger task, images of 32×32 and 26 classes?
// - **flexible:** how many change for another activation in the first layer?
// - **reproducible:** written as text, read again and built twice with the same seed, how many parameters differ?
// - **composable:** on how many of the five programs’ inputs do its layers fit, and do the others fail with the name of
//   a layer?

// %% [markdown] id="properties-text" lang="zh" src="66debdf5"
// 从现在起，方案里可以像用其他种类一样使用 `maxout`，写错了也会得到同样的提示。
//
// ## 测量四种品质
//
// 第四篇文章要求架构可拓展、灵活、可重复、可组合（第 02 章把这几个词变成了问题，还从其中一个里分出了第五个，见 E21）。
// 对方案来说，答案都是数：
//
// - **可拓展：** 换成更大的任务（32×32 的图像，26 个类别），方案里要改几个值？
// - **灵活：** 第一层换一个激活函数，要改几个值？
// - **可重复：** 写成文本再读回来，用同样的种子搭建两次，有几个参数不同？
// - **可组合：** 它的各层能接在五个程序中几个的输入上？接不上的，报错时是否说出了层的名字？

// %% id="properties" tags=["check:exact"]
// en: the values of a plan, each with the path that leads there
// zh: 方案里的各个值，连同通向它的路径
const leaves = (value: Json, path = ''): [string, Json][] =>
  typeof value !== 'object' || value === null
    ? [[path, value]]
    : Object.entries(value).flatMap(([name, part]) => leaves(part, `${path}/${name}`));
function edits(a: Config, b: Config): number {
  const before = new Map(leaves({ ...a }));
  return leaves({ ...b }).filter(([path, value]) => before.get(path) !== value).length;
}
const numbersOf = (config: Config): number[] => {
  seed(14);
  return modelFromConfig(JSON.parse(JSON.stringify(config))).parameters().flatMap((p) => Array.from(p.data));
};

table(programs.map((program, i) => {
  const { input, layers } = program;
  const larger = chain(input.length === 1 ? [32 * 32] : [32, 32, 1], ...layers.slice(0, -1), D(26, 'softmax'));
  const other = chain(input, { ...layers[0], activation: 'tanh' }, ...layers.slice(1));
  const [first, again] = [numbersOf(program), numbersOf(program)];
  const tried = programs.map(({ input: place }) => messageOf(chain(place, ...layers)));
  return {
    [text({ en: 'program', zh: '程序' })]: articleOf(i),
    [text({ en: 'larger task: edits', zh: '更大的任务：改几处' })]: edits(program, larger),
    [text({ en: 'activation: edits', zh: '激活函数：改几处' })]: edits(program, other),
    [text({ en: 'parameters that differ', zh: '不同的参数' })]: first.filter((value, k) => value !== again[k]).length,
    [text({ en: 'inputs that fit', zh: '能接的输入' })]: tried.filter((message) => message === 'OK').length,
    [text({ en: 'refused with a layer’s name', zh: '拒绝并指出层名' })]: tried.filter((m) => m.startsWith('Layer')).length,
  };
}))

// %% [markdown] id="data-text" lang="en"
// A larger task takes two or three edits of data and none of the program, another activation one. The same plan and the
// same seed give the same parameters to the last bit. Layers that do not fit an input say so and give their name. (The
// program of article 4 as printed has none of this, because its sizes stand in the code of a class: E22 in chapter 10.)
// Note what was judged here: not the networks, which are what they were, but how they are written down.
//
// ## Does it cost anything?
//
// Article 3 lists a disadvantage: extensible models are expensive to train, because they are usually large. What does it
// cost that a network is *extensible*? We train the same network twice, once written as code, once as a plan whose field
// `compile` says how it is to be trained. The data are MNIST’s digits, averaged to 14×14 pixels, as from here on this
// chapter trains many networks.
//
// > **Predict before you run.** By how much will the losses of the two differ after each epoch?

// %% [markdown] id="data-text" lang="zh" src="204e55d2"
// 更大的任务要改两三处数据，程序一处也不用改；换激活函数只改一处。同样的方案、同样的种子，得到的参数一位不差。
// 接不上输入的层会报错，并说出自己的名字。（第四篇文章的原样程序做不到这些，因为它的尺寸写在类的代码里，
// 见第 10 章的 E22。）请注意这里评判的是什么：不是网络本身，网络还是原来的网络；评判的是它的写法。
//
// ## 这样做有代价吗？
//
// 第三篇文章列出了一个缺点：可拓展的模型通常规模较大，所以训练成本高。那么，网络**可拓展**这件事本身要付出多少代价？
// 我们把同一个网络训练两次：一次写成代码，一次写成方案，由其中的 `compile` 字段说明怎样训练。数据是 MNIST 的数字，
// 平均成 14×14 像素，因为从这里开始，本章要训练许多网络。
//
// > **先预测，再运行。** 每一轮之后，两者的损失会相差多少？

// %% id="data"
const size = byProfile({
  tiny: { images: 600, epochs: 1, depths: [2, 20] },
  standard: { images: 6000, epochs: 5, depths: [2, 4, 8, 12, 16, 20] },
  full: { images: 60_000, epochs: 10, depths: [2, 4, 8, 12, 16, 20] },
});
const data = await mnist.load({ train: size.images });
const { train, validation } = split(averagePool2d().call(data.xTrain), data.yTrain, { validation: 1 / 6 });
const validationData = [validation.x, validation.y] as const;
const training = { epochs: size.epochs, validationData, progress: false };
results({ dataset: data.source, train: train.x.shape[0], validation: validation.x.shape[0] })

// %% id="cost" tags=["check:band=differing:0..0", "experiment"]
const compile = { optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] };
seed(14);
const coded = sequential([14, 14, 1],
  flatten(),
  dense(32, { activation: 'relu' }),
  dense(10, { activation: 'softmax' }),
).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const ofCode = await coded.fit(train.x, train.y, training);

seed(14);
const planned = compiledFromConfig({ ...chain([14, 14, 1], flat, D(32, 'relu'), D(10, 'softmax')), compile });
const ofPlan = await planned.fit(train.x, train.y, training);
const differing = ofPlan.loss.filter((loss, epoch) => loss !== ofCode.loss[epoch]).length;
const lastOf = (values: readonly number[]) => values[values.length - 1];
results({ epochs: size.epochs, differing, lossOfCode: lastOf(ofCode.loss), lossOfPlan: lastOf(ofPlan.loss) })

// %% [markdown] id="residual-text" lang="en"
// By nothing, in none of the {{cost.epochs}} epochs. The plan is read once; after that, the network is the same. What
// costs time is size, and a plan can be small. What *is* dear is to try many plans, and the end of this chapter does
// that.
//
// ## Depth: what residual connections solve
//
// Many layers can express more than few. But from a certain depth on, plain chains of layers get *worse*. ResNet (He et
// al., 2015) gives each block a [[residual connection]], which leads past its layers, so that these only learn what is
// to be added to their input:
//
// $$y = x + f(x)$$ (eq:residual)
//
// Where a block is not needed, $f$ has to become 0, which is easy; without the connection it would have to become the
// identity, which is not. And on the way back
//
// $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \Big( I + \frac{\partial f}{\partial x} \Big)$$
//
// there is a path, the $I$, on which no layer multiplies the gradient by anything. First with two dense layers as $f$,
// added by hand and by the framework’s `residual`:

// %% [markdown] id="residual-text" lang="zh" src="f2d2bd1e"
// 一点也不差，{{cost.epochs}} 轮里轮轮如此。方案只读一次，之后就是同一个网络。费时间的是规模，而方案完全可以很小。
// 真正昂贵的是把许多方案都试一遍，本章最后就会这样做。
//
// ## 深度：残差连接解决了什么
//
// 层数多，能表达的东西也多。可是从某个深度起，一层接一层的普通网络反而变**差**。ResNet（He 等人，2015）
// 给每个块加上一条[[残差连接]]，绕过块里的各层，于是这些层只需学习要在输入上加些什么：
//
// $$y = x + f(x)$$ (eq:residual)
//
// 如果某个块用不着，$f$ 只需变成 0，这很容易；没有这条连接，它就得变成恒等映射，这可不容易。而在回程中
//
// $$\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \Big( I + \frac{\partial f}{\partial x} \Big)$$
//
// 有一条路，也就是 $I$，在上面没有哪一层会给梯度乘上什么。先用两个全连接层作为 $f$：一次亲手相加，
// 一次用框架的 `residual`：

// %% id="residual" tags=["check:num", "eq:residual"]
seed(14);
const [f1, f2] = [dense(3, { activation: 'relu' }), dense(3)];
const around = residual([f1, f2]);
const v = tensor([[1, -2, 0.5]]);
const withFramework = around.call(v);
const f = f2.call(f1.call(v)).toArray()[0];
console.log('x + f(x)', v.toArray()[0].map((xi, i) => xi + f[i]));
console.log('residual', withFramework.toArray()[0]);

// %% [markdown] id="degradation-text" lang="en"
// > **Erratum E18.** Article 3 says that ResNet solved the vanishing gradients of deep networks by its residual
// > connections. The paper itself says something else. Vanishing gradients, it writes, had largely been dealt with by
// > suitable initialisation and by normalisation. What remained was *degradation*: deeper plain networks end with a higher error
// > *on the training data*, although their gradients are healthy.
//
// Both can be tried, with three plans of 20 layers. The first is an old one, with sigmoids, as in chapter 07. The second
// has ReLU, He initialisation (chapter 08), and in front of every two layers a *layer normalisation*, which moves the 32
// numbers of a layer to mean 0 and variance 1. The third is the second one again, but every two layers are a residual
// block. In a plan that is one word: `block`, which just puts layers in a row, or `residual`. First the gradients before
// any training, layer by layer.

// %% [markdown] id="degradation-text" lang="zh" src="af54adce"
// > **原文勘误 E18。** 第三篇文章说，ResNet 通过残差连接解决了深度网络训练中的梯度消失问题。论文自己说的却是另一回事：
// > 梯度消失在那之前已经基本上由合适的初始化和归一化解决了。剩下的问题是**退化**：更深的普通网络，
// > 最后在**训练数据**上的误差反而更高，尽管梯度并没有消失。
//
// 两种说法都可以试，用三个 20 层的方案。第一个是老式的，像第 07 章那样用 sigmoid。
// 第二个用 ReLU 和 He 初始化（见第 08 章），并在每两层之前做一次**层归一化**，把一层的 32 个数移到均值 0、方差 1。
// 第三个与第二个相同，只是每两层成为一个残差块；在方案里，两者只差一个词：`block`（只是把几层排成一串）或 `residual`。
// 先逐层看看训练之前的梯度。

// %% id="depth-plans"
const He = (activation: string) => ({ ...D(32, activation), initializer: 'heNormal' });
const deep = (depth: number, kind: 'block' | 'residual') => {
  const two = { kind, layers: [{ kind: 'layerNormalization' }, He('relu'), He('linear')] };
  const pairs = Array.from({ length: (depth - 2) / 2 }, () => two);
  return chain([14, 14, 1], flat, He('relu'), ...pairs, D(10, 'softmax'));
};
const old = chain([14, 14, 1], flat, ...Array.from({ length: 19 }, () => D(32, 'sigmoid')), D(10, 'softmax'));

// %% id="gradient-norms"
const crossEntropy = sparseCategoricalCrossentropy();
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const firstImages = upTo(256);
function gradientNorms(config: Config): number[] {
  seed(14);
  const model = modelFromConfig(config);
  crossEntropy(train.y.rows(firstImages), model.call(train.x.rows(firstImages))).mean().backward();
  const matrices = model.parameters().filter(({ shape }) => shape.length === 2);
  return matrices.map(({ grad }) => grad?.norm().item() ?? NaN);
}

// %% id="gradients" tags=["check:plot", "E18"]
const [plain, residualName] = [text({ en: 'plain', zh: '普通' }), text({ en: 'residual', zh: '残差' })];
const norms = {
  sigmoid: gradientNorms(old),
  [plain]: gradientNorms(deep(20, 'block')),
  [residualName]: gradientNorms(deep(20, 'residual')),
};
lines(norms, {
  title: text({ en: 'Gradient of each layer’s weights before training', zh: '训练之前各层权重的梯度' }),
  xLabel: text({ en: 'layer', zh: '层' }),
  yLabel: '‖∂L/∂W‖',
  logY: true,
  width: 400,
  height: 220,
})

// %% id="gradients-results"
const [ofSigmoid, ofPlain, ofResidual] = Object.values(norms).map((list) => list[0] / list[list.length - 2]);
results({ ofSigmoid, ofPlain, ofResidual })

// %% [markdown] id="depth-text" lang="en"
// With the sigmoid the gradient of the first layer is {{ofSigmoid}} times that of the last but one: it vanishes. With
// ReLU, a suitable initialisation and normalisation, and not a single residual connection, the factor is {{ofPlain|2}} (with them
// {{ofResidual|2}}). So there are no vanishing gradients any more. If they had been the whole trouble, deep plain
// networks would now learn as well as others.
//
// > **Predict before you run.** Plain and residual networks of 2 to 20 layers, all trained in the same way. How will the
// > accuracy *on the training images* depend on the depth, for each of them?

// %% [markdown] id="depth-text" lang="zh" src="55c917d6"
// 用 sigmoid 时，第一层的梯度是倒数第二层的 {{ofSigmoid}} 倍：它消失了。用 ReLU、合适的初始化和归一化，
// 一条残差连接也没有，这个倍数是 {{ofPlain|2}}（有残差连接时是 {{ofResidual|2}}）。所以梯度已经不再消失。
// 如果问题只在于此，深的普通网络现在就该和别的网络学得一样好。
//
// > **先预测，再运行。** 2 到 20 层的普通网络和残差网络，训练方法完全相同。它们在**训练图像**上的准确率，
// > 各自会怎样随深度变化？

// %% id="depth" tags=["check:plot", "experiment", "E18"]
interface DepthRun { depth: number; loss: number[]; accuracy: number }
const depthRuns: Record<string, DepthRun[]> = { [plain]: [], [residualName]: [] };
for (const [name, kind] of [[plain, 'block'], [residualName, 'residual']] as const)
  for (const depth of size.depths) {
    seed(14);
    const model = compiledFromConfig({ ...deep(depth, kind), compile });
    const { loss } = await model.fit(train.x, train.y, { epochs: size.epochs, progress: false });
    const { accuracy } = await model.evaluate(train.x, train.y);
    depthRuns[name].push({ depth, loss: [...loss], accuracy });
  }
lines(
  Object.fromEntries(Object.entries(depthRuns).map(([name, runs]) =>
    [name, runs.map(({ depth, accuracy }) => ({ x: depth, y: 100 * accuracy }))])),
  {
    title: text({ en: 'Accuracy on the training images', zh: '训练图像上的准确率' }),
    xLabel: text({ en: 'layers', zh: '层数' }),
    yLabel: text({ en: 'accuracy (%)', zh: '准确率（%）' }),
    width: 400,
    height: 220,
  },
)

// %% id="depth-curves" tags=["check:plot", "slider"]
await frames(size.depths.map((_, i) => lines(
  Object.fromEntries(Object.entries(depthRuns).map(([name, runs]) => [name, runs[i].loss])),
  { yLabel: text({ en: 'training loss', zh: '训练损失' }), logY: true, width: 220, height: 200 },
)), {
  label: text({ en: 'layers', zh: '层数' }),
  values: size.depths,
  title: text({ en: 'Plain and residual, by depth', zh: '不同深度的普通网络与残差网络' }),
})

// %% id="depth-results" tags=["check:band=gap:0.01..", "check:band@tiny=gap:-1..1", "check:band@synthetic digits=gap:-1..1", "check:band@tiny@synthetic digits=gap:-1..1"]
const deepest = (name: string) => depthRuns[name][size.depths.length - 1];
const bestPlain = depthRuns[plain].reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
results({
  deepest: deepest(plain).depth,
  deepPlain: deepest(plain).accuracy,
  deepResidual: deepest(residualName).accuracy,
  gap: deepest(residualName).accuracy - deepest(plain).accuracy,
  bestPlain: bestPlain.accuracy,
  bestDepth: bestPlain.depth,
})

// %% [markdown] id="depth-result" lang="en"
// That is [[degradation]]: with {{deepest}} layers the plain network knows {{deepPlain|percent}} of its *training*
// images, with {{bestDepth}} layers {{bestPlain|percent}}. It is no overfitting, for an overfitted network is good on
// its training images; and the gradients were there. The residual network of {{deepest}} layers reaches
// {{deepResidual|percent}}. Both plans have the same parameters; they differ in one word. Move the slider of the second
// figure to see where the curves part.

// %% [markdown] id="depth-result" lang="zh" src="bfc875fe"
// 这就是[[退化]]：{{deepest}} 层的普通网络只认得 {{deepPlain|percent}} 的**训练**图像，
// {{bestDepth}} 层的却认得 {{bestPlain|percent}}。这不是过拟合，因为过拟合的网络在训练图像上是好的；梯度也并没有消失。
// {{deepest}} 层的残差网络达到 {{deepResidual|percent}}。两个方案的参数完全一样，只差一个词。移动第二幅图的滑块，
// 看看两条曲线从哪里开始分开。

// %% [markdown] id="attention-text" lang="en"
// ## Attention: every place asks all others
//
// A dense layer has a fixed weight for each pair of an input and an output. In a sentence that does not fit: which word
// matters for which depends on the words. In [[self-attention]] the weights are computed from the data themselves. Each
// place $t$ of a sequence makes three vectors from its own vector $x_t$: a *query* (what do I look for?), a *key* (under
// which heading can I be found?) and a *value* (what have I to say?). The rows of three matrices hold them for all
// places:
//
// $$Q = X W_q \qquad K = X W_k \qquad V = X W_v$$
//
// A query and a key agree as much as their inner product says. Softmax makes weights of the agreements, which add up to
// 1 in each row, and every place takes the mean of all values with its row of weights:
//
// $$A = \operatorname{softmax}\Big( \frac{Q K^\top}{\sqrt{d}} \Big) \qquad\qquad \text{attention}(Q, K, V) = A\,V$$ (eq:attention)
//
// Here $d$ is the length of a query. Several such *heads* can work side by side, each with its own matrices; a last
// matrix $W_o$ mixes what they give. Here is one head for three places, with loops, and then the same with the
// framework’s `multiHeadAttention` and the same matrices.

// %% [markdown] id="attention-text" lang="zh" src="eb473d64"
// ## 注意力：每个位置向所有位置提问
//
// 全连接层对每一对输入和输出都有一个固定的权重。对句子来说，这就不合适了：哪个词对哪个词重要，要看是些什么词。
// 在[[自注意力]]里，权重由数据本身算出。序列的每个位置 $t$ 由自己的向量 $x_t$ 得到三个向量：**查询**（我要找什么？）、
// **键**（凭什么能找到我？）和**值**（我有什么要说？）。所有位置的这些向量按行排成三个矩阵：
//
// $$Q = X W_q \qquad K = X W_k \qquad V = X W_v$$
//
// 查询与键的内积说明两者有多契合。softmax 把契合程度变成权重，每一行之和为 1；每个位置再用自己那一行权重，
// 对所有的值求加权平均：
//
// $$A = \operatorname{softmax}\Big( \frac{Q K^\top}{\sqrt{d}} \Big) \qquad\qquad \text{注意力}(Q, K, V) = A\,V$$ (eq:attention)
//
// 其中 $d$ 是查询的长度。可以让几个这样的**头**并排工作，各有各的矩阵，最后用一个矩阵 $W_o$ 把它们的结果混合起来。
// 下面先用循环写出三个位置上的一个头，再用框架的 `multiHeadAttention` 和同样的矩阵算一遍。

// %% id="attention" tags=["check:num", "eq:attention"]
const inner = (a: number[], b: number[]) => a.reduce((sum, ai, i) => sum + ai * b[i], 0);
const times = (A: number[][], B: number[][]) => A.map((row) => B[0].map((_, j) => inner(row, B.map((b) => b[j]))));
const rowsOf = ({ shape, data: flatData }: { shape: readonly number[]; data: ArrayLike<number> }): number[][] =>
  Array.from({ length: shape[0] }, (_, i) => Array.from(flatData).slice(i * shape[1], (i + 1) * shape[1]));
const softmaxOf = (z: number[]) => {
  const e = z.map((zi) => Math.exp(zi - Math.max(...z)));
  return e.map((ei) => ei / e.reduce((sum, ek) => sum + ek));
};
const attentionWeights = (Q: number[][], K: number[][]) =>
  Q.map((q) => softmaxOf(K.map((k) => inner(q, k) / Math.sqrt(q.length))));

seed(14);
const head = multiHeadAttention(1);
const sequence = rng(14).normal([1, 3, 4]);
const ofFramework = head.call(sequence).toArray()[0];
const [X] = sequence.toArray();
const [Q, K, V, Wo] = ['Wq', 'Wk', 'Wv', 'Wo'].map((name) => {
  const matrix = rowsOf(head.parameters[name]);
  return name === 'Wo' ? matrix : times(X, matrix);
});
const ofLoops = times(times(attentionWeights(Q, K), V), Wo);
console.log(text({ en: 'weights, row by row', zh: '权重，逐行' }), attentionWeights(Q, K));
console.log(text({ en: 'first place, loops    ', zh: '第一个位置，循环' }), ofLoops[0]);
console.log(text({ en: 'first place, framework', zh: '第一个位置，框架' }), ofFramework[0]);

// %% [markdown] id="root-text" lang="en"
// Why divide by $\sqrt{d}$? The inner product is a sum of $d$ products. If the numbers in queries and keys have variance 1, the sum has variance
// $d$, so with long queries the agreements lie far apart, and softmax gives nearly all weight to a single place, before anything has
// been learned, and with next to no gradient for changing it. The table shows this for random queries and keys at twelve places.

// %% [markdown] id="root-text" lang="zh" src="25b048ed"
// 为什么要除以 $\sqrt{d}$？内积是 $d$ 个乘积之和。如果查询和键里的数方差为 1，和的方差就是 $d$。于是查询一长，
// 各个契合程度就相差很远，softmax 便把几乎全部权重都给了一个位置；这时什么都还没有学，而且几乎没有梯度可以改变它。
// 下表对十二个位置上随机的查询和键展示了这一点。

// %% id="root" tags=["check:num=1e-3", "experiment"]
const largest = (d: number, divisor: number): number => {
  const random = rng(d);
  const [queries, keys] = [random.normal([200, d]), random.normal([12, d])];
  return queries.matmul(keys.transpose()).div(divisor).softmax().max(-1).mean().item();
};
table([1, 4, 16, 64, 256].map((d) => ({
  d,
  [text({ en: 'largest weight, undivided', zh: '最大的权重，不除' })]: largest(d, 1),
  [text({ en: 'divided by √d', zh: '除以 √d' })]: largest(d, Math.sqrt(d)),
})))

// %% [markdown] id="copy-text" lang="en"
// ### One head learns to copy
//
// A task for which nothing but attention is needed: a sequence holds six random letters and then six blanks, and the
// answer is to repeat the letters in the place of the blanks. So place 7 has to look at place 1, place 8 at place 2 …
//
// Attention by itself does not know which place is which: exchange two inputs, and it exchanges two outputs. So a
// *positional embedding* adds to each letter’s vector a vector for its place, to be learned as well. The plan: vectors
// for letters, vectors for places, one head, one dense layer.
//
// > **Predict before you run.** Every row of the picture is a place that asks, every column one that is asked. What will
// > the picture look like before training? And at the end, in its upper half (places that hold a letter) and in its
// > lower one (blanks)?

// %% [markdown] id="copy-text" lang="zh" src="06ce86a3"
// ### 一个头学会照抄
//
// 来一个只需要注意力的任务：序列里先是六个随机字母，再是六个空格，要求在空格处把字母重复一遍。所以位置 7 要去看位置 1，
// 位置 8 要去看位置 2……
//
// 注意力本身分不清哪个位置是哪个：交换两个输入，输出也只是跟着交换。因此要用**位置嵌入**，
// 给每个字母的向量加上一个代表位置的向量，这个向量也是学出来的。整个方案是：
// 字母的向量、位置的向量、一个头、一个全连接层。
//
// > **先预测，再运行。** 图中每一行是一个提问的位置，每一列是一个被问的位置。训练之前，图会是什么样？训练结束时，
// > 上半部分（有字母的位置）和下半部分（空格）又各是什么样？

// %% id="copy-data"
const letters = 'abcdefgh';
const [half, blank] = [6, letters.length];
// en: n sequences of `half` letters, each letter as its number
// zh: n 个序列，各有 half 个字母，每个字母用编号表示
const drawn = (n: number, length: number, symbols: number, random = rng(14)): number[][] =>
  Array.from({ length: n }, () => Array.from({ length }, () => Math.floor(symbols * random.next())));
const copies = drawn(byProfile({ tiny: 300, standard: 2000, full: 4000 }) + 100, half, letters.length);
const asked = tensor(copies.map((word) => [...word, ...word.map(() => blank)]));
const answers = tensor(Int32Array.from(copies.flatMap((word) => [...word, ...word])), [copies.length, 2 * half]);
const show = (numbers: Iterable<number>) => Array.from(numbers, (k) => letters[k] ?? '·').join('');
console.log(show(asked.toArray()[0]), '→', show(answers.toArray()[0]));

// %% id="copier"
seed(14);
const copier = modelFromConfig(chain([2 * half],
  { kind: 'embedding', size: letters.length + 1, width: 32 },
  { kind: 'positionalEmbedding', length: 2 * half },
  { kind: 'multiHeadAttention', heads: 1 },
  D(letters.length, 'softmax'),
));
const optimizer = adam({ learningRate: 0.01 });
const copying = copier.compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const [heldOut, toCopy] = [upTo(100), upTo(copies.length).slice(100)];

// en: the weights of the head for one word, as a picture
// zh: 这个头对一个词的权重，画成图
const oneWord = asked.rows([0]);
const lookedAt = () => {
  const weights = featureMaps(copier, oneWord, 'multiHeadAttention1/attention').reshape([2 * half, 2 * half]);
  return heatmap(weights, {
    labels: [...show(oneWord.data)].map((letter, i) => `${i + 1} ${letter}`),
    xLabel: text({ en: 'place that is asked', zh: '被问的位置' }),
    yLabel: text({ en: 'place that asks', zh: '提问的位置' }),
    values: false,
  });
};

// %% id="copy" tags=["check:plot", "slider", "eq:attention"]
const epochsShown = byProfile({ tiny: [0, 1], standard: [0, 1, 2, 3, 8], full: [0, 1, 2, 3, 8] });
const pictures: ReturnType<typeof lookedAt>[] = [];
for (const [i, epoch] of epochsShown.entries()) {
  const epochs = epoch - (epochsShown[i - 1] ?? 0);
  const options = { epochs, batchSize: 32, progress: false };
  if (epochs > 0) await copying.fit(asked.rows(toCopy), answers.rows(toCopy), options);
  pictures.push(lookedAt());
}
await frames(pictures, {
  label: text({ en: 'epochs', zh: '轮数' }),
  values: epochsShown,
  title: text({ en: 'Where the head looks', zh: '这个头在看哪里' }),
})

// %% id="copy-accuracy" tags=["check:band=copyAccuracy:0.98..1", "check:band@tiny=copyAccuracy:0.1..1"]
const copied = await copying.evaluate(asked.rows(heldOut), answers.rows(heldOut));
results({ copyAccuracy: copied.accuracy })

// %% [markdown] id="recurrent-text" lang="en"
// Before training every place looks everywhere alike. At the end there are two diagonals. A letter looks at itself. A
// blank looks above all at the letter that it has to repeat, six places back, in one step and not through the five
// between. On words that it has never seen {{copyAccuracy|percent}} of the letters are right.
//
// ## Recurrent networks: one place after the other
//
// The older way to read a sequence goes through it step by step and keeps a *state* $h$, from which the next step
// starts. A [[recurrent network]] uses the same weights at every step:
//
// $$h_t = \tanh(x_t W + h_{t-1} U + b) \qquad\qquad h_0 = 0$$ (eq:rnn)
//
// What was read $n$ steps ago has since gone through $U$ and tanh $n$ times; on the way back, its gradient is multiplied
// $n$ times by $U$ and by the slope of tanh. That is the vanishing gradient of chapter 07 again, with time in the place of depth.
// [[LSTM]] (*long short-term memory*, Hochreiter and Schmidhuber, 1997) adds a second state $c$ that no matrix
// multiplies. Three *gates*, numbers between 0 and 1, decide what is written to it ($i$), kept in it ($f$, added by Gers
// et al. in 2000) and read from it ($o$):
//
// $$
// \begin{aligned}
// i, f, o &= \sigma(x_t W_{i,f,o} + h_{t-1} U_{i,f,o} + b_{i,f,o}) & \tilde c &= \tanh(x_t W_c + h_{t-1} U_c + b_c) \\
// c_t &= f \odot c_{t-1} + i \odot \tilde c & h_t &= o \odot \tanh(c_t)
// \end{aligned}
// $$ (eq:lstm)
//
// Look at the line for $c_t$: with $f$ near 1 it is a residual connection, from one step to the next.
//
// Articles 1 and 2 name both networks and show neither. Here they read four numbers, with a state of a single number, so
// that every formula is one of plain numbers:

// %% [markdown] id="recurrent-text" lang="zh" src="0a7736c9"
// 训练之前，每个位置对各处一视同仁。最后出现了两条对角线：字母看着自己，空格主要看着它要重复的那个字母，往前正好六个位置，
// 一步到位，不用经过中间的五个。在从未见过的词上，{{copyAccuracy|percent}} 的字母是对的。
//
// ## 循环网络：一个位置接一个位置
//
// 读序列的老办法是一步一步往下走，并保存一个**状态** $h$，下一步从它出发。[[循环神经网络]]每一步都用同样的权重：
//
// $$h_t = \tanh(x_t W + h_{t-1} U + b) \qquad\qquad h_0 = 0$$ (eq:rnn)
//
// $n$ 步之前读到的东西，此后经过了 $n$ 次 $U$ 和 tanh；回程中，它的梯度要乘 $n$ 次 $U$ 和 tanh 的斜率。这就是第 07 章的梯度消失，只不过把深度换成了时间。
// [[长短期记忆网络]]由 Hochreiter 和 Schmidhuber（1997）提出，它增加了第二个状态 $c$，没有哪个矩阵去乘它。三个**门**都是 0 到 1 之间的数，
// 分别决定往里写多少（$i$）、保留多少（$f$，由 Gers 等人在 2000 年加入）、读出多少（$o$）：
//
// $$
// \begin{aligned}
// i, f, o &= \sigma(x_t W_{i,f,o} + h_{t-1} U_{i,f,o} + b_{i,f,o}) & \tilde c &= \tanh(x_t W_c + h_{t-1} U_c + b_c) \\
// c_t &= f \odot c_{t-1} + i \odot \tilde c & h_t &= o \odot \tanh(c_t)
// \end{aligned}
// $$ (eq:lstm)
//
// 看看 $c_t$ 那一行：当 $f$ 接近 1 时，它就是从上一步到下一步的残差连接。
//
// 第一篇和第二篇文章提到了这些网络的名字，却没有展示。这里让它们读四个数，状态也只有一个数，
// 这样每个公式都只是普通的数的运算：

// %% id="recurrent" tags=["check:num", "eq:rnn", "eq:lstm"]
const read = [1, -0.5, 2, 0.25];
const steps = tensor(read, [1, 4, 1]);
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

seed(14);
const [rnnCell, lstmCell] = [simpleRnn(1), lstm(1)];
const fromFramework = [rnnCell, lstmCell].map((cell) => cell.call(steps).data[0]);
const weightsIn = (cell: Layer) => ['W', 'U', 'b'].map((name) => Array.from(cell.parameters[name].data));

let h = 0;
const [[w], [u], [bias]] = weightsIn(rnnCell);
for (const x of read) h = Math.tanh(x * w + h * u + bias);
console.log('RNN ', h, fromFramework[0]);

let [c, hidden] = [0, 0];
const [w4, u4, b4] = weightsIn(lstmCell);
for (const x of read) {
  const z = w4.map((wk, k) => x * wk + hidden * u4[k] + b4[k]); // en: columns i, f, c̃, o // zh: 各列依次是 i、f、c̃、o
  const [i, forget, o] = [z[0], z[1], z[3]].map(sigmoid);
  c = forget * c + i * Math.tanh(z[2]);
  hidden = o * Math.tanh(c);
}
console.log('LSTM', hidden, fromFramework[1]);

// %% [markdown] id="memory-text" lang="en"
// ### How far back does it reach?
//
// Article 3 says that self-attention captures dependencies over long distances. To test it, we give 64 random sequences
// of 40 places to a layer that has learned nothing yet, and ask: how much would a change of the input $n$ steps back
// change the last output? That is the size of a gradient.
//
// Four layers take part: a simple recurrent one; an LSTM as frameworks start it, with biases of 1 in its forget gates;
// the same LSTM with biases of 5 there, so that these gates are almost fully open; and an attention head.
//
// > **Predict before you run.** The axis is logarithmic, as in chapter 07. Which of the four lines fall, and which do
// > not?

// %% [markdown] id="memory-text" lang="zh" src="294dbb03"
// ### 能影响到多远？
//
// 第三篇文章说，自注意力能有效捕捉长距离依赖。为了检验它，我们把 64 个随机序列（每个 40 个位置）
// 交给还什么都没有学过的层，然后问：如果 $n$ 步之前的输入变一点，最后的输出会变多少？这就是梯度的大小。
//
// 参加的有四种层：简单的循环层；按框架的惯例初始化的 LSTM，遗忘门的偏置为 1；同样的 LSTM，但这些偏置为 5，
// 于是这些门几乎完全敞开；以及一个注意力头。
//
// > **先预测，再运行。** 与第 07 章一样，纵轴是对数刻度。四条线里，哪些会下降，哪些不会？

// %% id="reach" tags=["check:plot", "experiment"]
const biasOf5 = (cell: Layer): void => {
  const { b } = cell.parameters; // en: only those of the forget gates start at 1 // zh: 只有遗忘门的偏置从 1 开始
  b.assign(tensor(Array.from(b.data, (value) => (value === 1 ? 5 : value)), b.shape));
};
function reachOf(cell: Layer, prepare?: (cell: Layer) => void) {
  const inputs = parameter(rng(14).normal([64, 40, 8]));
  cell.build([40, 8]);
  prepare?.(cell);
  const output = applyLayer(cell, inputs, {});
  const end = output.rank === 3 ? output.slice([0, 39], [64, 40]) : output;
  end.mul(rng(1).normal([end.shape[end.rank - 1]])).sum().backward();
  const sizes = Array.from(inputs.grad?.square().sum([0, 2]).sqrt().data ?? []);
  return sizes.reverse().map((y, n) => ({ x: n, y }));
}
seed(14);
const [opened, attending] = [text({ en: 'LSTM, open gates', zh: 'LSTM，门敞开' }), text({ en: 'attention', zh: '注意力' })];
const reach = {
  RNN: reachOf(simpleRnn(24)),
  LSTM: reachOf(lstm(24)),
  [opened]: reachOf(lstm(24), biasOf5),
  [attending]: reachOf(multiHeadAttention(1)),
};
lines(reach, {
  title: text({ en: 'What the last output owes to the input n steps back', zh: '最后的输出在多大程度上取决于 n 步之前的输入' }),
  xLabel: text({ en: 'steps back', zh: '往前的步数' }),
  yLabel: text({ en: 'gradient', zh: '梯度' }),
  logY: true,
  width: 380,
  height: 230,
})

// %% id="reach-results" tags=["check:band=rnnLeft:..1e-4", "check:band=lstmLeft:1e-5..0.01", "check:band=openLeft:0.2..", "check:band=attentionLeft:0.1.."]
const [rnnLeft, lstmLeft, openLeft, attentionLeft] = Object.values(reach).map((line) => line[39].y / line[1].y);
results({ rnnLeft, lstmLeft, openLeft, attentionLeft, keptAt1: sigmoid(1) ** 39, keptAt5: sigmoid(5) ** 39 })

// %% [markdown] id="reach-result" lang="en"
// From 1 step back to 39, the gradient of the simple recurrent layer falls to {{rnnLeft}} of its size, that of the LSTM to {{lstmLeft}}. Its
// gates explain most of it: with $b_f = 1$ they let about $\sigma(1) \approx 0.73$ of the memory through at each step, and $0.73^{39}$ is next to nothing. With
// $b_f = 5$ it is $\sigma(5)^{39}$, about {{keptAt5|2}}, and the line does not fall. (What was measured is more than these products, since
// the gradient also goes through $h$ and the gates; with open gates it even grows, to {{openLeft|1}} times its size.) So the name “long
// short-term memory” holds as far as the gates are open. For attention all distances are one step.
//
// Does that matter for learning? The task now has nothing but distance: a sequence of 30 random letters out of four, and
// the question which one came first. Guessing gets one in four. The same four, each with three seeds:

// %% [markdown] id="reach-result" lang="zh" src="0a1b59ee"
// 从往前 1 步到往前 39 步，简单循环层的梯度降到原来的 {{rnnLeft}}，LSTM 的降到 {{lstmLeft}}。原因主要在于它的门：
// $b_f = 1$ 时，每一步大约只放过记忆的 $\sigma(1) \approx 0.73$，而 $0.73^{39}$ 已经近乎于零。
// $b_f = 5$ 时是 $\sigma(5)^{39}$，大约 {{keptAt5|2}}，曲线就不下降。（实际测得的比这些乘积大，
// 因为梯度还会经过 $h$ 和各个门；门敞开时它甚至变大，成了 {{openLeft|1}} 倍。）所以，“长短期记忆”这个名字有多名副其实，
// 要看门开得有多大。对注意力来说，再远的距离也只是一步。
//
// 这对学习要紧吗？现在的任务除了距离什么也没有：从四个字母里随机抽 30 个排成序列，问第一个是什么。闭着眼睛猜，
// 四次对一次。还是这四种，每种用三个种子：

// %% id="readers"
const T = byProfile({ tiny: 5, standard: 30, full: 30 });
const guess = D(4, 'softmax');
const reader = (kind: string) =>
  modelFromConfig(chain([T], { kind: 'embedding', size: 4, width: 8 }, { kind, units: 24 }, guess));
const readers: Record<string, () => Model> = {
  RNN: () => reader('simpleRnn'),
  LSTM: () => reader('lstm'),
  [opened]: () => {
    const model = reader('lstm');
    for (const { layer: made } of model.layers()) if (made.kind === 'lstm') biasOf5(made);
    return model;
  },
  [attending]: () => modelFromConfig(chain([T],
    { kind: 'embedding', size: 4, width: 24 }, { kind: 'positionalEmbedding', length: T },
    { kind: 'multiHeadAttention', heads: 1 }, { kind: 'globalAveragePool1d' }, guess,
  )),
};

// %% id="memory" tags=["experiment"]
const lists = byProfile({ tiny: 100, standard: 1000, full: 2000 });
const [toLearn, toTest] = [upTo(lists), upTo(2 * lists).slice(lists)];
async function remembers(make: () => Model, start: number): Promise<number> {
  const words = drawn(2 * lists, T, 4, rng(start));
  const [x, y] = [tensor(words), tensor(Int32Array.from(words, ([first]) => first), [2 * lists])];
  seed(start);
  const model = make().compile({
    optimizer: adam({ learningRate: 0.01 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const epochs = byProfile({ tiny: 1, standard: 12, full: 24 });
  await model.fit(x.rows(toLearn), y.rows(toLearn), { epochs, batchSize: 50, progress: false });
  return (await model.evaluate(x.rows(toTest), y.rows(toTest))).accuracy;
}
const starts = byProfile({ tiny: [14], standard: [14, 15, 16], full: [14, 15, 16] });
const remembered: Record<string, number[]> = {};
for (const [name, make] of Object.entries(readers)) {
  remembered[name] = [];
  for (const start of starts) remembered[name].push(await remembers(make, start));
}
table(Object.entries(remembered).map(([name, shares]) => ({
  [text({ en: 'right answers (%)', zh: '答对（%）' })]: name,
  ...Object.fromEntries(shares.map((share, i) => [text({ en: `seed ${starts[i]}`, zh: `种子 ${starts[i]}` }), 100 * share])),
})))

// %% id="memory-results" tags=["check:band=attentionLeast:0.95..1", "check:band@tiny=attentionLeast:0..1"]
const recurrentOnes = [remembered['RNN'], remembered['LSTM'], remembered[opened]].flat();
results({
  attentionLeast: Math.min(...remembered[attending]),
  recurrentLeast: Math.min(...recurrentOnes),
  recurrentMost: Math.max(...recurrentOnes),
})

// %% [markdown] id="memory-result" lang="en"
// Article 3 is right about attention: the worst of its three runs answers {{attentionLeast|percent}} rightly. The
// recurrent networks depend on luck: from {{recurrentLeast|percent}} in the worst run to {{recurrentMost|percent}} in
// the best. And their order is not that of the gradients above: the simple network, whose gradient reached least far, does better
// here than the LSTM. What a layer lets through before training is where learning begins, not where it ends; Adam, too, may
// help, as it divides by the size of a gradient (chapter 06). So vanishing gradients make such learning a matter of luck, but
// not impossible. One run of each would have told you anything you like; look along the rows.

// %% [markdown] id="memory-result" lang="zh" src="7ce5f996"
// 关于注意力，第三篇文章说对了：它的三次运行里，最差的也答对 {{attentionLeast|percent}}。循环网络则要看运气：
// 最差的一次是 {{recurrentLeast|percent}}，最好的一次是 {{recurrentMost|percent}}。而且它们的次序并不是上图里梯度的次序：
// 简单循环网络的梯度传得最近，在这里却比 LSTM 学得好。训练之前能传多远，只是学习的起点，不是终点；Adam 也许也帮了忙，
// 因为它会除以梯度的大小（第 06 章）。所以，梯度消失使这样的学习要碰运气，但并非不可能。如果每种只运行一次，
// 你想得出什么结论都可以；横着看看每一行就知道了。

// %% [markdown] id="gpt-text" lang="en"
// ## A tiny transformer that sorts
//
// A [[transformer]] stacks blocks of two parts: attention, in which places look at each other, and two dense layers,
// which work on each place by itself. Each part is a residual block with a normalisation in front, so this section uses
// everything from the two before. (Vaswani et al., 2017.) `gpt` is a transformer in which a place sees only earlier
// ones, and learns at each place to say what comes next. What it was asked to continue, it then continues by itself,
// token after token; a *token* is one entry of the sequence.
//
// Large ones continue texts. Ours is to learn something whose result can be checked: the sequence is a word, a bar, and
// the letters of the word in alphabetical order. After the bar every letter follows from the word.

// %% [markdown] id="gpt-text" lang="zh" src="79432f69"
// ## 一个会排序的小 Transformer
//
// [[Transformer]] 由块叠成，每个块有两部分：一部分是注意力，各个位置互相看；另一部分是两个全连接层，逐个处理每个位置。
// 每一部分都是残差块，前面加一次归一化，所以前两节的内容这里全用上了（Vaswani 等人，2017）。
// `gpt` 这种 Transformer 的每个位置只能看到前面的位置，并在每个位置上学习说出接下来是什么。给它一个开头，
// 它就能自己接着写，一次写一个词元；**词元**就是序列里的一项。
//
// 大的模型续写文章。我们的小模型要学的东西，结果可以检验：序列是一个词、一条竖线，再加上这个词的字母按字母表顺序的排列。
// 竖线之后的每个字母，都由这个词决定。

// %% id="gpt"
const [wordLength, kinds] = [5, 6];
const bar = kinds;
const withOrder = (word: number[]) => [...word, bar, ...word.toSorted((a, b) => a - b)];
const sorting = drawn(byProfile({ tiny: 300, standard: 3000, full: 6000 }), wordLength, kinds, rng(1)).map(withOrder);
const seen = tensor(sorting.map((whole) => whole.slice(0, -1)));
const next = tensor(Int32Array.from(sorting.flatMap((whole) => whole.slice(1))), [sorting.length, 2 * wordLength]);

seed(14);
const sorter = gpt(kinds + 1, { length: 2 * wordLength, width: 32, heads: 2, blocks: 2 });
const rate = adam({ learningRate: 0.005 });
const rounds = { epochs: byProfile({ tiny: 1, standard: 6, full: 8 }), batchSize: 64, progress: false };
await sorter.compile({ optimizer: rate, loss: 'sparseCategoricalCrossentropy' }).fit(seen, next, rounds);

// %% id="sorted" tags=["check:band=sorted:0.9..1", "check:band@tiny=sorted:0..1"]

const trainedOn = new Set(sorting.map((whole) => String(whole.slice(0, wordLength))));
const tries = byProfile({ tiny: 20, standard: 100, full: 100 });
const unseen = drawn(200, wordLength, kinds, rng(2)).filter((word) => !trainedOn.has(String(word))).slice(0, tries);
const continued = unseen.map((word) => generate(sorter, [...word, bar], { count: wordLength, temperature: 0 }));
const rightly = unseen.filter((word, i) => String(withOrder(word).slice(wordLength + 1)) === String(continued[i])).length;
for (const i of [0, 1, 2]) console.log(show(unseen[i]), '|', show(continued[i]));
results({ sorterParameters: countOf(sorter), tried: unseen.length, sorted: rightly / unseen.length })

// %% [markdown] id="compound-text" lang="en"
// With {{sorterParameters}} parameters it sorts {{sorted|percent0}} of {{tried}} words that it was not trained on.
//
// ## One number for size: compound scaling
//
// A network can be made larger in three ways: more layers, more channels, larger images. EfficientNet (Tan and Le, 2019)
// enlarges all three together, by one number $\varphi$, the [[compound scaling]]:
//
// $$\text{depth} \cdot \alpha^\varphi \qquad \text{width} \cdot \beta^\varphi \qquad \text{resolution} \cdot \gamma^\varphi \qquad\qquad \alpha\,\beta^2\,\gamma^2 \approx 2$$ (eq:compound)
//
// Why the squares? The work of a convolutional network is proportional to its depth; to the square of its width, since each layer
// then has more inputs *and* more outputs; and to the square of the resolution, since an image has two sides. So the work grows by
// $(\alpha \beta^2 \gamma^2)^\varphi$, and each step of 1 in $\varphi$ about doubles it.
//
// > **Erratum E19.** Article 3 says that EfficientNet was designed by a joint search of width, depth and resolution.
// > What was searched is the small base network B0, and once, on a small grid for $\varphi = 1$, the three constants:
// > $\alpha = 1.2$, $\beta = 1.1$, $\gamma = 1.15$. For all larger networks nothing is searched any more: they follow
// > from (eq:compound). That is the point of the paper.
//
// The next cell is the whole calculator. The one after it builds networks by this rule (without training them) and counts:
// how many multiplications does one image take, and how many times those of the network before?

// %% [markdown] id="compound-text" lang="zh" src="f6fef335"
// 它有 {{sorterParameters}} 个参数，对 {{tried}} 个没有训练过的词，排对了 {{sorted|percent0}}。
//
// ## 用一个数表示大小：复合缩放
//
// 放大一个网络有三种办法：增加层数，增加通道数，增大图像。EfficientNet（Tan 和 Le，2019）
// 用一个数 $\varphi$ 把三者一起放大，这就是[[复合缩放]]：
//
// $$\text{深度} \cdot \alpha^\varphi \qquad \text{宽度} \cdot \beta^\varphi \qquad \text{分辨率} \cdot \gamma^\varphi \qquad\qquad \alpha\,\beta^2\,\gamma^2 \approx 2$$ (eq:compound)
//
// 为什么有平方？卷积网络的计算量与深度成正比；与宽度的平方成正比，因为每一层的输入和输出都变多了；与分辨率的平方成正比，
// 因为图像有两条边。所以计算量按 $(\alpha \beta^2 \gamma^2)^\varphi$ 增长，$\varphi$ 每加 1，大约翻一番。
//
// > **原文勘误 E19。** 第三篇文章说，EfficientNet 是通过网络宽度、深度和分辨率的联合搜索设计出来的。真正搜索过的，
// > 是小小的基础网络 B0，以及在 $\varphi = 1$ 处的一小片网格上只找过一次的三个常数：$\alpha = 1.2$，$\beta = 1.1$，
// > $\gamma = 1.15$。更大的网络都不再搜索，由 (eq:compound) 直接得到。这正是那篇论文的要点。
//
// 下一个单元格就是完整的计算器。再下一个按这条规则搭建网络（但不训练），数一数处理一幅图像要做多少次乘法，
// 是前一个网络的几倍。

// %% id="compound" tags=["check:num", "eq:compound"]
const [alpha, beta, gamma] = [1.2, 1.1, 1.15];
const scaled = (phi: number) => ({ depth: alpha ** phi, width: beta ** phi, resolution: gamma ** phi });
console.log(text({ en: 'from scratch   ', zh: '从零写起       ' }), scaled(2));
console.log('compoundScaling', compoundScaling(2));
table([0, 1, 2, 3, 5, 7].map((phi) => {
  const { depth, width, resolution } = scaled(phi);
  return {
    φ: phi,
    [text({ en: 'depth', zh: '深度' })]: depth,
    [text({ en: 'width', zh: '宽度' })]: width,
    [text({ en: 'side of the image', zh: '图像边长' })]: Math.round(224 * resolution),
    [text({ en: 'work', zh: '计算量' })]: depth * width ** 2 * resolution ** 2,
  };
}))

// %% id="work" tags=["E19", "experiment"]
// en: multiplications for one sample: each weight once for every place of the output (of convolutions and dense layers)
// zh: 处理一个样本的乘法次数：每层的每个权重，在输出的每个位置上各用一次（卷积层和全连接层）
function workOf(layers: readonly Layer[]): number {
  return layers.reduce((sum, { inner: parts, parameters: own, outputShape = [] }) => {
    if (Object.keys(parts).length > 0) return sum + workOf(Object.values(parts));
    const cells = outputShape.slice(0, -1).reduce((product, length) => product * length, 1);
    return sum + cells * (own['W']?.size ?? 0);
  }, 0);
}
const networks = byProfile({ tiny: [0, 1], standard: [0, 1, 2, 3], full: [0, 1, 2, 3, 4] }).map((phi) => {
  const network = efficientNet({ phi });
  return { phi, parameters: countOf(network), work: workOf(network.layers().map(({ layer: made }) => made)) };
});
const growth = networks.map(({ work }, i) => (i === 0 ? NaN : work / networks[i - 1].work));
table(networks.map(({ phi, parameters, work }, i) => ({
  φ: phi,
  [text({ en: 'parameters (millions)', zh: '参数（百万）' })]: parameters / 1e6,
  [text({ en: 'multiplications (millions)', zh: '乘法（百万）' })]: work / 1e6,
  [text({ en: 'times the one before', zh: '是前一个的几倍' })]: i === 0 ? '–' : growth[i],
})))

// %% id="work-results" tags=["check:band=lastGrowth:1.7..2.1", "check:band@tiny=lastGrowth:1.7..3"]
results({ byFormula: alpha * beta ** 2 * gamma ** 2, firstGrowth: growth[1], lastGrowth: growth[networks.length - 1] })

// %% id="search" tags=["check:exact", "E19"]
const grid = Array.from({ length: 11 }, (_, i) => 1 + i / 20);
const candidates = grid.flatMap((a) => grid.flatMap((b) => grid.filter((g) => Math.abs(a * b ** 2 * g ** 2 - 2) < 0.1)));
const costOfOne = (phi: number) => 2 ** phi; // en: in trainings of the base // zh: 以训练一次基础网络为单位
const sizes = [1, 2, 3, 4, 5, 6, 7];
const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
results({
  candidates: candidates.length,
  searchOnce: candidates.length * costOfOne(1),
  searchEach: candidates.length * sumOf(sizes.map(costOfOne)),
})

// %% [markdown] id="search-result" lang="en"
// By the formula each step multiplies the work by {{byFormula|2}}. Built for real, the last step multiplies it by
// {{lastGrowth|2}}, but the first one by {{firstGrowth|2}}: there are no fractions of a block, so where the base has one
// block in a row, 1.2 times as many are two. (The networks published as B1 to B7 have steps of their own: B2 has 1.2 times
// the depth and 1.1 times the width, as $\varphi = 1$ has here.) The last cell counts what the constants save. On a grid with steps of 0.05,
// {{candidates}} triples need about twice the work of the base. To try each of them once for $\varphi = 1$ costs as much
// as {{searchOnce}} trainings of the base; a search for each of seven sizes would cost as much as {{searchEach}}.
//
// ## Which architecture?
//
// Article 3 answers: for images a convolutional network, for language a recurrent network or a transformer. As a first
// guess that is not bad. But a plan is data, so we need not guess. Here are nine plans for the same digits: a single
// dense layer, networks of the articles’ kinds, our own maxout, residual convolutions, and even a recurrent network, an
// LSTM and a transformer, to which an image is a sequence of fourteen rows. Each is trained in the same way, by one loop
// that knows none of them.
//
// > **Predict before you run.** Which of them will be the best? Which will be the best of those with fewer than 5,000
// > parameters?

// %% [markdown] id="search-result" lang="zh" src="5330d398"
// 按公式，每一步使计算量乘以 {{byFormula|2}}。真正搭建出来，最后一步乘以 {{lastGrowth|2}}，
// 第一步却乘以 {{firstGrowth|2}}：块不能只有零点几个，基础网络里只有一个块的地方，1.2 倍就成了两个。
// （公开发布的 B1 到 B7 另有自己的步子：B2 的深度是 1.2 倍，宽度是 1.1 倍，相当于这里的 $\varphi = 1$。）
// 最后那个单元格算了算这几个常数省下多少。在步长 0.05 的网格上，计算量约为基础网络两倍的组合有 {{candidates}} 个。
// 在 $\varphi = 1$ 处把它们各试一次，相当于训练 {{searchOnce}} 次基础网络；如果对七种大小都各搜索一遍，
// 就相当于 {{searchEach}} 次。
//
// ## 选哪种架构？
//
// 第三篇文章的回答是：图像用卷积神经网络，自然语言用循环神经网络或 Transformer。作为最初的猜测，这并不坏。但方案是数据，
// 我们不必猜。下面是针对同样数字的九个方案：只有一个全连接层的网络、几篇文章那样的网络、我们自己的 maxout、残差卷积，
// 甚至还有循环网络、LSTM 和 Transformer：在它们看来，一幅图像是十四行组成的序列。每个方案都用同样的方法训练，
// 只用一个循环，这个循环不认识其中任何一个。
//
// > **先预测，再运行。** 哪个会最好？参数少于 5000 个的里面，哪个会最好？

// %% id="zoo"
const same = (filters: number, activation = 'relu') => ({ ...C(filters), activation, padding: 'same' });
const residualOf = (filters: number) => ({ kind: 'residual', layers: [same(filters), same(filters, 'linear')] });
const rows = { kind: 'reshape', shape: [14, 14] };
const blockOf = { kind: 'transformerBlock', heads: 2, hidden: 48 };
const last = D(10, 'softmax');
const zoo: Record<string, JsonObject[]> = {
  [text({ en: 'one layer', zh: '一层' })]: [flat, last],
  'MLP 10': [flat, D(10, 'relu'), last],
  'MLP 64-64': [flat, D(64, 'relu'), D(64, 'relu'), last],
  'maxout 32': [flat, M(32, 2), last],
  'CNN 8-16': [same(8), pool, same(16), pool, flat, last],
  [text({ en: 'residual CNN', zh: '残差 CNN' })]: [same(16), pool, residualOf(16), pool, residualOf(16), flat, last],
  RNN: [rows, { kind: 'simpleRnn', units: 32 }, last],
  LSTM: [rows, { kind: 'lstm', units: 32 }, last],
  Transformer: [
    rows, { kind: 'dense', units: 24 }, { kind: 'positionalEmbedding', length: 14 },
    blockOf, blockOf, { kind: 'globalAveragePool1d' }, last,
  ],
};

// %% id="zoo-runs" tags=["experiment"]
const outcomes: { name: string; parameters: number; accuracy: number }[] = [];
for (const [name, layers] of Object.entries(zoo)) {
  seed(14);
  const model = compiledFromConfig({ ...chain([14, 14, 1], ...layers), compile });
  const curves = await model.fit(train.x, train.y, training);
  outcomes.push({ name, parameters: countOf(model.model), accuracy: curves.valAccuracy?.at(-1) ?? NaN });
}
outcomes.sort((a, b) => a.parameters - b.parameters);
// en: on the frontier: more accurate than everything that is smaller
// zh: 前沿上的网络：比所有更小的都准确
const onFrontier = outcomes.filter(({ accuracy }, i) =>
  outcomes.slice(0, i).every((smaller) => smaller.accuracy < accuracy));
table(outcomes.map(({ name, parameters, accuracy }) => ({
  [text({ en: 'network', zh: '网络' })]: name,
  [text({ en: 'parameters', zh: '参数个数' })]: parameters,
  [text({ en: 'validation accuracy (%)', zh: '验证准确率（%）' })]: 100 * accuracy,
  [text({ en: 'frontier', zh: '前沿' })]: onFrontier.some((one) => one.name === name) ? '●' : '',
})))

// %% id="frontier" tags=["check:plot"]
scatter(outcomes.map(({ parameters, accuracy }) => [parameters, 100 * accuracy]), {
  labels: outcomes.map(({ name }) => name),
  classes: outcomes.map(({ name }) => (onFrontier.some((one) => one.name === name) ? 1 : 0)),
  classNames: [text({ en: 'beaten by a smaller one', zh: '被更小的超过' }), text({ en: 'on the frontier', zh: '在前沿上' })],
  xLabel: text({ en: 'parameters', zh: '参数个数' }),
  yLabel: text({ en: 'validation accuracy (%)', zh: '验证准确率（%）' }),
  title: text({ en: 'Nine plans, one loop', zh: '九个方案，一个循环' }),
})

// %% id="frontier-results"
const bestOf = (list: typeof outcomes) => list.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
const [best, bestSmall] = [bestOf(outcomes), bestOf(outcomes.filter(({ parameters }) => parameters < 5000))];
results({
  best: best.name,
  bestAccuracy: best.accuracy,
  bestSmall: bestSmall.name,
  bestSmallAccuracy: bestSmall.accuracy,
})

// %% [markdown] id="frontier-result" lang="en"
// The best is “{{best}}”, with {{bestAccuracy|percent}}; of those with fewer than 5,000 parameters it is “{{bestSmall}}”,
// with {{bestSmallAccuracy|percent}}. The points that no smaller network beats are the [[frontier]]: whoever has a
// budget chooses from them, and whoever need not save has no reason to look elsewhere. Parameters alone decide little: look
// at pairs of about equal size.
//
// Do not read too much into a single run, though (chapter 09): differences of less than a point may go the other way
// with another seed. Nor into a training this short, {{cost.epochs}} epochs on {{data.train}} images: a network that learns
// slowly, as the LSTM does here, may still catch up.
//
// ## What remains of the advantages and disadvantages
//
// Article 3 ends its description with three advantages and two disadvantages. This is what this chapter has to say about
// each:
//
// | claim | tried | result |
// | --- | --- | --- |
// | extensible | edits of a plan for another task; a kind of layer of our own | holds, for how a network is written down |
// | reusable | one loop for nine plans; the same blocks in most of them | holds |
// | easy to maintain | six wrong plans, each told with its place | holds as far as messages name the place; the tests of each module by itself are not shown here |
// | hard to design | the frontier | holds: no rule names the best beforehand, so we measure |
// | expensive to train | the same network as code and as a plan | does not hold: what is expensive is size, and trying many plans |

// %% [markdown] id="frontier-result" lang="zh" src="9d6f1d16"
// 最好的是“{{best}}”，{{bestAccuracy|percent}}；参数少于 5000 个的里面，最好的是“{{bestSmall}}”，
// {{bestSmallAccuracy|percent}}。没有被任何更小的网络超过的那些点，组成[[前沿]]：预算有限，就在其中选；预算不限，
// 也不必到别处去选。参数个数本身决定不了什么：比较一下大小相近的网络就知道了。
//
// 不过，一次运行说明不了太多（见第 09 章）：不到一个百分点的差别，换个种子就可能反过来。训练也很短，
// 只有 {{data.train}} 幅图像、{{cost.epochs}} 轮：学得慢的网络，比如这里的 LSTM，也许还会赶上来。
//
// ## 那些优点和缺点，还剩下多少
//
// 第三篇文章最后列出了三个优点和两个缺点。对其中每一条，本章的结论是：
//
// | 说法 | 我们的尝试 | 结果 |
// | --- | --- | --- |
// | 可扩展性强 | 为另一个任务修改方案；加入自己的一种层 | 成立，指的是网络的写法 |
// | 复用性高 | 一个循环训练九个方案；同样的块用在多数方案里 | 成立 |
// | 维护性好 | 六个有错的方案，报错都指出了位置 | 在报错能指出位置的范围内成立；对每个模块的单独测试，这里没有展示 |
// | 设计复杂 | 前沿图 | 成立：没有规则能事先说出哪个最好，所以要测量 |
// | 训练成本高 | 同一个网络，写成代码和写成方案 | 不成立：贵的是规模，以及把许多方案都试一遍 |

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// Write your answer in the place of `todo()`, run its cell, then the one below it: it says whether the answer is right,
// and if not, what was expected. The last two are open; nobody checks them but you.

// %% [markdown] id="exercises" lang="zh" src="bae53daf"
// ## 练习
//
// 把 `todo()` 换成你的答案，先运行那个单元格，再运行它下面的那个：它会告诉你答案对不对；如果不对，还会说明应该得到什么。
// 最后两道是开放题，只有你自己来判断。

// %% exercise="ch14-block"

// %% exercise="ch14-half"

// %% exercise="ch14-task"

// %% exercise="ch14-gated"

// %% exercise="ch14-twin"

// %% exercise="ch14-attend"

// %% exercise="ch14-phi"

// %% exercise="ch14-properties"

// %% exercise="ch14-frontier"

// %% [markdown] id="quiz" lang="en"
// ## Quiz

// %% [markdown] id="quiz" lang="zh" src="f3a0b532"
// ## 小测验

// %% quiz="ch14-quiz"

// %% [markdown] id="summary" lang="en"
// ## Key points
//
// - A plan is data: kinds of modules with settings. A registry turns it into a network; a new module is one more entry.
// - A good error message leads to the place in the plan, and comes before any training.
// - Being extensible is a property of how a network is written down. It costs nothing.
// - A plain network that is too deep learns worse although its gradients are healthy: degradation. Residual blocks,
//   $x + f(x)$, cure it.
// - Attention computes its weights from the data, and reaches any distance in one step; but it has to be told the
//   places.
// - A recurrent network carries a state along. LSTM keeps it on a path that no matrix multiplies.
// - Compound scaling: one number for depth, width and resolution; each step of 1 about doubles the work.
// - Choose by a frontier that you have measured, not by a name.
//
// ## Questions
//
// **How do I choose an architecture?** (The first question of articles 3 and 4, and the first of article 1.) Begin with
// the simplest network that could do, as a measure. Take what is known of the data into the structure: neighbouring
// pixels (convolution), order (recurrence), distant relations (attention). Then train small candidates in one loop and
// choose from the frontier, within your budget for memory, time and work. Performance and efficiency, which article 4
// names, are the two axes of that figure.
//
// **How do I keep a model extensible?** (The third question of article 4, which answers with “structure and
// parameters”.) By four habits: every size has a name in a plan, and none is written into a layer. Every module checks
// what it gets, and says so. What depends on the task, input and last layer, is apart from what does not. And a test
// builds each plan, so that nobody notices only when training that one is broken.
//
// **Does a plan hold the weights, too?** No, only the structure and, under `compile`, how to train. Weights go to a file
// of their own (chapter 09).
//
// **Are residual connections of use in small networks?** Look at the depth figure: with few layers there is little
// difference.
//
// **Does every network become better with attention?** No. In the frontier figure the transformer has no lead.

// %% [markdown] id="summary" lang="zh" src="a707153c"
// ## 要点
//
// - 方案是数据：模块的种类加上设置。注册表把它变成网络；新增一个模块就是多登记一项。
// - 好的报错信息能直接指到方案里的位置，而且在训练之前就出现。
// - 可拓展是网络写法的品质，并不需要付出代价。
// - 普通网络太深时，梯度正常也学得更差，这就是退化。残差块 $x + f(x)$ 能治好它。
// - 注意力的权重由数据算出，再远的距离也一步到位；但位置要另外告诉它。
// - 循环网络随身携带一个状态。LSTM 让它走一条没有矩阵相乘的路。
// - 复合缩放：用一个数管住深度、宽度和分辨率；每加 1，计算量大约翻一番。
// - 凭自己测出的前沿来选择，不要凭名气。
//
// ## 常见问题
//
// **如何选择合适的模型架构？**（第三篇、第四篇文章的第 1 个问题，也是第一篇文章的第 1 个问题。）
// 先用最简单、可能就够用的网络当尺子。再把对数据的了解放进结构：像素相邻（卷积），有先后次序（循环），
// 有远距离的关系（注意力）。然后用一个循环训练几个小的候选，在内存、时间和计算量的预算之内，从前沿上选。
// 第四篇文章说的“性能和效率”，正是那幅图的两条轴。
//
// **如何保证模型的可拓展性？**（第四篇文章的第 3 个问题，它的回答是“关注模型的结构和参数的设计”。）靠四个习惯：
// 每个尺寸都在方案里有名字，不写死在层里；每个模块都检查自己收到的东西，不对就说出来；
// 把与任务有关的部分（输入和最后一层）同与任务无关的部分分开；每个方案都有一个测试来搭建它，免得到了训练时才发现它坏了。
//
// **方案里也包含权重吗？** 不包含，只有结构，以及 `compile` 里写明的训练方法。权重存在单独的文件里（见第 09 章）。
//
// **小网络用残差连接有好处吗？** 看看深度那幅图：层数少的时候差别不大。
//
// **用上注意力，网络就会更好吗？** 不会。在前沿图里 Transformer 并没有领先。
