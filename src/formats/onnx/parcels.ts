/** Several inputs, or outputs, of a graph as one of the model: their elements one after the other in a vector. */
import type { Length, Value } from '../../graph/graph.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { OnnxValue } from './proto.ts';
import type { OnnxWriter } from './writer.ts';

export interface Parcel {
  /** Of the vector. */
  readonly name: string;
  /** At least two, of one element type. */
  readonly values: readonly Value[];
}

/** Takes the inputs out of the parcel. */
export function unpack({ name, values }: Parcel, to: OnnxWriter): void {
  to.begin({ name });
  const sizes = values.map(({ shape }) => sizeOf(shape));
  const parts = to.nodeWith(values.length, 'Split', [name, to.wholes(sizes)], { axis: 0 });
  values.forEach((value, i) => {
    const { shape } = value;
    to.set(value, shape.length === 1 ? parts[i] : to.node('Reshape', [parts[i], to.wholes(shape)]));
  });
}

/** Puts the outputs into the parcel. */
export function pack({ name, values }: Parcel, to: OnnxWriter): void {
  to.begin({ name });
  const inputs = values.map((value) =>
    value.shape.length === 1 ? to.of(value) : to.node('Reshape', [to.of(value), to.wholes([-1])]),
  );
  to.nodes.push({ operator: 'Concat', inputs, outputs: [name], attributes: { axis: 0 } });
}

/** Whether the value is in the parcel. */
export function travels(value: Value<Length>, parcel: Parcel | undefined): boolean {
  return parcel !== undefined && parcel.values.some((one) => one === value);
}

/** The vector, as the model's input or output, if there is one. */
export function describedParcel(parcel: Parcel | undefined): OnnxValue[] {
  if (parcel === undefined) return [];
  const { name, values } = parcel;
  return [{ name, type: values[0].dtype, shape: [values.reduce((sum, { shape }) => sum + sizeOf(shape), 0)] }];
}
