/** Runs compiled cells as the executor does: as scripts in the main context, each committed with what it declared. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { type CheckLevel, type CompiledCell, type Language } from '../../../kernel/language/language.ts';
import { createLanguage } from '../../../kernel/language/service.ts';

interface Runtime {
  flag: Int32Array;
  reached: number;
  interrupt(): never;
  import(specifier: string, options?: ImportCallOptions): Promise<unknown>;
  importMeta: { url: string; dirname: string; filename: string };
}

export interface Ran extends CompiledCell {
  /** The value shown, or undefined. */
  readonly value: unknown;
  readonly error: unknown;
}

export class Notebook {
  readonly language: Language;
  readonly runtime: Runtime;
  private count = 0;

  constructor(directory: string, ambient = '') {
    this.language = createLanguage({ directory, ambient });
    const filename = path.join(directory, 'notebook.ipynb');
    const require = createRequire(filename);
    this.runtime = {
      flag: new Int32Array(new SharedArrayBuffer(4)),
      reached: 0,
      interrupt: () => {
        throw new Error('interrupted');
      },
      import: (specifier, options) => {
        const isFile = specifier.startsWith('.');
        const url = isFile ? pathToFileURL(path.resolve(directory, specifier)).href : specifier;
        const isNear = !isFile && !specifier.startsWith('node:');
        return import(/* @vite-ignore */ isNear ? pathToFileURL(require.resolve(specifier)).href : url, options);
      },
      importMeta: { url: pathToFileURL(filename).href, dirname: directory, filename },
    };
  }

  /** Compiles, runs and commits a cell. Compile errors are in `diagnostics`, run-time ones in `error`. */
  async run(code: string, check: CheckLevel = 'error'): Promise<Ran> {
    this.count += 1;
    const cell = await this.language.compile(code, { name: `cell-${this.count}.ts`, check });
    if (cell.diagnostics.some(({ severity }) => severity === 'error'))
      return { ...cell, value: undefined, error: undefined };
    Object.assign(globalThis, { __tslate: this.runtime });
    this.runtime.reached = 0;
    let [value, error]: unknown[] = [];
    try {
      const script = new vm.Script(cell.javascript, {
        filename: cell.name,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
      const completion: unknown = script.runInThisContext();
      value = cell.isAsync ? await completion : completion;
    } catch (thrown) {
      error = thrown;
    }
    const declared = error === undefined ? cell.declares : cell.declares.slice(0, this.runtime.reached);
    await this.language.commit(cell.name, declared);
    return { ...cell, value: cell.hasResult ? value : undefined, error };
  }

  /** The value of a cell that must compile and run. */
  async value(code: string): Promise<unknown> {
    const ran = await this.run(code);
    if (ran.diagnostics.length > 0) throw new Error(messages(ran).join('\n'));
    if (ran.error !== undefined) throw ran.error;
    return ran.value;
  }
}

/** `TS2322 2:7 message`, one for each diagnostic. */
export function messages(cell: CompiledCell): string[] {
  return cell.diagnostics.map(({ code, line, column, message }) => `${code} ${line}:${column} ${message}`);
}
