/** The problems that BOSS answers, with their HTTP status. */
import type { Refusal } from '../../../contract/contractServer.ts';
import type { Arrears, BossProblem, RejectReason } from './bossTypes.ts';

const statuses = {
  'request.invalid': 400,
  'request.not_found': 404,
  'box.unknown': 404,
  'box.blocked': 403,
  'box.signature': 401,
  'subscriber.unknown': 404,
  'service.unknown': 404,
  'renewal.not_cancellable': 409,
  'hold.none': 404,
  'order.conflict': 409,
  rejected: 422,
  unavailable: 503,
} as const satisfies Record<BossProblem['code'], number>;

export const refuse = (
  code: BossProblem['code'],
  more: { detail?: string; field?: string; reason?: RejectReason; arrears?: Arrears } = {},
): Refusal<BossProblem> => ({ refused: { status: statuses[code], code, ...more } });

export const reject = (reason: RejectReason, detail: string): Refusal<BossProblem> =>
  refuse('rejected', { reason, detail });
