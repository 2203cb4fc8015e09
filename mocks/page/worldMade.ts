/** The event on the window around the portal's page that carries a new world (`detail`). */
export const WORLD_MADE = 'pretend-world';
