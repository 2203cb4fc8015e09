/** The operator's side: BOSS, PPP, HSM, the PSAMs and the TSP between them, on one store. It has no boxes. */

import { CITY_CABLE, ISSUERS } from '../card/issuers.ts';
import { checked, type OnViolation } from '../contract/checked.ts';
import { sha256 } from '../crypto/sha256.ts';
import type { Environment, Fetch } from '../environment/environment.ts';
import { bossFaultSite } from '../faults/bossFaultSite.ts';
import type { BossFaults } from '../faults/bossFaults.ts';
import { createFaultStates, type FaultStates } from '../faults/faultStates.ts';
import { platformFaultSite } from '../faults/platformFaultSite.ts';
import { killableFetch, killableStore, type Life } from '../store/killable.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import type { Store } from '../store/store.ts';
import { type NoteTrace, tracedFetch } from '../trace/trace.ts';
import { type Boss, createBoss } from './boss/createBoss.ts';
import { defaultSeed } from './boss/seed/seed.ts';
import type { BossSeed } from './boss/seedOnce.ts';
import { createHsm, type SwitchableHsm } from './hsm/hsm.ts';
import { limitedHsm } from './hsm/limitedHsm.ts';
import { createPpp, type Ppp } from './ppp/createPpp.ts';
import type { PooledPsam } from './psam/lease.ts';
import { createPool, type Pool } from './psam/pool.ts';
import { DEFAULT_POOL, type PoolSlot } from './psam/pools.ts';
import { createPsam, type Psam } from './psam/psam.ts';
import { memoryArea } from './settlement/reconcile/workArea.ts';
import { simulatedLimits, type TspLimits } from './tsp/base/limits.ts';
import type { TspSetup } from './tsp/base/ports.ts';
import { createTsp, type TspCore } from './tsp/tsp.ts';

/** Wraps what the TSP calls. */
interface BetweenParties {
  hsm(hsm: SwitchableHsm): SwitchableHsm;
  psam(psam: Psam): Psam;
  wire(party: 'boss' | 'ppp', fetch: Fetch): Fetch;
}

export interface OperatorPlatformParts {
  readonly environment: Environment;
  readonly store: Store;
  /** The PSAMs' own memory, and the faults that are still to come. */
  readonly nvm: NonVolatileMemory;
  /** What BOSS begins with; the demonstration household without it. */
  readonly seed?: BossSeed;
  readonly bossFaults?: Partial<BossFaults>;
  readonly psams?: readonly PoolSlot[];
  readonly limits?: Partial<TspLimits>;
  readonly faultStates?: FaultStates;
  /** How the TSP reaches a party; without it, by a direct call. */
  readonly wires?: { readonly boss: Fetch; readonly ppp: Fetch };
  /** Stands between the TSP and what it calls: a simulation can cut there. */
  readonly between?: BetweenParties;
  /** Is called for every request or answer, on any wire, that breaks its contract. Without it nothing is checked. */
  readonly onViolation?: OnViolation;
  readonly onTrace?: NoteTrace;
  /** Replaces parts of the platform's default setup. */
  readonly platform?: Partial<TspSetup>;
}

export interface OperatorPlatform {
  /** The TSP that runs now, and its pool: a restart replaces both. */
  readonly tsp: TspCore;
  readonly pool: Pool;
  readonly boss: Boss;
  readonly ppp: Ppp;
  readonly hsm: SwitchableHsm;
  readonly faultStates: FaultStates;
  /** The end of each wire, with the faults that are switched on. */
  readonly doors: { readonly tsp: Fetch; readonly boss: Fetch; readonly ppp: Fetch };
  /**
   * Kills the TSP in the middle of its work and starts it again from what it had written; the PSAMs and the other
   * parties go on.
   */
  restartTsp(): Promise<void>;
}

/** How the platform is called in the files of the three parties, unless a host says otherwise. */
const CHANNEL = 'TV01';
const ACQUIRER = '01020000';
const TERMINAL_GROUP = 'CITYCABLE';

function createPsams(nvm: NonVolatileMemory, slots: readonly PoolSlot[]): PooledPsam[] {
  return slots.map(({ state, ...kind }) => {
    const name = `psam:${state.terminalNo}`;
    const kept = nvm.read(name);
    const psam = createPsam(kept ? JSON.parse(kept) : state, {
      onWrite: (written) => nvm.write(name, JSON.stringify(written)),
    });
    return { ...kind, psam };
  });
}

export function createOperatorPlatform(parts: OperatorPlatformParts): OperatorPlatform {
  const { environment, store, nvm, onViolation, onTrace, wires, between } = parts;
  const { clock } = environment;
  const faultStates = parts.faultStates ?? createFaultStates(nvm);

  const {
    hash = sha256,
    channel = CHANNEL,
    acquirer = ACQUIRER,
    terminalGroup = TERMINAL_GROUP,
    area = memoryArea,
    progress,
  } = parts.platform ?? {};
  const tells = progress ? { progress } : {};
  const limits = { ...simulatedLimits, ...parts.limits };

  const boss = createBoss({
    environment,
    store,
    seed: parts.seed ?? defaultSeed,
    files: { hash, channel, cutOff: limits.cutOff, area, ...tells },
  });
  Object.assign(boss.faults, parts.bossFaults);
  const issuers = ISSUERS.map(({ id, masterKeys }) => ({
    issuer: id,
    tacMasterKey: masterKeys.transaction,
  }));
  const acquirers = [{ acquirer, terminalGroup }];
  const ppp = createPpp({ environment, store, issuers, files: { hash, acquirers, ...tells } });
  const ownHsm = createHsm([CITY_CABLE]);
  const hsm = between ? between.hsm(ownHsm) : ownHsm;
  const psams = createPsams(nvm, parts.psams ?? DEFAULT_POOL).map((pooled) =>
    between ? { ...pooled, psam: between.psam(pooled.psam) } : pooled,
  );

  const checkedFetch = (party: 'tsp' | 'boss' | 'ppp', fetch: Fetch): Fetch =>
    onViolation ? checked(party, fetch, onViolation) : fetch;
  const wire = (party: 'boss' | 'ppp', fetch: Fetch): Fetch => {
    const watched = checkedFetch(party, fetch);
    const traced = onTrace ? tracedFetch(party, watched, clock, onTrace) : watched;
    return between ? between.wire(party, traced) : traced;
  };
  const bossDoor = bossFaultSite(faultStates, boss.faults, boss.fetch);
  const toBoss = wire('boss', wires?.boss ?? bossDoor);
  const toPpp = wire('ppp', wires?.ppp ?? ppp.fetch);

  function platform() {
    const life: Life = { isOver: false };
    const limited = limitedHsm(hsm, environment.timers, limits.hsmMs);
    const pool = createPool({ psams, hsm: limited, clock, askAgainMs: limits.psamRetryMs });
    const tsp = createTsp({
      environment,
      store: killableStore(store, life),
      boss: killableFetch(toBoss, life),
      ppp: killableFetch(toPpp, life),
      pool,
      hsm,
      limits,
      serialRanges: Object.fromEntries(ISSUERS.map(({ id, serialRange }) => [id, serialRange])),
      merchant: 'CITYCABLE',
      terminalGroup,
      hash,
      channel,
      acquirer,
      area,
      ...parts.platform,
    });
    return { life, pool, tsp, fetch: killableFetch(tsp.fetch, life) };
  }

  let running = platform();
  async function restartTsp(): Promise<void> {
    running.life.isOver = true;
    running.tsp.stop();
    running = platform();
    await running.tsp.start();
  }

  const tspDoor = platformFaultSite(faultStates, {
    fetch: checkedFetch('tsp', (request) => running.fetch(request)),
    pool: () => running.pool,
    limits,
    kill: restartTsp,
  });

  return {
    get tsp() {
      return running.tsp;
    },
    get pool() {
      return running.pool;
    },
    boss,
    ppp,
    hsm,
    faultStates,
    doors: { tsp: tspDoor, boss: bossDoor, ppp: ppp.fetch },
    restartTsp,
  };
}
