/** The state of a training: taken as named tensors, and put back so that it goes on as if nothing had happened. */
import type { Callback, Snapshot } from '../callbacks/callback.ts';
import { DataError } from '../data/data-error.ts';
import { readSafetensors } from '../formats/safetensors.ts';
import { matchWeights, TRAINING } from '../formats/weights.ts';
import type { OptimizerState } from '../optimizers/optimizer-state.ts';
import { type Rng, sharedRng } from '../random/rng.ts';
import { tensor } from '../tensor/create.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Parts } from './parts.ts';

/** A training under way. */
export interface Run {
  readonly parts: Parts;
  readonly random: Rng;
  readonly callbacks: readonly Callback[];
  readonly history: Record<string, number[]>;
  /** Epochs that are done. */
  epoch: number;
  /** Whether a callback has ended it. */
  stopped: boolean;
}

const FORMAT = 'tslate checkpoint';

/**
 * Weights under their paths; under `training/…` everything else, numbers in float64: the optimiser with what it remembers
 * of each parameter, the random generators, the history, the memory of the callbacks.
 */
export function snapshot({ parts, random, callbacks, history, epoch, stopped }: Run): Snapshot {
  const tensors = new Map<string, AnyTensor>();
  const note = (name: string, ...numbers: readonly number[]): void =>
    void tensors.set(`${TRAINING}${name}`, tensor(Float64Array.from(numbers), [numbers.length]));
  for (const [name, { data, shape, dtype }] of parts.model.weights()) tensors.set(name, new Tensor(data, shape, dtype));
  note('progress', epoch, Number(stopped));
  note('random', ...random.state);
  note('sharedRandom', ...sharedRng().state);
  for (const [name, numbers] of Object.entries(history)) note(`history/${name}`, ...numbers);
  const named = trainable(parts);
  const optimizer = parts.optimizer.state(named.map(([, p]) => p));
  note('optimizer', optimizer.steps, optimizer.rateFactor);
  optimizer.parameters.forEach(({ step, slots }, i) => {
    const place = `optimizer/${named[i][0]}`;
    note(`${place}/step`, step);
    slots.forEach((slot, k) => tensors.set(`${TRAINING}${place}/slot${k}`, slot));
  });
  for (const [name, callback] of namedCallbacks(callbacks)) {
    const { numbers = {}, tensors: kept = new Map<string, AnyTensor>() } = callback.memory?.() ?? {};
    for (const [key, value] of Object.entries(numbers)) note(`callbacks/${name}/numbers/${key}`, value);
    for (const [key, values] of kept) tensors.set(`${TRAINING}callbacks/${name}/tensors/${key}`, values);
  }
  return { tensors, metadata: { format: FORMAT, optimizer: optimizer.name } };
}

/**
 * Puts a run in the state of a checkpoint.
 * @throws DataError when the file is missing, damaged, no checkpoint, or that of another model or optimiser
 */
export async function resume(run: Run, path: string): Promise<void> {
  const { readBytes } = await import('../formats/files.ts');
  const { tensors, metadata } = readSafetensors(await readBytes(path), path);
  if (metadata['format'] !== FORMAT) {
    throw new DataError(path, {
      expected: 'a checkpoint of a training',
      received: `a file of another kind (${metadata['format'] ?? 'unnamed'})`,
      hint: 'if it holds weights only, use loadWeights',
    });
  }
  const { parts } = run;
  if (metadata['optimizer'] !== parts.optimizer.name) {
    throw new DataError(path, {
      expected: `a checkpoint of a training with ${parts.optimizer.name}`,
      received: `one with ${metadata['optimizer']}`,
      hint: 'compile the model with the same optimiser',
    });
  }
  const numbers = (name: string): readonly number[] => {
    const found = tensors.get(`${TRAINING}${name}`);
    if (found !== undefined) return Array.from<number>(found.data);
    throw new DataError(path, { expected: `${TRAINING}${name} in the checkpoint`, received: 'none' });
  };
  const under = (prefix: string): readonly (readonly [string, AnyTensor])[] =>
    [...tensors].flatMap(([name, values]) =>
      name.startsWith(TRAINING + prefix) ? [[name.slice((TRAINING + prefix).length), values] as const] : [],
    );
  // Everything is read before anything is changed.
  const weights = matchWeights(parts.model.weights(), tensors, path);
  const named = trainable(parts);
  const [steps, rateFactor] = numbers('optimizer');
  const state: OptimizerState = {
    ...{ name: parts.optimizer.name, steps, rateFactor },
    parameters: named.map(([name]) => ({
      step: numbers(`optimizer/${name}/step`)[0],
      slots: [...under(`optimizer/${name}/slot`)].sort(([a], [b]) => Number(a) - Number(b)).map(([, slot]) => slot),
    })),
  };
  const [epoch, stopped] = numbers('progress');
  const [random, shared] = ['random', 'sharedRandom'].map(numbers);
  parts.optimizer.restore(
    state,
    named.map(([, p]) => p),
  );
  for (const [p, values] of weights) p.assign(values);
  [run.epoch, run.stopped] = [epoch, stopped === 1];
  for (const [name, values] of under('history/')) run.history[name] = Array.from<number>(values.data);
  for (const [name, callback] of namedCallbacks(run.callbacks)) {
    const remembered = under(`callbacks/${name}/numbers/`).map(([key, { data }]) => [key, data[0]] as const);
    const kept = new Map(under(`callbacks/${name}/tensors/`));
    if (remembered.length + kept.size > 0) {
      callback.recall?.({ numbers: Object.fromEntries(remembered), tensors: kept });
    }
  }
  sharedRng().state = [shared[0], shared[1], shared[2]];
  run.random.state = [random[0], random[1], random[2]];
}

/** The weights that gradients change, with their paths. */
function trainable({ model }: Parts): readonly (readonly [string, AnyParameter])[] {
  return [...model.weights()].filter(([, p]) => p.trainable);
}

/** Those that have a name; a second one of the same name is told apart by a number. */
function namedCallbacks(callbacks: readonly Callback[]): readonly (readonly [string, Callback])[] {
  const counts = new Map<string, number>();
  return callbacks.flatMap((callback) => {
    if (callback.name === undefined) return [];
    const count = (counts.get(callback.name) ?? 0) + 1;
    counts.set(callback.name, count);
    return [[count === 1 ? callback.name : `${callback.name}${count}`, callback] as const];
  });
}
