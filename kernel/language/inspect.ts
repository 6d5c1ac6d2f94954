/** What a name in a cell is: its declaration, its documentation, and the text that declares it. */
import ts from '#typescript';
import { draftModule } from './cell-module.ts';
import { plainSignature, type Questioned } from './complete.ts';
import { withCellNames } from './diagnostics.ts';
import { type Inspection } from './language.ts';
import { libraryComment } from './library-docs.ts';
import { boundIdentifiers } from './names.ts';
import { parse } from './syntax.ts';

/** The name at `offset`, or just before it; inside of a call's parentheses without a name, the function that is called. */
export function inspect(code: string, offset: number, notebook: Questioned): Inspection | undefined {
  const { files, service, bindings, cells } = notebook;
  const module = draftModule(code, bindings, []);
  const fileName = files.setDraft(module.text, module.dialect);
  const position = module.start + offset;
  const info =
    service.getQuickInfoAtPosition(fileName, position) ??
    (offset > 0 ? service.getQuickInfoAtPosition(fileName, position - 1) : undefined);
  if (info === undefined || info.kind === ts.ScriptElementKind.unknown)
    return signatureHelp(notebook, fileName, position);
  const name = module.text.slice(info.textSpan.start, info.textSpan.start + info.textSpan.length);
  const declared = module.names.has(name) ? code : codeOfEarlier(notebook, name);
  const isMember = /\.\s*$/.test(module.text.slice(0, info.textSpan.start));
  const source = declared === undefined || isMember ? undefined : declarationOf(declared, name);
  const written = docOfLibrary(notebook, fileName, info.textSpan.start) ?? documentation(info.documentation, info.tags);
  const text = written === '' && source !== undefined ? commentIn(notebook, name) : written;
  const signature = withCellNames(plainSignature(ts.displayPartsToString(info.displayParts)), cells);
  return { signature, documentation: text, ...(source === undefined ? {} : { source: source.trim() }) };
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

/** The statement of a cell that declares `name`, with the comment before it. */
function declarationOf(code: string, name: string): string | undefined {
  const file = parse(code, 'ts');
  const found = file.statements.find((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.some((each) =>
        boundIdentifiers(each.name).some(({ text }) => text === name),
      );
    }
    return ts.isDeclarationStatement(statement) && statement.name?.text === name;
  });
  return found === undefined ? undefined : code.slice(found.pos, found.end);
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
