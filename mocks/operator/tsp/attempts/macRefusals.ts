/** Cards count wrong MAC1s and lock themselves for ever: after a few refusals in a day no further one is risked. */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { Unit } from '../base/unit.ts';

const keyOf = (unit: Unit, asn: string) => `refused/${chinaTime(unit.now).date}/${asn}`;

export const macRefusals = async (unit: Unit, asn: string): Promise<number> =>
  (await unit.tx.get<number>(keyOf(unit, asn))) ?? 0;

export const noteMacRefusal = async (unit: Unit, asn: string): Promise<void> =>
  unit.tx.put(keyOf(unit, asn), (await macRefusals(unit, asn)) + 1);
