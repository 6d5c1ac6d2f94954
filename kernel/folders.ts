/** The user's folders: where things are kept between starts. A kernel must start without any of them. */
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';

/** The user's home; undefined for users who have none (containers run as numbers that no list of users knows). */
export function homeFolder(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes a folder and those above it, for this user alone; throws where it cannot be made. Node's own recursive `mkdir` does
 * not return where there is no making of folders and no word about it (`/proc`).
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(folder)) throw error; // else another kernel made it just now
  }
}
