/**
 * Keeps what the viewer was shown with a code, and tells it to the platform: soon after, never while a payment is under way, again
 * with growing pauses while there is no network. The box's storage may fail: then only this page knows. Nothing waits for it.
 */
import { effect, untracked } from '@preact/signals';
import type { Payment } from '../../payment/payment.ts';
import type { StepKind } from '../../payment/steps.ts';
import { newCode } from '../../shared/code.ts';
import type { Random } from '../../shared/random.ts';
import { type Clock, type Instant, longerPause, type Timers } from '../../shared/time.ts';
import type { components } from '../../tsp/tspApi.generated.ts';
import type { TspLink } from '../../tsp/tspLink.ts';
import type { BoxMemory } from '../settings/boxMemory.ts';
import { type Fault, faultOf } from './incidentOf.ts';

type Incident = components['schemas']['BoxIncident'];

/** From the screen to the request: a caller has found the telephone by then. */
const TELL_MS = 5_000;
const LONGEST_MS = 600_000;
/** The newest are kept. */
const MOST_KEPT = 40;
/** As many as fit into the shortest request that a platform may allow. */
const MOST_AT_ONCE = 8;
const NAME = 'incidents';

/** A card and its debit come first. */
const BUSY: readonly StepKind[] = [
  'ordering',
  'cardCheck',
  'prepare',
  'authorising',
  'debiting',
  'reporting',
  'finishing',
  'resolving',
];

/** Only names get out: what does not look like one is left out, and so is anything as long as a part of a card number. */
const nameIn = (text: string, most: number): string | undefined =>
  text
    .replace(/[^A-Za-z0-9 ._:/()-]/g, ' ')
    .replace(/\d{6,}/g, '#')
    .replace(/#/g, 'n')
    .slice(0, most) || undefined;
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const CODE = /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/;
const ulidIn = (text: string | undefined) => (text && ULID.test(text) ? text : undefined);

/** As the contract wants it; null for a code of another form, which another platform has made. */
export function incidentOf(
  fault: Fault,
  at: Instant,
  readerPort: Incident['readerPort'] | undefined,
  portalVersion: string,
): Incident | null {
  const { code, step, cause, money, detail } = fault;
  if (!CODE.test(code)) return null;
  const incident = {
    code,
    // To the millisecond: one order may show its code twice in a second.
    at: new Date(at).toISOString(),
    step: step.replace(/[^A-Za-z-]/g, '').slice(0, 40) || 'page',
    cause: (nameIn(cause, 60) || 'unknown').toLowerCase().replace(/[^a-z0-9._-]/g, '-'),
    money,
    orderId: ulidIn(fault.orderId),
    attemptId: ulidIn(fault.attemptId),
    readerPort,
    detail: (detail && nameIn(detail, 80)) || undefined,
    portalVersion,
  };
  // What is not known is left out, as JSON does: what is kept and what is sent are the same.
  return JSON.parse(JSON.stringify(incident));
}

export interface TellingParts {
  readonly link: Pick<TspLink, 'post' | 'now'>;
  readonly payment: Pick<Payment, 'step' | 'trail'>;
  readonly random: Random;
  readonly memory: Pick<BoxMemory, 'read' | 'write'>;
  /** The clock that nobody sets: that of the trail. */
  readonly clock: Clock;
  readonly timers: Timers;
  /** The ports to readers and what each said last: `webusb protected-class`. */
  ports(): string;
  readonly portalVersion: string;
}

const PORTS = ['webusb', 'webhid', 'host-object', 'websocket'] as const;
const READER = /^(reader|card)-/;

/** What an earlier page kept and could not tell; storage may hold anything. */
const keptIn = (memory: TellingParts['memory']): Incident[] => {
  const kept = memory.read(NAME);
  return Array.isArray(kept) ? kept.filter((each) => each && CODE.test(each.code)) : [];
};

interface Telling {
  /** Keeps a bug in a screen. What became of a payment then is not known here. */
  crashed(code: string, error: unknown): void;
  /**
   * The code of what went wrong, noted once: `told` where the platform has given one; else the same cause has the same code until
   * the page is loaded again.
   */
  codeFor(step: string, cause: string, told?: string): string;
}

export function tellIncidents(parts: TellingParts): Telling {
  const { link, payment, memory, clock, timers } = parts;
  const codes: Record<string, string> = {};
  let waiting = keptIn(memory);
  const noted: Record<string, true> = {};
  let pauseMs = TELL_MS;
  let cancel: (() => void) | null = null;
  let isTelling = false;

  const keep = (): void => {
    waiting = waiting.slice(-MOST_KEPT);
    memory.write(NAME, waiting.length > 0 ? waiting : undefined);
  };
  const plan = (waitMs: number): void => {
    if (cancel) cancel();
    cancel = timers.after(waitMs, tell);
  };

  async function tell(): Promise<void> {
    cancel = null;
    if (isTelling || waiting.length === 0) return;
    if (BUSY.indexOf(payment.step.peek().kind) >= 0) return plan(TELL_MS);
    isTelling = true;
    const incidents = waiting.slice(0, MOST_AT_ONCE);
    const answer = await link.post(
      () => null,
      '/incidents',
      () => ({ incidents }),
    );
    isTelling = false;
    // One that the platform does not want is not told again: it would keep the others back.
    const isOver =
      answer.ok || (answer.error.kind === 'problem' && answer.error.problem.retry === 'no');
    if (isOver) {
      waiting = waiting.filter((each) => incidents.indexOf(each) < 0);
      keep();
    }
    pauseMs = isOver ? TELL_MS : longerPause(pauseMs, LONGEST_MS);
    if (waiting.length > 0) plan(pauseMs);
  }

  function note(fault: Fault, agoMs = 0): void {
    const at = link.now() - agoMs;
    const ports = parts.ports();
    const named = PORTS.filter((port) => ports.indexOf(port) >= 0);
    // Of several nobody knows here which one it was.
    const port = named.length === 1 ? named[0] : undefined;
    const found = { ...fault, detail: fault.detail || (READER.test(fault.cause) ? ports : '') };
    const incident = incidentOf(found, at, port, parts.portalVersion);
    // A screen that comes back says the same once more; a crash is counted each time.
    const name = `${fault.code} ${fault.cause}`;
    if (!incident || noted[name]) return;
    noted[name] = true;
    waiting.push(incident);
    keep();
    pauseMs = TELL_MS;
    plan(TELL_MS);
  }

  effect(() => {
    const { kind } = payment.step.value;
    untracked(() => {
      const now = clock.now();
      for (const { at, from, step } of payment.trail.splice(0)) {
        const fault = faultOf(from, step);
        if (fault) note(fault, now - at);
      }
      // The platform answers again.
      if (kind === 'home' && waiting.length > 0) {
        pauseMs = TELL_MS;
        plan(TELL_MS);
      }
    });
  });

  return {
    crashed(code, error) {
      const { kind } = payment.step.peek();
      note({ code, step: kind, cause: 'crash', money: 'unknown', detail: String(error) });
    },
    codeFor(step, cause, told = '') {
      const name = `${step} ${cause} ${told}`;
      if (!codes[name]) {
        codes[name] = told || newCode(parts.random);
        note({ code: codes[name], step, cause, money: 'untouched' });
      }
      return codes[name];
    },
  };
}
