import { expect, it } from 'vitest';
import { parseNotebook } from 'tslate/kernel';
import { buildNotebook } from '../../../../notebooks/tool/notebook/build.ts';
import { schemaFaults } from '../../../../notebooks/tool/verify/schema.ts';
import { executed, failure, figure, stdout } from '../../outputs.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

const built = buildNotebook(
  chapterOf(prose('p', 'Hello.', '你好。'), language, program('a', 'f();', ['check:num'])),
  'zh',
);
const ran = executed(built, () => [stdout('1'), figure(), failure('TypeError')]);

it('finds no fault with what the tool builds and the kernel runs', () => {
  expect(schemaFaults(built)).toEqual([]);
  expect(schemaFaults(ran)).toEqual([]);
});

it('says where a notebook is not what nbformat wants', () => {
  const [cell, ...rest] = ran.cells;
  if (cell === undefined) throw new Error('there is a first cell');
  const faults = schemaFaults({ ...ran, cells: [{ ...cell, id: 'no blanks, please' }, ...rest] });
  expect(faults[0]).toMatch(/nbformat's schema is not kept: \/cells\/0/);
  const tags = parseNotebook(JSON.stringify({ ...ran, cells: [{ ...cell, metadata: { tags: 'x' } }] }));
  expect(schemaFaults(tags)[0]).toContain('/cells/0');
});
