/** Matrix products. */
import { eachProduct, productOf } from '../../../tensor/product.ts';
import { sizeOf } from '../../../tensor/shape.ts';
import { packCalls, panelBytes, productTasks } from '../product.ts';
import type { Task } from '../tape.ts';
import { isFloats, type Lowering } from './lowering.ts';

export const products: Readonly<Record<string, Lowering>> = {
  matmul(step, plan) {
    const [a, b] = step.inputs;
    if (!isFloats(a, b) || sizeOf(a.shape) * sizeOf(b.shape) === 0) return false;
    const product = productOf(a.shape, b.shape, step.attributes);
    const { m, k, n } = product;
    const storage = product.a.column === 1 ? 'rows' : 'columns';
    const stored = product.b.column === 1 ? ({ storage: 'rows', step: 4 * n } as const) : ({ storage: 'columns', step: 4 * k } as const); // prettier-ignore
    // Each matrix of b is laid out once, however many of a it meets.
    const panels = new Map<number, number>();
    const size = panelBytes({ k, n });
    const at = plan.temporary((size * sizeOf(b.shape)) / (k * n));
    const y = plan.result(step);
    const packs: Task[] = [];
    const tasks: Task[] = [];
    eachProduct(a.shape, b.shape, product, (atA, atB, atY) => {
      let to = panels.get(atB);
      if (to === undefined) {
        panels.set(atB, (to = at + panels.size * size));
        packs.push(...packCalls(to, { ...stored, at: plan.at(b) + 4 * atB }, { k, n }).map((call) => [call]));
      }
      const operand = { at: plan.at(a) + 4 * atA, step: 4 * (storage === 'rows' ? k : m), storage } as const;
      tasks.push(...productTasks(operand, to, { at: y + 4 * atY, step: 4 * n }, { m, k, n }));
    });
    plan.tasks(packs, sizeOf(b.shape));
    plan.tasks(tasks, sizeOf(step.shape) * k);
    return true;
  },
};
