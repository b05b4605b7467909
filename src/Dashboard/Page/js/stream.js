// The stream of versions. Read with fetch rather than EventSource, because a heartbeat is a comment, which
// EventSource hides, and silence is what must be told apart from calm.

import { ApiError } from './api.js';

/**
 * A browser opens few connections to one host, and every stream holds one. A page that nobody sees gives its own back,
 * so that many open tabs cannot starve the one in view.
 */
const visible = () =>
  document.hidden
    ? new Promise(done => document.addEventListener('visibilitychange', done, { once: true }))
    : Promise.resolve();

const SILENCE = 15000;
const WAITS = [500, 1000, 2000, 4000, 8000];

/** The version of all, and of each part that the instance tells apart. */
const numbers = told => ({ ...told.parts, version: told.version });

/** Follows the stream for ever. `told` gets {link, versions, retryAt}: link is live, stale, lost or signedOut. */
export function follow(told) {
  let failures = 0;
  let heard = 0;
  let link = 'connecting';
  let retryAt = null;
  const say = (next, versions = null) => {
    link = next;
    told({ link, versions, retryAt });
  };

  const watch = () => {
    if (link === 'live' && Date.now() - heard > SILENCE) say('stale');
  };

  const listen = async () => {
    const stop = new AbortController();
    const hidden = () => {
      if (document.hidden) stop.abort();
    };
    const answer = await fetch('/api/v1/stream', { cache: 'no-store', signal: stop.signal });
    if (answer.status === 401) throw new ApiError(401, 'This browser is not signed in.');
    if (!answer.ok) throw new ApiError(answer.status, `The stream answered ${answer.status}.`);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    heard = Date.now();
    failures = 0;
    retryAt = null;
    say('live');
    const hang = setInterval(() => {
      if (Date.now() - heard > 3 * SILENCE) stop.abort();
    }, 1000);
    document.addEventListener('visibilitychange', hidden);
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        heard = Date.now();
        const lines = (rest + value).split('\n');
        rest = lines.pop();
        const data = lines.findLast(line => line.startsWith('data:'));
        if (data) say('live', numbers(JSON.parse(data.slice(5))));
        else if (link !== 'live') say('live');
      }
    } finally {
      clearInterval(hang);
      document.removeEventListener('visibilitychange', hidden);
    }
  };

  const run = async () => {
    for (;;) {
      await visible();
      let signedOut = false;
      try {
        await listen();
      } catch (error) {
        signedOut = error.status === 401;
      }

      if (document.hidden) continue;
      const wait = signedOut ? 5000 : WAITS[Math.min(failures++, WAITS.length - 1)];
      retryAt = Date.now() + wait;
      say(signedOut ? 'signedOut' : 'lost');
      await new Promise(done => setTimeout(done, wait));
    }
  };

  setInterval(watch, 1000);
  run();
}
