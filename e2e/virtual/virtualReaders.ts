/** Connects the portal's drivers with the reader of the simulated box, through whichever port it has. */
import { DAEMON_TOKEN, type World } from '../../mocks/world/world.ts';
import type { ReaderProvider } from '../../src/reader/cardReader.ts';
import { type HostLink, hostLink } from '../../src/reader/hostObject/hostLink.ts';
import { hostObjectProvider } from '../../src/reader/hostObject/hostObjectProvider.ts';
import { socketHost } from '../../src/reader/socket/socketHost.ts';
import { socketProvider } from '../../src/reader/socket/socketProvider.ts';
import { type HidLike, webHidProvider } from '../../src/reader/webhid/webHidProvider.ts';
import { webUsbProvider } from '../../src/reader/webusb/webUsbProvider.ts';
import type { Log } from '../../src/shared/log.ts';
import type { Random } from '../../src/shared/random.ts';
import type { Timers } from '../../src/shared/time.ts';

interface Parts {
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** `link` leads to the box's key; `providers` are in the portal's own order. */
export function virtualReaders(
  { host, readers: { usb, hid, socket } }: World,
  parts: Parts,
): { link: HostLink; providers: ReaderProvider[] } {
  const { timers, log } = parts;
  if (socket) {
    const daemon = socketHost('ws://127.0.0.1', DAEMON_TOKEN, { WebSocket: socket, timers, log });
    const link = hostLink(daemon, timers, log);
    return { link, providers: [socketProvider(daemon, link, log)] };
  }
  const link = hostLink(host, timers, log);
  return {
    link,
    providers: [
      hostObjectProvider(link, log),
      webUsbProvider(usb, parts),
      webHidProvider({ ...parts, hid: hid as HidLike | undefined, isSecureContext: true }),
    ],
  };
}
