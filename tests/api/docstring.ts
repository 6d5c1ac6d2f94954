/** Docstrings in their parts: what a thing is, its parameters, what it throws, and its source. */
import ts from 'typescript';

export interface Docstring {
  /** Everything that is no tag, as Markdown. */
  readonly text: string;
  readonly params: readonly { readonly name: string; readonly text: string }[];
  readonly returns: string | undefined;
  readonly throws: string | undefined;
  readonly source: string | undefined;
}

/** The docstring before a declaration, or undefined. */
export function docstringOf(node: ts.Node): Docstring | undefined {
  // A `const` has it before its statement.
  const owner = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const text = owner.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(text, owner.pos) ?? [];
  const comments = ranges.map(({ pos, end }) => text.slice(pos, end)).filter((comment) => comment.startsWith('/**'));
  // The first comment of a file speaks of the file.
  const own = owner.pos === 0 ? comments.slice(1) : comments;
  const last = own.at(-1);
  return last === undefined ? undefined : parse(last);
}

/** The sentence that opens a file. */
export function openingOf(file: ts.SourceFile): string {
  const [first] = ts.getLeadingCommentRanges(file.text, 0) ?? [];
  return first === undefined ? '' : parse(file.text.slice(first.pos, first.end)).text;
}

function parse(comment: string): Docstring {
  const lines = comment
    .slice(3, -2)
    .split('\n')
    .map((line, i) => (i === 0 ? line.trim() : line.replace(/^\s*\* ?/, '').trimEnd()));
  const text: string[] = [];
  const tags: { readonly tag: string; text: string }[] = [];
  let open = false;
  for (const line of lines.flatMap((line) => line.split(/ (?=@throws)/))) {
    const tag = /^(?:@(param|returns|throws)|(Source):)\s+(.*)$/.exec(line);
    if (tag !== null) tags.push({ tag: tag[1] ?? tag[2], text: tag[3] });
    else if (open && line !== '') tags[tags.length - 1].text += ` ${line.trim()}`;
    else text.push(line);
    open = line !== '' && (tag !== null || open);
  }
  const all = (tag: string) => tags.filter((found) => found.tag === tag).map((found) => found.text);
  const joined = (tag: string) => (all(tag).length === 0 ? undefined : all(tag).join('; '));
  return {
    text: text.join('\n').trim(),
    params: all('param').map((param) => {
      const [name, ...rest] = param.split(' ');
      return { name, text: rest.join(' ') };
    }),
    returns: joined('returns'),
    throws: joined('throws'),
    source: joined('Source'),
  };
}
