// Which address shows which page.

import { now } from './now.js';
import { opportunities } from './opportunities.js';
import { opportunity } from './opportunity.js';
import { eventPage, events } from './event.js';
import { relations } from './relations.js';
import { matches } from './matches.js';
import { trade, trades } from './trades.js';
import { positions } from './positions.js';
import { pnl } from './pnl.js';
import { settings } from './settings.js';
import { health } from './health.js';

const PAGES = {
  now: { open: now },
  opportunities: { open: opportunities },
  opportunity: { open: opportunity, tab: 'opportunities' },
  events: { open: events },
  event: { open: eventPage, tab: 'events' },
  relations: { open: relations },
  matches: { open: matches, tab: 'relations' },
  trades: { open: trades },
  trade: { open: trade, tab: 'trades' },
  positions: { open: positions },
  pnl: { open: pnl },
  settings: { open: settings },
  health: { open: health },
};

/** The page of an address such as #/opportunity/ID; an unknown one is the first page. */
export function find(hash) {
  const [name, ...rest] = hash.replace(/^#\/?/, '').split('/');
  const known = Object.hasOwn(PAGES, name) ? name : 'now';
  const id = rest.length === 0 ? null : decode(rest.join('/'));
  return { name: known, tab: PAGES[known].tab ?? known, open: shell => PAGES[known].open(shell, id) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function tabs({ state }) {
  const counts = state?.counts;
  return [
    { name: 'now', label: 'Now' },
    { name: 'opportunities', label: 'Opportunities', count: counts?.opportunities },
    { name: 'events', label: 'Events' },
    { name: 'relations', label: 'Relations', count: counts?.reviewQueue },
    { name: 'trades', label: 'Trades', count: state?.desk?.openTrades },
    { name: 'positions', label: 'Positions' },
    { name: 'pnl', label: 'P&L' },
    { name: 'health', label: 'Health' },
    { name: 'settings', label: 'Settings' },
  ];
}
