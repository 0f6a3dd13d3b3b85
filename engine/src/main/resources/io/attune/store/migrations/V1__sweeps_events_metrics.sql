-- Numbers are packed into one BIGINT key because H2 finds rows by it an order of magnitude faster
-- than by a composite key: event.id = sweep * 2^40 + sequence, metric_point.id = series * 2^36 + step.

CREATE TABLE sweep (
  id         BIGINT PRIMARY KEY,
  name       VARCHAR NOT NULL,
  definition VARCHAR NOT NULL,
  source     VARCHAR NOT NULL,
  created    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- What happened, in order. Metrics of a report live in metric_point, all else in body (JSON).
CREATE TABLE event (
  id      BIGINT PRIMARY KEY,
  kind    VARCHAR(16) NOT NULL,
  at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  trial   INTEGER,
  attempt INTEGER,
  step    BIGINT,
  body    VARCHAR
);

-- One metric of one attempt, with a summary that is kept up with every report.
CREATE TABLE metric_series (
  id          BIGINT PRIMARY KEY,
  sweep       BIGINT NOT NULL REFERENCES sweep,
  trial       INTEGER NOT NULL,
  attempt     INTEGER NOT NULL,
  metric      VARCHAR NOT NULL,
  points      BIGINT NOT NULL,
  last_step   BIGINT NOT NULL,
  first_value DOUBLE PRECISION NOT NULL,
  last_value  DOUBLE PRECISION NOT NULL,
  min_value   DOUBLE PRECISION NOT NULL,
  max_value   DOUBLE PRECISION NOT NULL,
  UNIQUE (sweep, trial, attempt, metric)
);

CREATE TABLE metric_point (
  id      BIGINT PRIMARY KEY,
  reading DOUBLE PRECISION NOT NULL
);
