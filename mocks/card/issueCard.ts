/** Personalisation: makes a new card, with keys diversified from its issuer's by its serial number. */
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import type { Fen } from '../../src/shared/money.ts';
import { CLOSING_FACTOR, diversify, tacKey } from '../crypto/pboc.ts';
import { type CardSettings, type CardState, DEFAULT_SETTINGS } from './cardState.ts';
import type { Issuer } from './issuers.ts';

interface Holder {
  /** GBK bytes as hex, 20 at most. */
  readonly nameGbk: string;
  /** ASCII, 16 at most. */
  readonly idNumber: string;
}

export interface CardOrder {
  readonly issuer: Issuer;
  /** 20 digits; the last 16 diversify the keys. */
  readonly serial: string;
  /** The balance at issue, without a load. */
  readonly balanceFen: Fen;
  /** YYYYMMDD. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly holder?: Holder;
  readonly applicationType?: string;
  /** The version of the issuer's purchase key that becomes key 1 of the card. */
  readonly keyVersion?: string;
  /** 4 to 12 digits, an even number of them. */
  readonly pin?: string;
  readonly fid?: string;
  /** Without a name the purse is selected by `fid` only. */
  readonly named?: boolean;
  readonly settings?: Partial<CardSettings>;
  /** Used unchanged instead of a diversified key, for test cards. */
  readonly transactionKey?: string;
}

const AID = 'A00000000386980701';
/** 3B 6D 00 00 and 13 historical bytes: no TD1, so T=0 only. Chip maker 0090, then the serial's tail. */
const atrOf = (serial: string): string => `3B6D000000908638981001${serial.slice(-12)}`;

const filled = (hex: string, bytes: number): string => {
  if (hex.length > bytes * 2) throw new RangeError(`more than ${bytes} bytes: ${hex}`);
  return hex.padEnd(bytes * 2, '0');
};

/** The diversification factor: the rightmost 8 bytes of a 10-byte serial. @throws RangeError for any other serial, and for the reserved factor. */
export function factorOf(serial: string): string {
  if (!/^[0-9A-F]{20}$/.test(serial)) throw new RangeError(`not a serial of 10 bytes: ${serial}`);
  const factor = serial.slice(4);
  if (factor === CLOSING_FACTOR) throw new RangeError('this serial number is never issued');
  return factor;
}

/** Refuses equal halves (apart from parity): they cancel out, and every TAC would be signed with a key of zeros. */
function checkTransactionKey(key: Uint8Array): void {
  if (tacKey(key).every((byte) => (byte & 0xfe) === 0)) {
    throw new RangeError('degenerate transaction key: its halves are equal');
  }
}

/** Issues a card. @throws RangeError for an invalid serial, key or date. */
export function issueCard(order: CardOrder): CardState {
  const { issuer, serial, validFrom, validTo, holder } = order;
  const factor = fromHex(factorOf(serial));
  if (!/^[0-9]{20}$/.test(serial)) throw new RangeError(`not 20 digits: ${serial}`);
  if (!/^[0-9]{16}$/.test(validFrom + validTo)) throw new RangeError('dates are YYYYMMDD');
  const keyVersion = order.keyVersion ?? '01';
  const purchase = issuer.masterKeys.purchase[keyVersion];
  if (purchase === undefined) throw new RangeError(`no purchase key of version ${keyVersion}`);
  const own = (master: string): string => toHex(diversify(fromHex(master), [factor]));
  const transactionKey = order.transactionKey ?? own(issuer.masterKeys.transaction);
  checkTransactionKey(fromHex(transactionKey));
  const settings = { ...DEFAULT_SETTINGS, ...order.settings };
  const idNumber = Array.from(holder?.idNumber ?? '', (digit) => digit.charCodeAt(0));
  return {
    atr: atrOf(serial),
    settings,
    aid: order.named === false ? null : AID,
    fid: order.fid ?? '3F01',
    publicFile: `${issuer.id}${order.applicationType ?? '02'}01${serial}${validFrom}${validTo}5566`,
    holderFile: `0000${filled(holder?.nameGbk ?? '', 20)}${filled(toHex(idNumber), 16)}00`,
    purchaseKeys: [{ index: 1, version: keyVersion, algorithm: '00', key: own(purchase) }],
    loadKeys: [{ index: 1, version: '01', algorithm: '00', key: own(issuer.masterKeys.load) }],
    transactionKey,
    pin: order.pin ?? '123456',
    pinTriesLeft: settings.pinTries,
    balanceFen: order.balanceFen,
    offlineSequence: 0,
    onlineSequence: 0,
    macErrors: 0,
    locked: false,
    proof: null,
    log: [],
  };
}
