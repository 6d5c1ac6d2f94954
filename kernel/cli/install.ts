/** Installs the kernel: a kernelspec, the small folder by which Jupyter finds it, and what shows its figures. No Python is needed. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { builtFile, packageRoot } from '../root.ts';
import { installLabextension, uninstallLabextension } from './labextension.ts';
import { installTemplate, uninstallTemplate } from './nbconvert-template.ts';

/** The name under which Jupyter knows the kernel unless another is given. */
export const defaultName = 'tslate';

const logos = ['logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'] as const;

export type InstallPlace =
  | { readonly prefix: string; readonly dataDirectory?: never }
  | { readonly dataDirectory: string; readonly prefix?: never };

/**
 * Writes the kernelspec, over an earlier one of that name, and what all kernels of this data folder share: the extension
 * of JupyterLab and the template of nbconvert for figures.
 * @param place `dataDirectory` is a Jupyter data folder (it gets `kernels/NAME`); `prefix` one that has `share/jupyter`
 * @returns the kernelspec's folder
 */
export function installKernelspec(place: InstallPlace & { readonly name?: string }): string {
  const folder = kernelspecFolder(place, place.name ?? defaultName);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(kernelspec(), null, 2)}\n`);
  for (const logo of logos) copyFileSync(join(packageRoot, 'kernel', 'assets', logo), join(folder, logo));
  installLabextension(dataFolder(place));
  installTemplate(dataFolder(place));
  return folder;
}

/** Removes a kernelspec, with the last one also what they share; returns its folder, or undefined when there was none. */
export function uninstallKernelspec(place: InstallPlace & { readonly name?: string }): string | undefined {
  const folder = kernelspecFolder(place, place.name ?? defaultName);
  if (!existsSync(join(folder, 'kernel.json'))) return undefined;
  rmSync(folder, { recursive: true });
  const data = dataFolder(place);
  if (!hasKernel(data)) {
    uninstallLabextension(data);
    uninstallTemplate(data);
  }
  // Folders that only the installation needed.
  const below = ['labextensions', 'nbconvert/templates', 'nbconvert', 'kernels'];
  const ours = [...below.map((name) => join(data, name)), data];
  for (const one of place.prefix === undefined ? ours : [...ours, dirname(data)]) {
    if (existsSync(one) && readdirSync(one).length === 0) rmdirSync(one);
  }
  return folder;
}

/** Whether a data folder has a kernelspec, under whatever name, that starts a tslate. */
function hasKernel(data: string): boolean {
  const kernels = join(data, 'kernels');
  return readdirSync(kernels).some((name) => {
    const file = join(kernels, name, 'kernel.json');
    return existsSync(file) && /kernel[/\\]+cli[/\\]+main\.js"/.test(readFileSync(file, 'utf8'));
  });
}

/** What `kernel.json` says. Absolute paths: a kernel must start whatever PATH its client has. */
export function kernelspec(): object {
  return {
    argv: [process.execPath, builtFile('kernel/cli/main'), 'kernel', '--connection-file', '{connection_file}'],
    display_name: 'TypeScript (tslate)',
    language: 'typescript',
    interrupt_mode: 'message',
    metadata: { debugger: true },
  };
}

/** The user's Jupyter data folder, as jupyter_core finds it. */
export function userDataDirectory(): string {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA } = process.env;
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  if (process.platform === 'win32') return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'jupyter');
  return join(XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'jupyter');
}

/** The prefix of the Python environment that is active; throws a sentence when there is none. */
export function activePrefix(): string {
  const prefix = process.env['VIRTUAL_ENV'] ?? process.env['CONDA_PREFIX'];
  if (prefix) return prefix;
  throw new Error(
    'No Python environment is active (neither VIRTUAL_ENV nor CONDA_PREFIX is set). Activate one, or use --prefix DIR or --user.',
  );
}

/** All Jupyter data folders that a client looks into, most important first. */
export function dataDirectories(): string[] {
  const listed = (process.env['JUPYTER_PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter(Boolean);
  const environments = [process.env['VIRTUAL_ENV'], process.env['CONDA_PREFIX']].flatMap((prefix) =>
    prefix ? [join(prefix, 'share', 'jupyter')] : [],
  );
  const shared =
    process.platform === 'win32'
      ? [join(process.env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'jupyter')]
      : ['/usr/local/share/jupyter', '/usr/share/jupyter'];
  return [...new Set([...listed, userDataDirectory(), ...environments, ...shared])];
}

function kernelspecFolder(place: InstallPlace, name: string): string {
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    throw new Error(
      `A kernel's name may have letters, digits and . _ - only (Jupyter's rule), received ${JSON.stringify(name)}.`,
    );
  }
  return join(dataFolder(place), 'kernels', name.toLowerCase());
}

function dataFolder(place: InstallPlace): string {
  return resolve(place.dataDirectory ?? join(place.prefix, 'share', 'jupyter'));
}
