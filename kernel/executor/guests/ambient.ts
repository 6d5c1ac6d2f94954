/** The types of what notebooks for tslab and Deno find here. */

const tslabDisplay = ['javascript', 'html', 'markdown', 'latex', 'svg', 'text']
  .map((name) => `    ${name}(text: string): void;`)
  .concat(['png', 'jpeg', 'gif', 'pdf'].map((name) => `    ${name}(bytes: Uint8Array): void;`))
  .join('\n');

/** Declarations without imports, so that they are global in every cell. */
export const guestsAmbient = `
declare module 'tslab' {
  export interface Display {
${tslabDisplay}
    raw(contentType: string, content: string | Uint8Array): void;
  }
  export const display: Display;
  export function newDisplay(): Display;
  export const versions: { readonly tslab: string; readonly node: string };
}
declare namespace Deno {
  namespace jupyter {
    interface DisplayOptions { raw?: boolean; update?: boolean; display_id?: string }
    type MediaBundle = Record<string, unknown>;
    const $display: unique symbol;
    function display(value: unknown, options?: DisplayOptions): Promise<void>;
    function format(value: unknown): Promise<MediaBundle>;
    function html(text: TemplateStringsArray, ...values: unknown[]): Displayable;
    function md(text: TemplateStringsArray, ...values: unknown[]): Displayable;
    function svg(text: TemplateStringsArray, ...values: unknown[]): Displayable;
    function image(pathOrBytes: string | Uint8Array): Displayable;
    function broadcast(type: string, content: Record<string, unknown>, extra?: object): Promise<void>;
  }
}
`;
