/**
 * A day's settlement between the three parties, in the order in which each has what it needs. Every step may have been
 * taken before. Rounds are repeated until no party has a new file for another.
 */
import type { FileReport } from './fileReport.ts';
import type { BusinessDate, FileExchange } from './settlementTypes.ts';

interface SettleParts<Day> {
  readonly tsp: { settleDay(date: BusinessDate): Promise<Day> };
  readonly boss: { receive(exchange: FileExchange): Promise<FileReport[]> };
  readonly ppp: {
    receive(exchange: FileExchange): Promise<FileReport[]>;
    closeDay(exchange: FileExchange, date: BusinessDate): Promise<BusinessDate[]>;
  };
  /** The same exchange, as each party reaches it. */
  readonly exchanges: { readonly boss: FileExchange; readonly ppp: FileExchange };
}

interface SettledRound<Day> {
  readonly day: Day;
  readonly rounds: number;
  readonly reports: { readonly boss: readonly FileReport[]; readonly ppp: readonly FileReport[] };
}

const MOST_ROUNDS = 5;

/**
 * Rejects when an exchange cannot be reached or a store does not work. Running it again goes on from there. When BOSS or the PPP
 * fails, the other does its work of this round first: a file that one cannot read must not keep days open that need the other.
 */
export async function settleRound<Day>(
  { tsp, boss, ppp, exchanges }: SettleParts<Day>,
  date: BusinessDate,
): Promise<SettledRound<Day>> {
  const reports = { boss: [] as FileReport[], ppp: [] as FileReport[] };
  for (let rounds = 1; ; rounds++) {
    const before = await tsp.settleDay(date);
    const failures: unknown[] = [];
    const does = <T>(work: Promise<T[]>): Promise<T[]> =>
      work.catch((error: unknown) => {
        failures.push(error);
        return [];
      });
    const claimed = await does(ppp.receive(exchanges.ppp));
    const compared = await does(boss.receive(exchanges.boss));
    const closed = await does(ppp.closeDay(exchanges.ppp, date));
    if (failures.length > 0) throw failures[0];
    reports.ppp.push(...claimed);
    reports.boss.push(...compared);
    // No party had anything new: the result of `settleDay` just now is final.
    if (claimed.length + compared.length + closed.length === 0) {
      return { day: before, rounds, reports };
    }
    const day = await tsp.settleDay(date);
    if (rounds === MOST_ROUNDS) return { day, rounds, reports };
  }
}
