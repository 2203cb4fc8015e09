/** A skin of one's own over the chosen operator: name, hotline, accent and logo. The portal takes it at its start. */
import type { OwnSkin } from '../../../../src/app/gallery/look/ownLook.ts';
import type { Language } from '../../../../src/shared/text.ts';
import { Pill, Section } from '../Parts.tsx';
import { sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import styles from './Look.module.css';

interface Props {
  readonly stage: Stage;
  readonly language: Language;
}

/** An address with more in it is refused by some programs that people send links with. */
const LOGO_BYTES = 48_000;

const dataUrl = (file: File): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve('');
    reader.readAsDataURL(file);
  });

export function SkinFields({ stage, language }: Props) {
  const say = sayFor(stage);
  const { skin } = stage.options.value.look;
  /** A field that is emptied is the operator's again. */
  const put = (field: keyof OwnSkin, value: OwnSkin[keyof OwnSkin] | null) => {
    const { [field]: _, ...others } = skin;
    stage.changeLook({ skin: value === null ? others : { ...others, [field]: value } });
  };
  const putName = (text: string) => {
    const { [language]: _, ...others } = skin.name ?? {};
    const name = text === '' ? others : { ...others, [language]: text };
    put('name', Object.keys(name).length > 0 ? name : null);
  };
  const takeLogo = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    if (file.size > LOGO_BYTES) {
      return window.alert(say('图片请小于 48 kB。', 'Please take a picture below 48 kB.'));
    }
    const url = await dataUrl(file);
    if (/^data:image\//.test(url)) put('logo', url);
  };
  return (
    <Section title={say('品牌', 'Brand')} note={say('改后重新载入', 'loads the portal again')}>
      <label class={styles.field}>
        <span>{say('名称', 'Name')}</span>
        <input
          class={styles.value}
          value={skin.name?.[language] ?? ''}
          onChange={(event) => putName(event.currentTarget.value.trim())}
        />
      </label>
      <label class={styles.field}>
        <span>{say('客服电话', 'Hotline')}</span>
        <input
          class={styles.value}
          value={skin.hotline ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value.trim();
            put('hotline', /\d/.test(text) ? text : null);
          }}
        />
      </label>
      <label class={styles.field}>
        <span>{say('主色', 'Accent')}</span>
        <input
          type="color"
          value={skin.accent ?? '#ffc857'}
          onChange={(event) => put('accent', event.currentTarget.value)}
        />
        {skin.accent && (
          <Pill onPress={() => put('accent', null)}>{say('用运营商的', 'The operator’s')}</Pill>
        )}
      </label>
      <div class={styles.field}>
        <span>{say('标志', 'Logo')}</span>
        {skin.logo && <img class={styles.logo} src={skin.logo} alt="" />}
        <label class={styles.file}>
          {say('选图片', 'Choose a picture')}
          <input
            type="file"
            accept="image/*"
            aria-label={say('标志', 'Logo')}
            onChange={(event) => void takeLogo(event.currentTarget)}
          />
        </label>
        {skin.logo && <Pill onPress={() => put('logo', null)}>{say('去掉', 'Take away')}</Pill>}
      </div>
    </Section>
  );
}
