/** What the debugger's list of variables shows; references stand for objects of the executor. */
import { type Inspector } from '../../executor/contract.ts';
import { type JsonObject } from '../../protocol/json.ts';
import { type Evaluated, type PropertyDescriptor, type RemoteObject, shortText, typeName } from './v8.ts';

export interface Variable extends JsonObject {
  readonly name: string;
  readonly value: string;
  /** Of objects only: JupyterLab shows the type of a variable, and the value where there is none. */
  readonly type?: string;
  readonly evaluateName: string;
  /** 0 for what has no members. */
  readonly variablesReference: number;
}

/** More members of one object are not listed. */
const mostMembers = 1000;

/** Made for the executor's code, and nobody's variable. */
const isOwn = (name: string): boolean => name.startsWith('__tslate');

export class Variables {
  readonly #inspector: Inspector;
  readonly #objects = new Map<number, { readonly id: string; readonly path: string }>();
  #count = 1000;

  constructor(inspector: Inspector) {
    this.#inspector = inspector;
  }

  /** A number for an object (or a scope) that can be asked for its members. */
  reference(objectId: string, path = ''): number {
    this.#count += 1;
    this.#objects.set(this.#count, { id: objectId, path });
    return this.#count;
  }

  /** The objects of a pause are gone when it ends. */
  clear(): void {
    this.#objects.clear();
  }

  async members(reference: number): Promise<Variable[]> {
    const object = this.#objects.get(reference);
    if (object === undefined) return [];
    const { result } = answer<{ result: readonly PropertyDescriptor[] }>(
      await this.#inspector.post('Runtime.getProperties', { objectId: object.id, ownProperties: true }),
    );
    return result
      .filter(({ name, value }) => value !== undefined && !isOwn(name))
      .slice(0, mostMembers)
      .map(({ name, value }) => this.variable(name, value ?? { type: 'undefined' }, object.path));
  }

  /** The variables of these names in the global scope. */
  async globals(names: readonly string[]): Promise<Variable[]> {
    const variables: Variable[] = [];
    for (const name of names) {
      const { result, exceptionDetails } = answer<Evaluated>(
        await this.#inspector.post('Runtime.evaluate', { expression: name, silent: true }),
      );
      if (exceptionDetails === undefined) variables.push(this.variable(name, result));
    }
    return variables;
  }

  variable(name: string, value: RemoteObject, path = ''): Variable {
    const isIndex = /^\d+$/.test(name);
    const member = isIndex
      ? `${path}[${name}]`
      : /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
        ? `${path}.${name}`
        : '';
    const evaluateName = path === '' ? name : member;
    const variablesReference = value.objectId === undefined ? 0 : this.reference(value.objectId, evaluateName);
    const type = value.objectId === undefined ? {} : { type: typeName(value) };
    return { name, value: shortText(value), ...type, evaluateName, variablesReference };
  }
}

/** What V8 answers has the shape that its protocol documents. */
export function answer<T>(result: JsonObject): T {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: V8's inspector protocol
  return result as unknown as T;
}
