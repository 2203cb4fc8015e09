import type { ReaderSight } from '../../payment/steps.ts';
import type { Tone } from '../../ui/Pill.tsx';
import { words } from '../../ui/words/words.ts';
import styles from './CardPicture.module.css';

interface Look {
  /** How far the card is in, in units of the drawing; `null` without a reader to put it in. */
  readonly depth: number | null;
  /** Which way it should go now. */
  readonly arrow: string | null;
  readonly lamp: Tone;
}

const IN = 'M270 192v52M248 222l22 23 22-23';
const OUT = 'M460 226v-62M436 188l24-25 24 25';

const LOOKS: { readonly [sight in ReaderSight]?: Look } = {
  empty: { depth: 0, arrow: IN, lamp: 'ok' },
  mute: { depth: 60, arrow: OUT, lamp: 'warn' },
  used: { depth: 90, arrow: OUT, lamp: 'warn' },
  reading: { depth: 190, arrow: null, lamp: 'ok' },
};

/** Without a reader that can be used there is nothing to put a card into. */
export const lookAt = (sight: ReaderSight): Look =>
  LOOKS[sight] || { depth: null, arrow: null, lamp: 'bad' };

/** Card and slot as they are right now: which way in, which way up, and what the lamp says. */
export function CardPicture({ sight }: { sight: ReaderSight }) {
  const { card } = words.value;
  const { depth, arrow, lamp } = lookAt(sight);
  return (
    <svg class={styles.picture} viewBox="0 0 540 400" aria-hidden="true">
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
      <circle class={styles.lamp} data-tone={lamp} cx="496" cy="345" r="9" />
      <g clip-path="url(#above-slot)">
        <g
          class={styles.card}
          style={{ transform: `translateY(${depth ?? 0}px)`, opacity: depth === null ? 0.2 : 1 }}
        >
          <rect x="136" y="0" width="268" height="172" rx="16" fill="url(#card-face)" />
          {sight === 'mute' ? (
            // Its back: the card is the wrong way round.
            <rect x="136" y="30" width="268" height="38" fill="#1c1440" />
          ) : (
            <>
              <text class={styles.cardName} x="162" y="42">
                {card.name}
              </text>
              <rect x="162" y="106" width="50" height="40" rx="7" fill="#ffd98a" />
              <path class={styles.contacts} d="M162 126h50M187 106v40" />
            </>
          )}
        </g>
      </g>
      {arrow && <path class={styles.arrow} d={arrow} />}
    </svg>
  );
}
