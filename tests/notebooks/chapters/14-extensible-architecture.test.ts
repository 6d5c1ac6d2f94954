/** What chapter 14 says of residual blocks, attention, recurrence and compound scaling; and what plans build. */
import { describe, expect, it } from 'vitest';
import {
  applyLayer,
  compoundScaling,
  dense,
  efficientNet,
  lstm,
  modelFromConfig,
  multiHeadAttention,
  residual,
  rng,
  seed,
  simpleRnn,
  sparseCategoricalCrossentropy,
  tensor,
  type Layer,
  type Model,
} from 'tslate';

const countOf = (model: Model): number => model.parameters().reduce((sum, { size }) => sum + size, 0);
const D = (units: number, activation: string) => ({ kind: 'dense', units, activation });

describe('the five programs of the articles as plans', () => {
  const conv = (filters: number) => ({ kind: 'conv2d', filters, kernelSize: 3, activation: 'relu' });
  const pool = { kind: 'maxPool2d' };
  const programs = [
    { input: [784], layers: [D(10, 'relu'), D(10, 'softmax')], parameters: 7_960 },
    { input: [784], layers: [D(64, 'relu'), D(64, 'relu'), D(10, 'softmax')], parameters: 55_050 },
    {
      input: [28, 28, 1],
      layers: [conv(32), pool, conv(64), pool, { kind: 'flatten' }, D(10, 'softmax')],
      parameters: 34_826,
    },
    { input: [784], layers: [D(128, 'relu'), D(64, 'relu'), D(1, 'sigmoid')], parameters: 108_801 },
    { input: [784], layers: [D(64, 'relu'), D(32, 'relu'), D(10, 'softmax')], parameters: 52_650 },
  ];

  it.each(programs)('have as many parameters as printed: $parameters', ({ input, layers, parameters }) => {
    expect(countOf(modelFromConfig({ model: 'sequential', input, layers }))).toBe(parameters);
  });
});

/** Gradient norms of the weight matrices of 20 layers of 32 units before training, on random images. */
function gradientNorms(kind: 'block' | 'residual', activation: 'relu' | 'sigmoid'): number[] {
  const initializer = activation === 'relu' ? 'heNormal' : 'glorotNormal';
  const one = { ...D(32, activation), initializer };
  const two = [
    { kind, layers: [one, { ...one, activation: 'linear' }] },
    { kind: 'activation', activation },
  ];
  const layers = [one, ...Array.from({ length: 9 }, () => two).flat(), D(10, 'softmax')];
  seed(14);
  const model = modelFromConfig({ model: 'sequential', input: [196], layers });
  const labels = tensor(
    Int32Array.from({ length: 64 }, (_, i) => i % 10),
    [64],
  );
  sparseCategoricalCrossentropy()(labels, model.call(rng(1).uniform([64, 196])))
    .mean()
    .backward();
  const matrices = model.parameters().filter(({ shape }) => shape.length === 2);
  return matrices.map(({ grad }) => grad?.norm().item() ?? NaN);
}

describe('residual blocks', () => {
  it('eq:residual is x + f(x), not f(x)', () => {
    seed(14);
    const [f1, f2] = [dense(3, { activation: 'tanh' }), dense(3)];
    const around = residual([f1, f2]);
    const x = rng(1).normal([2, 3]);
    const y = around.call(x);
    const f = f2.call(f1.call(x));
    expect(String(y)).toBe(String(x.add(f)));
    expect(y.sub(f).abs().max().item()).toBeGreaterThan(0.1);
  });

  it('E18: are not needed against vanishing gradients: a fitting start keeps those of 20 plain layers', () => {
    const firstToLast = (norms: readonly number[]): number => norms[0] / norms[norms.length - 2];
    expect(firstToLast(gradientNorms('block', 'sigmoid'))).toBeLessThan(1e-4);
    expect(firstToLast(gradientNorms('block', 'relu'))).toBeGreaterThan(0.01);
    expect(firstToLast(gradientNorms('block', 'relu'))).toBeLessThan(100);
  });
});

const inner = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, ai, i) => sum + ai * b[i], 0);

describe('attention', () => {
  const head = multiHeadAttention(1, { useBias: false });
  const x = rng(14).normal([1, 3, 4], { std: 3 });
  seed(14);
  const [y] = head.call(x).toArray();
  const [rows] = x.toArray();
  const matrix = (name: string): number[][] => {
    const { data } = head.parameters[name];
    return [0, 1, 2, 3].map((i) => Array.from(data.subarray(4 * i, 4 * i + 4)));
  };
  const times = (A: readonly number[][], B: readonly number[][]): number[][] =>
    A.map((row) => [0, 1, 2, 3].map((j) => inner(row, B.map((b) => b[j])))); // prettier-ignore
  const outputs = (divisor: number): number[][] => {
    const [Q, K, V] = ['Wq', 'Wk', 'Wv'].map((name) => times(rows, matrix(name)));
    const taken = Q.map((q) => {
      const e = K.map((k) => Math.exp(inner(q, k) / divisor));
      const total = e.reduce((sum, ei) => sum + ei);
      return [0, 1, 2, 3].map((j) => inner(e, V.map((v) => v[j])) / total); // prettier-ignore
    });
    return times(taken, matrix('Wo'));
  };
  const apart = (divisor: number): number =>
    Math.max(...outputs(divisor).flatMap((row, i) => row.map((value, j) => Math.abs(value - y[i][j]))));

  it('eq:attention divides by √d, neither by 1 nor by d', () => {
    expect(apart(2)).toBeLessThan(1e-4);
    expect(apart(1)).toBeGreaterThan(0.01);
    expect(apart(4)).toBeGreaterThan(0.01);
  });
});

describe('recurrent layers', () => {
  const read = [1, -0.5, 2, 0.25];
  const outputOf = (cell: Layer): number => applyLayer(cell, tensor(read, [1, 4, 1]), {}).data[0];
  const weightsIn = (cell: Layer): number[][] => ['W', 'U', 'b'].map((name) => Array.from(cell.parameters[name].data));

  it('eq:rnn carries h along, it does not forget it', () => {
    seed(14);
    const cell = simpleRnn(1);
    const output = outputOf(cell);
    const [[w], [u], [b]] = weightsIn(cell);
    const walk = (kept: number): number => read.reduce((h, x) => Math.tanh(x * w + kept * h * u + b), 0);
    expect(output).toBeCloseTo(walk(1), 6);
    expect(output).not.toBeCloseTo(walk(0), 2);
  });

  it('eq:lstm has no matrix between one memory and the next, and reads it through tanh and a gate', () => {
    seed(14);
    const cell = lstm(1);
    const output = outputOf(cell);
    const [w, u, b] = weightsIn(cell);
    const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
    let [c, h] = [0, 0];
    for (const x of read) {
      const z = w.map((wk, k) => x * wk + h * u[k] + b[k]);
      c = sigmoid(z[1]) * c + sigmoid(z[0]) * Math.tanh(z[2]);
      h = sigmoid(z[3]) * Math.tanh(c);
    }
    expect(output).toBeCloseTo(h, 6);
    expect(b).toEqual([0, 1, 0, 0]);
  });
});

/** Multiplications for one sample: each weight of a layer once for every place of its output. */
function workOf(layers: readonly Layer[]): number {
  return layers.reduce((sum, { inner: parts, parameters, outputShape = [] }) => {
    if (Object.keys(parts).length > 0) return sum + workOf(Object.values(parts));
    const places = outputShape.slice(0, -1).reduce((product, length) => product * length, 1);
    return (
      sum +
      places *
        Object.values(parameters).reduce((most, { shape, size }) => Math.max(most, shape.length > 1 ? size : 0), 0)
    );
  }, 0);
}

describe('compound scaling', () => {
  it('eq:compound squares width and resolution: the work about doubles with φ + 1', () => {
    const [one, two] = [1, 2].map(compoundScaling);
    const work = ({ depth, width, resolution }: typeof one): number => depth * width ** 2 * resolution ** 2;
    expect(work(two) / work(one)).toBeCloseTo(1.92027, 4);
    expect((two.depth * two.width * two.resolution) / (one.depth * one.width * one.resolution)).toBeLessThan(1.6);
  });

  it('E19: a larger network follows from φ alone, and costs what the formula says', () => {
    const [one, two] = [1, 2].map((phi) => {
      const model = efficientNet({ phi, classes: 10 });
      return { sides: model.inputShapes[0], work: workOf(model.layers().map(({ layer }) => layer)) };
    });
    expect([one.sides, two.sides]).toEqual([
      [258, 258, 3],
      [296, 296, 3],
    ]);
    expect(two.work / one.work).toBeGreaterThan(1.7);
    expect(two.work / one.work).toBeLessThan(2.1);
  });
});
