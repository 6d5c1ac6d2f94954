/** The formulas of chapter 04, each beside the form in the articles that gives something else. */
import { describe, expect, it } from 'vitest';
import { dense, flatten, initializer, rng, sequential, type ShapeError, type Tensor, tensor, zeros } from 'tslate';

type Matrix = Tensor<readonly [number, number]>;

const apart = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().item();

/** W a + b for one sample as a column, written with loops: what (eq:affine) says. */
function affine(W: readonly (readonly number[])[], a: readonly number[], b: readonly number[]): number[] {
  return W.map((weights, i) => weights.reduce((sum, w, j) => sum + w * a[j], b[i]));
}

const W1 = [
  [1, -1],
  [-2, 3],
];
const b1 = [0.5, -0.5];
const W2 = [[2, 1]];
const b2 = [-2];
const samples = [
  [2, 1],
  [0, 1],
  [-1, 2],
  [3, -1],
];
const rows = tensor(samples.flat(), [4, 2]);

describe('forward propagation', () => {
  it('eq:affine: a dense layer gives W a + b for each sample, with a bias for each unit', () => {
    const layer = sequential([2], dense(2));
    const [W, b] = layer.parameters();
    W.assign(tensor(W1).transpose());
    b.assign(tensor(b1));
    const expected = tensor(samples.map((x) => affine(W1, x, b1)));
    expect(apart(layer.call(rows), expected)).toBe(0);
    expect(apart(layer.call(rows), tensor(samples.map((x) => affine(W1, x, [0, 0]))))).toBe(0.5);
  });

  it('eq:activation: the function follows the sum, element by element; without it two layers are one', () => {
    const z = rng(4).normal([3, 5], { std: 4 });
    for (const [name, f] of [
      ['relu', (value: number) => Math.max(value, 0)],
      ['sigmoid', (value: number) => 1 / (1 + Math.exp(-value))],
      ['tanh', Math.tanh],
    ] as const) {
      const layer = sequential([5], dense(5, { activation: name, initializer: 'identity' }));
      expect(apart(layer.call(z), tensor(Array.from(z.data, f), [3, 5]))).toBeLessThan(1e-6);
    }
    const x = [3, -1];
    const product = tensor(W2).matmul(tensor(W1)).toArray();
    expect(affine(product, x, affine(W2, b1, b2))).toEqual(affine(W2, affine(W1, x, b1), b2));
  });

  it('eq:input: the input layer puts pixels into one row, line after line, and changes none of them', () => {
    const X = rng(4).uniform([2, 28, 28]);
    const x = sequential([28, 28], flatten()).call(X);
    expect(x.shape).toEqual([2, 784]);
    expect(x.data).toEqual(X.data);
    const [image, row] = [X.at(1).toArray(), x.at(1).toArray()];
    expect(row[28 * 3 + 17]).toBe(image[3][17]);
    expect(row[28 * 17 + 3]).not.toBe(image[3][17]);
  });

  it('eq:hidden, eq:output: h = f(x W₁ + b₁) and ŷ = g(h W₂ + b₂) are what a model of two dense layers computes', () => {
    const random = rng(4);
    const he = initializer('heNormal');
    const [V1, c1, V2, c2] = [he([784, 10], random), random.normal([10]), he([10, 10], random), random.normal([10])];
    const model = sequential([784], dense(10, { activation: 'relu' }), dense(10, { activation: 'softmax' }));
    model.parameters().forEach((parameter, k) => parameter.assign([V1, c1, V2, c2][k]));
    const x = random.uniform([6, 784]);
    const output = (h: Matrix): Matrix => h.matmul(V2).add(c2).softmax();
    const sums = x.matmul(V1).add(c1);
    expect(apart(model.call(x), output(sums.relu()))).toBeLessThan(1e-6);
    expect(apart(model.call(x), output(sums))).toBeGreaterThan(0.1);
  });

  it('E5: the matrix of the program is the transpose of that of the formula; as it stands a square one gives another network', () => {
    const formula = tensor(samples.map((x) => affine(W1, x, b1)));
    expect(apart(rows.matmul(tensor(W1).transpose()).add(tensor(b1)), formula)).toBe(0);
    const asItStands = rows.matmul(tensor(W1)).add(tensor(b1));
    expect(asItStands.shape).toEqual(formula.shape);
    expect(apart(asItStands, formula)).toBeGreaterThan(1);
    const image: Tensor = zeros([1, 784]);
    const W: Tensor = zeros([10, 784]);
    expect(() => image.matmul(W)).toThrow(
      expect.objectContaining({ name: 'ShapeError' } satisfies Partial<ShapeError>),
    );
  });

  it('E27: a loss whose y is the prediction is the same for every truth', () => {
    const loss = (y: number, prediction: number): number =>
      -(y * Math.log(prediction) + (1 - y) * Math.log(1 - prediction));
    const prediction = 1 / (1 + Math.exp(-1));
    expect(loss(1, prediction)).toBeCloseTo(Math.log(1 + Math.exp(-1)), 12);
    expect(loss(0, prediction) - loss(1, prediction)).toBeCloseTo(1, 12);
    const literally = [1, 0].map(() => loss(prediction, prediction));
    expect(literally[0]).toBe(literally[1]);
    expect(literally[0]).not.toBeCloseTo(loss(1, prediction), 1);
  });

  it('eq:spread: the standard deviation of a sum is that of the weights times the length of the input', () => {
    const x = rng(4).uniform([1, 784]);
    const z = x.matmul(rng(5).normal([784, 1000], { std: 0.1 }));
    expect(z.std().item() / (0.1 * x.norm().item())).toBeCloseTo(1, 1);
    expect(z.std().item()).toBeGreaterThan(1);
  });
});
