/** What the second picture of a sample is, and how the two are shown. */
import { skins } from '../../../../src/app/gallery/skins.ts';
import { isBuild, type StageOptions } from '../options.ts';
import { Group, Section, Select } from '../Parts.tsx';
import { isSample } from '../portalAddress.ts';
import { sayFor, textFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import styles from './ComparePanel.module.css';

function BuildField({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const { vsBuild } = stage.options.value;
  return (
    <label class={styles.field}>
      <span>{say('另一个构建', 'Another build')}</span>
      <input
        class={styles.build}
        type="url"
        placeholder="http://localhost:4600/"
        value={vsBuild}
        onChange={(event) => {
          const text = event.currentTarget.value.trim();
          const address = text === '' || text.endsWith('/') ? text : `${text}/`;
          if (address === '' || isBuild(address)) stage.choose({ vsBuild: address });
          else event.currentTarget.value = vsBuild;
        }}
      />
    </label>
  );
}

export function ComparePanel({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const text = textFor(stage);
  const { compare, vsLang, vsType, vsSkin, vsLook, screen } = stage.options.value;
  const choose = (changes: Partial<StageOptions>) => stage.choose(changes);
  const same = say('相同', 'The same');
  return (
    <Section title={say('对比', 'Compare')} note={say('样例画面', 'samples')}>
      <div class={styles.fields}>
        <Group
          label={say('对比方式', 'How')}
          value={compare}
          options={[
            ['off', say('关', 'Off')],
            ['beside', say('并排', 'Side by side')],
            ['wipe', say('拉开', 'Wipe')],
            ['difference', say('差异', 'Difference')],
          ]}
          onChoose={(next) => choose({ compare: next })}
        />
        {compare !== 'off' && !isSample(stage.options.value) && (
          <p class={styles.hint} role="status">
            {say(
              `只有样例可以对比：两幅实时画面会共用一个世界。请先在「样例」里选一幅${screen === '' ? '' : '，代替“走到”'}。`,
              'Only samples can be compared: two live portals would share one world. Choose one under Samples.',
            )}
          </p>
        )}
        <Select
          label={say('语言', 'Language')}
          value={vsLang}
          isWide
          onChoose={(next) => choose({ vsLang: next as StageOptions['vsLang'] })}
        >
          <option value="">{same}</option>
          <option value="zh-CN">简体</option>
          <option value="zh-TW">繁體</option>
          <option value="en">English</option>
        </Select>
        <Select
          label={say('字号', 'Type size')}
          value={vsType}
          isWide
          onChoose={(next) => choose({ vsType: next as StageOptions['vsType'] })}
        >
          <option value="">{same}</option>
          <option value="standard">{say('标准', 'Standard')}</option>
          <option value="large">{say('大字', 'Large')}</option>
        </Select>
        <Select
          label={say('运营商', 'Operator')}
          value={vsSkin}
          isWide
          onChoose={(next) => choose({ vsSkin: next })}
        >
          <option value="">{same}</option>
          {Object.entries(skins).map(([name, make]) => (
            <option key={name} value={name}>
              {text(make().name)}
            </option>
          ))}
        </Select>
        <Group
          label={say('自己的改动', 'Own changes')}
          value={vsLook}
          options={[
            ['same', say('带改动', 'With own changes')],
            ['none', say('不带改动', 'Without')],
          ]}
          onChoose={(next) => choose({ vsLook: next })}
        />
        <BuildField stage={stage} />
        <p class={styles.hint}>
          {say(
            '差异：两幅画面相减，相同处为黑。所有样例的差异图：npm run gallery -- --against 文件夹。',
            'Difference: the two are subtracted, what is alike is black. Of all samples: npm run gallery -- --against FOLDER.',
          )}
        </p>
      </div>
    </Section>
  );
}
