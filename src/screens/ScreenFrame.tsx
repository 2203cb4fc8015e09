import type { ComponentChildren } from 'preact';
import { Frame } from '../ui/Frame.tsx';
import type { Hint } from '../ui/KeyHints.tsx';
import { Steps } from '../ui/Steps.tsx';
import { HeaderAmount, HeaderSubscriber } from './HeaderAside.tsx';
import type { KnownAmount } from './knownAmount.ts';
import type { Portal } from './portal.ts';

/** The steps of `words.steps`. */
export const STEP = { choose: 0, check: 1, pay: 2, done: 3 } as const;

interface ScreenFrameProps {
  readonly portal: Portal;
  readonly hints: readonly Hint[];
  /** On the way to paying: which of the steps this is. */
  readonly at?: number | undefined;
  /** The amount and what is known of it, where no panel has it. */
  readonly money?: KnownAmount | undefined;
  readonly children: ComponentChildren;
}

export function ScreenFrame({ portal, hints, at, money, children }: ScreenFrameProps) {
  const aside = (
    <>
      {at !== undefined && <Steps at={at} />}
      {at === undefined && !money && <HeaderSubscriber subscriber={portal.catalogue.subscriber} />}
      {money && <HeaderAmount known={money} />}
    </>
  );
  const { operator, now } = portal;
  return <Frame {...{ operator, now, aside, hints, children }} />;
}
