/** Lays JavaScript out so that what stood in line n of the cell stands in line n again. */
import ts from '#typescript';
import { type Mapping } from './source-map.ts';

/**
 * `mappings` are in the order of the generated text. The longest run of them that never goes back in the cell's lines is
 * what lines are kept for; what the compiler moved (a hoisted function, a decorator's code) goes on in the current line.
 */
export function layOut(javascript: string, mappings: readonly Mapping[]): { text: string; mappings: Mapping[] } {
  const starts = lineStarts(javascript);
  const kept = spansWithLineBreaks(javascript);
  const anchors = longestRun(mappings);
  const out: string[] = [];
  const moved: Mapping[] = [];
  let line = 0;
  let column = 0;
  const push = (text: string): void => {
    if (text === '') return;
    out.push(text);
    const lastBreak = text.lastIndexOf('\n');
    if (lastBreak < 0) column += text.length;
    else {
      line += text.split('\n').length - 1;
      column = text.length - lastBreak - 1;
    }
  };
  let position = 0;
  let span = 0;
  /** Copies up to `end`; line breaks become spaces, except inside of template literals. */
  const copy = (end: number): void => {
    while (position < end) {
      while (span < kept.length && (kept[span]?.end ?? 0) <= position) span += 1;
      const next = kept[span];
      if (next !== undefined && next.start <= position) {
        const stop = Math.min(end, next.end);
        push(javascript.slice(position, stop));
        position = stop;
      } else {
        const stop = Math.min(end, next?.start ?? end);
        push(javascript.slice(position, stop).replace(/\n\s*/g, ' '));
        position = stop;
      }
    }
  };
  mappings.forEach((mapping, index) => {
    const start = (starts[mapping.line] ?? 0) + mapping.column;
    copy(start);
    const inSpan = kept[span] !== undefined && kept[span].start < position && position < kept[span].end;
    if (anchors.has(index) && mapping.sourceLine > line && !inSpan && mayBreak(out, javascript, position)) {
      push('\n'.repeat(mapping.sourceLine - line));
    }
    moved.push({ ...mapping, line, column });
  });
  copy(javascript.length);
  return { text: out.join('').trimEnd(), mappings: moved };
}

/** JavaScript ends a statement at a line break after these words, and forbids one before `=>`. */
function mayBreak(out: readonly string[], javascript: string, position: number): boolean {
  if (/^(?:=>|\+\+|--)/.test(javascript.slice(position, position + 2))) return false;
  const before = out.slice(-4).join('');
  return !/(?:^|[^\w$.])(?:return|throw|yield|break|continue|async)\s*$/.test(before);
}

/** Template literals and continued strings, whose line breaks are part of them. */
function spansWithLineBreaks(javascript: string): { readonly start: number; readonly end: number }[] {
  if (!javascript.includes('`') && !javascript.includes('\\\n')) return [];
  const file = ts.createSourceFile('script.js', javascript, ts.ScriptTarget.ESNext, false, ts.ScriptKind.JS);
  const spans: { start: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    const isLiteral =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isLiteral) {
      const start = node.getStart(file);
      if (javascript.slice(start, node.end).includes('\n')) spans.push({ start, end: node.end });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return spans;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Indices of a longest subsequence of non-decreasing source lines (patience sorting). */
function longestRun(mappings: readonly Mapping[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  const lineAt = (index: number | undefined): number =>
    index === undefined ? -1 : (mappings[index]?.sourceLine ?? -1);
  mappings.forEach((mapping, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lineAt(tails[middle]) <= mapping.sourceLine) low = middle + 1;
      else high = middle;
    }
    previous[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  });
  const run = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) run.add(index);
  return run;
}
