#!/usr/bin/env node
/** The course tool as a program: `npm run course -- --help`. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNotebook } from 'tslate/kernel';
import { courseCommand } from './cli.ts';
import { findRoot } from './course.ts';

const stop = new AbortController();
const interrupt = (): void => stop.abort(new Error('the run was interrupted.'));
process.once('SIGINT', interrupt);
process.once('SIGTERM', interrupt);

process.exitCode = await courseCommand(process.argv.slice(2), {
  root: findRoot(dirname(fileURLToPath(import.meta.url))),
  runner: runNotebook,
  loadSheet: (name) => import(`../exercises/${name}.js`),
  out: process.stdout,
  err: process.stderr,
  signal: stop.signal,
});
