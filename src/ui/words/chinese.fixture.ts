/** Runs before every test file: the language of tests is Chinese unless they change it. */
import { speak } from './words.ts';
import { zhCN } from './zhCN.ts';

speak('zh-CN', zhCN);
