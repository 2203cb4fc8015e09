/**
 * Every failure that the simulated world can cause: the code that the viewer reads is found in the console, with order, box, step
 * and cause. The network comes back, the box tells what it kept, and a clerk types the code.
 */
import { expect, test } from 'vitest';
import { seededRandom } from '../../mocks/environment/simulation.ts';
import { type FaultId, faultIds } from '../../mocks/faults/faultList.ts';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { demoBox } from '../../mocks/operator/boss/seed/seed.ts';
import type { Schemas } from '../../mocks/operator/ops/base/opsTypes.ts';
import { createOps } from '../../mocks/operator/ops/createOps.ts';
import { ACCOUNTS, signInAt } from '../../mocks/operator/ops/ops.fixture.ts';
import { nodeCrypto } from '../../mocks/operator/tsp/nodeCrypto.fixture.ts';
import type { FailureKind } from '../../src/payment/failure.ts';
import type { Step, StepKind } from '../../src/payment/steps.ts';
import { refusedZhCN } from '../../src/ui/words/refusedZhCN.ts';
import { doubtPlays } from '../gallery/doubtPlays.ts';
import { payPlays } from '../gallery/payPlays.ts';
import { goodDay, type Play, pass } from '../gallery/playing.ts';
import { refusalPlays } from '../gallery/refusalPlays.ts';
import { type VirtualBox, virtualBox } from './virtualPortal.ts';

const CODE = /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** What the screen of a step shows as its code, and what a clerk has to find under it. */
interface Shown {
  readonly code: string;
  readonly cause: string;
  readonly from: StepKind;
  readonly orderId: string | undefined;
}

function shownBy(step: Step, from: Step): Shown | null {
  const orderOf = (at: Step): string | undefined =>
    'payable' in at && at.payable ? at.payable.order.orderId : undefined;
  switch (step.kind) {
    case 'refused':
    case 'outOfService': {
      const { ref, kind } = step.failure;
      return { code: ref, cause: kind, from: from.kind, orderId: orderOf(step) ?? orderOf(from) };
    }
    case 'insertSameCard': {
      const { ref, orderId } = step.doubt;
      return { code: ref, cause: 'doubt', from: from.kind, orderId };
    }
    case 'home':
      return step.unfinished?.kind === 'unclear'
        ? { code: step.unfinished.ref, cause: 'unclear', from: from.kind, orderId: undefined }
        : null;
    default:
      return null;
  }
}

/** The box's memory, which outlives its page. */
function boxMemory() {
  const kept = new Map<string, string>();
  return {
    read: (name: string) => JSON.parse(kept.get(name) ?? 'null'),
    write(name: string, value: unknown) {
      kept.set(name, JSON.stringify(value ?? null));
      return true;
    },
  };
}

async function clerk({ world, store, simulation }: VirtualBox) {
  const { time, environment } = simulation;
  const ops = createOps({
    environment: {
      clock: environment.clock,
      timers: time,
      random: seededRandom(3),
      crypto: nodeCrypto,
      log: () => {},
    },
    store,
    tsp: world.tsp,
    settle: async () => ({}),
    accounts: ACCOUNTS,
    passwords: {
      verify: async (password, hash) => hash === `plain ${password}`,
      hash: async (password) => `plain ${password}`,
    },
  });
  return signInAt(ops.fetch, 'chen');
}

/** Whatever went wrong with the world is over, and the box has told what it kept. */
async function wellAgain(box: VirtualBox): Promise<void> {
  for (const id of faultIds as readonly FaultId[]) {
    try {
      box.world.faults.off(id);
    } catch {
      // It strikes once, and has.
    }
  }
  await pass(box, 900_000);
}

interface Walk {
  readonly name: string;
  readonly play: Play;
}

const endsSomehow = async (box: VirtualBox): Promise<void> => {
  await pass(box, 2_000);
  if (box.step().kind === 'home') await box.buys('basic', 12).catch(() => {});
  await pass(box, 200_000);
};

const SLOW = ['ten-thousand-services', 'widest-services'];
const walks: readonly Walk[] = [
  ...Object.entries(scenarios)
    .filter(([name]) => !SLOW.includes(name))
    .map(([name, scenario]) => ({ name, play: { scenario, act: endsSomehow } })),
  ...[...refusalPlays, ...doubtPlays, ...payPlays].map((play) => ({
    name: Object.keys(play.scenes ?? {}).join(' '),
    play,
  })),
];

const reached = new Set<string>();

test.each(walks)('$name: every code that is shown is found', async ({ play }) => {
  const memory = boxMemory();
  let box = await virtualBox(play.scenario, { ...play.parts, tells: memory });
  const shown = new Map<string, Shown>();
  const watch = (): void => {
    let from = box.step();
    box.payment.step.subscribe((step) => {
      const seen = shownBy(step, from);
      if (seen && !shown.has(`${seen.code} ${seen.cause}`)) {
        shown.set(`${seen.code} ${seen.cause}`, seen);
      }
      if (step.kind !== from.kind) from = step;
    });
  };
  watch();
  await play.act(box);
  if (play.again) {
    box = await box.reload(play.loses);
    watch();
    await play.again(box);
  }
  await wellAgain(box);
  const { get } = await clerk(box);
  for (const seen of shown.values()) {
    expect(seen.code).toMatch(CODE);
    const { status, body } = await get<Schemas['IncidentList']>(`/incidents/${seen.code}`);
    expect(status).toBe(200);
    expect({ seen, found: body.items }).toEqual({
      seen,
      found: expect.arrayContaining([expect.objectContaining(wanted(seen, play.scenario))]),
    });
    reached.add(seen.cause);
  }
  expect(box.violations).toEqual([]);
});

const BOXES = { unknown: 'STB-FFFFFFFFFF', blocked: 'STB-00A1B2C3FF' };

/** A box that is let in nowhere cannot tell; then the platform's own word on it stands there. */
function wanted({ cause, from, orderId }: Shown, { box }: Scenario): object {
  if (box) {
    const stbId = BOXES[box];
    return { source: 'platform', stbId, proven: false, call: 'openSession', cause: `stb.${box}` };
  }
  return {
    ...{ source: 'box', stbId: demoBox.stbId, proven: true, step: from, cause },
    ...(orderId === undefined ? {} : { orderId }),
  };
}

/** Failures that no play here reaches, and why; each is an ordinary failure to those that keep and tell it. */
const UNREACHED: Readonly<Partial<Record<FailureKind | 'unclear', string>>> = {
  'already-paying': 'needs a second box of the household at the same moment (twoBoxes.test.ts)',
  'box-silent': 'a virtual box starts only once its host has signed (failureOf.test.ts)',
  'card-unfinished': 'needs the card in another box, torn there (virtualLadder.test.ts)',
  internal: 'the simulated platform does not break its contract (failureOf.test.ts)',
  'quote-changed': 'this portal confirms the price that it shows (authorise.test.ts)',
  unclear: 'the simulated platform does not break its contract (recover.test.ts)',
};

test('a failure that no play reaches has a written reason, and no other has', () => {
  const kinds = [...(Object.keys(refusedZhCN.failure) as FailureKind[]), 'doubt', 'unclear'];
  expect(kinds.filter((kind) => !reached.has(kind)).sort()).toEqual(Object.keys(UNREACHED).sort());
});

test('a doubt is found by the code of its order, with the attempt, also before its box has told it', async () => {
  const box = await virtualBox({
    ...scenarios['card-never-returns']!,
    ...{ title: goodDay.title },
  });
  await box.buys('basic', 12);
  const { doubt } = await box.reaches('insertSameCard');
  await pass(box, 120_000);
  const { get } = await clerk(box);
  const { body } = await get<Schemas['IncidentList']>(`/incidents/${doubt.ref}`);
  expect(body.items).toMatchObject([
    {
      ...{ source: 'platform', stbId: demoBox.stbId, proven: true, cause: 'attempt.in_doubt' },
      ...{ orderId: doubt.orderId, attemptId: doubt.attemptId, money: 'unknown' },
    },
  ]);
});
