/** The results in tables: how many times as long as ours everybody takes. */
import { contestants } from './contestants.ts';
import { type Figure, flops, type Results, type What } from './results.ts';

const [ours, ...others] = contestants.map(({ name }) => name);

/** Which figure, of whom. */
type Key = Pick<Figure, 'what' | 'of' | 'batch' | 'threads'>;

/** All tables in Markdown, and what was measured how. */
export function report(results: Results): string {
  const { date, machine, images, contestants: found, missing, figures } = results;
  const versions = [...new Set(Object.values(found).map(({ version }) => version))].filter((name) => name !== ours);
  const keys = (what: What): Key[] => unique(figures.filter((figure) => figure.what === what));
  return `# The engine beside its peers

${date}, ${machine.processor}, ${machine.cores} cores, Node ${machine.node}; ${versions.join(', ')}. Made by
\`npm run bench -- tests/bench/engines\`, all contestants taking turns; medians of the turns. **tslate** in milliseconds, the
others in how many times as long they take (below 1 they are faster). One thread: the process is bound to one core.
${listed(Object.entries(missing).map(([name, why]) => `${name} could not be measured: ${why}`))}
## A training step

Picking a shuffled batch out of ${images.train.toLocaleString('en')} images of ${images.source} in memory, forward pass, loss, gradients, Adam (000: gradient
descent), and counting loss and accuracy (000: loss) as \`fit\` does. tslate, Keras and tfjs: between two ends of steps in their
own \`fit\`; PyTorch and JAX: a loop by hand with one index operation for the batch, loss and accuracy added up as tensors and
read at the end; JAX all of it in one \`jit\` with donated state, PyTorch with Adam as it comes, \`torch.compile\` with its fused
one. All start from the same weights; over the first 20 steps their mean losses agree. An epoch is ${Math.ceil(images.train / 32).toLocaleString('en')} steps of
32 or ${Math.ceil(images.train / 128)} of 128; its time is computed from the step's.

${table(results, keys('step'), ['epoch'], (key) => [seconds(timeOf(results, key, ours), Math.ceil(images.train / key.batch))])}

The CNN's step (002) reaches ${cnnShares(results)} of this machine's peak, which is the fastest large product below.

## Inference of ${images.test.toLocaleString('en')} images

Their \`predict\`, or a loop by hand, 250 at a time.

${table(results, keys('predict'))}

## From nothing to the first step

Loading the library, then making the model, tracing, compiling and running the first step; in seconds.

${startTable(results)}

## Products

In GFLOP/s, and as a share of the fastest 2048×2048 product with as many threads.

${productTable(results)}
${listed(notes(figures))}`;
}

/** The table of the README: steps of batch 32. */
export function readmeTable(results: Results): string {
  const keys = unique(results.figures.filter(({ what, batch }) => what === 'step' && batch === 32));
  const { date, machine } = results;
  return `${table(results, keys)}

${date}, ${machine.processor}, ${machine.cores} cores, Node ${machine.node}. tslate in milliseconds a training step of 32 images, the others in how many times
as long they take; [all figures](tests/bench/results/engines.md) and what they include.`;
}

/** Whose mean loss over the first steps is not ours: they would not do the same. */
export function differingLosses({ figures }: Results): readonly string[] {
  return figures.flatMap((figure) => {
    const { loss, of, batch, threads, contestant } = figure;
    const expected = figures.find((other) => other.contestant === ours && same(other, figure))?.loss;
    const apart = loss === undefined || expected === undefined ? 0 : Math.abs(loss / expected - 1);
    return apart < 5e-3 ? [] : [`${contestant}, ${of} × ${batch}, ${threads} threads: ${loss} instead of ${expected}`];
  });
}

function table(
  results: Results,
  keys: readonly Key[],
  extra: readonly string[] = [],
  cells: (key: Key) => readonly string[] = () => [],
): string {
  const present = others.filter((name) => name in results.contestants);
  const rows = keys.map((key) => {
    const time = timeOf(results, key, ours);
    const ratios = present.map((name) => ratio(timeOf(results, key, name), time));
    return [nameOf(key), threadsOf(key), milliseconds(time), ...cells(key), ...ratios];
  });
  return markdown(['program', 'threads', ours, ...extra, ...present], rows);
}

function startTable({ contestants: found, figures }: Results): string {
  const names = [ours, ...others].filter((name) => name in found);
  const keys = unique(
    figures.filter(({ what, batch, threads }) => what === 'first step' && batch === 32 && threads === 1),
  );
  const first = keys.map((key) => [
    `${key.of}, first step`,
    ...names.map((name) => seconds(figures.find((f) => f.contestant === name && same(f, key))?.ms ?? null)),
  ]);
  return markdown(['', ...names], [['loading', ...names.map((name) => seconds(found[name].loading))], ...first]);
}

function productTable(results: Results): string {
  const names = [ours, ...others].filter((name) => name in results.contestants);
  const keys = unique(results.figures.filter(({ what }) => what === 'matmul' || what === 'conv'));
  const rows = keys.map((key) => {
    const peak = peakOf(results, key.threads);
    return [
      `${key.of}${key.what === 'conv' ? ` × ${key.batch}` : ''}`,
      threadsOf(key),
      ...names.map((name) => speed(rate(key, timeOf(results, key, name)), peak)),
    ];
  });
  return markdown(['', 'threads', ...names], rows);
}

/** Operations a millisecond of the fastest large product. */
function peakOf({ figures }: Results, threads: number): number {
  const rates = figures.filter((f) => f.what === 'matmul' && f.threads === threads).map((f) => rate(f, f.ms) ?? 0);
  return Math.max(...rates);
}

function rate({ what, of, batch }: Key, ms: number | null): number | null {
  const n = (of.match(/\d+/g) ?? []).map(Number);
  const work = what === 'matmul' ? flops.matmul(n[0], n[1], n[3]) : flops.conv(batch, n[0], n[2], n[3]);
  return ms === null ? null : work / ms;
}

function cnnShares(results: Results): string {
  const keys = unique(results.figures.filter(({ what, of }) => what === 'step' && of === '002'));
  const shares = keys.map((key) => {
    const time = timeOf(results, key, ours);
    const share = time === null ? NaN : flops.cnnStep(key.batch) / time / peakOf(results, key.threads);
    return `${Math.round(100 * share)} % (batch ${key.batch}, threads: ${threadsOf(key)})`;
  });
  return shares.join(', ');
}

/** Who knows one thread only takes the same time with more of them. */
function timeOf({ figures }: Results, key: Key, contestant: string): number | null {
  const single = contestants.some(({ name, single }) => name === contestant && single);
  const wanted = single ? { ...key, threads: 1 } : key;
  return figures.find((figure) => figure.contestant === contestant && same(figure, wanted))?.ms ?? null;
}

function same(a: Key, b: Key): boolean {
  return a.what === b.what && a.of === b.of && a.batch === b.batch && a.threads === b.threads;
}

/** What is measured, whoever does it; by program, batch, threads. */
function unique(figures: readonly Key[]): Key[] {
  const firsts = figures.filter((key, i) => figures.findIndex((other) => same(other, key)) === i);
  const order = (key: Key): string => (key.what === 'step' ? `${key.of} ${String(key.batch).padStart(3, '0')}` : '');
  return firsts.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

/** What could not be measured as usual, each sentence once. */
function notes(figures: readonly Figure[]): string[] {
  const told = figures.flatMap(({ contestant, what, of, note }) =>
    note === undefined || note === 'too slow' ? [] : [`${contestant}, ${what} of ${of}: ${note}`],
  );
  return [...new Set(told)];
}

const nameOf = ({ what, of, batch }: Key): string => (what === 'step' ? `${of}, batch ${batch}` : of);
const threadsOf = ({ threads }: Key): string => (threads === 1 ? '1' : `all ${threads}`);
const milliseconds = (ms: number | null): string => (ms === null ? '–' : `${threeDigits(ms)} ms`);
const seconds = (ms: number | null, times = 1): string => (ms === null ? '–' : `${threeDigits((ms * times) / 1000)} s`);
const ratio = (ms: number | null, ours: number | null): string =>
  ms === null || ours === null ? '–' : `${threeDigits(ms / ours)}×`;
const speed = (rate: number | null, peak: number): string =>
  rate === null ? '–' : `${threeDigits(rate / 1e6)} (${Math.round((100 * rate) / peak)} %)`;

/** Two digits below 10, whole numbers from there on: medians of a few turns hold no more. */
function threeDigits(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString('en') : value.toPrecision(2);
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function listed(sentences: readonly string[]): string {
  return sentences.length === 0 ? '' : `\n${sentences.map((sentence) => `- ${sentence}`).join('\n')}\n`;
}
