import { describe, expect, test } from 'vitest';
import { type Header, type Outgoing } from '../../../kernel/protocol/messages.ts';
import { Speaker } from '../../../kernel/session/speaker.ts';

const header = (msg_id: string): Header => ({
  msg_id,
  msg_type: 'x',
  session: '',
  username: '',
  date: '',
  version: '5.5',
});

function speaker(delay = 0) {
  const sent: { channel: string; message: Outgoing }[] = [];
  const pressure: boolean[] = [];
  let inFlight = 0;
  const transport = {
    send: async (channel: string, message: Outgoing): Promise<void> => {
      inFlight += 1;
      if (inFlight > 1) throw new Error('two sends in flight');
      await new Promise((resolve) => setTimeout(resolve, delay));
      sent.push({ channel, message });
      inFlight -= 1;
    },
  };
  const log = (line: string): void => {
    throw new Error(line);
  };
  return { sent, pressure, speaker: new Speaker(transport, log, (high) => pressure.push(high)) };
}

describe('what the kernel says', () => {
  test('keeps its order, one message in flight, with small writes joined', async () => {
    const { sent, speaker: voice } = speaker();
    const [a, b] = [header('a'), header('b')];
    for (const text of ['1', '2', '3']) voice.stream(a, 'stdout', text);
    voice.stream(a, 'stderr', 'e');
    voice.stream(b, 'stderr', 'f');
    voice.publish(b, 'status', { execution_state: 'idle' });
    await voice.drained();
    expect(sent.map(({ message }) => [message.parent?.msg_id, message.content])).toEqual([
      ['a', { name: 'stdout', text: '123' }],
      ['a', { name: 'stderr', text: 'e' }],
      ['b', { name: 'stderr', text: 'f' }],
      ['b', { execution_state: 'idle' }],
    ]);
  });

  test('sends waiting text by itself', async () => {
    const { sent, speaker: voice } = speaker();
    voice.stream(header('a'), 'stdout', 'alone');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sent).toHaveLength(1);
  });

  test('holds up its source while too much waits, and lets it go on', async () => {
    const { pressure, speaker: voice } = speaker(1);
    for (let i = 0; i < 100; i++) voice.stream(header('a'), 'stdout', 'x'.repeat(70_000));
    expect(pressure).toEqual([true]);
    await voice.drained();
    expect(pressure).toEqual([true, false]);
  });
});
