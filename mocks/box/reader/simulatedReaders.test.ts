import { expect, test } from 'vitest';
import { virtualTime } from '../../environment/simulation.ts';
import { type SimulatedReadersParts, simulatedReaders } from './simulatedReaders.ts';
import { createSlot } from './simulatedSlot.ts';

const readers = (parts: Partial<SimulatedReadersParts>) =>
  simulatedReaders({ timers: virtualTime(0), slot: createSlot(), port: 'webusb', ...parts });
const usbId = async (parts: Partial<SimulatedReadersParts>) =>
  (await readers(parts).usb!.getDevices()).map(({ productId }) => productId.toString(16));
const hidId = async (parts: Partial<SimulatedReadersParts>) =>
  (await readers({ port: 'webhid', ...parts }).hid!.getDevices()).map(({ productId }) =>
    productId.toString(16),
  );

test('each port simulates the browser interface it needs, and no other', () => {
  const needs = (port: SimulatedReadersParts['port']) => Object.keys(readers({ port })).sort();
  expect(needs('webusb')).toEqual(['usb', 'viewer']);
  expect(needs('webhid')).toEqual(['hid', 'viewer']);
  expect(needs('host-object')).toEqual([]);
  expect(needs('websocket')).toEqual([]);
});

test('a model is chosen by its name; any other name gives the usual one', async () => {
  expect(await usbId({ model: 't1' })).toEqual(['3437']);
  expect(await usbId({ model: 'toString' })).toEqual(['e003']);
  expect(await usbId({})).toEqual(['e003']);
  expect(await hidId({ model: 'r6' })).toEqual(['401']);
  expect(await hidId({ model: 't1' })).toEqual(['ccd1']);
});

test('nothing is granted without being asked for, and unknown faults do nothing', async () => {
  expect(await usbId({ granted: 'never-yet' })).toEqual([]);
  expect(await usbId({ faults: ['babble', 'gremlins'] })).toEqual(['e003']);
});
