import { useLayoutEffect } from 'preact/hooks';
import type { KeyEvent } from '../payment/events.ts';
import type { Payment } from '../payment/payment.ts';
import type { Portal } from '../screens/portal.ts';
import { Screen } from '../screens/Screen.tsx';

interface Props {
  readonly payment: Payment;
  readonly portal: Portal;
  readonly root: Element;
  send(event: KeyEvent): void;
}

/** The present step's screen. The root says which it is, once it is really there. */
export function App({ payment, portal, root, send }: Props) {
  const step = payment.step.value;
  useLayoutEffect(() => root.setAttribute('data-screen', step.kind), [root, step.kind]);
  return <Screen step={step} send={send} portal={portal} />;
}
