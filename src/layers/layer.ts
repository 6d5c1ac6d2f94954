/** What a layer is, and how one is written: its shape rule, its parameters, its function, and the layers inside it. */
import { ShapeError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { type Rng, rng as generator, sharedRng } from '../random/rng.ts';
import type { AnyParameter, Parameter } from '../tensor/parameter.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { untraced } from '../tensor/tracing.ts';
import { checkParameters, type InitialValues, makeParameters, type Parameters } from './layer-parameters.ts';
import type { Apply, ShapeFunction } from './layer-types.ts';

/** What a layer is told when it computes. */
export interface Context {
  /** Whether this is a training step: dropout drops only then. False by default. */
  readonly training?: boolean;
  /** Source of random numbers, the shared generator by default. */
  readonly rng?: Rng;
  /**
   * Sees what every layer gives for its inputs, inner layers before the one they are in: for feature maps, drawings and for
   * finding the first NaN.
   */
  readonly watch?: (layer: Layer, output: AnyTensor, inputs: readonly AnyTensor[]) => void;
}

export interface BuildOptions {
  /** Where initial values are drawn from, the shared generator by default. */
  readonly rng?: Rng;
  /** The shapes of one sample of the layer's further inputs; none by default. */
  readonly others?: readonly Shape[];
}

/** Settings of a layer as plain data, from which it can be built again. */
export type LayerConfig = JsonObject;

/** A function with parameters that it makes itself, once it knows the shape of its input. */
export interface Layer<F extends ShapeFunction = ShapeFunction> {
  /** The kind, as in `dense`. */
  readonly kind: string;
  /** Its settings as plain data. */
  readonly config: LayerConfig;
  /** Its place in a model, `dense1`, for messages and names of parameters; its kind until a model gives it a place. */
  name: string;
  /** Only for the compiler: the function on shapes. */
  readonly shapes?: F;
  /** The layers inside it by name. */
  readonly inner: Readonly<Record<string, Layer>>;
  /** Its parameters by name, those of inner layers by path, `query/W`; empty until it knows its input's shape. */
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
  /** y = f(x, others…) for a batch x, whose first axis counts the samples. */
  call<B extends number, I extends Shape>(
    x: Tensor<readonly [B, ...I]>,
    context?: Context,
    ...others: readonly AnyTensor[]
  ): Apply<F, I> extends infer O extends Shape ? Tensor<readonly [B, ...O]> : Apply<F, I>;
}

/** Whether a value is a layer. */
export function isLayer(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && 'kind' in value && 'build' in value && 'parameters' in value;
}

/**
 * A layer applied where its static shapes are not known: inside another layer, or in a loop over layers.
 * @param x a batch, [batch, …]
 * @param context what the outer layer was told
 * @param others further inputs of a layer that takes more than one
 */
export function applyLayer(layer: Layer, x: AnyTensor, context: Context, ...others: readonly AnyTensor[]): AnyTensor {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: layers take any tensor at run time and check its shape
  const call = layer.call as unknown as (x: AnyTensor, context: Context, ...others: readonly AnyTensor[]) => AnyTensor;
  return call(x, context, ...others);
}

/** Builds the inner layer of that name for samples of that shape; gives the shape of its output. */
export type BuildInner = (name: string, input: Shape, ...others: readonly Shape[]) => Shape;

/** What a layer of one’s own consists of; P names its own parameters. */
export interface LayerSource<P extends Parameters> {
  /** The kind, as in `dense`. */
  readonly kind: string;
  /** Every setting that is needed to build it again. */
  readonly config: LayerConfig;
  /** Layers inside it; `shape` builds them, `call` applies them with `applyLayer`. */
  readonly inner?: Readonly<Record<string, Layer>>;
  /**
   * The output's shape for samples of shape `input`; throws a ShapeError with the same sentence the compiler gives.
   * @param build for the inner layers
   * @param others shapes of one sample of further inputs
   */
  shape(input: Shape, build: BuildInner, others: readonly Shape[]): Shape;
  /** Initial values of the layer's own parameters for samples of shape `input`. */
  parameters?(input: Shape, rng: Rng, others: readonly Shape[]): InitialValues<P>;
  /** y = f(x, others…) for a batch x. */
  call(x: AnyTensor, parameters: P, context: Context, others: readonly AnyTensor[]): AnyTensor;
  /** What the layer's own weights add to the loss in training, a scalar. */
  penalty?(parameters: P): AnyTensor | undefined;
}

/**
 * Makes a layer from its parts; this is all that a layer of one's own needs.
 * @param source its kind and settings, its rule for shapes, its initial parameters, and what it computes
 */
export function layer<F extends ShapeFunction, P extends Parameters = Record<never, never>>(
  source: LayerSource<P>,
): Layer<F> {
  const inner = source.inner ?? {};
  const known = new Map<string, Shape>();
  let name = source.kind;
  let made: Shape | undefined;
  let output: Shape | undefined;
  let own: Readonly<Record<string, Parameter>> = {};

  const create = (input: Shape, rng: Rng, others: readonly Shape[]): Shape => {
    const build: BuildInner = (part, shape, ...more) =>
      placed(part, () => inner[part].build(shape, { rng, others: more }));
    const result = source.shape(input, build, others);
    if (made === undefined) {
      own = makeParameters(source.parameters?.(input, rng, others) ?? {}, name);
      made = input;
    } else {
      // Drawn only to be compared: the shared sequence of random numbers must not move for it.
      const initial = source.parameters?.(input, generator(0), others) ?? {};
      checkParameters(name, own, initial, { made, input });
    }
    return result;
  };

  const result = {
    kind: source.kind,
    config: source.config,
    inner,
    get name() {
      return name;
    },
    set name(place) {
      name = place;
      for (const [key, p] of Object.entries(own)) p.name = `${place}/${key}`;
      for (const [key, part] of Object.entries(inner)) part.name = `${place}/${key}`;
    },
    get parameters() {
      const below = Object.entries(inner).flatMap(([key, { parameters }]) =>
        Object.entries(parameters).map(([path, p]) => [`${key}/${path}`, p] as const),
      );
      return below.length === 0 ? own : { ...own, ...Object.fromEntries(below) };
    },
    get outputShape() {
      return output;
    },
    build(input: Shape, { rng = sharedRng(), others = [] }: BuildOptions = {}): Shape {
      const key = [input, ...others].join(';');
      output = known.get(key) ?? untraced(() => create(input, rng, others));
      known.set(key, output);
      return output;
    },
    penalty(): AnyTensor | undefined {
      if (made === undefined) return undefined;
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `create` made one parameter for each of P's names
      const first = source.penalty?.(own as unknown as P);
      const all = [first, ...Object.values(inner).map((part) => part.penalty())].filter((term) => term !== undefined);
      return all.length === 0 ? undefined : all.reduce((sum, term) => sum.add(term));
    },
    call(x: AnyTensor, context: Context = {}, ...others: readonly AnyTensor[]): AnyTensor {
      result.build(x.shape.slice(1), { others: others.map(({ shape }) => shape.slice(1)) });
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `create` made one parameter for each of P's names
      const given = source.call(x, own as unknown as P, context, others);
      // Who watches tells values apart by what they are, so a layer that gives back its input gives a copy then.
      const y = context.watch !== undefined && given === x ? given.mul(1) : given;
      context.watch?.(self, y, [x, ...others]);
      return y;
    },
  };
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: F states for the compiler what source.shape computes
  const self = result as unknown as Layer<F>;
  return self;
}

/** Runs `f`; a shape that does not fit is told with the part in which it happened. */
export function placed<T>(part: string, f: () => T): T {
  try {
    return f();
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new ShapeError(`${part}: ${error.message}`);
  }
}
