/** Measures contestants in turns, so that what else the machine does meets all of them. */
import { median } from '../median.ts';
import { type Figure, flops } from './results.ts';
import type { Talk } from './talk.ts';

const ROUNDS = 5;
/** A prediction is longer than a turn. */
const PREDICTIONS = 3;
/** Images that show how long all would take. */
const SOME = 250;
/** Predictions that take longer are not made in full. */
const LONG = 10_000;
/** A prediction of some images that takes longer may have compiled: it is made again, so often at most. */
const QUICK = 200;
const TRIES = 4;
/** How long a turn shall last, in milliseconds. */
const TURN = 200;
/**
 * How long everybody trains before the first turn, in milliseconds: compilers that work while a program runs need seconds,
 * on one core most of all, which they share with it. At least so long, then until it gets no faster, at most so long.
 */
const WARM_UP = { least: 1_500, most: 4_000 };
/** So many turns in a row without a faster one, by a hundredth, end the warm-up. */
const NO_FASTER = 4;
/** Steps at the beginning of a turn that do not count. */
const LEAD_IN = 3;
/** Steps in the order of the samples, whose mean loss shows whether all do the same. */
const PROOF = 20;
/** A step that takes longer counts right away, where nothing is compiled. */
const SLOW = 4_000;
const PROGRAMS = ['000', '001', '002', '003', '004'];
const BATCHES = [32, 128];

const PRODUCTS = [
  [32, 784, 64],
  [784, 32, 64],
  [3872, 288, 64],
  [512, 512, 512],
  [2048, 2048, 2048],
] as const;

/** Batch, side, channels, filters: the convolutions of program 002. */
const CONVOLUTIONS = [
  [32, 28, 1, 32],
  [32, 13, 32, 64],
  [128, 13, 32, 64],
] as const;

export interface Conditions {
  readonly threads: number;
  /** How many images there are. */
  readonly train: number;
  readonly test: number;
  readonly programs?: readonly string[];
}

/** Everything, with so many threads. */
export async function* measured(talks: readonly Talk[], conditions: Conditions): AsyncGenerator<Figure> {
  for (const program of conditions.programs ?? PROGRAMS) {
    const slow = new Set<Talk>();
    for (const batch of BATCHES) yield* ofProgram(talks, program, batch, conditions, slow);
  }
  yield* ofProducts(talks, conditions);
}

async function* ofProgram(
  talks: readonly Talk[],
  program: string,
  batch: number,
  { threads, train, test }: Conditions,
  slow: Set<Talk>,
): AsyncGenerator<Figure> {
  const about = (talk: Talk) => ({ of: program, batch, threads, contestant: talk.contestant.name });
  const most = Math.floor(train / batch) - LEAD_IN;
  const steps = new Map<Talk, number>();
  const losses = new Map<Talk, number>();
  for (const talk of talks) {
    if (slow.has(talk)) {
      yield { ...about(talk), what: 'step', ms: null, note: 'too slow' };
      continue;
    }
    try {
      const { ms } = await talk.ask({ do: 'make', program, batch });
      yield { ...about(talk), what: 'first step', ms };
      if (ms > SLOW && talk.contestant.single) {
        yield { ...about(talk), what: 'step', ms, note: 'one step' };
        slow.add(talk);
        continue;
      }
      const proof = await talk.ask({ do: 'train', steps: Math.min(PROOF, most), before: 0, shuffle: false });
      losses.set(talk, proof['loss']);
      steps.set(talk, await warmUp(talk, proof['ms'] / PROOF, most));
    } catch (error) {
      yield { ...about(talk), what: 'step', ms: null, note: messageOf(error) };
    }
  }
  const rounds = await inTurns(ROUNDS, [...steps.keys()], async (talk) => {
    const count = steps.get(talk) ?? 1;
    const { ms } = await talk.ask({ do: 'train', steps: count, before: LEAD_IN, shuffle: true });
    return ms / count;
  });
  for (const [talk, times] of rounds) {
    const loss = losses.get(talk);
    yield { ...about(talk), what: 'step', ...ofRounds(times), ...(loss !== undefined && { loss }) };
  }
  // Once: the batch of training has nothing to do with it.
  if (batch === BATCHES[0]) yield* ofPredictions(talks, test, about);
}

/** Trains until it gets no faster; gives how many steps make a turn. */
async function warmUp(talk: Talk, first: number, most: number): Promise<number> {
  let step = first;
  let [best, slower] = [Infinity, 0];
  for (let spent = 0; spent < WARM_UP.least || (spent < WARM_UP.most && slower < NO_FASTER);) {
    const steps = stepsFor(step, most);
    const { ms } = await talk.ask({ do: 'train', steps, before: 0, shuffle: true });
    spent += ms;
    step = ms / steps;
    if (step < 0.99 * best) [best, slower] = [step, 0];
    else slower++;
  }
  return stepsFor(step, most);
}

async function* ofPredictions(
  talks: readonly Talk[],
  images: number,
  about: (talk: Talk) => Omit<Figure, 'what' | 'ms'>,
): AsyncGenerator<Figure> {
  const able: Talk[] = [];
  const some = Math.min(SOME, images);
  for (const talk of talks) {
    try {
      let { ms } = await talk.ask({ do: 'predict', images: some });
      // Calls may compile, more than one of them, however long that takes; where nothing is compiled a long one counts.
      for (let tries = 0; ms > QUICK && tries < TRIES && !(ms > LONG && talk.contestant.single); tries++)
        ({ ms } = await talk.ask({ do: 'predict', images: some }));
      const all = (ms * images) / some;
      if (all < LONG) able.push(talk);
      else yield { ...about(talk), what: 'predict', ms: all, note: `from ${some} images` };
    } catch (error) {
      yield { ...about(talk), what: 'predict', ms: null, note: messageOf(error) };
    }
  }
  const rounds = await inTurns(PREDICTIONS, able, async (talk) => (await talk.ask({ do: 'predict', images }))['ms']);
  for (const [talk, times] of rounds) yield { ...about(talk), what: 'predict', ...ofRounds(times) };
}

async function* ofProducts(talks: readonly Talk[], { threads }: Conditions): AsyncGenerator<Figure> {
  const works = [
    ...PRODUCTS.map(([m, k, n]) => ({
      ...{ what: 'matmul' as const, of: `${m}×${k} · ${k}×${n}`, batch: 1, work: flops.matmul(m, k, n) },
      request: { do: 'matmul', m, k, n },
    })),
    ...CONVOLUTIONS.map(([batch, side, channels, filters]) => ({
      ...{ what: 'conv' as const, of: `${side}×${side}×${channels}, ${filters} filters`, batch },
      ...{ work: flops.conv(batch, side, channels, filters) },
      request: { do: 'conv', batch, side, channels, filters },
    })),
  ];
  /** Operations a millisecond, as last seen. */
  const speed = new Map<Talk, number>();
  for (const { what, of, batch, work, request } of works) {
    const times = new Map<Talk, number>();
    for (const talk of talks) {
      const about = { what, of, batch, threads, contestant: talk.contestant.name };
      try {
        if (work / (speed.get(talk) ?? Infinity) > SLOW / 4) throw new Error('too slow');
        const { ms } = await talk.ask({ ...request, times: 1 });
        speed.set(talk, work / ms);
        times.set(talk, Math.max(1, Math.min(1_000, Math.round(TURN / 2 / ms))));
      } catch (error) {
        yield { ...about, ms: null, note: messageOf(error) };
      }
    }
    const rounds = await inTurns(ROUNDS, [...times.keys()], async (talk) => {
      const count = times.get(talk) ?? 1;
      return (await talk.ask({ ...request, times: count }))['ms'] / count;
    });
    for (const [talk, all] of rounds)
      yield { what, of, batch, threads, contestant: talk.contestant.name, ...ofRounds(all) };
  }
}

/** What each contestant's turns gave. Every round begins with another one; before each turn the threads of the last come to rest. */
async function inTurns(
  rounds: number,
  talks: readonly Talk[],
  turn: (talk: Talk) => Promise<number>,
): Promise<Map<Talk, number[]>> {
  const given = new Map<Talk, number[]>(talks.map((talk) => [talk, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < talks.length; i++) {
      const talk = talks[(i + round) % talks.length];
      await new Promise((resolve) => setTimeout(resolve, 20));
      // One that breaks down does not take the others with it.
      given.get(talk)?.push(await turn(talk).catch(() => NaN));
    }
  }
  return given;
}

function ofRounds(times: readonly number[]): Pick<Figure, 'ms' | 'rounds' | 'note'> {
  const finite = times.filter(Number.isFinite);
  return finite.length === 0
    ? { ms: null, note: 'it broke down' }
    : { ms: rounded(median(finite)), rounds: finite.map(rounded) };
}

function stepsFor(ms: number, most: number): number {
  return Math.max(1, Math.min(most, Math.ceil(TURN / ms)));
}

function rounded(ms: number): number {
  return Number(ms.toPrecision(4));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
