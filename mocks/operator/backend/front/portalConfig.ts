/**
 * `config.json` as the host serves it: that of the build, with the operator's fields over it and the address of this
 * host's TSP.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJson } from '../../../contract/configJson.ts';
import { configSentence } from '../../../contract/configReader.ts';
import type { Artwork } from '../../artwork/artworkFiles.ts';
import type { BackendConfig } from '../config/backendConfig.ts';
import { portalConfigFault } from '../config/portalFields.ts';

const TSP_URL = '/tsp/v1';

const merged = (fromBuild: object, operator: BackendConfig['operator']): object => ({
  ...fromBuild,
  ...operator,
  tspUrl: TSP_URL,
});

function bytesOf(folder: string, file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new Error(`${folder}: no portal is built there; npm run build, or npm run build:mocks`);
    }
    throw new Error(`${file}: cannot be read (${code}); build the portal again`);
  }
}

/**
 * Reads `config.json` of the build in `folder`. With the operator's fields over it, it has to be what a portal accepts.
 * @throws Error with a sentence for the operator
 */
export function portalConfigIn(folder: string, operator: BackendConfig['operator']): object {
  const file = join(folder, 'config.json');
  const json = configJson(bytesOf(folder, file));
  if (!json.ok) throw new Error(`${file}: ${json.error}`);
  const isObject = typeof json.value === 'object' && !Array.isArray(json.value);
  const fault = portalConfigFault(
    isObject && json.value ? merged(json.value, operator) : json.value,
  );
  if (fault) throw new Error(`${file}: ${configSentence(fault)}`);
  return json.value as object;
}

/** Where the pictures of this host are. */
export const ownArtwork = (artwork: Artwork | undefined): { readonly artworkUrl?: string } =>
  artwork ? { artworkUrl: `/${artwork.folders.evening}` } : {};

/** `artworkUrl` of the text of a `config.json`. */
export const artworkUrlIn = (text: string): string | undefined => JSON.parse(text).artworkUrl;

/** `own`: fields of this host, where neither the build nor the operator has others. */
export const portalConfigText = (
  fromBuild: object,
  { operator }: Pick<BackendConfig, 'operator'>,
  own: { readonly artworkUrl?: string } = {},
): string => JSON.stringify(merged({ ...own, ...fromBuild }, operator));
