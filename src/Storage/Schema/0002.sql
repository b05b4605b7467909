-- One row for each time a mispricing was there: from the look that first saw it to the one that no longer did.
CREATE TABLE episodes (
    id INTEGER PRIMARY KEY,
    opportunity_hash TEXT NOT NULL,
    first_seen_micros INTEGER NOT NULL,
    last_seen_micros INTEGER NOT NULL,
    ended_at_micros INTEGER,            -- NULL while it lasts
    times_seen INTEGER NOT NULL,
    status TEXT NOT NULL,
    grade TEXT NOT NULL,
    score_micros INTEGER NOT NULL,
    edge_micros INTEGER NOT NULL,
    best_edge_micros INTEGER NOT NULL,
    best_at_micros INTEGER NOT NULL,
    expires_at_micros INTEGER,
    tickers TEXT NOT NULL,              -- JSON array
    UNIQUE (opportunity_hash, first_seen_micros)
) STRICT;

CREATE INDEX episodes_open ON episodes (opportunity_hash) WHERE ended_at_micros IS NULL OR status = 'Executing';

-- What earlier releases knew of an opportunity is its one episode.
INSERT INTO episodes (opportunity_hash, first_seen_micros, last_seen_micros, ended_at_micros, times_seen, status, grade,
    score_micros, edge_micros, best_edge_micros, best_at_micros, expires_at_micros, tickers)
SELECT hash, min(detected_at_micros, seen_at_micros), seen_at_micros,
    CASE WHEN status IN ('Expired', 'Filled', 'Failed') THEN max(seen_at_micros, coalesce(expires_at_micros, seen_at_micros)) END,
    1, status, grade, score_micros, edge_micros, edge_micros, seen_at_micros, expires_at_micros,
    (SELECT json_group_array(json_extract(leg.value, '$.ticker')) FROM json_each(legs) AS leg)
FROM opportunities;
