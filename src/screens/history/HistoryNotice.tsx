import type { KeyEvent } from '../../payment/events.ts';
import type { Problem } from '../../tsp/tspTypes.ts';
import { words } from '../../ui/words/words.ts';
import { codeFor } from '../codeFor.ts';
import type { Portal } from '../portal.ts';
import { Situation } from '../Situation.tsx';

interface Props {
  readonly state: 'loading' | 'failed' | 'ready';
  readonly problem?: Problem | null;
  send(event: KeyEvent): void;
  readonly portal: Portal;
}

/** Says why there is no list. */
export function HistoryNotice({ state, problem, send, portal }: Props) {
  const { history: say, home, hint, retry, row, backHome } = words.value;
  const byState = {
    loading: { title: say.loading, actions: [] },
    failed: {
      title: say.failed,
      act: home.failedAct,
      money:
        state === 'failed'
          ? `${row.ref} ${codeFor(portal, 'history', 'history-failed', problem?.ref)}`
          : undefined,
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
