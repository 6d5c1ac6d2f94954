/** What `import * as tslab from 'tslab'` gives in this kernel: notebooks written for tslab show what they showed there. */
import process from 'node:process';
import { type Display as Show, type DisplayHandle } from '../display.ts';

/** One method for each kind of content, as in tslab. */
interface Display {
  javascript(text: string): void;
  html(text: string): void;
  markdown(text: string): void;
  latex(text: string): void;
  svg(text: string): void;
  png(bytes: Uint8Array): void;
  jpeg(bytes: Uint8Array): void;
  gif(bytes: Uint8Array): void;
  pdf(bytes: Uint8Array): void;
  text(text: string): void;
  raw(contentType: string, content: string | Uint8Array): void;
}

export function tslabModule(show: Show): object {
  return {
    /** Shows something new with each call. */
    display: makeDisplay((bundle) => void show(bundle, { raw: true })),
    /** Shows something once, then other things in its place. */
    newDisplay: (): Display => {
      let handle: DisplayHandle | undefined;
      return makeDisplay((bundle) => {
        if (handle === undefined) handle = show(bundle, { raw: true });
        else handle.update(bundle, { raw: true });
      });
    },
    versions: { tslab: 'tslate', node: process.version },
  };
}

function makeDisplay(show: (bundle: object) => void): Display {
  const of = (type: string) => (content: string | Uint8Array) => show({ [type]: content });
  /** For front ends that have no renderer for it, with words. */
  const worded = (type: string) => (content: Uint8Array) =>
    show({ [type]: content, 'text/plain': `${type}, ${content.length} bytes` });
  return {
    // tslab says text/javascript, which only JupyterLab runs.
    javascript: of('application/javascript'),
    html: of('text/html'),
    markdown: of('text/markdown'),
    latex: of('text/latex'),
    svg: of('image/svg+xml'),
    png: of('image/png'),
    jpeg: of('image/jpeg'),
    gif: worded('image/gif'),
    pdf: worded('application/pdf'),
    text: of('text/plain'),
    raw: (contentType, content) => show({ [contentType]: content }),
  };
}
