/** Watches a training run: time, memory, loss and accuracy of every epoch, for a table. */
import type { Callback } from 'tslate';

export interface EpochTable {
  readonly callback: Callback;
  /** Prints a row an epoch. */
  print(): void;
}

/** A table of the epochs of a run with `steps` steps each; times in milliseconds with so many `digits`. */
export function epochTable(steps: number, digits: number): EpochTable {
  const rows: Record<string, string>[] = [];
  let start = performance.now();
  let busy = process.cpuUsage();
  return {
    callback: {
      onEpochEnd(epoch, { loss, accuracy }) {
        const used = process.cpuUsage(busy);
        rows.push({
          epoch: String(epoch + 1),
          'ms/step': ((performance.now() - start) / steps).toFixed(digits),
          'CPU ms/step': ((used.user + used.system) / 1000 / steps).toFixed(digits),
          'RSS MB': (process.memoryUsage().rss / 1e6).toFixed(0),
          loss: loss.toFixed(4),
          accuracy: accuracy.toFixed(4),
        });
        start = performance.now();
        busy = process.cpuUsage();
      },
    },
    print: () => console.table(rows),
  };
}
