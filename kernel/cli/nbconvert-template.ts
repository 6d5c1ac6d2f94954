/** Writes and removes the nbconvert template `tslate`: `jupyter nbconvert --to html --template tslate` keeps figures' words. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../root.ts';

/** Writes the template into a Jupyter data folder, over an earlier one. */
export function installTemplate(dataDirectory: string): void {
  cpSync(join(packageRoot, 'kernel', 'assets', 'nbconvert'), templateFolder(dataDirectory), { recursive: true });
}

/** Removes the template, where it is. */
export function uninstallTemplate(dataDirectory: string): void {
  rmSync(templateFolder(dataDirectory), { recursive: true, force: true });
}

function templateFolder(dataDirectory: string): string {
  return join(dataDirectory, 'nbconvert', 'templates', 'tslate');
}
