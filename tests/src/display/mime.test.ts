import { describe, expect, it } from 'vitest';
import { displayable, displaySymbol, escapeMarkup, isDisplayable } from '../../../src/display/mime.ts';

describe('a displayable', () => {
  it('is anything with the method Jupyter.display, as in Deno', async () => {
    const bundle = { 'text/html': '<b>6</b>', 'text/plain': '6' };
    expect(isDisplayable({ [Symbol.for('Jupyter.display')]: () => bundle })).toBe(true);
    expect([{}, null, undefined, 'text', 6, { [displaySymbol]: 'no method' }].some(isDisplayable)).toBe(false);
    expect(await displayable(bundle)[displaySymbol]()).toEqual(bundle);
  });
});

it('escapes whatever could break out of markup', () => {
  expect(escapeMarkup(`<a b="c">'&`)).toBe('&lt;a b=&quot;c&quot;&gt;&#39;&amp;');
});
