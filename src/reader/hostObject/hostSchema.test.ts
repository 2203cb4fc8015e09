/** The document, the schema and the code say the same. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { hostBox } from '../../app/hostBox.ts';
import { fromHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { type HostObject, hostLink } from './hostLink.ts';
import { hostObjectProvider } from './hostObjectProvider.ts';
import { faultsOf, schema, watchedConversation } from './schema.fixture.ts';

const RESULTS: Record<string, object> = {
  identity: { stbId: 'STB-1' },
  sign: { signature: 'ab'.repeat(32) },
  list: { readers: ['slot 1'] },
  open: { state: 'present' },
  powerOn: { atr: '3B00' },
  transmit: { answer: '9000' },
  powerOff: {},
  close: {},
};

test('every message the portal sends is one of the schema’s, and every method is sent', async () => {
  const watch = watchedConversation();
  const faults: string[] = [];
  const methods = new Set<string>();
  const host: HostObject = {
    onmessage: null,
    postMessage(json) {
      const { id, method } = JSON.parse(json) as { id: number; method: string };
      methods.add(method);
      const answer = JSON.stringify({ id, result: RESULTS[method] });
      faults.push(...watch.toHost(json), ...watch.toPage(answer));
      queueMicrotask(() => host.onmessage?.({ data: answer }));
    },
  };
  const link = hostLink(host, virtualTime(), silentLog);
  const box = await hostBox(link, { onSilent: () => {}, onSlow: () => {} });
  if (!box.ok) throw new Error(box.error);
  await box.value.sign(new Uint8Array(700));
  const provider = hostObjectProvider(link, silentLog);
  await provider.listReaders();
  const reader = await provider.open('slot 1');
  if (!reader.ok) throw new Error(reader.error.code);
  const card = await reader.value.connect();
  if (!card.ok) throw new Error(card.error.code);
  await card.value.transmit(fromHex('00A40000'));
  await card.value.transmit(fromHex(`80540100FF${'00'.repeat(255)}08`), { timeoutMs: 8_000 });
  await card.value.disconnect();
  await reader.value.close();
  expect(faults).toEqual([]);
  expect([...methods].sort()).toEqual(Object.keys(RESULTS).sort());
});

test.each<[definition: string, message: object]>([
  ['toHost', { id: 0, method: 'list' }],
  ['toHost', { id: 1.5, method: 'list' }],
  ['toHost', { id: 1, method: 'list', reader: 'a' }],
  ['toHost', { id: 1, method: 'format' }],
  ['toHost', { id: 1, method: 'sign', data: '0' }],
  ['toHost', { id: 1, method: 'open' }],
  ['toHost', { id: 1, method: 'transmit', reader: 'a', apdu: '00A400', timeoutMs: 5 }],
  ['toHost', { id: 1, method: 'transmit', reader: 'a', apdu: '00A40000' }],
  ['toHost', { id: 1, method: 'hello', version: 1, token: 'x'.repeat(16) }],
  ['toHost', { id: 0, method: 'hello', version: 1, token: 'short' }],
  ['toPage', { id: 1 }],
  ['toPage', { id: 1, error: { code: 'REMOVED_CARD' } }],
  ['toPage', { id: 1, error: { code: 'OOPS', outcome: 'unknown' } }],
  ['toPage', { event: 'state', reader: 'a', state: 'melted' }],
  ['toPage', { event: 'reader-added' }],
  ['results/transmit', { answer: '90' }],
  ['results/powerOn', { atr: '3B'.repeat(34) }],
])('%s rejects %j', (definition, message) => {
  expect(faultsOf(definition, message)).not.toEqual([]);
});

test('the document names every method, state, event, error and outcome of the schema', () => {
  const text = readFileSync(
    new URL('../../../docs/integrate/host-bridge.md', import.meta.url),
    'utf8',
  );
  const words = JSON.stringify(schema).match(/"(enum|const)":("[^"]+"|\[[^\]]+\])/g) ?? [];
  const names = words.flatMap((part) => part.match(/"([A-Za-z_-]+)"(?!:)/g) ?? []);
  expect(names.length).toBeGreaterThan(35);
  expect(names.filter((name) => !text.includes(`\`${name.slice(1, -1)}\``))).toEqual([]);
});

test('the samples of the document are messages of the schema', () => {
  const text = readFileSync(
    new URL('../../../docs/integrate/host-bridge.md', import.meta.url),
    'utf8',
  );
  const samples = text.match(/^[<>] \{.*\}$/gm) ?? [];
  expect(samples.length).toBeGreaterThan(12);
  for (const sample of samples) {
    const side = sample.charAt(0) === '>' ? 'toHost' : 'toPage';
    expect(faultsOf(side, JSON.parse(sample.slice(2))), sample).toEqual([]);
  }
});
