import { afterEach, describe, expect, it } from 'vitest';
import {
  adam,
  type Activation,
  choice,
  dense,
  displaySymbol,
  gridSearch,
  logUniform,
  randomSearch,
  rng,
  seed,
  sequential,
  type Space,
  successiveHalving,
  uniform,
  wholeNumbers,
} from 'tslate';
import { messageOf, rejectionOf } from '../values.ts';
import { blobs, quiet, xorX, xorY } from '../training/samples.ts';

afterEach(() => seed(0));

const space = { rate: uniform(0, 1), units: choice([8, 16]) };

describe('gridSearch', () => {
  it('tries every combination in turn, and puts the best first', async () => {
    const tried: number[][] = [];
    const found = await gridSearch({ a: choice([1, 2]), b: uniform(0, 1) }, { points: 3, ...quiet }).run(({ a, b }) => {
      tried.push([a, b]);
      return (a - 2) ** 2 + (b - 0.6) ** 2;
    });
    expect(tried).toEqual([[1, 0], [1, 0.5], [1, 1], [2, 0], [2, 0.5], [2, 1]]); // prettier-ignore
    expect(found.best).toMatchObject({ settings: { a: 2, b: 0.5 }, number: 5, budget: 1 });
    expect(found.best.score).toBeCloseTo(0.01, 12);
    expect(found.trials.map(({ number }) => number)).toEqual([5, 6, 4, 2, 3, 1]);
  });

  it('maximises where that is asked', async () => {
    const found = await gridSearch({ a: choice([1, 3, 2]) }, { mode: 'max', ...quiet }).run(({ a }) => a);
    expect(found.trials.map(({ score }) => score)).toEqual([3, 2, 1]);
  });

  it('finds a network that learns XOR, among activations and rates', async () => {
    const activations: readonly Activation[] = ['linear', 'tanh'];
    const found = gridSearch({ activation: choice(activations), rate: choice([0.001, 0.05]) }, { seed: 1, ...quiet });
    await found.run(async ({ activation, rate }) => {
      const model = sequential([2], dense(8, { activation }), dense(1, { activation: 'sigmoid' })).compile({
        optimizer: adam({ learningRate: rate }),
        loss: 'binaryCrossentropy',
      });
      const { loss } = await model.fit(xorX, xorY, { epochs: 150, batchSize: 4, ...quiet });
      return loss[149];
    });
    expect(found.best.settings).toEqual({ activation: 'tanh', rate: 0.05 });
    expect(found.best.score).toBeLessThan(0.2);
    // A line cannot separate XOR: no better than ln 2 by much.
    expect(
      found.trials.filter(({ settings }) => settings.activation === 'linear').every(({ score }) => score > 0.6),
    ).toBe(true);
  });
});

describe('randomSearch', () => {
  it('tries other settings each time, the same with the same seed, more of them with more trials', async () => {
    const settingsOf = async (trials: number, start: number) => {
      const found = await randomSearch(space, { trials, seed: start, ...quiet }).run(({ rate }) => rate);
      return found.trials.toSorted((a, b) => a.number - b.number).map(({ settings }) => settings);
    };
    const ten = await settingsOf(10, 3);
    expect(new Set(ten.map(({ rate }) => rate)).size).toBe(10);
    expect(await settingsOf(10, 3)).toEqual(ten);
    expect((await settingsOf(12, 3)).slice(0, 10)).toEqual(ten);
    expect(await settingsOf(10, 4)).not.toEqual(ten);
  });

  it('starts each trial from the same random numbers, so that trials can be repeated one by one', async () => {
    const { x, y } = blobs(60);
    const train = async (rate: number) => {
      const model = sequential([2], dense(3, { activation: 'softmax' })).compile({
        optimizer: adam({ learningRate: rate }),
        loss: 'sparseCategoricalCrossentropy',
      });
      return (await model.fit(x, y, { epochs: 2, ...quiet })).loss[1];
    };
    const found = randomSearch({ rate: logUniform(1e-3, 1e-1) }, { trials: 3, seed: 5, ...quiet });
    await found.run(({ rate }) => train(rate));
    for (const { settings, score, seed: start } of found.trials) {
      seed(start);
      expect(await train(settings.rate)).toBe(score);
    }
  });
});

describe('a search', () => {
  it('records what fails, and goes on', async () => {
    const found = await gridSearch({ a: wholeNumbers(1, 4) }, quiet).run(({ a }) => {
      if (a === 1) throw new Error('too small');
      return a === 3 ? NaN : a;
    });
    expect(found.trials.map(({ settings, error }) => [settings.a, error])).toEqual([
      [2, undefined],
      [4, undefined],
      [1, 'too small'],
      [3, 'the score is NaN'],
    ]);
    expect(found.best.settings.a).toBe(2);
    expect((await found[displaySymbol]())['text/plain']).toBe(
      [
        'trial | a | score | error',
        '2 | 2 | 2 | ',
        '4 | 4 | 4 | ',
        '1 | 1 | NaN | too small',
        '3 | 3 | NaN | the score is NaN',
      ].join('\n'),
    );
  });

  it('says that there is no best where nothing has run, or nothing succeeded', async () => {
    const found = gridSearch({ a: choice([1, 2]) }, quiet);
    expect(messageOf(() => found.best)).toBe(
      'gridSearch: best: expected a trial that has succeeded, received none: nothing has run yet.',
    );
    await found.run(() => {
      throw new Error('no data');
    });
    expect(messageOf(() => found.best)).toBe(
      'gridSearch: best: expected a trial that has succeeded, received 2 that failed, the first: no data.',
    );
  });

  it('keeps what is done when it is interrupted, and goes on from there', async () => {
    const found = gridSearch({ a: wholeNumbers(1, 4) }, quiet);
    const tried: number[] = [];
    const stop = Object.assign(new Error('the cell was interrupted'), { name: 'KeyboardInterrupt' });
    const trial = ({ a }: { readonly a: number }) => {
      tried.push(a);
      if (a === 3 && tried.length === 3) throw stop;
      return -a;
    };
    expect(await rejectionOf(found.run(trial))).toBe('the cell was interrupted');
    expect(found.trials.map(({ settings }) => settings.a)).toEqual([2, 1]);
    await found.run(trial);
    expect(tried).toEqual([1, 2, 3, 3, 4]);
    expect(found.best.settings.a).toBe(4);
    await found.run(trial);
    expect(tried).toHaveLength(5);
  });

  it('shows itself as a table, the best first', async () => {
    const found = await gridSearch({ rate: choice([0.5, 0.25]), sizes: choice([[8, 4]]) }, quiet).run(
      ({ rate }) => rate,
    );
    const bundle = await found[displaySymbol]();
    expect(bundle['text/plain']).toBe('trial | rate | sizes | score\n2 | 0.25 | [8,4] | 0.25\n1 | 0.5 | [8,4] | 0.5');
    expect(bundle['text/html']).toContain('<th scope="col">rate</th>');
  });

  it('is refused with a sentence for spaces and numbers without sense', () => {
    expect(messageOf(() => gridSearch({}))).toBe(
      'gridSearch: expected a space of at least one setting, received none.',
    );
    const wrong: Space = JSON.parse('{"units":[32,64]}');
    expect(messageOf(() => randomSearch(wrong))).toBe(
      'randomSearch: units: expected a distribution: choice([…]), uniform(low, high), logUniform(low, high) or wholeNumbers(low, high), received [32,64].',
    );
    expect(messageOf(() => randomSearch(space, { trials: 0 }))).toBe(
      'randomSearch: expected trials: a whole number ≥ 1, received 0.',
    );
    expect(messageOf(() => gridSearch(space, { points: 1.5 }))).toContain('points: a whole number ≥ 1');
    expect(messageOf(() => successiveHalving(space, { factor: 1 }))).toContain('factor: a whole number ≥ 2');
  });
});

describe('successiveHalving', () => {
  it('gives the better third three times the budget, round after round', async () => {
    const runs: [budget: number, rate: number][] = [];
    const found = successiveHalving({ rate: uniform(0, 1) }, { trials: 9, budget: 2, seed: 1, ...quiet });
    await found.run(({ rate }, { budget }) => {
      runs.push([budget, rate]);
      return Math.abs(rate - 0.5) / budget;
    });
    expect(runs.map(([budget]) => budget)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 6, 6, 6, 18]);
    const byDistance = runs
      .slice(0, 9)
      .map(([, rate]) => rate)
      .toSorted((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5));
    expect(runs.slice(9, 12).map(([, rate]) => rate)).toEqual(byDistance.slice(0, 3));
    expect(found.best).toMatchObject({ settings: { rate: byDistance[0] }, budget: 18, number: 13 });
    expect(found.trials).toHaveLength(13);
  });

  it('lets no failed setting go on, and ends where none is left', async () => {
    const random = rng(2);
    const found = await successiveHalving({ rate: uniform(0, 1) }, { trials: 4, factor: 2, ...quiet }).run(
      (_, { number }) => {
        if (number !== 3) throw new Error('failed');
        return random.next();
      },
    );
    expect(found.trials.map(({ number, budget, error }) => [number, budget, error])).toEqual([
      [3, 1, undefined],
      [5, 2, 'failed'],
      [1, 1, 'failed'],
      [2, 1, 'failed'],
      [4, 1, 'failed'],
    ]);
  });
});
