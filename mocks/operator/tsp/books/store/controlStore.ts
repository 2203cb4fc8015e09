/** What may not be used: PSAMs, boxes and switches set by people, the PPP's blacklist, and cards that we blocked. */
import type { Instant } from '../../../../../src/shared/time.ts';
import type { components } from '../../../../contract/opsApi.generated.ts';
import type { components as PppApi } from '../../../../contract/pppApi.generated.ts';
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import { keys } from './tspKeys.ts';

export type SwitchName = components['schemas']['SwitchName'];

export interface SwitchRow {
  readonly name: SwitchName;
  readonly on: boolean;
  readonly since?: Instant;
  readonly who?: string;
  readonly reason?: string;
}

export const getSwitch = (tx: Transaction, name: SwitchName) =>
  tx.get<SwitchRow>(keys.switch(name));
export const putSwitch = (tx: Transaction, row: SwitchRow): void =>
  tx.put(keys.switch(row.name), row);

export interface BoxRow {
  readonly stbId: string;
  readonly blocked: boolean;
  /** It did what no honest box does; nobody has looked yet. */
  readonly watch?: {
    readonly since: Instant;
    readonly why: string;
    readonly times: number;
    readonly lastAt: Instant;
  };
  readonly since?: Instant;
  readonly who?: string;
  readonly reason?: string;
}

/** Those that people blocked or let in again, or that are on watch. */
export const allBoxes: RowList<BoxRow> = rowList(keys.boxes);
export const getBox = (tx: Transaction, stbId: string) => tx.get<BoxRow>(keys.box(stbId));
export const putBox = (tx: Transaction, row: BoxRow): void => tx.put(keys.box(row.stbId), row);

export interface PsamRow {
  readonly terminalNo: string;
  /** Gets no new lease. */
  readonly drained: boolean;
  /** Gets no lease and gives no MAC1 until people know what happened under its terminal number. */
  readonly frozen: boolean;
  readonly since: Instant;
  readonly who: string;
  readonly reason: string;
}

/** By terminal number. */
export const allPsams: RowList<PsamRow> = rowList(keys.psams);
export const getPsam = (tx: Transaction, terminalNo: string) =>
  tx.get<PsamRow>(keys.psams + terminalNo);
export const putPsam = (tx: Transaction, row: PsamRow): void =>
  tx.put(keys.psams + row.terminalNo, row);

export type Blacklist = PppApi['schemas']['Blacklist'];

/** The blacklist that the PPP sent last. */
export const getBlacklist = (tx: Transaction) => tx.get<Blacklist>(keys.blacklist);
export const putBlacklist = (tx: Transaction, list: Blacklist): void =>
  tx.put(keys.blacklist, list);

export const isCardMarked = async (tx: Transaction, asn: string): Promise<boolean> =>
  (await tx.get<true>(keys.blockedCard(asn))) !== undefined;
export const markCard = (tx: Transaction, asn: string): void => tx.put(keys.blockedCard(asn), true);

/** How many MAC1s a card rejected on one day. */
export const macRefusalsOn = async (tx: Transaction, date: string, asn: string): Promise<number> =>
  (await tx.get<number>(keys.macRefusals(date, asn))) ?? 0;
export const putMacRefusals = (tx: Transaction, date: string, asn: string, count: number): void =>
  tx.put(keys.macRefusals(date, asn), count);
