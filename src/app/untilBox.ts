/** Host and daemon may start later than the browser, and answer slowly: the page waits for them as long as it takes. */
import type { HostLink } from '../reader/hostObject/hostLink.ts';
import { longerPause, type Timers } from '../shared/time.ts';
import type { BoxIdentity } from '../tsp/boxIdentity.ts';
import { hostBox, type SlowBox } from './hostBox.ts';

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

interface BoxParts extends Pick<SlowBox, 'onSlow'> {
  /** The way to the host; asked for before each try. */
  link(): HostLink | undefined;
  readonly timers: Timers;
  /** Called after each try, with what there is to say to a technician. */
  onWait(why: string): void;
}

/**
 * Resolves with the first answer to any of its questions. A host that says that it cannot answer is asked every second; one that is silent
 * ever more seldom, or it would have more questions than it can answer.
 */
export function untilBox({ link, timers, onWait, onSlow }: BoxParts): Promise<BoxIdentity> {
  return new Promise((resolve) => {
    let isOver = false;
    let silentMs = 0;
    function ask(): void {
      let isWaitedFor = true;
      const again = (why: string, pauseMs: number) => {
        if (isOver || !isWaitedFor) return;
        isWaitedFor = false;
        onWait(why);
        timers.after(pauseMs, () => isOver || ask());
      };
      const onSilent = () => {
        again('stbHost "identity": TIMEOUT', silentMs);
        silentMs = longerPause(silentMs + PAUSE_MS, LONGEST_PAUSE_MS);
      };
      void hostBox(link(), { onSilent, onSlow }).then((box) => {
        if (!box.ok) return again(box.error, PAUSE_MS);
        isOver = true;
        resolve(box.value);
      });
    }
    ask();
  });
}
