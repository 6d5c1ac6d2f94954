/** The errors of the framework: sentences that say what was asked, what was expected, what came, and what to do. */

/** Parts of an error sentence; `hint` is one suggestion, worded as a command. */
export interface Problem {
  readonly what: string;
  readonly expected: string;
  readonly received: string;
  readonly hint?: string;
}

/** “what: expected …, received …; hint.” A hint that asks keeps its question mark. */
export function sentence({ what, expected, received, hint }: Problem): string {
  const rest = hint === undefined ? '.' : `; ${hint}${hint.endsWith('?') ? '' : '.'}`;
  return `${what}: expected ${expected}, received ${received}${rest}`;
}

/** Shapes or sizes that do not fit together. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  constructor(problem: Problem | string) {
    super(typeof problem === 'string' ? problem : sentence(problem));
  }
}

/** A value, a name or an option that is not one of those allowed. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
  constructor(problem: Problem | string) {
    super(typeof problem === 'string' ? problem : sentence(problem));
  }
}

/** The names of a table, in its order. */
export function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: a table that is written out has no other keys than its type says
  return Object.keys(table) as Name[];
}

/** Numbers that ended a training: a loss or a gradient that is NaN or infinite. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
  /** The epoch in which it was, counted from 1. */
  readonly epoch: number;
  /** The step of that epoch, counted from 1. */
  readonly step: number;
  constructor({ epoch, step }: { readonly epoch: number; readonly step: number }, problem: Omit<Problem, 'what'>) {
    super(sentence({ ...problem, what: `fit, epoch ${epoch}, step ${step}` }));
    this.epoch = epoch;
    this.step = step;
  }
}

/** A value as a reader writes it: words in quotes, lists and objects as in JSON, cut where they are long. */
export function written(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Looks a name up in a table; an unknown name is an error that lists the known ones and proposes the nearest. */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (entry !== undefined) return entry;
  const names = Object.keys(table);
  // Programs without types may hand over anything.
  const nearest = typeof name === 'string' ? nearestName(name, names) : undefined;
  throw new ArgumentError({
    what,
    expected: `one of ${names.map((known) => `'${known}'`).join(', ')}`,
    received: written(name),
    ...(nearest === undefined ? {} : { hint: `did you mean '${nearest}'?` }),
  });
}

/** The candidate with the fewest letters changed, where it is near enough. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 2)) + 1;
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
