/**
 * How a card returns answers. Direct: whole, as from a reader that does T=0 itself. T=0 (ISO 7816-3, 10 and 12): the answer
 * to a command with data waits for GET RESPONSE, and Le must be exact. Does not imitate: procedure bytes, waiting time,
 * parity errors.
 */
import type { Bytes } from '../../src/shared/bytes.ts';
import { type Answer, type CommandApdu, refuse } from './commandApdu.ts';
import { STATUS } from './statusWords.ts';

const GET_RESPONSE = 0xc0;
const MORE_DATA = 0x6100;

export type Face = (command: CommandApdu, run: (command: CommandApdu) => Answer) => Answer;

const isGetResponse = ({ cla, ins }: CommandApdu): boolean => cla === 0x00 && ins === GET_RESPONSE;

export const directFace: Face = (command, run) =>
  isGetResponse(command) ? refuse(STATUS.conditionsNotMet) : run(command);

/** The T=0 face: it ignores an Le after data. Make a new one after each reset. */
export function createT0Face(): Face {
  let waiting: Bytes | null = null;

  function getResponse({ p1, p2, data, le }: CommandApdu): Answer {
    if (waiting === null) return refuse(STATUS.conditionsNotMet);
    if (p1 !== 0 || p2 !== 0) return refuse(STATUS.wrongP1P2);
    if (data.length > 0) return refuse(STATUS.wrongLength);
    const wanted = le ?? 256;
    if (wanted > waiting.length) return refuse(STATUS.wrongLe | (waiting.length & 0xff));
    const part = waiting.slice(0, wanted);
    const rest = waiting.slice(wanted);
    waiting = rest.length > 0 ? rest : null;
    return { data: part, sw: waiting === null ? STATUS.ok : MORE_DATA | (rest.length & 0xff) };
  }

  return (command, run) => {
    if (isGetResponse(command)) return getResponse(command);
    waiting = null;
    const withData = command.data.length > 0;
    const answered = run({ ...command, le: withData ? undefined : (command.le ?? 256) });
    const { length } = answered.data;
    if (length === 0) return answered;
    if (withData) {
      waiting = answered.data;
      return refuse(MORE_DATA | (length & 0xff));
    }
    return command.le === length ? answered : refuse(STATUS.wrongLe | (length & 0xff));
  };
}
