/** Named faults that a designer or a test can switch on. Most strike at DEBIT FOR PURCHASE (INS 54). */
import type { Misbehaviour, ReaderFault } from './readerFault.ts';

const INIT = 0x50;
const DEBIT = 0x54;
const atDebit = (does: Misbehaviour): readonly ReaderFault[] => [
  { on: 'xfrBlock', ins: DEBIT, does },
];

export const NAMED_FAULTS = {
  'stall-out': atDebit({ kind: 'stall-out' }),
  'stall-in': atDebit({ kind: 'stall-in' }),
  babble: atDebit({ kind: 'babble' }),
  'command-lost': atDebit({ kind: 'lost-command' }),
  'answer-lost': atDebit({ kind: 'lost-answer' }),
  'answer-late': atDebit({ kind: 'late', ms: 20_000 }),
  'answer-slow': atDebit({ kind: 'late', ms: 1_500 }),
  'answer-short': atDebit({ kind: 'short', bytes: 11 }),
  'length-lies-up': atDebit({ kind: 'lies', by: 5 }),
  'length-lies-down': atDebit({ kind: 'lies', by: -1 }),
  'length-is-huge': atDebit({ kind: 'lies', by: 0x7fff_0000 }),
  'foreign-answers': atDebit({ kind: 'foreign-seq', count: 3 }),
  'foreign-answers-only': atDebit({ kind: 'foreign-seq', count: 1, instead: true }),
  'wrong-slot': atDebit({ kind: 'wrong-slot' }),
  'wrong-type': atDebit({ kind: 'wrong-type' }),
  'empty-first': atDebit({ kind: 'zero-length-first' }),
  'needs-time': atDebit({ kind: 'extensions', count: 4, everyMs: 1_500, multiplier: 1 }),
  'needs-time-for-ever': atDebit({
    kind: 'extensions',
    count: 100_000,
    everyMs: 1_500,
    multiplier: 255,
  }),
  'card-mute': atDebit({ kind: 'card-mute' }),
  'slot-busy': atDebit({ kind: 'fails', error: 0xe0 }),
  'slot-busy-at-init': [
    { on: 'xfrBlock', ins: INIT, times: 2, does: { kind: 'fails', error: 0xe0 } },
  ],
  'error-as-status': atDebit({ kind: 'fails', error: 0xfe, asSlotStatus: true }),
  'unplugged-before': atDebit({ kind: 'unplug', when: 'before' }),
  'unplugged-after': atDebit({ kind: 'unplug', when: 'after' }),
  'unplugged-in-answer': atDebit({ kind: 'unplug-at', byte: 6 }),
  'pulled-before': atDebit({ kind: 'pull', when: 'before' }),
  'pulled-after': atDebit({ kind: 'pull', when: 'after' }),
  'power-on-mute': [{ on: 'powerOn', does: { kind: 'card-mute' } }],
  'power-on-silent': [{ on: 'powerOn', does: { kind: 'lost-answer' } }],
  'status-silent': [{ on: 'slotStatus', does: { kind: 'lost-answer' } }],
} as const satisfies Record<string, readonly ReaderFault[]>;

export type ReaderFaultName = keyof typeof NAMED_FAULTS;
