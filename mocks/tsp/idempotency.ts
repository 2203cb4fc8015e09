/**
 * One key, one answer. Finished answers are in the store, for ever and to the byte; what is running is known in memory
 * only, so that a crash frees the key: its effect and its answer are one commit, so either both are there or none.
 */
import { toHex, utf8 } from '../../src/shared/bytes.ts';
import type { Observation } from '../../src/tsp/tspTypes.ts';
import type { Call, Handler } from './call.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { TspParts } from './ports.ts';
import { refuse } from './problems.ts';
import type { Reply } from './reply.ts';

interface KeptAnswer {
  readonly fingerprint: string;
  readonly reply: Reply;
}

/** What makes two requests the same: what stays equal when a retry is sealed and signed anew. */
function stablePart(call: Omit<Call, 'keep'>): unknown {
  switch (call.operationId) {
    case 'startAttempt':
      return null;
    case 'resolve': {
      const { card, ...seen } = call.body as Observation;
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

const rowKey = ({ session, key }: Pick<Call, 'session' | 'key'>): string =>
  `answer/${session.stbId}/${encodeURIComponent(key)}`;

/** An answer that says "send it again" must not be the answer for ever. */
const isFinal = (reply: Reply): boolean => reply.status < 500 && reply.problem !== 'rate.limited';

export function createIdempotency(parts: TspParts): {
  once(call: Omit<Call, 'keep'>, handler: Handler): Promise<Reply>;
} {
  const running = new Map<string, string>();

  async function once(call: Omit<Call, 'keep'>, handler: Handler): Promise<Reply> {
    const row = rowKey(call);
    const fingerprint = await fingerprintOf(parts, call);
    const other = running.get(row);
    if (other !== undefined) {
      const code = other === fingerprint ? 'idempotency.in_progress' : 'idempotency.mismatch';
      return refuse(parts, code);
    }
    running.set(row, fingerprint);
    try {
      const kept = await parts.store.transaction((tx) => tx.get<KeptAnswer>(row));
      if (kept) {
        return kept.fingerprint === fingerprint
          ? kept.reply
          : refuse(parts, 'idempotency.mismatch');
      }
      return await run(call, handler, row, fingerprint);
    } finally {
      running.delete(row);
    }
  }

  async function run(
    call: Omit<Call, 'keep'>,
    handler: Handler,
    row: string,
    fingerprint: string,
  ): Promise<Reply> {
    let isKept = false;
    const reply = await handler(parts, {
      ...call,
      keep(unit, kept) {
        unit.tx.put(row, { fingerprint, reply: kept } satisfies KeptAnswer);
        unit.after(() => {
          isKept = true;
        });
        return kept;
      },
    });
    if (!isKept && isFinal(reply)) {
      // No effect to go with it: nothing is lost when the crash comes before this line.
      await parts.store.transaction(async (tx) =>
        tx.put(row, { fingerprint, reply } satisfies KeptAnswer),
      );
    }
    return reply;
  }

  return { once };
}
