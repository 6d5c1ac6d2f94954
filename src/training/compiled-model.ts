/** What a model with what it takes to train it shares, whatever its inputs and outputs: it looks as the model does. */
import { displaySymbol, type MimeBundle } from '../display/mime.ts';
import type { AnyTrainable } from './trainable.ts';

/** A model that `compile` has made ready to be trained. */
export abstract class CompiledModel {
  /** The model itself. */
  abstract readonly model: AnyTrainable;

  /** A table of layers, output shapes and numbers of parameters. */
  summary(): string {
    return this.model.summary();
  }

  toString(): string {
    return this.summary();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.summary();
  }

  /** How it looks in a notebook: as its model. */
  [displaySymbol](): MimeBundle | Promise<MimeBundle> {
    return this.model[displaySymbol]();
  }
}
