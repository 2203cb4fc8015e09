/** One HID device opened as the reader it is. */
import type { Log } from '../../shared/log.ts';
import type { Random } from '../../shared/random.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import type { CardReader } from '../cardReader.ts';
import type { Learnt } from '../ccid/ccidPipe.ts';
import { ccidReader } from '../ccid/ccidReader.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import type { FramingName, ReaderModel } from '../readerModel.ts';
import { ccidOverHid, SMALLEST_REPORT } from './ccidOverHid.ts';
import { type HidDeviceLike, hidLink } from './hidLink.ts';
import { hidPipe } from './hidPipe.ts';
import { ccidCodec, lengthByte } from './lengthByte.ts';
import { r6Framing } from './r6.ts';
import type { R6Step } from './r6Exchange.ts';
import { r6Reader } from './r6Reader.ts';
import type { ReportFraming } from './reportFraming.ts';
import { reportSizes } from './reportSizes.ts';

export interface HidReaderParts {
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** What is known of `device` beyond what it says. */
  readonly model: Omit<ReaderModel, 'model'>;
  /** `callback` is to be called when `device` is unplugged; one for each device, the latest. */
  whenUnplugged(device: HidDeviceLike, callback: () => void): void;
  /** The same for every opening of `device`. */
  stepOf(device: HidDeviceLike): R6Step;
  learntOf(device: HidDeviceLike): Learnt;
}

function framingFor(name: FramingName, outputSize: number, random: Random): ReportFraming {
  if (name === 'r6') return r6Framing(outputSize);
  if (name === 'length-byte') return lengthByte(outputSize, ccidCodec);
  // Another channel for every opening: by it the rest of an earlier page's conversation is recognised.
  const [high, low] = random.bytes(2);
  return ccidOverHid(outputSize, high! * 256 + low!);
}

/** READER_UNSUPPORTED when its reports do not fit or it does not describe itself; always `not-sent`. */
export async function openHidReader(
  device: HidDeviceLike,
  name: string,
  { timers, random, log, model, whenUnplugged, stepOf, learntOf }: HidReaderParts,
): Promise<Result<CardReader, ReaderError>> {
  const { framing: framingName = 'ccid' } = model;
  const sizes = reportSizes(device.collections, framingName !== 'ccid');
  if (!sizes.ok) return sizes;
  const { outputSize, inputSize } = sizes.value;
  if (Math.min(outputSize, inputSize) < SMALLEST_REPORT) {
    const detail = `reports of ${outputSize} and ${inputSize} bytes`;
    return fail(readerError('READER_UNSUPPORTED', 'not-sent', detail));
  }
  let isGone = false;
  whenUnplugged(device, () => {
    isGone = true;
  });
  try {
    if (!device.opened) await device.open();
  } catch (cause) {
    // The system has the device and does not give it to the browser.
    const isRefused = (cause as { name?: unknown } | null)?.name === 'NotAllowedError';
    const code = isRefused && !isGone ? 'SECURITY_VIOLATION' : 'READER_UNAVAILABLE';
    return fail(readerError(code, 'not-sent', String(cause)));
  }
  if (isGone) return fail(readerError('READER_UNAVAILABLE', 'not-sent', 'unplugged'));
  const framing = framingFor(framingName, outputSize, random);
  const link = hidLink(device, framing, sizes.value, timers, log);
  whenUnplugged(device, link.unplugged);
  if (framingName === 'r6') return ok(r6Reader(name, link, framing, stepOf(device), timers, log));
  const pipe = await hidPipe(name, link, framing, { model, learnt: learntOf(device), timers });
  if (pipe.ok) return ok(ccidReader(pipe.value, 0, timers, log));
  await link.close();
  return pipe;
}
