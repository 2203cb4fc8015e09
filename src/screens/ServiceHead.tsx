import { IconTile } from './IconTile.tsx';
import type { Portal } from './portal.ts';
import styles from './ServiceHead.module.css';

/** What a money screen is about: the service, and one line of how much of it. */
export interface Head {
  readonly serviceId?: string | undefined;
  readonly title: string;
  readonly line?: string | undefined;
}

interface Props extends Head {
  /** Beside much else it has no picture. */
  readonly isNarrow: boolean;
  readonly portal: Pick<Portal, 'catalogue'>;
}

export function ServiceHead({ portal, isNarrow, serviceId, title, line }: Props) {
  const service =
    isNarrow || serviceId === undefined ? undefined : portal.catalogue.seen(serviceId);
  return (
    <div class={styles.head} data-narrow={isNarrow ? '' : undefined}>
      {service && (
        <div class={styles.picture}>
          <IconTile icon={service.icon} />
        </div>
      )}
      <div class={styles.words}>
        <div class={styles.title}>{title}</div>
        {line && <div class={styles.line}>{line}</div>}
      </div>
    </div>
  );
}
