/** Notebooks as they were committed: the outputs that a new run has to reproduce. */
import { execFileSync } from 'node:child_process';
import { type Notebook, parseNotebook } from 'tslate/kernel';
import { type Course } from '../course.ts';
import { type Language } from '../chapter.ts';

/** The last committed notebook of a chapter; undefined where there is none, or no version control. */
export function committedNotebook(course: Course, name: string, language: Language): Notebook | undefined {
  const path = `notebooks/${language}/${name}.ipynb`;
  try {
    const text = execFileSync('git', ['show', `HEAD:./${path}`], {
      cwd: course.root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return parseNotebook(text, path);
  } catch {
    return undefined;
  }
}
