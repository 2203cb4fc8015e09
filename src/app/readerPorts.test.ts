import { afterEach, expect, test, vi } from 'vitest';
import { simulation } from '../../mocks/environment/simulation.ts';
import type { ReaderTransport } from '../reader/cardReader.ts';
import { silentLog } from '../shared/log.ts';
import { READER_PORTS } from './files/operatorConfig.ts';
import { readerPorts } from './readerPorts.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

function portsOf(readers?: readonly ReaderTransport[]) {
  vi.stubGlobal('window', {});
  vi.stubGlobal('navigator', {});
  const { environment, time } = simulation(1, silentLog);
  const parts = { timers: time, random: environment.random, log: silentLog };
  const config = { name: { 'zh-CN': '城' }, hotline: '96123', accent: '#33ccff', tspUrl: '/t' };
  const ports = readerPorts(
    { ...config, ...(readers && { readers }) },
    undefined,
    undefined,
    parts,
  );
  return ports.map(({ transport }) => transport);
}

test('all ports in our order, or the operator’s in his', () => {
  expect(portsOf()).toEqual(READER_PORTS);
  expect(portsOf(['webhid', 'host-object'])).toEqual(['webhid', 'host-object']);
  expect(portsOf([])).toEqual([]);
});

test('a port that is named twice is tried once', () => {
  expect(portsOf(['webusb', 'host-object', 'webusb'])).toEqual(['webusb', 'host-object']);
});
