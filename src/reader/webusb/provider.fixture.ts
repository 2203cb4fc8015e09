/** A provider on scripted devices, in virtual time. */
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { silentLog } from '../../shared/log.ts';
import { within } from '../ccid/transcript.fixture.ts';
import { scriptedBrowser, scriptedUsb, wellBehaved } from './usb.fixture.ts';
import { type UsbLike, type WebUsbParts, webUsbProvider } from './webUsbProvider.ts';

export function provided(usb: UsbLike | undefined, parts: Partial<WebUsbParts> = {}) {
  const time = virtualTime();
  const provider = webUsbProvider(usb, { timers: time, log: silentLog, ...parts });
  const changes: string[] = [];
  provider.onReaderChange(({ type, reader }) => changes.push(`${type} ${reader.name}`));
  const soon = <T>(act: Promise<T>) => within({ time }, act);
  const names = async () => {
    const listed = await soon(provider.listReaders());
    return listed.ok ? listed.value.map(({ name }) => name) : listed.error.code;
  };
  return {
    time,
    provider,
    changes,
    soon,
    names,
    pass: (ms = 0) => time.runUntil(() => false, ms),
  };
}

/** One good reader of class 0xFF in a browser that grants it. */
export function oneReader(
  name = 'SCR331',
  classCode: number | undefined = 0xff,
  changes?: Readonly<Record<string, number>>,
) {
  const usb = scriptedUsb(name, classCode, changes);
  usb.onMessage = wellBehaved;
  const browser = scriptedBrowser(usb.device);
  return { usb, browser, ...provided(browser) };
}
