/** Reads `config.json` beside the page. */
import { neverAborted } from '../shared/abort.ts';
import { fail, type Result } from '../shared/result.ts';
import { type OperatorConfig, parseConfig } from './operatorConfig.ts';
import type { ConfigFault } from './readFile.ts';
import { sendByXhr } from './sendByXhr.ts';

const TIMEOUT_MS = 10_000;
const EXPECTED = 'the operator’s configuration file';

export async function loadConfig(): Promise<Result<OperatorConfig, ConfigFault>> {
  const request = { method: 'GET', url: './config.json', headers: {} };
  const answer = await sendByXhr(request, TIMEOUT_MS, neverAborted);
  const missing = (value: string) => fail({ field: 'config.json', value, expected: EXPECTED });
  if (!answer.ok) return missing(answer.error.kind);
  return answer.value.status === 200
    ? parseConfig(answer.value.body)
    : missing(`HTTP ${answer.value.status}`);
}
