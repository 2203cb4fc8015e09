import type { Service } from '../tsp/tspTypes.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './IconTile.module.css';

/** The icon of a service, until its picture or at least its colour can be shown. */
export const IconTile = ({ icon }: { icon: Service['icon'] }) => (
  <Icon name={icon} class={styles.tile} data-icon={icon} />
);
