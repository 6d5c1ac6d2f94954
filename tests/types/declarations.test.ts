/** Models of one's own can be exported from a package: the compiler can name every type that it writes for them. */
import { mkdtempSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

const source = `
import * as t from 'tslate';

export class Images extends t.Model<[28, 28, 1], [10]> {
  readonly conv = t.conv2d(8, 3, { padding: 'same' });
  readonly depthwise = t.depthwiseConv2d(3);
  readonly separable = t.separableConv2d(8);
  readonly larger = t.upSampling2d();
  readonly mobile = t.mobileBlock(8, 8);
  readonly around = t.residual([t.conv2d(8, 3, { padding: 'same' })]);
  readonly gates = t.squeezeExcite(2);
  readonly pool = t.maxPool2d(2);
  readonly all = t.globalAveragePool2d();
  readonly flat = t.flatten();
  readonly again = t.reshape([10]);
  readonly head = t.dense(10);
  readonly chain = t.sequential([10], t.dropout(0.5), t.dense(10));
  call(x: t.Tensor<readonly [number, 28, 28, 1]>) {
    return this.head.call(this.flat.call(this.conv.call(x)));
  }
}
export const words = () => [
  t.conv1d(4), t.maxPool1d(), t.averagePool1d(),
  t.embedding(10, 4), t.positionalEmbedding(8), t.lstm(4), t.gru(4), t.simpleRnn(4), t.bidirectional(t.lstm(4)),
  t.multiHeadAttention(2), t.feedForward(), t.transformerBlock(2), t.globalAveragePool1d(), t.concatenate(), t.add(),
  t.block([t.dense(3)]), t.layerNormalization(), t.batchNormalization(), t.activation('relu'),
] as const;
`;

describe('the declarations of a package that exports models', () => {
  it('can be written: no type of the framework is without a public name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tslate-declarations-'));
    try {
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(root, join(folder, 'node_modules/tslate'));
      const file = join(folder, 'models.ts');
      writeFileSync(file, source);
      const program = ts.createProgram([file], {
        target: ts.ScriptTarget.ES2023,
        lib: ['lib.es2023.d.ts'],
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        // As in a real installation, where the package is no link.
        preserveSymlinks: true,
        strict: true,
        declaration: true,
        skipLibCheck: true,
        types: [],
      });
      const tree = program.getSourceFile(file);
      if (tree === undefined) throw new Error(`${file} is not part of the program.`);
      const found = [...program.getSemanticDiagnostics(tree), ...program.getDeclarationDiagnostics(tree)];
      expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
