/**
 * Watches all readers of PC/SC and connects their cards. When pcscd ends, so does this: what is left of it (contexts, files,
 * cards) belongs to its process, which ends with it (`pcscProcess.ts`).
 */
import type { Log } from '../../../../src/shared/log.ts';
import type { Timers } from '../../../../src/shared/time.ts';
import { type Pcsc, type PcscFailure, READER_STATE } from './pcsc.ts';
import { codeOf } from './pcscFailure.ts';
import type { PcscContext, Winscard } from './winscard.ts';

const AGAIN_MS = 100;
/** A reader that comes between the list and the wait wakes nobody, so the wait ends and the list is asked for again. */
const LOOK_MS = 500;

const ADVICE: Readonly<Record<string, string>> = {
  NoService: 'is pcscd installed and running?',
  SecurityViolation: 'is this user allowed to use pcscd (polkit)?',
  NoAccess: 'is this user allowed to use pcscd (polkit)?',
};

/** How often cards have come and gone. */
const movesOf = (state: number): number => state >>> 16;

/** `end` is called once, when pcscd has gone. `load` @throws when the system has no PC/SC. */
export function pcscReaders(
  load: () => Winscard,
  timers: Timers,
  log: Log,
  end: (why: string) => void,
): Pcsc {
  const known = new Map<string, number>();
  let tell: (reader: string, flags: number | null) => void = () => {};
  let serves: (isThere: boolean) => void = () => {};
  let library: Winscard | null = null;
  let missing = '';
  let isOver = false;
  let cancel = (): void => {};

  function forget(reader: string): void {
    if (known.delete(reader)) tell(reader, null);
  }

  function becomes(reader: string, state: number): void {
    if (state & READER_STATE.unknown) {
      forget(reader);
      return;
    }
    const before = known.get(reader) ?? 0;
    known.set(reader, state);
    // Another card, or the same once more, and nobody has seen the slot empty.
    const isOther = before !== 0 && movesOf(before) !== movesOf(state);
    if (isOther && before & state & READER_STATE.present) tell(reader, READER_STATE.empty);
    tell(reader, state & 0xffff);
  }

  async function look(winscard: Winscard, context: PcscContext): Promise<void> {
    const names = await winscard.listReaders(context);
    for (const reader of [...known.keys()]) if (!names.includes(reader)) forget(reader);
    const asked = new Map(names.map((name) => [name, known.get(name) ?? 0]));
    const changed = await winscard.getStatusChange(context, asked, LOOK_MS);
    if (!isOver) for (const [reader, state] of changed) becomes(reader, state);
  }

  async function watches(winscard: Winscard, context: PcscContext): Promise<void> {
    while (!isOver) {
      try {
        await look(winscard, context);
      } catch (cause) {
        if (isOver) return;
        if (codeOf(cause) !== 'UnknownReader') {
          isOver = true;
          return end(codeOf(cause));
        }
        // It went between the list and the wait.
        await new Promise<void>((resolve) => timers.after(AGAIN_MS, resolve));
      }
    }
  }

  async function start(): Promise<void> {
    try {
      library ??= load();
      const context = await library.establishContext();
      if (missing) log('pcsc', 'PC/SC is there again');
      serves(true);
      void watches(library, context);
    } catch (cause) {
      const why = codeOf(cause);
      if (why !== missing) log('pcsc', `no PC/SC, ${why}: ${ADVICE[why] ?? 'trying again'}`);
      missing = why;
      if (!isOver) cancel = timers.after(AGAIN_MS, () => void start());
    }
  }

  return {
    watch(callback, onService) {
      [tell, serves] = [callback, onService];
      void start();
    },
    async connect(reader) {
      const gone: PcscFailure = { code: 'NoService' };
      if (!library) throw gone;
      return library.connect(reader);
    },
    stop() {
      isOver = true;
      cancel();
    },
  };
}
