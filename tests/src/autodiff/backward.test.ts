import { describe, expect, it } from 'vitest';
import { grad, parameter, tensor, withoutGradients, zeros } from 'tslate';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

describe('backward', () => {
  it('fills the gradients of the parameters behind a loss', () => {
    const W = parameter(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    );
    const b = parameter(tensor([5, 6]));
    const x = tensor([[10, 20]]);
    x.matmul(W).add(b).sum().backward();
    expect(W.grad?.toArray()).toEqual([
      [10, 10],
      [20, 20],
    ]);
    expect(b.grad?.toArray()).toEqual([1, 1]);
  });

  it('adds the ways along which a parameter is used', () => {
    const p = parameter(tensor(3));
    p.mul(p).add(p).backward();
    expect(p.grad?.item()).toBe(7);
  });

  it('replaces gradients of an earlier call', () => {
    const p = parameter(tensor(2));
    p.square().backward();
    p.square().backward();
    expect(p.grad?.item()).toBe(4);
  });

  it('leaves parameters alone that the loss does not depend on', () => {
    const [p, q] = [parameter(tensor(2)), parameter(tensor(3))];
    p.square().backward();
    expect(q.grad).toBeUndefined();
  });

  it('stops at detach', () => {
    const p = parameter(tensor(3));
    p.mul(p.detach()).backward();
    expect(p.grad?.item()).toBe(3);
  });

  it('goes through chains longer than any stack', () => {
    const p = parameter(tensor(1));
    let y: AnyTensor = p;
    for (let i = 0; i < 20_000; i++) y = y.add(1);
    y.backward();
    expect(p.grad?.item()).toBe(1);
  });

  it('counts a diamond once a path, not once a visit', () => {
    const p = parameter(tensor(1));
    let y: AnyTensor = p;
    // 2⁴⁰ paths: a walk along all of them would not end.
    for (let i = 0; i < 40; i++) y = y.add(y);
    y.backward();
    expect(p.grad?.item()).toBe(2 ** 40);
  });

  it('wants a scalar', () => {
    const loss: AnyTensor = parameter(zeros([3])).square();
    expect(messageOf(() => loss.backward())).toBe(
      'backward: expected a scalar loss, received a tensor of shape 3; reduce it with .sum() or .mean() first.',
    );
  });

  it('wants something to differentiate', () => {
    expect(messageOf(() => tensor(3).square().backward())).toBe(
      'backward: nothing to differentiate; the loss depends on no parameter(…).',
    );
    const p = parameter(tensor(3));
    expect(() => withoutGradients(() => p.square()).backward()).toThrow('nothing to differentiate');
  });
});

describe('what no gradient comes through', () => {
  it('keeps no way back: a running total of detached losses does not hold every step', () => {
    const p = parameter(tensor([1, 2]));
    for (const y of [p.detach(), p.greater(0), p.argmax(), p.sign()]) {
      expect([y.tracked, y.origin]).toEqual([false, undefined]);
    }
    expect(() => p.detach().sum().backward()).toThrow('nothing to differentiate');
  });
});

describe('withoutGradients', () => {
  it('lets functions inside be differentiated all the same', () => {
    const p = parameter(tensor(5));
    const [dx] = withoutGradients(() => grad((x: Tensor<readonly []>) => x.square().mul(p))(tensor(3)));
    expect(dx.item()).toBe(30);
    expect(withoutGradients(() => p.square()).tracked).toBe(false);
  });

  it('gives the same values, and keeps no way back', () => {
    const p = parameter(tensor([1, 2]));
    const y = withoutGradients(() => p.mul(3));
    expect(y.toArray()).toEqual([3, 6]);
    expect([y.tracked, y.origin]).toEqual([false, undefined]);
    expect(p.mul(3).tracked).toBe(true);
  });

  it('ends where it is left, by an error too, and can be nested', () => {
    const p = parameter(tensor(1));
    expect(() =>
      withoutGradients(() => {
        withoutGradients(() => p.square());
        expect(p.square().tracked).toBe(false);
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(p.square().tracked).toBe(true);
  });
});

describe('a parameter', () => {
  it('takes part in functions that are differentiated by something else', () => {
    const p = parameter(tensor(5));
    expect(grad((x: Tensor<readonly []>) => x.mul(p))(tensor(2))[0].item()).toBe(5);
  });
});
