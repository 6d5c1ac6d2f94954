/** A round trip through a real kernel process: start, run, complete, display, shut down, with times. */
import { tmpdir } from 'node:os';
import { readFlag, readObject, readText } from '../protocol/json.ts';
import { statusOf } from '../runner/client.ts';
import { type Notebook } from '../runner/nbformat.ts';
import { runNotebook } from '../runner/run.ts';
import { startKernel } from '../runner/start.ts';

/** What was seen, in order, as pairs of what and how; throws a sentence at the first thing that is wrong. */
export async function roundTrip(): Promise<{ readonly facts: readonly (readonly [string, string])[] }> {
  const directory = tmpdir();
  const started = performance.now();
  const kernel = await startKernel({ directory });
  const facts: [string, string][] = [['a real kernel', `answered after ${elapsed(started)}`]];
  try {
    const result = new Promise<string>((resolve) => {
      kernel.client.listen(({ header, content }) => {
        if (header.msg_type === 'execute_result') resolve(readText(readObject(content, 'data'), 'text/plain', ''));
      });
    });
    const reply = await kernel.client.request('execute_request', { code: 'const answer: number = 6 * 7; answer' })
      .reply;
    if (statusOf(reply) !== 'ok') throw new Error(`a cell failed: ${JSON.stringify(reply.content)}`);
    const shown = await result;
    if (shown !== '42') throw new Error(`6 * 7 must show 42, received ${shown}`);
    facts.push(['first result', `42, ${elapsed(started)} after the start`]);

    const wrong = await kernel.client.request('execute_request', { code: 'const wrong: string = answer' }).reply;
    if (statusOf(wrong) !== 'error') throw new Error('a cell with a type error ran');
    facts.push(['types', readText(wrong.content, 'evalue', '')]);

    const help = await kernel.client.request('inspect_request', { code: 'answer', cursor_pos: 3 }).reply;
    if (!readFlag(help.content, 'found', false)) throw new Error('the kernel knows nothing about a variable');
    facts.push(['inspection', readText(readObject(help.content, 'data'), 'text/plain', '')]);

    if (!(await kernel.client.heartbeat(3000))) throw new Error('the heartbeat does not answer');
  } finally {
    await kernel.stop();
  }
  const ended = performance.now();
  const { cells } = await runNotebook(sample, { directory });
  const failed = cells.find(({ error }) => error);
  if (failed?.error) throw new Error(`a notebook failed: ${failed.error.evalue}`);
  facts.push(['a notebook', `${cells.length} cells, ${elapsed(ended)}`]);
  return { facts };
}

const sample: Notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    "import { cpus } from 'node:os'",
    'cpus().length',
    'await Promise.resolve(display({ "text/html": "<b>ok</b>" }).id)',
  ].map((source, index) => ({
    ...{ cell_type: 'code', id: `cell-${index}`, metadata: {}, source, execution_count: null, outputs: [] },
  })),
};

function elapsed(since: number): string {
  return `${Math.round(performance.now() - since)} ms`;
}
