-- Vectors of texts that were paid for, by model, size and text: 4 bytes a number, least significant first.
CREATE TABLE embeddings (
    embedding_key TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    vector BLOB NOT NULL,
    at_micros INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
