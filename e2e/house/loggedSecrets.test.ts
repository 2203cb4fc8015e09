/** Runs whole payments with their faults, and searches the logs of box and operator for secrets. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { demoBox } from '../../mocks/operator/boss/seed/seed.ts';
import { programLog } from '../../mocks/start/programLog.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import type { Store } from '../../mocks/store/store.ts';
import type { Log } from '../../src/shared/log.ts';
import { virtualBox } from '../virtual/virtualPortal.ts';

const SHORT_FIELD =
  /"(mac1|mac2|tac|random|terminalRandom|asn|cardSerial|serialToken|token|signature)":"([^"]{6,})"/g;
/** Long values that a chip keeps: keys, files with the card number, MAC chains. */
const LONG_HEX = /"([0-9A-Fa-f]{16,})"/g;

/** Everything that a party or a chip stores of a payment and that must not be logged. */
async function secretsOf(store: Store, chips: readonly string[]): Promise<Map<string, string>> {
  const secrets = new Map([[demoBox.key, 'key of the box']]);
  for (const room of ['tsp', 'ppp', 'boss']) {
    const rows = await store.room(room).transaction((tx) => tx.list<unknown>(''));
    // Stored answers are JSON text inside JSON text.
    const text = JSON.stringify(rows).replaceAll('\\', '');
    for (const [, name, value] of text.matchAll(SHORT_FIELD))
      secrets.set(value!, `${room} ${name}`);
  }
  for (const json of chips) {
    for (const [, value] of json.matchAll(LONG_HEX)) secrets.set(value!, 'chip');
  }
  return secrets;
}

async function paid(name: string, log: Log): Promise<Map<string, string>> {
  const store = memoryStore();
  const kept = memoryNvm();
  const chips: string[] = [];
  const nvm = {
    ...kept,
    write(key: string, json: string) {
      chips.push(json);
      kept.write(key, json);
    },
  };
  const box = await virtualBox(scenarios[name]!, { store, nvm, log });
  await box.buys('basic', 12);
  // Until everything has ended: deadlines, doubts, tries of the outbox.
  await box.simulation.time.runUntil(() => false, 600_000);
  return secretsOf(store, chips);
}

test.each([
  'first-day',
  'boss-rejects',
  'card-pulled-before-debit',
  'card-pulled-while-debiting',
  'card-pulled-after-write',
  'report-lost',
  'report-never-arrives',
  'mac1-lost',
  'psam-exhausted',
  'locked-card',
])('%s: the log file has no number of a card, no MAC and no key', async (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'logged-'));
  const path = join(folder, 'host.log');
  const fd = openSync(path, 'w');
  const toFile = programLog({ fd, style: 'json' });
  const said: string[] = [];
  const secrets = await paid(name, (area, message) => {
    said.push(message);
    toFile(area, message);
  });
  const file = readFileSync(path, 'utf8');
  closeSync(fd);
  rmSync(folder, { recursive: true });

  expect(file.trimEnd().split('\n')).toHaveLength(said.length);
  expect(said.length).toBeGreaterThan(3);
  // Also the lines before the program's log masks long numbers: nothing may rely on that.
  const everything = `${file}\n${said.join('\n')}`.toUpperCase();
  const leaks = [...secrets].filter(([value]) => everything.includes(value.toUpperCase()));
  expect(leaks.map(([, where]) => where)).toEqual([]);
  if (name !== 'first-day') return;
  const kinds = new Set([...secrets.values()].map((where) => where.split(' ').pop()));
  for (const kind of ['mac1', 'mac2', 'tac', 'random', 'asn', 'chip', 'box'])
    expect(kinds, 'what is looked for').toContain(kind);
});
