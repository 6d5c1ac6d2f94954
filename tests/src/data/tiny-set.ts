/** A data set of a few images, for tests of everything that finds, downloads and reads data sets. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DataFile, ImageFiles, ImageSet } from '../../../src/data/digests.ts';
import { dice } from '../../../src/data/digits/dice.ts';
import { sha256 } from '../../../src/data/files.ts';
import { writeIdx } from '../../../src/data/idx.ts';

export interface TinySet {
  readonly set: ImageSet<'tiny'>;
  /** The unpacked files by name. */
  readonly bytes: Readonly<Record<string, Uint8Array>>;
}

const noise = (size: number) => {
  const random = dice(0, size);
  return Uint8Array.from({ length: size }, () => random.between(0, 256));
};
const images = (count: number) => writeIdx({ shape: [count, 28, 28], data: noise(count * 784) });
const labels = (count: number) =>
  writeIdx({ shape: [count], data: Uint8Array.from({ length: count }, (_, i) => i % 10) });

/** Twelve training and five test images of noise, labelled 0, 1, 2, …; `replace` puts other bytes in a file's place. */
export function tinySet(replace: Partial<ImageFiles<Uint8Array>> = {}): TinySet {
  const bytes: Record<string, Uint8Array> = {};
  const file = (name: string, content: Uint8Array): DataFile => {
    bytes[name] = content;
    return { name, bytes: content.length, sha256: sha256(content), packed: gzipSync(content).length };
  };
  const set: ImageSet<'tiny'> = {
    source: 'tiny',
    folder: 'tiny',
    about: 'Noise',
    files: {
      trainImages: file('train-images-idx3-ubyte', replace.trainImages ?? images(12)),
      trainLabels: file('train-labels-idx1-ubyte', replace.trainLabels ?? labels(12)),
      testImages: file('t10k-images-idx3-ubyte', replace.testImages ?? images(5)),
      testLabels: file('t10k-labels-idx1-ubyte', replace.testLabels ?? labels(5)),
    },
    mirrors: [],
  };
  return { set, bytes };
}

/** Writes the files into a folder, packed or not. */
export async function writeSet({ bytes }: TinySet, folder: string, { packed }: { packed: boolean }): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(bytes)) {
    await writeFile(join(folder, packed ? `${name}.gz` : name), packed ? gzipSync(content) : content);
  }
}
