/** What every page of the console can use. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Clock, Timers } from '../../../../src/shared/time.ts';
import type { OpsClient } from './opsClient.ts';
import type { Route } from './route.ts';
import type { Session } from './session.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'plain';

interface ToastMessage {
  readonly number: number;
  readonly text: string;
  readonly tone: Tone;
}

/** An account of the simulated operator, shown on the sign-in page, where there is nothing to protect. */
export interface AccountHint {
  readonly user: string;
  readonly password: string;
  readonly role: string;
}

/** The other simulated operator that this page can show. */
export interface OtherWorld {
  readonly href: string;
  readonly isDemonstration: boolean;
}

export interface Console {
  readonly ops: OpsClient;
  readonly session: Session;
  readonly route: ReadonlySignal<Route>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly hints: readonly AccountHint[];
  readonly otherWorld?: OtherWorld;
  /** Results of what people did, shown for a while. */
  readonly toast: ReadonlySignal<ToastMessage | null>;
  tell(text: string, tone?: Tone): void;
  /** Takes the message away: the next person did not do it. */
  untell(): void;
  isVisible(): boolean;
  save(fileName: string, text: string): void;
  /** The content of lists and pages when they were left. It is shown until the newer answer is there. */
  readonly cache: Map<string, unknown>;
  /**
   * What was typed and not sent, by form. It survives a conflict, a visit to another page, and the end of the session.
   */
  readonly drafts: Map<string, Signal<string>>;
}

const SHOWN_MS = 6_000;

export function createToasts(timers: Timers): Pick<Console, 'toast' | 'tell' | 'untell'> {
  const toast = signal<ToastMessage | null>(null);
  let number = 0;
  let cancel = () => {};
  const untell = () => {
    cancel();
    toast.value = null;
  };
  return {
    toast,
    untell,
    tell(text, tone = 'good') {
      cancel();
      toast.value = { number: ++number, text, tone };
      cancel = timers.after(SHOWN_MS, untell);
    },
  };
}

/** The draft of one text field of a form, kept until the page is closed. */
export function draftOf({ drafts }: Pick<Console, 'drafts'>, name: string): Signal<string> {
  const known = drafts.get(name);
  if (known) return known;
  const draft = signal('');
  drafts.set(name, draft);
  return draft;
}

const Context = createContext<Console | null>(null);
export const ConsoleProvider = Context.Provider;

export function useConsole(): Console {
  const value = useContext(Context);
  if (!value) throw new Error('no console around this component');
  return value;
}
