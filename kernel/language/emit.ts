/** A checked module as a script, and as declarations for later cells. */
import ts from '#typescript';
import { type CellModule } from './cell-module.ts';
import { placeOf } from './diagnostics.ts';
import { layOut } from './lines.ts';
import { toScript, type Script } from './script.ts';
import { decodeMappings, encodeSourceMap } from './source-map.ts';

export interface EmittedScript extends Script {
  readonly javascript: string;
  readonly sourceMap: string;
}

/** The script of a module in a program; imports of types are known to be such and vanish. */
export function emitScript(module: CellModule, name: string, program: ts.Program, file: ts.SourceFile): EmittedScript {
  const script: Script = { isAsync: false, hasResult: false, declares: [] };
  const output = new Map<string, string>();
  const transformers = { after: [toScript(new Set(module.names.keys()), script, module.magics)] };
  program.emit(file, (path, text) => void output.set(extensionOf(path), text), undefined, false, transformers);
  return finish(module, name, script, output.get('.js') ?? '', output.get('.map') ?? '');
}

/** The script of a module by itself, without any types: what is imported by name is taken for a value. */
export function transpileScript(
  module: CellModule,
  name: string,
  fileName: string,
  options: ts.CompilerOptions,
): EmittedScript {
  const script: Script = { isAsync: false, hasResult: false, declares: [] };
  const { outputText, sourceMapText } = ts.transpileModule(module.text, {
    fileName,
    compilerOptions: { ...options, declaration: false, sourceMap: true },
    transformers: { after: [toScript(new Set(module.names.keys()), script, module.magics)] },
  });
  return finish(module, name, script, outputText, sourceMapText ?? '');
}

/** What later cells need of a module: its declarations, or the module itself where they cannot be written down. */
export function emitDeclarations(
  module: CellModule,
  program: ts.Program,
  file: ts.SourceFile,
): { readonly text: string; readonly extension: '.d.ts' | '.ts' | '.tsx' } {
  let text: string | undefined;
  const { emitSkipped } = program.emit(file, (_, written) => void (text = written), undefined, true);
  if (emitSkipped || text === undefined) return { text: module.text, extension: `.${module.dialect}` };
  return { text, extension: '.d.ts' };
}

function finish(module: CellModule, name: string, script: Script, output: string, map: string): EmittedScript {
  const mappings = decodeMappings(map).flatMap((mapping) => {
    const sourceLine = mapping.sourceLine - module.linesBefore;
    return sourceLine < 0
      ? []
      : [{ ...mapping, sourceLine, sourceColumn: columnInCell(module, sourceLine, mapping.sourceColumn) }];
  });
  const laidOut = layOut(output.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ''), mappings);
  return { ...script, javascript: laidOut.text, sourceMap: encodeSourceMap(name, laidOut.mappings) };
}

function columnInCell({ code, inserted }: CellModule, line: number, column: number): number {
  if (inserted === undefined) return column;
  const place = placeOf(code, inserted.at);
  const isBehind = line === place.line - 1 && column >= place.column - 1 + inserted.length;
  return isBehind ? column - inserted.length : column;
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.'));
}
