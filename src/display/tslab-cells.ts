/** What tslab's cells do not do by themselves: show a displayable that stands at the end, and wait until it is drawn. */
import { isDisplayable } from './mime.ts';
import { shownSymbol, show } from './show.ts';
import { isFunction, property } from './unknown.ts';

/** The name under which a cell hands the value of its last expression to tslab, which would print it. */
const lastExpression = 'tsLastExpr';

/**
 * Teaches tslab, where it runs this program, to show the displayable at the end of a cell.
 * A cell that imports this has begun before: its own picture comes after its end, which only a live front end shows.
 */
export function teachTslab(): void {
  const kernel = property(globalThis, '__tslab__');
  const cells = property(kernel, 'exports');
  if (!isFunction(property(kernel, 'require')) || typeof cells !== 'object' || cells === null) return;
  if (Object.getPrototypeOf(cells) !== Object.prototype) return;
  let drawn = Promise.resolve();
  let last: unknown;
  const draw = (value: unknown) => {
    drawn = show(value).then(
      () => undefined,
      (error: unknown) => console.error(error),
    );
  };
  // Inherited, because tslab keeps what it is told to define on `exports` itself as a plain value. A cell begins by
  // setting the name to undefined, and the present one has done so.
  Reflect.deleteProperty(cells, lastExpression);
  Object.setPrototypeOf(
    cells,
    Object.defineProperty({}, lastExpression, {
      get: () => last,
      set(value: unknown) {
        if (isDisplayable(value)) draw(value);
        last = isDisplayable(value) || property(value, shownSymbol) === true ? undefined : value;
      },
    }),
  );
  holdCells(kernel, () => drawn);
}

/** tslab ends a cell without `await` at once; what is drawn after that end is lost to nbclient and nbconvert. */
function holdCells(kernel: unknown, drawn: () => Promise<void>): void {
  const handler = property(property(jupyterModule(kernel), 'JupyterHandlerImpl'), 'prototype');
  const execute = property(handler, 'handleExecuteImpl');
  if (typeof handler !== 'object' || handler === null || !isFunction(execute)) return;
  Reflect.set(handler, 'handleExecuteImpl', async function (this: unknown, ...request: unknown[]) {
    const count = await Reflect.apply(execute, this, request);
    await drawn();
    return count;
  });
}

/** The module of tslab that answers Jupyter: not part of its public API, but among the modules that are loaded. */
function jupyterModule(kernel: unknown): unknown {
  const loaded = property(property(kernel, 'require'), 'cache');
  if (typeof loaded !== 'object' || loaded === null) return undefined;
  return Object.values(loaded)
    .map((module) => property(module, 'exports'))
    .find((exports) => isFunction(property(exports, 'JupyterHandlerImpl')));
}
