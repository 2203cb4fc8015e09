/** Reads `config.json` beside the page, as often as it takes: only a file that has come whole can be wrong. */

import type { Log } from '../../shared/log.ts';
import type { Result } from '../../shared/result.ts';
import { SETTINGS } from '../boot/awaited.ts';
import type { Boot } from '../boot/boot.ts';
import { changedFile, isFile } from './changedFile.ts';
import { type OperatorConfig, parseConfig } from './operatorConfig.ts';
import type { ConfigFault } from './readFile.ts';

const URL = './config.json';

const isJson = (text: string): boolean => {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
};

/** Text of `config.json`, whole. One that is no JSON may have been cut: the same twice is what the operator wrote. */
function wholeText() {
  let before: string;
  return (text: string, status: number): string | undefined => {
    if (!isFile(text, status)) return undefined;
    if (isJson(text) || text === before) return text;
    before = text;
    return undefined;
  };
}

interface LoadedConfig {
  readonly result: Result<OperatorConfig, ConfigFault>;
  /** Resolves when the file on the server has changed. */
  changed(): Promise<unknown>;
}

export async function loadConfig(boot: Pick<Boot, 'untilWhole'>, log: Log): Promise<LoadedConfig> {
  const { value } = await boot.untilWhole(SETTINGS, URL, wholeText());
  return {
    result: parseConfig(value, log),
    changed: () => changedFile(boot, SETTINGS, URL, value),
  };
}
