/** Why an executor died, in words, and how much memory it may take before it does. */
import { constants, totalmem } from 'node:os';

/** V8 prints this, and many lines of native stack, before it gives up for want of memory. */
const fatalStart = /\n?<--- Last few GCs --->|-{5} Native stack trace -{5}|\n?#?\s*FATAL ERROR: |\n?\s*#\n# Fatal/;

/** Flags of the executor: see kernel-research.md, fact 8, for the first. */
export function executorFlags(): string[] {
  return [
    '--no-force-async-hooks-checks',
    `--max-old-space-size=${heapLimit()}`,
    '--disable-warning=ExperimentalWarning',
  ];
}

/**
 * MB of JavaScript heap: what NODE_OPTIONS says, else 60 % of the machine or container, at most V8's own limit of 4 GB;
 * typed arrays do not count.
 */
function heapLimit(): number {
  const chosen = /--max[-_]old[-_]space[-_]size=(\d+)/.exec(process.env['NODE_OPTIONS'] ?? '')?.[1];
  if (chosen !== undefined) return Number(chosen);
  const limited = process.constrainedMemory();
  const memory = limited > 0 && limited < totalmem() ? limited : totalmem();
  return Math.max(256, Math.min(4096, Math.floor((memory / 2 ** 20) * 0.6)));
}

/** Keeps V8's last words from the user's stderr, for the reason. */
export class FatalFilter {
  text = '';

  filter(chunk: string): string {
    if (this.text !== '') {
      this.text = (this.text + chunk).slice(0, 20_000);
      return '';
    }
    const at = chunk.search(fatalStart);
    if (at < 0) return chunk;
    this.text = chunk.slice(at);
    return chunk.slice(0, at);
  }
}

/** One sentence about the end of the process. */
export function deathReason(code: number | null, signal: string | null, lastWords: string): string {
  if (/heap out of memory|Reached heap limit|invalid array length|Array buffer allocation failed/i.test(lastWords)) {
    return `it ran out of memory (the limit of the JavaScript heap is ${heapLimit()} MB)`;
  }
  const fatal = /FATAL ERROR: (.*)/.exec(lastWords)?.[1];
  if (fatal !== undefined) return `it failed inside: ${fatal.trim()}`;
  if (signal === 'SIGKILL') return 'it was killed (SIGKILL), by someone or for want of memory';
  if (signal !== null) return `it was ended by the signal ${signal}${meaning(signal)}`;
  if (code !== null && code >= 128) return `it ended with the exit code ${code}`;
  return `it ended with the exit code ${code ?? 'unknown'}`;
}

function meaning(signal: string): string {
  if (signal === 'SIGSEGV' || signal === 'SIGBUS' || signal === 'SIGILL') return ' (a native module crashed)';
  return signal === 'SIGABRT' && constants.signals.SIGABRT > 0 ? ' (it gave up by itself)' : '';
}
