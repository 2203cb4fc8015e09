import type { KeyEvent } from '../../payment/events.ts';
import type { Problem } from '../../tsp/tspTypes.ts';
import { words } from '../../ui/words/words.ts';
import { codeFor } from '../codeFor.ts';
import type { Portal } from '../portal.ts';
import { Situation } from '../Situation.tsx';

interface Props {
  readonly serviceId: string;
  readonly state: 'loading' | 'failed';
  readonly problem?: Problem | null;
  send(event: KeyEvent): void;
  readonly portal: Portal;
}

/** The service is on its way, or cannot be loaded. */
export function ServiceMissing({ serviceId, state, problem, send, portal }: Props) {
  const { home, hint, retry, row, service } = words.value;
  const isLoading = state === 'loading';
  return (
    <Situation
      portal={portal}
      send={send}
      id={`service:${serviceId}:${state}`}
      sign={{ icon: 'text', tone: 'info' }}
      title={isLoading ? home.loading : service.failed}
      act={isLoading ? undefined : home.failedAct}
      money={
        isLoading
          ? undefined
          : `${row.ref} ${codeFor(portal, 'service', 'service-failed', problem?.ref)}`
      }
      actions={isLoading ? [] : [{ id: 'retry', label: retry, run: portal.catalogue.refresh }]}
      back={hint.previous}
    />
  );
}
