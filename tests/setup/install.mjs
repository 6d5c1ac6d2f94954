// `npm run test:setup`: installs what the conformance and browser tests need from Python into .venv, pinned, and the other
// kernels that this one is tried against.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepareEnvironment } from '../../dist/kernel/jupyter/environment.js';

try {
  await prepareEnvironment({
    project: fileURLToPath(new URL('../..', import.meta.url)),
    requirements: fileURLToPath(new URL('requirements.txt', import.meta.url)),
    tell: (sentence) => console.log(sentence),
  });
  const peers = fileURLToPath(new URL('../peers', import.meta.url));
  execFileSync('npm', ['ci', '--ignore-scripts'], {
    cwd: peers,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
