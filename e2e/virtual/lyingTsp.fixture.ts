/** A TSP that answers something else than the truth and signs it: what only the portal's own knowledge can find out. */
import { createHash, createHmac } from 'node:crypto';
import type { Fetch } from '../../mocks/environment/environment.ts';
import { demoBox } from '../../mocks/operator/boss/seed/seed.ts';
import { fromHex } from '../../src/shared/bytes.ts';
import { answerBase } from '../../src/tsp/signature.ts';

interface Said {
  readonly status: number;
  /** Parsed JSON. */
  readonly body: unknown;
}

/** What the TSP says instead; the same object when it tells the truth. */
export type Lie = (said: Said, request: Request) => Said;

const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

/** Follows the demonstration box's sessions, so that it can sign what it says instead. */
export function lyingTsp(fetch: Fetch, lie: Lie): Fetch {
  let key: Uint8Array | null = null;
  return async (request) => {
    const asked = await request.clone().text();
    const answer = await fetch(request.clone());
    const text = await answer.clone().text();
    if (text === '') return answer;
    const truth: Said = { status: answer.status, body: JSON.parse(text) };
    if (request.url.endsWith('/sessions') && answer.status === 201) {
      const { boxNonce } = JSON.parse(asked) as { boxNonce: string };
      const { serverNonce } = truth.body as { serverNonce: string };
      key = hmac(fromHex(demoBox.key), `session-key|${boxNonce}|${serverNonce}`);
    }
    const said = lie(truth, request);
    if (said === truth || key === null) return answer;
    const body = JSON.stringify(said.body);
    const headers = new Headers(answer.headers);
    const base = answerBase(
      said.status,
      `sha-256=:${sha256(body)}:`,
      request.headers.get('signature') ?? '',
      headers.get('signature-input') ?? '',
    );
    headers.set('signature', `tsp=:${hmac(key, base).toString('base64')}:`);
    return new Response(body, { status: said.status, headers });
  };
}
