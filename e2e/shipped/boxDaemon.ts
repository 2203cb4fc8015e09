/**
 * The whole reader daemon of a box (docs/integrate/host-bridge.md, "The daemon") over a real socket, with the simulated
 * slot in the place of PC/SC.
 */

import { apduPolicy } from '../../mocks/box/daemon/apduPolicy.ts';
import type { CardBackend } from '../../mocks/box/daemon/cardBackend.ts';
import { slotPcsc } from '../../mocks/box/daemon/daemon.fixture.ts';
import { daemonHost } from '../../mocks/box/daemon/daemonHost.ts';
import { pcscBackend } from '../../mocks/box/daemon/pcsc/pcscBackend.ts';
import { serveHost } from '../../mocks/box/daemon/serveHost.ts';
import type { SimulatedSlot } from '../../mocks/box/reader/simulatedSlot.ts';
import { DAEMON_TOKEN } from '../../mocks/box/simulatedBox.ts';
import { realEnvironment } from '../../mocks/environment/realEnvironment.ts';
import { demoBox } from '../../mocks/operator/boss/seed/seed.ts';
import { readerError } from '../../src/reader/readerError.ts';
import { neverAborted } from '../../src/shared/abort.ts';
import { silentLog } from '../../src/shared/log.ts';
import { fail } from '../../src/shared/result.ts';
import { pause } from '../../src/shared/time.ts';

export interface BoxDaemon {
  /** `readerDaemon` of `config.json`. */
  readonly field: { readonly url: string; readonly token: string };
  close(): Promise<void>;
}

const { timers, clock, log } = realEnvironment(silentLog);
/** With quicker commands the page would exceed the daemon's limit of messages a second. */
const APDU_MS = 30;

/** Makes each command take its time; when the reader is unplugged meanwhile, the answer is lost. */
const slowed = (backend: CardBackend, slot: SimulatedSlot): CardBackend => ({
  ...backend,
  async transmit(reader, apdu) {
    const answer = await backend.transmit(reader, apdu);
    await pause(timers, APDU_MS, neverAborted);
    return slot.plugged ? answer : fail(readerError('READER_UNAVAILABLE', 'unknown'));
  },
});

/** Starts the daemon; `origin` is the portal's. */
export async function startBoxDaemon(slot: SimulatedSlot, origin: string): Promise<BoxDaemon> {
  const backend = pcscBackend({ pcsc: slotPcsc(slot), only: [], platform: 'linux', log });
  const policy = apduPolicy({ allowVerify: false });
  const host = daemonHost({
    backend: slowed(backend, slot),
    box: demoBox,
    policy,
    timers,
    clock,
    log,
  });
  const token = DAEMON_TOKEN;
  const served = await serveHost({ host, port: 0, origins: [origin], token, timers, clock, log });
  return { field: { url: `ws://127.0.0.1:${served.port}`, token }, close: served.close };
}
