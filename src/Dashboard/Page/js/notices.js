// What is shown when there is nothing else to show: loading, empty, failed, signed out.

import { h } from './dom.js';

export const loading = title =>
  h(
    'div',
    { key: 'loading', class: 'page loading', 'aria-busy': 'true' },
    h('h1', {}, title),
    h('p', { class: 'heard' }, 'Loading.'),
    [0, 1, 2, 3, 4, 5].map(() => h('div', { class: 'bone', 'aria-hidden': 'true' })),
  );

export const empty = (text, hint = null) =>
  h('div', { class: 'empty' }, h('p', {}, text), hint ? h('p', { class: 'dim' }, hint) : null);

export function failed(error, retry, small = false) {
  return h(
    'div',
    { key: 'failed', class: small ? 'failed small' : 'page failed', role: 'alert' },
    h('p', {}, h('strong', {}, error.status === 404 ? 'Not there. ' : 'This could not be read. '), error.message),
    h('button', { type: 'button', onclick: retry }, 'Try again'),
  );
}

export const signedOut = () =>
  h(
    'div',
    { key: 'signedOut', class: 'page failed', role: 'alert' },
    h('h1', {}, 'This browser is not signed in'),
    h(
      'p',
      {},
      'The instance was started again, or this link has been used before. Each start prints a new link, good for one ',
      'browser. Open that one, or print another with:',
    ),
    h('pre', {}, 'dutchbook dashboard --web'),
    h('p', { class: 'dim' }, 'This page looks again every few seconds and goes on by itself.'),
  );
