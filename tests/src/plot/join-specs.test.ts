import { expect, it } from 'vitest';
import { alike, joinSpecs } from '../../../src/plot/join-specs.ts';

const unit = (rows: readonly number[], high: number, color = 'red') => ({
  width: 10,
  data: { values: rows.map((x) => ({ x })) },
  mark: { type: 'point', color },
  encoding: { x: { field: 'x', scale: { domain: [0, high] } } },
});

it('gives rows the number of their chart, a filter that chooses, and axes as wide as the widest', () => {
  expect(joinSpecs(alike([unit([1], 2), unit([2, 3], 4)]))).toEqual({
    width: 10,
    height: 300,
    layer: [
      {
        mark: { type: 'point', color: 'red' },
        encoding: { x: { field: 'x', scale: { domain: [0, 4] } } },
        data: {
          values: [
            { x: 1, frame: 0 },
            { x: 2, frame: 1 },
            { x: 3, frame: 1 },
          ],
        },
        transform: [{ filter: 'datum.frame === frame' }],
      },
    ],
  });
});

it('keeps a layer once that is the same in all, and apart what looks different', () => {
  const { layer } = joinSpecs([unit([1], 2), unit([1], 2)]);
  expect(layer).toEqual([
    {
      data: { values: [{ x: 1 }] },
      mark: { type: 'point', color: 'red' },
      encoding: { x: { field: 'x', scale: { domain: [0, 2] } } },
    },
  ]);
  const apart = joinSpecs([unit([1], 2), unit([1], 2, 'blue')]);
  expect(apart['layer']).toHaveLength(2);
});

it('spreads colours evenly over the values of all charts, about zero where one of them does so', () => {
  const colored = (domain: readonly number[], range: readonly string[]) => ({
    encoding: { fill: { scale: { domain, range } } },
  });
  const sequential = (high: number) => colored([0, high / 2, high], ['white', 'sky', 'blue']);
  const diverging = colored([-1, 0, 1], ['blue', 'white', 'red']);
  expect(alike([sequential(2), sequential(6)])).toEqual([sequential(6), sequential(6)]);
  const both = colored([-6, 0, 6], ['blue', 'white', 'red']);
  expect(alike([sequential(2), diverging, sequential(6)])).toEqual([both, both, both]);
});
