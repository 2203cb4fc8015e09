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

interface CardBlockRow {
  readonly since: Instant;
  /** `tsp` when a signature blocked it; otherwise the person who approved it. */
  readonly who: string;
  readonly reason: string;
}

/** By the card's identity. */
export const getCardBlock = (tx: Transaction, card: string) =>
  tx.get<CardBlockRow>(keys.blockedCard(card));
export const putCardBlock = (tx: Transaction, card: string, row: CardBlockRow): void =>
  tx.put(keys.blockedCard(card), row);
export const dropCardBlock = (tx: Transaction, card: string): void =>
  tx.delete(keys.blockedCard(card));

/** How many MAC1s a card rejected on one day, according to this box. */
export const macRefusalsOn = async (
  tx: Transaction,
  date: string,
  card: string,
  stbId: string,
): Promise<number> => (await tx.get<number>(keys.macRefusals(date, card, stbId))) ?? 0;
export const putMacRefusals = (
  tx: Transaction,
  date: string,
  card: string,
  stbId: string,
  count: number,
): void => tx.put(keys.macRefusals(date, card, stbId), count);
