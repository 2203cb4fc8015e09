/** The operator's platform as the demonstration was recorded on it. */
import { CITY_CABLE } from '../../card/issuers.ts';
import { householdsSeed } from '../boss/seed/households.ts';
import type { OperatorPlatformParts } from '../operatorPlatform.ts';
import { poolOf } from '../psam/pools.ts';
import type { DemoHead } from './demoState.ts';

export const DEMO_FILES = { channel: 'TVDS', acquirer: '48021000', uploadBy: 'file' } as const;
export const FIRST_TERMINAL = '010020000001';

export const demoPlatform = ({
  households,
  psams,
}: Pick<DemoHead, 'households' | 'psams'>): Pick<OperatorPlatformParts, 'seed' | 'psams'> => ({
  seed: householdsSeed(households),
  psams: poolOf(CITY_CABLE, FIRST_TERMINAL, psams),
});
