import type { Environment } from '../../../environment/environment.ts';
import type { BossFaults } from '../../../faults/bossFaults.ts';
import type { CatalogueIndex } from './catalogueIndex.ts';

/** What the rules of BOSS need beside the transaction they run in. */
export interface BossParts {
  readonly environment: Environment;
  readonly faults: Readonly<BossFaults>;
  readonly index: CatalogueIndex;
}
