/**
 * A box that lies: it holds a real box key and real cards, knows every number, serial, MAC2 and TAC there is in the world,
 * and sends any well-formed statement at any time. It knows no key of a card, PSAM or HSM.
 */

import type { Fetch } from '../../mocks/environment/environment.ts';
import type { Simulation } from '../../mocks/environment/simulation.ts';
import type { AttemptRow } from '../../mocks/operator/tsp/books/rows.ts';
import { allAttempts } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import { initBodyOf } from '../../src/payment/conversation.ts';
import { type InitAnswer, initForPurchase } from '../../src/purse/commands.ts';
import { debitPurse } from '../../src/purse/debitPurse.ts';
import { exchange } from '../../src/purse/exchange.ts';
import { readPurse } from '../../src/purse/readPurse.ts';
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { uuid } from '../../src/shared/random.ts';
import { createTspClient, type Tsp } from '../../src/tsp/tspClient.ts';
import type { InitAnswerBody, Order } from '../../src/tsp/tspTypes.ts';
import { sendOver } from '../virtual/sendOver.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { BoxIdentity } from './household.ts';
import { type Answer, channelTo, createInventions, hexOf } from './inventions.ts';
import type { Lies } from './plan.ts';
import type { Shelf, ShelfCard } from './shelf.ts';
import type { Weather } from './weather.ts';

interface LiarParts {
  readonly identity: BoxIdentity;
  readonly simulation: Simulation;
  readonly door: Fetch;
  readonly weather: Weather;
  readonly shelf: Shelf;
  readonly tell: (text: string) => void;
}

interface Known {
  readonly attemptId: string;
  readonly order: Order;
  readonly terminalNo: string;
  readonly keyIndex: number;
  /** The card in its slot, when the attempt is about it. */
  readonly card: ShelfCard | null;
  init?: InitAnswer;
}

export interface Liar {
  says(lies: Lies): Promise<void>;
}

const SERVICES = ['basic', 'kids', 'sport', 'opera', 'film4k'];
export function createLiar(parts: LiarParts): Liar {
  const { identity, simulation, door, weather, shelf, tell } = parts;
  const { environment } = simulation;
  const { crypto, random, clock } = environment;
  const answers = new Map<string, Answer>();
  const orders: Order[] = [];
  const attempts: Known[] = [];
  const boxKey = fromHex(identity.boxKey);
  const client = (): Tsp =>
    createTspClient({
      ...{ crypto, random, clock, baseUrl: 'https://tsp.example/tsp/v1' },
      box: { stbId: identity.stbId, sign: (message) => crypto.hmacSha256(boxKey, message) },
      send: sendOver(door, simulation),
      portalVersion: '1.0.0',
      readers: ['host-object'],
    });
  let tsp = client();

  /** Everybody's attempts: a liar may have learnt any of it. */
  const everybodys = async (): Promise<AttemptRow[]> => {
    try {
      return await weather.store.room('tsp').transaction((tx) => rowsIn(tx, allAttempts));
    } catch {
      return [];
    }
  };

  const inventions = createInventions({ shelf, answers, everybodys });
  const { cardFor, proofFor, reportBody, observation } = inventions;

  async function aboutAttempt(chance: Chance): Promise<AttemptRow | undefined> {
    const rows = await everybodys();
    const ids = new Set(attempts.map(({ attemptId }) => attemptId));
    const own = rows.filter(({ attemptId }) => ids.has(attemptId));
    const from = own.length > 0 && chance.happens(0.6) ? own : rows;
    return from.length === 0 ? undefined : chance.pick(from.slice(-12));
  }

  const saysWhat = {
    async order(chance: Chance) {
      const item = { serviceId: chance.pick(SERVICES), months: chance.pick([1, 3, 12]) };
      const quote = await tsp.quote(uuid(random), item);
      if (!quote.ok) return 'no quote';
      const order = await tsp.confirm(uuid(random), quote.value);
      if (order.ok) orders.push(order.value);
      return order.ok ? 'confirmed' : 'not confirmed';
    },
    async begin(chance: Chance) {
      if (orders.length === 0) return saysWhat.order(chance);
      const order = chance.happens(0.8) ? orders.at(-1)! : chance.pick(orders);
      const { facts, held } = await cardFor(chance);
      const body = { card: facts, balanceFen: chance.int(10_000, 9_000_000), readerId: 'liar' };
      const begun = await tsp.startAttempt(uuid(random), order.orderId, body);
      if (!begun.ok) return 'refused';
      const { attemptId, terminalNo, keyIndex } = begun.value;
      attempts.push({ attemptId, order, terminalNo, keyIndex, card: held });
      return chance.happens(0.8) ? saysWhat.authorise(chance) : held ? 'own card' : 'a name';
    },
    async authorise(chance: Chance) {
      const known = attempts.at(-1);
      if (!known) return 'nothing to authorise';
      const { attemptId, card, keyIndex, terminalNo, order } = known;
      const { amountFen } = order;
      if (card && chance.happens(0.8)) {
        card.card.reset();
        const channel = channelTo(card);
        await readPurse(channel);
        const init = await exchange(channel, initForPurchase, { keyIndex, amountFen, terminalNo });
        if (!init.ok) return 'its card refuses';
        known.init = init.value;
        const mac1 = await tsp.authorise(attemptId, initBodyOf(init.value));
        if (!mac1.ok) return 'no MAC1';
        if (chance.happens(0.25)) return 'MAC1 kept';
        card.holder = { orderId: () => order.orderId };
        const outcome = await debitPurse(channel, mac1.value);
        card.holder = null;
        if (outcome.kind !== 'debited') return `its card: ${outcome.kind}`;
        const { mac2, tac } = outcome.answer;
        answers.set(attemptId, { mac2: toHex(mac2), tac: toHex(tac) });
        return 'debited its own card';
      }
      const rows = await everybodys();
      const invented: InitAnswerBody = {
        balanceFen: chance.int(0, 9_000_000),
        sequence: chance.pick([0, 1, 2, 3, chance.int(0, 60_000)]),
        overdraftFen: 0,
        keyVersion: chance.pick(['01', '02']),
        algorithmId: '00',
        random: chance.pick([hexOf(chance, 8), ...rows.flatMap(({ init }) => init?.random ?? [])]),
      };
      const mac1 = await tsp.authorise(attemptId, invented);
      return mac1.ok ? `MAC1 for an invented INIT, n ${invented.sequence}` : 'no MAC1';
    },
    async report(chance: Chance) {
      const row = await aboutAttempt(chance);
      if (!row) return 'nothing to report';
      const body = reportBody(chance, proofFor(chance, row, await everybodys()));
      const said = await tsp.report(row.attemptId, body);
      return `${body.statusWord} about ${row.attemptId}: ${said.ok ? said.value.state : 'refused'}`;
    },
    async abandon(chance: Chance) {
      const row = await aboutAttempt(chance);
      if (!row) return 'nothing to abandon';
      const said = await tsp.abandon(row.attemptId, { debitSent: false, reason: 'back' });
      return `${row.attemptId}: ${said.ok ? said.value.state : 'refused'}`;
    },
    async resolve(chance: Chance) {
      const row = await aboutAttempt(chance);
      if (!row) return 'nothing to resolve';
      const said = await tsp.resolve(uuid(random), row.attemptId, await observation(chance, row));
      return `${row.attemptId}: ${said.ok ? said.value.verdict : 'refused'}`;
    },
    async prove(chance: Chance) {
      const row = await aboutAttempt(chance);
      if (!row) return 'nothing to prove';
      const said = await tsp.prove(uuid(random), await observation(chance, row));
      return `${row.attemptId}: ${said.ok ? `settled ${said.value.settled}` : 'refused'}`;
    },
    async cancel(chance: Chance) {
      const row = await aboutAttempt(chance);
      const orderId = row?.orderId ?? orders.at(-1)?.orderId;
      if (orderId === undefined) return 'nothing to cancel';
      const said = await tsp.cancel(uuid(random), orderId);
      return `${orderId}: ${said.ok ? said.value.state : 'refused'}`;
    },
    async storm(chance: Chance) {
      const all = Array.from({ length: chance.int(2, 8) }, client);
      await Promise.all(all.map((one) => one.openOrders()));
      tsp = chance.pick(all);
      return `${all.length} sessions`;
    },
    async pays(chance: Chance) {
      await saysWhat.order(chance);
      const did = await saysWhat.begin(chance);
      const known = attempts.at(-1);
      const answer = known && answers.get(known.attemptId);
      if (!answer) return did;
      const body = { statusWord: '9000', ...answer };
      const said = await tsp.report(known.attemptId, body);
      return `honestly: ${said.ok ? said.value.state : 'refused'}`;
    },
  } as const;
  const WEIGHTS: Readonly<Record<keyof typeof saysWhat, number>> = {
    ...{ order: 2, begin: 5, authorise: 2, report: 6, abandon: 3, resolve: 4 },
    ...{ prove: 2, cancel: 1, storm: 1, pays: 2 },
  };

  return {
    async says({ seed, count }) {
      const chance = chanceOf(seed);
      for (let said = 0; said < count; said++) {
        const what = chance.weighted(WEIGHTS);
        tell(`${identity.stbId} lies: ${what}, ${await saysWhat[what](chance)}`);
      }
    },
  };
}
