import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compile, parameter, rng, seed, sgd, sparseCategoricalCrossentropy, type Tensor, tensor, use } from 'tslate';
import { expectClose, messageOf, RandomTensors, rejectionOf } from '../values.ts';

type Rows = Tensor<readonly [number, number]>;

beforeEach(() => void use('onnx', { threads: 1 }));
afterEach(() => {
  use('simd');
  seed(0);
});

describe('compile', () => {
  it('gives what the function gives, for each shape that comes', async () => {
    const f = compile((x: Rows, y: Rows) => x.matmul(y).softmax());
    const random = new RandomTensors(1);
    for (const [m, k, n] of [
      [2, 3, 4],
      [5, 3, 4],
      [2, 3, 4],
    ]) {
      const [x, y] = [random.tensor([m, k], 'float32'), random.tensor([k, n], 'float32')].map((t) => t.reshape([t.shape[0], t.shape[1]])); // prettier-ignore
      expectClose(await f(x, y), x.matmul(y).softmax(), 1e-6);
    }
  });

  it('arranges results as the function does: in a list, under names, or not at all', async () => {
    const x = tensor([1, 2]);
    const [sum, product] = await compile((t: typeof x) => [t.sum(), t.prod(0)])(x);
    expect([sum.item(), product.item()]).toEqual([3, 2]);
    const named = await compile((t: typeof x) => ({ twice: t.mul(2), same: t }))(x);
    expect(named.twice.toArray()).toEqual([2, 4]);
    expect(named.same.toArray()).toEqual([1, 2]);
    const total = parameter(tensor([0, 0]));
    const collect = compile((t: typeof x) => total.assign(total.add(t)));
    for (let i = 0; i < 3; i++) expect(await collect(x)).toBeUndefined();
    expect(total.toArray()).toEqual([3, 6]);
  });

  it('trains: gradients and the optimiser’s step are part of the program', async () => {
    const train = async (compiling: boolean): Promise<readonly number[]> => {
      const random = rng(4);
      const W = parameter(random.normal([4, 3]), 'W');
      const descent = sgd({ learningRate: 0.1, momentum: 0.9 });
      const fn = (x: Rows): Tensor<readonly []> => {
        const loss = x.matmul(W).square().mean();
        loss.backward();
        descent.step([W]);
        return loss;
      };
      const step = compiling ? compile(fn) : fn;
      const losses: number[] = [];
      for (let i = 0; i < 20; i++) losses.push((await step(random.normal([5, 4]))).item());
      expect(descent.steps).toBe(20);
      return [...losses, ...W.data];
    };
    expectClose(tensor(await train(true)), tensor(await train(false)), 1e-6);
  });

  it('leaves gradients in parameters, as the function does', async () => {
    const p = parameter(tensor([3]));
    const step = compile((x: Tensor<readonly [1]>) => p.mul(x).square().sum().backward());
    await step(tensor([2]));
    const first = p.grad;
    await step(tensor([1]));
    expect([first?.toArray(), p.grad?.toArray()]).toEqual([[24], [6]]);
  });

  it('keeps what others hold: values of a parameter from before a step stay as they were', async () => {
    const p = parameter(tensor([1, 2]));
    const descent = sgd({ learningRate: 1 });
    const step = compile(() => (p.square().sum().backward(), descent.step([p])));
    const held = [];
    for (let i = 0; i < 4; i++) {
      held.push(p.data);
      await step();
      await step();
    }
    expect(held.map((data) => Array.from(data))).toEqual([[1, 2], [1, 2], [1, 2], [1, 2]]); // prettier-ignore
    expect(new Set(held.slice(1)).size).toBe(3);
  });

  it('needs no new memory for parameters: values and gradients lie in two arrays in turns', async () => {
    const p = parameter(tensor([1, 2]));
    const descent = sgd({ learningRate: 0.1, momentum: 0.9 });
    const step = compile(() => (p.square().sum().backward(), descent.step([p])));
    const places = new Set<ArrayLike<number>>();
    for (let i = 0; i < 10; i++) {
      await step();
      places.add(p.peek());
    }
    expect(places.size).toBe(2);
  });

  it('draws random numbers anew for each run, the same as without compiling', async () => {
    const draw = (compiling: boolean): Promise<readonly Tensor<readonly [3]>[]> => {
      const random = rng(9);
      const fn = (x: Tensor<readonly [3]>) => x.add(random.normal([3])).mul(random.bernoulli([3], 0.5));
      const f = compiling ? compile(fn) : async (x: Tensor<readonly [3]>) => fn(x);
      return [1, 2, 3].reduce<Promise<Tensor<readonly [3]>[]>>(async (all, i) => [...(await all), await f(tensor([i, i, i]))], Promise.resolve([])); // prettier-ignore
    };
    const [found, wanted] = [await draw(true), await draw(false)];
    found.forEach((x, i) => expectClose(x, wanted[i], 1e-7));
    expect(found[0].toArray()).not.toEqual(found[1].toArray());
  });

  it('takes numbers of a generator that the function itself makes for constants, and refuses single ones of another', async () => {
    const f = compile((x: Tensor<readonly [2]>) => x.add(rng(1).normal([2])));
    expect((await f(tensor([0, 0]))).toArray()).toEqual(rng(1).normal([2]).toArray());
    const random = rng(1);
    expect(await rejectionOf(compile((x: Tensor<readonly [2]>) => x.mul(random.next()))(tensor([1, 2])))).toBe(
      'rng: expected tensors to be drawn in a function that is being traced, received numbers, which would be the same in every run; draw with uniform, normal or bernoulli.',
    );
  });

  it('names the line that looks at values, and says what to do', async () => {
    const f = compile((x: Tensor<readonly [1]>) => (x.sum().item() > 0 ? x : x.neg()));
    expect(await rejectionOf(f(tensor([1])))).toMatch(
      /^compile: expected a function that computes without looking at values, received a look at those of a tensor at .*compile\.test\.ts:\d+:\d+; choose with condition\.where\(a, b\), or look at what the compiled function returns\.$/,
    );
    const p = parameter(tensor([1]));
    expect(await rejectionOf(compile((x: Tensor<readonly [1]>) => (p.data[0] > 0 ? x : x.neg()))(tensor([1])))).toContain('compile.test.ts'); // prettier-ignore
    expect(p.toArray()).toEqual([1]);
  });

  it('refuses a use of a parameter behind the step that moves it', async () => {
    const p = parameter(tensor([1]), 'W');
    const descent = sgd();
    const fn = compile(() => (p.sum().backward(), descent.step([p]), p.mul(2)));
    expect(await rejectionOf(fn())).toContain('received a use of W after it was moved');
    expect(p.grad).toBeUndefined();
  });

  it('gives the same to the last bit on any number of threads', async () => {
    const random = new RandomTensors(5);
    const [a, b] = [random.tensor([300, 200], 'float32'), random.tensor([200, 300], 'float32')].map((t) => t.reshape([t.shape[0], t.shape[1]])); // prettier-ignore
    const results = [];
    for (const options of [{}, { threads: 1 }, { threads: 2 }]) {
      use('onnx', options);
      results.push(Array.from((await compile((x: Rows, y: Rows) => x.matmul(y).softmax())(a, b)).data));
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('checks labels before every run, as the loss does', async () => {
    const loss = sparseCategoricalCrossentropy();
    const f = compile((y: Tensor<readonly [2], 'int32'>, z: Rows) => loss(y, z.softmax()));
    const z = new RandomTensors(2).tensor([2, 3], 'float32').reshape([2, 3]);
    await f(tensor([0, 2], [2], 'int32'), z);
    expect(await rejectionOf(f(tensor([0, 3], [2], 'int32'), z))).toMatch(/class numbers from 0 to 2.*the label 3/);
  });

  it('says what it takes', async () => {
    // A program without types may hand over anything.
    const f: (...x: never[]) => Promise<unknown> = compile((x: Tensor) => x);
    expect(await rejectionOf(Reflect.apply(f, undefined, [3]))).toMatch(
      /^compile: expected tensors, received 3; make a/,
    );
  });

  it('runs the function itself where plain loops are chosen', async () => {
    use('plain');
    const calls: number[] = [];
    const f = compile((x: Tensor<readonly [1]>) => (calls.push(x.sum().item()), x));
    await f(tensor([1]));
    await f(tensor([2]));
    expect(calls).toEqual([1, 2]);
  });

  it('lists the operations of its program', () => {
    const W = parameter(tensor([[1], [2]]), 'W'); // prettier-ignore
    expect(compile((x: Rows) => x.matmul(W).add(1)).listing(tensor([[1, 2]]).reshape([1, 2]))).toBe(
      [
        'input x: float32 1×2',
        'input W: float32 2×1',
        'v1 = matmul(x, W, transposeA false, transposeB false): float32 1×1',
        'v2 = add(v1, 1): float32 1×1',
        'output v2',
      ].join('\n'),
    );
    expect(messageOf(() => compile((x: Rows) => x.mul(x.data[0])).listing(tensor([[1]]).reshape([1, 1])))).toContain('values'); // prettier-ignore
  });
});
