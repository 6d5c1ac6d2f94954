import { describe, expect, it } from 'vitest';
import { primitives } from 'tslate';
import { lower, lowerings } from '../../../../src/formats/onnx/lower.ts';
import { trace } from '../../../../src/graph/trace.ts';
import { apply } from '../../../../src/ops/apply.ts';
import type { DType } from '../../../../src/tensor/dtype.ts';
import { expectClose, RandomTensors } from '../../values.ts';
import { run, session } from './run.ts';

const asFloat32 = (dtype: DType): DType => (dtype === 'float64' ? 'float32' : dtype);

describe('the lowering to ONNX', () => {
  it('has an entry for every primitive', () => {
    expect([...primitives.keys()].filter((name) => !Object.hasOwn(lowerings, name))).toEqual([]);
  });

  it.each([...primitives.values()])('computes $name as the plain engine does', async (primitive) => {
    const random = new RandomTensors(1);
    for (const { shapes, attributes, dtypes, range } of primitive.samples) {
      const inputs = shapes.map((shape, i) => random.tensor(shape, asFloat32(dtypes?.[i] ?? 'float32'), range));
      const named = inputs.map(({ shape, dtype }, i) => ({ name: `x${i}`, shape, dtype }));
      const graph = trace((...x) => [apply(primitive, x, attributes)], named);
      const outputs = await run(
        await session(lower(graph, { name: primitive.name, outputs: ['y'] })),
        Object.fromEntries(inputs.map((input, i) => [`x${i}`, input])),
      );
      expectClose(outputs.y, apply(primitive, inputs, attributes), 1e-5, JSON.stringify({ shapes, attributes }));
    }
  });
});
