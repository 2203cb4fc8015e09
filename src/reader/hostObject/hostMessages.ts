/** The host bridge's messages (docs/integrate/host-bridge.md): JSON text, hex strings, one id per request. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SlotState } from '../cardReader.ts';
import { type ReaderError, type ReaderErrorCode, readerError } from '../readerError.ts';

export type HostMethod =
  | 'identity'
  | 'sign'
  | 'list'
  | 'open'
  | 'powerOn'
  | 'transmit'
  | 'powerOff'
  | 'close';

/** The version of the protocol, named by `hello` (docs/integrate/host-bridge.md). */
export const PROTOCOL_VERSION = 1;

export interface HostRequest {
  readonly id: number;
  readonly method: HostMethod;
  readonly reader?: string;
  /** Hex, with `transmit`. */
  readonly apdu?: string;
  /** Hex, with `sign`. */
  readonly data?: string;
  readonly timeoutMs?: number;
}

export type HostMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: Record<string, unknown> }
  | { readonly kind: 'error'; readonly id: number; readonly error: ReaderError }
  | {
      readonly kind: 'readers';
      readonly change: 'reader-added' | 'reader-removed';
      readonly reader: string;
    }
  | { readonly kind: 'state'; readonly reader: string; readonly state: SlotState };

const SLOT_STATES: readonly SlotState[] = ['empty', 'present', 'mute', 'unavailable'];
const OUTCOMES: readonly ReaderError['outcome'][] = ['not-sent', 'unknown', 'answered'];
/** As the PC/SC words of `ReaderErrorCode` look. A word that is none of them means no more than `COMM_ERROR` to anybody. */
const CODE = /^[A-Z_]{7,22}$/;

/** Far above any honest message: what is longer is not even parsed. */
export const MAX_MESSAGE_CHARS = 16_384;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isSlotState = (value: unknown): value is SlotState =>
  SLOT_STATES.indexOf(value as SlotState) >= 0;

/** An error as the host words it; anything it leaves open is taken as "may have run". */
function hostError(value: unknown): ReaderError {
  const error = isObject(value) ? value : {};
  const code = String(error.code);
  const outcome = error.outcome as ReaderError['outcome'];
  return readerError(
    CODE.test(code) ? (code as ReaderErrorCode) : 'COMM_ERROR',
    OUTCOMES.indexOf(outcome) >= 0 ? outcome : 'unknown',
    typeof error.message === 'string' ? error.message.slice(0, 200) : undefined,
  );
}

/** Parses what the host sent; the error names the part that does not fit. Never throws. */
export function parseHostMessage(text: unknown): Result<HostMessage, string> {
  let message: unknown;
  if (typeof text === 'string' && text.length > MAX_MESSAGE_CHARS) return fail('too long');
  try {
    message = typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return fail('not JSON');
  }
  if (!isObject(message)) return fail('not an object');
  const { id, event, reader } = message;
  if (typeof id === 'number') {
    if ('error' in message) return ok({ kind: 'error', id, error: hostError(message.error) });
    const result = message.result;
    return isObject(result)
      ? ok({ kind: 'result', id, result })
      : fail('"result" is not an object');
  }
  if (typeof reader !== 'string') return fail('neither "id" nor "reader"');
  if (event === 'reader-added' || event === 'reader-removed') {
    return ok({ kind: 'readers', change: event, reader });
  }
  const state = message.state;
  if (event === 'state' && isSlotState(state)) return ok({ kind: 'state', reader, state });
  return fail(`unknown event ${JSON.stringify(event)}`);
}
