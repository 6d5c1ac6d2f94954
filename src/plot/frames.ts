/** Several figures of one kind behind a slider that needs no kernel: what changes over steps, epochs, or with a setting. */
import { text } from '../display/language.ts';
import { brief, termed } from '../display/names.ts';
import { ArgumentError, written } from '../errors.ts';
import { isRecord, type JsonObject } from '../json.ts';
import { isList } from '../list.ts';
import { type Chart, type Figure, type FigureOptions, vegaLiteMime, withForms } from './figure.ts';
import { stillsInRows } from './frame-stills.ts';
import { alike, frameName, joinSpecs } from './join-specs.ts';
import { sizeOfSvg } from './paint-svg.ts';
import { renderSvg } from './render.ts';
import { config } from './theme.ts';

/** How frames are shown. */
export interface FramesOptions extends FigureOptions {
  /** What the slider changes; `frame` by default. */
  readonly label?: string;
  /** The name of each frame in a list of figures, such as the numbers of epochs; 0, 1, 2 … by default. */
  readonly values?: readonly (string | number)[];
}

/** Figures of one kind by name, or in a list. */
export type Frames = readonly Figure[] | { readonly [name: string]: Figure };

/**
 * Puts several figures behind a slider: charts of one function with other data, or pictures such as image grids and
 * network diagrams. It works in JupyterLab, VS Code and the book without a kernel; the still picture shows the first, the
 * middle and the last frame.
 *
 *     frames(epochs.map((model) => decisionBoundary(model, x, y)), { label: 'epoch', values: [0, 10, 20] })
 *     frames({ 'rate 0.01': lossLandscape(f, { paths: … }), 'rate 0.1': lossLandscape(f, { paths: … }) })
 *
 * Of more frames than 58 kB hold, some are left out at even distances, with a note.
 * @param figures the figures in order, by name or in a list
 * @throws ArgumentError for no figure, or not as many values
 */
export async function frames(figures: Frames, options: FramesOptions = {}): Promise<Chart> {
  const all = readFrames(figures, options.values);
  const { title, label = text({ en: 'frame', zh: '帧' }) } = options;
  const name = termed(label);
  const { kept, charts, body } = await fitting(all);
  const note = kept.length < all.length ? thinned(kept.length, all.length) : undefined;
  const alt =
    options.alt ?? describe(kept, { name, ...(title !== undefined && { title }), ...(note !== undefined && { note }) });
  const labels = kept.map((frame) => frame.label);
  const last = kept.length - 1;
  const heading = labels.map((each) => `${title === undefined ? '' : `${title} · `}${name} ${each}`);
  const lines = [...commonNotes(kept), ...(note === undefined ? [] : [note])];
  const spec: JsonObject = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: alt,
    title: {
      text: { expr: `${JSON.stringify(heading)}[${frameName}]` },
      ...(lines.length > 0 && { subtitle: lines }),
    },
    params: params(labels, name),
    ...body,
    config,
  };
  const telling = [...new Set([0, Math.floor(last / 2), last])];
  let svg: Promise<string> | undefined;
  const draw = async () => {
    const stills = await Promise.all(
      telling.map(async (i) => {
        const { label, figure } = kept[i];
        const svg = charts === undefined ? figure.toSVG() : renderSvg(charts[i], label, figure.alt);
        return { label: `${name} ${label}`, svg: await svg };
      }),
    );
    return stillsInRows(stills, { alt, title });
  };
  return withForms({ spec, alt, toSVG: () => (svg ??= draw()) }, { [vegaLiteMime]: spec });
}

/**
 * What the reader moves, and the number of the frame. Labels that are numbers at even distances stand beside the slider
 * themselves; else it is the number of the frame, and the label stands in the title.
 */
function params(labels: readonly string[], name: string): readonly JsonObject[] {
  const last = labels.length - 1;
  const numbers = labels.map((label) => Number(label.replace('−', '-')));
  const step = Number(((numbers[last] - numbers[0]) / last).toPrecision(6));
  const even =
    last > 0 && step > 0 && numbers.every((value, i) => Math.abs(value - numbers[0] - i * step) < step * 1e-3);
  if (!even)
    return [
      {
        name: frameName,
        value: last,
        bind: { input: 'range', min: 0, max: last, step: 1, name: `${text({ en: 'frame', zh: '帧' })} ` },
      },
    ];
  const bind = { input: 'range', min: numbers[0], max: numbers[last], step, name: `${name} ` };
  return [
    { name: 'choice', value: numbers[last], bind },
    { name: frameName, expr: `round((choice - (${numbers[0]})) / ${step})` },
  ];
}

/** Bytes of the specification; the rest of the budget is for the picture. */
const liveBudget = 58_000;

interface Frame {
  readonly label: string;
  readonly figure: Figure;
}

function readFrames(figures: Frames, values: FramesOptions['values']): readonly Frame[] {
  const named = isList(figures)
    ? figures.map((figure, i) => ({ label: labelOf(values?.[i] ?? i), figure }))
    : Object.entries(figures).map(([label, figure]) => ({ label, figure }));
  if (named.length === 0)
    throw new ArgumentError({ what: 'frames', expected: 'at least one figure', received: 'none' });
  if (values === undefined || values.length === named.length) return named;
  throw new ArgumentError({
    what: 'frames: values',
    expected: `${named.length}, one for each figure`,
    received: written(values.length),
  });
}

function labelOf(value: string | number): string {
  return typeof value === 'number' ? brief(value) : value;
}

interface Fitting {
  readonly kept: readonly Frame[];
  /** Their specifications on common scales, where all are charts. */
  readonly charts?: readonly JsonObject[];
  readonly body: JsonObject;
}

/** As many frames as there is room for, the first and the last among them. */
async function fitting(all: readonly Frame[]): Promise<Fitting> {
  for (let count = all.length; ; count = Math.ceil(count * 0.8)) {
    const kept = Array.from(
      { length: count },
      (_, i) => all[count === 1 ? 0 : Math.round((i * (all.length - 1)) / (count - 1))],
    );
    const specs = kept.flatMap(({ figure }) => (isChart(figure) ? [figure.spec] : []));
    const charts = specs.length === kept.length ? alike(specs) : undefined;
    const body = charts === undefined ? await pictures(kept) : joinSpecs(charts);
    if (count <= 2 || JSON.stringify(body).length <= liveBudget) return { kept, body, ...(charts && { charts }) };
  }
}

function isChart(figure: Figure): figure is Chart {
  return 'spec' in figure;
}

/** Pictures that are no charts, one over the other, of which one is shown. */
async function pictures(kept: readonly Frame[]): Promise<JsonObject> {
  const svgs = await Promise.all(kept.map(({ figure }) => figure.toSVG()));
  const sizes = svgs.map(sizeOfSvg);
  const [width, height] = [Math.max(...sizes.map((size) => size.width)), Math.max(...sizes.map((size) => size.height))];
  const rows = svgs.map((svg, frame) => ({ frame, url: `data:image/svg+xml;base64,${base64(svg)}`, ...sizes[frame] }));
  return {
    width,
    height,
    layer: [
      {
        data: { values: rows },
        transform: [{ filter: `datum.frame === ${frameName}` }],
        mark: { type: 'image', align: 'left', baseline: 'top', aspect: true, width, height },
        encoding: { x: { value: 0 }, y: { value: 0 }, url: { field: 'url', type: 'nominal' } },
      },
    ],
  };
}

function base64(svg: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(svg)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The lines under the titles of charts that all of them have. */
function commonNotes(kept: readonly Frame[]): readonly string[] {
  const [first, ...others] = kept.map(({ figure }) => (isChart(figure) ? noteOf(figure.spec) : []));
  return first.filter((line) => others.every((lines) => lines.includes(line)));
}

/** What `chart` made of a note: lines under a title, or in place of one. */
function noteOf({ title }: JsonObject): readonly string[] {
  const lines = isRecord(title) ? (title['subtitle'] ?? title['text']) : undefined;
  return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [];
}

function describe(
  kept: readonly Frame[],
  { name, title, note }: { readonly name: string; readonly title?: string; readonly note?: string },
): string {
  const named = title === undefined ? '' : `“${title}”`;
  const [first, last] = [kept[0], kept[kept.length - 1]];
  const remark = note === undefined ? '' : text({ en: ` ${note}.`, zh: `${note}。` });
  const head = text({
    en: `Slider${named && ` ${named}`} over ${name}, ${kept.length} frames from ${first.label} to ${last.label}.${remark}`,
    zh: `滑块图${named}：${name}，共 ${kept.length} 帧，从 ${first.label} 到 ${last.label}。${remark}`,
  });
  const one = ({ label, figure }: Frame) => `${name} ${label}${text({ en: ': ', zh: '：' })}${figure.alt}`;
  return [head, one(first), ...(kept.length > 1 ? [one(last)] : [])].join('\n');
}

function thinned(drawn: number, all: number): string {
  return text({ en: `${drawn} of ${all} frames kept`, zh: `共 ${all} 帧，保留 ${drawn} 帧` });
}
