/** The Python that drives the kernel from outside in the conformance and browser tests. */
import { fileURLToPath } from 'node:url';
import { environmentPython, isUnfinished } from '../../kernel/jupyter/environment.ts';
import { run, type Command } from '../../kernel/jupyter/process.ts';
import { need, type Need } from './needs.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The interpreter that `TSLATE_PYTHON` names, else that of `.venv` (made by `npm run test:setup`), when it has these modules. */
export async function testPython(...modules: readonly string[]): Promise<Need<Command>> {
  const named = process.env['TSLATE_PYTHON'] ?? '';
  const command: Command = named === '' ? environmentPython(projectRoot) : [named];
  const complete = named !== '' || !isUnfinished(projectRoot);
  const answer = complete ? await run(command, ['-c', `import ${modules.join(', ')}`], { timeout: 60_000 }) : undefined;
  return need(
    answer?.status === 0 ? command : undefined,
    `needs a Python with ${modules.join(', ')}: run \`npm run test:setup\`, or name one in TSLATE_PYTHON`,
    'TSLATE_REQUIRE_JUPYTER',
  );
}
