/** What chapter 03 says is wrong with the steps of articles 002 and 004: each test fails for what the article prints. */
import { describe, expect, it } from 'vitest';
import {
  adam,
  batches,
  constant,
  dense,
  earlyStopping,
  initializer,
  type Initializer,
  moons,
  rng,
  seed,
  sequential,
  sgd,
  split,
} from 'tslate';

const { x, y } = moons({ samples: 300, noise: 0.15, seed: 3 });
const { train, validation } = split(x, y.reshape([300, 1]), { validation: 200, shuffle: rng(1) });

function small(start: Initializer) {
  seed(3);
  const hidden = dense(8, { activation: 'tanh', initializer: start });
  return sequential([2], hidden, dense(1, { activation: 'sigmoid', initializer: start }));
}

const howToTrain = () => ({ optimizer: sgd({ learningRate: 0.5 }), loss: 'binaryCrossentropy' }) as const;

describe('the steps of articles 002 and 004', () => {
  it('E16: repeating the steps with the same batch learns that batch by heart, and little else', async () => {
    const first = Array.from({ length: 10 }, (_, i) => i);
    const [batchX, batchY] = [train.x.rows(first), train.y.rows(first)];
    const same = small(initializer('glorotNormal')).compile(howToTrain());
    await same.fitBatches(
      Array.from({ length: 10 }, () => [batchX, batchY] as const),
      { epochs: 40, progress: false },
    );
    const next = small(initializer('glorotNormal')).compile(howToTrain());
    await next.fitBatches(batches(train.x, train.y, { size: 10, shuffle: rng(4) }), { epochs: 40, progress: false });
    expect((await same.evaluate(batchX, batchY)).loss).toBeLessThan(0.03);
    const [lossSame, lossNext] = [
      (await same.evaluate(validation.x, validation.y)).loss,
      (await next.evaluate(validation.x, validation.y)).loss,
    ];
    expect(lossSame).toBeGreaterThan(2 * lossNext);
  });

  it('E25: a bias belongs to a unit; equal weights leave all units equal, random ones do not, with biases of 0', async () => {
    const parameters = small(initializer('glorotNormal')).parameters();
    expect(parameters.map(({ shape }) => shape)).toEqual([[2, 8], [8], [8, 1], [1]]);
    expect(parameters[1].data.every((bias) => bias === 0)).toBe(true);
    const differentUnits = async (start: Initializer): Promise<number> => {
      const model = small(start);
      await model.compile(howToTrain()).fit(train.x, train.y, { epochs: 5, batchSize: 10, seed: 1, progress: false });
      const [W] = model.parameters();
      return new Set(Array.from({ length: 8 }, (_, j) => `${W.data[j].toFixed(4)} ${W.data[8 + j].toFixed(4)}`)).size;
    };
    expect(await differentUnits(constant(0.5))).toBe(1);
    expect(await differentUnits(initializer('glorotNormal'))).toBe(8);
  });

  it('E26: a threshold of the training loss is met long after the best epoch, or never; patience keeps that epoch', async () => {
    const noisy = moons({ samples: 460, noise: 0.3, seed: 5 });
    const parts = split(noisy.x, noisy.y.reshape([460, 1]), { validation: 400, shuffle: rng(2) });
    const trained = async (...callbacks: readonly ReturnType<typeof earlyStopping>[]) => {
      seed(1);
      const hidden = () => dense(32, { activation: 'relu' });
      const model = sequential([2], hidden(), hidden(), dense(1, { activation: 'sigmoid' })).compile({
        optimizer: adam({ learningRate: 0.01 }),
        loss: 'binaryCrossentropy',
      });
      const history = await model.fit(parts.train.x, parts.train.y, {
        epochs: 240,
        batchSize: 20,
        validationData: [parts.validation.x, parts.validation.y],
        callbacks,
        progress: false,
      });
      const { loss } = await model.evaluate(parts.validation.x, parts.validation.y);
      return { loss: history.loss, valLoss: history.valLoss ?? [], now: loss };
    };
    const whole = await trained();
    const patient = await trained(earlyStopping({ patience: 20, restoreBest: true }));
    const lowest = Math.min(...whole.valLoss);
    const atThreshold = whole.valLoss[whole.loss.findIndex((loss) => loss < 0.05)];
    expect(whole.loss.some((loss) => loss < 0.01)).toBe(false);
    expect(atThreshold).toBeGreaterThan(1.5 * lowest);
    expect(patient.valLoss.length).toBeLessThan(120);
    expect(patient.now).toBeLessThan(1.1 * lowest);
  });
});
