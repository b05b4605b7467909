-- The history of quotes, in a file of its own: it grows by gigabytes and may be deleted without harm to anything else.
-- Times are milliseconds since 1970 (UTC). What blocks and batches hold is told in docs/history.md.

CREATE TABLE markets (
    id INTEGER PRIMARY KEY,
    ticker TEXT NOT NULL UNIQUE
) STRICT;

-- Stretches of time in which the history is whole. Outside of them nothing is known.
CREATE TABLE stretches (
    id INTEGER PRIMARY KEY,
    from_millis INTEGER NOT NULL,
    to_millis INTEGER NOT NULL,         -- whole up to here
    source TEXT NOT NULL,               -- Stream or Passes
    ended TEXT,                         -- why; NULL while it goes on
    dropped INTEGER NOT NULL            -- changes after its end that could not be kept
) STRICT;

-- As it was written, second by second; packed into blocks when its ten minutes are over.
CREATE TABLE batches (
    id INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL,           -- ten minutes, counted from 1970
    changes INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE INDEX batches_by_segment ON batches (segment);

-- Ten minutes of 1,024 markets.
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    bucket INTEGER NOT NULL,            -- the market's id divided by 1,024
    segment INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE INDEX blocks_by_bucket ON blocks (bucket, segment);
CREATE INDEX blocks_by_segment ON blocks (segment);

-- What the blocks of a segment hold together, so that nobody need read them to know it.
CREATE TABLE segments (
    segment INTEGER PRIMARY KEY,
    changes INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) STRICT;
