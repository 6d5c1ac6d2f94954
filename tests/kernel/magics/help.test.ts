import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, resultOf } from '../protocol/answers.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await startTestKernel();
});
afterAll(() => kernel.stop());

describe('a line that asks what a name is', () => {
  const pages = async (code: string): Promise<{ 'text/plain': string; 'text/markdown': string }[]> => {
    const { reply } = await kernel.execute(code);
    expect(reply.content, code).toMatchObject({ status: 'ok' });
    return [reply.content['payload']].flat().map((payload) => {
      expect(payload).toMatchObject({ source: 'page', start: 0, data: { 'text/plain': expect.any(String) } });
      return JSON.parse(JSON.stringify(payload)).data;
    });
  };

  test('shows its declaration and documentation, as inspection does', async () => {
    await kernel.execute('/** Twice as much. */\nfunction twice(x: number): number {\n  return 2 * x;\n}');
    const [page] = await pages('twice?');
    expect(page).toEqual({
      'text/plain': 'function twice(x: number): number\n\nTwice as much.',
      'text/markdown': '```typescript\nfunction twice(x: number): number\n```\n\nTwice as much.',
    });
    expect(await pages('?twice')).toEqual([page]);
    expect(await pages('%pinfo twice')).toEqual([page]);
    const { content } = await kernel.client.request('inspect_request', { code: 'twice', cursor_pos: 5, detail_level: 0 })
      .reply; // prettier-ignore
    expect(content['data']).toEqual(page);
  });

  test('with two marks shows the source', async () => {
    for (const code of ['twice??', '??twice']) {
      expect((await pages(code))[0]?.['text/plain']).toContain('return 2 * x;');
    }
  });

  test('knows members, types, what its own cell declares, and magics', async () => {
    const found = await pages(
      'interface Own { size: number }\nconst own: Own = { size: 1 }\nown?\nOwn?\nconsole.log?\n%time?',
    );
    expect(found.map((page) => page['text/plain'].split('\n')[0])).toEqual([
      'const own: Own',
      'interface Own',
      expect.stringContaining('Console.log('),
      '%time [STATEMENT]',
    ]); // prettier-ignore
  });

  test('lets the statements around it run', async () => {
    const answer = await kernel.execute('const before = 1\nbefore?\nbefore + 1');
    expect(resultOf(answer)).toBe('2');
    expect(answer.reply.content['payload']).toHaveLength(1);
  });

  test('that nobody knows is answered with the nearest, at its place', async () => {
    const { ename, traceback } = errorOf(await kernel.execute('globalThis.asked = true\ntwcie?'));
    expect(ename).toBe('TypeScriptError');
    expect(traceback).toContain("line 2, column 1: Cannot find name 'twcie'. Did you mean 'twice'?");
    expect(traceback).toContain('> 2 | twcie?');
    expect(resultOf(await kernel.execute('"asked" in globalThis'))).toBe('false');
    expect(errorOf(await kernel.execute('Math.flor?')).evalue).toContain("Did you mean 'floor'?");
    expect(errorOf(await kernel.execute('%tiem?')).evalue).toContain('Did you mean %time?');
    await kernel.execute('const anything: any = { inner: 1 }');
    expect(errorOf(await kernel.execute('anything.inner?')).evalue).toContain('Nothing is known of anything.inner.');
  });
});
