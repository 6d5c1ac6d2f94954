/**
 * The table of the README, from the results that `npm run bench -- tests/bench/engines` wrote: `npm run bench -- tests/bench/readme`
 * puts it between the markers there, and prints it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { format, resolveConfig } from 'prettier';
import { root } from './engines/contestants.ts';
import { readmeTable } from './engines/report.ts';
import { folder } from './engines/write.ts';

const [begin, end] = ['<!-- engines: begin -->', '<!-- engines: end -->'];

test('the table of the README', async () => {
  const table = readmeTable(JSON.parse(readFileSync(join(folder, 'engines.json'), 'utf8')));
  const block = `${begin}\n\n${table}\n\n${end}`;
  console.log(block);
  const path = join(root, 'README.md');
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  expect(from >= 0 && to > from, `README.md has no line ${begin} with ${end} after it`).toBe(true);
  const written = text.slice(0, from) + block + text.slice(to + end.length);
  writeFileSync(path, await format(written, { ...(await resolveConfig(path)), parser: 'markdown' }));
});
