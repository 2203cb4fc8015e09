/**
 * Stands beside a simulated world: keeps what screens say of money, what leaves a box or a party in clear, and every answer
 * to a request with a key. At the end it tells what was untrue (I12), what leaked (I13), and which key had two answers (I14).
 */
import type { Log } from '../../src/shared/log.ts';
import { CITY_CABLE } from '../card/issuers.ts';
import type { Fetch } from '../environment/environment.ts';
import { demoBox, secondBox } from '../operator/boss/seed/seed.ts';
import { readAudit } from '../operator/tsp/books/journals/audit.ts';
import type { Store } from '../store/store.ts';
import { type Said, screenFaults } from './screenFaults.ts';
import type { Facts } from './worldFacts.ts';

/** What left in clear: `where` names it in a fault. */
interface Output {
  readonly where: string;
  readonly text: string;
}

/** A final answer to a request with an idempotency key. */
export interface KeyedAnswer {
  readonly key: string;
  /** The request's path and body. */
  readonly request: string;
  readonly status: number;
  readonly body: string;
}

export interface Witness {
  readonly said: Said[];
  /** A log that keeps what it is told. */
  log(inner?: Log): Log;
  /** Stands before the TSP's door. */
  watch(fetch: Fetch): Fetch;
  /** `storage`: what the portal has kept, as text. */
  faults(facts: Facts, store: Store, storage: string): Promise<string[]>;
}

/** Answers that are none: the session, a limit, or the same request is still running. */
const NO_ANSWER = [401, 408, 409, 425, 429];

/** One key with one fingerprint has one answer, and keeps it. */
export function answerFaults(answers: readonly KeyedAnswer[]): string[] {
  const kept = new Map<string, KeyedAnswer>();
  return answers.flatMap((answer) => {
    if (answer.status >= 500 || NO_ANSWER.includes(answer.status)) return [];
    const name = `${answer.key} ${answer.request}`;
    const before = kept.get(name);
    if (before === undefined) {
      if (answer.status < 300) kept.set(name, answer);
      return [];
    }
    const isSame = before.status === answer.status && before.body === answer.body;
    return isSame ? [] : [`I14 ${answer.key} has two answers: ${before.body} and ${answer.body}`];
  });
}

const SERIAL_DIGITS = 20;
const FACTOR_DIGITS = 16;

/** What must be in no output: card numbers, codes and keys of this very world. */
function secretsOf(
  { attempts, cards, debits }: Pick<Facts, 'attempts' | 'cards' | 'debits'>,
  mac1s: readonly string[],
): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>();
  for (const { asn } of [...attempts, ...cards, ...debits]) {
    secrets.set(asn.slice(-SERIAL_DIGITS), 'a card number');
    secrets.set(asn.slice(-FACTOR_DIGITS), 'a card number');
  }
  for (const { mac2, tac } of attempts) {
    if (mac2) secrets.set(mac2, 'MAC2');
    if (tac) secrets.set(tac, 'TAC');
  }
  for (const mac1 of mac1s) secrets.set(mac1, 'MAC1');
  const { purchase, load, transaction } = CITY_CABLE.masterKeys;
  const keys = [...Object.values(purchase), load, transaction, demoBox.key, secondBox.key];
  for (const key of keys) secrets.set(key, 'a key');
  return secrets;
}

const leakFaults = (outputs: readonly Output[], secrets: ReadonlyMap<string, string>): string[] => {
  const found = outputs.flatMap(({ where, text }) => {
    const upper = text.toUpperCase();
    return [...secrets]
      .filter(([secret]) => upper.includes(secret.toUpperCase()))
      .map(([, what]) => `I13 ${what} is in ${where}`);
  });
  return [...new Set(found)];
};

/** Bodies in which the box must say what it read from the card. Serials are sealed in them as well. */
const OF_CARD = /\/(authorise|report|resolve|card-proofs)$/;
const MAC1 = /"mac1":"([0-9A-Fa-f]{8})"/;

export function createWitness(): Witness {
  const said: Said[] = [];
  const outputs: Output[] = [];
  const answers: KeyedAnswer[] = [];
  const mac1s: string[] = [];
  return {
    said,
    log:
      (inner = () => {}) =>
      (area, message) => {
        outputs.push({ where: `the log of ${area}`, text: message });
        inner(area, message);
      },
    watch: (fetch) => async (request) => {
      const { pathname, search } = new URL(request.url);
      const sent = await request.clone().text();
      outputs.push({ where: 'a URL', text: pathname + search });
      if (!OF_CARD.test(pathname)) outputs.push({ where: `the body of ${pathname}`, text: sent });
      const response = await fetch(request);
      const body = await response.clone().text();
      const mac1 = MAC1.exec(body)?.[1];
      if (mac1 !== undefined) mac1s.push(mac1);
      const key = request.headers.get('Idempotency-Key');
      if (key !== null) {
        answers.push({ key, request: pathname + sent, status: response.status, body });
      }
      return response;
    },
    async faults(facts, store, storage) {
      const history = (await readAudit({ store: store.room('tsp') })).map(({ entry }) => entry);
      const kept: Output = { where: 'the storage of the portal', text: storage };
      return [
        ...screenFaults(said, facts, history),
        ...leakFaults([...outputs, kept], secretsOf(facts, mac1s)),
        ...answerFaults(answers),
      ];
    },
  };
}
