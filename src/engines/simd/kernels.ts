/** The primitives for which this engine has more than the plain loops, by name; all in float32. */
import type { Attributes, Values } from '../../tensor/primitive.ts';
import { eachProduct, productOf } from '../../tensor/product.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import { windowsIn } from '../../tensor/windows.ts';
import { sumRowsInto } from './column-sums.ts';
import { multiply } from './matmul.ts';
import { putMaximaInto, takeMaximaInto } from './maxima.ts';
import { foldInto, unfoldInto } from './pixels.ts';
import { foldVectors, unfoldVectors } from './runs.ts';

interface Floats {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** Fills the zeroed output. Answers false where it leaves the case to the plain kernel. */
type Kernel = (inputs: readonly Floats[], y: Floats, attributes: Attributes) => boolean;

/** In order of complexity. */
const kernels: Readonly<Record<string, Kernel>> = {
  matmul([a, b], y, attributes) {
    if (a.data.length * b.data.length === 0) return false;
    const product = productOf(a.shape, b.shape, attributes);
    const { m, k, n } = product;
    eachProduct(a.shape, b.shape, product, (atA, atB, atY) => {
      multiply(
        a.data.subarray(atA, atA + m * k),
        b.data.subarray(atB, atB + k * n),
        y.data.subarray(atY, atY + m * n),
        product,
      );
    });
    return true;
  },
  /** Along an axis that has others behind it. */
  sum([x], y, { axis }) {
    if (typeof axis !== 'number') return false;
    const [outer, width] = [sizeOf(x.shape.slice(0, axis)), sizeOf(x.shape.slice(axis + 1))];
    return sumRowsInto(y.data, x.data, outer, x.shape[axis], width);
  },
  unfold([x], y, attributes) {
    const windows = windowsIn(attributes);
    if (!unfoldVectors(y.data, x.data, x.shape, windows)) unfoldInto(y.data, x.data, x.shape, windows);
    return true;
  },
  fold([x], y, attributes) {
    const windows = windowsIn(attributes);
    if (!foldVectors(y.data, x.data, y.shape, windows)) foldInto(y.data, x.data, y.shape, windows);
    return true;
  },
  /** Only as max pooling, of x at its own maxima. */
  takeMaxima([x, v], y, attributes) {
    if (x.data !== v.data) return false;
    takeMaximaInto(y.data, x.data, x.shape, windowsIn(attributes));
    return true;
  },
  putMaxima([x, v], y, attributes) {
    putMaximaInto(y.data, x.data, v.data, x.shape, windowsIn(attributes));
    return true;
  },
};

/** Runs the kernel of that name; false where there is none for these inputs. */
export function runKernel(name: string, inputs: readonly Values[], output: Values, attributes: Attributes): boolean {
  const kernel = Object.hasOwn(kernels, name) ? kernels[name] : undefined;
  return kernel !== undefined && inputs.every(isFloats) && isFloats(output) && kernel(inputs, output, attributes);
}

function isFloats<V extends Values>(values: V): values is V & Floats {
  return values.data instanceof Float32Array;
}
