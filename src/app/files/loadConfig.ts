/** Reads `config.json` beside the page, as often as it takes: only a file that has come whole can be wrong. */

import type { Log } from '../../shared/log.ts';
import type { Result } from '../../shared/result.ts';
import { SETTINGS } from '../boot/awaited.ts';
import type { Boot } from '../boot/boot.ts';
import { changedFile, writtenFile } from './changedFile.ts';
import { type OperatorConfig, parseConfig } from './operatorConfig.ts';
import type { ConfigFault } from './readFile.ts';

const URL = './config.json';

interface LoadedConfig {
  readonly result: Result<OperatorConfig, ConfigFault>;
  /** Resolves when the file on the server has changed. */
  changed(): Promise<unknown>;
}

export async function loadConfig(boot: Pick<Boot, 'untilWhole'>, log: Log): Promise<LoadedConfig> {
  let newest: string;
  const read = (text: string) => {
    newest = text;
    return parseConfig(text, log);
  };
  const { value: result } = await boot.untilWhole(SETTINGS, URL, writtenFile(read));
  return { result, changed: () => changedFile(boot, SETTINGS, URL, newest) };
}
