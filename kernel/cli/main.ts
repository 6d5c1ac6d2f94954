#!/usr/bin/env node
/** `tslate`: install the kernel, look whether it works, run notebooks; `kernel` is what Jupyter starts. */
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { builtFile, packageVersion } from '../root.ts';
import { nearest } from '../nearest.ts';
import type * as Front from './front.ts';

const usage = `tslate ${packageVersion}: a TypeScript kernel for Jupyter

  tslate install [--user | --sys-prefix | --prefix DIR] [--name NAME]   let Jupyter find the kernel
  tslate uninstall [the same options]                                   the reverse
  tslate doctor                                                         look whether everything works
  tslate run NOTEBOOK.ipynb [--output FILE] [-p NAME VALUE] [--help]    run a notebook, without Python
  tslate lab [FOLDER]                                                   open JupyterLab
  tslate kernel --connection-file FILE                                  what Jupyter starts
  tslate --help | --version
`;

type Command = (args: readonly string[]) => Promise<number | undefined>;

/** Each command loads only what it needs: the kernel must start fast. */
const commands: Readonly<Record<string, Command>> = {
  kernel: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { 'connection-file': { type: 'string', short: 'f' } } });
    const file = values['connection-file'];
    if (file === undefined) throw new Error('tslate kernel needs --connection-file FILE (Jupyter gives it).');
    const { runFront }: Pick<typeof Front, 'runFront'> = await import(
      pathToFileURL(builtFile('kernel/cli/front')).href
    );
    await runFront(file);
    return undefined;
  },
  install: async (args) => (await import('./install-command.ts')).install(args),
  uninstall: async (args) => (await import('./install-command.ts')).uninstall(args),
  doctor: async (args) => (await import('./doctor.ts')).doctor(args),
  run: async (args) => (await import('./run.ts')).run(args),
  lab: async (args) => (await import('./lab.ts')).lab(args),
};

async function main([name, ...args]: readonly string[]): Promise<number | undefined> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage);
    return name === undefined ? 1 : 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${packageVersion}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(args);
  const suggestion = nearest(name, Object.keys(commands));
  const hint = suggestion === undefined ? '' : ` Did you mean \`tslate ${suggestion}\`?`;
  process.stderr.write(`tslate has no command ${JSON.stringify(name)}.${hint} \`tslate --help\` lists all.\n`);
  return 2;
}

try {
  const code = await main(process.argv.slice(2));
  // The kernel goes on; everything else has ended, but may have left timers or sockets.
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
