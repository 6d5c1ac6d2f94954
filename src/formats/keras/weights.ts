/** Which weights a layer has, and where they lie in Keras' weights file. */
import type { Layer } from '../../layers/layer.ts';
import type { KerasKind, KerasWeight } from './kinds.ts';
import { type KerasConfig, kindOfClass, kindOfLayer, serialized } from './settings.ts';

/** The weights of a layer with these settings, in Keras' order. */
export function weightsIn({ weights = [], wraps }: KerasKind, settings: KerasConfig): readonly KerasWeight[] {
  if (wraps === undefined) return weights.filter(({ when }) => when === undefined || settings[when] !== false);
  const inner = serialized(settings['layer'], 'layer');
  return wrappedBy(wraps, () => weightsIn(kindOfClass(inner.name, 'layer'), inner.settings));
}

/** The weights that a layer here shares with Keras'. @throws ArgumentError for a layer that Keras has not */
export function weightsOf({ kind, name, inner, parameters }: Layer): readonly KerasWeight[] {
  const { weights = [], wraps } = kindOfLayer(kind, name);
  if (wraps !== undefined) return wrappedBy(wraps, (place) => weightsOf(inner[place]));
  return weights.filter(({ ours }) => ours.every((own) => Object.hasOwn(parameters, own)));
}

/** Those of the layers inside, each under the place of its layer. */
function wrappedBy(
  wraps: Readonly<Record<string, string>>,
  weightsAt: (place: string) => readonly KerasWeight[],
): readonly KerasWeight[] {
  return Object.entries(wraps).flatMap(([place, group]) =>
    weightsAt(place).map((weight) => ({
      ...weight,
      ours: weight.ours.map((own) => `${place}/${own}`),
      within: weight.within === undefined ? group : `${group}/${weight.within}`,
    })),
  );
}
