/** Random purses, payments, loads and cuts: card, pool and HSM always agree on money and counters. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex, uintBytes, uintFrom } from '../../../src/shared/bytes.ts';
import type { CardState } from '../../card/cardState.ts';
import { CardTorn, type Cut } from '../../card/cardTorn.ts';
import { createCard, type SimulatedCard } from '../../card/createCard.ts';
import { type Exchanged, exchange } from '../../card/exchange.ts';
import { factorOf, issueCard } from '../../card/issueCard.ts';
import { CITY_CABLE, ISSUERS } from '../../card/issuers.ts';
import { loadCard } from '../../card/loadCard.ts';
import { decodeLog } from '../../card/logRecord.ts';
import { seededRandom } from '../../environment/simulation.ts';
import { createHsm } from '../hsm/hsm.ts';
import { createPool } from './pool.ts';
import { poolOf } from './pools.ts';
import { createPsam } from './psam.ts';

type Action =
  | { readonly do: 'pay'; readonly amountFen: number; readonly cut: Cut | null }
  | { readonly do: 'load'; readonly amountFen: number; readonly cut: Cut | null }
  | { readonly do: 'giveUp'; readonly amountFen: number };

const COMMANDS = [0xa4, 0x50, 0x54, 0x52, 0xc0, 0x20];
const cut = fc.option(
  fc.record({
    at: fc.constantFrom<Cut['at'][]>('before-write', 'after-write', 'before-answer'),
    command: fc.constantFrom(...COMMANDS),
  }),
  { freq: 3 },
);
const amountFen = fc.integer({ min: 1, max: 4000 });
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pay' as const), amountFen, cut }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('load' as const), amountFen, cut }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('giveUp' as const), amountFen }) },
);
const world = fc.record({
  serial: fc.integer({ min: 1, max: 99_999_999 }).map((n) => `3104${String(n).padStart(16, '0')}`),
  balanceFen: fc.integer({ min: 0, max: 10_000 }),
  keyVersion: fc.constantFrom('01', '02'),
  settings: fc.record({
    provesBy: fc.constantFrom('n' as const, 'n+1' as const),
    t0: fc.boolean(),
  }),
  psams: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(),
  actions: fc.array(action, { minLength: 1, maxLength: 10 }),
});

const SELECT = '00A4040009A0000000038698070100';
const send = (card: SimulatedCard, hex: string): Exchanged => exchange(card, fromHex(hex));
const hex = (value: number, length: number): string => toHex(uintBytes(value, length));

test('issued + loads - debits = balance, debits = sequence, every MAC2 verifies, no TTC comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ serial, psams, seed, actions, ...order }) => {
      const issued = { ...order, issuer: CITY_CABLE, serial, validFrom: '20240101' };
      const settings = { ...order.settings, logRecords: 255 };
      let nvm: CardState = issueCard({ ...issued, settings, validTo: '20331231' });
      const random = seededRandom(seed);
      const insert = () =>
        createCard(nvm, {
          random,
          onWrite: (state) => {
            nvm = JSON.parse(JSON.stringify(state));
          },
        });
      const hsm = createHsm(ISSUERS);
      const slots = poolOf(CITY_CABLE, '010020000001', psams);
      const pooled = slots.map((slot) => ({ ...slot, psam: createPsam(slot.state) }));
      const clock = { now: () => 0 };
      const pool = createPool({ psams: pooled, hsm, clock });
      const numbers: string[] = [];
      let loaded = 0;
      let debited = 0;
      let debits = 0;

      async function pay(card: SimulatedCard, price: number, id: string, debit: boolean) {
        const leased = pool.lease({ attemptId: id, issuer: CITY_CABLE.id, applicationType: '02' });
        if (!leased.ok) throw new Error(leased.error.kind);
        const { terminalNo } = leased.lease;
        send(card, SELECT);
        const init = send(card, `805001020B01${hex(price, 4)}${terminalNo}0F`);
        if (init.sw === 0x9401) return leased.lease.release();
        const subject = {
          issuer: CITY_CABLE.id,
          factor: factorOf(serial),
          cardSequence: uintFrom(init.data.subarray(4, 6)),
          keyVersion: toHex(init.data.subarray(9, 10)),
          random: toHex(init.data.subarray(11, 15)),
          amountFen: price,
        };
        const when = { date: '20261123', time: '203912', algorithmId: '00' };
        const mac1 = await leased.lease.purchase({ ...subject, ...when });
        leased.lease.release();
        if (!mac1.ok) throw new Error(mac1.error.kind);
        const { terminalSequence } = mac1.value;
        numbers.push(terminalNo + terminalSequence);
        if (!debit) return;
        const n = subject.cardSequence;
        const command = `805401000F${terminalSequence}${when.date}${when.time}${mac1.value.mac1}08`;
        let answered: string | null = null;
        try {
          answered = toHex(send(card, command).data);
        } catch (error) {
          if (!(error instanceof CardTorn)) throw error;
        }
        const reinserted = insert();
        send(reinserted, SELECT);
        const asked = order.settings.provesBy === 'n' ? n : n + 1;
        const proof = send(reinserted, `805A000602${hex(asked, 2)}08`);
        const taken = nvm.offlineSequence === n + 1;
        const mac2 = toHex(proof.data.subarray(0, 4));
        const proven =
          proof.sw === 0x9000 && (await hsm.verifyMac2({ ...subject, terminalSequence, mac2 }));
        expect(proven).toBe(taken);
        if (answered !== null) {
          expect(answered).toBe(toHex(proof.data.subarray(4)) + mac2);
        }
        if (!taken) return;
        debited += price;
        debits++;
      }

      for (const [i, step] of actions.entries()) {
        const card = insert();
        if (step.do !== 'giveUp' && step.cut !== null) card.cutNext(step.cut);
        const before = nvm.onlineSequence;
        try {
          if (step.do === 'load') loadCard(card, { issuer: CITY_CABLE, amountFen: step.amountFen });
          else await pay(card, step.amountFen, `attempt-${i}`, step.do === 'pay');
        } catch (error) {
          if (!(error instanceof CardTorn)) throw error;
          pool.find(`attempt-${i}`)?.release();
        }
        if (nvm.onlineSequence > before) loaded += step.amountFen;
        expect(nvm.balanceFen).toBe(order.balanceFen + loaded - debited);
        expect(nvm.offlineSequence).toBe(debits);
      }
      const paid = decodeLog(nvm.log).filter(({ type }) => type === 6);
      expect(paid.map(({ sequence }) => sequence).reverse()).toEqual([...paid.keys()]);
      expect(paid.reduce((sum, { amountFen: fen }) => sum + fen, 0)).toBe(debited);
      expect(new Set(numbers).size).toBe(numbers.length);
      for (const { psam } of pooled) expect(psam.state.macErrors).toBe(0);
      expect(nvm.macErrors).toBe(0);
    }),
    { numRuns: 200 },
  );
});
