import type { ComponentType } from 'preact';
import type { KeyEvent } from '../payment/events.ts';
import type { Step } from '../payment/steps.ts';
import { ComingScreen } from './ComingScreen.tsx';
import { HomeScreen } from './home/HomeScreen.tsx';
import type { Portal } from './portal.ts';

interface Props {
  readonly step: Step;
  send(event: KeyEvent): void;
  readonly portal: Portal;
}

/** The one screen of the first script; the others are `lateScreens`. False while the step's screen, or the dialog above it, is still on its way. */
export const isHere = ({ kind }: Step, { late, dialog }: Portal): boolean =>
  late.value !== null || (kind === 'home' && dialog.value === null);

/** The screen of a step; another service is another screen. */
export function Screen(props: Props) {
  const { step, portal } = props;
  const { kind } = step;
  const { late, dialog } = portal;
  if (late.value === null && dialog.value !== null) {
    const close = () => {
      dialog.value = null;
    };
    return <ComingScreen portal={portal} send={close} />;
  }
  const Shown = (
    kind === 'home' ? HomeScreen : (late.value?.screens[kind] ?? ComingScreen)
  ) as ComponentType<Props>;
  return <Shown key={step.kind === 'service' ? step.serviceId : ''} {...props} />;
}
