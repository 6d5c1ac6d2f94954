/** Questions of user code to the user, through the client that runs the cell (the stdin channel). */
import { type Input } from '../executor/contract.ts';
import { type Message, readRequest, type Replies } from '../protocol/messages.ts';
import { type Speaker } from './speaker.ts';
import { type Request } from './transport.ts';

const tooLate =
  'The user can be asked only while a cell runs; this code runs after its cell has ended. Ask before, or await it.';

const notAllowed =
  'The user cannot be asked: the program that runs this notebook takes no input (allow_stdin is false), ' +
  'as when a notebook is executed without a window. Give the value in the code instead, or through process.env.';

export class Stdin {
  readonly #speaker: Speaker;
  readonly #answer: (input: Input) => void;
  #asked: Request | undefined;

  /** @param answer takes what was typed, or why nobody could be asked */
  constructor(speaker: Speaker, answer: (input: Input) => void) {
    this.#speaker = speaker;
    this.#answer = answer;
  }

  /** Asks the client that sent `request`, the one whose cell runs; `undefined` when no cell runs. */
  ask(request: Request | undefined, question: Replies['input_request']): void {
    if (!request) return this.#answer({ refused: tooLate });
    if (!readRequest.execute_request(request.message.content).allow_stdin) return this.#answer({ refused: notAllowed });
    this.#asked = request;
    this.#speaker.ask(request, question);
  }

  /** Takes an `input_reply`: of the client that was asked, while the question is open. */
  take(message: Message): void {
    if (!this.#asked || !isSame(this.#asked.message.identities, message.identities)) return;
    this.#asked = undefined;
    this.#answer(readRequest.input_reply(message.content));
  }

  /** The cell has ended: an answer that comes now is too late, and nobody waits for one any more. */
  close(): void {
    if (this.#asked) this.#answer({ refused: tooLate });
    this.#asked = undefined;
  }
}

/** A client gives its stdin socket the identity of its shell socket. */
function isSame(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((part, index) => Buffer.from(part).equals(b[index] ?? new Uint8Array()));
}
