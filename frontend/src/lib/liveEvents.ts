/** The window event by which open lists learn that records changed; its detail lists entities, empty means any. */
export const recordsChanged = "dougong:records";
