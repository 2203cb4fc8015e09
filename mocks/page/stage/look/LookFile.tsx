/** The own look as files: out as CSS and JSON, in as JSON, and away. */
import {
  isChanged,
  lookFile,
  lookFrom,
  NO_LOOK,
} from '../../../../src/app/gallery/look/ownLook.ts';
import { tokenBlocks, tokenCss } from '../../../../src/app/gallery/look/tokenBlocks.ts';
import { Pill } from '../Parts.tsx';
import { sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import styles from './Look.module.css';

function download(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export function LookFile({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const { look } = stage.options.value;
  const page = stage.page.value?.window.document;
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = '';
    const read = file && lookFrom(await file.text());
    if (read) stage.choose({ look: read });
    else if (file) window.alert(say('这个文件读不出来。', 'This file cannot be read.'));
  };
  return (
    <div class={styles.files}>
      <Pill
        disabled={!page || Object.keys(look.tokens).length === 0}
        onPress={() =>
          page && download('tokens.css', 'text/css', tokenCss(tokenBlocks(page), look.tokens))
        }
      >
        {say('导出 CSS', 'Export CSS')}
      </Pill>
      <Pill
        disabled={!isChanged(look)}
        onPress={() => download('look.json', 'application/json', lookFile(look))}
      >
        {say('导出 JSON', 'Export JSON')}
      </Pill>
      <label class={styles.file}>
        {say('导入 JSON', 'Import JSON')}
        <input
          type="file"
          accept=".json,application/json"
          aria-label={say('导入 JSON', 'Import JSON')}
          onChange={(event) => void take(event.currentTarget)}
        />
      </label>
      <Pill disabled={!isChanged(look)} onPress={() => stage.choose({ look: NO_LOOK })}>
        {say('全部还原', 'Reset all')}
      </Pill>
    </div>
  );
}
