import { accountName, commandName, eventName, whoName } from '../../names/eventNames.ts';
import { moveName } from '../../names/moveNames.ts';
import { noteName } from '../../names/noteNames.ts';
import { Mono } from '../../parts/Links.tsx';
import { moment, shortNote, yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { HistoryEntry } from '../../state/opsTypes.ts';
import styles from './Timeline.module.css';

function Move({ entry: { what, from, to } }: { readonly entry: HistoryEntry }) {
  if (!to || from === to) return null;
  return (
    <span>
      {from ? `${moveName(what, from)} → ` : '→ '}
      {moveName(what, to)}{' '}
    </span>
  );
}

/** A command, named by its header, and the status word of the card. */
function Exchange({ entry: { what, statusWord } }: { readonly entry: HistoryEntry }) {
  const name = commandName(what);
  return (
    <>
      <Mono text={what} />
      {name && ` ${name}`}
      {statusWord && (
        <span class={styles.more}>
          {' → '}
          <Mono text={statusWord} />
          {statusWord !== '9000' && say('（未成功）', ' (not successful)')}
        </span>
      )}
    </>
  );
}

const Posting = ({ entry: { debit, credit, amountFen } }: { readonly entry: HistoryEntry }) => (
  <div class={styles.more}>
    {debit && `${say('借', 'Dr')} ${accountName(debit)}`}
    {credit && ` · ${say('贷', 'Cr')} ${accountName(credit)}`}
    {amountFen !== undefined && ` · ${yuan(amountFen)}`}
  </div>
);

export function TimelineEntry({ entry }: { readonly entry: HistoryEntry }) {
  const { at, kind, who, what, note } = entry;
  return (
    <li class={styles.entry} data-kind={kind}>
      <time class={styles.time} dateTime={at} title={moment(at)}>
        {moment(at).slice(11)}
      </time>
      <span class={styles.dot} aria-hidden="true" />
      <div>
        <div class={styles.what}>
          {kind === 'exchange' ? <Exchange entry={entry} /> : eventName(what)}
        </div>
        {kind === 'posting' ? (
          <Posting entry={entry} />
        ) : (
          (entry.to || note) && (
            <div class={styles.more}>
              <Move entry={entry} />
              {note && <span title={note}>{shortNote(noteName(note))}</span>}
            </div>
          )
        )}
      </div>
      <span class={styles.who}>{whoName(who)}</span>
    </li>
  );
}
