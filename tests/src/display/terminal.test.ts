/** The host of last resort: what it prints, and where. */
import { afterEach, expect, it, vi } from 'vitest';
import { standardOutput, terminal } from '../../../src/display/terminal.ts';

const printed = (): string[] => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  return lines;
};

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('prints the plain text of a bundle, its Markdown where there is none, and else what forms it has', () => {
  const lines = printed();
  const { show } = terminal();
  void show({ 'text/plain': 'plain', 'text/html': '<b>plain</b>' }, { id: '1', update: false });
  void show({ 'text/markdown': '**bold**' }, { id: '1', update: false });
  void show({ 'image/png': 'AAAA', 'image/svg+xml': '<svg/>' }, { id: '1', update: false });
  expect(lines).toEqual(['plain', '**bold**', '[image/png, image/svg+xml]']);
});

it('writes to standard output where there is one', () => {
  const chunks: string[] = [];
  const stdout = { isTTY: true, columns: 120, write: (chunk: string) => chunks.push(chunk) };
  vi.stubGlobal('process', { stdout });
  const output = standardOutput();
  expect([output.overwrites, output.columns]).toEqual([true, 120]);
  output.write('epoch 1\r');
  expect(chunks).toEqual(['epoch 1\r']);
});

it('writes to the console line by line in a browser, which cannot overwrite a line', () => {
  const lines = printed();
  vi.stubGlobal('process', undefined);
  const output = standardOutput();
  expect([output.overwrites, output.columns]).toEqual([false, 80]);
  output.write('epoch 1\n');
  expect(lines).toEqual(['epoch 1']);
});
