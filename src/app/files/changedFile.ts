/** Files that an operator wrote: when one is taken for wrong, and when it is looked at again. */

import type { Result } from '../../shared/result.ts';
import type { Awaited } from '../boot/awaited.ts';
import type { Boot } from '../boot/boot.ts';
import type { ConfigFault } from './readFile.ts';

/** Whether this is a file at all: gates of networks answer with a page of theirs. */
const isFile = (text: string, status: number): boolean => status === 200 && /^\s*[^\s<]/.test(text);

/** For `untilWhole`. One that does not fit may have been cut: the same twice is what the operator wrote, if it is his. */
export function writtenFile<T>(read: (text: string) => Result<T, ConfigFault>, isOwn = true) {
  let before: string;
  return (text: string, status: number): Result<T, ConfigFault> | undefined => {
    if (!isFile(text, status)) return undefined;
    const result = read(text);
    const isMeant = result.ok || (isOwn && text === before);
    before = text;
    return isMeant ? result : undefined;
  };
}

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
