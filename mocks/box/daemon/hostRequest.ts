/** Parses requests to a daemon (docs/integrate/host-bridge.md): every field is checked, unknown ones are dropped. */
import {
  type HostMethod,
  type HostRequest,
  MAX_MESSAGE_CHARS,
} from '../../../src/reader/hostObject/hostMessages.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';

interface BadRequest {
  /** `null`: the request has no usable id, so it cannot be answered. */
  readonly id: number | null;
  readonly why: string;
}

type Check = (value: unknown) => boolean;

const MAX_TIMEOUT_MS = 120_000;

const hex =
  (minBytes: number, maxBytes: number): Check =>
  (value) =>
    typeof value === 'string' &&
    value.length >= 2 * minBytes &&
    value.length <= 2 * maxBytes &&
    /^([0-9A-Fa-f]{2})*$/.test(value);

const reader: Check = (value) =>
  typeof value === 'string' && value.length >= 1 && value.length <= 128;
const timeoutMs: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_TIMEOUT_MS;

const FIELDS: Readonly<Record<HostMethod, Readonly<Record<string, Check>>>> = {
  identity: {},
  sign: { data: hex(0, 4096) },
  list: {},
  open: { reader },
  powerOn: { reader },
  transmit: { reader, apdu: hex(4, 261), timeoutMs },
  powerOff: { reader },
  close: { reader },
};

/** Never throws. Unknown fields are dropped. */
export function parseHostRequest(text: string): Result<HostRequest, BadRequest> {
  if (text.length > MAX_MESSAGE_CHARS) return fail({ id: null, why: 'too long' });
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return fail({ id: null, why: 'not JSON' });
  }
  if (typeof message !== 'object' || message === null) return fail({ id: null, why: 'no object' });
  const { id, method, ...given } = message as Record<string, unknown>;
  if (!Number.isSafeInteger(id) || (id as number) < 1) return fail({ id: null, why: '"id"' });
  const bad = (why: string) => fail({ id: id as number, why });
  if (typeof method !== 'string' || !Object.hasOwn(FIELDS, method)) return bad('"method"');
  const request: Record<string, unknown> = { id, method };
  for (const [name, fits] of Object.entries(FIELDS[method as HostMethod])) {
    if (!fits(given[name])) return bad(`"${name}" of ${method}`);
    request[name] = given[name];
  }
  return ok(request as unknown as HostRequest);
}
