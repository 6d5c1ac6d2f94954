import { expect, test } from 'vitest';
import { type Inspector } from '../../../kernel/executor/contract.ts';
import { Pauses } from '../../../kernel/session/debug/pauses.ts';
import { Sources } from '../../../kernel/session/debug/sources.ts';
import { Variables } from '../../../kernel/session/debug/variables.ts';

/** Pauses in a cell of two lines, over an inspector that stands at the next line before it answers the command to step. */
function standing() {
  const told: string[] = [];
  const sources = new Sources('/cells/');
  sources.add('cell-1.ts', 'a();\nb();', '');
  const at = (lineNumber: number) => ({
    callFrames: [
      ...[{ callFrameId: '1', functionName: '', url: '/x/cell-1.ts', location: { lineNumber }, scopeChain: [] }],
    ],
    reason: 'other',
  });
  const inspector: Inspector = {
    post: async (method) => {
      told.push(method);
      if (method === 'Debugger.stepOver') {
        pauses.take('Debugger.resumed', {});
        pauses.take('Debugger.paused', at(1));
      }
      return {};
    },
    listen: () => undefined,
  };
  const pauses = new Pauses(inspector, sources, new Variables(inspector), (event, { reason = '' }) =>
    told.push(`${event} ${String(reason)}`.trim()),
  );
  pauses.take('Debugger.paused', at(0));
  return { pauses, told };
}

test('a step is told as `continued` before the stop at its end, and only once', async () => {
  const { pauses, told } = standing();
  await pauses.step('Debugger.stepOver');
  expect(told).toEqual(['stopped pause', 'continued', 'Debugger.stepOver', 'stopped step']);
  expect(pauses.isPaused).toBe(true);
});

test('going on is told before it is done', async () => {
  const { pauses, told } = standing();
  await pauses.step('Debugger.resume');
  expect(told).toEqual(['stopped pause', 'continued', 'Debugger.resume']);
  expect(pauses.isPaused).toBe(false);
  await expect(pauses.step('Debugger.resume')).rejects.toThrow('nothing is paused');
});
