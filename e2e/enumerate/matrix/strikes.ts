/** How each fault of the matrix strikes at each step, in virtual time. */
import { type CellId, idOf, liveCells, type MatrixFault, type StepId } from './matrix.ts';
import { COMMANDS, INSIDE, momentOf, type Place, REQUESTS } from './places.ts';
import type { CellScene, Strike } from './playCell.ts';
import { byHand } from './strikesByHand.ts';

/** One way for a row; several kinds are several strikes of the same cell. */
type Way = (step: StepId) => readonly Strike[];

const at = (place: Place | undefined, ...blows: readonly Strike['blow'][]): Strike[] =>
  place ? blows.map((blow) => ({ place, blow })) : [];
const lasting = (place: Place | undefined, blow: Strike['blow']): Strike[] =>
  at(place, blow).map((strike) => ({ ...strike, lasts: true }));
const wired = (step: StepId): Place | undefined => REQUESTS[step] ?? INSIDE[step];

const unplug = ({ world, onHeal }: CellScene): undefined => {
  const { slot } = world.world;
  slot.unplug();
  onHeal(() => world.world.slot.plug());
};
const bossGone = ({ world, onHeal }: CellScene): undefined => {
  const { faults } = world.world.boss;
  faults.down = true;
  onHeal(() => {
    faults.down = false;
  });
};
/** As NTP does: less than a PSAM is held for a card. */
const SKEW_MS = 15_000;

const WAYS: Readonly<Record<MatrixFault, Way>> = {
  F1: (step) =>
    step === 'S9'
      ? at(COMMANDS.S9, 'torn before', 'torn after the write', 'torn before the answer')
      : at(COMMANDS[step], 'card pulled'),
  F2: (step) => at(step === 'S3' ? REQUESTS.S3 : COMMANDS[step], unplug),
  F3: (step) =>
    step === 'S9'
      ? at(COMMANDS.S9, 'box loses power', 'done, box loses power')
      : at(momentOf(step), 'box loses power'),
  F4: (step) => at(momentOf(step), 'page dies'),
  F5: (step) => {
    if (step === 'S11') return at(INSIDE.S11, 'fails');
    return REQUESTS[step] ? lasting(REQUESTS[step], 'lost') : at(INSIDE[step], 'lost');
  },
  F6: (step) =>
    step === 'S11' ? at(INSIDE.S11, 'killed after') : at(wired(step), 'answer lost', 'done, 503'),
  F7: (step) => {
    if (step === 'S4' || step === 'S6' || step === 'S7') return at(COMMANDS[step], 'lost');
    if (step === 'S9') return at(COMMANDS.S9, 'lost', 'answer lost');
    if (step === 'S11') return at({ group: 'hsm', label: /^verify MAC2$/ }, 'silent');
    if (step === 'S5') return lasting(REQUESTS.S5, 'late');
    return at(wired(step), 'late', 'answer late');
  },
  F8: (step) => at(step === 'S11' ? REQUESTS.S10 : wired(step), 'twice', 'twice, second answered'),
  F9: (step) =>
    step === 'S11'
      ? at(INSIDE.S11, 'killed before', 'killed after')
      : at(step === 'S9' ? COMMANDS.S9 : wired(step), 'TSP dies'),
  F10: (step) => {
    if (step === 'S1') return at({ group: 'boss', label: /^POST stb-auth$/ }, bossGone);
    // The result is asked for while BOSS has not opened the service yet.
    return at(step === 'S13' ? INSIDE.S12 : INSIDE[step], bossGone);
  },
  F11: () => [],
  F12: () => [],
  F13: () => [],
  F14: () => [],
  F15: (step) => at(momentOf(step), ...[SKEW_MS, -SKEW_MS].map((byMs) => setClock(byMs))),
  F16: (step) => at(momentOf(step), 'Back pressed'),
  F17: (step) => at(momentOf(step), 'OK pressed'),
  F18: (step) =>
    at(momentOf(step), 'page dies').map((strike) => ({ ...strike, sequel: 'other box' })),
  F19: () => [],
  F20: () => [],
};

function setClock(byMs: number): Strike['blow'] {
  return ({ world }) => {
    world.simulation.time.setClock(byMs);
    return undefined;
  };
}

const live = new Set(liveCells.map(idOf));

/** The strikes of a cell; none: other tests run it, or nothing happens there. */
export function strikesOf(id: CellId): readonly Strike[] {
  if (!live.has(id)) return [];
  const [fault, step] = id.split(' ') as [MatrixFault, StepId];
  return byHand[id] ?? WAYS[fault](step);
}
