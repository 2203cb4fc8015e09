import type { ComponentChildren } from 'preact';
import { zoneOf } from '../remote/zones.ts';
import type { Fen } from '../shared/money.ts';
import type { Hint } from '../ui/KeyHints.tsx';
import { Message, type MessageProps } from '../ui/Message.tsx';
import type { Row } from '../ui/Rows.tsx';
import { Note, Split } from '../ui/Split.tsx';
import { words } from '../ui/words/words.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { type Action, actionZone, runAction } from './actions.ts';
import { MoneyPanel } from './MoneyPanel.tsx';
import type { Portal } from './portal.ts';
import { type HeaderMoney, ScreenFrame } from './ScreenFrame.tsx';
import { STATUS_ID, StatusLine } from './StatusLine.tsx';
import { takeKeys } from './takeKeys.ts';

interface SituationProps extends MessageProps {
  readonly portal: Portal;
  /** Names the situation for focus and for the arming of OK. */
  readonly id: string;
  /** Buttons; without any, a line that waits has the focus. */
  readonly actions?: readonly Action[];
  /** What is focused instead while there are no buttons; the caller draws it. */
  readonly focusedId?: string;
  readonly guardOkMs?: number;
  /** What Back says and does; without it there is no way back. */
  readonly back?: readonly [says: string, does: () => void] | undefined;
  readonly headerMoney?: HeaderMoney | undefined;
  /** Below the message. */
  readonly below?: ComponentChildren;
  /** Below the buttons. */
  readonly note?: ComponentChildren;
  /** The money panel. */
  readonly rows?: readonly Row[];
  readonly rest?: ComponentChildren;
  readonly total?: readonly [label: string, fen: Fen] | undefined;
}

/**
 * The screen of every situation in a payment: at the left what happened, what to do, what became of the money and the
 * buttons; at the right the lines and the total. The same things always stand in the same places.
 */
export function Situation(props: SituationProps) {
  const { portal, id, actions = [], back, rows } = props;
  const { hint } = words.value;
  const waitingId = props.focusedId ?? STATUS_ID;
  takeKeys(portal, {
    key: id,
    zones: [actionZone(actions), zoneOf('waiting', actions.length > 0 ? [] : [waitingId], 1)],
    guardOkMs: props.guardOkMs,
    onOk: runAction(actions),
    onBack: back?.[1],
  });
  const hints: Hint[] = [];
  if (actions.length > 1) hints.push(['sides', hint.choose], ['ok', hint.confirm]);
  else if (actions.length > 0) hints.push(['ok', actions[0]!.label]);
  if (back !== undefined) hints.push(['back', back[0]]);
  const foot =
    actions.length > 0 ? (
      <ActionButtons actions={actions} focus={portal.focus} />
    ) : props.focusedId === undefined ? (
      <StatusLine portal={portal} />
    ) : null;
  return (
    <ScreenFrame portal={portal} money={props.headerMoney} hints={hints}>
      <Split
        left={
          <>
            <Message {...props} />
            {props.below}
          </>
        }
        foot={
          <>
            {foot}
            {props.note === undefined ? null : <Note>{props.note}</Note>}
          </>
        }
        right={
          rows === undefined ? null : (
            <MoneyPanel rows={rows} total={props.total}>
              {props.rest}
            </MoneyPanel>
          )
        }
      />
    </ScreenFrame>
  );
}
