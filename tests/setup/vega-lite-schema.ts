/** The published schema of Vega-Lite 5, the version that JupyterLab and VS Code draw. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { need, type Need } from './needs.ts';
import { projectRoot } from './python.ts';

const file = join(projectRoot, 'tests', 'peers', 'node_modules', 'vega-lite', 'build', 'vega-lite-schema.json');

/** Tells what of a specification the schema does not allow; undefined for a valid one. */
export type Check = (spec: object) => string | undefined;

/** A check against the schema. */
export function vegaLiteSchema(): Need<Check> {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const missing = 'needs the schema of Vega-Lite 5: run `npm run test:setup`';
  const found = need(text, missing, 'TSLATE_REQUIRE_JUPYTER');
  return 'missing' in found ? found : { value: checkOf(found.value) };
}

function checkOf(schema: string): Check {
  const ajv = new Ajv({ strict: false, verbose: false });
  addFormats.default(ajv);
  ajv.addFormat('color-hex', /^#([0-9a-f]{3}){1,2}$/i);
  const validate = ajv.compile(JSON.parse(schema));
  return (spec) => (validate(spec) ? undefined : ajv.errorsText(validate.errors?.slice(-6)));
}
