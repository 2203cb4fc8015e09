/** The ways to a card reader that a box may take; their drivers are scripts of their own that few boxes load. */
import type { ReaderProvider, ReaderTransport } from '../reader/cardReader.ts';
import type { HostLink } from '../reader/hostObject/hostLink.ts';
import { hostObjectProvider } from '../reader/hostObject/hostObjectProvider.ts';
import { lazyProvider } from '../reader/lazyProvider.ts';
import { socketProvider } from '../reader/socket/socketProvider.ts';
import type { HidLike } from '../reader/webhid/webHidProvider.ts';
import type { Log } from '../shared/log.ts';
import type { Random } from '../shared/random.ts';
import type { Timers } from '../shared/time.ts';
import { type OperatorConfig, READER_PORTS } from './files/operatorConfig.ts';
import type { ReaderDaemon } from './readerDaemon.ts';

interface PortParts {
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** The providers in the operator's order; a port that is left out is not tried. */
export function readerPorts(
  { readers = READER_PORTS, readerModels: models }: OperatorConfig,
  host: HostLink | undefined,
  daemon: ReaderDaemon | undefined,
  parts: PortParts,
): ReaderProvider[] {
  const { usb, hid } = navigator;
  const isSecureContext = window.isSecureContext !== false;
  const providerOf: Readonly<Record<ReaderTransport, () => ReaderProvider>> = {
    'host-object': () => hostObjectProvider(host, parts.log),
    webusb: () =>
      lazyProvider(
        'webusb',
        usb,
        async () => {
          const { webUsbProvider } = await import('../reader/webusb/webUsbProvider.ts');
          return webUsbProvider(usb, { ...parts, models });
        },
        parts.timers,
      ),
    webhid: () =>
      lazyProvider(
        'webhid',
        hid,
        async () => {
          const { webHidProvider } = await import('../reader/webhid/webHidProvider.ts');
          return webHidProvider({ ...parts, hid: hid as HidLike, isSecureContext, models });
        },
        parts.timers,
      ),
    websocket: () =>
      daemon
        ? socketProvider(daemon.host, daemon.link, parts.log)
        : hostObjectProvider(undefined, parts.log, 'websocket'),
  };
  // Two of one port would take the reader from each other.
  const once = readers.filter((port, index) => readers.indexOf(port) === index);
  return once.map((port) => providerOf[port]());
}
