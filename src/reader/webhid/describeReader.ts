/**
 * What a reader behind HID reports does itself: its 54 bytes, asked for (docs/integrate/ccid-over-hid.md) or assumed.
 */
import { neverAborted } from '../../shared/abort.ts';
import type { Bytes } from '../../shared/bytes.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { pause, type Timers } from '../../shared/time.ts';
import { type CcidDescriptor, FEATURE, parseCcidDescriptor } from '../ccid/ccidDescriptor.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { PROFILE_VERSION } from './ccidOverHid.ts';
import type { HidLink } from './hidLink.ts';
import { MAX_MESSAGE, type ReportFraming } from './reportFraming.ts';

const DESCRIPTOR_MS = 1_000;
const DESCRIPTOR_TRIES = 3;
const AGAIN_MS = 200;
const NOTIFIES = 0x01;
/** Less has no room for an ATR. */
const LEAST_MAX = 43;

/** Where the framing cannot ask, the reader has to do everything by itself: there is no way to say otherwise. */
const DOES_EVERYTHING: CcidDescriptor = {
  bcdCcid: 0x0110,
  maxSlotIndex: 0,
  voltageSupport: 7,
  protocols: 3,
  defaultClockKhz: 3580,
  maximumClockKhz: 3580,
  dataRateBps: 9600,
  maxDataRateBps: 9600,
  maxIfsd: 254,
  features:
    FEATURE.shortApdu |
    FEATURE.autoParametersFromAtr |
    FEATURE.autoActivate |
    FEATURE.autoVoltage |
    FEATURE.autoClock |
    FEATURE.autoBaudRate |
    FEATURE.autoParameterNegotiation |
    FEATURE.autoPps |
    FEATURE.autoIfsd,
  maxMessageLength: 271,
  classGetResponse: 0xff,
  pinSupport: 0,
  maxBusySlots: 1,
};

interface Description {
  readonly descriptor: CcidDescriptor;
  readonly hasNotifications: boolean;
}

/** Version, capabilities, 54 bytes; what a later version adds behind them is not looked at. */
function parseDescription(message: Bytes): Result<Description, ReaderError> {
  const unsupported = (why: string) => fail(readerError('READER_UNSUPPORTED', 'not-sent', why));
  if (message[0] !== PROFILE_VERSION) return unsupported(`version ${message[0]}`);
  const descriptor = parseCcidDescriptor(message.slice(2, 56));
  if (!descriptor) return unsupported('no CCID descriptor');
  const longest = descriptor.maxMessageLength;
  if (longest < LEAST_MAX || longest > MAX_MESSAGE) return unsupported(`messages of ${longest}`);
  return ok({ descriptor, hasNotifications: (message[1]! & NOTIFIES) !== 0 });
}

/**
 * Sends one request and waits for its answer; `null` when nothing came in time. Answers to an earlier page are ignored.
 */
function ask(
  link: HidLink,
  reports: Bytes[],
  timers: Timers,
): Promise<Result<Description, ReaderError> | null> {
  return new Promise((resolve) => {
    const stops = [
      link.onMessage(({ stream, message }) => {
        if (stream === 'descriptor') end(parseDescription(message));
      }),
      link.onFailure((error) => {
        if (error.code !== 'COMM_ERROR') end(fail(error));
      }),
      timers.after(DESCRIPTOR_MS, () => end(null)),
    ];
    function end(answer: Result<Description, ReaderError> | null): void {
      stops.forEach((stop) => {
        stop();
      });
      resolve(answer);
    }
    void link.send(reports).then((sent) => {
      if (!sent.ok) end(sent);
    });
  });
}

/** READER_UNSUPPORTED when it does not say, or speaks another version; always `not-sent`. */
export async function describeReader(
  link: HidLink,
  framing: ReportFraming,
  timers: Timers,
): Promise<Result<Description, ReaderError>> {
  const { askDescriptor } = framing;
  if (!askDescriptor) return ok({ descriptor: DOES_EVERYTHING, hasNotifications: false });
  let why = readerError('READER_UNSUPPORTED', 'not-sent', 'does not describe itself');
  for (let tries = 0; tries < DESCRIPTOR_TRIES; tries++) {
    const answer = await ask(link, askDescriptor(), timers);
    if (answer?.ok) return answer;
    if (!answer) continue;
    why = { ...answer.error, outcome: 'not-sent' };
    if (why.code === 'READER_UNAVAILABLE') break;
    // A report that was refused, or an answer that was garbled, says nothing of the next.
    await pause(timers, AGAIN_MS, neverAborted);
  }
  return fail(why);
}
