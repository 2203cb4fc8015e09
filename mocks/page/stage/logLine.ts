/** A line of the stage's log. It is made of a trace, which has no data. */
import { chinaTime, type Instant } from '../../../src/shared/time.ts';
import type { Trace } from '../../trace/trace.ts';

export const LOG_KINDS = ['card', 'tsp', 'boss', 'key', 'step', 'fault'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

export interface LogLine {
  /** When it ended. */
  readonly at: Instant;
  readonly kind: LogKind;
  readonly what: string;
  /** Header and lengths, party, or key code. */
  readonly more: string;
  /** How it ended. */
  readonly end: string;
  readonly ms: number | null;
  readonly isBad: boolean;
}

const spaced = (hex: string): string => hex.replace(/(..)(?=.)/g, '$1 ');

export function lineOf(trace: Trace): LogLine {
  const { ms } = trace;
  const at = trace.at + ms;
  if (trace.kind === 'card') {
    const { name, header, sentBytes, receivedBytes, status, error } = trace;
    const lengths = header === '' ? `ATR ${receivedBytes} B` : `${sentBytes} → ${receivedBytes} B`;
    return {
      at,
      ms,
      kind: 'card',
      what: name,
      more: [spaced(header), lengths].filter(Boolean).join(' · '),
      end: error ?? status ?? '',
      isBad: error !== undefined || (status !== null && !/^(9000|61|6C)/.test(status)),
    };
  }
  const { party, method, path, status, code } = trace;
  return {
    at,
    ms,
    kind: party === 'tsp' ? 'tsp' : 'boss',
    what: `${method} ${path}`,
    more: `→ ${party.toUpperCase()}`,
    end: [status ?? 'LOST', code].filter(Boolean).join(' '),
    isBad: status === null || status >= 400,
  };
}

export const plainLine = (at: Instant, kind: LogKind, what: string, more = ''): LogLine => ({
  at,
  kind,
  what,
  more,
  end: '',
  ms: null,
  isBad: kind === 'fault',
});

export function clockText(at: Instant): string {
  const { time } = chinaTime(at);
  const ms = String(at % 1000).padStart(3, '0');
  return `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}.${ms}`;
}

export const lineText = ({ at, kind, what, more, end, ms }: LogLine): string =>
  [clockText(at), kind.padEnd(5), what, more, end, ms === null ? '' : `${ms} ms`]
    .filter(Boolean)
    .join('  ');
