/** Graphs on ONNX Runtime: lowered to its operators, loaded as a session, run on arrays that stay where they are. */
import { lower, lowerings } from '../../formats/onnx/lower.ts';
import type { Graph } from '../../graph/graph.ts';
import type { TypedArray } from '../../tensor/dtype.ts';
import type { Signature } from '../../tensor/primitive.ts';
import type { Compiler, EngineOptions, Executable } from '../executable.ts';
import { blockSize } from './block-size.ts';
import { detaching } from './let-go.ts';
import { paysThreads } from './threads.ts';
import { createSession, type Ort, type OrtTensor, runtime, type Session } from './runtime.ts';

/** As many sessions are kept for graphs that come again, as in a second `fit` of the same model. */
const KEPT = 16;
const sessions = new Map<string, Promise<Session>>();
let block: Promise<number | undefined> | undefined;

/** Layers that ONNX has as one operator. A step with gradients needs their parts anyway, and computes them once. */
const RECURRENT: ReadonlySet<string> = new Set(['simpleRnn', 'gru', 'lstm']);
const whole: ReadonlySet<string> = new Set(Object.keys(lowerings));

/** ONNX Runtime, where it has a binary for this platform. */
export async function onnx(): Promise<Compiler | undefined> {
  const ort = await runtime();
  if (ort === undefined) return undefined;
  const detach = await detaching();
  return {
    name: 'ONNX Runtime',
    whole,
    wholeBesideGradients: new Set([...whole].filter((name) => !RECURRENT.has(name))),
    prepare: async (graph, options) => {
      const outputs = graph.outputs.map((_, i) => `y${i}`);
      return executable(ort, await sessionFor(ort, graph, outputs, options), graph, outputs, detach);
    },
  };
}

async function sessionFor(ort: Ort, graph: Graph, outputs: readonly string[], wanted: EngineOptions): Promise<Session> {
  const options = paysThreads(graph) ? wanted : { threads: 1, ...wanted };
  const model = lower(graph, { name: 'step', outputs, block: convolves(graph) ? await blocks(ort) : undefined });
  const key = `${await digest(model)} ${JSON.stringify(options)}`;
  const session = sessions.get(key) ?? createSession(ort, model, options);
  remember(key, session);
  return session;
}

/** Asked once, when there is a convolution. */
function blocks(ort: Ort): Promise<number | undefined> {
  return (block ??= blockSize(ort));
}

function convolves({ steps }: Graph): boolean {
  return steps.some(({ operation }) => operation === 'convolve');
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return String(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** The most recent ones stand last. */
function remember(key: string, session: Promise<Session>): void {
  sessions.delete(key);
  sessions.set(key, session);
  const [oldest] = sessions.keys();
  if (sessions.size > KEPT) sessions.delete(oldest);
}

function executable(
  { Tensor }: Ort,
  session: Session,
  graph: Graph,
  outputNames: readonly string[],
  detach: (array: ArrayBufferView) => void,
): Executable {
  // Plain ones: values of a graph have many hidden classes, and V8 would compile `run` anew for each training.
  const given = graph.inputs.map(({ shape, dtype }, i) => ({ name: session.inputNames[i], shape, dtype }));
  const wanted = graph.outputs.map(({ shape, dtype }, i) => ({ name: outputNames[i], shape, dtype }));
  // Arrays of parameters come again and again.
  const wrapped = new WeakMap<TypedArray, OrtTensor>();
  const wrap = (array: TypedArray, { shape, dtype }: Signature): OrtTensor => {
    const known = wrapped.get(array);
    if (known?.dims === shape) return known;
    const tensor = new Tensor(dtype, array, shape);
    wrapped.set(array, tensor);
    return tensor;
  };
  return {
    async run(inputs, outputs) {
      const feeds: Record<string, OrtTensor> = {};
      const fetches: Record<string, OrtTensor> = {};
      given.forEach((input, i) => (feeds[input.name] = wrap(inputs[i], input)));
      wanted.forEach((output, i) => (fetches[output.name] = wrap(outputs[i], output)));
      const results = await session.run(feeds, fetches);
      wanted.forEach(({ name }, i) => {
        const { data } = results[name];
        if (ArrayBuffer.isView(data) && data.buffer !== outputs[i].buffer) detach(data);
      });
    },
  };
}
