import { afterEach, describe, expect, it, vi } from 'vitest';
import { joined, language, setLanguage, text } from '../../../src/display/language.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.resetModules();
  setLanguage('en');
});

describe('the language of the reader', () => {
  it('picks the text of the language that was set', () => {
    setLanguage('zh');
    expect(language()).toBe('zh');
    expect(text({ en: 'epoch', zh: '轮次' })).toBe('轮次');
    expect(joined(['一', '二'])).toBe('一；二');
    setLanguage('en');
    expect(text({ en: 'epoch', zh: '轮次' })).toBe('epoch');
  });

  it('sets letters and digits apart from Chinese characters, where values were put in', () => {
    setLanguage('zh');
    const [name, count] = ['ReLU', 3];
    expect(text({ en: '', zh: `${name}的第${count}个值σ（${name}）` })).toBe('ReLU 的第 3 个值 σ（ReLU）');
    expect(text({ en: '', zh: '从 0 到 1，93%的样本' })).toBe('从 0 到 1，93%的样本');
  });

  it('comes from TSLATE_LANGUAGE until it is set', async () => {
    vi.stubEnv('TSLATE_LANGUAGE', 'zh-CN');
    const fresh = await import('../../../src/display/language.ts');
    expect(fresh.language()).toBe('zh');
    fresh.setLanguage('en');
    expect(fresh.language()).toBe('en');
  });

  it('is English where there is no process, as in a browser', async () => {
    const fresh = await import('../../../src/display/language.ts');
    vi.stubGlobal('process', undefined);
    expect(fresh.language()).toBe('en');
  });

  it('is English where the environment may not be read, as in Deno', async () => {
    const fresh = await import('../../../src/display/language.ts');
    vi.stubGlobal('process', {
      get env() {
        throw new Error('NotCapable: Requires env access');
      },
    });
    expect(fresh.language()).toBe('en');
  });
});
