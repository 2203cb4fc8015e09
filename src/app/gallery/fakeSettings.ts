/** Settings of a box that remembers nothing and has one PIN: 2580. */
import { signal } from '@preact/signals';
import type { ChildLock, LockKey } from '../../screens/lock/childLock.ts';
import type { Settings, TypeSize } from '../../screens/settings/settings.ts';
import { LANGUAGES, type Language } from '../../shared/text.ts';
import type { Instant } from '../../shared/time.ts';

export interface SettingsSample {
  readonly limitFen?: number;
  readonly triesLeft?: number;
  readonly waitsUntil?: Instant;
  readonly isKept?: boolean;
  readonly misfits?: readonly string[];
}

export const fakeKey: LockKey = {
  changePin: async () => true,
  changeLimit: () => true,
  takeOff: () => true,
};

function fakeLock({ limitFen, triesLeft = 3, waitsUntil }: SettingsSample): ChildLock {
  return {
    limitFen: signal(limitFen),
    waitsUntil: signal(waitsUntil ?? null),
    triesLeft: () => triesLeft,
    guards: () => false,
    look() {},
    putOn: async () => fakeKey,
    tryPin: async (pin) => (pin === '2580' ? fakeKey : null),
    challenge: () => '482913',
    tryResetCode: async () => false,
  };
}

export function fakeSettings(
  sample: SettingsSample,
  load: (language: Language) => Promise<boolean>,
  first: TypeSize,
): Settings {
  const typeSize = signal(first);
  return {
    languages: LANGUAGES,
    typeSize,
    lock: fakeLock(sample),
    box: { id: 'STB-0001-2345-0042', version: '0.1.0' },
    reader: signal('empty'),
    isKept: signal(sample.isKept ?? true),
    misfits: signal(sample.misfits ?? []),
    chooseLanguage: load,
    chooseTypeSize: (size) => {
      typeSize.value = size;
      document.documentElement.setAttribute('data-type', size);
    },
  };
}
