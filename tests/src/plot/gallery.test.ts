/** What holds for every figure: its forms, its size, its words, and the schemas of its live form. */
import { afterEach, describe, expect, test } from 'vitest';
import { displaySymbol, metadataSymbol, setLanguage } from '../../../src/display/index.ts';
import { vegaLiteMime } from '../../../src/plot/figure.ts';
import { plotlyMime } from '../../../src/plot/plotly.ts';
import { isRecord } from '../../../src/json.ts';
import { compileSpec } from '../../../src/plot/render.ts';
import { needing, once } from '../../setup/needs.ts';
import { vegaLiteSchema } from '../../setup/vega-lite-schema.ts';
import { gallery } from './gallery.ts';
import { sizeOf, wordsOf } from './look.ts';

const schema = vegaLiteSchema();

afterEach(() => setLanguage('en'));

describe.each(['en', 'zh'] as const)('every figure in %s', (language) => {
  const shown = once(async () => {
    setLanguage(language);
    const figures = gallery.map(({ name, figure }) => ({ name, figure: figure() }));
    const drawn = [];
    for (const { name, figure } of figures) {
      drawn.push({ name, figure, svg: await figure.toSVG(), bundle: await figure[displaySymbol]() });
    }
    return drawn;
  });

  test('is one live form at most, one picture, and words, in 100 kB', { timeout: 120_000 }, async () => {
    for (const { name, figure, bundle } of await shown()) {
      const forms = Object.keys(bundle);
      const live = forms.filter((mime) => mime === vegaLiteMime || mime === plotlyMime);
      const pictures = forms.filter((mime) => mime === 'image/png' || mime === 'image/svg+xml');
      expect(live.length, name).toBeLessThan(2);
      expect(pictures, name).toHaveLength(1);
      expect(forms, name).toEqual([...live, ...pictures, 'text/plain']);
      expect(bundle['text/plain'], name).toBe(figure.alt);
      expect(figure[metadataSymbol], name).toMatchObject({ [pictures[0] ?? '']: { alt: figure.alt } });
      expect(sizeOf(bundle), name).toBeLessThan(100_000);
    }
  });

  test('speaks the language, and names itself to screen readers', async () => {
    for (const { name, figure, svg } of await shown()) {
      expect(figure.alt, name).toMatch(language === 'zh' ? /[\u4e00-\u9fff]/ : /^[^\u4e00-\u9fff]+$/);
      expect(svg, name).toMatch(/^<svg role="img" aria-label="[^"]+"|^<svg [^>]*role="img" aria-label="[^"]+"/);
      const words = wordsOf(svg).join(' ');
      if (language === 'en') expect(words, name).toMatch(/^[^\u4e00-\u9fff]*$/);
      expect(`${words} ${figure.alt}`, name).not.toMatch(/undefined|\[object/);
    }
  });

  test('whose live form is Vega-Lite compiles without a word of complaint', async () => {
    for (const { name, bundle } of await shown()) {
      const spec = bundle[vegaLiteMime];
      if (isRecord(spec)) expect((await compileSpec(spec)).messages, name).toEqual([]);
    }
  });

  test(
    "whose live form is Vega-Lite is valid by Vega-Lite 5's published schema",
    needing(schema, async (check) => {
      for (const { name, bundle } of await shown()) {
        const spec = bundle[vegaLiteMime];
        if (isRecord(spec)) expect(check(spec), name).toBeUndefined();
      }
      expect(check({ mark: 'no such mark', data: { values: [] }, encoding: {} })).toBeTypeOf('string');
    }),
  );
});
