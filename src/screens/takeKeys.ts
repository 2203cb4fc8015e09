/** A screen's side of the remote control: what can be focused, and what OK and Back do. */
import type { Place, Zone } from '../remote/zones.ts';
import type { Portal } from './portal.ts';

export interface KeyPlan {
  /** Names the situation: OK is armed anew for another key, and focus is remembered under it. */
  readonly key: string;
  readonly zones: readonly Zone[];
  /** Zone that is focused first. */
  readonly start?: string;
  readonly guardOkMs?: number | undefined;
  /** OK on the item with this id. */
  onOk?(id: string): void;
  /** Without it Back does nothing. */
  readonly onBack?: (() => void) | undefined;
  /** The viewer moved focus here. */
  onMoved?(place: Place): void;
}

/** Call it first in every render. True when this screen has just come up. */
export function takeKeys({ focus, remote, clock, visit }: Portal, plan: KeyPlan): boolean {
  focus.show(plan.key, plan.zones, plan.start);
  const isNew = remote.show({
    key: plan.key,
    guardOkMs: plan.guardOkMs,
    onCommand(command) {
      switch (command) {
        case 'up':
        case 'down':
        case 'left':
        case 'right':
          if (focus.move(command)) plan.onMoved?.(focus.place.peek());
          break;
        case 'pageUp':
        case 'pageDown':
          if (focus.page(command === 'pageUp' ? 'up' : 'down')) plan.onMoved?.(focus.place.peek());
          break;
        case 'ok':
          plan.onOk?.(focus.place.peek().id);
          break;
        case 'back':
          plan.onBack?.();
          break;
      }
    },
  });
  if (isNew) visit.since = clock.now();
  return isNew;
}
