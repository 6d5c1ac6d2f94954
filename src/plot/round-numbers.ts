/** Round numbers for ticks and levels. */

/** The multiples of 1, 2, 2.5 or 5 times a power of ten from `low` to `high`, about `count` of them. */
export function roundNumbers(low: number, high: number, count: number): readonly number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5].find((nice) => nice * power >= rough * 0.99) ?? 10) * power;
  const numbers: number[] = [];
  // Counted in steps and rounded, so that no digits of floating point stand behind them.
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
    numbers.push(Number((i * step).toPrecision(10)));
  return numbers;
}
