/** One USB device that several readers may share: opened by the first, closed by the last, one change at a time. */
import { neverAborted } from '../../shared/abort.ts';
import { type Bytes, concat } from '../../shared/bytes.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { pause, type Timers } from '../../shared/time.ts';
import { type CcidInterface, parseConfiguration } from '../ccid/parseConfiguration.ts';
import { turns } from '../ccid/turns.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { usbCall } from './usbCall.ts';

export interface Inspected {
  readonly interfaces: readonly CcidInterface[];
  /** Of those, the ones this page may not claim. */
  readonly isProtected: (ccid: CcidInterface) => boolean;
}

interface UsbReaderDevice {
  readonly device: USBDevice;
  /** Opens the device and closes it again, unless it is in use. */
  inspect(): Promise<Result<Inspected, ReaderError>>;
  claim(ccid: CcidInterface): Promise<Result<void, ReaderError>>;
  /** Gives back what `claim` took. */
  release(ccid: CcidInterface): Promise<void>;
  /** Ends whatever hangs: every interface is given back, the device starts again. */
  reset(): Promise<void>;
}

/** Pauses between tries: a device just plugged in, or just released by another program, needs a moment. */
const PAUSES_MS = [100, 200, 400, 800];
const GET_DESCRIPTOR = 6;
const CONFIGURATION = 2;
const CONFIGURATION_BYTES = 9;
const MAX_CONFIGURATION_BYTES = 4096;
const SMART_CARD_CLASS = 0x0b;

const VENDOR_CLASS = 0xff;

/** `alternate` may be null, `alternates` may not. */
const hasClass = ({ interfaces }: USBConfiguration, ...classes: readonly number[]): boolean =>
  interfaces.some(({ alternates }) =>
    alternates.some(({ interfaceClass }) => classes.includes(interfaceClass)),
  );
const mayHaveReaders = (configuration: USBConfiguration): boolean =>
  hasClass(configuration, SMART_CARD_CLASS, VENDOR_CLASS);

/** Whether it says by its class that it is a reader. */
export const isReaders = (configuration: USBConfiguration): boolean =>
  hasClass(configuration, SMART_CARD_CLASS);

/** The configuration with an interface that may be a reader: the current one, if it has any. */
export const readersConfiguration = ({
  configuration,
  configurations,
}: USBDevice): USBConfiguration | undefined =>
  configuration && mayHaveReaders(configuration)
    ? configuration
    : configurations.find(mayHaveReaders);

const unsupported = (detail: string) => fail(readerError('READER_UNSUPPORTED', 'not-sent', detail));

export function usbReaderDevice(device: USBDevice, timers: Timers): UsbReaderDevice {
  const inTurn = turns();
  const claimed = new Set<number>();

  /** Tries again where the reason may go away. */
  async function patiently(call: () => Promise<void>): Promise<Result<void, ReaderError>> {
    for (let attempt = 0; ; attempt++) {
      const done = await usbCall(timers, call);
      const pauseMs = PAUSES_MS[attempt];
      if (done.ok || pauseMs === undefined) return done;
      const { detail } = done.error;
      if (detail !== 'NetworkError' && detail !== 'InvalidStateError') return done;
      await pause(timers, pauseMs, neverAborted);
    }
  }

  const open = async (): Promise<Result<void, ReaderError>> =>
    device.opened ? ok(undefined) : patiently(() => device.open());

  async function closeUnlessUsed(): Promise<void> {
    if (claimed.size === 0 && device.opened) await usbCall(timers, () => device.close());
  }

  async function getConfiguration(
    index: number,
    length: number,
  ): Promise<Result<Bytes, ReaderError>> {
    const got = await usbCall(timers, () =>
      device.controlTransferIn(
        {
          requestType: 'standard',
          recipient: 'device',
          request: GET_DESCRIPTOR,
          value: CONFIGURATION * 256 + index,
          index: 0,
        },
        length,
      ),
    );
    if (!got.ok) return got;
    const { data, status } = got.value;
    if (status !== 'ok' || !data) return unsupported(`GET_DESCRIPTOR: ${status}`);
    return ok(concat(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
  }

  /**
   * Nearly every engine reads and claims only where a configuration is selected; a device that is just plugged in may have
   * none, and after a reset again. It ends every transfer, so it is never done while something is claimed.
   */
  async function select(value: number): Promise<Result<void, ReaderError>> {
    if (claimed.size > 0 || device.configuration?.configurationValue === value)
      return ok(undefined);
    return patiently(() => device.selectConfiguration(value));
  }

  /** The raw configuration whose bConfigurationValue is the one in use: no descriptor gives its index. */
  async function readConfiguration(): Promise<Result<Bytes, ReaderError>> {
    const wanted = readersConfiguration(device);
    if (!wanted) return unsupported('no configuration');
    const value = wanted.configurationValue;
    // Where it fails, reading may work all the same.
    if (!device.configuration) await select(value);
    const count = Math.max(1, Math.min(device.configurations.length, 8));
    for (let i = 0; i < count; i++) {
      const index = (value - 1 + i + count) % count;
      const head = await getConfiguration(index, CONFIGURATION_BYTES);
      if (!head.ok) return head;
      if (head.value[5] !== value) continue;
      const length = head.value[2]! + head.value[3]! * 256;
      if (length > MAX_CONFIGURATION_BYTES) return unsupported(`wTotalLength ${length}`);
      return getConfiguration(index, length);
    }
    return unsupported(`configuration ${value} is missing`);
  }

  async function claimNow(ccid: CcidInterface): Promise<Result<void, ReaderError>> {
    if (claimed.has(ccid.interfaceNumber)) {
      return fail(readerError('SHARING_VIOLATION', 'not-sent', 'claimed already'));
    }
    const opened = await open();
    if (!opened.ok) return opened;
    const selected = await select(ccid.configurationValue);
    // Android has refused it and shown none, and claimed all the same.
    if (!selected.ok && device.configuration) return selected;
    const done = await patiently(() => device.claimInterface(ccid.interfaceNumber));
    if (done.ok) {
      claimed.add(ccid.interfaceNumber);
      return done;
    }
    const { code, detail } = done.error;
    if (code === 'SECURITY_VIOLATION') return unsupported('protected-class');
    return detail === 'NetworkError'
      ? fail(readerError('SHARING_VIOLATION', 'not-sent', 'another program has it'))
      : done;
  }

  async function releaseNow(ccid: CcidInterface): Promise<void> {
    if (!claimed.delete(ccid.interfaceNumber)) return;
    await usbCall(timers, () => device.releaseInterface(ccid.interfaceNumber));
  }

  async function inspectNow(): Promise<Result<Inspected, ReaderError>> {
    const opened = await open();
    if (!opened.ok) return opened;
    const raw = await readConfiguration();
    if (!raw.ok) return raw;
    const parsed = parseConfiguration(raw.value);
    if (!parsed.ok) return unsupported(parsed.error);
    const refused = new Set<number>();
    for (const ccid of parsed.value) {
      // Nothing but trying tells whether this shell lets a page have the class.
      if (ccid.interfaceClass !== SMART_CARD_CLASS) continue;
      const tried = await claimNow(ccid);
      if (!tried.ok && tried.error.detail === 'protected-class') refused.add(ccid.interfaceNumber);
      if (tried.ok) await releaseNow(ccid);
    }
    return ok({
      interfaces: parsed.value,
      isProtected: ({ interfaceNumber }) => refused.has(interfaceNumber),
    });
  }

  const andClose = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await closeUnlessUsed();
    return result;
  };

  return {
    device,
    inspect: () => inTurn(() => andClose(inspectNow())),
    claim: (ccid) => inTurn(() => andClose(claimNow(ccid))),
    release: (ccid) => inTurn(() => andClose(releaseNow(ccid))),
    reset: () =>
      inTurn(async () => {
        claimed.clear();
        if (device.opened) await usbCall(timers, () => device.reset());
        await closeUnlessUsed();
      }),
  };
}
