import type { Zone } from '../../remote/zones.ts';
import type { ServiceDetail } from '../../tsp/tspTypes.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { fill } from '../../ui/words/fill.ts';
import { say, words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { takeKeys } from '../takeKeys.ts';
import { pagesOf } from './pagesOf.ts';
import styles from './Reader.module.css';

interface Props {
  readonly service: ServiceDetail;
  readonly portal: Portal;
  onClose(): void;
}

interface Page {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const ZONE = 'pages';

/** The whole text of a service, in pages as large as the screen. */
export function Reader({ service, portal, onClose }: Props) {
  const { hint } = words.value;
  const pages = readingOf(service);
  const zone: Zone = {
    id: ZONE,
    length: pages.length,
    columns: 1,
    pageRows: 1,
    idAt: (index) => `page-${index}`,
  };
  takeKeys(portal, {
    key: `service:${service.serviceId}:text`,
    zones: [zone],
    onOk: onClose,
    onBack: onClose,
  });
  return (
    <ScreenFrame
      portal={portal}
      hints={[
        ['upDown', hint.turnPage],
        ['ok', hint.closeText],
        ['back', hint.closeText],
      ]}
    >
      <OpenPage service={service} portal={portal} pages={pages} />
    </ScreenFrame>
  );
}

function OpenPage({ service, portal, pages }: Omit<Props, 'onClose'> & { pages: readonly Page[] }) {
  const index = Math.min(portal.focus.indexIn(ZONE), pages.length - 1);
  const { title, paragraphs } = pages[index]!;
  return (
    <Focusable id={`page-${index}`} focus={portal.focus} look="status" class={styles.page}>
      <div class={styles.head}>
        <h2 class={styles.title}>{title}</h2>
        <span>{say(service.title)}</span>
      </div>
      {paragraphs.map((paragraph) => (
        <p key={paragraph} class={styles.paragraph}>
          {paragraph}
        </p>
      ))}
      <p class={styles.foot}>
        {fill(words.value.service.page, { page: index + 1, pages: pages.length })}
      </p>
    </Focusable>
  );
}

function readingOf(service: ServiceDetail): Page[] {
  const copy = words.value.service;
  const sections: [title: string, text: string][] = [
    [copy.text, say(service.text)],
    [copy.includes, service.includes.map((item) => say(item)).join('\n')],
    [copy.terms, say(service.terms)],
    [copy.refundRule, say(service.refundRule)],
  ];
  const pages: Page[] = [];
  for (const [title, text] of sections) {
    for (const paragraphs of pagesOf(text)) {
      if (paragraphs.length > 0) pages.push({ title, paragraphs });
    }
  }
  return pages;
}
