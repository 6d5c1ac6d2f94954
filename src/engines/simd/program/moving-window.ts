/** A window that moves over images in the memory: how kernels go through its places. */
import type { Shape } from '../../../tensor/shape-types.ts';
import { placesOf, type Windows } from '../../../tensor/windows.ts';
import type { Call, Kernel } from '../kernel.ts';
import { clear, copyRows, fold } from '../moves.ts';
import { MOST_ROWS } from '../product.ts';
import type { Task } from '../tape.ts';
import { blocks } from './lowering.ts';
import type { Plan } from './plan.ts';

/** Bytes that windows side by side may take in a thread's own memory. */
export const SPACE = 448 * 1024;

/** A rectangle of places, and the numbers of its first and of all of them. */
interface Part {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
  readonly first: number;
  readonly count: number;
}

export class MovingWindow {
  /** How many images there are. */
  readonly count: number;
  /** How many places the window has on an image. */
  readonly places: number;
  /** How many floats it shows. */
  readonly taps: number;
  /** Bytes of all windows of an image, side by side. */
  readonly bytes: number;
  readonly #windows: Windows;
  readonly #image: Shape;
  readonly #rows: number;
  readonly #columns: number;
  /** Height and bytes of a row of an image with its margins. */
  readonly #height: number;
  readonly #row: number;

  constructor(image: Shape, windows: Windows) {
    const [count, height, width, channels] = image;
    const { size, before, after } = windows;
    [this.#rows, this.#columns] = placesOf([height, width], windows);
    [this.#image, this.#windows, this.count] = [image, windows, count];
    this.places = this.#rows * this.#columns;
    this.taps = size[0] * size[1] * channels;
    this.bytes = 4 * this.places * this.taps;
    this.#height = height + before[0] + after[0];
    this.#row = 4 * channels * (width + before[1] + after[1]);
  }

  /** The address of that image among images with margins. */
  imageIn(images: number, image: number): number {
    return images + image * this.#height * this.#row;
  }

  /** The address of the images with zeros around them, which are added where the window reaches beyond the image. */
  padded(plan: Plan, images: number): number {
    if (!this.#isPadded) return images;
    const to = plan.temporary(this.count * this.#height * this.#row);
    const tasks = this.#each((image): Task => {
      const at = this.imageIn(to, image);
      return [clear.with(at, this.#height * this.#row), this.#inner(at, images, image, 'in')];
    });
    plan.tasks(tasks, (this.count * this.#height * this.#row) / 4);
    return to;
  }

  /** Tasks that add what `calls` add to each image, at that address with margins, to nothing. */
  added(plan: Plan, images: number, calls: (image: number, to: number) => readonly Call[]): readonly Task[] {
    const size = this.#height * this.#row;
    const to = this.#isPadded ? plan.temporary(this.count * size) : images;
    return this.#each((image) => {
      const at = this.imageIn(to, image);
      const out = this.#isPadded ? [this.#inner(at, images, image, 'out')] : [];
      return [clear.with(at, size), ...calls(image, at), ...out];
    });
  }

  /** The places of an image in parts whose windows fit in a thread's own memory. @param bytes what a place takes there */
  parts(bytes: number): readonly Part[] {
    const [rows, columns] = [this.#rows, this.#columns];
    const most = Math.min(MOST_ROWS, Math.max(1, Math.floor((SPACE - 64) / bytes)));
    if (most < columns) {
      return blocks(rows, 1).flatMap(({ first: row }) =>
        blocks(columns, most).map(({ first: column, count }) => ({
          ...{ row, rows: 1, column, columns: count },
          ...{ first: row * columns + column, count },
        })),
      );
    }
    const several = Math.ceil(rows / Math.ceil(rows / Math.floor(most / columns)));
    return blocks(rows, several).map(({ first: row, count }) => ({
      ...{ row, rows: count, column: 0, columns },
      ...{ first: row * columns, count: count * columns },
    }));
  }

  /**
   * The call for windows from `side` on and the image at an address.
   * @param part all places by default
   * @param gap bytes between two windows at `side`
   */
  call(kernel: Kernel, side: number, image: number, part: Part = this.#all, gap = 0): Call {
    const { size, stride, dilation } = this.#windows;
    const pixel = 4 * this.#image[3];
    const [runs, run] = dilation[1] === 1 ? [1, size[1] * pixel] : [size[1], pixel];
    // In the memory of a thread there is room for a vector too much, which the next run overwrites.
    const [vectors, rest] = side < 0 && kernel !== fold ? [Math.ceil(run / 16), 0] : [Math.floor(run / 16), (run % 16) / 4]; // prettier-ignore
    return kernel.with(
      ...[side, image + part.row * stride[0] * this.#row + part.column * stride[1] * pixel],
      ...[part.rows, part.columns, size[0], runs, vectors, rest, run, gap],
      ...[dilation[1] * pixel, dilation[0] * this.#row, stride[1] * pixel, stride[0] * this.#row],
    );
  }

  get #all(): Part {
    const [rows, columns] = [this.#rows, this.#columns];
    return { row: 0, rows, column: 0, columns, first: 0, count: rows * columns };
  }

  get #isPadded(): boolean {
    const { before, after } = this.#windows;
    return [...before, ...after].some((zeros) => zeros > 0);
  }

  #each<T>(f: (image: number) => T): readonly T[] {
    return Array.from({ length: this.count }, (_, image) => f(image));
  }

  /** Copies an image into its margins, or out of them. */
  #inner(padded: number, images: number, image: number, way: 'in' | 'out'): Call {
    const [, height, width, channels] = this.#image;
    const { before } = this.#windows;
    const inner = padded + before[0] * this.#row + 4 * channels * before[1];
    const floats = width * channels;
    const plain = images + 4 * image * height * floats;
    const [to, from, toStep, fromStep] = way === 'in' ? [inner, plain, this.#row, 4 * floats] : [plain, inner, 4 * floats, this.#row]; // prettier-ignore
    return copyRows.with(to, from, height, toStep, fromStep, Math.floor(floats / 4), floats % 4);
  }
}
