/** The shape of a notebook file, nbformat 4.5, as far as the course tool reads and writes it. */

/** A text, or its lines with their line ends. */
export type MultilineText = string | readonly string[];

/** MIME type → value: texts as lines or in one piece, JSON as it is. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export type Metadata = Readonly<Record<string, unknown>>;

export interface StreamOutput {
  readonly output_type: 'stream';
  readonly name: 'stdout' | 'stderr';
  readonly text: MultilineText;
}
export interface DisplayDataOutput {
  readonly output_type: 'display_data';
  readonly data: MimeBundle;
  readonly metadata: Metadata;
}
export interface ExecuteResultOutput {
  readonly output_type: 'execute_result';
  readonly data: MimeBundle;
  readonly metadata: Metadata;
  readonly execution_count: number | null;
}
export interface ErrorOutput {
  readonly output_type: 'error';
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}
export type Output = StreamOutput | DisplayDataOutput | ExecuteResultOutput | ErrorOutput;

export interface MarkdownCell {
  readonly cell_type: 'markdown';
  readonly id: string;
  readonly metadata: Metadata;
  readonly source: MultilineText;
}
export interface CodeCell {
  readonly cell_type: 'code';
  readonly id: string;
  readonly metadata: Metadata;
  readonly source: MultilineText;
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
}
export type Cell = MarkdownCell | CodeCell;

export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: Metadata;
  readonly nbformat: 4;
  readonly nbformat_minor: number;
}
