import { afterEach, describe, expect, it } from 'vitest';
import { displaySymbol, type Json, lossSurface, setLanguage } from '../../../src/index.ts';
import { isRecord } from '../../../src/json.ts';
import { listOf, says, sizeOf, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const saddle = (x: number, y: number) => x * x - y * y;
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const traces = (plotly: Json): Readonly<Record<string, Json>>[] =>
  isRecord(plotly) ? list(plotly['data']).filter(isRecord) : [];
const patches = (svg: string) => svg.match(/<path d="[^"]*z" fill="#[0-9a-f]{6}" stroke="#5B88A8"/g) ?? [];

describe('a loss surface', () => {
  it('is a Plotly surface with a still picture of its own, and words', async () => {
    const figure = lossSurface(saddle, { title: 'A saddle' });
    const bundle = await figure[displaySymbol]();
    expect(Object.keys(bundle)).toContain('application/vnd.plotly.v1+json');
    expect(sizeOf(bundle)).toBeLessThan(100_000);
    const [surface] = traces(figure.plotly);
    expect([surface['type'], list(surface['z']).length, list(list(surface['z'])[0]).length]).toEqual([
      'surface',
      41,
      41,
    ]);
    expect(list(list(surface['z'])[0])[20]).toBe(-1);
    const svg = await figure.toSVG();
    expect(patches(svg)).toHaveLength(24 * 24);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['A saddle', 'x', 'y', 'loss', '−0.5', '0', '0.5']));
    expect(svg).toContain('<desc>Surface in space “A saddle”');
    says(figure, 'loss over x from −1 to 1 and y from −1 to 1', 'lowest −1 at (0, −1), highest 1 at (−1, 0)');
  });

  it('paints what is near over what is far', async () => {
    const svg = await lossSurface(() => 0).toSVG();
    // The camera stands in front, to the right: the patch at the back on the left comes first, its picture highest.
    const heights = patches(svg).map((path) => Number(/M[\d.]+ ([\d.]+)/.exec(path)?.[1]));
    expect(heights[0]).toBeLessThan(heights[heights.length - 1]);
    expect(patches(svg)[0]).not.toBe(patches(svg).at(-1));
  });

  it('draws paths on it, a little above, in colours and dashes, with their ends', async () => {
    const paths = {
      a: [
        [-1, 0],
        [0, 0.5],
        [0, 2],
      ],
      b: listOf(30, (i) => [i / 30, i / 60]),
    };
    const figure = lossSurface(saddle, { paths });
    const [, a, b] = traces(figure.plotly);
    expect([a['name'], b['name'], b['mode']]).toEqual(['a', 'b', 'lines+markers']);
    expect(Number(list(a['z'])[0])).toBeGreaterThan(1);
    expect(isRecord(b['line']) && b['line']['dash']).toBe('dash');
    const svg = await figure.toSVG();
    expect(wordsOf(svg)).toEqual(
      expect.arrayContaining(['a', 'b', '○ start, ◆ end', 'a: leaves the frame with step 2']),
    );
    expect(svg).toContain('stroke-dasharray="8 4" stroke-dashoffset=');
    says(figure, 'a: 2 steps from (−1, 0), loss 1, to (0, 2), loss −4; leaves the frame with step 2.');
  });

  it('leaves holes where values are not finite, or not positive on a logarithmic scale', async () => {
    const figure = lossSurface((x, y) => x * x + y * y - 0.001, { logZ: true });
    const svg = await figure.toSVG();
    expect(patches(svg).length).toBeLessThan(24 * 24);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['logarithmic height', '0.01', '0.1', '1']));
    expect(wordsOf(svg).some((word) => /^\d+ of 1681 grid values are not finite, left white$/.test(word))).toBe(true);
    const nothing = lossSurface([
      [NaN, NaN],
      [NaN, NaN],
    ]);
    expect(patches(await nothing.toSVG())).toEqual([]);
    says(nothing, 'No value is finite.');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const figure = lossSurface(saddle, {
      paths: {
        GD: [
          [1, 0],
          [0, 0],
        ],
      },
    });
    expect(wordsOf(await figure.toSVG())).toEqual(expect.arrayContaining(['损失', '○ 起点，◆ 终点']));
    says(figure, '三维曲面图：损失，x 从 −1 到 1');
  });
});
