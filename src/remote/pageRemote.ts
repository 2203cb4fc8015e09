import type { Timers } from '../shared/time.ts';
import { desktopKeys, type KeyProfile } from './keyProfiles.ts';
import { type KeyTarget, type Remote, startRemote } from './remote.ts';

/** The remote of this page: keys of the document, frames and time of the window, `data-ready` on `root`. */
export const startPageRemote = (
  root: Element,
  timers: Timers,
  profile: KeyProfile = desktopKeys,
): Remote =>
  startRemote({
    target: document as unknown as KeyTarget,
    root,
    timers,
    profile,
    now: () => performance.now(),
    nextFrame: (callback) => void requestAnimationFrame(callback),
  });
