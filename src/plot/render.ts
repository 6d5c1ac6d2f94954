/** Turns a Vega-Lite specification into a static, accessible SVG in plain JavaScript: no canvas, no browser. */
// Type only: the two libraries are loaded when the first figure is drawn, not with `import 'tslate'`.
import type { TopLevelSpec } from 'vega-lite';
import { escapeMarkup } from '../display/mime.ts';
import { property } from '../display/unknown.ts';
import { ArgumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { textWidth } from './text-width.ts';
import { font } from './theme.ts';

/** The Vega specification of a Vega-Lite one, and what Vega-Lite had to say about it. */
export async function compileSpec(spec: JsonObject) {
  const { compile } = await import('vega-lite');
  const messages: string[] = [];
  const keep = (...values: readonly unknown[]) => {
    messages.push(values.join(' '));
    return logger;
  };
  // Vega-Lite would write to stderr by itself.
  const logger = { level: () => logger, error: keep, warn: keep, info: () => logger, debug: () => logger };
  if (!isVegaLite(spec)) throw new ArgumentError('renderSvg: expected a Vega-Lite specification with a $schema.');
  return { vega: compile(spec, { logger }).spec, messages };
}

/** Renders a specification with a title and a description that screen readers speak. */
export async function renderSvg(spec: JsonObject, title: string, description: string): Promise<string> {
  const [vega, compiled] = await Promise.all([import('vega'), compileSpec(spec)]);
  measureTextBetter(vega);
  const view = new vega.View(vega.parse(compiled.vega), { renderer: 'none', logger: vega.logger(vega.Error) });
  const svg = await view.toSVG();
  view.finalize();
  return accessible(uniqueIds(slim(svg)), title, description);
}

/** Without a canvas Vega takes every character for 0.8 em: too little for Chinese, too much for Latin letters. */
function measureTextBetter(vega: object): void {
  // `textMetrics` is exported by Vega to be adjusted, but its types do not know it.
  const metrics = property(vega, 'textMetrics');
  if (typeof metrics !== 'object' || metrics === null) return;
  Reflect.set(metrics, 'width', (item: unknown, line: unknown) => {
    const fontSize = property(item, 'fontSize');
    return textWidth(String(line ?? ''), typeof fontSize === 'number' ? fontSize : 11);
  });
}

/** Names the picture for screen readers; the inner labels of Vega stay for those who walk through it. */
function accessible(svg: string, title: string, description: string): string {
  const head = `<title>${escapeMarkup(title)}</title><desc>${escapeMarkup(description)}</desc>`;
  return svg.replace(/^<svg ([^>]*)>/, (_, attributes: string) => {
    return `<svg role="img" aria-label="${escapeMarkup(description)}" ${attributes}>${head}`;
  });
}

/** Places to a hundredth of a pixel, and the font named once for the whole picture instead of at every word. */
function slim(svg: string): string {
  const family = ` font-family="${font.replaceAll('"', '&quot;')}"`;
  return svg
    .replace(/translate\(([-\d.]+),([-\d.]+)\)/g, (_, x: string, y: string) => `translate(${short(x)},${short(y)})`)
    .replaceAll(family, '')
    .replace('<svg', `<svg${family}`);
}

function short(place: string): string {
  return String(Number(Number(place).toFixed(2)));
}

/** Ids of gradients and clips get a suffix made from the picture: several figures share one page of the book. */
function uniqueIds(svg: string): string {
  let hash = 5381;
  for (let i = 0; i < svg.length; i++) hash = (hash * 33 + svg.charCodeAt(i)) >>> 0;
  const suffix = hash.toString(36);
  return svg
    .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${id}-${suffix}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${id}-${suffix})`);
}

function isVegaLite(spec: object): spec is TopLevelSpec & JsonObject {
  return '$schema' in spec;
}
