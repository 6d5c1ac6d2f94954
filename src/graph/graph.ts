/** A computation as data: values that are given, and steps that compute one value each from those before it. */
import type { DType, TypedArray } from '../tensor/dtype.ts';
import type { Attributes } from '../tensor/primitive.ts';

/** times · N + plus, where the number N of samples in a batch is left open. */
export interface Affine {
  readonly times: number;
  readonly plus: number;
}

/** A length of an axis, known or left open. */
export type Length = number | Affine;

interface Known<L extends Length> {
  readonly name: string;
  readonly shape: readonly L[];
  readonly dtype: DType;
}

/** A value that is given anew for every run. */
export interface Input<L extends Length = number> extends Known<L> {
  readonly kind: 'input';
}

/** A value that is the same in every run. */
export interface Constant<L extends Length = number> extends Known<L> {
  readonly kind: 'constant';
  readonly data: TypedArray;
}

/** The value of a primitive, or of a composed operation that was taken whole. */
export interface Step<L extends Length = number> extends Known<L> {
  readonly kind: 'step';
  readonly operation: string;
  readonly inputs: readonly Value<L>[];
  /** Its settings; in a graph with an open batch size a number among them can be an `Affine` too. */
  readonly attributes: Attributes;
}

export type Value<L extends Length = number> = Input<L> | Constant<L> | Step<L>;

/** Steps in an order in which they can be computed; all shapes are numbers unless L says that some are left open. */
export interface Graph<L extends Length = number> {
  readonly inputs: readonly Input<L>[];
  readonly constants: readonly Constant<L>[];
  readonly steps: readonly Step<L>[];
  readonly outputs: readonly Value<L>[];
}

/** Whether the value is a step of that operation. */
export function isStep<L extends Length>(value: Value<L> | undefined, operation: string): value is Step<L> {
  return value?.kind === 'step' && value.operation === operation;
}

export function isAffine(value: unknown): value is Affine {
  return typeof value === 'object' && value !== null && 'times' in value && 'plus' in value;
}

/** `28`, `N`, `196·N`, `N + 1` */
export function showLength(length: Length): string {
  if (typeof length === 'number') return String(length);
  const times = length.times === 1 ? 'N' : `${length.times}·N`;
  return length.plus === 0 ? times : `${times} ${length.plus < 0 ? '−' : '+'} ${Math.abs(length.plus)}`;
}

/**
 * The graph as text, one value a line:
 *
 *     input x: float32 N×784
 *     constant dense1/W: float32 784×10
 *     v1 = matmul(x, dense1/W): float32 N×10
 *     output v1
 */
export function printGraph<L extends Length>({ inputs, constants, steps, outputs }: Graph<L>): string {
  const signature = ({ dtype, shape }: Value<L>): string => `${dtype} ${shape.map(showLength).join('×')}`.trimEnd();
  return [
    ...inputs.map((input) => `input ${input.name}: ${signature(input)}`),
    ...constants.filter(isArray).map((constant) => `constant ${constant.name}: ${signature(constant)}`),
    ...steps.map((step) => {
      const settings = Object.entries(step.attributes).map(([name, value]) => `${name} ${showSetting(value)}`);
      return `${step.name} = ${step.operation}(${[...step.inputs.map(showOperand), ...settings].join(', ')}): ${signature(step)}`;
    }),
    ...outputs.map((output) => `output ${output.name}`),
  ].join('\n');
}

function isArray<L extends Length>({ shape }: Constant<L>): boolean {
  return shape.length > 0;
}

/** A scalar by its value, any other operand by its name. */
function showOperand<L extends Length>(value: Value<L>): string {
  return value.kind === 'constant' && !isArray(value) ? String(value.data[0]) : value.name;
}

function showSetting(value: unknown): string {
  if (typeof value === 'number' || isAffine(value)) return showLength(value);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return `[${value.map(showSetting).join(', ')}]`;
  return String(value);
}
