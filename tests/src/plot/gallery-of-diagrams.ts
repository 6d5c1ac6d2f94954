/** The part of the gallery without axes: images, models and computations. */
import {
  add,
  compile,
  dense,
  flatten,
  functional,
  input,
  ones,
  parameter,
  sequential,
  type Tensor,
} from '../../../src/index.ts';
import { bars, computationGraph, imageGrid, modelGraph, panels } from '../../../src/plot/index.ts';
import { type Exhibit } from './gallery.ts';
import { listOf } from './lists.ts';

const waves = (n: number) =>
  listOf(n, (k) => listOf(14, (r) => listOf(14, (c) => Math.sin((k + 1) * (r / 9 + c / 7)) * Math.cos(c / 3))));

export const diagramFigures: readonly Exhibit[] = [
  { name: 'image-grid', figure: () => imageGrid(waves(8)) },
  {
    name: 'image-grid-with-captions',
    figure: () => imageGrid(waves(10), { captions: listOf(10, (i) => `${i} → ${(i * 3) % 10}`), title: '4 × 9' }),
  },
  {
    name: 'model-graph',
    figure: () => modelGraph(sequential([28, 28, 1], flatten(), dense(32, { activation: 'relu' }), dense(10))),
  },
  {
    name: 'model-graph-with-a-branch',
    figure: () => {
      const x = input([16]);
      const h = x.to(dense(16, { activation: 'relu' }));
      return modelGraph(functional(x, h.to(dense(16)).to(add(), h).to(dense(2))), { title: 'x + f(x)' });
    },
  },
  {
    name: 'computation-graph',
    figure: () => computationGraph((a: Tensor<readonly [2, 3]>) => a.square().sum().sqrt(), [ones([2, 3])]),
  },
  {
    name: 'program-graph',
    figure: () => {
      const W = parameter(ones([4, 3]), 'W');
      const step = compile((x: Tensor<readonly [2, 4]>, y: Tensor<readonly [2, 3]>) => {
        const loss = x.matmul(W).sub(y).square().mean();
        loss.backward();
        return loss;
      });
      return step.drawing(ones([2, 4]), ones([2, 3]));
    },
  },
  {
    name: 'panels',
    figure: () =>
      panels([imageGrid(waves(6), { title: 'Maps' }), bars({ wave: 0.9, noise: 0.1 }, { width: 200 })], {
        title: 'From maps to an answer',
      }),
  },
];
