/** Readers behind an object that the box's host puts into the page (docs/integrate/host-bridge.md). */
import { type Bytes, fromHex, toHex } from '../../shared/bytes.ts';
import { apduHeader, type Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CardPort, cardConnection } from '../cardConnection.ts';
import type {
  CardAnswer,
  CardReader,
  ReaderChange,
  ReaderInfo,
  ReaderProvider,
  ReaderTransport,
} from '../cardReader.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { transmitT0 } from '../t0Interface.ts';
import type { HostLink } from './hostLink.ts';
import { isSlotState } from './hostMessages.ts';

const HOST_MS = 3_000;
/** The host has this reader: nobody is kept from another one by waiting for it. */
const READER_MS = 20_000;
/** A list of readers counts whenever it comes. */
const LIST_MS = 60_000;
const POWER_MS = 10_000;
const APDU_MS = 5_000;

/** 256 bytes and a status word; ISO 7816-3, 8.2.1. */
const MAX_ANSWER = 258;
const MAX_ATR = 33;
const MAX_READERS = 16;
/** What a line on the screen has room for. */
const UNWATCHED_CHARS = 60;

/** 2 to `max` bytes the host sent, or the error to give: a card may have run the command that this answers. */
function hexField(
  result: Record<string, unknown>,
  field: string,
  max: number,
): Result<Bytes, ReaderError> {
  const value = result[field];
  return typeof value === 'string' &&
    value.length > 3 &&
    value.length <= 2 * max &&
    /^([0-9a-f]{2})+$/i.test(value)
    ? ok(fromHex(value))
    : fail(readerError('COMM_ERROR', 'unknown', `host's "${field}" is not 2 to ${max} bytes`));
}

function cardPort(link: HostLink, reader: string, log: Log): CardPort {
  const send = async (tpdu: Bytes, timeoutMs: number): Promise<Result<CardAnswer, ReaderError>> => {
    const answer = await link.ask(
      { method: 'transmit', reader, apdu: toHex(tpdu), timeoutMs },
      timeoutMs,
    );
    log('apdu', `=> ${apduHeader(tpdu)} ${answer.ok ? '' : answer.error.code}`);
    if (!answer.ok) return answer;
    const bytes = hexField(answer.value, 'answer', MAX_ANSWER);
    const { answers } = answer.value;
    // A host may have fetched the answer itself: unless it says that it did not, nobody can tell.
    return bytes.ok
      ? ok({
          bytes: bytes.value,
          answers: answers === 'command' || answers === 'follow-up' ? answers : 'unknown',
        })
      : bytes;
  };
  return {
    async powerOn() {
      const answer = await link.ask({ method: 'powerOn', reader }, POWER_MS);
      if (!answer.ok) return answer;
      const atr = hexField(answer.value, 'atr', MAX_ATR);
      // The host drives the card: whichever protocol it speaks, TPDUs of T=0 do no harm.
      return atr.ok ? ok({ atr: atr.value, activeProtocol: 'T0' }) : atr;
    },
    transmit: (command, options) =>
      transmitT0((tpdu) => send(tpdu, options.timeoutMs ?? APDU_MS), command),
    powerOff: () => link.ask({ method: 'powerOff', reader }, HOST_MS),
  };
}

function cardReader(link: HostLink, info: ReaderInfo, log: Log): CardReader {
  const { name } = info;
  return {
    info,
    async getStatus() {
      const answer = await link.ask({ method: 'open', reader: name }, READER_MS);
      if (!answer.ok) return answer;
      const state = answer.value.state;
      return ok(isSlotState(state) ? state : 'unavailable');
    },
    onStateChange(callback) {
      return link.onEvent((event) => {
        if (event.kind === 'state' && event.reader === name) callback(event.state);
      });
    },
    async connect() {
      const port = cardPort(link, name, log);
      const powered = await port.powerOn();
      return powered.ok ? ok(cardConnection(port, powered.value)) : powered;
    },
    async close() {
      await link.ask({ method: 'close', reader: name }, HOST_MS);
    },
  };
}

const namesIn = (readers: unknown): string[] =>
  (Array.isArray(readers) ? readers : [])
    .filter((name): name is string => typeof name === 'string')
    .slice(0, MAX_READERS);

/**
 * `link` is absent on boxes whose host puts no object into the page: every call then says so. A reader daemon speaks
 * the same protocol, under a `transport` of its own.
 */
export function hostObjectProvider(
  link: HostLink | undefined,
  log: Log,
  transport: ReaderTransport = 'host-object',
): ReaderProvider {
  const infoOf = (name: string): ReaderInfo => ({ name, transport });
  const noService = () => fail(readerError('NO_SERVICE', 'not-sent', 'no host object in the page'));
  const callbacks = new Set<(change: ReaderChange) => void>();
  let unwatched = '';
  /** An answer that came late, for the next who asks. */
  let kept: Result<Record<string, unknown>, ReaderError> | null = null;

  /** Other ports are not kept waiting for a slow host; its readers are told of once it has answered. */
  const list = (host: HostLink) =>
    new Promise<Result<Record<string, unknown>, ReaderError>>((resolve) => {
      let isLate = false;
      const asked = host.ask({ method: 'list' }, LIST_MS, () => {
        isLate = true;
        resolve(fail(readerError('TIMEOUT', 'unknown', 'list')));
      });
      void asked.then((answer) => {
        const names = isLate && answer.ok ? namesIn(answer.value.readers) : [];
        if (!names[0]) return resolve(answer);
        kept = answer;
        const change = { type: 'reader-added' as const, reader: infoOf(names[0]) };
        callbacks.forEach((callback) => {
          callback(change);
        });
      });
    });
  return {
    transport,
    probe: async () => (link ? 'available' : 'unsupported'),
    async listReaders() {
      if (!link) return noService();
      const answer = kept ?? (await list(link));
      kept = null;
      if (!answer.ok) return answer;
      const left = namesIn(answer.value.unwatched).join(', ');
      unwatched = left.length > UNWATCHED_CHARS ? `${left.slice(0, UNWATCHED_CHARS)}…` : left;
      return ok(namesIn(answer.value.readers).map(infoOf));
    },
    unwatched: () => unwatched,
    onReaderChange(callback) {
      if (!link) return () => {};
      callbacks.add(callback);
      const stop = link.onEvent((event) => {
        if (event.kind === 'readers') {
          callback({ type: event.change, reader: infoOf(event.reader) });
        }
      });
      return () => {
        callbacks.delete(callback);
        stop();
      };
    },
    async open(name) {
      if (!link) return noService();
      const answer = await link.ask({ method: 'open', reader: name }, READER_MS);
      return answer.ok ? ok(cardReader(link, infoOf(name), log)) : answer;
    },
  };
}
