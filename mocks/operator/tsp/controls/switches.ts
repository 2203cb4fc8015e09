/** What the operator can switch off for the whole platform. A restart changes nothing. */
import type { Transaction } from '../../../store/store.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from '../books/journals/audit.ts';
import {
  getSwitch,
  putSwitch,
  type SwitchName,
  type SwitchRow,
} from '../books/store/controlStore.ts';

export const SWITCHES: readonly SwitchName[] = ['attempts', 'batches'];

/** A switch is on unless a person has switched it off. */
export const readSwitch = async (tx: Transaction, name: SwitchName): Promise<SwitchRow> =>
  (await getSwitch(tx, name)) ?? { name, on: true };

export const isOn = async (tx: Transaction, name: SwitchName): Promise<boolean> =>
  (await readSwitch(tx, name)).on;

/** Sets a switch in the caller's commit; `unit.who` is the person. */
export async function setSwitch(
  unit: UnitOfWork,
  name: SwitchName,
  on: boolean,
  reason: string,
): Promise<SwitchRow> {
  const before = await readSwitch(unit.tx, name);
  const row: SwitchRow = { name, on, since: unit.now, who: unit.who, reason };
  putSwitch(unit.tx, row);
  const word = (value: boolean) => (value ? 'on' : 'off');
  await audit(unit, {
    what: `switch.${name}`,
    from: word(before.on),
    to: word(on),
    note: reason,
  });
  return row;
}
