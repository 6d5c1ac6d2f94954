/** Draws the embedded digits and writes them as gzipped IDX files: `node dist/src/data/digits/write.js [folder]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIGITS } from '../digests.ts';
import { packageData, sha256 } from '../files.ts';
import { embeddedDigits } from './embedded.ts';

const folder = process.argv[2] ?? join(await packageData(), DIGITS.folder);
await mkdir(folder, { recursive: true });
for (const [name, bytes] of Object.entries(embeddedDigits())) {
  const packed = gzipSync(bytes, { level: 9 });
  await writeFile(join(folder, `${name}.gz`), packed);
  console.log(`${name}: ${bytes.length} bytes, ${packed.length} packed, SHA-256 ${sha256(bytes)}`);
}
