// node tests/oracle/tfjs_node.mjs PYTHON FOLDER: builds the addon of the @tensorflow/tfjs-node installed in FOLDER against the
// shared libraries that Python's package tensorflow brings. (Its own script downloads libtensorflow; these are the same
// functions.) Needs g++ and a Python with tensorflow; Linux only.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [python, folder] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const addon = dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
const { binary } = require('@tensorflow/tfjs-node/package.json');

// Importing TensorFlow takes seconds; where it lies is enough.
const find = "import importlib.util; print(importlib.util.find_spec('tensorflow').submodule_search_locations[0])";
const tensorflow = execFileSync(python, ['-c', find], { encoding: 'utf8' }).trim();
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'].filter((name) =>
  existsSync(join(tensorflow, name)),
);

// Of the versions of Node's interface that the addon knows, the newest: where it is looked for at run time.
const version = Math.max(...binary.napi_versions.filter((known) => known <= Number(process.versions.napi)));
const target = join(addon, binary.module_path.replace('{napi_build_version}', String(version)));
mkdirSync(target, { recursive: true });
execFileSync(
  'g++',
  [
    ...['-shared', '-fPIC', '-O2', '-std=c++17', '-w', `-DNAPI_VERSION=${version}`],
    ...['-I', require('node-api-headers').include_dir, '-I', join(tensorflow, 'include'), '-I', addon],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(addon, 'binding', name)),
    ...libraries.map((name) => join(tensorflow, name)),
    `-Wl,-rpath,${tensorflow}`,
    ...['-o', join(target, 'tfjs_binding.node')],
  ],
  { stdio: 'inherit' },
);
console.log(`Built ${join(target, 'tfjs_binding.node')} against ${tensorflow}.`);
