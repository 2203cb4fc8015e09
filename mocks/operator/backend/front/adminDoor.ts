/** What programs on this machine may ask of the host: over loopback, with the token that only its owner can read. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Result } from '../../../../src/shared/result.ts';
import type { Fetch } from '../../../environment/environment.ts';
import type { DayFault } from '../../tsp/base/settleableDay.ts';
import type { DayReport } from '../day/dayReport.ts';
import type { SettleState } from '../day/settleWatch.ts';
import { problem } from './httpFront.ts';

interface AdminParts {
  readonly token: string;
  /** Names the folder of the state on this machine: a copy of it has another. */
  readonly stateId: string;
  /** Where it listens. */
  readonly port: () => number;
  /** The day that is meant by `yesterday` or `YYYYMMDD`, if it may be settled now. */
  readonly dateAsked: (text: string) => Result<string, DayFault>;
  readonly settle: (date: string) => Promise<DayReport>;
  /** How far the settlement is. */
  readonly state: () => SettleState | null;
}

interface Proof {
  readonly token: string;
  readonly pid: number;
  readonly port: number;
  readonly stateId: string;
  /** Chosen by who asks, 64 hex digits, another one each time. */
  readonly challenge: string;
}

/**
 * Shows that the host knows the token, without showing the token. It names port and state: the proof of a host that works
 * elsewhere, handed on by another program or asked for because of a copied `host.json`, proves nothing.
 */
export const hostProof = ({ token, pid, port, stateId, challenge }: Proof): string =>
  createHmac('sha256', token).update(`host ${pid} ${port} ${stateId} ${challenge}`).digest('hex');

const digest = (text: string) => createHash('sha256').update(text).digest();

export function adminDoor(parts: AdminParts): Fetch {
  const { token, stateId, port, dateAsked, settle, state } = parts;
  const isAllowed = (request: Request) =>
    request.headers.get('origin') === null &&
    timingSafeEqual(digest(request.headers.get('authorization') ?? ''), digest(`Bearer ${token}`));
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    // Without the token: who asks wants to know first whom it would send the token to.
    if (request.method === 'GET' && pathname === '/admin/v1/proof') {
      const challenge = searchParams.get('challenge') ?? '';
      if (!/^[0-9a-f]{64}$/.test(challenge)) {
        return problem(400, 'request.invalid', 'challenge: 64 hex digits');
      }
      const host = { token, pid: process.pid, port: port(), stateId };
      return Response.json({ proof: hostProof({ ...host, challenge }) });
    }
    if (!isAllowed(request)) return problem(401, 'auth.required', 'the token in host.json');
    if (request.method === 'GET' && pathname === '/admin/v1/progress')
      return Response.json(state());
    if (request.method !== 'POST' || pathname !== '/admin/v1/settle') {
      return problem(404, 'request.not_found', 'POST /admin/v1/settle?date=YYYYMMDD, or yesterday');
    }
    const date = dateAsked(searchParams.get('date') ?? '');
    if (!date.ok) return problem(400, date.error.code, `date: ${date.error.wrong}`);
    return Response.json(await settle(date.value));
  };
}
