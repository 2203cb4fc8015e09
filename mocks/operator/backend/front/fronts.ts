/** The ports of the host, opened together and closed together. */

import type { Log } from '../../../../src/shared/log.ts';
import type { Fetch } from '../../../environment/environment.ts';
import type { BackendConfig } from '../config/backendConfig.ts';
import { type Front, type FrontParts, startFront } from './httpFront.ts';
import { securityHeaders } from './securityHeaders.ts';

export type PortName = 'portal' | 'boss' | 'ppp' | 'console' | 'admin';

interface Fronts {
  readonly ports: Readonly<Record<PortName, number>>;
  open(name: PortName, fetch: Fetch): Promise<void>;
  /** Resolves when all requests are answered, or after `withinMs` (default: five seconds). */
  close(withinMs?: number): Promise<void>;
}

/** A full batch of the day is 20 000 records. */
const BODY_BYTES: Readonly<Record<PortName, number>> = {
  portal: 65_536,
  boss: 65_536,
  ppp: 33_554_432,
  console: 65_536,
  admin: 1_024,
};
/** A request to settle is answered only when the settlement is done. */
const REQUEST_MS: Partial<Record<PortName, number>> = { admin: 3_600_000, ppp: 60_000 };
const CLOSE_MS = 5_000;
const LOOPBACK = '127.0.0.1';

export function createFronts(
  config: Pick<BackendConfig, 'ports' | 'bind' | 'https' | 'proxies'>,
  log: Log,
): Fronts {
  const { bind, https, proxies } = config;
  const open = new Map<PortName, Front>();
  const ports = { portal: 0, boss: 0, ppp: 0, console: 0, admin: 0 };
  const bindOf = (name: PortName): string => {
    if (name === 'admin') return LOOPBACK;
    return name === 'portal' ? bind.portal : bind.operator;
  };

  return {
    ports,
    async open(name, fetch) {
      const parts: FrontParts = {
        name,
        fetch,
        log,
        port: name === 'admin' ? 0 : config.ports[name],
        bind: bindOf(name),
        bodyBytes: BODY_BYTES[name],
        headers: securityHeaders({ https }),
        proxies,
        ...(REQUEST_MS[name] === undefined ? {} : { requestMs: REQUEST_MS[name] }),
      };
      const front = await startFront(parts);
      open.set(name, front);
      ports[name] = front.port;
    },
    async close(withinMs = CLOSE_MS) {
      await Promise.all([...open.values()].map((front) => front.close(withinMs)));
      open.clear();
    },
  };
}
