/** What the course tool finds fault with: one sentence, and the place it is about. */
import { type Language } from './chapter.ts';

/** One fault in the course. */
export interface Problem {
  /** The chapter's name, such as `08-autopsy`. */
  readonly chapter: string;
  readonly language?: Language;
  /** The cell's id. */
  readonly cell?: string;
  /** The line in the chapter's script, counted from 1. */
  readonly line?: number;
  /** One sentence: what was expected, what was found, what to do. */
  readonly message: string;
}

/** Faults that make it impossible to go on. */
export class CourseError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(sentence).join('\n'));
    this.name = 'CourseError';
    this.problems = problems;
  }
}

/** The problem as one line: place first, then the sentence. */
export function sentence({ chapter, language, cell, line, message }: Problem): string {
  const place = [
    line === undefined ? chapter : `${chapter}.ts:${line}`,
    ...(language === undefined ? [] : [language]),
    ...(cell === undefined ? [] : [`cell "${cell}"`]),
  ];
  return `${place.join(', ')}: ${message}`;
}
