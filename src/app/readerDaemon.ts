/** The daemon beside the browser that knows readers and the box's key, where the host has no object for them. */
import type { SocketParts } from '../reader/socket/socketHost.ts';
import type { SocketReader, socketReader } from '../reader/socket/socketReader.ts';
import type { Log } from '../shared/log.ts';
import type { Timers } from '../shared/time.ts';
import type { OperatorConfig } from './operatorConfig.ts';
import { sideScript } from './sideScript.ts';

/** Set by vite.config.ts. */
declare const __MOCKS__: boolean;

declare global {
  interface Window {
    portalSocket?: typeof socketReader;
  }
}

const loadSocket = __MOCKS__
  ? () => import('../reader/socket/socketReader.ts').then((module) => module.socketReader)
  : sideScript('socket.js', () => window.portalSocket);

/** The daemon of the operator's config, if it names one and its driver comes. */
export async function readerDaemon(
  { readerDaemon: daemon }: OperatorConfig,
  { timers, log }: { readonly timers: Timers; readonly log: Log },
): Promise<SocketReader | undefined> {
  if (!daemon) return undefined;
  try {
    const open = await loadSocket();
    const Socket = WebSocket as unknown as SocketParts['WebSocket'];
    const reader = open(daemon.url, daemon.token, { WebSocket: Socket, timers, log });
    await reader.tried;
    return reader;
  } catch (cause) {
    log('readers', String(cause));
    return undefined;
  }
}
