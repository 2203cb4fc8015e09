/** The cards a scenario's subscriber may hold. */
import type { CardState } from './card/cardState.ts';
import { issueCard } from './card/issueCard.ts';
import { CITY_CABLE, FAR_TOWN } from './card/issuers.ts';
import type { CardName } from './scenarios.ts';

const usual = { issuer: CITY_CABLE, validFrom: '20250101', validTo: '20351231' };

export const CARD_NAMES: readonly CardName[] = [
  'good',
  'poor',
  'other',
  'foreign',
  'locked',
  'expired',
  'blank',
];

/** A new card as its issuer hands it out. */
export function walletCard(name: CardName, provesBy: 'n' | 'n+1' = 'n'): CardState {
  const settings = { provesBy };
  switch (name) {
    case 'good':
      return issueCard({ ...usual, serial: '00062226000000000018', balanceFen: 100_000, settings });
    case 'other':
      return issueCard({ ...usual, serial: '00062226000000003327', balanceFen: 80_000, settings });
    case 'poor':
      return issueCard({ ...usual, serial: '00062226000000000526', balanceFen: 1_350, settings });
    case 'foreign':
      return issueCard({
        ...usual,
        issuer: FAR_TOWN,
        serial: '00077310000000004412',
        balanceFen: 50_000,
      });
    case 'locked':
      return {
        ...issueCard({ ...usual, serial: '00062226000000000734', balanceFen: 100_000 }),
        locked: true,
        macErrors: 3,
      };
    case 'expired':
      return issueCard({
        ...usual,
        serial: '00062226000000000942',
        balanceFen: 100_000,
        validFrom: '20180101',
        validTo: '20231231',
      });
    case 'blank':
      return {
        ...issueCard({ ...usual, serial: '00062226000000001150', balanceFen: 0, named: false }),
        fid: '7F7F',
      };
  }
}
