/** The panel of all faults: switches them on now or at their next step, and shows which wait and which have struck. */

import { type FaultId, faultGroups, faultIds, faultOf } from '../../faults/faultList.ts';
import type { FaultState } from '../../faults/faultStates.ts';
import { momentOf } from '../../faults/moments.ts';
import styles from './FaultPanel.module.css';
import { Pill, Section } from './Parts.tsx';
import { sayFor, sayWithoutWorld, textFor } from './say.ts';
import type { Stage } from './stage.ts';

interface RowProps {
  readonly stage: Stage;
  readonly id: FaultId;
  readonly state: FaultState;
}

function FaultRow({ stage, id, state }: RowProps) {
  const say = sayFor(stage);
  const text = textFor(stage);
  const { title, now, next } = faultOf(id);
  const { mode, left, struck, at: moment } = state;
  const name = text(title);
  const at = say('现在', 'Now');
  const later = say('下次', 'Next');
  const waits = left > 1 ? `${say('等待', 'armed')} ×${left}` : say('等待', 'armed');
  const toggle = (wanted: 'lasts' | 'waits') => () =>
    stage.setFault(id, mode === wanted ? 'off' : wanted);
  return (
    <div class={styles.fault} data-fault={id} data-mode={mode}>
      <span class={styles.title} title={next ? `${name} · ${text(next)}` : name}>
        {name}
      </span>
      <span class={styles.state}>
        {mode === 'waits' && waits} {moment && text(momentOf(moment).title)}
        {mode === 'lasts' && say('持续', 'on')}{' '}
        {struck > 0 && (
          <span class={styles.struck}>
            {say('已发生', 'struck')}
            {struck > 1 && ` ×${struck}`}
          </span>
        )}
      </span>
      {now ? (
        <Pill
          label={`${name}: ${at}`}
          {...(now === 'lasts' ? { pressed: mode === 'lasts' } : {})}
          onPress={toggle('lasts')}
        >
          {at}
        </Pill>
      ) : (
        <span />
      )}
      {next && (
        <Pill
          label={`${name}: ${later}, ${text(next)}`}
          pressed={mode === 'waits'}
          onPress={toggle('waits')}
        >
          {later}
        </Pill>
      )}
    </div>
  );
}

export function FaultPanel({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const text = textFor(stage);
  const faults = stage.seen.value?.world.faults;
  const title = say('故障', 'Faults');
  if (!faults) {
    return (
      <Section title={title}>
        {sayWithoutWorld(stage, say('样例画面没有故障。', 'Nothing can go wrong in a sample.'))}
      </Section>
    );
  }
  const clear = () => {
    for (const id of faultIds) if (faults.of(id).mode !== 'off') stage.setFault(id, 'off');
  };
  const isAny = faultIds.some((id) => faults.of(id).mode !== 'off');
  return (
    <Section
      title={title}
      note={
        <Pill disabled={!isAny} onPress={clear}>
          {say('全部取消', 'All off')}
        </Pill>
      }
    >
      {(Object.keys(faultGroups) as (keyof typeof faultGroups)[]).map((group) => (
        <div key={group}>
          <h3 class={styles.group}>{text(faultGroups[group])}</h3>
          {faultIds
            .filter((id) => faultOf(id).group === group)
            .map((id) => (
              <FaultRow key={id} stage={stage} id={id} state={faults.of(id)} />
            ))}
        </div>
      ))}
    </Section>
  );
}
