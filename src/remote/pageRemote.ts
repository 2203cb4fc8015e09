import type { Log } from '../shared/log.ts';
import type { Timers } from '../shared/time.ts';
import { claimKeys, type Manager, type Television } from './claimKeys.ts';
import { ownHistory } from './ownHistory.ts';
import { type KeyTarget, type Remote, startRemote } from './remote.ts';
import { virtualEvent } from './virtualEvent.ts';

/** HbbTV's object that gives out keys; it works from inside the page only. */
function hbbtvManager(): Manager {
  const manager = document.createElement('object');
  manager.type = 'application/oipfApplicationManager';
  document.body.appendChild(manager);
  return manager as unknown as Manager;
}

/** The remote of this page: its keys, frames, time and history; `data-ready` on `root`. */
export function startPageRemote(root: Element, timers: Timers, log: Log): Remote {
  const remote = startRemote({
    target: document as unknown as KeyTarget,
    root,
    timers,
    now: () => performance.now(),
    nextFrame: (callback) => void requestAnimationFrame(callback),
    virtualEvent: () => virtualEvent(window as Parameters<typeof virtualEvent>[0]),
    onMessage: (message) => log('box', message),
  });
  ownHistory(window, () => remote.press('back'));
  return {
    ...remote,
    use: (profile) => remote.use(claimKeys(profile, window as Television, document, hbbtvManager)),
  };
}
