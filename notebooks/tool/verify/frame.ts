/** Whether a chapter has all that a chapter has: its parts, and what the articles want it to deal with. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chapter, type Language, languages } from '../chapter.ts';
import { type Course } from '../course.ts';
import { type Problem } from '../problem.ts';
import { equationsIn } from '../source/equations.ts';
import { type Book } from '../source/show.ts';

/** How many figures, exercises and predictions a chapter has at least. */
export const least = { figures: 4, exercises: 6, predictions: 2 } as const;

/** Phrases by which readers find their way in every chapter. */
const phrases = [
  { part: 'its place in the articles', en: '**Where we are in the articles:**', zh: '**在原文中的位置：**' },
  { part: 'its objectives', en: '{{objectives}}', zh: '{{objectives}}' },
  { part: 'its exercises', en: '## Exercises', zh: '## 练习' },
  { part: 'its quiz', en: '## Quiz', zh: '## 小测验' },
  { part: 'questions and answers', en: '## Questions', zh: '## 常见问题' },
  { part: 'its key points', en: '## Key points', zh: '## 要点' },
] as const;

const predict = { en: '**Predict before you run.**', zh: '**先预测，再运行。**' } as const;

/** Tags of cells that a chapter has at least one of. */
const tagged = [
  { tag: 'concept', what: 'a Markdown cell that explains the idea in words' },
  { tag: 'scratch', what: 'a code cell that does it from scratch' },
  { tag: 'framework', what: 'a code cell that does it with the framework' },
  { tag: 'experiment', what: 'a code cell that tries something out' },
  { tag: 'slider', what: 'a figure that can be explored' },
] as const;

/** All that is missing in a chapter as its script says. */
export function checkFrame(chapter: Chapter, { articles }: Book, tests: string): Problem[] {
  const problem = (message: string): Problem => ({ chapter: chapter.name, message });
  const parts = chapter.short === true ? [] : partFaults(chapter);
  return [
    ...parts,
    ...equationFaults(chapter, articles.equations, tests),
    ...errataFaults(chapter, articles.errata, tests),
  ].map(problem);
}

function partFaults(chapter: Chapter): string[] {
  const text = { en: proseIn(chapter, 'en'), zh: proseIn(chapter, 'zh') };
  const cells = (tag: string): number => chapter.cells.filter((cell) => cell.tags.includes(tag)).length;
  const places = chapter.cells.filter((cell) => cell.kind === 'code' && cell.place !== undefined);
  const exercises = places.filter((cell) => cell.kind === 'code' && cell.place === 'exercise').length;
  const quizzes = places.length - exercises;
  const few = (found: number, wanted: number, what: string): string[] =>
    found >= wanted ? [] : [`it has ${found} ${what}; at least ${wanted} are wanted.`];
  return [
    ...(chapter.time === undefined
      ? ['its front matter does not say how long it takes: "time: { teach: 60, exercise: 45 }".']
      : []),
    ...phrases.flatMap(({ part, ...phrase }) =>
      languages.flatMap((language) =>
        text[language].includes(phrase[language])
          ? []
          : [`${part} must stand there in ${language}: "${phrase[language]}".`],
      ),
    ),
    ...tagged.flatMap(({ tag, what }) => (cells(tag) > 0 ? [] : [`no cell is tagged "${tag}": ${what}.`])),
    ...(text.en.includes('$$') ? [] : ['it has no displayed formula.']),
    ...few(text.en.split(predict.en).length - 1, least.predictions, `predictions ("${predict.en}", "${predict.zh}")`),
    ...few(cells('check:plot'), least.figures, 'figures (cells tagged "check:plot")'),
    ...few(exercises, least.exercises, 'exercises'),
    ...few(quizzes, 1, 'quizzes'),
  ];
}

function equationFaults(chapter: Chapter, equations: ReadonlyMap<string, string>, tests: string): string[] {
  const here = equationsIn(proseIn(chapter, 'en'));
  return namesOf(chapter, equations).flatMap((name) => [
    ...(here.includes(name)
      ? []
      : [`the articles' equation (eq:${name}) is missing; put its name behind its last $$.`]),
    ...(isTagged(chapter, `eq:${name}`) ? [] : [`no code cell is tagged "eq:${name}": the equation's implementation.`]),
    ...(tests.includes(`eq:${name}`)
      ? []
      : [`no test speaks of eq:${name}; one must fail for the article's wrong form.`]),
  ]);
}

function errataFaults(chapter: Chapter, errata: ReadonlyMap<string, string>, tests: string): string[] {
  const callouts: Readonly<Record<Language, (name: string) => string>> = {
    en: (name) => `**Erratum ${name}.**`,
    zh: (name) => `**原文勘误 ${name}。**`,
  };
  return namesOf(chapter, errata).flatMap((name) => [
    ...languages.flatMap((language) =>
      proseIn(chapter, language).includes(callouts[language](name))
        ? []
        : [`the callout of ${name} is missing in ${language}: "> ${callouts[language](name)} …".`],
    ),
    ...(isTagged(chapter, name) ? [] : [`no code cell is tagged "${name}": the experiment that shows the erratum.`]),
    ...(new RegExp(`\\b${name}\\b`).test(tests)
      ? []
      : [`no test speaks of ${name}; one must fail for what the article says.`]),
  ]);
}

/** What the ledger gives to this chapter. */
const namesOf = (chapter: Chapter, ledger: ReadonlyMap<string, string>): string[] =>
  [...ledger].flatMap(([name, number]) => (chapter.name.startsWith(`${number}-`) ? [name] : []));

const isTagged = (chapter: Chapter, tag: string): boolean =>
  chapter.cells.some((cell) => cell.kind === 'code' && cell.tags.includes(tag));

const proseIn = (chapter: Chapter, language: Language): string =>
  chapter.cells.flatMap((cell) => (cell.kind === 'code' ? [] : [cell.text[language]])).join('\n\n');

/** The text of all tests that may speak of chapters: `tests/notebooks/chapters` and `tests/seeds`. */
export function testTexts({ root }: Course): string {
  const folders = ['notebooks/chapters', 'seeds']
    .map((name) => join(root, 'tests', name))
    .filter((path) => existsSync(path));
  return folders
    .flatMap((folder) =>
      readdirSync(folder).flatMap((file) =>
        file.endsWith('.test.ts') ? [readFileSync(join(folder, file), 'utf8')] : [],
      ),
    )
    .join('\n');
}
