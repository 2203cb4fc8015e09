import { Button } from '../parts/Button.tsx';
import { language } from '../state/language.ts';

/** The button is named in the language that it switches to. */
export function LanguageButton() {
  const isChinese = language.value === 'zh-CN';
  return (
    <span lang={isChinese ? 'en' : 'zh-CN'}>
      <Button
        look="quiet"
        onPress={() => {
          language.value = isChinese ? 'en' : 'zh-CN';
        }}
      >
        {isChinese ? 'English' : '中文'}
      </Button>
    </span>
  );
}
