/** The examples of docs/integrate/box-to-tsp.md are what the portal signs and believes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { syncCrypto as crypto } from '../../mocks/environment/simulation.ts';
import { fromHex, toBase64, toHex, utf8 } from '../shared/bytes.ts';
import {
  ANSWER_INPUT,
  answerBase,
  contentDigest,
  sessionKeyInput,
  signatureBase,
} from './signature.ts';

const page = readFileSync(new URL('../../docs/integrate/box-to-tsp.md', import.meta.url), 'utf8');
const [ofRequest, ofAnswer] = [...page.matchAll(/```\n([^`]+)\n```/g)].map(([, text]) => text!);
const BODY = '{"items":[{"serviceId":"basic","months":1}]}';
const ANSWER = '{"quoteId":"01M8N1F7NF0ABS178N8C2Q3VYM"}';
const nonce = (last: string) => last.padStart(32, '0');

test('the example of a request and of its answer, as the document has them', async () => {
  const key = await crypto.hmacSha256(
    fromHex('11'.repeat(32)),
    sessionKeyInput(nonce('1'), nonce('2')),
  );
  const sign = async (text: string) => toBase64(await crypto.hmacSha256(key, utf8(text)));
  const { base } = signatureBase(
    {
      method: 'POST',
      path: '/tsp/v1/quotes',
      query: '?',
      contentDigest: await contentDigest(crypto, BODY),
      stbId: 'STB-1',
      idempotencyKey: 'quote-0001',
    },
    { created: 1_796_000_000, nonce: '0123456789abcdef0123456789abcdef' },
  );
  expect(ofRequest).toBe(base);
  const signature = `box=:${await sign(base)}:`;
  const input = `${ANSWER_INPUT}created=1796000001;keyid="STB-1";alg="hmac-sha256"`;
  const answer = answerBase(201, await contentDigest(crypto, ANSWER), signature, input);
  expect(ofAnswer).toBe(answer);
  for (const said of [
    toHex(key).toLowerCase(),
    BODY,
    ANSWER,
    `Signature: ${signature}`,
    `Signature: tsp=:${await sign(answer)}:`,
  ]) {
    expect(page).toContain(`\`${said}\``);
  }
});
