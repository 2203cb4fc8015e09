/** Puts the card of an attempt in doubt back into the slot: its proof resolves the attempt, as in the portal. */
import { cardFacts } from '../../src/payment/conversation.ts';
import { observePurse } from '../../src/purse/observePurse.ts';
import { readPurse } from '../../src/purse/readPurse.ts';
import { toHex } from '../../src/shared/bytes.ts';
import { uuid } from '../../src/shared/random.ts';
import type { Environment } from '../environment/environment.ts';
import type { LoadBox } from './loadBox.ts';
import type { Measures } from './measures.ts';

/** Answers whether the attempt is resolved. */
export async function bringCardBack(
  { random }: Pick<Environment, 'random'>,
  measures: Measures,
  box: LoadBox,
): Promise<boolean> {
  const { doubt, card, channel, tsp } = box;
  if (!doubt) return true;
  const atr = card.reset();
  const purse = await readPurse(channel);
  const seen = await observePurse(channel, doubt.cardSequence);
  if (!purse.ok || !seen.ok) return false;
  const { proofs, sequence, log } = seen.value;
  const sentAt = performance.now();
  const resolved = await tsp.resolve(uuid(random), doubt.attemptId, {
    card: cardFacts(purse.value, atr),
    proofs: proofs.map(({ sequence: n, mac2, tac }) => ({
      sequence: n,
      mac2: toHex(mac2),
      tac: toHex(tac),
    })),
    sequence,
    log: log === null ? null : log.slice(),
  });
  measures.add('resolve', performance.now() - sentAt);
  if (!resolved.ok) {
    const { error } = resolved;
    measures.count(`resolve: ${error.kind === 'problem' ? error.problem.code : error.kind}`);
    return false;
  }
  measures.count(`resolved: ${resolved.value.verdict}`);
  const isResolved = ['debited', 'not-debited'].includes(resolved.value.verdict);
  if (isResolved) delete box.doubt;
  return isResolved;
}
