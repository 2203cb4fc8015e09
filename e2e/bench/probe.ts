/** Runs in the measured page before anything else. It is sent there as text, so it may use nothing from outside itself. */
export interface PressSeen {
  /** From the key event to the second frame after it. */
  readonly doubleFrame: number;
  /** From the key event to the frame after the one that showed another focus; null when the focus did not move. */
  readonly painted: number | null;
  readonly id: string;
}

export interface HoldSeen {
  /** From the release of the key until the last move was painted. */
  readonly overrun: number;
  /** Frames that showed another focus than the frame before. */
  readonly frames: number;
  readonly id: string;
}

export interface StartSeen {
  /** When the first focus inside the list was painted, counted from the navigation. */
  readonly firstFocus: number;
  readonly id: string;
}

export type Seen =
  | ({ readonly kind: 'start' } & StartSeen)
  | ({ readonly kind: 'press' } & PressSeen)
  | ({ readonly kind: 'hold' } & HoldSeen);

interface ProbeWindow {
  tell(json: string): void;
  probe: { hold(): void; lost: number; events: number[] };
}

/** `inList` is the prefix of the ids of the list's rows. */
export function installProbe(inList: string): void {
  const NOTHING_COMES_MS = 4_000;
  const QUIET_MS = 700;
  const LONGEST_MS = 15_000;
  const page = window as unknown as ProbeWindow;
  const tell = (seen: Seen) => page.tell(JSON.stringify(seen));
  const events: number[] = [];
  const probe = { hold, lost: 0, events };
  page.probe = probe;

  let focused: Element | null = null;
  const hasFocus = (element: Element | null) =>
    element?.isConnected === true && element.hasAttribute('data-focused');
  // With an observer the probe need not search thousands of rows at every frame.
  new MutationObserver((changes) => {
    for (const { target } of changes) if (hasFocus(target as Element)) focused = target as Element;
  }).observe(document, {
    subtree: true,
    attributes: true,
    attributeFilter: ['data-focused', 'id'],
  });
  const focusedId = (): string => {
    if (!hasFocus(focused)) focused = document.querySelector('[data-focused]');
    return focused?.id ?? '';
  };

  const start = () => {
    const id = focusedId();
    if (id.indexOf(inList) !== 0) requestAnimationFrame(start);
    else requestAnimationFrame(() => tell({ kind: 'start', firstFocus: performance.now(), id }));
  };
  requestAnimationFrame(start);

  let held = false;
  let releasedAt = Number.POSITIVE_INFINITY;
  function press(since: number, before: string): void {
    let frames = 0;
    let changed = false;
    let doubleFrame = 0;
    let painted: number | null = null;
    const frame = () => {
      const now = performance.now();
      if (++frames === 2) doubleFrame = now - since;
      if (changed) painted ??= now - since;
      const id = focusedId();
      if (id === '') probe.lost++;
      changed = changed || (id !== '' && id !== before);
      const over = painted !== null || now - since > NOTHING_COMES_MS;
      if (over && frames >= 2) tell({ kind: 'press', doubleFrame, painted, id });
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  function hold(): void {
    held = true;
    releasedAt = Number.POSITIVE_INFINITY;
    let last = focusedId();
    let changed = false;
    let frames = 0;
    let lastPaint = performance.now();
    const frame = () => {
      const now = performance.now();
      if (changed) lastPaint = now;
      const id = focusedId();
      if (id === '') probe.lost++;
      changed = id !== last;
      if (changed) frames++;
      last = id;
      const since = Math.max(lastPaint, releasedAt);
      if (!changed && (now - since > QUIET_MS || now - releasedAt > LONGEST_MS)) {
        held = false;
        tell({ kind: 'hold', overrun: Math.max(0, lastPaint - releasedAt), frames, id });
      } else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  addEventListener(
    'keydown',
    (event) => {
      if (!held) press(event.timeStamp, focusedId());
    },
    true,
  );
  addEventListener(
    'keyup',
    (event) => {
      if (held) releasedAt = event.timeStamp;
    },
    true,
  );
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name === 'keydown' && !held) events.push(entry.duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}
