-- The fee terms of its markets when a relation was judged; NULL where they were not known.
ALTER TABLE reviews ADD COLUMN fees TEXT;
