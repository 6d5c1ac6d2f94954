/** Learning rates as functions of the step, counted from 1. */
import { described } from '../config/described.ts';
import { numberIn, optional, wholeNumber } from '../config/field.ts';
import { checkAtLeast, checkPositive, checkWholeNumber } from '../checks.ts';
import { checkRate, rate, rateConfig, type Schedule, schedules } from './schedule.ts';

/**
 * The rate shrinks by the same factor every so many steps, a little in each.
 *
 *     α(t) = α₀ · r^((t − 1)/n)
 *
 * @param options `initial`: α₀; `factor`: r, what remains after n steps; `steps`: n
 * @throws ArgumentError unless α₀ > 0, r > 0 and n ≥ 1
 */
export function exponentialDecay(options: { initial: number; factor: number; steps: number }): Schedule {
  const { initial, factor, steps } = checked('exponentialDecay', options);
  return described(
    { kind: 'exponentialDecay', initial, factor, steps },
    (step) => initial * factor ** ((step - 1) / steps),
  );
}

/**
 * The rate shrinks by a factor all at once, every so many steps.
 *
 *     α(t) = α₀ · r^⌊(t − 1)/n⌋
 *
 * @param options `initial`: α₀; `factor`: r, 0.1 by default; `steps`: n
 * @throws ArgumentError unless α₀ > 0, r > 0 and n ≥ 1
 */
export function stepDecay(options: { initial: number; factor?: number; steps: number }): Schedule {
  const { initial, factor, steps } = checked('stepDecay', { factor: 0.1, ...options });
  const config = { kind: 'stepDecay', initial, factor, steps };
  return described(config, (step) => initial * factor ** Math.floor((step - 1) / steps));
}

/**
 * The rate follows half a wave of the cosine down, and stays there.
 *
 *     α(t) = α₁ + (α₀ − α₁) · ½ (1 + cos(π · min(t − 1, n)/n))
 *
 * @param options `initial`: α₀; `final`: α₁, 0 by default; `steps`: n
 * @throws ArgumentError unless α₀ > 0, α₁ ≥ 0 and n ≥ 1
 * Source: Loshchilov and Hutter, “SGDR: stochastic gradient descent with warm restarts”, ICLR 2017.
 */
export function cosineDecay({ final = 0, ...options }: { initial: number; final?: number; steps: number }): Schedule {
  const { initial, steps } = checked('cosineDecay', { ...options, factor: 1 });
  checkAtLeast('cosineDecay', 'final', final);
  const wave = (step: number): number => (1 + Math.cos((Math.PI * Math.min(step - 1, steps)) / steps)) / 2;
  return described({ kind: 'cosineDecay', initial, final, steps }, (step) => final + (initial - final) * wave(step));
}

/**
 * The rate grows evenly to that of `then` in n steps, and then follows it.
 *
 *     α(t) = then(1) · t/n   for t ≤ n,    then(t − n)   after
 *
 * @param steps n
 * @param then a rate, or a schedule, which begins after the warm-up
 * @throws ArgumentError unless n ≥ 1 and the rate is positive
 * Source: Goyal et al., “Accurate, large minibatch SGD: training ImageNet in 1 hour”, 2017, section 2.2.
 */
export function warmup(steps: number, then: number | Schedule): Schedule {
  checkWholeNumber('warmup', 'steps', steps);
  checkRate('warmup', then);
  const after: Schedule = typeof then === 'number' ? () => then : then;
  const config = { kind: 'warmup', steps, then: rateConfig(then) };
  return described(config, (step) => (step <= steps ? (after(1) * step) / steps : after(step - steps)));
}

const initial = numberIn(0);
const steps = wholeNumber(1);
schedules.add('exponentialDecay', { initial, factor: numberIn(0), steps }, exponentialDecay);
schedules.add('stepDecay', { initial, factor: optional(numberIn(0)), steps }, stepDecay);
schedules.add('cosineDecay', { initial, final: optional(numberIn(0)), steps }, cosineDecay);
schedules.add('warmup', { steps, then: rate }, ({ steps: count, then }) => warmup(count, then));

interface Decay {
  readonly initial: number;
  readonly factor: number;
  readonly steps: number;
}

function checked(what: string, decay: Decay): Decay {
  checkRate(what, decay.initial);
  checkWholeNumber(what, 'steps', decay.steps);
  checkPositive(what, 'factor', decay.factor);
  return decay;
}
