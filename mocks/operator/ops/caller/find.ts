/** Finds what a caller reads out: in the platform's own books, and at BOSS, which alone knows names and the ends of numbers. */
import type { FoundSubscribers, Households } from '../../tsp/controls/households.ts';
import { defined } from '../base/definedFields.ts';
import { namesCard } from '../base/namesCard.ts';
import { notePerson } from '../base/notePerson.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { readIncidents } from '../orders/incidents.ts';
import { toldIncident } from '../orders/incidentWords.ts';
import { type Find, type FindGroup, MOST_FINDS, ownerOf, ownFinds } from './ownBooks.ts';
import { type Reading, readingsOf } from './readings.ts';

type Kind = FindGroup['kind'];
type BossWord = Schemas['BossWord'];

/** What a reading may turn out to be; the surest first. */
const KINDS: { readonly [K in Reading['kind']]: readonly Kind[] } = {
  code: ['code', 'incident'],
  receipt: ['receipt'],
  order: ['order', 'attempt'],
  case: ['case'],
  card: ['card'],
  tail: ['smartCard', 'telephone', 'subscriber', 'box'],
  name: ['name'],
};
const ORDER = Object.values(KINDS).flat();

/** People named in one row of the audit. */
const MOST_NAMED = 5;

function bossGroups({ found, isMore }: FoundSubscribers): FindGroup[] {
  const groups = new Map<Kind, FindGroup['finds']>();
  for (const { by, subscriber, stbId } of found) {
    const { subscriberId, name, accountTail, area } = subscriber;
    const find = defined({ subscriberId, name, smartCard: accountTail, area, stbId });
    groups.set(by, [...(groups.get(by) ?? []), find]);
  }
  return [...groups].map(([kind, finds]) => ({ kind, finds: finds.slice(0, MOST_FINDS), isMore }));
}

/** What viewers were shown under the code. The order that has this code itself is found as an order. */
async function incidentGroups(parts: OpsParts, readings: readonly Reading[]): Promise<FindGroup[]> {
  const code = readings.find(({ kind }) => kind === 'code');
  if (code?.kind !== 'code') return [];
  const told = await readIncidents(parts, code.ref);
  const finds: Find[] = [];
  for (const one of told) {
    const subscriberId = one.subscriberId ?? (await ownerOf(parts, one.stbId));
    const { stbId, orderId, at } = one;
    finds.push(defined({ subscriberId, stbId, orderId, at, incident: toldIncident(one) }));
  }
  return [
    { kind: 'incident', finds: finds.slice(0, MOST_FINDS), isMore: finds.length > MOST_FINDS },
  ];
}

async function askBoss(
  households: Households,
  readings: readonly Reading[],
): Promise<{ readonly boss: BossWord; readonly groups: readonly FindGroup[] }> {
  const asked = readings.find(({ kind }) => kind === 'tail' || kind === 'name');
  if (!asked) return { boss: 'unasked', groups: [] };
  const told = await households.find(
    asked.kind === 'name' ? { name: asked.name } : { tail: (asked as { tail: string }).tail },
  );
  return told.ok
    ? { boss: 'answered', groups: bossGroups(told.value) }
    : { boss: 'silent', groups: [] };
}

/** What tells two finds of a group apart. */
const nameOf = ({ subscriberId, stbId = '', orderId = '', caseNo = '', incident }: Find) =>
  `${subscriberId}/${orderId || stbId || caseNo}/${incident && `${incident.at} ${incident.source}`}`;

/** One group for each kind; who is found twice is shown once. */
function merged(groups: readonly FindGroup[]): FindGroup[] {
  return ORDER.flatMap((kind) => {
    const same = groups.filter((group) => group.kind === kind);
    const finds = new Map(same.flatMap((group) => group.finds).map((find) => [nameOf(find), find]));
    if (finds.size === 0) return [];
    const isMore = same.some((group) => group.isMore) || finds.size > MOST_FINDS;
    return [{ kind, finds: [...finds.values()].slice(0, MOST_FINDS), isMore }];
  });
}

/** The row of the audit: whom the person was shown, and never what was typed, which may be a name. */
function noteOf(tried: readonly Kind[], groups: readonly FindGroup[]): string {
  const shown = new Set(
    groups.flatMap(({ finds }) => finds.flatMap((find) => find.subscriberId ?? [])),
  );
  const named = [...shown].slice(0, MOST_NAMED).join(' ');
  const more = shown.size > MOST_NAMED ? ` and ${shown.size - MOST_NAMED} more` : '';
  return `${tried.join(', ') || 'nothing'}: ${named || 'nobody'}${more}`;
}

export const find: OpsHandler<'find'> = async (parts, { query }, person) => {
  const { text } = query;
  if (namesCard(text)) return namesCard.refusal('text');
  const readings = readingsOf(text);
  const tried = ORDER.filter((kind) =>
    readings.some((reading) => KINDS[reading.kind].includes(kind)),
  );
  const own: FindGroup[] = [];
  for (const reading of readings) {
    own.push(...(await parts.room.transaction((tx) => ownFinds(tx, reading))));
  }
  own.push(...(await incidentGroups(parts, readings)));
  const { boss, groups } = await askBoss(parts.tsp.households, readings);
  // Of the same person BOSS knows more.
  const all = merged([...own, ...groups]);
  await parts.room.transaction((tx) =>
    notePerson(parts, tx, person.user, 'subscriber.found', noteOf(tried, all)),
  );
  return { status: 200, body: { groups: all, tried, boss } };
};
