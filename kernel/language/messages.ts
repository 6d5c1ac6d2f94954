/** What a language worker and its client say to each other. */
import { type CheckLevel, type Language } from './language.ts';

/** A question to the worker, by the name of the method that it stands for. */
export type Question =
  | { readonly method: 'compile'; readonly code: string; readonly name: string; readonly check: CheckLevel }
  | { readonly method: 'commit'; readonly name: string; readonly declared: readonly string[] }
  | { readonly method: 'complete' | 'inspect'; readonly code: string; readonly offset: number }
  | { readonly method: 'isComplete'; readonly code: string }
  | { readonly method: 'reset' | 'close' };

export interface Asked {
  readonly id: number;
  readonly question: Question;
}

export type Answered =
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number;
      readonly error: { readonly name: string; readonly message: string; readonly stack: string };
    };

/** What the worker is started with. */
export interface WorkerStart {
  readonly directory: string;
  readonly ambient: string;
}

/** Puts a question to a language. */
export function ask(language: Language, question: Question): Promise<unknown> {
  switch (question.method) {
    case 'compile':
      return language.compile(question.code, { name: question.name, check: question.check });
    case 'commit':
      return language.commit(question.name, question.declared);
    case 'complete':
      return language.complete(question.code, question.offset);
    case 'inspect':
      return language.inspect(question.code, question.offset);
    case 'isComplete':
      return language.isComplete(question.code);
    case 'reset':
      return language.reset();
    case 'close':
      return language.close();
  }
}
