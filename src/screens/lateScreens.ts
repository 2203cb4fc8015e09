/**
 * The screens that need not be there first: every screen but the list, and the dialogs of settings and child lock.
 */
import type { ComponentType } from 'preact';
import type { StepKind } from '../payment/steps.ts';
import { Artwork } from '../ui/artwork/Artwork.tsx';
import { qrDrawing } from '../ui/Qr.tsx';
import { qrCode, qrPath } from '../ui/qrCode.ts';
import { ConfirmScreen } from './confirm/ConfirmScreen.tsx';
import { OrderingScreen } from './confirm/OrderingScreen.tsx';
import { QuotingScreen } from './confirm/QuotingScreen.tsx';
import { DoubtScreen } from './doubt/DoubtScreen.tsx';
import { ResolvingScreen } from './doubt/ResolvingScreen.tsx';
import { HistoryScreen } from './history/HistoryScreen.tsx';
import { SearchScreen } from './home/SearchScreen.tsx';
import { IdleWarning } from './idle/IdleWarning.tsx';
import { ManualCaseScreen } from './manual-case/ManualCaseScreen.tsx';
import { OutOfServiceScreen } from './out-of-service/OutOfServiceScreen.tsx';
import type { LateScreens, ScreenProps } from './portal.ts';
import { ProgressScreen } from './progress/ProgressScreen.tsx';
import { RecoveringScreen } from './recovering/RecoveringScreen.tsx';
import { RefusedScreen } from './refused/RefusedScreen.tsx';
import { ResultScreen } from './result/ResultScreen.tsx';
import { ServiceScreen } from './service/ServiceScreen.tsx';
import { Dialogs } from './settings/Dialogs.tsx';
import { WaitCardScreen } from './wait-card/WaitCardScreen.tsx';

type LateKind = Exclude<StepKind, 'home'>;

/** A step without a screen does not compile. */
const SCREENS: { readonly [K in LateKind]: ComponentType<ScreenProps<K>> } = {
  recovering: RecoveringScreen,
  outOfService: OutOfServiceScreen,
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

// Codes on screens that are there already are drawn now.
qrDrawing.value = { qrCode, qrPath };

export const lateScreens: Omit<LateScreens, 'codeFor'> = {
  screens: SCREENS,
  Dialogs,
  IdleWarning,
  SearchScreen,
  Artwork,
};
