import { Component } from 'preact';
import type { KeyEvent } from '../payment/events.ts';
import type { Payment } from '../payment/payment.ts';
import type { Idle } from '../screens/idle/createIdle.ts';
import type { Portal } from '../screens/portal.ts';
import { isHere, Screen } from '../screens/Screen.tsx';
import { judgeMotion } from '../ui/motion.ts';
import { describeRoot } from './pageRoot.ts';

interface Props {
  readonly payment: Payment;
  readonly portal: Portal;
  readonly root: Element;
  readonly idle: Idle;
  send(event: KeyEvent): void;
}

/** Draws the current step's screen and what lies above it. The root names the screen once it is really there. */
export class App extends Component<Props> {
  /** Undefined when the first screen could not be drawn. */
  declare stop?: () => void;
  declare shown: string;

  override componentDidMount(): void {
    this.stop = describeRoot(this.props.root, this.props.portal);
    judgeMotion(window, document.documentElement);
    this.componentDidUpdate();
  }

  override componentWillUnmount(): void {
    this.stop?.();
  }

  override componentDidUpdate(): void {
    this.props.root.setAttribute('data-screen', this.shown);
  }

  override render({ payment, portal, send, idle }: Props) {
    const step = payment.step.value;
    const late = portal.late.value;
    this.shown = isHere(step, portal) ? step.kind : 'coming';
    return (
      <>
        <Screen step={step} send={send} portal={portal} />
        {late && <late.Dialogs portal={portal} />}
        {late && <late.IdleWarning portal={portal} idle={idle} />}
      </>
    );
  }
}
