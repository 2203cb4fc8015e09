/** A screen in one of its states, and what it is shown with. */
import type { ReaderSight, Step } from '../../payment/steps.ts';
import type { Command } from '../../remote/keys.ts';
import type { DialogState } from '../../screens/settings/dialogState.ts';
import type { Instant } from '../../shared/time.ts';
import type { SettingsSample } from './fakeSettings.ts';
import { households, scenes } from './recording.generated.ts';

type HouseholdName = keyof typeof households;
export type SceneName = keyof typeof scenes;

/** `month`: the orders of one month. */
export type Call =
  | 'services'
  | 'service'
  | 'subscriber'
  | 'orders'
  | 'month'
  | 'receipt'
  | 'cancelRenewal';

/** What becomes of calls to the platform. */
export interface NetworkSample {
  /** This one is never answered. */
  readonly silent?: Call;
  /** This one fails. */
  readonly loses?: Call;
  /** Pages of services come a little later. */
  readonly isSlow?: boolean;
  /** Pages of services from this index on fail. */
  readonly losesFrom?: number;
  /** Meanwhile the renewal can only be ended by phone. */
  readonly refusesToCancel?: boolean;
}

export interface Sample {
  readonly id: string;
  readonly title: string;
  /** A step, or one of the screens that stand alone. */
  readonly step: Step | 'configError' | 'notJson' | 'boxMissing' | 'crash';
  /** The present of the sample; default: that of its household. */
  readonly at?: Instant;
  /** Why no play of the simulated world comes to this step. */
  readonly notPlayed?: string;
  /** Default: `usual`. */
  readonly household?: HouseholdName;
  readonly network?: NetworkSample;
  /** What is searched for. */
  readonly query?: string;
  /** The month that is chosen in the history. */
  readonly month?: string;
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

/** A step as it came in the simulated world. */
export const scene = (name: SceneName): Pick<Sample, 'step' | 'at'> => scenes[name];

/** A sample that is a scene of the same name. */
export const sceneSample = (id: SceneName, title: string, more: Partial<Sample> = {}): Sample => ({
  id,
  title,
  ...scene(id),
  ...more,
});

export const householdOf = ({ household = 'usual' }: Sample) => households[household];
