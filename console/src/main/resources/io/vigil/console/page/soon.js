// Fifty warnings a second are shown together: the page draws for the eye, not for each of them.

/** A function that, however often it is called, runs act once, that many milliseconds after the first call. */
export function soon(millis, act) {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    setTimeout(() => {
      pending = false;
      act();
    }, millis);
  };
}
