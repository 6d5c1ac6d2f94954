/** What native code and child processes write to descriptors 1 and 2, cut at the marks that end executions. */
import { StringDecoder } from 'node:string_decoder';

const start = Buffer.from('\u0000tslate-end-');
const longestMark = start.length + 12;

export class NativeOutput {
  readonly #text: (text: string) => void;
  readonly #mark: (cell: number) => void;
  readonly #decoder = new StringDecoder('utf8');
  #kept: Buffer = Buffer.alloc(0);

  constructor(text: (text: string) => void, mark: (cell: number) => void) {
    this.#text = text;
    this.#mark = mark;
  }

  push(chunk: Buffer): void {
    let rest = this.#kept.length > 0 ? Buffer.concat([this.#kept, chunk]) : chunk;
    for (;;) {
      const at = rest.indexOf(start);
      const end = at < 0 ? -1 : rest.indexOf(0, at + start.length);
      if (end < 0) break;
      this.#write(rest.subarray(0, at));
      this.#mark(Number(rest.subarray(at + start.length, end).toString('latin1')));
      rest = rest.subarray(end + 1);
    }
    // A mark may be cut in two: from the last zero byte on, as long as a mark can be, the bytes wait for the next chunk.
    const zero = rest.indexOf(0, Math.max(0, rest.length - longestMark));
    const keep = zero >= 0 ? zero : rest.length;
    this.#write(rest.subarray(0, keep));
    this.#kept = Buffer.from(rest.subarray(keep));
  }

  /** No more will come. */
  end(): void {
    this.#write(this.#kept);
    this.#kept = Buffer.alloc(0);
  }

  #write(bytes: Buffer): void {
    const text = this.#decoder.write(bytes);
    if (text !== '') this.#text(text);
  }
}
