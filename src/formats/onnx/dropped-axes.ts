/** Finds sums beside views: ReduceSum drops an axis by itself, and sums up all elements in whatever shape they are. */
import { type Graph, isStep, type Length, showLength, type Step, type Value } from '../../graph/graph.ts';
import { usesOf } from './biases.ts';
import { numberIn } from './lowering.ts';

/** A sum that a view follows. */
export interface BareSum {
  readonly sum: Step<Length>;
  /** What all elements of are summed up, where no axis is left. */
  readonly all?: Value<Length>;
  /** The steps that are not needed: the sum as it is, and a view of `all` before it. */
  readonly without: readonly Step<Length>[];
}

/** For each such view the sum, when nothing else needs that. */
export function findDroppedAxes(graph: Graph<Length>): ReadonlyMap<Step<Length>, BareSum> {
  const uses = usesOf(graph);
  const found = new Map<Step<Length>, BareSum>();
  for (const view of graph.steps) {
    const [sum] = view.inputs;
    if (view.operation !== 'reshape' || !isStep(sum, 'sum') || uses.get(sum) !== 1) continue;
    const [x] = sum.inputs;
    const rest = sum.shape.toSpliced(numberIn(sum.attributes, 'axis'), 1);
    if (view.shape.length === 0) {
      const unviewed = isStep(x, 'reshape') && uses.get(x) === 1;
      found.set(view, unviewed ? { sum, all: x.inputs[0], without: [sum, x] } : { sum, all: x, without: [sum] });
    } else if (rest.map(showLength).join() === view.shape.map(showLength).join()) {
      found.set(view, { sum, without: [sum] });
    }
  }
  return found;
}
