import { expect, test } from 'vitest';
import { kioskPolicy } from './kioskPolicy.ts';

const origin = 'https://portal.example';
const all = ['host-object', 'webusb', 'webhid', 'websocket'];

test('the portal gets its readers, and no other page gets any', () => {
  expect(kioskPolicy({ origin, readers: all, devices: ['1DB2:0600', '096e'] })).toEqual({
    DefaultWebUsbGuardSetting: 2,
    DefaultWebHidGuardSetting: 2,
    WebUsbAllowDevicesForUrls: [
      {
        devices: [{ vendor_id: 0x1db2, product_id: 0x0600 }, { vendor_id: 0x096e }],
        urls: [origin],
      },
    ],
    WebHidAllowDevicesForUrls: [
      {
        devices: [{ vendor_id: 0x1db2, product_id: 0x0600 }, { vendor_id: 0x096e }],
        urls: [origin],
      },
    ],
    WebHidAllowDevicesWithHidUsagesForUrls: [
      { usages: [{ usage_page: 0xff00, usage: 0x43 }], urls: [origin] },
    ],
    LocalNetworkAccessAllowedForUrls: [origin],
    LoopbackNetworkAllowedForUrls: [origin],
  });
});

test('a box with a host object needs no grant, only the refusals', () => {
  expect(Object.keys(kioskPolicy({ origin, readers: ['host-object'], devices: [] }))).toEqual([
    'DefaultWebUsbGuardSetting',
    'DefaultWebHidGuardSetting',
  ]);
});

test.each([
  ['origin', { origin: 'http://portal.example' }],
  ['origin', { origin: 'https://portal.example/pay' }],
  ['origin', { origin: 'portal.example' }],
  ['give --origin', { origin: '' }],
  ['device "1db2-0600"', { devices: ['1db2-0600'] }],
  ['device "1db2:60"', { devices: ['1db2:60'] }],
  ['devices', { devices: [] }],
])('an invalid wish is named: %s', (named, change) => {
  const wish = { origin, readers: all, devices: ['1db2:0600'], ...change };
  expect(() => kioskPolicy(wish)).toThrow(new RegExp(`^${named}`));
});
