-- Integers carry their unit: ticks of $0.0001, hundredths of a contract, micros of a dollar, parts per million, and
-- times as microseconds since 1970 (UTC). NULL means that the venue did not say, or that nobody quotes; never 0.

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    ticker TEXT NOT NULL UNIQUE,
    content_hash INTEGER NOT NULL,
    updated_at_micros INTEGER NOT NULL,
    title TEXT,
    category TEXT,
    frequency TEXT,
    fee_type TEXT,
    fee_multiplier_ppm INTEGER,
    contract_terms_url TEXT,
    settlement_sources TEXT,            -- JSON array of {"name", "url"}
    defects TEXT                        -- JSON array of {"field", "problem"}
) STRICT;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    event_ticker TEXT NOT NULL UNIQUE,
    content_hash INTEGER NOT NULL,
    updated_at_micros INTEGER NOT NULL,
    series_ticker TEXT,
    title TEXT,
    sub_title TEXT,
    category TEXT,
    mutually_exclusive INTEGER,         -- 1 at most one YES, 0 not so
    is_whole INTEGER NOT NULL,          -- 1 if every member was read, closed and settled ones included
    collateral_return_type TEXT,
    strike_date_micros INTEGER,
    strike_period TEXT,
    fee_type_override TEXT,
    fee_multiplier_override_ppm INTEGER,
    exchange_index INTEGER,
    settlement_sources TEXT,            -- JSON array of {"name", "url"}
    defects TEXT,                       -- JSON array of {"field", "problem"}
    market_tickers TEXT NOT NULL        -- JSON array, in reading order
) STRICT;

CREATE TABLE markets (
    id INTEGER PRIMARY KEY,
    ticker TEXT NOT NULL UNIQUE,
    updated_at_micros INTEGER NOT NULL, -- the snapshot that last changed the row
    yes_bid_ticks INTEGER,
    yes_bid_size_hundredths INTEGER,
    yes_ask_ticks INTEGER,
    yes_ask_size_hundredths INTEGER,
    no_bid_ticks INTEGER GENERATED ALWAYS AS (10000 - yes_ask_ticks) VIRTUAL,
    no_ask_ticks INTEGER GENERATED ALWAYS AS (10000 - yes_bid_ticks) VIRTUAL,
    last_price_ticks INTEGER,
    volume_hundredths INTEGER,
    open_interest_hundredths INTEGER,
    venue_updated_at_micros INTEGER,
    event_ticker TEXT,
    series_ticker TEXT,
    category TEXT,                      -- the event's
    market_type TEXT,
    status TEXT,
    result TEXT,
    title TEXT,
    subtitle TEXT,                      -- of YES
    no_subtitle TEXT,
    strike_type TEXT,
    floor_strike TEXT,                  -- decimal
    cap_strike TEXT,                    -- decimal
    functional_strike TEXT,
    custom_strike TEXT,                 -- JSON
    open_time_micros INTEGER,
    close_time_micros INTEGER,
    expected_expiration_time_micros INTEGER,
    latest_expiration_time_micros INTEGER,
    occurrence_time_micros INTEGER,
    settlement_timer_micros INTEGER,    -- a duration
    settlement_value_ticks INTEGER,
    expiration_value TEXT,
    can_close_early INTEGER,
    fee_waiver_expiration_time_micros INTEGER,
    price_bands TEXT,
    is_provisional INTEGER NOT NULL,
    exchange_index INTEGER,
    collection_ticker TEXT,
    selected_legs TEXT,                 -- JSON array of {"eventTicker", "marketTicker", "side"}
    defects TEXT,                       -- JSON array of {"field", "problem"}
    early_close_condition TEXT,
    rules_primary TEXT,
    rules_secondary TEXT
) STRICT;

CREATE INDEX markets_by_event ON markets (event_ticker);

-- What tells a changed market from an unchanged one, kept narrow: a pass reads some megabytes here, not all rules.
CREATE TABLE market_marks (
    market_id INTEGER PRIMARY KEY REFERENCES markets (id),
    ticker TEXT NOT NULL,
    terms_hash INTEGER NOT NULL,        -- everything but the figures below it
    figures_hash INTEGER NOT NULL,      -- quote, last price, volume, open interest, the venue's update time
    yes_bid_ticks INTEGER,              -- the quote of the last row in price_snapshots
    yes_bid_size_hundredths INTEGER,
    yes_ask_ticks INTEGER,
    yes_ask_size_hundredths INTEGER
) STRICT;

-- One row per change of a market's quote; it holds until the next row of that market.
CREATE TABLE price_snapshots (
    id INTEGER PRIMARY KEY,
    market_id INTEGER NOT NULL REFERENCES markets (id),
    at_micros INTEGER NOT NULL,
    yes_bid_ticks INTEGER,
    yes_bid_size_hundredths INTEGER,
    yes_ask_ticks INTEGER,
    yes_ask_size_hundredths INTEGER
) STRICT;

CREATE INDEX price_snapshots_by_market ON price_snapshots (market_id, at_micros);

CREATE TABLE newest_snapshot (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at_micros INTEGER NOT NULL
) STRICT;

CREATE TABLE relationships (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    tier TEXT NOT NULL,
    strength TEXT NOT NULL,
    status TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence_ppm INTEGER NOT NULL,
    tickers TEXT NOT NULL,              -- JSON array; thresholds by ascending strike
    constraint_description TEXT NOT NULL,
    constraint_formula TEXT NOT NULL,
    reasoning TEXT NOT NULL,
    created_at_micros INTEGER NOT NULL,
    last_validated_micros INTEGER NOT NULL,
    document TEXT NOT NULL              -- JSON
) STRICT;

CREATE INDEX relationships_by_type ON relationships (type, hash);
CREATE INDEX relationships_by_pass ON relationships (last_validated_micros);

CREATE TABLE scans (
    id INTEGER PRIMARY KEY,
    at_micros INTEGER NOT NULL,
    source TEXT NOT NULL,
    markets INTEGER NOT NULL,
    events INTEGER NOT NULL,
    relations INTEGER NOT NULL,
    opportunities INTEGER NOT NULL,
    document TEXT NOT NULL              -- JSON
) STRICT;

CREATE INDEX scans_by_time ON scans (at_micros);

CREATE TABLE opportunities (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    grade TEXT NOT NULL,
    executable INTEGER NOT NULL,
    above_threshold INTEGER NOT NULL,
    signal TEXT NOT NULL,
    units_hundredths INTEGER NOT NULL,
    cost_micros INTEGER NOT NULL,
    fees_micros INTEGER NOT NULL,
    min_payout_micros INTEGER NOT NULL,
    edge_micros INTEGER NOT NULL,
    magnitude_micros INTEGER NOT NULL,
    annual_return_ppm INTEGER,
    confidence_ppm INTEGER NOT NULL,
    score_micros INTEGER NOT NULL,
    relationship_hashes TEXT NOT NULL,  -- JSON array
    legs TEXT NOT NULL,                 -- JSON array
    detected_at_micros INTEGER NOT NULL,
    seen_at_micros INTEGER NOT NULL,
    expires_at_micros INTEGER,
    document TEXT NOT NULL              -- JSON
) STRICT;

CREATE INDEX opportunities_by_rank ON opportunities (grade, score_micros DESC, edge_micros DESC, hash);
