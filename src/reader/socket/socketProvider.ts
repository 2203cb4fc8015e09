/** Readers behind the reader daemon: the host object's provider over another wire. */
import type { Log } from '../../shared/log.ts';
import type { ReaderProvider } from '../cardReader.ts';
import type { HostLink } from '../hostObject/hostLink.ts';
import { hostObjectProvider } from '../hostObject/hostObjectProvider.ts';
import type { SocketHost } from './socketHost.ts';

/** `link` is the one of `host`: identity and readers share it, because a host object has one listener only. */
export function socketProvider(host: SocketHost, link: HostLink, log: Log): ReaderProvider {
  return {
    ...hostObjectProvider(link, log, 'websocket'),
    probe: async () => {
      await host.tried;
      return host.status();
    },
  };
}
