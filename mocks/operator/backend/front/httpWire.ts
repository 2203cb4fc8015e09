/** The TSP's wire to a party: real HTTP on connections that stay open. */
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { Fetch } from '../../../environment/environment.ts';

interface HttpWire {
  readonly fetch: Fetch;
  close(): void;
}

const MAX_SOCKETS = 64;

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const BODILESS = [204, 205, 304];

/**
 * Sends each request to `origin()`, with its path and query. Rejects when the connection fails, and after `limitMs`.
 * Then it is not known whether the request was carried out.
 */
export function httpWire(origin: () => string, limitMs: number): HttpWire {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });

  async function fetch(asked: Request): Promise<Response> {
    const { pathname, search } = new URL(asked.url);
    const body = asked.body === null ? undefined : Buffer.from(await asked.arrayBuffer());
    const options = {
      agent,
      method: asked.method,
      headers: {
        ...Object.fromEntries(asked.headers),
        ...(body ? { 'content-length': body.length } : {}),
      },
      signal: AbortSignal.timeout(limitMs),
    };
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const sending = httpRequest(origin() + pathname + search, options, resolve);
      sending.once('error', reject);
      sending.once('upgrade', (_, socket) => {
        socket.destroy();
        reject(new Error('changed the protocol instead of an answer'));
      });
      sending.end(body);
    });
    const text = await textOf(message);
    const status = message.statusCode ?? 502;
    const type = message.headers['content-type'];
    return new Response(BODILESS.includes(status) ? null : text, {
      status,
      headers: type === undefined ? {} : { 'Content-Type': type },
    });
  }

  return { fetch, close: () => agent.destroy() };
}
