/** A new chapter: a script and a file of exercises that already run, with a place for every part of a chapter. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Course } from './course.ts';
import { CourseError } from './problem.ts';

/**
 * Writes the two files of the chapter `name`, such as `10-subclassing`; gives their paths.
 *
 * @throws CourseError when the name is none, or there is such a chapter already.
 */
export function newChapter(course: Course, name: string): string[] {
  const fault = (message: string): CourseError => new CourseError([{ chapter: name, message }]);
  if (!/^\d\d-[a-z][a-z0-9-]*$/.test(name))
    throw fault('a chapter is named like 10-subclassing: its number, then small letters.');
  const files = [
    { path: join(course.chapters, `${name}.ts`), text: scriptOf(name) },
    { path: join(course.exercises, `${name}.ts`), text: exercisesOf(name) },
  ];
  for (const { path } of files) if (existsSync(path)) throw fault(`there is a file ${path} already.`);
  for (const folder of [course.chapters, course.exercises]) mkdirSync(folder, { recursive: true });
  for (const { path, text } of files) writeFileSync(path, text);
  return files.map(({ path }) => path);
}

const prose = (id: string, en: string, zh: string, tags = ''): string =>
  `// %% [markdown] id="${id}" lang="en"${tags}\n${comment(en)}\n\n// %% [markdown] id="${id}" lang="zh"\n${comment(zh)}\n`;

const comment = (text: string): string =>
  text
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n');

function scriptOf(name: string): string {
  const number = Number(name.slice(0, 2));
  const id = `ch${name.slice(0, 2)}`;
  return [
    `// ---
// title: { en: Title, zh: 标题 }
// objectives:
//   en: [Do this, Do that]
//   zh: [做到这一点, 做到那一点]
// time: { teach: 45, exercise: 30 }
// ---
`,
    prose(
      'title',
      `# ${number} · Title\n\nWhat this chapter is about.\n\n**You will**\n\n{{objectives}}\n\n**Where we are in the articles:** article 1, section …`,
      `# ${number} · 标题\n\n这一章讲什么。\n\n**你将会**\n\n{{objectives}}\n\n**在原文中的位置：** 第一篇文章的……一节。`,
    ),
    `// %% id="start" tags=["language"]
import { byProfile, lines, results, seed, setLanguage, text } from 'tslate';
import { todo } from 'tslate/course';
import { exercise, quiz } from 'tslate/course/${name}';
setLanguage('en');
`,
    prose('concept', '## The idea\n\nIn words.', '## 想法\n\n用话说。', ' tags=["concept"]'),
    prose('formula', '## The formula\n\n$$y = x$$ (eq:name)', '## 公式\n\n$$y = x$$ (eq:name)'),
    prose('scratch-text', '## From scratch\n\nThe formula, line by line.', '## 从零开始\n\n逐行写出公式。'),
    `// %% id="scratch" tags=["scratch", "eq:name", "check:exact"]
const identity = (x: number): number => x; // en: y = x // zh: y = x
identity(3)
`,
    prose('framework-text', '## With the framework', '## 用框架'),
    `// %% id="framework" tags=["framework"]
seed(${number});
const size = byProfile({ tiny: 2, standard: 10, full: 100 });
results({ size })
`,
    prose(
      'predict',
      '## Experiment\n\n> **Predict before you run.** What will happen?',
      '## 实验\n\n> **先预测，再运行。** 会发生什么？',
    ),
    `// %% id="experiment" tags=["experiment", "check:plot"]
lines({ y: [1, 2, size] }, { title: text({ en: 'What happened', zh: '发生了什么' }) })
`,
    prose('outcome', 'It went up to {{framework.size}}.', '它升到了 {{framework.size}}。'),
    prose('exercises', '## Exercises', '## 练习'),
    `// %% exercise="${id}-double"\n`,
    prose('quiz', '## Quiz', '## 小测验'),
    `// %% quiz="${id}-quiz"\n`,
    prose(
      'summary',
      '## Key points\n\n- One.\n\n## Questions\n\n**Why?** Because.',
      '## 要点\n\n- 一。\n\n## 常见问题\n\n**为什么？** 因为。',
    ),
  ].join('\n');
}

function exercisesOf(name: string): string {
  const id = `ch${name.slice(0, 2)}`;
  const question = (right: number): string => `    {
      question: { en: 'A question?', zh: '一个问题？' },
      choices: [
        { ${right === 0 ? 'right: true, ' : ''}text: { en: 'One', zh: '其一' }, why: { en: 'Because.', zh: '因为。' } },
        { ${right === 1 ? 'right: true, ' : ''}text: { en: 'Another', zh: '其二' }, why: { en: 'Because.', zh: '因为。' } },
      ],
    },`;
  return `/** Exercises and quiz of chapter ${name.slice(0, 2)}. */
import { checked, exercises, quizOf } from 'tslate/course';

// #region ${id}-double
function double(x: number): number {
  // BEGIN SOLUTION
  return 2 * x;
  // END SOLUTION
}
// #endregion

export const exercise = exercises(import.meta.url, {
  '${id}-double': checked({
    translated: '',
    title: { en: 'Title', zh: '标题' },
    level: 1,
    task: { en: 'What is to be done.', zh: '要做什么。' },
    hints: [
      { en: 'A nudge.', zh: '一点提示。' },
      { en: 'More.', zh: '再多一点。' },
      { en: 'Nearly the answer.', zh: '几乎就是答案。' },
    ],
    solution: { double },
    cases: () => [[1], [3]],
    wrong: [{ answer: (x) => x * x, hint: { en: 'That is the square.', zh: '那是平方。' } }],
  }),
});

export const quiz = quizOf('${id}-quiz', {
  translated: '',
  questions: [
${[0, 1, 1, 0, 1].map(question).join('\n')}
  ],
});
`;
}
