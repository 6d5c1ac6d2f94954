/** The curve of a learning-rate range test: losses over rates, and the rate that it suggests. */
import { text } from '../display/language.ts';
import { type Displayable, displaySymbol } from '../display/mime.ts';
import { brief, termed, written } from '../display/names.ts';
import { ArgumentError } from '../errors.ts';
import { type Chart } from '../plot/figure.ts';
import { lines } from '../plot/lines.ts';

/** The curve, which shows itself up to where the loss explodes, with the suggestion marked. */
export interface LearningRateRange extends Displayable {
  /** The rate of every step. */
  readonly learningRates: readonly number[];
  /** The loss of the batch before the step with that rate. */
  readonly losses: readonly number[];
  /** The same, smoothed. */
  readonly smoothed: readonly number[];
  /** Where the smoothed loss falls most steeply. @throws ArgumentError where it falls nowhere */
  readonly suggestion: number;
  /** Loss and smoothed loss over the rate. */
  readonly figure: Chart;
}

/** What the test is called on figures and bars. */
export const rangeTest = { en: 'learning-rate range', zh: '学习率范围测试' };

/** The curve through these points; it may end early. */
export function rateCurve(
  learningRates: readonly number[],
  losses: readonly number[],
  smoothed: readonly number[],
): LearningRateRange {
  const best = steepest(smoothed);
  const lowest = lowestOf(smoothed);
  // What comes after the explosion would press all else flat.
  const end = losses.findIndex((loss, k) => k > lowest && !(loss <= 4 * smoothed[lowest]));
  const points = (values: readonly number[]) =>
    values.slice(0, end === -1 ? values.length : end).map((y, k) => ({ x: learningRates[k], y }));
  const figure = lines(
    { [text({ en: 'loss', zh: '损失' })]: points(losses), [text({ en: 'smoothed', zh: '平滑后' })]: points(smoothed) },
    {
      logX: true,
      title: text(rangeTest),
      xLabel: termed('learningRate'),
      yLabel: termed('loss'),
      markers: best === undefined ? [] : [{ x: learningRates[best], label: suggestionLabel(learningRates[best]) }],
    },
  );
  return {
    learningRates,
    losses,
    smoothed,
    figure,
    get suggestion() {
      if (best !== undefined) return learningRates[best];
      throw new ArgumentError({
        what: 'learningRateRange: suggestion',
        expected: 'a loss that falls at some rate',
        received: `one that falls at none from ${written(learningRates[0])} to ${written(learningRates.at(-1) ?? NaN)}`,
        hint: 'begin with a smaller rate, or end with a larger one',
      });
    },
    [displaySymbol]: () => figure[displaySymbol](),
  };
}

function suggestionLabel(rate: number): string {
  const two = brief(Number(rate.toPrecision(2)));
  return text({ en: `suggested: ${two}`, zh: `建议值：${two}` });
}

/** The step at which the curve falls most steeply: after a tenth of the steps and before the minimum; undefined if it never falls. */
function steepest(values: readonly number[]): number | undefined {
  const lowest = lowestOf(values);
  let best: number | undefined;
  let least = 0;
  for (let k = Math.max(1, Math.floor(values.length / 10)); k < Math.min(lowest, values.length - 1); k++) {
    const slope = (values[k + 1] - values[k - 1]) / 2;
    if (slope < least) [best, least] = [k, slope];
  }
  return best;
}

function lowestOf(values: readonly number[]): number {
  return values.reduce((low, value, k) => (value < values[low] ? k : low), 0);
}
