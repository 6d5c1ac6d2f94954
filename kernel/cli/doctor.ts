/** `tslate doctor`: looks at everything the kernel needs, and says what to do about what is missing. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { isJsonObject, parseObject, readObject, readText } from '../protocol/json.ts';
import { packageVersion } from '../root.ts';
import { dataDirectories } from './install.ts';
import { findLabextension } from './labextension.ts';
import { roundTrip } from './round-trip.ts';

interface Finding {
  readonly what: string;
  readonly isFine: boolean;
  readonly found: string;
  /** What to do when it is not fine. */
  readonly advice?: string;
}

/** Exit status 0 when all is fine. */
export async function doctor(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const findings = [
    { what: 'tslate', isFine: true, found: packageVersion },
    node(),
    dependency('typescript', 'npm install'),
    dependency('zeromq', 'npm install (its prebuilt binary must fit this machine)', true),
    memory(),
    ...kernelspecs(),
    ...(await trip()),
    ...(await engines()),
  ];
  const width = Math.max(...findings.map(({ what }) => what.length));
  for (const { what, isFine, found, advice } of findings) {
    process.stdout.write(`${isFine ? 'ok  ' : 'BAD '} ${what.padEnd(width)}  ${found}\n`);
    if (!isFine && advice !== undefined) process.stdout.write(`     ${' '.repeat(width)}  → ${advice}\n`);
  }
  const bad = findings.filter(({ isFine }) => !isFine).length;
  process.stdout.write(bad === 0 ? 'Everything works.\n' : `${bad} of ${findings.length} need attention.\n`);
  return bad === 0 ? 0 : 1;
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isFine = major > 20 || (major === 20 && minor >= 19);
  return {
    what: 'Node',
    isFine,
    found: `${process.versions.node} (${process.execPath})`,
    advice: 'install Node 20.19 or newer',
  };
}

function dependency(name: string, advice: string, load = false): Finding {
  const require = createRequire(import.meta.url);
  try {
    const file = require.resolve(`${name}/package.json`);
    if (load) require(name);
    return { what: name, isFine: true, found: readText(parseObject(readFileSync(file, 'utf8'), file), 'version') };
  } catch (error) {
    return { what: name, isFine: false, found: error instanceof Error ? error.message : String(error), advice };
  }
}

/** All processes of a kernel together need about 200 MB when idle. */
function memory(): Finding {
  const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
  return {
    what: 'memory',
    isFine: freemem() > 300 * 2 ** 20,
    found: `${megabytes(freemem())} free of ${megabytes(totalmem())}`,
    advice: 'a kernel needs 300 MB: end other programs',
  };
}

function kernelspecs(): Finding[] {
  const advice = 'tslate install';
  const found = dataDirectories().flatMap((data): Finding[] => {
    const file = join(data, 'kernels', 'tslate', 'kernel.json');
    if (!existsSync(file)) return [{ what: 'Jupyter data', isFine: true, found: `${data} (no kernel tslate)` }];
    const missing = missingProgram(file);
    const what = 'kernelspec';
    if (missing !== undefined) {
      return [{ what, isFine: false, found: `${file} starts ${missing}, which does not exist`, advice }];
    }
    return [{ what, isFine: true, found: file }, labextension(data)];
  });
  if (found.some(({ what }) => what === 'kernelspec')) return found;
  return [...found, { what: 'kernelspec', isFine: false, found: 'Jupyter would not find the kernel', advice }];
}

/** The extension that draws Plotly figures in JupyterLab, beside a kernelspec. */
function labextension(data: string): Finding {
  const what = 'Plotly in JupyterLab';
  const advice = 'tslate install (with the same options as before)';
  const found = findLabextension(data);
  if (found === undefined) {
    return { what, isFine: false, found: `no extension in ${join(data, 'labextensions')}: figures stay still`, advice };
  }
  const { folder, version, plotly } = found;
  const isFine = version === packageVersion;
  return { what, isFine, found: `${folder} (${isFine ? '' : `of tslate ${version}, `}plotly.js ${plotly})`, advice };
}

/** What the framework says of its engines. The kernel works without it, too: it is asked for by its name alone. */
async function engines(): Promise<Finding[]> {
  const framework: string = 'tslate';
  try {
    const speeds: unknown = Reflect.get(Object(await import(framework)), 'engineSpeeds');
    const found: unknown = typeof speeds === 'function' ? await speeds() : [];
    return (Array.isArray(found) ? found : []).map((speed: unknown) => ({
      what: `engine ${String(Reflect.get(Object(speed), 'name'))}`,
      isFine: true,
      found: String(speed),
    }));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [{ what: 'engines', isFine: false, found, advice: 'npm install' }];
  }
}

function missingProgram(file: string): string | undefined {
  const members = parseObject(readFileSync(file, 'utf8'), file);
  const argv = members['argv'];
  const paths = Array.isArray(argv) ? argv.slice(0, 2).filter((part) => typeof part === 'string') : [];
  return isJsonObject(readObject(members, 'metadata')) ? paths.find((path) => !existsSync(path)) : undefined;
}

async function trip(): Promise<Finding[]> {
  try {
    const { facts } = await roundTrip();
    return facts.map(([what, found]) => ({ what, isFine: true, found }));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [{ what: 'a real kernel', isFine: false, found, advice: 'see the message; then try `tslate doctor` again' }];
  }
}
