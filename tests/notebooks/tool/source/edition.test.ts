import { describe, expect, it } from 'vitest';
import { codeIn, markedComments, neutralCode } from '../../../../notebooks/tool/source/edition.ts';

describe('codeIn', () => {
  it('keeps a trailing comment in its own language, without its mark', () => {
    const code = 'const dW = outer(delta, a); // en: outer product // zh: 外积';
    expect(codeIn('en', code)).toBe('const dW = outer(delta, a); // outer product');
    expect(codeIn('zh', code)).toBe('const dW = outer(delta, a); // 外积');
  });

  it('takes out whole lines that speak the other language', () => {
    const code = '// en: first\n// zh: 第一\nconst a = 1;\n  // en: inner\n  // zh: 内部\nconst b = 2;';
    expect(codeIn('en', code)).toBe('// first\nconst a = 1;\n  // inner\nconst b = 2;');
    expect(codeIn('zh', code)).toBe('// 第一\nconst a = 1;\n  // 内部\nconst b = 2;');
  });

  it('takes out a last line that speaks the other language', () => {
    expect(codeIn('zh', 'a;\n// en: the end')).toBe('a;');
  });

  it('leaves comments without a mark, and addresses, in both languages', () => {
    const code = 'f(); // see https://example.org/en: here\n// both';
    expect(codeIn('zh', code)).toBe(code);
  });

  it('leaves texts, templates and regular expressions alone', () => {
    const code = "const s = '// en: no'; const t = `${s} // zh: 不是`; const r = /[/] // en: x/;";
    expect(codeIn('en', code)).toBe(code);
    expect(codeIn('zh', code)).toBe(code);
  });

  it('sets the language in the cell tagged for it, and only there', () => {
    expect(codeIn('zh', "setLanguage('en'); // 'en'", ['language'])).toBe("setLanguage('zh'); // 'en'");
    expect(codeIn('en', "setLanguage('en');", ['language'])).toBe("setLanguage('en');");
    expect(codeIn('zh', "setLanguage('en');")).toBe("setLanguage('en');");
  });

  it('works in cells with top-level await', () => {
    expect(codeIn('zh', 'const x = await f(); // en: waits // zh: 等待\nx.length')).toBe(
      'const x = await f(); // 等待\nx.length',
    );
  });
});

describe('neutralCode', () => {
  it('is equal for the two editions of a cell', () => {
    const code = "// en: one\n// zh: 一\nsetLanguage('en');\nf(); // en: two // zh: 二";
    expect(neutralCode(codeIn('zh', code, ['language']))).toBe(neutralCode(codeIn('en', code, ['language'])));
  });

  it('differs where the code differs', () => {
    expect(neutralCode('f(1); // one')).not.toBe(neutralCode('f(2); // one'));
  });
});

describe('markedComments', () => {
  it('counts the comments of each language', () => {
    expect(markedComments('a; // en: one // zh: 一\nb; // en: two')).toEqual({ en: 2, zh: 1 });
  });
});
