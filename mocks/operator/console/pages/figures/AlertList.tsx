import { alertWords } from '../../names/figureNames.ts';
import { say } from '../../state/language.ts';
import type { Alert } from '../../state/opsTypes.ts';
import styles from './AlertList.module.css';

/** What somebody should look at now, each with what to do; nothing when there is nothing. */
export const AlertList = ({ alerts }: { readonly alerts: readonly Alert[] }) =>
  alerts.length === 0 ? null : (
    <ul class={styles.list} aria-label={say('需要处理', 'To be looked at')}>
      {alerts.map((alert) => {
        const { what, todo, href } = alertWords(alert);
        return (
          <li
            key={`${alert.id}${alert.date ?? ''}${alert.party ?? ''}`}
            class={styles.alert}
            data-level={alert.level}
          >
            <span class={styles.sign} aria-hidden="true">
              {alert.level === 'bad' ? '■' : '▲'}
            </span>
            <strong>{what}</strong>
            <span>{href === undefined ? todo : <a href={href}>{todo}</a>}</span>
          </li>
        );
      })}
    </ul>
  );
