/** Buttons of a screen as data: what they say and what they do. */
import { type Zone, zoneOf } from '../remote/zones.ts';

export interface Action {
  /** Id of the element. */
  readonly id: string;
  readonly label: string;
  run(): void;
}

/** Side by side. */
export const actionZone = (
  actions: readonly Action[],
  exits: NonNullable<Zone['exits']> = {},
): Zone =>
  zoneOf(
    'actions',
    actions.map(({ id }) => id),
    Math.max(1, actions.length),
    exits,
  );

/** For `onOk`: runs the action that is focused, if one is. */
export const runAction = (actions: readonly Action[]) => (id: string) => {
  actions.find((action) => action.id === id)?.run();
};
