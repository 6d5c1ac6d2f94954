/** Recurrent layers, which ONNX has as single operators. Time comes first there, and weights lie in rows. */
import type { Length, Value } from '../../graph/graph.ts';
import { type Lowering, type Lowerings, numberIn } from './lowering.ts';
import type { OnnxAttribute } from './proto.ts';
import type { OnnxWriter } from './writer.ts';

export const recurrentLowerings: Lowerings = {
  simpleRnn: recurrent('RNN', [0]),
  /** z, r, h̃ in both orders. */
  gru: recurrent('GRU', [0, 1, 2], { linear_before_reset: 1 }),
  /** Input, forget, cell, output here; input, output, forget, cell there. */
  lstm: recurrent('LSTM', [0, 3, 1, 2]),
};

/** @param order which of our blocks of columns stands at each place there */
function recurrent(
  operator: string,
  order: readonly number[],
  more: Readonly<Record<string, OnnxAttribute>> = {},
): Lowering {
  return ({ inputs: [x, W, U, b, bRecurrent], attributes }, to) => {
    const units = numberIn(attributes, 'units');
    const [inputs, recurrences] = [W, U].map((matrix) => {
      const rows = to.node('Transpose', [inOrder(matrix, order, units, to)], { perm: [1, 0] });
      return to.node('Unsqueeze', [rows, to.wholes([0])]);
    });
    const direction = attributes['backwards'] === true ? 'reverse' : 'forward';
    const [all, last] = to.nodeWith(
      2,
      operator,
      [
        to.transposed(x, [1, 0, 2]),
        inputs,
        recurrences,
        ...(b === undefined ? [] : [biases(b, bRecurrent, order, units, to)]),
      ],
      { hidden_size: units, direction, ...more },
    );
    if (attributes['returnSequences'] !== true) return to.node('Squeeze', [last, to.wholes([0])]);
    return to.node('Transpose', [to.node('Squeeze', [all, to.wholes([1])])], { perm: [1, 0, 2] });
  };
}

/** The biases of x·W and of h·U, one behind the other; ours may have none of the second kind. */
function biases(
  b: Value<Length>,
  recurrent: Value<Length> | undefined,
  order: readonly number[],
  units: number,
  to: OnnxWriter,
): string {
  const first = inOrder(b, order, units, to);
  const second =
    recurrent === undefined
      ? to.node('Expand', [to.scalar(0, b.dtype), to.wholes([order.length * units])])
      : inOrder(recurrent, order, units, to);
  return to.node('Unsqueeze', [to.node('Concat', [first, second], { axis: 0 }), to.wholes([0])]);
}

/** Blocks of `units` along the last axis in another order. */
function inOrder(value: Value<Length>, order: readonly number[], units: number, to: OnnxWriter): string {
  if (order.every((block, place) => block === place)) return to.of(value);
  const places = order.flatMap((block) => Array.from({ length: units }, (_, i) => block * units + i));
  return to.node('Gather', [to.of(value), to.wholes(places)], { axis: value.shape.length - 1 });
}
