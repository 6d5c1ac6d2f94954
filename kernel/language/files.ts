/** What the TypeScript service sees as files: the cells, held in memory, over the disk around the notebook. */
import { statSync } from 'node:fs';
import path from 'node:path';
import ts from '#typescript';
import { isOwnSpecifier, packageRoot } from '../root.ts';
import { bundles, docBefore, nodeEntry } from './bundles.ts';
import { mentionsRegistry, moduleFiles } from './node-modules.ts';
import { compilerOptions } from './options.ts';
import { preparedBundles } from './prepared.ts';
import { type Dialect } from './syntax.ts';
import { plainConsole } from './without-node.ts';

/** A file from which this package is found by its own name. */
const ownFile = path.join(packageRoot, 'cell.ts');

/** File names that nobody else uses. A committed cell is `__cell<number>__`, the one in work `__cell__`. */
const cellFile = /__cell(\d*)__(?:\.d)?(?:\.[tj]sx?)?$/;

/** The module specifier of a committed cell. */
export function cellSpecifier(cell: number): string {
  return `./__cell${cell}__`;
}

/** Whether a module specifier or a file name is a cell's. */
export function isCellFile(name: string): boolean {
  return cellFile.test(name);
}

interface Version {
  readonly snapshot: ts.IScriptSnapshot;
  readonly version: string;
}

/** The files of one notebook. Every change raises the version, which is what lets the service reuse the rest. */
export class NotebookFiles implements ts.LanguageServiceHost {
  readonly options: ts.CompilerOptions;
  private readonly directory: string;
  private readonly memory = new Map<string, Version>();
  private readonly disk = new Map<string, Version>();
  /** Committed cells that change the global scope or other modules (`declare global`): always part of the program. */
  private readonly augmenting = new Set<string>();
  private readonly ambientFile: string;
  private readonly resolutions: ts.ModuleResolutionCache;
  private readonly bundled: ReadonlyMap<string, string>;
  /** Node's modules, and the files that declare them. */
  private readonly builtins: ReadonlyMap<string, string>;
  /** Where those stand that are part of every program. */
  private readonly nodeEntries: ReadonlySet<string>;
  private withNode = false;
  private readonly consoleFile: string;
  /** Files of the others that were asked for: from then on they are part of the program. */
  private readonly imported = new Set<string>();
  private draft: string;
  private version = 0;

  constructor(directory: string, ambient: string) {
    this.directory = directory;
    this.options = compilerOptions(directory);
    this.bundled = preparedBundles(this.options);
    this.builtins = moduleFiles(this.bundled);
    this.nodeEntries = new Set(this.options.typeRoots?.map(nodeEntry));
    this.ambientFile = path.join(directory, '__ambient__.d.ts');
    this.draft = path.join(directory, '__cell__.ts');
    this.resolutions = ts.createModuleResolutionCache(directory, (name) => name, this.options);
    this.consoleFile = path.join(directory, '__console__.d.ts');
    this.write(this.ambientFile, ambient);
    this.write(this.consoleFile, plainConsole);
    this.write(this.draft, '');
  }

  /** Makes `text` the cell in work; returns its file name. The same text again changes nothing. */
  setDraft(text: string, dialect: Dialect): string {
    const name = path.join(this.directory, `__cell__.${dialect}`);
    if (name !== this.draft) this.version += 1;
    this.draft = name;
    const before = this.memory.get(this.draft)?.snapshot;
    if (before === undefined || before.getText(0, before.getLength()) !== text) this.write(this.draft, text);
    return this.draft;
  }

  /** Whether Node's types are part of the program. They are two thirds of all syntax, and wait for a cell that needs them. */
  get hasNode(): boolean {
    return this.withNode || this.nodeEntries.size === 0;
  }

  needNode(): void {
    if (this.hasNode) return;
    this.withNode = true;
    this.version += 1;
  }

  /** Files on disk may have changed: the next program looks at them again. */
  refresh(): void {
    this.version += 1;
  }

  /** Whether a file is one of the libraries that are read as one text, without documentation. */
  isBundled(name: string): boolean {
    return this.bundled.has(name);
  }

  /** The documentation comment of what a bundled library declares at a place; read anew, for types do not need it. */
  docAt(name: string, position: number): string | undefined {
    const text = this.bundled.get(name);
    if (text === undefined) return undefined;
    return docBefore(bundles(this.options).get(name) ?? '', text.slice(0, position).split('\n').length - 1);
  }

  /** Keeps a cell for later ones, as declarations where TypeScript could write them down, else as it was. */
  addCell(cell: number, text: string, extension: '.d.ts' | '.ts' | '.tsx', augments: boolean): void {
    const name = path.join(this.directory, `__cell${cell}__${extension}`);
    this.write(name, text);
    if (!augments) return;
    for (const earlier of this.augmenting) if (this.readFile(earlier) === text) this.augmenting.delete(earlier);
    this.augmenting.add(name);
  }

  /** Forgets all committed cells. */
  clear(): void {
    for (const name of this.memory.keys()) if (/__cell\d+__/.test(name)) this.memory.delete(name);
    this.augmenting.clear();
    this.version += 1;
  }

  getProjectVersion(): string {
    return String(this.version);
  }

  getCompilationSettings(): ts.CompilerOptions {
    return this.options;
  }

  getScriptFileNames(): string[] {
    const node = this.hasNode ? this.nodeEntries : [this.consoleFile];
    return [this.ambientFile, ...node, ...this.imported, ...this.augmenting, this.draft];
  }

  getScriptVersion(name: string): string {
    return this.find(name)?.version ?? 'missing';
  }

  getScriptSnapshot(name: string): ts.IScriptSnapshot | undefined {
    return this.find(name)?.snapshot;
  }

  getCurrentDirectory(): string {
    return this.directory;
  }

  getDefaultLibFileName(options: ts.CompilerOptions): string {
    return ts.getDefaultLibFilePath(options);
  }

  fileExists(name: string): boolean {
    return this.memory.has(name) || ts.sys.fileExists(name);
  }

  readFile(name: string): string | undefined {
    const known = this.memory.get(name)?.snapshot;
    return known === undefined ? ts.sys.readFile(name) : known.getText(0, known.getLength());
  }

  directoryExists(name: string): boolean {
    return ts.sys.directoryExists(name);
  }

  getDirectories(name: string): string[] {
    return ts.sys.getDirectories(name);
  }

  readDirectory(
    folder: string,
    extensions?: readonly string[],
    exclude?: readonly string[],
    include?: readonly string[],
    depth?: number,
  ): string[] {
    return ts.sys.readDirectory(folder, extensions, exclude, include, depth);
  }

  realpath(name: string): string {
    return this.memory.has(name) ? name : (ts.sys.realpath?.(name) ?? name);
  }

  useCaseSensitiveFileNames(): boolean {
    return ts.sys.useCaseSensitiveFileNames;
  }

  /** With it the program remembers which `package.json` belongs to a file. */
  getModuleResolutionCache(): ts.ModuleResolutionCache {
    return this.resolutions;
  }

  /** A package that a local file did not find may have been installed since. */
  readonly hasInvalidatedResolutions = (file: string): boolean =>
    !file.includes('/node_modules/') && !this.memory.has(file);

  /** Packages find each other once; what cells and local files import is looked up each time, for files come and go. */
  resolveModuleNameLiterals(
    literals: readonly ts.StringLiteralLike[],
    containing: string,
    redirected: ts.ResolvedProjectReference | undefined,
    options: ts.CompilerOptions,
  ): readonly ts.ResolvedModuleWithFailedLookupLocations[] {
    const cache = containing.includes('/node_modules/') ? this.resolutions : undefined;
    return literals.map(({ text }) => {
      const builtin = this.builtins.get(text);
      if (builtin !== undefined) return { resolvedModule: this.builtinFor(containing, builtin) };
      const cell = isCellFile(text) ? this.cellNamed(text) : undefined;
      if (cell !== undefined) return { resolvedModule: cell };
      const resolve = (from: string): ts.ResolvedModuleWithFailedLookupLocations =>
        ts.resolveModuleName(text, from, options, this, cache, redirected, ts.ModuleKind.ESNext);
      const found = resolve(containing);
      // This package is there for every notebook, as the executor finds it.
      return found.resolvedModule === undefined && isOwnSpecifier(text) ? resolve(ownFile) : found;
    });
  }

  /** The file that declares a module of Node. The bundle has all modules that it needs, and its list of all needs but names. */
  private builtinFor(containing: string, resolvedFileName: string): ts.ResolvedModuleFull | undefined {
    if (containing === resolvedFileName || this.nodeEntries.has(containing)) return undefined;
    if (!this.nodeEntries.has(resolvedFileName)) this.imported.add(resolvedFileName);
    return { resolvedFileName, extension: ts.Extension.Dts, isExternalLibraryImport: true };
  }

  private cellNamed(specifier: string): ts.ResolvedModuleFull | undefined {
    const number = cellFile.exec(specifier)?.[1];
    for (const extension of [ts.Extension.Dts, ts.Extension.Ts, ts.Extension.Tsx]) {
      const resolvedFileName = path.join(this.directory, `__cell${number ?? ''}__${extension}`);
      if (this.memory.has(resolvedFileName)) return { resolvedFileName, extension, isExternalLibraryImport: false };
    }
    return undefined;
  }

  /** `process.getBuiltinModule` knows all modules by name: where it is mentioned, none is left out. */
  private lookForRegistry(text: string): void {
    if (!mentionsRegistry(text)) return;
    for (const file of this.builtins.values()) {
      if (this.nodeEntries.has(file) || this.imported.has(file)) continue;
      this.imported.add(file);
      this.version += 1;
    }
  }

  private write(name: string, text: string): void {
    this.version += 1;
    this.lookForRegistry(text);
    this.memory.set(name, { snapshot: ts.ScriptSnapshot.fromString(text), version: String(this.version) });
  }

  /** A file of the standard library or of a package is read once, a local one whenever it has changed. */
  private find(name: string): Version | undefined {
    const inMemory = this.memory.get(name);
    if (inMemory !== undefined) return inMemory;
    const known = this.disk.get(name);
    if (known !== undefined && name.includes('/node_modules/')) return known;
    const stat = statSync(name, { throwIfNoEntry: false });
    if (stat === undefined) {
      this.disk.delete(name);
      return undefined;
    }
    const version = `${stat.mtimeMs}:${stat.size}`;
    if (known?.version === version) return known;
    const bundled = this.bundled.get(name);
    const text = bundled ?? ts.sys.readFile(name);
    if (text === undefined) return undefined;
    if (bundled === undefined) this.lookForRegistry(text);
    const found = { snapshot: ts.ScriptSnapshot.fromString(text), version };
    this.disk.set(name, found);
    return found;
  }
}
