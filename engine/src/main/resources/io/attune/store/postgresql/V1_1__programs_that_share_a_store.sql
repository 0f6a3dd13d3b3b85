-- Several programs may write to one PostgreSQL store, each with one connection. Which sweep is run
-- by whom is a session's advisory lock, so that it goes with the session, however that ends.

-- Tells one store from another, so that folders of files are not mixed up.
CREATE TABLE store_identity (
  id VARCHAR(36) PRIMARY KEY
);

INSERT INTO store_identity (id) VALUES (gen_random_uuid());

-- Who writes: what others are told, and the last group of events that is on disk, which says what
-- became of a commit whose answer was lost.
CREATE TABLE program (
  id      VARCHAR(36) PRIMARY KEY,
  backend INTEGER NOT NULL,
  owner   VARCHAR NOT NULL,
  written BIGINT NOT NULL,
  seen    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE SEQUENCE metric_series_number;
