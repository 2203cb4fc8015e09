/**
 * Idempotency: one key has one effect. The effect of a call on money or an order and its answer are in one commit, so
 * either both are stored or none. The same key gets that answer forever, to the byte. Which keys are running is known
 * in memory only: a crash frees them.
 *
 * A refusal that did nothing, or voided an attempt before its MAC1 at most, is not stored: the same key is judged again.
 * Most causes of refusals pass (another attempt is open, another order is being paid, no PSAM is free), so "send it
 * again" must be able to succeed. Storing them would protect no money either: a new key gets only what the state allows.
 * The state of order and attempt protects the money, and no key can turn it back.
 *
 * What is stored is stored for ever, so a box that makes up keys has a limit, or it would fill the disk for everybody.
 */
import { toHex, utf8 } from '../../../../src/shared/bytes.ts';
import type { CardProofs, Observation } from '../../../../src/tsp/tspTypes.ts';
import { canonicalJson } from '../base/canonicalJson.ts';
import type { TspParts } from '../base/ports.ts';
import type { Refuse } from '../base/problems.ts';
import type { Reply } from '../base/reply.ts';
import { getAnswer, putAnswer } from '../books/store/doorStore.ts';
import type { Call, Handler } from './call.ts';

/** The part of a call that stays equal when a retry is sealed and signed again. */
function stablePart(call: Omit<Call, 'keep'>): unknown {
  switch (call.operationId) {
    case 'startAttempt':
      return null;
    case 'resolve':
    case 'proveCard': {
      const { card, ...seen } = call.body as Observation | CardProofs;
      const { serialToken: _, ...open } = card;
      return { ...seen, card: open };
    }
    default:
      return call.body;
  }
}

async function fingerprintOf(parts: TspParts, call: Omit<Call, 'keep'>): Promise<string> {
  const { operationId, params, session } = call;
  const text = canonicalJson([operationId, params, session.subscriberId, stablePart(call)]);
  return toHex(await parts.environment.crypto.sha256(utf8(text)));
}

export function createIdempotency(parts: TspParts): {
  once(call: Omit<Call, 'keep'>, handler: Handler, refuse: Refuse): Promise<Reply>;
} {
  const running = new Map<string, string>();

  async function once(call: Omit<Call, 'keep'>, handler: Handler, refuse: Refuse): Promise<Reply> {
    const { stbId } = call.session;
    const row = JSON.stringify([stbId, call.key]);
    const fingerprint = await fingerprintOf(parts, call);
    const other = running.get(row);
    if (other !== undefined) {
      const code = other === fingerprint ? 'idempotency.in_progress' : 'idempotency.mismatch';
      return refuse(parts, code);
    }
    running.set(row, fingerprint);
    try {
      const kept = await parts.store.transaction((tx) => getAnswer(tx, stbId, call.key));
      if (kept) {
        return kept.fingerprint === fingerprint
          ? kept.reply
          : refuse(parts, 'idempotency.mismatch');
      }
      const { keptAnswers } = parts.rateLimits;
      const retryAfterMs = keptAnswers.wait(stbId);
      if (retryAfterMs !== null) return refuse(parts, 'rate.limited', { retryAfterMs });
      return await handler(parts, {
        ...call,
        keep(unit, reply) {
          keptAnswers.note(stbId);
          putAnswer(unit.tx, stbId, call.key, { fingerprint, reply });
          return reply;
        },
      });
    } finally {
      running.delete(row);
    }
  }

  return { once };
}
