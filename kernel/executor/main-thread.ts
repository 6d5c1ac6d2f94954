/** The executor's main thread: it runs user code and nothing else. */
import process from 'node:process';
import { Cells } from './cell.ts';
import { Comms } from './comms.ts';
import { type Command, type Job, Slot } from './contract.ts';
import { type ControlThread } from './control-thread.ts';
import { currentCell, knownCell } from './current.ts';
import { defineGlobals, defineHost } from './globals.ts';
import { makeImport } from './imports.ts';
import { InterruptError, Interrupts } from './interrupts.ts';
import { Atomics } from './intrinsics.ts';
import { sendReport } from './pipe.ts';
import { Questions } from './questions.ts';
import { Sources } from './sources.ts';
import { writeStacks } from './stacks.ts';
import { captureStdin } from './stdin.ts';
import { captureStreams } from './streams.ts';
import { describeThrown } from './thrown.ts';

type FromControl =
  | Extract<Command, { kind: 'comm' }>
  | { readonly kind: 'interrupt'; readonly round: number }
  | { readonly kind: 'run'; readonly job: Job }
  | { readonly kind: 'close' };

/** Puts the kernel's names on the global object and does what the control thread passes on. */
export function serve({ flag, commands, inputs }: ControlThread): void {
  const directory = process.cwd();
  const exit = process.exit.bind(process);

  captureStreams();
  const sources = new Sources();
  writeStacks(sources);
  const interrupts = new Interrupts(flag, directory);
  const questions = new Questions(interrupts, inputs);
  const progress = defineGlobals(directory, interrupts, makeImport(sources), questions);
  const comms = new Comms(reportLate);
  defineHost(comms, interrupts);
  const cells = new Cells(directory, interrupts, progress, sources, describe);
  captureStdin(questions, (cell, error) => cells.fail(cell, error));

  surviveSignals();
  process.on('uncaughtException', reportLate);
  process.on('unhandledRejection', reportLate);

  commands.on('message', take);
  sendReport(0, { kind: 'ready' });

  function take(message: FromControl): void {
    surviveSignals();
    if (message.kind === 'run') return cells.start(message.job);
    if (message.kind === 'close') return exit(0);
    if (message.kind === 'comm') return comms.take(message.cell, message);
    interrupts.stopWaiting();
    cells.interrupt();
    comms.interrupt();
    interrupts.obeyed();
    Atomics.store(flag, Slot.answered, message.round);
  }

  /**
   * Outside of a cell's synchronous part a SIGINT must not end the process. Node takes the listener away while a script
   * runs, and does not give it back where the script is terminated.
   */
  function surviveSignals(): void {
    if (!process.listeners('SIGINT').includes(interrupts.signalTaken)) process.on('SIGINT', interrupts.signalTaken);
  }

  function reportLate(error: unknown): void {
    if (error instanceof InterruptError) return;
    const thrown = describe(error);
    sendReport(knownCell() ?? cells.startedBy(thrown) ?? currentCell(), { kind: 'late-error', error: thrown });
  }

  function describe(error: unknown): ReturnType<typeof describeThrown> {
    return describeThrown(error, directory, sources);
  }
}
