/** What the session asks of whatever carries its messages: ZeroMQ sockets, or in a browser, message ports. */
import { type ChannelName, type Message, type Outgoing } from '../protocol/messages.ts';

export interface Transport {
  /** Sends one message; the session never sends a second on a channel before the promise is settled. */
  send(channel: ChannelName, message: Outgoing): Promise<void>;
}

/** A verified message with the channel it came by. */
export interface Request {
  readonly channel: Exclude<ChannelName, 'iopub'>;
  readonly message: Message;
}
