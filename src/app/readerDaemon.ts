/** The daemon beside the browser that knows readers and the box's key, where the host has no object for them. */
import { type HostLink, hostLink } from '../reader/hostObject/hostLink.ts';
import type { SocketHost, SocketParts } from '../reader/socket/socketHost.ts';
import type { Log } from '../shared/log.ts';
import type { Timers } from '../shared/time.ts';
import type { OperatorConfig } from './files/operatorConfig.ts';

/** The socket as a host object, and the one link to it: identity and readers share it. */
export interface ReaderDaemon {
  readonly host: SocketHost;
  readonly link: HostLink;
}

/** The daemon of the operator's config, if it names one and its driver comes. */
export async function readerDaemon(
  { readerDaemon: daemon }: OperatorConfig,
  { timers, log }: { readonly timers: Timers; readonly log: Log },
): Promise<ReaderDaemon | undefined> {
  if (!daemon) return undefined;
  try {
    const { socketHost } = await import('../reader/socket/socketHost.ts');
    const Socket = WebSocket as unknown as SocketParts['WebSocket'];
    const host = socketHost(daemon.url, daemon.token, { WebSocket: Socket, timers, log });
    const link = hostLink(host, timers, log);
    await host.tried;
    return { host, link };
  } catch (cause) {
    log('readers', String(cause));
    return undefined;
  }
}
