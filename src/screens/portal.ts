/** The portal as a screen gets it beside its step: all that it may look at, and the keys it may take. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { KeyEvent } from '../payment/events.ts';
import type { ReaderSight, StepKind, StepOf } from '../payment/steps.ts';
import { createFocus, type Focus } from '../remote/focus.ts';
import type { Remote } from '../remote/remote.ts';
import type { Clock, Instant, Timers } from '../shared/time.ts';
import type { ArtworkProps } from '../ui/artwork/Artwork.tsx';
import type { Operator } from '../ui/operator.ts';
import { createTicker } from '../ui/ticker.ts';
import type { Idle } from './idle/createIdle.ts';
import type { DialogState } from './settings/dialogState.ts';
import type { Settings } from './settings/settings.ts';

/** The way to a card reader, for the screens that miss one. */
interface ReaderAccess {
  readonly ports: ReadonlySignal<string>;
  readonly beside: ReadonlySignal<ReaderSight>;
  readonly canRequest: ReadonlySignal<boolean>;
  request(): Promise<void>;
}

/** A screen is a function of its step. */
export interface ScreenProps<K extends StepKind> {
  readonly step: StepOf<K>;
  send(event: KeyEvent): void;
  readonly portal: Portal;
}

/** The components of the late script: every screen but the first ones, and the dialogs above them. */
export interface LateScreens {
  readonly screens: { readonly [K in StepKind]?: ComponentType<ScreenProps<K>> };
  readonly Dialogs: ComponentType<{ readonly portal: Portal }>;
  /** The code of what went wrong outside of the payment; `told`: the platform's own. */
  codeFor(step: string, cause: string, told?: string): string;
  readonly IdleWarning: ComponentType<{
    readonly portal: Portal;
    readonly idle: Pick<Idle, 'leavesAt'>;
  }>;
  readonly SearchScreen: ComponentType<ScreenProps<'home'>>;
  readonly Artwork: ComponentType<ArtworkProps>;
}

interface PortalParts {
  readonly catalogue: Catalogue;
  readonly operator: Operator;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly remote: Remote;
  readonly settings: Settings;
  readonly reader: ReaderAccess;
  /** The host is long in signing what the screen waits for. */
  readonly isBoxSlow: ReadonlySignal<boolean>;
  /** Null while the script that has them is on its way. */
  readonly late: ReadonlySignal<LateScreens | null>;
  /** Limits that screens count down; the payment's work keeps them. */
  readonly limits: { cardWaitMs(): number; readonly resultMs: number };
}

export interface Portal extends PortalParts {
  readonly focus: Focus;
  /** The dialog above the screen, at any step. */
  readonly dialog: Signal<DialogState | null>;
  /** Changes every second while watched. */
  readonly now: ReadonlySignal<Instant>;
  readonly focusedId: ReadonlySignal<string>;
  /** Since when the current screen is shown; `takeKeys` keeps it. */
  readonly visit: { since: Instant };
  /** 0 is the screen; dialogs lie above it, see `onLayer`. */
  readonly layer: number;
}

/** The portal as a dialog above the screen sees it: the highest layer has the keys and the focus. */
export const onLayer = (portal: Portal, layer: number): Portal => ({
  ...portal,
  layer,
  visit: { since: portal.clock.now() },
});

export function createPortal(parts: PortalParts): Portal {
  const focus = createFocus();
  return {
    ...parts,
    focus,
    dialog: signal<DialogState | null>(null),
    now: createTicker(parts.clock, parts.timers),
    focusedId: computed(() => focus.place.value.id),
    visit: { since: parts.clock.now() },
    layer: 0,
  };
}
