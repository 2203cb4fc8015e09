/**
 * One press may come as two or three kinds of event (keydown and keypress, or keypress, irkeypress and systemevent), in
 * any order and late. Each kind tells the same story: the kind that has told most presses of a key is believed, what
 * the others say up to that number is its echo. So neither order nor delay matters, and a true second press counts.
 */
import type { Command } from './keys.ts';

/** After so long without that key the stories begin anew: a kind may have lost an event. */
export const STORY_MS = 1000;

interface Story {
  readonly told: Record<string, number>;
  most: number;
  at: number;
}

/** True when another kind of event has told of this press already. */
export function echoJudge(): (kind: string, command: Command, at: number) => boolean {
  const stories: Partial<Record<Command, Story>> = {};
  return (kind, command, at) => {
    let story = stories[command];
    if (!story || at - story.at > STORY_MS) story = stories[command] = { told: {}, most: 0, at };
    story.at = at;
    const count = (story.told[kind] ?? 0) + 1;
    story.told[kind] = count;
    if (count <= story.most) return true;
    story.most = count;
    return false;
  };
}
