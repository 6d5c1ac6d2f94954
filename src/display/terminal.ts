/** A terminal, a log file or a browser's console as the host: it prints the text of a bundle. */
import { type Host } from './host.ts';
import { type MimeBundle } from './mime.ts';

/** The host of last resort. */
export function terminal(): Host {
  return { name: 'terminal', inPlace: false, show: (bundle) => console.log(plain(bundle)) };
}

/** Standard output, as far as a progress bar needs it. */
export interface Output {
  /** Whether a line can be overwritten: a terminal, not a file or a pipe. */
  readonly overwrites: boolean;
  readonly columns: number;
  write(chunk: string): void;
}

/** Standard output of this process; in a browser, its console, line by line. */
export function standardOutput(): Output {
  const stdout = globalThis.process?.stdout;
  if (typeof stdout?.write !== 'function') {
    return { overwrites: false, columns: 80, write: (chunk) => console.log(chunk.replace(/\n$/, '')) };
  }
  return {
    overwrites: stdout.isTTY === true,
    columns: stdout.columns ?? 80,
    write: (chunk) => void stdout.write(chunk),
  };
}

function plain(bundle: MimeBundle): string {
  const content = bundle['text/plain'] ?? bundle['text/markdown'];
  return typeof content === 'string' ? content : `[${Object.keys(bundle).join(', ')}]`;
}
