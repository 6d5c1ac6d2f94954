import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { magics, magicsHelp } from '../../../kernel/magics/table.ts';
import { isRunning, sleep, until } from '../executor/harness.ts';
import { displaysOf, errorOf, resultOf, streamOf } from '../protocol/answers.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-test-')));
beforeAll(async () => {
  kernel = await startTestKernel(directory);
});
afterAll(() => kernel.stop());

describe('%time', () => {
  test('tells the time of a statement, and its value is still the result', async () => {
    const answer = await kernel.execute('%time [1, 2].map(\n  (x) => x + 1,\n)');
    expect(answer.stdout).toMatch(/^Wall time: [\d.]+ (µs|ms)\n$/);
    expect(resultOf(answer)).toBe('[ 2, 3 ]');
  });

  test('waits for what the statement awaits, and keeps what it declares', async () => {
    const { stdout } = await kernel.execute(
      '%time const waited = await new Promise((d) => setTimeout(() => d(5), 40))',
    );
    expect(Number(/([\d.]+) ms/.exec(stdout)?.[1])).toBeGreaterThan(38);
    expect(resultOf(await kernel.execute('waited'))).toBe('5');
  });

  test('alone times the whole cell, also when it fails', async () => {
    const answer = await kernel.execute('%%time\nawait new Promise((d) => setTimeout(d, 20))\nthrow new Error("x")');
    expect(answer.stdout).toMatch(/Wall time: /);
    expect(errorOf(answer).traceback).toContain('line 3');
  });
});

test('%%html and %%javascript show what the cell holds', async () => {
  expect(displaysOf(await kernel.execute('%%html\n<b>"bold" `x`</b>'))).toMatchObject([
    { data: { 'text/html': '<b>"bold" `x`</b>' } },
  ]);
  expect(displaysOf(await kernel.execute('%%javascript\nelement.append("x")'))).toMatchObject([
    { data: { 'application/javascript': 'element.append("x")' } },
  ]);
});

test('%types sets how strictly this cell and later ones are checked', async () => {
  const wrong = 'const wrong: string = 5 as number; typeof wrong';
  expect(errorOf(await kernel.execute(wrong)).ename).toBe('TypeScriptError');
  const warned = await kernel.execute(`%types warn\n${wrong}`);
  expect(resultOf(warned)).toBe("'number'");
  expect(streamOf(warned, 'stderr')).toMatch(
    /^warning: cell \[\d+\], line 2, column 7: Type 'number' is not assignable/,
  );
  const unchecked = await kernel.execute(`%types off\n${wrong}`);
  expect([resultOf(unchecked), streamOf(unchecked, 'stderr')]).toEqual(["'number'", '']);
  expect(resultOf(await kernel.execute(wrong))).toBe("'number'");
  await kernel.execute('%types error');
  expect(errorOf(await kernel.execute(wrong)).ename).toBe('TypeScriptError');
});

test('%who lists names and values', async () => {
  await kernel.execute('%reset');
  expect((await kernel.execute('%who')).stdout).toBe('No cell has declared anything yet.\n');
  await kernel.execute('let first = 1; type T = string; const list = [1, 2]; function f() {}');
  expect((await kernel.execute('%who')).stdout).toBe('first   1\nlist    [ 1, 2 ]\nf       [Function: f]\n');
});

test('%reset forgets variables and types, before the rest of its cell runs', async () => {
  await kernel.execute('let counter = 1; type Kept = string');
  expect(resultOf(await kernel.execute('%reset\nlet counter = "new"; counter'))).toBe("'new'");
  expect(errorOf(await kernel.execute('let x: Kept')).evalue).toContain("Cannot find name 'Kept'");
});

test('%load puts the text of a file in place of the cell', async () => {
  writeFileSync(join(directory, 'part.ts'), 'const part = 1;\n');
  const { reply } = await kernel.execute('%load part.ts');
  expect(reply.content['payload']).toEqual([{ source: 'set_next_input', text: 'const part = 1;\n', replace: true }]);
  expect(errorOf(await kernel.execute('%load nowhere.ts')).evalue).toContain('nowhere.ts');
});

describe('!command', () => {
  test('runs in the notebook’s folder, its output in order', async () => {
    const { stdout } = await kernel.execute(
      'console.log("before")\n!echo "in $(basename $PWD)"; echo two\nconsole.log("after")',
    );
    expect(stdout).toBe(`before\nin ${directory.split('/').at(-1)}\ntwo\nafter\n`);
  });

  test('that fails is an error of the cell', async () => {
    const answer = await kernel.execute('!echo said >&2; exit 3');
    expect(streamOf(answer, 'stderr')).toBe('said\n');
    expect(errorOf(answer).evalue).toBe('the command ended with exit code 3: echo said >&2; exit 3');
  });

  test('ends when the cell is interrupted', async () => {
    const running = kernel.execute('!echo $$; sleep 60; echo not reached');
    await sleep(600);
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    const answer = await running;
    expect(errorOf(answer).ename).toBe('KeyboardInterrupt');
    await until(() => !isRunning(Number.parseInt(answer.stdout, 10)));
  });
});

describe('a magic that fails when it runs', () => {
  const failing = async (code: string): Promise<string> => errorOf(await kernel.execute(code)).traceback;

  test.each([
    ['among statements', 'console.log("before")\n!exit 3\nconsole.log("after")'],
    ['behind an await', 'await null\n!exit 3\n1'],
    ['behind all', 'function later() {\n}\n\n\n!exit 3'],
  ])('shows its line: %s', async (_, code) => {
    const line = code.split('\n').indexOf('!exit 3') + 1;
    const traceback = await failing(code);
    expect(traceback).toContain(`> ${line} | !exit 3`);
    expect(traceback.match(/ {4}at .*/g)).toEqual([
      expect.stringMatching(`at cell \\[\\d+\\], line ${line}, column 1$`),
    ]);
  });

  test('shows the line of %load, of %npm and of %%sh', async () => {
    const load = await failing('1\n%load nowhere.ts\n2');
    expect(load).toContain('> 2 | %load nowhere.ts');
    expect(load).not.toContain('node:');
    expect(await failing('1\n\n%npm frobnicate')).toContain('> 3 | %npm frobnicate');
    expect(await failing('%%sh\necho\nexit 3')).toContain('> 1 | %%sh');
  });

  test('leaves the lines of what stands behind it as they are', async () => {
    expect(await failing('!true\n!true\n\nthrow new Error("x")')).toContain('> 4 | throw new Error("x")');
  });
});

test('%npm runs npm', async () => {
  expect((await kernel.execute('%npm --version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('%npm install makes a package importable in the next cell', async () => {
  writeFileSync(join(directory, 'package.json'), '{ "private": true }');
  const name = 'tslate-local';
  await kernel.execute(
    `!mkdir -p ${name} && echo '{"name":"${name}","version":"1.0.0","type":"module","main":"x.js"}' > ${name}/package.json && echo 'export const x = 1' > ${name}/x.js`,
  );
  expect(errorOf(await kernel.execute(`import { x } from '${name}'`)).evalue).toContain(`%npm install ${name}`);
  expect((await kernel.execute(`%npm install --offline ./${name}`)).reply.content['status']).toBe('ok');
  expect(resultOf(await kernel.execute(`import { x } from '${name}'\nx`))).toBe('1');
});

test('%help lists every magic', async () => {
  const { reply } = await kernel.execute('%help');
  const text = JSON.stringify(reply.content['payload']);
  for (const { usage, summary } of Object.values(magics)) {
    expect(text).toContain(usage);
    expect(text).toContain(summary);
  }
  expect(magicsHelp().split('\n').length).toBe(Object.keys(magics).length);
});

test('a magic that does not exist is answered with the nearest, at its place, and nothing runs', async () => {
  const { ename, traceback } = errorOf(await kernel.execute('globalThis.ran = true\n%tiem 5'));
  expect(ename).toBe('MagicError');
  expect(traceback).toMatch(
    /cell \[\d+\], line 2, column 1: There is no magic %tiem\. Did you mean %time\? %help lists all\.\n/,
  );
  expect(traceback).toContain('> 2 | %tiem 5\n    | ^^^^^^^');
  expect(resultOf(await kernel.execute('"ran" in globalThis'))).toBe('false');
});

describe('questions about cells with magics', () => {
  const ask = async (
    name: 'complete_request' | 'inspect_request' | 'is_complete_request',
    code: string,
    cursor = code.length,
  ) => (await kernel.client.request(name, { code, cursor_pos: cursor, detail_level: 0 }).reply).content;

  test('complete behind them, and complete them', async () => {
    expect(await ask('complete_request', '!ls\n%time [1].fla')).toMatchObject({ matches: ['flat', 'flatMap'] });
    expect(await ask('complete_request', '%t')).toMatchObject({
      matches: ['%time', '%types'],
      cursor_start: 0,
      cursor_end: 2,
    });
    expect(await ask('complete_request', '1\n%%h')).toMatchObject({ matches: ['%%html'], cursor_start: 2 });
    expect(await ask('complete_request', '%types w')).toMatchObject({ matches: ['warn'], cursor_start: 7 });
    expect(await ask('complete_request', '!l')).toMatchObject({ matches: [] });
  });

  test('inspect them', async () => {
    expect(await ask('inspect_request', '%types off', 3)).toMatchObject({
      found: true,
      data: { 'text/plain': expect.stringContaining('%types off|warn|error') },
    });
  });

  test('tell whether they are complete', async () => {
    for (const code of ['%who', '!ls -l', '%%html\n<b', '%time f()', '%nothing', 'x?', '?x', '?']) {
      expect((await ask('is_complete_request', code))['status'], code).toBe('complete');
    }
    expect((await ask('is_complete_request', '%time f({'))['status']).toBe('incomplete');
  });

  test('name the places of mistakes in the rest', async () => {
    const { traceback } = errorOf(await kernel.execute('%time const n: number = "x"'));
    expect(traceback).toContain('> 1 | %time const n: number = "x"\n    |             ^');
  });
});
