/** Makes the plan of a failing world shorter: acts without which it still fails in the same way are left out. */
import type { Plan } from './plan.ts';

/** `fails`: whether the world of this plan has the fault that is looked for. `tries`: how many worlds may be played. */
export async function shrink(
  plan: Plan,
  fails: (plan: Plan) => Promise<boolean>,
  tries: number,
): Promise<Plan> {
  let shortest = plan;
  let left = tries;
  for (let size = Math.ceil(plan.acts.length / 2); size >= 1 && left > 0; ) {
    let isShorter = false;
    for (let at = 0; at < shortest.acts.length && left > 0; left--) {
      const acts = shortest.acts.filter((_, number) => number < at || number >= at + size);
      const shorter = { ...shortest, acts };
      if (acts.length < shortest.acts.length && (await fails(shorter))) {
        shortest = shorter;
        isShorter = true;
      } else at += size;
    }
    if (!isShorter || size > shortest.acts.length) {
      if (size === 1) break;
      size = Math.ceil(size / 2);
    }
  }
  return shortest;
}
