/** The formulas of chapter 12, each beside forms that are easily taken for it, and what article 002 calls parameters. */
import { describe, expect, it } from 'vitest';
import { conv2d, dense, flatten, maxPool2d, parameter, rng, sequential, sgd, type Tensor, tensor } from 'tslate';

type Image = readonly (readonly (readonly number[])[])[];
interface Filters {
  readonly W: readonly (readonly (readonly (readonly number[])[])[])[];
  readonly b: readonly number[];
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const apart = (theirs: Tensor, ours: readonly number[]): number =>
  theirs.sub(tensor(ours, theirs.shape)).abs().max().item();

/** The places of (eq:outsize). */
const outputSize = (n: number, k: number, s: number, p: number): number => Math.floor((n + 2 * p - k) / s) + 1;

/** (eq:conv2d), with one index for the pixel that meets weight k at place i. */
function convolve(x: Image, { W, b }: Filters, s: number, p: number, meets = (i: number, k: number) => i * s + k - p) {
  const places = upTo(outputSize(x.length, W.length, s, p));
  return places.flatMap((i) =>
    places.flatMap((j) =>
      b.map((bias, f) =>
        W.flatMap((row, k) => row.flatMap((taps, l) => taps.map((w, c) => ({ k, l, c, w: w[f] })))).reduce(
          (sum, { k, l, c, w }) => sum + w * (x[meets(i, k)]?.[meets(j, l)]?.[c] ?? 0),
          bias,
        ),
      ),
    ),
  );
}

const random = rng(12);
const x = random.normal([7, 7, 2]);
const [W, b] = [random.normal([3, 3, 2, 4]), random.normal([4])];
const image = x.toArray();
const filters: Filters = { W: W.toArray(), b: b.toArray() };

/** The layers of the framework with these filters, by stride and padding. */
const layers = [
  { s: 1, p: 0, model: sequential([7, 7, 2], conv2d(4, 3)) },
  { s: 1, p: 1, model: sequential([7, 7, 2], conv2d(4, 3, { padding: 'same' })) },
  { s: 2, p: 0, model: sequential([7, 7, 2], conv2d(4, 3, { stride: 2 })) },
  { s: 2, p: 1, model: sequential([7, 7, 2], conv2d(4, 3, { stride: 2, padding: 'same' })) },
];
for (const { model } of layers) {
  const [weights, biases] = model.parameters();
  weights.assign(W);
  biases.assign(b);
}
const one = x.reshape([1, 7, 7, 2]);

describe('convolution', () => {
  it.each(layers)(
    'eq:conv2d: the layer sums x[i·s + k − p] · W[k], for stride $s and padding $p',
    ({ s, p, model }) => {
      const y = model.call(one);
      expect(apart(y, convolve(image, filters, s, p))).toBeLessThan(1e-5);
      // With the filter turned round it is the convolution of mathematics, and another number.
      expect(
        apart(
          y,
          convolve(image, filters, s, p, (i, k) => i * s + 2 - k - p),
        ),
      ).toBeGreaterThan(1);
      expect(apart(y, convolve(image, { ...filters, b: [0, 0, 0, 0] }, s, p))).toBeGreaterThan(0.1);
    },
  );

  it('eq:outsize: ⌊(n + 2p − k) / s⌋ + 1 is what the layers give; without the 1, or with p once, it is not', () => {
    for (const { s, p, model } of layers) expect(model.call(one).shape[1]).toBe(outputSize(7, 3, s, p));
    expect(layers.filter(({ s, p, model }) => model.call(one).shape[1] === outputSize(7, 3, s, p) - 1)).toEqual([]);
    const once = (n: number, k: number, s: number, p: number) => Math.floor((n + p - k) / s) + 1;
    expect(once(7, 3, 1, 1)).not.toBe(layers[1].model.call(one).shape[1]);
    expect(maxPool2d().build([11, 11, 1])).toEqual([outputSize(11, 2, 2, 0), 5, 1]);
  });

  it('eq:outsize: the sizes of the network of article 002 are 26, 13, 11, 5, 1600 and 10, with 34,826 parameters', () => {
    const model = sequential(
      [28, 28, 1],
      conv2d(32, 3, { activation: 'relu' }),
      maxPool2d(),
      conv2d(64, 3, { activation: 'relu' }),
      maxPool2d(),
      flatten(),
      dense(10, { activation: 'softmax' }),
    );
    expect(model.layers().map(({ layer }) => layer.outputShape)).toEqual([
      [26, 26, 32],
      [13, 13, 32],
      [11, 11, 64],
      [5, 5, 64],
      [1600],
      [10],
    ]);
    expect(model.parameters().reduce((sum, p) => sum + p.size, 0)).toBe(34_826);
  });

  it('eq:im2col: rows of pixels under each window, times the filters as columns, give the same to the last digit', () => {
    const rows = upTo(5).flatMap((i) =>
      upTo(5).map((j) => upTo(3).flatMap((k) => upTo(3).flatMap((l) => image[i + k][j + l]))),
    );
    const columns = filters.W.flat(2);
    const product = rows.flatMap((row) =>
      filters.b.map((bias, f) => row.reduce((sum, value, t) => sum + value * columns[t][f], bias)),
    );
    const loops = convolve(image, filters, 1, 0);
    expect(Math.max(...product.map((value, at) => Math.abs(value - loops[at])))).toBeLessThan(1e-12);
    // Windows written channel by channel do not meet their weights.
    const channelsFirst = rows.map((row) => [0, 1].flatMap((c) => row.filter((_, t) => t % 2 === c)));
    expect(
      tensor(channelsFirst)
        .matmul(tensor(columns.flat(), [18, 4]))
        .add(b).data,
    ).not.toEqual(tensor(loops).data);
  });

  it('eq:conv-backward: a weight collects from all places, a pixel from all windows that it is in', () => {
    const layer = layers[2].model;
    const [weights, biases] = layer.parameters();
    const pixels = parameter(one);
    const y = layer.call(pixels);
    y.square().sum().mul(0.5).backward(); // δ = y
    const delta = y.reshape([3, 3, 4]).toArray();
    const dW = filters.W.map((row) => row.map((taps) => taps.map((each) => each.map(() => 0))));
    const dx = image.map((row) => row.map((channels) => channels.map(() => 0)));
    delta.forEach((row, i) =>
      row.forEach((errors, j) =>
        errors.forEach((error, f) =>
          upTo(3).forEach((k) =>
            upTo(3).forEach((l) =>
              upTo(2).forEach((c) => {
                dW[k][l][c][f] += image[2 * i + k][2 * j + l][c] * error;
                dx[2 * i + k][2 * j + l][c] += filters.W[k][l][c][f] * error;
              }),
            ),
          ),
        ),
      ),
    );
    const [gW, gb, gx] = [weights.grad, biases.grad, pixels.grad].map((g) => g?.cast('float32') ?? tensor([NaN]));
    expect(apart(gW, dW.flat(3))).toBeLessThan(1e-3);
    expect(apart(gx, dx.flat(2))).toBeLessThan(1e-4);
    expect(
      apart(
        gb,
        upTo(4).map((f) => delta.flat().reduce((sum, errors) => sum + errors[f], 0)),
      ),
    ).toBeLessThan(1e-4);
    // One place alone, or the mean over places, is not the gradient of a shared weight.
    expect(
      apart(
        gW,
        dW.flat(3).map((value) => value / 9),
      ),
    ).toBeGreaterThan(1);
    expect(apart(gb, delta[1][1])).toBeGreaterThan(1);
  });

  it('eq:pool: the largest of each window goes on, channel by channel, and the gradient to it alone', () => {
    const readings = tensor(
      [
        [1, 3, 0, 2],
        [4, 2, 1, 0],
        [0, 1, 5, 6],
        [2, 0, 8, 7],
      ].flat(),
      [1, 4, 4, 1],
    );
    const pixels = parameter(readings);
    const pool = maxPool2d();
    const y = pool.call(pixels);
    expect(Array.from(y.data)).toEqual([4, 2, 2, 8]);
    y.mul(tensor([1, 2, 3, 4], [1, 2, 2, 1]))
      .sum()
      .backward();
    expect(pixels.grad?.reshape([4, 4]).toArray()).toEqual([
      [0, 0, 0, 2],
      [1, 0, 0, 0],
      [0, 0, 0, 0],
      [3, 0, 4, 0],
    ]);
  });
});

describe('article 002', () => {
  it('E30: training changes weights and biases; sizes of windows are settings, to which no gradient leads', () => {
    const model = sequential([7, 7, 2], conv2d(4, 3), maxPool2d(), flatten(), dense(3));
    expect(model.parameters().map(({ name }) => name)).toEqual(['conv2d1/W', 'conv2d1/b', 'dense1/W', 'dense1/b']);
    expect(model.layers()[1].layer.parameters).toEqual({});
    const settings = JSON.stringify(model);
    const before = model.parameters().map((p) => Array.from(p.data));
    model.call(one).square().sum().backward();
    sgd({ learningRate: 0.1 }).step(model.parameters());
    expect(JSON.stringify(model)).toBe(settings);
    model.parameters().forEach((p, at) => expect(Array.from(p.data)).not.toEqual(before[at]));
  });
});
