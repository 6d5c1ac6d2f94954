/** ONNX Runtime itself: loaded when the first graph is compiled, with the threads and devices that are wanted. */
// Types only: the library is loaded on demand, and not everywhere.
import type * as Library from 'onnxruntime-node';
import { tellOnce } from '../../display/tell-once.ts';
import type { EngineOptions } from '../executable.ts';

export type Ort = typeof Library;
export type OrtTensor = Library.Tensor;
export type Session = Library.InferenceSession;

/** Devices that were tried in vain. */
const missing = new Set<string>();
let loading: Promise<Ort | undefined> | undefined;

/** The library; undefined where it has no binary for this platform, which is said once. */
export function runtime(): Promise<Ort | undefined> {
  return (loading ??= load());
}

async function load(): Promise<Ort | undefined> {
  // A name that bundlers cannot see: they would try to pack a native library.
  const name: string = 'onnxruntime-node';
  try {
    const library: Ort = await import(/* @vite-ignore */ name);
    // What goes wrong is thrown; told natively as well, it would stand twice in a notebook.
    library.env.logLevel = 'fatal';
    return library;
  } catch {
    tellOnce({
      en: 'ONNX Runtime does not run on this platform: trainings are compiled for the engine simd, which is slower.',
      zh: 'ONNX Runtime 不支持此平台：训练将编译给 simd 引擎计算，速度较慢。',
    });
    return undefined;
  }
}

/** A session for the bytes of an ONNX model. Where a device is not there, the processor serves, which is said once. */
export async function createSession(
  { InferenceSession }: Ort,
  model: Uint8Array,
  { threads, providers = [] }: EngineOptions,
): Promise<Session> {
  const create = (executionProviders: readonly string[]): Promise<Session> =>
    InferenceSession.create(model, {
      ...(threads !== undefined && { intraOpNumThreads: threads }),
      executionProviders: [...executionProviders],
      logSeverityLevel: 4,
    });
  const wanted = providers.join(', ');
  if (providers.length === 0 || missing.has(wanted)) return create(['cpu']);
  try {
    return await create([...providers, 'cpu']);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    missing.add(wanted);
    tellOnce({
      en: `ONNX Runtime cannot use ${wanted} here and computes on the processor: ${reason}`,
      zh: `ONNX Runtime 无法使用 ${wanted}，改用处理器计算：${reason}`,
    });
    return create(['cpu']);
  }
}
