/**
 * A PPP in memory for tests, each of whose messages is checked against the contract; and debits whose TAC is made by
 * OpenSSL.
 */
import { createCipheriv, createHash } from 'node:crypto';
import { silentLog } from '../../../src/shared/log.ts';
import { checked } from '../../contract/checked.ts';
import type { Environment } from '../../environment/environment.ts';
import { memoryStore } from '../../store/memoryStore.ts';
import type { Store } from '../../store/store.ts';
import { nodeHash } from '../settlement/disk/nodeHash.ts';
import { createPpp } from './createPpp.ts';
import type { Batch, DebitRecord } from './pppTypes.ts';

export const NOW = Date.parse('2026-11-23T23:31:00+08:00');
export const ACQUIRER = '48021000';
const ISSUER = '1111222233330006';
export const MASTER_KEY = '00112233445566778899AABBCCDDEEFF';

/** OpenSSL without its legacy provider has no single DES. Triple DES with the key K|K|K is the same. */
function ecb(key: Buffer, data: Buffer): Buffer {
  const threeKeys = key.length === 8 ? [key, key, key] : [key, key.subarray(0, 8)];
  const cipher = createCipheriv('des-ede3', Buffer.concat(threeKeys), null).setAutoPadding(false);
  return cipher.update(data);
}

const hex = (text: string) => Buffer.from(text, 'hex');

export function opensslCardKey(masterKey: string, factor: string): Buffer {
  const complement = hex(factor).map((byte) => byte ^ 0xff);
  return Buffer.concat([
    ecb(hex(masterKey), hex(factor)),
    ecb(hex(masterKey), complement as Buffer),
  ]);
}

export function opensslTac(dtk: Buffer, data: Buffer): string {
  const key = dtk.subarray(0, 8).map((byte, i) => byte ^ dtk[8 + i]!) as Buffer;
  const zeros = Buffer.alloc(7 - (data.length % 8));
  const padded = Buffer.concat([data, hex('80'), zeros]);
  const threeKeys = Buffer.concat([key, key, key]);
  const cbc = createCipheriv('des-ede3-cbc', threeKeys, Buffer.alloc(8)).setAutoPadding(false);
  return cbc.update(padded).subarray(-8).subarray(0, 4).toString('hex').toUpperCase();
}

/** A debit as it is in a batch, with the TAC of a genuine card. */
export function debit(changes: Partial<DebitRecord> = {}): DebitRecord {
  const record: DebitRecord = {
    terminalNo: '112233445566',
    terminalSequence: '00000001',
    cardSerial: '00061998081700000030',
    issuer: ISSUER,
    applicationType: '03',
    transactionType: '06',
    amountFen: 28600,
    balanceBeforeFen: 30000,
    balanceAfterFen: 1400,
    cardSequence: '0001',
    overdraftFen: 0,
    date: '20261123',
    time: '203912',
    tac: '00000000',
    mac2Verified: true,
    keyVersion: '01',
    algorithmId: '00',
    keyIndex: '01',
    random: '00112233',
    merchant: 'CITYCABLE',
    orderId: '01HF7YAT31JZECA3K2V2W6E9QA',
    ...changes,
  };
  if (changes.tac) return record;
  const { amountFen, transactionType, terminalNo, terminalSequence, date, time } = record;
  const amount = amountFen.toString(16).padStart(8, '0');
  const data = hex(amount + transactionType + terminalNo + terminalSequence + date + time);
  const dtk = opensslCardKey(MASTER_KEY, record.cardSerial.slice(4));
  return { ...record, tac: opensslTac(dtk, data) };
}

export function batchOf(records: readonly DebitRecord[], changes: Partial<Batch> = {}): Batch {
  const list = [...records];
  const digest = createHash('sha256').update(JSON.stringify(list)).digest('hex');
  return {
    count: list.length,
    totalFen: list.reduce((sum, { amountFen }) => sum + amountFen, 0),
    sha256: digest.toUpperCase(),
    cutoff: '2026-11-23T23:30:00+08:00',
    records: list,
    ...changes,
  };
}

export function pppFixture(store: Store = memoryStore()) {
  const clock = { time: NOW, now: () => clock.time };
  const sha256 = async (data: Uint8Array) =>
    new Uint8Array(createHash('sha256').update(data).digest());
  const unused = () => Promise.reject(new Error('the PPP needs SHA-256 only'));
  const environment: Environment = {
    clock,
    timers: {
      after: (delayMs, callback) => {
        clock.time += delayMs;
        queueMicrotask(callback);
        return () => undefined;
      },
    },
    random: { bytes: (length) => new Uint8Array(length) },
    crypto: { sha256, hmacSha256: unused, seal: unused, open: unused },
    log: silentLog,
  };
  const issuers = [{ issuer: ISSUER, tacMasterKey: MASTER_KEY }];
  const files = { hash: nodeHash, acquirers: [{ acquirer: ACQUIRER, terminalGroup: 'CITYCABLE' }] };
  const ppp = createPpp({ environment, store, issuers, files });
  const wire = checked('ppp', ppp.fetch, (message) => {
    throw new Error(message);
  });
  async function ask(method: string, path: string, body?: unknown) {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { 'Content-Type': 'application/json' };
    const url = `https://ppp.test/ppp/v1${path}`;
    const response = await wire(new Request(url, { method, headers, ...json }));
    return { status: response.status, body: await response.json() };
  }
  const batchId = (no: string) => `CITYCABLE-20261123-${no}`;
  return {
    ppp,
    clock,
    store,
    ask,
    put: (no: string, batch: Batch) => ask('PUT', `/batches/${batchId(no)}`, batch),
    results: async (no: string): Promise<string[]> => {
      const { body } = await ask('GET', `/batches/${batchId(no)}/result`);
      return body.results.map(({ result }: { result: string }) => result);
    },
    settlement: async (date = '20261123') => (await ask('GET', `/settlements/${date}`)).body,
  };
}
