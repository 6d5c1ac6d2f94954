/** The parameters of a layer: how their initial values are stated, and how they become parameters. */
import { ShapeError } from '../errors.ts';
import { Parameter } from '../tensor/parameter.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** The parameters of a layer by name; one may be left out by an option. */
export type Parameters = Readonly<Record<string, Parameter | undefined>>;

/** An initial value that no gradient changes: a moving average, a table. */
export interface Fixed {
  readonly fixed: Tensor<Shape>;
}

/** Marks an initial value of a layer: no gradient flows to it, and optimisers leave it alone; the layer may `assign` to it. */
export function fixed(initial: Tensor<Shape>): Fixed {
  return { fixed: initial };
}

/** Initial values for parameters P. */
export type InitialValues<P extends Parameters> = { readonly [Name in keyof P]: Tensor<Shape> | Fixed };

type Initial = Readonly<Record<string, Tensor<Shape> | Fixed>>;

/** A parameter for each initial value, `place/W` for `W`. */
export function makeParameters(initial: Initial, place: string): Readonly<Record<string, Parameter>> {
  return Object.fromEntries(
    Object.entries(initial).map(([name, value]) => {
      const path = `${place}/${name}`;
      return [name, 'fixed' in value ? new Parameter(value.fixed, path, false) : new Parameter(value, path)];
    }),
  );
}

/** @throws ShapeError when samples of shape `input` would need parameters of other shapes */
export function checkParameters(
  place: string,
  parameters: Readonly<Record<string, Parameter>>,
  initial: Initial,
  { made, input }: { readonly made: Shape; readonly input: Shape },
): void {
  const fits = Object.entries(initial).every(([name, value]) =>
    sameShape('fixed' in value ? value.fixed.shape : value.shape, parameters[name].shape),
  );
  if (fits) return;
  throw new ShapeError({
    what: place,
    expected: `samples of shape ${showShape(made)}, for which its parameters were made`,
    received: showShape(input),
    hint: 'use a second layer for other samples',
  });
}
