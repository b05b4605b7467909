-- Markets elsewhere that rules took for one of ours, with what a person decided about that. A decision is of texts and a grade.
CREATE TABLE matches (
    match_id TEXT PRIMARY KEY,          -- hash of ticker and their_id
    ticker TEXT NOT NULL,
    their_id TEXT NOT NULL,             -- of the market at Polymarket
    texts_hash TEXT NOT NULL,           -- of both texts
    grade TEXT NOT NULL,
    differences TEXT NOT NULL,          -- JSON array of {"aspect", "left", "right"}
    question TEXT NOT NULL,
    their_question TEXT NOT NULL,
    their_rules TEXT NOT NULL,
    decision TEXT NOT NULL,             -- Pending, Approved, Rejected
    proposed_at_micros INTEGER NOT NULL,
    found_at_micros INTEGER NOT NULL,
    UNIQUE (ticker, their_id)
) STRICT, WITHOUT ROWID;

-- Every change of what is decided about a match, by whom, when and why, and about which texts.
CREATE TABLE match_turns (
    id INTEGER PRIMARY KEY,
    match_id TEXT NOT NULL REFERENCES matches (match_id),
    decision TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at_micros INTEGER NOT NULL,
    reason TEXT NOT NULL,
    texts_hash TEXT NOT NULL
) STRICT;

CREATE INDEX match_turns_by_match ON match_turns (match_id, id);
