/** Whether a notebook is what Jupyter's own JSON schema says that a notebook is. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { formatNotebook, type Notebook } from 'tslate/kernel';
import { findRoot } from '../course.ts';
import { isRecord } from '../json.ts';

let validate: ValidateFunction | undefined;

/** The first faults of the notebook by the schema of nbformat 4.5; an empty list where it has none. */
export function schemaFaults(notebook: Notebook): string[] {
  validate ??= compile();
  const written: unknown = JSON.parse(formatNotebook(notebook));
  if (validate(written)) return [];
  const errors = validate.errors?.slice(0, 3) ?? [];
  return errors.map(
    ({ instancePath, message }) => `nbformat's schema is not kept: ${instancePath} ${message ?? 'is wrong'}.`,
  );
}

/** The schema is of draft 4, which differs from what Ajv knows in nothing that it uses. */
function compile(): ValidateFunction {
  const folder = join(findRoot(dirname(fileURLToPath(import.meta.url))), 'notebooks', 'tool', 'schemas');
  const schema: unknown = JSON.parse(readFileSync(join(folder, 'nbformat.v4.5.schema.json'), 'utf8'));
  if (!isRecord(schema)) throw new Error('the schema of nbformat is no object.');
  const { $schema: _draft4, ...rest } = schema;
  return new Ajv({ strict: false }).compile(rest);
}
