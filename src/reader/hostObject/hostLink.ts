/** Requests and answers over the host's message object, matched by id, each with its own time limit. */
import type { Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { type HostMessage, type HostRequest, parseHostMessage } from './hostMessages.ts';

/** The object that a host puts into the page: Android's `addWebMessageListener` object has this shape. */
export interface HostObject {
  postMessage(json: string): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

type HostEvent = Extract<HostMessage, { kind: 'readers' | 'state' }>;

export interface HostLink {
  /**
   * Never rejects. A request that got no answer in time has outcome `unknown`. `onSlow` is called when it has waited for so long that
   * somebody should be told.
   */
  ask(
    request: Omit<HostRequest, 'id'>,
    timeoutMs: number,
    onSlow?: () => void,
  ): Promise<Result<Record<string, unknown>, ReaderError>>;
  onEvent(callback: (event: HostEvent) => void): () => void;
}

/** No verdict: hosts and daemons have much to do when a box starts. */
const SLOW_MS = 3_000;

export function hostLink(host: HostObject, timers: Timers, log: Log): HostLink {
  const pending = new Map<number, (answer: Result<Record<string, unknown>, ReaderError>) => void>();
  const listeners = new Set<(event: HostEvent) => void>();
  let lastId = 0;

  const hear: NonNullable<HostObject['onmessage']> = ({ data }) => {
    const parsed = parseHostMessage(data);
    if (!parsed.ok) return log('host-object', `dropped a message: ${parsed.error}`);
    const message = parsed.value;
    if (message.kind === 'readers' || message.kind === 'state') {
      listeners.forEach((listener) => {
        listener(message);
      });
      return;
    }
    const finish = pending.get(message.id);
    if (!finish) return log('host-object', `dropped a late answer to request ${message.id}`);
    finish(message.kind === 'result' ? ok(message.result) : fail(message.error));
  };
  host.onmessage = hear;

  return {
    ask(request, timeoutMs, onSlow) {
      const id = ++lastId;
      return new Promise((resolve) => {
        const cancelSlow = onSlow && timers.after(SLOW_MS, onSlow);
        const cancel = timers.after(timeoutMs, () => {
          finish(fail(readerError('TIMEOUT', 'unknown', `${request.method} ${timeoutMs} ms`)));
        });
        const finish = (answer: Result<Record<string, unknown>, ReaderError>) => {
          if (!pending.delete(id)) return;
          cancel();
          if (cancelSlow) cancelSlow();
          resolve(answer);
        };
        pending.set(id, finish);
        try {
          // Each time: another script may have put its own there.
          host.onmessage = hear;
          host.postMessage(JSON.stringify({ id, ...request }));
        } catch (cause) {
          finish(fail(readerError('NO_SERVICE', 'not-sent', String(cause))));
        }
      });
    },
    onEvent(callback) {
      listeners.add(callback);
      return () => {
        listeners.delete(callback);
      };
    },
  };
}
