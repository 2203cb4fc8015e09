/** A CCID reader for transcripts of messages and answers. */
import { expect } from 'vitest';
import { fromHex, toHex } from '../../../src/shared/bytes.ts';
import { createCard } from '../../card/createCard.ts';
import { fixedRandom } from '../../card/fixedRandom.ts';
import { virtualTime } from '../../environment/simulation.ts';
import { walletCard } from '../walletCards.ts';
import { createCcidDevice } from './ccidDevice.ts';
import type { ReaderFault } from './readerFault.ts';
import type { ReaderModel } from './readerModel.ts';
import { createSlot } from './simulatedSlot.ts';

export const goodCard = () => createCard(walletCard('good'), { random: fixedRandom() });

export function ccidFixture(model: ReaderModel, faults: readonly ReaderFault[] = []) {
  const time = virtualTime(0);
  const slot = createSlot();
  /** What the reader sent since the last `=>`; `!` marks the interrupt pipe. */
  let said: string[] = [];
  /** Every command the card saw. */
  const seen: string[] = [];
  slot.insert(goodCard());
  slot.onCommand((command) => seen.push(toHex(command)));
  const device = createCcidDevice(
    { timers: time, slot, model, faults },
    {
      bulkIn: (item) =>
        said.push(item.kind === 'data' ? `<=${toHex(item.bytes)}` : `<=${item.kind}`),
      interruptIn: (bytes) => said.push(`<=!${toHex(bytes)}`),
    },
  );

  return {
    time,
    slot,
    device,
    seen,
    said: () => said,
    /**
     * `=> message` is sent, `=> abort` is the class request with its bSlot and bSeq, `=> +ms` lets time pass. Unless `+ms`
     * comes next, it waits until nothing more happens. The `<=` lines are what the reader sent.
     */
    async talk(script: string) {
      const lines = script
        .trim()
        .split('\n')
        .map((line) => line.trim().replace(/ /g, ''));
      const heard: string[] = [];
      for (const [at, line] of lines.entries()) {
        if (line.startsWith('<=')) continue;
        heard.push(line);
        if (!line.startsWith('=>')) continue;
        said = [];
        const order = line.slice(2);
        const wait = /^\+(\d+)$/.exec(order);
        if (order.startsWith('abort')) {
          const [bSlot, bSeq] = fromHex(order.slice(5));
          if (device.abort(bSlot!, bSeq!) === 'stall') said.push('<=stall');
        } else if (!wait && device.bulkOut(fromHex(order)) === 'stall') said.push('<=stall');
        const next = lines.slice(at + 1).find((line) => !line.startsWith('<='));
        const isHurried = next?.startsWith('=>+');
        if (!isHurried) await time.runUntil(() => false, wait ? Number(wait[1]) : 60_000);
        heard.push(...said);
      }
      expect(heard).toEqual(lines);
    },
  };
}
export type CcidFixture = ReturnType<typeof ccidFixture>;
