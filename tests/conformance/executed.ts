/** Executed notebooks as they are compared: streams joined, texts in one piece. */
import { readFile } from 'node:fs/promises';

interface Executed {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly execution_count?: number | null;
    readonly outputs?: readonly Output[];
  }[];
}

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly [field: string]: unknown;
}

/** Several messages of one stream are one text: how they are cut depends on time. */
function joinStreams(outputs: readonly Output[]): readonly Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const text = [output.text ?? ''].flat().join('');
    const same = joined.findIndex(({ output_type, name }) => output_type === 'stream' && name === output.name);
    const before = joined[same];
    if (output.output_type === 'stream' && before !== undefined)
      joined[same] = { ...before, text: `${[before.text ?? ''].flat().join('')}${text}` };
    else joined.push(output.output_type === 'stream' ? { ...output, text } : output);
  }
  return joined;
}

/** A text of several lines may stand in the file as one text or as a list of lines. */
const wholeTexts = (_key: string, value: unknown): unknown =>
  Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string') ? value.join('') : value;

/** What the code cells of an executed notebook gave, in a form that can be compared. */
export async function codeCells(file: string): Promise<readonly unknown[]> {
  const notebook: Executed = JSON.parse(await readFile(file, 'utf8'));
  return notebook.cells
    .filter((cell) => cell.cell_type === 'code')
    .map((cell) =>
      JSON.parse(JSON.stringify({ count: cell.execution_count, outputs: joinStreams(cell.outputs ?? []) }), wholeTexts),
    );
}
