/**
 * Hands simulated boxes to pages: `POST /pretend/box?box=N`, `N` from 0; without it, the next box. Every page gets its
 * own card, with a number that was never given out before. A page that has its box from this state already (`have`)
 * keeps it. Development only: real boxes have their own keys.
 */

import type { Fetch } from '../../environment/environment.ts';
import type { Store } from '../../store/store.ts';
import { household } from '../boss/seed/households.ts';
import { demoBox, secondBox } from '../boss/seed/seed.ts';
import { problem } from './front/httpFront.ts';
import { type Beginning, boxesGiven, hostRoom, putBoxesGiven } from './state/hostStore.ts';

export interface PretendBox {
  readonly box: number;
  readonly stbId: string;
  readonly boxKey: string;
  /** 20 digits. */
  readonly cardSerial: string;
  /** The state that gave the card; other states do not know it. */
  readonly state: string;
}

/** Numbers apart from the cards of the households for load, and from those of the wallet. */
const serialOf = (number: number): string => `000622260001${String(number).padStart(8, '0')}`;

function boxOf(number: number): Pick<PretendBox, 'stbId' | 'boxKey'> {
  if (number < DEMO.length) return { stbId: DEMO[number]!.stbId, boxKey: DEMO[number]!.key };
  return household(number - DEMO.length);
}

const DEMO = [demoBox, secondBox];

export function pretendBoxes(
  store: Store,
  { households, id: state }: Pick<Beginning, 'households' | 'id'>,
): Fetch {
  const room = hostRoom(store);
  const boxes = DEMO.length + households;
  return async (request) => {
    if (request.method !== 'POST') return problem(405, 'request.not_found', 'POST it');
    const { searchParams } = new URL(request.url);
    if (searchParams.get('have') === state) return new Response(null, { status: 204 });
    const asked = searchParams.get('box');
    const wanted = asked === null || asked === '' ? null : Number(asked);
    if (wanted !== null && !(Number.isInteger(wanted) && wanted >= 0 && wanted < boxes)) {
      return problem(
        404,
        'request.not_found',
        `box: ${asked?.slice(0, 20)} is not a number from 0 to ${boxes - 1}; --households N makes more`,
      );
    }
    const given = await room.transaction(async (tx) => {
      const number = await boxesGiven(tx);
      putBoxesGiven(tx, number + 1);
      return number;
    });
    const box = wanted ?? given % boxes;
    const { stbId, boxKey } = boxOf(box);
    const answer: PretendBox = { box, stbId, boxKey, cardSerial: serialOf(given + 1), state };
    return Response.json(answer, { status: 201 });
  };
}
