import type { ComponentChildren } from 'preact';
import type { Fen } from '../shared/money.ts';
import { Frame } from '../ui/Frame.tsx';
import type { Hint } from '../ui/KeyHints.tsx';
import { words } from '../ui/words/words.ts';
import { HeaderAmount, HeaderSubscriber } from './HeaderAside.tsx';
import type { Portal } from './portal.ts';

interface ScreenFrameProps {
  readonly portal: Portal;
  readonly hints: readonly Hint[];
  /** On a money screen: what is to pay, or what has been paid, in the place where it always stands. */
  readonly due?: Fen;
  readonly paid?: Fen;
  readonly children: ComponentChildren;
}

export function ScreenFrame({ portal, hints, due, paid, children }: ScreenFrameProps) {
  const { header } = words.value;
  const aside =
    paid !== undefined ? (
      <HeaderAmount label={header.paid} fen={paid} />
    ) : due !== undefined ? (
      <HeaderAmount label={header.due} fen={due} />
    ) : (
      <HeaderSubscriber subscriber={portal.catalogue.subscriber} />
    );
  const { operator, now, focusedId } = portal;
  return <Frame {...{ operator, now, focusedId, aside, hints, children }} />;
}
