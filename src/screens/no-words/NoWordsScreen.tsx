import { PlainScreen } from '../PlainScreen.tsx';

/** The one screen whose words are in the script: shown when no file of words comes. Loading goes on by itself. */
export const NoWordsScreen = () => (
  <PlainScreen
    title="暂时打不开 · Not available now"
    act="请检查网线，连上后会自动继续。仍打不开时，请致电有线电视客服。"
    money="Please check the network cable; it goes on by itself. If not, call your cable operator."
    focused="正在重试 · Trying again"
    look="status"
  />
);
