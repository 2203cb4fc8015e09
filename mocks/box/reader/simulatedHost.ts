/**
 * The object that a box's host puts into the page (docs/integrate/host-bridge.md), with a simulated slot and box key. Does
 * not imitate: several readers, hosts that lose messages.
 */
import type { HostObject } from '../../../src/reader/hostObject/hostLink.ts';
import type { HostRequest } from '../../../src/reader/hostObject/hostMessages.ts';
import type { ReaderError } from '../../../src/reader/readerError.ts';
import { type Bytes, concat, fromHex, toHex } from '../../../src/shared/bytes.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { Environment } from '../../environment/environment.ts';
import type { SimulatedSlot } from './simulatedSlot.ts';

interface SimulatedBox {
  readonly stbId: string;
  /** 32 bytes hex; BOSS knows the same key. */
  readonly boxKey: string;
  readonly readerName: string;
  /** False: the host has only the box's key; the reader is on another port. */
  readonly hasReader?: boolean;
  /** How long one command takes; contact cards at 9600 baud are slow. */
  readonly apduMs: number;
  /** Like Android's OMAPI it follows 61xx by itself, and does not tell. Default: it hands every TPDU on, and says so. */
  readonly followsItself?: boolean;
}

type Reply = { result: Record<string, unknown> } | { error: Partial<ReaderError> };

const replyOf = <T>(result: Result<T, ReaderError>, value: (value: T) => object): Reply =>
  result.ok
    ? { result: { ...value(result.value) } }
    : { error: { code: result.error.code, outcome: result.error.outcome } };

const refusal = (code: ReaderError['code']): Reply => ({ error: { code, outcome: 'not-sent' } });

export function simulatedHost(
  { timers, crypto }: Pick<Environment, 'timers' | 'crypto'>,
  slot: SimulatedSlot,
  box: SimulatedBox,
): HostObject {
  const host: HostObject = { postMessage: take, onmessage: null };
  const say = (message: object) => host.onmessage?.({ data: JSON.stringify(message) });
  const { readerName: reader, hasReader = true } = box;
  let wasPlugged = slot.plugged;

  slot.onChange(() => {
    if (!hasReader) return;
    if (slot.plugged !== wasPlugged) {
      wasPlugged = slot.plugged;
      say({ event: wasPlugged ? 'reader-added' : 'reader-removed', reader });
    }
    say({ event: 'state', reader, state: slot.state });
  });

  function followed(apdu: Bytes): Result<Bytes, ReaderError> {
    const first = slot.transmit(apdu);
    const [sw1, sw2 = 0] = first.ok ? first.value.subarray(-2) : [];
    if (!first.ok || sw1 !== 0x61) return first;
    const rest = followed(Uint8Array.of(0x00, 0xc0, 0x00, 0x00, sw2));
    return rest.ok
      ? ok(concat(first.value.slice(0, -2), rest.value))
      : fail({ ...rest.error, outcome: 'unknown' });
  }

  async function answer(request: HostRequest): Promise<Reply> {
    const isHere = hasReader && request.reader === reader;
    if (request.reader !== undefined && !isHere) return refusal('UNKNOWN_READER');
    switch (request.method) {
      case 'identity':
        return { result: { stbId: box.stbId } };
      case 'sign': {
        const signature = await crypto.hmacSha256(fromHex(box.boxKey), fromHex(request.data ?? ''));
        return { result: { signature: toHex(signature) } };
      }
      case 'list':
        return { result: { readers: hasReader && slot.plugged ? [reader] : [] } };
      case 'open':
        if (slot.held) return refusal('SHARING_VIOLATION');
        return { result: { state: slot.state } };
      case 'powerOn':
        return replyOf(slot.powerOn(), (atr: Bytes) => ({ atr: toHex(atr) }));
      case 'transmit': {
        const apdu = fromHex(request.apdu ?? '');
        return box.followsItself
          ? replyOf(followed(apdu), (bytes: Bytes) => ({ answer: toHex(bytes) }))
          : replyOf(slot.transmit(apdu), (bytes: Bytes) => ({
              answer: toHex(bytes),
              answers: 'command',
            }));
      }
      case 'powerOff':
        slot.powerOff();
        return { result: {} };
      case 'close':
        return { result: {} };
      default:
        return refusal('UNSUPPORTED_FEATURE');
    }
  }

  function take(json: string): void {
    const request = JSON.parse(json) as HostRequest;
    const delayMs = request.method === 'transmit' || request.method === 'powerOn' ? box.apduMs : 0;
    timers.after(delayMs, () => {
      answer(request)
        // Invalid hex is a bug of the page, and reported as such.
        .catch(() => refusal('UNSUPPORTED_FEATURE'))
        .then((reply) => say({ id: request.id, ...reply }));
    });
  }

  return host;
}
