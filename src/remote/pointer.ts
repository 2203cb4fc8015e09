/** Remotes that point, and mice: what is pointed at is focused, its button is OK on it, the wheel is Up and Down. */
import type { Timers } from '../shared/time.ts';
import type { Focus } from './focus.ts';
import type { Remote } from './remote.ts';

/** The fields read from a MouseEvent or WheelEvent. */
export interface PointerInput {
  readonly screenX: number;
  readonly screenY: number;
  readonly deltaY?: number;
  readonly button: number;
  readonly ctrlKey: boolean;
  readonly timeStamp: number;
  readonly target: unknown;
}

type PointerEventKind = 'mousemove' | 'mousedown' | 'wheel';

export interface PointerParts {
  readonly page: {
    addEventListener(kind: PointerEventKind, listener: (input: PointerInput) => void): void;
  };
  /** Carries `data-pointer` while the cursor is shown. */
  readonly root: Pick<Element, 'setAttribute' | 'removeAttribute'>;
  readonly timers: Timers;
  readonly remote: Pick<Remote, 'press'>;
  readonly focus: Pick<Focus, 'point' | 'place'>;
}

/** A cursor that lies still for this long is hidden. */
export const STILL_MS = 5000;

/** Trackpads turn the wheel dozens of times for one stroke. */
export const WHEEL_MS = 80;

const idUnder = (input: PointerInput): string => {
  const target = input.target as Element;
  const item = target.closest ? target.closest('[data-look]') : null;
  return item ? item.id : '';
};

export function startPointer({ page, root, timers, remote, focus }: PointerParts): void {
  let place: string | undefined;
  let wheelAt = 0;
  let cancel = () => {};

  page.addEventListener('mousemove', (input) => {
    // What scrolls or appears under a still pointer moves it as well: only new coordinates mean a hand.
    const before = place;
    place = `${input.screenX} ${input.screenY}`;
    if (before === undefined || before === place) return;
    root.setAttribute('data-pointer', '');
    cancel();
    cancel = timers.after(STILL_MS, () => root.removeAttribute('data-pointer'));
    const id = idUnder(input);
    if (id) focus.point(id);
  });

  // The press and not the click, which comes when it ends: an OK that began before the screen was there must not count.
  page.addEventListener('mousedown', (input) => {
    const id = idUnder(input);
    if (!id || input.button) return;
    focus.point(id);
    if (focus.place.peek().id === id) remote.press('ok', input.timeStamp);
  });

  page.addEventListener('wheel', ({ deltaY, ctrlKey, timeStamp }) => {
    if (!deltaY || ctrlKey || timeStamp - wheelAt < WHEEL_MS) return;
    wheelAt = timeStamp;
    remote.press(deltaY > 0 ? 'down' : 'up');
  });
}
