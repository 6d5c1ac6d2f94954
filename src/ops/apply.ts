/** Applies a primitive to tensors: computes now, or records for later when a value is not known yet. */
import { engine } from '../engines/index.ts';
import type { DType } from '../tensor/dtype.ts';
import { type Attributes, gradientRule, type Primitive, type Signature } from '../tensor/primitive.ts';
import { broadcastShapes, sameShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { tracing } from '../tensor/tracing.ts';

let recording = true;

/**
 * The tensor `primitive(inputs)`.
 *
 * With a symbolic input the result is symbolic too, and its origin is the recorded graph. Otherwise the current engine
 * computes it, and its origin is kept only where gradients flow.
 * @throws ShapeError or ArgumentError when the inputs do not fit the primitive.
 */
export function apply<S extends Shape, D extends DType>(
  primitive: Primitive,
  given: readonly AnyTensor[],
  attributes: Attributes = {},
): Tensor<S, D> {
  const inputs = tracing()?.read(given) ?? given;
  const { shape, dtype } = signatureOf(primitive, inputs, attributes);
  // Where no gradient comes through, the way back is dropped: else `detach` would keep all that was computed before it.
  const tracked = recording && inputs.some((input, i) => input.tracked && gradientRule(primitive, i) !== null);
  const symbolic = inputs.some((input) => input.symbolic);
  const origin = tracked || symbolic ? { primitive, inputs, attributes } : undefined;
  const data = symbolic ? undefined : compute(primitive, inputs, attributes, { shape, dtype });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: static types of an operation state what its run-time rule computes; tests/types and the rules' tests hold them together
  return new Tensor(data, shape, dtype, origin, tracked) as unknown as Tensor<S, D>;
}

/** Runs `f` without keeping how its results were computed: no gradient will be asked for. */
export function withoutGradients<T>(f: () => T): T {
  return whileRecording(false, f);
}

/** Runs `f` keeping how its results were computed, also inside `withoutGradients`: what is differentiated there needs it. */
export function withGradients<T>(f: () => T): T {
  return whileRecording(true, f);
}

function whileRecording<T>(wanted: boolean, f: () => T): T {
  const before = recording;
  recording = wanted;
  try {
    return f();
  } finally {
    recording = before;
  }
}

function signatureOf(primitive: Primitive, inputs: readonly AnyTensor[], attributes: Attributes): Signature {
  if (primitive.kind === 'general') return primitive.output(inputs, attributes);
  const { name } = primitive;
  const shape =
    inputs.length === 2 && sameShape(inputs[0].shape, inputs[1].shape)
      ? inputs[0].shape
      : broadcastShapes(
          name,
          inputs.map((input) => input.shape),
        );
  return {
    shape,
    dtype: primitive.dtype(
      name,
      inputs.map((input) => input.dtype),
    ),
  };
}

function compute(primitive: Primitive, inputs: readonly AnyTensor[], attributes: Attributes, signature: Signature) {
  if (primitive.kind === 'general' && primitive.view === true) return inputs[0].data;
  return engine().run(primitive, inputs, attributes, signature);
}
