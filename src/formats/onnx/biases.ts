/** Finds vectors that are added to a product or a convolution: the operators of ONNX add them on the way. */
import type { Graph, Length, Step, Value } from '../../graph/graph.ts';

const BIASED: ReadonlySet<string> = new Set(['matmul', 'convolve', 'convolveDepthwise']);

export interface Biased {
  readonly step: Step<Length>;
  readonly bias: Value<Length>;
}

/** For each such addition what it adds to, when nothing else needs that and the vector is there before. */
export function findBiases(graph: Graph<Length>): ReadonlyMap<Step<Length>, Biased> {
  const { steps } = graph;
  const uses = usesOf(graph);
  const places = new Map<Value<Length>, number>(steps.map((step, i) => [step, i]));
  const placeOf = (value: Value<Length>): number => places.get(value) ?? -1;
  const found = new Map<Step<Length>, Biased>();
  for (const sum of steps) {
    const [step, bias] = sum.inputs;
    if (sum.operation !== 'add' || step.kind !== 'step' || !BIASED.has(step.operation)) continue;
    const fits = bias.shape.length === 1 && bias.shape[0] === step.shape.at(-1);
    if (fits && uses.get(step) === 1 && placeOf(bias) < placeOf(step)) found.set(sum, { step, bias });
  }
  return found;
}

/** How often each value is needed. */
export function usesOf({ steps, outputs }: Graph<Length>): ReadonlyMap<Value<Length>, number> {
  const uses = new Map<Value<Length>, number>();
  for (const value of [...steps.flatMap(({ inputs }) => inputs), ...outputs])
    uses.set(value, (uses.get(value) ?? 0) + 1);
  return uses;
}
