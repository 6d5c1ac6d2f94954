/** Pictures known by their first bytes. */
import { Buffer } from '../intrinsics.ts';
import { type MimeBundle } from '../../protocol/messages.ts';

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
];

/** The picture whose file these bytes are; undefined when they are none. */
export function picture(bytes: Uint8Array): MimeBundle | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [type, start] of signatures) {
    if (!start.every((byte, index) => bytes[index] === byte)) continue;
    return { [type]: buffer.toString('base64'), 'text/plain': `${type}, ${bytes.length} bytes` };
  }
  const isSvg = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(buffer.toString('utf8', 0, 1000));
  if (!isSvg) return undefined;
  return { 'image/svg+xml': buffer.toString('utf8'), 'text/plain': `image/svg+xml, ${bytes.length} bytes` };
}
