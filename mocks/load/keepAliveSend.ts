/** The portal's `send` over real HTTP, on connections that stay open. */
import { Agent, request as httpRequest } from 'node:http';
import type { HttpSend } from '../../src/shared/http.ts';
import { fail, ok } from '../../src/shared/result.ts';

interface KeepAliveSend {
  readonly send: HttpSend;
  close(): void;
}

/** Does not imitate: TLS, and aborting a running request. */
export function keepAliveSend(): KeepAliveSend {
  const agent = new Agent({ keepAlive: true, maxSockets: 512, scheduling: 'fifo' });
  const send: HttpSend = ({ method, url, headers, body }, timeoutMs) =>
    new Promise((resolve) => {
      const asked = httpRequest(url, { agent, method, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('error', () => resolve(fail({ kind: 'offline' })));
        answer.on('end', () =>
          resolve(
            ok({
              status: answer.statusCode ?? 0,
              header: (name) => (answer.headers[name.toLowerCase()] as string | undefined) ?? null,
              body: text,
            }),
          ),
        );
      });
      asked.on('error', () => resolve(fail({ kind: 'offline' })));
      asked.on('upgrade', (_, socket) => {
        socket.destroy();
        resolve(fail({ kind: 'offline' }));
      });
      asked.setTimeout(timeoutMs, () => {
        resolve(fail({ kind: 'timeout' }));
        asked.destroy();
      });
      asked.end(body);
    });
  return { send, close: () => agent.destroy() };
}
