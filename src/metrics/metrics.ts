/** The metrics by name: what a reader wants to know of a model, counted over all batches of an epoch. */
import type { Field } from '../config/field.ts';
import { ArgumentError, lookUp } from '../errors.ts';
import type { Json } from '../json.ts';
import { accuracy, topKAccuracy } from './accuracy.ts';
import { f1, precision, recall } from './confusion.ts';
import type { AnyMetric } from './metric.ts';
import { averagePrecision } from './precision-recall.ts';
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
  averagePrecision,
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

/** Names of metrics in a configuration. */
export const metricsField: Field<readonly MetricName[]> = {
  expected: "a list of names of metrics, for example ['accuracy']",
  read: (value, place) =>
    Array.isArray(value) ? value.map((name: Json, i) => readName(name, `${place}[${i}]`)) : undefined,
};

function readName(name: Json, place: string): MetricName {
  if (isName(name)) return name;
  lookUp<AnyMetric>(metrics, String(name), place);
  throw new ArgumentError({ what: place, expected: 'the name of a metric', received: String(name) });
}

function isName(name: Json): name is MetricName {
  return typeof name === 'string' && Object.hasOwn(metrics, name);
}
