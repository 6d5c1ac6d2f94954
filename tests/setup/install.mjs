// `npm run test:setup`: installs what the conformance and browser tests need from Python into .venv, pinned.
import { fileURLToPath } from 'node:url';
import { prepareEnvironment } from '../../dist/kernel/jupyter/environment.js';

try {
  await prepareEnvironment({
    project: fileURLToPath(new URL('../..', import.meta.url)),
    requirements: fileURLToPath(new URL('requirements.txt', import.meta.url)),
    tell: (sentence) => console.log(sentence),
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
