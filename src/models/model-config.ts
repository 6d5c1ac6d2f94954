/** Models from plain data, as JSON holds them: the way back from `model.toJSON()`. */
import { lengths, optional, readFields } from '../config/field.ts';
import { isRecord, type JsonObject } from '../json.ts';
import { layers } from '../layers/layer-kind.ts';
import { ArgumentError, lookUp, written } from '../errors.ts';
import type { LossFunction } from '../losses/loss.ts';
import { lossField } from '../losses/losses.ts';
import { type MetricName, metricsField } from '../metrics/metrics.ts';
import { optimizerField } from '../optimizers/optimizers.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Compiled } from '../training/compiled.ts';
import { Functional, FunctionalMany } from './functional.ts';
import { LayerGraph } from './layer-graph.ts';
import { graphFromConfig } from './graph-config.ts';
import type { Model } from './model.ts';
import { Sequential } from './sequential.ts';

type AnyNetwork = Model | FunctionalMany<readonly Shape[], readonly Shape[]>;

/** Every kind of model that plain data can describe; the one place where a name is listed. */
const models: Readonly<Record<string, (settings: JsonObject) => AnyNetwork>> = {
  sequential(settings) {
    const { input, layers: chain } = readFields({ input: lengths(1), layers }, settings, 'sequential');
    return new Sequential<Shape, Shape>(input, chain);
  },
  functional(settings) {
    const { inputs, outputs } = graphFromConfig(settings);
    const graph = new LayerGraph(inputs, outputs);
    return inputs.length === 1 && outputs.length === 1
      ? new Functional<Shape, Shape>(graph)
      : new FunctionalMany(graph);
  },
};

/**
 * The model with one input and one output that a configuration describes; its weights start anew.
 *
 *     const model = modelFromConfig({
 *       model: 'sequential',
 *       input: [784],
 *       layers: [{ kind: 'dense', units: 64, activation: 'relu' }, { kind: 'dense', units: 10, activation: 'softmax' }],
 *     });
 *     JSON.stringify(model);   // the same with all settings
 *
 * @param config an object, for example from JSON.parse
 * @throws ArgumentError that names the layer and the field, ShapeError that names the layer which does not fit
 */
export function modelFromConfig(config: unknown): Model {
  const model = networkFromConfig(config);
  if (!(model instanceof FunctionalMany)) return model;
  throw new ArgumentError({
    what: 'modelFromConfig',
    expected: 'a model with one input and one output',
    received: `one with ${model.inputShapes.length} inputs and ${model.graph().outputs.length} outputs`,
    hint: 'use networkFromConfig',
  });
}

/**
 * The same for models with any number of inputs and outputs.
 * @param config as for `modelFromConfig`
 * @throws as `modelFromConfig`
 */
export function networkFromConfig(config: unknown): AnyNetwork {
  if (!isRecord(config) || typeof config['model'] !== 'string') {
    const expected = `an object with a field model: ${Object.keys(models).map((name) => `'${name}'`).join(' or ')}`; // prettier-ignore
    throw new ArgumentError({ what: 'model', expected, received: written(config) });
  }
  // How it is trained is another matter: see compiledFromConfig.
  const { model, compile: _, ...settings } = config;
  return lookUp(models, model, 'model')(settings);
}

/** What is told of the training: see `CompileOptions`. */
const compileFields = { optimizer: optimizerField, loss: lossField, metrics: optional(metricsField) };

/**
 * The model that a configuration describes, compiled as its field `compile` says.
 *
 *     const model = compiledFromConfig({
 *       model: 'sequential',
 *       input: [784],
 *       layers: [{ kind: 'dense', units: 10, activation: 'softmax' }],
 *       compile: {
 *         optimizer: { kind: 'adam', learningRate: 0.01 },
 *         loss: 'sparseCategoricalCrossentropy',
 *         metrics: ['accuracy'],
 *       },
 *     });
 *
 * @param config an object, for example from JSON.parse
 * @throws ArgumentError that names the place and the field, ShapeError that names the layer which does not fit
 */
export function compiledFromConfig(config: unknown): Compiled<Shape, Shape, LossFunction, readonly MetricName[]> {
  const model = modelFromConfig(config);
  const told: unknown = Reflect.get(Object(config), 'compile');
  if (!isRecord(told)) {
    const expected = "a field compile, for example { optimizer: 'adam', loss: 'mse' }";
    throw new ArgumentError({ what: 'compiledFromConfig', expected, received: written(told) });
  }
  const { optimizer, loss, metrics = [] } = readFields(compileFields, told, 'compile');
  return model.compile({ optimizer, loss, metrics });
}
