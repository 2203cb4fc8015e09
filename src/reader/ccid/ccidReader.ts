/** One slot of a CCID reader as a `CardReader`, whatever carries its messages. */
import type { Bytes } from '../../shared/bytes.ts';
import { apduHeader, type Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { mayRepeat, statusWord } from '../apdu.ts';
import { type CardPort, cardConnection } from '../cardConnection.ts';
import type { CardReader, SlotState } from '../cardReader.ts';
import { type ReaderError, type ReaderErrorCode, readerError } from '../readerError.ts';
import { ccidExchange } from './ccidExchange.ts';
import { FROM_READER, TO_READER } from './ccidMessage.ts';
import type { CcidPipe, Learnt } from './ccidPipe.ts';
import { type IccState, type PoweredUp, powerUp } from './powerUp.ts';
import { isSelect, maySpeedHaveFailed, sendSlowly } from './takeBackSpeed.ts';
import { turns } from './turns.ts';

const POLL_MS = 500;
/** A reader that notifies is asked all the same, once in so many polls: its interrupt may be silent. */
const SELDOM = 10;
const ICC_ACTIVE = 0;
const ICC_INACTIVE = 1;
const ICC_ABSENT = 2;

/** One card between power-up and its end; commands of a session that has ended are not sent. */
interface Session {
  card: PoweredUp | null;
  ended: ReaderErrorCode | null;
  /** Every command so far, as long as these are SELECTs only. */
  selects: Bytes[] | null;
}

/**
 * The pipe is the reader's own from now on: `close` powers the card down and closes it. `unavailable` is the last state
 * it tells: the reader is gone or stuck, and the code that opened the pipe closes it, resets the device, and opens it
 * again.
 */
export function ccidReader(pipe: CcidPipe, slot: number, timers: Timers, log: Log): CardReader {
  const inTurn = turns();
  const callbacks = new Set<(state: SlotState) => void>();
  let state: SlotState | null = null;
  let session: Session | null = null;
  /** What the last look saw, or our own power on or off left behind. */
  let icc: IccState = null;
  let isMute = false;
  let isClosed = false;
  let stopPolling = (): void => {};

  const end = (why: ReaderErrorCode): void => {
    if (session && (!session.ended || session.ended === 'UNPOWERED_CARD')) session.ended = why;
  };

  function see(next: SlotState): void {
    if (state === 'unavailable' || state === next) return;
    state = next;
    if (next !== 'present') icc = null;
    if (next === 'empty') {
      isMute = false;
      end('REMOVED_CARD');
    }
    callbacks.forEach((callback) => {
      callback(next);
    });
  }

  const exchange = ccidExchange(pipe, slot, timers, log, () => {
    end('READER_UNAVAILABLE');
    see('unavailable');
    stopPolling();
  });

  const noticed = <T>(result: Result<T, ReaderError>): Result<T, ReaderError> => {
    if (!result.ok) {
      const { code } = result.error;
      if (code === 'NO_SMARTCARD' || code === 'REMOVED_CARD') see('empty');
    }
    return result;
  };

  async function look(): Promise<Result<SlotState, ReaderError>> {
    if (state === 'unavailable') return ok(state);
    icc = null;
    const answer = await exchange.run({
      type: TO_READER.getSlotStatus,
      answer: FROM_READER.slotStatus,
    });
    if (!answer.ok) {
      noticed(answer);
      return answer.error.code === 'NO_SMARTCARD' ? ok('empty') : answer;
    }
    const seen = answer.value.specific[0] & 3;
    const hasPower = session !== null && session.card !== null && !session.ended;
    // A card that lost its power without us is not the card that was there, or has forgotten the conversation.
    if (seen === ICC_ABSENT || (hasPower && seen !== ICC_ACTIVE)) see('empty');
    if (seen !== ICC_ABSENT) see(isMute ? 'mute' : 'present');
    icc = seen < ICC_ABSENT ? (seen as IccState) : null;
    return ok(state || 'empty');
  }

  async function lookUnasked(): Promise<void> {
    const before = state;
    await look();
    if (pipe.hasNotifications && before && before !== state) {
      learn('isSilent', 'notifies nothing, asked from now on');
    }
  }

  function poll(count = 1): void {
    stopPolling = timers.after(POLL_MS, () => {
      poll(count + 1);
      const isDue = !pipe.hasNotifications || pipe.learnt.isSilent || count % SELDOM === 0;
      if (isDue && callbacks.size > 0 && inTurn.isIdle) void inTurn(lookUnasked);
    });
  }

  const stopHearing = pipe.onMessage((message) => {
    // 6.3.1: two bits a slot. Whatever they say, the reader is asked, after what it is doing now.
    const bits = (message[1 + (slot >> 2)] || 0) >> (2 * (slot & 3));
    if (message[0] !== FROM_READER.notifySlotChange || (bits & 2) === 0) return;
    isMute = false;
    icc = null;
    void inTurn(look);
  });

  const learn = (what: keyof Learnt, said: string): void => {
    if (pipe.learnt[what]) return;
    pipe.learnt[what] = true;
    log('ccid', `${pipe.info.name}: ${said}`);
  };
  const speed = {
    get isSlow() {
      return pipe.learnt.isSlow;
    },
    failed: () => learn('isSlow', 'a speed fails, the default from now on'),
  };

  const powerOn = async (mine: Session): Promise<Result<PoweredUp, ReaderError>> => {
    const up = noticed(await powerUp(exchange.run, pipe.descriptor, timers, speed, icc));
    icc = up.ok ? ICC_ACTIVE : null;
    mine.selects = [];
    mine.card = up.ok ? up.value : null;
    mine.ended = up.ok ? null : mine.ended || 'UNPOWERED_CARD';
    isMute = !up.ok && up.error.code === 'UNRESPONSIVE_CARD';
    if (up.ok || isMute) see(isMute ? 'mute' : 'present');
    return up;
  };

  const portOf = (mine: Session): CardPort => ({
    powerOn: () =>
      inTurn(async () =>
        mine.ended && mine.ended !== 'UNPOWERED_CARD'
          ? fail(readerError(mine.ended, 'not-sent'))
          : powerOn(mine),
      ),
    transmit: (command, options) =>
      inTurn(async () => {
        const { card, ended } = mine;
        if (ended || !card) return fail(readerError(ended || 'UNPOWERED_CARD', 'not-sent'));
        const { timeoutMs } = options;
        let answer = noticed(await card.transmit(command, timeoutMs || card.timeoutMs));
        const { selects } = mine;
        if (maySpeedHaveFailed(card, answer)) {
          speed.failed();
          if (selects && mayRepeat(command)) {
            const again = () => powerOn(mine);
            answer = noticed(await sendSlowly(command, selects, card, again, timeoutMs));
            if (!answer.ok && answer.error.code === 'REMOVED_CARD') void inTurn(look);
          }
        }
        mine.selects = mine.selects && isSelect(command) ? mine.selects.concat([command]) : null;
        log(
          'apdu',
          `=> ${apduHeader(command)} ${answer.ok ? statusWord(answer.value.bytes).toString(16) : answer.error.code}`,
        );
        return answer;
      }),
    powerOff: () => inTurn(() => powerOff(mine)),
  });

  async function powerOff(mine: Session): Promise<void> {
    if (mine.ended || !mine.card) return;
    mine.ended = 'UNPOWERED_CARD';
    const off = await exchange.run({
      type: TO_READER.iccPowerOff,
      answer: FROM_READER.slotStatus,
    });
    icc = off.ok ? ICC_INACTIVE : null;
  }

  poll();
  return {
    info: pipe.info,
    getStatus: () => inTurn(look),
    onStateChange(callback) {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    connect: () =>
      inTurn(async () => {
        if (state === 'unavailable') return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
        end('RESET_CARD');
        const mine: Session = { card: null, ended: null, selects: null };
        session = mine;
        const up = await powerOn(mine);
        return up.ok ? ok(cardConnection(portOf(mine), up.value)) : up;
      }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      stopPolling();
      stopHearing();
      callbacks.clear();
      const last = session;
      if (last && state !== 'unavailable') await inTurn(() => powerOff(last));
      state = 'unavailable';
      end('READER_UNAVAILABLE');
      exchange.close();
      await pipe.close();
    },
  };
}
