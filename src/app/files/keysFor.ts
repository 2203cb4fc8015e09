/** Chooses the key profile: what the address asks for, else the operator's, else the one that suits the box. */

import { type KeyProfile, universalKeys } from '../../remote/keyProfile.ts';
import type { Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { KEYS } from '../boot/awaited.ts';
import type { Boot } from '../boot/boot.ts';
import { changedFile, writtenFile } from './changedFile.ts';
import { keyProfile } from './keyShape.ts';
import { type ConfigFault, readFile } from './readFile.ts';

/** Set by vite.config.ts: the fingerprint of the build's key profiles. */
declare const __KEYS__: string;

interface KeysFault extends ConfigFault {
  /** Resolves when the file on the server has changed. */
  changed(): Promise<unknown>;
}

type Answer = Result<KeyProfile, KeysFault>;

/** A file that is not there for so long is not waited for: most keys work without it. */
const KEYS_MS = 3_000;

/** Comes when there is an answer; a file that is there and wrong, or that the server does not have, is a fault. */
async function keyFile({ boot, log }: Pick<Parts, 'boot' | 'log'>, name: string): Promise<Answer> {
  const file = `keys/${name}.json`;
  const built = `./keys/${__KEYS__}/${name}.json`;
  const own = `./${file}`;
  const ask = async (url: string): Promise<Result<KeyProfile, ConfigFault> | null> => {
    const read = (text: string) => readFile(keyProfile, file, text, log, file);
    const whole = writtenFile(read, url === own);
    const { value } = await boot.untilWhole(KEYS, url, (text, status) =>
      status === 404 ? null : whole(text, status),
    );
    return value;
  };
  // One of the build's, which fits when it is whole, or one that the operator has put beside them.
  const read =
    (await ask(built)) ||
    (await ask(own)) ||
    fail<ConfigFault>({ field: file, value: 'HTTP 404', expected: 'file' });
  if (read.ok) return read;
  const { error } = read;
  // The server may only just be getting its files.
  const changed = () =>
    Promise.race([own, built].map((url) => changedFile(boot, KEYS, url, error.source)));
  return fail({ ...error, changed });
}

interface Parts {
  readonly boot: Pick<Boot, 'untilWhole'>;
  readonly timers: Timers;
  readonly log: Log;
  /** Called with a profile that comes after another one had to do. */
  onLate(profile: KeyProfile): void;
}

/**
 * Asks at once for the file that will most likely be wanted, before the configuration is there; the function it returns
 * then chooses. Only what the operator wrote can be a fault: while the file is on its way, or where the box's own is missing, the codes
 * that nearly all boxes agree on must do.
 */
export function keysFor(asked: string | null, family: string, parts: Parts) {
  const { timers, log, onLate } = parts;
  const first = asked || family;
  const early = keyFile(parts, first);
  return (configured: string | KeyProfile | undefined): Promise<Answer> => {
    const own = asked ? undefined : configured;
    if (typeof own === 'object') return Promise.resolve(ok(own));
    const coming = own === undefined || own === first ? early : keyFile(parts, own);
    return new Promise((resolve) => {
      let isLate = false;
      const cancel = timers.after(KEYS_MS, () => {
        isLate = true;
        log('keys', `waits for ${own || first}`);
        resolve(ok(universalKeys));
      });
      void coming.then((answer) => {
        cancel();
        if (answer.ok && isLate) return onLate(answer.value);
        if (answer.ok || own !== undefined) return resolve(answer);
        log('keys', `no ${first}`);
        resolve(ok(universalKeys));
      });
    });
  };
}
