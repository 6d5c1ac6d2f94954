import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Wire } from '../../../kernel/protocol/wire.ts';
import { KernelClient } from '../../../kernel/runner/client.ts';
import { sleep, until } from '../executor/harness.ts';
import { errorOf, resultOf } from '../protocol/answers.ts';
import { type Answer, startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
/** What the user will type, and what was asked. */
const typed: string[] = [];
const asked: { readonly prompt: string; readonly password: boolean }[] = [];
beforeAll(async () => {
  kernel = await startTestKernel();
  kernel.client.answerInput((question) => {
    asked.push(question);
    return typed.shift() ?? '';
  });
  await sleep(100);
});
beforeEach(() => {
  typed.length = 0;
  asked.length = 0;
});
afterAll(() => kernel.stop());

const run = (code: string): Promise<Answer> => kernel.execute(code, { allow_stdin: true });

describe('questions to the user', () => {
  test('are answered where they are asked, in the middle of synchronous code, behind what was printed before', async () => {
    typed.push('Ada', 'secret 秘密');
    const code = `console.log('before');
const name = prompt('Name: ');
console.log(\`\${name}, \${prompt('Key: ', { password: true })}\`);
name.length satisfies number`;
    const { stdout, broadcasts } = await run(code);
    expect(stdout).toBe('before\nAda, secret 秘密\n');
    expect(asked).toEqual([
      { prompt: 'Name: ', password: false },
      { prompt: 'Key: ', password: true },
    ]);
    expect(broadcasts.find(({ name }) => name === 'execute_result')?.content).toMatchObject({
      data: { 'text/plain': '3' },
    });
  });

  test('have a default, and yes or no', async () => {
    typed.push('', '', 'yes', 'n');
    const { stdout } = await run(
      "console.log(prompt('Units', '8'), prompt('Units', { default: '16' }), confirm('Go on?'), confirm('Again?'))",
    );
    expect(stdout).toBe('8 16 true false\n');
    expect(asked.map(({ prompt }) => prompt)).toEqual([...['Units [8]', 'Units [16]', 'Go on? [y/N]', 'Again? [y/N]']]);
  });

  test('are refused at once where the client takes no input, and behind the end of a cell', async () => {
    const refused = await kernel.execute("prompt('?')", { allow_stdin: false });
    expect(refused.reply.content).toMatchObject({
      ...{ status: 'error', ename: 'InputError', evalue: expect.stringContaining('allow_stdin is false') },
    });
    const { id, reply } = kernel.client.request('execute_request', {
      code: "setTimeout(() => { try { prompt('?') } catch (error) { console.log(String(error)) } }, 50);",
      allow_stdin: true,
    });
    await reply;
    await until(() => kernel.about(id).some(({ header }) => header.msg_type === 'stream'));
    const late = kernel.about(id).find(({ header }) => header.msg_type === 'stream');
    expect(late?.content['text']).toContain('only while a cell runs');
    expect(asked).toEqual([]);
  });

  test('are interrupted while they wait; a late answer, or one of another client, is nobody’s', async () => {
    // A client that is asked and does not answer.
    const silent = new KernelClient(kernel.connection);
    await silent.ready();
    const { reply } = silent.request('execute_request', { code: "prompt('for ever')", allow_stdin: true });
    await sleep(300);
    kernel.client.request('input_reply', { value: 'not mine' }, 'shell');
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    expect((await reply).content).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt' });
    silent.close();
    typed.push('mine');
    const { broadcasts } = await run("const after = prompt('?'); after");
    expect(broadcasts.find(({ name }) => name === 'execute_result')?.content).toMatchObject({
      data: { 'text/plain': "'mine'" },
    });
  });

  test('leave the kernel answering others while they wait', async () => {
    const silent = new KernelClient(kernel.connection);
    await silent.ready();
    const { reply } = silent.request('execute_request', { code: 'prompt()', allow_stdin: true });
    await sleep(200);
    const { content } = await kernel.client.request('complete_request', { code: 'confi', cursor_pos: 5 }).reply;
    expect(content['matches']).toContain('confirm');
    const wire = new Wire(kernel.connection.key);
    kernel.client.send('shell', wire.pack({ name: 'input_reply', identities: [], parent: undefined, content: {} }));
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    expect((await reply).content['status']).toBe('error');
    silent.close();
  });
});

describe('process.stdin', () => {
  const opened = `import * as readline from 'node:readline/promises';
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });\n`;

  test('asks the user for the lines that a program reads, and for no more than it waits for', async () => {
    typed.push('Ada', '1815', 'unasked');
    const { stdout, reply } = await run(
      `${opened}const who = await rl.question('name? ')\nconst year = await rl.question('born? ')\nrl.close()
await new Promise((done) => setTimeout(done, 50))\nconsole.log(who, year)`,
    );
    expect(reply.content['status']).toBe('ok');
    expect(stdout).toBe('name? born? Ada 1815\n');
    expect(asked).toHaveLength(2);
  });

  test('is asked anew in the next cell, by other ways of reading too', async () => {
    typed.push('one', 'two', 'three');
    const read = await run(
      `process.stdin.setEncoding('utf8')\nlet heard = ''\nfor await (const line of process.stdin) {\n  heard += line\n  if (heard.length > 5) break\n}\nheard`,
    );
    expect(resultOf(read)).toBe("'one\\ntwo\\n'");
    const once = await run(
      "const chunk = await new Promise((done) => process.stdin.once('data', (text) => { process.stdin.pause(); done(String(text)) })); chunk",
    );
    expect(resultOf(once)).toBe("'three\\n'");
    expect(asked).toHaveLength(3);
  });

  test('does not hold up what runs meanwhile, and is closed with its cell', async () => {
    const silent = new KernelClient(kernel.connection);
    await silent.ready();
    const left = silent.request('execute_request', {
      code: `${opened}void rl.question('?'); await new Promise((done) => setTimeout(done, 100)); 'meanwhile'`,
      allow_stdin: true,
    });
    expect((await left.reply).content['status']).toBe('ok');
    silent.close();
    expect(errorOf(await run("await rl.question('again?')")).evalue).toBe('readline was closed');
    typed.push('fresh');
    expect(resultOf(await run("const fresh = prompt('?'); fresh"))).toBe("'fresh'");
  });

  test('fails the cell where the client takes no input, and can be interrupted', async () => {
    const refused = await kernel.execute(`${opened}await rl.question('name? ')`, { allow_stdin: false });
    expect(errorOf(refused)).toMatchObject({
      ...{ ename: 'InputError', evalue: expect.stringContaining('allow_stdin is false') },
    });
    const silent = new KernelClient(kernel.connection);
    await silent.ready();
    const { reply } = silent.request('execute_request', { code: `${opened}await rl.question('?')`, allow_stdin: true });
    await sleep(300);
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    expect((await reply).content).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt' });
    silent.close();
  });
});

describe('a cell', () => {
  test('can propose the next one, or itself anew', async () => {
    const { reply } = await run("setNextInput('1 + 1'); setNextInput('2', true);");
    expect(reply.content['payload']).toEqual([
      { source: 'set_next_input', text: '1 + 1', replace: false },
      { source: 'set_next_input', text: '2', replace: true },
    ]);
  });
});
