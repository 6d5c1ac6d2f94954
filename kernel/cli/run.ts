/** `tslate run NOTEBOOK.ipynb`: executes a notebook with visible progress and writes it with its outputs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Json } from '../protocol/json.ts';
import { formatNotebook, type Notebook, parseNotebook } from '../runner/nbformat.ts';
import { type CellReport, runNotebook } from '../runner/run.ts';
import { readParameters } from './parameters.ts';

const usage = `tslate run NOTEBOOK.ipynb: runs a notebook, without Python, and writes it with its outputs

  -o, --output FILE             where to write it; over the notebook itself if omitted
  -p, --parameters NAME VALUE   give a variable of the cell tagged \`parameters\` another value, as papermill does; may be
                                repeated. A VALUE is JSON (0.01, true, [3, 4], "0.01"), and text where it is none
  --timeout SECONDS             interrupt a cell that takes longer
  --allow-errors                go on behind a cell that fails
`;

/** Exit status 0 when all cells ran, 1 when one failed; the notebook is written in both cases. */
export async function run(args: readonly string[]): Promise<number> {
  const { parameters, rest } = readParameters(args);
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      output: { type: 'string', short: 'o' },
      timeout: { type: 'string' },
      'allow-errors': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new Error('tslate run needs one notebook: tslate run NOTEBOOK.ipynb. `tslate run --help` lists the options.');
  }
  const timeout = readSeconds(values.timeout);
  const given = parseNotebook(readFileSync(file, 'utf8'), file);
  const notebook = parameters.size === 0 ? given : await parametrised(given, parameters);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('The run was interrupted; the notebook was not written.')));
  const result = await runNotebook(notebook, {
    directory: dirname(resolve(file)),
    signal: stop.signal,
    allowErrors: values['allow-errors'] === true,
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
    onCell: ({ kind, index, total, report }) => {
      if (kind === 'start') process.stderr.write(`cell ${index + 1} of ${total} …`);
      else if (kind === 'end' && report) process.stderr.write(` ${report.seconds.toFixed(2)} s${mark(report)}\n`);
    },
  });
  const output = values.output ?? file;
  writeFileSync(output, formatNotebook(result.notebook));
  const failed = result.cells.filter(({ status }) => status === 'error');
  const ran = result.cells.filter(({ status }) => status !== 'skipped').length;
  process.stdout.write(`${basename(file)}: ${ran} cells in ${result.seconds.toFixed(1)} s, written to ${output}\n`);
  return failed.length > 0 ? 1 : 0;
}

/** Only this needs TypeScript here. */
async function parametrised(notebook: Notebook, parameters: ReadonlyMap<string, Json>): Promise<Notebook> {
  return (await import('../runner/parameters.ts')).withParameters(notebook, parameters);
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds > 0) return seconds;
  throw new Error(`--timeout must be a number of seconds, received ${JSON.stringify(text)}`);
}

function mark({ status, error }: CellReport): string {
  return status === 'error' && error ? ` failed\n${error.traceback.join('\n')}` : '';
}
