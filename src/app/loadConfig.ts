/** Reads `config.json` beside the page, as often as it takes: only a file that has come whole can be wrong. */

import type { Result } from '../shared/result.ts';
import type { Boot } from './boot/boot.ts';
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
    if (status !== 200 || text === '' || text.charAt(0) === '<') return undefined;
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

export async function loadConfig({ untilWhole }: Pick<Boot, 'untilWhole'>): Promise<LoadedConfig> {
  const { value } = await untilWhole('settings', URL, wholeText());
  return {
    result: parseConfig(value),
    changed: () =>
      untilWhole(
        'settings',
        URL,
        (text, status) => (status === 200 && text !== value ? text : undefined),
        1,
      ),
  };
}
