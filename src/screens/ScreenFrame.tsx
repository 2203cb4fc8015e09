import type { ComponentChildren } from 'preact';
import type { Fen } from '../shared/money.ts';
import { Frame } from '../ui/Frame.tsx';
import type { Hint } from '../ui/KeyHints.tsx';
import { words } from '../ui/words/words.ts';
import { HeaderAmount, HeaderSubscriber } from './HeaderAside.tsx';
import type { Portal } from './portal.ts';

/** The amount, and what is known of it. */
export type KnownAmount = readonly [is: 'due' | 'paid' | 'doubted' | 'unpaid', fen: Fen];

interface ScreenFrameProps {
  readonly portal: Portal;
  readonly hints: readonly Hint[];
  /** On a money screen: the amount and what is known of it, in the place where it always stands. */
  readonly money?: KnownAmount | undefined;
  readonly children: ComponentChildren;
}

export function ScreenFrame({ portal, hints, money, children }: ScreenFrameProps) {
  const { header } = words.value;
  const aside =
    money === undefined ? (
      <HeaderSubscriber subscriber={portal.catalogue.subscriber} />
    ) : (
      <HeaderAmount label={header[money[0]]} fen={money[1]} />
    );
  const { operator, now } = portal;
  return <Frame {...{ operator, now, aside, hints, children }} />;
}
