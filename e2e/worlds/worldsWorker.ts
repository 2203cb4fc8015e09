/** A thread that plays random worlds, one seed after the other. */
import { parentPort } from 'node:worker_threads';
import { useDesCipher } from '../../mocks/crypto/des.ts';
import { opensslDes } from '../../mocks/crypto/opensslDes.ts';
import { usePlainHttp } from '../enumerate/plainHttp.ts';
import type { Gain } from './countWorld.ts';
import { planOf } from './plan.ts';
import { playWorld } from './playWorld.ts';

/** What is kept of a world. */
export interface WorldRow {
  readonly seed: number;
  readonly payments: number;
  readonly debits: number;
  readonly sentAway: number;
  readonly liars: number;
  readonly limits: 'as shipped' | 'wide';
  readonly gain: Gain;
  readonly faults: readonly string[];
}

async function play(seed: number): Promise<WorldRow> {
  const plan = planOf(seed);
  const { liars, limits } = plan;
  try {
    const { payments, debits, sentAway, gain, faults } = await playWorld(plan);
    return { seed, payments, debits, sentAway, liars, limits, gain, faults };
  } catch (error) {
    const gain = { moneyFen: 0, graceFen: 0, unpaidFen: 0 };
    const faults = [`CRASH ${(error as Error).message}`];
    return { ...{ seed, payments: 0, debits: 0, sentAway: 0, liars, limits }, gain, faults };
  }
}

usePlainHttp();
useDesCipher(opensslDes);
// What a killed process leaves behind may fail later: nobody waits for it any more.
process.on('unhandledRejection', () => {});
parentPort?.on('message', (seed: number) => {
  void play(seed).then((row) => parentPort?.postMessage(row));
});
