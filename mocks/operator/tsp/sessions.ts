/** Opens a session: challenge and response with the box key, which only BOSS has. */
import { toHex } from '../../../src/shared/bytes.ts';
import { rfc3339 } from '../../../src/shared/time.ts';
import type { Order, Session, SessionRequest } from '../../../src/tsp/tspTypes.ts';
import type { components } from '../../contract/bossApi.generated.ts';
import { listRows } from '../../store/rowList.ts';
import { isId } from './base/bossClient.ts';
import type { PartyError } from './base/partyClient.ts';
import type { TspParts } from './base/ports.ts';
import { refuse } from './base/problems.ts';
import { opened, type Reply } from './base/reply.ts';
import { commit, type UnitOfWork } from './base/unitOfWork.ts';
import { loadOrder } from './books/expire.ts';
import { lacksCardsWord } from './books/moveOrder.ts';
import { awaitedOf, putSession, type SessionRow } from './books/store/doorStore.ts';
import { pastOrdersOf } from './books/store/orderStore.ts';
import { readBox } from './controls/boxes.ts';
import { type LiveSession, readSignature, type SignedRequest } from './door/auth.ts';
import type { SessionCache } from './door/sessionCache.ts';
import { openOrders } from './orders/orderLists.ts';

type BoxIdentity = components['schemas']['BoxIdentity'];
type BoxProof = components['schemas']['BoxProof'];

function boxRefusal(parts: TspParts, error: PartyError): Reply {
  if (error.kind === 'no-answer') return refuse(parts, 'boss.unavailable');
  switch (error.code) {
    case 'box.unknown':
    case 'subscriber.unknown':
      return refuse(parts, 'stb.unknown');
    case 'box.blocked':
      return refuse(parts, 'stb.blocked');
    case 'box.signature':
      return refuse(parts, 'auth.signature');
    default:
      return refuse(parts, 'boss.unavailable');
  }
}

/** Whether the box that asks has begun an attempt for the order and may still say how it ended. */
const isUnfinished = ({ attempt }: Order): boolean =>
  attempt?.state === 'MAC1_ISSUED' || attempt?.state === 'IN_DOUBT';

/** Whether the box that asks may have the card's own word about an attempt that it began for this household. */
async function mayKnowBetter(unit: UnitOfWork, subscriberId: string): Promise<boolean> {
  const awaited = awaitedOf({ stbId: unit.who, subscriberId });
  if ((await listRows(unit.tx, awaited, { limit: 1 })).length > 0) return true;
  // Attempts of an older version are in no such list: those of the last orders are looked at.
  const last = { reverse: true, limit: unit.parts.limits.pageSize };
  for (const { id } of await listRows(unit.tx, pastOrdersOf(subscriberId), last)) {
    const attempt = (await loadOrder(unit, id))?.attempt;
    if (attempt?.stbId === unit.who && lacksCardsWord(attempt)) return true;
  }
  return false;
}

/**
 * `request` is signed with the box key; its body fits the contract. An outdated portal still gets a session. `firstOf`: what the box
 * wants with it.
 */
export async function openSession(
  parts: TspParts,
  sessions: SessionCache,
  request: SignedRequest,
  body: SessionRequest,
  firstOf: ((session: LiveSession) => Promise<Session['first']>) | null,
): Promise<Reply> {
  const { random } = parts.environment;
  const message = await readSignature(parts, request, refuse);
  if (!message.ok) return message.error;
  const { stbId, base, signature } = message.value;
  if (body.stbId !== stbId) return refuse(parts, 'request.invalid', { field: 'stbId' });
  const serverNonce = toHex(random.bytes(16)).toLowerCase();
  const proof: BoxProof = {
    stbId,
    boxNonce: body.boxNonce,
    serverNonce,
    signatureBase: base,
    signature,
  };
  const identity = await parts.boss.post<BoxIdentity>('/stb-auth', proof);
  if (!identity.ok) return boxRefusal(parts, identity.error);
  await sessions.ready();
  if (!sessions.isNew(stbId, message.value.nonce)) return refuse(parts, 'auth.replay');
  // Counted as any other request of the box; a stranger, who cannot sign, uses up none of them.
  const { requests } = parts.rateLimits;
  const retryAfterMs = requests.wait(stbId);
  requests.note(stbId);
  if (retryAfterMs !== null) return refuse(parts, 'rate.limited', { retryAfterMs });
  const { subscriberId, sessionKey } = identity.value ?? {};
  if (!isId(subscriberId) || typeof sessionKey !== 'string')
    return refuse(parts, 'boss.unavailable');
  const token = toHex(random.bytes(32)).toLowerCase();
  const { limits } = parts;
  const made = await commit(parts, stbId, async (unit) => {
    const { tx, now } = unit;
    const open = await openOrders(unit, subscriberId);
    const { blocked } = await readBox(tx, stbId);
    if (blocked) {
      const mayFinish = open.some(isUnfinished) || (await mayKnowBetter(unit, subscriberId));
      if (!mayFinish) return refuse(parts, 'stb.blocked');
    }
    const row: SessionRow = {
      token,
      stbId,
      subscriberId,
      sessionKey,
      portalVersion: body.portalVersion,
      openedAt: now,
      usedAt: now,
    };
    putSession(tx, row);
    unit.after(() => sessions.opened(row));
    const { cardWaitMs, reportMs, activationWaitMs } = limits;
    const session: Session = {
      sessionToken: token,
      serverNonce,
      serverTime: now,
      expiresAt: rfc3339(now + limits.sessionMs),
      limits: { cardWaitMs, reportMs, activationWaitMs },
      open,
    };
    return { session, row: { ...row, isBlocked: blocked } };
  });
  if (!('session' in made)) return made;
  const first = firstOf && (await firstOf(made.row));
  return opened(sessionKey, first ? { ...made.session, first } : made.session);
}
