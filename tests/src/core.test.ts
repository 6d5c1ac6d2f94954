/** The core runs anywhere JavaScript runs: it imports nothing of Node but where it reads files, and a browser can bundle it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

interface Import {
  readonly from: string;
  readonly what: string;
  /** `import(…)`, which runs only where it is reached. */
  readonly dynamic: boolean;
}

/** The imports of a file that are there at run time: those of types alone are gone by then. */
function importsOf(file: string): Import[] {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
    const typesOnly =
      clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (ts.isExportDeclaration(node) && node.isTypeOnly);
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && !typesOnly) {
      const { moduleSpecifier } = node;
      if (moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)) {
        found.push({ from: file, what: moduleSpecifier.text, dynamic: false });
      }
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [what] = node.arguments;
      found.push({ from: file, what: ts.isStringLiteral(what) ? what.text : what.getText(), dynamic: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** All imports of the files that `start` reaches; with `dynamic`, also through import(…). */
function reachable(start: string, dynamic: boolean): Import[] {
  const visited = new Set<string>();
  const found: Import[] = [];
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (visited.has(file)) continue;
    visited.add(file);
    for (const item of importsOf(file)) {
      if (item.dynamic && !dynamic) continue;
      found.push(item);
      if (item.what.startsWith('.')) waiting.push(join(dirname(file), item.what));
    }
  }
  return found;
}

const written = ({ from, what }: Import): string => `${relative(source, from)} → ${what}`;
const outside = ({ what }: Import): boolean => !what.startsWith('.');

/** Where Node may be imported: engines that are Node's, and what reads and writes files. */
const NODE =
  /^(engines\/(onnx|tensorflow)\/|data\/(files|download)\.ts|data\/digits\/write\.ts|course\/source\.ts|formats\/files\.ts)/;

describe('the core', () => {
  it('reaches nothing but its own files when it is imported', () => {
    expect(reachable(join(source, 'index.ts'), false).filter(outside).map(written)).toEqual([]);
  });

  it('imports Node only where files are read, and goes there only when asked', () => {
    const all = reachable(join(source, 'index.ts'), true);
    const node = all.filter(({ what }) => what.startsWith('node:'));
    expect(node.filter(({ from }) => !NODE.test(relative(source, from))).map(written)).toEqual([]);
    // The walk sees them: a test that found nothing at all would prove nothing.
    expect(node.length).toBeGreaterThan(0);
  });

  it('imports Node in no other file of its folder either', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const node = files.flatMap((name) => importsOf(join(source, name))).filter(({ what }) => what.startsWith('node:'));
    expect(node.filter(({ from }) => !NODE.test(relative(source, from))).map(written)).toEqual([]);
  });

  it('knows nothing of the kernel or the course', () => {
    const all = reachable(join(source, 'index.ts'), true).filter(({ what }) => what.startsWith('.'));
    const beyond = all.filter(({ from, what }) => !join(dirname(from), what).startsWith(source));
    expect(beyond.map(written)).toEqual([]);
    for (const { from, what } of all) expect(existsSync(join(dirname(from), what)), `${from}: ${what}`).toBe(true);
  });

  it('builds for the browser, and the bundle computes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tslate-browser-'));
    try {
      await build({
        configFile: false,
        root: source,
        logLevel: 'error',
        build: {
          outDir: folder,
          lib: { entry: join(source, 'index.ts'), formats: ['es'], fileName: 'core' },
          minify: false,
          emptyOutDir: true,
        },
      });
      const bundle = readFileSync(join(folder, 'core.js'), 'utf8');
      expect(bundle).not.toMatch(/from\s*["']node:/);
      const core: unknown = await import(/* @vite-ignore */ join(folder, 'core.js'));
      expect(core).toMatchObject({ tensor: expect.any(Function), sequential: expect.any(Function) });
      const tensor: unknown = Reflect.get(Object(core), 'tensor');
      if (typeof tensor !== 'function') throw new Error('no tensor');
      expect(String(tensor([1, 2]).add(1))).toBe('Tensor float32 2\n[2, 3]');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
