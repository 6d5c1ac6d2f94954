/** Gives out regions of a memory: the smallest free one that is large enough, or more at the end. */

/** Addresses are multiples of it: a line of the cache. */
const LINE = 64;

interface Region {
  readonly at: number;
  readonly bytes: number;
}

export class Regions {
  /** Where the memory in use ends. */
  end: number;
  readonly #taken = new Map<number, number>();
  #free: Region[] = [];

  constructor(start: number) {
    this.end = start;
  }

  take(wanted: number): number {
    const bytes = LINE * Math.ceil(wanted / LINE);
    const fitting = this.#free.filter((region) => region.bytes >= bytes).sort((a, b) => a.bytes - b.bytes);
    const at = fitting[0]?.at ?? this.end;
    this.#taken.set(at, bytes);
    if (fitting.length === 0) this.end += bytes;
    else {
      this.#free = this.#free.filter((region) => region !== fitting[0]);
      if (fitting[0].bytes > bytes) this.#free.push({ at: at + bytes, bytes: fitting[0].bytes - bytes });
    }
    return at;
  }

  /** Joins the region with free ones beside it. */
  free(start: number): void {
    let [at, bytes] = [start, this.#taken.get(start) ?? 0];
    this.#taken.delete(start);
    for (const region of this.#free) {
      if (region.at + region.bytes === at) at = region.at;
      else if (region.at !== at + bytes) continue;
      bytes += region.bytes;
    }
    this.#free = this.#free.filter((region) => region.at + region.bytes <= at || region.at >= at + bytes);
    this.#free.push({ at, bytes });
  }
}
