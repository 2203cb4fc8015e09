/** Requests with ids over a WebSocket, for CDP and WebDriver BiDi. */
import { WebSocket } from 'ws';

interface Socket {
  ask<T = Record<string, unknown>>(method: string, params?: object): Promise<T>;
  close(): void;
}

const LIMIT_MS = 60_000;

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message?: string } | string;
  message?: string;
}

export async function openSocket(url: string): Promise<Socket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  const fail = (message: string) => {
    for (const settle of waiting.values()) settle({ error: { message } });
  };
  socket.on('close', () => fail('the browser closed the connection'));
  socket.on('error', () => {});
  return {
    ask: (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const timer = setTimeout(() => fail(`${method}: no answer`), LIMIT_MS);
        waiting.set(id, ({ result, error, message }) => {
          waiting.delete(id);
          clearTimeout(timer);
          if (error === undefined) resolve(result as never);
          else {
            const said = message ?? (typeof error === 'string' ? error : error.message);
            reject(new Error(`${method}: ${said}`));
          }
        });
        socket.send(JSON.stringify({ id, method, params }));
      }),
    close: () => socket.terminate(),
  };
}
