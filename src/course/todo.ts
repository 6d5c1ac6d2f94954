/** The gap that an exercise leaves for its reader. */

/** What a gap throws: the reader has not come here yet, which is no mistake. */
export class NotAttempted extends Error {
  override readonly name = 'NotAttempted';
}

/**
 * Stands where the reader's own code is to go; a check that meets it says “not attempted yet”.
 * @throws NotAttempted always
 */
export function todo(): never {
  throw new NotAttempted('write your own code in the place of todo()');
}
