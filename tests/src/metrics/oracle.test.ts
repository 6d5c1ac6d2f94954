/** Metrics against Keras' numbers, over one batch and over several. */
import { describe, expect, it } from 'vitest';
import { accuracy, auc, confusionMatrix, f1, type Metric, precision, recall, rSquared, topKAccuracy } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';

/** Over batches of 7, the last one smaller. */
function inBatches<State>({ start, update, result }: Metric<State>, y: AnyTensor, prediction: AnyTensor): number {
  let state = start;
  for (let i = 0; i < y.shape[0]; i += 7) {
    const end = Math.min(i + 7, y.shape[0]);
    state = update(state, y.slice([i], [end]), prediction.slice([i], [end]));
  }
  return result(state);
}

const whole = <State>(metric: Metric<State>, y: AnyTensor, prediction: AnyTensor): number =>
  metric.result(metric.update(metric.start, y, prediction));

function agree<State>(metric: Metric<State>, y: AnyTensor, prediction: AnyTensor, expected: number, digits = 6): void {
  expect(whole(metric, y, prediction)).toBeCloseTo(expected, digits);
  expect(inBatches(metric, y, prediction)).toBeCloseTo(expected, digits);
}

describe('over seven classes', () => {
  const [y, prediction] = [reference('metrics', 'several', 'labels'), reference('metrics', 'several', 'prediction')];
  const expected = (name: string): number => reference('metrics', 'several', name).data[0];

  it('precision, recall and F1 are Keras’, averaged over the classes', () => {
    agree(precision, y, prediction, expected('precision'));
    agree(recall, y, prediction, expected('recall'));
    agree(f1, y, prediction, expected('f1'));
    agree(f1, y.oneHot(7), prediction, expected('f1'));
  });

  it('top-k accuracy is Keras’; for k = 1 it is the accuracy', () => {
    agree(topKAccuracy(1), y, prediction, expected('top1Accuracy'));
    agree(topKAccuracy(3), y, prediction, expected('top3Accuracy'));
    agree(topKAccuracy(), y, prediction, expected('top5Accuracy'));
    agree(topKAccuracy(), y.oneHot(7), prediction, expected('top5Accuracy'));
    agree(accuracy, y, prediction, expected('top1Accuracy'));
    agree(topKAccuracy(7), y, prediction, 1);
  });

  it('the confusion matrix has labels in rows and predictions in columns', () => {
    expect(confusionMatrix(y, prediction).toArray()).toEqual(
      reference('metrics', 'several', 'confusion').cast('int32').toArray(),
    );
  });
});

describe('over one output', () => {
  const [y, prediction] = [reference('metrics', 'one', 'labels'), reference('metrics', 'one', 'prediction')];
  const expected = (name: string): number => reference('metrics', 'one', name).data[0];

  it('precision, recall and F1 are Keras’, of class 1', () => {
    agree(precision, y, prediction, expected('precision'));
    agree(recall, y, prediction, expected('recall'));
    agree(f1, y, prediction, expected('f1'));
  });

  it('the area under the ROC curve is Keras’, whose thresholds lie between these scores', () => {
    agree(auc, y, prediction, expected('auc'));
    expect(expected('auc')).toBeGreaterThan(0.6);
  });
});

it('R² is Keras’, the mean over the outputs', () => {
  const [y, prediction] = [
    reference('metrics', 'regression', 'target'),
    reference('metrics', 'regression', 'prediction'),
  ];
  agree(rSquared, y, prediction, reference('metrics', 'regression', 'rSquared').data[0], 5);
});
