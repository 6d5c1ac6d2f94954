/** A model as boxes, frames and arrows, as its calls come in. */
import { text } from '../display/language.ts';
import type { Layer } from '../layers/layer.ts';
import type { NamedLayer } from '../layers/named-layer.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { DiagramBox, DiagramFrame } from './diagram.ts';
import { type Call, type Operation, operationOf } from './model-trace.ts';

/** Operations with a sign of their own. */
const signs: Readonly<Record<string, string>> = {
  add: '+',
  sub: '−',
  mul: '×',
  div: '÷',
  matmul: '·',
  matrixProduct: '·',
};
/** The same elements in another order: not worth a box. */
const views: ReadonlySet<string> = new Set(['reshape', 'transpose', 'broadcastTo', 'cast', 'detach']);

/** Takes the values of a traced model in the order of their computation. */
export class ModelSketch {
  readonly boxes: DiagramBox[] = [];
  readonly frames: DiagramFrame[] = [];
  readonly arrows: { readonly from: string; readonly to: string }[] = [];
  /** How many layers have a box, those that are used several times counted once. */
  layers = 0;
  readonly #names: ReadonlyMap<Layer, string>;
  readonly #depth: number;
  readonly #uses: ReadonlyMap<AnyTensor, number>;
  /** The box that gives a value. */
  readonly #from = new Map<AnyTensor, string>();
  readonly #drawn = new Set<Layer>();
  /** What is computed in the box of an operation. */
  readonly #steps = new Map<string, readonly string[]>();

  /** @param depth how many frames may lie in each other; layers deeper inside are not drawn */
  constructor(layers: readonly NamedLayer[], depth: number, uses: ReadonlyMap<AnyTensor, number>) {
    this.#names = new Map(layers.map(({ name, layer }) => [layer, name]));
    this.#depth = depth;
    this.#uses = uses;
  }

  input(tensor: AnyTensor, title: string): void {
    this.#box({ kind: 'input', title, lines: [showShape(tensor.shape.slice(1))] }, tensor, []);
  }

  /** What is computed behind the last layer; the only output of a model needs no box of its own, and so no title. */
  output(tensor: AnyTensor, title: string | undefined): void {
    const from = this.#sources([tensor]);
    if (title === undefined) return;
    this.#box({ kind: 'output', title, lines: [showShape(tensor.shape.slice(1))] }, undefined, from);
  }

  call({ layer, inputs, output, parts }: Call, frames: readonly string[] = [], key?: string): void {
    const name = key ?? this.#names.get(layer) ?? layer.name;
    const { kind } = layer;
    const frame = frames.at(-1);
    const count = this.#drawn.has(layer) ? undefined : parametersOf(layer);
    this.#drawn.add(layer);
    const own = name.replace(/\d+$/, '') === kind ? [] : [kind];
    if (parts.length > 0 && frames.length < this.#depth) {
      const id = `frame${this.frames.length}`;
      const size = count === 0 || count === undefined ? [] : [parametersText(count)];
      this.frames.push({ id, title: [name, ...own, ...size].join(' · '), ...(frame !== undefined && { frame }) });
      const keys = new Map(Object.entries(layer.inner).map(([inner, part]) => [part, inner]));
      for (const part of parts) this.call(part, [...frames, id], keys.get(part.layer));
      const [from] = this.#sources([output], id);
      if (from !== undefined) this.#from.set(output, from);
      return;
    }
    const inside =
      parts.length === 0 ? [] : [text({ en: `${parts.length} layers inside`, zh: `内含 ${parts.length} 层` })];
    if (count !== undefined) this.layers++;
    const settings = [...own, ...settingsOf(layer), ...inside].join(' · ');
    const numbers = count === undefined ? text({ en: 'the same weights', zh: '权重相同' }) : parametersText(count);
    const facts = [showShape(output.shape.slice(1)), ...(count === 0 ? [] : [numbers])].join(' · ');
    const lines = settings === '' ? [facts] : [settings, facts];
    const box = {
      kind: count === 0 ? 'layer' : 'weighted',
      title: name,
      lines,
      ...(frame !== undefined && { frame }),
    } as const;
    this.#box(box, output, this.#sources(inputs, frame));
  }

  #box(box: Omit<DiagramBox, 'id'>, output: AnyTensor | undefined, from: readonly string[]): string {
    const id = `box${this.boxes.length}`;
    this.boxes.push({ id, ...box });
    for (const source of from) this.arrows.push({ from: source, to: id });
    if (output !== undefined) this.#from.set(output, id);
    return id;
  }

  /** The boxes that give these values; what is computed in between becomes a box. */
  #sources(values: readonly AnyTensor[], frame?: string): readonly string[] {
    return [...new Set(values.flatMap((value) => this.#source(value, frame) ?? []))];
  }

  #source(value: AnyTensor, frame: string | undefined): string | undefined {
    const known = this.#from.get(value);
    if (known !== undefined) return known;
    const operation = operationOf(value);
    const from = operation === undefined ? [] : this.#sources(operation.inputs, frame);
    if (operation === undefined || from.length === 0) return undefined;
    const id = views.has(operation.name) ? from[0] : this.#operation(operation, value, from, frame);
    this.#from.set(value, id);
    return id;
  }

  /** A box for an operation, or one step more in the box before it where nothing else uses what that gave. */
  #operation(operation: Operation, value: AnyTensor, from: readonly string[], frame: string | undefined): string {
    const last = this.boxes[this.boxes.length - 1];
    const follows = from.length === 1 && from[0] === last.id && last.frame === frame;
    const before = follows && this.#usedOnce(operation.inputs) ? this.#steps.get(last.id) : undefined;
    const steps = [...(before ?? []), stepOf(operation)];
    const title =
      steps.length > 4 ? text({ en: `${steps.length} operations`, zh: `${steps.length} 个运算` }) : steps.join(' → ');
    const box = { kind: 'operation', title, lines: [], ...(frame !== undefined && { frame }) } as const;
    if (before !== undefined) this.boxes[this.boxes.length - 1] = { id: last.id, ...box };
    const id = before === undefined ? this.#box(box, value, from) : last.id;
    this.#steps.set(id, steps);
    return id;
  }

  /** Whether these values go into nothing else, seen in whatever order of their elements. */
  #usedOnce(values: readonly AnyTensor[]): boolean {
    return values.every((value) => {
      const view = operationOf(value);
      return (
        this.#uses.get(value) === 1 && (view === undefined || !views.has(view.name) || this.#usedOnce(view.inputs))
      );
    });
  }
}

/** `relu`; with a sign, and the parameter or number that it takes: `+ b`, `× 0.5`. */
function stepOf({ name, operand }: Operation): string {
  if (!Object.hasOwn(signs, name)) return name;
  return operand === undefined ? signs[name] : `${signs[name]} ${operand}`;
}

/** What a reader looks for in a layer's settings. */
function settingsOf({ kind, config }: Layer): readonly string[] {
  const { kernelSize, size, stride = 1, padding, rate, activation } = config;
  const pair = (value: unknown): string =>
    Array.isArray(value) ? value.join('×') : `${String(value)}×${String(value)}`;
  const window = kernelSize ?? (/Pool2d$/.test(kind) ? size : undefined);
  return [
    ...(window === undefined ? [] : [pair(window)]),
    ...(window === undefined || stride === 1 || pair(stride) === pair(window) ? [] : [`stride ${pair(stride)}`]),
    ...(padding === 'same' ? ['same'] : []),
    ...(typeof rate === 'number' && rate > 0 ? [String(rate)] : []),
    ...(typeof activation === 'string' && activation !== 'linear' ? [activation] : []),
  ];
}

function parametersOf(layer: Layer): number {
  return Object.values(layer.parameters).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

export function parametersText(count: number): string {
  const number = count.toLocaleString('en');
  return text({ en: `${number} parameter${count === 1 ? '' : 's'}`, zh: `${number} 个参数` });
}
