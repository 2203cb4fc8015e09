/**
 * The ePass3000 as a reader. It has no command for "is there a card": its ATR is asked for instead, which is a reset, so
 * only while no card is connected.
 */
import type { Bytes } from '../../shared/bytes.ts';
import { apduHeader, type Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { type CardPort, cardConnection, type PoweredCard } from '../cardConnection.ts';
import type { CardAnswer, CardReader, SlotState } from '../cardReader.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { transmitT0 } from '../t0Interface.ts';
import type { HidLink } from './hidLink.ts';
import { atrOfR6, R6_COMMAND } from './r6.ts';
import { type R6Step, r6Exchange } from './r6Exchange.ts';
import type { ReportFraming } from './reportFraming.ts';

const POLL_MS = 800;
const ATR_MS = 10_000;
const APDU_MS = 5_000;
const NOTHING: Bytes = new Uint8Array(0);

export function r6Reader(
  name: string,
  link: HidLink,
  framing: ReportFraming,
  step: R6Step,
  timers: Timers,
  log: Log,
): CardReader {
  const exchange = r6Exchange(link, framing, step, timers, log);
  const callbacks = new Set<(state: SlotState) => void>();
  let state: SlotState | null = null;
  /** The connection that has the card; commands of any other are not sent. */
  let session: object | null = null;
  let isClosed = false;
  let cancelPoll: (() => void) | null = null;

  function see(next: SlotState): void {
    if (next === state) return;
    state = next;
    callbacks.forEach((callback) => {
      callback(next);
    });
  }

  /** A reset; what is no ATR is no card. */
  async function powerOn(): Promise<Result<PoweredCard, ReaderError>> {
    const answer = await exchange(R6_COMMAND.getAtr, NOTHING, ATR_MS);
    if (!answer.ok) return fail({ ...answer.error, outcome: 'not-sent' });
    const { status, data } = answer.value;
    const atr = status === 0 ? atrOfR6(data) : undefined;
    return atr
      ? ok({ atr, activeProtocol: 'T0' })
      : fail(readerError('NO_SMARTCARD', 'not-sent', `status ${status}`));
  }

  async function look(): Promise<Result<SlotState, ReaderError>> {
    if (session) return ok(state ?? 'present');
    const powered = await powerOn();
    if (!powered.ok && powered.error.code !== 'NO_SMARTCARD') return powered;
    const next = powered.ok ? 'present' : 'empty';
    see(next);
    return ok(next);
  }

  function poll(): void {
    if (cancelPoll || isClosed || callbacks.size === 0) return;
    cancelPoll = timers.after(POLL_MS, () => {
      void look().then(() => {
        cancelPoll = null;
        poll();
      });
    });
  }

  /** Takes the card before the reset, so that no poll and no command of another connection comes after it. */
  async function connectCard(mine: object): Promise<Result<PoweredCard, ReaderError>> {
    session = mine;
    const powered = await powerOn();
    if (!powered.ok) release(mine);
    if (powered.ok) see('present');
    else if (powered.error.code === 'NO_SMARTCARD') see('empty');
    return powered;
  }

  function release(mine: object): void {
    if (session === mine) session = null;
  }

  async function sendTpdu(
    mine: object,
    tpdu: Bytes,
    timeoutMs: number,
  ): Promise<Result<CardAnswer, ReaderError>> {
    if (session !== mine) return fail(readerError('RESET_CARD', 'not-sent'));
    const answer = await exchange(R6_COMMAND.exchangeApdu, tpdu, timeoutMs);
    log('apdu', `=> ${apduHeader(tpdu)} ${answer.ok ? '' : answer.error.code}`);
    // Nothing is published of whether it fetches an answer itself when a card says 61xx.
    if (answer.ok && answer.value.status === 0) {
      return ok({ bytes: answer.value.data, answers: 'unknown' });
    }
    // Perhaps the card is gone: only asking for its ATR can tell, and that resets it.
    release(mine);
    return answer.ok
      ? fail(readerError('COMM_ERROR', 'unknown', `status ${answer.value.status}`))
      : answer;
  }

  const portOf = (mine: object): CardPort => ({
    powerOn: () => connectCard(mine),
    transmit: (command, { timeoutMs = APDU_MS }) =>
      transmitT0((tpdu) => sendTpdu(mine, tpdu, timeoutMs), command),
    async powerOff() {
      release(mine);
    },
  });

  link.onFailure((error) => {
    if (error.code !== 'READER_UNAVAILABLE') return;
    isClosed = true;
    see('unavailable');
  });
  return {
    info: { name, transport: 'webhid', protocols: ['T0'] },
    getStatus: look,
    onStateChange(callback) {
      callbacks.add(callback);
      poll();
      return () => {
        callbacks.delete(callback);
      };
    },
    async connect() {
      const mine = {};
      const powered = await connectCard(mine);
      return powered.ok ? ok(cardConnection(portOf(mine), powered.value)) : powered;
    },
    async close() {
      isClosed = true;
      cancelPoll?.();
      await link.close();
    },
  };
}
