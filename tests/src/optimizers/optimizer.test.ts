import { describe, expect, it } from 'vitest';
import { adam, type Optimizer, parameter, rmsprop, sgd, type Tensor, tensor } from 'tslate';
import { messageOf } from '../values.ts';

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

describe('the state of an optimiser', () => {
  const makers: readonly [string, () => Optimizer][] = [
    ['sgd', () => sgd({ learningRate: (step) => 0.1 / step, momentum: 0.9 })],
    ['rmsprop', () => rmsprop()],
    ['adam', () => adam()],
  ];
  const steps = (optimizer: Optimizer, ps: readonly ReturnType<typeof parameter>[], count: number): void => {
    for (let i = 0; i < count; i++) {
      for (const p of ps) p.grad = p.square().add(0.1).detach();
      optimizer.step(ps);
    }
  };
  const values: readonly Tensor[] = [tensor([1, -2, 3]), tensor([[0.5]])];

  it.each(makers)('of %s lets another one go on to the bit, for copies of the parameters', (_, make) => {
    const [first, second] = [make(), make()];
    const ps = values.map((value) => parameter(value));
    steps(first, ps, 3);
    first.rateFactor = 0.5;
    const state = first.state(ps);
    const copies = ps.map((p) => parameter(p.detach()));
    steps(first, ps, 3);
    second.restore(state, copies);
    expect([second.steps, second.rateFactor]).toEqual([3, 0.5]);
    steps(second, copies, 3);
    expect(copies.map((p) => p.toArray())).toEqual(ps.map((p) => p.toArray()));
    expect(second.state(copies)).toEqual(first.state(ps));
    // Steps do not write into a state that was taken before.
    expect(state.parameters[0].step).toBe(3);
    expect(state).not.toEqual(first.state(ps));
  });

  it('is refused by another optimiser and for other parameters', () => {
    const p = parameter(tensor([1, 2]));
    const hint = 'go on with the optimiser and the model that the state was taken from';
    expect(messageOf(() => adam().restore(rmsprop().state([p]), [p]))).toBe(
      `adam.restore: expected the state of adam with 2 tensors for each parameter, received that of rmsprop with 1; ${hint}.`,
    );
    expect(messageOf(() => sgd({ momentum: 0.9 }).restore(sgd().state([p]), [p]))).toContain('that of sgd with 0');
    expect(messageOf(() => adam().restore(adam().state([p]), [parameter(tensor([1]))]))).toBe(
      `adam.restore: expected a state for the shapes of these parameters (1), received one for others (1); ${hint}.`,
    );
    expect(messageOf(() => adam().restore(adam().state([]), [p]))).toContain('received one for others (0)');
  });
});
