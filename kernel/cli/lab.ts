/** `tslate lab [DIR] [--port N] [--no-browser] [--check]`: open a folder of notebooks in JupyterLab with this kernel. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareEnvironment } from '../jupyter/environment.ts';
import { findLab, type Lab } from '../jupyter/find.ts';
import { firstPage, readerLanguage } from '../jupyter/reader.ts';
import { startServer, type LabServer } from '../jupyter/server.ts';
import { packageRoot } from '../root.ts';
import { installKernelspec } from './install.ts';

const tell = (sentence: string): void => console.log(sentence);

/**
 * Make sure that JupyterLab 4 exists (one that is installed, else one in `.venv`), give it the kernel, serve the folder,
 * and stay until Ctrl-C. All files go into `.venv` and `.tslate` of the current folder.
 * @returns the exit status
 * @throws a sentence with what to do when an argument, Python, the network or JupyterLab fails
 */
export async function lab(args: readonly string[]): Promise<number> {
  const { root, port, browser, check } = readArguments(args);
  const project = process.cwd();
  const home = join(project, '.tslate', 'jupyter');
  const jupyter = await obtainLab(project);
  installKernelspec({ dataDirectory: home });

  const language = readerLanguage();
  tell(`Starting JupyterLab ${jupyter.version} …`);
  const server = startServer({
    lab: jupyter,
    root,
    home,
    page: firstPage(root, language),
    language,
    browser: browser && !check,
    ...(port === undefined ? {} : { port }),
  });
  let leaving = false;
  const leave = (): void => {
    leaving = true;
    void server.stop();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, leave);
  try {
    const { base, page } = await server.ready;
    if (check) return await checkServer(server, base);
    tell(`The notebooks are at ${page}\nCtrl-C ends JupyterLab and its kernels. Its log is ${server.log}.`);
    await server.ended;
    tell('JupyterLab has ended.');
    return 0;
  } catch (error) {
    if (leaving) return 130;
    throw error;
  } finally {
    for (const name of signals) process.off(name, leave);
  }
}

function readArguments(args: readonly string[]): { root: string; port?: number; browser: boolean; check: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { port: { type: 'string' }, 'no-browser': { type: 'boolean' }, check: { type: 'boolean' } },
  });
  const root = resolve(positionals[0] ?? '.');
  if (!existsSync(root)) throw new Error(`\`tslate lab\` was asked to open ${root}, but there is no such folder.`);
  const choices = { root, browser: values['no-browser'] !== true, check: values.check === true };
  if (values.port === undefined) return choices;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`--port wants a whole number from 1 to 65535, but got \`${values.port}\`.`);
  }
  return { ...choices, port };
}

async function obtainLab(project: string): Promise<Lab> {
  const present = await findLab(project);
  if (present !== undefined) return present;
  tell('No JupyterLab 4 was found on this machine, so one is installed for this folder only.');
  await prepareEnvironment({ project, requirements: join(packageRoot, 'kernel', 'jupyter', 'requirements.txt'), tell });
  const made = await findLab(project);
  if (made === undefined) {
    throw new Error(
      `JupyterLab was installed into ${join(project, '.venv')} but does not start. Remove that folder and try again.`,
    );
  }
  return made;
}

/** Ask the running server for the kernel and for JupyterLab's page, then end it. */
async function checkServer(server: LabServer, base: string): Promise<number> {
  const headers = { authorization: `token ${server.token}` };
  const kernels = await fetch(`${base}api/kernelspecs`, { headers });
  const page = await fetch(`${base}lab`, { headers });
  const offered = /"tslate"/.test(await kernels.text());
  await server.stop();
  if (!offered || !page.ok) {
    throw new Error(
      `JupyterLab started, but ${offered ? `its page answered ${page.status}` : 'it does not offer the kernel tslate'}. See ${server.log}.`,
    );
  }
  tell('JupyterLab starts, shows its page and offers the kernel tslate.');
  return 0;
}
