/** The ways to a card reader that a box may take; their drivers are scripts of their own that few boxes load. */
import type { ReaderProvider, ReaderTransport } from '../reader/cardReader.ts';
import type { HostLink } from '../reader/hostObject/hostLink.ts';
import { hostObjectProvider } from '../reader/hostObject/hostObjectProvider.ts';
import { lazyProvider } from '../reader/lazyProvider.ts';
import type { SocketReader } from '../reader/socket/socketReader.ts';
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
  }
}

/** A build with the pretend world has modules; one for production leaves what is beside it in the page. */
const loadUsb = __MOCKS__
  ? () => import('../reader/webusb/webUsbProvider.ts').then((module) => module.webUsbProvider)
  : sideScript('usb.js', () => window.portalUsb);
const loadHid = __MOCKS__
  ? () => import('../reader/webhid/webHidProvider.ts').then((module) => module.webHidProvider)
  : sideScript('hid.js', () => window.portalHid);

interface PortParts {
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
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
