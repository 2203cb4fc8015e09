/** Where a card can be pulled out in the middle of a command. */

export interface Cut {
  /**
   * `before-write`: nothing has changed. `after-write`: the write is done, the rest of the command is not.
   * `before-answer`: all is done and nobody heard it. A command that writes nothing is cut before its answer.
   */
  readonly at: 'before-write' | 'after-write' | 'before-answer';
  /** Waits for a command with this INS; the very next one when absent. */
  readonly command?: number;
}

/** The card was pulled while it worked: the reader has no answer to give. */
export class CardTorn extends Error {
  readonly kind = 'card-torn';
  readonly at: Cut['at'];

  constructor(at: Cut['at']) {
    super(`card torn out: ${at}`);
    this.at = at;
  }
}
