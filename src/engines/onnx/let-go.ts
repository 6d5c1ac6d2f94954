/**
 * Lets go of the arrays in which ONNX Runtime wraps its results.
 *
 * The results lie in arrays that were given to it, but it wraps each anew. V8 counts those wrappers as memory of their size
 * and collects garbage of the whole heap again and again, where there is none: in a small network's training, for a
 * quarter of the time. A wrapper that is detached is not counted any more.
 */

type Transfer = (this: ArrayBufferLike, length: number) => ArrayBufferLike;
type Detach = (array: ArrayBufferView) => void;

let found: Promise<Detach> | undefined;

/** A function that detaches an array's buffer; nobody may read the array afterwards. */
export function detaching(): Promise<Detach> {
  return (found ??= find());
}

async function find(): Promise<Detach> {
  const transfer = standard(ArrayBuffer.prototype) ?? (await behindItsFlag());
  return ({ buffer }) => void transfer?.call(buffer, 0);
}

function standard(prototype: unknown): Transfer | undefined {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: a method of ES2024
  return Reflect.get(prototype as object, 'transfer') as Transfer | undefined;
}

/** In Node 20 the method is there behind a flag, which holds for contexts that are made from then on. */
async function behindItsFlag(): Promise<Transfer | undefined> {
  try {
    const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import('node:v8'), import('node:vm')]);
    setFlagsFromString('--harmony-rab-gsab-transfer');
    return standard(runInNewContext('ArrayBuffer.prototype'));
  } catch {
    return undefined;
  }
}
