/** A model's weights in a safetensors file. */
import { DataError } from '../data/data-error.ts';
import { nearestName } from '../errors.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

/** A model, as far as its weights are concerned. */
export interface HasWeights {
  /** Its weights by their paths, `dense1/W`. */
  weights(): ReadonlyMap<string, AnyParameter>;
}

/**
 * Writes all weights of a model to a safetensors file, each under its path in the model, `dense1/W`.
 * @param path the file; missing folders are made
 * @throws DataError when it cannot be written
 */
export async function saveWeights(model: HasWeights, path: string): Promise<void> {
  const { writeBytes } = await import('./files.ts');
  await writeBytes(path, writeSafetensors(model.weights(), { format: 'tslate weights' }));
}

/**
 * Gives a model the weights of a safetensors file that was written from a model of the same layers, or by a checkpoint
 * of its training. Where something does not fit, the model stays as it was.
 * @param path the file
 * @throws DataError when the file is missing or damaged; when a weight is missing, is there but not in the model, or has
 * another shape
 */
export async function loadWeights(model: HasWeights, path: string): Promise<void> {
  const { readBytes } = await import('./files.ts');
  const { tensors } = readSafetensors(await readBytes(path), path);
  for (const [p, values] of matchWeights(model.weights(), tensors, path)) p.assign(values);
}

/** What names in a checkpoint begin with that belong to the state of the training. */
export const TRAINING = 'training/';

/** Every weight with its values in a file. @throws DataError as `loadWeights` */
export function matchWeights(
  weights: ReadonlyMap<string, AnyParameter>,
  stored: ReadonlyMap<string, AnyTensor>,
  file: string,
): readonly (readonly [AnyParameter, AnyTensor])[] {
  const tensors = new Map([...stored].filter(([name]) => !name.startsWith(TRAINING)));
  checkNames(weights, tensors, file);
  return [...weights].map(([name, p]) => {
    const values = tensors.get(name) ?? p;
    if (sameShape(p.shape, values.shape)) return [p, values.cast(p.dtype)] as const;
    throw new DataError(file, {
      what: name,
      expected: `the shape ${showShape(p.shape)}, as the model has it`,
      received: showShape(values.shape),
      hint: 'build the model with the sizes it was stored with',
    });
  });
}

function checkNames(
  weights: ReadonlyMap<string, AnyParameter>,
  tensors: ReadonlyMap<string, AnyTensor>,
  file: string,
): void {
  const missing = [...weights.keys()].filter((name) => !tensors.has(name));
  const extra = [...tensors.keys()].filter((name) => !weights.has(name));
  if (missing.length === 0 && extra.length === 0) return;
  if (weights.size === 0) {
    throw new DataError(file, {
      expected: 'a model that has weights',
      received: 'one whose layers are not built yet',
      hint: 'call the model with one batch of samples first',
    });
  }
  const nearest = missing.length > 0 ? nearestName(missing[0], extra) : undefined;
  throw new DataError(file, {
    expected: `the weights of the model, ${weights.size}`,
    received: [
      `${tensors.size}`,
      ...(missing.length > 0 ? [`of which ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`] : []),
      ...(extra.length > 0 ? [`${listed(extra)} not in the model`] : []),
    ].join(', '),
    hint:
      nearest === undefined
        ? 'it was stored from another model'
        : `is '${missing[0]}' there under the name '${nearest}'?`,
  });
}

/** The first few names. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}
