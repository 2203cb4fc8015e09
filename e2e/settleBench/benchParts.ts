/** The parts of the bench that run in separate processes. */

import { comparingProgram, type ProgramOptions } from './comparingProgram.ts';
import { writeBossSide, writeTspSide } from './generatedDay.ts';

interface Side {
  readonly path: string;
  readonly expected: string;
  readonly rows: number;
}

export const parts = {
  tsp: ({ path, expected, rows }: Side) => writeTspSide(path, expected, rows),
  boss: ({ path, rows }: Side) => writeBossSide(path, rows),
  reconcile: (options: ProgramOptions, worker: string) => comparingProgram(options, worker),
};
