/** The engines there are, and which one computes. */
import { lookUp } from '../errors.ts';
import type { Engine } from './engine.ts';
import { plain } from './plain/plain.ts';
import { simd } from './simd/simd.ts';

const engines = { plain, simd } satisfies Record<string, Engine>;
/** An engine by its name. */
export type EngineName = keyof typeof engines;

let current: EngineName = chosen();

/** The engine that computes now. */
export function engine(): Engine {
  return engines[current];
}

/**
 * Computes with `name` from now on; returns the name of the engine used before.
 * @param name `'simd'` (default: WebAssembly SIMD) or `'plain'` (readable loops, the reference).
 * @throws ArgumentError when there is no such engine.
 */
export function use(name: EngineName): EngineName {
  lookUp<Engine>(engines, name, 'engine');
  const before = current;
  current = name;
  return before;
}

/** Names of all engines. */
export function engineNames(): readonly EngineName[] {
  return Object.keys(engines).filter(isName);
}

/** `TSLATE_ENGINE` where there is an environment and it is set, else the fastest. */
function chosen(): EngineName {
  const wanted = globalThis.process?.env['TSLATE_ENGINE'] ?? '';
  if (wanted !== '') lookUp<Engine>(engines, wanted, 'TSLATE_ENGINE');
  return isName(wanted) ? wanted : 'simd';
}

function isName(name: string): name is EngineName {
  return Object.hasOwn(engines, name);
}
