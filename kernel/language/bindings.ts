/** Which committed cell a name means now, and the hidden line that brings earlier names into a new cell. */
import { type TopLevelName } from './names.ts';
import { cellSpecifier } from './resolution.ts';

/** What later cells know about a name: the newest cell that has it and how to get it from there. */
export interface Binding {
  /** Number of the committed cell. */
  readonly cell: number;
  readonly how: 'const' | 'let' | 'import' | 'type';
  readonly isType: boolean;
  readonly isPlainType: boolean;
  readonly kind: string;
}

/** The names of all committed cells; the latest declaration of a name wins. */
export class Bindings {
  private readonly names = new Map<string, Binding>();

  get(name: string): Binding | undefined {
    return this.names.get(name);
  }

  entries(): Iterable<[string, Binding]> {
    return this.names;
  }

  clear(): void {
    this.names.clear();
  }

  /** From now on `name` is what cell number `cell` declares. A type and a value of one name may come from two cells. */
  declare(name: string, own: TopLevelName, cell: number): void {
    const before = this.names.get(name);
    const isPlainType = own.isType ? own.isPlainType : before?.isPlainType === true;
    const carriedValue = before !== undefined && before.how !== 'type' ? 'const' : 'type';
    this.names.delete(name); // re-insert: the newest names stand last
    this.names.set(name, {
      cell,
      how: own.value ?? carriedValue,
      isType: own.isType || isPlainType,
      isPlainType,
      kind: own.value === undefined && before !== undefined && before.how !== 'type' ? before.kind : own.kind,
    });
  }

  /**
   * One line of declarations for the mentioned names that the cell does not declare itself.
   * A value becomes `declare let x: typeof import(…).x`, so that a cell may assign to it; the rest is imported.
   */
  hiddenLine(mentioned: Iterable<string>, own: ReadonlyMap<string, TopLevelName>): string {
    const parts: string[] = [];
    for (const name of mentioned) {
      const binding = this.names.get(name);
      if (binding === undefined) continue;
      const from = JSON.stringify(cellSpecifier(binding.cell));
      const value = `declare ${binding.how === 'let' ? 'let' : 'const'} ${name}: typeof import(${from}).${name};`;
      const mine = own.get(name);
      if (mine === undefined) {
        const isVariable = (binding.how === 'let' || binding.how === 'const') && !binding.isType;
        parts.push(isVariable ? value : `import { ${name} } from ${from};`);
      } else if (mine.value === undefined && binding.how !== 'type') {
        parts.push(value);
      } else if (!mine.isType && binding.isPlainType) {
        parts.push(`type ${name} = import(${from}).${name};`);
      }
    }
    return parts.join(' ');
  }
}
