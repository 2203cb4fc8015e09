/**
 * Serves card readers by the protocol of docs/integrate/host-bridge.md: checks a request, runs it, answers. It has the shape
 * of a host object, so that any wire can carry it. For each reader it runs one command at a time and sends none twice.
 */
import { createHmac } from 'node:crypto';
import type { HostObject } from '../../../src/reader/hostObject/hostLink.ts';
import type { HostRequest } from '../../../src/reader/hostObject/hostMessages.ts';
import { type ReaderError, readerError } from '../../../src/reader/readerError.ts';
import { type Bytes, fromHex, toHex } from '../../../src/shared/bytes.ts';
import { apduHeader, type Log } from '../../../src/shared/log.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { Clock, Timers } from '../../../src/shared/time.ts';
import { errorLine } from './advice.ts';
import type { ApduPolicy } from './apduPolicy.ts';
import type { CardBackend } from './cardBackend.ts';
import { parseHostRequest } from './hostRequest.ts';
import { safely } from './safely.ts';
import { turns } from './turns.ts';

interface BoxKey {
  readonly stbId: string;
  /** 32 bytes hex. In a real box it stays in the CA card, which a real daemon would ask to sign. */
  readonly key: string;
}

export interface DaemonHost extends HostObject {
  /** A page has connected: it is told of every reader. */
  arrive(): void;
  /** The page has disconnected: every card is powered down. */
  leave(): Promise<void>;
}

interface DaemonParts {
  readonly backend: CardBackend;
  readonly box: BoxKey;
  readonly policy: ApduPolicy;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: Log;
}

type Answer = Result<object, ReaderError>;

const notSent = (code: ReaderError['code'], detail?: string): Answer =>
  fail(readerError(code, 'not-sent', detail));

export function daemonHost({ backend, box, policy, timers, clock, log }: DaemonParts): DaemonHost {
  const inTurn = turns();
  /** Readers with a command that timed out: they get no other until they are powered on again. */
  const lost = new Set<string>();
  /** Which page is served: what an earlier one has left waiting is not sent. */
  let visit = 0;
  const host: DaemonHost = { postMessage: take, onmessage: null, arrive, leave };
  const say = (message: object) =>
    safely(log, () => host.onmessage?.({ data: JSON.stringify(message) }));

  backend.onEvent((event) => {
    log('card', `${event.reader}: ${event.event === 'state' ? event.state : event.event}`);
    say(event);
  });

  async function powerOn(reader: string): Promise<Answer> {
    const began = clock.now();
    const powered = await backend.powerOn(reader);
    lost.delete(reader);
    const outcome = powered.ok ? `ATR of ${powered.value.length} bytes` : errorLine(powered.error);
    log('card', `${reader}: power on, ${clock.now() - began} ms: ${outcome}`);
    return powered.ok ? ok({ atr: toHex(powered.value) }) : powered;
  }

  /** A command that times out is left running: PC/SC has no way to cancel it. */
  function transmit(reader: string, apdu: Bytes, timeoutMs: number): Promise<Answer> {
    if (!policy(apdu)) {
      log('card', `${reader}: refused ${apduHeader(apdu)}, not a command of a purse`);
      return Promise.resolve(notSent('SECURITY_VIOLATION', 'not a command of a purse'));
    }
    const tooLate = notSent('UNPOWERED_CARD', 'after a command without an answer');
    if (lost.has(reader)) return Promise.resolve(tooLate);
    const mine = visit;
    return new Promise((resolve, reject) => {
      inTurn(reader, async () => {
        if (mine !== visit) return resolve(notSent('CANCELLED', 'its page has gone'));
        if (lost.has(reader)) return resolve(tooLate);
        const began = clock.now();
        const cancel = timers.after(timeoutMs, () => {
          lost.add(reader);
          const error = readerError('TIMEOUT', 'unknown', `${timeoutMs} ms`);
          log('card', `${reader}: => ${apduHeader(apdu)} ${errorLine(error)}`);
          resolve(fail(error));
        });
        const sent = await backend.transmit(reader, apdu);
        cancel();
        const back = sent.ok
          ? `<= ${toHex(sent.value.bytes.slice(-2))} (${sent.value.bytes.length} bytes)`
          : errorLine(sent.error);
        log('card', `${reader}: => ${apduHeader(apdu)}, ${clock.now() - began} ms: ${back}`);
        if (!sent.ok) return resolve(sent);
        const { bytes, answers } = sent.value;
        resolve(ok({ answer: toHex(bytes), answers }));
      }).catch(reject);
    });
  }

  function list(): Answer {
    if (!backend.isThere()) return notSent('NO_SERVICE');
    const unwatched = backend.unwatched();
    return ok({ readers: backend.readers(), ...(unwatched.length > 0 ? { unwatched } : {}) });
  }

  async function answer(request: HostRequest): Promise<Answer> {
    const { method, reader = '' } = request;
    if (method === 'identity') return ok({ stbId: box.stbId });
    if (method === 'list') return list();
    if (method === 'sign') {
      const mac = createHmac('sha256', fromHex(box.key)).update(fromHex(request.data!));
      return ok({ signature: mac.digest('hex') });
    }
    const state = backend.state(reader);
    if (state === undefined) return notSent('UNKNOWN_READER');
    switch (method) {
      case 'open':
        return ok({ state });
      case 'powerOn':
        return inTurn(reader, () => powerOn(reader));
      case 'transmit':
        return transmit(reader, fromHex(request.apdu!), request.timeoutMs!);
      case 'powerOff':
      case 'close':
        await inTurn(reader, () => backend.powerOff(reader));
        return ok({});
    }
  }

  function take(json: string): void {
    const parsed = parseHostRequest(json);
    if (!parsed.ok) {
      const { id, why } = parsed.error;
      log('wire', `refused a request: ${why}`);
      if (id === null) return;
      const code = 'UNSUPPORTED_FEATURE';
      return void say({ id, error: { code, outcome: 'not-sent', message: why } });
    }
    const { id } = parsed.value;
    void answer(parsed.value)
      .catch((cause: unknown): Answer => {
        log('wire', `a bug: ${String(cause)}`);
        return fail(readerError('COMM_ERROR', 'unknown'));
      })
      .then((result) => {
        if (result.ok) return say({ id, result: result.value });
        const { code, outcome, detail } = result.error;
        const message = detail === undefined ? {} : { message: detail.slice(0, 200) };
        return say({ id, error: { code, outcome, ...message } });
      });
  }

  function arrive(): void {
    for (const reader of backend.readers()) {
      say({ event: 'reader-added', reader });
      const state = backend.state(reader);
      if (state) say({ event: 'state', reader, state });
    }
  }

  async function leave(): Promise<void> {
    visit++;
    const readers = backend.readers();
    await Promise.all(readers.map((reader) => inTurn(reader, () => backend.powerOff(reader))));
  }

  return host;
}
