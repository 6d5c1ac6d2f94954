/** Starts the front process's parts, those that take longest first. */
import process from 'node:process';
import { spawnExecutor } from '../executor/spawn.ts';
import { ambient } from '../executor/ambient.ts';
import { startLanguageWorker } from '../language/client.ts';

/** Runs the kernel of a connection file. */
export async function runFront(connectionFile: string): Promise<void> {
  // The process that runs cells and the thread of TypeScript take longest to be there: they start before the rest is loaded.
  const directory = process.cwd();
  const executorProcess = spawnExecutor(directory);
  const language = startLanguageWorker({ directory, ambient });
  try {
    const { runKernel } = await import('./kernel.ts');
    await runKernel(connectionFile, { language, executorProcess });
  } catch (error) {
    executorProcess.kill('SIGKILL');
    await language.close();
    throw error;
  }
}
