/** A line of numbers as a line of text: ▇▅▃▂▁. */

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * The `values` in at most `cells` characters, from the lowest to the highest block; where there are more, each character
 * stands for the mean of its share. What is not finite is a gap.
 */
export function sparkline(values: readonly number[], cells = 12): string {
  const count = Math.min(cells, values.length);
  const means = Array.from({ length: count }, (_, i) => {
    const share = values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count));
    const finite = share.filter(Number.isFinite);
    return finite.reduce((sum, value) => sum + value, 0) / finite.length;
  });
  const finite = means.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return means
    .map((mean) => {
      if (!Number.isFinite(mean)) return ' ';
      const level = high > low ? Math.round(((mean - low) / (high - low)) * (blocks.length - 1)) : 0;
      return blocks[level] ?? ' ';
    })
    .join('');
}
