/** The error of every data reader: a sentence, and the file it is about. */
import { type Problem, sentence } from '../errors.ts';

/** A data file that is missing, damaged, or not what it should be. */
export class DataError extends Error {
  override readonly name = 'DataError';
  /** The file or address the problem is in. */
  readonly file: string;
  constructor(file: string, problem: Omit<Problem, 'what'> & { readonly what?: string }) {
    super(sentence({ ...problem, what: problem.what === undefined ? file : `${file}: ${problem.what}` }));
    this.file = file;
  }
}
