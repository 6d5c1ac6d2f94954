/** The programs that call `fit`, ready to run on digits; 000, which is a loop of its own, stands in its file. */
import { type AnyParameter, type Digits, type FitOptions, initializer, rng, tensor, type Tensor, zeros } from 'tslate';
import { indicesTo } from '../../src/data/batches.ts';
import { rowsLater } from '../../src/data/rows-later.ts';
import * as mlp from './001-mlp.ts';
import * as cnn from './002-cnn.ts';
import * as subclass from './003-subclass.ts';
import * as freeDimensions from './004-free-dimensions.ts';

/** A program with its data. */
export interface Run {
  parameters(): readonly AnyParameter[];
  fit(options: Omit<FitOptions, 'validationData' | 'augment'>): Promise<{ readonly loss: readonly number[] }>;
  evaluate(): Promise<{ readonly loss: number; readonly accuracy: number }>;
  /** Computes the outputs for the first test images. */
  predict(images: number): Promise<unknown>;
}

export interface Program {
  /** How many epochs the article trains. */
  readonly epochs: number;
  on(digits: Digits): Run;
}

export const programs: Readonly<Record<'001' | '002' | '003' | '004', Program>> = {
  '001': {
    epochs: mlp.EPOCHS,
    on({ flat, yTrain, yTest }) {
      const program = mlp.mlp();
      return {
        parameters: () => program.model.parameters(),
        fit: (options) => program.fit(flat.xTrain, yTrain, options),
        evaluate: () => program.evaluate(flat.xTest, yTest),
        predict: (images) => program.predict(firstOf(flat.xTest, images), { batchSize: 250 }),
      };
    },
  },
  '002': {
    epochs: cnn.EPOCHS,
    on({ xTrain, yTrain, xTest, yTest }) {
      const program = cnn.cnn();
      return {
        parameters: () => program.model.parameters(),
        fit: (options) => program.fit(xTrain, yTrain, options),
        evaluate: () => program.evaluate(xTest, yTest),
        predict: (images) => program.predict(firstOf(xTest, images), { batchSize: 250 }),
      };
    },
  },
  '003': {
    epochs: subclass.EPOCHS,
    on({ flat, yTrain, yTest }) {
      const program = subclass.subclass();
      // Its layers are made by the first batch they see.
      program.model.call(flat.xTrain.rows([0]));
      return {
        parameters: () => program.model.parameters(),
        fit: (options) => program.fit(flat.xTrain, even(yTrain), options),
        evaluate: () => program.evaluate(flat.xTest, even(yTest)),
        predict: (images) => program.predict(firstOf(flat.xTest, images), { batchSize: 250 }),
      };
    },
  },
  '004': {
    epochs: freeDimensions.EPOCHS,
    on: (digits) => freeDimensionsOn(freeDimensions.freeDimensions(784, 10), digits),
  },
};

/** Program 004, which the function or the configuration made, on digits. */
export const freeDimensionsOn = (
  program: ReturnType<typeof freeDimensions.configured> | ReturnType<typeof freeDimensions.freeDimensions>,
  { flat, oneHot }: Digits,
): Run => ({
  parameters: () => program.model.parameters(),
  fit: (options) => program.fit(flat.xTrain, oneHot.yTrain, options),
  evaluate: () => program.evaluate(flat.xTest, oneHot.yTest),
  predict: (images) => program.predict(firstOf(flat.xTest, images), { batchSize: 250 }),
});

/** 1 for an even digit, else 0: [n] → [n, 1]. */
function even(digits: Tensor<readonly [number], 'int32'>): Tensor<readonly [number, 1]> {
  return tensor(
    Float32Array.from(digits.data, (digit) => 1 - (digit % 2)),
    [digits.size, 1],
  );
}

/** Weights that Python can compute, too (tests/oracle/threefry.py): within Glorot's limits, biases 0. */
export function startFrom(parameters: Iterable<AnyParameter>, seed: number): void {
  const random = rng(seed);
  for (const p of parameters) p.assign(p.rank > 1 ? initializer('glorotUniform')(p.shape, random) : zeros(p.shape));
}

/** The first of the samples; all of them as they are. */
function firstOf<X extends readonly number[]>(
  x: Tensor<readonly [number, ...X]>,
  count: number,
): Tensor<readonly [number, ...X]> {
  return count < x.shape[0] ? rowsLater(x, indicesTo(count)) : x;
}
