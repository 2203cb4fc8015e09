/** A terminal number under which money moved that nobody authorised: it makes no MAC1 any more. */
import { audit } from '../audit.ts';
import { count } from '../ports.ts';
import type { Unit } from '../unit.ts';

export async function freezeTerminal(unit: Unit, terminalNo: string, why: string): Promise<void> {
  unit.tx.put(`frozen/${terminalNo}`, { at: unit.now, why });
  await audit(unit, { what: 'terminal.frozen', note: `${terminalNo}: ${why}` });
  unit.after(() => {
    count(unit.parts, 'terminal.frozen');
    unit.parts.environment.log('tsp', `ALARM: terminal ${terminalNo} is frozen: ${why}`);
  });
}
