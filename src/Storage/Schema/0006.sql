-- A person wants what the trade holds to be sold, and agreed to lose so much.
ALTER TABLE trades ADD COLUMN flatten_since_micros INTEGER;
ALTER TABLE trades ADD COLUMN flatten_bound_micros INTEGER;
ALTER TABLE trades ADD COLUMN flatten_most_placed INTEGER;
