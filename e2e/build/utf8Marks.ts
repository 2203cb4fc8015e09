/**
 * Begins each page, and each script that has other letters than ASCII, with a byte order mark: engines believe it before the header of
 * a server that calls all its texts GBK.
 */
import type { Plugin, Rolldown } from 'vite';

const MARK = '\uFEFF';
const marked = (text: string): string => (/[^\0-\x7F]/.test(text) ? MARK + text : text);

export function utf8Marks(): Plugin {
  return {
    name: 'portal:utf8-marks',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle: Rolldown.OutputBundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk') file.code = marked(file.code);
          else if (/\.(js|html)$/.test(file.fileName)) file.source = marked(String(file.source));
        }
      },
    },
  };
}
