/** A screen's side of the remote control: what can be focused, and what OK and Back do. */
import type { Command } from '../remote/keys.ts';
import type { Place, Zone } from '../remote/zones.ts';
import type { Portal } from './portal.ts';

export interface KeyPlan {
  /** Names the situation: another key arms OK again, and focus is remembered under it. */
  readonly key: string;
  readonly zones: readonly Zone[];
  /** Zone that is focused first. */
  readonly start?: string;
  readonly guardOkMs?: number | undefined;
  /** OK on the item with this id. */
  onOk?(id: string): void;
  /** Without it Back does nothing. */
  readonly onBack?: (() => void) | undefined;
  /** Digits, colours and the other keys that only some screens know. */
  onKey?(command: Command): void;
  /** The viewer moved focus here. */
  onMoved?(place: Place): void;
}

/** Call it first in every render. True when this screen has just come up. */
export function takeKeys(portal: Portal, plan: KeyPlan): boolean {
  const { focus, remote, clock, visit, layer } = portal;
  focus.show(plan.key, plan.zones, plan.start, layer);
  const moved = (hasMoved: boolean) => {
    if (hasMoved) plan.onMoved?.(focus.place.peek());
  };
  const onCommand = (command: Command) => {
    switch (command) {
      case 'up':
      case 'down':
      case 'left':
      case 'right':
        return moved(focus.move(command));
      case 'pageUp':
        return moved(focus.page('up'));
      case 'pageDown':
        return moved(focus.page('down'));
      case 'ok':
        return plan.onOk?.(focus.place.peek().id);
      case 'back':
        return plan.onBack?.();
      default:
        return plan.onKey?.(command);
    }
  };
  const isNew = remote.show({ key: plan.key, guardOkMs: plan.guardOkMs, onCommand }, layer);
  if (isNew) visit.since = clock.now();
  return isNew;
}
