/** Wraps the host object to trace its card commands, and to cut it off when the box has no power. */
import type { HostObject } from '../../src/reader/hostObject/hostLink.ts';
import { type Bytes, fromHex, toHex } from '../../src/shared/bytes.ts';
import type { Clock, Instant } from '../../src/shared/time.ts';
import { apduName, type CardTrace, type NoteTrace } from './trace.ts';

interface Asked {
  readonly at: Instant;
  readonly method: string;
  readonly apdu: string;
}

interface Told {
  readonly id?: number;
  readonly result?: { readonly answer?: string; readonly atr?: string };
  readonly error?: { readonly code?: string };
}

/** While `isDark` is true nothing passes in either direction. */
export function watchedHost(
  inner: HostObject,
  clock: Clock,
  note: NoteTrace,
  isDark: () => boolean,
): HostObject {
  const pending = new Map<number, Asked>();
  const outer: HostObject = {
    onmessage: null,
    postMessage(json) {
      if (isDark()) return;
      const { id, method, apdu = '' } = JSON.parse(json);
      if (method === 'powerOn' || method === 'transmit') {
        pending.set(id, { at: clock.now(), method, apdu });
      }
      inner.postMessage(json);
    },
  };
  inner.onmessage = (event) => {
    if (isDark()) return;
    const told = JSON.parse(String(event.data)) as Told;
    const asked = told.id === undefined ? undefined : pending.get(told.id);
    if (told.id !== undefined) pending.delete(told.id);
    if (asked) note(traceOf(asked, told, clock.now()));
    outer.onmessage?.(event);
  };
  return outer;
}

function traceOf({ at, method, apdu }: Asked, { result, error }: Told, now: Instant): CardTrace {
  const sent = fromHex(apdu);
  const answer = fromHex(result?.answer ?? '');
  const isPower = method === 'powerOn';
  const status = isPower ? null : toHex(answer.subarray(-2));
  return {
    kind: 'card',
    at,
    ms: now - at,
    name: isPower ? 'POWER ON' : apduName(sent),
    header: toHex(sent.subarray(0, 4)),
    sentBytes: sent.length,
    receivedBytes: isPower ? fromHex(result?.atr ?? '').length : answer.length,
    status: status || null,
    ...(error ? { error: error.code ?? 'ERROR' } : {}),
  };
}

/** The trace of an exchange at the slot, for readers without a host object. */
export const exchangeTrace = (
  { command, answer }: { readonly command: Bytes; readonly answer?: Bytes | null },
  now: Instant,
): CardTrace => ({
  kind: 'card',
  at: now,
  ms: 0,
  name: apduName(command),
  header: toHex(command.subarray(0, 4)),
  sentBytes: command.length,
  receivedBytes: answer?.length ?? 0,
  status: answer ? toHex(answer.subarray(-2)) : null,
  ...(answer ? {} : { error: 'REMOVED_CARD' }),
});
