/** The part of JupyterLab 4 and Notebook 7 that the extension touches, by the names that their packages give it. */

/** Shared modules by package name and version, as bundlers' module federation keeps them. */
export interface ShareScope {
  readonly '@lumino/widgets'?: Readonly<Record<string, SharedModule<LuminoWidgets>>>;
}

export interface SharedModule<T> {
  get(): Promise<() => T> | (() => T);
  /** Set when the page uses this version. */
  readonly loaded?: unknown;
}

/** The module `@lumino/widgets`. */
export interface LuminoWidgets {
  readonly Widget: new () => Widget;
}

/** The base class of all that JupyterLab shows. */
export interface Widget {
  readonly node: HTMLElement;
  addClass(name: string): void;
  dispose(): void;
}

/** What a cell's output holds, by MIME type. */
export interface MimeModel {
  readonly data: Readonly<Record<string, unknown>>;
}

/** `IRenderMime.IExtension`: a renderer of MIME types. */
export interface MimeExtension {
  readonly id: string;
  readonly description: string;
  readonly rendererFactory: {
    readonly safe: boolean;
    readonly mimeTypes: readonly string[];
    readonly createRenderer: () => Widget;
  };
  /** The richest form in a bundle is that of the lowest rank: HTML has 50, pictures 90. */
  readonly rank: number;
  readonly dataType: 'json';
}

/** What the container script leaves for JupyterLab. */
export interface Container {
  init(shared: ShareScope): void;
  get(module: string): Promise<() => MimeExtension>;
}
