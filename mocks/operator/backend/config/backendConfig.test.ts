import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import schema from '../../../../docs/schemas/backend-config.schema.json' with { type: 'json' };
import { defaultLimits } from '../../tsp/base/limits.ts';
import { backendHelp, backendOptions, readArguments } from './backendArguments.ts';
import { backendConfig } from './backendConfig.ts';
import { backendScenarios, scenarioList } from './backendScenarios.ts';

const config = (file: object | string, given = {}) =>
  backendConfig(typeof file === 'string' ? file : JSON.stringify(file), { given });

const account = (user: string, role: string) => ({ user, name: user, role });

test('without file and options everything has a default value', () => {
  const read = backendConfig(undefined, { given: {} });
  expect(read).toMatchObject({
    ok: true,
    value: {
      state: '.cache/backend',
      ports: { portal: 8080, boss: 8081, ppp: 8082, console: 8083, ftp: 8021 },
      bind: { portal: '0.0.0.0', operator: '127.0.0.1' },
      portal: 'mocks',
      ftp: 'own',
      uploadBy: 'file',
      tacCheck: 'off',
      refusedClaims: { '01': ['watch-box'] },
      settleByItself: true,
    },
  });
});

const HASH = `scrypt$32768$8$3$${'s'.repeat(22)}==$${'k'.repeat(43)}=`;

test('the sample in the documentation is valid once its passwords are real', () => {
  const source = readFileSync(
    new URL('../../../../docs/samples/backend-config.json', import.meta.url),
    'utf8',
  );
  expect(backendConfig(source, { given: {} })).toEqual({
    ok: false,
    error: expect.stringMatching(
      /accounts\[0\].passwordHash: .*a hash as npm run backend -- --hash/,
    ),
  });
  const filled = source.replaceAll('put here what npm run backend -- --hash prints', HASH);
  expect(backendConfig(filled, { given: {} })).toMatchObject({ ok: true });
});

test('options win over the file', () => {
  const given = { households: '7', state: '/elsewhere', bind: '127.0.0.1' };
  const read = config({ households: 3, state: '/here', bind: { operator: '::1' } }, given);
  expect(read).toMatchObject({
    ok: true,
    value: { households: 7, state: '/elsewhere', bind: { portal: '127.0.0.1', operator: '::1' } },
  });
});

test.each<[file: object | string, sentence: string]>([
  ['{"ports":', 'not JSON'],
  ['[]', 'config: an empty list is not an object'],
  [{ prots: {} }, 'prots: there is no such field; did you mean ports? There are state, ports,'],
  [{ ports: { portal: '8080' } }, 'ports.portal: "8080" is not a whole number from 0 to 65535'],
  [
    { ports: { tsp: 1 } },
    'ports.tsp: there is no such field; remove it, or use one of portal, boss,',
  ],
  [
    { ports: { portal: 7120, boss: 7120 } },
    'ports.boss: 7120 is ports.portal already; give each a port of its own',
  ],
  [{ ports: { ftp: 8083 } }, 'ports.ftp: 8083 is ports.console already'],
  [
    { ports: { portal: 7120, ppp: 7120 }, bind: { portal: '::', operator: '10.0.0.1' } },
    'ports.ppp: 7120 is ports.portal already',
  ],
  [{ bind: { portal: 'all' } }, 'bind.portal: "all" is not an address of this machine'],
  [
    { origins: ['https://portal.example/'] },
    'origins[0]: "https://portal.example/" is not an origin',
  ],
  [{ tacCheck: 'on' }, 'tacCheck: "on" is not one of off, before-activation'],
  [{ refusedClaims: { '01': ['stop'] } }, 'refusedClaims[01][0]: "stop" is not one of watch-box,'],
  [{ refusedClaims: { '09': [] } }, 'refusedClaims.09: there is no such field'],
  [{ origins: 'https://a.example' }, 'origins: "https://a.example" is not a list'],
  [{ proxies: ['proxy.example'] }, 'proxies[0]: "proxy.example" is not an address'],
  [{ proxies: ['999.1.1.1'] }, 'proxies[0]: "999.1.1.1" is not an address'],
  [{ https: 'yes' }, 'https: "yes" is not true or false'],
  [{ portal: 'dist' }, 'portal: "dist" is not one of mocks, production'],
  [{ merchant: 'city cable' }, 'merchant: "city cable" is not 1 to 20 capital letters'],
  [{ channel: 'TV1' }, 'channel: "TV1" is not 4 capital letters and digits'],
  [{ acquirer: 1020000 }, 'acquirer: 1020000 is not 8 digits'],
  [{ psams: 0 }, 'psams: 0 is not a whole number from 1 to 1000'],
  [{ scenario: 'poor-card' }, 'scenario: "poor-card" is not a beginning without a box'],
  [{ origins: ['https://a.example:443'] }, 'origins[0]: "https://a.example:443" is not an origin'],
  [{ faults: 'card-pulled' }, 'faults: "card-pulled" is not a list like boss-rejects:lasts'],
  [{ faults: 'boss-down,boss-down:never' }, 'faults: "boss-down,boss-down:never" is not'],
  [{ limits: { quoteMs: -1 } }, 'limits.quoteMs: -1 is not a whole number'],
  [{ limits: { cutOff: '2330' } }, 'limits.cutOff: "2330" is not HHMMSS'],
  [{ limits: { retryMs: [1_000, 'x'] } }, 'limits.retryMs[1]: "x" is not a whole number'],
  [{ limits: { retryMs: [] } }, 'limits.retryMs: an empty list is not a list of 1 to 100'],
  [{ limits: { minPortal: 'abc' } }, 'limits.minPortal: "abc" is not a version like 1.2.0'],
  [{ limits: { minPortal: '1.2' } }, 'limits.minPortal: "1.2" is not a version like 1.2.0'],
  [{ operator: { hotline: '' } }, 'operator.hotline: "" is not a phone number'],
  [{ operator: { colour: 1 } }, 'operator.colour: there is no such field'],
  [
    { operator: { tspUrl: 'https://a.example' } },
    'operator.tspUrl: the portal finds the TSP of this host by itself; remove it',
  ],
  [{ operator: { name: { en: 'City' } } }, 'operator.name.zh-CN: nothing is not a name in Chinese'],
  ['{"operator": {"__proto__": {"hotline": "1"}}}', 'operator.__proto__: there is no such field'],
  ['{"__proto__": {"portal": "production"}}', '__proto__: there is no such field'],
  ['{"portal": "mocks", "portal": "production"}', 'portal: given twice; write it once'],
  [{ bind: { portal: '...' } }, 'bind.portal: "..." is not an address of this machine'],
  [{ bind: { operator: '999.1.1.1' } }, 'bind.operator: "999.1.1.1" is not an address'],
  [{ bind: { portal: '::::' } }, 'bind.portal: "::::" is not an address'],
  [{ state: '/tmp/a\0b' }, 'state: "/tmp/a\\u0000b" is not a path, without control characters'],
  [{ pages: 'a\nb' }, 'pages: "a\\nb" is not a path'],
  [
    { accounts: [account('chen', 'clerk'), account('chen', 'supervisor')] },
    'accounts[1].user: "chen" is accounts[0] already; give each account a user of its own',
  ],
  [{ limits: { patience: 1 } }, 'limits.patience: there is no such field'],
  [{ ftp: 'theirs' }, 'ftp: "theirs" is not "own"'],
  [{ ftp: 7 }, 'ftp: 7 is not an object'],
  [{ ftp: { host: 'ftp.example' } }, 'ftp.user: nothing is not a user without blanks'],
  [
    { ftp: { host: 'a', user: 'b', passwordFile: 'c', tls: 'yes' } },
    'ftp.tls: "yes" is not one of',
  ],
  [
    { ftp: { host: 'a', user: 'b', passwordFile: 'c', password: 'secret' } },
    'ftp.password: there is no such field',
  ],
  [{ accounts: [{ user: 'A', name: 'a', role: 'clerk' }] }, 'accounts[0].user: "A" is not'],
  [{ accounts: [{ user: 'a', name: 'a', role: 'clerk' }] }, 'accounts[0].user: "a" is not 2 to 40'],
  [
    { accounts: [{ user: 'a'.repeat(41), name: 'a', role: 'clerk' }] },
    `accounts[0].user: "${'a'.repeat(41)}" is not 2 to 40`,
  ],
  [
    { accounts: [{ user: 'ab', name: 'a', role: 'boss' }] },
    'accounts[0].role: "boss" is not one of',
  ],
])('%j is refused: %s', (file, sentence) => {
  const read = config(file);
  expect(read.ok ? '' : read.error).toContain(sentence);
});

test('what may be a secret is not repeated', () => {
  const account = { user: 'ab', name: 'a', role: 'clerk', passwordHash: 'too short' };
  const files = [{ accounts: [account] }, { accounts: account }, '{"a": too short'];
  const told = files.map((file) => config(file));
  expect(told.every(({ ok }) => !ok)).toBe(true);
  expect(JSON.stringify(told)).not.toContain('too short');
});

test('a file may name its schema, and its path is given with what is wrong in it', () => {
  expect(config({ $schema: '../docs/schemas/backend-config.schema.json' })).toMatchObject({
    ok: true,
    value: expect.not.objectContaining({ $schema: expect.anything() }),
  });
  expect(config({ psams: 0 }, { config: 'a.json', psams: '4' })).toMatchObject({
    error: 'config a.json: psams: 0 is not a whole number from 1 to 1000',
  });
});

test('the schema has every limit of the TSP, with its type', () => {
  const fields: Record<string, { type: string }> = schema.properties.limits.properties;
  expect(Object.keys(fields)).toEqual(Object.keys(defaultLimits));
  for (const [name, usual] of Object.entries(defaultLimits)) {
    const type = Array.isArray(usual) ? 'array' : typeof usual;
    expect(fields[name]?.type, name).toBe(type === 'number' ? 'integer' : type);
  }
  expect(config({ limits: defaultLimits })).toMatchObject({ value: { limits: defaultLimits } });
});

test('with portal "production" every account needs a hash', () => {
  expect(config({ portal: 'production' })).toMatchObject({
    error: expect.stringContaining('accounts: there are none'),
  });
  const clerk = { user: 'chen', name: '陈晓', role: 'clerk', passwordHash: HASH };
  const accounts = [clerk, { user: 'wang', name: '王芳', role: 'supervisor' }];
  expect(config({ portal: 'production', accounts })).toMatchObject({
    error: expect.stringContaining('accounts[1].passwordHash: nothing is there'),
  });
});

test('a limit may be set without setting the others', () => {
  expect(config({ limits: { cutOff: '220000', retryMs: [5_000] } })).toMatchObject({
    ok: true,
    value: { limits: { cutOff: '220000', retryMs: [5_000] } },
  });
});

test('options of the command line', () => {
  expect(readArguments(['--reset', '--scenario', 'arrears', '--psams=9'])).toEqual({
    ok: true,
    value: { reset: true, demo: false, given: { scenario: 'arrears', psams: '9' } },
  });
  expect(readArguments(['--scenario', 'list'])).toMatchObject({ value: { shows: 'scenarios' } });
  expect(readArguments(['--demo'])).toMatchObject({ value: { demo: true, given: {} } });
  expect(readArguments(['--help'])).toMatchObject({ value: { shows: 'help' } });
});

test.each([
  [['--colour', '1'], '--colour: there is no such option; there are --config'],
  [['--stat', 'x'], '--stat: there is no such option; did you mean --state? There are'],
  [['--psams'], '--psams: a value is missing; write --psams N'],
  [['--state='], '--state: a value is missing; write --state DIR'],
  [['--reset=yes'], '--reset: it takes no value, and "yes" is given'],
  [['reset'], '"reset": no word is expected here'],
])('%j is refused: %s', (argv, sentence) => {
  const read = readArguments(argv);
  expect(read.ok ? '' : read.error).toContain(sentence);
});

test('help and document name every option', () => {
  const document = readFileSync(
    new URL('../../../../docs/operate/backend.md', import.meta.url),
    'utf8',
  );
  for (const option of [...Object.keys(backendOptions), 'hash']) {
    expect(backendHelp).toContain(`  --${option}`);
    expect(document).toMatch(new RegExp(`^\\| \`--${option}\\b`, 'm'));
  }
});

test('a number on the command line is checked by the same rule', () => {
  const read = config({}, { households: 'many' });
  expect(read).toMatchObject({ ok: false, error: expect.stringContaining('--households: "many"') });
  expect(config({ bind: { operator: '::1' } }, { bind: 'all' })).toMatchObject({
    error: expect.stringContaining('--bind: "all" is not an address'),
  });
});

test('scenarios without a box are those whose faults are the operator’s', () => {
  const names = Object.keys(backendScenarios);
  expect(names).toContain('boss-rejects');
  expect(names).toContain('arrears');
  for (const name of [
    'poor-card',
    'card-never-comes',
    'network-down',
    'box-blocked',
    'mac1-lost',
  ]) {
    expect(names).not.toContain(name);
  }
  expect(scenarioList().split('\n')).toHaveLength(names.length);
});

test.each<[what: string, file: object]>([
  ['any free ports', { ports: { portal: 0, boss: 0, ppp: 0, console: 0, ftp: 0 } }],
  [
    'one port at two addresses',
    { ports: { portal: 7120, console: 7120 }, bind: { portal: '10.0.0.1', operator: '127.0.0.1' } },
  ],
  [
    'the port of an FTP server that is not started',
    { ports: { ftp: 8080 }, ftp: { host: 'ftp.example', user: 'tsp', passwordFile: '/p' } },
  ],
])('%s may be the same', (_what, file) => {
  expect(config(file)).toMatchObject({ ok: true });
});
