/**
 * The operator's console in the browser, with an operator platform of its own that answers `/ops/v1` inside the page. It shows
 * the demonstration, or, once somebody has paid at the simulated television, that world: the same store as the portal's page,
 * without its leases, which are in the memory of the other tab. Timers start only when a decision needs BOSS.
 */
import { browserParts } from '../../src/app/browser/browserParts.ts';
import { toHex, utf8 } from '../../src/shared/bytes.ts';
import type { Crypto } from '../../src/shared/crypto.ts';
import { consoleLog } from '../../src/shared/log.ts';
import type { Clock } from '../../src/shared/time.ts';
import type { Environment, Fetch } from '../environment/environment.ts';
import { DEFAULT_SCENARIO, scenarios } from '../faults/scenarios.ts';
import { seedWith } from '../operator/boss/seed/seed.ts';
import { DEMO_FILES, demoPlatform } from '../operator/demo/demoPlatform.ts';
import {
  createOperatorPlatform,
  type OperatorPlatformParts,
} from '../operator/operatorPlatform.ts';
import type { Account, Passwords } from '../operator/ops/base/opsTypes.ts';
import { createOps, type Ops } from '../operator/ops/createOps.ts';
import { createCallBook } from '../operator/ops/figures/callBook.ts';
import { MEASURED } from '../operator/ops/figures/dayFigures.ts';
import { settleRound } from '../operator/settlement/settleRound.ts';
import { storeExchange } from '../operator/settlement/storeExchange.ts';
import { allOrders } from '../operator/tsp/books/store/orderStore.ts';
import { loadRestrictions } from '../operator/tsp/controls/psams.ts';
import { browserStore } from '../store/browserStore.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import { listRows } from '../store/rowList.ts';
import type { Store } from '../store/store.ts';
import { localNvm } from './browserPage.ts';
import { type DemoHost, freshDemo, keptDemo } from './demoHost.ts';

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
  /** The time in the world that is shown. */
  readonly clock: Clock;
  readonly hints: readonly {
    readonly user: string;
    readonly password: string;
    readonly role: string;
  }[];
  /** Where the other world is, of the television or of the demonstration. */
  readonly otherWorld: { readonly href: string; readonly isDemonstration: boolean };
}

interface Shown {
  readonly store: Store;
  readonly parts: Pick<OperatorPlatformParts, 'nvm' | 'seed' | 'psams' | 'platform'>;
}

const hasOrders = (store: Store): Promise<boolean> =>
  store
    .room('tsp')
    .transaction(async (tx) => (await listRows(tx, allOrders, { limit: 1 })).length > 0);

/** The world of the simulated television, if it was asked for, or if somebody has paid there. */
async function televisionWorld(): Promise<Shown | undefined> {
  const asked = new URLSearchParams(location.search).get('world');
  const store = browserStore('pretend-world');
  if (asked !== 'television' && (asked === 'demonstration' || !(await hasOrders(store)))) {
    return undefined;
  }
  const scenario = scenarios[localNvm.read('scenario') ?? DEFAULT_SCENARIO] ?? {};
  const seed = seedWith('seed' in scenario ? (scenario.seed ?? {}) : {});
  return { store, parts: { nvm: chipsToLookAt, seed, platform: { uploadBy: 'file' } } };
}

const demoWorld = ({ store, nvm, head }: DemoHost): Shown => ({
  store,
  parts: { nvm, ...demoPlatform(head), platform: DEMO_FILES },
});

/** Starts the host. @throws Error outside a secure context, where the simulated world does not run either. */
export async function startConsoleHost(): Promise<ConsoleHost> {
  const parts = browserParts();
  if (!parts) throw new Error('open this page by https or on localhost');
  followOtherTabs();
  const television = await televisionWorld();
  // Real time: the demonstration goes on while the page is closed.
  const kept = television ? undefined : await keptDemo(Date.now());
  let aheadMs = kept?.aheadMs ?? 0;
  const clock: Clock = television ? parts.clock : { now: () => Date.now() + aheadMs };
  const environment: Environment = { ...parts, clock, log: consoleLog };

  async function begin(): Promise<Ops> {
    if (television) return opsOver(environment, television, false);
    const demo = kept ?? (await freshDemo(Date.now()));
    ({ aheadMs } = demo);
    return opsOver(environment, demoWorld(demo), true);
  }
  const beginning = begin();
  // Filling the store takes longer than drawing the sign-in page, which needs nothing of it.
  beginning.catch((error: unknown) => consoleLog('console', String(error)));
  return {
    fetch: async (request) => (await beginning).fetch(request),
    clock,
    hints: PEOPLE.map(({ user, role }) => ({ user, password: PASSWORD, role })),
    otherWorld: {
      href: `?world=${television ? 'demonstration' : 'television'}`,
      isDemonstration: television !== undefined,
    },
  };
}

async function opsOver(
  environment: Environment,
  { store, parts }: Shown,
  demonstration: boolean,
): Promise<Ops> {
  const exchange = storeExchange(store);
  const operator = createOperatorPlatform({
    environment,
    store,
    ...parts,
    platform: { ...parts.platform, exchange },
  });
  await loadRestrictions({ store: store.room('tsp'), pool: operator.pool });
  const passwords = plainPasswords(environment.crypto);
  const passwordHash = await passwords.hash(PASSWORD);
  const accounts: Account[] = PEOPLE.map((person) => ({ ...person, passwordHash }));
  const businessDate = () => operator.tsp.businessDate();
  return createOps({
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
    calls: createCallBook({ environment, store, businessDate }, MEASURED),
    demonstration,
  });
}
