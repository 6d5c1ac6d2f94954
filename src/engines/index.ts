/** The engines there are, and which one computes. */
import { checkWholeNumber } from '../checks.ts';
import { lookUp } from '../errors.ts';
import type { Engine } from './engine.ts';
import type { Compiler, EngineOptions } from './executable.ts';
import { plain } from './plain/plain.ts';
import { simd } from './simd/simd.ts';
import { allowThreads } from './simd/threads.ts';
import { tensorflow } from './tensorflow/tensorflow.ts';

export type { EngineOptions };

/** What computes operation by operation, whether whole steps are compiled, and for what. */
interface Choice {
  /** Made when it is asked for: it may not be there. */
  eager(): Engine;
  readonly compiles: 'never' | 'where it pays' | 'always';
  readonly compiler: () => Promise<Compiler>;
}

/** Programs on the kernels of the engine simd. */
const kernels = async (): Promise<Compiler> => (await import('./simd/program/prepare.ts')).compiler;
/** Programs on ONNX Runtime, where it has a binary for this platform. */
const runtime = async (): Promise<Compiler> => (await (await import('./onnx/onnx.ts')).onnx()) ?? kernels();

const choices = {
  auto: { eager: () => simd, compiles: 'where it pays', compiler: runtime },
  onnx: { eager: () => simd, compiles: 'always', compiler: runtime },
  simd: { eager: () => simd, compiles: 'where it pays', compiler: kernels },
  tensorflow: { eager: tensorflow, compiles: 'never', compiler: kernels },
  plain: { eager: () => plain, compiles: 'never', compiler: kernels },
} satisfies Record<string, Choice>;
/** An engine by its name. */
export type EngineName = keyof typeof choices;

let current: EngineName = chosen();
let eager = choices[current].eager();
let settings: EngineOptions = {};
allowThreads(engineOptions().threads);

/** The engine that computes operation by operation. */
export function engine(): Engine {
  return eager;
}

/** What makes graphs ready to run. */
export function compiler(): Promise<Compiler> {
  return choices[current].compiler();
}

/** Whether whole steps are compiled. */
export function compiles(): Choice['compiles'] {
  return choices[current].compiles;
}

/** How engines shall compute. */
export function engineOptions(): EngineOptions {
  const threads = Number(environment('TSLATE_THREADS') ?? '');
  return threads > 0 ? { threads, ...settings } : settings;
}

/**
 * Computes with `name` from now on; returns the name of the engine used before. Before any call, the environment variable
 * `TSLATE_ENGINE` names the engine.
 * @param name `'auto'` (default): operation by operation on `'simd'` (WebAssembly SIMD), but steps of trainings and
 * evaluations with many samples compiled for ONNX Runtime; `'onnx'`: those of all trainings; `'simd'`: those with many
 * samples for the kernels of this engine; `'tensorflow'` (TensorFlow's kernels, where `@tensorflow/tfjs-node` is installed, or
 * another package of the kind that `TSLATE_TENSORFLOW` names) or `'plain'` (readable loops, the reference): nothing is
 * compiled
 * @param options threads, and devices for ONNX Runtime
 * @throws ArgumentError when there is no such engine, it is not installed, or the number of threads makes no sense
 */
export function use(name: EngineName, options: EngineOptions = {}): EngineName {
  lookUp<Choice>(choices, name, 'engine');
  if (options.threads !== undefined) checkWholeNumber('use', 'threads', options.threads);
  const before = current;
  eager = choices[name].eager();
  [current, settings] = [name, options];
  allowThreads(engineOptions().threads);
  return before;
}

/** Names of all engines. */
export function engineNames(): readonly EngineName[] {
  return Object.keys(choices).filter(isName);
}

/** `TSLATE_ENGINE` where there is an environment and it is set, else what pays. */
function chosen(): EngineName {
  const wanted = environment('TSLATE_ENGINE') ?? '';
  if (wanted !== '') lookUp<Choice>(choices, wanted, 'TSLATE_ENGINE');
  return isName(wanted) ? wanted : 'auto';
}

function environment(name: string): string | undefined {
  return globalThis.process?.env[name];
}

function isName(name: string): name is EngineName {
  return Object.hasOwn(choices, name);
}
