// ---
// title: { en: How to use this course, zh: 如何使用本课程 }
// objectives:
//   en:
//     - Run, change, stop and restart
//     - Read the error that a mistake in your types brings
//     - Look at a figure, move its slider, turn a surface
//     - Do an exercise, with and without hints
//   zh:
//     - 会运行、修改、停止和重启
//     - 读得懂类型写错时的报错
//     - 会看图、拖滑块、转动曲面
//     - 会做练习，用或不用提示
// time: { teach: 15, exercise: 10 }
// short: true
// ---

// %% [markdown] id="title" lang="en"
// # 0 · How to use this course
//
// Each chapter is a notebook: text, and between the texts cells with code that you run and change. Nothing is hidden in a video
// or on a server. What a chapter claims, one of its cells computes, on your machine, also without a network.
//
// **You will**
//
// {{objectives}}
//
// **Where we are in the articles:** article 3, section 5.1, sets up Python and TensorFlow. Here everything is installed
// when you read this in JupyterLab. If something looks broken, type `npx tslate doctor` in a terminal: it checks all that the notebooks
// need, and says what to do.

// %% [markdown] id="title" lang="zh" src="9adfa240"
// # 0 · 如何使用本课程
//
// 每一章是一个笔记本：文字，以及文字之间可以运行、可以修改的代码单元格。没有什么藏在视频里，也没有什么藏在服务器上。
// 每一章说的话，都由其中的某个单元格算给你看，就在你的机器上，没有网络也行。
//
// **你将会**
//
// {{objectives}}
//
// **在原文中的位置：** 第三篇文章的 5.1 节搭建了 Python 和 TensorFlow 环境。在这里，只要你是在 JupyterLab 里读到这段话，
// 一切就已经装好了。如果哪里不对劲，就在终端里输入 `npx tslate doctor`：它会检查笔记本需要的一切，并告诉你该怎么办。

// %% id="start" tags=["language"]
import { byProfile, frames, lines, lossSurface, profile, rng, setLanguage, table, text } from 'tslate';
import { todo } from 'tslate/course';
import { exercise } from 'tslate/course/00-start';
setLanguage('en');

// %% [markdown] id="run-text" lang="en"
// ## Run a cell
//
// Click into a cell and press <kbd>Shift</kbd>+<kbd>Enter</kbd>. The code runs, and the value of its **last line** appears below
// it. A star, `[*]`, means that the cell is still running; a number, that it has run, and as which one.
//
// > **Predict before you run.** What does this cell show? Change it, and run it again. You cannot break anything.

// %% [markdown] id="run-text" lang="zh" src="760650b1"
// ## 运行单元格
//
// 点进一个单元格，按 <kbd>Shift</kbd>+<kbd>Enter</kbd>。代码就会运行，**最后一行**的值显示在下方。星号 `[*]` 表示还在运行；
// 数字表示运行过了，以及它是第几个。
//
// > **先预测，再运行。** 这个单元格会显示什么？改一改，再运行一次。你弄不坏任何东西。

// %% id="run" tags=["check:exact"]
const pixels = 28 * 28;
pixels + 1

// %% [markdown] id="state-text" lang="en"
// What a cell declares, the cells below it can use: `pixels` is still there in the next one. So order matters, and a notebook has
// a memory that you cannot see. If you have jumped about and nothing fits together any more, choose *Kernel → Restart Kernel
// and Run All Cells*: everything is forgotten and computed anew, from top to bottom.

// %% [markdown] id="state-text" lang="zh" src="32c40993"
// 一个单元格声明的东西，后面的单元格都能用：到了下一个单元格，`pixels` 还在。所以顺序很重要，而且笔记本有一份你看不见的记忆。
// 如果跳来跳去弄乱了，怎么也对不上，就选“内核 → 重启内核并运行所有单元格”：忘掉一切，从头到尾重新算一遍。

// %% id="state" tags=["check:exact"]
pixels * 60_000 // en: all pixels of MNIST’s training images // zh: MNIST 训练图像的全部像素

// %% [markdown] id="error-text" lang="en"
// ## Read an error
//
// The code is TypeScript: JavaScript with *types*. A type says what a value may be, such as `number` or `string`. Before a cell
// runs, its types are checked, and where they do not fit, nothing runs at all. Delete the line with `@ts-expect-error` (it
// says “I know, let me”) from the next cell and run it again. You will read
//
// ```text
// Type 'string' is not assignable to type 'number'.
// ```
//
// Read it from the back: a *number* was wanted, and here comes a *string*, that is, a text. The line and the place are given,
// too. Shapes of tensors are checked in the same way (chapter 04).

// %% [markdown] id="error-text" lang="zh" src="d780be4a"
// ## 读懂报错
//
// 代码是 TypeScript，即带有**类型**的 JavaScript。类型说明一个值可以是什么，例如 `number`（数）或 `string`（文本）。
// 单元格运行之前会先检查类型，只要有对不上的，就什么也不运行。请删掉下一个单元格里带 `@ts-expect-error` 的那一行
// （它的意思是“我知道，放行吧”），再运行一次。你会读到
//
// ```text
// Type 'string' is not assignable to type 'number'.
// ```
//
// 从后往前读：这里要的是 *number*，来的却是 *string*，即一段文本。报错还会指出在哪一行、哪个位置。
// 张量的形状也是这样检查的（见第 04 章）。

// %% id="error" tags=["check:exact"]
// @ts-expect-error
const units: number = 'ten';
units

// %% [markdown] id="stop-text" lang="en"
// ## Stop
//
// A cell that takes too long can be stopped: press the square in the toolbar, or <kbd>I</kbd> twice outside a cell. What has been
// computed until then is kept. (Only a restart forgets.) The next cell counts slowly, and exercise 2 stops it.

// %% [markdown] id="stop-text" lang="zh" src="9f7c80b2"
// ## 停止
//
// 运行太久的单元格可以停下来：按工具栏上的方块，或者在单元格之外按两次 <kbd>I</kbd>。到那时为止算出来的东西都会保留。
// （只有重启才会忘掉。）下一个单元格慢慢地数数，练习 2 会让它停下来。

// %% id="stop" tags=["check:exact"]
let ticks = 0;
async function countTo(goal: number): Promise<number> {
  for (; ticks < goal; ticks++) await new Promise((resolve) => setTimeout(resolve, 10));
  return ticks;
}
await countTo(50)

// %% [markdown] id="figures-text" lang="en"
// ## Figures
//
// Figures are made by functions. This one has a slider: it works wherever you read this, even if no kernel is running. Every
// figure also has a description in words, for those who cannot see it.

// %% [markdown] id="figures-text" lang="zh" src="9bb8a010"
// ## 图
//
// 图是由函数画出来的。下面这幅带有滑块：无论你在哪里读到它，即使没有内核在运行，滑块也能用。
// 每幅图还带有一段文字描述，供看不见图的人使用。

// %% id="figure" tags=["check:plot", "slider"]
const waves = [1, 2, 3, 4];
await frames(waves.map((n) => lines({
  y: Array.from({ length: 65 }, (_, i) => ({ x: i / 64, y: Math.sin(2 * Math.PI * n * (i / 64)) })),
}, { xLabel: 'x', width: 340, height: 180 })), { label: text({ en: 'waves', zh: '波数' }), values: waves })

// %% [markdown] id="surface-text" lang="en"
// And this one can be turned with the mouse: the saddle $x^2 - y^2$, of which chapter 06 will have more to say.

// %% [markdown] id="surface-text" lang="zh" src="19d7857b"
// 这一幅可以用鼠标转动：鞍面 $x^2 - y^2$，第 06 章会再讲到。

// %% id="surface" tags=["check:plot"]
lossSurface((x, y) => x * x - y * y, {
  x: [-2, 2],
  y: [-2, 2],
  valueLabel: 'x² − y²',
  title: text({ en: 'A saddle', zh: '鞍面' }),
})

// %% [markdown] id="doctor-text" lang="en"
// ## How fast is this machine?
//
// Later chapters train networks. How long that takes depends on the machine, so each chapter has three profiles: `tiny` for a
// slow one or an impatient reader, `standard`, with which this course was made, and `full`, all that the articles did. The
// environment variable `TSLATE_PROFILE` chooses, before JupyterLab is started; without it you get `standard`.
//
// The next cell multiplies matrices for a fifth of a second, the work of which training mostly consists, and suggests one.

// %% [markdown] id="doctor-text" lang="zh" src="f1587b91"
// ## 这台机器有多快？
//
// 后面的章节要训练网络，花多少时间取决于机器，所以每一章都有三档：`tiny` 适合慢的机器或性急的读者；`standard` 是制作本课程时用的；
// `full` 则做完原文做的一切。在启动 JupyterLab 之前，用环境变量 `TSLATE_PROFILE` 来选；不设就是 `standard`。
//
// 下一个单元格做五分之一秒的矩阵乘法，训练的大部分工作就是它，然后给出建议。

// %% id="doctor"
const n = 256;
const [left, right] = [rng(0).normal([n, n]), rng(1).normal([n, n])];
const started = performance.now();
let products = 0;
for (; performance.now() - started < 200; products++) left.matmul(right);
const gigaflops = (products * 2 * n ** 3) / (performance.now() - started) / 1e6;
table([{
  [text({ en: 'billion operations a second', zh: '每秒十亿次运算' })]: Math.round(gigaflops),
  [text({ en: 'suggested profile', zh: '建议的档位' })]: gigaflops < 2 ? 'tiny' : 'standard',
  [text({ en: 'present profile', zh: '当前档位' })]: profile(),
}])

// %% [markdown] id="exercises" lang="en"
// ## Exercises
//
// An exercise is three cells: the task, the code with a gap, and the check. Replace the gap, `todo()`, by your answer, run that
// cell, then the check. It says what was expected and what came. If you are stuck, write a line of its own below the check:
//
// ```ts
// exercise('ch00-average').hint()
// ```
//
// Run again, it shows one hint more; there are three. `.solution()` shows a solution. Stars say how hard an exercise is:
// ★ checks what you have read, ★★ is some code, ★★★ is open, and nobody checks it but you.

// %% [markdown] id="exercises" lang="zh" src="078b032c"
// ## 练习
//
// 每道练习有三个单元格：题目、留有空缺的代码，以及检查。把空缺 `todo()` 换成你的答案，运行那个单元格，再运行检查。
// 它会告诉你应该得到什么、实际得到什么。做不出来的话，在检查下面另写一行：
//
// ```ts
// exercise('ch00-average').hint()
// ```
//
// 每运行一次，就多给一条提示，一共三条。`.solution()` 给出一种解法。星号表示难度：★ 检查你读懂了没有，★★ 要写一点代码，
// ★★★ 是开放题，只有你自己来判断。

// %% exercise="ch00-average"

// %% exercise="ch00-stop"

// %% [markdown] id="summary" lang="en"
// ## Questions
//
// **A cell says that a name is not defined, although it stands above.** It stands there, but it has not run. Run it, or restart
// and run all.
//
// **Where are the data?** Digits that the project draws itself come with the course, so that everything works offline. They are not
// MNIST. If you have MNIST, let `TSLATE_DATA` name its folder; every chapter says which of the two it used.
//
// **Will my changes be lost?** Not if you save. To get a fresh chapter, copy the notebook before you begin.
//
// **How do I get the other language?** Each chapter is there twice, in the folders `en` and `zh`, with the same cells. `setLanguage('zh')`
// switches the words in figures and messages.
//
// **What else can a cell do?** Run one with `%help` in it: it lists all that the kernel gives you.

// %% [markdown] id="summary" lang="zh" src="33be7f20"
// ## 常见问题
//
// **单元格说某个名字没有定义，可它明明就在上面。** 它在上面，但还没有运行。运行它，或者重启并全部运行。
//
// **数据在哪里？** 课程自带由本项目自己画出的数字，所以没有网络也能用。它们不是 MNIST。如果你有 MNIST，
// 就用 `TSLATE_DATA` 指明它所在的文件夹；每一章都会说明用的是哪一种。
//
// **我改的东西会丢吗？** 保存了就不会。想要一份没改过的，开始之前先复制一份笔记本。
//
// **怎样换成另一种语言？** 每一章都有两份，分别在 `en` 和 `zh` 文件夹里，单元格相同。`setLanguage('zh')` 会切换图和消息里的文字。
//
// **单元格还能做什么？** 运行一个只写着 `%help` 的单元格，它会列出内核提供的一切。
