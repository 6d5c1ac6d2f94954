/** What a place that shows things is: a notebook's kernel or a terminal. */
import { type Displayable, type MimeBundle, type MimeMetadata } from './mime.ts';

/** What travels with a bundle: the id of its place on the page, and whether it replaces what is there. */
export interface HostOptions {
  readonly id?: string;
  readonly update?: boolean;
  readonly metadata?: MimeMetadata;
}

/** A place that shows bundles. */
export interface Host {
  readonly name: 'tslate' | 'deno' | 'tslab' | 'terminal';
  /** Whether it can replace what it showed before under the same id. */
  readonly inPlace: boolean;
  show(bundle: MimeBundle, options: HostOptions): void | Promise<void>;
  /** Shows any value, displayables included, where the host has a way of its own. */
  showValue?(value: unknown, options: HostOptions): void | Promise<void>;
  /** Makes a button for the page, where the page can talk to this program: `press` is called also while a cell runs. */
  button?(label: string, press: () => void): Promise<Button>;
}

/** A button that can be shown. */
export interface Button extends Displayable {
  /** Takes it from the page. */
  close(): void;
}
