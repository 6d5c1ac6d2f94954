/** The thread in which TypeScript works: it warms up at once and answers questions in their order. */
import module from 'node:module';
import v8 from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { type Language } from './language.ts';
import { type Answered, ask, type Asked, type WorkerStart } from './messages.ts';

// From Node 22 on the compiled code of these files is kept between starts; TypeScript's own is kept by `typescript.ts`.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();

/**
 * Cells that make the compiler load what nearly every cell needs; what is run twice is run faster. The first loads the
 * standard library only, the last Node's types, so that a question that comes meanwhile waits no longer than for one of them.
 */
const cells = [
  '',
  `const numbers: number[] = [1, 2, 3];
for (const number of numbers) console.log(\`\${number}\`, numbers.map((x) => x + 1));
await Promise.resolve({ numbers });`,
  `interface Point { x: number; y?: string }
class Shape<T extends Point> { constructor(readonly points: T[]) {} get size() { return this.points.length } }
function total(shape: Shape<Point>): number { return shape.points.reduce((sum, { x }) => sum + x, 0) }
const shape = new Shape([{ x: 1 }]);
total(shape)`,
  `import { readFileSync } from 'node:fs';
const entries = Object.entries({ a: 1, b: [2] }).filter(([key]) => key !== 'a');
new Map(entries)`,
];

/** The cells, then what completes a name and a member: the first time, both take four times as long. */
const warmUps: readonly ((language: Language) => Promise<unknown>)[] = [
  ...cells.map((code) => (language: Language) => language.compile(code, { name: 'warm-up', check: 'error' })),
  (language) => language.complete('con', 3),
  (language) => language.complete('[1].', 4),
];

async function start(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('The language worker must be started as a worker thread.');
  const waiting: Asked[] = [];
  let wake = (): void => undefined;
  port.on('message', (asked: Asked) => {
    waiting.push(asked);
    wake();
  });

  const [{ createLanguage }, { keepCode }] = await Promise.all([import('./service.ts'), import('./typescript.ts')]);
  const start: WorkerStart = workerData;
  const language = createLanguage(start);
  await new Promise((resolve) => setImmediate(resolve)); // lets a question in that came meanwhile
  const warming = [...warmUps, ...warmUps];
  for (;;) {
    const asked = waiting.shift();
    if (asked !== undefined) {
      port.postMessage(await answer(asked, (question) => ask(language, question)));
      if (asked.question.method === 'close') return port.close();
      // The shortest way to the first answer: a question that already waits is the better warm-up.
      warming.splice(warmUps.length);
      continue;
    }
    const warmUp = warming.shift();
    if (warmUp === undefined) {
      keepCode();
      spareMemory();
      await new Promise<void>((resolve) => (wake = resolve));
    } else {
      await warmUp(language);
      await new Promise((resolve) => setImmediate(resolve)); // lets a question in
    }
  }
}

/**
 * To optimise the compiler's large functions takes V8 up to 150 MB, and saves no time within a thousand cells; and its heap
 * needs no room for half as much again: little of a cell outlives the next. The limits hold for the front's thread, too,
 * which does little, not for the process that runs cells. They are set last, for code that was kept under other limits is
 * refused, also that of Node's own modules.
 */
function spareMemory(): void {
  v8.setFlagsFromString('--max-optimized-bytecode-size=3000');
  v8.setFlagsFromString('--heap-growing-percent=25');
}

async function answer(
  { id, question }: Asked,
  put: (question: Asked['question']) => Promise<unknown>,
): Promise<Answered> {
  try {
    return { id, value: await put(question) };
  } catch (thrown) {
    const { name, message, stack = message } = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { id, error: { name, message, stack } };
  }
}

void start();
