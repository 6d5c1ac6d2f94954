/** Metrics of a compiled model: by name, one's own, and what is refused. */
import { describe, expect, it } from 'vitest';
import { dense, type Metric, sequential, topKAccuracy } from 'tslate';
import { messageOf } from '../values.ts';
import { blobs, quiet } from './samples.ts';

/** The largest probability of each sample, averaged. */
const confidence: Metric<readonly number[], 'confidence'> = {
  name: 'confidence',
  start: [0, 0],
  update: ([sum, count], _, prediction) => [
    sum + prediction.max(-1).cast('float32').sum().item(),
    count + prediction.shape[0],
  ],
  result: ([sum, count]) => sum / count,
};

describe('metrics of a model', () => {
  const model = sequential([2], dense(3, { activation: 'softmax' }));
  const { x, y } = blobs(30);

  it('are reported by fit and evaluate under their names, one’s own among them', async () => {
    const compiled = model.compile({
      optimizer: 'sgd',
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy', 'f1', topKAccuracy(2), confidence],
    });
    const history = await compiled.fit(x, y, { epochs: 2, validationSplit: 0.2, ...quiet });
    expect(Object.keys(history).sort()).toEqual(
      ['accuracy', 'confidence', 'f1', 'loss', 'top2Accuracy', 'valAccuracy', 'valConfidence', 'valF1', 'valLoss', 'valTop2Accuracy'], // prettier-ignore
    );
    const { f1, top2Accuracy, accuracy, confidence: sure } = await compiled.evaluate(x, y, { batchSize: 7 });
    expect(f1).toBeGreaterThan(0);
    expect(top2Accuracy).toBeGreaterThanOrEqual(accuracy);
    const outputs = await compiled.predict(x);
    expect(sure).toBeCloseTo(outputs.max(-1).mean().item(), 5);
  });

  it('have names of their own', () => {
    const compile = (metrics: readonly Metric[]) =>
      messageOf(() => model.compile({ optimizer: 'sgd', loss: 'mse', metrics }));
    expect(compile([confidence, confidence])).toBe(
      "compile: expected metrics with names of their own, received 'confidence' twice; give one of them another name.",
    );
    expect(compile([{ ...confidence, name: 'loss' }])).toContain("received one named 'loss'");
  });
});
