/**
 * Local TypeScript files as modules: transpiled to `System.register` form, which keeps live bindings, cycles, top-level
 * `await` and `import.meta`, and which, unlike Node's own loader, lets a file be loaded again after it was edited.
 */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { Error, Map, Object, Promise, Reflect, Set } from './intrinsics.ts';
import { type Import, localFile, type Namespace, readText } from './local-file.ts';
import { type Sources } from './sources.ts';
import { transpile } from './transpile.ts';

interface LocalModule {
  readonly file: string;
  readonly changed: number | undefined;
  readonly dependencies: readonly string[];
  /** What it took of local files: modules, and of other files the times at which they were changed. */
  readonly taken: Map<string, LocalModule | number | undefined>;
  readonly namespace: Record<string, unknown>;
  readonly setters: ((namespace: Namespace) => void)[];
  readonly ready: Promise<void>;
}

type Register = (dependencies: string[], declare: Declare) => void;
type Declare = (
  exported: (name: string | Namespace, value?: unknown) => unknown,
  context: object,
) => { readonly setters?: ((namespace: Namespace) => void)[]; readonly execute?: () => unknown };

const isTypescript = /\.[mc]?tsx?$/;

export class LocalModules {
  readonly #import: Import;
  readonly #modules = new Map<string, LocalModule>();
  readonly #sources: Sources;

  constructor(load: Import, sources: Sources) {
    this.#import = load;
    this.#sources = sources;
  }

  /** The namespace of a file; a new one when the file, or a local file it imports, was edited. */
  async load(file: string): Promise<Namespace> {
    if (this.#isStale(file, new Set())) this.#forget(file, new Set());
    return this.#get(file);
  }

  async #get(file: string): Promise<Namespace> {
    const known = this.#modules.get(file) ?? this.#declare(file);
    await known.ready;
    return known.namespace;
  }

  #declare(file: string): LocalModule {
    const changed = changeOf(file);
    let declared: { dependencies: string[]; declare: Declare } | undefined;
    const register: Register = (dependencies, declare) => (declared = { dependencies, declare });
    this.#evaluate(file, register);
    if (!declared) throw new Error(`${file} could not be loaded as a module`);
    const { dependencies, declare } = declared;
    const namespace: Record<string, unknown> = Object.create(null);
    const setters: ((namespace: Namespace) => void)[] = [];
    const exported = (name: string | Namespace, value?: unknown): unknown => {
      if (typeof name === 'string') namespace[name] = value;
      else Object.assign(namespace, name);
      for (const setter of setters) setter(namespace);
      return value;
    };
    const meta = { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) };
    const load = (specifier: string): Promise<Namespace> => this.#import(specifier, file);
    const { setters: own = [], execute } = declare(exported, { meta, import: load, id: file });
    // In stacks the file is enough: TypeScript's name for what it made of its statements says nothing.
    if (execute) Object.defineProperty(execute, 'name', { value: '' });
    // Registered before its dependencies are loaded: a cycle then finds this module, still empty.
    let settle: { done: () => void; failed: (error: unknown) => void } | undefined;
    const ready = new Promise<void>((done, failed) => (settle = { done, failed }));
    const made: LocalModule = { file, changed, dependencies, taken: new Map(), namespace, setters, ready };
    this.#modules.set(file, made);
    this.#link(made, own)
      .then(() => execute?.())
      .then(
        () => settle?.done(),
        (error: unknown) => {
          if (this.#modules.get(file) === made) this.#modules.delete(file);
          settle?.failed(error);
        },
      );
    return made;
  }

  async #link(module: LocalModule, setters: readonly ((namespace: Namespace) => void)[]): Promise<void> {
    const { file, dependencies, taken } = module;
    for (const [index, specifier] of dependencies.entries()) {
      const local = localFile(specifier, file);
      const set = setters[index] ?? (() => undefined);
      if (local === undefined || !isTypescript.test(local)) {
        if (local !== undefined) taken.set(local, changeOf(local));
        set(await this.#import(specifier, file));
        continue;
      }
      const known = this.#modules.get(local);
      set(known && this.#reaches(known, file, new Set()) ? known.namespace : await this.load(local));
      const loaded = this.#modules.get(local);
      taken.set(local, loaded);
      loaded?.setters.push(set);
    }
  }

  #evaluate(file: string, register: Register): void {
    const text = readText(file);
    this.#sources.add(file, '', text); // for the traceback of a syntax error
    const { code, map } = transpile(file, text);
    this.#sources.add(file, map, text);
    // On one line before the code, so that line numbers stay those that the source map speaks of.
    const script = new vm.Script(`(function (System) { ${code}\n})`, {
      filename: file,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    Reflect.apply(script.runInThisContext(), undefined, [{ register }]);
  }

  #localDependencies(module: LocalModule): string[] {
    return module.dependencies.flatMap((specifier) => {
      try {
        const local = localFile(specifier, module.file);
        return local === undefined ? [] : [local];
      } catch {
        return [];
      }
    });
  }

  #reaches(from: LocalModule, file: string, seen: Set<string>): boolean {
    if (from.file === file) return true;
    if (seen.has(from.file)) return false;
    seen.add(from.file);
    return this.#localDependencies(from).some((next) => {
      const known = this.#modules.get(next);
      return known !== undefined && this.#reaches(known, file, seen);
    });
  }

  #isStale(file: string, seen: Set<string>): boolean {
    const known = this.#modules.get(file);
    if (!known || seen.has(file)) return false;
    seen.add(file);
    if (changeOf(file) !== known.changed) return true;
    return [...known.taken].some(([next, before]) => {
      if (typeof before === 'number') return changeOf(next) !== before;
      return this.#modules.get(next) !== before || this.#isStale(next, seen);
    });
  }

  /** Forgets the files that were edited and those on the way to them; untouched ones stay as they are. */
  #forget(file: string, seen: Set<string>): void {
    const known = this.#modules.get(file);
    if (!known || seen.has(file)) return;
    seen.add(file);
    const stale = this.#isStale(file, new Set());
    for (const next of this.#localDependencies(known)) this.#forget(next, seen);
    if (stale) this.#modules.delete(file);
  }
}

function changeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
