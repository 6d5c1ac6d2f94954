/** What lies in the files that Keras writes: text in a zip, arrays in HDF5. The libraries are loaded when they are needed. */
import { DataError } from '../../data/data-error.ts';
import { tensor } from '../../tensor/create.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** Arrays by path, `layers/dense/vars/0`. */
export type Arrays = ReadonlyMap<string, Tensor<Shape>>;

/** How zip files and HDF5 files begin. */
const ZIP = [0x50, 0x4b];
const HDF5 = [0x89, 0x48, 0x44, 0x46];

/** The files in a `.keras` file by name. @throws DataError when it is no zip, or a damaged one */
export async function unzip(what: string, bytes: Uint8Array): Promise<Readonly<Record<string, Uint8Array>>> {
  const expected = 'a .keras file of Keras 3 (a zip)';
  if (begins(bytes, HDF5)) {
    const hint = 'save the model as .keras with Keras 3, or load its weights into a model with loadKerasWeights';
    throw new DataError(what, { expected, received: 'an HDF5 file (.h5)', hint });
  }
  if (!begins(bytes, ZIP)) throw new DataError(what, { expected, received: `${bytes.length} bytes of another format` });
  const { unzipSync } = await import('fflate');
  try {
    return unzipSync(bytes);
  } catch (error) {
    throw new DataError(what, { expected, received: `a damaged one (${reasonOf(error)})` });
  }
}

/** All arrays of numbers in an HDF5 file. @throws DataError when it is none, or a damaged one */
export async function readHdf5(what: string, bytes: Uint8Array): Promise<Arrays> {
  const expected = 'weights in HDF5 (.weights.h5)';
  if (!begins(bytes, HDF5))
    throw new DataError(what, { expected, received: `${bytes.length} bytes of another format` });
  const { File } = await import('jsfive');
  const found = new Map<string, Tensor<Shape>>();
  try {
    const file = new File(new Uint8Array(bytes).buffer, what);
    const waiting = [...file.keys];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const item = file.get(path);
      if (item === null) continue;
      if ('value' in item) {
        // Weights are floats; half and double precision become float32.
        if (/^[<>|]f/.test(item.dtype)) found.set(path, tensor(Float32Array.from(item.value), item.shape));
      } else for (const name of item.keys ?? []) waiting.push(`${path}/${name}`);
    }
  } catch (error) {
    throw new DataError(what, { expected, received: `a damaged file (${reasonOf(error)})` });
  }
  return found;
}

/** Whether these are the bytes of a `.keras` file, which holds more than weights. */
export function isZip(bytes: Uint8Array): boolean {
  return begins(bytes, ZIP);
}

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** jsfive throws texts. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
