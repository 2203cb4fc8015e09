/** When the first screen is shown, and when what follows it is asked for. */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Step } from '../payment/steps.ts';
import type { Timers } from '../shared/time.ts';
import type { Late } from './loadLate.ts';

/** The list, or why it does not come, has been painted. */
const PAINTED_MS = 100;
/** So long the page's own words say that it starts; then a screen says what takes so long. */
const STARTING_MS = 1_500;

/** Resolves when the list, or why it does not come, has been painted. */
export const firstList = ({ services }: Pick<Catalogue, 'services'>, timers: Timers) =>
  new Promise<void>((resolve) => {
    effect(function () {
      if (services.list.value.state === 'loading') return;
      this.dispose();
      timers.after(PAINTED_MS, resolve);
    });
  });

/** Resolves with the step that shows the list, or with the late script, which has the screens of all others. */
export const firstStep = (
  step: ReadonlySignal<Step>,
  { there, come }: Pick<Late<unknown>, 'there' | 'come'>,
  timers: Timers,
) =>
  new Promise<void>((resolve) => {
    const cancel = timers.after(STARTING_MS, () => void come());
    effect(function () {
      const { kind } = step.value;
      if (kind === 'outOfService') void come();
      if (kind !== 'home' && !there.value) return;
      this.dispose();
      cancel();
      resolve();
    });
  });
