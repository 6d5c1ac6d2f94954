/** Keeps the results: as numbers, as tables, and as a chart. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { chart } from '../../../src/plot/figure.ts';
import { contestants, root } from './contestants.ts';
import { report } from './report.ts';
import type { Results } from './results.ts';

export const folder = join(root, 'tests', 'bench', 'results');

export async function writeResults(results: Results): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const write = async (name: string, text: string): Promise<void> => {
    const path = join(folder, name);
    const parser = /\.(json|md)$/.exec(name)?.[1].replace('md', 'markdown');
    const options = { ...(await resolveConfig(path)), ...(parser !== undefined && { parser }) };
    writeFileSync(path, parser === undefined ? text : await format(text, options));
  };
  const steps = stepsChart(results);
  await write('engines.json', JSON.stringify(results));
  await write('engines.md', report(results));
  await write('engines.vl.json', JSON.stringify(steps.spec));
  await write('engines.svg', `${await steps.toSVG()}\n`);
}

/** Each program a line, each contestant a point on it: milliseconds a step, on a logarithmic axis. */
function stepsChart({ figures, machine, date }: Results) {
  const names = contestants.map(({ name }) => name);
  const values = figures.flatMap(({ what, of, batch, threads, contestant, ms }) =>
    what === 'step' && batch === 32 && threads === 1 && ms !== null ? [{ of, contestant, ms }] : [],
  );
  const ours = values.flatMap(({ of, contestant, ms }) => (contestant === names[0] ? [`${of} ${ms} ms`] : []));
  return chart(
    {
      width: 520,
      height: 220,
      data: { values },
      mark: { type: 'point', filled: true, size: 110, opacity: 0.85 },
      encoding: {
        x: { field: 'ms', type: 'quantitative', scale: { type: 'log' }, title: 'milliseconds a step, one thread' },
        y: { field: 'of', type: 'nominal', title: 'article' },
        color: { field: 'contestant', type: 'nominal', scale: { domain: names }, title: null },
        shape: { field: 'contestant', type: 'nominal', scale: { domain: names }, title: null },
      },
    },
    {
      title: 'A training step of the five programs, batch 32',
      note: `${machine.processor}, ${date}`,
      alt: `Points on a logarithmic axis: milliseconds a training step of the five programs with batches of 32 on one thread, for ${names.join(', ')}. tslate: ${ours.join(', ')}.`,
    },
  );
}
