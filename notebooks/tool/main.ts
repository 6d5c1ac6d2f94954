#!/usr/bin/env node
/** The course tool as a program: `npm run course -- --help`. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNotebook } from 'tslate/kernel';
import { courseCommand } from './cli.ts';
import { findRoot } from './course.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

process.exitCode = await courseCommand(process.argv.slice(2), {
  root: findRoot(dirname(fileURLToPath(import.meta.url))),
  runner: runNotebook,
  out: process.stdout,
  err: process.stderr,
  signal: stop.signal,
});
