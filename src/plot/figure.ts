/** A figure: a value that shows itself as a live chart, as a picture and as a sentence that says what is seen. */
import {
  displaySymbol,
  metadataSymbol,
  type Displayable,
  type MimeBundle,
  type MimeMetadata,
} from '../display/mime.ts';
import type { JsonObject } from '../json.ts';
import { pngOfSvg, sizeOfSvg } from './paint-svg.ts';
import { renderSvg } from './render.ts';
import { config, ink } from './theme.ts';

/** What every figure is, chart or image. */
export interface Figure extends Displayable {
  /** The figure in words, for readers who do not see it; also its text/plain form. */
  readonly alt: string;
  /** The figure as a static picture with an accessible title and description. */
  toSVG(): Promise<string>;
  [displaySymbol](): Promise<MimeBundle>;
  readonly [metadataSymbol]: MimeMetadata;
}

/** A figure drawn from a Vega-Lite specification, features common to versions 5 and 6. */
export interface Chart extends Figure {
  /** The specification it is drawn from. */
  readonly spec: JsonObject;
}

/** What all figures can be told. */
export interface FigureOptions {
  /** A line above the figure. */
  readonly title?: string;
  /** The figure in words; made from the data where it is not given. */
  readonly alt?: string;
}

/** What all charts can be told. */
export interface ChartOptions extends FigureOptions {
  /** Width of the plotting area in pixels. */
  readonly width?: number;
  /** Its height in pixels. */
  readonly height?: number;
}

/** Bytes of one figure with all its forms, so that a notebook with many figures stays small. */
export const budget = 95_000;

/** The MIME type that JupyterLab and VS Code draw by themselves; they know no version 6. */
export const vegaLiteMime = 'application/vnd.vegalite.v5+json';

/** Makes a figure of a unit or layered specification; title, description and theme are added here. */
export function chart(body: JsonObject, options: { alt: string; title?: string; note?: string }): Chart {
  const { alt, title, note } = options;
  const heading = headingOf(title, note);
  const spec: JsonObject = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: alt,
    ...heading,
    ...body,
    config,
  };
  let svg: Promise<string> | undefined;
  const toSVG = () => (svg ??= renderSvg(spec, title ?? alt, alt));
  return withForms({ spec, alt, toSVG }, { [vegaLiteMime]: spec });
}

/** What a figure without a live form is made of. */
export interface Still {
  readonly alt: string;
  readonly toSVG: () => Promise<string>;
  /** The SVG as a PNG in base64 of about so many bytes, undefined where it cannot be drawn; with the machine's fonts by default. */
  readonly paint?: (svg: string, bytes: number) => Promise<string | undefined>;
}

/** Makes a figure of a picture alone. */
export function figureOf({ alt, toSVG, paint }: Still): Figure {
  return withForms({ alt, toSVG }, {}, paint);
}

/**
 * Adds the bundle: the live form, one picture, and the words. The picture is a PNG, because GitHub draws it most reliably,
 * nbconvert keeps it when it sanitises and can give it its alternative text (with the kernel's template `tslate`, or
 * `classic`); an SVG would come before it there and has none.
 * Where the machine lacks a renderer or a font for the words, the reader's own draw the SVG.
 */
export function withForms<T extends { readonly alt: string; toSVG(): Promise<string> }>(
  figure: T,
  live: MimeBundle,
  paint: Still['paint'] = pngOfSvg,
): T & Figure {
  const { alt } = figure;
  let metadata: MimeMetadata = {};
  let forms: Promise<MimeBundle> | undefined;
  const draw = async () => {
    const svg = await figure.toSVG();
    const png = await paint(svg, budget - JSON.stringify(live).length - alt.length);
    metadata = png === undefined ? { 'image/svg+xml': { alt } } : { 'image/png': { ...sizeOfSvg(svg), alt } };
    return { ...live, ...(png === undefined ? { 'image/svg+xml': svg } : { 'image/png': png }), 'text/plain': alt };
  };
  return {
    ...figure,
    /** Complete when the bundle has been drawn. */
    get [metadataSymbol]() {
      return metadata;
    },
    [displaySymbol]: () => (forms ??= draw()),
  };
}

/** The title with the lines of the note below it; a note alone stands in small type where the title would be. */
function headingOf(title: string | undefined, note: string | undefined): JsonObject {
  const lines = note?.split('\n') ?? [];
  if (title !== undefined) return { title: { text: title, ...(lines.length > 0 && { subtitle: lines }) } };
  if (lines.length === 0) return {};
  return { title: { text: lines, fontSize: 12, fontWeight: 'normal', color: ink.soft } };
}
