/** The ways to a card reader that a box may take; their drivers are scripts of their own that few boxes load. */
import type { ReaderProvider, ReaderTransport } from '../reader/cardReader.ts';
import type { HostLink } from '../reader/hostObject/hostLink.ts';
import { hostObjectProvider } from '../reader/hostObject/hostObjectProvider.ts';
import { lazyProvider } from '../reader/lazyProvider.ts';
import type { SocketParts } from '../reader/socket/socketHost.ts';
import type { SocketReader, socketReader } from '../reader/socket/socketReader.ts';
import type { HidLike, webHidProvider } from '../reader/webhid/webHidProvider.ts';
import type { webUsbProvider } from '../reader/webusb/webUsbProvider.ts';
import type { Log } from '../shared/log.ts';
import type { Random } from '../shared/random.ts';
import type { Timers } from '../shared/time.ts';
import { type OperatorConfig, READER_PORTS } from './operatorConfig.ts';
import { sideScript } from './sideScript.ts';

/** Set by vite.config.ts. */
declare const __MOCKS__: boolean;

declare global {
  interface Window {
    portalUsb?: typeof webUsbProvider;
    portalHid?: typeof webHidProvider;
    portalSocket?: typeof socketReader;
  }
}

/** A build with the pretend world has modules; one for production leaves what is beside it in the page. */
const loadUsb = __MOCKS__
  ? () => import('../reader/webusb/webUsbProvider.ts').then((module) => module.webUsbProvider)
  : sideScript('usb.js', () => window.portalUsb);
const loadHid = __MOCKS__
  ? () => import('../reader/webhid/webHidProvider.ts').then((module) => module.webHidProvider)
  : sideScript('hid.js', () => window.portalHid);
const loadSocket = __MOCKS__
  ? () => import('../reader/socket/socketReader.ts').then((module) => module.socketReader)
  : sideScript('socket.js', () => window.portalSocket);

interface PortParts {
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** The daemon of the operator's config, if it names one and its driver comes. */
export async function readerDaemon(
  { readerDaemon: daemon }: OperatorConfig,
  { timers, log }: Pick<PortParts, 'timers' | 'log'>,
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

/** In the operator's order; what he left out is not tried. */
export function readerPorts(
  { readers = READER_PORTS }: OperatorConfig,
  host: HostLink | undefined,
  daemon: SocketReader | undefined,
  parts: PortParts,
): ReaderProvider[] {
  const { usb, hid } = navigator;
  const isSecureContext = window.isSecureContext !== false;
  const providerOf: Readonly<Record<ReaderTransport, () => ReaderProvider>> = {
    'host-object': () => hostObjectProvider(host, parts.log),
    webusb: () =>
      lazyProvider(
        'webusb',
        () => Boolean(usb),
        async () => (await loadUsb())(usb, parts),
      ),
    webhid: () =>
      lazyProvider(
        'webhid',
        () => Boolean(hid),
        async () => (await loadHid())({ ...parts, hid: hid as HidLike, isSecureContext }),
      ),
    websocket: () => daemon?.provider ?? hostObjectProvider(undefined, parts.log, 'websocket'),
  };
  return readers.map((port) => providerOf[port]());
}
