import { causeOf, watchCauses } from '../names/watchCauses.ts';
import { Badge } from '../parts/Badge.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Empty } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useConsole } from '../state/console.ts';
import { nameIn, say } from '../state/language.ts';
import type { Box } from '../state/opsTypes.ts';
import { hrefOf } from '../state/route.ts';
import { useLoading } from '../state/useLoading.ts';

const EVERY_MS = 10_000;

export function WatchCause({ watch }: { readonly watch: NonNullable<Box['watch']> }) {
  const { attemptId, cause } = causeOf(watch.why);
  return (
    <span>
      <Badge tone="warn" text={nameIn(watchCauses, cause)} /> {attemptId}{' '}
      {say(`${watch.times} 次，最近 `, `${watch.times} times, last `)}
      <Moment at={watch.lastAt} long />
    </span>
  );
}

/** Every box on watch. */
export function WatchedBoxes() {
  const { ops } = useConsole();
  const loading = useLoading('boxes', () => ops.boxes(), EVERY_MS);
  return (
    <Panel title={say('受关注的机顶盒', 'Boxes on watch')} flush>
      <Loaded loading={loading}>
        {({ boxes }) =>
          boxes.length === 0 ? (
            <Empty title={say('没有', 'None')} />
          ) : (
            <DataTable
              caption={say('受关注的机顶盒', 'Boxes on watch')}
              rows={boxes}
              rowKey={({ stbId }) => stbId}
              columns={[
                {
                  head: say('机顶盒号', 'Box id'),
                  cell: ({ stbId }) => <a href={hrefOf('boxes', stbId)}>{stbId}</a>,
                },
                {
                  head: say('平台', 'At the platform'),
                  cell: ({ blocked }) =>
                    blocked ? say('已停用', 'Blocked') : say('允许', 'Let in'),
                },
                {
                  head: say('原因', 'Cause'),
                  cell: ({ watch }) => watch && <WatchCause watch={watch} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
