/** Notices the death of the process that started the kernel, so that no kernel is left behind. */
import process from 'node:process';

/** Looks this often, in ms (as ipykernel does). */
const interval = 1000;

/** Calls `died` when the parent is gone; does nothing unless Jupyter asks for it by JPY_PARENT_PID. */
export function watchParent(died: () => void): void {
  const asked = Number(process.env['JPY_PARENT_PID'] ?? 0);
  if (!(asked > 0)) return;
  const first = process.ppid;
  // Behind a wrapper or in a container the number may mean nothing here.
  const isKnown = isAlive(asked);
  const timer = setInterval(() => {
    if (process.ppid === first && (!isKnown || isAlive(asked))) return;
    clearInterval(timer);
    died();
  }, interval);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, but of another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
