/** The first button of every refusal, pressed in the world that refused: it never leads into the same refusal again. */
import { expect, test } from 'vitest';
import { BY_KIND, BY_REASON, coveredPeriod, remedyOf } from '../../src/payment/remedy.ts';
import type { Step, StepOf } from '../../src/payment/steps.ts';
import { refusalPlays } from '../gallery/refusalPlays.ts';
import { virtualBox } from './everyWorld.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

/** What stands in the way passes by itself or by a cable: only for these the button says "now". */
const PASSING = [
  'offline',
  'boss-down',
  'platform-busy',
  'reader-lost',
  'reader-held',
  'box-silent',
];

/** Where the subscriber has to do something else than to press OK, or is done. */
const ENDS: readonly Step['kind'][] = ['home', 'service', 'history', 'result', 'refused'];
const PATIENCE_MS = 20_000;

const names = refusalPlays.map((play) => [Object.keys(play.scenes ?? {})[0]!, play] as const);

async function pressFirst(box: VirtualBox, refused: StepOf<'refused'>): Promise<void> {
  const { choice } = refused;
  const service = await box.tsp.service(choice.serviceId);
  const covered = coveredPeriod(refused, service.ok ? service.value.periods : []);
  if (covered === null) return box.send({ kind: 'retried' });
  box.send({ kind: 'periodChosen', choice: { ...choice, months: covered.months } });
}

/** Goes on with OK until something else is asked for. */
async function follow(box: VirtualBox): Promise<Step> {
  const { time } = box.simulation;
  const asksForAnother = () => {
    const step = box.step();
    return step.kind === 'waitCard' && step.sight === 'used';
  };
  for (let presses = 0; presses < 3; presses++) {
    if (asksForAnother()) break;
    await time.runUntil(
      () => asksForAnother() || ENDS.includes(box.step().kind) || box.step().kind === 'confirm',
      PATIENCE_MS,
    );
    if (box.step().kind !== 'confirm') break;
    box.send({ kind: 'amountConfirmed' });
  }
  return box.step();
}

test.each(names)('%s: the first button leads on', async (_name, play) => {
  const box = await virtualBox(play.scenario, play.parts);
  await play.act(box);
  const refused = box.step() as StepOf<'refused'>;
  const { kind, reason } = refused.failure;
  const remedy = remedyOf(refused);
  if (remedy === 'again') return expect(PASSING).toContain(kind);
  await pressFirst(box, refused);
  const after = await follow(box);
  const same = after.kind === 'refused' && after.failure.kind === kind;
  expect(same && after.failure.reason === reason, `${remedy} > ${after.kind}`).toBe(false);
});

test('only what passes is tried again now; all other kinds do something else', () => {
  const now = Object.entries(BY_KIND).filter(([, remedy]) => remedy === 'again');
  expect(now.map(([kind]) => kind).sort()).toEqual([...PASSING].sort());
  expect(Object.values(BY_REASON)).not.toContain('again');
});

/** Whatever the fault, once it is over the same button pays. */
test.each([
  ['network-down', 'offline'],
  ['boss-down', 'boss-down'],
] as const)('%s: "now" works as soon as it is over', async (fault, kind) => {
  const [, { scenario }] = names[0]!;
  const box = await virtualBox({ ...scenario, cards: ['good'] });
  await box.reaches('home');
  box.world.faults.now(fault);
  box.send({ kind: 'serviceOpened', serviceId: 'basic' });
  box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
  expect((await box.reaches('refused')).failure.kind).toBe(kind);
  box.world.faults.off(fault);
  box.send({ kind: 'retried' });
  await box.reaches('confirm');
});

test('too little for twelve months of a cheap service: the months that the card covers are paid with it', async () => {
  const [, { scenario }] = names[0]!;
  const box = await virtualBox(scenario);
  await box.buys('opera', 12);
  const refused = await box.reaches('refused');
  expect(refused.failure.kind).toBe('balance-too-small');
  await pressFirst(box, refused);
  const { choice, quote } = await box.reaches('confirm');
  expect(choice.months).toBeLessThan(12);
  expect(quote.amountFen).toBeLessThanOrEqual(1350);
  box.send({ kind: 'amountConfirmed' });
  const { order } = await box.reaches('result');
  expect(order).toMatchObject({ state: 'COMPLETED', months: choice.months });
  expect(box.violations).toEqual([]);
});
