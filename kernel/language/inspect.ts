/** What a name in a cell is: its declaration, its documentation, and the text that declares it. */
import ts from '#typescript';
import { type CellModule, draftModule } from './cell-module.ts';
import { type Questioned } from './complete.ts';
import { withCellNames } from './diagnostics.ts';
import { type Inspection } from './language.ts';
import { identifierAt, libraryComment } from './library-docs.ts';
import { boundIdentifiers } from './names.ts';
import { parse } from './syntax.ts';

/** The name at `offset`, or just before it; inside of a call's parentheses without a name, the function that is called. */
export function inspect(code: string, offset: number, notebook: Questioned): Inspection | undefined {
  const { files, service, bindings, cells } = notebook;
  const module = draftModule(code, bindings, []);
  const fileName = files.setDraft(module.text, module.dialect);
  const position = module.start + offset;
  const info =
    infoAt(service, fileName, position) ??
    (offset > 0 ? infoAt(service, fileName, position - 1) : undefined) ??
    typeInfo(notebook, module, fileName, position);
  if (info === undefined) return signatureHelp(notebook, fileName, position);
  const asked = files.readFile(fileName) ?? module.text;
  const name = asked.slice(info.textSpan.start, info.textSpan.start + info.textSpan.length);
  const declared = module.names.has(name) ? code : codeOfEarlier(notebook, name);
  const isMember = /\.\s*$/.test(asked.slice(0, info.textSpan.start));
  const source = declared === undefined || isMember ? undefined : declarationOf(declared, name);
  const written = docOfLibrary(notebook, fileName, info.textSpan.start) ?? documentation(info.documentation, info.tags);
  const text = written === '' && source !== undefined ? commentIn(notebook, name) : written;
  return {
    signature: withCellNames(info.signature, cells),
    documentation: text,
    ...(source === undefined ? {} : { source }),
  };
}

interface Known extends ts.QuickInfo {
  readonly signature: string;
}

function infoAt(service: ts.LanguageService, fileName: string, position: number): Known | undefined {
  const info = service.getQuickInfoAtPosition(fileName, position);
  if (info === undefined || info.kind === ts.ScriptElementKind.unknown) return undefined;
  const signature = plainSignature(info.displayParts);
  return signature === '' ? undefined : { ...info, signature };
}

/** A name that stands alone is looked up as a value; one that is a type only is asked for where types stand. */
function typeInfo(
  { files, service }: Questioned,
  { text, dialect }: CellModule,
  fileName: string,
  position: number,
): Known | undefined {
  const file = service.getProgram()?.getSourceFile(fileName);
  const named = file && (identifierAt(file, position) ?? identifierAt(file, position - 1));
  if (named === undefined || named.getStart() > position) return undefined;
  if (!ts.isExpressionStatement(named.parent) && !ts.isExpressionWithTypeArguments(named.parent)) return undefined;
  const before = `${text}type __it = `;
  const asked = files.setDraft(`${before}${named.text};\n`, dialect);
  const isDeclared = service.getDefinitionAtPosition(asked, before.length)?.length;
  return isDeclared ? infoAt(service, asked, before.length) : undefined;
}

function signatureHelp(notebook: Questioned, fileName: string, position: number): Inspection | undefined {
  const { service, cells } = notebook;
  const help = service.getSignatureHelpItems(fileName, position, undefined);
  const item = help?.items[help.selectedItemIndex];
  if (help === undefined || item === undefined) return undefined;
  const parameters = item.parameters.map(({ displayParts }) => ts.displayPartsToString(displayParts));
  const text =
    ts.displayPartsToString(item.prefixDisplayParts) +
    parameters.join(ts.displayPartsToString(item.separatorDisplayParts)) +
    ts.displayPartsToString(item.suffixDisplayParts);
  const written =
    docOfLibrary(notebook, fileName, help.applicableSpan.start - 2) ?? documentation(item.documentation, item.tags);
  return { signature: withCellNames(text, cells), documentation: written };
}

/** Without the words that say how a name reached the cell, and the empty namespaces that stand beside Node's functions. */
function plainSignature(parts: ts.SymbolDisplayPart[] | undefined): string {
  const text = ts.displayPartsToString(parts);
  const own = text.replace(/^\((?:alias|method|property|local [a-z ]+)\) /gm, '').replace(/\nimport [\s\S]*$/, '');
  const lines = own.split('\n');
  if (!lines.some((line) => line.startsWith('function '))) return own;
  return lines.filter((line) => !/^namespace [\w$.]+$/.test(line)).join('\n');
}

/** Documentation as Markdown: the text, then one item for each tag. */
function documentation(parts: ts.SymbolDisplayPart[] | undefined, tags: ts.JSDocTagInfo[] | undefined): string {
  const text = ts.displayPartsToString(parts);
  const items = (tags ?? []).map(({ name, text: words }) => {
    const said = ts.displayPartsToString(words).trim();
    const example = name === 'example' && !said.includes('```') ? `\n\`\`\`ts\n${said}\n\`\`\`` : said;
    const [, parameter, rest] = /^([\w$.[\]]+)\s*(?:[-–—]\s*)?([\s\S]*)$/.exec(said) ?? [];
    if (name === 'param' && parameter !== undefined) return `- *@param* \`${parameter}\` — ${rest ?? ''}`.trimEnd();
    return `- *@${name}* ${example}`.trimEnd();
  });
  return withoutLinks([text, items.join('\n')].filter((part) => part !== '').join('\n\n'));
}

/** Links as Markdown has them: `{@link readFile}` becomes code, `{@link https://… words}` a link. */
function withoutLinks(text: string): string {
  return text.replace(/\{@link(?:code|plain)?\s+([^\s|}]+)[\s|]*([^}]*)\}/g, (_, target: string, said: string) => {
    const words = said.trim();
    if (target.includes('://')) return words === '' ? target : `[${words}](${target})`;
    return words === '' ? `\`${target}\`` : words;
  });
}

function codeOfEarlier({ bindings, cells }: Questioned, name: string): string | undefined {
  const binding = bindings.get(name);
  return binding === undefined ? undefined : cells.codeOf(binding.cell);
}

/** The statements of a cell that declare `name` (a function has one for each overload), with the comments before them. */
function declarationOf(code: string, name: string): string | undefined {
  const found = parse(code, 'ts').statements.filter((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.some((each) =>
        boundIdentifiers(each.name).some(({ text }) => text === name),
      );
    }
    return ts.isDeclarationStatement(statement) && statement.name?.text === name;
  });
  return found.length === 0 ? undefined : found.map(({ pos, end }) => code.slice(pos, end).trim()).join('\n');
}

/** A variable reaches the draft as a declaration of its own: its comment is found where it was declared first. */
function commentIn(notebook: Questioned, name: string): string {
  const binding = notebook.bindings.get(name);
  if (binding === undefined) return '';
  return docOf(notebook, `import { ${name} } from "./__cell${binding.cell}__";\nexport {};\n`, name);
}

/** The libraries that every cell sees are read without their documentation. */
function docOfLibrary(notebook: Questioned, fileName: string, position: number): string | undefined {
  const comment = libraryComment(notebook, fileName, position);
  return comment && docOf(notebook, `${comment}\nexport declare const it: unknown;\n`, 'it');
}

/** The documentation of a name that a text of its own makes known. */
function docOf({ files, service }: Questioned, text: string, name: string): string {
  const info = service.getQuickInfoAtPosition(files.setDraft(`${text}${name};\n`, 'ts'), text.length);
  return documentation(info?.documentation, info?.tags);
}
