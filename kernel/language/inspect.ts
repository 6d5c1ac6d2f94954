/** What a name in a cell is: its declaration, its documentation, and the text that declares it. */
import ts from '#typescript';
import { draftModule } from './cell-module.ts';
import { plainSignature, type Questioned } from './complete.ts';
import { withCellNames } from './diagnostics.ts';
import { type Inspection } from './language.ts';
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
  const written = documentation(info.documentation, info.tags);
  const text = written === '' && source !== undefined ? commentIn(notebook, name) : written;
  const signature = withCellNames(plainSignature(ts.displayPartsToString(info.displayParts)), cells);
  return { signature, documentation: text, ...(source === undefined ? {} : { source: source.trim() }) };
}

function signatureHelp({ service, cells }: Questioned, fileName: string, position: number): Inspection | undefined {
  const help = service.getSignatureHelpItems(fileName, position, undefined);
  const item = help?.items[help.selectedItemIndex];
  if (item === undefined) return undefined;
  const parameters = item.parameters.map(({ displayParts }) => ts.displayPartsToString(displayParts));
  const text =
    ts.displayPartsToString(item.prefixDisplayParts) +
    parameters.join(ts.displayPartsToString(item.separatorDisplayParts)) +
    ts.displayPartsToString(item.suffixDisplayParts);
  return { signature: withCellNames(text, cells), documentation: documentation(item.documentation, item.tags) };
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
  return [text, items.join('\n')].filter((part) => part !== '').join('\n\n');
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
  const { files, service, bindings } = notebook;
  const binding = bindings.get(name);
  if (binding === undefined) return '';
  const text = `import { ${name} } from "./__cell${binding.cell}__";\n${name};\nexport {};\n`;
  const info = service.getQuickInfoAtPosition(files.setDraft(text, 'ts'), text.indexOf('\n') + 1);
  return documentation(info?.documentation, info?.tags);
}
