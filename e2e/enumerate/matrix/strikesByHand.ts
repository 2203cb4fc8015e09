/** The cells whose fault is no cut of a seam: refusals, wrong MACs, keys on a screen, whole parts out of use. */
import { spoil } from '../../../mocks/card/answerFault.fixture.ts';
import type { BossFaults } from '../../../mocks/faults/bossFaults.ts';
import { settleRound } from '../../../mocks/operator/settlement/settleRound.ts';
import { changed, replayed, twiceToTheCard } from './forgeries.ts';
import type { CellId } from './matrix.ts';
import { COMMANDS, INSIDE, type Place, REQUESTS } from './places.ts';
import type { CellScene, Strike } from './playCell.ts';

/** MAC1 is written, and about to leave the platform. */
const MAC1_OUT: Place = { group: 'commit', label: /^tsp attempt\+awaited$/, after: /CREDIT SAM$/ };
const VERIFY: Place = { group: 'hsm', label: /^verify MAC2$/ };

const one = (place: Place | undefined, blow: Strike['blow'], more: Partial<Strike> = {}) =>
  [{ place: place!, blow, ...more }] as const;

/** BOSS is otherwise than usual until the first rest. */
const bossIs =
  (change: Partial<BossFaults>) =>
  ({ world, onHeal }: CellScene): undefined => {
    const { faults } = world.world.boss;
    const usual = { ...faults };
    Object.assign(faults, change);
    onHeal(() => void Object.assign(faults, usual));
  };

/** BOSS has let the hold of the order go. */
function holdGone({ world }: CellScene): undefined {
  const { doors } = world.world;
  const orderId = world.witness.orderOn(world.box);
  const path = `/boss/v1/holds/${orderId}`;
  void doors.boss(new Request(`https://boss.example${path}`, { method: 'DELETE' }));
}

/** The day is settled a second time at the same moment. */
function settlesTwice({ world }: CellScene): undefined {
  const { tsp, boss, ppp } = world.world;
  const exchanges = { boss: world.exchange, ppp: world.exchange };
  void settleRound({ tsp, boss, ppp, exchanges }, tsp.businessDate()).catch(() => {});
}

/** Every PSAM is out of the pool until the first rest. */
function noPsam({ world, onHeal }: CellScene): undefined {
  const { pool } = world.world;
  const terminals = pool.status().map(({ terminalNo }) => terminalNo);
  for (const terminalNo of terminals) pool.takeOut(terminalNo);
  onHeal(() => {
    for (const terminalNo of terminals) world.world.pool.putBack(terminalNo);
  });
}

function psamsBusy({ world, onHeal }: CellScene): undefined {
  world.world.faults.now('psam-exhausted');
  onHeal(() => world.world.faults.off('psam-exhausted'));
}

function cardRefuses({ world }: CellScene): undefined {
  spoil(world.world.card('good'), { ins: 0x54, answerTo: 'command', says: '9302', isIdle: true });
}

/** The card's TAC arrives changed; its MAC2 is right. */
function wrongTac({ world }: CellScene): undefined {
  const card = world.world.card('good');
  const transmit = card.transmit.bind(card);
  card.transmit = (command) => {
    const answer = transmit(command);
    const isMacs = (command[1] === 0xc0 || command[1] === 0x5a) && answer.length === 10;
    // DEBIT answers TAC and MAC2; GET TRANSACTION PROVE MAC2 and TAC.
    return isMacs ? answer.map((byte, place) => (place === 0 ? byte ^ 0xff : byte)) : answer;
  };
}

/** The reader goes after the card has done its DEBIT, and comes back after twenty seconds. */
function unplugAfterDebit({ world }: CellScene): string {
  queueMicrotask(() => world.world.slot.unplug());
  world.simulation.time.after(20_000, () => world.world.slot.plug());
  return 'answer lost';
}

const dies = (victim: 'page dies' | 'box loses power') => (scene: CellScene) => {
  scene.strike(victim);
  return 'lost';
};

/** An earlier debit of the card that nobody has heard of: the card is put into the other box. */
const elsewhere = one(COMMANDS.S9, 'torn after the write', { sequel: 'other box' });
const diesAndElsewhere = (place: Place | undefined) =>
  one(place, 'page dies', { sequel: 'other box' });

const key = (kind: 'service' | 'confirm', presses: NonNullable<Strike['onScreen']>['presses']) => [
  { place: REQUESTS.S3!, blow: '', onScreen: { kind, presses } },
];
const back = [{ kind: 'back' }] as const;
const period = { kind: 'periodChosen', choice: { serviceId: 'basic', months: 1 } } as const;

export const byHand: Partial<Readonly<Record<CellId, readonly Strike[]>>> = {
  'F2 S9': one(COMMANDS.S9, unplugAfterDebit),
  'F3 S10': one(REQUESTS.S10, dies('box loses power')),
  'F4 S10': one(REQUESTS.S10, dies('page dies')),
  'F9 S8': [
    ...one(MAC1_OUT, 'killed after'),
    // Nothing was out yet: the box asks for a PSAM again by itself.
    ...one(MAC1_OUT, 'killed before', { code: 'N' }),
  ],
  'F11 S2': one(INSIDE.S2, bossIs({ rejectHold: 'service.stopped' })),
  'F11 S3': one(INSIDE.S3, bossIs({ rejectHold: 'service.stopped' })),
  'F11 S8': one(REQUESTS.S8, holdGone),
  'F11 S12': one(INSIDE.S12, bossIs({ rejectActivation: 'service.stopped' })),
  'F11 S13': one(INSIDE.S12, bossIs({ pendingAsks: 2, rejectActivation: 'service.stopped' })),
  'F12 S5': one(REQUESTS.S5, psamsBusy),
  'F12 S7': one(REQUESTS.S7, psamsBusy),
  'F13 S5': one(REQUESTS.S5, noPsam),
  'F13 S7': one({ group: 'psam', label: /^INIT SAM$/ }, 'dead'),
  'F13 S8': [
    ...one({ group: 'psam', label: /^INIT SAM$/ }, 'done, dead'),
    ...one({ group: 'psam', label: /^INIT SAM$/ }, 'locked'),
  ],
  'F13 S10': one(REQUESTS.S10, noPsam),
  'F14 S9': one(COMMANDS.S9, cardRefuses),
  'F14 S10': one(VERIFY, 'wrong', { lasts: true }),
  'F14 S14': one(COMMANDS.S9, wrongTac),
  'F16 S1': key('service', back),
  'F16 S3': key('confirm', back),
  'F16 S8': one(MAC1_OUT, 'Back pressed'),
  'F17 S1': key('service', [period, period]),
  'F17 S3': key('confirm', [{ kind: 'amountConfirmed' }, { kind: 'amountConfirmed' }]),
  'F17 S14': one(INSIDE.S14, settlesTwice),
  'F17 S15': one(INSIDE.S15, settlesTwice),
  'F18 S5': [...elsewhere, ...diesAndElsewhere(COMMANDS.S5)],
  'F18 S6': [...elsewhere, ...diesAndElsewhere(COMMANDS.S6)],
  'F18 S7': [...elsewhere, ...diesAndElsewhere(COMMANDS.S7)],
  'F18 S8': [...elsewhere, ...diesAndElsewhere(COMMANDS.S8)],
  // The other box pays for another service meanwhile: two debits, two orders.
  'F18 S10': one(REQUESTS.S10, dies('page dies'), { sequel: 'other box', code: 'S' }),
  'F8 S9': twiceToTheCard('at once'),
  ...changed,
  ...replayed,
};
