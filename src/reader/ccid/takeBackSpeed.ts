/** A speed that card and reader agreed on, and that then fails: the card is powered up again without it. */
import { type Bytes, equalBytes } from '../../shared/bytes.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { CardAnswer } from '../cardReader.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import type { PoweredUp } from './powerUp.ts';

type Answer = Result<CardAnswer, ReaderError>;

/** What a line that is too fast looks like; it may be something else, and a slow card is no harm. */
const SIGNS: readonly ReaderError['code'][] = ['COMM_ERROR', 'UNRESPONSIVE_CARD', 'TIMEOUT'];
const SELECT = 0xa4;

export const isSelect = (command: Bytes): boolean => command[1] === SELECT;

export const maySpeedHaveFailed = ({ isFast }: PoweredUp, answer: Answer): boolean =>
  isFast && !answer.ok && SIGNS.includes(answer.error.code);

/**
 * Sends `command` once more, to the card as it is after a cold reset and the SELECTs that came before. Only where nothing
 * else had been sent: then nobody has learnt yet which card this is, and it cannot be taken for another one.
 * `REMOVED_CARD` when what answers now is not the card that was there.
 */
export async function sendSlowly(
  command: Bytes,
  selects: readonly Bytes[],
  before: PoweredUp,
  powerOn: () => Promise<Result<PoweredUp, ReaderError>>,
  timeoutMs?: number,
): Promise<Answer> {
  const up = await powerOn();
  if (!up.ok) return up;
  const { atr, transmit, timeoutMs: usualMs } = up.value;
  if (!equalBytes(atr, before.atr)) return fail(readerError('REMOVED_CARD', 'unknown'));
  for (const select of selects) {
    const selected = await transmit(select, usualMs);
    if (!selected.ok) return selected;
  }
  return transmit(command, timeoutMs || usualMs);
}
