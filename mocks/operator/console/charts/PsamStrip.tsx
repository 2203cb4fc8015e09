import { count } from '../state/format.ts';
import { say } from '../state/language.ts';
import type { Today } from '../state/opsTypes.ts';
import styles from './PsamStrip.module.css';

/** The most tiles to show. With more PSAMs the tiles show shares. */
const MOST = 120;

export function tilesOf({ total, leased, out }: Today['pool'], most = MOST): readonly string[] {
  const scale = total > most ? most / total : 1;
  const share = (value: number) => (value === 0 ? 0 : Math.max(1, Math.round(value * scale)));
  const tiles = Math.min(total, most);
  const gone = Math.min(tiles, share(out));
  const busy = Math.min(tiles - gone, share(leased));
  return Array.from({ length: tiles }, (_, at) =>
    at < busy ? 'leased' : at < tiles - gone ? 'free' : 'out',
  );
}

/** One tile for each PSAM: free, leased, out of service. */
export function PsamStrip({ pool }: { readonly pool: Today['pool'] }) {
  const parts = [
    ['leased', pool.leased, say('租用中', 'leased')],
    ['free', pool.free, say('空闲', 'free')],
    ['out', pool.out, say('不可用', 'out')],
  ] as const;
  return (
    <figure>
      <div class={styles.strip} aria-hidden="true">
        {tilesOf(pool).map((state, at) => (
          <span key={at} class={styles.tile} data-state={state} />
        ))}
      </div>
      <figcaption class={styles.legend}>
        {parts.map(([state, value, name]) => (
          <span key={state}>
            <span class={styles.tile} data-state={state} aria-hidden="true" />
            {count(value)} {name}
          </span>
        ))}
        {pool.waiting > 0 && <span>{say(`排队 ${pool.waiting}`, `${pool.waiting} waiting`)}</span>}
      </figcaption>
    </figure>
  );
}
