/** The engines there are, and which one computes. */
import { lookUp } from '../errors.ts';
import type { Engine } from './engine.ts';
import { plain } from './plain/plain.ts';
import { simd } from './simd/simd.ts';

const engines = { plain, simd } satisfies Record<string, Engine>;
export type EngineName = keyof typeof engines;

let current: Engine = choose();

/** The engine that computes now. */
export function engine(): Engine {
  return current;
}

/**
 * Computes with `name` from now on; returns the name of the engine used before.
 * @param name `'simd'` (default: WebAssembly SIMD) or `'plain'` (readable loops, the reference).
 * @throws ArgumentError when there is no such engine.
 */
export function use(name: EngineName): string {
  const before = current.name;
  current = lookUp<Engine>(engines, name, 'engine');
  return before;
}

/** Names of all engines. */
export function engineNames(): readonly string[] {
  return Object.keys(engines);
}

/** `TSLATE_ENGINE` where there is an environment and it is set, else the fastest. */
function choose(): Engine {
  const wanted = globalThis.process?.env['TSLATE_ENGINE'];
  return wanted === undefined || wanted === '' ? simd : lookUp<Engine>(engines, wanted, 'TSLATE_ENGINE');
}
