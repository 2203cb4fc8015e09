import { samples } from '../../../src/app/gallery/samples.ts';
import { scenarios } from '../../faults/scenarios.ts';
import styles from './Header.module.css';
import { linkTo } from './linkTo.ts';
import { REACHABLE } from './options.ts';
import { Group, Pill, PillLink, Select } from './Parts.tsx';
import { isSample, portalAddress } from './portalAddress.ts';
import { groupSamples } from './sampleGroups.ts';
import { sayFor, textFor } from './say.ts';
import type { Stage } from './stage.ts';

const GROUPS = groupSamples(samples);

/** The head of the stage: scenario and screen. */
export function Header({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const text = textFor(stage);
  const { scenario, screen, ui } = stage.options.value;
  const steps: Readonly<Record<(typeof REACHABLE)[number], string>> = {
    service: say('走到：业务', 'Go on to: service'),
    confirm: say('走到：确认', 'Go on to: confirm'),
    waitCard: say('走到：插卡', 'Go on to: insert card'),
    result: say('走到：结果', 'Go on to: result'),
  };
  return (
    <header class={styles.header}>
      <h1 class={styles.mark}>
        {say('设计舞台', 'Stage')}
        <span class={styles.screen} aria-live="polite">
          {isSample(stage.options.value) ? screen : stage.screen.value || '…'}
        </span>
      </h1>
      <Select
        label={say('场景', 'Scenario')}
        value={scenario}
        isWide
        onChoose={(name) => stage.choose({ scenario: name, screen: '' })}
      >
        {Object.keys(scenarios).map((name) => (
          <option key={name} value={name}>
            {text(scenarios[name]!.title)}
          </option>
        ))}
      </Select>
      <Select
        label={say('画面', 'Screen')}
        value={screen}
        isWide
        onChoose={(next) => stage.choose({ screen: next })}
      >
        <option value="">{say('从头走', 'Live, from the start')}</option>
        {REACHABLE.map((step) => (
          <option key={step} value={`to:${step}`}>
            {steps[step]}
          </option>
        ))}
        {GROUPS.map((group) => (
          <optgroup key={group.id} label={ui === 'en' ? group.id : group.title}>
            {group.samples.map(({ id, title }) => (
              <option key={id} value={id}>
                {ui === 'en' ? id : title}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Pill onPress={() => stage.open(true)}>↺ {say('重新开始', 'Start again')}</Pill>
      <Pill onPress={() => void navigator.clipboard?.writeText(linkTo(stage))}>
        {say('复制链接', 'Copy link')}
      </Pill>
      <PillLink
        label={say('单独打开', 'The portal alone')}
        href={portalAddress(stage.options.value, false)}
      >
        ↗
      </PillLink>
      <Group
        label={say('舞台语言', 'Language of the stage')}
        value={ui}
        options={[
          ['zh-CN', '中'],
          ['en', 'EN'],
        ]}
        onChoose={(next) => stage.choose({ ui: next })}
      />
    </header>
  );
}
