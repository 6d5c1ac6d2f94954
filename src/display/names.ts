/** How numbers and the well-known names of training are written for a reader. */
import { text, type Bilingual } from './language.ts';

const terms: Readonly<Record<string, Bilingual>> = {
  loss: { en: 'loss', zh: '损失' },
  accuracy: { en: 'accuracy', zh: '准确率' },
  valLoss: { en: 'validation loss', zh: '验证损失' },
  valAccuracy: { en: 'validation accuracy', zh: '验证准确率' },
  cost: { en: 'cost', zh: '代价' },
  dataset: { en: 'data set', zh: '数据集' },
  learningRate: { en: 'learning rate', zh: '学习率' },
  rate: { en: 'learning rate', zh: '学习率' },
  epoch: { en: 'epoch', zh: '轮次' },
  batch: { en: 'batch', zh: '批次' },
  step: { en: 'step', zh: '步' },
  best: { en: 'best', zh: '最佳' },
};

/** A name that training uses (`valLoss`), in the present language (`validation loss`, `验证损失`); other names as they are. */
export function termed(name: string): string {
  const term = Object.hasOwn(terms, name) ? terms[name] : undefined;
  return term ? text(term) : name;
}

/** A number as a reader wants it: four significant digits, whole numbers in full, `NaN` and `∞` by name. */
export function written(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const size = Math.abs(value);
  const digits =
    (Number.isInteger(value) && size < 1e6) || size === 0
      ? String(value)
      : size >= 1e6 || size < 1e-3
        ? value.toExponential(2)
        : value.toPrecision(4);
  return digits.replaceAll('-', '−').replace('e+', 'e');
}

/** A number in no more than four digits: 0.5, 12345, 1.235e−7. */
export function brief(value: number): string {
  if (!Number.isFinite(value)) return written(value);
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(4))).replaceAll('-', '−');
}

/** A share in percent: `93.1 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A span of time in words, rounded to what matters: `8 s`, `3 min 20 s`, `1 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return text({ en: `${hours} h ${minutes} min`, zh: `${hours} 小时 ${minutes} 分` });
  if (minutes > 0) return text({ en: `${minutes} min ${whole % 60} s`, zh: `${minutes} 分 ${whole % 60} 秒` });
  return text({ en: `${whole} s`, zh: `${whole} 秒` });
}
