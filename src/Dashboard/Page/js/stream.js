// The stream of versions. Read with fetch rather than EventSource, because a heartbeat is a comment, which EventSource
// hides, and silence is what must be told apart from calm.

import { ApiError } from './api.js';

const SILENCE = 15000;
const WAITS = [500, 1000, 2000, 4000, 8000];

/** Follows the stream for ever. `told` gets {link, version, retryAt}: link is live, stale, lost or signedOut. */
export function follow(told) {
  let failures = 0;
  let heard = 0;
  let link = 'connecting';
  let retryAt = null;
  const say = (next, version = null) => {
    link = next;
    told({ link, version, retryAt });
  };

  const watch = () => {
    if (link === 'live' && Date.now() - heard > SILENCE) say('stale');
  };

  const listen = async () => {
    const stop = new AbortController();
    const answer = await fetch('/api/v1/stream', { cache: 'no-store', signal: stop.signal });
    if (answer.status === 401) throw new ApiError(401, 'This browser is not signed in.');
    if (!answer.ok) throw new ApiError(answer.status, `The stream answered ${answer.status}.`);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    heard = Date.now();
    failures = 0;
    retryAt = null;
    say('live');
    const hang = setInterval(() => { if (Date.now() - heard > 3 * SILENCE) stop.abort(); }, 1000);
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        heard = Date.now();
        const lines = (rest + value).split('\n');
        rest = lines.pop();
        const data = lines.findLast(line => line.startsWith('data:'));
        if (data) say('live', JSON.parse(data.slice(5)).version ?? null);
        else if (link !== 'live') say('live');
      }
    } finally {
      clearInterval(hang);
    }
  };

  const run = async () => {
    for (;;) {
      let signedOut = false;
      try {
        await listen();
      } catch (error) {
        signedOut = error.status === 401;
      }

      const wait = signedOut ? 5000 : WAITS[Math.min(failures++, WAITS.length - 1)];
      retryAt = Date.now() + wait;
      say(signedOut ? 'signedOut' : 'lost');
      await new Promise(done => setTimeout(done, wait));
    }
  };

  setInterval(watch, 1000);
  run();
}
