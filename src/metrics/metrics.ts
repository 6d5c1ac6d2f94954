/** The metrics by name: what a reader wants to know of a model, counted over all batches of an epoch. */
import { lookUp } from '../errors.ts';
import { accuracy, topKAccuracy } from './accuracy.ts';
import { f1, precision, recall } from './confusion.ts';
import type { AnyMetric } from './metric.ts';
import { rSquared } from './r-squared.ts';
import { auc } from './roc.ts';

/** Every metric under its own name; the one place where a name is listed. */
const metrics = {
  accuracy,
  top5Accuracy: topKAccuracy(5),
  precision,
  recall,
  f1,
  auc,
  rSquared,
} satisfies { readonly [Name in string]: AnyMetric };

export type MetricName = keyof typeof metrics;

/** What may be asked for: a metric by its name, or one of one's own. */
export type MetricChoice = MetricName | AnyMetric;

/** The name under which a metric is reported. */
export type NameOfMetric<M> = M extends MetricName
  ? M
  : M extends { readonly name: infer Name extends string }
    ? Name
    : never;

/** The metric of that name; a metric stands for itself. @throws ArgumentError for an unknown name. */
export function metric(choice: MetricChoice): AnyMetric {
  return typeof choice === 'string' ? lookUp<AnyMetric>(metrics, choice, 'metric') : choice;
}
