/** Writes `sd.html`, the entry for standard-definition boxes: the same page, declared as 640 x 530. */
import type { Plugin } from 'vite';

/** A box's middleware scales a page by its head, before any script runs: SD boxes need another head. */
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
