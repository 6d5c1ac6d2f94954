/** What the peers in Node share: the requests that common.py describes, and the digits and weights that all contestants have. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Times {
  readonly ms: number;
}

export interface TrainRequest {
  readonly steps: number;
  readonly before: number;
  readonly shuffle: boolean;
}

/** A contestant, as common.py describes it. */
export interface Peer {
  make(request: { readonly program: string; readonly batch: number }): Promise<Times & { readonly parameters: number }>;
  train(request: TrainRequest): Promise<Times & { readonly loss: number }>;
  predict(request: { readonly images: number }): Promise<Times>;
  matmul(request: {
    readonly m: number;
    readonly k: number;
    readonly n: number;
    readonly times: number;
  }): Promise<Times>;
  conv(request: {
    readonly batch: number;
    readonly side: number;
    readonly channels: number;
    readonly filters: number;
    readonly times: number;
  }): Promise<Times>;
}

export const PREDICTED_AT_ONCE = 250;

/** What the process was started with. */
const [folder, threads, way = ''] = process.argv.slice(2);
export const THREADS = Number(threads);
export const WAY = way;

/** The numbers of a file in the folder of the benchmark. */
export function floats(name: string): Float32Array {
  const bytes = readFileSync(join(folder, name));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

export function wholeNumbers(name: string): Int32Array {
  return new Int32Array(floats(name).buffer);
}

/** Milliseconds of so many runs, after one that does not count. */
export async function repeated(times: number, run: () => unknown): Promise<Times> {
  await run();
  const start = performance.now();
  for (let i = 0; i < times; i++) await run();
  return { ms: performance.now() - start };
}

/** Marks when the first steps and when all are over. */
export class Clock {
  #start = performance.now();
  readonly #request: TrainRequest;
  ms = 0;
  loss = NaN;

  constructor(request: TrainRequest) {
    this.#request = request;
  }

  /** @returns whether `step`, counted from 1, was the last one */
  after(step: number, loss: number): boolean {
    const { before, steps } = this.#request;
    if (step === before) this.#start = performance.now();
    if (step !== before + steps) return false;
    this.ms = performance.now() - this.#start;
    this.loss = loss;
    return true;
  }
}

/** Answers until there are no more requests. What libraries print goes to standard error. */
export async function serve(peer: Peer, version: string): Promise<void> {
  const answer = process.stdout.write.bind(process.stdout);
  const tell = (value: object): boolean => answer(`${JSON.stringify(value)}\n`);
  console.log = console.info = console.warn = console.error;
  tell({ version });
  for await (const line of createInterface({ input: process.stdin })) {
    const { do: what, ...request } = JSON.parse(line);
    try {
      tell(await Reflect.apply(Reflect.get(peer, what), peer, [request]));
    } catch (error) {
      tell({ error: error instanceof Error ? error.message : String(error) });
    }
  }
}
