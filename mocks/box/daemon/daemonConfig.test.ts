import { expect, test } from 'vitest';
import portal from '../../../docs/schemas/config.schema.json' with { type: 'json' };
import daemon from '../../../docs/schemas/reader-daemon-config.schema.json' with { type: 'json' };
import { readOptions } from '../../start/options.mjs';
import { daemonConfig, daemonProgram } from './daemonConfig.ts';

const KEY = 'ab'.repeat(32);
const FILES: Readonly<Record<string, string>> = {
  key: `${KEY}\n`,
  token: 'a-token-out-of-a-file\n',
  'empty.json': '{}',
  'box.json':
    '{"port": 1234, "origins": ["https://tv.example", "https://b.example"], "stbId": "S", "keyFile": "key"}',
  'bad.json': '{"colour": 1}',
  'deep.json': '{"port": {}}',
  'list.json': '[]',
  'gbk.json': '{"stbId": "\u00b3\u00c7"}',
  'bom.json': '\ufeff{"port": 4711}',
  'twice.json': '{"port": 1, "port": 2}',
};

function read(argv: string, env: Record<string, string> = {}) {
  const words = readOptions(argv.split(' ').filter(Boolean), daemonProgram);
  if (!words.ok) return words;
  return daemonConfig({
    words: words.value,
    env,
    readFile(path) {
      const text = FILES[path];
      if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return Buffer.from(text, path === 'gbk.json' ? 'latin1' : 'utf8');
    },
  });
}

test('without options: the development box, the portal’s own development origins', () => {
  expect(read('')).toEqual({
    ok: true,
    value: {
      port: 35980,
      origins: ['http://localhost:5173', 'http://localhost:4173'],
      readers: [],
      allowVerify: false,
    },
  });
});

test('the command line overrides the environment, which overrides the file', () => {
  const env = {
    READER_DAEMON_PORT: '2000',
    READER_DAEMON_TOKEN_FILE: 'token',
    READER_DAEMON_ORIGINS: '',
  };
  const config = read('--config=box.json --port 0 --readers=A,B --allow-verify', env);
  expect(config.ok && config.value).toEqual({
    port: 0,
    origins: ['https://tv.example', 'https://b.example'],
    readers: ['A', 'B'],
    allowVerify: true,
    token: 'a-token-out-of-a-file',
    stbId: 'S',
    key: KEY,
  });
});

test.each([
  ['--port 70000', 'port: 70000 is not a whole number from 0 to 65535'],
  ['--port 1.5', 'port: "1.5" is not a whole number'],
  ['--port', '--port: a value is missing; write --port N'],
  ['--colour red', '--colour: there is no such option; there are --config'],
  ['--origins *', 'origins[0]: "*" is not an origin like https://portal.example'],
  ['--origins https://a.example/', 'origins[0]:'],
  ['--origins https://b.example,https://a.example:443', 'origins[1]:'],
  ['--origins file:///', 'origins[0]:'],
  ['--origins ,', 'origins: an empty list is not a list of at least 1'],
  ['--token short', 'token: what is given (not shown) is not 16 to 256'],
  ['--token 0123456789abcdef --token-file token', 'token and tokenFile'],
  ['--token-file nowhere', 'tokenFile nowhere: it cannot be read (ENOENT)'],
  ['--stb-id S', 'stbId and keyFile: give both or none'],
  ['--key-file key', 'stbId and keyFile: give both or none'],
  ['--stb-id S --key-file token', 'keyFile token: not 64 hex digits'],
  ['--stb-id ? --key-file key', 'stbId: "?" is not 1 to 40 letters'],
  ['--allow-verify=perhaps', 'allowVerify: "perhaps" is not true or false'],
  ['--config gbk.json', 'config gbk.json: not UTF-8 (byte 12); save it as UTF-8'],
  ['--config twice.json', 'config twice.json: port: given twice'],
  ['--port 1 --port 2', '--port: given twice'],
  ['--config nowhere', 'config nowhere: it cannot be read (ENOENT)'],
  ['--config token', 'config token: not JSON'],
  ['--config list.json', 'config list.json: an empty list is not an object'],
  [
    '--config bad.json',
    'config bad.json: colour: there is no such field; remove it, or use one of port, origins',
  ],
  ['--config deep.json', 'config deep.json: port: an object is not a whole number from 0 to 65535'],
])('%s: %s', (argv, complaint) => {
  const config = read(argv);
  expect(config.ok ? '' : config.error).toContain(complaint);
});

test('a byte order mark before the file is no mistake', () => {
  expect(read('--config bom.json')).toMatchObject({ ok: true, value: { port: 4711 } });
});

test('what the daemon takes for a token the portal takes, too', () => {
  expect(portal.properties.readerDaemon.properties.token.pattern).toBe(
    daemon.properties.token.pattern,
  );
  expect(read(`--origins https://a.example --token ${'a'.repeat(256)}`).ok).toBe(true);
  expect(read(`--origins https://a.example --token ${'a'.repeat(257)}`).ok).toBe(false);
});

test('an error never repeats a secret', () => {
  const asked = ['--token shortsecret', '--stb-id S --key-file token', '--config token'];
  const complaints = asked.map((argv) => read(argv));
  expect(JSON.stringify(complaints)).not.toMatch(/shortsecret|a-token/);
});
