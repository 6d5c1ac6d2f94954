import { expect, it } from 'vitest';
import { adam, parameter, tensor } from 'tslate';

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
