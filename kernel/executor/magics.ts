/** What magics do when the cell runs. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { inspect } from 'node:util';
import { type RunMagicName } from '../magics/table.ts';
import { parseObject } from '../protocol/json.ts';
import { display, page, setNextInput } from './display.ts';
import { helpPage } from './help.ts';
import { type Interrupts } from './interrupts.ts';
import { Error, globalObject, Promise, Reflect } from './intrinsics.ts';

/** Carries out the magic of a name. */
export type RunMagic = (name: RunMagicName, argument: string) => Promise<void>;

/** @param directory the notebook's folder */
export function makeMagics(directory: string, interrupts: Interrupts): RunMagic {
  const shell = async (command: string): Promise<void> => {
    const failure = await runCommand(command, directory, interrupts);
    // Made here and not where the child process ends: then its stack leads to the cell.
    if (failure !== undefined) throw new Error(`the command ${failure}: ${command}`);
  };
  const run: Readonly<Record<RunMagicName, (argument: string) => void | Promise<void>>> = {
    who: (names) => listNames(names === '' ? [] : names.split(' ')),
    load: (path) => setNextInput(readFileSync(resolve(directory, path), 'utf8'), true),
    npm: (words) => shell(`npm ${words}`),
    sh: shell,
    html: (text) => void display({ 'text/html': text }),
    javascript: (text) => void display({ 'application/javascript': text }),
    pinfo: (found) => page(parseObject(found, 'What is known of a name')),
    help: () => page(helpPage()),
  };
  return async (name, argument) => await run[name](argument);
}

/** With the cell's standard output; tells how the command failed, and ends it when the cell is interrupted. */
function runCommand(command: string, directory: string, interrupts: Interrupts): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(command, {
      cwd: directory,
      shell: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      // A group of its own, so that what the shell started ends with it.
      detached: process.platform !== 'win32',
      env: { ...process.env, npm_config_fund: 'false', npm_config_audit: 'false' },
    });
    const forget = interrupts.whenInterrupted(() => {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGINT');
    });
    child.on('error', ({ message }) => done(`could not be started (${message})`));
    child.on('close', (code, signal) => {
      forget();
      done(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`);
    });
  });
}

/** A table of names and values, one line for each. */
function listNames(names: readonly string[]): void {
  const width = names.reduce((most, name) => (name.length > most ? name.length : most), 0);
  const lines = names.map((name) => {
    const value: unknown = Reflect.get(globalObject, name);
    const shown = inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 6, maxStringLength: 60 });
    const short = shown.length > 100 ? `${shown.slice(0, 99)}…` : shown;
    return `${name.padEnd(width)}   ${short.replace(/\s*\n\s*/g, ' ')}`;
  });
  process.stdout.write(lines.length === 0 ? 'No cell has declared anything yet.\n' : `${lines.join('\n')}\n`);
}
