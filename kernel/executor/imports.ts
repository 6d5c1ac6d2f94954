/** What `import` means in a cell: packages from the notebook's folder, local TypeScript and JSON, CommonJS with named imports. */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { isOwnSpecifier, packageRoot } from '../root.ts';
import { display } from './display.ts';
import { tslabModule } from './guests/tslab.ts';
import { Error, JSON, Map, Object, Reflect } from './intrinsics.ts';
import { type Import, localFile, type Namespace, readText } from './local-file.ts';
import { LocalModules } from './local-modules.ts';
import { type Sources } from './sources.ts';

const typescriptFile = /\.[mc]?tsx?$/;
/** Makes the import function of one executor. */
export function makeImport(sources: Sources): Import {
  const native = new Map<string, (specifier: string, options?: object) => Promise<Namespace>>();
  const versions = new Map<string, number>();
  const tslab: Namespace = Object.freeze(Object.assign(Object.create(null), tslabModule(display)));

  const load: Import = async (specifier, parent, options) => {
    // Its own package would look for its own kernel.
    if (specifier === 'tslab') return tslab;
    const file = localFile(specifier, parent);
    if (file === undefined) return withCommonJsNames(await importPackage(specifier, parent, options), parent);
    if (typescriptFile.test(file)) return modules.load(file);
    if (extname(file) === '.json') return readJson(file);
    return withCommonJsNames(await nativeImport(parent)(versioned(file), options), parent);
  };
  const modules = new LocalModules(load, sources);

  /** This package is there for every notebook, installed beside it or not. */
  async function importPackage(specifier: string, parent: string, options?: object): Promise<Namespace> {
    try {
      return await nativeImport(parent)(specifier, options);
    } catch (error) {
      if (!isOwnSpecifier(specifier) || !isMissing(error)) throw error;
      return nativeImport(join(packageRoot, 'cell.js'))(specifier, options);
    }
  }

  /** Node resolves a dynamic import by the file name of the script it stands in: one tiny script for each importing file. */
  function nativeImport(parent: string): (specifier: string, options?: object) => Promise<Namespace> {
    const known = native.get(parent);
    if (known) return known;
    const script = new vm.Script('(specifier, options) => import(specifier, options)', {
      filename: parent,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the value of the script's one expression
    const made = script.runInThisContext() as (specifier: string, options?: object) => Promise<Namespace>;
    native.set(parent, made);
    return made;
  }

  /** The URL of a local JavaScript file; another one after each edit, because Node never loads a URL twice. */
  function versioned(file: string): string {
    const url = pathToFileURL(file).href;
    const changed = statSync(file).mtimeMs;
    const first = versions.get(file);
    if (first === undefined) versions.set(file, changed);
    return first === undefined || first === changed ? url : `${url}?edited=${changed}`;
  }

  return load;
}

function readJson(file: string): Namespace {
  const value: unknown = JSON.parse(readText(file));
  return Object.assign(Object.create(null), isRecord(value) ? value : {}, { default: value });
}

/**
 * Node finds the names of a CommonJS module by reading its text and may miss some; the module's object has them all.
 * A module that was compiled from ESM (`__esModule`) has its real default export in there too.
 */
function withCommonJsNames(namespace: Namespace, parent: string): Namespace {
  const exported = namespace['default'];
  if (!isRecord(exported) || !isCommonJs(namespace, exported, parent)) return namespace;
  const names: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(exported)) names[name] = exported[name];
  for (const name of Reflect.ownKeys(namespace)) if (typeof name === 'string') names[name] = namespace[name];
  if (exported['__esModule'] === true && 'default' in exported) names['default'] = exported['default'];
  return names;
}

function isCommonJs(namespace: Namespace, exported: Namespace, parent: string): boolean {
  if ('module.exports' in namespace) return true;
  const { cache } = createRequire(parent);
  for (const file of Object.keys(cache)) if (cache[file]?.exports === exported) return true;
  return false;
}

/** Not installed, or in a version that has no such part. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
}

function isRecord(value: unknown): value is Namespace {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
