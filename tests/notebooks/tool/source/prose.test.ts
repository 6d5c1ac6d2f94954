import { expect, test } from 'vitest';
import { joinChineseLines } from '../../../../notebooks/tool/source/prose.ts';

test('joins Chinese lines without a gap, also in a quotation', () => {
  expect(joinChineseLines('批次会打乱，\n答案在留出的图像上检验。')).toBe('批次会打乱，答案在留出的图像上检验。');
  expect(joinChineseLines('> 作为公式\n> 它是对的。')).toBe('> 作为公式它是对的。');
});

test('keeps the break, and with it a space, beside Latin words and formulas', () => {
  const text = '它是为 TensorFlow 1 写的，\n`Session` 早已不在；\n$x$ 是数';
  expect(joinChineseLines(text)).toBe(text);
});

test('leaves paragraphs, lists, code and displayed formulas as they are', () => {
  const text = '一\n\n二\n\n- 三\n- 四\n\n```ts\n// 五\n六;\n```\n\n$$\n\\text{七\n八}\n$$\n\n$$九$$\n\n> 十\n\n十一';
  expect(joinChineseLines(text)).toBe(text);
});
