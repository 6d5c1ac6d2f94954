import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildNotebook } from '../../../../notebooks/tool/notebook/build.ts';
import { notebookText, parseNotebook, readNotebook, writeNotebook } from '../../../../notebooks/tool/notebook/file.ts';
import { codeCell, executed, failure, figure, published, stderr, stdout } from '../../outputs.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

const chapter = chapterOf(prose('p', '# Title\n\n$x$', '# 标题\n\n$x$'), language, program('a', 'f();\ng();'));
const outputs = [stdout('one\ntwo'), stderr('three\n'), figure(), published({ accuracy: 0.5 }), failure('RangeError')];
const notebook = executed(buildNotebook(chapter, 'zh'), () => outputs);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'course-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A Python that has nbformat: the one that TSLATE_PYTHON names, else python3; undefined where it has not. */
function pythonWithNbformat(): string | undefined {
  const python = process.env['TSLATE_PYTHON'] ?? 'python3';
  try {
    execFileSync(python, ['-c', 'import nbformat'], { stdio: 'ignore' });
    return python;
  } catch {
    return undefined;
  }
}
const python = pythonWithNbformat();

describe('notebook files', () => {
  it('sorts keys, splits texts into lines and ends with one newline', () => {
    const text = notebookText(notebook);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.endsWith('\n\n')).toBe(false);
    const value = JSON.parse(text);
    expect(Object.keys(value)).toEqual(['cells', 'metadata', 'nbformat', 'nbformat_minor']);
    expect(value.cells[2].source).toEqual(['f();\n', 'g();']);
    expect(value.cells[2].outputs[0].text).toEqual(['one\n', 'two']);
    expect(value.cells[2].outputs[2].data['image/svg+xml']).toEqual(['<svg/>']);
    expect(value.cells[2].outputs[2].data['application/vnd.vegalite.v5+json']).toEqual({ mark: 'line' });
  });

  it('reads back what it wrote', () => {
    const path = join(folder, 'deep', 'a.ipynb');
    writeNotebook(path, notebook);
    const again = readNotebook(path);
    expect(again === undefined ? '' : notebookText(again)).toBe(readFileSync(path, 'utf8'));
  });

  it('gives undefined for a file that is not there', () => {
    expect(readNotebook(join(folder, 'none.ipynb'))).toBeUndefined();
  });

  it.each([
    ['text', 'hello', 'not JSON'],
    ['another format', '{"nbformat":3,"worksheets":[]}', 'format 4'],
    ['a cell without an id', JSON.stringify({ ...notebook, cells: [{ ...codeCell([]), id: undefined }] }), 'shape'],
    ['an output of an unknown type', notebookText(notebook).replace('"stream"', '"steam"'), 'shape'],
  ])('refuses %s in one sentence', (_what, text, reason) => {
    expect(() => parseNotebook(text, 'a.ipynb')).toThrow(reason);
  });

  it.skipIf(python === undefined)("satisfies nbformat's own schema, and nbformat would write it byte for byte", () => {
    const path = join(folder, 'a.ipynb');
    writeNotebook(path, notebook);
    const program =
      'import nbformat,sys;nb=nbformat.read(sys.argv[1],4);nbformat.validate(nb);sys.stdout.write(nbformat.writes(nb)+"\\n")';
    const written = execFileSync(python ?? '', ['-W', 'error', '-c', program, path], { encoding: 'utf8' });
    expect(written).toBe(readFileSync(path, 'utf8'));
  });
});
