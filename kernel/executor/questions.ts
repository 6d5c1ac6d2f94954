/** Questions to the user, as in a browser: `prompt` and `confirm` wait, synchronously, for what is typed in the client. */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { FlagBit, type Input, Slot } from './contract.ts';
import { currentCell } from './current.ts';
import { InterruptError, type Interrupts } from './interrupts.ts';
import { Atomics, Error, Promise, String } from './intrinsics.ts';
import { sendReport } from './pipe.ts';

/** How long a wait lasts, in ms, before the interrupt flag is looked at; an interrupt usually ends the wait itself. */
const glance = 50;

/** Thrown where nobody can be asked. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

export class Questions {
  readonly #interrupts: Interrupts;
  readonly #answers: MessagePort;
  #waiting: ((answer: Input) => void) | undefined;

  /** @param answers carries an `Input` for each question */
  constructor(interrupts: Interrupts, answers: MessagePort) {
    this.#interrupts = interrupts;
    this.#answers = answers;
    answers.on('message', (answer: Input) => {
      this.#waiting?.(answer);
      this.#waiting = undefined;
    });
  }

  /** Asks for a line on behalf of a cell, and does not hold up what else runs. */
  line(cell: number): Promise<Input> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      sendReport(cell, { kind: 'input', prompt: '', password: false });
    });
  }

  /**
   * Asks for a line of text.
   * @param options the answer when nothing is typed, or `password: true` to hide what is typed
   * @throws InputError when nobody can be asked
   */
  readonly prompt = (
    message = '',
    options: string | { readonly default?: string; readonly password?: boolean } = {},
  ): string => {
    const { default: otherwise = '', password = false } = typeof options === 'string' ? { default: options } : options;
    const text = String(message);
    return this.#ask(otherwise === '' ? text : `${text} [${otherwise}]`, password) || otherwise;
  };

  /** Asks a question that is answered by yes or no; anything else is no. */
  readonly confirm = (message = ''): boolean =>
    /^\s*(?:y|yes|true|1|是|好)\s*$/i.test(this.#ask(`${String(message)} [y/N]`, false));

  #ask(prompt: string, password: boolean): string {
    const { flag } = this.#interrupts;
    // The answer to an earlier question, which was interrupted, may have come late.
    while (receiveMessageOnPort(this.#answers) !== undefined);
    const before = Atomics.load(flag, Slot.inputs);
    sendReport(currentCell(), { kind: 'input', prompt, password });
    while (Atomics.load(flag, Slot.inputs) === before) {
      if (Atomics.load(flag, Slot.flag) & FlagBit.asked) this.#interrupts.check();
      Atomics.wait(flag, Slot.inputs, before, glance);
    }
    const answer: Input | undefined = receiveMessageOnPort(this.#answers)?.message;
    if (answer === undefined) throw new InterruptError();
    if ('refused' in answer) throw new InputError(answer.refused);
    return answer.value;
  }
}
