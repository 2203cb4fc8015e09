/** A CCID reader behind HID reports: what the CCID engine sends its messages through. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import type { ReaderInfo } from '../cardReader.ts';
import { type CcidDescriptor, correctedDescriptor, levelOf } from '../ccid/ccidDescriptor.ts';
import { TO_READER } from '../ccid/ccidMessage.ts';
import type { CcidPipe, Learnt } from '../ccid/ccidPipe.ts';
import { isAnnounced } from '../pps.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import type { ReaderModel } from '../readerModel.ts';
import { describeReader } from './describeReader.ts';
import type { HidLink } from './hidLink.ts';
import { MAX_MESSAGE, type ReportFraming } from './reportFraming.ts';

function infoOf(name: string, descriptor: CcidDescriptor): ReaderInfo {
  const level = levelOf(descriptor);
  return {
    name,
    transport: 'webhid',
    slot: 0,
    protocols: (['T0', 'T1'] as const).filter((name) => isAnnounced(name, descriptor.protocols)),
    maxMessageLength: descriptor.maxMessageLength,
    ...(level === 'character' ? {} : { exchangeLevel: level }),
  };
}

interface HidPipeParts {
  readonly model: Omit<ReaderModel, 'model'>;
  readonly learnt: Learnt;
  readonly timers: Timers;
}

/**
 * Asks the reader what it is, and answers the pipe. READER_UNSUPPORTED when it does not say, or speaks another version;
 * a command cannot have been sent by then, so the outcome is `not-sent`.
 */
export async function hidPipe(
  name: string,
  link: HidLink,
  framing: ReportFraming,
  { model, learnt, timers }: HidPipeParts,
): Promise<Result<CcidPipe, ReaderError>> {
  const described = await describeReader(link, framing, timers);
  if (!described.ok) return described;
  const descriptor = correctedDescriptor(described.value.descriptor, model);
  const hasNotifications = described.value.hasNotifications && !model.noInterrupt;
  return ok({
    info: infoOf(name, descriptor),
    learnt,
    descriptor,
    hasNotifications,
    async send(message) {
      return message.length > MAX_MESSAGE
        ? fail(readerError('NOT_TRANSACTED', 'not-sent', `${message.length} bytes`))
        : link.send(framing.encode(message), message[0] === TO_READER.abort);
    },
    onMessage: (callback) =>
      link.onMessage(({ stream, message }) => {
        if (stream !== 'descriptor') callback(message);
      }),
    onFailure: link.onFailure,
    close: link.close,
  });
}
