/** Payments through every reader port with every fault: afterwards the card and the books agree. */
import { expect, test } from 'vitest';
import { NAMED_FAULTS } from '../../mocks/box/reader/namedFaults.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { AT_REST, day, FEW, nameOf, READERS } from './portDay.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

quickWorlds();

const reaches = async (box: VirtualBox, kind: StepKind): Promise<boolean> =>
  box.simulation.time.runUntil(
    () => box.step().kind === kind || AT_REST.includes(box.step().kind),
    60_000,
  );

test.each(READERS.map((reader) => [nameOf(reader), reader] as const))(
  'a payment through %s',
  async (_, reader) => {
    const { box, debits, close } = await day(reader);
    await box.buys('sport', 1);
    await box.reaches('result');
    expect(debits.length).toBe(1);
    await close();
  },
);

const STEPS: readonly StepKind[] = [
  'waitCard',
  'cardCheck',
  'authorising',
  'debiting',
  'reporting',
];
const BLOWS = {
  'the card is pulled': ({ world }: VirtualBox) => world.slot.pull(),
  'the reader is unplugged': ({ world }: VirtualBox) => world.slot.unplug(),
};

test.each(
  READERS.flatMap((reader) =>
    Object.entries(BLOWS).flatMap(([what, blow]) =>
      STEPS.map((step) => [nameOf(reader), what, step, reader, blow] as const),
    ),
  ),
)('%s: %s at %s', async (_, __, step, reader, blow) => {
  const { box, close, comesToRest } = await day(reader);
  await box.buys('sport', 1);
  await reaches(box, step);
  blow(box);
  await comesToRest();
  await close();
});

/** By default only a few readers meet every fault. */
const FAULTY = READERS.filter(({ port, model = '' }) =>
  process.env.PORTS === 'all' ? port.startsWith('web') && model : FEW.includes(model),
);

test.each(
  FAULTY.flatMap((reader) =>
    Object.keys(NAMED_FAULTS).map((fault) => [nameOf(reader), fault, reader] as const),
  ),
)('%s with the fault %s: nobody loses a fen', async (_, fault, reader) => {
  const { box, close, comesToRest } = await day({ ...reader, faults: [fault] });
  await box.buys('sport', 1);
  await comesToRest();
  await close();
});
