/** What all recurrent layers share: the loop over time, in which each step hands its state on to the next. */
import { checkWholeNumber } from '../checks.ts';
import { flag, oneOf, optional, wholeNumber } from '../config/field.ts';
import { ShapeError } from '../errors.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { initializer, type InitializerName, initializerName, initializerNames } from '../initializers/initializers.ts';
import { composite } from '../ops/composite.ts';
import { stack } from '../ops/concat.ts';
import { matrixProduct } from '../ops/matmul.ts';
import { zeros } from '../tensor/create.ts';
import type { Parameter } from '../tensor/parameter.ts';
import { showShape } from '../tensor/shape.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Activation, ActivationFunction } from './activations.ts';
import { layer, type Layer } from './layer.ts';
import type { ShapeFunction } from './layer-types.ts';
import { checkSequence, type OnSequence } from './sequence.ts';
import { plus, weightFields, type WeightOptions, weightsOf } from './weights.ts';

/** [time, features] → [units], or [time, units] with Q for returnSequences. */
export interface RecurrentShape<Kind extends string, U extends number, Q extends boolean> extends ShapeFunction {
  readonly out: OnSequence<Kind, this['in'], Output<this['in'], U, Q>>;
}

type Output<I, U extends number, Q extends boolean> = boolean extends Q
  ? readonly number[]
  : Q extends true
    ? readonly [I extends readonly [infer T extends number, number] ? T : number, U]
    : readonly [U];

/** How a recurrent layer reads, and how its weights start. */
export interface RecurrentOptions<Q extends boolean = boolean> extends WeightOptions {
  /** Whether y is the output of every step, [time, units], instead of the last one, [units]. False by default. */
  readonly returnSequences?: Q;
  /** Whether time runs from the last step to the first; outputs stay in the order of the inputs. False by default. */
  readonly backwards?: boolean;
  /** The function of what is new, 'tanh' by default; the gates have sigmoid. */
  readonly activation?: Activation;
  /** How U starts, 'orthogonal' by default. */
  readonly recurrentInitializer?: InitializerName | Initializer;
}

/** The same in a configuration, with the units. */
export const recurrentFields = {
  units: wholeNumber(1),
  ...{ returnSequences: optional(flag), backwards: optional(flag), recurrentInitializer: optional(oneOf(initializerNames)) }, // prettier-ignore
  ...weightFields,
};

export type RecurrentWeights = {
  /** From features to units, [features, blocks · units]. */
  readonly W: Parameter;
  /** From units to units of the next step, [units, blocks · units]. */
  readonly U: Parameter;
  readonly b?: Parameter;
  readonly bRecurrent?: Parameter;
};

/** One kind of recurrent layer, apart from the loop. */
export interface Cell {
  /** How many blocks of `units` columns W and U have: one for the output, and one for each gate. */
  readonly blocks: number;
  /** Tensors [batch, units] in the state, the first of which is the output. */
  readonly states: number;
  /** How b starts, at 0 by default. */
  bias?(units: number): Tensor;
  /** Whether h·U has a bias of its own. */
  readonly recurrentBias?: boolean;
  /**
   * The next state.
   * @param x the step's share of x·W + b, [batch, blocks · units]
   * @param h the last output times U, with the bias of its own, [batch, blocks · units]
   * @param tanh the activation, which has another name where another is chosen
   */
  next(x: AnyTensor, h: AnyTensor, state: readonly AnyTensor[], tanh: ActivationFunction): readonly AnyTensor[];
}

/** The layer that reads sequences with that cell. */
export function recurrent(kind: string, units: number, options: RecurrentOptions, cell: Cell): Layer {
  const { returnSequences = false, backwards = false, recurrentInitializer: start = 'orthogonal' } = options;
  const { activation = 'tanh' } = options;
  checkWholeNumber(kind, 'units', units);
  const { f, config, initial, penalty } = weightsOf({ ...options, activation });
  const drawRecurrent = initializer(start);
  const width = cell.blocks * units;
  return layer<ShapeFunction, RecurrentWeights>({
    kind,
    config: { units, returnSequences, backwards, recurrentInitializer: initializerName(start), ...config },
    shape(input) {
      checkSequence(kind, input);
      if (input[0] === 0) throw new ShapeError(`${kind}: expects at least one step of time, got ${showShape(input)}.`);
      return returnSequences ? [input[0], units] : [units];
    },
    parameters([, features], rng) {
      const { W, b } = initial([features, width], width, rng);
      const U = drawRecurrent([units, width], rng);
      if (b === undefined) return { W, U };
      const more = cell.recurrentBias === true ? { bRecurrent: zeros([width]) } : {};
      return { W, U, b: cell.bias?.(units) ?? b, ...more };
    },
    penalty,
    call(x, { W, U, b, bRecurrent }) {
      // The share of the inputs is one product for all steps; time goes first, so that a step lies in one piece.
      const steps = inSteps(plus(matrixProduct(x.transpose([1, 0, 2]), W), b));
      const start = zeros([x.shape[0], units]);
      let state: readonly AnyTensor[] = new Array<AnyTensor>(cell.states).fill(start);
      const outputs = (backwards ? steps.toReversed() : steps).map((step) => {
        state = cell.next(step, plus(matrixProduct(state[0], U), bRecurrent), state, f);
        return state[0];
      });
      const y = returnSequences ? stack(backwards ? outputs.toReversed() : outputs, 1) : state[0];
      if (activation !== 'tanh') return y;
      const weights = [W, U, b, bRecurrent].filter((weight) => weight !== undefined);
      return composite(kind, [x, ...weights], { units, returnSequences, backwards }, y);
    },
  });
}

/**
 * The entries along the first axis. It is halved again and again: on the way back each part is put into zeros of the
 * whole from which it was cut, which makes n·log₂ n elements this way instead of n².
 */
function inSteps(x: AnyTensor): readonly AnyTensor[] {
  const [length, ...step] = x.shape;
  if (length === 1) return [x.reshape(step)];
  const middle = length >> 1;
  return [...inSteps(x.slice([0], [middle])), ...inSteps(x.slice([middle]))];
}
