/** A thread of the enumeration: runs units one after the other and tells what each case found. */
import { parentPort } from 'node:worker_threads';
import { useDesCipher } from '../../mocks/crypto/des.ts';
import { opensslDes } from '../../mocks/crypto/opensslDes.ts';
import { caseLine, caseOf, pairsOf } from './cases.ts';
import { usePlainHttp } from './plainHttp.ts';
import { type Case, runCase } from './runCase.ts';

/** What a thread is asked: a case, or all pairs that begin with its cut. */
export interface Unit {
  readonly line: string;
  readonly withPairs: boolean;
}

/** `case`: one more case has run. `unit`: the unit is done. */
export type WorkerMessage =
  | { readonly kind: 'case'; readonly line: string; readonly faults: readonly string[] }
  | { readonly kind: 'unit' };

const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

async function run(one: Case) {
  const line = caseLine(one);
  try {
    const result = await runCase(one);
    say({ kind: 'case', line, faults: result.faults });
    return result;
  } catch (error) {
    say({ kind: 'case', line, faults: [`CRASH ${(error as Error).message}`] });
    return null;
  }
}

async function runUnit({ line, withPairs }: Unit): Promise<void> {
  const first = caseOf(line);
  const result = await run(first);
  if (!withPairs || !result) return;
  for (const pair of pairsOf(first.cuts[0]!, result.seams, first.sequel)) await run(pair);
}

usePlainHttp();
useDesCipher(opensslDes);
// What a killed process leaves behind may fail later: nobody waits for it any more.
process.on('unhandledRejection', () => {});
parentPort?.on('message', (unit: Unit) => {
  void runUnit(unit).then(() => say({ kind: 'unit' }));
});
