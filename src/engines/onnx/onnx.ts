/** Graphs on ONNX Runtime: lowered to its operators, loaded as a session, run on arrays that stay where they are. */
import { lower, lowerings, type LoweringOptions } from '../../formats/onnx/lower.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Compiler, EngineOptions, Executable } from '../executable.ts';
import { blockSize } from './block-size.ts';
import { Freight, parcelOf } from './freight.ts';
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
      const parcels = { inputs: parcelOf('small', graph.inputs), outputs: parcelOf('y', graph.outputs) };
      const session = await sessionFor(ort, graph, { name: 'step', outputs, parcels }, options);
      const given = new Freight(ort, graph.inputs, session.inputNames, parcels.inputs);
      const wanted = new Freight(ort, graph.outputs, session.outputNames, parcels.outputs);
      return executable(session, given, wanted, detach);
    },
  };
}

async function sessionFor(ort: Ort, graph: Graph, how: LoweringOptions, wanted: EngineOptions): Promise<Session> {
  const options = paysThreads(graph) ? wanted : { threads: 1, ...wanted };
  const model = lower(graph, { ...how, block: convolves(graph) ? await blocks(ort) : undefined });
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
  session: Session,
  given: Freight,
  wanted: Freight,
  detach: (array: ArrayBufferView) => void,
): Executable {
  return {
    async run(inputs, outputs) {
      const feeds = given.load(inputs);
      const fetches = wanted.load(outputs);
      given.pack(feeds, inputs);
      const results = await session.run(feeds.tensors, fetches.tensors);
      wanted.unpack(fetches, outputs);
      given.release(feeds);
      wanted.release(fetches);
      for (const name of session.outputNames) letGo(results[name], fetches.tensors[name], detach);
    },
  };
}

/** The array in which a result was wrapped anew. */
function letGo({ data }: OrtTensor, { data: wanted }: OrtTensor, detach: (array: ArrayBufferView) => void): void {
  if (ArrayBuffer.isView(data) && ArrayBuffer.isView(wanted) && data.buffer !== wanted.buffer) detach(data);
}
