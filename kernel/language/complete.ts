/** What can be written at a place of an unfinished cell. */
import ts from 'typescript';
import { type Bindings } from './bindings.ts';
import { draftModule } from './cell-module.ts';
import { withCellNames, type Cells } from './diagnostics.ts';
import { isCellFile, type NotebookFiles } from './files.ts';
import { type Completions } from './language.ts';

/** The parts of a notebook that answer questions about code. */
export interface Questioned {
  readonly files: NotebookFiles;
  readonly service: ts.LanguageService;
  readonly bindings: Bindings;
  readonly cells: Cells & { codeOf(cell: number): string | undefined };
}

/** A signature costs a look at the type; only so many items get one. */
const withSignature = 24;
/** Names of earlier cells that are brought into the draft when nothing was typed yet. */
const earlierNames = 80;

const preferences: ts.UserPreferences = {
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
  const earlier = isMember
    ? []
    : [...bindings.entries()].filter(([name]) => startsLike(name, typed)).slice(-earlierNames);
  const module = draftModule(
    code,
    bindings,
    earlier.map(([name]) => name),
  );
  const fileName = files.setDraft(module.text, module.dialect);
  const position = module.start + offset;
  const found = service.getCompletionsAtPosition(fileName, position, preferences);
  if (found === undefined) return none;

  const entries = found.entries.filter((entry) => isWanted(entry));
  const spans = entries.flatMap(({ replacementSpan }) =>
    replacementSpan === undefined ? [] : [replacementSpan.start],
  );
  const start = Math.min(offset - typed.length, ...spans.map((at) => at - module.start));
  const ends = entries.flatMap(({ replacementSpan: span }) => (span === undefined ? [] : [span.start + span.length]));
  const end = Math.max(offset, ...ends.map((at) => at - module.start));
  const earlierKinds = new Map([...bindings.entries()].map(([name, { kind }]) => [name, kind]));
  const written = code.slice(start, offset);
  const items = entries
    .map((entry) => {
      const from =
        entry.replacementSpan === undefined ? offset - typed.length : entry.replacementSpan.start - module.start;
      const isEarlier = !isMember && entry.kind !== ts.ScriptElementKind.keyword && earlierKinds.has(entry.name);
      const isAlias = entry.kind === ts.ScriptElementKind.alias;
      return {
        entry,
        text: code.slice(start, from) + (entry.insertText ?? entry.name),
        kind: (isAlias && isEarlier ? earlierKinds.get(entry.name) : undefined) ?? kindOf(entry.kind),
        rank: rankOf(entry, isEarlier || module.names.has(entry.name), typed),
      };
    })
    .filter(({ text, entry }) => startsLike(text, written) || startsLike(entry.name, typed))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.text < b.text ? -1 : 1));
  return {
    start,
    end,
    items: items.map(({ entry, text, kind }, index) => {
      const isTyped = index < withSignature && kind !== 'keyword' && kind !== 'module' && kind !== 'file';
      const signature = isTyped ? signatureOf(service, fileName, position, entry) : undefined;
      return signature === undefined ? { text, kind } : { text, kind, signature: withCellNames(signature, cells) };
    }),
  };
}

function startsLike(name: string, typed: string): boolean {
  return name.slice(0, typed.length).toLowerCase() === typed.toLowerCase();
}

/** The kernel's private names and the modules of cells are nobody's business. */
function isWanted({ name, kind }: ts.CompletionEntry): boolean {
  if (name.startsWith('__tslate') || name === '__ambient__' || isCellFile(name)) return false;
  return kind !== ts.ScriptElementKind.warning;
}

/** The cell's own and earlier names, then what TypeScript thinks nearest; deprecated and private-looking names last. */
function rankOf(entry: ts.CompletionEntry, isOwn: boolean, typed: string): string {
  const isDeprecated = entry.kindModifiers?.includes('deprecated') === true;
  const isHidden = entry.name.startsWith('_') && !typed.startsWith('_');
  const last = isDeprecated || isHidden ? '1' : '0';
  const exact = entry.name.startsWith(typed) ? '0' : '1';
  return `${last}${exact}${isOwn ? '0' : '1'}${entry.sortText}`;
}

function signatureOf(
  service: ts.LanguageService,
  fileName: string,
  position: number,
  entry: ts.CompletionEntry,
): string | undefined {
  const { name, source, data } = entry;
  const details = service.getCompletionEntryDetails(fileName, position, name, {}, source, preferences, data);
  if (details === undefined) return undefined;
  return plainSignature(ts.displayPartsToString(details.displayParts));
}

/** Without the words that say how a name reached the cell. */
export function plainSignature(text: string): string {
  return text.replace(/^\((?:alias|method|property|local [a-z ]+)\) /, '').replace(/\nimport [\s\S]*$/, '');
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
