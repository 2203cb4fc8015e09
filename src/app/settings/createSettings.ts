/** The household's choices: they apply at once, and for as long as the box remembers them. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SlotSight } from '../../purse/slot.ts';
import type { Settings } from '../../screens/settings/settings.ts';
import type { Language } from '../../shared/text.ts';
import type { BoxMemory } from './boxMemory.ts';
import { type Preferences, remember } from './preferences.ts';

interface SettingsParts {
  readonly memory: BoxMemory;
  readonly languages: readonly Language[];
  readonly first: Preferences;
  readonly box: Settings['box'];
  readonly slot: ReadonlySignal<SlotSight>;
  readonly misfits: Settings['misfits'];
  /** Speaks it, once its words are there. */
  load(language: Language): Promise<boolean>;
}

/** Without the child lock, which comes with the late script: no screen before that asks for it. */
export function createSettings(parts: SettingsParts): Omit<Settings, 'lock'> {
  const { memory, languages, first, box, slot, misfits, load } = parts;
  const typeSize = signal(first.typeSize);
  return {
    // Each once, and the one that is spoken.
    languages: languages.concat(first.language).filter((each, at, all) => all.indexOf(each) === at),
    typeSize,
    box,
    misfits,
    isKept: memory.isKept,
    reader: computed(() => (slot.value === 'present' ? 'reading' : slot.value)),
    async chooseLanguage(language) {
      const isSpoken = await load(language);
      if (isSpoken) remember(memory, { language });
      return isSpoken;
    },
    chooseTypeSize(size) {
      typeSize.value = size;
      remember(memory, { typeSize: size });
    },
  };
}
