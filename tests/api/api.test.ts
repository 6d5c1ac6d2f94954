/** The page of public names is up to date, and every public name says what it is. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Docstring } from './docstring.ts';
import type { Member } from './declaration.ts';
import { type Name, publicNames } from './names.ts';
import { page } from './page.ts';

const sections = publicNames();
const names = sections.flatMap((section) => section.names);

describe('src/API.md', () => {
  it('is what `npm run api` makes of the docstrings', async () => {
    await expect(page(sections)).toMatchFileSnapshot(fileURLToPath(new URL('../../src/API.md', import.meta.url)));
  });

  it('has a section for every group of the index, and no section without names', () => {
    expect(sections.map(({ title }) => title)).toContain('Layers');
    for (const { title, names } of sections) expect(names, title).not.toHaveLength(0);
  });
});

describe('public names', () => {
  it('have a docstring each', () => {
    expect(names.filter(({ doc }) => doc === undefined).map(({ name, file }) => `${name} (${file})`)).toEqual([]);
  });

  it('that hold others have a docstring for each of them', () => {
    // What a name overrides has its docstring there: `out` of a ShapeFunction.
    const said = new Set(['toString', 'out']);
    const silent = (where: string, members: readonly Member[]): string[] =>
      members.filter(({ doc, name }) => doc === undefined && !said.has(name)).map(({ name }) => `${where}.${name}`);
    const operations = sections.flatMap((section) => section.operations);
    expect([
      ...names.flatMap(({ name, members }) => silent(name, members)),
      // Of overloads, one speaks for all.
      ...operations.flatMap(({ file, methods }) =>
        silent(
          file,
          methods.filter(({ name }) => !methods.some((other) => other.name === name && other.doc)),
        ),
      ),
    ]).toEqual([]);
  });

  it('take options whose types are public, so that they are described', () => {
    const known = new Set(names.map(({ name }) => name));
    expect(names.flatMap((entry) => optionsIn(entry).filter((name) => !known.has(name)))).toEqual([]);
  });

  it('that are functions speak of each parameter by its name', () => {
    expect(names.flatMap((entry) => unspoken(entry).map((parameter) => `${entry.name}: ${parameter}`))).toEqual([]);
  });
});

/** The types of options, and of the parts of one’s own layers and optimisers, that a function’s signature names. */
const optionsIn = ({ signatures }: Name): readonly string[] =>
  signatures.flatMap((signature) =>
    /^(class|interface|type) /.test(signature) ? [] : (signature.match(/\w+(Options|Source|Rule)\b/g) ?? []),
  );

/** Parameters that the docstring does not mention. */
const unspoken = ({ doc, parameters }: Name): readonly string[] =>
  parameters.filter((parameter) => doc !== undefined && !mentions(doc, parameter));

function mentions({ text, params }: Docstring, parameter: string): boolean {
  const words = [text, ...params.map((param) => `${param.name} ${param.text}`)].join('\n');
  return new RegExp(`(?<!\\w)${parameter}(?!\\w)`).test(words);
}
