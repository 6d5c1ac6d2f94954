import { afterAll, expect, test } from 'vitest';
import { startLanguageWorker } from '../../../kernel/language/client.ts';

const restarts: Error[] = [];
const language = startLanguageWorker({ directory: import.meta.dirname, onRestart: (reason) => restarts.push(reason) });
afterAll(() => language.close());

const compile = (code: string, name: string) => language.compile(code, { name, check: 'error' });

test('the worker answers like the language itself, in order', async () => {
  const cell = await compile('const one = 1', 'cell-1.ts');
  const order: string[] = [];
  await Promise.all([
    language.commit('cell-1.ts', cell.declares).then(() => order.push('commit')),
    compile('one.toFixed()', 'cell-2.ts').then(({ diagnostics }) => order.push(`compile ${diagnostics.length}`)),
    language.complete('on', 2).then(({ items }) => order.push(`complete ${items[0]?.text}`)),
    language.inspect('one', 1).then((found) => order.push(`inspect ${found?.signature}`)),
    language.isComplete('f(').then(({ status }) => order.push(`isComplete ${status}`)),
  ]);
  expect(order).toEqual(['commit', 'compile 0', 'complete one', 'inspect const one: 1', 'isComplete incomplete']);
});

test('an error of the language is the error of the call', async () => {
  await expect(language.commit('nowhere.ts', [])).rejects.toThrow('Cannot commit nowhere.ts');
});

test('when the worker dies, what waits is told, and a new one knows the committed cells', async () => {
  const waiting = compile('one', 'cell-3.ts');
  const rejected = expect(waiting).rejects.toThrow('The TypeScript service stopped');
  await language.kill();
  await rejected;
  expect(restarts).toHaveLength(1);
  expect((await compile('const wrong: string = one', 'cell-3.ts')).diagnostics).toMatchObject([{ code: 'TS2322' }]);
  expect((await compile('one + 1', 'cell-4.ts')).diagnostics).toEqual([]);
});

test('after close every question is refused', async () => {
  const other = startLanguageWorker({ directory: import.meta.dirname });
  const waiting = expect(other.isComplete('1')).rejects.toThrow('closed');
  await other.close();
  await waiting;
  await expect(other.isComplete('1')).rejects.toThrow('closed');
});
