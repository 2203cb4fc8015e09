/** Why the portal cannot begin: the few refusals that come before there is anything to pay. The first script has no others. */
import { newCode } from '../shared/code.ts';
import type { Random } from '../shared/random.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { ProblemCode } from '../tsp/tspTypes.ts';
import type { Failure, FailureKind } from './failure.ts';

export const AT_THE_DOOR: Partial<Record<ProblemCode, FailureKind>> = {
  'boss.unavailable': 'boss-down',
  'hsm.unavailable': 'platform-busy',
  'psam.busy': 'platform-busy',
  'rate.limited': 'platform-busy',
  'stb.unknown': 'box-refused',
  'stb.blocked': 'box-refused',
  'auth.signature': 'box-refused',
};

/** Nobody who answers has to have signed it: it tells why, and nothing about money. */
export function outageOf(error: TspError, random: Random): Failure {
  const problem = 'problem' in error ? error.problem : null;
  const silent = error.kind === 'unreachable' && (error.box ? 'box-silent' : 'offline');
  return {
    kind: (problem ? AT_THE_DOOR[problem.code] : silent) || 'internal',
    money: 'untouched',
    ref: problem ? problem.ref : newCode(random),
    detail: problem ? problem.code : 'ref' in error ? error.ref : undefined,
  };
}
