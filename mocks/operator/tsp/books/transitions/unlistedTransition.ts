/** A transition that no table lists is a bug or an attack: it throws and is counted. */
import { count, type TspParts } from '../../base/ports.ts';

/** Calls `next` and counts its failure. @throws what `next` throws. */
export function countUnlisted<S>(parts: TspParts, next: () => S): S {
  try {
    return next();
  } catch (error) {
    count(parts, 'transition.refused');
    throw error;
  }
}
