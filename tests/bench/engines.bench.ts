/**
 * The engine beside its peers: PyTorch, `torch.compile`, JAX, Keras and TensorFlow.js, on the programs of the five articles.
 *
 *     node tests/bench/setup.mjs                               # once: installs the peers
 *     TSLATE_DATA=… npm run bench -- tests/bench/engines
 *
 * Takes about a quarter of an hour. Writes results/engines.json, .md, .vl.json and .svg beside this file. For a part of it:
 * TSLATE_CONTESTANTS='tslate,JAX' TSLATE_PROGRAMS=001,002, which writes nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mnist } from 'tslate';
import { contestants, root } from './engines/contestants.ts';
import { bundle, writeMaterials } from './engines/materials.ts';
import { measured } from './engines/measure.ts';
import { differingLosses, report } from './engines/report.ts';
import type { Figure, Results } from './engines/results.ts';
import { Talk } from './engines/talk.ts';
import { writeResults } from './engines/write.ts';

const wanted = (name: string): readonly string[] | undefined => process.env[name]?.split(',');

test('the engine beside its peers', async () => {
  const [only, programs] = [wanted('TSLATE_CONTESTANTS'), wanted('TSLATE_PROGRAMS')];
  const chosen = contestants.filter(({ name }) => only?.includes(name) ?? true);
  const folder = mkdtempSync(join(tmpdir(), 'tslate-bench-'));
  const digits = await mnist.load();
  const [train, test] = [digits.xTrain.shape[0], digits.xTest.shape[0]];
  const found: Record<string, { version: string; loading: number }> = {};
  const missing: Record<string, string> = {};
  const figures: Figure[] = [];
  try {
    writeMaterials(folder, digits);
    const bundles = new Map<string, string>();
    for (const { file } of chosen) {
      if (file.endsWith('.ts') && !bundles.has(file))
        bundles.set(file, await bundle(file, join(root, '.tslate', 'bench')));
    }
    const cores = availableParallelism();
    for (const threads of cores > 1 ? [1, cores] : [1]) {
      const talks: Talk[] = [];
      for (const contestant of chosen) {
        if (contestant.name in missing || (threads > 1 && contestant.single)) continue;
        try {
          const talk = await Talk.start(contestant, { folder, threads, bundle: (file) => bundles.get(file) ?? file });
          found[contestant.name] ??= { version: talk.version, loading: Math.round(talk.loading) };
          talks.push(talk);
        } catch (error) {
          missing[contestant.name] = error instanceof Error ? error.message : String(error);
        }
      }
      try {
        for await (const figure of measured(talks, { threads, train, test, ...(programs && { programs }) })) {
          figures.push(figure);
          process.stderr.write(`${line(figure)}\n`);
        }
      } finally {
        await Promise.all(talks.map((talk) => talk.end()));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    machine: { processor: cpus()[0].model, cores: availableParallelism(), node: process.versions.node },
    images: { source: digits.source, train, test },
    contestants: found,
    missing,
    figures,
  };
  console.log(report(results));
  if (only === undefined && programs === undefined) await writeResults(results);
  expect(differingLosses(results), 'Not all contestants train the same program').toEqual([]);
});

function line({ what, of, batch, threads, contestant, ms, note = '' }: Figure): string {
  const time = ms === null ? '–' : `${ms.toPrecision(4)} ms`;
  return `${threads} thread${threads === 1 ? ' ' : 's'}  ${what.padEnd(10)} ${of} × ${batch}  ${contestant.padEnd(14)} ${time}  ${note}`;
}
