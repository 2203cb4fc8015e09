import { zoneOf } from '../../remote/zones.ts';
import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import type { Portal } from '../portal.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { STATUS_ID, StatusLine } from '../StatusLine.tsx';
import { takeKeys } from '../takeKeys.ts';

interface Props {
  readonly serviceId: string;
  readonly state: 'loading' | 'failed';
  onBack(): void;
  readonly portal: Portal;
}

/** The service is on its way, or cannot be had. */
export function ServiceMissing({ serviceId, state, onBack, portal }: Props) {
  const { home, hint, retry } = words.value;
  const isLoading = state === 'loading';
  const actions: readonly Action[] = [
    { id: 'retry', label: retry, run: () => portal.catalogue.refresh() },
  ];
  takeKeys(portal, {
    key: `service:${serviceId}:${state}`,
    zones: [isLoading ? zoneOf('status', [STATUS_ID], 1) : actionZone(actions)],
    onOk: runAction(actions),
    onBack,
  });
  return (
    <ScreenFrame portal={portal} hints={[['back', hint.previous]]}>
      <Split
        left={
          isLoading ? (
            <Message title={home.loading} />
          ) : (
            <Message title={home.failed} act={home.failedAct} />
          )
        }
        foot={
          isLoading ? (
            <StatusLine portal={portal} />
          ) : (
            <ActionButtons actions={actions} focus={portal.focus} />
          )
        }
        right={null}
      />
    </ScreenFrame>
  );
}
