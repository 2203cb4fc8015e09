/** Refusals of this interface, as problems with their HTTP status. */
import type { Refusal } from '../../../contract/contractServer.ts';
import type { DeskRefusal } from '../../tsp/controls/desk.ts';
import type { OpsProblem } from './opsTypes.ts';

const STATUS: { readonly [Code in OpsProblem['code']]: number } = {
  'request.invalid': 400,
  'request.not_found': 404,
  'auth.required': 401,
  'auth.refused': 401,
  'auth.locked': 429,
  'role.forbidden': 403,
  'case.same_person': 403,
  'case.state': 409,
  'case.version': 409,
  'case.decision': 422,
  'case.preview': 409,
  'case.refund_ref': 409,
  'case.not_found': 404,
  'order.not_found': 404,
  'day.not_found': 404,
  'day.not_over': 409,
  'batch.not_found': 404,
  'psam.not_found': 404,
  'subscriber.not_found': 404,
  unavailable: 503,
};

/** `detail`: what is wrong and what to do, in one sentence. */
export const refuse = (
  code: OpsProblem['code'],
  detail: string,
  more: Pick<OpsProblem, 'field' | 'retryAfterMs'> = {},
): Refusal<OpsProblem> => ({ refused: { status: STATUS[code], code, detail, ...more } });

/** A detail of the desk begins with the field, if a field is at fault. */
export function refuseAs({ code, detail }: DeskRefusal): Refusal<OpsProblem> {
  const isOfField = code === 'request.invalid' || code === 'case.refund_ref';
  const field = isOfField ? /^(\w+):/.exec(detail)?.[1] : undefined;
  return refuse(code, detail, field === undefined ? {} : { field });
}
