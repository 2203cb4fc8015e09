import type { Service } from '../tsp/tspTypes.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './IconTile.module.css';

/** The icon of a service. */
export const IconTile = ({ icon }: { icon: Service['icon'] }) => (
  <Icon name={icon} class={styles.tile} data-icon={icon} />
);
