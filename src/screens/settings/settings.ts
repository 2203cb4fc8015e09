/** The choices of a household for its box, and what the hotline asks about it. */
import type { ReadonlySignal } from '@preact/signals';
import type { ReaderSight } from '../../payment/steps.ts';
import type { Language } from '../../shared/text.ts';
import type { ChildLock } from '../lock/childLock.ts';

/** `large` is a quarter larger. */
export type TypeSize = 'standard' | 'large';

export interface Settings {
  /** Those the operator offers, in their order. */
  readonly languages: readonly Language[];
  readonly typeSize: ReadonlySignal<TypeSize>;
  readonly lock: ChildLock;
  readonly box: { readonly id: string; readonly version: string };
  readonly reader: ReadonlySignal<ReaderSight>;
  /** Names of the parts of the platform's answers that could not be read or believed, for technicians. */
  readonly misfits: ReadonlySignal<readonly string[]>;
  /** False when the box could not keep the last change of settings or lock. */
  readonly isKept: ReadonlySignal<boolean>;
  /** False when its words do not come: the language stays as it is. */
  chooseLanguage(language: Language): Promise<boolean>;
  chooseTypeSize(size: TypeSize): void;
}
