import { describe, expect, test } from 'vitest';
import { Wire, WireError } from '../../../kernel/protocol/wire.ts';

const outgoing = {
  name: 'status',
  identities: [Buffer.from('a'), Buffer.from('b')],
  parent: undefined,
  content: { x: 'π😀' },
};

describe('the wire format', () => {
  test('carries identities, header, content and buffers unchanged', () => {
    const [sender, receiver] = [new Wire('key'), new Wire('key')];
    const message = receiver.unpack(sender.pack({ ...outgoing, metadata: { m: 1 }, buffers: [Buffer.from([1, 2])] }));
    expect(message.identities.map(String)).toEqual(['a', 'b']);
    expect(message.header).toMatchObject({ msg_type: 'status', session: sender.session });
    expect(message).toMatchObject({ content: { x: 'π😀' }, metadata: { m: 1 }, parent: undefined });
    expect(message.buffers).toEqual([Buffer.from([1, 2])]);
  });

  test('signs with HMAC-SHA256 over the four JSON frames', () => {
    // python: hmac.new(b'secret', b'{"msg_id":"1","msg_type":"t"}{}{}{}', 'sha256').hexdigest()
    const parts = ['{"msg_id":"1","msg_type":"t"}', '{}', '{}', '{}'].map((part) => Buffer.from(part));
    const signature = '640eb8fbe1ae976bb1067cad16e43c7c8921011d5dfccb0a7bfe8e4d5c8fb48c';
    const frames = [Buffer.from('<IDS|MSG>'), Buffer.from(signature), ...parts];
    expect(new Wire('secret').unpack(frames).header.msg_id).toBe('1');
  });

  test('refuses a message that was changed, signed with another key, or is not signed', () => {
    const receiver = new Wire('key');
    const frames = new Wire('key').pack(outgoing);
    frames[6] = Buffer.from('{"x":"changed"}');
    expect(() => receiver.unpack(frames)).toThrow(WireError);
    expect(() => receiver.unpack(new Wire('other').pack(outgoing))).toThrow('wrong signature');
    expect(() => receiver.unpack(new Wire('').pack(outgoing))).toThrow('wrong signature');
  });

  test('refuses a message that comes a second time', () => {
    const receiver = new Wire('key');
    const frames = new Wire('key').pack(outgoing);
    receiver.unpack(frames);
    expect(() => receiver.unpack(frames)).toThrow('replay');
  });

  test('refuses frames without delimiter, too few frames, and frames that are not JSON objects', () => {
    const receiver = new Wire('');
    expect(() => receiver.unpack([])).toThrow('<IDS|MSG>');
    expect(() => receiver.unpack([Buffer.from('<IDS|MSG>'), Buffer.from('')])).toThrow('5 frames');
    const frames = new Wire('').pack(outgoing).slice(0, -1);
    expect(() => receiver.unpack([...frames, Buffer.from('[1]')])).toThrow('JSON object');
    expect(() => receiver.unpack([...frames, Buffer.from('{')])).toThrow('must be JSON');
  });

  test('needs no signature when the key is empty', () => {
    expect(new Wire('').unpack(new Wire('').pack(outgoing)).content).toEqual({ x: 'π😀' });
  });

  test('keeps all members of a client’s header for the parent of the reply', () => {
    const header = {
      msg_id: '1',
      msg_type: 't',
      session: 's',
      username: 'u',
      date: 'd',
      version: '5.3',
      subshell_id: 'x',
    };
    const frames = new Wire('').frames(outgoing, header);
    expect(new Wire('').unpack(frames).header).toEqual(header);
  });
});
