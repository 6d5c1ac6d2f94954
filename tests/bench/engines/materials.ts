/** What all contestants are given: digits and weights as files of numbers, and our own side as files that Node runs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { type Digits, rng } from 'tslate';
import { repaired } from '../../seeds/000-by-hand.ts';
import { programs, startFrom } from '../../seeds/programs.ts';
import { peers, root } from './contestants.ts';

/** Writes images in [0, 1] as float32, labels as int32, and for each program the weights that it starts from. */
export function writeMaterials(folder: string, digits: Digits): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, ...arrays: readonly ArrayBufferView[]): void =>
    writeFileSync(
      join(folder, name),
      Buffer.concat(arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength))),
    );
  write('train-images.f32', digits.xTrain.data);
  write('test-images.f32', digits.xTest.data);
  write('train-labels.i32', digits.yTrain.data);
  const parameters = {
    '000': Object.values(repaired.weights(rng(0))),
    ...Object.fromEntries(Object.entries(programs).map(([name, { on }]) => [name, on(digits).parameters()])),
  };
  for (const [name, all] of Object.entries(parameters)) {
    startFrom(all, 0);
    write(`${name}-weights.f32`, ...all.map(({ data }) => data));
  }
}

/** Bundles a file in peers/ with what it imports of the tests; the built package stays outside. */
export async function bundle(file: string, folder: string): Promise<string> {
  const tslate = join(root, 'dist', 'src', 'index.js');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { tslate } },
    build: {
      ssr: join(peers, file),
      outDir: folder,
      emptyOutDir: false,
      target: 'esnext',
      minify: false,
      rolldownOptions: { external: [tslate] },
    },
  });
  return join(folder, file.replace(/\.ts$/, '.js'));
}
