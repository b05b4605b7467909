const LEAST = 250;
const SHARE = 8;
const MOST = 1000;

/**
 * Runs a task when asked, one at a time and at most four times a second. Asking again meanwhile means once more after.
 * A task that takes long waits the longer, up to a second, so that reading leaves time for everything else.
 */
export function paced(task, least = LEAST) {
  let running = false;
  let again = false;
  let earliest = 0;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }

    running = true;
    const wait = earliest - performance.now();
    if (wait > 0) await new Promise(done => setTimeout(done, wait));
    again = false;
    const began = performance.now();
    try {
      await task();
    } finally {
      const ended = performance.now();
      earliest = ended + Math.max(least - (ended - began), Math.min(MOST, (ended - began) * SHARE));
      running = false;
      if (again) run();
    }
  };

  return run;
}
