import type { Zone } from '../../remote/zones.ts';
import type { Quote, ServiceDetail } from '../../tsp/tspTypes.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { isLarge, type Layout, layout } from '../../ui/layout.ts';
import { type Row, Rows } from '../../ui/Rows.tsx';
import { fill } from '../../ui/words/fill.ts';
import { amount, monthly, months } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import { nextChargeRow } from '../renewals.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { takeKeys } from '../takeKeys.ts';
import { type PageSize, pagesOf } from './pagesOf.ts';
import styles from './Reader.module.css';

interface Props {
  readonly service: ServiceDetail;
  /** What is about to be paid. */
  readonly quote?: Quote | undefined;
  readonly portal: Portal;
  onClose(): void;
}

interface Page {
  readonly title: string;
  readonly rows?: readonly Row[];
  readonly paragraphs: readonly string[];
}

const ZONE = 'pages';

const PAGES: Readonly<Record<Layout, PageSize>> = { hd: [11, 92], sd: [10, 51] };
const LARGE_PAGES: typeof PAGES = { hd: [8, 72], sd: [7, 40] };

/** The terms on one page, then the whole text of a service, in pages as large as the screen. */
export function Reader({ service, quote, portal, onClose }: Props) {
  const { hint } = words.value;
  const pages = [summaryOf(service, portal.operator.hotline, quote), ...readingOf(service)];
  const zone: Zone = {
    id: ZONE,
    length: pages.length,
    columns: 1,
    pageRows: 1,
    idAt: (index) => `page-${index}`,
  };
  takeKeys(portal, {
    key: `text:${quote?.quoteId ?? service.serviceId}`,
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

function OpenPage({
  service,
  portal,
  pages,
}: Pick<Props, 'service' | 'portal'> & { pages: readonly Page[] }) {
  const index = Math.min(portal.focus.indexIn(ZONE), pages.length - 1);
  const { title, rows, paragraphs } = pages[index]!;
  return (
    <Focusable id={`page-${index}`} focus={portal.focus} look="status" class={styles.page}>
      <div class={styles.head}>
        <h1 class={styles.title}>{title}</h1>
        <span>{say(service.title)}</span>
      </div>
      {rows && <Rows rows={rows} />}
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

function summaryOf(service: ServiceDetail, hotline: string, quote: Quote | undefined): Page {
  const { service: copy, row, fromTo } = words.value;
  const { subscription, periods } = service;
  const { renewal } = subscription;
  const cancel = renewal && (renewal.cancellable ? copy.cancelHere : copy.cancelByPhone);
  const lengths = periods.map((period) => months(period.months)).join(' · ');
  return {
    title: copy.summary,
    rows: [
      { label: copy.price, value: quote ? amount(quote.amountFen) : monthly(service.priceFen) },
      { label: row.period, value: quote ? fill(fromTo, quote) : lengths },
      renewal || quote
        ? nextChargeRow(subscription, quote)
        : { label: copy.renewal, value: copy.cancelNever },
      { label: copy.cancelling, value: fill(cancel ?? copy.cancelNever, { hotline }) },
    ],
    paragraphs: [copy.refundRule, say(service.refundRule)],
  };
}

function readingOf(service: ServiceDetail): Page[] {
  const copy = words.value.service;
  const size = (isLarge.value ? LARGE_PAGES : PAGES)[layout.value];
  const sections: [title: string, text: string][] = [
    [copy.text, say(service.text)],
    [copy.includes, service.includes.map((item) => say(item)).join('\n')],
    [copy.terms, say(service.terms)],
    [copy.refundRule, say(service.refundRule)],
  ];
  const pages: Page[] = [];
  for (const [title, text] of sections) {
    for (const paragraphs of pagesOf(text, size)) {
      if (paragraphs.length > 0) pages.push({ title, paragraphs });
    }
  }
  return pages;
}
