import type { KeyEvent } from '../payment/events.ts';
import type { StepKind, StepOf } from '../payment/steps.ts';
import type { Portal } from './portal.ts';

/** A screen is a function of its step. */
export interface ScreenProps<K extends StepKind> {
  readonly step: StepOf<K>;
  send(event: KeyEvent): void;
  readonly portal: Portal;
}
