/** What the course tool asks of a kernel: run a notebook, tell how far it is, give it back with its outputs. */
import { type Notebook, type Output } from '../notebook/nbformat.ts';

export interface CellReport {
  readonly id: string;
  readonly index: number;
  readonly status: 'ok' | 'error' | 'skipped';
  readonly seconds: number;
  readonly error?: { readonly ename: string; readonly evalue: string; readonly traceback: readonly string[] };
}
export interface RunOptions {
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
  readonly onCell?: (event: {
    kind: 'start' | 'output' | 'end';
    index: number;
    total: number;
    report?: CellReport;
    output?: Output;
  }) => void;
  readonly allowErrors?: boolean;
  readonly signal?: AbortSignal;
}

/** `runNotebook` of `tslate/kernel`, or a stand-in of the same shape. */
export type Runner = (
  notebook: Notebook,
  options: RunOptions,
) => Promise<{ notebook: Notebook; cells: readonly CellReport[]; seconds: number }>;
