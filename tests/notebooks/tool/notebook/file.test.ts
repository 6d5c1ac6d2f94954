import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatNotebook, parseNotebook } from 'tslate/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildNotebook } from '../../../../notebooks/tool/notebook/build.ts';
import { readNotebook, writeNotebook } from '../../../../notebooks/tool/notebook/file.ts';
import { executed, failure, figure, published, stderr, stdout } from '../../outputs.ts';
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
  it('reads back what it wrote', () => {
    const path = join(folder, 'deep', 'a.ipynb');
    writeNotebook(path, notebook);
    const again = readNotebook(path);
    expect(again === undefined ? '' : formatNotebook(again)).toBe(readFileSync(path, 'utf8'));
  });

  it('gives undefined for a file that is not there', () => {
    expect(readNotebook(join(folder, 'none.ipynb'))).toBeUndefined();
  });

  it('says which file is no notebook, and what to do', () => {
    const path = join(folder, 'a.ipynb');
    writeFileSync(path, 'hello');
    expect(() => readNotebook(path)).toThrow(/a\.ipynb must be JSON.*; delete the file and run "course build"/);
  });

  it.skipIf(python === undefined)(
    "satisfies nbformat's own schema, and stays the same to a byte by way of nbformat",
    () => {
      const path = join(folder, 'a.ipynb');
      writeNotebook(path, notebook);
      const program =
        'import nbformat,sys;nb=nbformat.read(sys.argv[1],4);nbformat.validate(nb);sys.stdout.write(nbformat.writes(nb)+"\\n")';
      const written = execFileSync(python ?? '', ['-W', 'error', '-c', program, path], { encoding: 'utf8' });
      expect(formatNotebook(parseNotebook(written))).toBe(readFileSync(path, 'utf8'));
      // Only charts differ: nbformat spreads them over many lines.
      const chart = /^ +"application\/vnd\..*\+json": \{[^]*?^ +("text\/plain")/gm;
      expect(written.replace(chart, '$1')).toBe(readFileSync(path, 'utf8').replace(chart, '$1'));
    },
  );
});
