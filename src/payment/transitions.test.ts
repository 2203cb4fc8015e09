import { expect, test } from 'vitest';
import type { Situation } from './earlyTransitions.ts';
import type { EventKind, PaymentEvent } from './events.ts';
import type { Failure, FailureKind } from './failure.ts';
import type { Choice, Doubt, Payable, Step, StepKind, Unfinished } from './steps.ts';
import { advance as advanceWith, transitions } from './transitions.ts';

const advance = (situation: Situation, event: PaymentEvent) =>
  advanceWith(situation, event, () => '7K3-0D42');

const order = {
  orderId: 'O1',
  state: 'CONFIRMED',
  money: 'untouched',
  serviceId: 'basic',
  title: { 'zh-CN': '基本' },
  months: 12,
  amountFen: 28_600,
  from: '2026-12-01',
  to: '2027-11-30',
  createdAt: '',
  payable: true,
  ref: '7K3-0D42',
} as const;
const choice = { serviceId: 'basic', months: 12 };
const payable = { choice, order, quote: { amountFen: 28_600 } } as unknown as Payable;
const doubt: Doubt = {
  attemptId: 'A1',
  orderId: 'O1',
  amountFen: 28_600,
  cardTail: '0018',
  ref: '7K3-0D42',
};
const earlier: Doubt = { ...doubt, attemptId: 'A0', orderId: 'O0' };
const untouched = (kind: FailureKind): Failure => ({
  kind,
  money: 'untouched',
  ref: '7K3-0D42',
});

const steps: { [K in StepKind]: Step } = {
  recovering: { kind: 'recovering' },
  outOfService: { kind: 'outOfService', failure: untouched('offline'), retryInMs: 1 },
  home: { kind: 'home', unfinished: null },
  service: { kind: 'service', serviceId: 'basic', unfinished: null },
  history: { kind: 'history', unfinished: null },
  quoting: { kind: 'quoting', choice },
  confirm: { kind: 'confirm', choice, quote: payable.quote },
  ordering: { kind: 'ordering', choice, quote: payable.quote },
  waitCard: { kind: 'waitCard', payable, sight: 'empty' },
  cardCheck: { kind: 'cardCheck', payable },
  prepare: { kind: 'prepare', payable, position: 1 },
  authorising: { kind: 'authorising', payable },
  debiting: { kind: 'debiting', payable },
  reporting: { kind: 'reporting', order, slow: false },
  finishing: { kind: 'finishing', order, mayLeave: false },
  result: { kind: 'result', order, receipt: null },
  refused: { kind: 'refused', failure: untouched('card-removed'), choice, payable },
  insertSameCard: { kind: 'insertSameCard', doubt, sight: 'empty', otherCard: false, resume: null },
  resolving: { kind: 'resolving', doubt, resume: null },
  manualCase: { kind: 'manualCase', order },
};

const events: { [E in EventKind]: PaymentEvent } = {
  back: { kind: 'back' },
  serviceOpened: { kind: 'serviceOpened', serviceId: 'basic' },
  historyOpened: { kind: 'historyOpened' },
  periodChosen: { kind: 'periodChosen', choice },
  amountConfirmed: { kind: 'amountConfirmed' },
  retried: { kind: 'retried', remedy: 'insertAgain' },
  wishResumed: { kind: 'wishResumed' },
  closed: { kind: 'closed' },
  unfinishedOpened: { kind: 'unfinishedOpened' },
  idled: { kind: 'idled' },
  recovered: { kind: 'recovered', unfinished: null },
  answerFound: { kind: 'answerFound', order },
  paymentFound: { kind: 'paymentFound', order },
  doubtFound: { kind: 'doubtFound', doubt },
  serviceLost: { kind: 'serviceLost', failure: untouched('offline'), retryInMs: 1 },
  quoted: { kind: 'quoted', quote: payable.quote },
  refused: { kind: 'refused', failure: untouched('card-removed') },
  quoteExpired: { kind: 'quoteExpired' },
  ordered: { kind: 'ordered', order },
  readerSeen: { kind: 'readerSeen', sight: 'mute' },
  cardInserted: { kind: 'cardInserted' },
  queued: { kind: 'queued', position: 2 },
  attemptStarted: { kind: 'attemptStarted' },
  authorised: { kind: 'authorised' },
  debitAnswered: { kind: 'debitAnswered' },
  doubted: { kind: 'doubted', doubt },
  reportDelayed: { kind: 'reportDelayed' },
  reportAccepted: { kind: 'reportAccepted', order },
  activationSlow: { kind: 'activationSlow' },
  orderRested: { kind: 'orderRested', order, receipt: null },
  otherCardInserted: { kind: 'otherCardInserted' },
  undecided: { kind: 'undecided' },
  resolvedDebited: { kind: 'resolvedDebited', order },
  resolvedNotDebited: { kind: 'resolvedNotDebited', order },
  resolvedManual: { kind: 'resolvedManual', order },
  workFailed: { kind: 'workFailed' },
  woke: { kind: 'woke' },
};

/** Every way from one step to another. An event that is not here must change nothing. */
const ways: { readonly [K in StepKind]: Partial<Record<EventKind, StepKind>> } = {
  recovering: {
    recovered: 'home',
    answerFound: 'reporting',
    paymentFound: 'finishing',
    doubtFound: 'insertSameCard',
    serviceLost: 'outOfService',
  },
  outOfService: { retried: 'recovering' },
  home: {
    serviceOpened: 'service',
    historyOpened: 'history',
    unfinishedOpened: 'home',
    recovered: 'home',
    idled: 'home',
    woke: 'recovering',
  },
  service: {
    back: 'home',
    periodChosen: 'quoting',
    unfinishedOpened: 'recovering',
    idled: 'home',
  },
  history: { back: 'home', idled: 'home' },
  quoting: {
    quoted: 'confirm',
    refused: 'refused',
    unfinishedOpened: 'recovering',
    back: 'service',
  },
  confirm: { amountConfirmed: 'ordering', quoteExpired: 'refused', back: 'service', idled: 'home' },
  ordering: { ordered: 'waitCard', refused: 'refused' },
  waitCard: {
    readerSeen: 'waitCard',
    cardInserted: 'cardCheck',
    refused: 'refused',
    back: 'service',
  },
  cardCheck: {
    queued: 'prepare',
    attemptStarted: 'authorising',
    refused: 'refused',
    doubted: 'resolving',
    back: 'service',
  },
  prepare: {
    queued: 'prepare',
    attemptStarted: 'authorising',
    refused: 'refused',
    doubted: 'resolving',
    back: 'service',
  },
  authorising: {
    queued: 'prepare',
    authorised: 'debiting',
    refused: 'refused',
    doubted: 'resolving',
    back: 'refused',
  },
  debiting: { debitAnswered: 'reporting', refused: 'refused', doubted: 'resolving' },
  reporting: {
    reportDelayed: 'reporting',
    reportAccepted: 'finishing',
    doubted: 'resolving',
    back: 'reporting',
  },
  finishing: { activationSlow: 'finishing', orderRested: 'result', back: 'finishing' },
  result: {
    wishResumed: 'result',
    closed: 'home',
    back: 'home',
    historyOpened: 'history',
    idled: 'home',
  },
  refused: { retried: 'waitCard', periodChosen: 'quoting', back: 'service', idled: 'home' },
  insertSameCard: {
    readerSeen: 'insertSameCard',
    cardInserted: 'resolving',
    back: 'home',
    closed: 'home',
    idled: 'home',
  },
  resolving: {
    resolvedDebited: 'finishing',
    resolvedNotDebited: 'refused',
    resolvedManual: 'manualCase',
    doubtFound: 'insertSameCard',
    otherCardInserted: 'insertSameCard',
    undecided: 'insertSameCard',
  },
  manualCase: { closed: 'home', back: 'home', idled: 'home' },
};

const stepKinds = Object.keys(steps) as StepKind[];
const eventKinds = Object.keys(events) as EventKind[];

test.each(stepKinds)(
  'every event at %s leads where the table above says, or changes nothing',
  (kind) => {
    for (const event of eventKinds) {
      const before = { step: steps[kind], unfinished: null };
      const after = advance(before, events[event]);
      const told =
        event === 'workFailed'
          ? kind === 'recovering'
            ? 'outOfService'
            : 'recovering'
          : ways[kind][event];
      if (told === undefined) expect(after, event).toBe(before);
      else expect(after.step.kind, event).toBe(told);
    }
  },
);

test('back does nothing while the card is being debited', () => {
  expect(transitions.debiting.back).toBeUndefined();
  expect(transitions.debiting.closed).toBeUndefined();
});

test('back leaves a report only after it is slow, and the banner stays', () => {
  const unfinished: Unfinished = { kind: 'report', orderId: 'O1', amountFen: 28_600 };
  const slow = { step: { ...steps.reporting, slow: true } as Step, unfinished };
  expect(advance(slow, events.back).step).toEqual({ kind: 'home', unfinished });
});

test('no way leads from the debit to a result without the TSP', () => {
  const reached = new Set<StepKind>(['debiting']);
  for (let grown = true; grown; ) {
    grown = false;
    for (const kind of [...reached]) {
      for (const event of eventKinds) {
        if (event === 'reportAccepted' || event === 'resolvedDebited' || event === 'paymentFound')
          continue;
        const told = ways[kind][event];
        if (told && !reached.has(told)) grown = !!reached.add(told);
      }
    }
  }
  expect(reached.has('result')).toBe(false);
  expect(reached.has('finishing')).toBe(false);
});

test('an answer that waited in the box is no reason to leave a card in, nor to stay', () => {
  const found = advance({ step: steps.recovering, unfinished: null }, events.answerFound);
  expect(found.step).toMatchObject({ kind: 'reporting', slow: true });
  expect(advance(found, events.back).step.kind).toBe('home');
});

test('another card is told to come out only while it is in', () => {
  const other = advance({ step: steps.resolving, unfinished: null }, events.otherCardInserted);
  expect(other.step).toMatchObject({ sight: 'used', otherCard: true });
  const out = advance(other, { kind: 'readerSeen', sight: 'empty' });
  expect(out.step).toMatchObject({ sight: 'empty', otherCard: false });
});

test('a doubt put off stays as a banner until it is resolved', () => {
  const doubted = advance({ step: steps.debiting, unfinished: null }, events.doubted);
  const gone = advance(doubted, events.doubtFound);
  expect(gone.step).toMatchObject({ kind: 'insertSameCard', doubt });
  const home = advance(gone, events.closed);
  expect(home.step).toEqual({ kind: 'home', unfinished: { kind: 'doubt', doubt } });
  const service = advance(home, events.serviceOpened);
  expect(advance(service, events.back).step).toEqual(home.step);
  const asked = advance(home, events.unfinishedOpened);
  expect(asked.step).toMatchObject({ kind: 'insertSameCard', doubt });
  const resolved = advance(advance(asked, events.cardInserted), events.resolvedDebited);
  expect(resolved.unfinished).toBeNull();
});

test('a doubt that nobody attends to becomes a banner on the home screen, and an order that waited for it is given up', () => {
  const step: Step = { ...steps.insertSameCard, resume: payable } as Step;
  const unfinished: Unfinished = { kind: 'doubt', doubt };
  expect(advance({ step, unfinished }, events.idled)).toEqual({
    step: { kind: 'home', unfinished },
    unfinished,
  });
});

test('nothing that is under way is left because nobody presses a key', () => {
  const stays = stepKinds.filter((kind) => !transitions[kind].idled);
  expect(stays).toEqual([
    ...['recovering', 'outOfService', 'quoting', 'ordering', 'waitCard', 'cardCheck', 'prepare'],
    ...['authorising', 'debiting', 'reporting', 'finishing', 'resolving'],
  ]);
});

test('an earlier doubt outlives another payment', () => {
  const unfinished: Unfinished = { kind: 'doubt', doubt: earlier };
  const reporting = advance({ step: steps.debiting, unfinished }, events.debitAnswered);
  const finishing = advance(reporting, events.reportAccepted);
  expect(finishing.unfinished).toBe(unfinished);
});

test('a doubt about the very order that is being paid does not go on to pay it again', () => {
  for (const step of [steps.cardCheck, steps.prepare, steps.authorising, steps.debiting]) {
    const doubted = advance({ step, unfinished: null }, events.doubted);
    const debited = advance(doubted, events.resolvedDebited);
    expect([doubted.step, debited.step.kind]).toMatchObject([{ resume: null }, 'finishing']);
  }
});

test.each<Unfinished>([
  { kind: 'report', orderId: 'O1', amountFen: 28_600 },
  { kind: 'unclear', ref: '7K3-0D42' },
])('what waits as %j is looked into again', (unfinished) => {
  const home: Step = { kind: 'home', unfinished };
  expect(advance({ step: home, unfinished }, events.unfinishedOpened).step.kind).toBe('recovering');
});

test("a card's earlier payment is resolved first, then this one goes on", () => {
  const other = { kind: 'doubted', doubt: earlier } as const;
  const resolving = advance({ step: steps.cardCheck, unfinished: null }, other);
  expect(resolving.step).toEqual({ kind: 'resolving', doubt: earlier, resume: payable });
  for (const verdict of [events.resolvedNotDebited, events.resolvedDebited]) {
    expect(advance(resolving, verdict).step).toEqual({ kind: 'cardCheck', payable });
  }
});

test.each([
  ['otherCard', 'used'],
  ['showCard', 'used'],
  ['insertAgain', 'empty'],
  ['again', 'empty'],
  ['goOn', 'empty'],
] as const)('with the remedy %s the next try sees the slot as %s', (remedy, sight) => {
  const step: Step = { kind: 'refused', failure: untouched('card-removed'), choice, payable };
  expect(advance({ step, unfinished: null }, { kind: 'retried', remedy }).step).toEqual({
    kind: 'waitCard',
    payable,
    sight,
  });
});

test.each([
  ['again', 'quoting'],
  ['quoteAgain', 'quoting'],
  ['payAgain', 'quoting'],
  ['chooseAgain', 'service'],
  ['history', 'history'],
  ['later', 'home'],
  ['home', 'home'],
  ['leave', 'home'],
  [undefined, 'home'],
] as const)('without a payable order, the remedy %s leads to %s', (remedy, next) => {
  const step: Step = { kind: 'refused', failure: untouched('offline'), choice, payable: null };
  const event = remedy ? { kind: 'retried' as const, remedy } : { kind: 'retried' as const };
  expect(advance({ step, unfinished: null }, event).step.kind).toBe(next);
});

test('what was wanted first is priced anew only once the overdue bills are settled', () => {
  const wish = { serviceId: 'film4k', months: 1 };
  const bills: Choice = { serviceId: 'arrears', months: 1, wish };
  const debiting: Step = { kind: 'debiting', payable: { ...payable, choice: bills } };
  const reporting = advance({ step: debiting, unfinished: null }, events.debitAnswered);
  const finishing = advance(reporting, events.reportAccepted);
  const rested = (state: 'COMPLETED' | 'CREDITED') =>
    advance(finishing, {
      ...{ kind: 'orderRested', receipt: null },
      order: { ...order, state, money: 'taken' },
    });
  expect(advance(rested('COMPLETED'), { kind: 'wishResumed' }).step).toEqual({
    ...{ kind: 'quoting', choice: wish },
  });
  expect(advance(rested('CREDITED'), { kind: 'wishResumed' }).step.kind).toBe('result');
});

test.each(['unknown', 'taken'] as const)(
  'while the money is %s, OK on a refusal leads to the history, and to no card',
  (money) => {
    const failure: Failure = { kind: 'internal', money, ref: '7K3-0D42' };
    const step: Step = { kind: 'refused', failure, choice, payable };
    const { step: next } = advance({ step, unfinished: null }, events.retried);
    expect(next).toEqual({ kind: 'history', unfinished: null });
  },
);

test('an attempt that took nothing says nothing of an order that another attempt paid', () => {
  const paid = { ...order, state: 'PAID', money: 'taken' } as const;
  const event: PaymentEvent = { kind: 'resolvedNotDebited', order: paid };
  const after = advance({ step: steps.resolving, unfinished: null }, event);
  expect(after.step).toMatchObject({ kind: 'refused', failure: { money: 'taken' } });
});

test('an order the TSP says is no longer payable is not tried again', () => {
  const event: PaymentEvent = {
    kind: 'refused',
    failure: untouched('card-refused-debit'),
    order: { ...order, payable: false },
  };
  const after = advance({ step: steps.debiting, unfinished: null }, event);
  expect(after.step).toMatchObject({ kind: 'refused', payable: null });
});

test('an outage keeps its code while the platform is asked again; another one has its own', () => {
  const lost = (kind: FailureKind, ref: string): PaymentEvent => ({
    kind: 'serviceLost',
    failure: { kind, money: 'untouched', ref },
    retryInMs: 1,
  });
  const first = advance({ step: steps.recovering, unfinished: null }, lost('offline', 'ABC-DEFG'));
  const asking = advance(first, events.retried);
  const again = advance(asking, lost('offline', '7K3-0D43'));
  expect(again.step).toMatchObject({ failure: { kind: 'offline', ref: 'ABC-DEFG' } });
  const other = advance(asking, lost('boss-down', '7K3-0D44'));
  expect(other.step).toMatchObject({ failure: { kind: 'boss-down', ref: '7K3-0D44' } });
});
