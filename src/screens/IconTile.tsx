import type { Service } from '../tsp/tspTypes.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './IconTile.module.css';

/** The sign of a service; one the portal does not know gets the common one. */
export const IconTile = ({ icon }: { icon: Service['icon'] }) => (
  <Icon name={icon} class={styles.tile} data-icon={icon} />
);
