import { describe, expect, test } from 'vitest';
import { type StackFrame } from '../../../kernel/executor/contract.ts';
import { codeFrame, diagnosticsFailure, thrownFailure } from '../../../kernel/session/tracebacks.ts';

const plain = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/\u001b\[\d+m/g, ''));
const cell = { label: 'cell [1]', code: 'one\n\ttwo = 2\nthree\nfour\nfive' };

describe('a code frame', () => {
  test('shows two lines around the place, the mark under it whatever the indentation', () => {
    expect(plain(codeFrame(cell.code, 2, 2, 3))).toEqual([
      ...['  1 | one', '> 2 | \ttwo = 2', '    | \t^^^', '  3 | three', '  4 | four'],
    ]);
  });

  test('never marks beyond the end of the line', () => {
    expect(plain(codeFrame('ab', 1, 2, 99))).toEqual(['> 1 | ab', '    |  ^']);
    expect(plain(codeFrame('ab', 1, 3, 0))).toEqual(['> 1 | ab', '    |   ^']);
  });
});

describe('a failure', () => {
  test('of types counts and places the errors, leaving warnings out', () => {
    const diagnostic = { code: 'TS2322', message: 'no', line: 2, column: 2, length: 3 } as const;
    const failure = diagnosticsFailure(
      [
        { ...diagnostic, severity: 'warning' },
        { ...diagnostic, severity: 'error' },
        { ...diagnostic, severity: 'error', line: 3 },
      ],
      cell,
    );
    expect(failure).toMatchObject({ ename: 'TypeScriptError', evalue: 'cell [1], line 2, column 2: no (and 1 more)' });
    expect(failure.traceback).toHaveLength(3);
  });

  test('of local files names them, shows their code, and says how to run it nevertheless', () => {
    const inFile = { code: 'TS2322', message: 'no', line: 1, column: 1, length: 1, file: { name: 'f.ts', code: 'x' } };
    const failure = diagnosticsFailure([{ ...inFile, severity: 'error' }], cell);
    expect(failure.evalue).toBe('f.ts, line 1, column 1: no');
    expect(plain(failure.traceback)).toEqual([
      'TypeScriptError: the cell was not run, because TypeScript found an error in f.ts, which it imports',
      'f.ts, line 1, column 1: no (TS2322)\n> 1 | x\n    | ^',
      expect.stringContaining('%types warn'),
    ]);
    const inCell = { code: 'TS2322', message: 'no', line: 3, column: 1, length: 1, severity: 'error' } as const;
    const both = diagnosticsFailure([{ ...inFile, severity: 'error' }, inCell], cell).traceback;
    expect(both[0]).toContain('found 2 errors in f.ts, which it imports, and in it');
    expect(both).toHaveLength(3);
  });

  test('of grammar is called a SyntaxError', () => {
    const diagnostic = { severity: 'error', code: 'TS1005', message: 'x', line: 1, column: 1, length: 0 } as const;
    expect(diagnosticsFailure([diagnostic], cell).ename).toBe('SyntaxError');
  });

  test('of running code names cells by their number and tells causes', () => {
    const frames = [
      { name: 'read', file: '/lib/x.js', line: 9, column: 1 },
      { name: '', file: 'cell-1.ts', line: 3, column: 1 },
    ];
    const thrown = { ename: 'E', evalue: 'v', frames, causes: [{ ename: 'C', evalue: 'w', frames: [], causes: [] }] };
    const { traceback } = thrownFailure(thrown, (name) => (name === 'cell-1.ts' ? cell : undefined));
    expect(plain(traceback)).toEqual([
      'E: v',
      'cell [1], line 3:',
      '  1 | one\n  2 | \ttwo = 2\n> 3 | three\n    | ^\n  4 | four\n  5 | five',
      '    at read (/lib/x.js, line 9, column 1)',
      '    at cell [1], line 3, column 1',
      'Caused by C: w',
    ]);
  });

  test('of running code shows a local file that it happened in, and the cell that went there', () => {
    const [file, other] = [
      { name: 'f', file: 'f.ts', line: 2, column: 3, source: 'a\n  b' },
      { name: '', file: 'x', line: 1, column: 1 },
    ];
    const inCell = { name: '', file: 'cell-1.ts', line: 1, column: 1 };
    const shown = (...frames: readonly StackFrame[]): string[] =>
      plain(
        thrownFailure({ ename: 'E', evalue: 'v', frames, causes: [] }, (name) =>
          name === 'cell-1.ts' ? cell : undefined,
        ).traceback,
      ).filter((line) => line.endsWith(':'));
    expect(shown(other, file, inCell, file)).toEqual(['f.ts, line 2:', 'cell [1], line 1:']);
    expect(shown(inCell, file)).toEqual(['cell [1], line 1:']);
    expect(shown(file)).toEqual(['f.ts, line 2:']);
  });

  test('of running code shows the fields of the error under its message', () => {
    const thrown = { ename: 'E', evalue: 'v', fields: "{ code: 'E1' }", frames: [], causes: [] };
    expect(plain(thrownFailure(thrown, () => undefined).traceback)).toEqual(['E: v', "{ code: 'E1' }"]);
  });

  test('leaves out the call of the function that was made around an await', () => {
    const frames = [
      { name: '', file: 'cell-1.ts', line: 1, column: 1 },
      { name: '', file: 'cell-1.ts', line: 5, column: 5 },
    ];
    const { traceback } = thrownFailure({ ename: 'E', evalue: 'v', frames, causes: [] }, () => cell);
    expect(plain(traceback).filter((line) => line.startsWith('    at'))).toEqual(['    at cell [1], line 1, column 1']);
  });
});
