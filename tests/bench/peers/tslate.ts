/** tslate: the programs of tests/seeds as they are, compiled for ONNX Runtime or operation by operation on `simd`. */
import { type AnyTensor, batches, compile, conv2d, type Digits, mnist, rng, sgd, type Tensor, use } from 'tslate';
import { logits, repaired } from '../../seeds/000-by-hand.ts';
import { programs, type Run, startFrom } from '../../seeds/programs.ts';
import { Clock, type Peer, PREDICTED_AT_ONCE, repeated, serve, THREADS, WAY } from './common.ts';

if (WAY === 'onnx') use('onnx', THREADS === 1 ? { threads: 1 } : {});
else use('simd');

const digits = await mnist.load();

/** The program without `fit`: its loop, compiled, with `fit`'s words. */
function byHand({ flat, oneHot }: Digits): Run {
  const weights = repaired.weights(rng(0));
  const descent = sgd({ learningRate: 0.01 });
  type X = typeof flat.xTrain;
  const step = compile((x: X, y: typeof oneHot.yTrain) => {
    const loss = repaired.loss(y, logits(x, weights));
    loss.backward();
    descent.step(Object.values(weights));
    return loss;
  });
  const probabilities = compile((x: X) => logits(x, weights).softmax());
  return {
    parameters: () => Object.values(weights),
    async fit({ batchSize: size = 32, shuffle, callbacks: [callback] = [] }) {
      let [steps, sum] = [0, 0];
      for (const [x, y] of batches(flat.xTrain, oneHot.yTrain, {
        size,
        ...(shuffle !== false && { shuffle: rng(0) }),
      })) {
        sum += (await step(x, y)).item();
        if (callback?.onBatchEnd?.(++steps, { loss: sum / steps, accuracy: NaN }) === 'stop') break;
      }
      return { loss: [sum / steps] };
    },
    evaluate: () => Promise.reject(new Error('the article measures nothing')),
    async predict(images) {
      let done = 0;
      for (const [x] of batches(flat.xTest, digits.yTest, { size: PREDICTED_AT_ONCE })) {
        if (done >= images) break;
        done += x.shape[0];
        await probabilities(x);
      }
    },
  };
}

type Images = Tensor<readonly [number, number, number, number]>;

let run: Run | undefined;
let batchSize = 32;

const peer: Peer = {
  async make({ program, batch }) {
    const start = performance.now();
    run = isProgram(program) ? programs[program].on(digits) : byHand(digits);
    batchSize = batch;
    startFrom(run.parameters(), 0);
    await peer.train({ steps: 1, before: 0, shuffle: false });
    return { ms: performance.now() - start, parameters: run.parameters().reduce((sum, { size }) => sum + size, 0) };
  },
  async train(request) {
    const clock = new Clock(request);
    const onBatchEnd = (step: number, { loss }: { readonly loss: number }) =>
      clock.after(step, loss) ? ('stop' as const) : undefined;
    await run?.fit({ batchSize, shuffle: request.shuffle, progress: false, callbacks: [{ onBatchEnd }] });
    return clock;
  },
  async predict({ images }) {
    const start = performance.now();
    await run?.predict(images);
    return { ms: performance.now() - start };
  },
  async matmul({ m, k, n, times }) {
    const { normal } = rng(0);
    const [a, b] = [normal([m, k]), normal([k, n])];
    const product = compile((x: AnyTensor, y: AnyTensor) => x.matmul(y));
    return repeated(times, () => product(a, b));
  },
  async conv({ batch, side, channels, filters, times }) {
    const layer = conv2d(filters, 3, { useBias: false });
    const convolve = compile((x: Images) => layer.call(x));
    const x = rng(0).normal([batch, side, side, channels]);
    return repeated(times, () => convolve(x));
  },
};

function isProgram(name: string): name is keyof typeof programs {
  return Object.hasOwn(programs, name);
}

await serve(peer, 'tslate');
