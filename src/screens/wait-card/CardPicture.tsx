import type { ReaderSight } from '../../payment/steps.ts';
import { words } from '../../ui/words/words.ts';
import styles from './CardPicture.module.css';

/** Card and slot as they are right now: which way in, which way up, and what the lamp says. */
export function CardPicture({ sight }: { sight: ReaderSight }) {
  const { card } = words.value;
  const out = sight === 'used' || sight === 'mute';
  return (
    <svg class={styles.picture} viewBox="0 0 540 400" data-sight={sight} aria-hidden="true">
      <defs>
        <linearGradient id="card-face" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stop-color="#3b66ff" />
          <stop offset="1" stop-color="#8b3cf0" />
        </linearGradient>
        {/* What has gone into the slot is not seen. */}
        <clipPath id="above-slot">
          <rect x="0" y="-20" width="540" height="308" />
        </clipPath>
      </defs>
      <rect class={styles.box} x="1.5" y="262" width="537" height="130" rx="18" />
      <rect class={styles.slot} x="118" y="281" width="304" height="13" rx="6.5" />
      <text class={styles.slotName} x="38" y="352">
        {card.slot}
      </text>
      <circle class={styles.lamp} cx="496" cy="345" r="9" />
      <g clip-path="url(#above-slot)">
        <g class={styles.card}>
          <rect x="136" y="0" width="268" height="172" rx="16" fill="url(#card-face)" />
          <text class={styles.cardName} x="162" y="42">
            {card.name}
          </text>
          {sight === 'mute' ? (
            // The back of the card: it is the wrong way round.
            <rect x="136" y="62" width="268" height="36" fill="#1c1440" />
          ) : (
            <>
              <rect x="162" y="106" width="50" height="40" rx="7" fill="#ffd98a" />
              <path class={styles.contacts} d="M162 126h50M187 106v40" />
            </>
          )}
        </g>
      </g>
      <path
        class={styles.arrow}
        d={out ? 'M460 226v-62M436 188l24-25 24 25' : 'M270 192v52M248 222l22 23 22-23'}
      />
      {sight === 'no-reader' ? (
        <path class={styles.missing} d="M240 300l60 60M300 300l-60 60" />
      ) : null}
    </svg>
  );
}
