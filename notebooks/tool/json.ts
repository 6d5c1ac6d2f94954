/** JSON that comes from outside: a guard for objects, and the one way in which this tool writes it. */

/** Whether a value is an object with keys (not null, not an array). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes JSON as nbformat does: keys sorted, one space per level, one newline at the end; so diffs stay small. */
export function stableJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), undefined, 1)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
