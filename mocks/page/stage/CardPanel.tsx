/** Which card the subscriber holds, what is on it, and where it is. */
import { CARD_NAMES } from '../../box/walletCards.ts';
import styles from './CardPanel.module.css';
import { cardTitles, tailOf, yuan } from './cardFacts.ts';
import { Pill, Row, Section } from './Parts.tsx';
import { sayFor, sayWithoutWorld, textFor } from './say.ts';
import type { Stage } from './stage.ts';

function Balance({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  return (
    <form
      class={styles.row}
      onSubmit={(event) => {
        event.preventDefault();
        const input = event.currentTarget.elements.namedItem('balance') as HTMLInputElement;
        const fen = Math.round(Number(input.value) * 100);
        if (input.value === '' || !(fen >= 0 && fen <= 99_999_900)) return;
        stage.choose({ balance: fen });
        input.value = '';
        input.blur();
      }}
    >
      <label>
        {say('余额改为', 'Set the balance to')} ¥{' '}
        <input class={styles.amount} name="balance" inputMode="decimal" autocomplete="off" />
      </label>
      <button type="submit" hidden />
    </form>
  );
}

export function CardPanel({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const text = textFor(stage);
  const world = stage.seen.value?.world;
  if (!world) {
    return (
      <Section title={say('卡片', 'Card')}>
        {sayWithoutWorld(stage, say('样例画面没有卡片。', 'A sample has no card.'))}
      </Section>
    );
  }
  const { wallet, subscriber, slot, faults } = world;
  const name = wallet.inSlot ?? wallet.next;
  const { state } = wallet.card(name);
  const where = {
    empty: say('在手里', 'in the hand'),
    present: say('在卡槽里', 'in the slot'),
    mute: say('插反了', 'the wrong way round'),
    unavailable: say('没有读卡器', 'no reader'),
  }[slot.state as 'empty'];
  return (
    <Section title={say('卡片', 'Card')} note={where}>
      <div class={styles.card} data-slot={slot.state}>
        <span class={styles.chip} aria-hidden="true" />
        <div class={styles.facts}>
          <div>
            {text(cardTitles[name])} · •••• {tailOf(state)}
          </div>
          <div class={styles.balance} data-balance={state.balanceFen}>
            {yuan(state.balanceFen)}
          </div>
        </div>
      </div>
      <Row>
        {CARD_NAMES.map((card) => (
          <Pill
            key={card}
            pressed={card === wallet.next}
            onPress={() => stage.choose({ card: card, balance: null })}
          >
            {text(cardTitles[card])}
          </Pill>
        ))}
      </Row>
      <div class={styles.row}>
        <Pill disabled={slot.state !== 'empty'} onPress={() => subscriber.insert()}>
          {say('插卡', 'Insert')}
        </Pill>
        <Pill disabled={slot.state !== 'empty'} onPress={() => subscriber.insert(true)}>
          {say('插反', 'Wrong way')}
        </Pill>
        <Pill disabled={wallet.inSlot === null} onPress={() => subscriber.takeOut()}>
          {say('拔卡', 'Pull')}
        </Pill>
        <Pill
          pressed={stage.options.value.hand === 'on'}
          onPress={() => stage.choose({ hand: stage.options.value.hand === 'on' ? 'off' : 'on' })}
        >
          {say('自动', 'Auto')}
        </Pill>
        <Pill
          pressed={slot.plugged}
          onPress={() =>
            stage.setFault(
              'reader-unplugged',
              faults.of('reader-unplugged').mode === 'off' ? 'lasts' : 'off',
            )
          }
        >
          {say('读卡器', 'Reader')}
        </Pill>
      </div>
      <Balance stage={stage} />
    </Section>
  );
}
