import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addressOf, readConnectionFile } from '../../../kernel/protocol/connection.ts';

const good = {
  transport: 'tcp',
  ...{ ip: '127.0.0.1', key: 'k', signature_scheme: 'hmac-sha256' },
  ...{ shell_port: 1, control_port: 2, iopub_port: 3, stdin_port: 4, hb_port: 5 },
} as const;

function read(content: object): ReturnType<typeof readConnectionFile> {
  const file = join(mkdtempSync(join(tmpdir(), 'tslate-test-')), 'c.json');
  writeFileSync(file, JSON.stringify(content));
  return readConnectionFile(file);
}

describe('a connection file', () => {
  test('is read as it is', () => expect(read({ ...good, kernel_name: 'x' })).toEqual(good));

  test('gives addresses for both transports', () => {
    expect(addressOf(good, 'iopub')).toBe('tcp://127.0.0.1:3');
    expect(addressOf({ ...good, transport: 'ipc', ip: '/tmp/x' }, 'hb')).toBe('ipc:///tmp/x-5');
  });

  test('without a port, or with an unknown transport, says which member is wrong', () => {
    expect(() => read({ ...good, stdin_port: undefined })).toThrow('stdin_port as a port number, received nothing');
    expect(() => read({ ...good, transport: 'udp' })).toThrow('transport "tcp" or "ipc", received "udp"');
  });
});
