/** The files of a start, by the paths they have on the server, and how answers to them are lost. */
import type { Loss } from '../../shipped/lossyProxy.ts';

export const FILES = {
  boot: /^\/assets\/boot-/,
  'first script': /^\/assets\/index-.*js$/,
  'style sheet': /^\/assets\/index-.*css$/,
  'config.json': /^\/config\.json$/,
  words: /^\/words\//,
  keys: /^\/keys\//,
  'late script': /^\/assets\/late-.*js$/,
  'late sheet': /^\/assets\/late-.*css$/,
  webusb: /^\/assets\/webUsbProvider-/,
  webhid: /^\/assets\/webHidProvider-/,
  ccid: /^\/assets\/ccidReader-/,
  socket: /^\/assets\/socketHost-/,
  crypto: /^\/assets\/ownCrypto-/,
} as const;

export type FileName = keyof typeof FILES;
export const FILE_NAMES = Object.keys(FILES) as FileName[];

/** `once`: the first answer is lost. `minute`: every answer of the first minute. */
export type Length = 'once' | 'minute';

/** One file that is lost in one way. */
interface Lost {
  readonly file: FileName;
  readonly loss: Loss;
}

export interface Start {
  readonly lost: readonly Lost[];
  readonly length: Length;
  /** Default: `index.html`. */
  readonly page?: 'sd.html';
}

export const nameOf = ({ lost, length, page }: Start): string =>
  `${lost.map(({ file, loss }) => `${file} ${loss}`).join(', ')}, ${length === 'once' ? 'once' : 'for a minute'}${page ? `, ${page}` : ''}`;
