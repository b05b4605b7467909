-- What models and people judged of relations that only words tell. Its status is that of its row in relationships.
CREATE TABLE reviews (
    hash TEXT PRIMARY KEY REFERENCES relationships (hash),
    stage TEXT NOT NULL,
    claims TEXT NOT NULL,               -- JSON array of {"ticker", "side"}, in the order that gives the type its meaning
    strikes_ascend INTEGER NOT NULL,
    conditional_ppm INTEGER,
    rules_hash TEXT NOT NULL,           -- of the words that were judged
    evidence TEXT NOT NULL,             -- JSON array of {"source", "statement"}
    differences TEXT NOT NULL,          -- JSON array of {"aspect", "left", "right"}
    judged_by TEXT NOT NULL,
    proposed_at_micros INTEGER NOT NULL,
    confirmed_at_micros INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every change of state of a relation, by whom, when and why.
CREATE TABLE review_turns (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    status TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at_micros INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX review_turns_by_relation ON review_turns (hash, id);
