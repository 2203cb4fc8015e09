/**
 * `config.json` as the host serves it: that of the build, with the operator's fields over it and the address of this
 * host's TSP.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonOf } from '../../../contract/configReader.ts';
import type { BackendConfig } from '../config/backendConfig.ts';

/**
 * Reads `config.json` of the build in `folder`. @throws Error with a sentence for the operator when no portal is built
 * there.
 */
export function portalConfigIn(folder: string): object {
  const file = join(folder, 'config.json');
  if (!existsSync(file)) {
    throw new Error(`${folder}: no portal is built there; npm run build, or npm run build:mocks`);
  }
  const config = jsonOf(readFileSync(file, 'utf8'));
  if (!config.ok) throw new Error(`${file}: ${config.error}`);
  return config.value as object;
}

export const portalConfigText = (
  fromBuild: object,
  { operator }: Pick<BackendConfig, 'operator'>,
): string => JSON.stringify({ ...fromBuild, ...operator, tspUrl: '/tsp/v1' });
