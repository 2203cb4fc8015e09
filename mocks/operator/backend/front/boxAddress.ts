/** The network address that a request comes from, as the TSP counts it. */
import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/** What the front tells the TSP. What a caller sends under this name is dropped. */
export const BOX_ADDRESS = 'box-address';

const isLoopback = (address: string): boolean =>
  address === '::1' || (address.startsWith('127.') && isIP(address) === 4);

const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** Some proxies write the port behind the address: `10.0.0.7:51234`, `[2001:db8::7]:51234`. */
const withoutPort = (text: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;

/** A household has a whole /64 of IPv6, so its first half is the address. */
function counted(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - first.length - last.length });
  const groups = [...first, ...zeros.map(() => '0'), ...last].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/**
 * `proxies`: addresses whose `X-Forwarded-For` is believed; its last entry is the box, because a proxy adds what it has
 * seen at the end. `undefined`: nobody knows it; a proxy on this machine that is not named is no box.
 */
export function boxAddress(
  {
    socket,
    headers,
  }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  proxies: readonly string[],
): string | undefined {
  const remote = unmapped(socket.remoteAddress ?? '');
  if (proxies.includes(remote)) {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',');
    const last = unmapped(withoutPort(forwarded.split(',').at(-1)!.trim()));
    return isIP(last) === 0 ? undefined : counted(last);
  }
  return isIP(remote) === 0 || isLoopback(remote) ? undefined : counted(remote);
}
