/** Asks for a file until it is there and whole, however long the network is away. */
import { reloadIfReplaced } from './replaced.ts';
import { type Awaited, waitFor, waitNoMore } from './waiting.ts';

/** They grow, but where the network is back nobody waits longer than for the last. */
const PAUSES_MS = [250, 500, 1_000, 2_000] as const;
/** An answer that stands still for so long is asked for once more beside it: on a slow network the first one still comes. */
const STILL_MS = 3_500;
/** Then the oldest is given up: an engine has six connections to a host. */
const MOST_OPEN = 2;

const pauseAfter = (tries: number): number => PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!;

interface WholeFile<T> {
  readonly value: T;
  /** The address that gave it. */
  readonly address: string;
}

/** Of an answer with this status; `undefined`: it was cut, or is not the file at all. Gates of networks answer with a page of theirs. */
type Whole<T> = (text: string, status: number) => T | undefined;

/** `tries`: how often it was asked for before. */
export function untilWhole<T>(
  what: Awaited,
  url: string,
  whole: Whole<T>,
  tries = 0,
): Promise<WholeFile<T>> {
  return new Promise((resolve) => {
    const open: XMLHttpRequest[] = [];
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    let cause = '';
    const next = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(ask, ms);
    };
    function ask(): void {
      // Another address of the same file: what was kept of a false answer on the way is not given again.
      const isAgain = tries > 0;
      const address = isAgain ? `${url}?${tries}` : url;
      if (isAgain) waitFor(what, cause);
      tries++;
      const request = new XMLHttpRequest();
      if (open.push(request) > MOST_OPEN) open.shift()!.abort();
      const isNewest = () => open[open.length - 1] === request;
      next(STILL_MS);
      request.onprogress = () => isNewest() && next(STILL_MS);
      request.onloadend = () => {
        if (isOver) return;
        const { status, responseText } = request;
        if (status === 404) reloadIfReplaced();
        const value = status > 0 ? whole(responseText, status) : undefined;
        if (value !== undefined) {
          isOver = true;
          clearTimeout(timer);
          for (const other of open) other.abort();
          waitNoMore(what);
          return resolve({ value, address });
        }
        cause = status > 0 ? `HTTP ${status}` : '';
        if (isNewest()) next(pauseAfter(tries));
      };
      request.open('GET', address);
      // Nor what the engine itself has kept: half a file has the tag of the whole one.
      if (isAgain) request.setRequestHeader('Cache-Control', 'no-cache');
      request.send();
    }
    if (tries > 0) next(pauseAfter(tries));
    else ask();
  });
}
