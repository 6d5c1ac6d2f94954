/** Parsing alone: a syntax tree, and what is wrong with the text before any types are looked at. */
import ts from '#typescript';

/** TypeScript with or without JSX. */
export type Dialect = 'ts' | 'tsx';

/** The syntax tree of a module. */
export function parse(text: string, dialect: Dialect): ts.SourceFile {
  return ts.createSourceFile(
    `parsed.${dialect}`,
    text,
    {
      languageVersion: ts.ScriptTarget.ESNext,
      setExternalModuleIndicator: markAsModule,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    },
    false,
    dialect === 'ts' ? ts.ScriptKind.TS : ts.ScriptKind.TSX,
  );
}

/** Syntax errors in the order of their places. */
export function syntaxErrors(text: string, dialect: Dialect): readonly ts.DiagnosticWithLocation[] {
  const file = parse(text, dialect);
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === file.fileName ? file : undefined),
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === file.fileName,
    readFile: () => undefined,
    writeFile: () => undefined,
  };
  const options: ts.CompilerOptions = { noLib: true, noResolve: true, types: [], jsx: ts.JsxEmit.ReactJSX };
  const errors = ts.createProgram([file.fileName], options, host).getSyntacticDiagnostics(file);
  return [...errors].sort((a, b) => a.start - b.start);
}

/** A cell is a module even without imports and exports: `await` is a keyword at its top level. */
function markAsModule(file: ts.SourceFile): void {
  Object.assign(file, { externalModuleIndicator: true });
}
