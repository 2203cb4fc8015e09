/**
 * Tells the operator which pages are refused and what to set: behind a proxy that sends a `Host` of its own every call of
 * the portal looks like one of a foreign page.
 */
import type { Log } from '../../../../src/shared/log.ts';
import type { Clock, Instant } from '../../../../src/shared/time.ts';

/** `host`: the request's `Host`, which the caller may have chosen as freely as its `Origin`. */
export type OnRefused = (origin: string, host: string | null) => void;

interface RefusedParts {
  /** The port's name, for the log. */
  readonly name: string;
  /** False where the configuration has no list of origins. */
  readonly hasOrigins: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

const QUIET_MS = 60_000;
const LONGEST_SHOWN = 100;

const shown = (text: string | null): string =>
  text === null ? 'missing' : JSON.stringify(text.slice(0, LONGEST_SHOWN));

/** Writes a line a minute at most, and counts what came in between. */
export function refusedPages({ name, hasOrigins, clock, log }: RefusedParts): OnRefused {
  let quietUntil: Instant | null = null;
  let untold = 0;
  return (origin, host) => {
    const now = clock.now();
    if (quietUntil !== null && now < quietUntil) {
      untold++;
      return;
    }
    quietUntil = now + QUIET_MS;
    const more = untold === 0 ? '' : ` (${untold} more since the last line)`;
    untold = 0;
    const orName = hasOrigins ? ', or name the origin in "origins"' : '';
    log(
      name,
      `refused a page of ${shown(origin)}, Host ${shown(host)}${more}: if it is this host's own page, let the proxy pass Host on (nginx: proxy_set_header Host $http_host)${orName}`,
    );
  };
}
