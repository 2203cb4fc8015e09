import type { KeyEvent } from '../../payment/events.ts';
import { words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import { Situation } from '../Situation.tsx';

interface Props {
  readonly state: 'loading' | 'failed' | 'ready';
  send(event: KeyEvent): void;
  readonly portal: Portal;
}

/** Says why there is no list. */
export function HistoryNotice({ state, send, portal }: Props) {
  const { history: say, home, hint, retry, backHome } = words.value;
  const byState = {
    loading: { title: say.loading, actions: [] },
    failed: {
      title: say.failed,
      act: home.failedAct,
      actions: [{ id: 'retry', label: retry, run: () => portal.catalogue.loadHistory() }],
    },
    ready: {
      title: say.empty,
      act: say.emptyAct,
      actions: [{ id: 'home', label: backHome, run: () => send({ kind: 'back' }) }],
    },
  };
  return (
    <Situation
      portal={portal}
      send={send}
      id={`history:${state}`}
      sign={{ icon: 'text', tone: 'info' }}
      {...byState[state]}
      back={hint.home}
    />
  );
}
