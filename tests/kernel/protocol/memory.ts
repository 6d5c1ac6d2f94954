/** How much memory a process and all its descendants hold. */
import { spawnSync } from 'node:child_process';

/** Resident MB of a process and of the processes that it started; shared pages are counted in each. */
export function residentMegabytes(pid: number): number {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const [child = 0, parent = 0] of rows) if (family.has(parent)) family.add(child);
  }
  return rows.reduce((sum, [process = 0, , kilobytes = 0]) => sum + (family.has(process) ? kilobytes : 0), 0) / 1024;
}
