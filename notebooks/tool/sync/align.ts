/** Aligns two lists by their longest common subsequence. */

/** For each element of `edited` its place in `before`, or undefined where it is new. */
export function align<T>(before: readonly T[], edited: readonly T[]): (number | undefined)[] {
  // longest[i][j]: the length of the longest common subsequence of before from i on and edited from j on
  const longest = Array.from({ length: before.length + 1 }, () => new Uint32Array(edited.length + 1));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    const row = longest[i];
    if (row === undefined) continue;
    for (let j = edited.length - 1; j >= 0; j--) {
      row[j] = before[i] === edited[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const places: (number | undefined)[] = [];
  for (let i = 0, j = 0; j < edited.length;) {
    if (i < before.length && before[i] === edited[j]) {
      places.push(i++);
      j++;
    } else if (i < before.length && at(i + 1, j) >= at(i, j + 1)) i++;
    else {
      places.push(undefined);
      j++;
    }
  }
  return places;
}
