/** What a place that shows things is: a notebook's kernel or a terminal. */
import { type MimeBundle, type MimeMetadata } from './mime.ts';

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
}
