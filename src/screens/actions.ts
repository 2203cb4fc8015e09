/** Buttons of a screen as data: what they say and what they do. */
import { type Zone, zoneOf } from '../remote/zones.ts';
import type { Hint } from '../ui/KeyHints.tsx';
import { words } from '../ui/words/words.ts';
import type { Portal } from './portal.ts';

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

/** Hints that say what the keys do here; `back` is what Back does, if it does anything. */
export function actionHints(
  actions: readonly Action[],
  back: string | undefined,
  keys: 'sides' | 'upDown' | 'arrows' = 'sides',
): Hint[] {
  const { hint } = words.value;
  const hints: Hint[] = [];
  if (actions.length > 1) hints.push([keys, hint.choose], ['ok', hint.confirm]);
  else if (actions.length > 0) hints.push(['ok', actions[0]!.label]);
  if (back !== undefined) hints.push(['back', back]);
  return hints;
}

/** For `onOk`: runs the action that is focused, if one is. */
export const runAction = (actions: readonly Action[]) => (id: string) => {
  actions.find((action) => action.id === id)?.run();
};

/** The button for browsers that let the viewer choose a reader. */
export const askForReader = ({ reader }: Portal): Action => ({
  id: 'allow',
  label: words.value.card.allow.run,
  run: () => void reader.request(),
});
