/** What can be written at a place of an unfinished cell. */
import ts from '#typescript';
import { type Bindings } from './bindings.ts';
import { draftModule } from './cell-module.ts';
import { withCellNames, type Cells } from './diagnostics.ts';
import { type NotebookFiles } from './files.ts';
import { type Completions } from './language.ts';
import { isCellFile } from './resolution.ts';

/** The parts of a notebook that answer questions about code. */
export interface Questioned {
  readonly files: NotebookFiles;
  readonly service: ts.LanguageService;
  readonly bindings: Bindings;
  readonly cells: Cells & { codeOf(cell: number): string | undefined };
}

/** A signature costs a look at the type; only so many items get one. */
const withSignature = 40;
/** So many names of earlier cells are brought into the draft, the newest; of the others only name and kind are told. */
const earlierNames = 16;

const preferences: ts.GetCompletionsAtPositionOptions = {
  includeSymbol: true,
  includeCompletionsForModuleExports: false,
  includeCompletionsWithInsertText: true,
  includeAutomaticOptionalChainCompletions: true,
  includeCompletionsWithSnippetText: false,
};

/** Completions at `offset`; the typed beginning is compared without regard to case, exact matches come first. */
export function complete(code: string, offset: number, notebook: Questioned): Completions {
  const { files, service, bindings, cells } = notebook;
  const typed = /[\p{ID_Continue}$]*$/u.exec(code.slice(0, offset))?.[0] ?? '';
  const none = { start: offset - typed.length, end: offset, items: [] };
  const isMember = /\.\s*$/.test(code.slice(0, offset - typed.length));
  const names = isMember ? [] : [...bindings.entries()].map(([name]) => name);
  const earlier = names.filter((name) => startsLike(name, typed));
  const module = draftModule(code, bindings, earlier.slice(-earlierNames));
  const fileName = files.setDraft(module.text, module.dialect);
  const position = module.start + offset;
  const found = service.getCompletionsAtPosition(fileName, position, preferences);
  if (found === undefined) return none;

  const entries = found.entries.filter((entry) => {
    const span = entry.replacementSpan;
    const begun =
      span === undefined ? typed : code.slice(span.start - module.start, offset).replace(/^\.(?!\.?\/)/, '');
    return isWanted(entry) && startsLike(bareName(entry), begun);
  });
  const spans = entries.flatMap(({ replacementSpan }) => (replacementSpan === undefined ? [] : [replacementSpan]));
  const wordStart = offset - typed.length;
  const start = Math.min(wordStart, ...spans.map((span) => span.start - module.start));
  const end = Math.max(offset, ...spans.map((span) => span.start + span.length - module.start));
  const checker = service.getProgram()?.getTypeChecker();

  const items: Item[] = [];
  for (const entry of entries) {
    const binding = isMember ? undefined : bindings.get(entry.name);
    const from = entry.replacementSpan === undefined ? wordStart : entry.replacementSpan.start - module.start;
    const text = code.slice(start, from) + (entry.insertText ?? entry.name);
    const isOwn = !isMember && (binding !== undefined || module.names.has(entry.name));
    const alias = entry.kind === ts.ScriptElementKind.alias ? entry.symbol : undefined;
    const kind = alias === undefined || checker === undefined ? kindOf(entry.kind) : aliasKind(alias, checker);
    items.push({ text, kind, rank: rankOf(entry, isOwn, typed), symbol: entry.symbol });
  }
  // Names of earlier cells that did not come into the draft count where the draft's globals do.
  if (found.isGlobalCompletion) {
    const known = new Set(items.map(({ text }) => text));
    for (const name of earlier.slice(0, -earlierNames)) {
      if (known.has(name)) continue;
      const rank = `0${name.startsWith(typed) ? '0' : '1'}1`;
      items.push({ text: name, kind: bindings.get(name)?.kind ?? 'variable', rank, symbol: undefined });
    }
  }
  items.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.text < b.text ? -1 : 1));
  return {
    start,
    end,
    items: oncePerText(items).map(({ text, kind, symbol }, index) => {
      if (symbol === undefined || checker === undefined || index >= withSignature) return { text, kind };
      const signature = signatureOf(symbol, checker);
      return signature === undefined ? { text, kind } : { text, kind, signature: withCellNames(signature, cells) };
    }),
  };
}

interface Item {
  readonly text: string;
  readonly kind: string;
  readonly rank: string;
  readonly symbol: ts.Symbol | undefined;
}

/** `module` is a word of TypeScript and a variable of Node: what is declared says more. */
function oncePerText(items: readonly Item[]): Item[] {
  const kept = new Map<string, Item>();
  for (const item of items) if (kept.get(item.text)?.symbol === undefined) kept.set(item.text, item);
  return [...kept.values()];
}

function startsLike(name: string, typed: string): boolean {
  return name.slice(0, typed.length).toLowerCase() === typed.toLowerCase();
}

/** Not the kernel's private names and files, nor members that no name can reach (`[Symbol.iterator]`). */
function isWanted({ name, kind, insertText }: ts.CompletionEntry): boolean {
  if (name.startsWith('__tslate') || name === '__ambient__' || isCellFile(name)) return false;
  return kind !== ts.ScriptElementKind.warning && insertText?.startsWith('[') !== true;
}

/** Inside of a string a name is completed as it is; elsewhere the text may begin with `?.`. */
function bareName({ name, filterText }: ts.CompletionEntry): string {
  return (filterText ?? name).replace(/^\??\./, '');
}

/** The cell's own and earlier names, then what TypeScript thinks nearest; deprecated and private-looking names last. */
function rankOf(entry: ts.CompletionEntry, isOwn: boolean, typed: string): string {
  const isDeprecated = entry.kindModifiers?.includes('deprecated') === true;
  const isHidden = entry.name.startsWith('_') && !typed.startsWith('_');
  const last = isDeprecated || isHidden ? '1' : '0';
  const exact = entry.name.startsWith(typed) ? '0' : '1';
  return `${last}${exact}${isOwn ? '0' : '1'}${entry.sortText}`;
}

/** `(value: number) => string` of a value, also through imports; undefined for types and what is not known. */
function signatureOf(symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  if ((target.flags & ts.SymbolFlags.Value) === 0) return undefined;
  const type = checker.getTypeOfSymbol(target);
  const [call, ...more] = type.getCallSignatures();
  const [construct] = type.getConstructSignatures();
  if (call === undefined && construct !== undefined) return `new ${checker.signatureToString(construct)}`;
  if (call === undefined) return checker.typeToString(type);
  return checker.signatureToString(call) + (more.length > 0 ? ` (+${more.length} overloads)` : '');
}

/** What an imported name is where it comes from. */
function aliasKind(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const { flags } = checker.getAliasedSymbol(symbol);
  if ((flags & ts.SymbolFlags.Function) !== 0) return 'function';
  if ((flags & ts.SymbolFlags.Class) !== 0) return 'class';
  if ((flags & ts.SymbolFlags.Enum) !== 0) return 'enum';
  if ((flags & ts.SymbolFlags.Variable) !== 0) return 'variable';
  if ((flags & ts.SymbolFlags.Module) !== 0) return 'module';
  if ((flags & ts.SymbolFlags.Interface) !== 0) return 'interface';
  return (flags & ts.SymbolFlags.TypeAlias) === 0 ? 'variable' : 'type';
}

function kindOf(kind: ts.ScriptElementKind): string {
  switch (kind) {
    case ts.ScriptElementKind.constElement:
    case ts.ScriptElementKind.letElement:
    case ts.ScriptElementKind.variableElement:
    case ts.ScriptElementKind.localVariableElement:
    case ts.ScriptElementKind.parameterElement:
    case ts.ScriptElementKind.alias:
      return 'variable';
    case ts.ScriptElementKind.memberGetAccessorElement:
    case ts.ScriptElementKind.memberSetAccessorElement:
    case ts.ScriptElementKind.memberVariableElement:
      return 'property';
    case ts.ScriptElementKind.memberFunctionElement:
      return 'method';
    case ts.ScriptElementKind.localFunctionElement:
      return 'function';
    case ts.ScriptElementKind.moduleElement:
    case ts.ScriptElementKind.externalModuleName:
      return 'module';
    case ts.ScriptElementKind.scriptElement:
      return 'file';
    default:
      return kind;
  }
}
