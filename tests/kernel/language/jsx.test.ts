import { afterAll, expect, test } from 'vitest';
import { Notebook, messages } from './harness.ts';

const notebook = new Notebook(import.meta.dirname);
afterAll(() => notebook.language.close());

test('JSX calls the factory that a comment names, of this cell or of an earlier one', async () => {
  const declared = 'const h = (tag: string, given: { id: string } | null, ...inner: string[]) => [tag, given, inner];';
  const first = await notebook.value(`/** @jsx h */\n${declared}\n<b id="x">in</b>`);
  expect(first).toEqual(['b', { id: 'x' }, ['in']]);
  expect(await notebook.value('/** @jsx h */\n<i />')).toEqual(['i', null, []]);
  expect(
    await notebook.value('/** @jsx h */\nfunction Own(given: { id: string }) { return given.id }\n<Own id="y" />'),
  ).toEqual([expect.any(Function), { id: 'y' }, []]);
  expect(await notebook.value('/** @jsxRuntime classic */\n/** @jsx h */\n<u />')).toEqual(['u', null, []]);
  await notebook.value('const tags = { element: h, all: "all" }');
  const fragment = '/** @jsx tags.element */\n/** @jsxFrag tags.all */\n<><b /></>';
  expect(await notebook.value(fragment)).toEqual(['all', null, [['b', null, []]]]);
});

test('JSX without its package is answered with what to install, once', async () => {
  expect(messages(await notebook.run('const element = <b id="x">bold</b>'))).toEqual([
    "TS2875 1:17 Cannot find module 'react/jsx-runtime', which JSX calls. " +
      'If the package is not installed yet, run in a cell of its own: %npm install react @types/react',
  ]);
});

test('a factory of JSX that nobody declares is told at its first tag, before the cell runs', async () => {
  expect(messages(await notebook.run('/** @jsx make */\nconst made = <b />;\n<i>{made}</i>'))).toEqual([
    "TS2304 2:14 Cannot find name 'make'.",
  ]);
  await notebook.value('const makes = (tag: string): string => tag');
  expect(messages(await notebook.run('/** @jsx make */\n<b />'))).toEqual([
    "TS2304 2:1 Cannot find name 'make'. Did you mean 'makes'?",
  ]);
});
