import { noteName, watchCause } from '../names/noteNames.ts';
import { Badge } from '../parts/Badge.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import grid from '../parts/Grid.module.css';
import { BoxLink, Mono } from '../parts/Links.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Empty } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useConsole } from '../state/console.ts';
import { say } from '../state/language.ts';
import type { Box, BoxList } from '../state/opsTypes.ts';
import { useLoading } from '../state/useLoading.ts';

const EVERY_MS = 10_000;
/** As many as the platform names. */
const MOST = 200;

export function WatchCause({ watch }: { readonly watch: NonNullable<Box['watch']> }) {
  const { cause, attemptId } = watchCause(watch.why);
  return (
    <>
      <div title={watch.why}>{cause}</div>
      <div class={grid.dim}>
        {say(
          `${watch.times} 次，最近 `,
          watch.times === 1 ? 'once, ' : `${watch.times} times, last `,
        )}
        <Moment at={watch.lastAt} long />
        {attemptId && (
          <>
            {say('，支付 ', ', attempt ')}
            <Mono text={attemptId} short />
          </>
        )}
      </div>
    </>
  );
}

const cutNote = ({ length }: readonly Box[]) =>
  length < MOST ? undefined : say(`只列最近的 ${MOST} 台`, `the latest ${MOST} only`);

const OnWatch = ({ boxes }: { readonly boxes: readonly Box[] }) => (
  <Panel title={say('受关注的机顶盒', 'Boxes on watch')} note={cutNote(boxes)} flush>
    {boxes.length === 0 ? (
      <Empty title={say('没有', 'None')}>
        {say('没有机顶盒做了正常机顶盒不会做的事。', 'No box did what no honest box does.')}
      </Empty>
    ) : (
      <DataTable
        caption={say('受关注的机顶盒，最近的在前', 'Boxes on watch, latest first')}
        rows={boxes}
        rowKey={({ stbId }) => stbId}
        columns={[
          { head: say('机顶盒号', 'Box id'), cell: ({ stbId }) => <BoxLink stbId={stbId} /> },
          {
            head: say('平台', 'At the platform'),
            cell: ({ blocked }) =>
              blocked ? (
                <Badge tone="bad" text={say('已停用', 'Blocked')} />
              ) : (
                <Badge tone="good" text={say('允许', 'Let in')} />
              ),
          },
          {
            head: say('原因', 'Cause'),
            wraps: true,
            cell: ({ watch }) => watch && <WatchCause watch={watch} />,
          },
        ]}
      />
    )}
  </Panel>
);

const Blocked = ({ boxes }: { readonly boxes: readonly Box[] }) => (
  <Panel title={say('已停用的机顶盒', 'Blocked boxes')} note={cutNote(boxes)} flush>
    {boxes.length === 0 ? (
      <Empty title={say('没有', 'None')} />
    ) : (
      <DataTable
        caption={say('已停用的机顶盒，最近的在前', 'Blocked boxes, latest first')}
        rows={boxes}
        rowKey={({ stbId }) => stbId}
        columns={[
          { head: say('机顶盒号', 'Box id'), cell: ({ stbId }) => <BoxLink stbId={stbId} /> },
          { head: say('自', 'Since'), cell: ({ since }) => since && <Moment at={since} long /> },
          { head: say('谁', 'Who'), cell: ({ who }) => who },
          {
            head: say('原因', 'Reason'),
            wraps: true,
            cell: ({ reason = '' }) => <span title={reason}>{noteName(reason)}</span>,
          },
        ]}
      />
    )}
  </Panel>
);

/** Every box on watch, and every blocked one. */
export function WatchedBoxes() {
  const { ops } = useConsole();
  const loading = useLoading<BoxList>('boxes', () => ops.boxes(), EVERY_MS);
  return (
    <Loaded loading={loading}>
      {({ boxes, blocked = [] }) => (
        <>
          <OnWatch boxes={boxes} />
          <Blocked boxes={blocked} />
        </>
      )}
    </Loaded>
  );
}
