/** Projects: a `tsconfig.json` has settings of its own for the files that it names, by which others check them. */
import path from 'node:path';
import ts from '#typescript';
import { isJsonObject, type JsonObject } from '../protocol/json.ts';

/** Whether a file is part of a project. What was read of folders is remembered by this one function only. */
export function projectMembership(): (file: string) => boolean {
  const configs = new Map<string, JsonObject | undefined>();
  const configIn = (folder: string): JsonObject | undefined => {
    if (!configs.has(folder)) configs.set(folder, readConfig(path.join(folder, 'tsconfig.json')));
    return configs.get(folder);
  };
  return (file) => {
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const config = configIn(folder);
      if (config !== undefined && names(config, folder, file)) return true;
      if (folder === path.dirname(folder)) return false;
    }
  };
}

function readConfig(file: string): JsonObject | undefined {
  if (!ts.sys.fileExists(file)) return undefined;
  const config: unknown = ts.readConfigFile(file, (name) => ts.sys.readFile(name)).config;
  return isJsonObject(config) ? config : {};
}

/** A pattern counts as the folder before its first wildcard, which is what nearly all of them mean. */
function names({ files, include }: JsonObject, folder: string, file: string): boolean {
  if (files === undefined && include === undefined) return true;
  const listed = [files, include].flatMap((list) => (Array.isArray(list) ? list : []));
  return listed.some((pattern) => {
    if (typeof pattern !== 'string') return false;
    const place = path.resolve(folder, pattern.replace(/(?:^|\/)[^/]*[*?].*$/, ''));
    return file === place || file.startsWith(place.endsWith('/') ? place : `${place}/`);
  });
}
