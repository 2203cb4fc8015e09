/** A move that no table lists is a bug somewhere, or somebody who tries: it is refused and counted. */
import { count, type TspParts } from '../base/ports.ts';

/** @throws what `next` throws. */
export function countRefused<S>(parts: TspParts, next: () => S): S {
  try {
    return next();
  } catch (error) {
    count(parts, 'transition.refused');
    throw error;
  }
}
