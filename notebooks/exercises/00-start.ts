/** Exercises of chapter 00. */
import { checked, exercises, open, prose } from 'tslate/course';

// #region ch00-average
// en: average(['3', '4', '8']) shall be 5
// zh: average(['3', '4', '8']) 应当是 5
function average(texts: readonly string[]): number {
  // BEGIN SOLUTION
  let sum = 0;
  for (const each of texts) sum += Number(each);
  return sum / texts.length;
  // END SOLUTION
}
// #endregion

export const exercise = exercises(import.meta.url, {
  'ch00-average': checked({
    translated: 'b82e9bc6',
    title: { en: 'Numbers that are texts', zh: '写成文本的数' },
    level: 1,
    task: {
      en: prose`
        Somebody read numbers from a file, and they came as texts: \`['3', '4', '8']\`. Compute their average. First write the sum
        as if they were numbers, \`let sum = 0; for (const each of texts) sum += each;\`, and read the error. Then
        mend it: \`Number('3')\` is 3.`,
      zh: prose`
        有人从文件里读出一些数，得到的却是文本：\`['3', '4', '8']\`。求它们的平均值。先当它们是数来求和，
        \`let sum = 0; for (const each of texts) sum += each;\`，读一读报错；再改正它：\`Number('3')\` 就是 3。`,
    },
    hints: [
      { en: 'What is `each`, a text or a number? What should it be?', zh: '`each` 是文本还是数？它应当是什么？' },
      { en: 'Add up `Number(each)`. How many are there?', zh: '把 `Number(each)` 加起来。一共有几个？' },
      { en: 'Return the sum divided by `texts.length`.', zh: '返回和除以 `texts.length`。' },
    ],
    solution: { average },
    cases: () => [[['3', '4', '8']], [['0.5']], [['10', '20']]],
    wrong: [
      {
        answer: (texts) => texts.reduce((sum, each) => sum + Number(each), 0),
        hint: { en: 'That is the sum. Divide it by how many there are.', zh: '这是和。还要除以个数。' },
      },
      {
        answer: (texts) => Number(texts.join('')) / texts.length,
        hint: {
          en: prose`\`+\` puts texts one behind the other: \`'3' + '4'\` is \`'34'\`. Make numbers of them first.`,
          zh: prose`\`+\` 会把文本前后接起来：\`'3' + '4'\` 是 \`'34'\`。要先把它们变成数。`,
        },
      },
    ],
  }),

  'ch00-stop': open({
    translated: '7e5d5c79',
    title: { en: 'Stop, and go on', zh: '停下，再继续' },
    level: 3,
    task: {
      en: prose`
        In the cell under “Stop”, let \`countTo\` count to 1,000,000 and run it. Nothing else can run now. Stop it after some
        seconds. Then show \`ticks\` in a new cell: how far did it get, and is \`pixels\` still there? Run
        \`await countTo(ticks + 100)\`: does it begin anew?`,
      zh: prose`
        在“停止”下面的单元格里，让 \`countTo\` 数到一百万（1000000），然后运行。这时别的都运行不了。过几秒让它停下。
        再在新的单元格里显示 \`ticks\`：它数到了多少？\`pixels\` 还在吗？运行 \`await countTo(ticks + 100)\`：
        它会从头数起吗？`,
    },
    hints: [
      { en: 'The square in the toolbar stops the cell that is running.', zh: '工具栏上的方块会停下正在运行的单元格。' },
      {
        en: 'A cell that only says `ticks` shows its value. Add a cell with <kbd>B</kbd>, outside of a cell.',
        zh: '只写着 `ticks` 的单元格会显示它的值。在单元格之外按 <kbd>B</kbd> 可以新增一个单元格。',
      },
      { en: 'Only a restart forgets variables; stopping does not.', zh: '只有重启才会忘掉变量，停止不会。' },
    ],
    model: {
      en: prose`
        \`ticks\` has the value at which you stopped it, about a hundred for each second at most, and \`pixels\` is 784 as
        before: stopping ends a cell and keeps everything else. So \`countTo(ticks + 100)\` goes on from there. A training that
        you stop keeps its network in the same way.`,
      zh: prose`
        \`ticks\` 就是你让它停下时的值，每秒最多约一百；\`pixels\` 仍是 784：停止只结束一个单元格，其余都保留。
        所以 \`countTo(ticks + 100)\` 会接着数下去。训练被你停下时，网络也同样保留。`,
    },
  }),
});
