// `node tests/bench/setup.mjs`: installs the peers of the engine's benchmark: PyTorch, JAX, Keras and TensorFlow into .venv-peers,
// TensorFlow.js into packages/, tfjs-node built against TensorFlow's library from Python. Some 2 GB.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = join(root, 'tests', 'bench', 'packages');
const venv = join(root, '.venv-peers');
const python = join(venv, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
const run = (command, ...args) =>
  execFileSync(command, args, { cwd: packages, stdio: 'inherit', shell: process.platform === 'win32' });

/** One that cannot be had does not keep the others away: in the benchmark's table it is a row that says so. */
function attempt(what, steps) {
  try {
    steps();
  } catch (error) {
    console.error(`${what}: ${error.message}`);
    process.exitCode = 1;
  }
}

attempt('Python’s peers', () => {
  run(process.env.TSLATE_PYTHON || 'python3', '-m', 'venv', venv);
  run(python, '-m', 'pip', 'install', '--quiet', '-r', 'requirements.txt');
});
attempt('TensorFlow.js', () => run('npm', 'ci', '--ignore-scripts'));
attempt('tfjs-node', () => run(process.execPath, join(root, 'tests', 'oracle', 'tfjs_node.mjs'), python, packages));
