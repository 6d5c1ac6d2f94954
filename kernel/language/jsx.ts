/** JSX with a factory of the author's own: with the comment `@jsx h` at the top of a cell, `<b />` means `h('b', null)`. */
import ts from '#typescript';

/** `@jsx h` says enough: TypeScript asks for `@jsxRuntime classic` besides, and would call React without it. */
export function withRuntime(pragmas: string): string {
  return hasOwnFactory(pragmas) ? `/** @jsxRuntime classic */\n${pragmas}` : pragmas;
}

/** Names a factory and no more. */
export function hasOwnFactory(text: string): boolean {
  return /@jsx\s/.test(text) && !/@jsx(?:Runtime|ImportSource)\s/.test(text);
}

/** The names that a cell with these comments mentions by its tags. */
export function namesOfTags(pragmas: string): string[] {
  return [...factories(pragmas).values()];
}

/** The mistake at the first tag, where nobody declares its factory: TypeScript looks for it under another option only. */
export function missingFactory(pragmas: string, program: ts.Program, file: ts.SourceFile): ts.Diagnostic[] {
  const name = factories(pragmas).get('jsx');
  const tag = name === undefined ? undefined : firstTag(file);
  if (tag === undefined) return [];
  const known = program.getTypeChecker().getSymbolsInScope(tag, ts.SymbolFlags.Value);
  if (known.some((symbol) => symbol.name === name)) return [];
  const start = tag.getStart(file);
  const messageText = `Cannot find name '${name}'.`;
  return [{ file, start, length: tag.end - start, code: 2304, category: ts.DiagnosticCategory.Error, messageText }];
}

/** What makes elements (`jsx`) and fragments (`jsxFrag`): of `@jsx tags.element`, the name `tags`. */
function factories(pragmas: string): Map<string, string> {
  if (!/@jsxRuntime\s+classic/.test(pragmas)) return new Map();
  const found = pragmas.matchAll(/@(jsx|jsxFrag)\s+([\p{ID_Continue}$]+)/gu);
  return new Map([...found].map(([, what = '', name = '']) => [what, name]));
}

function firstTag(node: ts.Node): ts.Node | undefined {
  if (ts.isJsxOpeningLikeElement(node) || ts.isJsxOpeningFragment(node)) return node;
  return ts.forEachChild(node, firstTag);
}
