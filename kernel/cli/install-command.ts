/** `tslate install` and `tslate uninstall`. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import {
  activePrefix,
  defaultName,
  installKernelspec,
  type InstallPlace,
  uninstallKernelspec,
  userDataDirectory,
} from './install.ts';

export async function install(args: readonly string[]): Promise<number> {
  const folder = installKernelspec(readPlace('install', args));
  process.stdout.write(`The kernel was installed: ${folder}\nTry it with: tslate doctor\n`);
  return 0;
}

export async function uninstall(args: readonly string[]): Promise<number> {
  const place = readPlace('uninstall', args);
  const folder = uninstallKernelspec(place);
  if (folder === undefined) {
    process.stderr.write(
      `There is no kernel ${place.name} there. \`tslate doctor\` lists where kernels are installed.\n`,
    );
    return 1;
  }
  process.stdout.write(`The kernel was removed: ${folder}\n`);
  return 0;
}

function readPlace(command: string, args: readonly string[]): InstallPlace & { readonly name: string } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      user: { type: 'boolean' },
      'sys-prefix': { type: 'boolean' },
      prefix: { type: 'string' },
      name: { type: 'string' },
    },
  });
  const chosen = [values.user, values['sys-prefix'], values.prefix].filter((value) => value !== undefined);
  if (chosen.length > 1) throw new Error(`tslate ${command} takes one of --user, --sys-prefix and --prefix DIR.`);
  const name = values.name ?? defaultName;
  if (values.prefix !== undefined) return { prefix: values.prefix, name };
  if (values['sys-prefix']) return { prefix: activePrefix(), name };
  return { dataDirectory: userDataDirectory(), name };
}
