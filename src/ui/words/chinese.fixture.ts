/** Before every test file: tests speak Chinese unless they say otherwise. */
import { speak } from './words.ts';
import { zhCN } from './zhCN.ts';

speak('zh-CN', zhCN);
