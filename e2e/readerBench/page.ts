/**
 * Runs in the measured page: cards behind simulated devices, the portal's own drivers above them. The device's part of a
 * command is from the last byte sent to it to the first byte it sends back; the rest is the portal's part.
 * What is sent from a card in the slot to a purse that has been read is counted.
 */

import { fakeSocket } from '../../mocks/box/reader/fakeSocket.ts';
import { simulatedHost } from '../../mocks/box/reader/simulatedHost.ts';
import { simulatedReaders } from '../../mocks/box/reader/simulatedReaders.ts';
import { createSlot } from '../../mocks/box/reader/simulatedSlot.ts';
import { walletCard } from '../../mocks/box/walletCards.ts';
import { createCard } from '../../mocks/card/createCard.ts';
import { readPurse } from '../../src/purse/readPurse.ts';
import type { ReaderProvider } from '../../src/reader/cardReader.ts';
import { type HostObject, hostLink } from '../../src/reader/hostObject/hostLink.ts';
import { hostObjectProvider } from '../../src/reader/hostObject/hostObjectProvider.ts';
import { socketHost } from '../../src/reader/socket/socketHost.ts';
import { socketProvider } from '../../src/reader/socket/socketProvider.ts';
import { type HidLike, webHidProvider } from '../../src/reader/webhid/webHidProvider.ts';
import { webUsbProvider } from '../../src/reader/webusb/webUsbProvider.ts';
import { fromHex } from '../../src/shared/bytes.ts';
import { silentLog } from '../../src/shared/log.ts';
import type { Random } from '../../src/shared/random.ts';
import type { Timers } from '../../src/shared/time.ts';

export interface PortSeen {
  /** Milliseconds of each command: in all, and the device's part. */
  readonly all: readonly number[];
  readonly device: readonly number[];
  /** How often something was sent to the device (USB transfers, HID reports, messages to a host) to read a purse. */
  readonly sent: number;
}

interface BenchWindow {
  measure(port: string, model: string, commands: number): Promise<PortSeen>;
}

/** Timers without delay are messages to oneself, because browsers delay nested timers by 4 ms. */
const channel = new MessageChannel();
const soon: (() => void)[] = [];
channel.port1.onmessage = () => soon.shift()?.();
const timers: Timers = {
  after(delayMs, callback) {
    let isOver = false;
    const run = () => {
      if (!isOver) callback();
    };
    if (delayMs > 0) {
      const id = setTimeout(run, delayMs);
      return () => clearTimeout(id);
    }
    soon.push(run);
    channel.port2.postMessage(0);
    return () => {
      isOver = true;
    };
  },
};

const random: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };

/** Measures the device's time: from each output to the next input. */
function stopwatch() {
  let since: number | null = null;
  let total = 0;
  let sent = 0;
  return {
    /** How often something was sent so far. */
    sent: () => sent,
    out() {
      sent++;
      since = performance.now();
    },
    in() {
      if (since !== null) total += performance.now() - since;
      since = null;
    },
    take() {
      const taken = total;
      total = 0;
      return taken;
    },
  };
}
type Stopwatch = ReturnType<typeof stopwatch>;

function watchedHost(inner: HostObject, watch: Stopwatch): HostObject {
  const outer: HostObject = {
    onmessage: null,
    postMessage(json) {
      watch.out();
      inner.postMessage(json);
    },
  };
  inner.onmessage = (event) => {
    watch.in();
    outer.onmessage?.(event);
  };
  return outer;
}

/** Wraps a simulated device so that the watch sees its outputs and inputs. */
function watchedDevice<D extends object>(device: D, outs: readonly string[], watch: Stopwatch): D {
  return new Proxy(device, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'transferIn') {
        return async (...given: unknown[]) => {
          const answer = await value.apply(target, given);
          watch.in();
          return answer;
        };
      }
      return (...given: unknown[]) => {
        if (outs.includes(String(name))) watch.out();
        return value.apply(target, given);
      };
    },
  });
}

/** Makes the wrapper of a device once, since a browser always gives the same object. */
function once<D extends object>(make: (device: D) => D): (device: D) => D {
  const made = new Map<D, D>();
  return (device) => {
    const known = made.get(device) ?? make(device);
    made.set(device, known);
    return known;
  };
}

function providerOf(port: string, model: string, watch: Stopwatch): ReaderProvider {
  const slot = createSlot();
  slot.insert(createCard(walletCard('good'), { random }));
  const common = { timers, log: silentLog };
  if (port === 'webusb' || port === 'webhid') {
    const pace = { powerOnMs: 0, commandMs: 0 };
    const { usb, hid } = simulatedReaders({ timers, slot, port, model, pace });
    if (usb) {
      const watched = once((device: USBDevice) => watchedDevice(device, ['transferOut'], watch));
      const getDevices = async () => (await usb.getDevices()).map(watched);
      return webUsbProvider({ addEventListener: () => {}, getDevices } as never, common);
    }
    const watched = once((device: HIDDevice) => {
      device.addEventListener('inputreport', () => watch.in());
      return watchedDevice(device, ['sendReport'], watch);
    });
    const getDevices = async () => (await hid!.getDevices()).map(watched);
    const all = { addEventListener: () => {}, getDevices } as unknown as HidLike;
    return webHidProvider({ ...common, random, hid: all, isSecureContext: true });
  }
  const crypto = { hmacSha256: async () => new Uint8Array(32) } as never;
  const readerName = 'slot 1';
  const box = { stbId: 'STB-1', boxKey: '00', readerName, apduMs: 0 };
  const host = watchedHost(simulatedHost({ timers, crypto }, slot, box), watch);
  if (port === 'host-object')
    return hostObjectProvider(hostLink(host, timers, silentLog), silentLog);
  const token = 'bench';
  const WebSocket = fakeSocket({ host, slot, readerName, timers, token });
  const daemon = socketHost('ws://127.0.0.1', token, { ...common, WebSocket });
  return socketProvider(daemon, hostLink(daemon, timers, silentLog), silentLog);
}

/** GET BALANCE is the shortest purse command, so the portal's part shows best. */
const GET_BALANCE = fromHex('805C000204');

async function measure(port: string, model: string, commands: number): Promise<PortSeen> {
  const watch = stopwatch();
  const provider = providerOf(port, model, watch);
  const status = await provider.probe();
  const readers = await provider.listReaders();
  if (!readers.ok || !readers.value[0]) throw new Error(`${port} ${model}: ${status}, no reader`);
  const reader = await provider.open(readers.value[0].name);
  if (!reader.ok) throw new Error(`${port} ${model}: ${reader.error.code}`);
  const before = watch.sent();
  await reader.value.getStatus();
  const card = await reader.value.connect();
  if (!card.ok) throw new Error(`${port} ${model}: ${card.error.code}`);
  const purse = await readPurse(card.value);
  if (!purse.ok) throw new Error(`${port} ${model}: no purse`);
  const sent = watch.sent() - before;
  const all: number[] = [];
  const device: number[] = [];
  for (let at = 0; at < commands; at++) {
    watch.take();
    const began = performance.now();
    const answer = await card.value.transmit(GET_BALANCE);
    all.push(performance.now() - began);
    device.push(watch.take());
    if (!answer.ok) throw new Error(`${port} ${model}: ${answer.error.code}`);
  }
  await reader.value.close();
  return { all, device, sent };
}

(window as unknown as BenchWindow).measure = measure;
