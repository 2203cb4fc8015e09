/** Remotes that point, and mice: what is pointed at is focused, a click is OK on it, the wheel is Up and Down. */
import type { Timers } from '../shared/time.ts';
import type { Focus } from './focus.ts';
import type { Remote } from './remote.ts';

/** What is read of a MouseEvent or WheelEvent. */
export interface PointerInput {
  readonly screenX: number;
  readonly screenY: number;
  readonly deltaY?: number;
  readonly ctrlKey: boolean;
  readonly timeStamp: number;
  readonly target: unknown;
}

type PointerEventKind = 'mousemove' | 'mousedown' | 'click' | 'wheel';

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

/** A cursor that lies still for so long is put away. */
export const STILL_MS = 5000;

/** Trackpads turn the wheel dozens of times for one stroke. */
export const WHEEL_MS = 80;

const idUnder = ({ target }: PointerInput): string | undefined => {
  const { closest } = target as Partial<Element>;
  return closest?.call(target, '[data-look]')?.id;
};

/** A press of the button that was no click yet. */
interface Press {
  readonly id: string | undefined;
  readonly at: number;
}

export function startPointer({ page, root, timers, remote, focus }: PointerParts): void {
  let place: string | undefined;
  let press: Press | undefined;
  let wheelAt = 0;
  let cancel = () => {};

  page.addEventListener('mousemove', (input) => {
    // What scrolls or appears under a still pointer moves it as well: only new coordinates are a hand.
    const before = place;
    place = `${input.screenX} ${input.screenY}`;
    if (before === undefined || before === place) return;
    root.setAttribute('data-pointer', '');
    cancel();
    cancel = timers.after(STILL_MS, () => root.removeAttribute('data-pointer'));
    const id = idUnder(input);
    if (id) focus.point(id);
  });

  page.addEventListener('mousedown', (input) => {
    press = { id: idUnder(input), at: input.timeStamp };
  });

  page.addEventListener('click', (input) => {
    const id = idUnder(input);
    const { id: pressed, at } = press ?? { id, at: input.timeStamp };
    press = undefined;
    if (!id || id !== pressed) return;
    focus.point(id);
    if (focus.place.peek().id === id) remote.press('ok', at);
  });

  page.addEventListener('wheel', ({ deltaY, ctrlKey, timeStamp }) => {
    if (!deltaY || ctrlKey || timeStamp - wheelAt < WHEEL_MS) return;
    wheelAt = timeStamp;
    remote.press(deltaY > 0 ? 'down' : 'up');
  });
}
