import type { ComponentChildren } from 'preact';
import type { KeyEvent } from '../payment/events.ts';
import { zoneOf } from '../remote/zones.ts';
import { layout } from '../ui/layout.ts';
import { Message, type MessageProps } from '../ui/Message.tsx';
import type { Row } from '../ui/Rows.tsx';
import { Note, Split } from '../ui/Split.tsx';
import { ActionButtons } from './ActionButtons.tsx';
import { type Action, actionHints, actionZone, runAction } from './actions.ts';
import type { KnownAmount } from './knownAmount.ts';
import { MoneyPanel } from './MoneyPanel.tsx';
import type { Portal } from './portal.ts';
import { ReadButtons } from './ReadButtons.tsx';
import { ScreenFrame } from './ScreenFrame.tsx';
import type { Head } from './ServiceHead.tsx';
import { STATUS_ID, StatusLine } from './StatusLine.tsx';
import { takeKeys } from './takeKeys.ts';

interface SituationProps extends MessageProps {
  readonly portal: Portal;
  send(event: KeyEvent): void;
  /** Names the situation for focus and for the arming of OK. */
  readonly id: string;
  /** Buttons; without any, a line that waits has the focus. */
  readonly actions?: readonly Action[];
  /** What is focused instead while there are no buttons; the caller draws it. */
  readonly focusedId?: string;
  readonly guardOkMs?: number;
  /** What Back says; without it there is no way back. */
  readonly back?: string | undefined;
  /** On the way to paying: which of `STEP` this is. */
  readonly at?: number | undefined;
  /** At the foot of the panel; on a small screen in the header. */
  readonly known?: KnownAmount | undefined;
  /** Beside the message. */
  readonly beside?: ComponentChildren;
  /** Index of the button that is focused first. */
  readonly startAt?: number | undefined;
  /** Something to look at before deciding; it stands by itself below the message. */
  readonly look?: Action | undefined;
  /** Below the message. */
  readonly below?: ComponentChildren;
  /** Below the buttons. */
  readonly note?: ComponentChildren;
  /** The money panel: the service above its lines. */
  readonly head?: Head | undefined;
  readonly rows?: readonly Row[];
  readonly rest?: ComponentChildren;
}

/**
 * The screen of every situation in a payment: at the left what happened, what to do, what became of the money and the
 * buttons; at the right the lines and the total. Everything always stands in the same place.
 */
export function Situation(props: SituationProps) {
  const {
    portal,
    send,
    id,
    actions = [],
    back,
    known,
    head,
    rows,
    note,
    look,
    startAt = 0,
  } = props;
  const waitingId = props.focusedId ?? STATUS_ID;
  takeKeys(portal, {
    key: id,
    zones: [
      { ...actionZone(actions, { up: 'look' }), entry: startAt },
      zoneOf('look', look ? [look.id] : [], 1, { down: 'actions' }),
      zoneOf('waiting', actions.length > 0 ? [] : [waitingId], 1),
    ],
    guardOkMs: props.guardOkMs,
    onOk: runAction(look ? actions.concat(look) : actions),
    onBack: back === undefined ? back : () => send({ kind: 'back' }),
  });
  // A small screen has no room for it in the panel.
  const isInHeader = layout.value === 'sd' || !rows;
  const hints = actionHints(actions, back, look && 'arrows');
  const foot =
    actions.length > 0 ? (
      <ActionButtons actions={actions} focus={portal.focus} />
    ) : props.focusedId === undefined ? (
      <StatusLine portal={portal} />
    ) : null;
  return (
    <ScreenFrame portal={portal} at={props.at} money={isInHeader ? known : undefined} hints={hints}>
      <Split
        isCrowded={rows && rows.length + (head ? 1 : 0) > 4}
        left={
          <>
            {props.beside}
            <Message {...props} />
            {props.below}
            {look && <ReadButtons actions={[look]} focus={portal.focus} />}
          </>
        }
        foot={
          <>
            {foot}
            {note && <Note>{note}</Note>}
          </>
        }
        right={
          rows && (
            <MoneyPanel portal={portal} head={head} rows={rows} known={known}>
              {props.rest}
            </MoneyPanel>
          )
        }
      />
    </ScreenFrame>
  );
}
