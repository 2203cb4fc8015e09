/** Short names for the PPP's messages, and the records that the PPP keeps. */
import type { Answer, Call, Handlers } from '../../contract/contractServer.ts';
import type { components, operations } from '../../contract/pppApi.generated.ts';

type Schemas = components['schemas'];

export type Batch = Schemas['Batch'];
export type BatchResult = Schemas['BatchResult'];
export type DebitRecord = Schemas['DebitRecord'];
export type PppProblem = Schemas['Problem'];
export type Settlement = Schemas['Settlement'];
export type Verdict = BatchResult['results'][number];

type Operation = keyof operations;
export type PppHandlers = Handlers<operations, PppProblem>;
export type PppCall<Id extends Operation> = Call<operations[Id]>;
export type PppAnswer<Id extends Operation> = Promise<Answer<operations[Id], PppProblem>>;

/** A card issuer whose debits this PPP settles. */
export interface Issuer {
  /** 16 hex digits. */
  readonly issuer: string;
  /** 32 hex digits: the master key of the cards' DTK. */
  readonly tacMasterKey: string;
}

export interface BatchRecord {
  readonly sha256: string;
  readonly count: number;
  readonly totalFen: number;
  readonly result: BatchResult;
}

/** A debit that will be paid out. */
export interface AcceptedDebit {
  readonly batchId: string;
  readonly index: number;
  readonly cardSerial: string;
  readonly cardSequence: string;
  readonly terminalNo: string;
  readonly terminalSequence: string;
  readonly amountFen: number;
  readonly orderId: string;
}
