/** A set of images at a glance: some of each class, and how many there are. */
import { text } from '../display/language.ts';
import type { Figure } from '../plot/figure.ts';
import { imageGrid } from '../plot/image-grid.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** Images under each other, of every class. */
const each = 2;

/**
 * The first images of every class side by side, with the class and the number of its images below.
 * @param x images, [n, height, width, channels]
 * @param y their classes, [n]
 * @param description one sentence: what they are
 */
export function sampleGrid(x: AnyTensor, y: AnyTensor, description: string): Figure {
  const places = new Map<number, number[]>();
  y.data.forEach((label, i) => {
    const known = places.get(label) ?? [];
    places.set(label, known);
    known.push(i);
  });
  const classes = [...places].sort(([a], [b]) => a - b);
  const [, height = 0, width = 0, channels = 1] = x.shape;
  const size = height * width * channels;
  const cells = Array.from({ length: each }, (_, row) =>
    classes.map(([label, all]) => {
      const at = all[row];
      const caption = row < each - 1 ? String(label) : `× ${all.length.toLocaleString('en')}`;
      // A class of one image has nothing in its second row.
      const data = at === undefined ? new Float32Array(size) : x.data.subarray(at * size, (at + 1) * size);
      return { image: { shape: [height, width, channels], data }, caption };
    }),
  ).flat();
  const counts = classes.map(([label, { length }]) => `${label}: ${length}`);
  const alt = text({
    en: `${description} Two samples of each class, and how many training images it has: ${counts.join(', ')}.`,
    zh: `${description} 每类两个样本，以及其训练图像的数量：${counts.join('，')}。`,
  });
  return imageGrid(
    cells.map(({ image }) => image),
    { captions: cells.map(({ caption }) => caption), columns: Math.max(1, classes.length), size: 56, alt },
  );
}
