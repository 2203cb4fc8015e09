/** The reader daemon as the portal takes it: one socket for the box's key and its readers. */
import type { ReaderProvider } from '../cardReader.ts';
import { type HostLink, hostLink } from '../hostObject/hostLink.ts';
import { type SocketParts, socketHost } from './socketHost.ts';
import { socketProvider } from './socketProvider.ts';

export interface SocketReader {
  readonly link: HostLink;
  readonly provider: ReaderProvider;
  /** The first try has come to an end, one way or the other. */
  readonly tried: Promise<void>;
}

export function socketReader(url: string, token: string, parts: SocketParts): SocketReader {
  const host = socketHost(url, token, parts);
  const link = hostLink(host, parts.timers, parts.log);
  return { link, provider: socketProvider(host, link, parts.log), tried: host.tried };
}
