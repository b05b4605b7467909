-- What execution remembers. A book is "live" or "paper": the two never mix. Times are microseconds since 1970 (UTC), prices
-- ticks of $0.0001, quantities hundredths of a contract, money micros of a dollar; NULL means that it is not known.

CREATE TABLE trades (
    id INTEGER PRIMARY KEY,
    book TEXT NOT NULL,
    trade_id TEXT NOT NULL,
    opportunity_id TEXT NOT NULL,
    phase TEXT NOT NULL,
    waits_for TEXT NOT NULL,
    created_at_micros INTEGER NOT NULL,
    opened_at_micros INTEGER,
    ended_at_micros INTEGER,
    due_at_micros INTEGER,
    selling_since_micros INTEGER,
    placed INTEGER NOT NULL,            -- orders put before the gate
    reason TEXT NOT NULL,
    policy TEXT NOT NULL,
    units_hundredths INTEGER NOT NULL,
    outlay_micros INTEGER NOT NULL,     -- at most
    execution_bound_micros INTEGER NOT NULL,
    tickers TEXT NOT NULL,              -- JSON array, in the order in which they are bought
    plan TEXT NOT NULL,                 -- JSON
    UNIQUE (book, trade_id)
) STRICT;

CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    book TEXT NOT NULL,
    client_order_id TEXT NOT NULL,
    trade_id TEXT NOT NULL,
    leg INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    ticker TEXT NOT NULL,
    side TEXT NOT NULL,
    limit_price_ticks INTEGER NOT NULL, -- what one contract of the side costs at most
    quantity_hundredths INTEGER NOT NULL,
    time_in_force TEXT NOT NULL,
    reduce_only INTEGER NOT NULL,
    expires_at_micros INTEGER,
    shard INTEGER NOT NULL,
    subaccount INTEGER NOT NULL,
    order_group_id TEXT,
    decided_at_micros INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,          -- of what goes over the wire
    phase TEXT NOT NULL,
    order_id TEXT,                      -- the venue's
    sent_at_micros INTEGER,
    send_by_micros INTEGER,
    reported_hundredths INTEGER NOT NULL,
    absent_at_micros INTEGER,
    looked_at_micros INTEGER,
    cancel_wanted INTEGER NOT NULL,
    reason TEXT NOT NULL,
    rejection TEXT,
    changed_at_micros INTEGER NOT NULL,
    UNIQUE (book, client_order_id)
) STRICT;

CREATE INDEX orders_trade ON orders (book, trade_id);

CREATE TABLE fills (
    id INTEGER PRIMARY KEY,
    book TEXT NOT NULL,
    client_order_id TEXT NOT NULL,      -- of the order it was booked to
    order_id TEXT NOT NULL,
    fill_id TEXT NOT NULL,
    ticker TEXT NOT NULL,
    side TEXT NOT NULL,
    price_ticks INTEGER NOT NULL,
    quantity_hundredths INTEGER NOT NULL,
    fee_micros INTEGER NOT NULL,
    is_taker INTEGER NOT NULL,
    at_micros INTEGER,
    shard INTEGER,
    UNIQUE (book, order_id, fill_id)
) STRICT;

CREATE INDEX fills_order ON fills (book, client_order_id);

-- Double entry: the postings of an entry add up to nothing.
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    book TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    at_micros INTEGER NOT NULL,
    trade_id TEXT NOT NULL,             -- empty for what no trade did
    ticker TEXT NOT NULL,               -- empty where no claims move
    side TEXT NOT NULL,
    contracts_hundredths INTEGER NOT NULL,
    description TEXT NOT NULL,
    UNIQUE (book, entry_id)
) STRICT;

CREATE TABLE postings (
    id INTEGER PRIMARY KEY,
    ledger_id INTEGER NOT NULL REFERENCES ledger (id),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,                  -- a shard of cash, a ticker of claims, else empty
    amount_micros INTEGER NOT NULL      -- debits positive
) STRICT;

CREATE INDEX postings_ledger ON postings (ledger_id);

-- Append-only: every intent and what became of it, in the order in which it was made durable.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    book TEXT NOT NULL,
    at_micros INTEGER NOT NULL,
    trade_id TEXT NOT NULL,
    subject TEXT NOT NULL,              -- an order, or the trade itself
    phase TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX journal_trade ON journal (book, trade_id);

-- Why something was, or was not, let through.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    book TEXT NOT NULL,
    at_micros INTEGER NOT NULL,
    trade_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    check_name TEXT NOT NULL,
    passed INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX decisions_trade ON decisions (book, trade_id);
