/** Settlement rounds that run in the background: one for a day at a time, its outcome kept until the next. */
import { notePerson } from './notePerson.ts';
import type { OpsSetup } from './opsTypes.ts';

const LONGEST_PROBLEM = 300;

export interface Settling {
  /** Begins a round unless one runs for this day. Answers once it is noted, not once it is done. */
  begin(date: string, who: string): Promise<void>;
  isRunning(date: string): boolean;
  /** What stopped the last round begun here; the day's own row may know more. */
  problem(date: string): string | undefined;
}

export function createSettling(
  setup: Pick<OpsSetup, 'environment' | 'store' | 'settle'>,
): Settling {
  const { environment, store } = setup;
  const running = new Set<string>();
  const problems = new Map<string, string>();

  async function round(date: string): Promise<void> {
    try {
      const { problem } = await setup.settle(date);
      if (problem !== undefined) problems.set(date, problem.slice(0, LONGEST_PROBLEM));
    } catch (error) {
      environment.log('ops', `settling ${date}: ${String(error)}`);
      const told = error instanceof Error ? error.message : String(error);
      problems.set(date, `stopped: ${told}; settle again`.slice(0, LONGEST_PROBLEM));
    } finally {
      running.delete(date);
    }
  }

  return {
    async begin(date, who) {
      if (running.has(date)) return;
      running.add(date);
      try {
        await store
          .room('tsp')
          .transaction((tx) => notePerson({ environment }, tx, who, 'day.settle', date));
      } catch (error) {
        running.delete(date);
        throw error;
      }
      problems.delete(date);
      void round(date);
    },
    isRunning: (date) => running.has(date),
    problem: (date) => problems.get(date),
  };
}
