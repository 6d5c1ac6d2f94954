/** Which file an import means: of a cell, of a local file, or of a package. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from '#typescript';
import { isOwnSpecifier, packageRoot } from '../root.ts';
import { type NodeTypes } from './node-types.ts';

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

export class Resolution {
  /** With it the program remembers which `package.json` belongs to a file. */
  readonly cache: ts.ModuleResolutionCache;
  private readonly directory: string;
  private readonly options: ts.CompilerOptions;
  private readonly host: ts.ModuleResolutionHost;
  private readonly node: NodeTypes;
  private readonly isInMemory: (file: string) => boolean;

  constructor(
    directory: string,
    options: ts.CompilerOptions,
    host: ts.ModuleResolutionHost,
    node: NodeTypes,
    isInMemory: (file: string) => boolean,
  ) {
    this.directory = directory;
    this.options = options;
    this.host = host;
    this.node = node;
    this.isInMemory = isInMemory;
    this.cache = ts.createModuleResolutionCache(directory, (name) => name, options);
  }

  /** Packages find each other once; what cells and local files import is looked up each time, for files come and go. */
  resolve(
    specifier: string,
    containing: string,
    redirected?: ts.ResolvedProjectReference,
  ): ts.ResolvedModuleWithFailedLookupLocations {
    const builtin = this.node.declaring(specifier);
    if (builtin !== undefined) return { resolvedModule: this.builtinFor(containing, builtin) };
    if (specifier.startsWith('file:')) return this.resolve(pathOf(specifier), containing, redirected);
    const cell = isCellFile(specifier) ? this.cellNamed(specifier) : undefined;
    if (cell !== undefined) return { resolvedModule: cell };
    const cache = containing.includes('/node_modules/') ? this.cache : undefined;
    const from = (file: string): ts.ResolvedModuleWithFailedLookupLocations =>
      ts.resolveModuleName(specifier, file, this.options, this.host, cache, redirected, ts.ModuleKind.ESNext);
    const found = from(containing);
    // This package is there for every notebook, as the executor finds it.
    return found.resolvedModule === undefined && isOwnSpecifier(specifier) ? from(ownFile) : found;
  }

  private builtinFor(containing: string, resolvedFileName: string): ts.ResolvedModuleFull | undefined {
    if (!this.node.ask(resolvedFileName, containing)) return undefined;
    return { resolvedFileName, extension: ts.Extension.Dts, isExternalLibraryImport: true };
  }

  private cellNamed(specifier: string): ts.ResolvedModuleFull | undefined {
    const number = cellFile.exec(specifier)?.[1];
    for (const extension of [ts.Extension.Dts, ts.Extension.Ts, ts.Extension.Tsx]) {
      const resolvedFileName = path.join(this.directory, `__cell${number ?? ''}__${extension}`);
      if (this.isInMemory(resolvedFileName)) return { resolvedFileName, extension, isExternalLibraryImport: false };
    }
    return undefined;
  }
}

/** TypeScript knows no URLs; one that is none leads nowhere. */
function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return path.resolve('/', url);
  }
}
