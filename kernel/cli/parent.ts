/** Notices the death of the process that started the kernel, so that no kernel is left behind. */
import process from 'node:process';

/** Looks this often, in ms (as ipykernel does). */
const interval = 1000;
/** Looks until a kernel whose parent nobody knows, and to which nobody has spoken, is taken for left behind: a minute. */
const patience = 60;

export interface ParentWatch {
  /** Called when the parent is gone. */
  readonly died: () => void;
  /** Whether a client has spoken to the kernel. */
  readonly isSpokenTo: () => boolean;
}

/** Looks after the parent, if Jupyter asks for it by JPY_PARENT_PID; else does nothing. */
export function watchParent({ died, isSpokenTo }: ParentWatch): void {
  const asked = Number(process.env['JPY_PARENT_PID'] ?? 0);
  if (!(asked > 0)) return;
  const first = process.ppid;
  // In a container the number may mean nothing here; else the parent died while the kernel started. Then no client comes.
  const isKnown = isAlive(asked);
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    const isForgotten = !isKnown && looks >= patience && !isSpokenTo();
    if (process.ppid === first && (!isKnown || isAlive(asked)) && !isForgotten) return;
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
