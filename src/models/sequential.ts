/** A model that is a chain of layers. */
import type { JsonObject } from '../json.ts';
import { layerToConfig } from '../layers/layer-kind.ts';
import { ShapeError } from '../errors.ts';
import { applyLayer, type Context, type Layer, placed } from '../layers/layer.ts';
import type { Chain, Checked } from '../layers/layer-types.ts';
import { type NamedLayer, nameByKind } from '../layers/named-layer.ts';
import { sharedRng } from '../random/rng.ts';
import { checkShape, sameShape, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { Model } from './model.ts';

/**
 * The layers one after the other: y = fₙ(… f₂(f₁(x))).
 *
 *     sequential([784], dense(64, { activation: 'relu' }), dense(10, { activation: 'softmax' }))
 *
 * @param input the shape of one sample
 * @param layers each takes what the one before it gives; the compiler checks it, and so does the construction
 * @throws ShapeError that names the layer which does not fit
 */
export function sequential<const I extends Shape, const L extends readonly Layer[]>(
  input: I,
  ...layers: L & Checked<I, L>
): Sequential<I, Chain<I, L>> {
  return new Sequential(input, layers);
}

/** A chain of layers with its parameters; made by `sequential`. */
export class Sequential<I extends Shape, O extends Shape> extends Model<I, O> {
  readonly #input: I;
  readonly #chain: readonly NamedLayer[];

  constructor(input: I, layers: readonly Layer[]) {
    super();
    checkShape('sequential', input);
    this.#input = input;
    const rng = sharedRng();
    let shape: Shape = input;
    this.#chain = nameByKind(layers).map(({ name, layer }, i) => {
      shape = placed(`Layer ${i + 1} of ${layers.length} (${name})`, () => layer.build(shape, { rng }));
      return { name, layer, output: shape };
    });
  }

  override get inputShapes(): readonly [Shape] {
    return [this.#input];
  }

  override layers(): readonly NamedLayer[] {
    return this.#chain;
  }

  override toJSON(): JsonObject {
    return { model: 'sequential', input: this.#input, layers: this.#chain.map(({ layer }) => layerToConfig(layer)) };
  }

  /** @throws ShapeError when the samples have another shape than the model was made for */
  call(x: Tensor<readonly [number, ...I]>, context: Context = {}): Tensor<readonly [number, ...O]> {
    const sample = x.shape.slice(1);
    if (!sameShape(sample, this.#input)) {
      throw new ShapeError({
        what: 'sequential',
        expected: `samples of shape ${showShape(this.#input)}`,
        received: showShape(sample),
      });
    }
    let y: AnyTensor = x;
    for (const { layer } of this.#chain) y = applyLayer(layer, y, context);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: O is what the compiler derives from the same chain of shape rules
    return y as unknown as Tensor<readonly [number, ...O]>;
  }
}
