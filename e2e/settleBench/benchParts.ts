/** What the bench runs in processes of their own. */

import {
  type ProgramOptions,
  reconcileProgram,
} from '../../mocks/operator/settlement/disk/reconcileProgram.ts';
import { writeBossSide, writeTspSide } from './generatedDay.ts';

interface Side {
  readonly path: string;
  readonly expected: string;
  readonly rows: number;
}

export const parts = {
  tsp: ({ path, expected, rows }: Side) => writeTspSide(path, expected, rows),
  boss: ({ path, rows }: Side) => writeBossSide(path, rows),
  reconcile: (options: ProgramOptions, worker: URL) => reconcileProgram(options, worker),
};
