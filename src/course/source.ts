/** Reads a module's TypeScript, from which a solution is shown as its author wrote it. Needs Node. */

/** The TypeScript of the module at `url`, where it was compiled to `dist/` or not; undefined where it is not there. */
export async function typescriptOf(url: string): Promise<string | undefined> {
  const { readFile } = await import('node:fs/promises');
  const file = new URL(url.replace('/dist/notebooks/', '/notebooks/').replace(/\.js$/, '.ts'));
  return readFile(file, 'utf8').catch(() => undefined);
}
