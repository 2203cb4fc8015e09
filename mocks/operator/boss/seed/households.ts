/** Thousands of simulated households for load tests: each has a box with its key, a subscriber and a card. */
import { text } from '../catalogue/price.ts';
import type { BossSeed } from '../seedOnce.ts';
import { defaultSeed } from './seed.ts';

export interface Household {
  readonly stbId: string;
  /** 32 bytes hex, as BOSS has it. */
  readonly boxKey: string;
  readonly subscriberId: string;
  /** 20 digits. */
  readonly cardSerial: string;
}

const KEY_WORDS = 8;

/** Words that look random and are the same in every run (xorshift32). */
function keyOf(number: number): string {
  let state = Math.imul(number + 1, 0x9e3779b1) | 1;
  const word = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0).toString(16).padStart(8, '0');
  };
  return Array.from({ length: KEY_WORDS }, word).join('').toUpperCase();
}

/** The household of this number, from 0. */
export function household(number: number): Household {
  const digits = String(number).padStart(8, '0');
  return {
    stbId: `STB-LOAD${digits}`,
    boxKey: keyOf(number),
    subscriberId: `sub-load${digits}`,
    cardSerial: `000622269000${digits}`,
  };
}

/** The default seed with `count` more households that have subscribed to nothing yet. */
export function householdsSeed(count: number): BossSeed {
  const households = Array.from({ length: count }, (_, number) => household(number));
  return {
    ...defaultSeed,
    subscribers: [
      ...defaultSeed.subscribers,
      ...households.map(({ subscriberId }, number) => ({
        subscriberId,
        name: '李小红',
        account: `8538${String(number).padStart(8, '0')}`,
        area: { id: 'east', title: text('城东片区', 'East district') },
        status: 'active' as const,
      })),
    ],
    boxes: [
      ...defaultSeed.boxes,
      ...households.map(({ stbId, boxKey, subscriberId }) => ({
        stbId,
        key: boxKey,
        subscriberId,
        blocked: false,
      })),
    ],
  };
}
