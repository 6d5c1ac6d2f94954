/** What the kernel uses of the machine, as `usage_request` asks (an extension of ipykernel; JupyterLab shows it beside the kernel). */
import { cpus, freemem, hostname, totalmem } from 'node:os';
import process from 'node:process';
import { type ProcessUsage } from '../executor/contract.ts';
import { processUsage } from '../executor/usage.ts';
import { type JsonObject } from '../protocol/json.ts';

/** Makes a meter of this process and another. Percentages of the processor are since the last reading, 100 for one whole core. */
export function usageMeter(other: () => Promise<ProcessUsage>): () => Promise<JsonObject> {
  let last = { time: performance.now(), cpu: 0, busy: hostTicks() };
  return async () => {
    const executor = await other();
    const now = { time: performance.now(), cpu: processUsage().cpu + executor.cpu, busy: hostTicks() };
    const ticks = now.busy.all - last.busy.all;
    const usage = {
      hostname: hostname(),
      pid: process.pid,
      kernel_cpu: Math.max(0, (100_000 * (now.cpu - last.cpu)) / (now.time - last.time)),
      kernel_memory: processUsage().memory + executor.memory,
      host_cpu_percent: ticks > 0 ? (100 * (now.busy.used - last.busy.used)) / ticks : 0,
      cpu_count: cpus().length,
      host_virtual_memory: memory(),
    };
    last = now;
    return usage;
  };
}

/** Named as Python's psutil names them, which is what clients know. */
function memory(): JsonObject {
  const [total, free] = [totalmem(), freemem()];
  return { total, available: free, free, used: total - free, percent: (100 * (total - free)) / total };
}

function hostTicks(): { readonly all: number; readonly used: number } {
  let [all, idle] = [0, 0];
  for (const { times } of cpus()) {
    all += times.user + times.nice + times.sys + times.idle + times.irq;
    idle += times.idle;
  }
  return { all, used: all - idle };
}
