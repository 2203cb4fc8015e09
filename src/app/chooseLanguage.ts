/** The language the page is opened in: `?lang=en`, else Chinese. */
import { language } from '../ui/words/words.ts';

export function chooseLanguage(): void {
  const asked = /[?&]lang=([\w-]+)/.exec(location.search);
  if (asked?.[1] === 'en') language.value = 'en';
  document.documentElement.lang = language.value;
}
