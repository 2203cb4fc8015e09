/** `sd.html`, the entry for boxes of standard definition: the same page, declared as 640 x 530. */
import type { Plugin } from 'vite';

/** The middleware of a box scales a page by what its head declares, before any script runs: SD boxes need another head. */
const STANDARD_DEFINITION = [
  ['content="width=1280"', 'content="width=640"'],
  ['content="1280*720"', 'content="640*530"'],
] as const;

export function sdPage(): Plugin {
  return {
    name: 'portal:sd-page',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return this.error('no index.html');
        let source = String(page.source);
        for (const [hd, sd] of STANDARD_DEFINITION) {
          if (!source.includes(hd)) this.error(`index.html does not say ${hd}`);
          source = source.replace(hd, sd);
        }
        this.emitFile({ type: 'asset', fileName: 'sd.html', source });
      },
    },
  };
}
