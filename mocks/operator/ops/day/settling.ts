import { notePerson } from '../base/notePerson.ts';
import type { OpsSetup, Settling, Stopped } from '../base/opsTypes.ts';

const LONGEST_PROBLEM = 300;

export function createSettling(
  setup: Pick<OpsSetup, 'environment' | 'store' | 'settle'>,
): Settling {
  const { environment, store } = setup;
  const running = new Set<string>();
  const stops = new Map<string, Stopped>();

  function stopped(date: string, problem: string): void {
    const at = environment.clock.now();
    stops.set(date, { at, problem: problem.slice(0, LONGEST_PROBLEM) });
  }

  async function round(date: string): Promise<void> {
    try {
      const { problem } = await setup.settle(date);
      if (problem !== undefined) stopped(date, problem);
    } catch (error) {
      environment.log('ops', `settling ${date}: ${String(error)}`);
      const told = error instanceof Error ? error.message : String(error);
      stopped(date, `stopped: ${told}; settle again`);
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
      stops.delete(date);
      void round(date);
    },
    isRunning: (date) => running.has(date),
    problem: (date) => stops.get(date),
  };
}
