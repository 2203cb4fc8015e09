import type { KeyEvent } from '../payment/events.ts';
import type { Step } from '../payment/steps.ts';
import { ConfirmScreen } from './confirm/ConfirmScreen.tsx';
import { OrderingScreen } from './confirm/OrderingScreen.tsx';
import { QuotingScreen } from './confirm/QuotingScreen.tsx';
import { DoubtScreen } from './doubt/DoubtScreen.tsx';
import { ResolvingScreen } from './doubt/ResolvingScreen.tsx';
import { HistoryScreen } from './history/HistoryScreen.tsx';
import { HomeScreen } from './home/HomeScreen.tsx';
import { ManualCaseScreen } from './manual-case/ManualCaseScreen.tsx';
import { OutOfServiceScreen } from './out-of-service/OutOfServiceScreen.tsx';
import type { Portal } from './portal.ts';
import { ProgressScreen } from './progress/ProgressScreen.tsx';
import { RecoveringScreen } from './recovering/RecoveringScreen.tsx';
import { RefusedScreen } from './refused/RefusedScreen.tsx';
import { ResultScreen } from './result/ResultScreen.tsx';
import { ServiceScreen } from './service/ServiceScreen.tsx';
import { WaitCardScreen } from './wait-card/WaitCardScreen.tsx';

interface Props {
  readonly step: Step;
  send(event: KeyEvent): void;
  readonly portal: Portal;
}

/** The screen of a step. A step without one does not compile. */
export function Screen({ step, send, portal }: Props) {
  const rest = { send, portal };
  switch (step.kind) {
    case 'recovering':
      return <RecoveringScreen step={step} {...rest} />;
    case 'outOfService':
      return <OutOfServiceScreen step={step} {...rest} />;
    case 'home':
      return <HomeScreen step={step} {...rest} />;
    case 'service':
      return <ServiceScreen key={step.serviceId} step={step} {...rest} />;
    case 'history':
      return <HistoryScreen step={step} {...rest} />;
    case 'quoting':
      return <QuotingScreen step={step} {...rest} />;
    case 'confirm':
      return <ConfirmScreen step={step} {...rest} />;
    case 'ordering':
      return <OrderingScreen step={step} {...rest} />;
    case 'waitCard':
      return <WaitCardScreen step={step} {...rest} />;
    case 'cardCheck':
    case 'prepare':
    case 'authorising':
    case 'debiting':
    case 'reporting':
    case 'finishing':
      return <ProgressScreen step={step} {...rest} />;
    case 'result':
      return <ResultScreen step={step} {...rest} />;
    case 'refused':
      return <RefusedScreen step={step} {...rest} />;
    case 'insertSameCard':
      return <DoubtScreen step={step} {...rest} />;
    case 'resolving':
      return <ResolvingScreen step={step} {...rest} />;
    case 'manualCase':
      return <ManualCaseScreen step={step} {...rest} />;
    default:
      return step satisfies never;
  }
}
