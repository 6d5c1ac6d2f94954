/** Figures among a cell's outputs: what a reader without a plotting library, or without eyes on it, still gets. */
import { type Output } from 'tslate/kernel';
import { bundleOf, type MimeBundle, textIn } from '../notebook/text.ts';

/** The largest figure, in bytes of its bundle: every reader of the notebook loads it. */
export const figureBudget = 100_000;

const interactive = /^application\/vnd\.(vegalite|vega|plotly)\.v\d+\+json$/;
const pictures = ['image/svg+xml', 'image/png', 'image/jpeg'];

/** The bundles that show a figure: a chart's specification or a picture. */
export const figuresIn = (outputs: readonly Output[]): MimeBundle[] =>
  outputs.flatMap((output) => {
    const bundle = bundleOf(output);
    const shows =
      bundle !== undefined && Object.keys(bundle).some((mime) => interactive.test(mime) || pictures.includes(mime));
    return shows ? [bundle] : [];
  });

/** The faults of one figure that no tag has to ask for: its text, its size. */
export function figureFaults(figure: MimeBundle): string[] {
  const faults: string[] = [];
  if (altText(figure) === '') faults.push('a figure has no text/plain that says what is seen; give it an alt text.');
  const bytes = Buffer.byteLength(JSON.stringify(figure));
  if (bytes > figureBudget) {
    faults.push(
      `a figure takes ${kilobytes(bytes)}; at most ${kilobytes(figureBudget)} are allowed, so draw fewer points.`,
    );
  }
  return faults;
}

/** The faults that `check:plot` finds: no figure at all, or one without a static picture. */
export function plotFaults(outputs: readonly Output[]): string[] {
  const figures = figuresIn(outputs);
  if (figures.length === 0) return ['check:plot promises a figure, and the outputs show none.'];
  return figures.flatMap((figure) =>
    pictures.some((mime) => mime in figure)
      ? []
      : [`a figure comes only as ${Object.keys(figure).join(', ')}; add a static twin, image/svg+xml or image/png.`],
  );
}

/** Pictures in HTML outputs that have no alt text. */
export function htmlImageFaults(outputs: readonly Output[]): string[] {
  return outputs.flatMap((output) => {
    const html = textIn(bundleOf(output) ?? {}, 'text/html') ?? '';
    const images = html.match(/<img\b(?![^>]*\balt=("[^"]*[^\s"][^"]*"|'[^']*[^\s'][^']*'))[^>]*>/g) ?? [];
    return images.map((image) => `the picture ${image.slice(0, 60)} has no alt text; say in it what is seen.`);
  });
}

/** Bytes as readers count them: 412 kB. */
export const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} kB`;

/** The figure's text, without what representations of objects say of themselves, such as `[object Object]`. */
const altText = (figure: MimeBundle): string =>
  (textIn(figure, 'text/plain') ?? '').replace(/^(\[object \w+\]|<[^>]*>)$/, '').trim();
