/** A move that no table lists is a bug somewhere, or somebody who tries: it throws and is counted. */
import { count, type TspParts } from '../base/ports.ts';

/** @throws what `next` throws. */
export function countUnlisted<S>(parts: TspParts, next: () => S): S {
  try {
    return next();
  } catch (error) {
    count(parts, 'transition.refused');
    throw error;
  }
}
