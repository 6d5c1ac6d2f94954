import { afterEach, describe, expect, it, vi } from 'vitest';
import { setLanguage, type MimeBundle } from '../../../src/display/index.ts';
import { type Host, type HostOptions } from '../../../src/display/host.ts';
import { progress } from '../../../src/display/progress.ts';
import { terminal, type Output } from '../../../src/display/terminal.ts';

afterEach(() => {
  setLanguage('en');
  vi.restoreAllMocks();
});

/** A clock that tests move by hand. */
function clock() {
  let time = 0;
  return { now: () => time, advance: (milliseconds: number) => void (time += milliseconds) };
}

function notebook() {
  const shown: { bundle: MimeBundle; options: HostOptions }[] = [];
  const host: Host = { name: 'tslate', inPlace: true, show: (bundle, options) => void shown.push({ bundle, options }) };
  return { host, shown };
}

function file(overwrites: boolean, columns = 100) {
  const chunks: string[] = [];
  const output: Output = { overwrites, columns, write: (chunk) => void chunks.push(chunk) };
  return { host: terminal(), output, chunks };
}

describe('progress in a notebook', () => {
  it('updates one place with an accessible bar and a text twin', () => {
    const { host, shown } = notebook();
    const { now, advance } = clock();
    const bar = progress({ total: 60, label: 'training <b>', epochs: 3 }, { host, now });
    advance(2000);
    bar.update(25, { loss: 0.4321, valAccuracy: 0.91 });
    bar.end({ loss: 0.4 });
    expect(shown).toHaveLength(3);
    expect(new Set(shown.map(({ options }) => options.id)).size).toBe(1);
    expect(shown.map(({ options }) => options.update)).toEqual([false, true, true]);
    const html = String(shown[1]?.bundle['text/html']);
    expect(html).toContain('role="progressbar" aria-label="training &lt;b&gt;"');
    expect(html).toContain('aria-valuenow="41.7"');
    expect(shown[1]?.bundle['text/plain']).toBe(
      'training <b> · epoch 2/3 · batch 5/20 · loss 0.4321 · validation accuracy 0.9100 · 3 s left',
    );
  });

  it('ends as one static line that a second run repeats to the letter', () => {
    const finals = [1000, 7000].map((milliseconds) => {
      const { host, shown } = notebook();
      const { now, advance } = clock();
      const bar = progress({ total: 60, label: 'training', epochs: 3 }, { host, now });
      advance(milliseconds);
      bar.update(60, { loss: 0.25 });
      bar.end();
      bar.update(61);
      bar.end();
      return shown.at(-1)?.bundle;
    });
    expect(finals[0]).toEqual(finals[1]);
    expect(finals[0]?.['text/plain']).toBe('✓ training · epoch 3/3 · loss 0.2500');
    expect(finals[0]?.['text/html']).not.toContain('progressbar');
  });

  it('draws at most four times a second', () => {
    const { host, shown } = notebook();
    const { now, advance } = clock();
    const bar = progress({ total: 1000, label: 'training' }, { host, now });
    for (let done = 1; done <= 1000; done++) {
      advance(2);
      bar.update(done);
    }
    expect(shown).toHaveLength(1 + 8);
  });

  it('speaks Chinese', () => {
    setLanguage('zh');
    const { host, shown } = notebook();
    const { now, advance } = clock();
    const bar = progress({ total: 10, label: '训练', epochs: 2 }, { host, now });
    advance(4000);
    bar.update(4, { loss: 1.5, accuracy: 0.5 });
    expect(shown[1]?.bundle['text/plain']).toBe('训练 · 第 1/2 轮 · 批次 4/5 · 损失 1.500 · 准确率 0.5000 · 剩余 6 秒');
    bar.end();
    expect(shown[2]?.bundle['text/plain']).toBe('■ 训练 停在 40 % · 第 0/2 轮 · 损失 1.500 · 准确率 0.5000');
  });
});

describe('progress on a terminal', () => {
  it('overwrites one line and leaves it with the time taken', () => {
    const { host, output, chunks } = file(true);
    const { now, advance } = clock();
    const bar = progress({ total: 8, label: 'training' }, { host, output, now });
    advance(3000);
    bar.update(4, { loss: NaN });
    bar.end();
    expect(chunks).toHaveLength(3);
    expect(chunks[1]).toBe(`\r${'━'.repeat(12)}${'┄'.repeat(12)} 50 % training · 4/8 · loss NaN · 3 s left\x1b[K`);
    expect(chunks[2]).toBe('\r■ training stopped at 50 % · 4/8 · loss NaN · 3 s\x1b[K\n');
  });

  it('never writes more than the terminal is wide, Chinese counted twice', () => {
    setLanguage('zh');
    const { host, output, chunks } = file(true, 40);
    const bar = progress({ total: 8, label: '训练一个很长很长很长名字的模型' }, { host, output });
    bar.end({ loss: 1 });
    expect(chunks[0]).toBe(`\r${'┄'.repeat(10)} 0 % 训练一个很长很长很长名…\x1b[K`);
  });

  it('writes nothing to stderr', () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { host, output } = file(true);
    progress({ total: 1, label: 'x' }, { host, output }).end();
    expect(stderr).not.toHaveBeenCalled();
  });
});

describe('progress in a log file', () => {
  it('writes one plain line for each tenth of the way', () => {
    const { host, output, chunks } = file(false);
    const { now, advance } = clock();
    const bar = progress({ total: 1000, label: 'training' }, { host, output, now });
    for (let done = 1; done <= 1000; done++) {
      advance(300);
      bar.update(done, { loss: 1 });
    }
    bar.end();
    expect(chunks).toHaveLength(10);
    expect(chunks[0]).toBe('training · 100/1000 · loss 1 · 4 min 30 s left\n');
    expect(chunks.at(-1)).toBe('✓ training · 1000/1000 · loss 1 · 5 min 0 s\n');
  });
});

it('refuses a total that is not a number of steps', () => {
  expect(() => progress({ total: NaN, label: 'x' })).toThrow(
    'progress: expected total: a whole number ≥ 0, received NaN.',
  );
});
