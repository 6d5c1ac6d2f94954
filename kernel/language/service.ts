/** A language on TypeScript's public LanguageService: every cell is a module of one program, only the new one is checked. */
import type ts from '#typescript';
import { Bindings } from './bindings.ts';
import { Checker, type Read } from './checker.ts';
import { cellModule, cellSyntaxErrors, endsWithOwnExports, isUnchecked, type CellModule } from './cell-module.ts';
import { complete, type Questioned } from './complete.ts';
import { completeness } from './completeness.ts';
import { cellDiagnostics, type Cells, fileDiagnostics } from './diagnostics.ts';
import { emitDeclarations, emitScript, transpileScript, type EmittedScript } from './emit.ts';
import { type NotebookFiles } from './files.ts';
import { answerHelp, unknownName, withNames } from './help-answers.ts';
import { inspect } from './inspect.ts';
import { missingFactory } from './jsx.ts';
import { readMagics, type MagicCell } from './magic-lines.ts';
import { completeMagic } from './magic-complete.ts';
import { inspectMagic, magicDiagnostic } from './magic-questions.ts';
import {
  type CheckLevel,
  type CompiledCell,
  type Completeness,
  type Completions,
  type Diagnostic,
  type Inspection,
  type Language,
} from './language.ts';
import { plainCell } from './plain.ts';
import { augmentsOthers } from './statements.ts';
import { mayDoWithoutNode } from './without-node.ts';

export interface LanguageOptions {
  /** The folder of the notebook: what cells import is looked up from here. An absolute path. */
  readonly directory: string;
  /** Text of a declaration file for what the kernel provides to every cell (`display`, …). */
  readonly ambient?: string;
}

/** The language in this thread. Every call is answered before it returns, except for the promise around the answer. */
export function createLanguage({ directory, ambient = '' }: LanguageOptions): Language {
  const notebook = new Notebook(directory, ambient);
  const answer = async <T>(question: () => T): Promise<T> => question();
  return {
    compile: (code, { name, check }) => answer(() => notebook.compile(code, name, check)),
    commit: (name, declared) => answer(() => notebook.commit(name, declared)),
    complete: (code, offset) => answer(() => notebook.complete(code, offset)),
    inspect: (code, offset) => answer(() => notebook.inspect(code, offset)),
    isComplete: (code) => answer(() => notebook.isComplete(code)),
    reset: () => answer(() => notebook.reset()),
    close: () => answer(() => notebook.close()),
  };
}

/** A cell that was compiled and may be committed. */
interface Pending {
  readonly code: string;
  /** None of a plain cell, which TypeScript never sees. */
  readonly module?: CellModule;
  readonly declares: readonly string[];
}

/** A cell that must not run. */
const withoutScript = { javascript: '', sourceMap: '', isAsync: false, hasResult: false, declares: [] };

/** How many compiled cells are remembered that were never committed. */
const rememberedPending = 64;

class Notebook implements Cells {
  private readonly directory: string;
  private readonly ambient: string;
  private made: Checker | undefined;
  private readonly bindings = new Bindings();
  private readonly pending = new Map<string, Pending>();
  /** Committed cells by number: the name in stack traces, and the code. */
  private readonly cells: { readonly name: string; readonly code: string }[] = [];

  constructor(directory: string, ambient: string) {
    this.directory = directory;
    this.ambient = ambient;
  }

  /** Made when a cell is there to be checked: the first may need no check. */
  private get checker(): Checker {
    return (this.made ??= new Checker(this.directory, this.ambient));
  }

  private get files(): NotebookFiles {
    return this.checker.files;
  }

  private get service(): ts.LanguageService {
    return this.checker.service;
  }

  compile(code: string, name: string, wanted: CheckLevel): CompiledCell {
    const plain = plainCell(code, name);
    if (plain !== undefined) {
      this.remember(name, { code, declares: [] });
      return plain;
    }
    if (wanted === 'error' && !this.files.hasNode && mayDoWithoutNode(code)) {
      const cell = this.checked(code, name, wanted);
      if (cell.diagnostics.length === 0) return cell;
    }
    this.files.needNode();
    return this.checked(code, name, wanted);
  }

  private checked(code: string, name: string, wanted: CheckLevel): CompiledCell {
    const { cell: magic, unknown } = answerHelp(this.readMagics(code), (text, at) =>
      inspect(text, at, this.questioned()),
    );
    const check = magic.check ?? wanted;
    const settings = { ...(magic.resets ? { resets: true as const } : {}), ...(magic.check ? { check } : {}) };
    const module = cellModule(magic, this.bindings);
    this.files.refresh();
    const fileName = this.files.setDraft(module.text, module.dialect);
    const read = this.checker.read(fileName);
    const { program, file } = read;
    this.pending.delete(name);
    const refused = { ...withoutScript, name, ...settings };
    if (magic.problem !== undefined) return { ...refused, diagnostics: [magicDiagnostic(code, magic.problem)] };
    if (program.getSyntacticDiagnostics(file).length > 0 || !endsWithOwnExports(module, file)) {
      const syntax = cellDiagnostics(module, cellSyntaxErrors(module), 'error', this);
      if (syntax.length > 0) return { ...refused, diagnostics: syntax.slice(0, 1) }; // the others follow from the first
    }
    if (unknown !== undefined)
      return { ...refused, diagnostics: [unknownName(code, magic, unknown, this.questioned())] };

    const isChecked = check !== 'off' && !isUnchecked(magic.code);
    const checked = isChecked ? this.check(module, name, check, read) : undefined;
    const types = checked?.diagnostics ?? [];
    if (types.some((diagnostic) => diagnostic.severity === 'error')) return { ...refused, diagnostics: types };

    const script = checked?.script ?? transpileScript(module, name, fileName, this.files.options);
    this.remember(name, { code: module.code, module, declares: script.declares });
    return { name, ...script, ...settings, diagnostics: types };
  }

  commit(name: string, declared: readonly string[]): void {
    const pending = this.pending.get(name);
    if (pending === undefined) {
      throw new Error(
        `Cannot commit ${name}: no such cell was compiled since the last commit. Compile the cell first.`,
      );
    }
    this.pending.delete(name);
    const { code, module, declares } = pending;
    if (module === undefined) return void this.cells.push({ name, code });
    const { program, file } = this.checker.read(this.files.setDraft(module.text, module.dialect));
    const { text, extension } = emitDeclarations(module, program, file);
    const cell = this.cells.push({ name, code });
    this.files.addCell(cell, text, extension, augmentsOthers(file));
    const hasValue = new Set(declares);
    const isReached = new Set(declared);
    for (const [own, found] of module.names) {
      if (isReached.has(own) || !hasValue.has(own)) this.bindings.declare(own, found, cell);
    }
  }

  complete(code: string, offset: number): Completions {
    const { code: rest } = this.readMagics(code);
    const magic = completeMagic(code, rest, offset, this.directory);
    if (magic !== undefined) return magic;
    this.files.needLike(/\w{3,}$/.exec(code.slice(0, offset))?.[0] ?? ' ');
    return complete(rest, offset, this.questioned());
  }

  inspect(code: string, offset: number): Inspection | undefined {
    const magic = inspectMagic(code, offset);
    if (magic !== undefined) return magic;
    return inspect(withNames(this.readMagics(code)), offset, this.questioned());
  }

  isComplete(code: string): Completeness {
    return completeness(this.readMagics(code).code);
  }

  reset(): void {
    this.bindings.clear();
    this.pending.clear();
    this.cells.length = 0;
    this.made?.files.clear();
  }

  close(): void {
    this.made?.service.dispose();
  }

  nameOf(cell: number): string | undefined {
    return this.cells[cell - 1]?.name;
  }

  codeOf(cell: number): string | undefined {
    return this.cells[cell - 1]?.code;
  }

  *names(): Iterable<string> {
    for (const [name] of this.bindings.entries()) yield name;
  }

  private questioned(): Questioned {
    this.files.needNode();
    return { files: this.files, service: this.service, bindings: this.bindings, cells: this };
  }

  private remember(name: string, compiled: Pending): void {
    this.pending.delete(name);
    this.pending.set(name, compiled);
    for (const oldest of this.pending.keys()) {
      if (this.pending.size <= rememberedPending) break;
      this.pending.delete(oldest);
    }
  }

  /** `%who` is told the names that there are. */
  private readMagics(code: string): MagicCell {
    const magic = readMagics(code, (word) => this.bindings.get(word) !== undefined);
    const names = [...this.bindings.entries()].flatMap(([name, { how }]) => (how === 'type' ? [] : [name]));
    const calls = magic.calls.map((call) => (call.name === 'who' ? { ...call, argument: names.join(' ') } : call));
    return { ...magic, calls };
  }

  /** Types and script; without a script where the cell has errors, or where TypeScript itself fails. */
  private check(
    module: CellModule,
    name: string,
    check: CheckLevel,
    read: Read,
  ): { readonly diagnostics: readonly Diagnostic[]; readonly script?: EmittedScript } {
    const severity = check === 'warn' ? 'warning' : 'error';
    const pragmas = module.text.slice(0, module.start);
    const { program, file } = read;
    try {
      const imported = this.checker.mistakesImported(module.code, read);
      const found = [...program.getSemanticDiagnostics(file), ...missingFactory(pragmas, program, file)];
      const diagnostics = [
        ...fileDiagnostics(imported.own, severity, this.directory),
        ...fileDiagnostics(imported.ofProjects, 'warning', this.directory),
        ...cellDiagnostics(module, found, severity, this),
      ];
      if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return { diagnostics };
      return { diagnostics, script: emitScript(module, name, program, file) };
    } catch (thrown) {
      // A type can overflow the compiler's stack. Better to run the cell unchecked, and to say so, than not at all.
      const reason = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown);
      const message = `The types of this cell were not checked: TypeScript itself failed on it (${reason}).`;
      return { diagnostics: [{ severity: 'warning', code: 'TS0', message, line: 1, column: 1, length: 0 }] };
    }
  }
}
