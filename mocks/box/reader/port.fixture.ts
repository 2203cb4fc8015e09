/** The portal's own reader ports over simulated readers: one card, one purchase, and the DEBITs that the card saw. */

import { debitForPurchase, initForPurchase } from '../../../src/purse/commands.ts';
import { readPurse } from '../../../src/purse/readPurse.ts';
import type { CardConnection, CardReader, ReaderProvider } from '../../../src/reader/cardReader.ts';
import type { ReaderError } from '../../../src/reader/readerError.ts';
import { webHidProvider } from '../../../src/reader/webhid/webHidProvider.ts';
import { webUsbProvider } from '../../../src/reader/webusb/webUsbProvider.ts';
import { toHex } from '../../../src/shared/bytes.ts';
import { silentLog } from '../../../src/shared/log.ts';
import type { Result } from '../../../src/shared/result.ts';
import { createCard } from '../../card/createCard.ts';
import { issueCard } from '../../card/issueCard.ts';
import { CITY_CABLE } from '../../card/issuers.ts';
import { seededRandom, virtualTime } from '../../environment/simulation.ts';
import { createFakeHid, type FakeHidParts } from './fakeHid.ts';
import { createFakeUsb, type FakeUsbParts } from './fakeUsb.ts';
import type { HidModel } from './hidModels.ts';
import type { ReaderModel } from './readerModel.ts';
import { createSlot } from './simulatedSlot.ts';
import type { Viewer } from './viewer.ts';

/** A card with a fixed random number, so that MAC1 of this purchase is known. */
const purchaseCard = () =>
  createCard(
    {
      ...issueCard({
        issuer: CITY_CABLE,
        serial: '31040000000000010001',
        balanceFen: 5000,
        validFrom: '20240101',
        validTo: '20331231',
      }),
      purchaseKeys: [
        { index: 1, version: '01', algorithm: '00', key: '11223344556677888877665544332211' },
      ],
      transactionKey: '00112233445566778899AABBCCDDEEFF',
    },
    { random: { bytes: () => Uint8Array.of(0x11, 0x22, 0x33, 0x44) } },
  );
const PRICE_FEN = 0x1000;
export const BALANCE = { before: 5000, after: 5000 - PRICE_FEN };
/** TAC, MAC2 and 9000; always the same, because the card's random number is fixed. */
export const DEBIT_ANSWER = 'B3A0D49C56988A139000';
const DEBIT_INS = 0x54;

export type PortFixtureParts =
  | { readonly usb: ReaderModel; readonly with?: Partial<FakeUsbParts> }
  | { readonly hid: HidModel; readonly with?: Partial<FakeHidParts> };

export function portFixture(parts: PortFixtureParts) {
  const time = virtualTime(0);
  const slot = createSlot();
  const card = purchaseCard();
  const debits: string[] = [];
  slot.insert(card);
  slot.onCommand((command) => {
    if (command[1] === DEBIT_INS) debits.push(toHex(command));
  });
  const common = { timers: time, slot, granted: 'policy' } as const;
  const ours = { timers: time, log: silentLog };
  function plugIn(): { provider: ReaderProvider; viewer: Viewer } {
    if ('usb' in parts) {
      const { usb, viewer } = createFakeUsb({ ...common, model: parts.usb, ...parts.with });
      return { provider: webUsbProvider(usb, ours), viewer };
    }
    const { hid, viewer } = createFakeHid({ ...common, model: parts.hid, ...parts.with });
    const rest = { isSecureContext: true, random: seededRandom(1) };
    return { provider: webHidProvider({ ...ours, hid, ...rest }), viewer };
  }
  const { provider, viewer } = plugIn();

  /** Lets time pass until `work` is done. @throws Error when that takes longer than ten minutes. */
  async function done<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    void work.then(
      () => {
        isDone = true;
      },
      () => {
        isDone = true;
      },
    );
    if (!(await time.runUntil(() => isDone, 600_000)))
      throw new Error('not done within ten minutes');
    return work;
  }
  /** The value of a result. @throws Error with the code when it is an error. */
  const value = <T>(result: Result<T, ReaderError>): T => {
    if (result.ok) return result.value;
    throw new Error(`${result.error.code} ${result.error.outcome} ${result.error.detail}`);
  };

  return {
    time,
    slot,
    card,
    debits,
    provider,
    viewer,
    done,
    /** Opens the first reader. */
    async reader(): Promise<CardReader> {
      const [first] = value(await done(provider.listReaders()));
      if (!first) throw new Error('no reader');
      return value(await done(provider.open(first.name)));
    },
    async connection(): Promise<CardConnection> {
      const reader = await this.reader();
      return value(await done(reader.connect()));
    },
    /** The balance of the purse, in fen. */
    async balance(connection: CardConnection): Promise<number> {
      const purse = await done(readPurse(connection));
      if (!purse.ok) throw new Error(JSON.stringify(purse.error));
      return purse.value.balanceFen;
    },
    init: (connection: CardConnection) =>
      done(
        connection.transmit(
          initForPurchase.build({ keyIndex: 1, amountFen: PRICE_FEN, terminalNo: '001122334455' }),
        ),
      ),
    debit: (connection: CardConnection) =>
      done(
        connection.transmit(
          debitForPurchase.build({
            terminalSequence: '00000001',
            date: '20120229',
            time: '135100',
            mac1: 'F15CAB75',
          }),
        ),
      ),
  };
}
export type PortFixture = ReturnType<typeof portFixture>;
