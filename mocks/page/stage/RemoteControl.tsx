/** The remote control: a held key repeats, as on an infrared remote. */
import type { Command } from '../../../src/remote/keys.ts';
import { codeFor, profileNamed } from './profiles.ts';
import styles from './RemoteControl.module.css';
import { sayFor } from './say.ts';
import type { Stage } from './stage.ts';

const FIRST_REPEAT_MS = 450;
const REPEAT_MS = 110;

/** Releases the held key, also when the pointer slides off. */
let release = () => {};

function hold(stage: Stage, command: Command): void {
  release();
  stage.press(command, 'keydown');
  let timer = window.setTimeout(function again() {
    stage.press(command, 'keydown', true);
    timer = window.setTimeout(again, REPEAT_MS);
  }, FIRST_REPEAT_MS);
  release = () => {
    release = () => {};
    window.clearTimeout(timer);
    stage.press(command, 'keyup');
  };
}

interface KeyProps {
  readonly stage: Stage;
  readonly command: Command;
  readonly label: string;
  readonly children: string;
}

function Key({ stage, command, label, children }: KeyProps) {
  const code = codeFor(profileNamed(stage.options.value.keys), command);
  const isMine = (event: KeyboardEvent) => event.key === 'Enter' || event.key === ' ';
  const up = () => release();
  return (
    <button
      type="button"
      class={styles.key}
      data-key={command}
      aria-label={label}
      title={code ? `${label} · ${code.keyCode}` : `${label} · –`}
      disabled={code === undefined}
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => event.button === 0 && hold(stage, command)}
      onPointerUp={up}
      onPointerLeave={up}
      onPointerCancel={up}
      onKeyDown={(event) => isMine(event) && !event.repeat && hold(stage, command)}
      onKeyUp={(event) => isMine(event) && up()}
      onBlur={up}
    >
      {children}
    </button>
  );
}

export function RemoteControl({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const key = (command: Command, label: string, face = label) => (
    <Key key={command} stage={stage} command={command} label={label}>
      {face}
    </Key>
  );
  return (
    <section class={styles.remote} aria-label={say('遥控器', 'Remote control')}>
      <div class={styles.pad}>
        {key('up', say('上', 'Up'), '▲')}
        {key('left', say('左', 'Left'), '◀')}
        {key('ok', 'OK')}
        {key('right', say('右', 'Right'), '▶')}
        {key('down', say('下', 'Down'), '▼')}
      </div>
      <div class={styles.side}>
        {key('back', say('返回', 'Back'))}
        {key('exit', say('退出', 'Exit'))}
        {key('home', say('首页', 'Home'))}
        {key('menu', say('菜单', 'Menu'))}
        {key('info', say('帮助', 'Help'))}
        {key('search', say('搜索', 'Search'))}
        {key('pageUp', say('上页', 'Page −'))}
        {key('pageDown', say('下页', 'Page +'))}
      </div>
      <div class={styles.colours}>
        {key('red', say('红', 'Red'), '')}
        {key('green', say('绿', 'Green'), '')}
        {key('yellow', say('黄', 'Yellow'), '')}
        {key('blue', say('蓝', 'Blue'), '')}
      </div>
      <div class={styles.digits}>
        {(['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const).map((digit) =>
          key(digit, digit),
        )}
      </div>
    </section>
  );
}
