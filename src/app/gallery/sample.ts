/** A screen in one of its states, and what it is shown with. */
import type { Cancelling } from '../../catalogue/catalogue.ts';
import type { Loaded } from '../../catalogue/loaded.ts';
import type { ReaderSight, Step } from '../../payment/steps.ts';
import type { Command } from '../../remote/keys.ts';
import type { DialogState } from '../../screens/settings/dialogState.ts';
import type { Instant } from '../../shared/time.ts';
import type { Order, Service, ServiceDetail } from '../../tsp/tspTypes.ts';
import type { SettingsSample } from './fakeSettings.ts';

export interface CatalogueSample {
  readonly services?: Loaded<readonly Service[]>;
  /** Pages come a little later. */
  readonly isSlow?: boolean;
  /** Pages from this index on do not come. */
  readonly failsFrom?: number;
  /** What is searched for. */
  readonly query?: string;
  readonly history?: Loaded<readonly Order[]>;
  readonly months?: readonly string[];
  readonly detail?: (service: Service) => Loaded<ServiceDetail>;
  readonly categories?: number;
  /** What becomes of a renewal that is cancelled. */
  readonly cancelling?: Cancelling;
}

export interface Sample {
  readonly id: string;
  readonly title: string;
  /** A step, or one of the screens that stand alone. */
  readonly step: Step | 'configError' | 'notJson' | 'boxMissing' | 'crash';
  readonly catalogue?: CatalogueSample;
  readonly settings?: SettingsSample;
  /** Open above it. */
  readonly dialog?: DialogState;
  /** Nobody is there: the warning stands until then. */
  readonly leavesAt?: Instant;
  /** Pressed once it is shown. */
  readonly keys?: readonly Command[];
  /** Nothing happens by itself any more. */
  readonly isStill?: boolean;
  readonly cardWaitMs?: number;
  /** The script of its screen is on its way. */
  readonly isComing?: boolean;
  /** What is wrong with another reader. */
  readonly beside?: ReaderSight;
  /** The browser would let the viewer choose a reader. */
  readonly canRequest?: boolean;
}
