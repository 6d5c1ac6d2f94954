/** A chapter as its author wrote it: one list of cells, prose in two languages, code shared by both. */

/** The languages of the course; English is the one that translations are checked against. */
export const languages = ['en', 'zh'] as const;

/** One language of the course. */
export type Language = (typeof languages)[number];

/** A value in each language. */
export type Bilingual<T> = Readonly<Record<Language, T>>;

/** A Markdown cell: the English text and its Chinese twin under one id. */
export interface ProseCell {
  readonly kind: 'markdown';
  readonly id: string;
  readonly tags: readonly string[];
  readonly text: Bilingual<string>;
  /** Fingerprint of the English text that the Chinese was made from; undefined where none was stamped yet. */
  readonly translatedFrom: string | undefined;
  /** Lines of the two cell headers in the script, counted from 1. */
  readonly line: Bilingual<number>;
  /** The text in the editions that do not leave gaps; the same in all of them where it is missing. */
  readonly filled?: Bilingual<string>;
  readonly part?: ExercisePart;
}

/** A code cell; comments marked `en:` or `zh:` belong to one language, all else to both. */
export interface ProgramCell {
  readonly kind: 'code';
  readonly id: string;
  readonly tags: readonly string[];
  readonly code: string;
  readonly line: number;
  /** The code in the editions that do not leave gaps; the same code in all of them where it is missing. */
  readonly filled?: { readonly solution: string; readonly instructor: string };
  readonly part?: ExercisePart;
  /** In a script: `exercise="ch07-delta"` or `quiz="ch07-quiz"`, in the place of the cells that `expand` puts there. */
  readonly place?: 'exercise' | 'quiz';
}

/** What a cell is to an exercise: its task, the answer to be written (as code or in words), the check of the code. */
export interface ExercisePart {
  readonly exercise: string;
  readonly role: 'task' | 'answer' | 'check' | 'essay';
  readonly points: number;
}

/** For whom a notebook is: with gaps to fill, with the solutions, or with those and the graders' hidden checks. */
export const editions = ['student', 'solution', 'instructor'] as const;

/** One of the editions. */
export type Edition = (typeof editions)[number];

/** Whether a text names an edition. */
export const isEdition = (text: string): text is Edition => editions.some((edition) => edition === text);

/** A cell of a chapter. */
export type ChapterCell = ProseCell | ProgramCell;

/** What the comment block at the top of a chapter says. */
export interface FrontMatter {
  readonly title: Bilingual<string>;
  /** What a reader can do afterwards, sentence by sentence. */
  readonly objectives?: Bilingual<readonly string[]>;
  /** Minutes for reading and for the exercises. */
  readonly time?: { readonly teach: number; readonly exercise: number };
  /** Whether it is a short chapter, which need not have all the parts of the others. */
  readonly short?: true;
}

/** One chapter of the course. */
export interface Chapter extends FrontMatter {
  /** The file's name without its ending, such as `08-autopsy`. */
  readonly name: string;
  /** The comment block as written, without its fences, so that the script can be printed again. */
  readonly header: string;
  readonly cells: readonly ChapterCell[];
}

/** The tags of a chapter's cell; none where there is no such cell. */
export const tagsOfCell = (chapter: Chapter, id: string | undefined): readonly string[] =>
  chapter.cells.find((cell) => cell.id === id)?.tags ?? [];

/** The other language. */
export const otherLanguage = (language: Language): Language => (language === 'en' ? 'zh' : 'en');

/** Whether a text names a language of the course. */
export const isLanguage = (text: string): text is Language => languages.some((language) => language === text);
