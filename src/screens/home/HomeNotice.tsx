import type { Problem } from '../../tsp/tspTypes.ts';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import styles from './HomeNotice.module.css';
import { gridShape, RETRY_ID } from './homeZones.ts';

/** Takes the place of the services: their outline while they load, else the reason why there are none. */
export function HomeNotice(props: {
  list: { readonly state: string; readonly problem?: Problem | null };
  portal: Portal;
}) {
  const { home, retry, row } = words.value;
  const { list, portal } = props;
  const { state, problem } = list;
  const late = portal.late.value || undefined;
  if (state === 'loading') {
    const { columns, rows } = gridShape();
    const places = Array.from({ length: columns * rows }, (_, index) => index);
    return (
      <div class={styles.outline} role="status" aria-label={home.loading}>
        {places.map((place) => (
          <div key={place} class={styles.place} />
        ))}
      </div>
    );
  }
  return (
    <div class={styles.notice}>
      {state === 'failed' ? (
        <>
          <Message
            title={home.failed}
            act={home.failedAct}
            money={late && `${row.ref} ${late.codeFor('home', 'list-failed', problem?.ref)}`}
          />
          <div class={styles.action}>
            <Button id={RETRY_ID} focus={portal.focus}>
              {retry}
            </Button>
          </div>
        </>
      ) : (
        <Message title={home.empty} act={home.emptyAct} />
      )}
    </div>
  );
}
