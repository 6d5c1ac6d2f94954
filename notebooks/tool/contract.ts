/** Output contracts: what a code cell promises in its tags, such as `check:band=accuracy:0.8..0.9`. */

/** One promise about a cell's outputs. A cell without any must run with no error and nothing on stderr. */
export type Contract =
  /** `check:exact`: the text is the committed one, to the last character. */
  | { readonly kind: 'exact' }
  /** `check:num` or `check:num=1e-6`: the numbers in the text are the committed ones, within a relative tolerance. */
  | { readonly kind: 'num'; readonly tolerance: number }
  /** `check:band=accuracy:0.8..0.9`: a published result lies within; `check:band@tiny=…` holds where `when` is true. */
  | {
      readonly kind: 'band';
      readonly name: string;
      readonly low: number;
      readonly high: number;
      readonly when: readonly string[];
    }
  /** `check:plot`: there is a figure, with a static picture and a text that says what is seen. */
  | { readonly kind: 'plot' }
  /** `check:error=ShapeError`: the cell ends with this error. */
  | { readonly kind: 'error'; readonly name: string };

/** The relative tolerance of a bare `check:num`. */
const defaultTolerance = 1e-4;

const forms =
  'check:exact, check:num, check:num=1e-6, check:band=accuracy:0.8..0.9, check:plot, check:error=ShapeError';

/** The contracts among a cell's tags; tags that are no contracts are left out. */
export function contractsOf(tags: readonly string[]): Contract[] {
  return tags.flatMap((tag) => parseContract(tag) ?? []);
}

/** The fault of a tag in one sentence, or undefined where it has none. */
export function checkTag(tag: string): string | undefined {
  if (tag === '' || tag.includes(',')) return `the tag "${tag}" is not one that nbformat takes: no comma, not empty.`;
  if (!tag.startsWith('check:') || parseContract(tag) !== undefined) return undefined;
  return `the tag "${tag}" is no contract that can be checked; known forms are ${forms}.`;
}

/** The error that a cell promises to end with. */
export function expectedError(tags: readonly string[]): string | undefined {
  return contractsOf(tags).find((contract) => contract.kind === 'error')?.name;
}

function parseContract(tag: string): Contract | undefined {
  const match = /^check:([a-z]+)((?:@[^@=]+)*)(?:=(.+))?$/.exec(tag);
  if (match === null) return undefined;
  const [, kind, conditions = '', value] = match;
  const when = conditions.split('@').filter((condition) => condition !== '');
  if (kind === 'band') return value === undefined ? undefined : parseBand(value, when);
  if (when.length > 0) return undefined;
  if (kind === 'exact' || kind === 'plot') return value === undefined ? { kind } : undefined;
  if (kind === 'error') return value === undefined ? undefined : { kind, name: value };
  if (kind !== 'num') return undefined;
  const tolerance = value === undefined ? defaultTolerance : Number(value);
  return tolerance >= 0 ? { kind, tolerance } : undefined;
}

/** `accuracy:0.8..0.9`; a missing end is open. */
function parseBand(value: string, when: readonly string[]): Contract | undefined {
  const match = /^([\w.-]+):(.*?)\.\.(.*)$/.exec(value);
  if (match === null) return undefined;
  const [, name = '', lowest = '', highest = ''] = match;
  const low = lowest === '' ? -Infinity : Number(lowest);
  const high = highest === '' ? Infinity : Number(highest);
  return low <= high ? { kind: 'band', name, low, high, when } : undefined;
}
