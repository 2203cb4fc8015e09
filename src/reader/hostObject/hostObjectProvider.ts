/** Readers behind an object that the box's host puts into the page (docs/host-bridge.md). */
import { type Bytes, fromHex, toHex } from '../../shared/bytes.ts';
import { apduHeader, type Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CardPort, cardConnection } from '../cardConnection.ts';
import type { CardReader, ReaderInfo, ReaderProvider } from '../cardReader.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { transmitT0 } from '../t0.ts';
import type { HostLink } from './hostLink.ts';
import { isSlotState } from './hostMessages.ts';

const HOST_MS = 3_000;
const POWER_MS = 10_000;
const APDU_MS = 5_000;

const infoOf = (name: string): ReaderInfo => ({ name, transport: 'host-object' });

/** Hex the host sent, or the error to give: a card may have run the command that this answers. */
function hexField(result: Record<string, unknown>, field: string): Result<Bytes, ReaderError> {
  const value = result[field];
  try {
    if (typeof value === 'string' && value.length <= 1024) return ok(fromHex(value));
  } catch {
    // falls through to the same error
  }
  return fail(readerError('COMM_ERROR', 'unknown', `host's "${field}" is not hex`));
}

function cardPort(link: HostLink, reader: string, log: Log): CardPort {
  const send = async (tpdu: Bytes, timeoutMs: number): Promise<Result<Bytes, ReaderError>> => {
    const answer = await link.ask(
      { method: 'transmit', reader, apdu: toHex(tpdu), timeoutMs },
      timeoutMs,
    );
    log('apdu', `=> ${apduHeader(tpdu)} ${answer.ok ? '' : answer.error.code}`);
    return answer.ok ? hexField(answer.value, 'answer') : answer;
  };
  return {
    async powerOn() {
      const answer = await link.ask({ method: 'powerOn', reader }, POWER_MS);
      if (!answer.ok) return answer;
      const atr = hexField(answer.value, 'atr');
      // The host drives the card: whichever protocol it speaks, TPDUs of T=0 do no harm.
      return atr.ok ? ok({ atr: atr.value, activeProtocol: 'T0' }) : atr;
    },
    transmit: (command, options) =>
      transmitT0((tpdu) => send(tpdu, options.timeoutMs ?? APDU_MS), command),
    powerOff: () => link.ask({ method: 'powerOff', reader }, HOST_MS),
  };
}

function cardReader(link: HostLink, name: string, log: Log): CardReader {
  return {
    info: infoOf(name),
    async getStatus() {
      const answer = await link.ask({ method: 'open', reader: name }, HOST_MS);
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

/** `link` is absent on boxes whose host puts no object into the page: every call then says so. */
export function hostObjectProvider(link: HostLink | undefined, log: Log): ReaderProvider {
  const noService = () => fail(readerError('NO_SERVICE', 'not-sent', 'no host object in the page'));
  return {
    transport: 'host-object',
    probe: async () => (link ? 'available' : 'unsupported'),
    async listReaders() {
      if (!link) return noService();
      const answer = await link.ask({ method: 'list' }, HOST_MS);
      if (!answer.ok) return answer;
      const names = answer.value.readers;
      return ok(
        Array.isArray(names)
          ? names.filter((name): name is string => typeof name === 'string').map(infoOf)
          : [],
      );
    },
    onReaderChange(callback) {
      return link
        ? link.onEvent((event) => {
            if (event.kind === 'readers') {
              callback({ type: event.change, reader: infoOf(event.reader) });
            }
          })
        : () => {};
    },
    async open(name) {
      if (!link) return noService();
      const answer = await link.ask({ method: 'open', reader: name }, HOST_MS);
      return answer.ok ? ok(cardReader(link, name, log)) : answer;
    },
  };
}
