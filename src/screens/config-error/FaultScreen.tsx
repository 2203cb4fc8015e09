/** A script of its own, with its words: nearly no box ever shows this screen. */

import type { Language } from '../../shared/text.ts';
import { Rows } from '../../ui/Rows.tsx';
import { faultEn } from '../../ui/words/faultEn.ts';
import { type FaultWords, faultZhCN } from '../../ui/words/faultZhCN.ts';
import { faultZhTW } from '../../ui/words/faultZhTW.ts';
import { fill } from '../../ui/words/fill.ts';
import { language } from '../../ui/words/words.ts';
import { HelpPanel } from '../HelpPanel.tsx';
import { PlainScreen } from '../PlainScreen.tsx';
import type { Fault } from './fault.ts';
import { languageIn } from './languageIn.ts';
import { placeOf } from './placeOf.ts';
import { rightOf } from './rightOf.ts';

const WORDS: Readonly<Record<Language, FaultWords>> = {
  'zh-CN': faultZhCN,
  'zh-TW': faultZhTW,
  en: faultEn,
};

interface FaultProps extends Fault {
  /** Somebody has chosen the language that is spoken; otherwise the file's is, where it can be read. */
  readonly isChosen?: unknown;
}

/** Names the field, what is there and what is right, so that it can be told over the phone. The page goes on by itself. */
export function FaultScreen({ isChosen, ...fault }: FaultProps) {
  const { about, field, value, source } = fault;
  const spoken = (!isChosen && languageIn(source)) || language.value;
  document.documentElement.lang = spoken;
  const say = WORDS[spoken];
  const place = placeOf(fault);
  const rows = [
    { label: say.field, value: field },
    { label: say.value, value: place ? fill(say.line, place) : value || say.nothing },
    { label: say.expected, value: rightOf(fault, say.right) },
  ];
  const { title, act, next } = say[about ?? 'settings'];
  return (
    <PlainScreen
      title={title}
      act={act}
      money={next}
      focused={<Rows rows={rows} />}
      look="status"
      help={<HelpPanel code={field} label={say.field} />}
    />
  );
}
