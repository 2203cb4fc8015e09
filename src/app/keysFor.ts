/** Chooses the key profile: what the address asks for, else the operator's, else the one that suits the box. */
import { type KeyProfile, universalKeys } from '../remote/keyProfile.ts';
import { neverAborted } from '../shared/abort.ts';
import type { HttpSend } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { keyProfile } from './keyShape.ts';
import { type ConfigFault, readFile } from './readFile.ts';

const TIMEOUT_MS = 10_000;

/**
 * `null` when the file could not be fetched: the configuration may be right. The fault when the file is there and
 * wrong.
 */
async function keyFile(
  name: string,
  send: HttpSend,
): Promise<Result<KeyProfile, ConfigFault> | null> {
  const file = `keys/${name}.json`;
  const request = { method: 'GET', url: `./${file}`, headers: {} };
  const answer = await send(request, TIMEOUT_MS, neverAborted);
  if (!answer.ok) return null;
  const { status, body } = answer.value;
  return status === 200
    ? readFile(keyProfile, file, body, file)
    : fail({ field: file, value: `HTTP ${status}`, expected: 'a key profile' });
}

/**
 * Asks at once for the file that will most likely be wanted, before the configuration is there; the function it returns
 * then chooses. Only what the operator wrote can be a fault: where the box's own file is missing, the codes that nearly
 * all boxes agree on must do.
 */
export function keysFor(asked: string | null, family: string, send: HttpSend, log: Log) {
  const first = asked || family;
  const early = keyFile(first, send);
  return async (
    configured: string | KeyProfile | undefined,
  ): Promise<Result<KeyProfile, ConfigFault>> => {
    const own = asked ? undefined : configured;
    if (typeof own === 'object') return ok(own);
    const file = await (own === undefined || own === first ? early : keyFile(own, send));
    if (file && (file.ok || own !== undefined)) return file;
    log('keys', `no ${own ?? first}`);
    return ok(universalKeys);
  };
}
