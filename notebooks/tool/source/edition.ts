/** The code of a cell in one language: comments marked `en:` or `zh:` are sorted out, `setLanguage` gets its language. */
import ts from 'typescript';
import { languages, type Language } from '../chapter.ts';

/** A comment to the end of the line, by its place in the code. */
interface LineComment {
  readonly start: number;
  readonly end: number;
}

/** The tag of the cell that calls `setLanguage('en')`; the Chinese edition calls it with 'zh'. */
export const languageTag = 'language';

/**
 * The code as the readers of `language` get it.
 *
 * `x; // en: outer product // zh: 外积` becomes `x; // 外积`; a line that holds only comments in other languages goes.
 */
export function codeIn(language: Language, code: string, tags: readonly string[] = []): string {
  let text = code;
  for (const edit of edits(language, code, tags).sort((a, b) => b.start - a.start)) {
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  }
  return text.trimEnd();
}

/** How many comments are marked with each language: an author who forgets one leaves a reader without it. */
export function markedComments(code: string): Readonly<Record<Language, number>> {
  const parts = lineComments(parse(code)).flatMap(({ start, end }) => marked(code.slice(start, end)) ?? []);
  return {
    en: parts.filter((part) => part.language === 'en').length,
    zh: parts.filter((p) => p.language === 'zh').length,
  };
}

/** Where `setLanguage('…')` is called: the places of its argument. */
export function languageCalls(code: string): { start: number; end: number; argument: string }[] {
  const file = parse(code);
  const calls: { start: number; end: number; argument: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'setLanguage') {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteral(argument)) {
        calls.push({ start: argument.getStart(file), end: argument.end, argument: argument.text });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return calls;
}

/** The code without any comments and with its language taken out: what must be equal in both editions. */
export function neutralCode(code: string): string {
  const cuts = [
    ...lineComments(parse(code)).map((comment) => ({ ...comment, text: '' })),
    ...languageCalls(code).map(({ start, end }) => ({ start, end, text: "'…'" })),
  ].sort((a, b) => b.start - a.start);
  let text = code;
  for (const cut of cuts) text = text.slice(0, cut.start) + cut.text + text.slice(cut.end);
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

function edits(
  language: Language,
  code: string,
  tags: readonly string[],
): { start: number; end: number; text: string }[] {
  const comments = lineComments(parse(code)).flatMap(({ start, end }) => {
    const parts = marked(code.slice(start, end));
    if (parts === undefined) return [];
    const mine = parts.find((part) => part.language === language);
    if (mine !== undefined) return [{ start, end, text: `// ${mine.text}` }];
    const before = code.slice(0, start).trimEnd();
    const alone = before === '' || code.slice(before.length, start).includes('\n');
    if (!alone) return [{ start: before.length, end, text: '' }];
    return [{ start: code.lastIndexOf('\n', start - 1) + 1, end: Math.min(end + 1, code.length), text: '' }];
  });
  const calls = tags.includes(languageTag)
    ? languageCalls(code).map(({ start, end }) => ({ start, end, text: `'${language}'` }))
    : [];
  return [...comments, ...calls];
}

/** The parts of a marked comment; undefined for a comment that belongs to both languages. */
function marked(comment: string): { language: Language; text: string }[] | undefined {
  const parts = comment.split(/\s*\/\/ ?(?=(?:en|zh): )/).filter((part) => part !== '');
  const found = parts.flatMap((part) =>
    languages.flatMap((language) =>
      part.startsWith(`${language}: `) ? [{ language, text: part.slice(language.length + 2).trim() }] : [],
    ),
  );
  return found.length === parts.length ? found : undefined;
}

const parse = (code: string): ts.SourceFile => ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true);

/** All `//` comments, found between the tokens of the syntax tree, so that texts and templates are left alone. */
function lineComments(file: ts.SourceFile): LineComment[] {
  const found = new Map<number, LineComment>();
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false);
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file);
    if (children.length > 0) return children.forEach(visit);
    scanner.setText(file.text, node.pos, node.getStart(file) - node.pos);
    for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
      if (kind !== ts.SyntaxKind.SingleLineCommentTrivia) continue;
      found.set(scanner.getTokenStart(), { start: scanner.getTokenStart(), end: scanner.getTokenEnd() });
    }
  };
  visit(file);
  return [...found.values()];
}
