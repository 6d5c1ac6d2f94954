/** A real kernel process and the broadcasts about each request. */
import { tmpdir } from 'node:os';
import { type JsonObject } from '../../../kernel/protocol/json.ts';
import { type Message } from '../../../kernel/protocol/messages.ts';
import { type KernelProcess, startKernel } from '../../../kernel/runner/start.ts';

export interface Answer {
  readonly reply: Message;
  /** Names and contents of the broadcasts from `busy` to `idle`, in order. */
  readonly broadcasts: readonly { readonly name: string; readonly content: JsonObject }[];
  readonly stdout: string;
}

export interface TestKernel extends KernelProcess {
  /** All broadcasts so far. */
  readonly heard: readonly Message[];
  execute(code: string, options?: JsonObject): Promise<Answer>;
  /** Everything broadcast about a request so far. */
  about(id: string): readonly Message[];
}

export async function startTestKernel(
  directory = tmpdir(),
  environment: Readonly<Record<string, string>> = {},
): Promise<TestKernel> {
  const kernel = await startKernel({ directory, environment });
  const heard: Message[] = [];
  const about = (id: string): Message[] => heard.filter(({ parent }) => parent?.msg_id === id);
  const waiting = new Map<string, () => void>();
  kernel.client.listen((message) => {
    heard.push(message);
    if (message.content['execution_state'] === 'idle') waiting.get(message.parent?.msg_id ?? '')?.();
  });
  const execute = async (code: string, options: JsonObject = {}): Promise<Answer> => {
    const { id, reply } = kernel.client.request('execute_request', { code, ...options });
    const idle = new Promise<void>((resolve) => waiting.set(id, resolve));
    const [answer] = await Promise.all([reply, idle]);
    const broadcasts = about(id).map(({ header, content }) => ({ name: header.msg_type, content }));
    const text = broadcasts.flatMap(({ name, content }) =>
      name === 'stream' && content['name'] === 'stdout' ? [String(content['text'])] : [],
    );
    return { reply: answer, broadcasts, stdout: text.join('') };
  };
  return { ...kernel, heard, about, execute };
}
