/** What comes with the page's first session: each part answers the call that it stands for, which then need not be made. */
import type { Clock } from '../shared/time.ts';
import type { SessionStart } from './tspTypes.ts';

/** Longer than a start takes from there to its first screen. After this everything is asked for. */
const GIVEN_MS = 5_000;

interface FirstAnswers {
  /** `first`: what the platform has sent with a session. */
  keep(first: SessionStart['first']): void;
  /** The body that answers a GET of this path, once; `undefined`: it has to be asked for. */
  take(path: string): unknown;
  /** Something is going to change: what came before says nothing of it. */
  forget(): void;
}

/** `services`: how many of them were asked for. */
export function firstAnswers(clock: Clock, services: number): FirstAnswers {
  let byPath: Record<string, unknown> = {};
  let until = 0;
  return {
    keep(first) {
      const given = Object(first);
      byPath = {
        '/subscriber': given.subscriber,
        [`/services?from=0&limit=${services}`]: given.services,
        '/orders?open=1': given.orders,
      };
      until = clock.now() + GIVEN_MS;
    },
    take(path) {
      const body = clock.now() < until ? byPath[path] : undefined;
      delete byPath[path];
      return body;
    },
    forget() {
      byPath = {};
    },
  };
}
