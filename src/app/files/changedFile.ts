/** A file of the operator that does not fit is looked at again until it is another one. */

import type { Awaited } from '../boot/awaited.ts';
import type { Boot } from '../boot/boot.ts';

/** Whether this is a file at all: gates of networks answer with a page of theirs. */
export const isFile = (text: string, status: number): boolean =>
  status === 200 && /^\s*[^\s<]/.test(text);

/** Resolves when the server has another text there than `before`. */
export const changedFile = (
  { untilWhole }: Pick<Boot, 'untilWhole'>,
  what: Awaited,
  url: string,
  before?: string,
): Promise<unknown> =>
  untilWhole(
    what,
    url,
    (text, status) => (isFile(text, status) && text !== before ? text : undefined),
    1,
  );
