/** The host on a real file system of a few megabytes that is full at its start, fills up under payments, and is freed again. */
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { silentLog } from '../../../src/shared/log.ts';
import { realEnvironment } from '../../environment/realEnvironment.ts';
import { stubbornBox } from '../../load/stubbornBox.fixture.ts';
import { diskStore } from '../../store/diskStore.ts';
import { smallDisk } from '../../store/smallDisk.fixture.ts';
import { gatherFacts, restFaults, safetyFaults } from '../../world/invariants.ts';
import { type BackendProcess, backendProcess } from './backendProcess.fixture.ts';

const MEGABYTES = 24;
/** Requests of a payment while the disk is full, before it is freed. */
const FULL_FOR = 10;
const SERVICES = ['basic', 'kids', 'sport', 'opera'];
const PATIENCE = { timeout: 20_000, interval: 50 };

const disk = smallDisk(MEGABYTES);
const why = 'why' in disk ? disk.why : '';
if (why) process.stderr.write(`SKIPPED: no small file system can be mounted here: ${why}\n`);
let host: BackendProcess | undefined;

afterAll(async () => {
  await host?.remove();
  if ('folder' in disk) disk.remove();
});

const health = async (origin: string) => {
  const answer = await fetch(`${origin}/healthz`);
  return [answer.status, ((await answer.json()) as { state: string }).state];
};

test.skipIf(why !== '')(
  'a host whose disk is full waits and says so; when there is room it starts, pays on, and loses nothing by a kill',
  { timeout: 120_000 },
  async () => {
    if ('why' in disk) return;
    const state = join(disk.folder, 'state');
    host = await backendProcess({
      ...{ state, households: 1 },
      limits: { requestsPerMinute: 1_000_000 },
    });
    disk.fill();
    const starting = host.start();
    const { origin } = host;
    await vi.waitFor(async () => {
      expect(host!.output()).toContain('ALARM: waiting for room on the disk');
      expect(await health(origin)).toEqual([503, 'waiting-for-disk']);
    }, PATIENCE);
    disk.free();
    await starting;
    expect(await health(origin)).toEqual([200, 'up']);

    const environment = realEnvironment(silentLog);
    const box = stubbornBox(environment, origin);
    for (const [payment, service] of SERVICES.entries()) {
      const failures = () => host!.output().split('ALARM: the disk failed').length - 1;
      const before = failures();
      let since = 0;
      let fullAt = Number.POSITIVE_INFINITY;
      let freedAt = Number.POSITIVE_INFINITY;
      box.onRequest = () => {
        since += 1;
        // Each payment meets the full disk at another of its requests.
        if (fullAt === Number.POSITIVE_INFINITY && since > payment) {
          disk.fill();
          fullAt = since;
        }
        if (freedAt === Number.POSITIVE_INFINITY && since > fullAt + FULL_FOR) {
          disk.free();
          freedAt = since;
        }
      };
      expect(await box.pay(service), service).toMatchObject({ state: 'COMPLETED', money: 'taken' });
      expect(failures(), service).toBeGreaterThan(before);
    }
    box.onRequest = () => {};
    expect(host.output()).toContain('the disk works again');
    expect(await health(origin)).toEqual([200, 'up']);

    await host.end('SIGKILL');
    await host.start();
    for (const { name, text, again } of box.acknowledged) {
      expect((await again()).ok, name).toBe(true);
      expect(box.lastText(), `the answer to ${name}`).toBe(text);
    }
    await host.end('SIGTERM');
    const store = diskStore(join(state, 'store'));
    const facts = await gatherFacts(store, environment.crypto, box.debits, {
      cards: box.cards(),
    });
    await store.close();
    expect(safetyFaults(facts)).toEqual([]);
    // Nobody has settled the day: its claims are still to be made.
    const rest = restFaults(facts).filter((fault) => !fault.endsWith('is still UNCLAIMED'));
    expect(rest).toEqual([]);
    expect(box.debits).toHaveLength(SERVICES.length);
  },
);
