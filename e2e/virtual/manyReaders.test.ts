/** Payments in boxes with several readers, and with one that cannot be opened at first: the card and the books agree. */
import { expect, test } from 'vitest';
import type { StepKind } from '../../src/payment/steps.ts';
import { fakePort, fakeReader, purse, sam } from '../../src/purse/slot.fixture.ts';
import type { ReaderProvider } from '../../src/reader/cardReader.ts';
import { type ReaderErrorCode, readerError } from '../../src/reader/readerError.ts';
import { fail } from '../../src/shared/result.ts';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { AT_REST, day, FEW, nameOf, READERS } from './portDay.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

quickWorlds();

const SOME = READERS.filter(
  ({ port, model = '' }) => !port.startsWith('web') || FEW.includes(model),
);
const TALKING: readonly StepKind[] = ['cardCheck', 'authorising', 'debiting'];

/** A port before all others, with one more reader; its slot may hold a SAM. */
function beside(hasSam: boolean) {
  const reader = fakeReader('another', 'webhid');
  if (hasSam) Object.assign(reader, { card: sam(), state: 'present' });
  const port = fakePort([reader]);
  const ports = (own: readonly ReaderProvider[]) => [port.provider, ...own];
  return { reader, port, ports };
}

const reaches = async (box: VirtualBox, kind: StepKind): Promise<boolean> =>
  box.simulation.time.runUntil(
    () => box.step().kind === kind || AT_REST.includes(box.step().kind),
    60_000,
  );

test.each(SOME.map((reader) => [nameOf(reader), reader] as const))(
  'a SAM in a reader before %s: the card is found, and pays',
  async (_, reader) => {
    const { box, debits, close } = await day(reader, beside(true).ports);
    await box.buys('sport', 1);
    await box.reaches('result');
    expect(debits.length).toBe(1);
    await close();
  },
);

test.each(
  (['waitCard', ...TALKING, 'reporting'] as const).flatMap((step) =>
    (['pull', 'unplug'] as const).map((blow) => [blow, step] as const),
  ),
)('with a SAM beside it: %s at %s', async (blow, step) => {
  const { box, close, comesToRest } = await day({ port: 'webusb' }, beside(true).ports);
  await box.buys('sport', 1);
  await reaches(box, step);
  box.world.slot[blow]();
  await comesToRest();
  await close();
});

test.each(
  TALKING.flatMap((step) =>
    (['is put into', 'comes with'] as const).map((how) => [how, step] as const),
  ),
)('a purse that %s another reader at %s does not get the payment', async (how, step) => {
  const other = beside(false);
  const isPlugged = how === 'is put into';
  if (!isPlugged) other.port.plugged = [];
  const { box, debits, close } = await day({ port: 'webusb' }, other.ports);
  await box.buys('sport', 1);
  expect(await reaches(box, step)).toBe(true);
  other.reader.card = purse();
  if (isPlugged) other.reader.put(other.reader.card);
  else {
    other.reader.state = 'present';
    other.port.plug(other.reader);
  }
  await box.reaches('result');
  expect([debits.length, other.reader.powerOns]).toEqual([1, 0]);
  await close();
});

test.each<[ReaderErrorCode, string]>([
  ['SHARING_VIOLATION', 'held'],
  ['SECURITY_VIOLATION', 'forbidden'],
  ['COMM_ERROR', 'unavailable'],
])(
  'a reader that fails with %s is %s; when it opens, the payment goes on by itself',
  async (code, sight) => {
    let fails = true;
    const ports = (own: readonly ReaderProvider[]) =>
      own.map((provider) => ({
        ...provider,
        open: async (name: string) =>
          fails ? fail(readerError(code, 'not-sent')) : provider.open(name),
      }));
    const { box, debits, close } = await day({ port: 'webusb' }, ports);
    await box.buys('sport', 1);
    await box.reaches('waitCard');
    await box.simulation.time.runUntil(() => false, 20_000);
    expect(box.step()).toMatchObject({ kind: 'waitCard', sight });
    fails = false;
    await box.reaches('result');
    expect(debits.length).toBe(1);
    await close();
  },
);
