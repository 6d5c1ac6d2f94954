/** The answers to a cell's lines that ask what a name is. */
import { inspectionBundle } from '../magics/inspection.ts';
import { unknownMagic } from '../magics/table.ts';
import { cellModule, toCell } from './cell-module.ts';
import { type Questioned } from './complete.ts';
import { cellDiagnostics } from './diagnostics.ts';
import { type Diagnostic, type Inspection } from './language.ts';
import { type HelpCall, type MagicCell } from './magic-lines.ts';
import { describeMagic, magicDiagnostic } from './magic-questions.ts';

/** A cell whose questions are answered: with one that has no answer, it cannot run. */
export interface Answered {
  readonly cell: MagicCell;
  /** The first name that nothing is known of, with the cell as TypeScript in which its line is that name. */
  readonly unknown?: { readonly call: HelpCall; readonly code: string };
}

/** @param inspect what is known of the name at an offset of a text */
export function answerHelp(
  cell: MagicCell,
  inspect: (code: string, offset: number) => Inspection | undefined,
): Answered {
  if (cell.help.length === 0) return { cell };
  const answers = new Map<number, string>();
  let { problem } = cell;
  let unknown: Answered['unknown'];
  for (const call of cell.help) {
    const { at, length, asked } = call;
    const [, mark, name = ''] = /^(%%?)(.*)$/.exec(asked.name) ?? [];
    const code = withName(cell.code, call);
    // Asked for at its last character: behind it, another name could begin.
    const found = mark === undefined ? inspect(code, at + asked.at + asked.name.length - 1) : describeMagic(name);
    if (found !== undefined) answers.set(at, JSON.stringify(inspectionBundle(found, asked.isDetailed)));
    else if (mark === '%' || mark === '%%') problem ??= { at, length, message: unknownMagic(name, mark) };
    else unknown ??= { call, code };
  }
  const calls = cell.calls.map((call) => ({ ...call, argument: answers.get(call.at) ?? call.argument }));
  return { cell: { ...cell, calls, problem }, ...(unknown && { unknown }) };
}

/** The cell as TypeScript, where the names that it asks for stand in their lines. */
export function withNames({ code, help }: MagicCell): string {
  return help.filter(({ asked }) => !asked.name.startsWith('%')).reduce(withName, code);
}

function withName(code: string, { at, length, asked }: HelpCall): string {
  const line = `${' '.repeat(asked.at)}${asked.name};`.slice(0, length).padEnd(length);
  return code.slice(0, at) + line + code.slice(at + length);
}

/** What TypeScript says where the name stands; it has no mistake to tell of the members of `any`. */
export function unknownName(
  code: string,
  cell: MagicCell,
  { call, code: named }: NonNullable<Answered['unknown']>,
  { files, service, bindings, cells }: Questioned,
): Diagnostic {
  const { at, length, asked } = call;
  const module = cellModule({ ...cell, code: named, calls: [] }, bindings);
  const found = service.getSemanticDiagnostics(files.setDraft(module.text, module.dialect)).filter(({ start = 0 }) => {
    const place = toCell(module, start) ?? -1;
    return place >= at && place <= at + length;
  });
  const [told] = cellDiagnostics(module, found, 'error', cells);
  return told ?? magicDiagnostic(code, { at, length, message: `Nothing is known of ${asked.name}.` });
}
