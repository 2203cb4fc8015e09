/**
 * How a program on this machine asks the running host. After a kill `host.json` is left over, and its port may belong to
 * any other program, also one that asks the host of another state: so the program that listens must first prove that it
 * knows the token, listens there and works on this state, and only then is the token sent.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { BadArguments } from '../config/backendArguments.ts';
import { hostProof } from './adminDoor.ts';

/** As `host.json` names it. */
interface NamedHost {
  readonly pid: number;
  readonly adminPort: number;
  readonly token: string;
  /** Names the folder in which that `host.json` is. */
  readonly stateId: string;
}

/** A host that has proven that it is the one of `host.json`. */
export interface ProvenHost {
  /** @throws BadArguments when the host refuses what is asked; Error with a sentence for the operator: then it is not known whether the request was carried out. */
  ask<T>(method: 'GET' | 'POST', path: string): Promise<T>;
}

/** From connecting to the last byte of the proof; a host that settles millions of rows answers late. */
const PROOF_MS = 10_000;
const PROOF_BYTES = 1_024;
const LOOPBACK = '127.0.0.1';

interface Wish {
  readonly method: 'GET' | 'POST';
  readonly port: number;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

const answerTo = (wish: Wish): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    // A connection of its own: none is left over from somebody who used the port before.
    httpRequest({ host: LOOPBACK, agent: false, ...wish }, resolve)
      .once('error', reject)
      .once('upgrade', (_, socket) => {
        socket.destroy();
        reject(new Error('speaks another protocol'));
      })
      // After an answer this changes nothing.
      .once('close', () => reject(new Error('closed without an answer')))
      .end();
  });

async function textOf(answer: IncomingMessage, mostBytes = Number.POSITIVE_INFINITY) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('longer than expected');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const isSame = (given: unknown, right: string): boolean =>
  typeof given === 'string' &&
  given.length === right.length &&
  timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(right, 'latin1'));

async function proves(
  { pid, adminPort: port, token, stateId }: NamedHost,
  limitMs: number,
): Promise<boolean> {
  const challenge = randomBytes(32).toString('hex');
  try {
    const answer = await answerTo({
      method: 'GET',
      port,
      path: `/admin/v1/proof?challenge=${challenge}`,
      signal: AbortSignal.timeout(limitMs),
    });
    if (answer.statusCode !== 200) {
      answer.destroy();
      return false;
    }
    const { proof } = { ...(JSON.parse(await textOf(answer, PROOF_BYTES)) as object) } as {
      proof?: unknown;
    };
    return isSame(proof, hostProof({ token, pid, port, stateId, challenge }));
  } catch {
    // Nobody listens, or a stranger that speaks something else, or nothing at all.
    return false;
  }
}

async function told<T>(wish: Wish): Promise<T> {
  let status: number | undefined;
  let text: string;
  try {
    const answer = await answerTo(wish);
    status = answer.statusCode;
    text = await textOf(answer);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Error(`the host ended in the middle (${code ?? message}); settle again`);
  }
  if (status !== 200 && status !== 400)
    throw new Error(`the host answered ${status}; its log says why`);
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw new Error('the host answered what is not JSON; settle again');
  }
  // About the `date` it was asked for.
  if (status === 400) throw new BadArguments(`--${(said as { detail: string }).detail}`);
  return said as T;
}

/**
 * Returns `null` when the host of `host.json` is not there: nobody listens, or somebody who cannot prove to be it. The
 * lock of the state then decides whether another program works there.
 */
export async function provenHost(
  running: NamedHost,
  limitMs = PROOF_MS,
): Promise<ProvenHost | null> {
  if (!(await proves(running, limitMs))) return null;
  return {
    ask: (method, path) =>
      told({
        method,
        port: running.adminPort,
        path: `/admin/v1/${path}`,
        headers: { Authorization: `Bearer ${running.token}` },
      }),
  };
}
