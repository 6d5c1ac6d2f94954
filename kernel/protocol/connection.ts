/** The connection file: where the five sockets bind, and the key that signs messages. */
import { readFileSync } from 'node:fs';
import { parseObject, readText } from './json.ts';

export interface Connection {
  readonly transport: 'tcp' | 'ipc';
  readonly ip: string;
  readonly shell_port: number;
  readonly control_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly hb_port: number;
  readonly key: string;
  readonly signature_scheme: string;
}

export type PortName = 'shell' | 'control' | 'iopub' | 'stdin' | 'hb';

/** Reads a connection file; throws a sentence that says which member is missing or wrong. */
export function readConnectionFile(file: string): Connection {
  const members = parseObject(readFileSync(file, 'utf8'), `the connection file ${file}`);
  const port = (name: PortName): number => {
    const value = members[`${name}_port`];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    throw new TypeError(
      `the connection file ${file} must give ${name}_port as a port number, received ${JSON.stringify(value) ?? 'nothing'}`,
    );
  };
  const transport = readText(members, 'transport', 'tcp');
  if (transport !== 'tcp' && transport !== 'ipc') {
    throw new TypeError(`the connection file ${file} must give transport "tcp" or "ipc", received "${transport}"`);
  }
  return {
    transport,
    ip: readText(members, 'ip', '127.0.0.1'),
    shell_port: port('shell'),
    control_port: port('control'),
    iopub_port: port('iopub'),
    stdin_port: port('stdin'),
    hb_port: port('hb'),
    key: readText(members, 'key', ''),
    signature_scheme: readText(members, 'signature_scheme', 'hmac-sha256'),
  };
}

/** The ZeroMQ address of one socket, for example `tcp://127.0.0.1:5555` or `ipc://path-1`. */
export function addressOf(connection: Connection, name: PortName): string {
  const port = connection[`${name}_port`];
  return connection.transport === 'tcp' ? `tcp://${connection.ip}:${port}` : `ipc://${connection.ip}-${port}`;
}
