/** Values and live training of the framework on the kernels of others: shown, and redrawn in place, by their own means. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JsonObject, readObject } from '../../kernel/protocol/json.ts';
import { type Message } from '../../kernel/protocol/messages.ts';
import { startKernel } from '../../kernel/runner/start.ts';
import { contestants } from '../bench/kernels.ts';
import { projectRoot } from '../setup/python.ts';

const all = await contestants();

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tslate-values-'));
  // A folder as users have it, with the package and Node's types installed.
  mkdirSync(join(root, 'node_modules', '@types'), { recursive: true });
  symlinkSync(projectRoot, join(root, 'node_modules', 'tslate'));
  symlinkSync(join(projectRoot, 'node_modules', '@types', 'node'), join(root, 'node_modules', '@types', 'node'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module", "dependencies": { "tslate": "*" } }');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What each kernel knows a place on the page by: an id, or the order of what it shows. */
const cells = [
  "import * as t from 'tslate';",
  't.seed(1); const { x, y } = t.moons({ samples: 64, seed: 0 });',
  "const model = t.sequential([2], t.dense(4), t.dense(2, { activation: 'softmax' })).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });",
  'const history = await model.fit(x, y, { epochs: 3, validationSplit: 0.25, seed: 1, callbacks: [t.livePlot()] });',
  'await t.show(t.tensor([[1, 2], [3, 4]]));',
  'await t.show(model);',
  'await t.show(history);',
];

describe.each(['tslab', 'deno'])('the framework on %s', (name) => {
  const contestant = all.find((each) => each.name === name);
  test.skipIf(!contestant)(
    'shows a training in its place, then tensor, model and history',
    { timeout: 300_000 },
    async () => {
      if (!contestant) return;
      const kernel = await startKernel({ directory: root, command: contestant.command });
      const heard: Message[] = [];
      const idle = new Map<string, () => void>();
      kernel.client.listen((message) => {
        heard.push(message);
        if (message.content['execution_state'] === 'idle') idle.get(message.parent?.msg_id ?? '')?.();
      });
      try {
        const shown: (readonly Message[])[] = [];
        for (const code of cells) {
          const from = heard.length;
          const { id, reply } = kernel.client.request('execute_request', { code });
          const ended = new Promise<void>((resolve) => idle.set(id, resolve));
          const { content } = await reply;
          await ended;
          // Deno says that it is idle before the last of the output has come.
          await new Promise((resolve) => setTimeout(resolve, 500));
          const said = heard
            .slice(from)
            .map((message) => JSON.stringify(message.content).slice(0, 1000))
            .join('\n');
          expect(content['status'], `${code}\n${said}`).toBe('ok');
          shown.push(heard.slice(from).filter(({ header }) => header.msg_type.endsWith('display_data')));
        }
        const types = shown[3].map(({ header }) => header.msg_type);
        // Two places: the figure, and the line below it.
        expect(types.filter((type) => type === 'display_data')).toHaveLength(2);
        expect(types).toContain('update_display_data');
        const data = (messages: readonly Message[]): readonly JsonObject[] =>
          messages.map(({ content }) => readObject(content, 'data'));
        expect(data(shown[3])[0]['text/html']).toContain('role="progressbar"');
        const last = data(shown[3]).at(-2) ?? {};
        expect(Object.keys(last).some((type) => type.startsWith('image/'))).toBe(true);
        expect(String(data(shown[3]).at(-1)?.['text/html'])).toContain('✓ fit');
        expect(String(data(shown[4])[0]['text/html'])).toContain('float32 2×2');
        expect(String(data(shown[5])[0]['text/html'])).toContain('22 parameters');
        expect(Object.keys(data(shown[6])[0]).some((type) => type.startsWith('image/'))).toBe(true);
      } finally {
        await kernel.stop();
      }
    },
  );
});
