/** One step's work with everything around it scripted, and one trail of what happened in which order. */
import { signal } from '@preact/signals';
import { walletCard } from '../../../mocks/box/walletCards.ts';
import { createCard } from '../../../mocks/card/createCard.ts';
import {
  seededRandom,
  type VirtualTime,
  virtualTime,
} from '../../../mocks/environment/simulation.ts';
import { payable } from '../../app/gallery/onePayment.fixture.ts';
import type { CardSlot, NoReader } from '../../purse/slot.ts';
import { cardConnection } from '../../reader/cardConnection.ts';
import type { Answers, SlotState } from '../../reader/cardReader.ts';
import { type ReaderError, readerError } from '../../reader/readerError.ts';
import { abortSource } from '../../shared/abort.ts';
import { type Bytes, fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Tsp } from '../../tsp/tspClient.ts';
import type { TspError } from '../../tsp/tspError.ts';
import type { Order, Problem, ProblemCode } from '../../tsp/tspTypes.ts';
import type { Conversation, ConversationHolder } from '../conversation.ts';
import type { PaymentEvent } from '../events.ts';
import type { JournalEntry } from '../journal.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import type { StepKind, StepOf } from '../steps.ts';

type Scripted = {
  -readonly [K in Exclude<keyof Tsp, 'told'>]?: (
    ...parameters: Parameters<Tsp[K]>
  ) => Result<unknown, TspError>;
} & { told?: Tsp['told'] };

export const TERMINAL = '0A0B0C000007';
const INIT_ANSWER = '000186A0 0007 000000 01 00 A1A2A3A4'.replace(/ /g, '');
export const TAC_MAC2 = 'AAAAAAAABBBBBBBB';

export const entry: JournalEntry = {
  attemptId: 'A1',
  orderId: payable.order.orderId,
  phase: 'mac1',
  amountFen: payable.order.amountFen,
  title: payable.order.title,
  serviceId: payable.order.serviceId,
  cardTail: '0018',
  cardSequence: 7,
};

/** What the TSP lists from MAC1 until it is told of its end, or counts it as in doubt. */
export const handedOut: Order = {
  ...payable.order,
  state: 'PAYING',
  money: 'unknown',
  attempt: { attemptId: 'A1', state: 'MAC1_ISSUED', cardTail: '0018', cardSequence: 7 },
};

export const unreachable = fail<TspError>({ kind: 'unreachable' });
export const problem = (code: ProblemCode, more: Partial<Problem> = {}) =>
  fail<TspError>({
    kind: 'problem',
    problem: {
      type: `https://tsp.example/problems/${code}`,
      title: code,
      status: 409,
      code,
      money: 'untouched',
      retry: 'no',
      ref: '7K3-0D42',
      ...more,
    },
  });

export interface WorkFixture {
  readonly parts: PaymentParts;
  readonly time: VirtualTime;
  readonly holder: ConversationHolder;
  readonly conversation: Conversation;
  /** `written PHASE` once durable, `removed ID`, `tsp CALL`, `card INS`, `event KIND`. */
  readonly trail: string[];
  readonly events: PaymentEvent[];
  /** What the TSP was told, by call. */
  readonly told: { call: string; parameters: readonly unknown[] }[];
  /** How the TSP answers; a call that is not here is lost. */
  readonly answers: Scripted;
  /** How the card answers an INS; others go to the simulated card in the slot. */
  readonly card: Record<number, () => Result<Bytes, ReaderError>>;
  /** What the reader says of each scripted status word. */
  answersTo: Answers;
  /** Every APDU, hex. */
  readonly apdus: string[];
  readonly entries: Map<string, JournalEntry>;
  /** Called while a write is on its way to the disk. */
  beforeWrite: (next: JournalEntry) => void;
  leaves(): void;
  takesCardOut(andPutsItBack?: boolean): void;
  /** Runs the work of `step` to its end, or for `forMs`. */
  run<K extends StepKind>(work: Work<K>, step: StepOf<K>, forMs?: number): Promise<void>;
}

export function workFixture(): WorkFixture {
  const time = virtualTime();
  const trail: string[] = [];
  const random = seededRandom(3);
  const nvm = createCard(walletCard('good'), { random });
  const slotState = signal<SlotState | 'no-reader'>('present');
  const departures = signal(0);
  const source = { current: abortSource() };

  const connection = cardConnection(
    {
      powerOn: async () => fail(readerError('NO_SMARTCARD', 'not-sent')),
      powerOff: async () => {},
      async transmit(command) {
        const ins = command[1]!;
        fixture.apdus.push(toHex(command));
        trail.push(`card ${toHex([ins])}`);
        if (slotState.value !== 'present') return fail(readerError('REMOVED_CARD', 'not-sent'));
        const scripted = fixture.card[ins];
        if (scripted) {
          const said = scripted();
          return said.ok ? ok({ bytes: said.value, answers: fixture.answersTo }) : said;
        }
        const answer = nvm.transmit(command);
        const isMore = answer.length === 2 && answer[0] === 0x61;
        return ok({
          bytes: isMore ? nvm.transmit(fromHex(`00C00000${toHex([answer[1]!])}`)) : answer,
          answers: isMore ? 'follow-up' : 'command',
        });
      },
    },
    { atr: nvm.atr, activeProtocol: 'T0' },
  );
  const slot: CardSlot = {
    state: slotState,
    departures,
    readerId: () => 'slot 1',
    refresh: async () => {},
    seek: async () => {},
    ports: signal(''),
    beside: signal<NoReader>('no-reader'),
    canRequest: signal(false),
    request: async () => {},
    connect: async () =>
      slotState.value === 'present'
        ? ok(connection)
        : fail(readerError('NO_SMARTCARD', 'not-sent')),
    release: async () => void trail.push('card released'),
  };
  const tsp = new Proxy({} as Tsp, {
    get: (_, call: keyof Tsp) => {
      if (call === 'now') return () => time.now();
      if (call === 'told') return () => fixture.answers.told?.() ?? null;
      return async (...parameters: unknown[]) => {
        trail.push(`tsp ${call}`);
        fixture.told.push({ call, parameters });
        const answer = fixture.answers[call] as ((...all: unknown[]) => unknown) | undefined;
        return answer ? answer(...parameters) : unreachable;
      };
    },
  });
  const journal: PaymentParts['journal'] = {
    async put(next) {
      fixture.entries.set(next.attemptId, next);
      await new Promise((resolve) => setImmediate(resolve));
      fixture.beforeWrite(next);
      trail.push(`written ${next.phase}`);
    },
    async remove(attemptId) {
      fixture.entries.delete(attemptId);
      trail.push(`removed ${attemptId}`);
    },
    all: async () => [...fixture.entries.values()],
  };
  const conversation: Conversation = {
    card: connection,
    purse: {
      issuer: '1040020000010001',
      applicationType: '02',
      applicationVersion: '01',
      serial: fromHex('00062226000000000018'),
      validFrom: '20250101',
      validTo: '20351231',
      balanceFen: 100_000,
    },
    departures: 0,
    attemptKey: 'K1',
    attempt: { attemptId: 'A1', terminalNo: TERMINAL, keyIndex: 1, leaseUntil: '' },
  };
  const fixture: WorkFixture = {
    parts: {
      tsp,
      slot,
      journal,
      clock: time,
      timers: time,
      random,
      log: silentLog,
      isSeen: () => true,
    },
    time,
    holder: { current: conversation },
    conversation,
    trail,
    events: [],
    told: [],
    answers: {},
    card: {
      80: () => ok(fromHex(`${INIT_ANSWER}9000`)),
      84: () => ok(fromHex(`${TAC_MAC2}9000`)),
    },
    answersTo: 'command',
    apdus: [],
    entries: new Map(),
    beforeWrite: () => {},
    leaves: () => source.current.abort(),
    takesCardOut(andPutsItBack = false) {
      departures.value++;
      slotState.value = andPutsItBack ? 'present' : 'empty';
    },
    async run(work, step, forMs = 300_000) {
      source.current = abortSource();
      const { signal: left } = source.current;
      let done = false;
      let fault: unknown;
      const send = (event: PaymentEvent) => {
        if (left.aborted) return;
        trail.push(`event ${event.kind}`);
        fixture.events.push(event);
      };
      Promise.resolve(work({ step, send, signal: left })).then(
        () => {
          done = true;
        },
        (cause) => {
          done = true;
          fault = cause;
        },
      );
      await time.runUntil(() => done, forMs);
      if (fault) throw fault;
    },
  };
  return fixture;
}
