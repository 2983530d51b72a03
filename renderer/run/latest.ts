// Of several things that were begun one after another only the last counts.

/** Each call begins another; what it returns says whether none was begun since. */
export function createLatest(): () => () => boolean {
  let begun = 0;
  return () => {
    begun += 1;
    const mine = begun;
    return () => mine === begun;
  };
}
