import type { ComponentType } from 'preact';
import type { KeyEvent } from '../payment/events.ts';
import type { Step, StepKind } from '../payment/steps.ts';
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
import type { ScreenProps } from './screenProps.ts';
import { ServiceScreen } from './service/ServiceScreen.tsx';
import { WaitCardScreen } from './wait-card/WaitCardScreen.tsx';

interface Props {
  readonly step: Step;
  send(event: KeyEvent): void;
  readonly portal: Portal;
}

/** A step without a screen does not compile. */
const SCREENS: { readonly [K in StepKind]: ComponentType<ScreenProps<K>> } = {
  recovering: RecoveringScreen,
  outOfService: OutOfServiceScreen,
  home: HomeScreen,
  service: ServiceScreen,
  history: HistoryScreen,
  quoting: QuotingScreen,
  confirm: ConfirmScreen,
  ordering: OrderingScreen,
  waitCard: WaitCardScreen,
  cardCheck: ProgressScreen,
  prepare: ProgressScreen,
  authorising: ProgressScreen,
  debiting: ProgressScreen,
  reporting: ProgressScreen,
  finishing: ProgressScreen,
  result: ResultScreen,
  refused: RefusedScreen,
  insertSameCard: DoubtScreen,
  resolving: ResolvingScreen,
  manualCase: ManualCaseScreen,
};

/** The screen of a step; another service is another screen. */
export function Screen(props: Props) {
  const { step } = props;
  const Shown = SCREENS[step.kind] as ComponentType<Props>;
  return <Shown key={step.kind === 'service' ? step.serviceId : ''} {...props} />;
}
