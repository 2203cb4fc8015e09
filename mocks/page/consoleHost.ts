/**
 * The operator's console in the browser, over the simulated world of this origin: the same store as the portal's page, and
 * an operator platform of its own that answers `/ops/v1` inside the page. It lacks the portal's leases, which are in the
 * memory of the other tab, and starts timers only when a decision needs BOSS.
 */
import { browserParts } from '../../src/app/browser/browserParts.ts';
import { toHex, utf8 } from '../../src/shared/bytes.ts';
import type { Crypto } from '../../src/shared/crypto.ts';
import { consoleLog } from '../../src/shared/log.ts';
import type { Environment, Fetch } from '../environment/environment.ts';
import { DEFAULT_SCENARIO, scenarios } from '../faults/scenarios.ts';
import { seedWith } from '../operator/boss/seed/seed.ts';
import { createOperatorPlatform } from '../operator/operatorPlatform.ts';
import type { Account, Passwords } from '../operator/ops/base/opsTypes.ts';
import { createOps } from '../operator/ops/createOps.ts';
import { settleRound } from '../operator/settlement/settleRound.ts';
import { storeExchange } from '../operator/settlement/storeExchange.ts';
import { browserStore } from '../store/browserStore.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import { localNvm } from './browserPage.ts';

/** The password of all accounts: nothing is at stake in a simulated world. */
const PASSWORD = 'pretend';
const PEOPLE = [
  { user: 'chen', name: '陈晓', role: 'clerk' },
  { user: 'wang', name: '王芳', role: 'supervisor' },
  { user: 'li', name: '李强', role: 'supervisor' },
  { user: 'zhou', name: '周敏', role: 'auditor' },
] as const;

/** Read-only: the chips belong to the portal's page, and writing an older state would reuse their counters. */
const chipsToLookAt: NonVolatileMemory = {
  read: (name) => localNvm.read(name),
  write() {},
  clear() {},
};

/** A plain digest is enough for a password that the sign-in page shows. */
const plainPasswords = (crypto: Crypto): Passwords => {
  const hash = async (password: string) => toHex(await crypto.sha256(utf8(password)));
  return { hash, verify: async (password, expected) => (await hash(password)) === expected };
};

/** Reloads when another tab begins a new day. */
function followOtherTabs(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === 'pretend:scenario') location.reload();
  });
}

interface ConsoleHost {
  readonly fetch: Fetch;
  readonly hints: readonly {
    readonly user: string;
    readonly password: string;
    readonly role: string;
  }[];
}

/** Starts the host. @throws Error outside a secure context, where the simulated world does not run either. */
export async function startConsoleHost(): Promise<ConsoleHost> {
  const parts = browserParts();
  if (!parts) throw new Error('open this page by https or on localhost');
  followOtherTabs();
  const environment: Environment = { ...parts, log: consoleLog };
  const scenario = scenarios[localNvm.read('scenario') ?? DEFAULT_SCENARIO] ?? {};
  const store = browserStore('pretend-world');
  const exchange = storeExchange(store);
  const operator = createOperatorPlatform({
    environment,
    store,
    nvm: chipsToLookAt,
    seed: seedWith('seed' in scenario ? (scenario.seed ?? {}) : {}),
    platform: { exchange, uploadBy: 'file' },
  });
  const passwords = plainPasswords(parts.crypto);
  const passwordHash = await passwords.hash(PASSWORD);
  const accounts: Account[] = PEOPLE.map((person) => ({ ...person, passwordHash }));
  const ops = createOps({
    environment,
    store,
    tsp: operator.tsp,
    settle: async (date) => {
      const parties = { ...operator, exchanges: { boss: exchange, ppp: exchange } };
      const { problem } = (await settleRound(parties, date)).day;
      return problem === undefined ? {} : { problem };
    },
    accounts,
    passwords,
  });
  return {
    fetch: ops.fetch,
    hints: PEOPLE.map(({ user, role }) => ({ user, password: PASSWORD, role })),
  };
}
