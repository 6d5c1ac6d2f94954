/** What a layer is, and how one is written: its shape rule, its parameters, and its function. */
import { ShapeError } from '../errors.ts';
import { type Rng, sharedRng } from '../random/rng.ts';
import { type AnyParameter, type Parameter, parameter } from '../tensor/parameter.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Apply, ShapeFunction } from './layer-types.ts';

/** What a layer is told when it computes. */
export interface Context {
  /** Whether this is a training step: dropout drops only then. False by default. */
  readonly training?: boolean;
  /** Source of random numbers, the shared generator by default. */
  readonly rng?: Rng;
}

export interface BuildOptions {
  /** Where initial values are drawn from, the shared generator by default. */
  readonly rng?: Rng;
  /** The layer's place in its model, for messages and names of parameters. */
  readonly name?: string;
}

/** Settings of a layer as plain data, from which it can be built again. */
export type LayerConfig = Readonly<Record<string, number | string | boolean | null | readonly number[]>>;

export interface Layer<F extends ShapeFunction = ShapeFunction> {
  /** The kind, as in `dense`. */
  readonly kind: string;
  readonly config: LayerConfig;
  /** Only for the compiler: the function on shapes. */
  readonly shapes?: F;
  /** The parameters by name; empty until the layer knows its input's shape. */
  readonly parameters: Readonly<Record<string, AnyParameter>>;
  /** The shape of one sample's output, once the layer knows its input's shape. */
  readonly outputShape: Shape | undefined;
  /**
   * Creates the parameters for samples of shape `input`, and returns the output's shape. Does so once.
   * @throws ShapeError when the layer cannot take such samples.
   */
  build(input: Shape, options?: BuildOptions): Shape;
  /** What its weights add to the loss in training, a scalar; undefined where nothing is regularised. */
  penalty(): AnyTensor | undefined;
  /** y = f(x) for a batch x, whose first axis counts the samples. */
  call<B extends number, I extends Shape>(
    x: Tensor<readonly [B, ...I]>,
    context?: Context,
  ): Apply<F, I> extends infer O extends Shape ? Tensor<readonly [B, ...O]> : Apply<F, I>;
}

/** Whether a value is a layer. */
export function isLayer(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && 'kind' in value && 'build' in value && 'parameters' in value;
}

/** The parameters of a layer by name; one may be left out by an option. */
export type Parameters = Readonly<Record<string, Parameter | undefined>>;

/** Initial values for parameters P. */
export type InitialValues<P extends Parameters> = { readonly [Name in keyof P]: Tensor<Shape> };

export interface LayerSource<P extends Parameters> {
  readonly kind: string;
  readonly config: LayerConfig;
  /** The output's shape for samples of shape `input`; throws a ShapeError with the same sentence the compiler gives. */
  shape(input: Shape): Shape;
  /** Initial values of the parameters for samples of shape `input`. */
  parameters?(input: Shape, rng: Rng): InitialValues<P>;
  call(x: AnyTensor, parameters: P, context: Context): AnyTensor;
  /** What the weights add to the loss in training, a scalar. */
  penalty?(parameters: P): AnyTensor | undefined;
}

/** Makes a layer from its parts; this is all that a layer of one's own needs. */
export function layer<F extends ShapeFunction, P extends Parameters = Record<never, never>>(
  source: LayerSource<P>,
): Layer<F> {
  let built: { readonly input: Shape; readonly output: Shape } | undefined;
  let parameters: Readonly<Record<string, Parameter>> = {};

  const create = (input: Shape, rng: Rng, name: string): Shape => {
    const output = source.shape(input);
    const initial: Readonly<Record<string, Tensor<Shape>>> = source.parameters?.(input, rng) ?? {};
    if (built === undefined) {
      parameters = Object.fromEntries(
        Object.entries(initial).map(([p, values]) => [p, parameter(values, `${name}/${p}`)]),
      );
    } else if (!Object.entries(initial).every(([p, values]) => sameShape(values.shape, parameters[p].shape))) {
      throw new ShapeError({
        what: name,
        expected: `samples of shape ${showShape(built.input)}, for which its parameters were made`,
        received: showShape(input),
        hint: 'use a second layer for other samples',
      });
    }
    return output;
  };

  const result = {
    kind: source.kind,
    config: source.config,
    get parameters() {
      return parameters;
    },
    get outputShape() {
      return built?.output;
    },
    build(input: Shape, { rng = sharedRng(), name = source.kind }: BuildOptions = {}): Shape {
      if (built === undefined || !sameShape(built.input, input)) {
        built = { input, output: create(input, rng, name) };
      }
      return built.output;
    },
    penalty(): AnyTensor | undefined {
      if (built === undefined) return undefined;
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `create` made one parameter for each of P's names
      return source.penalty?.(parameters as unknown as P);
    },
    call(x: AnyTensor, context: Context = {}): AnyTensor {
      result.build(x.shape.slice(1));
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `create` made one parameter for each of P's names
      return source.call(x, parameters as unknown as P, context);
    },
  };
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: F states for the compiler what source.shape computes
  return result as unknown as Layer<F>;
}
