import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  displayable,
  displaySymbol,
  isDisplayable,
  metadataSymbol,
  show,
  type MimeBundle,
} from '../../../src/display/index.ts';

const picture = { 'image/svg+xml': '<svg/>', 'image/png': btoa('\x89PNG'), 'text/plain': 'a picture' };
const hookSymbol = Symbol.for('tslate.display');

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(globalThis, hookSymbol);
});

/** Like the kernel's: what can show itself is drawn first, and the handle says when. */
function hook() {
  const calls: [content: unknown, options: { id?: string; update?: boolean; metadata?: object }][] = [];
  Reflect.set(globalThis, hookSymbol, (content: unknown, options: { readonly metadata?: object }) => {
    if (!isDisplayable(content)) return void calls.push([content, options]);
    const draw = async () => {
      const bundle = await content[displaySymbol]();
      calls.push([bundle, { ...options, metadata: { ...content[metadataSymbol], ...options.metadata } }]);
    };
    return { drawn: draw() };
  });
  return calls;
}

describe('show in our kernel', () => {
  it('hands the figure and an id to the hook, and updates the same place', async () => {
    const calls = hook();
    const metadata = { 'image/png': { width: 10, alt: 'a picture' } };
    const handle = await show(displayable(picture, metadata));
    await handle.update(displayable({ 'text/plain': 'another' }));
    expect(calls).toEqual([
      [picture, { id: handle.id, update: false, metadata }],
      [{ 'text/plain': 'another' }, { id: handle.id, update: true, metadata: {} }],
    ]);
  });

  it('reads the metadata when the bundle is there: a picture knows its size when it has been drawn', async () => {
    const calls = hook();
    let width = 0;
    const figure = {
      [displaySymbol]: () => new Promise<MimeBundle>((done) => setTimeout(() => done(((width = 10), picture)))),
      get [metadataSymbol]() {
        return { 'image/png': { width } };
      },
    };
    await show(figure);
    expect(calls[0]?.[1].metadata).toEqual({ 'image/png': { width: 10 } });
  });

  it('marks its handle, so that a kernel does not print it as the result of a cell', async () => {
    hook();
    expect(Reflect.get(await show('x'), Symbol.for('tslate.shown'))).toBe(true);
  });

  it('leaves values without a bundle to the kernel, which knows how to print them', async () => {
    const calls = hook();
    const value = new Map([['a', 1]]);
    await show(value);
    expect(calls[0]?.[0]).toBe(value);
  });

  it('keeps updates in order although a figure renders slowly', async () => {
    const calls = hook();
    const handle = await show('first');
    const slow = {
      [displaySymbol]: () => new Promise<MimeBundle>((done) => setTimeout(() => done({ 'text/plain': 'slow' }), 5)),
    };
    const updates = [handle.update(slow), handle.update(displayable({ 'text/plain': 'last' }))];
    await Promise.all(updates);
    expect(calls.map(([content]) => content)).toEqual(['first', { 'text/plain': 'slow' }, { 'text/plain': 'last' }]);
  });

  it('passes on what goes wrong while a value renders, and goes on after it', async () => {
    const calls = hook();
    const broken = { [displaySymbol]: () => Promise.reject(new Error('no picture')) };
    await expect(show(broken)).rejects.toThrow('no picture');
    const handle = await show('first');
    await expect(handle.update(broken)).rejects.toThrow('no picture');
    await handle.update('second');
    expect(calls.map(([content]) => content)).toEqual(['first', 'second']);
  });
});

describe('show in Deno', () => {
  it('broadcasts display_data and update_display_data', async () => {
    const broadcast = vi.fn(() => Promise.resolve());
    vi.stubGlobal('Deno', { jupyter: { broadcast } });
    const handle = await show(displayable(picture), { id: 'here' });
    await handle.update(displayable({ 'text/plain': 'b' }));
    expect(broadcast.mock.calls).toEqual([
      ['display_data', { data: picture, metadata: {}, transient: { display_id: 'here' } }],
      ['update_display_data', { data: { 'text/plain': 'b' }, metadata: {}, transient: { display_id: 'here' } }],
    ]);
  });

  it('is a terminal where Deno runs a plain program', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    vi.stubGlobal('Deno', {
      get jupyter() {
        throw new Error('not in a notebook');
      },
    });
    await show(displayable(picture));
    expect(log).toHaveBeenCalledWith('a picture');
  });
});

describe('show in tslab', () => {
  it('sends one form, the richest that tslab can send, to one place', async () => {
    const place = { svg: vi.fn(), png: vi.fn(), text: vi.fn() };
    const api = { display: { text: vi.fn() }, newDisplay: vi.fn(() => place) };
    vi.stubGlobal('__tslab__', { require: (name: string) => (name === 'tslab' ? api : undefined) });
    const handle = await show(displayable(picture));
    await handle.update(displayable({ 'image/png': picture['image/png'], 'text/plain': 'p' }));
    await handle.update('text');
    expect(place.svg.mock.calls).toEqual([['<svg/>']]);
    expect(place.png.mock.calls).toEqual([[Uint8Array.of(0x89, 0x50, 0x4e, 0x47)]]);
    expect(place.text.mock.calls).toEqual([['text']]);
    expect(api.newDisplay).toHaveBeenCalledTimes(1);
  });
});

describe('show in a terminal', () => {
  it('prints the text of a bundle, and again when it is updated', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const handle = await show(displayable(picture));
    await handle.update({ a: 1 });
    await show(displayable({ 'image/png': '' }));
    expect(log.mock.calls).toEqual([['a picture'], ['{\n  "a": 1\n}'], ['[image/png]']]);
  });

  it('uses the metadata symbol only for hints', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await show({ [displaySymbol]: () => picture, [metadataSymbol]: { 'image/png': { width: 1 } } });
    expect(log.mock.calls).toEqual([['a picture']]);
  });
});
