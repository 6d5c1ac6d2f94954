import { expect, it } from 'vitest';
import { adam, parameter, sgd, tensor } from 'tslate';

it('counts steps for each parameter, so that an optimiser used before trains a second model as a new one would', () => {
  const train = (optimizer: ReturnType<typeof adam>): number[] => {
    const p = parameter(tensor([1, 2, 3]));
    for (let step = 0; step < 3; step++) {
      p.grad = tensor([0.1, -0.2, 0.3]);
      optimizer.step([p]);
    }
    return Array.from(p.data);
  };
  const used = adam({ learningRate: (step) => 0.1 / step });
  const first = train(used);
  expect(train(used)).toEqual(first);
  expect(used.steps).toBe(6);
});

it('does not write new values over a gradient that two parameters share', () => {
  const [a, b] = [parameter(tensor([1, 2])), parameter(tensor([3, 4]))];
  a.add(b).sum().backward();
  expect(a.grad?.data).toBe(b.grad?.data);
  sgd({ learningRate: 0.5 }).step([a, b], { overwriteGradients: true });
  expect([a.toArray(), b.toArray()]).toEqual([
    [0.5, 1.5],
    [2.5, 3.5],
  ]);
});
