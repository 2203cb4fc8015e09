import type { Focus } from '../../remote/focus.ts';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { words } from '../../ui/words/words.ts';
import styles from './HomeNotice.module.css';
import { gridShape, RETRY_ID } from './homeZones.ts';

/** Takes the place of the services: their outline while they load, else the reason why there are none. */
export function HomeNotice(props: { state: 'loading' | 'failed' | 'ready'; focus: Focus }) {
  const { home, retry } = words.value;
  if (props.state === 'loading') {
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
      {props.state === 'failed' ? (
        <>
          <Message title={home.failed} act={home.failedAct} />
          <div class={styles.action}>
            <Button id={RETRY_ID} focus={props.focus}>
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
