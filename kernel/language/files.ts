/** What the TypeScript service sees as files: the cells, held in memory, over the disk around the notebook. */
import { statSync } from 'node:fs';
import path from 'node:path';
import ts from '#typescript';
import { bundles, docBefore } from './bundles.ts';
import { NodeTypes } from './node-types.ts';
import { compilerOptions } from './options.ts';
import { preparedBundles } from './prepared.ts';
import { Resolution } from './resolution.ts';
import { type Dialect } from './syntax.ts';
import { webDeclaration, webNamesIn, webNamesLike } from './web-types.ts';
import { plainConsole } from './without-node.ts';

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
  /** Declarations that only some texts need: part of the program since the first. */
  private readonly web = new Set<string>();
  private readonly ambientFile: string;
  private readonly consoleFile: string;
  private readonly bundled: ReadonlyMap<string, string>;
  private readonly node: NodeTypes;
  private readonly resolution: Resolution;
  private draft: string;
  private version = 0;

  constructor(directory: string, ambient: string) {
    this.directory = directory;
    this.options = compilerOptions(directory);
    this.bundled = preparedBundles(this.options);
    this.node = new NodeTypes(this.options.typeRoots, this.bundled);
    this.resolution = new Resolution(directory, this.options, this, this.node, (name) => this.memory.has(name));
    this.ambientFile = path.join(directory, '__ambient__.d.ts');
    this.draft = path.join(directory, '__cell__.ts');
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

  get hasNode(): boolean {
    return this.node.areThere;
  }

  /** Node's types are part of the program from now on. */
  needNode(): void {
    if (this.node.areThere) return;
    this.node.need();
    this.version += 1;
  }

  /** Completion can offer these names only when they are declared. */
  needLike(word: string): void {
    this.needWeb(webNamesLike(word));
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
    const plain = this.hasNode ? [] : [this.consoleFile];
    return [this.ambientFile, ...plain, ...this.node.files, ...this.web, ...this.augmenting, this.draft];
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

  getModuleResolutionCache(): ts.ModuleResolutionCache {
    return this.resolution.cache;
  }

  /** A package that a local file did not find may have been installed since. */
  readonly hasInvalidatedResolutions = (file: string): boolean =>
    !file.includes('/node_modules/') && !this.memory.has(file);

  resolveModuleNameLiterals(
    literals: readonly ts.StringLiteralLike[],
    containing: string,
    redirected: ts.ResolvedProjectReference | undefined,
  ): readonly ts.ResolvedModuleWithFailedLookupLocations[] {
    return literals.map(({ text }) => this.resolution.resolve(text, containing, redirected));
  }

  /** The file that an import means; undefined where there is none. */
  resolve(specifier: string, containing: string): string | undefined {
    return this.resolution.resolve(specifier, containing).resolvedModule?.resolvedFileName;
  }

  private write(name: string, text: string): void {
    this.version += 1;
    this.node.askForRegistry(text);
    this.needWeb(webNamesIn(text));
    this.memory.set(name, { snapshot: ts.ScriptSnapshot.fromString(text), version: String(this.version) });
  }

  /** What these names are made of, Node's types have. */
  private needWeb(names: readonly string[]): void {
    for (const name of names) {
      const file = path.join(this.directory, `__${name}__.d.ts`);
      if (this.web.has(file)) continue;
      this.web.add(file);
      this.needNode();
      this.write(file, webDeclaration(name));
    }
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
    if (bundled === undefined && this.node.askForRegistry(text)) this.version += 1;
    if (!name.includes('/node_modules/')) this.needWeb(webNamesIn(text));
    const found = { snapshot: ts.ScriptSnapshot.fromString(text), version };
    this.disk.set(name, found);
    return found;
  }
}
