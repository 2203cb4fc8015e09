/** Asks for a file until it is there and whole, however long the network is away. */
import type { Awaited } from './awaited.ts';
import { reloadIfReplaced } from './page.ts';
import { read } from './read.ts';
import { waitFor, waitNoMore } from './waiting.ts';

/** They grow, but where the network is back nobody waits longer than for the last. */
const PAUSES_MS = [250, 500, 1_000, 2_000] as const;
/** An answer that stands still for so long is asked for once more beside it: on a slow network the first one still comes. */
const STILL_MS = 3_500;
/** One that comes in drops is, too: each time it gets longer, so that the slowest network still gives its answer. */
const DROPS_MS = 10_000;
/** Then the oldest is given up: an engine has six connections to a host. */
const MOST_OPEN = 2;

const pauseAfter = (tries: number): number => PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!;

interface WholeFile<T> {
  readonly value: T;
  /** The address that gave it. */
  readonly address: string;
}

/** Of an answer with this status, 0 for none; `undefined`: it was cut, or is not the file at all. Gates of networks answer with a page of theirs. */
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
      const isNewest = () => open[open.length - 1] === request;
      const until = performance.now() + DROPS_MS * tries;
      const request = read(address, isAgain, (text, status) => {
        if (isOver) return;
        if (status === 404) reloadIfReplaced(tries);
        const value = whole(text, status);
        if (value !== undefined) {
          isOver = true;
          clearTimeout(timer);
          for (const other of open) other.abort();
          waitNoMore(what);
          return resolve({ value, address });
        }
        cause = status > 0 ? `HTTP ${status}` : '';
        if (isNewest()) next(pauseAfter(tries));
      });
      request.onprogress = () => isNewest() && performance.now() < until && next(STILL_MS);
      next(STILL_MS);
      if (open.push(request) > MOST_OPEN) open.shift()!.abort();
    }
    if (tries > 0) next(pauseAfter(tries));
    else ask();
  });
}
