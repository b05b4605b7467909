-- Every call to a language model. A row is written before the call, with the most it can cost; until its end is known it counts in full.
CREATE TABLE llm_calls (
    id INTEGER PRIMARY KEY,
    at_micros INTEGER NOT NULL,
    pass TEXT NOT NULL,
    purpose TEXT NOT NULL,
    model TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    verdict_key TEXT NOT NULL,
    batch_id INTEGER REFERENCES llm_batches (id),
    batch_item TEXT,
    promised_micros INTEGER NOT NULL,
    outcome TEXT NOT NULL,              -- Open until the end is known
    cost_micros INTEGER,                -- NULL while nobody knows: then the promise counts
    counted_micros INTEGER GENERATED ALWAYS AS (coalesce(cost_micros, promised_micros)) STORED,
    input_tokens INTEGER NOT NULL DEFAULT 0,
    cache_write_tokens INTEGER NOT NULL DEFAULT 0,
    cache_read_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    latency_micros INTEGER,
    detail TEXT
) STRICT;

CREATE INDEX llm_calls_by_time ON llm_calls (at_micros, counted_micros);
CREATE INDEX llm_calls_by_pass ON llm_calls (pass, counted_micros);
CREATE INDEX llm_calls_by_batch ON llm_calls (batch_id) WHERE outcome = 'Open';

CREATE TABLE llm_batches (
    id INTEGER PRIMARY KEY,
    at_micros INTEGER NOT NULL,
    model TEXT NOT NULL,
    provider_id TEXT,                   -- NULL while nobody saw it arrive
    is_closed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Answers that were paid for, by rules, prompt version and model.
CREATE TABLE llm_verdicts (
    verdict_key TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    model TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    subject TEXT,
    answer TEXT,                        -- JSON; NULL when the model refused
    at_micros INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
