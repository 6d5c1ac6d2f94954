/** The TypeScript files that a cell imports by their paths, directly or through others: they are checked before it runs. */
import ts from '#typescript';
import { isTold } from './diagnostics.ts';
import { type NotebookFiles } from './files.ts';
import { hasOwnFactory } from './jsx.ts';
import { projectMembership } from './projects.ts';
import { isCellFile } from './resolution.ts';

export interface Mistakes {
  readonly own: readonly ts.Diagnostic[];
  /** Of types, in files of a project that has settings of its own: by those they may be none. */
  readonly ofProjects: readonly ts.Diagnostic[];
}

export class LocalFiles {
  private readonly files: NotebookFiles;
  private readonly specifiers = new Map<string, { readonly version: string; readonly paths: readonly string[] }>();
  /** For each file that was met: its version and what it imports, and who imports it. */
  private readonly states = new Map<string, string>();
  private readonly importers = new Map<string, Set<string>>();
  /** Files without a mistake: they need no other look until they, or what they import, change. */
  private readonly clean = new Set<string>();

  constructor(files: NotebookFiles) {
    this.files = files;
  }

  /**
   * The mistakes in what a cell imports, those of a file behind those of the files that it imports itself. Of a project only
   * the files are looked at that the cell imports itself: it may be large, and is checked elsewhere.
   */
  mistakes(code: string, fileName: string, program: ts.Program): Mistakes {
    const imported = this.resolved(pathsIn(code), fileName);
    if (imported.length === 0) return { own: [], ofProjects: [] };
    const isOfProject = projectMembership();
    const reached = new Set<string>();
    const seen = new Set<string>();
    for (const file of imported) this.reach(file, reached, seen, isOfProject);
    const own = [...reached].flatMap((file) => {
      if (this.clean.has(file)) return [];
      const syntax = syntaxMistakes(file, program);
      const found = syntax.length > 0 ? syntax : typeMistakes(file, program);
      if (found.length === 0) this.clean.add(file);
      return found;
    });
    const ofProject = imported.filter(isOfProject);
    const broken = ofProject.flatMap((file) => syntaxMistakes(file, program));
    const suspected = broken.length > 0 ? [] : ofProject.flatMap((file) => typeMistakes(file, program));
    return { own: [...own, ...broken], ofProjects: suspected };
  }

  /** Adds a file behind all that it imports; `seen` ends circles. */
  private reach(file: string, reached: Set<string>, seen: Set<string>, isOfProject: (file: string) => boolean): void {
    if (seen.has(file) || isOfProject(file)) return;
    seen.add(file);
    const version = this.files.getScriptVersion(file);
    const imported = this.resolved(this.pathsOf(file, version), file);
    const state = [version, ...imported].join('\n');
    if (this.states.get(file) !== state) this.doubt(file, new Set());
    this.states.set(file, state);
    for (const next of imported) {
      this.importers.set(next, (this.importers.get(next) ?? new Set()).add(file));
      this.reach(next, reached, seen, isOfProject);
    }
    reached.add(file);
  }

  /** A file has changed: it is to be checked again, and all that import it. */
  private doubt(file: string, seen: Set<string>): void {
    if (seen.has(file)) return;
    seen.add(file);
    this.clean.delete(file);
    for (const importer of this.importers.get(file) ?? []) this.doubt(importer, seen);
  }

  private pathsOf(file: string, version: string): readonly string[] {
    const known = this.specifiers.get(file);
    if (known?.version === version) return known.paths;
    const snapshot = this.files.getScriptSnapshot(file);
    const paths = snapshot === undefined ? [] : pathsIn(snapshot.getText(0, snapshot.getLength()));
    this.specifiers.set(file, { version, paths });
    return paths;
  }

  private resolved(paths: readonly string[], containing: string): string[] {
    return paths.flatMap((path) => {
      const file = this.files.resolve(path, containing);
      return file !== undefined && isChecked(file) ? [file] : [];
    });
  }
}

const pathLike = /^(?:\.{1,2}(?:\/|$)|\/|file:)/;
const mayHavePaths = /['"`](?:\.{1,2}(?:\/|['"`])|\/|file:)/;

/** The relative and absolute paths among what a text imports. */
function pathsIn(text: string): readonly string[] {
  if (!mayHavePaths.test(text)) return [];
  const { importedFiles } = ts.preProcessFile(text, true, false);
  return importedFiles.map(({ fileName }) => fileName).filter((name) => pathLike.test(name) && !isCellFile(name));
}

/** Declarations are taken as they are, packages and JavaScript too. */
function isChecked(file: string): boolean {
  return /\.[mc]?tsx?$/.test(file) && !/\.d\.[mc]?ts$/.test(file) && !file.includes('/node_modules/');
}

/** "This JSX tag requires the module path 'react/jsx-runtime' to exist": not where a comment names what tags call. */
const reactMissing = 2875;

/** The first one: the others follow from it. */
function syntaxMistakes(name: string, program: ts.Program): readonly ts.Diagnostic[] {
  const file = program.getSourceFile(name);
  return file === undefined ? [] : program.getSyntacticDiagnostics(file).slice(0, 1);
}

function typeMistakes(name: string, program: ts.Program): readonly ts.Diagnostic[] {
  const file = program.getSourceFile(name);
  if (file === undefined) return [];
  const isOwn = hasOwnFactory(file.text);
  return program.getSemanticDiagnostics(file).filter((each) => isTold(each) && !(isOwn && each.code === reactMissing));
}
