/** Stands between a box and its host on real sockets, and loses the answers to some files in the ways of real networks. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const LOSSES = {
  cut: 'the connection is cut before the answer',
  busy: 'HTTP 503',
  gate: 'the page of a network’s gate, with HTTP 200',
  torn: 'the connection is cut in the middle of the answer',
  half: 'the answer ends in the middle, and nothing says that more was to come',
  silent: 'no answer',
} as const;

/** What servers and gates do besides. */
export const ODD_ANSWERS = {
  moved: 'the gate of a network sends the box to another host',
  plain: 'the file as `text/plain`, which engines refuse for a script and a style sheet',
  kept: 'HTTP 304, although the box has kept nothing',
  garbled: 'what calls itself compressed cannot be unpacked',
  gone: 'HTTP 404',
  gbk: 'the file, called GBK by its header',
  stuck: 'half of the answer, and then silence',
} as const;

export type Loss = keyof typeof LOSSES | keyof typeof ODD_ANSWERS;

export interface LossyProxy {
  /** Ends with a slash. */
  readonly origin: string;
  /** Every address that was asked for, in order. */
  readonly asked: readonly string[];
  /** The paths that were answered as the host answers them. */
  readonly served: ReadonlySet<string>;
  /** Resolves when everything is answered that is going to be. */
  settled(): Promise<void>;
  /** Requests that the box still waits for and that get no answer, or no end of one. */
  held(): number;
  /** Loses each answer to these files for which `isLost` says so. */
  lose(file: RegExp, loss: Loss, isLost: () => boolean): void;
  /** Sends the rest of what is stuck. */
  goOn(): void;
  close(): Promise<void>;
}

const GATE = '<!doctype html><title>Sign in</title><h1>Welcome to the network</h1>';

/** Reads an answer of the host whole. */
const answerOf = (from: string, asked: IncomingMessage, body: Buffer) =>
  new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
    (resolve, reject) => {
      const { method, url } = asked;
      // As plain text: half of it is a text as well.
      const headers = { ...asked.headers, 'accept-encoding': 'identity' };
      const forwarded = request(new URL(url!, from), { method, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const { statusCode = 0 } = answer;
          resolve({ status: statusCode, headers: answer.headers, body: Buffer.concat(parts) });
        });
      });
      forwarded.on('error', reject);
      forwarded.end(body);
    },
  );

async function bodyOf(asked: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of asked) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** `from`: the host's origin. */
export async function lossyProxy(from: string): Promise<LossyProxy> {
  const asked: string[] = [];
  const served = new Set<string>();
  const answering = new Set<Promise<void>>();
  const losses: { file: RegExp; loss: Loss; isLost: () => boolean }[] = [];
  const stuck: (() => void)[] = [];
  const held = new Set<ServerResponse>();
  let port = 0;

  function hold(outgoing: ServerResponse): void {
    held.add(outgoing);
    outgoing.once('close', () => held.delete(outgoing));
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(incoming.url!, from);
    asked.push(pathname + search);
    const lost = losses.find(({ file, isLost }) => file.test(pathname) && isLost());
    if (lost?.loss === 'silent') return void hold(outgoing);
    if (lost?.loss === 'cut') return void incoming.socket.destroy();
    if (lost?.loss === 'busy') return void outgoing.writeHead(503).end('{}');
    if (lost?.loss === 'gate') {
      return void outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end(GATE);
    }
    if (lost?.loss === 'gone') return void outgoing.writeHead(404).end();
    if (lost?.loss === 'kept') return void outgoing.writeHead(304).end();
    if (lost?.loss === 'moved') {
      return void outgoing.writeHead(302, { Location: `http://127.0.0.1:${port}/gate` }).end();
    }
    const { status, headers, body } = await answerOf(from, incoming, await bodyOf(incoming));
    const middle = body.subarray(0, body.length >> 1);
    const { 'content-length': _, 'transfer-encoding': __, ...plainly } = headers;
    if (lost?.loss === 'garbled') {
      return void outgoing.writeHead(status, { ...plainly, 'content-encoding': 'gzip' }).end(body);
    }
    if (lost?.loss === 'plain') {
      return void outgoing
        .writeHead(status, { ...plainly, 'content-type': 'text/plain' })
        .end(body);
    }
    if (lost?.loss === 'torn' || lost?.loss === 'stuck') {
      const length = { 'content-length': String(body.length), 'transfer-encoding': undefined };
      outgoing.writeHead(
        status,
        Object.entries({ ...headers, ...length })
          .filter(([, value]) => value !== undefined)
          .flat() as string[],
      );
      outgoing.write(middle, () => lost.loss === 'torn' && incoming.socket.destroy());
      if (lost.loss === 'stuck') {
        hold(outgoing);
        stuck.push(() => outgoing.end(body.subarray(middle.length)));
      }
      return;
    }
    if (lost?.loss === 'half') {
      // As HTTP 1.0 has it: the end of the connection is the end of the answer.
      outgoing.useChunkedEncodingByDefault = false;
      outgoing.removeHeader('content-length');
      outgoing.shouldKeepAlive = false;
      outgoing.writeHead(status, plainly);
      outgoing.end(middle);
      return;
    }
    if (status < 300) served.add(pathname);
    if (lost?.loss === 'gbk' && headers['content-type']) {
      const type = `${headers['content-type'].split(';')[0]}; charset=gbk`;
      return void outgoing.writeHead(status, { ...plainly, 'content-type': type }).end(body);
    }
    outgoing.writeHead(status, plainly).end(body);
  }

  const server = createServer((incoming, outgoing) => {
    const answer = serve(incoming, outgoing)
      .catch(() => void incoming.socket.destroy())
      .finally(() => answering.delete(answer));
    answering.add(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  port = (server.address() as AddressInfo).port;
  return {
    origin: `http://localhost:${port}/`,
    asked,
    served,
    async settled() {
      while (answering.size > 0) await Promise.all(answering);
    },
    held: () => held.size,
    lose(file, loss, isLost) {
      losses.push({ file, loss, isLost });
    },
    goOn() {
      for (const send of stuck.splice(0)) send();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
