/** Models as plain data and back: nested, graphs, layers of one’s own, and what is wrong with a configuration. */
import { describe, expect, it } from 'vitest';
import {
  applyLayer,
  dense,
  field,
  functional,
  input,
  layer,
  layerKind,
  layerKinds,
  Model,
  modelFromConfig,
  networkFromConfig,
  ones,
  rng,
  sequential,
  type Tensor,
} from 'tslate';
import type { Layer } from '../../../src/layers/layer.ts';
import { innerByKind } from '../../../src/layers/named-layer.ts';
import type { SameShape } from '../../../src/layers/layer-types.ts';
import type { Network } from '../../../src/models/network.ts';
import { messageOf } from '../values.ts';

/** y = factor · x + Σ other inputs. */
function scale(factor: number) {
  return layer<SameShape>({
    kind: 'test-scale',
    config: { factor },
    shape: (shape) => shape,
    call: (x, _, __, others) => others.reduce((total: typeof x, other) => total.add(other), x.mul(factor)),
  });
}
layerKind('test-scale', { factor: field.numberIn(0, 10) }, ({ factor }) => scale(factor));

/** The layers one after the other, `times` times. */
function repeat(times: number, layers: readonly Layer[]) {
  const inner = innerByKind(layers);
  const chain = Object.values(inner);
  return layer<SameShape>({
    kind: 'test-repeat',
    config: { times, layers: chain.map(({ kind, config }) => ({ kind, ...config })) },
    inner,
    shape: (shape, build) => Object.keys(inner).reduce((now, name) => build(name, now), shape),
    call(x, _, context) {
      let y = x;
      for (let i = 0; i < times; i++) for (const part of chain) y = applyLayer(part, y, context);
      return y;
    },
  });
}
layerKind('test-repeat', { times: field.wholeNumber(1), layers: field.layers }, ({ times, layers }) =>
  repeat(times, layers),
);

/** The same weights in both, so that the outputs tell whether the models are the same. */
function expectSame(a: Network, b: Network): void {
  const weights = [...b.weights()];
  expect([...a.weights().keys()]).toEqual(weights.map(([name]) => name));
  const random = rng(1);
  for (const [name, p] of a.weights()) {
    const values = random.normal(p.shape);
    p.assign(values);
    b.weights().get(name)?.assign(values);
  }
  const batches = (a.inputShapes ?? []).map((shape) => random.normal([2, ...shape]));
  expect(a.run(batches).map(String)).toEqual(b.run(batches).map(String));
}

const again = (model: Network): Network => networkFromConfig(JSON.parse(JSON.stringify(model)));

describe('a sequential model', () => {
  const model = sequential([4], dense(3, { activation: 'relu', l2: 0.1 }), scale(2), dense(2, { useBias: false }));

  it('is an input and a list of layers with their settings', () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual({
      model: 'sequential',
      input: [4],
      layers: [
        { kind: 'dense', units: 3, activation: 'relu', useBias: true, initializer: 'glorotUniform', l2: 0.1 },
        { kind: 'test-scale', factor: 2 },
        { kind: 'dense', units: 2, activation: 'linear', useBias: false, initializer: 'glorotUniform' },
      ],
    });
  });

  it('comes back as it was', () => {
    expectSame(model, again(model));
    expect(JSON.stringify(again(model))).toBe(JSON.stringify(model));
  });

  it('needs only the settings that are not the usual ones', () => {
    const layers = [
      { kind: 'dense', units: 64, activation: 'relu' },
      { kind: 'dense', units: 10 },
    ];
    expect(modelFromConfig({ model: 'sequential', input: [784], layers }).summary()).toContain('50,890 parameters');
  });

  it('may have layers inside layers', () => {
    const nested = sequential([3], repeat(2, [dense(3, { activation: 'tanh' }), repeat(1, [scale(0.5)])]));
    expectSame(nested, again(nested));
    expect(nested.parameters()).toHaveLength(2);
  });
});

describe('a graph of layers', () => {
  it('comes back with its branches and shared layers', () => {
    const [a, b] = [input([3]), input([3])];
    const shared = dense(3);
    const left = a.to(shared);
    const model = functional([a, b], [left.to(scale(2), b.to(shared)), left.to(dense(1))]);
    expectSame(model, again(model));
    expect(again(model).parameters()).toHaveLength(4);
    expect(JSON.parse(JSON.stringify(model))).toMatchObject({
      inputs: { input1: [3], input2: [3] },
      layers: [
        { name: 'dense1', from: ['input1'], kind: 'dense', units: 3 },
        { name: 'dense1-2', from: ['input2'], same: 'dense1' },
        { name: 'test-scale1', from: ['dense1', 'dense1-2'], factor: 2 },
        { name: 'dense2', from: ['dense1'], units: 1 },
      ],
      outputs: ['test-scale1', 'dense2'],
    });
  });

  it('is a model like any other with one input and one output', () => {
    const x = input([3]);
    const y = x.to(dense(2));
    const one = functional(x, y);
    expect(modelFromConfig(JSON.parse(JSON.stringify(one))).call(ones([5, 3])).shape).toEqual([5, 2]);
    expect(messageOf(() => modelFromConfig(JSON.parse(JSON.stringify(functional([x], [y, y])))))).toBe(
      'modelFromConfig: expected a model with one input and one output, received one with 1 inputs and 2 outputs; use networkFromConfig.',
    );
  });
});

describe('what a configuration may not be', () => {
  const read = (...layers: readonly unknown[]) =>
    messageOf(() => modelFromConfig({ model: 'sequential', input: [3], layers }));

  it('is told with the layer and the field', () => {
    expect(read({ kind: 'dense', units: 4 }, { kind: 'dense', units: 2.5 })).toBe(
      'sequential.layers[1] (dense).units: expected a whole number ≥ 1, received 2.5.',
    );
    expect(read({ kind: 'dense' })).toBe(
      'sequential.layers[0] (dense): expected units: a whole number ≥ 1, received no such field.',
    );
    expect(read({ kind: 'dense', unit: 4 })).toContain("sequential.layers[0] (dense): field: expected one of 'units'");
    expect(read({ kind: 'dense', unit: 4 })).toContain("received 'unit'; did you mean 'units'?");
    expect(read({ kind: 'dense', units: 4, activation: 'rellu' })).toMatch(
      /^sequential\.layers\[0\] \(dense\)\.activation: .* received 'rellu'; did you mean 'relu'\?$/,
    );
    expect(read({ kind: 'dense', units: 4, useBias: 'yes' })).toBe(
      "sequential.layers[0] (dense).useBias: expected true or false, received 'yes'.",
    );
    expect(read({ kind: 'test-scale', factor: 11 })).toBe(
      'sequential.layers[0] (test-scale).factor: expected a number ≥ 0 and ≤ 10, received 11.',
    );
  });

  it('is told with the whole way to a layer inside layers', () => {
    const inner = { kind: 'test-repeat', times: 1, layers: [{ kind: 'dense', units: 0 }] };
    expect(read({ kind: 'test-repeat', times: 1, layers: [inner] })).toBe(
      'sequential.layers[0] (test-repeat).layers[0] (test-repeat).layers[0] (dense).units: expected a whole number ≥ 1, received 0.',
    );
  });

  it('names the kinds there are', () => {
    expect(read({ kind: 'dence', units: 4 })).toMatch(
      /^sequential\.layers\[0\]: kind of layer: .*received 'dence'; did you mean 'dense'\?$/,
    );
    expect(read({ units: 4 })).toContain(
      "sequential.layers[0]: expected a kind of layer with its settings, for example { kind: 'dense', units: 10 }",
    );
    expect(layerKinds()).toContain('test-scale');
    expect(messageOf(() => layerKind('dense', {}, () => dense(1)))).toBe(
      "kind of layer: expected a name that is not taken, received 'dense'.",
    );
  });

  it('says which layer does not fit the one before', () => {
    const config = { model: 'sequential', input: [2, 2, 2], layers: [{ kind: 'dense', units: 4 }] };
    expect(messageOf(() => modelFromConfig(config))).toBe(
      'Layer 1 of 1 (dense1): dense: expects one vector per sample, got 2×2×2; put flatten() before it.',
    );
  });

  it('is nothing else than an object with a kind of model', () => {
    for (const wrong of [null, 3, [], {}, 'sequential']) {
      expect(messageOf(() => modelFromConfig(wrong))).toContain(
        "an object with a field model: 'sequential' or 'functional'",
      );
    }
    expect(messageOf(() => modelFromConfig({ model: 'sequentail', layers: [] }))).toContain(
      "did you mean 'sequential'?",
    );
    expect(messageOf(() => modelFromConfig({ model: 'sequential', input: [3] }))).toContain('layers: a list of layers');
  });

  it('is a graph whose names lead nowhere, or twice to the same', () => {
    const graph = (layers: readonly unknown[], outputs: readonly string[] = ['y']) =>
      messageOf(() => modelFromConfig({ model: 'functional', inputs: { x: [3] }, layers, outputs }));
    const y = { name: 'y', from: ['x'], kind: 'dense', units: 2 };
    expect(graph([{ ...y, from: ['z'] }])).toBe(
      "functional.layers[0].from: expected one of 'x', received 'z'; did you mean 'x'?",
    );
    expect(graph([y, y])).toBe("functional.layers[1].name: expected a name of its own, received 'y' again.");
    expect(graph([y], ['q'])).toContain("functional.outputs: expected one of 'x', 'y', received 'q'");
    expect(graph([{ name: 'y', from: ['x'], same: 'x' }])).toContain('expected the name of a layer');
    expect(graph([{ ...y, from: [] }])).toContain('functional.layers[0].from: expected a list of names, at least one');
    expect(graph([y, { ...y, name: 'w', kind: 'dense', units: 0 }])).toContain('functional.layers[1] (dense).units');
  });
});

describe('a model whose call is code', () => {
  it('has no plain data', () => {
    class Own extends Model<[3], [2]> {
      readonly head = dense(2);
      call(x: Tensor<readonly [number, 3]>) {
        return this.head.call(x);
      }
    }
    expect(messageOf(() => JSON.stringify(new Own()))).toBe(
      'toJSON: expected a model made with sequential(…) or functional(…), received Own, which computes by code of its own; keep its weights with saveWeights, and its code as code.',
    );
  });
});
