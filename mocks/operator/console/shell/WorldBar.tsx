import { useConsole } from '../state/console.ts';
import { say } from '../state/language.ts';
import styles from './WorldBar.module.css';

/** Says on each page that nothing here is real, and leads to the other simulated operator if there is one. */
export function WorldBar() {
  const { session, otherWorld } = useConsole();
  const isDemonstration = session.current.value?.demonstration === true;
  if (!isDemonstration && !otherWorld) return null;
  return (
    <section
      class={styles.bar}
      data-demonstration={isDemonstration}
      aria-label={say('所见数据', 'What is shown')}
    >
      <strong>
        {isDemonstration
          ? say('演示数据，不是真实的钱', 'Demonstration data, no real money')
          : say('模拟电视上的支付', 'Payments at the simulated television')}
      </strong>
      {otherWorld && (
        <a class={styles.link} href={otherWorld.href}>
          {otherWorld.isDemonstration
            ? say('去看演示数据', 'To the demonstration')
            : say('去看模拟电视的支付', 'To the payments at the simulated television')}
        </a>
      )}
    </section>
  );
}
