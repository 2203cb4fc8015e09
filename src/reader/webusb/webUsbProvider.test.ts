import { expect, test } from 'vitest';
import { oneReader, provided } from './provider.fixture.ts';
import { refusal, type ScriptedUsb, scriptedBrowser, scriptedUsb } from './usb.fixture.ts';
import type { UsbLike, WebUsbParts } from './webUsbProvider.ts';

const dead = (): UsbLike => ({
  getDevices: () => new Promise(() => {}),
  requestDevice: () => new Promise(() => {}),
  addEventListener: () => {
    throw new Error('dead');
  },
});
const refusing = (name: string): UsbLike => ({
  ...scriptedBrowser(),
  getDevices: () => Promise.reject(refusal(name)),
});
const claimRefused = (name: string): ScriptedUsb => {
  const usb = scriptedUsb('SCR331');
  usb.failing.set('claim', Array(20).fill(name));
  return usb;
};

test.each([
  ['no WebUSB', undefined, {}, 'unsupported'],
  ['no WebUSB for a page that is not secure', undefined, { isSecure: false }, 'insecure-context'],
  ['a WebView’s dead object', dead(), {}, 'unsupported'],
  ['a policy against it', refusing('SecurityError'), {}, 'blocked-by-policy'],
  ['an object that fails', refusing('TypeError'), {}, 'unsupported'],
  ['nothing granted yet', scriptedBrowser(), {}, 'available'],
  [
    'a smart-card class that is refused',
    scriptedBrowser(claimRefused('SecurityError').device),
    {},
    'protected-class',
  ],
  [
    'one that another program has',
    scriptedBrowser(claimRefused('NetworkError').device),
    {},
    'available',
  ],
  ['one that this shell allows', scriptedBrowser(scriptedUsb('SCR331').device), {}, 'available'],
  [
    'a refused reader beside a good one',
    scriptedBrowser(claimRefused('SecurityError').device, scriptedUsb('SPR532').device),
    {},
    'available',
  ],
] as const)('%s', async (_, usb, parts, status) => {
  const { provider, soon } = provided(usb, parts);
  expect(await soon(provider.probe())).toBe(status);
});

test('without WebUSB every call says so', async () => {
  for (const usb of [undefined, dead()]) {
    const { provider, soon } = provided(usb);
    const error = { code: 'UNKNOWN_READER', outcome: 'not-sent' };
    expect(await soon(provider.listReaders())).toMatchObject({ error: { code: 'NO_SERVICE' } });
    expect(await soon(provider.open('reader'))).toMatchObject({ error });
  }
});

test('a reader is what its descriptor says, and is closed again until it is wanted', async () => {
  const { usb, provider, soon } = oneReader();
  expect(await soon(provider.listReaders())).toEqual({
    ok: true,
    value: [
      {
        name: 'Maker Reader',
        transport: 'webusb',
        slot: 0,
        exchangeLevel: 'tpdu',
        protocols: ['T0', 'T1'],
        maxMessageLength: 271,
      },
    ],
  });
  expect(usb.calls).toEqual(['open', 'get 512 9', 'get 512 126', 'close']);
});

test('the smart-card class is tried once, when the device is first seen', async () => {
  const { usb, names } = oneReader('SCR331', 0x0b);
  expect(await names()).toEqual(['Maker Reader']);
  expect(await names()).toEqual(['Maker Reader']);
  expect(usb.calls.slice(3)).toEqual(['claim 0', 'release 0', 'close']);
});

test('an interface or a slot is a reader each, and two of a kind have two names', async () => {
  const browser = scriptedBrowser(
    scriptedUsb('Feitian_R502', 0xff).device,
    scriptedUsb('SCR331-DI').device,
    scriptedUsb('SPR532').device,
    scriptedUsb('SPR532').device,
  );
  expect(await provided(browser).names()).toEqual([
    ...[0, 1, 2, 3].map((number) => `Maker Reader interface ${number}`),
    'Maker Reader slot 0',
    'Maker Reader slot 1',
    'Maker Reader',
    'Maker Reader (2)',
  ]);
});

test('what a device calls itself is only text', async () => {
  const usb = scriptedUsb('SPR532');
  Object.assign(usb.device, {
    manufacturerName: '\u0000德卡\u202e',
    productName: ` 德卡 ${'x'.repeat(1000)}`,
    serialNumber: '00\n17',
  });
  expect(await provided(scriptedBrowser(usb.device)).names()).toEqual([
    `德卡 ${'x'.repeat(36)} [00 17]`,
  ]);
  Object.assign(usb.device, { manufacturerName: null, productName: null, serialNumber: null });
  expect(await provided(scriptedBrowser(usb.device)).names()).toEqual(['reader 04E6:E003']);
});

test('a printer is not even opened; a device that cannot be read now is asked again', async () => {
  const printer = scriptedUsb('SCR331', 7);
  const reader = scriptedUsb('SPR532');
  reader.failing.set('get', ['NetworkError']);
  const { provider, soon, names } = provided(scriptedBrowser(printer.device, reader.device));
  const name = 'Reader 04E6:E003, not asked';
  expect(await names()).toEqual([name]);
  expect(await soon(provider.open(name))).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
  expect(await names()).toEqual(['Maker Reader']);
  expect(printer.calls).toEqual([]);
});

test('a reader whose first description comes garbled is asked again', async () => {
  const { device } = scriptedUsb('SPR532', 0x0b);
  const { controlTransferIn } = device;
  let answers = 0;
  device.controlTransferIn = async (setup, length) => {
    const answer = await controlTransferIn(setup, length);
    // The length of the class descriptor, in the first whole answer.
    const at = 18;
    if (length > at && answers++ === 0) {
      for (let i = at; i < length; i++)
        if (answer.data?.getUint8(i) === 0x21) answer.data.setUint8(i, 0x24);
    }
    return answer;
  };
  const { provider, soon, names } = provided(scriptedBrowser(device));
  const [first] = (await names()) as string[];
  expect(await soon(provider.open(first!))).toMatchObject({
    error: { code: 'COMM_ERROR' },
  });
  expect(await names()).toEqual(['Maker Reader']);
});

test('what the operator says of a model comes before what we know', async () => {
  const browser = scriptedBrowser(scriptedUsb('SCR3310_2', 0xff).device);
  const max = async (parts: Partial<WebUsbParts>) => {
    const { provider, soon } = provided(browser, parts);
    const listed = await soon(provider.listReaders());
    return listed.ok && [listed.value[0]?.maxMessageLength, listed.value[0]?.exchangeLevel];
  };
  expect(await max({})).toEqual([271, 'tpdu']);
  const models = [{ model: '04E6:511F', maxMessageLength: 300, level: 'short-apdu' }];
  expect(await max({ models })).toEqual([300, 'short-apdu']);
  const wrong = [{ model: '04e6:511f', maxMessageLength: 300 }];
  expect(await max({ models: wrong })).toEqual([271, 'tpdu']);
});

test('choosing a reader: what the viewer picks, or nothing', async () => {
  const usb = scriptedUsb('SPR532');
  const browser = scriptedBrowser();
  let asked: unknown;
  let answer: () => Promise<USBDevice> = async () => usb.device;
  browser.requestDevice = (options) => {
    asked = options;
    return answer();
  };
  const { provider, soon } = provided(browser);
  const ask = async () => {
    const chosen = await soon(provider.requestReader!());
    return chosen.ok ? chosen.value.name : `${chosen.error.code} ${chosen.error.detail}`;
  };
  expect(await ask()).toBe('Maker Reader');
  expect(asked).toEqual({ filters: [{ classCode: 0xff }, { classCode: 0x0b }] });
  answer = async () => claimRefused('SecurityError').device;
  expect(await ask()).toBe('READER_UNSUPPORTED protected-class');
  answer = async () => scriptedUsb('SCR331', 3).device;
  expect(await ask()).toBe('READER_UNSUPPORTED no CCID interface');
  answer = () => Promise.reject(refusal('NotFoundError'));
  expect(await ask()).toBe('CANCELLED undefined');
  answer = () => Promise.reject(refusal('SecurityError'));
  expect(await ask()).toBe('SECURITY_VIOLATION SecurityError');
});

test('readers come and go with their plugs, each under its name', async () => {
  const { usb, browser, provider, changes, soon, pass, names } = oneReader();
  await names();
  const reader = await soon(provider.open('Maker Reader'));
  if (!reader.ok) throw new Error(reader.error.code);
  const states: string[] = [];
  reader.value.onStateChange((state) => states.push(state));
  usb.unplug();
  browser.devices.length = 0;
  browser.fire('disconnect', usb.device);
  await pass(60_000);
  expect([changes, states]).toEqual([['reader-removed Maker Reader'], ['unavailable']]);
  expect(await soon(provider.open('Maker Reader'))).toMatchObject({
    error: { code: 'UNKNOWN_READER' },
  });
  const again = scriptedUsb('SCR331', 0xff);
  browser.devices.push(again.device);
  browser.fire('connect', again.device);
  await pass(1_000);
  expect(changes.slice(1)).toEqual(['reader-added Maker Reader']);
});

test.each([
  ['and cannot say any more', ['never']],
  ['and had just said', []],
])(
  'a plug pulled while the device is asked what it is, %s, leaves nothing behind',
  async (_, get) => {
    const { usb, browser, changes, pass, names } = oneReader();
    usb.failing.set('get', get);
    browser.fire('connect', usb.device);
    browser.fire('disconnect', usb.device);
    browser.devices.length = 0;
    await pass(60_000);
    expect([changes, await names()]).toEqual([[], []]);
    browser.devices.push(scriptedUsb('SPR532').device);
    expect(await names()).toEqual(['Maker Reader']);
  },
);

test('a reader that goes without an event is found missing', async () => {
  const { browser, changes, pass, names } = oneReader();
  await names();
  browser.devices.length = 0;
  expect(await names()).toEqual([]);
  await pass();
  expect(changes).toEqual(['reader-removed Maker Reader']);
});
