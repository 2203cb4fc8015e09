import { Component } from 'preact';
import type { KeyEvent } from '../payment/events.ts';
import type { Payment } from '../payment/payment.ts';
import type { Portal } from '../screens/portal.ts';
import { Screen } from '../screens/Screen.tsx';
import { dressRoot } from './pageRoot.ts';

interface Props {
  readonly payment: Payment;
  readonly portal: Portal;
  readonly root: Element;
  send(event: KeyEvent): void;
}

/** The present step's screen. The root says which it is, once it is really there. */
export class App extends Component<Props> {
  undress = () => {};

  override componentDidMount(): void {
    this.undress = dressRoot(this.props.root, this.props.portal);
    this.componentDidUpdate();
  }

  override componentWillUnmount(): void {
    this.undress();
  }

  override componentDidUpdate(): void {
    const { root, payment } = this.props;
    root.setAttribute('data-screen', payment.step.peek().kind);
  }

  override render({ payment, portal, send }: Props) {
    return <Screen step={payment.step.value} send={send} portal={portal} />;
  }
}
