/** Preloads, while the script is still loading, what every box reads first: the configuration and the usual language. */
import type { Plugin } from 'vite';
import { wordFileName } from './wordFiles.ts';

const EARLY = ['config.json', wordFileName('zh-CN')];

export function earlyFiles(): Plugin {
  return {
    name: 'portal:early-files',
    apply: 'build',
    transformIndexHtml: () =>
      EARLY.map((file) => ({
        tag: 'link',
        attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href: `./${file}` },
        injectTo: 'head' as const,
      })),
  };
}
