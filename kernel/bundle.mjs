/**
 * Makes one CommonJS file of each of the kernel's programs, beside what `tsc` built of it: `dist/kernel/executor/main.cjs` is
 * `main.js` with all that it imports. Node takes longer to load 45 small modules than to start itself, see
 * tests/bench/NOTES.md. Where these files are missing, or older than the modules (after `tsc` alone), the modules run:
 * see `builtFile` in root.ts.
 */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../dist/kernel', import.meta.url));
const programs = ['cli/front', 'language/worker', 'executor/main', 'executor/control'];

const times = (ending) => programs.map((name) => statSync(path.join(root, name + ending), { throwIfNoEntry: false }));
const built = statSync(`${root}.tsbuildinfo`).mtimeMs;

if (times('.cjs').some((stat) => (stat?.mtimeMs ?? 0) < built)) {
  try {
    const { build } = await import('rolldown');
    await Promise.all(programs.map((name) => build(bundle(name))));
  } catch (error) {
    // Rolldown's binary is an optional dependency: the kernel works without, it only starts later.
    for (const name of programs) rmSync(path.join(root, `${name}.cjs`), { force: true });
    console.warn(`The kernel was not bundled, it will start a little slower: ${error}`);
  }
}

function bundle(name) {
  return {
    input: path.join(root, `${name}.js`),
    platform: 'node',
    // Packages stay what they are, and widgets what a cell gets that imports them: their state is there once.
    external: ['zeromq', /[/\\]widgets[/\\]controls\.js$/],
    output: {
      dir: path.dirname(path.join(root, name)),
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: `${path.basename(name)}-[name].cjs`,
      comments: false,
    },
    logLevel: 'warn',
  };
}
