/**
 * Log lines of a program: JSON for a collector, short text for a person at a terminal. Every line is written before
 * `log` returns, in this thread: a program that is killed has lost none.
 */
import { isatty } from 'node:tty';
import { pino } from 'pino';
import type { Log } from '../../src/shared/log.ts';

export type LogStyle = 'json' | 'text';

/** A last net under what writes the lines: a key, or the number of a card. A MAC is too short to be told from a date. */
const LONG_NUMBER = /\b[0-9A-Fa-f]{16,}\b/g;
/** What somebody must look at now says so itself. */
const ALARM = 'ALARM:';

interface Line {
  readonly time: string;
  readonly area: string;
  readonly msg: string;
}

/** One line, whatever is in it: a message from outside must not look like two. */
function textOf(json: string): string {
  const { time, area, msg } = JSON.parse(json) as Line;
  return `${time} [${area}] ${msg.replace(/\p{Cc}+/gu, ' ')}\n`;
}

interface ProgramLogParts {
  /** 1: standard output, 2: standard error. */
  readonly fd: number;
  /** Without it: text where a person sits, JSON elsewhere. */
  readonly style?: LogStyle | undefined;
}

/** Lines have `level` (`info`; `error` for an alarm), `time` (ISO, UTC), `area`, `msg`. Never throws. */
export function programLog({ fd, style }: ProgramLogParts): Log {
  const out = pino.destination({ fd, sync: true });
  // Nobody reads it any more: what the program does is worth more than what it tells.
  out.on('error', () => {});
  const isText = style === undefined ? isatty(fd) : style === 'text';
  const stream = isText ? { write: (json: string) => out.write(textOf(json)) } : out;
  const logger = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  return (area, message) => {
    const msg = message.replace(LONG_NUMBER, ({ length }) => `(${length} digits)`);
    logger[message.startsWith(ALARM) ? 'error' : 'info']({ area }, msg);
  };
}
