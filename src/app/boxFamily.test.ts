import { expect, test } from 'vitest';
import { profiles } from '../remote/profiles.fixture.ts';
import { boxFamily } from './boxFamily.ts';

test.each<[family: string, userAgent: string]>([
  [
    'tizen',
    'Mozilla/5.0 (SMART-TV; LINUX; Tizen 5.5) AppleWebKit/537.36 (KHTML, like Gecko) 69.0.3497.106.1/5.5 TV Safari/537.36',
  ],
  [
    'webos',
    'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/68.0.3440.106 Safari/537.36 WebAppManager',
  ],
  [
    'webos',
    'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.88 Safari/537.36 HbbTV/1.5.1 (+DRM;LGE;OLED55;)',
  ],
  [
    'vizio',
    'Mozilla/5.0 (Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/66.0.3359.181 Safari/537.36 VIZIO SmartCast(Conjure/SX7A)',
  ],
  [
    'mag',
    'Mozilla/5.0 (QtEmbedded; U; Linux; C) AppleWebKit/533.3 (KHTML, like Gecko) MAG200 stbapp ver: 4 rev: 2721 Mobile Safari/533.3',
  ],
  ['iptv', 'webkit;Resolution(PAL,720P,1080P)'],
  ['iptv', 'B700-V3K|Mozilla|5.0|ztebw|1.2.0;Resolution(PAL,720p)'],
  // iPanel's browser in a telecom box: the keys are the telecom's.
  [
    'iptv',
    'Mozilla/5.0 (compatible; EIS iPanel 2.0; Linux2.4.26/mips; win32; HI3110) AppleWebKit/2.0 (KHTML, like Gecko) EC2106V1H Hybroad;Resolution(PAL,720P,1080i)',
  ],
  ['ipanel', 'Mozilla/4.0 (compatible; MSIE 6.0; EIS iPanel 3.0 ; unknown)'],
  [
    'ipanel',
    'Mozilla/5.0 (X11; U; Linux mips; zh-CN) AppleWebKit/534.24 (KHTML, like Gecko) iPanel/4.0 Advanced Safari/534.24',
  ],
  ['enreach', 'Mozilla/4.0 (compatible; EnReach 1.5; Linux)'],
  [
    'dvn-coship',
    'Mozilla/5.0 (Linux; Android 4.4.2) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/30.0.0.0 Coship cooca Webkit Safari/537.36',
  ],
  ['dvn-coship', 'Mozilla/5.0 (Linux mips) AppleWebKit/534.1 (KHTML, like Gecko) DVN Safari/534.1'],
  [
    'inspur',
    'Mozilla/5.0 (Linux; Inspur STB) AppleWebKit/537.36 (KHTML, like Gecko) Safari/537.36',
  ],
  [
    'vidaa-hbbtv',
    'Mozilla/5.0 (Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/88.0.4324.93 Safari/537.36 HbbTV/1.6.1 (+DRM; Hisense; SmartTV_2021; V0000; HE55A6; VIDAA)',
  ],
  [
    'rdk-wpe',
    'Mozilla/5.0 (Linux armv7l) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/2.48.0 Safari/605.1.15 WPE',
  ],
  [
    'android',
    'Mozilla/5.0 (Linux; Android 7.1.2; B860AV2.1 Build/NHG47L; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/60.0.3112.78 Safari/537.36',
  ],
  [
    'desktop',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  ],
  ['desktop', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  [
    'desktop',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/602.1 (KHTML, like Gecko) QtTestBrowser Version/10.0 Safari/602.1',
  ],
])('%s: %s', (family, userAgent) => {
  expect(boxFamily(userAgent, {})).toBe(family);
  expect(Object.keys(profiles)).toContain(family);
});

const PLAIN = 'Mozilla/5.0 (Linux) AppleWebKit/537.36 (KHTML, like Gecko) Safari/537.36';

test.each([
  ['tizen', 'tizen'],
  ['webos', 'PalmSystem'],
  ['mag', 'gSTB'],
  ['iptv', 'Authentication'],
  ['enreach', 'EnReach'],
  ['ipanel', 'iPanel'],
  ['shdv', 'jShow'],
])('%s is known by the object %s', (family, object) => {
  expect(boxFamily(PLAIN, { [object]: {} })).toBe(family);
});

test('a telecom box with an iPanel object is a telecom box', () => {
  expect(boxFamily(PLAIN, { iPanel: {}, Authentication: {} })).toBe('iptv');
});
