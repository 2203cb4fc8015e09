/** The portal's words and brand, changed in place. */
import { hasSamePlaces, wordList } from '../../../../src/app/gallery/look/ownWords.ts';
import { Pill, Section } from '../Parts.tsx';
import { sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import styles from './Look.module.css';
import { LookFile } from './LookFile.tsx';
import { SkinFields } from './SkinFields.tsx';
import { changed } from './tokenValue.ts';
import { isOnScreen, type Word } from './wordsOnScreen.ts';

const MOST = 80;

function WordRow({ stage, word }: { readonly stage: Stage; readonly word: Word }) {
  const say = sayFor(stage);
  const { path, usual, own, language } = word;
  const { words } = stage.options.value.look;
  const fits = hasSamePlaces(usual, own ?? usual);
  const put = (text: string | null) =>
    stage.changeLook({
      words: changed(words, language, path, text === usual ? null : text) as typeof words,
    });
  return (
    <div class={styles.word} data-word={path} data-own={own !== undefined}>
      <span class={styles.path}>
        {path}
        {!fits && (
          <span class={styles.wrong} role="alert">
            {say('要保留 ', 'keep ')}
            {(usual.match(/\{\w+\}/g) ?? []).join(' ')}
          </span>
        )}
      </span>
      <span class={styles.line}>
        <input
          class={styles.value}
          aria-label={path}
          aria-invalid={!fits}
          value={own ?? usual}
          onInput={(event) => put(event.currentTarget.value)}
        />
        <button
          type="button"
          class={styles.reset}
          aria-label={`${path}: ${say('还原', 'reset')}`}
          title={usual}
          disabled={own === undefined}
          onClick={() => put(null)}
        >
          ↺
        </button>
      </span>
    </div>
  );
}

export function TextPanel({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const page = stage.page.value;
  const isPainted = stage.painted.value > 0;
  const spoken = page && isPainted ? page.words() : null;
  if (!page || !spoken) {
    return <Section title={say('文字', 'Words')}>{say('启动中…', 'Starting …')}</Section>;
  }
  const { language, tree } = spoken;
  const { look, word: search, allWords } = stage.options.value;
  const texts = look.words[language] ?? {};
  const isAll = allWords === 'on';
  const shown = page.window.document.body.innerText;
  const wanted = search.toLowerCase();
  const words = wordList(tree)
    .map(([path, usual]): Word => ({ path, usual, own: texts[path], language }))
    .filter(({ path, usual, own = '' }) => `${path} ${usual} ${own}`.toLowerCase().includes(wanted))
    .filter((word) => isAll || wanted !== '' || isOnScreen(word, shown));
  return (
    <>
      <Section title={say('文字与品牌', 'Words and brand')} note={language}>
        <LookFile stage={stage} />
      </Section>
      <SkinFields stage={stage} language={language} />
      <Section
        title={say('文字', 'Words')}
        note={
          <Pill
            quiet
            pressed={isAll}
            onPress={() => stage.choose({ allWords: isAll ? 'off' : 'on' })}
          >
            {say('全部文字', 'All words')}
          </Pill>
        }
      >
        <input
          class={styles.search}
          type="search"
          aria-label={say('找文字', 'Find a word')}
          placeholder={say('找文字', 'Find a word')}
          value={search}
          onInput={(event) => stage.choose({ word: event.currentTarget.value })}
        />
        {words.slice(0, MOST).map((word) => (
          <WordRow key={word.path} stage={stage} word={word} />
        ))}
        <p class={styles.hint}>
          {words.length > MOST
            ? say(
                `还有 ${words.length - MOST} 条，请缩小范围`,
                `${words.length - MOST} more: search for them`,
              )
            : say(`${words.length} 条`, `${words.length} words`)}
        </p>
      </Section>
    </>
  );
}
