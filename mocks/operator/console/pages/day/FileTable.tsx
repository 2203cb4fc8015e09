import { fileStates, parties } from '../../names/stateNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import grid from '../../parts/Grid.module.css';
import { Mono } from '../../parts/Links.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { Empty } from '../../parts/Notice.tsx';
import { count, yuan } from '../../state/format.ts';
import { nameIn, say } from '../../state/language.ts';
import type { SettlementFile } from '../../state/opsTypes.ts';

export const FileTable = ({ files }: { readonly files: readonly SettlementFile[] }) =>
  files.length === 0 ? (
    <Empty title={say('还没有文件', 'No files yet')} />
  ) : (
    <DataTable
      caption={say('对账文件', 'Settlement files')}
      rows={files}
      rowKey={({ name, direction }) => `${direction}/${name}`}
      columns={[
        { head: say('文件', 'File'), cell: ({ name }) => <Mono text={name} /> },
        {
          head: say('方向', 'Way'),
          cell: ({ party, direction }) =>
            direction === 'sent'
              ? `TSP → ${nameIn(parties, party)}`
              : `${nameIn(parties, party)} → TSP`,
        },
        {
          head: say('状态', 'State'),
          wraps: true,
          cell: ({ state, problem }) => (
            <>
              <StateBadge names={fileStates} state={state} />
              {problem && <div class={grid.small}>{problem}</div>}
            </>
          ),
        },
        {
          head: say('笔数', 'Rows'),
          align: 'end',
          cell: (file) => (file.count === undefined ? '—' : count(file.count)),
        },
        {
          head: say('金额', 'Amount'),
          align: 'end',
          cell: ({ totalFen }) => (totalFen === undefined ? '—' : yuan(totalFen)),
        },
        {
          head: 'SHA-256',
          cell: ({ sha256 }) => (sha256 ? <Mono text={`${sha256.slice(0, 12)}…`} /> : '—'),
        },
        {
          head: say('时间', 'At'),
          align: 'end',
          cell: ({ at }) => (at ? <Moment at={at} /> : '—'),
        },
      ]}
    />
  );
