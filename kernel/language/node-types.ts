/** Node's types as files of the program: none at first, then those that every program has, and the modules asked for. */
import { nodeEntry } from './bundles.ts';
import { mentionsRegistry, moduleFiles } from './node-modules.ts';

export class NodeTypes {
  /** Node's modules, and the files that declare them. */
  private readonly modules: ReadonlyMap<string, string>;
  /** Where those stand that are part of every program. */
  private readonly entries: ReadonlySet<string>;
  /** Files of the others that were asked for: from then on they are part of the program. */
  private readonly imported = new Set<string>();
  private isNeeded = false;

  /** @param texts what is read instead of files */
  constructor(typeRoots: readonly string[] | undefined, texts: ReadonlyMap<string, string>) {
    this.modules = moduleFiles(texts);
    this.entries = new Set(typeRoots?.map(nodeEntry));
  }

  /** Whether they are part of the program. They are two thirds of all syntax, and wait for a cell that needs them. */
  get areThere(): boolean {
    return this.isNeeded || this.entries.size === 0;
  }

  need(): void {
    this.isNeeded = true;
  }

  /** The files that are part of the program now. */
  get files(): readonly string[] {
    return [...(this.areThere ? this.entries : []), ...this.imported];
  }

  /** The file that declares a module of Node. */
  declaring(specifier: string): string | undefined {
    return this.modules.get(specifier);
  }

  /** Whether `containing` may import this file of a module. The bundle has all modules that it needs, and its list of all needs but names. */
  ask(file: string, containing: string): boolean {
    if (containing === file || this.entries.has(containing)) return false;
    if (!this.entries.has(file)) this.imported.add(file);
    return true;
  }

  /** `process.getBuiltinModule` knows all modules by name: where a text mentions it, none is left out. Tells whether any was. */
  askForRegistry(text: string): boolean {
    if (!mentionsRegistry(text)) return false;
    const before = this.imported.size;
    for (const file of this.modules.values()) if (!this.entries.has(file)) this.imported.add(file);
    return this.imported.size > before;
  }
}
