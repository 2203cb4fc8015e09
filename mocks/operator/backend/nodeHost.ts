/** The operator's side in one process: TSP, BOSS and PPP, each on its own port, over real HTTP, with state on disk. */
import { randomBytes } from 'node:crypto';
import type { Log } from '../../../src/shared/log.ts';
import { dayAfter } from '../../../src/shared/time.ts';
import { CITY_CABLE } from '../../card/issuers.ts';
import { useDesCipher } from '../../crypto/des.ts';
import { opensslDes } from '../../crypto/opensslDes.ts';
import { realEnvironment } from '../../environment/realEnvironment.ts';
import { armingsFrom } from '../../faults/arming.ts';
import { beginScenario } from '../../faults/beginScenario.ts';
import type { FaultId } from '../../faults/faultList.ts';
import type { Artwork } from '../artwork/artworkFiles.ts';
import { DEMO_FILES, FIRST_TERMINAL } from '../demo/demoPlatform.ts';
import { createOperatorPlatform, type OperatorPlatform } from '../operatorPlatform.ts';
import { createOps } from '../ops/createOps.ts';
import { createCallBook } from '../ops/figures/callBook.ts';
import { MEASURED } from '../ops/figures/dayFigures.ts';
import { poolOf } from '../psam/pools.ts';
import { diskArea } from '../settlement/disk/diskArea.ts';
import { nodeHash } from '../settlement/disk/nodeHash.ts';
import { settleRound } from '../settlement/settleRound.ts';
import { defaultLimits } from '../tsp/base/limits.ts';
import { dayNotBegun } from '../tsp/base/settleableDay.ts';
import { openDaysBefore } from '../tsp/settlement/openDays.ts';
import type { BackendConfig } from './config/backendConfig.ts';
import { backendScenarios } from './config/backendScenarios.ts';
import { backendSeed } from './config/backendSeed.ts';
import { consoleAccounts } from './config/consoleAccounts.ts';
import { scryptPasswords } from './config/passwords.ts';
import { startCounterLog } from './day/counterLog.ts';
import { dateAsked } from './day/dateAsked.ts';
import { createDayKeeper } from './day/dayKeeper.ts';
import { areAllIn, type DayReport, dayReport } from './day/dayReport.ts';
import { createSettleWatch, type SettleState } from './day/settleWatch.ts';
import { adminDoor } from './front/adminDoor.ts';
import { diskRoomOf } from './front/diskRoom.ts';
import { createFronts, type PortName } from './front/fronts.ts';
import { type HostState, healthDoor } from './front/health.ts';
import { httpWire } from './front/httpWire.ts';
import { platformNow } from './front/platformNow.ts';
import { artworkUrlIn, ownArtwork, portalConfigText } from './front/portalConfig.ts';
import { consoleDoor, partyDoor, portalDoor } from './front/portalDoor.ts';
import { refusedPages } from './front/refusedPages.ts';
import { pretendBoxes } from './pretendBoxes.ts';
import { exchangesOf, shifted } from './state/demonstration.ts';
import { startFileTransfer } from './state/fileTransfer.ts';
import { type StateDirectory, stateId } from './state/stateDirectory.ts';

export interface NodeHostParts {
  readonly config: BackendConfig;
  readonly state: StateDirectory;
  readonly log: Log;
  /** Where the built pages are. */
  readonly folders: { readonly portal: string; readonly console: string };
  /** The operator's `config.json` of that build. */
  readonly portalConfig: object;
  /** The pictures of the services that its BOSS begins with; without it the portal gets none. */
  readonly artwork?: Artwork;
  /**
   * The script of the threads that compare large files (`reconcileWorker.ts` bundled). Without it this thread compares.
   */
  readonly worker?: string;
  /** Is called with the progress of a settlement. */
  readonly heard?: (state: SettleState) => void;
}

export interface NodeHost {
  readonly operator: OperatorPlatform;
  readonly ports: Readonly<Record<PortName, number>>;
  readonly ftp: string;
  /** The file with the password of the development accounts. */
  readonly passwordFile?: string;
  settle(date: string): Promise<DayReport>;
  /** Answers the running requests, then closes everything. */
  stop(): Promise<void>;
}

/** Longer than the TSP waits for an answer of BOSS or the PPP. */
const WIRE_MS = 60_000;

/** When it rejects, everything is closed again. */
export async function startNodeHost(parts: NodeHostParts): Promise<NodeHost> {
  const { config, state } = parts;
  const transfer = await startFileTransfer(config, state).catch(async (error: Error) => {
    await state.close();
    throw error;
  });
  try {
    return await hostWith(parts, transfer);
  } catch (error) {
    for (const part of [transfer, state]) await part.close().catch(() => undefined);
    throw error;
  }
}

async function hostWith(
  parts: NodeHostParts,
  transfer: Awaited<ReturnType<typeof startFileTransfer>>,
): Promise<NodeHost> {
  const { config, state, log, worker, artwork } = parts;
  useDesCipher(opensslDes);
  const { store, nvm, beginning } = state;
  const watch = createSettleWatch(parts.heard);
  const area = diskArea({ directory: state.work, ...(worker === undefined ? {} : { worker }) });
  const environment = shifted(realEnvironment(log), state.demonstration);
  const scenario = backendScenarios[beginning.scenario]!;
  const { cutOff } = { ...defaultLimits, ...config.limits };
  const fronts = createFronts(config, log);
  const origin = (name: 'boss' | 'ppp') => () => `http://127.0.0.1:${fronts.ports[name]}`;
  const wires = { boss: httpWire(origin('boss'), WIRE_MS), ppp: httpWire(origin('ppp'), WIRE_MS) };
  const exchanges = exchangesOf(state, transfer);
  const isMocks = config.portal === 'mocks';
  let is: HostState = 'starting';

  const operator = createOperatorPlatform({
    environment,
    store,
    nvm,
    seed: backendSeed(scenario, beginning.households),
    psams: poolOf(CITY_CABLE, FIRST_TERMINAL, state.demonstration?.head.psams ?? config.psams),
    limits: {
      ...(isMocks ? {} : defaultLimits),
      ...config.limits,
      ...(scenario.quoteMs ? { quoteMs: scenario.quoteMs } : {}),
    },
    ...(scenario.boss ? { bossFaults: scenario.boss } : {}),
    wires: { boss: wires.boss.fetch, ppp: wires.ppp.fetch },
    platform: {
      merchant: config.merchant,
      terminalGroup: config.terminalGroup,
      exchange: exchanges.tsp,
      hash: nodeHash,
      area,
      progress: watch.tell,
      channel: config.channel,
      acquirer: config.acquirer,
      uploadBy: config.uploadBy,
      tacCheck: config.tacCheck,
      refusedClaims: config.refusedClaims,
      measured: (call) => calls.note(call),
      ...(state.demonstration ? DEMO_FILES : {}),
    },
  });
  const calls = createCallBook(
    { environment, store, businessDate: () => operator.tsp.businessDate() },
    MEASURED,
  );
  beginScenario(operator.faultStates, nvm, scenario.faults);
  for (const [id, mode] of Object.entries(armingsFrom(config.faults ?? ''))) {
    // Moments of a payment are seen by the box, which is elsewhere.
    if (mode === 'waits' || mode === 'lasts' || mode === 'off') {
      operator.faultStates.set(id as FaultId, mode);
    }
  }
  operator.hsm.setAvailable(!operator.faultStates.isOn('hsm-down'));

  /** One settlement at a time. A second request for the same day finds it done. */
  let settling: Promise<unknown> = Promise.resolve();
  function settle(date: string): Promise<DayReport> {
    const fault = dayNotBegun(date, environment.clock.now(), cutOff);
    if (fault) return dayReport(store, date, fault.wrong);
    const run = settling.then(async () => {
      const { tsp, boss, ppp } = operator;
      watch.reset();
      try {
        await settleRound({ tsp, boss, ppp, exchanges }, date);
        return await dayReport(store, date);
      } catch (error) {
        const told = error instanceof Error ? error.message : String(error);
        log('host', `settling ${date}: ${told}`);
        return dayReport(store, date, `stopped: ${told}; settle again`);
      } finally {
        watch.reset();
      }
    });
    settling = run.catch(() => undefined);
    return run;
  }

  /** Settling any day also settles what is still open of earlier days. */
  async function settleOpenDays(): Promise<void> {
    const today = operator.tsp.businessDate();
    const open = await openDaysBefore({ store: store.room('tsp') }, today);
    if (open.length > 0) await settle(dayAfter(today, -1));
  }

  const keeper = createDayKeeper({
    environment,
    store,
    cutOff,
    businessDate: () => operator.tsp.businessDate(),
    settle: async (date) => areAllIn(await settle(date)),
    hourly: settleOpenDays,
  });
  const passwords = scryptPasswords();
  const { accounts, passwordFile } = await consoleAccounts(
    config.accounts,
    passwords,
    state.folder,
  );
  const ops = createOps({
    environment,
    store,
    tsp: platformNow(operator),
    settle: async (date) => {
      const { problem } = await settle(date);
      return problem === undefined ? {} : { problem };
    },
    accounts,
    passwords,
    cutOff,
    calls,
    disk: () => diskRoomOf(state.folder),
    demonstration: state.demonstration !== undefined,
  });
  const refused = (name: 'portal' | 'console') =>
    refusedPages({ name, hasOrigins: name === 'portal', clock: environment.clock, log });
  const health = (name: string) =>
    healthDoor(
      name,
      () => (store.isSound ? is : 'waiting-for-disk'),
      () => operator.tsp,
    );

  const stopCounterLog = startCounterLog({
    timers: environment.timers,
    log,
    counters: () => operator.tsp.counters(),
  });

  async function stop(): Promise<void> {
    is = 'stopping';
    await fronts.close();
    stopCounterLog();
    operator.tsp.stop();
    await keeper.stop();
    await calls.flush();
    for (const wire of Object.values(wires)) wire.close();
    await transfer.close();
    await state.close();
  }

  const portalConfig = portalConfigText(parts.portalConfig, config, ownArtwork(artwork));

  try {
    await fronts.open('boss', partyDoor(operator.doors.boss, '/boss/v1/', health('boss')));
    await fronts.open('ppp', partyDoor(operator.doors.ppp, '/ppp/v1/', health('ppp')));
    await operator.tsp.start();
    await fronts.open(
      'portal',
      portalDoor({
        tsp: operator.doors.tsp,
        health: health('tsp'),
        build: config.portal,
        folder: parts.folders.portal,
        config: portalConfig,
        artworkUrl: artworkUrlIn(portalConfig),
        ...(artwork ? { artwork: artwork.files } : {}),
        origins: config.origins,
        onRefused: refused('portal'),
        ...(isMocks ? { giveBox: pretendBoxes(store, beginning) } : {}),
      }),
    );
    await fronts.open(
      'console',
      consoleDoor({
        ops: ops.fetch,
        folder: parts.folders.console,
        health: health('ops'),
        onRefused: refused('console'),
      }),
    );
    const token = randomBytes(24).toString('hex');
    await fronts.open(
      'admin',
      adminDoor({
        token,
        stateId: await stateId(state.folder),
        port: () => fronts.ports.admin,
        dateAsked: (text) => dateAsked(text, environment.clock.now(), cutOff),
        settle,
        state: () => watch.state,
      }),
    );
    await state.announce({ pid: process.pid, adminPort: fronts.ports.admin, token });
    is = 'up';
    if (config.settleByItself) await keeper.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    operator,
    ports: fronts.ports,
    ftp: transfer.address,
    ...(passwordFile === undefined ? {} : { passwordFile }),
    settle,
    stop,
  };
}
