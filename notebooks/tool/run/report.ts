/** The report of a run: the table of results, what failed and why, and both as files for later. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Problem, sentence } from '../problem.ts';
import { stableJson } from '../json.ts';
import { type RunRecord } from './record.ts';
import { type Profile } from './run.ts';
import { type Alignment, duration, markdownTable, textTable } from './table.ts';

/** What a command found out. */
export interface Report {
  readonly profile: Profile;
  readonly runs: readonly RunRecord[];
  readonly problems: readonly Problem[];
}

const header = ['chapter', 'language', 'cells', 'time', 'accuracy', 'data set'];
const align: readonly Alignment[] = ['left', 'left', 'right', 'right', 'right', 'left'];

/** The table of results, for a terminal. */
export const resultTable = (runs: readonly RunRecord[]): string => textTable(header, runs.map(row), align);

/** What failed: chapter, language, cell and the kernel's traceback; empty where nothing did. */
export const failureReport = (runs: readonly RunRecord[]): string =>
  runs
    .flatMap((run) =>
      run.failures.map(({ cell, text }) => {
        const place = cell === undefined ? '' : `, cell "${cell}"`;
        return `${run.chapter}, ${run.language}${place} failed; the notebook so far is ${run.path}\n${indent(text)}`;
      }),
    )
    .join('\n\n');

/** Writes `course.json` for programs and `course.md` for people into `folder`. */
export function writeReport(folder: string, report: Report): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'course.json'), stableJson(report));
  writeFileSync(join(folder, 'course.md'), reportMarkdown(report));
}

/** The report as Markdown. */
export function reportMarkdown({ profile, runs, problems }: Report): string {
  const failures = stripVTControlCharacters(failureReport(runs));
  return [
    `# Course, profile \`${profile}\``,
    markdownTable(header, runs.map(row), align),
    ...(failures === '' ? [] : ['## Failed cells', `\`\`\`\n${failures}\n\`\`\``]),
    ...(problems.length === 0 ? [] : ['## Problems', problems.map((problem) => `- ${sentence(problem)}`).join('\n')]),
  ]
    .join('\n\n')
    .concat('\n');
}

function row({ chapter, language, cells, seconds, results, unchanged }: RunRecord): string[] {
  const { accuracy, dataset } = results;
  return [
    chapter,
    language,
    `${cells.ok}/${cells.total}`,
    unchanged ? `${duration(seconds)} (before)` : duration(seconds),
    typeof accuracy === 'number' ? `${(100 * accuracy).toFixed(2)} %` : '–',
    typeof dataset === 'string' ? dataset : '–',
  ];
}

const indent = (text: string): string => text.replace(/^/gm, '  ');
