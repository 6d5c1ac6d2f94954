/**
 * Before Node's types: they are two thirds of all that TypeScript reads, and a first cell that needs none of them need not
 * wait. What a cell does take of them is then an unknown name, so that a cell with a mistake is checked anew, with them.
 */

/** What nearly every cell takes of Node's types, as they have it. */
export const plainConsole = `
declare var console: {
  debug(message?: any, ...optionalParams: any[]): void;
  error(message?: any, ...optionalParams: any[]): void;
  info(message?: any, ...optionalParams: any[]): void;
  log(message?: any, ...optionalParams: any[]): void;
  table(tabularData: any, properties?: readonly string[]): void;
  warn(message?: any, ...optionalParams: any[]): void;
};`;

/** Whether no mistake of a cell is hidden, and what it imports or declares for others cannot rest on Node's types. */
export function mayDoWithoutNode(code: string): boolean {
  return !/@ts-|\/\/\/|\b(?:import|export|require|declare|globalThis)\b|^\s*%/m.test(code);
}
