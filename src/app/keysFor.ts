/** Chooses the key profile: what the address asks for, else the operator's, else the one that suits the box. */
import { type KeyProfile, universalKeys } from '../remote/keyProfile.ts';
import { neverAborted } from '../shared/abort.ts';
import type { HttpSend } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { readAs } from '../tsp/shape.ts';
import { keyProfile } from './keyShape.ts';
import { type ConfigFault, faultOf, short } from './operatorConfig.ts';

const TIMEOUT_MS = 10_000;

/** `null` when the file could not be had, which is nobody's fault; the fault when it is there and not right. */
async function keyFile(
  name: string,
  send: HttpSend,
): Promise<Result<KeyProfile, ConfigFault> | null> {
  const url = `./keys/${name}.json`;
  const answer = await send({ method: 'GET', url, headers: {} }, TIMEOUT_MS, neverAborted);
  if (!answer.ok) return null;
  const field = `keys/${name}.json`;
  const { status, body } = answer.value;
  if (status !== 200) return fail({ field, value: `HTTP ${status}`, expected: 'a key profile' });
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    return fail({ field, value: short(body), expected: `JSON (${String(cause)})` });
  }
  const read = readAs(keyProfile, json);
  return read.ok ? read : faultOf(read.error, field);
}

/**
 * Asks at once for the file that will most likely be wanted, before the configuration is there; the function it answers
 * then chooses. Only what the operator wrote can be a fault: where the box's own file is missing, the numbers nearly
 * all boxes agree on must do.
 */
export function keysFor(
  wanted: { asked: string | null; family: string },
  send: HttpSend,
  log: Log,
) {
  const first = wanted.asked ?? wanted.family;
  const early = keyFile(first, send);
  return async (
    configured: string | KeyProfile | undefined,
  ): Promise<Result<KeyProfile, ConfigFault>> => {
    const own = wanted.asked === null ? configured : undefined;
    if (typeof own === 'object') return ok(own);
    const file = await (own === undefined || own === first ? early : keyFile(own, send));
    if (file && (file.ok || own !== undefined)) return file;
    log('keys', `no ${own ?? first}`);
    return ok(universalKeys);
  };
}
