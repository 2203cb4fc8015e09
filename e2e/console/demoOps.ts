/** The console's operator in Node over the recorded demonstration, at the moment at which it ends. Time stands still. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { syncCrypto } from '../../mocks/environment/simulation.ts';
import { DEMO_FILES, demoPlatform } from '../../mocks/operator/demo/demoPlatform.ts';
import { demoStateOf, fillChips, fillDemo } from '../../mocks/operator/demo/demoState.ts';
import { createOperatorPlatform } from '../../mocks/operator/operatorPlatform.ts';
import { createOps } from '../../mocks/operator/ops/createOps.ts';
import { createCallBook } from '../../mocks/operator/ops/figures/callBook.ts';
import { MEASURED } from '../../mocks/operator/ops/figures/dayFigures.ts';
import { storeExchange } from '../../mocks/operator/settlement/storeExchange.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { allDays } from '../../mocks/operator/tsp/books/store/dayStore.ts';
import { loadRestrictions } from '../../mocks/operator/tsp/controls/psams.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import { webRandom } from '../../src/app/browser/webCrypto.ts';

const RECORDED = 'mocks/operator/demo/demonstration.jsonl.gz';

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Runs in the folder of the project. Every account has the password `pretend`. */
export async function demoOps() {
  const demo = demoStateOf(gunzipSync(readFileSync(join(process.cwd(), RECORDED))).toString());
  const store = memoryStore();
  const nvm = memoryNvm();
  await fillDemo(store, demo);
  fillChips(nvm, demo.head);
  const environment = {
    clock: { now: () => demo.head.now },
    timers: { after: () => () => {} },
    random: webRandom,
    crypto: syncCrypto,
    log: () => {},
  };
  const operator = createOperatorPlatform({
    environment,
    store,
    nvm,
    ...demoPlatform(demo.head),
    platform: { exchange: storeExchange(store), ...DEMO_FILES },
  });
  await loadRestrictions({ store: store.room('tsp'), pool: operator.pool });
  const { tsp } = operator;
  const businessDate = () => tsp.businessDate();
  const ops = createOps({
    environment,
    store,
    tsp,
    settle: async () => ({}),
    accounts: [{ user: 'wang', name: '王芳', role: 'supervisor', passwordHash: 'pretend' }],
    passwords: { hash: async (text) => text, verify: async (text, hash) => text === hash },
    calls: createCallBook({ environment, store, businessDate }, MEASURED),
    demonstration: true,
  });
  const room = store.room('tsp');
  const { cases, days } = await room.transaction(async (tx) => ({
    cases: await rowsIn(tx, allCases),
    days: await rowsIn(tx, allDays),
  }));
  const proposed = cases.find(({ state }) => state === 'PROPOSED')!;
  const { orderId } = cases.find(({ kind, state }) => kind === 'doubt-aged' && state === 'CLOSED')!;
  return {
    now: demo.head.now,
    ids: {
      order: orderId!,
      day: [...days].reverse().find(({ state }) => state === 'explained')!.date,
      proposed: proposed.caseNo,
      box: (await tsp.desk.blockedBoxes())[0]!.stbId,
    },
    async answer({ url, method, headers, body }: Asked) {
      const { authorization, 'content-type': type } = headers;
      const given = new Headers({
        ...(authorization ? { authorization } : {}),
        ...(type ? { 'content-type': type } : {}),
      });
      const response = await ops.fetch(
        new Request(url, { method, headers: given, ...(body ? { body } : {}) }),
      );
      return {
        status: response.status,
        headers: { 'content-type': response.headers.get('content-type') ?? 'application/json' },
        text: await response.text(),
      };
    },
  };
}
