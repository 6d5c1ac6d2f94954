import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { equationsIn, numberEquations } from '../../../../notebooks/tool/source/equations.ts';
import { readGlossary, showTerms, termsIn } from '../../../../notebooks/tool/source/glossary.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'glossary-'))));
afterAll(() => rmSync(folder, { recursive: true }));
function glossary(yaml: string) {
  const path = join(folder, 'glossary.yaml');
  writeFileSync(path, yaml);
  return readGlossary(path);
}
const term = "- { en: gradient, zh: 梯度, chapter: '06', definition: { en: Slopes., zh: 斜率。 } }\n";

it('reads terms with both names, a definition and their chapter', () => {
  expect(glossary(term)).toEqual([
    { name: { en: 'gradient', zh: '梯度' }, chapter: '06', definition: { en: 'Slopes.', zh: '斜率。' } },
  ]);
  expect(readGlossary(join(folder, 'none.yaml'))).toEqual([]);
});

it.each([
  ['a: b', 'must be a list of terms'],
  ['- { en: a, zh: 甲, chapter: 6 }', "needs en, zh and chapter: '05'"],
  ["- { en: a, zh: 甲, chapter: '06' }", '"a" needs a definition'],
  [term + term.replace('gradient', 'slope'), '"slope" and "gradient" have a name in common (梯度)'],
])('names what is wrong: %s', (yaml, message) => expect(() => glossary(yaml)).toThrow(message));

it('finds the terms that prose introduces, outside code and formulas', () => {
  expect(termsIn('[[a]] `[[b]]` $[[c]]$ and\n```\n[[d]]\n```\n[[e|es]]')).toEqual(['a', 'e']);
});

it('adds the English name to a Chinese term, except where that is the same word', () => {
  const transformer = "- { en: transformer, zh: Transformer, chapter: '14', definition: { en: Blocks., zh: 块。 } }\n";
  const terms = glossary(term + transformer);
  expect(showTerms('[[梯度]]，[[Transformer]]', 'zh', terms)).toBe('**梯度**（gradient），**Transformer**');
  expect(showTerms('[[gradient|Gradients]]', 'en', terms)).toBe('*Gradients*');
});

it('numbers equations within their chapter, in the order of the script, also behind comment signs', () => {
  const script = '// $$\n// z = x\n// $$ (eq:z)\n//\n// $$a$$ (eq:a)\n// $$b$$\n// $$\n// z = x\n// $$ (eq:z)';
  expect(equationsIn(script)).toEqual(['z', 'a']);
  const numbers = numberEquations(
    new Map([
      ['04-forward', script],
      ['12-conv', '$$c$$ (eq:conv)'],
    ]),
  );
  expect([...numbers]).toEqual([
    ['z', '4.1'],
    ['a', '4.2'],
    ['conv', '12.1'],
  ]);
});
