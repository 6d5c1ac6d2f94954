/** Which samples are set aside so that every class keeps its share on both sides. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { showShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/**
 * Parts the samples named by `order` in two, keeping their order: the last ones of each class are set aside, of class k
 * as near aside · nₖ / n as whole numbers come (largest remainders first, then smaller labels).
 * @param labels one number a sample
 * @throws ShapeError when y is not one number a sample; ArgumentError when a class has one sample only, or a side fewer
 * samples than there are classes
 */
export function stratify(
  labels: AnyTensor,
  order: Uint32Array,
  aside: number,
): { readonly train: Uint32Array; readonly validation: Uint32Array } {
  if (labels.size !== order.length) {
    throw new ShapeError({
      what: 'split with stratify',
      expected: 'one label a sample',
      received: `labels of shape ${showShape(labels.shape)}`,
      hint: 'turn one-hot rows into labels with argmax()',
    });
  }
  const left = quotas(labels.data, aside);
  const chosen = new Uint8Array(order.length);
  for (let i = order.length - 1; i >= 0; i--) {
    const label = labels.data[order[i]];
    const quota = left.get(label) ?? 0;
    if (quota === 0) continue;
    left.set(label, quota - 1);
    chosen[i] = 1;
  }
  return {
    train: order.filter((_, i) => chosen[i] === 0),
    validation: order.filter((_, i) => chosen[i] === 1),
  };
}

/** How many samples of each class are set aside. */
function quotas(labels: ArrayLike<number>, aside: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
  const what = 'split with stratify';
  for (const [label, count] of counts) {
    if (count > 1) continue;
    throw new ArgumentError({
      what,
      expected: 'at least two samples of each class, one for each side',
      received: `one of class ${label}`,
      hint: 'leave the class out, or split without stratify',
    });
  }
  if (Math.min(aside, labels.length - aside) < counts.size) {
    throw new ArgumentError({
      what,
      expected: `at least ${counts.size} samples on each side, as many as classes`,
      received: `${labels.length - aside} to train on and ${aside} set aside`,
      hint: 'choose another share, or split without stratify',
    });
  }
  const shares = Array.from(counts, ([label, count]) => ({ label, exact: (aside * count) / labels.length }));
  const quota = new Map(shares.map(({ label, exact }) => [label, Math.floor(exact)]));
  const missing = aside - shares.reduce((sum, { exact }) => sum + Math.floor(exact), 0);
  shares.sort((a, b) => (b.exact % 1) - (a.exact % 1) || a.label - b.label);
  for (const { label, exact } of shares.slice(0, missing)) quota.set(label, Math.floor(exact) + 1);
  return quota;
}
