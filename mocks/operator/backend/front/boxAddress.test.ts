import { expect, test } from 'vitest';
import { boxAddress } from './boxAddress.ts';

const of = (remoteAddress: string | undefined, forwarded?: string, proxies: string[] = []) =>
  boxAddress(
    {
      socket: { remoteAddress },
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    },
    proxies,
  );

test.each([
  ['10.0.0.7', '10.0.0.7'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001::5', '2001:db8:1:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['127.0.0.1', undefined],
  ['::1', undefined],
  [undefined, undefined],
] as const)('a connection from %s counts as %s', (remote, address) => {
  expect(of(remote)).toBe(address);
});

test('a proxy that is named tells the address; what the box itself wrote before it counts for nothing', () => {
  expect(of('127.0.0.1', '1.1.1.1, 10.0.0.7', ['127.0.0.1'])).toBe('10.0.0.7');
  expect(of('::ffff:10.1.0.1', '10.0.0.8', ['10.1.0.1'])).toBe('10.0.0.8');
  expect(of('127.0.0.1', 'unknown', ['127.0.0.1'])).toBeUndefined();
  expect(of('127.0.0.1', undefined, ['127.0.0.1'])).toBeUndefined();
});

test('a box that sends X-Forwarded-For itself is where it is', () => {
  expect(of('10.0.0.7', '1.1.1.1')).toBe('10.0.0.7');
  expect(of('10.0.0.7', '1.1.1.1', ['10.1.0.1'])).toBe('10.0.0.7');
});

test.each([
  ['10.0.0.7:51234', '10.0.0.7'],
  ['1.1.1.1:80, 10.0.0.7:51234', '10.0.0.7'],
  ['[2001:db8:1:2::7]:51234', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::7]', '2001:db8:1:2::/64'],
  ['[unknown]:1', undefined],
])('a proxy that writes the port as well, %s, tells %s', (forwarded, address) => {
  expect(of('127.0.0.1', forwarded, ['127.0.0.1'])).toBe(address);
});
