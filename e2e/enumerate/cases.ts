/** The cases of the enumeration, each one line of text that runs it again. */
import type { Case, CaseResult } from './runCase.ts';
import { type Cut, kindsAt, type Seam } from './seams.ts';
import { SEQUELS, type Sequel } from './sequels.ts';

const SEQUEL_MARK = ' -> ';
const CUT_MARK = ' + ';
const KIND_MARK = ': ';

/** `apdu 9 DEBIT: answer lost -> same card` */
export const caseLine = ({ cuts, sequel }: Case): string =>
  cuts.map(({ seam, kind }) => seam + KIND_MARK + kind).join(CUT_MARK) + SEQUEL_MARK + sequel;

/** @throws Error when it is not a line of a case. */
export function caseOf(line: string): Case {
  const [cutText = '', sequel = ''] = line.split(SEQUEL_MARK);
  const cuts = cutText.split(CUT_MARK).map((text): Cut => {
    const at = Math.max(0, text.lastIndexOf(KIND_MARK));
    return { seam: text.slice(0, at), kind: text.slice(at + KIND_MARK.length) };
  });
  if (!SEQUELS.includes(sequel as Sequel) || cuts.some(({ seam }) => seam === '')) {
    throw new Error(`not a case: ${JSON.stringify(line)}`);
  }
  return { cuts, sequel: sequel as Sequel };
}

const cutsAt = (seams: readonly Seam[]): Cut[] =>
  seams.flatMap((seam) => kindsAt(seam).map((kind) => ({ seam: seam.name, kind })));

/** Every single cut of a payment with every sequel, and of its claim. `told`: of the payment that nothing cuts. */
export function singleCases({ payment, claim }: CaseResult['seams']): Case[] {
  const paying = SEQUELS.flatMap((sequel) =>
    cutsAt(payment).map((cut): Case => ({ cuts: [cut], sequel })),
  );
  return [...paying, ...cutsAt(claim).map((cut): Case => ({ cuts: [cut], sequel: 'same card' }))];
}

/** From MAC1 to the acknowledged report: where a card may have paid and the platform may not know it. */
const STRETCH = { first: /authorise$/, last: /put reported$/ };

/** The cuts of the debiting stretch: the first cuts of all pairs. */
export function stretchCuts({ payment }: CaseResult['seams']): Cut[] {
  const first = payment.findIndex(({ name }) => STRETCH.first.test(name));
  const last = payment.findIndex(({ name }) => STRETCH.last.test(name));
  return cutsAt(payment.slice(first, last + 1));
}

/** How many seams after a first cut a second one may come. */
const REACH = 60;

/** All second cuts after a first one; `told`: of the payment with the first cut alone. */
export function pairsOf(cut: Cut, told: CaseResult['seams'], sequel: Sequel): Case[] {
  const at = told.payment.findIndex(({ name }) => name === cut.seam);
  if (at < 0) return [];
  const after = told.payment.slice(at + 1, at + 1 + REACH);
  return cutsAt(after).map((second) => ({ cuts: [cut, second], sequel }));
}
