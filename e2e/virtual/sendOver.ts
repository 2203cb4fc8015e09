/** The portal's `send` over a core's fetch, with the time limit in virtual time. */
import type { Fetch } from '../../mocks/environment/environment.ts';
import type { Simulation } from '../../mocks/environment/simulation.ts';
import type { HttpSend } from '../../src/shared/http.ts';
import { fail, ok } from '../../src/shared/result.ts';

export function sendOver(
  fetch: Fetch,
  { time }: Pick<Simulation, 'time'>,
  isGone: () => boolean = () => false,
): HttpSend {
  return (request, timeoutMs, signal) =>
    new Promise((resolve) => {
      if (isGone()) return;
      const settle = (outcome: Parameters<typeof resolve>[0]) => {
        if (!isGone()) resolve(outcome);
      };
      const cancel = time.after(timeoutMs, () => settle(fail({ kind: 'timeout' })));
      signal.onAbort(() => settle(fail({ kind: 'aborted' })));
      const { method, url, headers, body } = request;
      fetch(new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }))
        .then(async (response) => {
          const text = await response.text();
          settle(
            ok({
              status: response.status,
              header: (name: string) => response.headers.get(name),
              body: text,
            }),
          );
        })
        .catch(() => settle(fail({ kind: 'offline' })))
        .then(cancel);
    });
}
