/** A local TypeScript file as JavaScript, without a look at its types. */
import { createRequire } from 'node:module';
import type TypeScript from 'typescript';
import { String, SyntaxError } from './intrinsics.ts';

/** The body of a `System.register` module, and its source map. TypeScript is loaded only when a local file is imported: it costs 60 MB. */
export function transpile(file: string, source: string): { readonly code: string; readonly map: string } {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the package has this type
  const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(source, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      module: ts.ModuleKind.System,
      target: ts.ScriptTarget.ES2023,
      // Also a file without imports and exports is a module.
      moduleDetection: ts.ModuleDetectionKind.Force,
      // Without React, or a factory of its own (`@jsx h`), tags call what they are checked by.
      jsx: /\bReact\b|@jsx\s/.test(source) ? ts.JsxEmit.React : ts.JsxEmit.ReactJSX,
      sourceMap: true,
      ignoreDeprecations: '6.0',
    },
  });
  const broken = diagnostics?.find((entry) => entry.file && entry.category === ts.DiagnosticCategory.Error);
  if (broken?.file) {
    const { line, character } = broken.file.getLineAndCharacterOfPosition(broken.start ?? 0);
    throw syntaxError(file, line + 1, character + 1, ts.flattenDiagnosticMessageText(broken.messageText, '\n'));
  }
  const code = outputText.replace(/\/\/# sourceMappingURL=.*$/m, '');
  return { code: withTags(code), map: sourceMapText ?? '' };
}

/** In this form of module, TypeScript (6.0) forgets to declare what tags call. The lines stay. */
function withTags(code: string): string {
  if (!/^ *jsx_runtime_1 = jsx_runtime_1_1;$/m.test(code)) return code;
  return code
    .replace('var jsx_runtime_1', 'var _jsx, _jsxs, _Fragment, jsx_runtime_1')
    .replace(
      'jsx_runtime_1 = jsx_runtime_1_1;',
      '({ jsx: _jsx, jsxs: _jsxs, Fragment: _Fragment } = jsx_runtime_1 = jsx_runtime_1_1);',
    );
}

/** Its stack begins in the file, as if that had thrown it: tracebacks show the place. */
function syntaxError(file: string, line: number, column: number, words: string): Error {
  const error = new SyntaxError(`${file}, line ${line}, column ${column}: ${words}`);
  const [headline = '', ...frames] = String(error.stack).split('\n    at ');
  error.stack = [headline, `${file}:${line}:${column}`, ...frames].join('\n    at ');
  return error;
}
