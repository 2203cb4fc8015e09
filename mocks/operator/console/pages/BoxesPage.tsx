import { useSignal } from '@preact/signals';
import { noteName } from '../names/noteNames.ts';
import { Badge } from '../parts/Badge.tsx';
import { Button } from '../parts/Button.tsx';
import { Facts } from '../parts/Facts.tsx';
import filters from '../parts/Filters.module.css';
import grid from '../parts/Grid.module.css';
import { Loaded } from '../parts/Loaded.tsx';
import { Moment } from '../parts/Moment.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Panel } from '../parts/Panel.tsx';
import { ReasonDialog } from '../parts/ReasonDialog.tsx';
import { useConsole } from '../state/console.ts';
import { say } from '../state/language.ts';
import type { Box } from '../state/opsTypes.ts';
import { hrefOf } from '../state/route.ts';
import { useLoading } from '../state/useLoading.ts';
import { WatchCause, WatchedBoxes } from './WatchedBoxes.tsx';

const BOX_ID = '[A-Za-z0-9_\\-]{1,40}';

function actionOn({ box, blocks }: { readonly box: Box; readonly blocks: boolean }) {
  if (blocks) {
    return {
      name: say('停用', 'Block'),
      explain: say(
        '它不能再登录和开始支付；已经存疑的照样核实。',
        'It cannot sign in or begin payments any more; doubts are still cleared up.',
      ),
    };
  }
  return box.blocked
    ? {
        name: say('恢复', 'Let it in'),
        explain: say('它又可以登录和缴费。', 'It may sign in and pay again.'),
      }
    : {
        name: say('已查明', 'Looked into'),
        explain: say(
          '不再受关注；照常登录和缴费。再出现时会重新提醒。',
          'The watch ends; it signs in and pays as before. If it does it again, you are told again.',
        ),
      };
}

function doneTo(before: Box, { stbId, blocked }: Box): string {
  if (blocked) return say(`已停用 ${stbId}`, `${stbId} is blocked`);
  return before.blocked
    ? say(`已恢复 ${stbId}`, `${stbId} is let in`)
    : say(`${stbId} 已查明，不再受关注`, `${stbId} is looked into; its watch has ended`);
}

function BoxDialog(props: {
  readonly box: Box;
  readonly blocks: boolean;
  onDone(box: Box): void;
  onClose(): void;
}) {
  const { ops } = useConsole();
  const { box, blocks, onDone, onClose } = props;
  const { stbId } = box;
  const { name, explain } = actionOn(props);
  return (
    <ReasonDialog
      id={`box/${stbId}`}
      title={say(`${name}：机顶盒 ${stbId}？`, `${name}: box ${stbId}?`)}
      explain={explain}
      action={name}
      look={blocks ? 'danger' : 'main'}
      send={(reason) => ops.setBox(stbId, blocks, reason)}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

function BoxView({ stbId }: { readonly stbId: string }) {
  const { ops, session, tell } = useConsole();
  const loading = useLoading(`box/${stbId}`, () => ops.box(stbId));
  const asked = useSignal<{ readonly box: Box; readonly blocks: boolean } | null>(null);
  const change = asked.value;
  const close = () => {
    asked.value = null;
  };
  return (
    <>
      <Panel
        title={say(`机顶盒 ${stbId}`, `Box ${stbId}`)}
        aside={
          <a href={hrefOf('orders', undefined, { find: stbId })}>{say('它的订单', 'Its orders')}</a>
        }
      >
        <Loaded loading={loading}>
          {(value) => (
            <div class={grid.form}>
              <Facts
                facts={[
                  [
                    say('平台', 'At the platform'),
                    value.blocked ? (
                      <Badge key="state" tone="bad" text={say('已停用', 'Blocked')} />
                    ) : (
                      <Badge key="state" tone="good" text={say('允许', 'Let in')} />
                    ),
                  ],
                  value.since !== undefined && [
                    say('自', 'Since'),
                    <Moment key="since" at={value.since} long />,
                  ],
                  [say('谁', 'Who'), value.who],
                  [say('原因', 'Reason'), value.reason && noteName(value.reason)],
                  value.watch !== undefined && [
                    say('受关注', 'On watch'),
                    <WatchCause key="watch" watch={value.watch} />,
                  ],
                ]}
              />
              {session.may('setBox') && (
                <div class={grid.row}>
                  <Button
                    look={value.blocked ? 'main' : 'danger'}
                    onPress={() => {
                      asked.value = { box: value, blocks: !value.blocked };
                    }}
                  >
                    {value.blocked ? say('恢复', 'Let it in') : say('停用', 'Block')}
                  </Button>
                  {value.watch !== undefined && !value.blocked && (
                    <Button
                      onPress={() => {
                        asked.value = { box: value, blocks: false };
                      }}
                    >
                      {say('已查明', 'Looked into')}
                    </Button>
                  )}
                </div>
              )}
            </div>
          )}
        </Loaded>
      </Panel>
      {change && (
        <BoxDialog
          {...change}
          onDone={(value) => {
            loading.set(value);
            close();
            tell(doneTo(change.box, value));
          }}
          onClose={close}
        />
      )}
    </>
  );
}

export const BoxesPage = ({ stbId }: { readonly stbId: string | undefined }) => (
  <div class={grid.page}>
    <PageHead
      title={say('机顶盒', 'Boxes')}
      note={say(
        '受关注的请查明或停用；也可查一台',
        'look into those on watch, or block them; or look one up',
      )}
    />
    <form
      class={filters.filters}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const id = String(new FormData(event.currentTarget).get('stbId') ?? '').trim();
        if (id) location.hash = hrefOf('boxes', id);
      }}
    >
      <div class={filters.filter}>
        <label for="box-id">{say('机顶盒号', 'Box id')}</label>
        <input
          id="box-id"
          class={filters.input}
          data-wide="true"
          name="stbId"
          value={stbId ?? ''}
          pattern={BOX_ID}
          maxLength={40}
          autocomplete="off"
        />
      </div>
      <Button type="submit">{say('查找', 'Find')}</Button>
    </form>
    {stbId && <BoxView key={stbId} stbId={stbId} />}
    <WatchedBoxes />
  </div>
);
