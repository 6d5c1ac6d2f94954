/** Finds sums whose axis a view drops at once: ReduceSum leaves it out by itself. */
import { type Graph, isStep, type Length, showLength, type Step } from '../../graph/graph.ts';
import { usesOf } from './biases.ts';
import { numberIn } from './lowering.ts';

/** For each such view the sum, when nothing else needs that. */
export function findDroppedAxes(graph: Graph<Length>): ReadonlyMap<Step<Length>, Step<Length>> {
  const uses = usesOf(graph);
  const found = new Map<Step<Length>, Step<Length>>();
  for (const view of graph.steps) {
    const [sum] = view.inputs;
    if (view.operation !== 'reshape' || !isStep(sum, 'sum') || uses.get(sum) !== 1) continue;
    const rest = sum.shape.toSpliced(numberIn(sum.attributes, 'axis'), 1);
    if (rest.map(showLength).join() === view.shape.map(showLength).join()) found.set(view, sum);
  }
  return found;
}
