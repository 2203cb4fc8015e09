/** A card that is torn out during a command. */

export interface Cut {
  /**
   * `before-write`: nothing has changed. `after-write`: the write is done, the rest of the command is not.
   * `before-answer`: all is done, but the answer is lost. A command that writes nothing is cut before its answer.
   */
  readonly at: 'before-write' | 'after-write' | 'before-answer';
  /** Strikes at the next command with this INS; absent: at the next command. */
  readonly command?: number;
}

/** The card was pulled during a command: there is no answer. */
export class CardTorn extends Error {
  readonly kind = 'card-torn';
  readonly at: Cut['at'];

  constructor(at: Cut['at']) {
    super(`card torn out: ${at}`);
    this.at = at;
  }
}
