/** The name of a cell's source in Jupyter's debug protocol: a hash of its code, which client and kernel both compute. */

/** MurmurHash2, 32 bits, of the text's UTF-8 (Austin Appleby, public domain; as JupyterLab computes it). */
export function murmur2(text: string, seed: number): number {
  const data = new TextEncoder().encode(text);
  const m = 0x5bd1e995;
  const word = (at: number): number => (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8);
  let hash = seed ^ data.length;
  let at = 0;
  for (; data.length - at >= 4; at += 4) {
    let k = word(at) | (word(at + 2) << 16);
    k = Math.imul(k, m);
    k ^= k >>> 24;
    k = Math.imul(k, m);
    hash = Math.imul(hash, m) ^ k;
  }
  const rest = data.length - at;
  if (rest > 0) {
    for (let byte = rest - 1; byte >= 0; byte -= 1) hash ^= (data[at + byte] ?? 0) << (8 * byte);
    hash = Math.imul(hash, m);
  }
  hash ^= hash >>> 13;
  hash = Math.imul(hash, m);
  hash ^= hash >>> 15;
  return hash >>> 0;
}
