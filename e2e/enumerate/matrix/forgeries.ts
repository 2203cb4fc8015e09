/** Messages that somebody on the wire changes, and messages that come a second time when all is over. */
import { allAttempts } from '../../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allOrders } from '../../../mocks/operator/tsp/books/store/orderStore.ts';
import { rowsIn } from '../../../mocks/store/rowList.ts';
import type { CutWorld } from '../cutWorld.ts';
import type { CellId, StepId } from './matrix.ts';
import { COMMANDS, INSIDE, type Place, REQUESTS } from './places.ts';
import type { CellScene, Strike } from './playCell.ts';

/** All that is said about money at the platform, as one text. */
const moneyOf = ({ store }: CutWorld): Promise<string> =>
  store.room('tsp').transaction(async (tx) => {
    const rows = [await rowsIn(tx, allOrders), await rowsIn(tx, allAttempts)];
    return JSON.stringify(rows);
  });

const pathOf = (request: Request): string => {
  const { pathname } = new URL(request.url);
  const words = pathname.split('/').filter((part) => /^[a-z-]+$/.test(part) && part !== 'v1');
  return `${request.method} ${words.slice(1).join('/')}`;
};

type Fetch = CutWorld['world']['network']['fetch'];
const wrapNetwork = ({ world }: CellScene, wrap: (fetch: Fetch) => Fetch): void => {
  const network = world.world.network as { fetch: Fetch };
  network.fetch = wrap(network.fetch);
};

/** The request as somebody without the box's key would change it: a digit of its body, or its query. */
async function changedRequest(request: Request): Promise<Request> {
  const { method, headers } = request;
  const body = await request.clone().text();
  if (body === '') return new Request(`${request.url}&limit=9`, { method, headers });
  const other = body.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
  return new Request(request.url, { method, headers, body: other });
}

/** Answers of the platform to a message that is not the box's own, and whether a row about money changed by it. */
async function sendForged(scene: CellScene, fetch: Fetch, forged: Request): Promise<Response> {
  const before = await moneyOf(scene.world);
  const response = await fetch(forged);
  const after = await moneyOf(scene.world);
  scene.note(`${response.status >= 400 ? 'refused' : 'taken'} ${response.status}`);
  scene.note(before === after ? 'money unchanged' : 'money changed');
  return response;
}

/** The first request of a step is changed on its way. */
const changedAt = (step: StepId): readonly Strike[] => {
  const place = REQUESTS[step]!;
  const before = (scene: CellScene) => {
    let isDone = false;
    wrapNetwork(scene, (fetch) => async (request) => {
      if (isDone || !place.label.test(pathOf(request))) return fetch(request);
      isDone = true;
      return sendForged(scene, fetch, await changedRequest(request));
    });
  };
  return [{ place, blow: () => undefined, before }];
};

/** The answer to a request is changed on its way: the box notices, and asks once more. */
const changedAnswerAt = (step: StepId): readonly Strike[] => {
  const place = REQUESTS[step]!;
  const before = (scene: CellScene) => {
    let isDone = false;
    let isPaid = false;
    wrapNetwork(scene, (fetch) => async (request) => {
      const path = pathOf(request);
      isPaid ||= path === 'POST attempts/report';
      const response = await fetch(request);
      if (isDone || !isPaid || !place.label.test(path)) return response;
      isDone = true;
      scene.note('answer changed');
      const { status, headers } = response;
      const body = (await response.text()).replace(/"state":"\w+"/, '"state":"REFUNDED"');
      return new Response(body, { status, headers });
    });
  };
  return [{ place, blow: () => undefined, before }];
};

/** A command is changed between portal and card: the byte at `at`. */
const changedCommand = (place: Place, ins: number, at: number): readonly Strike[] => {
  const before = ({ world, note }: CellScene) => {
    const { slot } = world.world;
    const transmit = slot.transmit;
    let isDone = false;
    slot.transmit = (command) => {
      if (isDone || command[1] !== ins) return transmit(command);
      isDone = true;
      note('command changed');
      return transmit(command.map((byte, place) => (place === at ? byte ^ 1 : byte)));
    };
  };
  return [{ place, blow: () => undefined, before }];
};

/** A request that was answered is sent a second time, byte by byte, when the payment is over. */
const replayedAt = (step: StepId): readonly Strike[] => {
  const place = REQUESTS[step]!;
  let kept: Request | null = null;
  let wire: Fetch | null = null;
  const before = (scene: CellScene) => {
    kept = null;
    wrapNetwork(scene, (fetch) => async (request) => {
      wire = fetch;
      if (kept === null && place.label.test(pathOf(request))) kept = request.clone();
      return fetch(request);
    });
  };
  const after = async (scene: CellScene) => {
    const sending = sendForged(scene, wire!, kept!);
    await scene.world.until(() => false, 1_000);
    await sending;
  };
  return [{ place, blow: () => undefined, before, after, playsOn: true }];
};

/** The bytes of a DEBIT are given to the card a second time: right after its answer, or when the payment is over. */
export const twiceToTheCard = (when: 'at once' | 'later'): readonly Strike[] => {
  let kept: Uint8Array | null = null;
  const again = ({ world, note }: CellScene) => {
    const card = world.world.card('good');
    const { balanceFen } = card.state;
    const answer = card.transmit(kept!);
    const isRefused = answer.length === 2 && answer[0] !== 0x90 && answer[0] !== 0x61;
    note(isRefused ? 'refused by the card' : 'taken by the card');
    note(card.state.balanceFen === balanceFen ? 'money unchanged' : 'money changed');
    kept = null;
  };
  const before = (scene: CellScene) => {
    const { slot } = scene.world.world;
    const transmit = slot.transmit;
    slot.transmit = (command) => {
      const answer = transmit(command);
      if (command[1] === 0x54) kept = command.slice();
      else if (kept && when === 'at once') again(scene);
      return answer;
    };
  };
  const after = async (scene: CellScene) => {
    if (when === 'later') again(scene);
  };
  return [{ place: COMMANDS.S9!, blow: () => undefined, before, after, playsOn: true }];
};

export const changed: Partial<Readonly<Record<CellId, readonly Strike[]>>> = {
  'F19 S1': changedAt('S1'),
  'F19 S2': changedAt('S2'),
  'F19 S3': changedAt('S3'),
  'F19 S5': changedAt('S5'),
  'F19 S6': changedAt('S6'),
  // The last byte of the amount.
  'F19 S7': changedCommand(COMMANDS.S7!, 0x50, 9),
  'F19 S8': changedAt('S8'),
  // The first byte of MAC1.
  'F19 S9': changedCommand(COMMANDS.S9!, 0x54, 16),
  'F19 S10': changedAt('S10'),
  'F19 S13': changedAnswerAt('S13'),
};

const twice = (place: Place | undefined): readonly Strike[] => [{ place: place!, blow: 'twice' }];

export const replayed: Partial<Readonly<Record<CellId, readonly Strike[]>>> = {
  'F20 S1': replayedAt('S1'),
  'F20 S2': replayedAt('S2'),
  'F20 S3': replayedAt('S3'),
  'F20 S5': replayedAt('S5'),
  'F20 S6': replayedAt('S6'),
  'F20 S7': replayedAt('S7'),
  'F20 S8': replayedAt('S8'),
  'F20 S9': twiceToTheCard('later'),
  'F20 S10': replayedAt('S10'),
  'F20 S11': replayedAt('S10'),
  'F20 S12': twice(INSIDE.S12),
  'F20 S14': twice(INSIDE.S14),
  'F20 S15': twice(INSIDE.S15),
};
