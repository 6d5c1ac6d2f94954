/** Who this kernel is: the content of `kernel_info_reply`. */
import { type KernelInfo, protocolVersion } from '../protocol/messages.ts';

/** @param versions of the package, of TypeScript, and of Node */
export function kernelInfo(versions: {
  readonly kernel: string;
  readonly typescript: string;
  readonly node: string;
}): KernelInfo {
  return {
    protocol_version: protocolVersion,
    implementation: 'tslate',
    implementation_version: versions.kernel,
    language_info: {
      name: 'typescript',
      version: versions.typescript,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      // A string: JupyterLab looks a mode up by name, and the object form confuses other clients.
      codemirror_mode: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `TypeScript ${versions.typescript} (tslate ${versions.kernel}, Node ${versions.node}): cells are checked before they run`,
    debugger: true,
    help_links: [
      { text: 'TypeScript handbook', url: 'https://www.typescriptlang.org/docs/handbook/intro.html' },
      { text: 'Node.js', url: 'https://nodejs.org/docs/latest/api/' },
      { text: 'JavaScript (MDN)', url: 'https://developer.mozilla.org/docs/Web/JavaScript' },
    ],
    // No subshells: see session.ts.
    supported_features: ['debugger'],
  };
}
