/**
 * Log lines of a program: JSON for a collector, short text for a person at a terminal. Every line is written synchronously
 * before `log` returns, so a killed program has lost none.
 */
import { isatty } from 'node:tty';
import { pino } from 'pino';
import type { Log } from '../../src/shared/log.ts';

export type LogStyle = 'json' | 'text';

/** A last safeguard that masks keys and card numbers. A MAC is too short to be distinguished from a date. */
const LONG_NUMBER = /\b[0-9A-Fa-f]{16,}\b|\d{16,}/g;
/** The prefix of messages that need attention now. */
const ALARM = 'ALARM:';

interface Line {
  readonly time: string;
  readonly area: string;
  readonly msg: string;
}

/** Makes one line of text, so that a message from outside cannot look like two lines. */
function textOf(json: string): string {
  const { time, area, msg } = JSON.parse(json) as Line;
  return `${time} [${area}] ${msg.replace(/\p{Cc}+/gu, ' ')}\n`;
}

interface ProgramLogParts {
  /** 1: standard output, 2: standard error. */
  readonly fd: number;
  /** Default: text on a terminal, JSON elsewhere. */
  readonly style?: LogStyle | undefined;
}

/** Makes a log. Lines have `level` (`info`; `error` for an alarm), `time` (ISO, UTC), `area`, `msg`. Never throws. */
export function programLog({ fd, style }: ProgramLogParts): Log {
  const out = pino.destination({ fd, sync: true });
  // The reader of the pipe is gone; the program must go on without its log.
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
