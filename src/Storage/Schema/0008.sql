-- Of an episode also how much its best look was of, when half of that was left, and why it ended; NULL in rows of before.
ALTER TABLE episodes ADD COLUMN best_units_hundredths INTEGER;
ALTER TABLE episodes ADD COLUMN halved_at_micros INTEGER;
ALTER TABLE episodes ADD COLUMN end_reason TEXT;

CREATE INDEX episodes_by_time ON episodes (first_seen_micros);
