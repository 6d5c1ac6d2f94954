/** Writes and removes the prebuilt JupyterLab extension that draws Plotly figures; it lies beside the kernelspecs. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseObject, readText } from '../protocol/json.ts';
import { packageRoot, packageVersion } from '../root.ts';

/** The extension's name, which its container script states again. */
export const labextensionName = 'tslate-plotly';

const plotlyFile = createRequire(import.meta.url).resolve('plotly.js-dist-min/plotly.min.js');

/** Writes the extension into a Jupyter data folder, over an earlier one, with plotly.js and its licence. */
export function installLabextension(dataDirectory: string): void {
  const folder = labextensionFolder(dataDirectory);
  const files = join(folder, 'static');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(files, { recursive: true });
  const built = join(packageRoot, 'dist', 'kernel', 'labextension');
  for (const name of readdirSync(built).filter((file) => /\.c?js$/.test(file))) {
    // Not every machine knows that .cjs is JavaScript, and a browser wants to be told.
    copyFileSync(join(built, name), join(files, name.replace(/\.cjs$/, '.js')));
  }
  copyFileSync(plotlyFile, join(files, 'plotly.min.js'));
  copyFileSync(join(dirname(plotlyFile), 'LICENSE'), join(files, 'plotly.min.js.LICENSE.txt'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  writeFileSync(join(folder, 'install.json'), `${JSON.stringify(origin, null, 2)}\n`);
}

/** Removes the extension, where it is. */
export function uninstallLabextension(dataDirectory: string): void {
  rmSync(labextensionFolder(dataDirectory), { recursive: true, force: true });
}

/** The extension in a data folder: where it is, its version and that of its plotly.js; undefined where there is none. */
export function findLabextension(
  dataDirectory: string,
): { folder: string; version: string; plotly: string } | undefined {
  const folder = labextensionFolder(dataDirectory);
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const written = parseObject(readFileSync(file, 'utf8'), file);
  return { folder, version: readText(written, 'version'), plotly: readText(written, 'plotly') };
}

export function labextensionFolder(dataDirectory: string): string {
  return join(dataDirectory, 'labextensions', labextensionName);
}

/** What JupyterLab reads: which script to load, and the name under which its container gives the renderer. */
function manifest(): object {
  const file = join(dirname(plotlyFile), 'package.json');
  return {
    name: labextensionName,
    version: packageVersion,
    description: 'Draws Plotly figures in JupyterLab and Notebook 7, with plotly.js from this machine.',
    license: 'MIT',
    plotly: readText(parseObject(readFileSync(file, 'utf8'), file), 'version'),
    jupyterlab: { mimeExtension: true, _build: { load: 'static/container.js', mimeExtension: './mimeExtension' } },
  };
}

/** What JupyterLab's extension manager says of it. */
const origin = {
  packageManager: 'npm',
  packageName: 'tslate',
  uninstallInstructions: 'It comes and goes with the kernel: npx tslate uninstall',
};
