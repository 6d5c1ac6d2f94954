/** The same graph with fewer operations: rules for single steps, one step for equal ones, nothing that nobody needs. */
import { primitives } from '../ops/primitives.ts';
import { sameShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { channelRules } from './channel-rules.ts';
import { cropRules, isUncovered } from './crop-rules.ts';
import { crossentropyRules } from './crossentropy-rules.ts';
import { imageRules } from './image-rules.ts';
import type { Make, Rule } from './rule.ts';
import { scalarRules } from './scalar-rules.ts';
import { softmaxRule } from './softmax-rule.ts';
import { type Constant, type Graph, isStep, type Step, type Value } from './graph.ts';

/** In the order in which they are tried. */
const rules: readonly Rule[] = [
  /** detach x = x: there are gradients in a graph already. */
  ({ operation, inputs: [x] }) => (operation === 'detach' ? x : undefined),

  /** A view of a view is one view; a view in the same shape is none. */
  (step, make) => {
    const { operation, inputs: [x], shape } = step; // prettier-ignore
    if (operation !== 'reshape') return undefined;
    if (sameShape(x.shape, shape)) return x;
    return isStep(x, 'reshape') ? make({ ...step, inputs: x.inputs }) : undefined;
  },

  /** −(−x) = x */
  ({ operation, inputs: [x] }) => (operation === 'neg' && isStep(x, 'neg') ? x.inputs[0] : undefined),

  /** x + 0 = x − 0 = x · 1 = x / 1 = x */
  ({ operation, inputs: [a, b], shape }) => {
    const neutral = operation === 'add' || operation === 'sub' ? 0 : operation === 'mul' || operation === 'div' ? 1 : undefined; // prettier-ignore
    if (neutral === undefined) return undefined;
    if (isAll(b, neutral) && sameShape(a.shape, shape)) return a;
    const commutes = operation === 'add' || operation === 'mul';
    return commutes && isAll(a, neutral) && sameShape(b.shape, shape) ? b : undefined;
  },

  /** Elementwise operations stretch their inputs themselves. */
  (step, make) => {
    if (primitives.get(step.operation)?.kind !== 'elementwise') return undefined;
    const inputs = step.inputs.map((input, i) => {
      if (!isStep(input, 'broadcastTo')) return input;
      const others = step.inputs.filter((_, k) => k !== i).map(({ shape }) => shape);
      return sameShape(stretched([input.inputs[0].shape, ...others]), step.shape) ? input.inputs[0] : input;
    });
    // One at a time: two inputs that stretch each other must not both be let go.
    const first = inputs.findIndex((input, i) => input !== step.inputs[i]);
    return first === -1 ? undefined : make({ ...step, inputs: step.inputs.with(first, inputs[first]) });
  },

  softmaxRule,
  ...crossentropyRules,
  ...scalarRules,
  ...imageRules,
  ...channelRules,
];

/** The graph with the same inputs and outputs. */
export function simplify(graph: Graph): Graph {
  const simple = simplifiedBy(rules, graph);
  if (!simple.steps.some(isUncovered)) return simple;
  const cropped = simplifiedBy([...rules, ...cropRules], graph);
  // Where something else needs the pixels, too, they would be computed twice.
  return countOfConvolutions(cropped) > countOfConvolutions(simple) ? simple : cropped;
}

function countOfConvolutions({ steps }: Graph): number {
  return steps.filter(({ operation }) => operation === 'convolve').length;
}

function simplifiedBy(rules: readonly Rule[], graph: Graph): Graph {
  const simple = new Map<Value, Value>();
  const of = (value: Value): Value => simple.get(value) ?? value;
  const made = new Map<string, Step>();
  const names = new Map<Value, number>();
  const nameOf = (value: Value): string => {
    if (value.kind === 'constant' && value.shape.length === 0) return `${value.dtype} ${value.data[0]}`;
    if (!names.has(value)) names.set(value, names.size);
    return `#${names.get(value)}`;
  };
  const make: Make = (step) => {
    for (const rule of rules) {
      const better = rule(step, make);
      if (better !== undefined) return better;
    }
    const key = `${step.operation}(${step.inputs.map(nameOf).join()}) ${JSON.stringify(step.attributes)}`;
    const known = made.get(key);
    if (known === undefined) made.set(key, step);
    return known ?? step;
  };
  for (const step of graph.steps) simple.set(step, make({ ...step, inputs: step.inputs.map(of) }));
  return needed(graph, graph.outputs.map(of));
}

/** What these outputs are computed from, each step before those that need it. All inputs stay. */
function needed({ inputs }: Graph, outputs: readonly Value[]): Graph {
  const constants = new Set<Constant>();
  const steps = new Set<Step>();
  const waiting = [...outputs].reverse();
  for (let value = waiting.at(-1); value !== undefined; value = waiting.at(-1)) {
    const missing = value.kind === 'step' && !steps.has(value) ? value.inputs.filter((x) => x.kind === 'step' && !steps.has(x)) : []; // prettier-ignore
    if (missing.length > 0) {
      waiting.push(...missing.toReversed());
      continue;
    }
    waiting.pop();
    if (value.kind === 'constant') constants.add(value);
    if (value.kind !== 'step') continue;
    for (const input of value.inputs) if (input.kind === 'constant') constants.add(input);
    steps.add(value);
  }
  return { inputs, constants: [...constants], steps: [...steps], outputs };
}

function isAll(value: Value, number: number): boolean {
  return value.kind === 'constant' && sizeOf(value.shape) > 0 && value.data.every((x: number) => x === number);
}

/** The shape to which these shapes stretch one another. */
function stretched(shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return Array.from({ length: rank }, (_, axis) => {
    const lengths = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    return lengths.find((length) => length !== 1) ?? 1;
  });
}
