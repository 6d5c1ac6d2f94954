/** Whether the outputs of one executed cell keep what the cell promises. */
import { type CodeCell, type ErrorOutput, joinLines } from 'tslate/kernel';
import { contractsOf, expectedError } from '../contract.ts';
import { type Results } from '../notebook/results.ts';
import { plainText, streamText } from '../notebook/text.ts';
import { figureFaults, figuresIn, htmlImageFaults, plotFaults } from './figures.ts';
import { applicableBands, bandFault, numberDifference, numbersIn, textDifference } from './values.ts';

/** What surrounds the cell. */
export interface CellContext {
  /** The cell's tags in the script. */
  readonly tags: readonly string[];
  /** All that was published up to and including this cell. */
  readonly results: Results;
  /** What holds for this run, in small letters: the profile and the data set. */
  readonly conditions: ReadonlySet<string>;
  /** The same cell, with the same code, as it was committed. */
  readonly committed?: CodeCell | undefined;
  /** Texts that only this machine knows, such as its folders. */
  readonly secrets: readonly string[];
}

/** The broken promises, a sentence each. */
export function checkOutputs(cell: CodeCell, context: CellContext): string[] {
  return [
    ...checkError(cell, expectedError(context.tags)),
    ...checkQuiet(cell),
    ...checkContracts(cell, context),
    ...figuresIn(cell.outputs).flatMap(figureFaults),
    ...htmlImageFaults(cell.outputs),
    ...context.secrets.flatMap((secret) =>
      JSON.stringify(cell.outputs).includes(secret)
        ? [`the outputs name the folder ${secret} of this machine; print a shorter path.`]
        : [],
    ),
  ];
}

function checkError(cell: CodeCell, expected: string | undefined): string[] {
  const error = cell.outputs.find((output): output is ErrorOutput => output.output_type === 'error');
  if (error === undefined) {
    return expected === undefined ? [] : [`check:error promises ${expected}, and the cell ended without an error.`];
  }
  if (error.ename === expected) return [];
  const found = `${error.ename}: ${error.evalue.split('\n')[0] ?? ''}`;
  return [
    expected === undefined
      ? `the cell failed with ${found}`
      : `check:error promises ${expected}, and the cell failed with ${found}`,
  ];
}

function checkQuiet(cell: CodeCell): string[] {
  const [line] = streamText(cell.outputs, 'stderr').trim().split('\n');
  return line === undefined || line === ''
    ? []
    : [`the cell wrote to stderr: "${line}"; graders give no points for that.`];
}

function checkContracts(cell: CodeCell, { tags, results, conditions, committed }: CellContext): string[] {
  const contracts = contractsOf(tags);
  const text = plainText(cell.outputs);
  const expected = committed === undefined ? undefined : plainText(committed.outputs);
  const bands = applicableBands(
    contracts.filter((contract) => contract.kind === 'band'),
    conditions,
  );
  const faults = contracts.flatMap((contract): readonly (string | undefined)[] => {
    switch (contract.kind) {
      case 'exact':
        if (text === '') return ['check:exact promises a text, and the cell printed none.'];
        return expected === undefined ? [] : [committedFault(textDifference(text, expected))];
      case 'num':
        if (numbersIn(text).length === 0) return ['check:num promises numbers, and the cell printed none.'];
        if (expected === undefined) return [];
        return [committedFault(numberDifference(numbersIn(text), numbersIn(expected), contract.tolerance))];
      case 'plot':
        return plotFaults(cell.outputs);
      case 'band':
        return bands.includes(contract) ? [bandFault(contract, results)] : [];
      case 'error':
        return [];
    }
  });
  return faults.filter((fault) => fault !== undefined);
}

const committedFault = (difference: string | undefined): string | undefined =>
  difference &&
  `the output is not the committed one: ${difference}; if the new one is right, say --accept and commit it.`;

/** Whether two cells hold the same code. */
export const sameSource = (a: CodeCell, b: CodeCell): boolean => joinLines(a.source) === joinLines(b.source);
