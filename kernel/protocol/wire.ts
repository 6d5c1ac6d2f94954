/** The wire format: multipart frames `[identities…, <IDS|MSG>, signature, header, parent, metadata, content, buffers…]`. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { isJsonObject, type JsonObject, parseObject, readText } from './json.ts';
import { type Header, type Message, type Outgoing, protocolVersion } from './messages.ts';

const delimiter = Buffer.from('<IDS|MSG>');

/** As many signatures are remembered against replay as jupyter_client's `Session` does (2¹⁶). */
const rememberedSignatures = 65536;

/** A message that was not signed with the connection's key, came twice, or is malformed; it must never be acted upon. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Packs and verifies messages with one key (HMAC over the four JSON frames); an empty key means unsigned, as in Jupyter. */
export class Wire {
  readonly session = randomUUID();
  readonly #key: string;
  readonly #algorithm: string;
  readonly #seen = new Set<string>();
  #count = 0;

  /**
   * @param key the connection file's `key`
   * @param scheme its `signature_scheme`, for example `hmac-sha256`
   */
  constructor(key: string, scheme = 'hmac-sha256') {
    if (!scheme.startsWith('hmac-')) {
      throw new WireError(
        `signature_scheme must start with "hmac-" (for example "hmac-sha256"), received ${JSON.stringify(scheme)}`,
      );
    }
    this.#key = key;
    this.#algorithm = scheme.slice('hmac-'.length);
  }

  /** The frames of a message, with a new header and its signature. */
  pack(message: Outgoing): Uint8Array[] {
    return this.frames(message, this.header(message.name));
  }

  header(name: string): Header {
    this.#count += 1;
    return {
      msg_id: `${this.session}_${this.#count}`,
      msg_type: name,
      session: this.session,
      username: 'kernel',
      date: new Date().toISOString(),
      version: protocolVersion,
    };
  }

  frames(message: Outgoing, header: Header): Uint8Array[] {
    const body = [header, message.parent ?? {}, message.metadata ?? {}, message.content].map((part) =>
      Buffer.from(JSON.stringify(part)),
    );
    return [...message.identities, delimiter, Buffer.from(this.#sign(body)), ...body, ...(message.buffers ?? [])];
  }

  /** The message in the frames; throws a `WireError` when its signature is wrong, or was seen before. */
  unpack(frames: readonly Uint8Array[]): Message {
    const at = frames.findIndex((frame) => delimiter.equals(frame));
    const [signature, header, parent, metadata, content, ...buffers] = at < 0 ? [] : frames.slice(at + 1);
    if (!signature || !header || !parent || !metadata || !content) {
      throw new WireError(
        `a message needs the frame <IDS|MSG> and 5 frames behind it, received ${frames.length} frames`,
      );
    }
    this.#verify(signature, [header, parent, metadata, content]);
    const parentHeader = readJson(parent, 'the parent header');
    return {
      identities: frames.slice(0, at),
      header: toHeader(readJson(header, 'the header')),
      parent: typeof parentHeader['msg_id'] === 'string' ? toHeader(parentHeader) : undefined,
      metadata: readJson(metadata, 'the metadata'),
      content: readJson(content, 'the content'),
      buffers,
    };
  }

  #sign(parts: readonly Uint8Array[]): string {
    if (this.#key === '') return '';
    const hmac = createHmac(this.#algorithm, this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }

  #verify(signature: Uint8Array, parts: readonly Uint8Array[]): void {
    if (this.#key === '') return;
    const expected = Buffer.from(this.#sign(parts));
    // timingSafeEqual: how long a refusal takes must not tell how much of a forged signature was right.
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw new WireError('a message with a wrong signature was refused: it was not signed with the connection’s key');
    }
    const text = expected.toString('latin1');
    if (this.#seen.has(text)) throw new WireError('a message whose signature came before (a replay) was refused');
    this.#seen.add(text);
    if (this.#seen.size > rememberedSignatures) for (const old of this.#seen) return void this.#seen.delete(old);
  }
}

function readJson(frame: Uint8Array, what: string): JsonObject {
  try {
    return parseObject(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('utf8'), what);
  } catch (error) {
    throw new WireError(error instanceof Error ? error.message : String(error));
  }
}

/** All members of a client's header are kept (a reply's parent header must be the same object), the six known ones are sure. */
function toHeader(value: JsonObject): Header {
  if (!isJsonObject(value) || typeof value['msg_id'] !== 'string' || typeof value['msg_type'] !== 'string') {
    throw new WireError('a header must have the members msg_id and msg_type');
  }
  return {
    ...value,
    msg_id: value['msg_id'],
    msg_type: value['msg_type'],
    session: readText(value, 'session', ''),
    username: readText(value, 'username', ''),
    date: readText(value, 'date', ''),
    version: readText(value, 'version', ''),
  };
}
