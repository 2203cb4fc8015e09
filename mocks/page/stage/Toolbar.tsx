import { skins } from '../../../src/app/gallery/skins.ts';
import { isSize, type StageOptions } from './options.ts';
import { Group, Pill, Select } from './Parts.tsx';
import { profiles } from './profiles.ts';
import { sayFor, textFor } from './say.ts';
import type { Stage } from './stage.ts';
import styles from './Toolbar.module.css';

const SIZES: readonly string[] = ['1280x720', '1920x1080', '640x530'];
const ACCENTS = ['ffc857', '5ad1c8', '7cb8ff', 'ff9d7a', 'b9e26b', 'd9a7ff'];

/** Any other size; it stands there while one is chosen. */
function SizeField({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const { size } = stage.options.value;
  const isOwn = !SIZES.includes(size);
  return (
    <input
      class={styles.size}
      data-own={isOwn}
      aria-label={say('别的尺寸', 'Another size')}
      placeholder={say('宽×高', 'W×H')}
      value={isOwn ? size.replace('x', '×') : ''}
      onChange={(event) => {
        const text = event.currentTarget.value.trim().replace(/\s*[×xX*]\s*/, 'x');
        if (isSize(text)) stage.choose({ size: text });
        else event.currentTarget.value = isOwn ? size.replace('x', '×') : '';
      }}
    />
  );
}

/** The settings of television and portal: size, language, operator, remote. */
export function Toolbar({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const text = textFor(stage);
  const { size, safe, type, lang, accent, skin, keys, pace, motion, port, grant } =
    stage.options.value;
  const choose = (changes: Partial<StageOptions>) => stage.choose(changes);
  return (
    <div class={styles.bar} role="toolbar" aria-label={say('电视', 'Television')}>
      <Group
        label={say('尺寸', 'Size')}
        value={size}
        options={[
          ['1280x720', '1280×720'],
          ['1920x1080', '1920×1080'],
          ['640x530', '640×530'],
        ]}
        onChoose={(next) => choose({ size: next })}
      />
      <SizeField stage={stage} />
      <Group
        label={say('画面语言', 'Language of the portal')}
        value={lang}
        options={[
          ['zh-CN', '简体'],
          ['zh-TW', '繁體'],
          ['en', 'English'],
        ]}
        onChoose={(next) => choose({ lang: next })}
      />
      <Group
        label={say('字号', 'Type size')}
        value={type}
        options={[
          ['standard', say('标准', 'Standard')],
          ['large', say('大字', 'Large')],
        ]}
        onChoose={(next) => choose({ type: next })}
      />
      <Pill pressed={safe === 'on'} onPress={() => choose({ safe: safe === 'on' ? 'off' : 'on' })}>
        {say('安全区', 'Safe area')}
      </Pill>
      <Select
        label={say('运营商', 'Operator')}
        value={skin}
        onChoose={(next) => choose({ skin: next, accent: '' })}
      >
        <option value="">{say('默认', 'Default')}</option>
        {Object.entries(skins).map(([name, make]) => (
          <option key={name} value={name}>
            {text(make().name)}
          </option>
        ))}
      </Select>
      <span role="group" aria-label={say('主色', 'Accent')} class={styles.swatches}>
        {['', ...ACCENTS].map((colour) => (
          <button
            key={colour}
            type="button"
            class={styles.swatch}
            style={colour === '' ? {} : { background: `#${colour}` }}
            aria-label={colour === '' ? say('运营商的主色', 'The operator’s') : `#${colour}`}
            title={colour === '' ? say('运营商的主色', 'The operator’s accent') : `#${colour}`}
            aria-pressed={accent === colour}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose({ accent: colour })}
          />
        ))}
      </span>
      <Select
        label={say('遥控器', 'Remote')}
        value={keys}
        onChoose={(next) => choose({ keys: next })}
      >
        {profiles.map(({ name, title }) => (
          <option key={name} value={name}>
            {title ? text(title) : name}
          </option>
        ))}
      </Select>
      <Select
        label={say('读卡器', 'Reader')}
        value={port}
        onChoose={(next) => choose({ port: next as StageOptions['port'] })}
      >
        <option value="host-object">{say('主机对象', 'Host object')}</option>
        <option value="webusb">WebUSB</option>
        <option value="webhid">WebHID</option>
        <option value="websocket">{say('本机服务', 'Local daemon')}</option>
      </Select>
      {(port === 'webusb' || port === 'webhid') && (
        <Pill
          pressed={grant === 'ask'}
          onPress={() => choose({ grant: grant === 'ask' ? 'policy' : 'ask' })}
        >
          {say('需授权', 'Ask first')}
        </Pill>
      )}
      <Group
        label={say('速度', 'Pace')}
        value={pace}
        options={[
          ['1', '1×'],
          ['10', '10×'],
        ]}
        onChoose={(next) => choose({ pace: next })}
      />
      <Pill
        pressed={motion === 'off'}
        onPress={() => choose({ motion: motion === 'off' ? 'on' : 'off' })}
      >
        {say('无动画', 'No motion')}
      </Pill>
    </div>
  );
}
