import { afterEach, describe, expect, it } from 'vitest';
import { adagrad, adam, adamW, full, type Optimizer, optimizer, parameter, rmsprop, sgd, tensor, use } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';
import type { AnyParameter } from '../../../src/tensor/parameter.ts';
import { expectClose, messageOf, RandomTensors } from '../values.ts';

afterEach(() => {
  use('simd');
});

/** The parameter after each step along the oracle's gradients. */
function path(optimizer: Optimizer): Tensor<Shape>[] {
  const p = parameter(reference('optimizers', 'start'));
  const gradients = reference('optimizers', 'gradients');
  return Array.from({ length: 10 }, (_, step) => {
    p.grad = gradients.rows([step]).reshape([6]);
    optimizer.step([p]);
    return p.add(0).detach();
  });
}

const clipSettings = { learningRate: 0.1, momentum: 0.9 };

/** Where 0/0 shows: ε is what float32 cannot add. PyTorch's answer is NaN or 0 there. */
const withoutEpsilon = ['torchAdamTinyEpsilon', 'torchAdamWTinyEpsilon', 'torchAdagrad'];

const settings: readonly [string, () => Optimizer, string][] = [
  ['gradient descent agrees with PyTorch', () => sgd({ learningRate: 0.1 }), 'sgd'],
  ['momentum agrees with PyTorch', () => sgd({ learningRate: 0.1, momentum: 0.9 }), 'momentum'],
  ['momentum agrees with Keras', () => sgd({ learningRate: 0.1, momentum: 0.9 }), 'kerasMomentum'],
  ['Nesterov agrees with PyTorch', () => sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true }), 'nesterov'],
  ['Nesterov agrees with Keras', () => sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true }), 'kerasNesterov'],
  ['Adam agrees with Keras', () => adam({ learningRate: 0.01 }), 'adam'],
  ['Adam with a large ε agrees with Keras', () => adam({ learningRate: 0.01, epsilon: 0.1 }), 'adamLargeEpsilon'],
  ['Adam with no ε agrees with PyTorch', () => adam({ learningRate: 0.01, epsilon: 1e-30 }), 'torchAdamTinyEpsilon'],
  ['RMSProp agrees with Keras', () => rmsprop({ learningRate: 0.01 }), 'rmsprop'],
  [
    'RMSProp with momentum agrees with Keras',
    () => rmsprop({ learningRate: 0.01, rho: 0.8, momentum: 0.9, epsilon: 1e-3 }),
    'rmspropMomentum',
  ],
  ['Adagrad agrees with Keras', () => adagrad({ learningRate: 0.1 }), 'adagrad'],
  [
    'Adagrad from 0 with no ε agrees with PyTorch',
    () => adagrad({ learningRate: 0.1, initialAccumulator: 0, epsilon: 1e-30 }),
    'torchAdagrad',
  ],
  ['AdamW agrees with Keras', () => adamW({ learningRate: 0.01, weightDecay: 0.1 }), 'adamW'],
  [
    'AdamW with no ε agrees with PyTorch',
    () => adamW({ learningRate: 0.01, epsilon: 1e-30, weightDecay: 0.2 }),
    'torchAdamWTinyEpsilon',
  ],
  ['descent clipped by norm agrees with Keras', () => sgd({ ...clipSettings, clipNorm: 1.5 }), 'clipNorm'],
  ['descent clipped by value agrees with Keras', () => sgd({ ...clipSettings, clipValue: 0.5 }), 'clipValue'],
];

describe('ten steps', () => {
  it.each(settings)('of %s to 1e-5', (_, make, name) => {
    // A gradient of exactly 0 over an ε that float32 cannot add would be 0/0 for PyTorch as well; it is not asked of us.
    const columns = withoutEpsilon.includes(name) ? [0, 4] : [0, 6];
    const cut = (x: Tensor<Shape>): Tensor<Shape> => x.slice([columns[0]], [columns[1]]);
    path(make()).forEach((p, step) => {
      expectClose(cut(p), cut(reference('optimizers', name, step)), 1e-5, `step ${step + 1}`);
    });
  });

  it.each(settings)('of %s, fused into one loop, equal the plain ones to float32 rounding', (_, make) => {
    const fused = path(make());
    use('plain');
    const plain = path(make());
    fused.forEach((p, step) => expectClose(p, plain[step], 1e-6));
  });
});

describe('a step', () => {
  it('moves parameters of any shape, each with its own memory', () => {
    const random = new RandomTensors(1);
    const shapes = [[], [3], [2, 4], [1, 1, 5], [0, 2]];
    for (const make of [() => sgd({ momentum: 0.5 }), () => adam()]) {
      const parameters = shapes.map((shape) => parameter(random.tensor(shape, 'float32')));
      const alone = parameters.map((p) => parameter(p.detach()));
      const together = make();
      const separate = alone.map(make);
      for (let step = 0; step < 3; step++) {
        const gradients = shapes.map((shape) => random.tensor(shape, 'float32'));
        parameters.forEach((p, i) => (p.grad = gradients[i]));
        alone.forEach((p, i) => (p.grad = gradients[i]));
        together.step(parameters);
        alone.forEach((p, i) => separate[i].step([p]));
      }
      parameters.forEach((p, i) => expectClose(p, alone[i]));
    }
  });

  it('moves float64 parameters in float64', () => {
    const p = parameter(tensor(Float64Array.of(1), [1]));
    p.grad = tensor(Float64Array.of(1e-12), [1]);
    sgd({ learningRate: 0.5 }).step([p]);
    expect(p.toArray()).toEqual([1 - 5e-13]);
  });

  it('uses a gradient once, and does not record itself', () => {
    const p = parameter(tensor([1, 2]));
    const descent = sgd();
    p.square().sum().backward();
    descent.step([p]);
    expect([p.grad, p.origin, descent.steps]).toEqual([undefined, undefined, 1]);
  });

  it('does not change values that were taken before', () => {
    const p = parameter(tensor([1, 2]));
    const before = p.data;
    p.grad = tensor([1, 1]);
    sgd({ learningRate: 1 }).step([p]);
    expect([Array.from(before), p.toArray()]).toEqual([[1, 2], [0, 1]]); // prettier-ignore
  });

  it('without a gradient names the parameter, and moves none', () => {
    const [a, b] = [parameter(tensor(1), 'a'), parameter(tensor(1), 'b')];
    a.grad = tensor(1);
    const descent = sgd();
    expect(messageOf(() => descent.step([a, b]))).toBe(
      'sgd.step: expected a gradient in every parameter, received none in b; ' +
        'call loss.backward() before each step, and check that the loss depends on this parameter.',
    );
    expect([a.item(), descent.steps]).toEqual([1, 0]);
  });

  it('moves a parameter once that is named twice', () => {
    const p = parameter(tensor(8));
    p.grad = tensor(1);
    sgd({ learningRate: 1 }).step([p, p]);
    expect(p.item()).toBe(7);
  });

  it('refuses a gradient of another shape', () => {
    const p: AnyParameter = parameter(tensor([1, 2]), 'dense1/b');
    p.grad = tensor([1, 2, 3]);
    expect(messageOf(() => sgd().step([p]))).toBe('sgd.step: expected a gradient of shape 2 in dense1/b, received 3.');
  });

  it('follows a schedule of the step, counted from 1', () => {
    const seen: number[] = [];
    const descent = sgd({
      learningRate: (step) => {
        seen.push(step);
        return 1 / step;
      },
    });
    const p = parameter(tensor(0));
    for (let i = 0; i < 3; i++) {
      p.grad = tensor(1);
      descent.step([p]);
    }
    expect(p.item()).toBeCloseTo(-(1 + 1 / 2 + 1 / 3), 6);
    expect(descent.learningRate).toBe(1 / 4);
    expect(seen.slice(0, 3)).toEqual([1, 2, 3]);
  });
});

describe('a schedule', () => {
  it('that gives no number stops before anything is moved', () => {
    const p = parameter(tensor(1));
    const descent = sgd({ learningRate: (step) => (step === 1 ? 0 : NaN) });
    p.grad = tensor(1);
    descent.step([p]);
    p.grad = tensor(1);
    expect(messageOf(() => descent.step([p]))).toBe(
      'sgd, step 2: expected a learning rate ≥ 0 from the schedule, received NaN.',
    );
    expect([p.item(), descent.steps]).toEqual([1, 1]);
  });
});

describe('a rule of one’s own', () => {
  it('may hand what one slot held to the next', () => {
    // Steps along the gradient before last: slots are [last, before last].
    const late = optimizer({
      name: 'late',
      learningRate: 1,
      slots: 2,
      scalars: (_, rate) => [rate],
      update: ({ g, p, slots: [last, older], scalars: [rate] }) => ({ p: p.sub(older.mul(rate)), slots: [g, last] }),
    });
    const p = parameter(tensor([0]));
    const path = [1, 10, 100, 1000].map((slope) => {
      p.grad = full([1], slope);
      late.step([p]);
      return p.data[0];
    });
    expect(path).toEqual([0, 0, -1, -11]);
  });
});
