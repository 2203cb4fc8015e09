/** Cancels a renewal at BOSS and notes it in the audit. No money moves: the paid period stays open. */
import type { Subscription } from '../../../../src/tsp/tspTypes.ts';
import { bossRefusal } from '../base/bossClient.ts';
import { refuse } from '../base/problems.ts';
import { answer } from '../base/reply.ts';
import { commit } from '../base/unitOfWork.ts';
import { audit } from '../books/journals/audit.ts';
import type { Handler } from '../door/call.ts';

/** Without an answer of BOSS nothing is stored: the same key asks BOSS again, which repeats its answer. */
export const cancelRenewal: Handler = async (parts, call) => {
  const { subscriberId, stbId } = call.session;
  const serviceId = call.params.serviceId!;
  const path = `/subscribers/${subscriberId}/renewals/${serviceId}/cancel`;
  const ended = await parts.boss.post<Subscription>(path);
  if (!ended.ok) {
    const { error } = ended;
    const isRefused = error.kind === 'problem' && error.code === 'renewal.not_cancellable';
    return isRefused ? refuse(parts, error.code) : bossRefusal(parts, error);
  }
  return commit(parts, stbId, async (unit) => {
    const note = `${subscriberId} ${serviceId}, on until ${ended.value.validTo ?? 'never'}`;
    await audit(unit, { what: 'renewal.cancelled', note });
    return call.keep(unit, answer(200, ended.value));
  });
};
