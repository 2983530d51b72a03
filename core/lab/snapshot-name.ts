// How long names of snapshots may be.

/** What a snapshot’s name may be long; apart from sessions, whose reading takes a schema library. */
export const NAME_LENGTH = 80;
