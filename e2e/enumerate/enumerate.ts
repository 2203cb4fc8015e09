/** The program behind `npm run enumerate`: which cases, what is done already, and what is told meanwhile. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { useDesCipher } from '../../mocks/crypto/des.ts';
import { opensslDes } from '../../mocks/crypto/opensslDes.ts';
import { caseLine, caseOf, singleCases, stretchCuts } from './cases.ts';
import type { Unit } from './enumerateWorker.ts';
import { type Failure, reportOf } from './failureReport.ts';
import { isKnown, knownFailures } from './knownFailures.ts';
import { usePlainHttp } from './plainHttp.ts';
import { runCase } from './runCase.ts';
import { SEQUELS } from './sequels.ts';
import { runUnits } from './workers.ts';

interface EnumerateOptions {
  /** A line of a case: only that one is run, and its story is told. */
  readonly case?: string;
  readonly pairs?: boolean;
  readonly fresh?: boolean;
  readonly threads: string;
  /** Only each Nth unit. */
  readonly every: string;
  /** Only cases whose line has this text. */
  readonly only?: string;
}

/** A line of the state file. `done`: a unit; else a case that failed, or a number of cases that did not. */
type Row = { readonly done: string; readonly cases: number } | Failure;

const TOLD_MS = 1_000;
const say = (text: string) => void process.stdout.write(`${text}\n`);

async function tellCase(line: string): Promise<number> {
  const { faults, screens, seams } = await runCase(caseOf(line));
  say(`screens  ${screens.join(' > ')}`);
  say(`seams    ${[...seams.payment, ...seams.claim].map(({ name }) => name).join('\n         ')}`);
  say(faults.length === 0 ? 'no fault' : `FAULTS\n  ${faults.join('\n  ')}`);
  return faults.length === 0 ? 0 : 1;
}

async function unitsOf({ pairs = false, every, only }: EnumerateOptions): Promise<Unit[]> {
  const { seams, faults } = await runCase({ cuts: [], sequel: SEQUELS[0] });
  if (faults.length > 0) throw new Error(`a payment that nothing cuts: ${faults.join('; ')}`);
  const cases = pairs
    ? stretchCuts(seams).flatMap((cut) => SEQUELS.map((sequel) => ({ cuts: [cut], sequel })))
    : singleCases(seams);
  return cases
    .map((one) => ({ line: caseLine(one), withPairs: pairs }))
    .filter(({ line }) => only === undefined || line.includes(only))
    .filter((_, at) => at % Number(every) === 0);
}

/** What an earlier run of the same code has done. */
function readState(file: string): Row[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // The last line may be torn: then its unit is done once more.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Row);
}

const BAR = 24;
function progressText(
  done: number,
  all: number,
  cases: number,
  failed: number,
  ms: number,
  fresh: number,
) {
  const filled = Math.round((BAR * done) / Math.max(1, all));
  const leftMs = fresh === 0 ? 0 : (ms / fresh) * (all - done);
  const left = `${Math.floor(leftMs / 60_000)} min ${Math.round((leftMs / 1000) % 60)} s left`;
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  return `${bar} ${done}/${all}  ${cases} cases  ${failed} failed  ${Math.round(cases / Math.max(1, ms / 1000))}/s  ${left}`;
}

/** Tells what failed, and which known failures no longer do. Returns the exit code. */
function tellEnd(failures: readonly Failure[], { only, every }: EnumerateOptions): number {
  const unknown = failures.filter((failure) => !isKnown(failure));
  if (failures.length > 0) say(`\n${reportOf(failures)}\n`);
  for (const { cases, cause } of knownFailures) {
    const failing = failures.filter(({ line }) => cases.test(line)).length;
    if (failing > 0) say(`known, ${failing} cases: ${cause}`);
    else if (only === undefined && every === '1') say(`no longer fails, strike it out: ${cause}`);
  }
  say(unknown.length === 0 ? 'no case failed that is not known' : `${unknown.length} cases failed`);
  return unknown.length === 0 ? 0 : 1;
}

/**
 * Runs the enumeration. `script`: the built thread. `stateFile`: what is done, one JSON a line; it belongs to this code
 * alone. Returns the exit code: 1 when a case failed.
 */
export async function enumerate(
  options: EnumerateOptions,
  script: string,
  stateFile: string,
): Promise<number> {
  usePlainHttp();
  useDesCipher(opensslDes);
  process.on('unhandledRejection', () => {});
  if (options.case !== undefined) return tellCase(options.case);

  const units = await unitsOf(options);
  mkdirSync(dirname(stateFile), { recursive: true });
  if (options.fresh) rmSync(stateFile, { force: true });
  const known = readState(stateFile);
  const failures = known.filter((row): row is Failure => 'faults' in row);
  const done = new Set(known.flatMap((row) => ('done' in row ? [row.done] : [])));
  const left = units.filter(({ line }) => !done.has(line));
  let cases = 0;
  let inUnit = 0;
  let finished = 0;
  const begun = performance.now();
  const before = units.length - left.length;
  if (before > 0) say(`${before} of ${units.length} are done already; --fresh begins again`);
  const tell = (end: string) =>
    process.stderr.write(
      progressText(
        before + finished,
        units.length,
        cases,
        failures.length,
        performance.now() - begun,
        finished,
      ) + end,
    );
  const write = (row: Row) => appendFileSync(stateFile, `${JSON.stringify(row)}\n`);
  const timer = setInterval(
    () => tell(process.stderr.isTTY ? '\r' : '\n'),
    process.stderr.isTTY ? TOLD_MS : 15 * TOLD_MS,
  );
  await runUnits(script, Number(options.threads), left, {
    onCase(line, faults) {
      cases += 1;
      inUnit += 1;
      if (faults.length === 0) return;
      failures.push({ line, faults });
      write({ line, faults });
    },
    onUnit({ line }) {
      finished += 1;
      write({ done: line, cases: inUnit });
      inUnit = 0;
    },
  });
  clearInterval(timer);
  tell('\n');
  return tellEnd(failures, options);
}
