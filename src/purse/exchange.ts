/** One command to the card and its answer, read. */

import { answerData, statusWord } from '../reader/apdu.ts';
import type { CardChannel } from '../reader/cardReader.ts';
import type { Bytes } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Command } from './commands.ts';
import type { PurseError } from './purseError.ts';
import { SW } from './statusWord.ts';

/**
 * Sends one command; every status word but 9000 is an error that carries it. A word that answers a GET RESPONSE says
 * nothing of the command: the card has run it, and its answer is `unread`.
 */
export async function exchange<P, T>(
  card: CardChannel,
  command: Command<P, T>,
  parameters: P,
): Promise<Result<T, PurseError>> {
  const answer = await card.transmit(command.build(parameters));
  if (!answer.ok) return fail({ kind: 'reader', error: answer.error });
  const { bytes, answers } = answer.value;
  const sw = statusWord(bytes);
  if (sw !== SW.ok) {
    return answers === 'follow-up'
      ? fail({ kind: 'unread', command: command.name, statusWord: sw })
      : fail({ kind: 'status', command: command.name, statusWord: sw, answers });
  }
  const data: Bytes = answerData(bytes);
  const value = command.parse(data);
  return value === null
    ? fail({ kind: 'malformed', command: command.name, detail: `${data.length} bytes` })
    : ok(value);
}
