/** The cards that a scenario's subscriber may have. */
import type { CardState } from '../card/cardState.ts';
import { type CardOrder, issueCard } from '../card/issueCard.ts';
import { CITY_CABLE, FAR_TOWN } from '../card/issuers.ts';
import type { CardName } from '../faults/scenarios.ts';

export const CARD_NAMES: readonly CardName[] = [
  'good',
  'poor',
  'other',
  'foreign',
  'locked',
  'expired',
  'blank',
];

interface WalletOrder {
  /** The usual serial number. */
  readonly serial: string;
  readonly balanceFen: number;
  readonly order?: Partial<CardOrder>;
  readonly provesAsAsked?: true;
  /** Changes to the card since it was issued. */
  readonly since?: Partial<CardState>;
}

const ORDERS: Readonly<Record<CardName, WalletOrder>> = {
  good: { serial: '00062226000000000018', balanceFen: 100_000, provesAsAsked: true },
  other: { serial: '00062226000000003327', balanceFen: 80_000, provesAsAsked: true },
  poor: { serial: '00062226000000000526', balanceFen: 1_350, provesAsAsked: true },
  foreign: {
    serial: '00077310000000004412',
    balanceFen: 50_000,
    order: { issuer: FAR_TOWN },
  },
  locked: {
    serial: '00062226000000000734',
    balanceFen: 100_000,
    since: { locked: true, macErrors: 3 },
  },
  expired: {
    serial: '00062226000000000942',
    balanceFen: 100_000,
    order: { validFrom: '20180101', validTo: '20231231' },
  },
  blank: {
    serial: '00062226000000001150',
    balanceFen: 0,
    order: { named: false },
    since: { fid: '7F7F' },
  },
};

/** The cards of one wallet differ in the twelfth digit. */
const serialBeside = (good: string, name: CardName): string =>
  good.slice(0, 11) + (CARD_NAMES.indexOf(name) + 1) + good.slice(12);

/**
 * A new card as its issuer hands it out. `good`: the serial number (20 digits) of the good card, for wallets that share a
 * platform, because no two cards may have the same number.
 */
export function walletCard(name: CardName, provesBy: 'n' | 'n+1' = 'n', good?: string): CardState {
  const { serial, balanceFen, order, provesAsAsked, since } = ORDERS[name];
  const issued = issueCard({
    issuer: CITY_CABLE,
    validFrom: '20250101',
    validTo: '20351231',
    serial: good === undefined ? serial : serialBeside(good, name),
    balanceFen,
    ...order,
    ...(provesAsAsked ? { settings: { provesBy } } : {}),
  });
  return { ...issued, ...since };
}
