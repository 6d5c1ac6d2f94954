/**
 * What `Deno.jupyter` means in a cell: notebooks written for Deno's kernel show what they showed there. There is no global
 * `Deno`, by which libraries would take this for Deno.
 */
import { readFileSync } from 'node:fs';
import { clearOutput, type Display as Show } from '../display.ts';
import { html, image, markdown, svg } from '../displayables.ts';
import { Error, Object } from '../intrinsics.ts';
import { checkBundle, displayMethod, render } from '../render.ts';

/** Deno's own words for the options of a display. */
interface DenoDisplayOptions {
  readonly raw?: boolean;
  readonly update?: boolean;
  readonly display_id?: string;
}

export function denoJupyter(show: Show): object {
  const display = async (value: unknown, { raw, update, display_id: id }: DenoDisplayOptions = {}): Promise<void> => {
    show(raw === true ? checkBundle(value) : await format(value), {
      raw: true,
      ...(update === undefined ? {} : { update }),
      ...(id === undefined ? {} : { id }),
    });
  };
  return Object.freeze({
    $display: displayMethod,
    display,
    format,
    html,
    md: markdown,
    svg,
    image: (source: string | Uint8Array) => image(typeof source === 'string' ? readFileSync(source) : source),
    broadcast: (type: string, content: Readonly<Record<string, unknown>>) => broadcast(show, type, content),
  });
}

/** The bundle that a value is shown as. */
async function format(value: unknown): Promise<object> {
  return (await render(value)).data;
}

/** Messages about displays; all others are the kernel's own business. */
async function broadcast(show: Show, type: string, content: Readonly<Record<string, unknown>>): Promise<void> {
  if (type === 'clear_output') return clearOutput(content['wait'] === true);
  if (type !== 'display_data' && type !== 'update_display_data') {
    throw new Error(
      `Deno.jupyter.broadcast sends display_data, update_display_data and clear_output here, received ${type}.`,
    );
  }
  const { transient } = content;
  const id = typeof transient === 'object' && transient !== null && 'display_id' in transient && transient.display_id;
  show(content['data'], {
    raw: true,
    update: type === 'update_display_data',
    ...(typeof id === 'string' ? { id } : {}),
  });
}
