/** What we use of jsfive, which has no declarations of its own. */
declare module 'jsfive' {
  export interface Dataset {
    readonly shape: readonly number[];
    /** As NumPy writes it, `<f4`. */
    readonly dtype: string;
    readonly value: ArrayLike<number>;
  }
  export interface Group {
    /** The names of what is inside; a dataset has none. */
    readonly keys: readonly string[] | undefined;
    get(path: string): Group | Dataset | null;
  }
  export class File implements Group {
    constructor(bytes: ArrayBuffer, name: string);
    readonly keys: readonly string[];
    get(path: string): Group | Dataset | null;
  }
}
