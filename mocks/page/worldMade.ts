/** The event, on the window around the portal's page, that carries a world just made (`detail`). */
export const WORLD_MADE = 'pretend-world';
