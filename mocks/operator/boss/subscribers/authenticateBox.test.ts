import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { bossFixture, SUBSCRIBER } from '../boss.fixture.ts';
import { blockedBox, demoBox } from '../seed/seed.ts';

const { ask } = bossFixture();
const boxNonce = '0123456789abcdef0123456789abcdef';
const serverNonce = 'fedcba9876543210fedcba9876543210';
const signatureBase = '"@method": POST\n"stb-id": STB-00A1B2C3D4\n"@signature-params": ()';

const hmac = (key: string, text: string) =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('base64');

const proof = (changes: Record<string, unknown> = {}) => ({
  stbId: demoBox.stbId,
  boxNonce,
  serverNonce,
  signatureBase,
  signature: hmac(demoBox.key, signatureBase),
  ...changes,
});

test('a right signature gets the subscriber and the session key that the box derives too', async () => {
  expect(await ask('POST', '/stb-auth', proof())).toEqual({
    status: 200,
    body: {
      subscriberId: SUBSCRIBER,
      sessionKey: hmac(demoBox.key, `session-key|${boxNonce}|${serverNonce}`),
    },
  });
});

test.each([
  ['an unknown box', { stbId: 'STB-9' }, 404, 'box.unknown'],
  ['another text', { signatureBase: `${signatureBase} ` }, 401, 'box.signature'],
  ['another key', { signature: hmac(blockedBox.key, signatureBase) }, 401, 'box.signature'],
  ['a cut signature', { signature: proof().signature.slice(0, 40) }, 401, 'box.signature'],
  ['no signature at all', { signature: '' }, 401, 'box.signature'],
  [
    'a blocked box',
    { stbId: blockedBox.stbId, signature: hmac(blockedBox.key, signatureBase) },
    403,
    'box.blocked',
  ],
  ['a blocked box without its key', { stbId: blockedBox.stbId }, 401, 'box.signature'],
])('%s is refused', async (_name, changes, status, code) => {
  expect(await ask('POST', '/stb-auth', proof(changes))).toMatchObject({ status, body: { code } });
});

test.each([
  ['boxNonce', { boxNonce: boxNonce.toUpperCase() }],
  ['serverNonce', { serverNonce: '' }],
  ['signature', { signature: '*not base64*' }],
  ['signatureBase', { signatureBase: 7 }],
  ['stbId', { stbId: 'a b' }],
])('a malformed %s is named', async (field, changes) => {
  expect(await ask('POST', '/stb-auth', proof(changes))).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', field },
  });
});
