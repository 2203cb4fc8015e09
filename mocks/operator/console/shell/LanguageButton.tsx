import { Button } from '../parts/Button.tsx';
import { language } from '../state/language.ts';

/** Named in the language it leads to. */
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
