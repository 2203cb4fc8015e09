import { healthStates, parties } from '../../names/stateNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { milliseconds } from '../../state/format.ts';
import { nameIn, say } from '../../state/language.ts';
import type { Today } from '../../state/opsTypes.ts';

/** Whether the other parties answer, and how quickly. */
export const HealthTable = ({ health }: { readonly health: Today['health'] }) => (
  <DataTable
    caption={say('对接系统', 'Connected systems')}
    rows={Object.entries(health)}
    rowKey={([name]) => name}
    columns={[
      { head: say('系统', 'System'), cell: ([name]) => nameIn(parties, name) },
      {
        head: say('状态', 'State'),
        cell: ([, { state }]) => <StateBadge names={healthStates} state={state} />,
      },
      {
        head: say('中位', 'Median'),
        align: 'end',
        cell: ([, { medianMs }]) => (medianMs === undefined ? '—' : milliseconds(medianMs)),
      },
      {
        head: say('上次应答', 'Last answer'),
        align: 'end',
        cell: ([, { lastAnswerAt }]) => (lastAnswerAt ? <Moment at={lastAnswerAt} /> : '—'),
      },
    ]}
  />
);
